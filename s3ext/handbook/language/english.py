"""English, for the edition in it: Snowball's stemmer and stop words.

In the browser the stemmer is the script that Sphinx brings along, which Snowball's own compiler has written; a test
holds it and the one in Python equal on all words of the edition. https://snowballstem.org/algorithms/english/stemmer.html
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import snowballstemmer

from ...core.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

_SPEC = find_spec('sphinx')
assert _SPEC is not None
assert _SPEC.origin is not None
#: the search of Sphinx: its files are read, and it is not loaded
_SEARCH = Path(_SPEC.origin).parent / 'search'
_PREFIX = 'inter'
#: who asks what other words of a sentence do
_WHO = ('who', 'which regions', 'which region', 'which pilots', 'which counties')
_WORK = ('works with', 'work with', 'works on', 'work on', 'cooperates on', 'cooperate on', 'has chosen', 'have chosen')


@cache
def _stemmer() -> Callable[[str], str]:
    made: Callable[[str], str] = snowballstemmer.stemmer('english').stemWord
    return made


def stem(word: str) -> str:
    """What all forms of *word* (small letters) have in common."""
    # Snowball 3.1 sees this prefix, 3.0 that Sphinx brings along does not: international is no form of intern
    before = _PREFIX if word.startswith(_PREFIX) and len(word) > len(_PREFIX) else ''
    return before + _stemmer()(word[len(before) :])


def _stop_words() -> frozenset[str]:
    """Snowball's, which are one a line; what follows a bar is a remark."""
    lines = (_SEARCH / '_stopwords' / 'en.txt').read_text('utf-8').splitlines()
    return frozenset(word for line in lines for word in line.partition('|')[0].split())


ENGLISH = Language(
    country='GB',
    stem=stem,
    endings=('s', 'es', 'ed', 'ing', 'ly'),
    stop_words=_stop_words(),
    genitive="'s",
    minutes=('minute', 'minutes'),
    # names from Sweden, as they are typed where keyboards lack their letters
    typed=(('ae', 'a'), ('oe', 'o'), ('aa', 'a')),
    # specialization, specialisation
    alike=(('z', 's'),),
    asking=MappingProxyType(
        {
            'who': tuple(f'{who} {work}' for who in _WHO for work in _WORK),
            'what': ('what is', 'what are', 'what does', 'what do'),
        }
    ),
    scripts=(
        _SEARCH / 'minified-js' / 'base-stemmer.js',
        _SEARCH / 'minified-js' / 'english-stemmer.js',
        Path(__file__).parent / 's3-english.js',
    ),
)
