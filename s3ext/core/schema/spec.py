"""The fields of every kind of page as plain data, read from the record classes.

This is the one description that all written forms of the schema are made of: JSON Schema, the
reference page, the skeletons, the issue form, the editor's configuration and the web form.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterable
from dataclasses import dataclass, is_dataclass, replace
from enum import StrEnum
from typing import Annotated, Any, Union, cast, get_args, get_origin

from annotated_types import BaseMetadata, Ge, Le, MaxLen, MinLen
from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from ..model import LISTED_BESIDE, RECORD_CLASSES, REFERENCE_FIELDS, RecordType
from ..model.values import FORMATS, OF_TEXTS, InList

#: what may be missing from a page, for the editors wrote those that do not say it, but not from a new one
_ASKED = 'written_by'


class FieldKind(StrEnum):
    """What a field holds; a field with ``many`` holds a list of it."""

    TEXT = 'text'
    NUMBER = 'number'
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
    ``fields`` holds the fields of a group.
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
    target: RecordType | None = None
    fields: tuple[Field, ...] = ()


def fields_of(kind: RecordType) -> tuple[Field, ...]:
    """The fields of the pages of *kind*: those that must be there first, as far as the class has them so."""
    found = _fields(RECORD_CLASSES[kind])
    return tuple(sorted(found, key=lambda field: (not field.required, field.name == 'sources')))


def asked_fields(kind: RecordType) -> tuple[Field, ...]:
    """The fields for whoever starts a page of *kind*: as ``fields_of``, but a new page says who wrote it."""
    found = (replace(field, required=True) if field.name == _ASKED else field for field in fields_of(kind))
    return tuple(sorted(found, key=lambda field: (not field.required, field.name == 'sources')))


def _fields(cls: type) -> tuple[Field, ...]:
    declared = cast('dict[str, FieldInfo]', cast('Any', cls).__pydantic_fields__)
    return tuple(_field(info.alias or name, name, info, cls) for name, info in declared.items())


def _field(name: str, attribute: str, info: FieldInfo, cls: type) -> Field:
    owner = next(c.__name__ for c in reversed(cls.__mro__) if attribute in inspect.get_annotations(c))
    annotation, metadata = _unwrap(info.annotation, info.metadata)
    items: dict[str, Any] = {}
    if get_origin(annotation) is tuple:
        inner, rest = get_args(annotation)
        assert rest is Ellipsis
        items = {'many': True, 'least': _limit(metadata, MinLen), 'most': _limit(metadata, MaxLen)}
        annotation, metadata = _unwrap(inner, [])
    value = _value(name, annotation, metadata)
    return Field(name=name, owner=owner, required=info.is_required(), **items, **value)


def _value(name: str, annotation: Any, metadata: Iterable[Any]) -> dict[str, Any]:
    """What one value of the type *annotation* may be. Raises ``TypeError`` for a type that the forms cannot show."""
    if is_dataclass(annotation):
        return {'kind': FieldKind.GROUP, 'fields': _fields(cast('type', annotation))}
    if annotation is int:
        return {'kind': FieldKind.NUMBER, 'minimum': _limit(metadata, Ge), 'maximum': _limit(metadata, Le)}
    if annotation is not str:
        raise TypeError(f'{name}: {annotation!r}')
    if name == 'source':
        return {'kind': FieldKind.SOURCE}
    if name in REFERENCE_FIELDS:
        choices = LISTED_BESIDE.get(name, '')
        return {'kind': FieldKind.REFERENCE, 'target': REFERENCE_FIELDS[name], 'choices': choices}
    for mark in metadata:
        if isinstance(mark, InList):
            return {'kind': FieldKind.CHOICE, 'choices': mark.name}
        if isinstance(mark, AfterValidator) and mark.func not in OF_TEXTS:
            # pydantic allows validators of two shapes; ours are all of one
            return {'kind': FieldKind(FORMATS[mark.func]), 'max_length': _limit(metadata, MaxLen)}  # type: ignore[index]
        if pattern := getattr(mark, 'pattern', ''):
            return {'kind': FieldKind.MAIL if '@' in pattern else FieldKind.CODE, 'pattern': pattern}
    lengths = {'min_length': _limit(metadata, MinLen), 'max_length': _limit(metadata, MaxLen)}
    return {'kind': FieldKind.TEXT, **lengths}


def _unwrap(annotation: Any, metadata: Iterable[Any]) -> tuple[Any, list[Any]]:
    """The bare type of *annotation*, without ``None`` among its choices, and all that is said of it."""
    marks = list(metadata)
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            for mark in more:
                marks += mark.metadata if isinstance(mark, FieldInfo) else [mark]
        elif origin in (Union, types.UnionType):
            [annotation] = (choice for choice in get_args(annotation) if choice is not type(None))
        else:
            return annotation, marks


def _limit(metadata: Iterable[Any], kind: type[BaseMetadata]) -> int:
    """The number in the annotation of *kind*, the narrowest if there are several, or 0."""
    names: dict[type[BaseMetadata], str] = {MinLen: 'min_length', MaxLen: 'max_length', Ge: 'ge', Le: 'le'}
    found = [int(getattr(mark, names[kind])) for mark in metadata if isinstance(mark, kind)]
    return (min if kind in (MaxLen, Le) else max)(found, default=0)
