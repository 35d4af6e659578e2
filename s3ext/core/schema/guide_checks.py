"""What the guide lacks for a kind of page. Apart from the other checks of kinds, as only the schema needs the guide."""

from __future__ import annotations

from collections.abc import Iterable

from ..kind_checks import problem_of
from ..kinds import RecordType
from ..problems import Problem
from .guide import Guide


def check_guide(guide: Guide, new: Iterable[RecordType]) -> list[Problem]:
    """What the *guide* lacks for the kinds of pages, and for those that are started from a skeleton: *new*."""
    lacking = [('guide-', 'kinds', kind.value) for kind in RecordType if not guide.kinds.get(kind.value)]
    lacking += [('outlines-', 'sections', kind.value) for kind in new if not guide.outlines.outline(kind)]
    return [
        problem_of(guide.files.path(part, guide.language), 'lacking_guide', value=name, other=table)
        for part, table, name in lacking
    ]
