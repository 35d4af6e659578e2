"""What stands in a file for office programs, as plain values: independent of how the page was written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Look(Enum):
    """What a run of text is: ordinary; Markdown as it stands in the source; or words that no source has."""

    PLAIN = ''
    MARKDOWN = 'markdown'
    ADDED = 'added'


class Run(NamedTuple):
    """A run of text; ``url`` is where it leads on the web, '' if nowhere. A line end in it begins a new line.

    ``script`` is 'sub' or 'sup' if it stands lower or higher, ``language`` a code if it is not that of the document,
    and ``note`` the id of the note that follows the text.
    """

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ''
    script: str = ''
    language: str = ''
    note: str = ''
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: 1 is the highest level below the title of the file. ``runs`` are its words if not plain text."""

    text: str
    level: int
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list, numbered or not; an item is paragraphs and lists."""

    items: tuple[tuple[Paragraph | Listing, ...], ...]
    numbered: bool = False


#: what a cell says, a paragraph each; none for an empty one
Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: a row of column heads, and rows of as many cells."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


Part = Paragraph | Heading | Listing | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation of one or more paragraphs."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """Lines of Markdown that a text document has no form for, as they stand in the source; ``hint`` says what of."""

    text: str
    hint: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a page, ``data`` of a kind that office programs show, and its words."""

    data: bytes
    alt: str


PagePart = Part | Quote | Literal | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file: its ``title``, the ``parts`` under it, and the ``foot``, which says where it comes from.

    ``language`` is a tag such as 'sv-SE', ``date`` the day of the page as ``YYYY-MM-DD`` or ''. ``about`` is the name
    of the sheet of a workbook that holds what is in no table.
    """

    title: str
    parts: tuple[Part, ...]
    foot: tuple[Paragraph, ...]
    language: str
    publisher: str
    date: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDocument:
    """A page of the handbook as a text document: its ``title``, its text, and what stands ``behind`` the text.

    ``notes`` are the footnotes by their ids; ``running`` stands at the head of every sheet of paper. ``language`` and
    ``date`` as in ``Document``; no author is named, so that the file could be published.
    """

    title: tuple[Run, ...]
    parts: tuple[PagePart, ...]
    behind: tuple[Part, ...]
    notes: tuple[tuple[str, Paragraph], ...]
    running: str
    language: str
    date: str


def words_of(paragraph: Paragraph) -> str:
    """The words of *paragraph*."""
    return ''.join(run.text for run in paragraph.runs)


def cell_words(cell: Cell) -> str:
    """The words of *cell*, with a line for each paragraph."""
    return '\n'.join(map(words_of, cell))
