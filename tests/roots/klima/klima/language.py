"""Norwegian bokmål, for lists, search and glossary: the stemmer of the Snowball project, here and in the browser.

What Sphinx serves for its own search is the same stemmer, written in JavaScript.
https://snowballstem.org/algorithms/norwegian/stemmer.html
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import snowballstemmer

from s3ext.api import Compounds, Language

_FOLDER = Path(__file__).parent
#: found without loading Sphinx, which the check does without
_SPHINX = Path(str(getattr(find_spec('sphinx'), 'origin', ''))).parent / 'search' / 'minified-js'
#: what ends a noun in its other forms, after an e and after anything else; too many do no harm
_AFTER_E = ('n', 't', 'r', 'ne', 'ene')
_ELSE = ('en', 'et', 'a', 'er', 'ene')
#: a consonant that is written twice between vowels, and once at the end of a word: flom, flommen
_DOUBLED = 'mm'

_STOP_WORDS = """
alle at av bare ble bli blir da de den denne der dere deres det dette disse du eller en er et etter for fra få får
før gjennom ha hadde han har hun hva hvem hver hvilke hvilken hvis hvor hvordan i ikke inn innen jeg kan kun kunne man
mange med mellom men mer mot må ned noe noen når og også om opp oss over på samt seg selv sin sine sitt skal skulle slik
som så til under ut var ved vi vil ville vår være vært
"""


@cache
def _stemmer() -> snowballstemmer.norwegian_stemmer.NorwegianStemmer:
    return snowballstemmer.stemmer('norwegian')


def stem(word: str) -> str:
    """What the forms of *word* (small letters) have in common; ``s3-bokmal.js`` does the same."""
    found: str = _stemmer().stemWord(word)
    return found[:-1] if found.endswith(_DOUBLED) else found


def inflected(name: str) -> Iterator[str]:
    """*name* with its last word inflected as a noun; of a name with a capital letter only the genitive."""
    stems = [name]
    if name[0].islower():
        stems += [f'{name}{ending}' for ending in (_AFTER_E if name.endswith('e') else _ELSE)]
    for form in stems:
        yield form
        if form[-1] not in 'sxz':
            yield f'{form}s'


BOKMAL = Language(
    after_z=('æä', 'øö', 'å'),
    stem=stem,
    stop_words=frozenset(_STOP_WORDS.split()),
    # no list of words: what is typed is divided by the words of the library
    compounds=Compounds(words=lambda: ((), ()), linking=('s', 'e')),
    inflected=inflected,
    inflected_short=lambda name: (name, f'{name}s'),
    genitive='s',
    decimal=',',
    minutes=('minutt', 'minutter'),
    typed=(('ae', 'a'), ('oe', 'o'), ('aa', 'a')),
    asking={
        'who': ('hvem arbeider med', 'hvem jobber med', 'hvem samarbeider om', 'hvilke kommuner arbeider med'),
        'what': ('hva er', 'hva betyr', 'hva menes med'),
    },
    scripts=(_SPHINX / 'base-stemmer.js', _SPHINX / 'norwegian-stemmer.js', _FOLDER / 's3-bokmal.js'),
    script_data={'doubled': _DOUBLED},
)
