"""Rules that fields declare of each other and of the text (``core.model.annotations``), for pages of every kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeGuard

from ..model.annotations import Asks
from ..model.kinds import Kinds
from ..problems import Position, Problem, ProblemCode
from .facts import PageFacts
from .field_problems import field_name
from .frontmatter import Path, RawHeader, names_in
from .rules import at

#: no sum of ours is larger, and Python reads no number of thousands of digits
_NUMBER = re.compile('[0-9]{1,9}')


def is_number(value: object) -> TypeGuard[str]:
    """Whether the *value* of a header is a whole number, none of more than nine digits."""
    return isinstance(value, str) and _NUMBER.fullmatch(value) is not None


def check_declared(raw: RawHeader, facts: PageFacts, kind: str, kinds: Kinds) -> list[Problem]:
    """What is wrong with the header *raw* of a page of *kind* by what its fields declare. *facts* are of its text."""
    return [
        *(() if facts.is_twin else _check_asked(raw, kind, kinds)),
        *_check_totals(raw, kind, kinds),
        *_check_shown(raw, facts, kind, kinds),
    ]


def _check_asked(raw: RawHeader, kind: str, kinds: Kinds) -> Iterator[Problem]:
    """A value asks for another field, or for more in it."""
    for names, asks, required in kinds.asked[kind]:
        for where, value in raw.named(names[-1]):
            if value != asks.value or names_in(where) != names or asks.field in raw.unread:
                continue
            details = {'field': field_name(where), 'value': value, 'other': asks.field}
            other = (*where[:-1], asks.field)
            if other not in raw.keys:
                if not required:  # else a fault already
                    yield raw.problem(raw.position(where), ProblemCode.ASKED_MISSING, **details)
            elif (count := _too_few(raw, other, asks)) is not None:
                details |= {'least': str(asks.least), 'count': str(count)}
                yield raw.problem(raw.position(other), ProblemCode.TOO_FEW, **details)


def _too_few(raw: RawHeader, other: Path, asks: Asks) -> int | None:
    """How many values the list at *other* has, if these are too few and none is empty, which is a fault already."""
    values = at(raw.value, other)
    return len(values) if isinstance(values, list) and '' not in values and len(values) < asks.least else None


def _check_totals(raw: RawHeader, kind: str, kinds: Kinds) -> Iterator[Problem]:
    """A sum is that of its parts, as far as all of them are numbers."""
    for name, total in kinds.totals[kind].items():
        parts = [value for where, value in raw.named(total.part) if names_in(where) == (total.of, total.part)]
        written, groups = raw.value.get(name, ''), raw.value.get(total.of)
        if total.of in raw.unread or not isinstance(groups, list) or not parts or len(groups) != len(parts):
            continue
        if all(map(is_number, (*parts, written))) and (found := sum(map(int, parts))) != int(written):
            details = {'field': name, 'value': written, 'other': total.of, 'sum': str(found)}
            yield raw.problem(raw.position((name,)), ProblemCode.WRONG_TOTAL, **details)


def _check_shown(raw: RawHeader, facts: PageFacts, kind: str, kinds: Kinds) -> Iterator[Problem]:
    """What stands in the header for the text is shown there, and what the text shows stands in the header."""
    for name, text in kinds.in_text[kind].items():
        key = raw.keys.get((name,))
        shown = next((use.mark for use in facts.directives if use.name == name), None)
        if shown and text.alone:
            yield from _written_beside(raw, shown, facts, name)
        if key and shown is None and not facts.is_twin:
            yield raw.problem(key, ProblemCode.FIELD_NOT_SHOWN, field=name)
        if shown and not key and name not in raw.unread and name not in kinds.required[kind]:
            yield raw.problem(shown, ProblemCode.NOTHING_TO_SHOW, field=name)


def _written_beside(raw: RawHeader, shown: Position, facts: PageFacts, name: str) -> Iterator[Problem]:
    """Items of lists with notes in the section of the directive at *shown*: they belong in the field *name*."""
    headings = [heading.mark for heading in facts.headings if not heading.nested]
    begin = max((mark for mark in headings if mark < shown), default=Position(line=1))
    end = min((mark for mark in headings if mark > shown), default=None)
    lines = {note.mark.line: note for note in reversed(facts.notes) if note.where == 'item' and not note.defines}
    for _, note in sorted(lines.items()):
        if begin < note.mark and (end is None or note.mark < end):
            yield raw.problem(note.mark, ProblemCode.FIELD_BESIDE, field=name, value=note.label)
