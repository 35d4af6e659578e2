"""Parts of a book whose last page would be nearly empty: the pages before it end higher, and give it a share."""

from __future__ import annotations

from collections.abc import Iterable

#: the text area of a page in a book, in points: where it begins, and how high it is; half of the page's width
_TOP, _HEIGHT, _MIDDLE = 68.0, 717.2, 297.6
#: a last page that is filled less than this is nearly empty, and is to be filled so much
_LEAST, _WANTED = 0.22, 0.32
#: no page ends higher than by this share of its height
_MOST = 0.25
#: a part of more pages than this ends as it happens to, whatever its pages lose: so many of its last records make room
_LONG, _LAST = 20, 6

#: the name of a part, its first and last page, and how far from the left and the top of the last page it ends
PartEnd = tuple[str, int, int, float, float]


def rooms(parts: Iterable[PartEnd]) -> dict[str, tuple[float, int]]:
    """For each of *parts* whose last page is nearly empty, how many points higher its pages are to end.

    And at how many of its last records alone, or 0. Text stands in two halves of a page: one that ends in the second
    fills the first.
    """
    found = {}
    for name, first, last, x, y in parts:
        filled = (y - _TOP) / _HEIGHT / 2
        if x < _MIDDLE and filled < _LEAST and last > first:
            records = _LAST if last - first > _LONG else 0
            share = min((_WANTED - filled) / (records or last - first), _MOST)
            found[name] = (round(share * _HEIGHT, 1), records)
    return found
