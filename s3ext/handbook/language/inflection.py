"""The forms in which Swedish texts mention a name."""

from __future__ import annotations

from collections.abc import Iterator

from .stems import VOWELS

#: what ends a noun in its other forms, after a consonant and after a vowel; too many do no harm
_AFTER_CONSONANT = ('en', 'et', 'ar', 'arna', 'er', 'erna')
_AFTER_VOWEL = ('n', 't', 'r', 'rna', 'na', 'er', 'erna')


def inflected(name: str) -> Iterator[str]:
    """*name* with its last word inflected as a noun; of a name with a capital letter only the genitive."""
    stems = [name]
    if name[0].islower():
        stems += [f'{name}{ending}' for ending in (_AFTER_VOWEL if name[-1] in VOWELS else _AFTER_CONSONANT)]
    for stem in stems:
        yield stem
        if stem[-1] not in 'sxz':
            yield f'{stem}s'


def inflected_short(name: str) -> tuple[str, ...]:
    """An abbreviation and its genitives."""
    return name, f'{name}s', f'{name}:s'
