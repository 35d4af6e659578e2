"""The search index: from prepared pages and the catalogue to the scripts that the browser reads.

The scripts carry the lists of pages packed; ``s3-lists.js`` unpacks them. What a large library has in files of its own
is in ``parts.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..language import Language
from ..views.base import Site
from ..views.facets import script_safe
from .cards import Headings, card_pieces
from .choices import facets
from .packing import packed
from .pages import Packed
from .parts import LIMITS, Limits, Parts, known_words, page_data, word_data
from .postings import NOTHING_KEPT, Kept, all_postings, as_json
from .synonyms import SynonymSet, synonym_sets


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """What the browser reads, and what to keep for the next build.

    ``texts`` has by docname the text of each page that may have changed; ``parts`` by name those of a large index,
    ``cards`` what is told of things above the hits.
    """

    index: str
    texts: Mapping[str, str]
    parts: Mapping[str, str]
    cards: tuple[str, ...]
    kept: Kept


def search_files(
    pages: Mapping[str, Packed],
    site: Site,
    url_for: Callable[[str], str],
    kept: Kept = NOTHING_KEPT,
    *,
    headings: Headings = lambda docname: (),
    limits: Limits = LIMITS,
) -> SearchFiles:
    """The scripts for *pages*; *url_for* maps a docname to a relative address, *kept* comes from the build before.

    *headings* gives those of a page; above the *limits* the browser loads parts of the index when a query needs them.
    """
    kept, texts = all_postings(pages, site, kept)
    docnames = list(kept.postings)
    number = {docname: place for place, docname in enumerate(docnames)}
    choices, values = facets(docnames, site)
    sets = synonym_sets(site.catalog, {name: postings.points for name, postings in kept.postings.items()})
    cards = card_pieces(site, url_for, headings)
    known = known_words(kept.postings.values(), site, limits)
    parts = Parts()
    data = {
        'count': len(docnames),
        'facets': choices,
        # kinds of pages that are not of the library's matter: plain ones, the glossary
        'aside': [kind for kind in site.kinds.by_id if kind not in site.kinds.listed],
        'who': [place for place, (kind, _) in enumerate(choices[0]['values']) if kind in site.kinds.workers],
        'cards': [[piece.first, piece.version] for piece in cards],
        **page_data(kept.postings, values, url_for, site, parts, limits),
        **word_data(known, _packed_sets(sets, number), parts, limits, whole=len(docnames) <= limits.whole),
        'synonyms': [one.names for one in sets],
        'texts': _texts(site),
    }
    if parts.versions:
        data['parts'] = parts.versions
    index = f'(window.S3??={{}}).searchIndex={script_safe(as_json(data))};\n'
    scripts = tuple(card.script for card in cards)
    return SearchFiles(index=index, texts=texts, parts=parts.scripts, cards=scripts, kept=kept)


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


def _packed_sets(found: Iterable[SynonymSet], number: Mapping[str, int]) -> list[str]:
    """The packed list of the pages of each synonym set."""
    return [packed(sorted((number[doc], level) for doc, level in one.pages.items())) for one in found]
