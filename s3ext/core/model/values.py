"""The kinds of values in a header, and how each is checked.

Pydantic checks the values and reports every fault; a record that exists is valid. Scalars arrive as
the text that was written. Closed lists are checked against the vocabulary in the validation context,
references to other records against the catalogue once all pages are read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence, Set
from typing import Annotated, Any, Protocol, cast
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema

from ..gate.addresses import host_cause

_SLUG = re.compile(r'[a-z0-9]+(?:-[a-z0-9]+)*')
_NUMBER = re.compile('[0-9]{1,9}')
#: a summary has at least so many characters
LEAST_SUMMARY = 40
#: signs that become parts of an address when Unicode evens them out (NFKC): ``urlsplit`` refuses them in a host
_TURNS_INTO_PARTS = '⁇⁈⁉℀℁℅℆⩴︓︖﹕﹖﹟﹫＃／：？＠'
#: an address whose host can be read, with a port below 65000; what deceives in it is looked at by itself
_URL = re.compile(
    rf'https?://(?:[^\s<>"\\/?#\[\]{_TURNS_INTO_PARTS}]*@)?[^\s<>"\\/?#@:\[\]{_TURNS_INTO_PARTS}]+'
    r'(?::(?:[0-9]{0,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}))?(?:[/?#][^\s<>"\\]*)?'
)
#: nearly every address: what follows finds nothing in one whose host is small letters, digits and hyphens (tested)
_PLAIN_URL = re.compile(r'https?://(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}(?:[/?#][^\s<>"\\]*)?')
#: years that can be meant: universities began in the fifteenth century
_DATE = re.compile(r'((?:1[4-9]|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?', re.ASCII)


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise PydanticCustomError('bad_id', '{value}', {'value': value})
    return value


def _url(value: str) -> str:
    """*value* unchanged if it is a web address without a name before the host, and the host is what it looks like."""
    if _PLAIN_URL.fullmatch(value) and 'xn--' not in value:
        return value
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname or '', parts.port
    except ValueError:
        raise PydanticCustomError('bad_url', '{value}', {'value': value}) from None
    if not _URL.fullmatch(value) or not host:
        raise PydanticCustomError('bad_url', '{value}', {'value': value})
    if '@' in parts.netloc:
        raise PydanticCustomError('url_user', '{value}', {'value': value})
    if cause := host_cause(value):
        raise PydanticCustomError('url_host', '{value}', {'value': value, 'cause': cause, 'host': host})
    return value


def has_words(value: str) -> str:
    """*value* unchanged if it says anything: a letter or a digit. Spaces, also hard ones, and signs say nothing."""
    if not any(map(str.isalnum, value)):
        raise PydanticCustomError('blank', '{value}', {'value': value})
    return value


def long_enough(value: str) -> str:
    """*value* unchanged if it has the least length of a summary with its runs of spaces counted once."""
    length = len(' '.join(value.split()))
    if length < LEAST_SUMMARY:
        raise PydanticCustomError('few_words', '{value}', {'value': value, 'length': length, 'limit': LEAST_SUMMARY})
    return value


def _digits(value: object) -> object:
    """*value* unchanged if it is a number in ordinary digits, not too long to count with."""
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise PydanticCustomError('bad_number', '{value}', {'value': value})
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


class Lists(Protocol):
    """The closed lists that values are checked against (``core.model.vocabulary``)."""

    @property
    def unsure(self) -> Set[str]:
        """The lists of which something could not be read."""

    def ids(self, name: str) -> Sequence[str]:
        """The ids of the list *name*."""


class InList:
    """Annotation: the value is a term of this closed list."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f'InList({self.name!r})'

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        lists = cast('Lists', info.context)
        if value not in lists.ids(self.name) and self.name not in lists.unsure:
            raise PydanticCustomError('unknown_term', '{value}', {'value': value, 'list': self.name})
        return value


def distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    """*values* unchanged if none stands twice."""
    for position, value in enumerate(values):
        if value in values[:position]:
            raise PydanticCustomError('repeated_value', '{value}', {'value': value, 'position': position})
    return values


Text = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(has_words)]
LongText = Annotated[str, Field(min_length=1, max_length=600), AfterValidator(has_words)]
Summary = Annotated[str, Field(min_length=LEAST_SUMMARY, max_length=300), AfterValidator(long_enough)]
Slug = Annotated[str, AfterValidator(_slug)]
Slugs = Annotated[tuple[Slug, ...], AfterValidator(distinct)]
#: the address of a page: an id, or the path of its file without the ending
ADDRESS = re.compile(f'^{_SLUG.pattern}(?:/{_SLUG.pattern})*$')
#: so many characters
LONGEST_ADDRESS = 200
Address = Annotated[str, Field(pattern=ADDRESS.pattern, max_length=LONGEST_ADDRESS)]
Addresses = Annotated[tuple[Address, ...], AfterValidator(distinct)]
Names = Annotated[tuple[Text, ...], AfterValidator(distinct)]
Url = Annotated[str, Field(max_length=500), AfterValidator(_url)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
FullDate = Annotated[str, AfterValidator(_full_date)]
Sources = Annotated[tuple[Slug, ...], Field(min_length=1), AfterValidator(distinct)]
Number = Annotated[int, BeforeValidator(_digits)]
PositiveInt = Annotated[int, Field(ge=1, le=10_000), BeforeValidator(_digits)]

STRICT = ConfigDict(extra='forbid')


def is_date(marks: Iterable[object]) -> bool:
    """Whether a field with these *marks* holds a date, whole or in part."""
    return any(isinstance(mark, AfterValidator) and mark.func in (_partial_date, _full_date) for mark in marks)


def is_text(marks: Iterable[object]) -> bool:
    """Whether a field with these *marks* holds words of any kind, and no ids, codes, terms, dates or addresses."""
    for mark in marks:
        if isinstance(mark, InList) or getattr(mark, 'pattern', None):
            return False
        if isinstance(mark, BeforeValidator) or (isinstance(mark, AfterValidator) and mark.func not in OF_TEXTS):
            return False
    return True


#: checks of what a text says; it is a text all the same where the fields are described
OF_TEXTS = (distinct, has_words, long_enough)
#: what a value that one of these checks lets through is called where the fields are described
FORMATS = {_slug: 'id', _url: 'url', _partial_date: 'partial_date', _full_date: 'date'}
#: the patterns of these values, which the script of the form is given
PATTERNS = {'id': _SLUG.pattern, 'url': _URL.pattern, 'date': _DATE.pattern}
