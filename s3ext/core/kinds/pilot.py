"""A pilot, partnership or network that regions work in together."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from ..model.annotations import Filter, Ref, Sheet, Wanted
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
    kind: Annotated[str, InList('pilot_kind'), Filter(), Sheet(1)]
    level: Annotated[str, InList('level'), Filter(), Sheet(2)]
    period: Annotated[Period, Filter(), Sheet(3)]
    stage: Annotated[str, InList('stage'), Filter(), Sheet(4)]
    regions: Annotated[Slugs, Ref('region'), Filter('region'), Wanted(), Sheet(5, empty='not_stated')]
    themes: Annotated[Slugs, Ref('theme'), Filter('theme'), Wanted(), Sheet(6)]
    aliases: Annotated[Aliases, Sheet(10)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    national_actors: Annotated[Names, Wanted(), Sheet(7)] = ()
    eu_actors: Annotated[Names, Sheet(8)] = ()
    open_for: Annotated[LongText, Wanted(), Sheet(9)] | None = None
    ask: Annotated[Ask, Wanted(), Sheet(11)] | None = None
