"""All that a kind or the texts of a handbook still lack, in every language: of the fields, the pages and the guide."""

from __future__ import annotations

from ..model.kind_checks import check_kinds, problem_of
from ..model.kinds import Kinds
from ..problems import Problem
from ..texts.files import TextFiles
from ..texts.messages import load_texts
from .guide import Guide, load_guide


def check_all_kinds(files: TextFiles, kinds: Kinds) -> list[Problem]:
    """What the *kinds* of a handbook with the texts *files* lack in any of its languages; sorted, each once."""
    found: set[Problem] = set()
    for language in files.languages:
        found.update(check_kinds(load_texts(language, files), kinds))
        found.update(check_guide(load_guide(language, files), kinds))
    return sorted(found)


def check_guide(guide: Guide, kinds: Kinds) -> list[Problem]:
    """What the *guide* lacks for the *kinds* of pages, for those in the form, and for those that begin as skeletons.

    What is in the form beside its first kind is asked for by a sentence of its own.
    """
    forms = kinds.in_order(lambda kind: kind.form)
    asked = (*(f'file_{kind}' for kind in forms), *(f'new_{kind}' for kind in forms[1:]))
    lacking = [('guide-', 'kinds', kind) for kind in kinds.by_id if not guide.kinds.get(kind)]
    lacking += [('guide-', 'form', name) for name in asked if not guide.form.get(name)]
    lacking += [('outlines-', 'sections', kind) for kind in kinds.skeletons if not guide.outlines.outline(kind)]
    return [
        problem_of(guide.files.path(part, guide.language), 'lacking_guide', value=name, other=table)
        for part, table, name in lacking
    ]
