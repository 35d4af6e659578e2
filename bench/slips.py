"""Slips of the fingers and of spelling, made by chance from a seed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

#: a word shorter than this gets none, and one shorter than that no two of them
LEAST_FOR_ONE, LEAST_FOR_TWO = 5, 10
_ROWS = ('qwertyuiopå', 'asdfghjklöä', 'zxcvbnm')
#: vowels that are taken for another
_VOWELS = {'a': 'eå', 'e': 'äia', 'i': 'ye', 'o': 'åu', 'u': 'oy', 'y': 'iu', 'å': 'oa', 'ä': 'ea', 'ö': 'oå'}
_TRIES = 60


def _beside() -> dict[str, str]:
    """The keys that touch that of each letter on a Swedish keyboard, each row of which lies a little to the right."""
    found: dict[str, str] = {}
    for number, row in enumerate(_ROWS):
        above, below = (_ROWS[at] if 0 <= at < len(_ROWS) else '' for at in (number - 1, number + 1))
        for at, letter in enumerate(row):
            near = row[max(0, at - 1) : at] + row[at + 1 : at + 2] + above[at : at + 2] + below[max(0, at - 1) : at + 1]
            found[letter] = near
    return found


_BESIDE = _beside()


def _swap(word: str, at: int, chance: Random) -> str:
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def _double(word: str, at: int, chance: Random) -> str:
    return word[:at] + word[at] + word[at:]


def _drop(word: str, at: int, chance: Random) -> str:
    return word[:at] + word[at + 1 :]


def _neighbour(word: str, at: int, chance: Random) -> str:
    return word[:at] + chance.choice(_BESIDE.get(word[at], word[at])) + word[at + 1 :]


def _vowel(word: str, at: int, chance: Random) -> str:
    return word[:at] + chance.choice(_VOWELS.get(word[at], word[at])) + word[at + 1 :]


SLIPS: dict[str, Callable[[str, int, Random], str]] = {
    'swapped': _swap,
    'doubled': _double,
    'dropped': _drop,
    'key beside': _neighbour,
    'wrong vowel': _vowel,
}


def slip(word: str, kind: str, chance: Random, start: int = 1) -> str:
    """*word* with one slip of the *kind* from the letter at *start* on; '' if its letters allow none."""
    for _ in range(_TRIES):
        at = chance.randrange(start, len(word))
        if word[at].isalpha() and (found := SLIPS[kind](word, at, chance)) != word:
            return found
    return ''


def folded(text: str) -> str:
    """*text* without marks: å ä ö → a a o."""
    parts = unicodedata.normalize('NFD', text)
    return unicodedata.normalize('NFC', ''.join(part for part in parts if not unicodedata.combining(part)))


def spelt_out(text: str) -> str:
    """*text* as on a keyboard without ä and ö: ä → ae, ö → oe."""
    return text.translate({ord('ä'): 'ae', ord('ö'): 'oe', ord('Ä'): 'Ae', ord('Ö'): 'Oe'})
