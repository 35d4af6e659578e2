"""A language as the engine needs it: the order of its letters, the forms of its words, how it joins them.

A profile hands in the languages that it knows by their codes (``Profile.languages``). Any other is ``PLAIN``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .collation import initial, sort_key

#: letters of the Latin script that are no letter with a mark to Unicode, and what is read for them
LATIN: Mapping[str, str] = MappingProxyType(
    {'ø': 'o', 'æ': 'a', 'ð': 'd', 'þ': 't', 'ł': 'l', 'ß': 's', 'đ': 'd'},
)
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_KILO = 1000


def _same(word: str) -> str:
    return word


def _alone(name: str) -> tuple[str, ...]:
    return (name,)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compounds:
    """How a language writes words together.

    ``words`` reads two lists: what may stand first, as it stands there without what links it to the next, and the keys
    of what may stand last. ``linking`` may stand between two parts. ``changed`` are last letters of a first part, each
    with the letter that the word ends in when it stands alone. A first part of more than ``most_unlinked`` letters
    with one of ``linked`` at its end is always followed by something linking.
    """

    words: Callable[[], tuple[Iterable[str], Iterable[str]]]
    linking: tuple[str, ...] = ()
    changed: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    linked: tuple[str, ...] = ()
    most_unlinked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """One language. What is left out is as good as nothing: whole words, in the order of Unicode, without marks.

    Lists: ``after_z`` are the letters behind z in the alphabet, in order, each with those that share its place.

    Search: ``folded`` are letters that are read as others, beside those with marks. ``stem`` is what the forms of a
    word (small letters, NFC) have in common, ``endings`` what may stand behind it, without marks; ``stop_words`` are
    too common to tell pages apart; ``compounds`` says how words are joined, if they are. ``typed``: how letters are
    written where keyboards lack them, and the letters; ``alike``: spellings of names that mean the same; both are tried
    on words that nothing else answers. ``scripts`` are ordinary scripts that do in the browser what ``stem`` does, in
    order: the last gives ``S3.language.stem`` its value, and they read ``script_data`` as ``S3.language.data``.
    ``asking`` are words with which people begin to ask, in small letters: ``who`` works with a thing, ``what`` it is;
    they are no part of what they ask for.

    Glossary: ``inflected`` gives the forms in which texts mention a name, itself among them, ``inflected_short`` those
    of an abbreviation.

    Words and numbers: ``dictionary`` is one of hunspell, its two files in a zip file, against which words are checked;
    ``genitive`` is what any name may end in. ``decimal`` stands before tenths. ``minutes`` are the words for one
    minute and for several. ``country`` (ISO 3166) is that whose habits PDFs follow, where ``conf.py`` names none.
    """

    country: str = ''
    after_z: tuple[str, ...] = ()
    folded: Mapping[str, str] = field(default_factory=lambda: LATIN)
    stem: Callable[[str], str] = _same
    endings: tuple[str, ...] = ()
    stop_words: frozenset[str] = frozenset()
    compounds: Compounds | None = None
    inflected: Callable[[str], Iterable[str]] = _alone
    inflected_short: Callable[[str], Iterable[str]] = _alone
    genitive: str = ''
    dictionary: Path | None = None
    decimal: str = '.'
    minutes: tuple[str, ...] = ()
    typed: tuple[tuple[str, str], ...] = ()
    alike: tuple[tuple[str, str], ...] = ()
    asking: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NOTHING)
    scripts: tuple[Path, ...] = ()
    script_data: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    def sort_key(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """A key that puts *text* in alphabetical order: letters without case, numbers by value."""
        return sort_key(text, self.after_z)

    def initial(self, text: str) -> str:
        """The capital letter under which *text* stands in an alphabetical list; '' for what begins with none."""
        return initial(text, self.after_z)

    def tenths(self, number: float) -> str:
        """*number* with one decimal: '6.2', or with the language's own sign between."""
        return f'{number:.1f}'.replace('.', self.decimal)

    def size(self, number: int) -> str:
        """A *number* of bytes: '84 kB', '6.2 MB'."""
        if number < _KILO * _KILO:
            return f'{max(1, round(number / _KILO))}\N{NO-BREAK SPACE}kB'
        return f'{self.tenths(number / _KILO / _KILO)}\N{NO-BREAK SPACE}MB'

    def fold(self, word: str) -> str:
        """*word* (small letters) without marks."""
        if word.isascii():
            return word
        bare = unicodedata.normalize('NFD', ''.join(self.folded.get(char, char) for char in word))
        return ''.join(char for char in bare if not '\u0300' <= char <= '\u036f')

    def key(self, word: str) -> str:
        """What all forms of *word* (small letters) have in common, with its marks: 'tåg' is not 'tag'."""
        return _key(self, word)

    def bare_key(self, word: str) -> str:
        """The key of *word* as it is typed where keyboards lack its marks; seldom its key without them."""
        return self.key(self.fold(word))

    def stop_keys(self) -> frozenset[str]:
        """The keys of the stop words: not indexed in texts, left out of queries."""
        return _stop_keys(self)


@cache
def _key(language: Language, word: str) -> str:
    return language.stem(word)


@cache
def _stop_keys(language: Language) -> frozenset[str]:
    return frozenset(map(language.key, language.stop_words))


#: a language that nobody has described
PLAIN = Language()


def chosen(languages: Mapping[str, Language], code: str) -> Language:
    """The language with the *code* that Sphinx uses (``nb``, ``nb_NO``), or that of its first part; else ``PLAIN``."""
    return languages.get(code) or languages.get(code.partition('_')[0], PLAIN)
