"""The search index: from prepared pages and the catalogue to the scripts that the browser reads.

The script carries the lists of pages packed; ``s3-engine.js`` unpacks them to the serialised form of MiniSearch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..collation import sort_key
from ..facets import script_safe
from ..views.base import Site
from .choices import facets
from .pages import Packed
from .rings import Ring, rings
from .shares import NOTHING_KEPT, Kept, as_json, shares, terms
from .weights import packed, stop_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """What the browser reads: the index, and by docname the text of each page that may have changed; what to keep."""

    index: str
    texts: Mapping[str, str]
    kept: Kept


def search_files(
    pages: Mapping[str, Packed], site: Site, url_for: Callable[[str], str], kept: Kept = NOTHING_KEPT
) -> SearchFiles:
    """The scripts for *pages*; *url_for* maps a docname to a relative address, *kept* comes from the build before."""
    kept, texts = shares(pages, site, kept)
    docnames = list(kept.shares)
    number = {docname: place for place, docname in enumerate(docnames)}
    choices, values = facets(docnames, site)
    found_rings = rings(site.catalog, {docname: share.points for docname, share in kept.shares.items()})
    data = {
        'pages': [
            {
                'doc': docname,
                **({} if url_for(docname) == f'{docname}.html' else {'url': url_for(docname)}),
                'title': share.title,
                'version': share.version,
                **values[docname],
            }
            for docname, share in kept.shares.items()
        ],
        'facets': choices,
        'order': sorted(number.values(), key=lambda place: (sort_key(kept.shares[docnames[place]].title), place)),
        'stop': sorted(stop_words()),
        **terms(kept.shares.values()),
        'rings': _packed_rings(found_rings, number),
        'texts': {
            name.removeprefix('find_'): text
            for name, text in site.labels.texts.interface.items()
            if name.startswith('find_')
        },
    }
    return SearchFiles(index=f'window.s3SearchIndex={script_safe(as_json(data))};\n', texts=texts, kept=kept)


def _packed_rings(found: Iterable[Ring], number: Mapping[str, int]) -> list[list[Any]]:
    """Each ring as its names and the packed list of its pages."""
    return [
        [list(ring.names), packed(sorted((number[doc], level) for doc, level in ring.pages.items()))] for ring in found
    ]
