"""The search index: from prepared pages and the catalogue to the scripts that the browser reads.

The script carries the lists of pages packed; ``s3-lists.js`` unpacks them to the serialised form of MiniSearch.
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
from .packing import packed_words, sizes, split
from .pages import PageText, with_titles
from .rings import Ring, rings
from .weights import fields, packed, stop_words, terms

#: up to so many pages the index is one file: the lists of pages are hardly larger than a piece then
MOST_WHOLE = 300
#: how large a piece of the lists is, in characters, give or take a third; a smaller one costs a request for little
PIECE = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """What the browser reads: the index, the text of each page by docname, and the pieces of a large index."""

    index: str
    texts: Mapping[str, str]
    pieces: tuple[str, ...]


def search_files(
    pages: Mapping[str, PageText],
    site: Site,
    url_for: Callable[[str], str],
    *,
    whole: int = MOST_WHOLE,
    piece: int = PIECE,
) -> SearchFiles:
    """The scripts for *pages*; *url_for* maps a docname to a relative address.

    Above *whole* pages the lists of pages are in pieces of about *piece* characters, which the browser loads when a
    query needs them.
    """
    catalog = site.catalog
    glossary = catalog.glossary.docname if catalog.glossary else None
    docnames = sorted(pages)
    number = {docname: place for place, docname in enumerate(docnames)}
    titles = {item.id: item.title for kind in FIELDS for item in catalog.of_type(kind)}
    found_rings = rings(catalog, {docname: page for docname, page in pages.items() if docname != glossary})
    texts = {docname: _text_script(docname, pages[docname], titles) for docname in docnames}
    choices, values = facets(docnames, site)
    found = terms(pages, docnames, fields(pages, site, found_rings, glossary))
    runs = list(split(found['lists'], piece)) if len(docnames) > whole else []
    data = {
        'pages': [
            {
                'doc': docname,
                **({} if url_for(docname) == f'{docname}.html' else {'url': url_for(docname)}),
                'title': pages[docname].title,
                'version': _version(texts[docname]),
                **values[docname],
            }
            for docname in docnames
        ],
        'facets': choices,
        'order': sorted(number.values(), key=lambda place: (sort_key(pages[docnames[place]].title), place)),
        'stop': sorted(stop_words()),
        'words': packed_words(found['words'], found['stems']),
        **(
            {'pieces': [[first, _version(lists)] for first, lists in runs], 'sizes': sizes(found['lists'])}
            if runs
            else {'lists': found['lists']}
        ),
        'rings': _packed_rings(found_rings, number),
        'texts': {
            name.removeprefix('find_'): text
            for name, text in site.labels.texts.interface.items()
            if name.startswith('find_')
        },
    }
    index = f'window.s3SearchIndex={script_safe(_json(data))};\n'
    pieces = tuple(_piece_script(number, lists) for number, (_, lists) in enumerate(runs))
    return SearchFiles(index=index, texts=texts, pieces=pieces)


def _version(content: str) -> str:
    """What tells the content of a script from that of those that had its address before."""
    return sha256(content.encode()).hexdigest()[:6]


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(',', ':'))


def _text_script(docname: str, page: PageText, titles: Mapping[str, str]) -> str:
    """A script with the sections of a page: anchor, heading, text."""
    sections = [[part.anchor, part.heading, with_titles(part.text, titles)] for part in page.sections]
    return f'window.s3SearchText({_json(docname)},{script_safe(_json(sections))});\n'


def _piece_script(number: int, lists: str) -> str:
    """A script with a piece of the lists of pages; it says its version, so that an index of another time refuses it."""
    return f'window.s3SearchLists({number},{_json(_version(lists))},{_json(lists)});\n'


def _packed_rings(found: Iterable[Ring], number: Mapping[str, int]) -> list[list[Any]]:
    """Each ring as its names and the packed list of its pages."""
    return [
        [list(ring.names), packed(sorted((number[doc], level) for doc, level in ring.pages.items()))] for ring in found
    ]
