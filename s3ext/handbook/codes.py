"""The codes of the rules that only S3-handboken has."""

from __future__ import annotations

from ..core.problems import Code


class HandbookCode(Code):
    """What can be wrong beside what the engine finds in every handbook."""

    COUNTY_CODE = 'county-code'
    LESSON_OWNER = 'lesson-owner'
    CHANGED_FROM_NOTHING = 'changed-from-nothing'
    HANDLED_DOUBT = 'handled-doubt'

    @property
    def is_note(self) -> bool:
        """Whether an editor should look, and the build goes on: words can mean something else than they seem to."""
        return self is HandbookCode.HANDLED_DOUBT
