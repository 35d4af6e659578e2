"""The search index: from prepared pages and the catalogue to the scripts that the browser reads.

The script carries the lists of pages packed; ``s3-engine.js`` unpacks them to the serialised form of MiniSearch.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ..collation import sort_key
from ..facets import script_safe
from ..fields import FIELDS
from ..views.base import Site
from .choices import facets
from .pages import PageText, with_titles
from .rings import Ring, rings
from .weights import fields, packed, stop_words, terms


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """What the browser reads: the index, and the text of each page by docname."""

    index: str
    texts: Mapping[str, str]


def search_files(pages: Mapping[str, PageText], site: Site, url_for: Callable[[str], str]) -> SearchFiles:
    """The scripts for *pages*; *url_for* maps a docname to a relative address."""
    catalog = site.catalog
    glossary = catalog.glossary.docname if catalog.glossary else None
    docnames = sorted(pages)
    number = {docname: place for place, docname in enumerate(docnames)}
    titles = {item.id: item.title for kind in FIELDS for item in catalog.of_type(kind)}
    found_rings = rings(catalog, {docname: page for docname, page in pages.items() if docname != glossary})
    texts = {docname: _text_script(docname, pages[docname], titles) for docname in docnames}
    choices, values = facets(docnames, site)
    data = {
        'pages': [
            {
                'doc': docname,
                **({} if url_for(docname) == f'{docname}.html' else {'url': url_for(docname)}),
                'title': pages[docname].title,
                'version': sha256(texts[docname].encode()).hexdigest()[:6],
                **values[docname],
            }
            for docname in docnames
        ],
        'facets': choices,
        'order': sorted(number.values(), key=lambda place: (sort_key(pages[docnames[place]].title), place)),
        'stop': sorted(stop_words()),
        **terms(pages, docnames, fields(pages, site, found_rings, glossary)),
        'rings': _packed_rings(found_rings, number),
        'texts': {
            name.removeprefix('find_'): text
            for name, text in site.labels.texts.interface.items()
            if name.startswith('find_')
        },
    }
    return SearchFiles(index=f'window.s3SearchIndex={script_safe(_json(data))};\n', texts=texts)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(',', ':'))


def _text_script(docname: str, page: PageText, titles: Mapping[str, str]) -> str:
    """A script with the sections of a page: anchor, heading, text."""
    sections = [[part.anchor, part.heading, with_titles(part.text, titles)] for part in page.sections]
    return f'window.s3SearchText({_json(docname)},{script_safe(_json(sections))});\n'


def _packed_rings(found: Iterable[Ring], number: Mapping[str, int]) -> list[list[Any]]:
    """Each ring as its names and the packed list of its pages."""
    return [
        [list(ring.names), packed(sorted((number[doc], level) for doc, level in ring.pages.items()))] for ring in found
    ]
