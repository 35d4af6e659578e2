"""Rules across pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from s3ext.api import Entry, Problem, ProblemCode

from .kinds import Kommune


def check_numbers(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Two municipalities with one number."""
    first: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.record, Kommune):
            number = entry.record.nummer
            other = first.setdefault(number, entry.path)
            if other != entry.path:
                details = {'cause': 'nummer_brukt', 'value': number, 'other': other}
                yield Problem.at(entry.path, entry.place('nummer'), ProblemCode.OWN_RULE, **details)
