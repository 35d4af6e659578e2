"""Words of Swedish text and their keys: all forms of a word share one key.

The same is written in JavaScript in ``static/search/s3-words.js``; a test holds the two equal on the forms of a whole
dictionary. The key is the stem of the Snowball project's algorithm for Swedish (version 3), taken again and again until
nothing changes, with rules of our own for the forms on which it is weak: definite nouns in -n and -t, and
words whose stem loses a vowel (kluster, klustret). https://snowballstem.org/algorithms/swedish/stemmer.html
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_WORD = re.compile(r'[^\W_]+')
_VOWELS = frozenset('aeiouyäåö')
_LIST = (
    'a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or s as arnas '
    'ernas ornas es ades andes ens arens hetens erns at et andet het ast'
)
#: endings that Snowball takes off, longest first
_ENDINGS = tuple(sorted(_LIST.split(), key=lambda ending: (-len(ending), ending)))
_BEFORE_S = frozenset('bcdfghjklmnoprtvy')
_BEFORE_OST = frozenset('iklnprtuv')
_BEFORE_ET = 'fab h pak rak stak kom iet cit dit alit ilit mit nit pit rit sit tit uit ivit kvit xit'
#: what stands before an -et that belongs to the word
_NOT_BEFORE_ET = tuple(_BEFORE_ET.split())
_PAIRS = ('dd', 'gd', 'nn', 'dt', 'gt', 'kt', 'tt')
#: endings whose last letter goes first, so that what is before it is seen as what it is
_GENITIVES = ('ets', 'ens', 'ers', 'ors', 'ars', 'nas')
#: letters that other languages write with marks, and that are no letter with a mark to Unicode
_FOLDED = str.maketrans({'ø': 'o', 'æ': 'a', 'ð': 'd', 'þ': 't', 'ł': 'l', 'ß': 's', 'đ': 'd'})


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of *text* in small letters (NFC), each with its place: first character, and the one after the last."""
    for match in _WORD.finditer(text):
        yield match[0].lower(), match.start(), match.end()


def plain(text: str) -> str:
    """*text* in one form of Unicode (NFC), in which every letter is one character."""
    return unicodedata.normalize('NFC', text)


def fold(word: str) -> str:
    """*word* without marks: 'vätgas' → 'vatgas'."""
    if word.isascii():
        return word
    bare = unicodedata.normalize('NFD', word.translate(_FOLDED))
    return ''.join(char for char in bare if not '\u0300' <= char <= '\u036f')


@cache
def key(word: str) -> str:
    """What all forms of *word* (small letters) have in common, without marks."""
    stem = word[:-1] if word.endswith(_GENITIVES) and len(word) > 5 else word
    while True:
        shorter = _snowball(stem)
        if shorter == stem:
            shorter = _own_rules(stem)
            if shorter == stem:
                return fold(stem)
        stem = shorter


def _region(word: str) -> int:
    """Where Snowball's R1 begins: after the first vowel and the consonant behind it, three letters in at least."""
    if len(word) < 3:
        return len(word)
    place = next((at for at, char in enumerate(word) if char in _VOWELS), None)
    if place is None:
        return len(word)
    place = next((at for at in range(place + 1, len(word)) if word[at] not in _VOWELS), None)
    return len(word) if place is None else max(place + 1, 3)


def _is_ending_et(before: str) -> bool:
    """Whether -et after *before* is an ending, not a part of the word."""
    return (
        len(before) >= 3 and before[-1] not in _VOWELS and before[-2] in _VOWELS and not before.endswith(_NOT_BEFORE_ET)
    )


def _snowball(word: str) -> str:
    """*word* without the endings that Snowball knows."""
    start = _region(word)
    word = _without_ending(word, start)
    if word.endswith(_PAIRS) and len(word) - 2 >= start:
        word = word[:-1]
    for ending in ('fullt', 'lig', 'els', 'öst', 'ig'):
        if word.endswith(ending) and len(word) - len(ending) >= start:
            if ending == 'fullt':
                return word[:-1]
            if ending == 'öst':
                return word[:-1] if word[:-3][-1:] in _BEFORE_OST else word
            return word[: -len(ending)]
    return word


def _without_ending(word: str, start: int) -> str:
    for ending in _ENDINGS:
        if not word.endswith(ending) or len(word) - len(ending) < start:
            continue
        before = word[: -len(ending)]
        if ending == 's':
            if before.endswith('et') and _is_ending_et(before[:-2]):
                return before[:-2]
            return before if before[-1:] in _BEFORE_S else word
        if ending == 'et':
            return before if _is_ending_et(before) else word
        return before
    return word


#: our rules: ending, the least length of a word it is taken from, what must not stand before, what takes its place
_RULES = (
    ('orn', 6, '', 'or'),
    ('ins', 5, _VOWELS, 'i'),
    ('in', 5, _VOWELS, 'i'),
    ('is', 6, _VOWELS, 'i'),
    ('an', 5, _VOWELS, 'a'),
    ('iet', 5, '', 'i'),
    ('ium', 6, '', 'i'),
    ('io', 7, '', 'i'),
    ('ån', 5, _VOWELS, 'å'),
    ('ås', 5, _VOWELS, 'å'),
    ('ön', 6, _VOWELS, 'ö'),
    ('én', 4, _VOWELS, 'é'),
    ('és', 4, _VOWELS, 'é'),
    ('mm', 3, '', 'm'),
)


def _own_rules(word: str) -> str:
    """*word* after our rules, one round of them."""
    for ending, length, not_before, instead in _RULES:
        if len(word) >= length and word.endswith(ending) and word[-len(ending) - 1] not in not_before:
            word = word[: -len(ending)] + instead
            break
    if len(word) >= 6 and word.endswith('et') and not word.endswith('het') and word[-3] not in _VOWELS:
        return word[:-2]
    # kluster (klust), klustr|et; exempel, exempl|et; mandel, mandel|n: one stump for all
    if len(word) >= 5 and word[-2] not in _VOWELS and word[-1] in 'rl' and word[-2] not in 'rl':
        return word[:-1]
    # vatten (vatt), vattn|et; vapen (vap), vapn|et
    if len(word) >= 5 and word.endswith(('tn', 'pn', 'kn', 'dn')):
        return word[:-1]
    if len(word) >= 5 and word.endswith('el') and word[-3] not in _VOWELS:
        return word[:-2]
    if len(word) >= 6 and word.endswith('eln'):
        return word[:-1]
    return word
