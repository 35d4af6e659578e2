"""The words and lists of the index, packed for the browser: ``s3-vocabulary.js`` and ``s3-lists.js`` unpack them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, groupby, takewhile
from string import ascii_lowercase, digits

from .words import fold

#: letters shared with the word before are counted with a capital, from A for none
_MOST_SHARED = 25
#: the characters of steps, taken out
_STEPS = str.maketrans('', '', ascii_lowercase + digits)


def packed_words(leads: str, stems: str) -> str:
    """The words *leads* and their stems as one text; the stems come as ``terms`` has them.

    Each word begins with a capital for how many letters it shares with the word before. Where its stem is not the
    folded word, a comma follows, how many letters to take off, and after a full stop what to put there.
    """
    said, before = [], ''
    for lead, stem in zip(leads.split(' '), stems.split(' '), strict=True):
        shared = min(_MOST_SHARED, _same(before, lead))
        kept, _, instead = stem.partition('.')
        cut = len(fold(lead)) - int(kept)
        said.append(chr(ord('A') + shared) + lead[shared:])
        if cut or instead:
            said.append(f',{cut}' + (f'.{instead}' if instead else ''))
        before = lead
    return ''.join(said)


def _same(one: str, other: str) -> int:
    """How many letters two words begin with alike; none of those that are two characters to JavaScript."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] <= '\uffff', zip(one, other, strict=False)))


def sizes(lists: str) -> str:
    """How many pages each of the packed *lists* has."""
    return ' '.join(str(len(weights)) for weights in lists.translate(_STEPS).split(' '))


def split(lists: str, piece: int) -> Iterator[tuple[int, str]]:
    """The packed *lists* in runs of equal size, near *piece*: the place of the first list of each run, and the run."""
    entries = lists.split(' ')
    ends = list(accumulate(len(entry) + 1 for entry in entries))
    size = ends[-1] / max(1, round(ends[-1] / piece))
    for _, run in groupby(range(len(entries)), key=lambda at: int((ends[at] - 1) / size)):
        places = list(run)
        yield places[0], ' '.join(entries[at] for at in places)
