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
