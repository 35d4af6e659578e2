"""What the hits of a search can be narrowed by: the facets, and the values of each page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.catalog import Item
from ..model.fields import Kind
from ..model.kinds import FAR, Kinds
from ..model.status import marks
from ..views.base import Site, value_of

#: so many organisations are not named in a line of hits
_MANY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PageValues:
    """Of one page the places of its values, a list for each facet in order; its line among hits, and its period.

    ``year`` is what hits are put in order by: a year, or one with a month. ``is_help``: it is beside the library, such
    as how to write in it, and left out of hits until somebody asks for it.
    """

    values: list[list[int]]
    meta: str
    period: str = ''
    year: str = ''
    is_help: bool = False


def facets(docnames: Iterable[str], site: Site) -> tuple[list[dict[str, Any]], dict[str, PageValues]]:
    """The facets with their values and labels in order, and what each page has of them."""
    labels, fields = site.labels.texts, site.kinds.fields[site.kinds.main]
    by_name: dict[str, dict[str, str]] = {name: {} for name in site.kinds.search_facets}
    for name in by_name:
        field = fields[name]
        if field.kind is Kind.RECORD:
            items = site.catalog.of_type(field.of)
            by_name[name] = {item.id: item.title for item in items}
        else:
            by_name[name] = {value: site.labels.term(field.of, value) for value in site.labels.vocabulary.ids(field.of)}
    listed = site.kinds.listed
    kinds = {kind: labels[kind] for kind in (*listed, *(kind for kind in site.kinds.by_id if kind not in listed))}
    periods = {span_id(span): labels[f'period_{place}'] for place, span in enumerate(site.kinds.periods)}
    every = {'type': kinds, **by_name, **({'period': periods} if periods else {})}
    names = {name: labels.filter_label(field.owner, field.field) for name, field in fields.items()}
    names |= {'type': labels['find_facet_type'], 'period': labels['catalogue_period']}
    found = [
        {
            'name': name,
            'label': names[name],
            'values': list(labelled.items()),
        }
        for name, labelled in every.items()
    ]
    places = {name: {value: place for place, value in enumerate(labelled)} for name, labelled in every.items()}
    kind_of = site.kinds.type_of
    return found, {name: _page_values(name, kind_of(name), site, places) for name in docnames}


def _page_values(docname: str, kind: str, site: Site, places: Mapping[str, Mapping[str, int]]) -> PageValues:
    """What one page of *kind* has of the facets."""
    # none if its header is wrong
    item = site.catalog.page(docname)
    names, periods = site.kinds.search_facets, site.kinds.periods
    before = marks(item.record, site.labels) if item else ()
    if item is None or kind not in site.kinds.listed:
        none: list[list[int]] = [[] for _ in range(len(names) + bool(periods))]
        is_help = site.names.is_help(docname)
        return PageValues(values=[[places['type'][kind]], *none], meta=', '.join(before), is_help=is_help)
    found: list[list[int]] = [[places['type'][kind]]]
    found += [
        sorted(places[name][value] for value in facet_values(item, name, site.kinds) if value in places[name])
        for name in names
    ]
    years = item_years(item)
    if periods:
        spans = enumerate(periods)
        found.append([place for place, (first, last) in spans if years and years[0] <= last and years[1] >= first])
    meta = ', '.join((*before, *_few_organisations(item, site)))
    if not years or not (span := item.record.span):
        return PageValues(values=found, meta=meta)
    year = (span.start or span.end or '')[:7]
    return PageValues(values=found, meta=meta, period=site.labels.period(span), year=year)


def span_id(span: tuple[int, int]) -> str:
    """What addresses call the *span* of years: '2014-2020', '-2013', '2028-'."""
    first, last = span
    return f'{first or ""}-{last if last < FAR else ""}'


def _few_organisations(item: Item, site: Site) -> list[str]:
    """The organisations that *item* names, if they are few and it is not the page of one."""
    kind, fields = site.kinds.organisations, site.kinds.fields[site.kinds.main]
    if item.type == kind or kind not in fields:
        return []
    found = [value_of(fields[kind], value, site).label for value in facet_values(item, kind, site.kinds)]
    return found if len(found) < _MANY else []


def facet_values(item: Item, name: str, kinds: Kinds) -> tuple[str, ...]:
    """The ids of the values that *item* has of the facet *name*: what its header says, and itself on its own page."""
    own = (item.id,) if item.type == name else ()
    return tuple(dict.fromkeys((*own, *kinds.values(item.type, name, item.record))))


def item_years(item: Item) -> tuple[int, int] | None:
    """The first and last year of *item*, ``FAR`` without an end; None if it has no period with a year."""
    if item.record.span is None:
        return None
    start, end = item.record.span.start, item.record.span.end
    if not start and not end:
        return None
    # without an end it goes on; without a beginning only its end is known
    return int((start or end or '')[:4]), int(end[:4]) if end else FAR
