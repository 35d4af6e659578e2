"""The profile of S3-handboken: smart specialisation in Swedish regions."""

from __future__ import annotations

from ..core.profile import Profile, Records


def _records() -> Records:
    from .records import RECORDS  # its classes take their time

    return RECORDS


PROFILE = Profile(module=__name__, load=_records)
