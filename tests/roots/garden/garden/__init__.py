"""A handbook that has nothing in common with S3-handboken but the engine, and the texts that it borrows."""

from __future__ import annotations

from s3ext.core.profile import Profile, Records
from s3ext.handbook import PROFILE as HANDBOOK


def _records() -> Records:
    from .records import RECORDS

    return RECORDS


PROFILE = Profile(module=__name__, texts=HANDBOOK.texts, load=_records)
