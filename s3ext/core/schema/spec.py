"""The fields of every kind of page as plain data, read from the record classes.

This is the one description that all written forms of the schema are made of: JSON Schema, the
reference page, the skeletons, the issue form, the editor's configuration and the web form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, is_dataclass, replace
from enum import StrEnum
from typing import Any, cast

from annotated_types import BaseMetadata, Ge, Le, MaxLen, MinLen
from pydantic import AfterValidator

from ..model.annotations import Filter, Ref, Unprinted
from ..model.declared import Declared, computed, declared
from ..model.header import Header
from ..model.kinds import Kinds
from ..model.values import FORMATS, OF_TEXTS, InList

#: what may be missing from a page, for the editors wrote those that do not say it, but not from a new one
_ASKED = 'written_by'


class FieldKind(StrEnum):
    """What a field holds; a field with ``many`` holds a list of it."""

    TEXT = 'text'
    NUMBER = 'number'
    FLAG = 'flag'
    DATE = 'date'
    PARTIAL_DATE = 'partial_date'
    URL = 'url'
    ID = 'id'
    CODE = 'code'
    MAIL = 'mail'
    CHOICE = 'choice'
    REFERENCE = 'reference'
    SOURCE = 'source'
    GROUP = 'group'


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. ``owner`` is the class that first declares it; lengths count characters, ``least`` and ``most`` items.

    ``choices`` names a closed list, ``target`` a kind of page; a field with both holds a term or the id of such a page.
    ``fields`` holds the fields of a group. ``unprinted`` says why the value does not stand on the record's page.
    ``attribute`` is where a record has the value, which is None where an ``open`` field is not written. An empty list
    that is ``unknown`` says that nobody knows.
    """

    name: str
    owner: str
    kind: FieldKind
    required: bool
    many: bool = False
    min_length: int = 0
    max_length: int = 0
    pattern: str = ''
    minimum: int = 0
    maximum: int = 0
    least: int = 0
    most: int = 0
    choices: str = ''
    target: str = ''
    unprinted: str = ''
    attribute: str = ''
    open: bool = False
    unknown: bool = False
    fields: tuple[Field, ...] = ()


def fields_of(kind: str, kinds: Kinds) -> tuple[Field, ...]:
    """The fields of the pages of *kind*: those that must be there first, as far as the class has them so.

    What the kinds of a handbook have in common comes last.
    """
    cls = kinds.by_id[kind]
    found = sorted(_fields(cls, kinds), key=lambda field: field.owner not in (cls.__name__, Header.__name__))
    return tuple(sorted(found, key=lambda field: (not field.required, field.name == 'sources')))


def computed_fields(kind: str, kinds: Kinds) -> tuple[Field, ...]:
    """What lists can be filtered by and no header of the pages of *kind* says, as it follows from the others."""
    found = ((field, field.find(Filter)) for field in computed(kinds.by_id[kind]))
    # who wrote a page is what its header says, or the editors
    return tuple(_field(field, kinds) for field, offer in found if offer and not offer.editors)


def asked_fields(kind: str, kinds: Kinds) -> tuple[Field, ...]:
    """The fields for whoever starts a page of *kind*: as ``fields_of``, but a new page says who wrote it."""
    found = (replace(field, required=True) if field.name == _ASKED else field for field in fields_of(kind, kinds))
    return tuple(sorted(found, key=lambda field: (not field.required, field.name == 'sources')))


def _fields(cls: type, kinds: Kinds) -> tuple[Field, ...]:
    return tuple(_field(field, kinds) for field in declared(cls))


def _field(field: Declared, kinds: Kinds) -> Field:
    items: dict[str, Any] = {}
    if field.many:
        items = {'many': True, 'least': _limit(field.marks, MinLen), 'most': _limit(field.marks, MaxLen)}
    marks = field.item_marks if field.many else field.marks
    value = _value(field.name, field.of, (*marks, *filter(None, [field.find(Ref)])), kinds)
    unprinted = field.find(Unprinted)
    reason = unprinted.reason if unprinted else ''
    offer = field.find(Filter)
    return Field(
        name=field.name,
        owner=field.owner,
        required=field.required,
        unprinted=reason,
        attribute=field.attribute,
        open=field.open,
        unknown=offer is not None and offer.unknown,
        **items,
        **value,
    )


def _value(name: str, annotation: Any, metadata: Iterable[Any], kinds: Kinds) -> dict[str, Any]:
    """What one value of the type *annotation* may be. Raises ``TypeError`` for a type that the forms cannot show."""
    if is_dataclass(annotation):
        return {'kind': FieldKind.GROUP, 'fields': _fields(cast('type', annotation), kinds)}
    if annotation is int:
        return {'kind': FieldKind.NUMBER, 'minimum': _limit(metadata, Ge), 'maximum': _limit(metadata, Le)}
    if annotation is bool:
        return {'kind': FieldKind.FLAG}
    if annotation is not str:
        raise TypeError(f'{name}: {annotation!r}')
    if name == 'source':
        return {'kind': FieldKind.SOURCE}
    marks = tuple(metadata)
    for mark in marks:
        if isinstance(mark, Ref):
            target = kinds.target(mark)
            kind = FieldKind.REFERENCE if target else FieldKind.CHOICE
            return {'kind': kind, 'target': target, 'choices': mark.beside}
    for mark in marks:
        if isinstance(mark, InList):
            return {'kind': FieldKind.CHOICE, 'choices': mark.name}
        if isinstance(mark, AfterValidator) and mark.func not in OF_TEXTS:
            # pydantic allows validators of two shapes; ours are all of one
            return {'kind': FieldKind(FORMATS[mark.func]), 'max_length': _limit(marks, MaxLen)}  # type: ignore[index]
        if pattern := getattr(mark, 'pattern', ''):
            return {'kind': FieldKind.MAIL if '@' in pattern else FieldKind.CODE, 'pattern': pattern}
    lengths = {'min_length': _limit(marks, MinLen), 'max_length': _limit(marks, MaxLen)}
    return {'kind': FieldKind.TEXT, **lengths}


def _limit(metadata: Iterable[Any], kind: type[BaseMetadata]) -> int:
    """The number in the annotation of *kind*, the narrowest if there are several, or 0."""
    names: dict[type[BaseMetadata], str] = {MinLen: 'min_length', MaxLen: 'max_length', Ge: 'ge', Le: 'le'}
    found = [int(getattr(mark, names[kind])) for mark in metadata if isinstance(mark, kind)]
    return (min if kind in (MaxLen, Le) else max)(found, default=0)
