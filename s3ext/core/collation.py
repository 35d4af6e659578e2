"""Alphabetical order without a system locale, so that every machine sorts alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

_DIGITS = re.compile(r'(\d+)')


def sort_key(text: str, after_z: tuple[str, ...] = ()) -> tuple[tuple[int, int, str], ...]:
    """A key that puts *text* in order: letters without case and marks, numbers by value.

    *after_z* are letters of their own behind z, in order, each with those that share its place.
    """
    places = _places(after_z)
    return tuple(
        (0, len(digits := _number(part)), digits) if part.isdecimal() else (1, 0, _fold(part, places))
        for part in _DIGITS.split(text.casefold())
        if part
    )


def initial(text: str, after_z: tuple[str, ...] = ()) -> str:
    """The capital letter under which *text* stands in a list sorted by ``sort_key``; '' for what begins otherwise."""
    first = next((char for char in unicodedata.normalize('NFC', text.casefold()) if char.isalnum()), '')
    own = next((letters[0] for letters in after_z if first and first in letters), '')
    letter = own or unicodedata.normalize('NFKD', first)[:1]
    return letter.upper() if letter.isalpha() else ''


@cache
def _places(after_z: tuple[str, ...]) -> Mapping[str, str]:
    return {letter: chr(ord('z') + place) for place, letters in enumerate(after_z, 1) for letter in letters}


def _number(part: str) -> str:
    """The digits of *part* without zeros before them: longer is larger. A number of any length, unlike ``int``."""
    return ''.join(str(unicodedata.decimal(char)) for char in part).lstrip('0')


def _fold(part: str, places: Mapping[str, str]) -> str:
    letters = []
    for char in unicodedata.normalize('NFC', part):
        if char in places:
            letters.append(places[char])
            continue
        base = unicodedata.normalize('NFKD', char)[0]
        if base.isalpha():
            letters.append(base)
        elif base.isspace():
            letters.append(' ')
    return ''.join(letters)
