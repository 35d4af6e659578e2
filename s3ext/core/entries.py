"""What a page says in its header: its record, and the records it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from .approval import Day
from .kinds import Header, RecordType, id_of, type_of
from .problems import Mark

#: the place of what stands nowhere
_TOP = Mark(line=1)


class Reference(NamedTuple):
    """A record named in a header, and where it stands. A tuple, as every build reads and writes thousands.

    ``beside`` are the terms that could stand there in its place: it says who wrote or approved the page.
    """

    type: RecordType
    id: str
    mark: Mark
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page's facts: its record if the header is valid; where its references, days and county code stand."""

    docname: str
    path: str
    record: Header | None
    references: tuple[Reference, ...] = ()
    days: tuple[Day, ...] = ()
    code_mark: Mark = _TOP

    @property
    def type(self) -> RecordType:
        """The kind of page."""
        return type_of(self.docname)

    @property
    def id(self) -> str:
        """The record's id."""
        return id_of(self.docname)
