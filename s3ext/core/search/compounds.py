"""The parts of Swedish compounds: innovationsupphandling → innovation, upphandling."""

from __future__ import annotations

import lzma
from collections.abc import Iterable
from functools import cache
from importlib import resources

from .words import fold, key

#: a word shorter than this is left whole, and so is what would leave a part shorter than the other
LEAST_WORD, LEAST_PART = 7, 3
_DATA = 'compound_words.txt.xz'


class Splitter:
    """Splits words by a list of first parts and a list of words that may stand last."""

    def __init__(self, firsts: Iterable[str], heads: Iterable[str]) -> None:
        """*firsts* as they stand in a compound without a linking s; *heads* as dictionary words."""
        self._firsts = frozenset(firsts)
        self._heads = frozenset(key(head) for head in heads)
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
        return ()


@cache
def swedish() -> Splitter:
    """The splitter with the Swedish word list."""
    return Splitter((), ())
