"""The kinds of pages: measures, municipalities, hazards, guides and the page of words."""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from s3ext.api import (
    STRICT,
    Ask,
    Asks,
    Filter,
    Form,
    GlossaryTerm,
    Header,
    InList,
    Kind,
    Kinds,
    Located,
    LongText,
    Names,
    NotProse,
    Number,
    Period,
    Problem,
    RawHeader,
    Ref,
    Sheet,
    Slug,
    Slugs,
    Source,
    Sources,
    Summary,
    Titles,
    Unprinted,
    Values,
    Wanted,
    Words,
    notes,
)  # fmt: skip

from .codes import KlimaCode

#: headers must have at least one source
Cited = Annotated[tuple[Source, ...], Field(min_length=1), NotProse()]


def kroner(number: int) -> str:
    """A sum as Norwegian writes it: 1 200 000 kr, with spaces that do not break."""
    return f'{number:,} kr'.replace(',', ' ').replace(' ', '\N{NO-BREAK SPACE}')


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Kostnad:
    """What a measure costs, and who says so."""

    kroner: Annotated[Number, Field(ge=1)]
    source: Sources

    def sheet_values(self, words: Words) -> Values:
        """The sum, in groups of three figures."""
        return [[kroner(self.kroner), *notes(self.source)]]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Tiltak(Header):
    """A measure that a municipality has taken or plans."""

    about: ClassVar[Kind] = Kind(
        id='tiltak', folder='tiltak', within='kommune', without='felles', facet='tiltak', edition='tiltak', editions=3,
        guide=2, skeletons=1, form=1, news=1, counted=2, cover=1,
    )  # fmt: skip

    summary: Annotated[Summary, Form(first=1, issue=1)]
    kommuner: Annotated[
        Slugs,
        Ref('kommune'),
        Filter('kommune', catalogue=2, search=2),
        Sheet(1, empty='felles'),
        Form(first=3, issue=2),
    ]
    farer: Annotated[Slugs, Ref('fare'), Filter('fare', catalogue=1, search=1), Sheet(2), Form(first=4, issue=3)]
    trinn: Annotated[str, InList('trinn'), Filter(catalogue=4), Sheet(4), Form(first=5, issue=4)]
    period: Annotated[Period, Filter(), Sheet(3), Form(first=6, issue=5)]
    fase: Annotated[
        str,
        InList('fase'),
        Asks('stanset', 'grunn'),
        Filter(catalogue=3, found=True),
        Sheet(5),
        Form(first=7, issue=6, tells=True),
    ]
    sources: Cited
    kostnad: Annotated[Kostnad, Wanted(), Sheet(6)] | None = None
    virkning: Annotated[LongText, Wanted(), Sheet(7)] | None = None
    grunn: Annotated[LongText, Sheet(8)] | None = None
    bygger_paa: Annotated[Slugs, Ref('tiltak'), Filter(), Sheet(9, each=True)] = ()
    ask: Annotated[Ask, Wanted(late=True), Sheet(10)] | None = None

    @classmethod
    def check(cls, raw: RawHeader) -> Iterable[Problem]:
        """What is only planned has had no effect."""
        if raw.value.get('fase') == 'planlagt' and (key := raw.keys.get(('virkning',))):
            yield raw.problem(key, KlimaCode.FOR_TIDLIG_VIRKNING)

    @property
    def span(self) -> Period:
        """The time of the work."""
        return self.period

    def leads_to(self) -> tuple[str, ...]:
        """The measures that it builds on."""
        return self.bygger_paa

    def line(self, words: Words, titles: Titles) -> Iterable[str]:
        """Where and when."""
        return ', '.join(titles('kommune', self.kommuner)) or words.texts['felles'], words.period(self.period)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Kommune(Header):
    """A municipality."""

    about: ClassVar[Kind] = Kind(
        id='kommune', folder='kommuner', counts=True, facet='kommune', few=True, organisations=True, edition='kommune',
        editions=1, guide=3, news=3, counted=1, cover=2, book=3, index=2, names=2, members=('tiltak',),
        expects=('tiltak',), gaps=2,
    )  # fmt: skip

    summary: Summary
    nummer: Annotated[str, Field(pattern='^[0-9]{4}$'), Located(), Sheet(1)]
    landskap: Annotated[str, InList('landskap'), Filter(), Sheet(2)]
    sources: Cited
    innbyggere: Annotated[Number, Wanted(), Sheet(3, by='innbyggere_values')] | None = None
    ask: Annotated[Ask, Wanted(), Sheet(4)] | None = None

    def innbyggere_values(self, words: Words) -> Values:
        """How many live there."""
        return [[str(self.innbyggere)]] if self.innbyggere else []

    def line(self, words: Words, titles: Titles) -> Iterable[str]:
        """Its landscape."""
        return (words.term('landskap', self.landskap),)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Fare(Header):
    """A hazard that the climate brings."""

    about: ClassVar[Kind] = Kind(
        id='fare', folder='farer', counts=True, facet='fare', few=True, edition='fare', editions=2, guide=4, news=4,
        cover=3, book=2, index=1, names=1, members=('tiltak',), expects=('tiltak', 'veileder'), gaps=1,
    )  # fmt: skip

    summary: Summary
    andre_navn: Annotated[Names, Wanted(), Sheet(2)] = ()
    overordnet: Annotated[Slug, Ref('fare'), Filter(), Sheet(1)] | None = None
    sources: Annotated[tuple[Source, ...], Wanted(), NotProse()] = ()

    def other_names(self) -> Iterable[str]:
        """Its other names."""
        return self.andre_navn

    def leads_to(self) -> tuple[str, ...]:
        """The hazard that it is a case of."""
        return (self.overordnet,) if self.overordnet else ()


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Veileder(Header):
    """A guide to one step of the work."""

    about: ClassVar[Kind] = Kind(
        id='veileder', folder='veiledere', counts=True, facet='trinn', guide=5, news=2, book=1, in_sequence=True,
        words=(20, 400), expects=('tiltak',), gaps=3, skeletons=2,
    )  # fmt: skip

    summary: Summary
    nr: Annotated[Number, Field(ge=0, le=99), Unprinted('the place of the guide in menus and book')]
    trinn: Annotated[str, InList('trinn'), Filter(), Sheet(1)]
    farer: Annotated[Slugs, Ref('fare'), Filter('fare'), Sheet(2)] = ()
    eksempler: Annotated[Slugs, Ref('tiltak'), Filter('tiltak'), Wanted(), Sheet(3, each=True)] = ()

    def stands_for(self, own_id: str) -> str:
        """The step that it is about."""
        return self.trinn

    @property
    def place(self) -> int:
        """Its place among the guides."""
        return self.nr


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Ordliste(Header):
    """The page of words."""

    about: ClassVar[Kind] = Kind(
        id='ordliste', page='om/ordliste', listed=False, has_sheet=False, explains=True, guide=6
    )

    summary: Summary
    terms: Annotated[tuple[GlossaryTerm, ...], Field(min_length=1)]
    sources: Cited

    @property
    def defines(self) -> tuple[GlossaryTerm, ...]:
        """All of them."""
        return self.terms


#: in the order in which kinds are named
KINDS = Kinds(
    (Tiltak, Kommune, Fare, Veileder, Ordliste),
    editors='redaksjonen',
    periods=((0, 2019), (2020, 9999)),
    titles=('title', 'tittel', 'overskrift'),
)
