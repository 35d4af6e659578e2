"""A workshop ready to run (workshopmaterial)."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from ...core.model.annotations import Filter, InText, NotProse, Ref, Sheet, Total, Wanted
from ...core.model.kind import Kind
from ...core.model.parts import Source
from ...core.model.sheet import Titles, Values, Words
from ...core.model.values import STRICT, InList, Names, PositiveInt, Slugs, Summary, Text, distinct
from ...core.views.blocks import Inline, Table
from .parts import ProcessList, Record


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

    def sheet_values(self, words: Words) -> Values:
        """How many, and how many at each table."""
        people = words.texts['people'].format(min=self.min, max=self.max)
        if self.per_table:
            people += ', ' + words.texts['value_per_table'].format(count=self.per_table)
        return [[people]]

    @model_validator(mode='after')
    def _in_order(self) -> Self:
        if self.max < self.min:
            raise PydanticCustomError('bad_range', '{value}', {'value': f'{self.min}–{self.max}'})
        return self


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Workshop(Record):
    """A workshop ready to run (workshopmaterial)."""

    about: ClassVar[Kind] = Kind(
        id='workshop', folder='docs/workshops', edition='workshop', editions=5, guide=4, skeletons=2, editor=2,
        names=7, news=4, cover=6, book=6, members=('case',), for_participants=True,
    )  # fmt: skip

    summary: Summary
    process: Annotated[ProcessList, Filter(), Sheet(4)]
    audience: Annotated[
        tuple[Annotated[str, InList('audience')], ...],
        Field(min_length=1),
        AfterValidator(distinct),
        Filter(found=True),
        Sheet(3),
    ]
    duration: Annotated[PositiveInt, Total('agenda', 'minutes'), Filter('minutes'), Sheet(1, by='duration_values')]
    group_size: Annotated[GroupSize, Sheet(2)]
    agenda: Annotated[tuple[AgendaPart, ...], Field(min_length=1), InText(by='agenda_table', participants=True)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1), NotProse()]
    materials: Annotated[Names, Wanted(), Sheet(6, each=True)] = ()
    print_list: Annotated[Names, Wanted(), Sheet(7, each=True)] = ()
    before: Annotated[Names, Wanted(), Sheet(8, each=True)] = ()
    after: Annotated[Names, Wanted(), Sheet(9, each=True)] = ()
    cases: Annotated[Slugs, Ref('case'), Filter('case'), Wanted(), Sheet(10, each=True)] = ()
    themes: Annotated[Slugs, Ref('theme'), Filter('theme'), Wanted(), Sheet(5)] = ()

    def duration_values(self, words: Words) -> Values:
        """How long it takes, in hours and minutes."""
        return [[words.duration(self.duration)]]

    def agenda_table(self, words: Words) -> Table:
        """The parts with the time into the workshop, minutes and way of working."""
        rows: list[tuple[tuple[Inline, ...], ...]] = []
        elapsed = 0
        for part in self.agenda:
            clock = f'{elapsed // 60}:{elapsed % 60:02d}'
            rows.append(((clock,), (part.part,), (str(part.minutes),), (words.term('mode', part.mode),)))
            elapsed += part.minutes
        names = (words.texts.sheet_label('AgendaPart', name) for name in ('part', 'minutes', 'mode'))
        head = tuple((name,) for name in (words.texts['agenda_time'], *names))
        return Table(caption='', head=head, rows=tuple(rows))

    def line(self, words: Words, titles: Titles) -> Iterable[str]:
        """How long, and for how many."""
        people = words.texts['people'].format(min=self.group_size.min, max=self.group_size.max)
        return words.duration(self.duration), people
