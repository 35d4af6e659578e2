"""What headers of several kinds of this handbook are made of: what all records say, statements and other names."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from ...core.model.annotations import InLanguage, NotProse, Sheet, Unprinted, Wanted
from ...core.model.header import LAST, Header
from ...core.model.parts import Ask
from ...core.model.sheet import Lasting, RecordLink, Values, Words, joined, notes
from ...core.model.values import STRICT, InList, LongText, Names, Sources, Summary, Text, distinct

#: elements of the process
ProcessList = Annotated[tuple[Annotated[str, InList('process')], ...], AfterValidator(distinct)]
#: what readers ask; on the sheet with the other names, as the page is found by them
Questions = Annotated[Names, Field(max_length=8), Sheet(LAST - 3, each=True, everywhere=True, finds=True)]
#: whom it is for
AudienceList = Annotated[tuple[Annotated[str, InList('audience')], ...], Field(min_length=1), AfterValidator(distinct)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Statement:
    """A sourced sentence, for instance on funding."""

    text: LongText
    source: Sources

    def sheet_values(self, words: Words) -> Values:
        """The sentence and its notes."""
        return [[self.text, *notes(self.source)]]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Aliases:
    """Other names of the same thing, in Swedish and English, and short forms; a list may be empty."""

    sv: Names = ()
    en: Annotated[Names, Unprinted('for the search'), NotProse(), InLanguage('en', 'sv')] = ()
    short: Annotated[Names, NotProse()] = ()

    def all(self) -> tuple[str, ...]:
        """The names in both languages, and the short forms."""
        return (*self.sv, *self.en, *self.short)

    def sheet_values(self, words: Words) -> Values:
        """The names in the language of the handbook."""
        names = tuple(dict.fromkeys((*self.sv, *self.short)))
        return [[', '.join(names)]] if names else []


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Record(Header):
    """What a page of every kind of this handbook may say: its other names, and what it is about in English."""

    aliases: Annotated[Aliases, Sheet(LAST - 2, everywhere=True, finds=True)] | None = None
    title_en: Annotated[Text, Unprinted('the title of the page in English'), NotProse(), InLanguage('en')] | None = None
    summary_en: (
        Annotated[
            Summary,
            Wanted(late=True),
            Sheet(LAST - 1, english=True, everywhere=True, finds=True),
            NotProse(),
            InLanguage('en', 'summary'),
        ]
        | None
    ) = None

    def ask_values(self, words: Words) -> Values:
        """Whom to ask; once that has run out, that it has, and who can be asked instead."""
        ask: Ask | None = getattr(self, 'ask', None)
        if ask is None:
            return []
        instead = tuple(self.ask_instead())
        return ask.values_or((words.texts['ask_instead'], *instead) if instead else ('.',), words)

    def ask_instead(self) -> Iterable[Lasting]:
        """Who can be asked when nobody else is known: its regions, whose pages say how."""
        return joined(RecordLink('region', region) for region in getattr(self, 'regions', ()))

    def other_names(self) -> Iterable[str]:
        """Its other names."""
        return self.aliases.all() if self.aliases else ()

    def english_names(self) -> Iterable[str]:
        """Those that are said to be English and not Swedish too."""
        return [name for name in self.aliases.en if name not in self.aliases.sv] if self.aliases else ()


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Asked(Record):
    """What a page of a kind that answers questions may say besides: which, in the words of its readers."""

    questions: Questions = ()

    def sentences(self) -> Iterable[str]:
        """The questions that it answers."""
        return self.questions
