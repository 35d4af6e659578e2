"""The records: what the header of each kind of page holds. Each class is schema and record in one.

Pydantic checks the values and reports every fault; a record that exists is valid. Scalars arrive as
the text that was written. Closed lists are checked against the vocabulary in the validation context,
references to other records against the catalogue once all pages are read.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import fields
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError, core_schema

from .vocabulary import Vocabulary

_SLUG = re.compile(r'[a-z0-9]+(?:-[a-z0-9]+)*')
_URL = re.compile(r'https?://[^\s<>"\\]+')
_DATE = re.compile(r'(\d{4})(?:-(\d\d)(?:-(\d\d))?)?')


class RecordType(StrEnum):
    """The kinds of pages; the folder of a page decides its kind."""

    CASE = 'case'
    THEME = 'theme'
    PILOT = 'pilot'
    REGION = 'region'
    CHAPTER = 'chapter'
    PAGE = 'page'


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise PydanticCustomError('bad_id', '{value}', {'value': value})
    return value


def _url(value: str) -> str:
    if not _URL.fullmatch(value):
        raise PydanticCustomError('bad_url', '{value}', {'value': value})
    return value


def _partial_date(value: str) -> str:
    return _date(value, 'date_partial')


def _full_date(value: str) -> str:
    if len(value) != len('2026-11-24'):
        raise PydanticCustomError('bad_date', '{value}', {'value': value, 'expected': 'date_full'})
    return _date(value, 'date_full')


def _date(value: str, expected: str) -> str:
    """*value* unchanged if it is a date of the calendar, with at least a year (ISO 8601, reduced precision)."""
    match = _DATE.fullmatch(value)
    try:
        if match is None:
            raise ValueError(value)
        datetime.date(*(int(part or 1) for part in match.groups()))
    except ValueError:
        raise PydanticCustomError('bad_date', '{value}', {'value': value, 'expected': expected}) from None
    return value


class InList:
    """Annotation: the value is a term of this closed list."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        vocabulary = info.context
        assert isinstance(vocabulary, Vocabulary)
        if value not in vocabulary.ids(self.name):
            raise PydanticCustomError('unknown_term', '{value}', {'value': value, 'list': self.name})
        return value


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    for position, value in enumerate(values):
        if value in values[:position]:
            raise PydanticCustomError('repeated_value', '{value}', {'value': value, 'position': position})
    return values


Text = Annotated[str, Field(min_length=1, max_length=300)]
LongText = Annotated[str, Field(min_length=1, max_length=600)]
Summary = Annotated[str, Field(min_length=40, max_length=300)]
Slug = Annotated[str, AfterValidator(_slug)]
Slugs = Annotated[tuple[Slug, ...], AfterValidator(_distinct)]
Names = Annotated[tuple[Text, ...], AfterValidator(_distinct)]
Url = Annotated[str, Field(max_length=500), AfterValidator(_url)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
FullDate = Annotated[str, AfterValidator(_full_date)]
ProcessList = Annotated[tuple[Annotated[str, InList('process')], ...], AfterValidator(_distinct)]
Sources = Annotated[tuple[Slug, ...], Field(min_length=1), AfterValidator(_distinct)]

STRICT = ConfigDict(extra='forbid')


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Source:
    """Where a statement comes from; printed as a footnote."""

    id: Slug
    publisher: Text
    title: Text
    url: Url
    year: Annotated[str, Field(pattern=r'^\d{4}$')] | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Priority:
    """A priority in the region's own words, and the shared themes the editors put it under."""

    label: Text
    source: Sources
    themes: Slugs = ()
    kind: Annotated[str, InList('priority_kind')] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Aliases:
    """Other words for the same thing, in Swedish and English."""

    sv: Names = ()
    en: Names = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Header:
    """What every page may say about itself."""

    type: ClassVar[RecordType] = RecordType.PAGE

    summary: Summary | None = None
    reviewed_on: FullDate | None = None
    sources: tuple[Source, ...] = ()

    def facets(self) -> dict[str, tuple[str, ...]]:
        """The record's values for each facet it can be listed under."""
        return {}


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
    reviewed_on: FullDate
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    pilots: Slugs = ()
    related: Slugs = ()
    actors: Names = ()
    funding: tuple[Statement, ...] = ()
    results: tuple[Result, ...] = ()

    def facets(self) -> dict[str, tuple[str, ...]]:
        """Region, theme, pilot and process element."""
        return {'region': self.regions, 'theme': self.themes, 'pilot': self.pilots, 'process': self.process}


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
    reviewed_on: FullDate
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    national_actors: Names = ()
    eu_actors: Names = ()

    def facets(self) -> dict[str, tuple[str, ...]]:
        """Region and theme."""
        return {'region': self.regions, 'theme': self.themes}


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Region(Header):
    """One of the 21 regions, its strategy and its priorities. Codes: SCB (county), Eurostat (NUTS)."""

    type: ClassVar[RecordType] = RecordType.REGION

    summary: Summary
    authority: Text
    county: Text
    county_code: Annotated[str, Field(pattern=r'^\d\d$')]
    nuts3: Annotated[str, Field(pattern=r'^SE\d{3}$')]
    nuts2: Annotated[str, InList('nuts2')]
    reviewed_on: FullDate
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    strategy: Strategy | None = None
    priorities: tuple[Priority, ...] = ()

    def facets(self) -> dict[str, tuple[str, ...]]:
        """The themes of the priorities, each once."""
        themes = (theme for priority in self.priorities for theme in priority.themes)
        return {'theme': tuple(dict.fromkeys(themes))}


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Theme(Header):
    """A theme that several regions' priorities share."""

    type: ClassVar[RecordType] = RecordType.THEME

    summary: Summary
    label_en: Text
    reviewed_on: FullDate
    aliases: Aliases | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Chapter(Header):
    """A chapter of the handbook, on one element of the process or on the work as a whole."""

    type: ClassVar[RecordType] = RecordType.CHAPTER

    summary: Summary
    order: Annotated[int, Field(ge=0, le=99)]
    reviewed_on: FullDate
    process: Annotated[str, InList('process')] | None = None


RECORD_CLASSES: dict[RecordType, type[Header]] = {
    RecordType.CASE: Case,
    RecordType.THEME: Theme,
    RecordType.PILOT: Pilot,
    RecordType.REGION: Region,
    RecordType.CHAPTER: Chapter,
    RecordType.PAGE: Header,
}
#: the kinds that can be listed and linked to; a plain page is only a document
LISTED_TYPES = tuple(kind for kind in RecordType if kind is not RecordType.PAGE)

_FOLDERS = {
    'docs/themes': RecordType.THEME,
    'docs/pilots': RecordType.PILOT,
    'docs/regions': RecordType.REGION,
    'docs/handbook': RecordType.CHAPTER,
}
#: the fields, at any depth of a header, that name other records
REFERENCE_FIELDS = {
    'regions': RecordType.REGION,
    'themes': RecordType.THEME,
    'pilots': RecordType.PILOT,
    'related': RecordType.CASE,
}
#: the folder under ``cases`` for what concerns the whole country and has no region
NATIONAL_FOLDER = 'nationellt'


def type_of(docname: str) -> RecordType:
    """The kind of page at *docname*, from its folder. The file ``index`` of a folder is a plain page."""
    folder, _, name = docname.rpartition('/')
    if name == 'index':
        return RecordType.PAGE
    if folder.startswith('cases/'):
        return RecordType.CASE
    return _FOLDERS.get(folder, RecordType.PAGE)


def id_of(docname: str) -> str:
    """The id of the record at *docname*: the file's name."""
    return docname.rpartition('/')[2]


def schema_version() -> int:
    """A number that changes when the fields of any record change, so that stored records are not misread."""
    shapes = sorted(
        f'{cls.__qualname__}.{field.name}:{field.type!r}'
        for cls in (Source, Period, Statement, Result, Strategy, Priority, Aliases, *RECORD_CLASSES.values())
        for field in fields(cls)
    )
    return int.from_bytes(hashlib.sha256('\n'.join(shapes).encode()).digest()[:6], 'big')
