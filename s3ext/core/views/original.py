"""What a twin says in place of the text that it does not have: where that stands, and what it rests on."""

from __future__ import annotations

from ..model.sheet import Twin
from .base import Options, Site
from .blocks import Block, Para


def original(options: Options, site: Site) -> tuple[Block, ...]:
    """The way from the twin ``page`` to the page with the whole text, which is called ``title``."""
    texts, labels = site.labels.texts, site.labels
    docname = options['page']
    item = site.catalog.at(docname)
    link = Twin(text=options['title'], docname=docname, language=labels.origin)
    number = len({source.url or source.title for source in item.record.sources}) if item else 0
    rests = (' ' + texts['twin_sources'].format(sources=texts.count('source', number)),) if number else ()
    return (Para(parts=(f'{texts["twin_original"]} ', link, '.', *rests), style='original'),)
