"""The records: what the header of each kind of page holds. Each class is schema and record in one."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from .parts import (
    AgendaPart,
    Aliases,
    Approval,
    Ask,
    CaseObstacle,
    GlossaryTerm,
    GroupSize,
    Lessons,
    Period,
    Priority,
    Result,
    Source,
    Statement,
    Strategy,
    Transfer,
)
from .values import (
    STRICT,
    FullDate,
    InList,
    LongText,
    Names,
    Number,
    PositiveInt,
    ProcessList,
    Slug,
    Slugs,
    Summary,
    Text,
    Unprinted,
    distinct,
)

#: the author of what does not say who wrote it: a term of the closed list ``author``
EDITORS = 'redaktionen'

HelixList = Annotated[tuple[Annotated[str, InList('helix')], ...], AfterValidator(distinct)]


class RecordType(StrEnum):
    """The kinds of pages; the folder of a page decides its kind."""

    CASE = 'case'
    THEME = 'theme'
    PILOT = 'pilot'
    REGION = 'region'
    CHAPTER = 'chapter'
    OBSTACLE = 'obstacle'
    METHOD = 'method'
    WORKSHOP = 'workshop'
    GLOSSARY = 'glossary'
    PAGE = 'page'


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Header:
    """What every page may say about itself."""

    type: ClassVar[RecordType] = RecordType.PAGE

    summary: Summary | None = None
    written_by: Slug | None = None
    approved: Approval | None = None
    reviewed_on: FullDate | None = None
    review_every: Annotated[Number, Field(ge=1, le=60), Unprinted('decides when editors are asked to review')] = 12
    added_on: Annotated[FullDate, Unprinted('lists and feed of what is new tell it')] | None = None
    sources: tuple[Source, ...] = ()

    @property
    def author(self) -> str:
        """Who wrote the page: a region's id or a term of the list ``author``; the editors where the page is silent."""
        return self.written_by or EDITORS

    @property
    def is_draft(self) -> bool:
        """Whether the editors have not reviewed the record yet. A plain page is no draft: it is the editors' own."""
        return self.reviewed_on is None and self.type is not RecordType.PAGE


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Case(Header):
    """What a region did, how it went, and how we know (fallbeskrivning)."""

    type: ClassVar[RecordType] = RecordType.CASE

    summary: Summary
    regions: Slugs
    themes: Slugs
    process: ProcessList
    period: Period
    stage: Annotated[str, InList('stage')]
    s3_link: Annotated[str, InList('s3_link')]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    goal: LongText | None = None
    pilots: Slugs = ()
    actors: Names = ()
    helix: HelixList = ()
    funding: tuple[Statement, ...] = ()
    results: tuple[Result, ...] = ()
    obstacles: tuple[CaseObstacle, ...] = ()
    lessons: Lessons | None = None
    transfer: Transfer | None = None
    questions: Annotated[Names, Field(max_length=5)] = ()
    adapted_from: Slugs = ()
    related: Slugs = ()
    instead: LongText | None = None
    ask: Ask | None = None
    summary_en: Summary | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Pilot(Header):
    """A pilot, partnership or network that regions work in together."""

    type: ClassVar[RecordType] = RecordType.PILOT

    summary: Summary
    kind: Annotated[str, InList('pilot_kind')]
    level: Annotated[str, InList('level')]
    period: Period
    stage: Annotated[str, InList('stage')]
    regions: Slugs
    themes: Slugs
    aliases: Aliases
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    national_actors: Names = ()
    eu_actors: Names = ()
    open_for: LongText | None = None
    ask: Ask | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Region(Header):
    """One of the 21 regions, its strategy and its priorities. Codes: SCB (county), Eurostat (NUTS)."""

    type: ClassVar[RecordType] = RecordType.REGION

    summary: Summary
    authority: Text
    county: Text
    county_code: Annotated[str, Field(pattern='^[0-9]{2}$')]
    nuts3: Annotated[str, Field(pattern='^SE[0-9]{3}$')]
    nuts2: Annotated[str, InList('nuts2')]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    strategy: Strategy | None = None
    priorities: tuple[Priority, ...] = ()
    ask: Ask | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Theme(Header):
    """A theme that several regions' priorities share."""

    type: ClassVar[RecordType] = RecordType.THEME

    summary: Summary
    label_en: Text
    aliases: Aliases
    broader: Slug | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Chapter(Header):
    """A chapter of the handbook, on one element of the process or on the work as a whole."""

    type: ClassVar[RecordType] = RecordType.CHAPTER

    summary: Summary
    order: Annotated[Number, Field(ge=0, le=99), Unprinted('the place of the chapter in menus and book')]
    process: Annotated[str, InList('process'), Unprinted('the title of the chapter says it')] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Obstacle(Header):
    """Something that makes the work hard in several regions (hinder)."""

    type: ClassVar[RecordType] = RecordType.OBSTACLE

    summary: Summary
    level: Annotated[
        tuple[Annotated[str, InList('obstacle_level')], ...], Field(min_length=1), AfterValidator(distinct)
    ]
    owner: Names
    aliases: Aliases
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    process: ProcessList = ()
    heard_as: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Method(Header):
    """A way to follow up or evaluate (metod för uppföljning och utvärdering)."""

    type: ClassVar[RecordType] = RecordType.METHOD

    summary: Summary
    process: ProcessList
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    cases: Slugs = ()
    effort: Annotated[str, InList('effort')] | None = None
    data_needed: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Workshop(Header):
    """A workshop ready to run (workshopmaterial)."""

    type: ClassVar[RecordType] = RecordType.WORKSHOP

    summary: Summary
    process: ProcessList
    audience: Annotated[tuple[Annotated[str, InList('audience')], ...], Field(min_length=1), AfterValidator(distinct)]
    duration: PositiveInt
    group_size: GroupSize
    agenda: Annotated[tuple[AgendaPart, ...], Field(min_length=1)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    materials: Names = ()
    print_list: Names = ()
    before: Names = ()
    after: Names = ()
    cases: Slugs = ()
    themes: Slugs = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Glossary(Header):
    """The page of words; each term is linked to on its own."""

    type: ClassVar[RecordType] = RecordType.GLOSSARY

    summary: Summary
    terms: Annotated[tuple[GlossaryTerm, ...], Field(min_length=1)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
