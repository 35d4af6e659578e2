"""A pilot, partnership or network that regions work in together."""

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar

from pydantic import Field
from pydantic.dataclasses import dataclass

from ...core.model.annotations import Asks, Filter, NotProse, Ref, Sheet, Verbatim, Wanted
from ...core.model.kind import Kind
from ...core.model.parts import Ask, Period, Source
from ...core.model.sheet import Titles, Words
from ...core.model.values import STRICT, InList, LongText, Names, Slugs, Summary
from ...core.views.blocks import Answer, Others
from ..answers import first_links, first_words
from .parts import Asked

#: so many of each stand in a line; the others stand with them on the fact sheet
_REGIONS, _ACTORS, _THEMES = 6, 3, 3
_LEAST_BETWEEN = 2


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Pilot(Asked):
    """A pilot, partnership or network that regions work in together."""

    about: ClassVar[Kind] = Kind(
        id='pilot', folder='docs/pilots', facet='pilot', edition='pilot', editions=3, guide=3, skeletons=3, form=2,
        editor=1, news=2, counted=2, cover=2, book=3, names=3, members=('case',), expects=('case',), gaps=3,
        answer='answer', figures=('where',), works=True,
    )  # fmt: skip

    summary: Summary
    kind: Annotated[str, InList('pilot_kind'), Filter(catalogue=3, found=True), Sheet(7)]
    level: Annotated[
        str, InList('level'), Asks('between_regions', 'regions', _LEAST_BETWEEN), Filter(catalogue=4), Sheet(8)
    ]
    period: Annotated[Period, Filter(), Sheet(3)]
    stage: Annotated[str, InList('stage'), Filter(catalogue=5, found=True), Sheet(4)]
    regions: Annotated[
        Slugs,
        Ref('region'),
        Filter('region', catalogue=2, unknown=True),
        Wanted(),
        Sheet(1, empty='not_stated'),
    ]
    themes: Annotated[Slugs, Ref('theme'), Filter('theme', catalogue=1, row=1, unknown=True), Wanted(), Sheet(2)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1), NotProse()]
    national_actors: Annotated[Names, Wanted(), Sheet(9), NotProse(), Verbatim()] = ()
    eu_actors: Annotated[Names, Sheet(10), NotProse(), Verbatim()] = ()
    open_for: Annotated[LongText, Wanted(), Sheet(5, brief=True)] | None = None
    ask: Annotated[Ask, Wanted(), Sheet(6, empty='not_stated', by='ask_values', brief=True)] | None = None

    def answer(self, words: Words) -> Iterator[Answer]:
        """Who is in it, when, and what it is about; and its cases, which say what came of it."""
        texts = words.texts
        who = first_links('region', self.regions, _REGIONS, 'regions', words)
        actors = first_words(self.national_actors, _ACTORS, 'national_actors', words) if self.national_actors else ()
        values = tuple(filter(None, (who, actors))) or ((texts['not_stated'],),)
        yield Answer(label=texts['answer_who'], values=values)
        # a stage that no source tells stands among the facts, with what else is not stated
        told = (words.period(self.period), self.period.note, words.term('stage', self.stage))
        when = tuple((part,) for part in told if part and part != texts['not_stated'])
        yield Answer(label=texts['answer_when'], values=when)
        about = first_links('theme', self.themes, _THEMES, 'themes', words)
        cases = Others(kind='case', none='answer_no_cases')
        yield Answer(label=texts['answer_about'], values=(about,) if about else (), others=cases)

    @property
    def span(self) -> Period:
        """The time of the work."""
        return self.period

    def line(self, words: Words, titles: Titles) -> Iterable[str]:
        """What it is, when, and how many regions are in it."""
        yield words.term('pilot_kind', self.kind)
        yield words.period(self.period)
        if self.regions:
            yield words.texts.count('region', len(self.regions))
