"""A workshop ready to run (workshopmaterial)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from ...core.drawing.bars import BarPart, stacked_bar
from ...core.drawing.signs import swatch
from ...core.model.annotations import Filter, InText, NotProse, Ref, Sheet, Total, Wanted
from ...core.model.kind import Kind
from ...core.model.parts import Source
from ...core.model.sheet import Titles, Values, Words
from ...core.model.values import STRICT, InList, LongText, Names, PositiveInt, Slugs, Summary, Text
from ...core.page.declared_rules import is_number
from ...core.page.frontmatter import RawHeader
from ...core.problems import Problem
from ...core.views.amounts import GROUP, Amount, Amounts
from ...core.views.blocks import Answer, Clock, Figure, Inline, Items, Para, Place, Script, Step, Table
from ..codes import HandbookCode
from .parts import Asked, AudienceList, ProcessList
from .print_list import PrintItem, item_problems

#: the way of working that is none
BREAK = 'break'
#: nobody listens longer without one
MINUTES_BETWEEN_BREAKS = 90
#: the looks of the ways of working in the bar of a day, so that neighbours differ; any other has the last
_LOOKS: Mapping[str, str] = MappingProxyType(
    {'plenary': 'step-1', 'table': 'step-3', 'pairs': 'step-2', 'individual': 'step-5', BREAK: 'step-6'}
)
_OTHER_LOOK = 'step-4'
#: what the leader finds of a part, in order
SCRIPT = ('say', 'hand_out', 'risk')
#: for how many people a table says what they need, beside the fewest and the most that the workshop is for
SHOWN = (8, 12, 16, 20, 24, 30, 40)
#: the texts of the fields for when it starts and how many come, and of what they show
PLANNER = (
    *('label', 'start', 'people', 'times', 'times_days', 'seated', 'seated_one', 'outside'),
    *('list', 'what', 'number', 'needed_group'),
    *('room', 'room_part', 'room_minutes', 'room_left', 'room_over', 'room_next', 'room_last', 'room_script'),
    *('room_back', 'room_forward', 'room_full', 'room_close'),
)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class AgendaPart:
    """One part of a workshop, on a ``day`` of it; what its leader says and hands out, and what may go wrong."""

    part: Text
    minutes: PositiveInt
    mode: Annotated[str, InList('mode')]
    say: LongText | None = None
    hand_out: LongText | None = None
    risk: LongText | None = None
    day: Annotated[PositiveInt, Field(le=20)] = 1


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class GroupSize:
    """How many people a workshop is for."""

    min: PositiveInt
    max: PositiveInt
    per_table: PositiveInt | None = None

    def sheet_values(self, words: Words) -> Values:
        """How many, and how many at each table."""
        return [[self.people(words)]]

    def people(self, words: Words) -> str:
        """The same as one text."""
        people = words.texts['people'].format(min=self.min, max=self.max)
        if self.per_table:
            people += ', ' + words.texts['value_per_table'].format(count=self.per_table)
        return people

    @model_validator(mode='after')
    def _in_order(self) -> Self:
        if self.max < self.min:
            raise PydanticCustomError('bad_range', '{value}', {'value': f'{self.min}–{self.max}'})
        return self


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Workshop(Asked):
    """A workshop ready to run (workshopmaterial)."""

    about: ClassVar[Kind] = Kind(
        id='workshop', folder='docs/workshops', edition='workshop', editions=5, guide=4, skeletons=2, editor=2,
        names=7, news=4, cover=6, book=6, members=('case',), for_participants=True, answer='answer',
    )  # fmt: skip

    summary: Summary
    process: Annotated[ProcessList, Filter(catalogue=1, row=1), Sheet(4)]
    audience: Annotated[AudienceList, Filter(catalogue=2, found=True), Sheet(3)]
    duration: Annotated[
        PositiveInt, Total('agenda', 'minutes'), Filter('minutes'), Sheet(1, by='duration_values', brief=True)
    ]
    group_size: Annotated[GroupSize, Sheet(2, brief=True)]
    agenda: Annotated[tuple[AgendaPart, ...], Field(min_length=1), InText(by='agenda_blocks', participants=True)]
    sources: Annotated[tuple[Source, ...], Field(min_length=1), NotProse()]
    materials: Annotated[Names, Wanted(), Sheet(6, each=True)] = ()
    print_list: Annotated[tuple[PrintItem, ...], Filter(), Wanted(), Sheet(7, by='print_values')] = ()
    before: Annotated[Names, Wanted(), Sheet(8, each=True)] = ()
    after: Annotated[Names, Wanted(), Sheet(9, each=True)] = ()
    cases: Annotated[Slugs, Ref('case'), Filter('case'), Wanted(), Sheet(10, each=True)] = ()
    themes: Annotated[Slugs, Ref('theme'), Filter('theme', catalogue=3), Wanted(), Sheet(5)] = ()

    @classmethod
    def check(cls, raw: RawHeader) -> Iterable[Problem]:
        """How long people sit without a break, and whether all that is printed can be found and counted."""
        for place, minutes in _long_stretches(raw.value.get('agenda')):
            details = {'minutes': str(minutes), 'limit': str(MINUTES_BETWEEN_BREAKS)}
            yield raw.problem(raw.position(('agenda', place)), HandbookCode.LONG_STRETCH, **details)
        for place, code, details in item_problems(raw.value.get('print_list')):
            yield raw.problem(raw.position(('print_list', place)), code, **details)

    def answer(self, words: Words) -> Iterator[Answer]:
        """How long it takes, for how many, and where its parts are."""
        texts = words.texts
        yield Answer(label=texts.sheet_label('Workshop', 'duration'), values=((self._length(words),),))
        people = self.group_size.people(words)
        yield Answer(label=texts.sheet_label('Workshop', 'group_size'), values=((people,),))
        if not words.origin:  # a twin does not show them
            parts = texts.count('part', len(self.agenda))
            yield Answer(label=texts.sheet_label('Workshop', 'agenda'), values=((Place(text=parts, field='agenda'),),))

    def duration_values(self, words: Words) -> Values:
        """How long it takes."""
        return [[self._length(words)]]

    def print_values(self, words: Words) -> Values:
        """What to print, and how many for the largest group."""
        return [item.value(self.group_size.max, self.group_size, words) for item in self.print_list]

    def agenda_blocks(self, words: Words) -> tuple[Figure | Table | Amounts | Script, ...]:
        """The day as a bar, its parts with time, minutes and way of working in a table.

        Then how many of everything so many people need, and the leader's script.
        """
        names = (words.texts.sheet_label('AgendaPart', name) for name in ('part', 'minutes', 'mode'))
        head = tuple((name,) for name in (words.texts['agenda_time'], *names))
        days = [list(parts) for _, parts in groupby(self._clock(), lambda found: found[0].day)]
        tables: list[Figure | Table] = []
        for parts in days:
            day = self._day(parts[0][0], words)
            rows = tuple(_row(*found, words) for found in parts)
            tables += [_bar([part for part, _ in parts], day, words), Table(caption=day, head=head, rows=rows)]
        steps = tuple(step for part, clock in self._clock() if (step := self._step(part, clock, words)).lines)
        script = (Script(title=words.texts['agenda_script'], steps=steps),) if steps else ()
        return (*tables, self._amounts([sum(part.minutes for part, _ in parts) for parts in days], words), *script)

    def _amounts(self, days: Iterable[int], words: Words) -> Amounts:
        """How many of everything so many people need; *days* are the minutes of each."""
        texts, size = words.texts, self.group_size
        rows = [item.amount(words) for item in self.print_list]
        if size.per_table:
            tables = texts['planner_groups'].format(seats=size.per_table)
            rows.insert(0, Amount(label=(tables,), each=1, per=GROUP))
        return Amounts(
            title=texts['planner_fold'].format(least=size.min, most=size.max),
            caption=texts['planner_caption'],
            head=texts['planner_what'],
            least=size.min,
            most=size.max,
            seats=size.per_table,
            days=tuple(days),
            people=tuple(sorted({size.min, size.max, *(n for n in SHOWN if size.min < n < size.max)})),
            rows=tuple(rows),
            texts=tuple((name, texts[f'planner_{name}']) for name in PLANNER),
        )

    def _clock(self) -> Iterator[tuple[AgendaPart, Clock]]:
        """Each part, and when it begins: each day at 0:00."""
        day, elapsed = 0, 0
        for part in self.agenda:
            elapsed = elapsed if part.day == day else 0
            text = f'{elapsed // 60}:{elapsed % 60:02d}'
            yield part, Clock(text=text, at=elapsed, minutes=part.minutes)
            day, elapsed = part.day, elapsed + part.minutes

    def _day(self, part: AgendaPart, words: Words) -> str:
        """The day of *part*, if there are several."""
        return words.texts['agenda_day'].format(day=part.day) if any(p.day != 1 for p in self.agenda) else ''

    def _step(self, part: AgendaPart, clock: Clock, words: Words) -> Step:
        """What the leader does in *part*."""
        texts = words.texts
        found = ((texts.sheet_label('AgendaPart', name), getattr(part, name)) for name in SCRIPT)
        title = texts['agenda_step'].format(
            time=clock.text, part=part.part, minutes=texts.count('minute', part.minutes)
        )
        day = self._day(part, words)
        title = f'{day}, {title}' if day else title
        return Step(title=title, lines=tuple(line for line in found if line[1]), clock=clock)

    def line(self, words: Words, titles: Titles) -> Iterable[str]:
        """How long, and for how many."""
        people = words.texts['people'].format(min=self.group_size.min, max=self.group_size.max)
        return self._length(words), people

    def _length(self, words: Words) -> str:
        """``2 days, 10 hours``; the days if there are several."""
        days, time = len({part.day for part in self.agenda}), words.duration(self.duration)
        return f'{words.texts.count("day", days)}, {time}' if days > 1 else time


def _bar(parts: Sequence[AgendaPart], day: str, words: Words) -> Figure:
    """The parts of a day as one bar by way of working, and how long each way of working takes in all."""
    modes = tuple(dict.fromkeys(part.mode for part in parts))
    minutes = {mode: sum(part.minutes for part in parts if part.mode == mode) for mode in modes}
    total = sum(minutes.values())
    shown = [
        BarPart(
            name=f'{part.part} ({words.term("mode", part.mode).lower()})',
            amount=part.minutes,
            look=_LOOKS.get(part.mode, _OTHER_LOOK),
            words=words.duration(part.minutes),
        )
        for part in parts
    ]
    name = 'agenda_bar_day' if day else 'agenda_bar'
    title = words.texts[name].format(duration=words.duration(total), day=day)
    listed = [(mode, f'{words.term("mode", mode)}: {words.duration(minutes[mode])}') for mode in modes]
    drawing = stacked_bar(
        shown,
        title=title,
        description=f'{", ".join(text for _, text in listed)}.',
        ticks=('0:00', f'{total // 60}:{total % 60:02d}'),
    )
    legend = tuple((swatch(_LOOKS.get(mode, _OTHER_LOOK)), f' {text}') for mode, text in listed)
    return Figure(
        drawing=drawing, beside=(Para(parts=(title,), style='figure-title'), Items(items=legend, style='legend'))
    )


def _row(part: AgendaPart, clock: Clock, words: Words) -> tuple[tuple[Inline, ...], ...]:
    return (clock,), (part.part,), (str(part.minutes),), (words.term('mode', part.mode),)


def _long_stretches(agenda: object) -> Iterator[tuple[int, int]]:
    """Where in the *agenda* of a header people have sat too long without a break, and how long in all; each once."""
    parts = agenda if isinstance(agenda, list) else []
    if not all(isinstance(part, dict) and is_number(part.get('minutes')) for part in parts):
        return  # a fault already

    def stretch(found: tuple[int, Mapping[str, Any]]) -> tuple[str, bool]:
        return str(found[1].get('day', 1)), found[1].get('mode') == BREAK

    for (_, is_break), parts_of in groupby(enumerate(parts), stretch):
        minutes, late = 0, None
        for place, part in parts_of:
            minutes += int(part['minutes'])
            late = place if late is None and minutes > MINUTES_BETWEEN_BREAKS else late
        if late is not None and not is_break:
            yield late, minutes
