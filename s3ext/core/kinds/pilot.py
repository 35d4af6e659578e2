"""A pilot, partnership or network that regions work in together."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from ..model.annotations import Filter, Ref, Wanted
from ..model.kind import Kind
from ..model.values import STRICT, InList, LongText, Names, Slugs, Summary
from .header import Header, RecordType
from .parts import Aliases, Ask, Period, Source


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Pilot(Header):
    """A pilot, partnership or network that regions work in together."""

    about: ClassVar[Kind] = Kind(id='pilot', folder='docs/pilots', facet='pilot')
    type: ClassVar[RecordType] = RecordType.PILOT

    summary: Summary
    kind: Annotated[str, InList('pilot_kind'), Filter()]
    level: Annotated[str, InList('level'), Filter()]
    period: Annotated[Period, Filter()]
    stage: Annotated[str, InList('stage'), Filter()]
    regions: Annotated[Slugs, Ref('region'), Filter('region'), Wanted()]
    themes: Annotated[Slugs, Ref('theme'), Filter('theme'), Wanted()]
    aliases: Aliases
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    national_actors: Annotated[Names, Wanted()] = ()
    eu_actors: Names = ()
    open_for: Annotated[LongText, Wanted()] | None = None
    ask: Annotated[Ask, Wanted()] | None = None
