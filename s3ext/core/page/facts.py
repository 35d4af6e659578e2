"""What a page says, with the line and column of each thing: the one reading that check and build ask.

Plain values without tokens, so that they can be kept, compared and sent between processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..problems import Position

#: the directive in the text of a twin (``core.twins``) that leads to the page with the whole text
ORIGINAL = 'original'


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: ``level`` 1–6, ``text`` as plain words, ``slug`` the anchor of links, ``base`` that by its words.

    ``underlined`` headings are made by a line of dashes or equals signs below a text; ``nested`` ones stand in a list,
    a quotation or a directive.
    """

    level: int
    text: str
    slug: str
    mark: Position
    base: str = ''
    underlined: bool = False
    nested: bool = False
    #: the places ``(name)=`` right before it, which lead to it as well
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote mark ``[^label]`` in the text, or, if ``defines``, the text of one written in the body.

    ``where`` as in :class:`Run`.
    """

    label: str
    mark: Position
    defines: bool = False
    where: str = 'text'


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A Markdown link: where it leads as written, and its words; ``words`` is empty for ``[](#id)``.

    ``bare`` links are addresses that stand in the text as they are.
    """

    target: str
    words: str
    mark: Position
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture, in the text or by a directive: its file as written and its alternative text."""

    source: str
    alt: str
    mark: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; ``has_head`` says whether any cell of its first row holds words."""

    has_head: bool
    first_words: str
    mark: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveUse:
    """A directive; ``options`` with the mark of each value, ``parent`` the name of the directive around it or ''.

    ``closed`` is False when the page ends before its last line does.
    """

    name: str
    argument: str
    options: tuple[tuple[str, str, Position], ...]
    mark: Position
    parent: str = ''
    has_content: bool = False
    closed: bool = True
    #: whether the gate lets it pass; if not, nothing follows from what it says
    valid: bool = True
    #: the lines of a directive that lists pages, each with its place
    entries: tuple[tuple[str, Position], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleUse:
    """A role and its content: ``{s3:case}`id` ``; ``where`` as in :class:`Run`."""

    name: str
    content: str
    mark: Position
    where: str = 'text'


class Run(NamedTuple):
    """A piece of text as a reader sees it, outside code: entities and escapes are decoded.

    ``where`` is 'heading', 'cell', 'item', 'quote' or 'text'. A run stands on one line. ``pieces`` holds the places
    of the characters from which it is written in another way than it reads, as after ``&amp;``. One in another language
    than the page ``is_foreign``. A tuple, as every page has hundreds.
    """

    text: str
    where: str
    mark: Position
    pieces: tuple[tuple[int, Position], ...] = ()
    is_foreign: bool = False

    def joined(self, other: Run) -> Run:
        """This run with *other*, which goes on with it though it stands elsewhere on the line."""
        shift = len(self.text)
        more = ((shift + start, place) for start, place in other.pieces)
        return self._replace(text=self.text + other.text, pieces=(*self.pieces, (shift, other.mark), *more))

    def mark_at(self, position: int) -> Position:
        """The place of the character at *position* of ``text``."""
        begin, mark = 0, self.mark
        for start, place in self.pieces:
            if start <= position:
                begin, mark = start, place
        return Position(line=mark.line, column=mark.column + position - begin)


class Amount(NamedTuple):
    """A number before the word for records of ``kind``, as it is ``written``: it may be a count of them all."""

    number: int
    kind: str
    written: str
    mark: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """Everything that anybody asks of a page's body, each kind in the order of the page."""

    headings: tuple[Heading, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    tables: tuple[Table, ...] = ()
    directives: tuple[DirectiveUse, ...] = ()
    roles: tuple[RoleUse, ...] = ()
    #: explicit places ``(name)=``
    places: tuple[tuple[str, Position], ...] = ()
    runs: tuple[Run, ...] = ()
    #: how many words there are to read, for those that keep no ``runs``
    words: int = 0
    amounts: tuple[Amount, ...] = ()

    @property
    def title(self) -> str:
        """The words of the first heading of the highest level that stands in nothing else; '' if there is none."""
        return next((heading.text for heading in self.headings if heading.level == 1 and not heading.nested), '')

    @property
    def is_twin(self) -> bool:
        """Whether the whole text stands elsewhere: then what belongs to it is not missing here."""
        return any(use.name == ORIGINAL for use in self.directives)
