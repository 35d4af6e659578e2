"""What belongs together, and why: related cases, links entered on other pages, obstacles and how they were met."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator

from ...core.model.catalog import Item
from ...core.model.fields import Field, Kind
from ...core.views.base import Options, Site, link, meta, row, selected, value_of
from ...core.views.blocks import Block, Heading, Para, Row, Rows
from ..kinds.case import Case
from .figures import share_bar
from .regions import adapted_row, by_size

#: what two cases may share, and how much it says about their likeness
_WEIGHTS = {'obstacle': 4, 'pilot': 3, 'theme': 2, 'process': 1}
#: without any of these a case can be like no other
_TELLING = ('obstacle', 'pilot', 'theme')
_MINIMUM = 3
#: shared values held by more cases than this say nothing, and would make the view quadratic
_COMMON = 200
_LIMIT = 5


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
    # the facts name those that the case names, and ``backlinks`` those that name it
    naming = {other.id for _, found in _naming(item.id, site) for other in found if other.type == 'case'}
    known = {item.id, *item.record.related, *naming}
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
    if rows:
        return (Rows(rows=rows),)
    if naming:
        return ()
    # what nobody has said of the case cannot be compared
    told = any(site.kinds.values('case', name, item.record) for name in _TELLING)
    return (Para(parts=(site.labels.texts['related_none' if told else 'related_unknown'],), style='none'),)


def _namers(site: Site) -> list[tuple[str, Field]]:
    """The fields in which records name cases, kind by kind."""
    kinds = site.kinds.in_order(lambda kind: kind.news)
    fields = ((kind, field) for kind in kinds for field in site.kinds.fields[kind].values())
    return [(kind, field) for kind, field in fields if field.kind is Kind.RECORD and field.of == 'case']


def _naming(case_id: str, site: Site) -> Iterator[tuple[Field, list[Item]]]:
    """The records of any kind that name the case, under the first field that does."""
    seen: set[str] = set()
    for kind, field in _namers(site):
        found = [item for item in site.catalog.select(kind, [(field.name, case_id)]) if item.docname not in seen]
        seen |= {item.docname for item in found}
        if found:
            yield field, found


def backlinks(options: Options, site: Site) -> tuple[Block, ...]:
    """What other pages say of the case ``id``: records of any kind that name it, by the field that does."""
    texts = site.labels.texts
    blocks: list[Block] = []
    for field, found in _naming(options['id'], site):
        blocks.append(Heading(text=texts.back_label(field.owner, field.field)))
        line = adapted_row if field.name == 'adapted_from' else row
        blocks.append(Rows(rows=tuple(line(item, site) for item in found)))
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
    none = 'tools_none' if cases else 'tools_no_cases'
    return tuple(blocks) or (Para(parts=(site.labels.texts[none],), style='none'),)


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
        return (Para(parts=(texts['handled_none'],), style='none'),)
    outcomes = [term for term, rows in found.items() for _ in rows]
    title = texts['handled_title'].format(cases=texts.count('case', len(items)))
    anchors = {term: f'case-handled-{term}' for term in found}
    blocks: list[Block] = [share_bar('handled', outcomes, title, site, anchors)]
    for term in site.labels.vocabulary.ids('handled'):
        if term in found:
            blocks.append(Heading(text=site.labels.term('handled', term), anchor=f'case-handled-{term}'))
            blocks.append(Rows(rows=tuple(found[term])))
    if table := by_size(items, site):
        blocks += [Heading(text=texts['by_size_caption'], anchor='case-by-size'), table]
    return tuple(blocks)


def _reasons(other: Item, values: Iterable[tuple[Field, str]], site: Site) -> str:
    """Those of *values* that the case *other* has too: 'Same obstacle: A. Same theme: B, C.'"""
    by_name: dict[str, list[str]] = {}
    for field, value in values:
        if value in field.values(other.record):
            by_name.setdefault(field.name, []).append(value_of(field, value, site).label)
    texts = site.labels.texts
    return ' '.join(texts.sentence(f'same_{name}', values=_list(values)) for name, values in by_name.items())


def _list(words: list[str]) -> str:
    """The words in a row; titles may hold commas themselves."""
    return ('; ' if any(',' in word for word in words) else ', ').join(words)
