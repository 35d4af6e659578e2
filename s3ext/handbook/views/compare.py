"""Regions side by side: what tells them apart, a column for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from urllib.parse import urlencode

from ...core.model.catalog import Item
from ...core.views.base import Options, Site, Value, in_order, link, mention, value_items
from ...core.views.blocks import Block, Choices, Columns, Inline, Missing, Para, Table
from ...core.views.facets import Known, chooser
from ...core.views.table_file import table_file, words_of
from ..kinds.region import Region
from ..likeness import structure_words

#: what regions are chosen by, besides by name
_FACETS = ('population', 'structure', 'programme', 'theme')

Cell = tuple[Inline, ...]


def compare(options: Options, site: Site) -> tuple[Block, ...]:
    """All regions, those of one programme in one table; any can be chosen to stand beside each other."""
    fields = [site.kinds.fields['case']['region'], *(site.kinds.fields['region'][name] for name in _FACETS)]
    groups = value_items(site.kinds.fields['region']['programme'], site.catalog.of_type('region'), site)
    regions = [region for _, found in groups for region in found]
    if not regions:
        return (Para(parts=(site.labels.texts['list_none'],), style='none'),)
    known = [Known(values=((region.id,), *(field.values(region.record) for field in fields[1:]))) for region in regions]
    themes = _themes(regions, site)
    tables = tuple(_table(group.label, found, themes, site) for group, found in groups)
    count = site.labels.texts.count('region', len(regions))
    return (
        Columns(tables=tables, finder=chooser('compare', count, fields, known, site)),
        table_file(site.labels.texts['compare_file'], *_cells(groups, tables, site), site),
    )


def _cells(
    groups: list[tuple[Value, list[Item]]], tables: tuple[Table, ...], site: Site
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The head and the rows of the file: a region in each row, with its id; a column for each line of the tables."""

    def words(cell: Cell) -> str:
        return ''.join(map(words_of, cell))

    head = ('id', site.labels.texts['region'], *(words(row[0]) for row in tables[0].rows))
    rows = [
        (region.id, region.title, *(words(row[place]) for row in table.rows))
        for (_, regions), table in zip(groups, tables, strict=True)
        for place, region in enumerate(regions, 1)
    ]
    return head, rows


def _themes(regions: Iterable[Item], site: Site) -> list[Value]:
    """The themes that any of the *regions* has said something of, in their order."""
    named = (theme for region in regions for priority in _record(region).priorities for theme in priority.themes)
    return in_order(site.kinds.fields['region']['theme'], dict.fromkeys(named), site)


def _table(caption: str, regions: list[Item], themes: list[Value], site: Site) -> Table:
    texts, sheet = site.labels.texts, site.labels.texts.sheet_label
    lines: list[tuple[Cell, Callable[[Item], Cell]]] = [
        ((sheet('Region', 'population'),), lambda region: _term('population', region, site)),
        ((sheet('Region', 'structure'),), lambda region: _structure(region, site)),
        ((sheet('Region', 'programme'),), lambda region: _term('programme', region, site)),
        ((sheet('Region', 'strategy'),), lambda region: _strategy(region, site)),
        ((sheet('Strategy', 'kind'),), lambda region: _strategy_kind(region, site)),
        ((sheet('Strategy', 'period'),), lambda region: _strategy_period(region, site)),
    ]
    for theme in themes:
        name = link(theme.page) if theme.page else theme.label
        lines.append(((name,), partial(_priority, theme.id, site=site)))
    lines += [
        ((texts['compare_pilots'],), lambda region: _pilots(region, site)),
        ((texts['compare_cases'],), lambda region: _cases(region, site)),
    ]
    return Table(
        caption=caption,
        head=((texts['region'],), *(mention(region, site) for region in regions)),
        rows=tuple((name, *map(cell, regions)) for name, cell in lines),
        style='compare',
    )


def _record(region: Item) -> Region:
    assert isinstance(region.record, Region)
    return region.record


def _term(name: str, region: Item, site: Site) -> Cell:
    """The value of the field *name*, which is of a closed list."""
    values = site.kinds.fields['region'][name].values(region.record)
    return (', '.join(site.labels.term(name, value) for value in values) or site.labels.texts['not_stated'],)


def _structure(region: Item, site: Site) -> Cell:
    words = structure_words(_record(region).structure, site.labels)
    return (f'{words[:1].upper()}{words[1:]}' or site.labels.texts['not_stated'],)


def _strategy(region: Item, site: Site) -> Cell:
    strategy = _record(region).strategy
    return (site.labels.verbatim(strategy.title) if strategy else site.labels.texts['no_strategy'],)


def _strategy_kind(region: Item, site: Site) -> Cell:
    strategy = _record(region).strategy
    known = strategy.kind if strategy else None
    return (site.labels.term('strategy_kind', known) if known else site.labels.texts['not_stated'],)


def _strategy_period(region: Item, site: Site) -> Cell:
    strategy = _record(region).strategy
    known = strategy.period if strategy else None
    return (site.labels.period(known) if known else site.labels.texts['not_stated'],)


def _priority(theme: str, region: Item, site: Site) -> Cell:
    """What the region has made of the *theme*. That it is none of its priorities is not the same as unknown ones."""
    labels, priorities = site.labels, _record(region).priorities
    if not priorities:
        return (labels.texts['compare_unknown'],)
    kinds = dict.fromkeys(priority.kind for priority in priorities if theme in priority.themes)
    words = [labels.term('priority_kind', kind) if kind else labels.texts['compare_chosen'] for kind in kinds]
    return (', '.join(words) if words else Missing(text=labels.texts['compare_not_chosen']),)


def _pilots(region: Item, site: Site) -> Cell:
    found: list[Inline] = []
    for pilot in site.catalog.select('pilot', [('region', region.id)]):
        found += [*(['; '] if found else []), *mention(pilot, site)]
    return tuple(found) or (Missing(text=site.labels.texts['compare_no_pilots']),)


def _cases(region: Item, site: Site) -> Cell:
    """How many cases there are, and the way to them: on the web to the choices, else to the page of the region."""
    number = len(site.catalog.select('case', [('region', region.id)]))
    if not number:
        return (Missing(text=site.labels.texts['compare_no_cases']),)
    words = site.labels.texts.count('case', number)
    page, place = site.finders.get('case', ''), link(region, words)
    query = urlencode({'region': region.id})
    return (Choices(text=words, docname=page, query=query, instead=place) if page else place,)
