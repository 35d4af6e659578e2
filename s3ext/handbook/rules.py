"""Rules across records of S3-handboken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..core.model.entries import Entry
from ..core.problems import Problem
from .codes import HandbookCode
from .kinds.region import Region


def check_county_codes(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Two regions with the code of one county."""
    first: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.record, Region):
            code = entry.record.county_code
            other = first.setdefault(code, entry.path)
            if other != entry.path:
                details = {'cause': 'county_taken', 'value': code, 'other': other}
                yield Problem.at(entry.path, entry.place('county_code'), HandbookCode.COUNTY_CODE, **details)


def check_borders(entries: Sequence[Entry]) -> Iterator[Problem]:
    """A region that names another as its neighbour, which does not name it."""
    regions = {entry.id: (entry, entry.record) for entry in entries if isinstance(entry.record, Region)}
    for entry, record in regions.values():
        for name in record.borders or ():
            other, theirs = regions.get(name, (None, None))
            if other and theirs and other is not entry and entry.id not in (theirs.borders or ()):
                begin = entry.place('borders')
                marks = (one.mark for one in entry.references if (one.type, one.id) == (other.type, name))
                mark = next((mark for mark in marks if mark >= begin), begin)
                details = {'value': name, 'id': entry.id, 'other': other.path}
                yield Problem.at(entry.path, mark, HandbookCode.ONE_SIDED_BORDER, **details)
