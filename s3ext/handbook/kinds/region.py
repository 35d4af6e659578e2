"""A region, its strategy and its priorities."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from ...core.model.annotations import AreaCode, Asks, Filter, Located, NotProse, Ref, Sheet, Verbatim, Wanted
from ...core.model.header import LAST
from ...core.model.kind import Kind
from ...core.model.parts import Ask, Period, Source
from ...core.model.sheet import Address, Lasting, Part, Values, Words, links, merged, notes
from ...core.model.values import STRICT, InList, LongText, Names, PartialDate, Slugs, Sources, Summary, Text, distinct
from ...core.page.frontmatter import RawHeader
from ...core.problems import Problem
from ...core.views.blocks import Answer, AnswerPart, Others
from ..answers import first_words
from ..codes import HandbookCode
from ..counties import BY_NAME, County
from .parts import Record

#: so many areas stand in a line; the others stand with them on the fact sheet
_AREAS = 4
#: the regions on the other side of a county's borders by land
Neighbours = Annotated[Slugs, Ref('region'), Located()]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Strategy:
    """The document that states a region's priorities."""

    title: Annotated[Text, Sheet(1, cited=True), Verbatim()]
    source: Sources
    kind: Annotated[str, InList('strategy_kind'), Sheet(2)] | None = None
    period: Annotated[Period, Sheet(3, empty='not_stated')] | None = None
    adopted: Annotated[PartialDate, Sheet(4, empty='not_stated')] | None = None
    status: Annotated[str, InList('strategy_status'), Sheet(5)] | None = None
    last_seen: Annotated[PartialDate, Sheet(6, empty='undated')] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Priority:
    """A priority in the region's own words, and the shared themes the editors put it under."""

    label: Annotated[Text, Verbatim()]
    source: Sources
    themes: Annotated[Slugs, Ref('theme')] = ()
    kind: (
        Annotated[str, InList('priority_kind'), Asks('deselected', 'reason'), Asks('deselected', 'instead')] | None
    ) = None
    reason: Annotated[LongText, Verbatim()] | None = None
    instead: Annotated[LongText, Verbatim()] | None = None

    def sheet_values(self, words: Words) -> Values:
        """The priority, what kind it is, why it was deselected and what came instead, its notes and themes."""
        texts = words.texts
        value: list[Part] = [words.verbatim(self.label)]
        if self.kind:
            value.append(f' ({words.term("priority_kind", self.kind).lower()})')
        for name, text in (('reason', self.reason), ('instead', self.instead)):
            if text:
                value += [f' – {texts.noun("Priority", name)}: ', words.verbatim(text)]
        value.extend(notes(self.source))
        if self.themes:
            value.append(f' – {texts["priority_themes"]}')
            value.extend(links('theme', self.themes))
        return [merged(value)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class FormerArea:
    """An area of an older document that the newest does not name, which is our comparison and no decision."""

    label: Annotated[Text, Verbatim()]
    source: Sources
    last: Annotated[Text, Verbatim()] | None = None
    note: LongText | None = None

    def sheet_values(self, words: Words) -> Values:
        """The area, where it stood last, its notes, and what else is to be said."""
        before, _, behind = words.texts['former_last'].partition('{document}')
        last = [before, words.verbatim(self.last), behind] if self.last else []
        after = [f' – {self.note}'] if self.note else []
        return [[*merged([words.verbatim(self.label), *last]), *notes(self.source), *after]]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Population:
    """How many people live in the county, as one of the bands of the closed list, which stand in order of size."""

    band: Annotated[str, InList('population'), Filter('population', found=True)]
    source: Sources

    def sheet_values(self, words: Words) -> Values:
        """The band and its notes."""
        return [[words.term('population', self.band), *notes(self.source)]]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Programme:
    """The programme of the EU's regional development fund that the county belongs to."""

    area: Annotated[str, InList('programme'), Filter('programme', found=True)]
    source: Sources

    def sheet_values(self, words: Words) -> Values:
        """The programme and its notes."""
        return [[words.term('programme', self.area), *notes(self.source)]]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Region(Record):
    """One of the 21 regions, its strategy and its priorities. Codes: SCB (county), Eurostat (NUTS)."""

    about: ClassVar[Kind] = Kind(
        id='region', folder='docs/regions', counts=True, facet='region', few=True, organisations=True, edition='region',
        editions=1, guide=7, news=3, counted=1, cover=3, book=4, index=2, names=4, members=('pilot', 'case'),
        expects=('case', 'pilot'), gaps=2, answer='answer', figures=('where',),
    )  # fmt: skip

    summary: Summary
    authority: Annotated[Text, Sheet(5), NotProse(), Verbatim()]
    county: Annotated[Text, Sheet(6, by='county_values'), Verbatim()]
    county_code: Annotated[str, Field(pattern='^[0-9]{2}$'), AreaCode(), Located()]
    nuts3: Annotated[str, Field(pattern='^SE[0-9]{3}$')]
    nuts2: Annotated[str, InList('nuts2'), Filter(), Sheet(7, by='area_values')]
    sources: Annotated[tuple[Source, ...], Field(min_length=1), NotProse()]
    strategy: Annotated[Strategy, Wanted(), Sheet(2, empty='no_strategy')] | None = None
    priorities: Annotated[tuple[Priority, ...], Wanted(), Sheet(1, empty='no_priorities')] = ()
    former: Annotated[tuple[FormerArea, ...], Sheet(11)] = ()
    structure: Annotated[
        tuple[Annotated[str, InList('structure')], ...],
        AfterValidator(distinct),
        Filter(found=True),
        Wanted(late=True),
        Sheet(8),
    ] = ()
    population: Annotated[Population, Filter(), Wanted(late=True), Sheet(9, empty='not_stated')] | None = None
    programme: Annotated[Programme, Filter(), Wanted(late=True), Sheet(3, empty='not_stated')] | None = None
    borders: Annotated[Neighbours, Filter('neighbour'), Sheet(10, empty='not_stated', by='border_values')] | None = None
    ask: Annotated[Ask, Wanted(), Sheet(4, empty='not_stated', by='ask_values')] | None = None
    places: Annotated[Names, Sheet(LAST - 3, finds=True), NotProse()] = ()

    def answer(self, words: Words) -> Iterator[Answer]:
        """What it has chosen, its strategy and the years of that, and its pilots."""
        texts = words.texts
        chosen = [priority.label for priority in self.priorities if priority.kind != 'deselected']
        areas = first_words(chosen, _AREAS, 'priorities', words) if chosen else (texts['no_priorities'],)
        yield Answer(label=texts['answer_chosen'], values=(areas,))
        yield Answer(label=texts.sheet_label('Strategy', 'title'), values=self._strategy_values(words))
        yield Answer(label=texts['answer_pilots'], others=Others(kind='pilot', none='answer_no_pilots'))

    def _strategy_values(self, words: Words) -> tuple[tuple[AnswerPart, ...], ...]:
        if self.strategy is None:
            return ((words.texts['no_strategy'],),)
        label = words.texts.sheet_label('Strategy', 'period')
        period = words.period(self.strategy.period) if self.strategy.period else words.texts['period_unknown']
        return (words.verbatim(self.strategy.title), *notes(self.strategy.source)), (f'{label}: {period}',)

    @classmethod
    def check(cls, raw: RawHeader) -> Iterable[Problem]:
        """The codes are those of the county that it names."""
        if county := BY_NAME.get(str(raw.value.get('county'))):
            values = {name: str(raw.value.get(name, '')) for name in ('county_code', 'nuts3', 'nuts2')}
            if wrong := _other_codes(county, values):
                name, details = wrong
                details['value'] = values[name]
                yield raw.problem(raw.position((name,)), HandbookCode.COUNTY_CODE, **details)

    @property
    def chosen_themes(self) -> Annotated[Slugs, Ref('theme'), Filter('theme', unknown=True)]:
        """The themes that the region has chosen; a deselected priority is no choice."""
        chosen = (priority.themes for priority in self.priorities if priority.kind != 'deselected')
        return tuple(dict.fromkeys(chain.from_iterable(chosen)))

    def county_values(self, words: Words) -> Values:
        """The county and its code."""
        before, _, behind = words.texts['value_county'].format(county='{}', code=self.county_code).partition('{}')
        return [merged([before, words.verbatim(self.county), behind])]

    def area_values(self, words: Words) -> Values:
        """The programme area and the codes of the EU's classification."""
        nuts2 = words.term('nuts2', self.nuts2)
        return [[words.texts['value_area'].format(nuts2=nuts2, nuts2_code=self.nuts2, nuts3=self.nuts3)]]

    def border_values(self, words: Words) -> Values:
        """The neighbours by land; that there are none is another thing than that nobody has said."""
        if self.borders is None:
            return []
        return [links('region', self.borders) or [words.texts['no_borders']]]

    @property
    def official_page(self) -> Source | None:
        """A page of the region itself that the record rests on: that of its strategy, or of its priorities, first."""
        named = self.strategy.source if self.strategy else ()
        cited = [*named, *(source for priority in self.priorities for source in priority.source)]
        own = {source.id: source for source in self.sources if source.publisher == self.authority and source.url}
        return next((own[name] for name in cited if name in own), next(iter(own.values()), None))

    def ask_instead(self) -> Iterable[Lasting]:
        """A page of its own."""
        page = self.official_page
        return (Address(page.title, page.url),) if page and page.url else ()

    def other_names(self) -> Iterable[str]:
        """Its county, the organisation, and its other names."""
        return (self.county, self.authority, *Record.other_names(self))

    def within(self) -> Iterable[str]:
        """Its towns and provinces, and the part of the country that it lies in."""
        return self.places

    def undivided(self) -> Iterable[str]:
        """Its county: Gotlands is no compound."""
        return (self.county,)

    @property
    def organisation(self) -> str:
        """The authority."""
        return self.authority


def _other_codes(county: County, values: Mapping[str, str]) -> tuple[str, dict[str, str]] | None:
    """The first of the codes *values* that is not that of *county*, and why; None if all are."""
    code, nuts3, nuts2 = values['county_code'], values['nuts3'], values['nuts2']
    if code and code != county.code:
        return 'county_code', {'cause': 'county_other', 'county': county.name, 'expected': county.code}
    if nuts3 and nuts3 != county.nuts3:
        return 'nuts3', {'cause': 'county_nuts3', 'code': county.code, 'expected': county.nuts3}
    if nuts2 and nuts3 and not nuts3.startswith(nuts2):
        return 'nuts2', {'cause': 'county_nuts2', 'code': nuts3, 'expected': county.nuts3[:-1]}
    return None
