"""The areas of a country: outlines that a profile gives, also coarser ones, and drawings of them."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType

from .shapes import Drawing, Group, Outline, Shape, Words

#: the darkest step; there are this many beside the step for none
LAST_STEP = 4
#: in the units of the drawing; small areas need room for three digits of this size
FONT_SIZE = 15
#: from the middle of a digit down to the line it stands on
_BASELINE = 5
#: how many units high a small map is: about as many as it gets pixels
_SMALL = 180
_NUMBER = re.compile(r'-?\d+')

_Point = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The outline of an area as path data, and where its number goes."""

    path: str
    label: tuple[int, int]


@dataclass(frozen=True, kw_only=True)  # no slots: they have no place for what is computed once
class AreaMap:
    """A map that a profile gives: the areas by code, in its order, the size of the drawing, and whose data it is.

    Records of the kind with an ``AreaCode`` lie each in one of the areas. Each outline is of the form ``M x y l dx dy …
    z``, one or several times, in whole numbers; neighbours share the points of their border.
    """

    source: str
    size: tuple[int, int]
    areas: Mapping[str, Area]

    @cached_property
    def coarse(self) -> tuple[Mapping[str, str], tuple[int, int]]:
        """The outlines with fewer points, in whole units of a drawing about ``_SMALL`` units high, and its size.

        Each point goes to the nearest whole one, so that neighbours still share their border.
        """
        width, height = self.size
        factor = max(height, width) / _SMALL
        outlines = {
            code: ''.join(
                _ring([(round(x / factor), round(y / factor)) for x, y in ring]) for ring in _rings(area.path)
            )
            for code, area in self.areas.items()
        }
        return MappingProxyType(outlines), (round(width / factor), round(height / factor))


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedArea:
    """An area on the map: its code, what it is called, the page it leads to and the number printed in it."""

    code: str
    name: str
    page: str = ''
    count: int = 0


def read_map(text: str) -> AreaMap:
    """The map with the shapes in *text*, which is JSON.

    It holds a ``source``, a ``viewbox`` (width, height), and ``areas`` by code with ``path`` and ``label`` (x, y).
    """
    data = json.loads(text)
    areas = {
        code: Area(path=area['path'], label=(area['label'][0], area['label'][1]))
        for code, area in sorted(data['areas'].items())
    }
    width, height = data['viewbox']
    return AreaMap(source=data['source'], size=(width, height), areas=MappingProxyType(areas))


def steps(counts: Mapping[str, int]) -> dict[str, int]:
    """The shade of each key: 0 for none, else 1 to 4 by the quarter its count falls in among those that have any.

    A count's step is 1 plus the share of all counts above zero that are smaller, in whole quarters. So equal
    counts get equal steps, a larger count never a lower step, the smallest always 1, and one area far ahead of
    the rest does not make the rest look alike. The order of *counts* means nothing.
    """
    ranked = sorted(count for count in counts.values() if count > 0)
    return {
        key: 1 + LAST_STEP * bisect_left(ranked, count) // len(ranked) if count > 0 else 0
        for key, count in counts.items()
    }


def ranges(counts: Iterable[int]) -> tuple[tuple[int, int, int], ...]:
    """For each shade that *counts* get: the shade, and the least and the greatest count that has it."""
    numbers = {str(place): count for place, count in enumerate(counts)}
    found: dict[int, list[int]] = {}
    for key, step in steps(numbers).items():
        found.setdefault(step, []).append(numbers[key])
    return tuple((step, min(found[step]), max(found[step])) for step in sorted(found))


def count_map(
    shapes: AreaMap, areas: Iterable[CountedArea], *, title: str, description: str, words: tuple[str, str]
) -> Drawing:
    """The map *shapes*, each area shaded by its count, the number printed in it, a link if it has a page.

    Areas without a record have none (0) and go by their code; codes that no area has are left out. *words* name what is
    counted, one and many ('4 cases').
    """
    known = {area.code: area for area in areas}
    shown = {code: known.get(code, CountedArea(code=code, name=code)) for code in shapes.areas}
    step = steps({code: area.count for code, area in shown.items()})
    parts: list[Shape] = []
    numbers: list[Shape] = []
    for code, shape in shapes.areas.items():
        area = shown[code]
        text = f'{area.name}: {area.count} {words[area.count != 1]}'
        parts.append(Group(parts=(Outline(path=shape.path, look=f'area-{step[code]}'),), title=text, page=area.page))
        x, y = shape.label
        numbers.append(Words(x=x, y=y + _BASELINE, text=str(area.count), look='words'))
    # the links say the numbers, so the printed ones are hidden, or they would be read twice; they lie on top of all
    parts.append(Group(parts=tuple(numbers), hidden=True))
    return Drawing(size=shapes.size, parts=tuple(parts), title=title, description=description, look='map')


def lit_map(shapes: AreaMap, lit: Mapping[str, str], *, title: str, description: str) -> Drawing:
    """The map *shapes*, small and without numbers: the areas *lit* (names by code) stand out from the rest."""
    outlines, size = shapes.coarse
    land = Outline(path=''.join(path for code, path in outlines.items() if code not in lit), look='land')
    parts = [
        Group(parts=(Outline(path=path, look='lit'),), title=lit[code])
        for code, path in outlines.items()
        if code in lit
    ]
    return Drawing(size=size, parts=(land, *parts), title=title, description=description, look='locator')


def _rings(path: str) -> Iterator[list[_Point]]:
    """The points of each ring of *path*."""
    for ring in path.split('z')[:-1]:
        numbers = list(map(int, _NUMBER.findall(ring)))
        x, y = numbers[0], numbers[1]
        points = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        yield points


def _ring(points: Collection[_Point]) -> str:
    """A ring as path data, without points on straight lines and ways there and back; '' for one shrunk away."""
    kept: list[_Point] = []
    for point in points:
        while kept and (point == kept[-1] or (len(kept) > 1 and _straight(kept[-2], kept[-1], point))):
            kept.pop()
        kept.append(point)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    if len(kept) < 3:
        return ''
    path = f'M{kept[0][0]} {kept[0][1]}l'
    for before, after in pairwise(kept):
        for step in (after[0] - before[0], after[1] - before[1]):
            path += f' {step}' if step >= 0 and path[-1].isdigit() else f'{step}'
    return path + 'z'


def _straight(one: _Point, middle: _Point, other: _Point) -> bool:
    """Whether the three lie on one line."""
    return (middle[0] - one[0]) * (other[1] - middle[1]) == (middle[1] - one[1]) * (other[0] - middle[0])
