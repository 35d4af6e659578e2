"""What a page says of itself: who wrote it, who approved it, when it was reviewed; or that it is withdrawn."""

from __future__ import annotations

from ..model.catalog import Catalog, Item
from ..model.status import statement
from .base import Options, Site
from .blocks import Block, Items, Link, Para


def status(options: Options, site: Site) -> tuple[Block, ...]:
    """What is known of the page ``page``, a docname. That it is a draft stands under its title already."""
    item = site.catalog.page(options['page'])
    return (Para(parts=(statement(item.record, site.catalog, site.labels),), style='editorial'),) if item else ()


def withdrawn(options: Options, site: Site) -> tuple[Block, ...]:
    """That the page ``page``, a docname, is withdrawn, since when and why, and links to what to read instead."""
    catalog, labels = site.catalog, site.labels
    item = catalog.page(options['page'])
    found = item.record.withdrawn if item else None
    if item is None or found is None:
        return ()
    folder = item.docname.rpartition('/')[0]
    pages = [_page(address, folder, catalog) for address in found.instead]
    links = tuple((Link(text=page.title, docname=page.docname),) for page in pages if page)
    said = [
        labels.texts.sentence('withdrawn_since', date=labels.date(found.since)),
        labels.texts['withdrawn_reason'].format(reason=found.reason),
        *([labels.texts['withdrawn_read']] if links else []),
    ]
    paragraphs = tuple(Para(parts=(text,)) for text in said)
    return (*paragraphs, *((Items(items=links),) if links else ()))


def _page(address: str, folder: str, catalog: Catalog) -> Item | None:
    """The page at *address*, in a header of a page in *folder*: its path, one beside that page, or a record's id."""
    beside = catalog.page(address if '/' in address or not folder else f'{folder}/{address}')
    return beside or next(iter(catalog.find(address)), None)
