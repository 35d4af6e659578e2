"""The fields that lists can be filtered, grouped, sorted and crossed by, read from a class.

A field gives a record's values as texts: ids of records or terms, dates, numbers, words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from typing import Any

from .annotations import Filter, Ref
from .declared import Declared, computed, declared
from .header import Header
from .values import InList, is_date

Values = Callable[[Any], tuple[str, ...]]


class Kind(StrEnum):
    """What the values of a field are."""

    RECORD = 'record'
    TERM = 'term'
    DATE = 'date'
    NUMBER = 'number'
    TEXT = 'text'


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of one kind of record; ``of`` is the record type or closed list that its values are ids of.

    ``owner`` and ``field`` are the class and name under which its words stand, ``offer`` is what its class says of it,
    ``path`` the names in a header that lead to it.
    """

    name: str
    owner: str
    field: str
    kind: Kind
    of: str
    values: Values
    offer: Filter
    path: tuple[str, ...]

    @property
    def is_facet(self) -> bool:
        """Whether records can be grouped and counted by the field."""
        return self.kind in (Kind.RECORD, Kind.TERM)


def filter_fields(cls: type, editors: str) -> Iterator[Field]:
    """The fields of the records *cls*: their own, then what is computed of them, then what all pages have.

    *editors* is what stands for the editors.
    """
    shared = {field.attribute for field in declared(Header)}
    own = [field for field in declared(cls) if field.attribute not in shared]
    common = [field for field in declared(cls) if field.attribute in shared]
    for field in (*own, *computed(cls), *common):
        for found in _offered(field):
            yield replace(found, values=_or_editors(found.values, editors)) if found.offer.editors else found


def _or_editors(values: Values, editors: str) -> Values:
    return lambda record: values(record) or (editors,)


def _offered(field: Declared) -> Iterator[Field]:
    """What *field*, or a field of the group that it holds, offers to lists."""
    offer = field.find(Filter)
    if offer is None:
        return
    if field.part is None:
        kind, of = _kind(field)
        name = offer.name or field.name
        words = {'owner': field.owner, 'field': field.name}
        yield Field(name=name, kind=kind, of=of, values=_values(field), offer=offer, path=(field.name,), **words)
        return
    for inner in chain.from_iterable(_offered(part) for part in declared(field.part)):
        yield replace(inner, values=_within(field, inner.values), path=(field.name, *inner.path))


def _kind(field: Declared) -> tuple[Kind, str]:
    """What the values of *field* are, and ids of what."""
    ref, terms = field.find(Ref), field.find(InList)
    if ref and not ref.beside:
        return Kind.RECORD, ref.kind
    if terms:
        return Kind.TERM, terms.name
    if is_date(field.marks):
        return Kind.DATE, ''
    return (Kind.NUMBER if field.of is int else Kind.TEXT), ''


def _values(field: Declared) -> Values:
    get = attrgetter(field.attribute)
    if field.many:  # a list that nobody has written is none, where an empty one says something
        return lambda record: get(record) or ()
    if field.of is int:
        return lambda record: () if (value := get(record)) is None else (str(value),)
    return lambda record: (value,) if (value := get(record)) else ()


def _within(field: Declared, inner: Values) -> Values:
    """The values that *inner* gives of the group, or of each group, that *field* holds."""
    get = attrgetter(field.attribute)
    if field.many:
        return lambda record: tuple(dict.fromkeys(chain.from_iterable(map(inner, get(record)))))
    return lambda record: inner(value) if (value := get(record)) else ()
