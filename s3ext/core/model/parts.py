"""The parts that headers of several kinds are made of: sources, periods, contacts, approvals, words."""

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from .annotations import Filter, NotProse, Ref, Unprinted, Verbatim
from .sheet import Lasting, Mailbox, Until, Values, Words
from .values import STRICT, Addresses, FullDate, InList, LongText, Names, PartialDate, Slug, Slugs, Sources, Text, Url


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Source:
    """Where a statement comes from; printed as a footnote.

    A source without an address says where it is kept. ``language`` is that of its title, where it is not the
    handbook's, as a code of two letters (ISO 639-1). One that is ``part_of`` another in the list has its publisher,
    title, language, address and year from there, and ``pages`` of its own.
    """

    id: Annotated[Slug, Unprinted('the page cites it by this; readers see a number')]
    publisher: Text
    title: Text
    language: Annotated[str, Field(pattern='^[a-z]{2}$'), Unprinted('heard, not seen')] | None = None
    url: Url | None = None
    year: Annotated[str, Field(pattern='^[0-9]{4}$')] | None = None
    pages: Annotated[Text, Field(max_length=60)] | None = None
    held_by: Text | None = None
    read_on: FullDate | None = None
    part_of: Annotated[Slug, Unprinted('what the source does not say itself it has from there')] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Period:
    """A span of time with one end or both, or a note on why there is none. Dates may be years or months."""

    start: Annotated[PartialDate, Filter('from')] | None = Field(default=None, alias='from')
    end: Annotated[PartialDate, Filter('to')] | None = Field(default=None, alias='to')
    note: Text | None = None

    def sheet_values(self, words: Words) -> Values:
        """The span in words, and the note."""
        span = words.period(self) if self.start or self.end else ''
        return [[text] for text in (span[:1].upper() + span[1:], self.note) if text]

    @model_validator(mode='after')
    def _in_order(self) -> Self:
        if self.start is None and self.end is None and self.note is None:
            raise PydanticCustomError('missing', '{field}', {'field': 'note'})
        if self.start and self.end:
            shared = min(len(self.start), len(self.end))
            if self.end[:shared] < self.start[:shared]:
                raise PydanticCustomError('bad_period', '{end}', {'start': self.start, 'end': self.end})
        return self


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Ask:
    """Whom to ask: a function of an organisation, never a person, and until when that holds."""

    role: Text
    unit: Annotated[Text, NotProse()]
    valid_until: FullDate
    mailbox: Annotated[str, Field(pattern=r'^[a-z0-9._-]+@[a-z0-9.-]+\.[a-z]{2,}$')] | None = None

    def sheet_values(self, words: Words) -> Values:
        """The function, until when that holds, and its mailbox as a link; later that it has run out."""
        return self.values_or((), words)

    def values_or(self, instead: Iterable[Lasting], words: Words) -> Values:
        """The same; once it has run out, *instead* stands after the words that say so."""
        until = words.date(self.valid_until)
        text = words.texts['value_ask'].format(role=self.role, unit=self.unit, date=until)
        known: tuple[Lasting, ...] = (text, ' ', Mailbox(self.mailbox)) if self.mailbox else (text,)
        ended = words.texts['value_ask_ended'].format(date=until)
        return [[Until(self.valid_until, known, (ended, *instead))]]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Approval:
    """That an organisation stands behind the text: which one, which of its units, never a person, and since when."""

    by: Annotated[Slug, Ref(beside='author')]
    unit: Annotated[Text, NotProse()]
    date: FullDate


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Withdrawn:
    """That a page is withdrawn: since which day, why, and the pages that one should read instead, if there are any."""

    since: FullDate
    reason: LongText
    instead: Addresses = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class GlossaryTerm:
    """A word of the trade, in the language of the handbook and in English."""

    id: Annotated[Slug, Unprinted('links lead to the term by this')]
    term: Annotated[Text, Verbatim()]
    term_en: Annotated[Text, NotProse()]
    definition: Annotated[LongText, Verbatim()]
    source: Sources
    category: Annotated[str, InList('term_category'), Unprinted('for tools that read the words; the page has one list')]
    short: Annotated[Names, Verbatim()]
    forms: Annotated[Names, Unprinted('how the word is recognised in texts')] = ()
    see_also: Slugs = ()
    former_ids: Annotated[Slugs, Unprinted('old links lead to the term by these')] = ()
