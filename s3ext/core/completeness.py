"""How complete an entry is: which optional fields it lacks. Shown instead of asking for everything at once."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from .model import Header, RecordType

#: the optional fields that make an entry whole, in the order in which it helps to fill them in
WANTED: dict[RecordType, tuple[str, ...]] = {
    RecordType.CASE: (
        'goal',
        'actors',
        'funding',
        'results',
        'obstacles',
        'lessons',
        'transfer',
        'questions',
        'helix',
        'ask',
        'summary_en',
    ),
    RecordType.PILOT: ('regions', 'themes', 'national_actors', 'open_for', 'ask'),
    RecordType.REGION: ('strategy', 'priorities', 'ask'),
    RecordType.THEME: ('sources',),
    RecordType.OBSTACLE: ('process', 'heard_as'),
    RecordType.METHOD: ('cases', 'effort', 'data_needed'),
    RecordType.WORKSHOP: ('materials', 'print_list', 'before', 'after', 'cases', 'themes'),
    RecordType.CHAPTER: ('sources',),
}


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
