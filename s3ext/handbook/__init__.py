"""The profile of S3-handboken: smart specialisation in Swedish regions."""

from __future__ import annotations

from ..core.profile import Profile
from .kinds import KINDS
from .rules import check_county_codes
from .views import VIEWS

PROFILE = Profile(module=__name__, kinds=KINDS, rules=(check_county_codes,), views=VIEWS)
