"""What the guide lacks for a kind of page. Apart from the other checks of kinds, as only the schema needs the guide."""

from __future__ import annotations

from collections.abc import Iterable

from ..kind_checks import problem_of
from ..model.kinds import Kinds
from ..problems import Problem
from .guide import Guide


def check_guide(guide: Guide, kinds: Kinds, new: Iterable[str]) -> list[Problem]:
    """What the *guide* lacks for the *kinds* of pages, for those in the form, and for those that begin as skeletons: *new*.

    What is in the form beside its first kind is asked for by a sentence of its own.
    """
    forms = kinds.in_order(lambda kind: kind.form)
    asked = (*(f'file_{kind}' for kind in forms), *(f'new_{kind}' for kind in forms[1:]))
    lacking = [('guide-', 'kinds', kind) for kind in kinds.by_id if not guide.kinds.get(kind)]
    lacking += [('guide-', 'form', name) for name in asked if not guide.form.get(name)]
    lacking += [('outlines-', 'sections', kind) for kind in new if not guide.outlines.outline(kind)]
    return [
        problem_of(guide.files.path(part, guide.language), 'lacking_guide', value=name, other=table)
        for part, table, name in lacking
    ]
