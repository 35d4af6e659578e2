"""What a page says in its header: its record, and the records it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..problems import Position
from .header import Header
from .kinds import id_of

#: the place of what stands nowhere
_TOP = Position(line=1)


class Reference(NamedTuple):
    """A record named in a header, and where it stands. A tuple, as every build reads and writes thousands.

    ``beside`` are the terms that could stand there in its place: it says who wrote or approved the page.
    """

    type: str
    id: str
    mark: Position
    beside: tuple[str, ...] = ()


class Day(NamedTuple):
    """The day on which something was done, according to the header: its field, the day, and where it stands."""

    field: str
    date: str
    mark: Position


class Named(NamedTuple):
    """An address in a header as it is written, and where it stands."""

    written: str
    mark: Position

    def docname(self, folder: str) -> str:
        """The page that it is the address of, in a header of a page in *folder*: an id alone is one beside it."""
        return self.written if '/' in self.written or not folder else f'{folder}/{self.written}'


class Withdrawal(NamedTuple):
    """That a page is withdrawn, which would be of ``kind``, where that stands, and the pages to read ``instead``."""

    kind: str
    mark: Position
    instead: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page's facts: its kind, and its record if the header is valid; where its references and days stand.

    ``places`` are those of the summary and of fields that rules across records ask for (``Located``), by name.
    """

    docname: str
    type: str
    path: str
    record: Header | None
    references: tuple[Reference, ...] = ()
    days: tuple[Day, ...] = ()
    places: tuple[tuple[str, Position], ...] = ()
    #: the addresses that the page had before
    former: tuple[Named, ...] = ()
    #: a page that is withdrawn is one of no kind
    withdrawal: Withdrawal | None = None

    @property
    def id(self) -> str:
        """The record's id."""
        return id_of(self.docname)

    @property
    def folder(self) -> str:
        """The folder of the page."""
        return self.docname.rpartition('/')[0]

    def place(self, field: str) -> Position:
        """Where the value of *field* stands, for those whose places are kept; the first line for others."""
        return next((mark for name, mark in self.places if name == field), _TOP)
