"""The codes of the rules that only S3-handboken has."""

from __future__ import annotations

from ..core.problems import Code


class HandbookCode(Code):
    """What can be wrong beside what the engine finds in every handbook."""

    COUNTY_CODE = 'county-code'
    ONE_SIDED_BORDER = 'one-sided-border'
    LESSON_OWNER = 'lesson-owner'
    CHANGED_FROM_NOTHING = 'changed-from-nothing'
    PRINT_ITEM = 'print-item'
    # what an editor should look at
    HANDLED_DOUBT = 'handled-doubt'
    LONG_STRETCH = 'long-stretch'
    PRINT_WITHOUT_SHEET = 'print-without-sheet'

    @property
    def is_note(self) -> bool:
        """Whether an editor should look, and the build goes on."""
        return self in NOTES


#: notes: an editor should look, and the build goes on. All other codes are faults, which end it.
NOTES = frozenset({HandbookCode.HANDLED_DOUBT, HandbookCode.LONG_STRETCH, HandbookCode.PRINT_WITHOUT_SHEET})
