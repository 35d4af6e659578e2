"""The programme of a meeting as a text document: with times on the clock, for so many people, to change by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import ceil

from ..model.sheet import Lasting, RecordLink, plain_text
from ..texts.messages import Texts
from ..views.amounts import Amounts
from ..views.blocks import Clock, Inline, Script, Step, Table
from ..views.table_file import words_of
from .content import Cell, Grid, Heading, Paragraph, Part, Run

#: when a meeting begins of which nobody says when: at nine, in minutes after midnight
START = 9 * 60
#: from the kind and id of a record to its title
Title = Callable[[str, str], str]


def standard_size(amounts: Amounts) -> int:
    """How many people a meeting is reckoned for of which nobody says how many come: half way, whole groups."""
    middle = (amounts.least + amounts.most) // 2
    whole = ceil(middle / amounts.seats) * amounts.seats if amounts.seats else middle
    return min(whole, amounts.most)


def run_sheet(blocks: Iterable[Table | Amounts | Script], title: Title, texts: Texts) -> tuple[Part, ...]:
    """The programme in *blocks*: its parts with times, what is needed, and what whoever leads does."""
    found = tuple(blocks)
    amounts = next((block for block in found if isinstance(block, Amounts)), None)
    people = standard_size(amounts) if amounts else 0
    said = texts['sheet_for'].format(people=people, start=_clock(START)) if people else ''
    parts: list[Part] = [_says(said)] if said else []
    for block in found:
        if isinstance(block, Table):
            parts += [Heading(text=block.caption, level=1)] if block.caption else []
            rows = tuple(tuple(_cell(''.join(map(_timed, cell))) for cell in row) for row in block.rows)
            parts.append(Grid(head=tuple(_cell(''.join(map(words_of, cell))) for cell in block.head), rows=rows))
        elif isinstance(block, Amounts):
            parts += _needs(block, people, title, texts)
        else:
            parts += [Heading(text=block.title, level=1), *(line for step in block.steps for line in _step(step))]
    return tuple(parts)


def _needs(amounts: Amounts, people: int, title: Title, texts: Texts) -> Iterator[Part]:
    rows = tuple(
        (_cell(''.join(_label(part, title) for part in row.label)), _cell(str(total)))
        for row in amounts.rows
        if (total := row.total(people, amounts.seats)) is not None
    )
    if rows:
        yield Heading(text=texts['sheet_needs'].format(people=people), level=1)
        yield Grid(head=(_cell(amounts.head), _cell(texts['sheet_number'])), rows=rows)


def _step(step: Step) -> Iterator[Part]:
    words = step.title.replace(step.clock.text, _span(step.clock), 1) if step.clock else step.title
    yield Heading(text=words, level=2)
    for name, text in step.lines:
        yield Paragraph(runs=(Run(f'{name}: ', bold=True), Run(text)))


def _timed(part: Inline) -> str:
    return _span(part) if isinstance(part, Clock) else words_of(part)


def _span(clock: Clock) -> str:
    return f'{_clock(START + clock.at)}–{_clock(START + clock.at + clock.minutes)}'


def _clock(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f'{hours % 24:02d}:{rest:02d}'


def _label(part: Lasting, title: Title) -> str:
    return (part.text or title(part.kind, part.target)) if isinstance(part, RecordLink) else plain_text(part)


def _says(text: str) -> Paragraph:
    return Paragraph(runs=(Run(text),))


def _cell(text: str) -> Cell:
    return (_says(text),) if text else ()
