"""What the guide lacks for a kind of page. Apart from the other checks of kinds, as only the schema needs the guide."""

from __future__ import annotations

from collections.abc import Iterable

from ..kind_checks import problem_of
from ..model.kinds import Kinds
from ..problems import Problem
from .guide import Guide


def check_guide(guide: Guide, kinds: Kinds, new: Iterable[str]) -> list[Problem]:
    """What the *guide* lacks for the *kinds* of pages, and for those that are started from a skeleton: *new*."""
    lacking = [('guide-', 'kinds', kind) for kind in kinds.by_id if not guide.kinds.get(kind)]
    lacking += [('outlines-', 'sections', kind) for kind in new if not guide.outlines.outline(kind)]
    return [
        problem_of(guide.files.path(part, guide.language), 'lacking_guide', value=name, other=table)
        for part, table, name in lacking
    ]
