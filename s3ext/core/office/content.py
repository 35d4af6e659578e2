"""What stands in a file for office programs, as plain values: independent of how the page was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Run(NamedTuple):
    """A run of text; ``url`` is where it leads on the web, '' if nowhere."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: 1 is the highest level below the title of the file."""

    text: str
    level: int


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


def words_of(paragraph: Paragraph) -> str:
    """The words of *paragraph*."""
    return ''.join(run.text for run in paragraph.runs)


def cell_words(cell: Cell) -> str:
    """The words of *cell*, with a line for each paragraph."""
    return '\n'.join(map(words_of, cell))
