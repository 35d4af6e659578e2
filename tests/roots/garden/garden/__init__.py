"""A handbook that has nothing in common with S3-handboken but the engine."""

from __future__ import annotations

from s3ext.core.profile import Profile, Records


def _records() -> Records:
    from .records import RECORDS

    return RECORDS


PROFILE = Profile(module=__name__, load=_records)
