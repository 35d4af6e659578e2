"""The profile of a handbook that the engine was not made for: climate adaptation in made-up municipalities."""

from __future__ import annotations

from s3ext.api import Profile, Records, TextFiles

from .alt_text import ALT_WORDS
from .language import BOKMAL
from .names import NAMES
from .persons import PERSONS


def _records() -> Records:
    from .records import RECORDS  # its classes take their time, and many commands need none

    return RECORDS


PROFILE = Profile(
    module=__name__,
    load=_records,
    texts=TextFiles(package=__name__, languages=('nb',)),
    languages={'nb': BOKMAL},
    persons=PERSONS,
    alt_words=ALT_WORDS,
    names=NAMES,
)
