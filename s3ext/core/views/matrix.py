"""``matrix``: one field against another, a count in each cell that leads to the list behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlencode

from ..model.catalog import Item
from ..model.fields import Field, Kind
from ..model.kinds import Kinds
from ..texts.messages import uncapitalised
from .base import (
    Options,
    Site,
    Value,
    ViewError,
    field_of,
    form_query,
    in_order,
    link,
    selected,
    title_row,
    type_of_option,
)
from .blocks import Block, Choices, Fold, Heading, Inline, Link, Missing, Para, Row, Rows, Table


def empty_cells(options: Options, site: Site) -> tuple[Table, ...]:
    """What no record has of all pairs of two values, as a table with a row for each value that lacks any.

    On the web each leads to the form, with both filled in.
    """
    kind, rows_field, columns_field = _axes(options, site.kinds)
    cells = _cells(selected({'type': kind}, site), rows_field, columns_field)
    every = {'all': 'yes'}
    columns = _values(columns_field, (), every, site)
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    for row in _values(rows_field, (), every, site):
        missing: list[Inline] = []
        for column in (column for column in columns if (row.id, column.id) not in cells):
            query = form_query(kind, ((rows_field, row.id), (columns_field, column.id)), site)
            missing += [', '] if missing else []
            missing.append(Missing(text=column.label, query=query, lead=column.label, in_words=True))
        if missing:
            rows.append(((_inline(row),), tuple(missing)))
    names = {'rows': _name(rows_field, site), 'columns': _name(columns_field, site)}
    names['records'] = site.labels.texts[f'{kind}_many']
    head = ((names['rows'],), (site.labels.texts['gaps_cells'].format(**names),))
    caption = site.labels.texts['gaps_caption'].format(
        rows=names['rows'], columns=uncapitalised(names['columns']), records=names['records']
    )
    return (Table(caption=caption, head=head, rows=tuple(rows), style='gaps'),) if rows else ()


def matrix(options: Options, site: Site) -> tuple[Block, ...]:
    """The table, and below it the records of every row that holds any, each once.

    On the web a count leads to the page where all records are chosen from, with the row and the column chosen. Other
    outputs hold no choices: there it leads to the list of its row, which says the columns of each record. So does the
    page without script, where the lists are folded. What no record has leads to the form.
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
    head: list[tuple[Inline, ...]] = [(f'{_name(rows_field, site)} / {_name(columns_field, site)}',)]
    head += [(_inline(column),) for column in columns]
    leads = _Leads(kind, (rows_field, columns_field), options, site)
    body = [
        ((_inline(row),), *((leads.cell(row, column, cells.get((row.id, column.id))),) for column in columns))
        for row in rows
    ]
    caption = texts['matrix_caption'].format(
        records=texts[f'{kind}_many'],
        rows=uncapitalised(_name(rows_field, site)),
        columns=uncapitalised(_name(columns_field, site)),
    )
    table = Table(caption=caption, head=tuple(head), rows=tuple(body), style='matrix')
    lists = tuple(_lists(rows, items, leads, site))
    return (table, Fold(title=texts['matrix_lists'], blocks=lists)) if leads.finder else (table, *lists)


class _Leads:
    """Where the cells of a matrix of records of *kind* lead, whose axes are *fields*."""

    def __init__(self, kind: str, fields: tuple[Field, Field], options: Options, site: Site) -> None:
        self.kind, self.fields, self.page = kind, fields, options.get('page', '')
        self.texts = site.labels.texts
        facets, known = site.kinds.catalogue_facets[kind], site.kinds.fields[kind]
        #: what the matrix is limited to, which must be chosen too
        self.limits = [(name, value) for name, value in options.items() if name in known and known[name].is_facet]
        chosen = {*(field.name for field in fields), *(name for name, _ in self.limits)}
        can_choose = not options.get('filter') and chosen <= set(facets)
        self.finder = site.finders.get(kind, '') if can_choose else ''
        self.site, self.filtered = site, bool(options.get('filter'))

    def anchor(self, row: Value) -> str:
        """The place of the list of *row*."""
        return f'{self.kind}-{self.fields[0].name}-{row.id}'.replace('_', '-')

    def cell(self, row: Value, column: Value, found: list[Item] | None) -> Inline:
        """The count of what is *found*, and where it leads."""
        pairs = list(zip(self.fields, (row, column), strict=True))
        if not found:
            values = [(field, value.id) for field, value in pairs]
            query = '' if self.filtered else form_query(self.kind, values, self.site)
            return Missing(text=self.texts['matrix_none'], query=query, lead=self.texts['matrix_add'] if query else '')
        text = str(len(found))
        link = Link(text=text, docname=self.page, anchor=self.anchor(row))
        if not self.finder:
            return link
        query = urlencode([*((field.name, value.id) for field, value in pairs), *self.limits])
        return Choices(text=text, docname=self.finder, query=query, instead=link)


def _lists(rows: list[Value], items: list[Item], leads: _Leads, site: Site) -> Iterator[Heading | Rows]:
    """Under each row its records, each once with the columns in which it counts."""
    by_row: dict[str, list[Row]] = {}
    for item in items:
        of_row, of_column = (dict.fromkeys(field.values(item.record)) for field in leads.fields)
        if of_column:
            where = ', '.join(value.label for value in in_order(leads.fields[1], of_column, site))
            line = title_row(item, site)
            for value in of_row:
                by_row.setdefault(value, []).append(replace(line, meta=(*line.meta, where)))
    for row in rows:
        if found := by_row.get(row.id):
            yield Heading(text=row.label, anchor=leads.anchor(row))
            yield Rows(rows=tuple(found), style='plain')


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
