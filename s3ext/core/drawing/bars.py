"""Bars: what something whole consists of, and when things last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .looks import DARK_STEPS, STEPS
from .shapes import Box, Drawing, Group, Shape, Stroke, Words

#: how high a bar is, and where the base line of its numbers stands
_HEIGHT, _BASE = 28, 19
#: a part that is narrower (in hundredths) has no room for its number
_LEAST_ROOM = 6
#: the height of a row of time, and its bar within
_ROW, _BAR, _TOP = 22, 10, 6
#: how far the lines reach beyond a row
_BEYOND = 80
#: the height of the years above the rows
_YEARS = 16
#: a bar is never so short (in hundredths) that one does not see it
_LEAST_BAR = 0.8
#: the years between two lines: the first of these with no more lines than ``_MOST_LINES``
_SPANS, _MOST_LINES = (1, 2, 5, 10, 20, 50, 100), 8
#: of a year, near enough for a drawing
_MONTHS, _DAYS = 12, 366


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPart:
    """A part of a bar: what it is, how much, how much in words, and its look."""

    name: str
    amount: int
    look: str
    words: str = ''


def stacked_bar(parts: Iterable[BarPart], *, title: str, description: str, ticks: Iterable[str] = ()) -> Drawing:
    """One bar as wide as there is room, divided by the amounts of *parts*; those without any are left out.

    *ticks* are words below it at equal distances, the first at its beginning and the last at its end.
    """
    shown = [part for part in parts if part.amount]
    total = sum(part.amount for part in shown)
    start = 0.0
    shapes: list[Shape] = []
    for part in shown:
        width = 100 * part.amount / total
        inner: list[Shape] = [Box(x=start, y=1, width=width, height=_HEIGHT - 2, look=part.look)]
        if width >= _LEAST_ROOM:
            on = part.look in STEPS[:DARK_STEPS]
            number = Words(x=start + width / 2, y=_BASE, text=str(part.amount), look='tick-on' if on else 'tick-off')
            inner.append(Group(parts=(number,), hidden=True))
        shapes.append(Group(parts=tuple(inner), title=f'{part.name}: {part.words or part.amount}'))
        start += width
    below = _ticks(tuple(ticks))
    height = _HEIGHT + (_YEARS if below else 0)
    return Drawing(
        size=(100, height), parts=(*shapes, *below), title=title, description=description, look='stack', stretches=True
    )


def _ticks(words: Sequence[str]) -> tuple[Shape, ...]:
    if len(words) < 2:
        return ()
    last = len(words) - 1
    anchors = ('start', *('middle',) * (last - 1), 'end')
    return tuple(
        Words(x=100 * place / last, y=_HEIGHT + 12, text=text, look='tick', anchor=anchors[place])
        for place, text in enumerate(words)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of time in years and parts of them; without an ``end`` it has none that is known."""

    start: float
    end: float | None
    look: str


def year_of(date: str, *, after: bool = False) -> float:
    """'2026-07' → 2026.5: when the day, month or year begins, or the time right *after* it."""
    year, month, day = (int(part) for part in [*date.split('-'), '0', '0'][:3])
    whole = year + max(month - 1, 0) / _MONTHS + max(day - 1, 0) / _DAYS
    length = 1 / _DAYS if day else 1 / _MONTHS if month else 1
    return whole + (length if after else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The years that rows of time are drawn on, and the point that is ``now``."""

    first: int
    last: int
    now: float

    @classmethod
    def around(cls, spans: Iterable[Span], now: float) -> Scale:
        """The scale that all of *spans* and *now* fit on."""
        found = list(spans)
        ends = [span.start if span.end is None else span.end for span in found]
        first = min([now, *(span.start for span in found)])
        return cls(first=int(first), last=int(max([now, *ends])) + 1, now=now)

    @property
    def lines(self) -> tuple[int, ...]:
        """The years that have a line."""
        span = next((span for span in _SPANS if (self.last - self.first) / span <= _MOST_LINES), _SPANS[-1])
        return tuple(range(self.first + -self.first % span, self.last, span))

    def place(self, year: float) -> float:
        """Where *year* is, in hundredths of the width."""
        return 100 * (year - self.first) / (self.last - self.first)


def time_axis(scale: Scale, now: str, title: str) -> Drawing:
    """The years above rows of time, with the word *now* at its point; *title* is the head of the column of bars."""
    at = scale.place(scale.now)
    years = [Words(x=scale.place(year), y=_YEARS * 2 - 4, text=str(year), look='tick') for year in scale.lines]
    word = Words(
        x=at, y=12, text=now, look='tick-off', anchor='middle' if 10 < at < 90 else 'end' if at > 50 else 'start'
    )
    mark = Stroke(start=(at, _YEARS), end=(at, _YEARS * 2), look='now')
    return Drawing(size=(100, _YEARS * 2), parts=(*years, mark, word), title=title, look='axis', stretches=True)


def time_row(span: Span, scale: Scale) -> Drawing:
    """The bar of one stretch of time on *scale*, with a line for today.

    One without a known end is a bar until today, and from there a thin line. The lines of years and of today reach
    beyond the row, so that they meet those of its neighbours where a row is higher.
    """
    start = scale.place(span.start)
    end = scale.place(max(span.start, scale.now) if span.end is None else span.end)
    width = max(end - start, _LEAST_BAR)
    bars = [Box(x=min(start, 100 - width), y=_TOP, width=width, height=_BAR, look=span.look)]
    if span.end is None:
        bars.append(Box(x=end, y=_TOP + _BAR / 2 - 1, width=100 - end, height=2, look=span.look))
    lines = [(scale.place(year), 'grid') for year in scale.lines]
    strokes = [
        Stroke(start=(at, -_BEYOND), end=(at, _ROW + _BEYOND), look=look)
        for at, look in (*lines, (scale.place(scale.now), 'now'))
    ]
    return Drawing(size=(100, _ROW), parts=(*strokes[:-1], *bars, strokes[-1]), look='row', stretches=True)


def sign_of_now() -> Drawing:
    """The line for today, before the word for it in a legend."""
    return Drawing(size=(12, 12), parts=(Stroke(start=(6, 0), end=(6, 12), look='now'),), look='sign')


def sign_of_open_end() -> Drawing:
    """A bar that goes on as a thin line, before the words for it in a legend."""
    parts = (Box(x=0, y=2, width=5, height=8, look='bar'), Box(x=5, y=5, width=7, height=2, look='bar'))
    return Drawing(size=(12, 12), parts=parts, look='sign')
