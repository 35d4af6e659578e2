"""The parts of Swedish compounds: innovationsupphandling → innovation, upphandling."""

from __future__ import annotations

import lzma
from collections.abc import Iterable
from functools import cache
from importlib import resources

from .words import key

#: a word shorter than this is left whole, and so is what would leave a part shorter than the other
LEAST_WORD, LEAST_PART = 7, 4
_DATA = 'compound_words.txt.xz'


#: vowels at the end of a first part, and those that the word ends in when it stands alone: kyrko-, hälso-, gatu-
_CHANGED = {'o': 'a', 'u': 'a', 'e': 'a'}

#: a first part with one of these endings is followed by an s: presentations|mall, not presentation|small
_LINKED = ('ing', 'tion', 'het', 'itet', 'skap')
#: from more letters than this; shorter ones are words of another kind
_LEAST_LINKED = 6


class Splitter:
    """Splits words by a list of first parts and the keys of the words that may stand last."""

    def __init__(self, firsts: Iterable[str], heads: Iterable[str]) -> None:
        """*firsts* as they stand in a compound, without a linking s; *heads* as keys."""
        self._firsts = frozenset(firsts)
        self._heads = frozenset(heads)
        self._known: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The keys of the parts of *word* (small letters), the head last; nothing for a word that is whole."""
        if len(word) < LEAST_WORD or not word.isalpha():
            return ()
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._split(word)
        return found

    def _split(self, word: str) -> tuple[str, ...]:
        best: tuple[int, str, str] | None = None
        for cut in range(LEAST_PART, len(word) - LEAST_PART + 1):
            tail = word[cut:]
            if key(tail) not in self._heads:
                continue
            first = self._first(word[:cut])
            size = min(len(first), len(tail))
            if first and (best is None or size > best[0]):
                best = (size, first, tail)
        if best is None:
            return ()
        _, first, tail = best
        return tuple(dict.fromkeys((*self.parts(first), key(first), *self.parts(tail), key(tail))))

    def _first(self, part: str) -> str:
        """The word that *part* stands for in front of another, if it may stand there."""
        if part in self._firsts:
            return '' if len(part) > _LEAST_LINKED and part.endswith(_LINKED) else part
        if part.endswith('s') and len(part) > LEAST_PART and part[:-1] in self._firsts:
            return part[:-1]
        whole = part[:-1] + _CHANGED.get(part[-1], '')
        return whole if part[-1] in _CHANGED and whole in self._firsts else ''


@cache
def swedish() -> Splitter:
    """The splitter with the Swedish word list of hunspell, see ``tools/make_compound_words.py``."""
    packed = resources.files(__package__).joinpath(_DATA).read_bytes()
    firsts, heads = lzma.decompress(packed).decode().split('\n\n')
    return Splitter(firsts.splitlines(), heads.splitlines())
