"""Synonym sets: all names of one thing, and the pages that are about it.

A synonym set is made from a record with names (a term of the glossary, or a page with names). A page is about it when
it is the record's own page, says so in its header, or uses one of the names often or in a prominent place. A name of
what lies within the thing, as a herb in a garden, leads to its set too; a page that uses such a name is not about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ..language import Language
from ..model.catalog import Catalog, Item
from .pages import PageText
from .words import plain, words

#: a name as its keys, and the numbers of the synonym sets that have it
_Name = tuple[tuple[str, ...], tuple[int, ...]]

#: strengths go to this; it is that of a record's own page
FULL = 24
#: what a name is worth in a title, a heading and a text
_POINTS = {'title': 10, 'heading': 3, 'text': 1}
#: what it is worth as part of a compound in a title
_IN_COMPOUND = 5
#: the most points that texts can give
_MOST_IN_TEXT = 4
#: from this many points on a page counts as being about the thing
_ABOUT = 2
#: points for a page whose header names the record
_NAMED_IN_HEADER = 4
#: of more records of the main kind than so many the names are no synonym sets: a browser has to know all of those
_MOST_NAMED = 1000
#: what the glossary's page is worth for a term of it, so that it is found but not first
_GLOSSARY = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SynonymSet:
    """The names of one thing as runs of keys, and the strength (1–24) of each page about it by docname."""

    names: tuple[str, ...]
    pages: Mapping[str, int]


class _Named(NamedTuple):
    """What has names: these, the main one first, those of what lies within it, and the record if it has a page."""

    names: tuple[str, ...]
    within: tuple[str, ...]
    item: Item | None

    @property
    def all(self) -> tuple[str, ...]:
        """All by which it is found."""
        return (*self.names, *self.within)


def name_words(catalog: Catalog) -> list[str]:
    """All words that names hold, those of main names first and then by length: by a word alone a thing is found too."""
    first: dict[str, int] = {}
    for named in _named(catalog):
        for place, name in enumerate(named.all):
            for word, _, _ in words(plain(name)):
                first[word] = min(place, first.get(word, place))
    return sorted(first, key=lambda word: (first[word], len(word), word))


def proper_words(catalog: Catalog) -> frozenset[str]:
    """The words (small letters) that names hold with a capital, but the first of a title, which any has."""
    found: set[str] = set()
    for named in _named(catalog):
        for place, name in enumerate(named.all):
            text = plain(name)
            for word, start, _ in words(text):
                if text[start].isupper() and (start or place or named.item is None):
                    found.add(word)
    return frozenset(found)


def name_run(name: str, language: Language) -> str:
    """*name* as the keys of its words: 'Open streams' → 'open stream'."""
    return ' '.join(language.key(word) for word, _, _ in words(plain(name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The names of each synonym set by its number, and what to look for in a text: the names by their first key."""

    by_set: tuple[tuple[str, ...], ...]
    by_first: Mapping[str, tuple[_Name, ...]]

    @classmethod
    def of(cls, catalog: Catalog) -> Names:
        """The names of all that has names in *catalog*."""
        by_set = tuple(_runs(named.names, catalog.language) for named in _named(catalog))
        numbers: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, names in enumerate(by_set):
            for name in names:
                numbers[tuple(name.split(' '))].append(number)
        by_first: defaultdict[str, list[_Name]] = defaultdict(list)
        for keys, found in numbers.items():
            by_first[keys[0]].append((keys, tuple(found)))
        return cls(by_set=by_set, by_first={first: tuple(found) for first, found in by_first.items()})


def synonym_sets(catalog: Catalog, points: Mapping[str, Iterable[tuple[int, int]]]) -> tuple[SynonymSet, ...]:
    """The synonym sets of the site, with the pages about each; *points*: of each page (``page_points``)."""
    by_set: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for docname, found_here in points.items():
        for number, many in found_here:
            by_set[number][docname] = many
    found = []
    for number, named in enumerate(_named(catalog)):
        about, item = by_set[number], named.item
        if item is not None:
            for docname, part in _header_pages(catalog, item):
                about[docname] = about.get(docname, 0) + _NAMED_IN_HEADER * part
        strengths = {doc: _strength(many) for doc, many in sorted(about.items()) if many >= _ABOUT}
        if item is not None:
            strengths[item.docname] = FULL
        elif catalog.glossary:
            strengths[catalog.glossary.docname] = _GLOSSARY
        found.append(SynonymSet(names=_runs(named.all, catalog.language), pages=strengths))
    return tuple(found)


def is_many(catalog: Catalog) -> bool:
    """Whether the names of records of the main kind are searched as what their pages say, for there are too many."""
    return len(catalog.of_type(catalog.kinds.main)) > _MOST_NAMED


def _strength(points: float) -> int:
    return min(20, 3 + round(17 * points / (points + 6)))


def _named(catalog: Catalog) -> Iterator[_Named]:
    """Everything that has names."""
    for term in catalog.terms():
        yield _Named((term.term, term.term_en, *term.short), (), None)
    for kind in catalog.kinds.in_order(lambda kind: kind.names):
        if kind == catalog.kinds.main and is_many(catalog):
            continue
        # a title alone stands for the record only if headers name such
        named = catalog.kinds.facets.get(kind) == kind != catalog.kinds.main
        for item in catalog.of_type(kind):
            others, within = tuple(item.record.other_names()), tuple(item.record.within())
            if others or within or named:
                yield _Named((item.title, *others), within, item)


def _runs(names: Iterable[str], language: Language) -> tuple[str, ...]:
    return tuple(dict.fromkeys(run for name in names if (run := name_run(name, language))))


def _header_pages(catalog: Catalog, item: Item) -> Iterator[tuple[str, float]]:
    """The pages whose headers name the record *item*; less, the more others they name beside it."""
    facet = catalog.kinds.facets.get(item.type, '')
    if facet != item.type:  # its pages stand for a term of a list, which is named by more than is about it
        return
    for kind, fields in catalog.kinds.fields.items():
        if facet in fields and fields[facet].is_facet:
            for found in catalog.select(kind, [(facet, item.id)]):
                yield found.docname, min(1, 3 / len(fields[facet].values(found.record)))


def page_points(page: PageText, names: Names, language: Language) -> dict[int, int]:
    """The points of *page* for each synonym set, by its number, of which a name stands on the page."""
    found: defaultdict[int, int] = defaultdict(int)
    in_text: defaultdict[int, int] = defaultdict(int)
    parts = page.title_parts(language)
    for field, run in page.runs:
        if field == 'title':
            for part in parts:
                for name, numbers in names.by_first.get(part, ()):
                    for number in numbers if len(name) == 1 else ():
                        found[number] += _IN_COMPOUND
        keys = tuple(run.split(' '))
        for start, first in enumerate(keys):
            for name, numbers in names.by_first.get(first, ()):
                if keys[start : start + len(name)] != name:
                    continue
                for number in numbers:
                    in_text[number] += field == 'text'
                    if field != 'text' or in_text[number] <= _MOST_IN_TEXT:
                        found[number] += _POINTS[field]
    return dict(found)
