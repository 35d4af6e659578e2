"""``matrix``: one field against another, a count in each cell that leads to the list behind it."""

from __future__ import annotations

from ..model.catalog import Item
from ..model.fields import Field, Kind
from ..model.kinds import Kinds
from ..texts.messages import uncapitalised
from .base import (
    Options,
    Site,
    ViewError,
    field_of,
    link,
    selected,
    title_row,
    type_of_option,
    value_items,
    value_label,
    value_order,
    value_page,
)
from .blocks import Block, Heading, Inline, Link, Para, Rows, Table


def matrix(options: Options, site: Site) -> tuple[Block, ...]:
    """The table, and below it the records of every cell that holds any.

    The lists stand on the same page, so that a count leads to them on the web, on paper and without script.
    The option ``all`` adds the values of a field that no record has.
    """
    kind, rows_field, columns_field = _axes(options, site.kinds)
    items = selected(options, site)
    rows = _values(rows_field, items, options, site)
    columns = _values(columns_field, items, options, site)
    cells = _cells(items, rows_field, columns_field)
    if options.get('all') != 'yes':
        used = ({row for row, _ in cells}, {column for _, column in cells})
        rows = [value for value in rows if value in used[0]]
        columns = [value for value in columns if value in used[1]]
    texts = site.labels.texts
    if not cells:
        return (Para(parts=(texts['list_none'],), style='none'),)
    page = options.get('page', '')
    head: list[tuple[Inline, ...]] = [(f'{_name(rows_field, site)} / {_name(columns_field, site)}',)]
    head += [(_value(columns_field, column, site),) for column in columns]
    body = []
    for value in rows:
        line: list[tuple[Inline, ...]] = [(_value(rows_field, value, site),)]
        for column in columns:
            found = cells.get((value, column))
            if found:
                anchor = _anchor(kind, rows_field, value, columns_field, column)
                line.append((Link(text=str(len(found)), docname=page, anchor=anchor),))
            else:
                line.append((texts['matrix_none'],))
        body.append(tuple(line))
    caption = texts['matrix_caption'].format(
        records=texts[f'{kind}_many'],
        rows=uncapitalised(_name(rows_field, site)),
        columns=uncapitalised(_name(columns_field, site)),
    )
    blocks: list[Block] = [Table(caption=caption, head=tuple(head), rows=tuple(body), style='matrix')]
    for value in rows:
        for column in columns:
            if found := cells.get((value, column)):
                label = f'{value_label(rows_field, value, site)} – {value_label(columns_field, column, site)}'
                anchor = _anchor(kind, rows_field, value, columns_field, column)
                blocks.append(Heading(text=label, anchor=anchor))
                blocks.append(Rows(rows=tuple(title_row(item, site) for item in found), style='plain'))
    return tuple(blocks)


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


def _values(field: Field, items: list[Item], options: Options, site: Site) -> list[str]:
    """The values along an axis: those that records have, or all there are."""
    if options.get('all') != 'yes':
        return [value for value, _, _ in value_items(field, items, site) if value]
    if field.kind is Kind.TERM:
        return list(site.labels.vocabulary.ids(field.of))
    found = [item.id for item in site.catalog.of_type(field.of)]
    return sorted(found, key=lambda value: value_order(field, value, site))


def _cells(items: list[Item], rows: Field, columns: Field) -> dict[tuple[str, str], list[Item]]:
    cells: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        for value in rows.values(item.record):
            for column in columns.values(item.record):
                cells.setdefault((value, column), []).append(item)
    return cells


def _value(field: Field, value: str, site: Site) -> Inline:
    page = value_page(field, value, site)
    label = value_label(field, value, site)
    return link(page, label) if page else label


def _anchor(kind: str, rows: Field, value: str, columns: Field, column: str) -> str:
    return f'{kind}-{rows.name}-{value}-{columns.name}-{column}'.replace('_', '-')
