"""All that a kind or the texts of a handbook still lack, in every language: of the fields, the pages and the guide."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.kind_checks import check_kinds, problem_of
from ..model.kinds import Kinds
from ..problems import Code, Problem
from ..profile import Records
from ..texts.files import TextFiles
from ..texts.messages import Texts, load_texts
from .guide import Guide, load_guide


def check_records(files: TextFiles, records: Records) -> list[Problem]:
    """What the *records* of a handbook with the texts *files* lack in any of its languages; sorted, each once."""
    found: set[Problem] = set()
    for language in files.languages:
        texts, guide = load_texts(language, files), load_guide(language, files)
        found.update(check_kinds(texts, records.kinds))
        found.update(check_guide(guide, records.kinds))
        found.update(_check_codes(texts, guide, records.codes))
    return sorted(found)


def _check_codes(texts: Texts, guide: Guide, codes: Iterable[Code]) -> list[Problem]:
    """A message and help for each of the *codes* of the handbook's own rules."""
    asked = (('', 'problem', texts.problems), ('guide-', 'help', guide.help))
    return [
        problem_of(texts.files.path(part, texts.language), 'lacking_guide', value=code, other=table)
        for part, table, found in asked
        for code in codes
        if not found.get(code)
    ]


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
