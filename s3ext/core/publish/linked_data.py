"""What a page is about, for programs: JSON-LD with the words of https://schema.org/.

It stands in the page as data, which no policy on scripts concerns: browsers run nothing of a type unknown to them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from ..model.entries import Entry
from ..model.header import PLAIN
from ..model.status import organisation
from ..views.base import Site
from ..views.facets import script_safe

_CONTEXT = 'https://schema.org'


class Publisher(NamedTuple):
    """Who answers for the site, how to reach them, and the address of the licence of its texts."""

    name: str
    contact: str
    licence: str


def data_block(*things: Mapping[str, Any]) -> str:
    """*things* as text that can stand in an element ``script``: no tag can end it."""
    data = {'@context': _CONTEXT, '@graph': things} if len(things) > 1 else {'@context': _CONTEXT, **things[0]}
    return script_safe(json.dumps(data, ensure_ascii=False, separators=(',', ':')))


def site_data(name: str, base: str, language: str, summary: str, publisher: Publisher) -> dict[str, Any]:
    """The site called *name* at *base*, and how it is searched."""
    found: dict[str, Any] = {'@type': 'WebSite', 'name': name, 'url': base, 'inLanguage': language}
    if summary:
        found['description'] = summary
    search = {
        '@type': 'SearchAction',
        'target': f'{base}search.html?q={{search_term_string}}',
        'query-input': 'required name=search_term_string',
    }
    found |= _published(publisher) | {'potentialAction': search}
    if publisher.name and publisher.contact.startswith('mailto:'):
        found['publisher']['email'] = publisher.contact.removeprefix('mailto:')
    elif publisher.name and publisher.contact:
        found['publisher']['url'] = publisher.contact
    return found


def page_data(
    entry: Entry, title: str, site: Site, language: str, publisher: Publisher, url_for: Callable[[str], str]
) -> dict[str, Any]:
    """The page of *entry*, called *title*: a text, with what its record says of it. *url_for* gives full addresses."""
    record = entry.record
    found: dict[str, Any] = {
        '@type': 'WebPage' if record is None or entry.type == PLAIN else 'Article',
        'headline': title,
        'url': url_for(entry.docname),
        'inLanguage': language,
    }
    if record is None:
        return found | _published(publisher)
    days = sorted(filter(None, (record.added_on, record.reviewed_on)))
    said = {
        'description': record.summary,
        'datePublished': record.added_on,
        'dateModified': days[-1] if days else None,
        'temporalCoverage': record.span and f'{record.span.start}/{record.span.end or ".."}',
        **_subjects(entry, site, url_for),
    }
    who = site.kinds.author_of(record)
    if entry.type != PLAIN and who != site.kinds.editors:  # the editors are the publisher's
        said['author'] = _organisation(organisation(who, site.catalog, site.labels))
    return found | {name: value for name, value in said.items() if value} | _published(publisher)


def trail_data(trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The pages above a page and itself: title and full address of each, from the front page on."""
    places = (
        {'@type': 'ListItem', 'position': place, 'name': title, 'item': address}
        for place, (title, address) in enumerate(trail, 1)
    )
    return {'@type': 'BreadcrumbList', 'itemListElement': list(places)}


def _subjects(entry: Entry, site: Site, url_for: Callable[[str], str]) -> dict[str, Any]:
    """What the record says that it is about: the things that have pages for it, and where it is."""
    places, things = [], []
    own = [(entry.type, entry.id)] if entry.type == site.kinds.organisations else []
    named = [(reference.type, reference.id) for reference in entry.references if not reference.beside]
    for kind, record_id in dict.fromkeys(own + named):
        item = site.catalog.get(kind, record_id)
        if item is None or kind == site.kinds.main or not site.kinds.about(kind).facet:
            continue
        said = {'name': item.title, 'url': url_for(item.docname)}
        if kind == site.kinds.organisations:
            places.append({'@type': 'AdministrativeArea', **said})
        else:
            things.append({'@type': 'Thing', **said})
    return {'about': things, 'spatialCoverage': places}


def _published(publisher: Publisher) -> dict[str, Any]:
    who = {'publisher': _organisation(publisher.name)} if publisher.name else {}
    return {'license': publisher.licence} | who


def _organisation(name: str) -> dict[str, Any]:
    return {'@type': 'Organization', 'name': name}
