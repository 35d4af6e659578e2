"""The profile of S3-handboken: smart specialisation in Swedish regions."""

from __future__ import annotations

from ..core.profile import Profile
from ..core.text_files import TextFiles

PROFILE = Profile(module=__name__, texts=TextFiles(package=__name__, languages=('sv', 'en')))
