"""What makes a handbook of the engine: all that is of one field, one country or one language, as one value.

A site's ``conf.py`` names it with ``s3_profile``: a module with a ``PROFILE``. The engine asks it, and knows none by
name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .catalog import Rule
from .model.kinds import Kinds
from .views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One handbook's own part. ``module`` is where it comes from, for messages and digests.

    ``rules`` look at all records together; those of one header are in its class. ``views`` come beside those that every
    handbook has, by the name of their directive.
    """

    module: str
    kinds: Kinds
    rules: tuple[Rule, ...] = ()
    views: Mapping[str, View] = field(default_factory=dict)
