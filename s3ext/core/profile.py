"""What makes a handbook of the engine: all that is of one field, one country or one language, as one value.

A site's ``conf.py`` names it with ``s3_profile``: a module with a ``PROFILE``. The engine asks it, and knows none by
name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .language import Language, chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One handbook's own part. ``module`` is where it comes from, for messages and digests.

    ``languages``: those that it describes, by their codes; ``language`` gives the plainest for any other.
    """

    module: str
    languages: Mapping[str, Language] = field(default_factory=dict)

    def language(self, code: str) -> Language:
        """The language of a site whose ``language`` is *code*."""
        return chosen(self.languages, code)
