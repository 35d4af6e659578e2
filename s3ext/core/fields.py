"""The fields that lists can be filtered, grouped, sorted and crossed by: one table for every view.

A field gives a record's values as texts: ids of records or terms, dates, numbers, words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .model import Header, RecordType, Region


class Kind(StrEnum):
    """What the values of a field are."""

    RECORD = 'record'
    TERM = 'term'
    DATE = 'date'
    NUMBER = 'number'
    TEXT = 'text'


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of one kind of record; ``of`` is the record type or closed list that its values are ids of."""

    name: str
    kind: Kind
    of: str
    values: Callable[[Any], tuple[str, ...]]

    @property
    def is_facet(self) -> bool:
        """Whether records can be grouped and counted by the field."""
        return self.kind in (Kind.RECORD, Kind.TERM)


def _record(name: str, kind: RecordType, values: Callable[[Any], tuple[str, ...]]) -> Field:
    return Field(name=name, kind=Kind.RECORD, of=kind.value, values=values)


def _term(name: str, values: Callable[[Any], tuple[str, ...]], of: str = '') -> Field:
    return Field(name=name, kind=Kind.TERM, of=of or name, values=values)


def _date(name: str, values: Callable[[Any], tuple[str, ...]]) -> Field:
    return Field(name=name, kind=Kind.DATE, of='', values=values)


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _distinct(values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _priority_themes(record: Region) -> tuple[str, ...]:
    """The themes a region has chosen; a deselected priority is no choice."""
    return _distinct(theme for p in record.priorities if p.kind != 'deselected' for theme in p.themes)


def _statuses(record: Header) -> tuple[str, ...]:
    """A draft or reviewed, and beside that approved or not."""
    return ('draft' if record.is_draft else 'reviewed', *(('approved',) if record.approved else ()))


_COMMON = (
    _term('status', _statuses),
    Field(name='written_by', kind=Kind.TEXT, of='', values=lambda r: (r.author,)),
    _date('reviewed_on', lambda r: _one(r.reviewed_on)),
    _date('added_on', lambda r: _one(r.added_on)),
)
_PERIOD = (
    _date('from', lambda r: _one(r.period.start)),
    _date('to', lambda r: _one(r.period.end)),
    _term('stage', lambda r: (r.stage,)),
)
_PROCESS = _term('process', lambda r: r.process)

_FIELDS: dict[RecordType, tuple[Field, ...]] = {
    RecordType.CASE: (
        _record('region', RecordType.REGION, lambda r: r.regions),
        _record('theme', RecordType.THEME, lambda r: r.themes),
        _record('pilot', RecordType.PILOT, lambda r: r.pilots),
        _PROCESS,
        _record('obstacle', RecordType.OBSTACLE, lambda r: _distinct(o.obstacle for o in r.obstacles)),
        _term('handled', lambda r: _distinct(o.handled for o in r.obstacles)),
        *_PERIOD,
        _term('evidence', lambda r: _distinct(result.evidence for result in r.results)),
        _term('s3_link', lambda r: (r.s3_link,)),
        _term('helix', lambda r: r.helix),
        _record('adapted_from', RecordType.CASE, lambda r: r.adapted_from),
        _record('related', RecordType.CASE, lambda r: r.related),
    ),
    RecordType.PILOT: (
        _record('region', RecordType.REGION, lambda r: r.regions),
        _record('theme', RecordType.THEME, lambda r: r.themes),
        _term('kind', lambda r: (r.kind,), 'pilot_kind'),
        _term('level', lambda r: (r.level,)),
        *_PERIOD,
    ),
    RecordType.REGION: (
        _record('theme', RecordType.THEME, _priority_themes),
        _term('nuts2', lambda r: (r.nuts2,)),
    ),
    RecordType.THEME: (_record('broader', RecordType.THEME, lambda r: _one(r.broader)),),
    RecordType.OBSTACLE: (_PROCESS, _term('level', lambda r: r.level, 'obstacle_level')),
    RecordType.METHOD: (
        _PROCESS,
        _record('case', RecordType.CASE, lambda r: r.cases),
        _term('effort', lambda r: _one(r.effort)),
    ),
    RecordType.WORKSHOP: (
        _PROCESS,
        _record('theme', RecordType.THEME, lambda r: r.themes),
        _record('case', RecordType.CASE, lambda r: r.cases),
        _term('audience', lambda r: r.audience),
        Field(name='minutes', kind=Kind.NUMBER, of='', values=lambda r: (str(r.duration),)),
    ),
    RecordType.CHAPTER: (_term('process', lambda r: _one(r.process)),),
}
#: every field by record type and name
FIELDS: dict[RecordType, dict[str, Field]] = {
    kind: {field.name: field for field in (*fields, *_COMMON)} for kind, fields in _FIELDS.items()
}
#: the facet of other records that a page of each kind stands for
FACET_OF_PAGE = {
    RecordType.REGION: 'region',
    RecordType.THEME: 'theme',
    RecordType.PILOT: 'pilot',
    RecordType.OBSTACLE: 'obstacle',
    RecordType.CASE: 'case',
    RecordType.CHAPTER: 'process',
}


def values(kind: RecordType, name: str, record: Header) -> tuple[str, ...]:
    """The values of the field *name* of a *record* of *kind*; none for a field that the kind lacks."""
    field = FIELDS[kind].get(name)
    return field.values(record) if field else ()
