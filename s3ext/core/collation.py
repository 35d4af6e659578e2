"""Swedish alphabetical order without a system locale, so that every machine sorts alike."""

from __future__ import annotations

import re
import unicodedata

#: after z come å, ä, ö; w is its own letter since SAOL 13 (2006)
_AFTER_Z = {'å': '{', 'ä': '|', 'æ': '|', 'ö': '}', 'ø': '}'}
_DIGITS = re.compile(r'(\d+)')


def sort_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts *text* in Swedish order: letters without case, å ä ö last, numbers by value."""
    return tuple(
        (0, len(digits := _number(part)), digits) if part.isdecimal() else (1, 0, _fold(part))
        for part in _DIGITS.split(text.casefold())
        if part
    )


def _number(part: str) -> str:
    """The digits of *part* without zeros before them: longer is larger. A number of any length, unlike ``int``."""
    return ''.join(str(unicodedata.decimal(char)) for char in part).lstrip('0')


def _fold(part: str) -> str:
    letters = []
    for char in unicodedata.normalize('NFC', part):
        if char in _AFTER_Z:
            letters.append(_AFTER_Z[char])
            continue
        base = unicodedata.normalize('NFKD', char)[0]
        if base.isalpha():
            letters.append(base)
        elif base.isspace():
            letters.append(' ')
    return ''.join(letters)
