"""How wide the columns of a form are beside each other, by what they hold and what people write into them."""

from __future__ import annotations

from collections.abc import Sequence

#: how many characters a column counts for, at the least and at the most
_NARROWEST, _WIDEST = 10, 24
#: and a column to write in
_TO_WRITE = 20
_OF_A_FORM = 2
#: what the edges of a cell take, in characters
_AROUND = 5


def column_shares(columns: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The share of the width that each of *columns* gets; each holds its head and then its cells, as plain text.

    A column to write in is wide, whatever its head; that beside the questions of a form twice as wide as these.
    """
    if len(columns) == _OF_A_FORM and not any(columns[1][1:]):
        return 1, 2
    return tuple(map(_share, columns))


def _share(column: Sequence[str]) -> int:
    longest = max((len(line) for text in column for line in text.split('\n')), default=0)
    word = max((len(word) for text in column for word in text.split()), default=0)
    if not any(column[1:]):
        return max(_TO_WRITE, word + _AROUND)
    return max(_NARROWEST, word + _AROUND, min(_WIDEST, longest))
