"""The fields of a class as it declares them: name, type, and all that is said of each."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from pydantic.fields import FieldInfo

Annotation = TypeVar('Annotation')


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One field: its ``attribute`` and its ``name`` in a header; ``owner`` is the class that first declares it.

    ``of`` is the bare type of one value, ``many`` whether there is a list of them. A field that nobody has written is
    ``open`` if it then is None, and not as if something were written. ``marks`` is what is said of the field,
    ``item_marks`` what is said of each value.
    """

    attribute: str
    name: str
    owner: str
    of: Any
    many: bool
    required: bool
    open: bool
    marks: tuple[Any, ...]
    item_marks: tuple[Any, ...]

    def find(self, kind: type[Annotation]) -> Annotation | None:
        """What of this *kind* is said of the field or its values."""
        for mark in (*self.marks, *self.item_marks):
            if isinstance(mark, kind):
                return mark
        return None

    def every(self, kind: type[Annotation]) -> tuple[Annotation, ...]:
        """All that of this *kind* is said of the field or its values."""
        return tuple(mark for mark in (*self.marks, *self.item_marks) if isinstance(mark, kind))

    @property
    def part(self) -> type | None:
        """The class of the group of fields that the field holds, if it holds one."""
        return cast('type', self.of) if is_dataclass(self.of) else None


def declared(cls: type) -> tuple[Declared, ...]:
    """The fields of *cls*, a dataclass of pydantic, in its order: inherited ones first."""
    return _fields(cls)


def computed(cls: type) -> tuple[Declared, ...]:
    """The properties of *cls* that say more of their values than a type: its own first, then those of its bases."""
    return _properties(cls)


def groups(cls: type) -> Iterator[type]:
    """The classes of the groups of fields that *cls* holds, at any depth, those inside a group after it."""
    for field in declared(cls):
        if field.part is not None:
            yield field.part
            yield from groups(field.part)


@cache
def _fields(cls: type) -> tuple[Declared, ...]:
    fields = cast('dict[str, FieldInfo]', cast('Any', cls).__pydantic_fields__)
    owners: dict[str, str] = {}
    for base in cls.__mro__:
        owners |= dict.fromkeys(vars(base).get('__annotations__', ()), base.__name__)
    return tuple(
        _declared(
            name,
            owners[name],
            info.alias or name,
            info.annotation,
            info.metadata,
            required=info.is_required(),
            open=info.default is None,
        )
        for name, info in fields.items()
    )


@cache
def _properties(cls: type) -> tuple[Declared, ...]:
    found: dict[str, tuple[str, property]] = {}
    for base in cls.__mro__:
        own = {name: (base.__name__, value) for name, value in vars(base).items() if isinstance(value, property)}
        found = {**found, **{name: value for name, value in own.items() if name not in found}}
    made = []
    for name, (owner, value) in found.items():
        annotation = inspect.get_annotations(cast('Any', value.fget), eval_str=True).get('return')
        if get_origin(annotation) is Annotated:
            made.append(_declared(name, owner, name, annotation, [], required=True, open=False))
    return tuple(made)


def _declared(
    attribute: str, owner: str, name: str, annotation: Any, metadata: Iterable[Any], *, required: bool, open: bool
) -> Declared:
    bare, marks = _unwrap(annotation, metadata)
    many = False
    item_marks: list[Any] = []
    if get_origin(bare) is tuple:
        inner, rest = get_args(bare)
        assert rest is Ellipsis
        many = True
        bare, item_marks = _unwrap(inner, [])
    return Declared(
        attribute=attribute,
        name=name,
        owner=owner,
        of=bare,
        many=many,
        required=required,
        open=open,
        marks=tuple(marks),
        item_marks=tuple(item_marks),
    )


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
