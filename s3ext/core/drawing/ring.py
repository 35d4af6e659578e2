"""A ring of parts that follow each other, each with its name and number: where one is, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from textwrap import wrap

from .shapes import Drawing, Group, Outline, Words

#: in units of the drawing, like all lengths here
_SIZE = 440
_MIDDLE = _SIZE / 2
_OUTER, _INNER = 216, 70
#: where the middle of a name stands, from the middle of the ring
_NAMES = 148
#: how many characters of a line have room in a part, and how high a line is
_LINE, _LEADING = 15, 18
#: from the middle of a line down to its base line, for names and for numbers
_NAME_BASE, _NUMBER_BASE = 5, 16
#: writes what stands in a part, at its place among them, around a point
_Write = Callable[[int, 'RingPart', float, float], Iterator[Words]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RingPart:
    """A part of the ring: its name, the page that it leads to, and whether it is the one that is meant."""

    name: str
    page: str = ''
    lit: bool = False


def ring(parts: Sequence[RingPart], *, title: str, description: str, small: bool = False) -> Drawing:
    """The *parts* in a ring, clockwise from the top, with their names; a *small* one has only their numbers."""
    write = _number if small else _names
    shapes = tuple(_part(place, part, len(parts), write) for place, part in enumerate(parts))
    look = 'ring-small' if small else 'ring'
    return Drawing(size=(_SIZE, _SIZE), parts=shapes, title=title, description=description, look=look)


def _part(place: int, part: RingPart, count: int, write: _Write) -> Group:
    start, end = 2 * pi * place / count, 2 * pi * (place + 1) / count
    large = int(end - start > pi)
    (x1, y1), (x2, y2) = _point(start, _OUTER), _point(end, _OUTER)
    (x3, y3), (x4, y4) = _point(end, _INNER), _point(start, _INNER)
    path = f'M{x1} {y1}A{_OUTER} {_OUTER} 0 {large} 1 {x2} {y2}L{x3} {y3}A{_INNER} {_INNER} 0 {large} 0 {x4} {y4}z'
    shape = Outline(path=path, look='part-lit' if part.lit else 'part')
    # the title says the name and the number once; what is printed is for the eye
    shown = Group(parts=tuple(write(place, part, *_point((start + end) / 2, _NAMES))), hidden=True)
    return Group(parts=(shape, shown), title=f'{place + 1}. {part.name}', page=part.page, current=part.lit)


def _names(place: int, part: RingPart, x: float, y: float) -> Iterator[Words]:
    """The number of *part* and below it the name, around a point, in as many lines as it takes."""
    lines = [str(place + 1), *wrap(part.name, _LINE, break_long_words=False)]
    top = y - _LEADING * (len(lines) - 1) / 2 + _NAME_BASE
    for row, line in enumerate(lines):
        look = 'words' if row else 'order'
        yield Words(x=x, y=top + _LEADING * row, text=line, look=f'{look}-on' if part.lit else look)


def _number(place: int, part: RingPart, x: float, y: float) -> Iterator[Words]:
    yield Words(x=x, y=y + _NUMBER_BASE, text=str(place + 1), look='number-on' if part.lit else 'number')


def _point(angle: float, radius: float) -> tuple[float, float]:
    """A point of the ring at *angle*, clockwise from the top, in tenths of a unit: the same on every machine."""
    return round(_MIDDLE + radius * sin(angle), 1), round(_MIDDLE - radius * cos(angle), 1)
