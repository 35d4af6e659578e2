"""A workshop ready to run (workshopmaterial)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from ..model.annotations import Filter, Ref, Wanted
from ..model.kind import Kind
from ..model.values import STRICT, InList, Names, PositiveInt, ProcessList, Slugs, Summary, Text, distinct
from .header import Header, RecordType
from .parts import Source


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class AgendaPart:
    """One part of a workshop."""

    part: Text
    minutes: PositiveInt
    mode: Annotated[str, InList('mode')]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class GroupSize:
    """How many people a workshop is for."""

    min: PositiveInt
    max: PositiveInt
    per_table: PositiveInt | None = None

    @model_validator(mode='after')
    def _in_order(self) -> GroupSize:
        if self.max < self.min:
            raise PydanticCustomError('bad_range', '{value}', {'value': f'{self.min}–{self.max}'})
        return self


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Workshop(Header):
    """A workshop ready to run (workshopmaterial)."""

    about: ClassVar[Kind] = Kind(id='workshop', folder='docs/workshops')
    type: ClassVar[RecordType] = RecordType.WORKSHOP

    summary: Summary
    process: Annotated[ProcessList, Filter()]
    audience: Annotated[
        tuple[Annotated[str, InList('audience')], ...], Field(min_length=1), AfterValidator(distinct), Filter()
    ]
    duration: Annotated[PositiveInt, Filter('minutes')]
    group_size: GroupSize
    agenda: Annotated[tuple[AgendaPart, ...], Field(min_length=1)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    materials: Annotated[Names, Wanted()] = ()
    print_list: Annotated[Names, Wanted()] = ()
    before: Annotated[Names, Wanted()] = ()
    after: Annotated[Names, Wanted()] = ()
    cases: Annotated[Slugs, Ref('case'), Filter('case'), Wanted()] = ()
    themes: Annotated[Slugs, Ref('theme'), Filter('theme'), Wanted()] = ()
