"""The kinds of values in a header, and how each is checked.

Pydantic checks the values and reports every fault; a record that exists is valid. Scalars arrive as
the text that was written. Closed lists are checked against the vocabulary in the validation context,
references to other records against the catalogue once all pages are read.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema

from ..vocabulary import Vocabulary

_SLUG = re.compile(r'[a-z0-9]+(?:-[a-z0-9]+)*')
_URL = re.compile(r'https?://[^\s<>"\\]+')
#: years that can be meant: universities began in the fifteenth century
_DATE = re.compile(r'((?:1[4-9]|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?', re.ASCII)


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


def distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    """*values* unchanged if none stands twice."""
    for position, value in enumerate(values):
        if value in values[:position]:
            raise PydanticCustomError('repeated_value', '{value}', {'value': value, 'position': position})
    return values


Text = Annotated[str, Field(min_length=1, max_length=300)]
LongText = Annotated[str, Field(min_length=1, max_length=600)]
Summary = Annotated[str, Field(min_length=40, max_length=300)]
Slug = Annotated[str, AfterValidator(_slug)]
Slugs = Annotated[tuple[Slug, ...], AfterValidator(distinct)]
Names = Annotated[tuple[Text, ...], AfterValidator(distinct)]
Url = Annotated[str, Field(max_length=500), AfterValidator(_url)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
FullDate = Annotated[str, AfterValidator(_full_date)]
ProcessList = Annotated[tuple[Annotated[str, InList('process')], ...], AfterValidator(distinct)]
Sources = Annotated[tuple[Slug, ...], Field(min_length=1), AfterValidator(distinct)]
PositiveInt = Annotated[int, Field(ge=1, le=10_000)]

STRICT = ConfigDict(extra='forbid')

#: what a value that one of these checks lets through is called where the fields are described
FORMATS = {_slug: 'id', _url: 'url', _partial_date: 'partial_date', _full_date: 'date'}
