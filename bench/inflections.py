"""The forms of Swedish nouns, as the dictionary of hunspell has them: other forms, and what stands first in a compound.

The search knows none of this: it cuts endings by rules of its own. So what asks is not made by what answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from spylls.hunspell import Dictionary

from s3ext.handbook.language import SWEDISH

#: the flags of the dictionary for forms of nouns: definite (B–F) and plural (F–J); A is the genitive of any word
_NOUN_FORMS = 'BCDEFGHIJ'
#: what may stand first in a compound as it is, and the flags for what does with an ending: skogs-, visions-
_BARE, _LINKED = frozenset('XU'), 'vf'
_NONE: frozenset[str] = frozenset()
#: gruv-, hälso-, gatu-, tjänste-
_CHANGED = 'oue'
#: forms of verbs that the same flags make; and genitives that nobody asks for: rymders
_LEFT_OUT = ('nde', 'ndes', 'ndet', 'ndets', 'ars', 'ers', 'ors')
#: a compound that the dictionary does not have is inflected as its last part, if that has so many letters
_LEAST_HEAD, _LEAST_FIRST = 4, 3


class Paradigms:
    """The nouns of a dictionary with their forms."""

    def __init__(self, file: Path) -> None:
        """Read the dictionary in the zip *file*, some two seconds."""
        dictionary = Dictionary.from_zip(file)
        self._suffixes = dictionary.aff.SFX
        self._flags: defaultdict[str, set[str]] = defaultdict(set)
        for word in dictionary.dic.words:
            self._flags[word.stem].update(word.flags)
        self._knows = dictionary.lookup

    def knows(self, word: str) -> bool:
        """Whether *word* is right Swedish, as a form or as a compound."""
        return bool(self._knows(word))

    def forms(self, noun: str) -> tuple[str, ...]:
        """The other forms of *noun* in small letters, definite ones with their genitives; () if it is no noun."""
        head = self._head(noun)
        first = noun[: len(noun) - len(head)]
        found = (first + form for form in self._with(head, _NOUN_FORMS) if not form.endswith(_LEFT_OUT))
        return tuple(dict.fromkeys(form for form in found if form != noun))

    def linked(self, noun: str) -> str:
        """*noun* as it stands first in a compound: 'rymd', 'skogs'; '' if the dictionary does not say how."""
        if not self._head(noun):
            return ''
        if self._flags.get(noun, _NONE) & _BARE:
            return noun
        changed = (noun[:-1] + letter for letter in ('', *_CHANGED)) if noun.endswith('a') else ()
        said = (form for form in (f'{noun}s', *changed) if self._flags.get(form, _NONE) & _BARE)
        head = self._head(noun, whole=False)
        # besöks|närings|strategi, as närings|strategi
        as_head = noun.removesuffix(head) + self.linked(head) if head and self.linked(head) else ''
        return next(chain(self._with(noun, _LINKED), said), as_head)

    def _head(self, noun: str, *, whole: bool = True) -> str:
        """*noun* if it may be *whole*, or the last part of it, that is a noun of the dictionary; '' if none is."""
        cuts = range(_LEAST_FIRST, len(noun) - _LEAST_HEAD + 1)
        heads = (noun[cut:] for cut in ((0, *cuts) if whole else cuts))
        return next((head for head in heads if head in self._flags and self._is_noun(head)), '')

    def _is_noun(self, word: str) -> bool:
        return any(not form.endswith(_LEFT_OUT) for form in self._with(word, _NOUN_FORMS))

    def _with(self, stem: str, flags: str) -> Iterator[str]:
        """The forms of *stem* that its flags among *flags* make."""
        for flag in flags:
            for suffix in self._suffixes.get(flag, ()) if flag in self._flags.get(stem, ()) else ():
                if suffix.cond_regexp.search(stem) and stem.endswith(suffix.strip):
                    yield stem.removesuffix(suffix.strip) + suffix.add


@cache
def swedish() -> Paradigms:
    """Those of the dictionary that the spelling of the handbook is checked against."""
    if SWEDISH.dictionary is None:
        raise FileNotFoundError
    return Paradigms(SWEDISH.dictionary)
