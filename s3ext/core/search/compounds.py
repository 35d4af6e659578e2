"""The parts of words that are written together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from ..language import PLAIN, Compounds, Language

#: a word shorter than this is left whole, and so is what would leave a part shorter than the other
LEAST_WORD, LEAST_PART = 7, 4
_NONE = Compounds(words=lambda: ((), ()))


class Splitter:
    """Splits words by a list of first parts and the keys of the words that may stand last."""

    def __init__(
        self,
        firsts: Iterable[str],
        heads: Iterable[str],
        language: Language = PLAIN,
    ) -> None:
        """*firsts* as they stand in a compound of the *language*, without what links them.

        *heads* are its keys, without marks.
        """
        self._firsts = frozenset(firsts)
        self._heads = frozenset(heads)
        self._key, self._fold = language.key, language.fold
        self._rules = language.compounds or _NONE
        self._known: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The keys of the parts of *word* (small letters), the head last; nothing for a word that is whole."""
        if len(word) < LEAST_WORD or not word.isalpha() or not self._heads:
            return ()
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._split(word)
        return found

    def _split(self, word: str) -> tuple[str, ...]:
        key = self._key
        best: tuple[int, str, str] | None = None
        for cut in range(LEAST_PART, len(word) - LEAST_PART + 1):
            tail = word[cut:]
            if self._fold(key(tail)) not in self._heads:
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
        rules = self._rules
        if part in self._firsts:
            return '' if len(part) > rules.most_unlinked and part.endswith(rules.linked) else part
        for link in rules.linking:
            bare = part.removesuffix(link)
            if LEAST_PART <= len(bare) < len(part) and bare in self._firsts:
                return bare
        whole = part[:-1] + rules.changed.get(part[-1], '')
        return whole if part[-1] in rules.changed and whole in self._firsts else ''


@cache
def splitter(language: Language) -> Splitter:
    """The splitter of *language*, which reads its lists of words once."""
    firsts, heads = language.compounds.words() if language.compounds else ((), ())
    return Splitter(firsts, heads, language)
