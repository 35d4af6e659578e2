"""The search index: from prepared pages and the catalogue to the scripts that the browser reads.

The scripts carry the lists of pages packed; ``s3-lists.js`` unpacks them to the serialised form of MiniSearch.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..language import Language
from ..views.base import Site
from ..views.facets import script_safe
from .cards import Headings, card_pieces
from .choices import facets
from .packing import packed, packed_places, packed_words, sizes, split
from .pages import Packed, unmarked_keys
from .postings import NOTHING_KEPT, Kept, Postings, all_postings, as_json, terms, unmarked, version
from .sentences import sentence_lengths
from .synonyms import SynonymSet, name_words, proper_words, synonym_sets

#: up to so many pages the index is one file: the lists of pages are hardly larger than a piece then
MOST_WHOLE = 300
#: how large a piece of the lists is, in characters, give or take a third; a smaller one costs a request for little
PIECE = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """What the browser reads, and what to keep for the next build.

    ``texts`` has by docname the text of each page that may have changed; ``pieces`` are those of a large index,
    ``cards`` what is told of things above the hits.
    """

    index: str
    texts: Mapping[str, str]
    pieces: tuple[str, ...]
    cards: tuple[str, ...]
    kept: Kept


def search_files(
    pages: Mapping[str, Packed],
    site: Site,
    url_for: Callable[[str], str],
    kept: Kept = NOTHING_KEPT,
    *,
    headings: Headings = lambda docname: (),
    whole: int = MOST_WHOLE,
    piece: int = PIECE,
) -> SearchFiles:
    """The scripts for *pages*; *url_for* maps a docname to a relative address, *kept* comes from the build before,
    *headings* gives those of a page.

    Above *whole* pages the lists of pages are in pieces of about *piece* characters, which the browser loads when a
    query needs them.
    """
    kept, texts = all_postings(pages, site, kept)
    language = site.labels.language
    order = language.sort_key
    docnames = list(kept.postings)
    number = {docname: place for place, docname in enumerate(docnames)}
    choices, values = facets(docnames, site)
    sets = synonym_sets(site.catalog, {name: postings.points for name, postings in kept.postings.items()})
    words, lists = _words(kept.postings.values(), site)
    runs = list(split(lists, piece)) if len(docnames) > whole else []
    cards = card_pieces(site, url_for, headings)
    data = {
        'pages': [*_pages(kept.postings, values, url_for)],
        'facets': choices,
        # kinds of pages that are not of the library's matter: plain ones, the glossary
        'aside': [kind for kind in site.kinds.by_id if kind not in site.kinds.listed],
        'who': [place for place, (kind, _) in enumerate(choices[0]['values']) if kind in site.kinds.workers],
        'cards': [[piece.first, piece.version] for piece in cards],
        'order': sorted(number.values(), key=lambda place: (order(kept.postings[docnames[place]].title), place)),
        **words,
        **(
            {'pieces': [[first, version(part)] for first, part in runs], 'sizes': sizes(lists)}
            if runs
            else {'lists': lists}
        ),
        'synonyms': _packed_sets(sets, number),
        'texts': _texts(site),
    }
    index = f'(window.S3??={{}}).searchIndex={script_safe(as_json(data))};\n'
    pieces = tuple(_piece_script(place, part) for place, (_, part) in enumerate(runs))
    scripts = tuple(card.script for card in cards)
    return SearchFiles(index=index, texts=texts, pieces=pieces, cards=scripts, kept=kept)


def _words(found: Collection[Postings], site: Site) -> tuple[dict[str, Any], str]:
    """What the browser knows of the words of all pages and names, and the packed lists of the pages of each."""
    catalog, language = site.catalog, site.labels.language
    named = name_words(catalog)
    forms: dict[str, str] = {}
    for word in named:
        forms.setdefault(language.key(word), word)
    words, lists = terms(found, forms)
    proper = frozenset(map(language.key, proper_words(catalog)))
    data = {
        'stop': sorted(language.stop_keys()),
        'proper': packed_places(stem in proper for _, stem in words),
        'words': packed_words(words),
        'unmarked': unmarked(found, unmarked_keys(named, language)),
        'sentences': ' '.join(sentence_lengths(of.sentences for of in found)),
    }
    return data, lists


def _texts(site: Site) -> dict[str, str]:
    """What the search says, by names without what they begin with."""
    texts = site.labels.texts
    found = {
        name.removeprefix(prefix): text
        for prefix in ('find_', 'finder_')
        for name, text in texts.interface.items()
        if name.startswith(prefix)
    }
    workers = ', '.join(texts[f'{kind}_many'] for kind in site.kinds.workers)
    return found | {'who': found['who'].format(kinds=workers)}


def language_script(language: Language) -> str:
    """The script with what the browser has to know of *language*, for its own scripts and for ours."""
    joined = language.compounds
    data = {
        'folded': dict(language.folded),
        'compounds': joined and {'linking': joined.linking, 'changed': dict(joined.changed)},
        'endings': language.endings,
        'typed': language.typed,
        'alike': language.alike,
        'asking': {name: list(phrases) for name, phrases in language.asking.items()},
        'data': dict(language.script_data),
    }
    return f'(window.S3??={{}}).language={script_safe(as_json(data))};\n'


def _pages(
    found: Mapping[str, Postings], values: Mapping[str, dict[str, Any]], url_for: Callable[[str], str]
) -> Iterator[dict[str, Any]]:
    """The pages as the browser knows them before it has their texts."""
    for docname, postings in found.items():
        elsewhere = {} if (url := url_for(docname)) == f'{docname}.html' else {'url': url}
        page = {'doc': docname, **elsewhere, 'title': postings.title, 'version': postings.version}
        yield page | values[docname]


def _piece_script(number: int, lists: str) -> str:
    """A script with a piece of the lists of pages; it says its version, so that an index of another time refuses it."""
    return f'S3.searchLists({number},{as_json(version(lists))},{as_json(lists)});\n'


def _packed_sets(found: Iterable[SynonymSet], number: Mapping[str, int]) -> list[list[Any]]:
    """Each synonym set as its names and the packed list of its pages."""
    return [
        [list(one.names), packed(sorted((number[doc], level) for doc, level in one.pages.items()))] for one in found
    ]
