"""SVG pictures: shapes and text only. What a browser could run, load or follow is refused, by a list of what may be.

A picture must also be drawn in bounded time: parts that are used within parts are counted as often as they are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from . import svg_lists as lists
from .svg_style import Declaration, Rule, declarations, is_plain, own_parts, rules
from .svg_tree import Drawing, Element, Name, SvgError, read_svg

__all__ = ['SvgError', 'check_drawing', 'check_svg', 'is_own_part']

_OWN_PART = re.compile(r'#([^\s"\'()<>\\]{1,120})')
_NUMBER = re.compile(r'[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,4})?')
#: characters that the PDF sets in any typeface and style that a picture may ask for (tested)
_SHAPED: tuple[tuple[int, int], ...] = ((0x20, 0x7E), (0xA0, 0x17F), (0x391, 0x3A1), (0x3A3, 0x3A9), (0x3B1, 0x3C9))
_SHAPED += ((0x410, 0x44F), (0x2010, 0x2014), (0x2018, 0x201E), (0x2020, 0x2022))
_SHAPED_TOO = frozenset('\t\n\r…‰‹›⁄€™№←↑→↓−√∞∆≠')
#: how much a picture may draw: elements, corners and curves, layers that are put together
MAX_ELEMENTS = 20_000
MAX_POINTS = 100_000
#: in one shape: a browser sorts the edges of a shape for each line of the screen
MAX_SHAPE = 30_000
MAX_LAYERS = 300
MAX_NESTED = 150
#: the largest number that may say where something is
MAX_NUMBER = 10_000_000
#: what children inherit and is drawn anew for each of them
_PAINTS = ('fill', 'stroke')
_MARKERS = ('marker', 'marker-start', 'marker-mid', 'marker-end')


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What is drawn: elements, points of their shapes, layers."""

    elements: int = 0
    points: int = 0
    layers: int = 0

    def plus(self, other: Cost, times: int = 1) -> Cost:
        """This and *other* so many times."""
        return Cost(
            elements=self.elements + other.elements * times,
            points=self.points + other.points * times,
            layers=self.layers + other.layers * times,
        )

    @property
    def is_too_much(self) -> bool:
        """Whether one of them passes its limit."""
        return self.elements > MAX_ELEMENTS or self.points > MAX_POINTS or self.layers > MAX_LAYERS


def check_svg(data: bytes) -> None:
    """Raise ``SvgError`` for the first thing in the SVG *data* that is not on the list."""
    check_drawing(read_svg(data))


def is_own_part(address: str) -> bool:
    """Whether *address*, as in an attribute, names a part of the same picture."""
    return bool(_OWN_PART.fullmatch(address.strip()))


def check_drawing(drawing: Drawing) -> None:
    """Raise ``SvgError`` for the first thing in *drawing* that is not on the list, or if there is too much to draw."""
    if drawing.around:
        raise drawing.around[0]
    style: list[Rule] = []
    for element in drawing.root.walk():
        _check_element(element)
        if element.tag == 'style':
            style += _check_style_element(element)
    _check_size(drawing.root)
    _Counter(drawing.root, style).check()


def _check_element(element: Element) -> None:
    name = element.name
    if name.namespace not in ('', lists.SVG):
        raise SvgError('svg_extra', f'<{name.written}>', element.line)
    if element.tag not in lists.ELEMENTS:
        raise SvgError('svg_active', f'<{name.written}>', element.line)
    if element.tag not in lists.TEXTS and element.text.strip():
        raise SvgError('svg_text', ' '.join(element.text.split())[:60], element.line)
    if element.tag in ('text', 'tspan', 'textPath') and (unknown := [c for c in element.text if not _has_shape(c)]):
        raise SvgError('svg_glyph', unknown[0], element.line)
    for attribute, value in element.attributes.items():
        _check_attribute(attribute, value, element.line)


def _check_attribute(name: Name, value: str, line: int) -> None:
    local = name.local
    if name.namespace == lists.XML and local in ('lang', 'space'):
        return
    if local == 'href' and name.namespace in ('', lists.XLINK):
        if not is_own_part(value):
            raise SvgError('svg_address', _shown(name, value), line)
        return
    if name.namespace:
        raise SvgError('svg_extra', name.written, line)
    if local.startswith('data-'):
        return
    if local not in lists.ATTRIBUTES:
        raise SvgError('svg_active', name.written, line)
    if local == 'style':
        _check_declarations(declarations(value), line)
    elif local in lists.PROPERTIES and not is_plain(value):
        raise SvgError('svg_address', _shown(name, value), line)
    if local in lists.GEOMETRY:
        _check_numbers(value, line)


def _has_shape(char: str) -> bool:
    return char in _SHAPED_TOO or any(first <= ord(char) <= last for first, last in _SHAPED)


def _shown(name: Name, value: str) -> str:
    return f'{name.written}="{value[:60]}"'


def _check_numbers(value: str, line: int) -> None:
    for number in _NUMBER.findall(value):
        if not abs(float(number)) <= MAX_NUMBER:
            raise SvgError('svg_number', number[:20], line)


def _check_style_element(element: Element) -> list[Rule]:
    """The rules of a style element. Raises ``SvgError`` for all but plain rules."""
    if element.elements:
        raise SvgError('svg_style', f'<{element.elements[0].name.written}>', element.line)
    found, left = rules(element.text)
    if left:
        raise SvgError('svg_style', left[:60], element.line)
    for rule in found:
        if not rule.is_plain:
            raise SvgError('svg_style', rule.selector[:60], element.line)
        _check_declarations(rule.declarations, element.line)
    return found


def _check_declarations(entries: Iterable[Declaration], line: int) -> None:
    for entry in entries:
        if not entry.is_plain:
            raise SvgError('svg_style', entry.written[:60], line)
        if entry.name in lists.GEOMETRY:
            _check_numbers(entry.value, line)


def _check_size(root: Element) -> None:
    """A picture without area cannot be set."""
    box = [float(number) for number in _NUMBER.findall(root.get('viewBox'))]
    sides = [_NUMBER.match(root.get(side).strip()) for side in ('width', 'height')]
    numbers = [float(side[0]) for side in sides if side]
    if any(number <= 0 for number in [*numbers, *box[2:]]) or (root.get('viewBox') and len(box) != 4):
        raise SvgError('svg_empty', line=root.line)
    if any(0 < number < 0.01 for number in [*numbers, *box[2:]]):
        raise SvgError('svg_empty', line=root.line)


class _Counter:
    """Counts what a picture draws, each part as often as it is used. A part that uses itself has no end."""

    def __init__(self, root: Element, style: list[Rule]) -> None:
        self._root = root
        # the rules that name parts or make layers; the others cost nothing
        self._rules = [rule for rule in style if any(_costs(entry.name, entry.value) for entry in rule.declarations)]
        self._parts = {element.get('id'): element for element in root.walk() if element.get('id')}
        self._known: dict[int, Cost] = {}
        self._open: set[int] = set()

    def check(self) -> None:
        """Raise ``SvgError`` if the picture takes too long to draw."""
        if self._cost(self._root).is_too_much:
            raise SvgError('svg_large', line=self._root.line)

    def _cost(self, element: Element) -> Cost:
        place = id(element)
        if place in self._known:
            return self._known[place]
        if place in self._open or len(self._open) > MAX_NESTED:
            raise SvgError('svg_ring', f'<{element.name.written}>', element.line)
        self._open.add(place)
        points = _points(element)
        if points > MAX_SHAPE:
            raise SvgError('svg_large', line=element.line)
        cost = Cost(elements=1, points=points, layers=int(element.tag in lists.FILTERS))
        for child in element.elements:
            cost = cost.plus(self._cost(child))
        if target := self._part(element.get('href')):
            cost = cost.plus(self._cost(target))
        for name, value in self._properties(element):
            cost = cost.plus(Cost(layers=int(_is_layer(name, value, element))))
            for part in own_parts(value):
                if part in self._parts:
                    cost = self._with(cost, name, self._parts[part])
        self._open.remove(place)
        self._known[place] = cost
        return cost

    def _with(self, cost: Cost, name: str, part: Element) -> Cost:
        """*cost* and what a property *name* that names *part* adds: children inherit paints and markers."""
        if name in _MARKERS:
            return cost.plus(self._cost(part), max(cost.points, 1))
        if name in _PAINTS:
            if part.tag != 'pattern':
                return cost
            return cost.plus(self._cost(part).plus(Cost(layers=1)), cost.elements)
        return cost.plus(self._cost(part).plus(Cost(layers=int(name != 'clip-path'))))

    def _part(self, address: str) -> Element | None:
        match = _OWN_PART.fullmatch(address.strip())
        return self._parts.get(match[1]) if match else None

    def _properties(self, element: Element) -> list[tuple[str, str]]:
        """The properties of *element*: attributes, its style, and the style rules that may hold for it."""
        found = [(name.local, value) for name, value in element.attributes.items() if name.local in lists.PROPERTIES]
        entries = list(declarations(element.get('style')))
        classes = frozenset(element.get('class').split())
        for rule in self._rules:
            if rule.matches(element.tag, classes, element.get('id')):
                entries += rule.declarations
        return found + [(entry.name, entry.value) for entry in entries]


def _costs(name: str, value: str) -> bool:
    return bool(own_parts(value)) or name in ('opacity', 'mix-blend-mode', 'isolation')


def _is_layer(name: str, value: str, element: Element) -> bool:
    """Whether a property makes an element a layer of its own, which is drawn apart and put on the others."""
    if name == 'opacity':
        return bool(element.elements or element.tag == 'use') and value.strip() not in ('1', '1.0', '100%')
    return name in ('mix-blend-mode', 'isolation') and value.strip() not in ('normal', 'auto')


def _points(element: Element) -> int:
    """How many corners and curves a shape has, at most."""
    return sum(len(_NUMBER.findall(element.get(name))) for name in ('d', 'points')) // 2 + 1
