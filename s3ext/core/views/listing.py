"""``records``: a list of records, filtered, grouped, sorted and cut; and their number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..model.catalog import Item
from ..model.fields import Field, Kind
from ..model.kinds import Kinds, id_of
from .base import (
    Options,
    Site,
    ViewError,
    ViewKey,
    field_of,
    mention,
    row,
    selected,
    title_row,
    type_of_option,
    value_items,
    value_of,
    value_order,
)
from .blocks import Block, Heading, Inline, Link, Mark, Para, Rows, Table
from .facets import finder, named_facts

STYLES = ('list', 'cards', 'table', 'plain')
_NUMBER = re.compile(r'0*[1-9][0-9]{0,5}')


def records(options: Options, site: Site) -> tuple[Block, ...]:
    """How many there are, and the list, under one heading for each value of the option ``group``."""
    kind = type_of_option(options, site.kinds)
    items = _sorted(selected(options, site), options.get('sort', ''), kind, site)
    texts = site.labels.texts
    if not items:
        return (Para(parts=(texts['list_none'],), style='none'),)
    blocks: list[Block] = [Para(parts=(texts.count(kind, len(items)),), style='count')]
    limit = int(options['limit']) if options.get('limit') else None
    if not options.get('group'):
        blocks.append(_listing(items[:limit], options, site))
    else:
        field = field_of(kind, options['group'], site.kinds, facet=True)
        for value, found in value_items(field, items, site):
            # the name of the place, to which addresses lead
            anchor = f'{kind}-{field.name}-{value.id or "-"}'.replace('_', '-')
            blocks.append(Heading(text=value.label, anchor=anchor))
            blocks.append(_listing(found[:limit], options, site))
    return tuple(blocks)


def catalogue(options: Options, site: Site) -> tuple[Block, ...]:
    """Every record of a kind, and what the browser needs to choose among them."""
    kind = type_of_option(options, site.kinds)
    items = _sorted(selected(options, site), options.get('sort', ''), kind, site)
    if not items:
        return (Para(parts=(site.labels.texts['list_none'],), style='none'),)
    rows = tuple(
        replace(row(item, site), marks=_row_marks(item, site), named=tuple(named_facts(item, site))) for item in items
    )
    return (Rows(rows=rows, style='catalogue', finder=finder(kind, items, site)),)


def _row_marks(item: Item, site: Site) -> tuple[Mark, ...]:
    """The marks that the method says which the kind names."""
    method = item.record.about.marks
    return tuple(getattr(item.record, method)(site.labels)) if method else ()


def catalogue_pages(shown: Mapping[str, Iterable[ViewKey]], kinds: Kinds) -> dict[str, str]:
    """The page with the whole catalogue of each kind, by what pages have *shown*; an index before others."""
    found: dict[str, str] = {}
    for docname in sorted(shown, key=lambda name: (id_of(name) != 'index', name)):
        for options in (dict(key.options) for key in shown[docname] if key.kind == 'catalogue'):
            if 'filter' not in options:
                found.setdefault(options.get('type', kinds.main), docname)
    return found


def named(options: Options, site: Site) -> tuple[Block, ...]:
    """How many there are and the first of them, in a line; the number of the others leads to ``place`` on ``page``.

    Where there are none it says ``none``, the name of a text.
    """
    kind = type_of_option(options, site.kinds)
    items, texts = selected(options, site), site.labels.texts
    if not items:
        return (Para(parts=(texts[options['none']],), style='none'),)
    shown = items[: int(options['limit'])]
    # titles may hold commas themselves
    between = '; ' if any(',' in item.title for item in shown) else ', '
    parts: list[Inline] = [f'{texts.count(kind, len(items))}: ']
    for position, item in enumerate(shown):
        parts += [between, *mention(item, site)] if position else mention(item, site)
    if more := len(items) - len(shown):
        words = texts['answer_more'].format(number=more)
        place = options.get('place', '')
        parts += [' ', Link(text=words, docname=options['page'], anchor=place) if place else words]
    return (Para(parts=tuple(parts)),)


def count(options: Options, site: Site) -> int:
    """The number of records."""
    return len(selected(options, site))


def check(options: Options, kinds: Kinds) -> None:
    """Raise ``ViewError`` for options that a list cannot have."""
    kind = type_of_option(options, kinds)
    if options.get('group'):
        field_of(kind, options['group'], kinds, facet=True)
    for name, _ in _sort_fields(options.get('sort', '')):
        if name != 'title':
            field_of(kind, name, kinds)
    check_limit(options)
    style = options.get('style', STYLES[0])
    if style not in STYLES:
        raise ViewError('view_option', value=style, allowed=', '.join(STYLES))


def check_limit(options: Options) -> None:
    """Raise ``ViewError`` for a limit that is not a whole number above zero."""
    text = options.get('limit', '')
    if text and not _NUMBER.fullmatch(text):
        raise ViewError('view_number', value=text)


def _sort_fields(text: str) -> list[tuple[str, bool]]:
    """``from desc, title`` → [('from', True), ('title', False)]."""
    fields = []
    for part in filter(None, (part.split() for part in text.split(','))):
        direction = part[1] if len(part) > 1 else 'asc'
        if direction not in ('asc', 'desc') or len(part) > 2:
            raise ViewError('view_option', value=' '.join(part[1:]), allowed='asc, desc')
        fields.append((part[0], direction == 'desc'))
    return fields


def _sorted(items: list[Item], text: str, kind: str, site: Site) -> list[Item]:
    """*items* by the first value of several fields; what lacks a value comes last whatever the direction."""
    for name, descending in reversed(_sort_fields(text)):
        if name == 'title':
            items = sorted(items, key=lambda item: site.labels.language.sort_key(item.title), reverse=descending)
            continue
        field = field_of(kind, name, site.kinds)
        found = [(field.values(item.record), item) for item in items]
        with_value = [(_sort_value(field, values[0], site), item) for values, item in found if values]
        with_value.sort(key=lambda pair: pair[0], reverse=descending)
        items = [item for _, item in with_value] + [item for values, item in found if not values]
    return items


def _sort_value(field: Field, value: str, site: Site) -> Any:
    """A key for *value*: terms as in their list, records by title, numbers by size, dates as they are written."""
    if field.is_facet:
        return value_order(field, value_of(field, value, site), site)
    return int(value) if field.kind is Kind.NUMBER else value


def _listing(items: list[Item], options: Options, site: Site) -> Block:
    style = options.get('style', STYLES[0])
    if style == 'table':
        return _table(items, site)
    if style == 'plain':
        return Rows(rows=tuple(title_row(item, site) for item in items), style='plain')
    return Rows(rows=tuple(row(item, site) for item in items), style=style)


def _table(items: list[Item], site: Site) -> Table:
    texts = site.labels.texts
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    for item in items:
        line = row(item, site)
        title: tuple[Link, ...] = (line.title,)
        rows.append((title, (' · '.join(line.meta),), (line.text,)))
    head = ((texts['column_title'],), (texts['column_facts'],), (texts['column_summary'],))
    return Table(caption='', head=head, rows=tuple(rows))
