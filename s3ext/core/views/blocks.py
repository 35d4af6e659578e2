"""What a view prints, as plain values: independent of web, PDF and search, comparable, easy to test.

A view is a function from the catalogue to blocks; the shell turns them into nodes. Texts are complete – a link carries
the words it shows – so two equal sequences of blocks print the same page.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..drawing.shapes import Drawing
from ..model.sheet import Foreign, Lasting, Twin
from .file_link import FileLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead to a record's page, or to the place called ``anchor`` on it."""

    text: str
    docname: str
    anchor: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Words that lead to choices in a list: on the web to the page ``docname`` with the ``query`` of these.

    Elsewhere they lead to ``instead``. On the web ``anchor`` is the place that one comes to without script, if any.
    """

    text: str
    docname: str
    query: str
    instead: Link
    anchor: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Words for what there is none of. With a ``query``, ``lead`` leads to the form on the web, with these values.

    There it is a mark, for a table can hold hundreds, unless it stands ``in_words``.
    """

    text: str
    query: str = ''
    lead: str = ''
    in_words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """Words that lead to an address outside the site; ``language`` is that of the words, '' for the handbook's."""

    text: str
    url: str
    language: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The words of a ``term`` of the closed ``list`` that grades something, and the ``step`` it reaches of ``of``.

    It is drawn as so many steps beside the words, everywhere the same. Without a step, for what is not known, it is
    the words alone.
    """

    list: str
    term: str
    text: str
    step: int | None = None
    of: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How far into a programme something begins, as ``text`` and as minutes, and the ``minutes`` that it takes.

    On the web those who choose when they start see what the clock shows then.
    """

    text: str
    at: int
    minutes: int


#: words of the page, or in another language
Words = str | Foreign
#: a run of text: words, some in another language, words that lead somewhere, a mark, a time, or a small drawing
Inline = Words | Link | Web | Twin | Choices | FileLink | Missing | Mark | Clock | Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Para:
    """A paragraph; ``style`` names how it looks ('' is ordinary)."""

    parts: tuple[Inline, ...]
    style: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a view; links can lead to ``anchor``. ``language`` is that of the words, '' for the page's."""

    text: str
    anchor: str = ''
    language: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record in a list: its linked title, facts, marks, a summary or reason, and ``named`` facts: name, values.

    ``foot`` is a last line, ``anchor`` the place that links to the row lead to.
    """

    title: Link
    meta: tuple[Words, ...] = ()
    text: Words | tuple[Words, ...] = ''
    marks: tuple[Mark, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    foot: tuple[Words | Web, ...] = ()
    anchor: str = ''

    @property
    def texts(self) -> tuple[Words, ...]:
        """The parts of the summary."""
        return ((self.text,) if self.text else ()) if isinstance(self.text, str | Foreign) else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What a list can be narrowed by: its name in addresses, its label, and its values in order: id and label."""

    name: str
    label: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """What is known of a row: places of ``values`` in each facet, first and last year, words beside what it shows."""

    values: tuple[tuple[int, ...], ...]
    years: tuple[int | None, int | None] = (None, None)
    words: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """What the browser needs to choose among rows, of which each has a ``Findable``; ``count`` says how many.

    ``texts`` are what the script shows, by name. ``command`` is what the command begins with that prints those chosen.
    """

    kind: str
    count: str
    facets: tuple[Facet, ...]
    found: tuple[Findable, ...]
    texts: tuple[tuple[str, str], ...]
    command: str = ''

    @property
    def is_dated(self) -> bool:
        """Whether any row has a year."""
        return any(found.years != (None, None) for found in self.found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A list of records; ``style`` is 'list', 'cards', 'plain' or 'timeline'. With a ``finder``, to choose from."""

    rows: tuple[Row, ...]
    style: str = 'list'
    finder: Finder | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A bullet list of short texts; ``style`` names how it looks ('' is ordinary)."""

    items: tuple[tuple[Inline, ...], ...]
    style: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: one row of column heads, and rows whose first cell is the row's head.

    ``shares`` are the widths of its columns on paper, in proportion; without them the content decides.
    """

    caption: str
    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    style: str = ''
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Tables with the same heads of rows, whose other columns are chosen on the web, and then stand in one table.

    The ``finder`` has a ``Findable`` for each of those columns, from the first of the first table on.
    """

    tables: tuple[Table, ...]
    finder: Finder


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """What a page shows, as a table in a file of its own, on the web alone: ``words`` lead to it.

    The file has the ``name`` and holds the ``text`` (``core/office/csv_file.py``).
    """

    name: str
    text: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that the page says happened: the ids of its ``sources``, and how it is known."""

    text: str
    sources: tuple[str, ...]
    evidence: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """A list of claims, for the directive of a field alone; ``label`` stands before how each is known."""

    label: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An item of a list: the words that ``lead`` it in, if any, what it says, and the ids of its ``sources``."""

    text: str
    sources: tuple[str, ...] = ()
    lead: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class PointList:
    """Points under a ``label``; ``style`` names how they look: 'ours' is what only those who write say."""

    label: str
    points: tuple[Point, ...]
    style: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Lists of points one after the other, for the directive of a field alone."""

    lists: tuple[PointList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words that lead to where the page shows its field ``field``: a section, or else its fact sheet."""

    text: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """How many records of ``kind`` belong to the page, and the first of them; ``none`` is said where there are none.

    They are those that lists find by the facet that the page stands for; they are looked up when the page is written.
    """

    kind: str
    none: str
    limit: int = 3


#: a piece of a row of an answer
AnswerPart = Lasting | Mark | Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A row of what a page answers first: its ``label``, its paragraphs, and what other pages add."""

    label: str
    values: tuple[tuple[AnswerPart, ...], ...] = ()
    others: Others | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the one who leads does in one part: its title, and ``lines``, each what it is and what it says.

    ``clock`` is the time whose text stands in the title, if one does.
    """

    title: str
    lines: tuple[tuple[str, str], ...]
    clock: Clock | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What the one who leads does, step by step, for the directive of a field alone."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing, and ``beside`` it what says the same in words."""

    drawing: Drawing
    beside: tuple[Para | Items, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """What stands behind something shorter: on the web under ``title``, folded."""

    title: str
    blocks: tuple[Heading | Rows | Table, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Jumps:
    """On the web, links to the parts of a long list: what each is called and its anchor.

    ``label`` says what the links are, ``anchor`` is where ``Back`` leads.
    """

    anchor: str
    label: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """On the web, words at the end of a part of a long list that lead back to its ``Jumps``."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteLine:
    """A line of a text to paste elsewhere; the address of the page ``docname`` ends it."""

    text: str
    docname: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A page that is new or was reviewed on a ``day``, as its ``row`` says; ``kind`` is what it is, in words.

    ``group`` is where it stands. The script looks at ``added`` and ``reviewed``, either of which may be empty.
    """

    row: Row
    kind: str
    group: str
    day: str
    is_new: bool
    added: str
    reviewed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What is new since a day: as ``blocks``; on the web also a text to paste, and the choice of a later day.

    ``changes`` and ``texts`` (by name) are what the script makes both of for another day, the ``groups`` in order; of
    more than ``many`` pages of a day it tells the number. The others are labels.
    """

    since: str
    blocks: tuple[Para | Heading | Rows | Fold, ...]
    groups: tuple[str, ...]
    changes: tuple[Change, ...]
    lines: tuple[PasteLine, ...]
    many: int
    texts: tuple[tuple[str, str], ...]
    label: str
    since_label: str
    copy: str


Block = Para | Heading | Rows | Items | Table | Columns | Figure | Fold | TableFile | Changes | Jumps | Back
