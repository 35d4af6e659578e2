"""Small signs that stand in a cell or before a word; each is told from the others by its shape, not its colour."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .shapes import Box, Disc, Drawing, Outline, Shape, Stroke

_SIZE = 12
_MIDDLE = _SIZE / 2
_RADIUS = 4.2

#: the shapes of the signs by name
SIGNS: Mapping[str, tuple[Shape, ...]] = MappingProxyType(
    {
        'full': (Disc(x=_MIDDLE, y=_MIDDLE, radius=_RADIUS, look='sign'),),
        'ring': (Disc(x=_MIDDLE, y=_MIDDLE, radius=_RADIUS, look='sign-open'),),
        'half': (
            Disc(x=_MIDDLE, y=_MIDDLE, radius=_RADIUS, look='sign-open'),
            Outline(path='M6 1.8a4.2 4.2 0 0 0 0 8.4z', look='sign'),
        ),
        'square': (Box(x=2.4, y=2.4, width=7.2, height=7.2, look='sign-open'),),
        'cross': (
            Stroke(start=(2.4, 2.4), end=(9.6, 9.6), look='sign-line'),
            Stroke(start=(9.6, 2.4), end=(2.4, 9.6), look='sign-line'),
        ),
        'dot': (Disc(x=_MIDDLE, y=_MIDDLE, radius=0.9, look='sign-faint'),),
        'question': (
            Outline(path='M4 4.4a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4', look='sign-line'),
            Disc(x=_MIDDLE, y=10.3, radius=0.5, look='sign-line'),
        ),
    }
)


def sign(name: str, words: str = '') -> Drawing:
    """The sign called *name*; *words* say what it means where no text beside it does."""
    return Drawing(size=(_SIZE, _SIZE), parts=SIGNS[name], title=words, look='sign')


def swatch(look: str) -> Drawing:
    """A small square with the *look* of a part, before the word for it in a legend."""
    return Drawing(size=(_SIZE, _SIZE), parts=(Box(x=1, y=1, width=10, height=10, look=look),), look='sign')
