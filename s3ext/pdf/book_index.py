"""The index of an edition: its entries, and the labels that each leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ..core.gate.glyphs import printable
from .plan import Edition, IndexEntry, Term
from .writer import WrittenPage

#: a term that more sections use leads to those that use it most
_MOST_SECTIONS = 8
#: an entry that leads to more pages says which of them are of which kind
_MOST_PLAIN = 5

Uses = Mapping[str, Mapping[str, int]]


def index_data(
    edition: Edition,
    pages: Mapping[str, WrittenPage],
    used: Uses,
    terms: Iterable[Term],
    glossary: str,
    texts: Mapping[str, str],
) -> list[dict[str, Any]]:
    """The groups of the index of *edition*, with their entries: what the template prints.

    *used* is what ``term_uses`` found of the *terms*, which the page *glossary* explains.
    """
    if edition.most_pages:
        return []
    groups = [
        {'title': group.title, 'entries': [found for entry in group.entries if (found := _entry(entry, pages))]}
        for group in edition.index
    ]
    printed = glossary in pages
    words = [term for term in terms if term.id in used or (edition.whole and printed)]
    groups.append({'title': texts['pdf_terms'], 'entries': list(_words(words, used, printed, texts))})
    return [group for group in groups if group['entries']]


def term_uses(edition: Edition, pages: Mapping[str, WrittenPage], glossary: str) -> dict[str, dict[str, int]]:
    """For each term that the pages of *edition* use, the labels of the sections that use it, with how often.

    A page of a book that opens a part lists what is in it, and explains no words.
    """
    openers = {place.docname for place in edition.places if place.depth == 0} if edition.running else set()
    used: dict[str, dict[str, int]] = {}
    for docname, page in pages.items():
        if docname != glossary and docname not in openers:
            for term, sections in page.terms.items():
                used.setdefault(term, {}).update(sections)
    return used


def labels_of(index: Iterable[Mapping[str, Any]]) -> set[str]:
    """All labels that the *index* leads to."""
    entries = [entry for group in index for entry in group['entries']]
    return {label for entry in entries for part in (entry, *entry['parts']) for label in part['labels']}


def _entry(entry: IndexEntry, pages: Mapping[str, WrittenPage]) -> dict[str, Any] | None:
    """What the index says of a record: the labels of its pages, where these are many under what they are about."""
    found = {name: pages[name].places[name] for name in entry.docnames if name in pages}
    if not found:
        return None
    whole = {'text': printable(entry.text), 'see': '', 'labels': list(found.values()), 'parts': []}
    if len(found) <= _MOST_PLAIN or not entry.parts:
        return whole
    inner = [
        {'text': part.text, 'labels': labels}
        for part in entry.parts
        if (labels := [found[name] for name in part.docnames if name in found])
    ]
    apart = {label for part in inner for label in part['labels']}
    return {**whole, 'labels': [label for label in found.values() if label not in apart], 'parts': inner}


def _words(words: Collection[Term], used: Uses, printed: bool, texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The entries of terms, and of other words for them, which lead to those."""
    names = {term.text.casefold() for term in words}
    rows = []
    for term in words:
        labels = _most_used(term, used.get(term.id, {}), printed)
        rows.append((term.order, {'text': printable(term.text), 'see': '', 'labels': labels, 'parts': []}))
        for order, other in term.others:
            if other.casefold() not in names:
                see = texts['pdf_see'].format(term=printable(term.text))
                rows.append((order, {'text': printable(other), 'see': see, 'labels': [], 'parts': []}))
    yield from (row for _, row in sorted(rows, key=lambda row: row[0]))


def _most_used(term: Term, sections: Mapping[str, int], printed: bool) -> list[str]:
    """The explanation of *term*, and the labels of the sections that use it most, in the order of the edition."""
    most = sorted(sections, key=lambda label: -sections[label])[:_MOST_SECTIONS]
    found = [label for label in sections if label in most]
    return [term.name, *found] if printed else found
