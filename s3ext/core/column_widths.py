"""How wide the columns of a form are beside each other, by what they hold and what people write into them."""

from __future__ import annotations

from collections.abc import Sequence

#: how many characters a column with text counts for, at the least and at the most
_NARROWEST, _WIDEST = 6, 32
#: and a column to write in, and all columns of a table that has few
_TO_WRITE, _ALL = 20, 100
_OF_A_FORM = 2
#: what the edges of a cell take, in characters
_AROUND = 4


def column_shares(columns: Sequence[Sequence[str]], room: int) -> tuple[int, ...]:
    """The share of the width that each of *columns* gets; each holds its head and then its cells, as plain text.

    A column to write in is wide, whatever its head, the more so in a table of few; that beside the questions of a form
    is twice as wide as these. Where all is more than the *room*, in characters, each still gets what its longest word
    takes, if that is possible at all.
    """
    if len(columns) == _OF_A_FORM and not any(columns[1][1:]):
        return 1, 2
    least = [_longest(column, None) + _AROUND for column in columns]
    to_write = max(_TO_WRITE, _ALL // len(columns))
    wished = [max(_wish(column, to_write), word) for column, word in zip(columns, least, strict=True)]
    more = [wish - word for wish, word in zip(wished, least, strict=True)]
    left = max(room - sum(least), 0)
    if left >= sum(more):
        return tuple(wished)
    # whole numbers, as shares of shares would be rounded differently here and there
    return tuple(word * sum(more) + left * wish for word, wish in zip(least, more, strict=True))


def _wish(column: Sequence[str], to_write: int) -> int:
    if not any(column[1:]):
        return to_write
    return max(_NARROWEST, min(_WIDEST, _longest(column, '\n') + _AROUND))


def _longest(column: Sequence[str], end: str | None) -> int:
    """The length of the longest piece of the texts between *end*, or white space."""
    return max((len(piece) for text in column for piece in text.split(end)), default=0)
