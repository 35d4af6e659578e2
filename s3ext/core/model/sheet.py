"""What stands on a fact sheet, as plain values, and what a field or group of fields needs to say its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from ..texts.messages import Texts


class RecordLink(NamedTuple):
    """A link to the record ``target`` of ``kind`` (or a closed list with pages), with its title unless it has a text.

    Tuples here, as every page with a record is stored with these, and a dataclass takes ten times as long.
    """

    kind: str
    target: str
    text: str = ''


class Note(NamedTuple):
    """A reference to the page's source ``source``."""

    source: str


class Foreign(NamedTuple):
    """Words in another language than the page: its code."""

    text: str
    language: str


class Twin(NamedTuple):
    """Words in another language that lead to the page ``docname`` of the site's edition in that ``language``."""

    text: str
    docname: str
    language: str


class Mailbox(NamedTuple):
    """A link to an address for mail."""

    address: str


class Address(NamedTuple):
    """Words that lead to an address outside the site."""

    text: str
    url: str


#: a run of text whatever the day
Lasting = str | RecordLink | Note | Foreign | Mailbox | Address


class Until(NamedTuple):
    """What is said up to and on ``day`` (``YYYY-MM-DD``), and what is said ``after``; neither holds a note."""

    day: str
    parts: tuple[Lasting, ...]
    after: tuple[Lasting, ...]


#: a run of text in a value
Part = Lasting | Until
#: whatever stands between commas
Kept = TypeVar('Kept')
#: paragraphs, each of several parts
Values = Sequence[Sequence[Part]]


class Fact(NamedTuple):
    """One line of a sheet: its name, its values, each a paragraph; whether it is there to find the page, or sort it.

    What is ``brief`` stands there also where the page is printed in short.
    """

    name: str
    values: tuple[tuple[Part, ...], ...]
    finds: bool = False
    sorts: bool = False
    brief: bool = False


class Words(Protocol):
    """How values read to people (``core.model.labels``)."""

    @property
    def texts(self) -> Texts:
        """All texts of the language."""

    @property
    def origin(self) -> str:
        """Of twins the language of the handbook itself; '' elsewhere (``core.twins``)."""

    def verbatim(self, text: str) -> str | Foreign:
        """A name, or somebody's own words, in the language of the handbook itself."""

    def told(self, text: str) -> str:
        """The same *text*; '' on a twin that does not tell it."""

    def term(self, name: str, term_id: str) -> str:
        """The label of a term of the closed list *name*."""

    def date(self, date: str) -> str:
        """A date in words."""

    def period(self, period: Any) -> str:
        """A period in words, without its note."""

    def duration(self, minutes: int) -> str:
        """A length of time in words."""


#: from a kind and ids of its records to the titles of their pages
Titles = Callable[[str, Iterable[str]], list[str]]


def plain_text(part: Part) -> str:
    """The words of *part*; none for a footnote, and for a link that shows the title of its record."""
    match part:
        case RecordLink(text=words) | Foreign(text=words) | Mailbox(address=words) | Address(text=words):
            return words
        case Until(parts=parts):
            return ''.join(map(plain_text, parts))
        case Note():
            return ''
    return part


def as_of(parts: Iterable[Part], today: str) -> Iterator[Lasting]:
    """What *parts* say *today*."""
    for part in parts:
        if isinstance(part, Until):
            yield from part.parts if today <= part.day else part.after
        else:
            yield part


def merged(parts: Iterable[Kept | str]) -> list[Kept | str]:
    """The *parts* with neighbouring texts as one."""
    found: list[Kept | str] = []
    for part in parts:
        if found and isinstance(part, str) and isinstance(last := found[-1], str):
            found[-1] = last + part
        else:
            found.append(part)
    return found


def links(kind: str, ids: Iterable[str]) -> list[Part]:
    """Links to the records of *kind* called *ids*, with commas between them."""
    return [*joined(RecordLink(kind, record_id) for record_id in ids)]


def joined(parts: Iterable[Kept]) -> list[Kept | str]:
    """The *parts* with commas between them."""
    found: list[Kept | str] = []
    for part in parts:
        found.extend([', ', part] if found else [part])
    return found


def notes(source_ids: Iterable[str]) -> list[Note]:
    """References to the sources *source_ids*."""
    return [Note(source_id) for source_id in source_ids]
