"""What a kind of page still lacks: its texts, its folder, what its fields refer to. All at once, with the file to edit.

For whoever adds a kind or a field: without this a build would end at the first page that needs what is missing.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from ..problems import Position, Problem, ProblemCode
from ..texts.files import TextFiles, lacking
from ..texts.messages import Texts
from .annotations import Filter, InText, Ref, Sheet, Total
from .declared import Declared, computed, declared, groups
from .header import Header
from .kind import Kind
from .kinds import Kinds


def check_kinds(texts: Texts, kinds: Kinds) -> list[Problem]:
    """What the *kinds* lack; *texts* are those of one language."""
    known = tuple(kinds.by_id.values())
    folders = Counter(cls.about.folder for cls in known)
    problems = [problem for cls in known for problem in _of_kind(cls, folders, kinds, texts)]
    for holder in dict.fromkeys(part for cls in known for part in (cls, *groups(cls))):
        for field in declared(holder):
            problems += _of_field(holder, field, kinds, texts)
        for field in computed(holder):
            if field.find(Filter):
                problems += _of_words(field, texts, ('label',))
    problems += _of_texts((f'period_{place}' for place in range(len(kinds.periods))), texts)
    return sorted(set(problems))


def check_texts(files: TextFiles) -> list[Problem]:
    """What is said in one language of a profile, or in the engine's, and not in another, each with its file."""
    problems = []
    for path, table, name in lacking(files):
        cause = 'lacking_line' if table else 'lacking_first'
        details = {'cause': cause, 'value': name, 'table': table}
        problems.append(Problem.at(path, Position(line=1), ProblemCode.TEXT_MISSING, **details))
    return problems


def _of_kind(cls: type[Header], folders: Counter[str], kinds: Kinds, texts: Texts) -> Iterator[Problem]:
    """Its texts; for a listed kind a folder of its own; and that the kinds that it names exist."""
    about = cls.about
    yield from _of_texts(_names(about), texts)
    for field in declared(cls):
        # where the page of a record lists those that name it, with the words of their fields
        ref, offer = field.find(Ref), field.find(Filter)
        if kinds.about(kinds.main).relations and offer and ref and ref.kind == kinds.main:
            yield from _of_words(field, texts, ('back',))
            yield from _of_texts((f'tools_{about.id}',) if about.id != kinds.main else (), texts)
    for other in dict.fromkeys((about.within, *about.members, *about.expects)):
        if other and other not in kinds.listed:
            yield problem_of(_file(cls), 'lacking_kind', value=about.id, other=other)
    if about.answer and not hasattr(cls, about.answer):
        yield problem_of(_file(cls), 'lacking_answer', value=about.id, other=about.answer)
    if about.listed and (not about.folder or folders[about.folder] > 1):
        yield problem_of(_file(cls), 'lacking_folder', value=about.id)


def _names(about: Kind) -> Iterator[str]:
    """The texts that are asked for by the name of the kind."""
    yield about.id
    if about.listed:
        yield from (f'{about.id}_one', f'{about.id}_many')
    if about.editions:
        yield f'cli_option_{about.facet or about.id}'
    if about.editions and about.members:
        yield f'edition_{about.facet or about.id}'
    if about.editions and about.to_take:
        yield 'edition_template'
    if about.index:
        yield f'index_{about.id}'
    if about.gaps:
        yield from (f'gap_{about.facet}_{kind}' for kind in about.expects)


def _of_field(cls: type, field: Declared, kinds: Kinds, texts: Texts) -> Iterator[Problem]:
    """Words for the field, a kind that it can refer to, and what its line on the fact sheet is made of."""
    yield from _of_words(field, texts, ('label', 'hint'))
    name = f'{cls.__name__}.{field.attribute}'
    ref, sheet = field.find(Ref), field.find(Sheet)
    if ref and kinds.target(ref) not in kinds.listed and (ref.kind or not ref.beside):
        yield problem_of(_file(cls), 'lacking_reference', value=name, other=ref.kind)
    if (shown := field.find(InText)) and not hasattr(cls, shown.by):
        yield problem_of(_file(cls), 'lacking_in_text', value=name, other=shown.by)
    if (total := field.find(Total)) and not _has_part(cls, total):
        yield problem_of(_file(cls), 'lacking_total', value=name, other=f'{total.of}.{total.part}')
    if sheet is None:
        return
    yield from _of_texts((sheet.empty,) if sheet.empty else (), texts)
    if sheet.by and not hasattr(cls, sheet.by):
        yield problem_of(_file(cls), 'lacking_sheet', value=name, other=sheet.by)
    part = field.part
    if part and not sheet.by and not hasattr(part, 'sheet_values') and (field.many or not _has_lines(part)):
        yield problem_of(_file(cls), 'lacking_sheet', value=name, other=f'{part.__name__}.sheet_values')


def _has_part(cls: type, total: Total) -> bool:
    group = next((field.part for field in declared(cls) if field.name == total.of), None)
    return group is not None and any(field.name == total.part for field in declared(group))


def _has_lines(part: type) -> bool:
    return any(field.find(Sheet) for field in declared(part))


def _of_words(field: Declared, texts: Texts, keys: Iterable[str]) -> Iterator[Problem]:
    words = texts.fields.get(field.owner, {}).get(field.name, {})
    if lacking := [key for key in keys if not words.get(key)]:
        details = {'value': f'{field.owner}.{field.name}', 'name': field.name, 'owner': field.owner}
        details['keys'] = ', '.join(f'{key} = "…"' for key in lacking)
        yield problem_of(texts.files.path('fields-', texts.language), 'lacking_words', **details)


def _of_texts(names: Iterable[str], texts: Texts) -> Iterator[Problem]:
    for name in names:
        if not texts.interface.get(name):
            yield problem_of(texts.files.path('', texts.language), 'lacking_text', value=name)


def _file(cls: type) -> str:
    """The file of *cls*, from the folder that its package lies in."""
    place = cls.__module__.replace('.', '/')
    return f'{place}/__init__.py' if hasattr(sys.modules.get(cls.__module__), '__path__') else f'{place}.py'


def problem_of(path: str, cause: str, **details: str) -> Problem:
    """What a kind lacks, to be added in the file *path*; the interface text *cause* says it with *details*."""
    return Problem.at(path, Position(line=1), ProblemCode.INCOMPLETE_KIND, cause=cause, **details)
