"""``matrix``: one field against another, a count in each cell that leads to the list behind it."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.catalog import Item
from ..model.fields import Field, Kind
from ..model.kinds import Kinds
from ..texts.messages import uncapitalised
from .base import Options, Site, Value, ViewError, field_of, in_order, link, selected, title_row, type_of_option
from .blocks import Block, Heading, Inline, Link, Para, Rows, Table


def matrix(options: Options, site: Site) -> tuple[Block, ...]:
    """The table, and below it the records of every cell that holds any.

    The lists stand on the same page, so that a count leads to them on the web, on paper and without script.
    The option ``all`` adds the values of a field that no record has.
    """
    kind, rows_field, columns_field = _axes(options, site.kinds)
    items = selected(options, site)
    cells = _cells(items, rows_field, columns_field)
    texts = site.labels.texts
    if not cells:
        return (Para(parts=(texts['list_none'],), style='none'),)
    rows = _values(rows_field, dict.fromkeys(row for row, _ in cells), options, site)
    columns = _values(columns_field, dict.fromkeys(column for _, column in cells), options, site)
    page = options.get('page', '')
    head: list[tuple[Inline, ...]] = [(f'{_name(rows_field, site)} / {_name(columns_field, site)}',)]
    head += [(_inline(column),) for column in columns]
    body = []
    lists: list[Block] = []
    for row in rows:
        line: list[tuple[Inline, ...]] = [(_inline(row),)]
        for column in columns:
            found = cells.get((row.id, column.id))
            if not found:
                line.append((texts['matrix_none'],))
                continue
            anchor = f'{kind}-{rows_field.name}-{row.id}-{columns_field.name}-{column.id}'.replace('_', '-')
            line.append((Link(text=str(len(found)), docname=page, anchor=anchor),))
            lists.append(Heading(text=f'{row.label} – {column.label}', anchor=anchor))
            lists.append(Rows(rows=tuple(title_row(item, site) for item in found), style='plain'))
        body.append(tuple(line))
    caption = texts['matrix_caption'].format(
        records=texts[f'{kind}_many'],
        rows=uncapitalised(_name(rows_field, site)),
        columns=uncapitalised(_name(columns_field, site)),
    )
    return (Table(caption=caption, head=tuple(head), rows=tuple(body), style='matrix'), *lists)


def check(options: Options, kinds: Kinds) -> None:
    """Raise ``ViewError`` for options that a matrix cannot have."""
    _axes(options, kinds)


def _name(field: Field, site: Site) -> str:
    return site.labels.texts.filter_label(field.owner, field.field)


def _axes(options: Options, kinds: Kinds) -> tuple[str, Field, Field]:
    kind = type_of_option(options, kinds)
    for name in ('rows', 'columns'):
        if not options.get(name):
            raise ViewError('view_missing', value=name)
    rows, columns = (field_of(kind, options[name], kinds, facet=True) for name in ('rows', 'columns'))
    return kind, rows, columns


def _values(field: Field, used: Iterable[str], options: Options, site: Site) -> list[Value]:
    """The values along an axis: those *used* in a cell, or all there are."""
    if options.get('all') != 'yes':
        return in_order(field, used, site)
    if field.kind is Kind.TERM:
        return in_order(field, site.labels.vocabulary.ids(field.of), site)
    return in_order(field, (item.id for item in site.catalog.of_type(field.of)), site)


def _cells(items: list[Item], rows: Field, columns: Field) -> dict[tuple[str, str], list[Item]]:
    cells: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        for value in rows.values(item.record):
            for column in columns.values(item.record):
                cells.setdefault((value, column), []).append(item)
    return cells


def _inline(value: Value) -> Inline:
    return link(value.page, value.label) if value.page else value.label
