"""The index in parts: what every query needs, and what the browser loads when a query needs it.

A small library has its index in one file. In a larger one the lists of pages lie in pieces, and in one that is larger
still what is said of each page in a list of hits, the sentences, the alphabet and years, and the words that hardly any
page has: what a first query loads must not grow with the library.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..language import Language
from ..views.base import Site
from ..views.facets import script_safe
from .choices import PageValues
from .packing import packed_column, packed_places, packed_words, split
from .pages import unmarked_keys
from .postings import Postings, Term, as_json, terms, unmarked, version
from .sentences import sentence_lengths
from .synonyms import name_words, proper_words

#: so many letters of a word say in which piece of the rare words it is
HEAD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Up to which size what is in one file, and how large pieces are.

    ``whole``: pages of which the lists are in the index; ``known``: pages that are in it themselves. A library with
    more is large: the browser knows ``words`` from the start, a part has so many ``records`` of pages, and words that
    begin with a typed one are looked up in ``spread`` pieces at most. ``piece`` is how large a piece of the lists is,
    in characters, give or take a third; ``large_piece`` the same of a large library, ``rare_piece`` of its rare words.
    """

    whole: int = 300
    known: int = 1000
    words: int = 10_000
    piece: int = 50_000
    large_piece: int = 7_000
    rare_piece: int = 12_000
    records: int = 64
    spread: int = 2


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of an index: by name (``lists/0``) the script of each, by kind their versions."""

    scripts: dict[str, str] = field(default_factory=dict)
    versions: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, data: Any) -> None:
        """Add *data*, the next of its *kind*; it says its version, so that an index of another time refuses it."""
        text = as_json(data)
        made, before = version(text), self.versions.setdefault(kind, [])
        self.scripts[f'{kind}/{len(before)}'] = (
            f'S3.searchPart({as_json(kind)},{len(before)},{as_json(made)},{script_safe(text)});\n'
        )
        before.append(made)


# -- pages ----------------------------------------------------------------------------------------


def page_data(
    found: Mapping[str, Postings],
    values: Mapping[str, PageValues],
    url_for: Callable[[str], str],
    site: Site,
    parts: Parts,
    limits: Limits,
) -> dict[str, Any]:
    """What the index says of the pages *found*, with the *values* of each; what it says in *parts* is added there."""
    order = site.labels.language.sort_key
    docnames = list(found)
    of_page = [values[docname] for docname in docnames]
    data: dict[str, Any] = {
        'values': [packed_column(column) for column in zip(*(page.values for page in of_page), strict=True)],
        'help': packed_places(page.is_help for page in of_page),
    }
    records = [_record(docname, found[docname], values[docname], url_for) for docname in docnames]
    beside: dict[str, Any] = {
        'order': {
            'order': sorted(range(len(docnames)), key=lambda place: (order(found[docnames[place]].title), place)),
            'years': ' '.join(page.year for page in of_page),
        },
        'sentences': ' '.join(sentence_lengths(of.sentences for of in found.values())),
    }
    if len(docnames) <= limits.known:
        return data | beside | {'records': records}
    for start in range(0, len(docnames), limits.records):
        parts.add('records', records[start : start + limits.records])
    for kind, whole in beside.items():
        parts.add(kind, whole)
    return data | {'size': limits.records, 'spread': limits.spread}


def _record(docname: str, postings: Postings, values: PageValues, url_for: Callable[[str], str]) -> dict[str, str]:
    """What the browser says of a page in a list of hits, and where its text is."""
    elsewhere = '' if (url := url_for(docname)) == f'{docname}.html' else url
    record = {
        'doc': docname,
        'url': elsewhere,
        'title': postings.title,
        'meta': values.meta,
        'period': values.period,
        'version': postings.version,
    }
    return {name: value for name, value in record.items() if value}


# -- words ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of all pages and names: those that the browser knows from the start, and rare ones in pieces.

    The pieces are by the first letters of what they hold. ``unmarked`` has keys without marks, each with the keys of
    what they may mean; ``proper`` are the keys of words that names hold with a capital.
    """

    common: list[Term]
    rare: dict[str, list[Term]]
    unmarked: Mapping[str, set[str]]
    proper: frozenset[str]
    stop: list[str]


def known_words(found: Collection[Postings], site: Site, limits: Limits) -> Words:
    """The words of the pages *found* and of all names."""
    catalog, language = site.catalog, site.labels.language
    named = name_words(catalog)
    of_names: dict[str, str] = {}
    for word in named:
        of_names.setdefault(language.key(word), word)
    every = terms(found, of_names)
    stop = language.stop_keys()
    sizes = sorted((term.size for term in every), reverse=True)
    # all that are on as many pages are rare, or none
    is_large = len(found) > limits.known and len(every) > limits.words
    least = sizes[limits.words] + 1 if is_large else 0

    def is_common(term: Term) -> bool:
        is_short = len(language.fold(term.lead)) <= HEAD
        return term.size >= least or term.stem in of_names or term.stem in stop or is_short

    common = [term for term in every if is_common(term)]
    rare = [term for term in every if not is_common(term)]
    return Words(
        common=common,
        rare=_by_heads(rare, language, limits.rare_piece),
        unmarked=unmarked(found, unmarked_keys(named, language)),
        proper=frozenset(map(language.key, proper_words(catalog))),
        stop=sorted(stop),
    )


def _by_heads(rare: list[Term], language: Language, piece: int) -> dict[str, list[Term]]:
    """The *rare* words in pieces, by the first letters of the first: words that begin alike are in one piece."""
    by_head: defaultdict[str, list[Term]] = defaultdict(list)
    for term in rare:
        by_head[language.fold(term.lead)[:HEAD]].append(term)
    pieces: dict[str, list[Term]] = {}
    size = piece
    # as JavaScript compares texts
    for head in sorted(by_head, key=lambda letters: letters.encode('utf-16-be')):
        if size >= piece:
            last = pieces[head] = []
            size = 0
        last += by_head[head]
        size += sum(len(term.lists) + len(term.lead) for term in by_head[head])
    return pieces


def word_data(words: Words, sets: Sequence[str], parts: Parts, limits: Limits, *, whole: bool) -> dict[str, Any]:
    """What the index says of *words*, and of the pages with them and those of the synonym *sets*.

    The lists of pages are numbered: those of the common words, of the sets, of the rare words. With *whole* they are in
    the index, else in *parts*.
    """
    sizes = [*(term.size for term in words.common), *(sum(map(str.isupper, pages)) for pages in sets)]
    lists = [term.lists for term in words.common]
    data: dict[str, Any] = {
        'stop': words.stop,
        'proper': packed_places(term.stem in words.proper for term in words.common),
        'words': packed_words((term.lead, term.stem) for term in words.common),
        'unmarked': _unmarked(words, words.common),
        'sizes': ' '.join(map(str, sizes)),
    }
    if whole:
        return data | {'lists': ' '.join(lists), 'sets': ' '.join(sets)}
    if 'records' in parts.versions:
        runs = [*split([*lists, *sets], limits.large_piece)]
    else:
        runs = [*split(lists, limits.piece)]
        data['sets'] = ' '.join(sets)
    for _, run in runs:
        parts.add('lists', run)
    for piece in words.rare.values():
        packed = packed_words((term.lead, term.stem) for term in piece)
        found = {'words': packed, 'unmarked': _unmarked(words, piece), 'lists': ' '.join(term.lists for term in piece)}
        parts.add('rare', found)
    return data | {
        'firsts': [first for first, _ in runs],
        'rare': [[head, len(piece)] for head, piece in words.rare.items()],
    }


def _unmarked(words: Words, among: Collection[Term]) -> dict[str, str]:
    """The keys without marks of what is *among* the words."""
    keys = {term.stem for term in among}
    found = ((bare, ' '.join(sorted(of & keys))) for bare, of in sorted(words.unmarked.items()))
    return {bare: of for bare, of in found if of}
