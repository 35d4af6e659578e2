"""The profile of S3-handboken: smart specialisation in Swedish regions."""

from __future__ import annotations

from ..core.profile import Profile, Records
from ..core.texts.files import TextFiles
from .alt_text import ALT_WORDS
from .areas import MAP
from .language import SWEDISH
from .language.english import ENGLISH
from .names import NAMES
from .persons import PERSONS
from .starter import STARTER


def _records() -> Records:
    from .records import RECORDS  # its classes take their time

    return RECORDS


PROFILE = Profile(
    module=__name__,
    texts=TextFiles(package=__name__, languages=('sv', 'en')),
    load=_records,
    languages={'sv': SWEDISH, 'en': ENGLISH},
    persons=PERSONS,
    alt_words=ALT_WORDS,
    map=MAP,
    names=NAMES,
    starter=STARTER,
)
