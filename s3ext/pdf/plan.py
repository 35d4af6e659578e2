"""What is to be printed, as plain values: handed to the builder from outside, which knows what the pages are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from docutils import nodes

#: a place in the alphabet
Order = tuple[tuple[int, int, str], ...]
#: a change to a copy of a page's tree, with the name of the page
Change = Callable[[nodes.document, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page of an edition.

    ``depth`` is how many heading levels its headings are moved down; ``variant`` names a change to the page
    ('' for the page as it is).
    """

    docname: str
    depth: int = 0
    variant: str = ''
    #: whether it shares pages of paper with others that do, next to it
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A word of the index and the pages it leads to; they are printed in page order."""

    text: str
    docnames: tuple[str, ...]
    #: the pages by what they are, in the order in which an entry of many pages names them
    parts: tuple[IndexEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexGroup:
    """A part of the index, in the order in which its entries are printed."""

    title: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that the index leads to wherever it stands; ``name`` is the place of its explanation.

    ``others`` are other words for it. ``order``, and the first value of each of these, is its place in the alphabet.
    """

    id: str
    text: str
    name: str
    order: Order = ()
    others: tuple[tuple[Order, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One PDF. ``name`` is that of its file without the ending."""

    name: str
    title: str
    places: tuple[Place, ...]
    #: the page that the edition is about, if it is about one
    docname: str = ''
    subtitle: str = ''
    #: what the cover says about the edition: names and values
    facts: tuple[tuple[str, str], ...] = ()
    keywords: tuple[str, ...] = ()
    #: what stands on the back of the cover: names and values; empty names go on from the line before
    colophon: tuple[tuple[str, str], ...] = ()
    #: how many levels of headings the contents show; 0 for none
    contents: int = 2
    index: tuple[IndexGroup, ...] = ()
    #: whether the glossary is printed with all terms, also those that no page uses
    whole: bool = False
    #: whether pages of the site follow each other on a page of paper
    running: bool = False
    #: whether it has a cover; else what that says stands above its first page
    covered: bool = True
    #: a leaflet has no cover, contents or index, and is set as large as its greatest number of pages allows
    most_pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All editions to make, and what they share.

    ``texts`` are what a PDF says by itself and the builder's messages, by name: see the texts called ``pdf_…``.
    ``find_terms`` yields the id of a term for each time a text uses it. The page ``glossary`` is printed with
    only the terms that an edition uses, unless the edition is a ``whole`` one. ``country`` (ISO 3166) is that of the
    language, where the settings name none.
    """

    editions: tuple[Edition, ...]
    texts: Mapping[str, str]
    notice: str = ''
    country: str = ''
    #: names and values on every cover that change with every build: the date
    stamp: tuple[tuple[str, str], ...] = ()
    terms: tuple[Term, ...] = ()
    find_terms: Callable[[str], Iterable[str]] | None = None
    glossary: str = ''
    variants: Mapping[str, Change] = field(default_factory=lambda: MappingProxyType({}))
    #: variants whose lists of records say no more than titles and marks, as what they say follows on its own page
    terse: frozenset[str] = frozenset()
    #: variants whose pages the template sets with another function than chapters, such as several on a page of paper
    frames: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    #: whether editions of earlier builds that are not among these are removed
    complete: bool = False
