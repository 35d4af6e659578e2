"""How complete an entry is: which wanted fields it lacks. Shown instead of asking for everything at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields, is_dataclass

from .header import Header


def lacks(wanted: Iterable[str], record: Header) -> tuple[str, ...]:
    """The names of the *wanted* fields (``Kinds.wanted``) that *record* does not fill in."""
    return tuple(name for name in wanted if not _says_something(getattr(record, name)))


def _says_something(value: object) -> bool:
    """Whether *value* holds anything; a group of fields may be there with every field left out."""
    if is_dataclass(value):
        return any(getattr(value, field.name) for field in fields(value))
    return bool(value)


def share(wanted: Collection[str], record: Header) -> int:
    """How much of what is *wanted* is there, in per cent, rounded down."""
    return 100 * (len(wanted) - len(lacks(wanted, record))) // len(wanted) if wanted else 100
