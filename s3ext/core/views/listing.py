"""``records``: a list of records, filtered, grouped, sorted and cut; and their number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..model.catalog import Item
from ..model.fields import Field, Kind
from ..model.kinds import Kinds, id_of
from ..model.reading_time import minutes_of
from ..model.sheet import merged
from . import query
from .base import (
    Options,
    Site,
    Value,
    ViewError,
    ViewKey,
    field_of,
    in_order,
    mention,
    parse_filter,
    row,
    selected,
    title_row,
    type_of_option,
    value_items,
    value_of,
    value_order,
)
from .blocks import Block, Heading, Inline, Link, Mark, Para, Row, Rows, Table
from .facets import finder, named_facts
from .table_file import words_of

#: a record in a list, and the groups that it belongs to beside the one under which it stands
Listed = tuple[Item, tuple[Value, ...]]

STYLES = ('list', 'cards', 'table', 'plain')
_NUMBER = re.compile(r'0*[1-9][0-9]{0,5}')


def records(options: Options, site: Site) -> tuple[Block, ...]:
    """How many there are, and the list, each record once; the option ``group`` sets headings for values of a field."""
    kind = type_of_option(options, site.kinds)
    items = _sorted(selected(options, site), options.get('sort', ''), kind, site)
    texts = site.labels.texts
    if not items:
        return (_none(kind, options, site),)
    blocks: list[Block] = [Para(parts=(texts.count(kind, len(items)),), style='count')]
    limit = int(options['limit']) if options.get('limit') else None
    if not options.get('group'):
        blocks.append(_listing([(item, ()) for item in items[:limit]], options, site))
    else:
        field = field_of(kind, options['group'], site.kinds, facet=True)
        for value, found in _grouped(field, items, site):
            # the name of the place, to which addresses lead
            anchor = f'{kind}-{field.name}-{value.id or "-"}'.replace('_', '-')
            blocks.append(Heading(text=value.label, anchor=anchor))
            blocks.append(_listing(found[:limit], options, site))
    return tuple(blocks)


def _none(kind: str, options: Options, site: Site) -> Para:
    """That the handbook has none of what the *options* choose, or that this is unknown.

    It is unknown where records do not say a value that is asked for, which they may have (``Filter.unknown``).
    """
    fields, texts = site.kinds.fields[kind], site.labels.texts
    condition = parse_filter(kind, options.get('filter', ''), site.kinds)
    asked = {*options, *(each.field for each in query.conditions(condition))}
    unsaid = [fields[name] for name in asked & fields.keys() if fields[name].offer.unknown]
    silent = [item for item in site.catalog.of_type(kind) if any(not field.values(item.record) for field in unsaid)]
    words = texts['list_unknown'].format(count=texts.count(kind, len(silent))) if silent else texts['list_none']
    return Para(parts=(words,), style='none')


def _grouped(field: Field, items: Iterable[Item], site: Site) -> Iterator[tuple[Value, list[Listed]]]:
    """*items* under the values of *field*, in its order, each once, with its other values.

    A record stands under the value that it names first; where one value is the best, such as a kind of evidence, under
    that. Those that lack one come last.
    """
    others: dict[str, tuple[Value, ...]] = {}
    firsts: dict[str, str] = {}
    for item in items:
        ids = list(dict.fromkeys(field.values(item.record)))
        values = in_order(field, ids, site)
        firsts[item.id] = values[0].id if values and field.offer.best else next(iter(ids), '')
        others[item.id] = tuple(value for value in values if value.id != firsts[item.id])
    for value, found in value_items(field, items, site):
        if here := [(item, others[item.id]) for item in found if firsts[item.id] == value.id]:
            yield value, here


def catalogue(options: Options, site: Site) -> tuple[Block, ...]:
    """Every record of a kind, and what the browser needs to choose among them."""
    kind = type_of_option(options, site.kinds)
    items = _sorted(selected(options, site), options.get('sort', ''), kind, site)
    if not items:
        return (_none(kind, options, site),)
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


def minutes(options: Options, site: Site) -> str:
    """How long the records named in ``pages`` take to read one after the other, in words."""
    pages = [item for name in options['pages'].split() for item in site.catalog.find(name)[:1]]
    return site.labels.texts.count('minute', sum(minutes_of(site.words.get(item.docname, 0)) for item in pages))


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


def _listing(items: list[Listed], options: Options, site: Site) -> Block:
    style = options.get('style', STYLES[0])
    line = title_row if style == 'plain' else row
    rows = tuple(_with_others(line(item, site), others, site) for item, others in items)
    return _table(rows, site) if style == 'table' else Rows(rows=rows, style=style)


def _with_others(line: Row, others: Iterable[Value], site: Site) -> Row:
    """The *line* of a record in one group, with the *others* that it belongs to, unless it names them already."""
    told = ' · '.join(map(words_of, line.meta))
    if not (labels := [value.label for value in others if value.label not in told]):
        return line
    between = '; ' if any(',' in label for label in labels) else ', '
    return replace(line, meta=(*line.meta, site.labels.texts['list_also'].format(groups=between.join(labels))))


def _with_dots(facts: Iterable[Inline]) -> tuple[Inline, ...]:
    """The *facts* in one line."""
    parts: list[Inline] = []
    for fact in facts:
        parts += [' · ', fact] if parts else [fact]
    return tuple(merged(parts)) or ('',)


def _table(lines: Iterable[Row], site: Site) -> Table:
    texts = site.labels.texts
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    for line in lines:
        title: tuple[Link, ...] = (line.title,)
        rows.append((title, _with_dots(line.meta), line.texts))
    head = ((texts['column_title'],), (texts['column_facts'],), (texts['column_summary'],))
    return Table(caption='', head=head, rows=tuple(rows))
