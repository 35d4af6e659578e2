"""The profile of S3-handboken: smart specialisation in Swedish regions."""

from __future__ import annotations

from ..core.profile import Profile
from .alt_text import ALT_WORDS
from .areas import MAP
from .language import SWEDISH
from .names import NAMES
from .persons import PERSONS
from .starter import STARTER

PROFILE = Profile(
    module=__name__,
    languages={'sv': SWEDISH},
    persons=PERSONS,
    alt_words=ALT_WORDS,
    map=MAP,
    names=NAMES,
    starter=STARTER,
)
