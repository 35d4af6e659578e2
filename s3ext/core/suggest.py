"""The nearest allowed value to what somebody wrote."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

#: below this similarity (0–1) a suggestion confuses more than it helps
_CUTOFF = 0.7


def fold(text: str) -> str:
    """*text* without case, accents, spaces and punctuation: 'Café au lait' → 'cafeaulait'."""
    decomposed = unicodedata.normalize('NFKD', text.casefold())
    return ''.join(char for char in decomposed if char.isalnum())


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The member of *allowed* that *word* most likely meant, or None."""
    folded = {fold(choice): choice for choice in sorted(allowed, reverse=True)}
    found = difflib.get_close_matches(fold(word), sorted(folded), n=1, cutoff=_CUTOFF)
    return folded[found[0]] if found else None
