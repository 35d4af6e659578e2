"""The words of a text, in any language; ``web/static/search/s3-words.js`` does the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r'[^\W_]+')


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of *text* in small letters (NFC), each with its place: first character, and the one after the last."""
    for match in _WORD.finditer(text):
        yield match[0].lower(), match.start(), match.end()


def plain(text: str) -> str:
    """*text* in one form of Unicode (NFC), in which every letter is one character."""
    return unicodedata.normalize('NFC', text)
