"""The records as tables: one for each kind and one for each list in it, with keys, computed from the classes.

The table of a kind has a row for each record, and in columns all that stands there once: a group of fields takes one
for each of them. A list has a table of its own whose rows name the record and their place in the list, from 1. A list
of groups inside a group does the same once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.kinds import Kinds
from ..schema.spec import Field, FieldKind, computed_fields, fields_of

#: a value of a cell
Cell = str | int | None
#: what every kind has before its fields: the text with the head of each is ``data_`` and its name
OWN = ('id', 'title', 'page', 'url', 'notice')
#: what rows of lists have before their fields, the last once for each list that is inside another
PLACES = ('record', 'position', 'item')
#: the closed list of values of the same name has a table called so
LIST = 'list_{}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: the ``path`` of fields that lead to it, none for what is no field, as then the ``name`` says it all.

    One that ``counts`` says how many things the list has that the path leads to: none, or NULL where nobody says.
    """

    name: str
    path: tuple[Field, ...] = ()
    counts: bool = False

    @property
    def field(self) -> Field | None:
        """The field whose values stand in it, but for a number of things."""
        return self.path[-1] if self.path and not self.counts else None

    @property
    def is_number(self) -> bool:
        """Whether it holds whole numbers; a flag is 0 or 1."""
        if self.field is None:
            return self.counts or self.name.startswith(PLACES[1:])
        return self.field.kind in (FieldKind.NUMBER, FieldKind.FLAG)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: ``keys`` before all other ``columns``; ``path`` leads to the list that it is, none for a whole kind.

    ``lists`` are the tables of the lists in it. A table of ``links`` has one value in each row and no groups.
    """

    name: str
    kind: str
    keys: tuple[Column, ...]
    columns: tuple[Column, ...]
    path: tuple[Field, ...] = ()
    lists: tuple[Table, ...] = ()
    links: bool = False

    def all(self) -> Iterator[Table]:
        """It and all tables of lists in it."""
        yield self
        for table in self.lists:
            yield from table.all()


def tables_of(kinds: Kinds) -> tuple[Table, ...]:
    """The table of each kind that has records, with those of its lists; a plain page is no record."""
    return tuple(_of_kind(cls.about.id, kinds) for cls in kinds.classes)


def kind_fields(kind: str, kinds: Kinds) -> tuple[Field, ...]:
    """The fields of the records of *kind*, then what is worked out from them."""
    return (*fields_of(kind, kinds), *computed_fields(kind, kinds))


def graded_lists(table: Table, kinds: Kinds) -> list[tuple[Table, Field]]:
    """The lists in the *table* of a kind whose groups say how well something is known, and the field that says it."""
    offered = kinds.fields.get(table.kind, {}).values()
    graded = {field.path[0]: field.path[-1] for field in offered if field.offer.best and field.path[1:]}
    return [
        (each, next(field for field in each.path[0].fields if field.name == graded[each.path[0].name]))
        for each in table.lists
        if len(each.path) == 1 and each.path[0].name in graded
    ]


def has_claims(kinds: Kinds) -> bool:
    """Whether records of any kind say how well something is known."""
    return any(graded_lists(table, kinds) for table in tables_of(kinds))


def _of_kind(kind: str, kinds: Kinds) -> Table:
    fields = kind_fields(kind, kinds)
    own = tuple(Column(name=name) for name in OWN)
    columns, lists = _inside(fields, kind, kind, keys=(Column(name=PLACES[0]),), taken=OWN)
    return Table(name=kind, kind=kind, keys=own[:1], columns=(*own[1:], *columns), lists=lists)


def _inside(
    fields: Iterable[Field], name: str, kind: str, *, keys: tuple[Column, ...], taken: Iterable[str]
) -> tuple[tuple[Column, ...], tuple[Table, ...]]:
    """The columns of *fields* in the table *name*, and the tables of the lists, whose rows begin with *keys*."""
    columns: dict[str, Column | None] = dict.fromkeys(taken)
    lists: list[Table] = []
    for path in _paths(fields, ()):
        field = path[-1]
        written = '_'.join(part.name for part in path)
        column = _free(f'{written}_count' if field.many else written, columns)
        columns[column] = Column(name=column, path=path, counts=field.many)
        if field.many:
            lists.append(_of_list(path, f'{name}_{written}', kind, keys))
    return tuple(column for column in columns.values() if column), tuple(lists)


def _of_list(path: tuple[Field, ...], name: str, kind: str, above: tuple[Column, ...]) -> Table:
    place = PLACES[len(above)] if len(above) < len(PLACES) else f'{PLACES[-1]}_{len(above)}'
    keys, field = (*above, Column(name=place)), path[-1]
    if field.kind is not FieldKind.GROUP:
        value = Column(name='value', path=path)
        return Table(name=name, kind=kind, keys=keys, columns=(value,), path=path, links=True)
    columns, lists = _inside(field.fields, name, kind, keys=keys, taken=[key.name for key in keys])
    return Table(name=name, kind=kind, keys=keys, columns=columns, path=path, lists=lists)


def _paths(fields: Iterable[Field], above: tuple[Field, ...]) -> Iterator[tuple[Field, ...]]:
    """The ways to every value and list in *fields*, through groups that stand there once."""
    for field in fields:
        if field.kind is FieldKind.GROUP and not field.many:
            yield from _paths(field.fields, (*above, field))
        else:
            yield (*above, field)


def _free(name: str, taken: Mapping[str, object]) -> str:
    """*name*, or with something after it where two ways lead to the same name."""
    while name in taken:
        name += '_'
    return name


# -- values -----------------------------------------------------------------------------------


def value_of(thing: Any, field: Field) -> Any:
    """What *thing*, a record or a group of fields, says in *field*: None where it says nothing.

    An empty list is none only if somebody has written that it is none: else nobody has said anything.
    """
    found = getattr(thing, field.attribute)
    silent = field.unknown or not (field.required or field.open)
    return None if found == '' or (found == () and silent) else found


def at(thing: Any, path: Iterable[Field]) -> Any:
    """What stands at the end of *path*, None if it breaks off."""
    for field in path:
        if thing is None:
            return None
        thing = value_of(thing, field)
    return thing


def cells(table: Table, thing: Any) -> Iterator[Cell]:
    """What stands in the columns of *table* that are of fields, in the row about *thing*."""
    if table.links:
        yield thing
        return
    for column in table.columns:
        if column.path:
            found = at(thing, column.path)
            yield len(found) if column.counts and found is not None else found


def rows(table: Table, keys: tuple[Cell, ...], thing: Any) -> Iterator[tuple[Table, tuple[Cell, ...], Any]]:
    """The rows of the lists in *table* that *thing* has, at any depth, each with its keys and what it is about."""
    for inner in table.lists:
        for position, one in enumerate(at(thing, inner.path) or (), 1):
            here = (*keys, position)
            yield inner, here, one
            if not inner.links:
                yield from rows(inner, here, one)
