"""What belongs together, and why: related cases, links entered on other pages, comparable regions, partners."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable

from ...core.model.catalog import Item
from ...core.model.fields import Field, Kind
from ...core.views.base import Options, Site, link, meta, row, selected, titles, value_of
from ...core.views.blocks import Block, Heading, Para, Row, Rows
from ..kinds.case import Case
from ..kinds.region import Region
from .figures import share_bar

#: what two cases may share, and how much it says about their likeness
_WEIGHTS = {'obstacle': 4, 'pilot': 3, 'theme': 2, 'process': 1}
_MINIMUM = 3
#: shared values held by more cases than this say nothing, and would make the view quadratic
_COMMON = 200
_LIMIT = 5
_SAME_AREA = 1


def related(options: Options, site: Site) -> tuple[Block, ...]:
    """Cases like the case ``id``, most alike first, each with what they share."""
    item = site.catalog.get('case', options['id'])
    if item is None or not isinstance(item.record, Case):
        return ()
    scores: Counter[str] = Counter()
    values: list[tuple[Field, str]] = []
    for name, weight in _WEIGHTS.items():
        field = site.kinds.fields['case'][name]
        for value in field.values(item.record):
            found = site.catalog.select('case', [(name, value)])
            if len(found) <= _COMMON:
                values.append((field, value))
                for other in found:
                    scores[other.id] += weight
    known = {item.id, *item.record.related}
    ranked = [
        (-score, site.catalog.place('case', case_id))
        for case_id, score in scores.items()
        if score >= _MINIMUM and case_id not in known
    ]
    cases = site.catalog.of_type('case')
    others = [cases[place] for _, place in heapq.nsmallest(int(options.get('limit') or _LIMIT), ranked)]
    rows = tuple(
        Row(title=link(other), meta=tuple(meta(other, site)), text=_reasons(other, values, site)) for other in others
    )
    return (Rows(rows=rows),) if rows else (Para(parts=(site.labels.texts['related_none'],), style='none'),)


def _namers(site: Site) -> list[tuple[str, Field]]:
    """The fields in which records name cases, kind by kind."""
    kinds = site.kinds.in_order(lambda kind: kind.news)
    fields = ((kind, field) for kind in kinds for field in site.kinds.fields[kind].values())
    return [(kind, field) for kind, field in fields if field.kind is Kind.RECORD and field.of == 'case']


def backlinks(options: Options, site: Site) -> tuple[Block, ...]:
    """What other pages say of the case ``id``: records of any kind that name it, by the field that does."""
    case_id = options['id']
    texts = site.labels.texts
    blocks: list[Block] = []
    for kind, field in _namers(site):
        found = site.catalog.select(kind, [(field.name, case_id)])
        if found:
            blocks.append(Heading(text=texts.back_label(field.owner, field.field)))
            blocks.append(Rows(rows=tuple(row(item, site) for item in found)))
    return tuple(blocks)


def tools(options: Options, site: Site) -> tuple[Block, ...]:
    """The records of other kinds, such as workshops, that use one of the cases that the facets choose."""
    cases = {item.id for item in selected({**options, 'type': 'case'}, site)}
    blocks: list[Block] = []
    for kind, field in _namers(site):
        if kind == 'case':
            continue
        found = [item for item in site.catalog.of_type(kind) if not cases.isdisjoint(field.values(item.record))]
        if found:
            blocks.append(Heading(text=site.labels.texts[f'tools_{kind}']))
            blocks.append(Rows(rows=tuple(row(item, site) for item in found)))
    return tuple(blocks) or (Para(parts=(site.labels.texts['tools_none'],), style='none'),)


def takers(options: Options, site: Site) -> tuple[Block, ...]:
    """The workshops that print the template ``id``, and other templates for the same parts of the process."""
    item = site.catalog.get('template', options['id'])
    if item is None:
        return ()
    texts = site.labels.texts
    same = {
        other.id: other
        for element in site.kinds.values('template', 'process', item.record)
        for other in site.catalog.select('template', [('process', element)])
        if other.id != item.id
    }
    blocks: list[Block] = []
    for name, found in (
        ('takers_print', site.catalog.select('workshop', [('template', item.id)])),
        ('takers_same', list(same.values())[:_LIMIT]),
    ):
        if found:
            blocks.append(Heading(text=texts[name]))
            blocks.append(Rows(rows=tuple(row(other, site) for other in found)))
    return tuple(blocks) or (Para(parts=(texts['takers_none'],), style='none'),)


def handled(options: Options, site: Site) -> tuple[Block, ...]:
    """The cases that met the obstacle ``id``: where it was handled, partly, not; each with how."""
    found: dict[str, list[Row]] = {}
    items = site.catalog.select('case', [('obstacle', options['id'])])
    for item in items:
        assert isinstance(item.record, Case)
        for met in item.record.obstacles:
            if met.obstacle == options['id']:
                found.setdefault(met.handled, []).append(
                    Row(title=link(item), meta=tuple(meta(item, site)), text=met.how)
                )
    texts = site.labels.texts
    if not items:
        return (Para(parts=(texts['list_none'],), style='none'),)
    outcomes = [term for term, rows in found.items() for _ in rows]
    title = texts['handled_title'].format(cases=texts.count('case', len(items)))
    anchors = {term: f'case-handled-{term}' for term in found}
    blocks: list[Block] = [share_bar('handled', outcomes, title, site, anchors)]
    for term in site.labels.vocabulary.ids('handled'):
        if term in found:
            blocks.append(Heading(text=site.labels.term('handled', term), anchor=f'case-handled-{term}'))
            blocks.append(Rows(rows=tuple(found[term])))
    return tuple(blocks)


def peers(options: Options, site: Site) -> tuple[Block, ...]:
    """Regions alike: those that share most themes with the region ``id``, and why."""
    item = site.catalog.get('region', options['id'])
    if item is None or not isinstance(item.record, Region):
        return ()
    found = []
    for other, themes in _sharing(item, site):
        assert isinstance(other.record, Region)
        same_area = other.record.nuts2 == item.record.nuts2
        found.append((len(themes) + _SAME_AREA * same_area, same_area, other, themes))
    found.sort(key=lambda entry: -entry[0])
    rows = []
    for _, same_area, other, themes in found[: int(options.get('limit') or _LIMIT)]:
        reason = site.labels.texts['reason_themes'].format(themes=_list(titles('theme', themes, site)))
        if same_area:
            reason += ' ' + site.labels.texts['reason_area'].format(area=site.labels.term('nuts2', item.record.nuts2))
        rows.append(Row(title=link(other), meta=tuple(meta(other, site)), text=reason))
    return _rows(rows, site, 'peers_none')


def partners(options: Options, site: Site) -> tuple[Block, ...]:
    """The regions that share a theme with the region ``id`` and are in no pilot with it."""
    item = site.catalog.get('region', options['id'])
    if item is None:
        return ()
    together = {
        region
        for pilot in site.catalog.select('pilot', [('region', item.id)])
        for region in site.kinds.fields['pilot']['region'].values(pilot.record)
    }
    rows = [
        Row(
            title=link(other),
            meta=tuple(meta(other, site)),
            text=site.labels.texts['reason_themes'].format(themes=_list(titles('theme', themes, site))),
        )
        for other, themes in _sharing(item, site)
        if other.id not in together
    ]
    return _rows(rows, site, 'partners_none')


def _sharing(item: Item, site: Site) -> list[tuple[Item, list[str]]]:
    """The other regions with a theme of the region *item*, and the themes they share, in catalogue order."""
    shared: dict[str, list[str]] = {}
    for theme in site.kinds.fields['region']['theme'].values(item.record):
        for other in site.catalog.select('region', [('theme', theme)]):
            if other.id != item.id:
                shared.setdefault(other.id, []).append(theme)
    return [(other, shared[other.id]) for other in site.catalog.of_type('region') if other.id in shared]


def _rows(rows: list[Row], site: Site, none: str) -> tuple[Block, ...]:
    return (Rows(rows=tuple(rows)),) if rows else (Para(parts=(site.labels.texts[none],), style='none'),)


def _reasons(other: Item, values: Iterable[tuple[Field, str]], site: Site) -> str:
    """Those of *values* that the case *other* has too: 'Same obstacle: A. Same theme: B, C.'"""
    by_name: dict[str, list[str]] = {}
    for field, value in values:
        if value in field.values(other.record):
            by_name.setdefault(field.name, []).append(value_of(field, value, site).label)
    texts = site.labels.texts
    return ' '.join(texts[f'same_{name}'].format(values=_list(values)) for name, values in by_name.items())


def _list(words: list[str]) -> str:
    """The words in a row; titles may hold commas themselves."""
    return ('; ' if any(',' in word for word in words) else ', ').join(words)
