"""A case: what a region did, how it went, and how we know (fallbeskrivning)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from ..model.annotations import Filter, Ref, Wanted
from ..model.kind import Kind
from ..model.values import STRICT, InList, LongText, Names, ProcessList, Slug, Slugs, Sources, Summary, distinct
from .header import Header, RecordType
from .parts import Ask, Period, Source, Statement

HelixList = Annotated[tuple[Annotated[str, InList('helix')], ...], AfterValidator(distinct)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Result:
    """Something that came out of a case, how it is known, and who says so."""

    claim: LongText
    evidence: Annotated[str, InList('evidence'), Filter()]
    source: Sources


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class CaseObstacle:
    """An obstacle met in a case, whether it was handled, and how."""

    obstacle: Annotated[Slug, Ref('obstacle'), Filter()]
    handled: Annotated[str, InList('handled'), Filter()]
    how: LongText
    source: Sources


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Lessons:
    """What those involved, or the editors, would do again, avoid or change."""

    do: LongText | None = None
    avoid: LongText | None = None
    would_change: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Transfer:
    """What it takes to do the same elsewhere."""

    needs: LongText | None = None
    keep: LongText | None = None
    adapt: LongText | None = None
    effort: Annotated[str, InList('effort')] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Case(Header):
    """What a region did, how it went, and how we know (fallbeskrivning)."""

    about: ClassVar[Kind] = Kind(id='case', folder='cases', by_region=True, facet='case')
    type: ClassVar[RecordType] = RecordType.CASE

    summary: Summary
    regions: Annotated[Slugs, Ref('region'), Filter('region')]
    themes: Annotated[Slugs, Ref('theme'), Filter('theme')]
    process: Annotated[ProcessList, Filter()]
    period: Annotated[Period, Filter()]
    stage: Annotated[str, InList('stage'), Filter()]
    s3_link: Annotated[str, InList('s3_link'), Filter()]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    goal: Annotated[LongText, Wanted()] | None = None
    pilots: Annotated[Slugs, Ref('pilot'), Filter('pilot')] = ()
    actors: Annotated[Names, Wanted()] = ()
    helix: Annotated[HelixList, Filter(), Wanted(late=True)] = ()
    funding: Annotated[tuple[Statement, ...], Wanted()] = ()
    results: Annotated[tuple[Result, ...], Filter(), Wanted()] = ()
    obstacles: Annotated[tuple[CaseObstacle, ...], Filter(), Wanted()] = ()
    lessons: Annotated[Lessons, Wanted()] | None = None
    transfer: Annotated[Transfer, Wanted()] | None = None
    questions: Annotated[Names, Field(max_length=5), Wanted()] = ()
    adapted_from: Annotated[Slugs, Ref('case'), Filter()] = ()
    related: Annotated[Slugs, Ref('case'), Filter()] = ()
    instead: LongText | None = None
    ask: Annotated[Ask, Wanted(late=True)] | None = None
    summary_en: Annotated[Summary, Wanted(late=True)] | None = None
