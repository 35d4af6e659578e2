"""What every page may say about itself, whatever its kind."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from ..page.frontmatter import RawHeader
from ..problems import Problem
from .annotations import Filter, Form, NotProse, Ref, Sheet, Unprinted
from .kind import Kind
from .parts import Approval, GlossaryTerm, Period, Source, Withdrawn
from .sheet import Titles, Values, Words
from .values import STRICT, Addresses, FullDate, InList, Number, Slug, Summary

#: the place on a fact sheet after all that a kind has of its own
LAST = 99


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Header:
    """What every page may say about itself."""

    about: ClassVar[Kind] = Kind(id='page', listed=False, has_sheet=False, guide=1)

    summary: Summary | None = None
    written_by: Annotated[Slug, Ref(beside='author'), Form(first=2, issue=LAST)] | None = None
    approved: Approval | None = None
    reviewed_on: Annotated[FullDate, Filter(), Sheet(LAST, by='review_values', sorts=True)] | None = None
    review_every: Annotated[Number, Field(ge=1, le=60), Unprinted('decides when editors are asked to review')] = 12
    added_on: Annotated[FullDate, Filter(), Unprinted('lists and feed of what is new tell it')] | None = None
    former_ids: Annotated[Addresses, Unprinted('readers with an old address are led to the page')] = ()
    withdrawn: Annotated[Withdrawn, Unprinted('the page says nothing else, and says it in its text')] | None = None
    sources: Annotated[tuple[Source, ...], NotProse()] = ()

    @classmethod
    def check(cls, raw: RawHeader) -> Iterable[Problem]:
        """What is wrong in the header *raw* between fields that are right each by itself.

        Nothing is reported that follows from another fault: a field can be missing, or be of another form.
        """
        return ()

    def review_values(self, words: Words) -> Values:
        """When the editors reviewed the page; that it is a draft, if they have not."""
        if self.reviewed_on:
            return [[words.date(self.reviewed_on)]]
        return [[words.texts['value_not_reviewed']]] if self.is_draft else []

    def stands_for(self, own_id: str) -> str:
        """The value of its kind's facet that the page stands for: its id; an empty text if it stands for none."""
        return own_id

    def other_names(self) -> Iterable[str]:
        """What the search finds the page by beside its title."""
        return ()

    def english_names(self) -> Iterable[str]:
        """Those of its other names that are in English: they are read out as such."""
        return ()

    def within(self) -> Iterable[str]:
        """Names of what lies in it, or it in: the search finds the page by them too, but it is not called so."""
        return ()

    def sentences(self) -> Iterable[str]:
        """What people ask or say of it, in sentences by which the search finds the page."""
        return ()

    def found_by(self) -> Iterable[str]:
        """What the box of its catalogue finds it by beside its title and summary."""
        return (*self.other_names(), *self.within())

    def undivided(self) -> Iterable[str]:
        """Names of an organisation's page, beside its title, whose words the search takes for no compounds."""
        return ()

    def leads_to(self) -> tuple[str, ...]:
        """The ids of the records of its kind that it is a part of or builds on; these must not go in a ring."""
        return ()

    @property
    def defines(self) -> tuple[GlossaryTerm, ...]:
        """The words of the glossary that the page explains."""
        return ()

    @property
    def place(self) -> int | None:
        """A number by which the records of a kind are ordered, before their ids; None if their titles order them."""
        return None

    @property
    def organisation(self) -> str:
        """The organisation whose page it is; an empty text if it is not that of one."""
        return ''

    def remark(self, words: Words) -> str:
        """What readers must know before they read; an empty text if there is nothing."""
        return ''

    def short_remark(self, words: Words) -> str:
        """What readers must know of the record wherever it is linked to, in a word or two; mostly nothing."""
        return ''

    @property
    def file_formats(self) -> tuple[str, ...]:
        """The kinds of files that the part to take is made into: 'docx', 'xlsx'."""
        return ()

    def origin(self, words: Words, title: str) -> Iterable[str]:
        """Sentences at the foot of these files, after where they come from."""
        return ()

    def line(self, words: Words, titles: Titles) -> Iterable[str]:
        """The short facts that tell the record from its neighbours in a list."""
        return ()

    def row_facts(self, words: Words) -> Iterable[tuple[str, str]]:
        """What a row of its catalogue tells beside that line and its fields: names and texts."""
        return ()

    @property
    def span(self) -> Period | None:
        """The time that the record is about, if it is about a time."""
        return None

    @property
    def status(self) -> Annotated[tuple[Annotated[str, InList('status')], ...], Filter()]:
        """A draft or reviewed, and beside that approved or not."""
        return ('draft' if self.is_draft else 'reviewed', *(('approved',) if self.approved else ()))

    @property
    def author(self) -> Annotated[str, Filter('written_by', editors=True)]:
        """Who wrote the page, '' where it is silent; ``Kinds.author_of`` knows who that is."""
        return self.written_by or ''

    @property
    def is_draft(self) -> bool:
        """Whether the editors have not reviewed the record yet. A plain page is no draft: it is the editors' own."""
        return self.reviewed_on is None and self.about is not Header.about


#: the kind of pages that are nothing but a text
PLAIN = Header.about.id
