"""How long a page takes to read."""

from __future__ import annotations

WORDS_A_MINUTE = 200


def minutes_of(words: int) -> int:
    """The whole minutes that so many *words* take, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))
