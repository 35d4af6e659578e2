"""The stems of Swedish words: what all forms of a word share.

``s3-swedish.js`` does the same in the browser with the tables from here (``SCRIPT_DATA``); a test holds the two equal
on the forms of a whole dictionary. The stem is that of the Snowball project's algorithm for Swedish (version 3), taken
again and again until nothing changes, with rules of our own for the forms on which it is weak: definite nouns in -n and
-t, and words whose stem loses a vowel (kluster, klustret). https://snowballstem.org/algorithms/swedish/stemmer.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

VOWELS = 'aeiouyäåö'
_LIST = (
    'a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or s as arnas '
    'ernas ornas es ades andes ens arens hetens erns at et andet het ast'
)
#: endings that Snowball takes off, longest first
ENDINGS = tuple(sorted(_LIST.split(), key=lambda ending: (-len(ending), ending)))
_BEFORE_S = frozenset('bcdfghjklmnoprtvy')
_BEFORE_OST = frozenset('iklnprtuv')
_BEFORE_ET = 'fab h pak rak stak kom iet cit dit alit ilit mit nit pit rit sit tit uit ivit kvit xit'
#: what stands before an -et that belongs to the word
_NOT_BEFORE_ET = tuple(_BEFORE_ET.split())
_PAIRS = ('dd', 'gd', 'nn', 'dt', 'gt', 'kt', 'tt')
#: endings whose last letter goes first, so that what is before it is seen as what it is
_GENITIVES = ('ets', 'ens', 'ers', 'ors', 'ars', 'nas')
#: what words in -en end in when they have lost their vowel: vattnet, vapnet
_STUMPS = ('tn', 'pn', 'kn', 'dn')
#: endings of adjectives
_LAST = ('fullt', 'lig', 'els', 'öst', 'ig')


def stem(word: str) -> str:
    """What all forms of *word* (small letters) have in common."""
    found = word[:-1] if word.endswith(_GENITIVES) and len(word) > 5 else word
    while True:
        shorter = _snowball(found)
        if shorter == found:
            shorter = _own_rules(found)
            if shorter == found:
                return found
        found = shorter


def _region(word: str) -> int:
    """Where Snowball's R1 begins: after the first vowel and the consonant behind it, three letters in at least."""
    if len(word) < 3:
        return len(word)
    place = next((at for at, char in enumerate(word) if char in VOWELS), None)
    if place is None:
        return len(word)
    place = next((at for at in range(place + 1, len(word)) if word[at] not in VOWELS), None)
    return len(word) if place is None else max(place + 1, 3)


def _is_ending_et(before: str) -> bool:
    """Whether -et after *before* is an ending, not a part of the word."""
    return (
        len(before) >= 3 and before[-1] not in VOWELS and before[-2] in VOWELS and not before.endswith(_NOT_BEFORE_ET)
    )


def _snowball(word: str) -> str:
    """*word* without the endings that Snowball knows."""
    start = _region(word)
    word = _without_ending(word, start)
    if word.endswith(_PAIRS) and len(word) - 2 >= start:
        word = word[:-1]
    for ending in _LAST:
        if word.endswith(ending) and len(word) - len(ending) >= start:
            if ending == 'fullt':
                return word[:-1]
            if ending == 'öst':
                return word[:-1] if word[:-3][-1:] in _BEFORE_OST else word
            return word[: -len(ending)]
    return word


def _without_ending(word: str, start: int) -> str:
    for ending in ENDINGS:
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
    ('ins', 5, VOWELS, 'i'),
    ('in', 5, VOWELS, 'i'),
    ('is', 6, VOWELS, 'i'),
    ('an', 5, VOWELS, 'a'),
    ('iet', 5, '', 'i'),
    ('ium', 6, '', 'i'),
    ('io', 7, '', 'i'),
    ('ån', 5, VOWELS, 'å'),
    ('ås', 5, VOWELS, 'å'),
    ('ön', 6, VOWELS, 'ö'),
    ('én', 4, VOWELS, 'é'),
    ('és', 4, VOWELS, 'é'),
    ('mm', 3, '', 'm'),
)


def _own_rules(word: str) -> str:
    """*word* after our rules, one round of them."""
    for ending, length, not_before, instead in _RULES:
        if len(word) >= length and word.endswith(ending) and word[-len(ending) - 1] not in not_before:
            word = word[: -len(ending)] + instead
            break
    if len(word) >= 6 and word.endswith('et') and not word.endswith('het') and word[-3] not in VOWELS:
        return word[:-2]
    # kluster (klust), klustr|et; exempel, exempl|et; mandel, mandel|n: one stump for all
    if len(word) >= 5 and word[-2] not in VOWELS and word[-1] in 'rl' and word[-2] not in 'rl' and word[-2:] != 'dl':
        return word[:-1]
    # vatten (vatt), vattn|et; vapen (vap), vapn|et
    if len(word) >= 5 and word.endswith(_STUMPS):
        return word[:-1]
    # artikel, but not handel, medel, solel
    if len(word) >= 5 and word.endswith('el') and word[-3] not in VOWELS + 'dl':
        return word[:-2]
    if len(word) >= 6 and word.endswith('eln'):
        return word[:-1]
    return word


#: the tables for the script
SCRIPT_DATA: Mapping[str, Any] = {
    'vowels': VOWELS,
    'endings': ENDINGS,
    'beforeS': ''.join(sorted(_BEFORE_S)),
    'beforeOst': ''.join(sorted(_BEFORE_OST)),
    'notBeforeEt': _NOT_BEFORE_ET,
    'pairs': _PAIRS,
    'genitives': _GENITIVES,
    'stumps': _STUMPS,
    'last': _LAST,
    'rules': _RULES,
}
