"""What a document says, as plain values: blocks of spans, between its HTML and the Markdown of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """Words with one look; or a line break, a note's number, a picture."""

    text: str = ''
    strong: bool = False
    em: bool = False
    #: 'sub', 'sup' or ''
    place: str = ''
    href: str = ''
    #: the key of the note that stands here
    note: str = ''
    #: the name of the picture that stands here; ``text`` is its alternative text
    picture: str = ''
    is_break: bool = False
    #: whether the words are Markdown and are taken as they stand
    is_markdown: bool = False

    @property
    def is_text(self) -> bool:
        """Whether these are words."""
        return not (self.note or self.picture or self.is_break)


Spans = list[Span]


@dataclass(slots=True, kw_only=True)
class Heading:
    """A heading of the document's own *level*; ``is_title`` if it is marked as the title of all."""

    level: int
    spans: Spans
    is_title: bool = False
    #: whether it was made to look like one and is none
    is_faked: bool = False


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """A paragraph; ``style`` is 'markdown' if it is taken word for word, 'contents' in a table of contents."""

    spans: Spans
    style: str = ''


@dataclass(slots=True, kw_only=True)
class Listing:
    """A list; each item holds blocks."""

    numbered: bool
    items: list[list[Block]]
    start: int = 1


@dataclass(slots=True, kw_only=True)
class Cell:
    """A cell of a table, over so many columns and rows."""

    paragraphs: list[Spans]
    columns: int = 1
    rows: int = 1


@dataclass(slots=True, kw_only=True)
class Table:
    """A table, of which the first ``heads`` rows are marked as heads."""

    rows: list[list[Cell]]
    heads: int = 0


@dataclass(slots=True, kw_only=True)
class Quote:
    """Blocks that somebody else said."""

    blocks: list[Block]


Block = Heading | Paragraph | Listing | Table | Quote


@dataclass(slots=True, kw_only=True)
class Content:
    """All of a document: its blocks, its notes by key, and which looks it had that a page has none for."""

    blocks: list[Block]
    notes: dict[str, Spans] = field(default_factory=dict)
    #: by key the id that a note's source has had, if the document comes of an export
    cited: dict[str, str] = field(default_factory=dict)
    looks: set[str] = field(default_factory=set)
    #: whether our own export wrote it
    is_exported: bool = False


def words_of(spans: Spans) -> str:
    """The words of *spans*, a blank for each line break."""
    return ''.join(' ' if span.is_break else '' if span.note or span.picture else span.text for span in spans)


def without_start(spans: Spans, length: int) -> Spans:
    """*spans* without their first *length* characters."""
    found: Spans = []
    for span in spans:
        if length and span.is_text:
            cut = min(length, len(span.text))
            length -= cut
            span = span._replace(text=span.text[cut:])
        found.append(span)
    return [span for span in found if span.text or not span.is_text]
