"""Something that makes the work hard in several regions (hinder)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from ..model.annotations import Filter, Sheet, Wanted
from ..model.kind import Kind
from ..model.values import STRICT, InList, Names, ProcessList, Summary, distinct
from .header import Header, RecordType
from .parts import Aliases, Source


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Obstacle(Header):
    """Something that makes the work hard in several regions (hinder)."""

    about: ClassVar[Kind] = Kind(id='obstacle', folder='docs/obstacles', facet='obstacle')
    type: ClassVar[RecordType] = RecordType.OBSTACLE

    summary: Summary
    level: Annotated[
        tuple[Annotated[str, InList('obstacle_level')], ...],
        Field(min_length=1),
        AfterValidator(distinct),
        Filter(),
        Sheet(2),
    ]
    owner: Annotated[Names, Sheet(3, each=True)]
    aliases: Annotated[Aliases, Sheet(5)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    process: Annotated[ProcessList, Filter(), Wanted(), Sheet(4)] = ()
    heard_as: Annotated[Names, Wanted(), Sheet(1, each=True, quoted=True)] = ()
