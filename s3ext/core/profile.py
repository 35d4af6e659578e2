"""What makes a handbook of the engine: all that is of one field, one country or one language, as one value.

A site's ``conf.py`` names it with ``s3_profile``: a module with a ``PROFILE``. The engine asks it, and knows none by
name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .alt_text import ENGLISH, AltWords
from .area_map import AreaMap
from .fixed_names import NAMES, FixedNames
from .language import Language, chosen
from .person_rules import EVERYWHERE, PersonRules
from .starter import Starter


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One handbook's own part. ``module`` is where it comes from, for messages and digests.

    ``languages``: those that it describes, by their codes; ``language`` gives the plainest for any other.
    ``persons``: what personal data looks like in the country; ``alt_words``: words of the language that say nothing of
    a picture. Each is optional: without it the engine knows what holds everywhere. Without a ``map`` there is none.
    """

    module: str
    languages: Mapping[str, Language] = field(default_factory=dict)
    persons: PersonRules = EVERYWHERE
    alt_words: AltWords = ENGLISH
    map: AreaMap | None = None
    names: FixedNames = NAMES
    starter: Starter | None = None

    def language(self, code: str) -> Language:
        """The language of a site whose ``language`` is *code*."""
        return chosen(self.languages, code)


#: a handbook that says nothing of its own
PLAIN_PROFILE = Profile(module='')
