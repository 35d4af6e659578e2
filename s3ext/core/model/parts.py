"""The parts that headers are made of: sources, periods, results, priorities, agenda items …"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from .values import (
    STRICT,
    FullDate,
    InList,
    LongText,
    Names,
    PartialDate,
    PositiveInt,
    Slug,
    Slugs,
    Sources,
    Text,
    Unprinted,
    Url,
)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Source:
    """Where a statement comes from; printed as a footnote.

    A source without an address says where it is kept. One that is ``part_of`` another in the list has its publisher,
    title, address and year from there, and ``pages`` of its own.
    """

    id: Annotated[Slug, Unprinted('the page cites it by this; readers see a number')]
    publisher: Text
    title: Text
    url: Url | None = None
    year: Annotated[str, Field(pattern='^[0-9]{4}$')] | None = None
    pages: Annotated[Text, Field(max_length=60)] | None = None
    held_by: Text | None = None
    part_of: Annotated[Slug, Unprinted('what the source does not say itself it has from there')] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Period:
    """A span of time with one end or both, or a note on why there is none. Dates may be years or months."""

    start: PartialDate | None = Field(default=None, alias='from')
    end: PartialDate | None = Field(default=None, alias='to')
    note: Text | None = None

    @model_validator(mode='after')
    def _in_order(self) -> Period:
        if self.start is None and self.end is None and self.note is None:
            raise PydanticCustomError('missing', '{field}', {'field': 'note'})
        if self.start and self.end:
            shared = min(len(self.start), len(self.end))
            if self.end[:shared] < self.start[:shared]:
                raise PydanticCustomError('bad_period', '{end}', {'start': self.start, 'end': self.end})
        return self


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Statement:
    """A sourced sentence, for instance on funding."""

    text: LongText
    source: Sources


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Result:
    """Something that came out of a case, how it is known, and who says so."""

    claim: LongText
    evidence: Annotated[str, InList('evidence')]
    source: Sources


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Strategy:
    """The document that states a region's priorities."""

    title: Text
    source: Sources
    kind: Annotated[str, InList('strategy_kind')] | None = None
    period: Period | None = None
    adopted: PartialDate | None = None
    status: Annotated[str, InList('strategy_status')] | None = None
    last_seen: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Priority:
    """A priority in the region's own words, and the shared themes the editors put it under."""

    label: Text
    source: Sources
    themes: Slugs = ()
    kind: Annotated[str, InList('priority_kind')] | None = None
    instead: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Aliases:
    """Other names of the same thing, in Swedish and English, and short forms; a list may be empty."""

    sv: Names
    en: Annotated[Names, Unprinted('for the search')]
    short: Names


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class CaseObstacle:
    """An obstacle met in a case, whether it was handled, and how."""

    obstacle: Slug
    handled: Annotated[str, InList('handled')]
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
class Ask:
    """Whom to ask: a function of an organisation, never a person, and until when that holds."""

    role: Text
    unit: Text
    valid_until: FullDate
    mailbox: Annotated[str, Field(pattern=r'^[a-z0-9._-]+@[a-z0-9.-]+\.[a-z]{2,}$')] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Approval:
    """That an organisation stands behind the text: which one, which of its units, never a person, and since when."""

    by: Slug
    unit: Text
    date: FullDate


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
class GlossaryTerm:
    """A word of the trade, in Swedish and English."""

    id: Annotated[Slug, Unprinted('links lead to the term by this')]
    term: Text
    term_en: Text
    definition: LongText
    source: Sources
    category: Annotated[str, InList('term_category'), Unprinted('for tools that read the words; the page has one list')]
    short: Names
    forms: Annotated[Names, Unprinted('how the word is recognised in texts')] = ()
    see_also: Slugs = ()
