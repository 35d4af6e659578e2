"""What makes a handbook of the engine: all that is of one field, one country or one language, as one value.

A site's ``conf.py`` names it with ``s3_profile``: a module with a ``PROFILE``. The engine asks it, and knows none by
name.
"""

from __future__ import annotations

from dataclasses import dataclass

from .text_files import TextFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One handbook's own part.

    ``module`` is where it comes from, for messages and digests; ``texts`` says where its texts lie, and in which
    languages.
    """

    module: str
    texts: TextFiles
