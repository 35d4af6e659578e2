"""The words and lists of the index, packed for the browser: ``s3-vocabulary.js`` and ``s3-lists.js`` unpack them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise, takewhile
from string import ascii_lowercase, digits

#: letters shared with the word before are counted with a capital, from A for none
_MOST_SHARED = 25
#: what steps are written with
_FIGURES = digits + ascii_lowercase


def packed_words(found: Iterable[tuple[str, str]]) -> str:
    """Each word and its stem in *found* as one text.

    Each word begins with a capital for how many letters it shares with the word before. Where its stem is not the
    word itself, a comma follows, how many letters to take off, and after a full stop what to put there.
    """
    parts, before = [], ''
    for lead, stem in found:
        shared = min(_MOST_SHARED, _same(before, lead, '\uffff'))
        parts.append(chr(ord('A') + shared) + lead[shared:])
        if stem != lead:
            kept = _same(lead, stem)
            parts.append(f',{len(lead) - kept}' + (f'.{stem[kept:]}' if stem[kept:] else ''))
        before = lead
    return ''.join(parts)


def _same(one: str, other: str, last: str = '\U0010ffff') -> int:
    """How many letters two words begin with alike, up to *last*: beyond \\uffff a letter is two to JavaScript."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] <= last, zip(one, other, strict=False)))


def split(lists: Sequence[str], piece: int) -> Iterator[tuple[int, str]]:
    """The packed *lists* in runs of equal size, near *piece*: the place of the first list of each run, and the run."""
    ends = list(accumulate(len(entry) + 1 for entry in lists))
    size = ends[-1] / max(1, round(ends[-1] / piece))
    for _, run in groupby(range(len(lists)), key=lambda at: int((ends[at] - 1) / size)):
        places = list(run)
        yield places[0], ' '.join(lists[at] for at in places)


def packed_column(pages: Iterable[Iterable[int]]) -> str:
    """Small numbers of each page: a character for each, 0 for none and on from there; blanks between the pages."""
    return ' '.join(''.join(chr(ord('0') + number) for number in numbers) for numbers in pages)


def packed(entries: Iterable[tuple[int, int]]) -> str:
    """Pages and weights as text: the step from the page before (base 36, left out for 1), a letter for the weight."""
    parts, before = [], -1
    for place, weight in entries:
        parts.append(step_text(place - before) + chr(ord('A') + weight - 1))
        before = place
    return ''.join(parts)


def packed_places(holds: Iterable[bool]) -> str:
    """Where *holds* does: the steps from one place to the next, the first from before the first place."""
    places = [-1, *(place for place, one in enumerate(holds) if one)]
    return ' '.join(_base36(after - before) for before, after in pairwise(places))


def step_text(step: int) -> str:
    """How the step from one page to another is written."""
    return '' if step == 1 else _base36(step)


def _base36(number: int) -> str:
    written = ''
    while number:
        number, rest = divmod(number, len(_FIGURES))
        written = _FIGURES[rest] + written
    return written
