"""What is new, as Atom feeds: the pages added or reviewed last, with what is known of each; all, or those of one page.

https://www.rfc-editor.org/rfc/rfc4287
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.etree import ElementTree

from ..model.catalog import Item
from ..model.status import draft_mark, draft_statement, organisation, statement
from .base import Site

_NAMESPACE = 'http://www.w3.org/2005/Atom'
#: so many pages stand in the feed
_MOST = 50


def feed_items(site: Site) -> list[Item]:
    """All records, in the order of the catalogue."""
    return [item for kind in site.kinds.listed for item in site.catalog.of_type(kind)]


def has_feed(item: Item, site: Site) -> bool:
    """Whether other records belong to the page of *item*, which then has a feed of its own."""
    return bool(item.record.about.members and site.kinds.facets.get(item.type) and item.record.stands_for(item.id))


def own_items(item: Item, site: Site) -> list[Item]:
    """The record *item* itself, and those that belong to it by its facet."""
    facet, value = site.kinds.facets[item.type], item.record.stands_for(item.id)
    found = [
        other
        for kind in site.kinds.listed
        if facet in site.kinds.fields[kind]
        for other in site.catalog.select(kind, [(facet, value)])
        if other.docname != item.docname
    ]
    return [item, *found]


def feed(items: Iterable[Item], site: Site, title: str, home: str, own: str, url_for: Callable[[str], str]) -> str:
    """The feed of *items* of *site*, called *title*; *home* and *own* are full addresses, of pages *url_for* gives it.

    *home* is the page that it is about. The same for the same pages, whenever it is made: it was last changed on the
    last day that a page names.
    """
    items = [item for item in items if _day(item)]
    # equal days in the order in which they came
    items.sort(key=_day, reverse=True)
    newest = items[:_MOST]
    root = ElementTree.Element('feed', {'xmlns': _NAMESPACE, 'xml:lang': site.labels.texts.language})
    _add(root, 'title', title)
    _add(root, 'id', own)
    _add(root, 'updated', _time(max(map(_day, newest), default='1970-01-01')))
    _add(_add(root, 'author'), 'name', title)
    _add(root, 'link', rel='self', type='application/atom+xml', href=own)
    _add(root, 'link', rel='alternate', type='text/html', href=home)
    for item in newest:
        _add_entry(root, item, site, url_for(item.docname))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _add_entry(root: ElementTree.Element, item: Item, site: Site, url: str) -> None:
    record, labels = item.record, site.labels
    entry = _add(root, 'entry')
    _add(entry, 'title', ': '.join((*draft_mark(record, labels), item.title)))
    _add(entry, 'id', url)
    _add(entry, 'updated', _time(_day(item)))
    if record.added_on:
        _add(entry, 'published', _time(record.added_on))
    _add(_add(entry, 'author'), 'name', organisation(site.kinds.author_of(record), site.catalog, labels))
    _add(entry, 'link', rel='alternate', type='text/html', href=url)
    _add(entry, 'category', term=item.type, label=labels.texts[item.type])
    statements = (record.summary, draft_statement(record, labels), statement(record, site.catalog, labels))
    _add(entry, 'summary', ' '.join(filter(None, statements)))


def _add(parent: ElementTree.Element, name: str, text: str = '', **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    if text:
        element.text = text
    return element


def _day(item: Item) -> str:
    """The last day on which the page was added or reviewed, ``YYYY-MM-DD``; an empty text if it names none."""
    return max(item.record.added_on or '', item.record.reviewed_on or '')


def _time(day: str) -> str:
    """*day* as the moment that Atom asks for (RFC 3339)."""
    return f'{day}T00:00:00Z'
