"""What a kind of page still lacks: its texts, its folder, what its fields refer to. All at once, with the file to edit.

For whoever adds a kind or a field: without this a build would end at the first page that needs what is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from .kinds import MAIN, RECORD_CLASSES, Header, RecordType
from .messages import Texts
from .model.annotations import Filter, Ref, Sheet
from .model.declared import Declared, computed, declared, groups
from .model.kind import Kind
from .problems import Mark, Problem, ProblemCode
from .text_files import TextFiles, lacking

_KINDS = 's3ext/core/kinds/__init__.py'


def check_kinds(texts: Texts, classes: Iterable[type[Header]] | None = None) -> list[Problem]:
    """What the kinds of the *classes*, or of all, lack; *texts* are those of one language."""
    known = tuple(RECORD_CLASSES.values() if classes is None else classes)
    listed = {cls.about.id for cls in known if cls.about.listed}
    folders = Counter(cls.about.folder for cls in known)
    problems = [problem for cls in known for problem in _of_kind(cls, folders, listed, texts)]
    if classes is None:
        lacking = [kind for kind in RecordType if kind not in RECORD_CLASSES]
        problems += [problem_of(_KINDS, 'lacking_class', value=kind.value) for kind in lacking]
    for holder in dict.fromkeys(part for cls in known for part in (cls, *groups(cls))):
        for field in declared(holder):
            problems += _of_field(holder, field, listed, texts)
        for field in computed(holder):
            if field.find(Filter):
                problems += _of_words(field, texts, ('label',))
    return sorted(set(problems))


def check_texts(files: TextFiles) -> list[Problem]:
    """What is said in one language of a profile, or in the engine's, and not in another, each with its file."""
    problems = []
    for path, table, name in lacking(files):
        cause = 'lacking_line' if table else 'lacking_first'
        details = {'cause': cause, 'value': name, 'table': table}
        problems.append(Problem.at(path, Mark(line=1), ProblemCode.TEXT_MISSING, **details))
    return problems


def _of_kind(cls: type[Header], folders: Counter[str], listed: Collection[str], texts: Texts) -> Iterator[Problem]:
    """Its texts; for a listed kind a folder of its own; and that the kinds that it names exist."""
    about = cls.about
    yield from _of_texts(_names(about), texts)
    for field in declared(cls):
        if (ref := field.find(Ref)) and ref.kind == MAIN and field.find(Filter):
            yield from _of_words(field, texts, ('back',))
            yield from _of_texts((f'tools_{about.id}',) if about.id != MAIN else (), texts)
    for other in dict.fromkeys((about.within, *about.members, *about.expects)):
        if other and other not in listed:
            yield problem_of(_file(cls), 'lacking_kind', value=about.id, other=other)
    if about.listed and (not about.folder or folders[about.folder] > 1):
        yield problem_of(_file(cls), 'lacking_folder', value=about.id)


def _names(about: Kind) -> Iterator[str]:
    """The texts that are asked for by the name of the kind."""
    yield about.id
    if about.listed:
        yield from (f'{about.id}_one', f'{about.id}_many')
    if about.editions and about.members:
        yield f'edition_{about.facet or about.id}'
    if about.index:
        yield f'index_{about.id}'
    if about.gaps:
        yield from (f'gap_{about.facet}_{kind}' for kind in about.expects)


def _of_field(cls: type, field: Declared, listed: Iterable[str], texts: Texts) -> Iterator[Problem]:
    """Words for the field, a kind that it can refer to, and what its line on the fact sheet is made of."""
    yield from _of_words(field, texts, ('label', 'hint'))
    name = f'{cls.__name__}.{field.attribute}'
    ref, sheet = field.find(Ref), field.find(Sheet)
    if ref and ref.kind not in listed:
        yield problem_of(_file(cls), 'lacking_reference', value=name, other=ref.kind)
    if sheet is None:
        return
    yield from _of_texts((sheet.empty,) if sheet.empty else (), texts)
    if sheet.by and not hasattr(cls, sheet.by):
        yield problem_of(_file(cls), 'lacking_sheet', value=name, other=sheet.by)
    part = field.part
    if part and not sheet.by and not hasattr(part, 'sheet_values') and (field.many or not _has_lines(part)):
        yield problem_of(_file(cls), 'lacking_sheet', value=name, other=f'{part.__name__}.sheet_values')


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
    return f'{cls.__module__.replace(".", "/")}.py'


def problem_of(path: str, cause: str, **details: str) -> Problem:
    """What a kind lacks, to be added in the file *path*; the interface text *cause* says it with *details*."""
    return Problem.at(path, Mark(line=1), ProblemCode.INCOMPLETE_KIND, cause=cause, **details)
