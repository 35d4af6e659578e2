"""Swedish, for lists, search and glossary: the one language that the handbook describes."""

from __future__ import annotations

import lzma
from pathlib import Path
from types import MappingProxyType

from ...core.language import Compounds, Language
from .inflection import inflected, inflected_short
from .stems import ENDINGS, SCRIPT_DATA, stem

_FOLDER = Path(__file__).parent
#: what ``tools/make_compound_words.py`` makes of the word list of hunspell
WORDS = _FOLDER / 'compound_words.txt.xz'


def read_words() -> tuple[list[str], list[str]]:
    """What may stand first in a compound, and the keys of the nouns, which may stand last."""
    firsts, heads = lzma.decompress(WORDS.read_bytes()).decode().split('\n\n')
    return firsts.splitlines(), heads.splitlines()


#: who asks what other words of a sentence do
_WHO = ('vem', 'vilka', 'vilken region', 'vilka regioner', 'vilka piloter', 'vilka län')
_WORK = ('arbetar med', 'jobbar med', 'samarbetar om', 'samarbetar kring', 'samverkar om', 'satsar på', 'håller på med')

SWEDISH = Language(
    country='SE',
    # w is a letter of its own since SAOL 13 (2006)
    after_z=('å', 'äæ', 'öø'),
    stem=stem,
    endings=ENDINGS,
    stop_words=frozenset((_FOLDER / 'stop_words.txt').read_text('utf-8').split()),
    compounds=Compounds(
        words=read_words,
        linking=('s',),
        # kyrko-, hälso-, gatu-
        changed={'o': 'a', 'u': 'a', 'e': 'a'},
        # presentations|mall, not presentation|small
        linked=('ing', 'tion', 'het', 'itet', 'skap'),
        most_unlinked=6,
    ),
    inflected=inflected,
    inflected_short=inflected_short,
    genitive='s',
    # Debian's, unchanged
    dictionary=_FOLDER / 'hunspell-sv' / 'sv_SE.zip',
    decimal=',',
    minutes=('minut', 'minuter'),
    typed=(('ae', 'a'), ('oe', 'o'), ('aa', 'a')),
    # specialization, specialisation
    alike=(('z', 's'),),
    asking=MappingProxyType(
        {
            'who': tuple(f'{who} {work}' for who in _WHO for work in _WORK),
            'what': ('vad är', 'vad betyder', 'vad menas med', 'vad innebär'),
        }
    ),
    scripts=(_FOLDER / 's3-swedish.js',),
    script_data=SCRIPT_DATA,
)
