"""How complete an entry is: which wanted fields it lacks. Shown instead of asking for everything at once."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from .kinds import LISTED_TYPES, RECORD_CLASSES, Header, RecordType
from .model.annotations import Wanted
from .model.declared import declared


def wanted_fields(cls: type) -> tuple[str, ...]:
    """The fields that make a record of *cls* whole, in the order in which it helps to fill them in."""
    found = [(wanted.late, field.attribute) for field in declared(cls) if (wanted := field.find(Wanted))]
    return tuple(name for _, name in sorted(found, key=lambda pair: pair[0]))


#: the optional fields that make an entry whole, in that order
WANTED: dict[RecordType, tuple[str, ...]] = {kind: wanted_fields(RECORD_CLASSES[kind]) for kind in LISTED_TYPES}


def lacks(kind: RecordType, record: Header) -> tuple[str, ...]:
    """The names of the wanted fields that *record* does not fill in."""
    return tuple(name for name in WANTED.get(kind, ()) if not _says_something(getattr(record, name)))


def _says_something(value: object) -> bool:
    """Whether *value* holds anything; a group of fields may be there with every field left out."""
    if is_dataclass(value):
        return any(getattr(value, field.name) for field in fields(value))
    return bool(value)


def share(kind: RecordType, record: Header) -> int:
    """How much of what is wanted is there, in per cent, rounded down."""
    wanted = WANTED.get(kind, ())
    return 100 * (len(wanted) - len(lacks(kind, record))) // len(wanted) if wanted else 100
