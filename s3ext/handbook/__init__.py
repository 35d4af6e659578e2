"""The profile of S3-handboken: smart specialisation in Swedish regions."""

from __future__ import annotations

from ..core.profile import Profile
from .language import SWEDISH

PROFILE = Profile(module=__name__, languages={'sv': SWEDISH})
