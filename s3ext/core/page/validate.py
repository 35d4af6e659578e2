"""From the text of one file to its record and its faults. A function of that file and the vocabulary only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from ..gate.allowed import Permitted
from ..gate.characters import check_characters, is_ordinary
from ..gate.glyphs import check_glyphs, check_run
from ..gate.persons import check_persons
from ..model.approval import check_approver, days_of
from ..model.entries import Entry, Named, Reference, Withdrawal
from ..model.header import PLAIN, Header
from ..model.kinds import Kinds
from ..model.values import ADDRESS, LONGEST_ADDRESS
from ..model.vocabulary import Vocabulary
from ..problems import Position, Problem, ProblemCode
from ..views import VIEWS
from . import frontmatter
from .body import read_body
from .checks import check_facts
from .declared_rules import check_declared
from .facts import PageFacts
from .field_problems import adapter, field_name, header_problems
from .frontmatter import Page, Path, RawHeader, names_in
from .headings import check_headings
from .markdown import markdown
from .rules import at, check_rules, check_sources, folder_of
from .source import Source

#: the place of what stands nowhere
_TOP = Position(line=1)
#: so many fields of another kind of page are no slip
_LEAST_FOREIGN = 3
#: what a source has from the one that it is a part of
_SHARED = {'publisher', 'title', 'language', 'url', 'year', 'held_by', 'read_on'}
#: the fields that a page has which is withdrawn
_OF_WITHDRAWN = ('former_ids', 'withdrawn', 'summary')
#: faults in the names of fields
_OF_NAMES = (ProblemCode.FIELD_MISSING, ProblemCode.MISSPELT_FIELD, ProblemCode.UNKNOWN_FIELD)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderReading:
    """A source file split in two, its header read; ``problems`` of the header and of the characters of the file.

    ``kind`` is the kind of page that the header is meant for, ``title`` the page's title if somebody wrote it there.
    ``is_split`` is False where nobody knows where the header ends, so that nothing can be said of the body.
    """

    source: Source
    page: Page
    raw: RawHeader
    entry: Entry
    problems: list[Problem]
    kind: str = PLAIN
    title: tuple[str, Position] | None = None
    is_split: bool = True

    @property
    def body(self) -> Source:
        """The page with empty lines in place of the header, so that lines count as in the file."""
        return replace(self.source, text='\n' * (self.page.body_line - 1) + self.page.body)


def validate(
    text: str, docname: str, path: str, vocabulary: Vocabulary, permitted: Permitted | None = None
) -> tuple[Entry, Page, list[Problem]]:
    """Read and check the source *text* of *docname*, stored in the file *path*.

    Returns the facts of the header, the split source, and what is wrong with header and body in no particular order,
    but for what the gate refuses (``page.reading`` tells that too).
    """
    header = read_header(Source(docname=docname, path=path, text=text), vocabulary)
    permitted = permitted or Permitted(kinds=vocabulary.kinds, views=VIEWS)
    facts = facts_of(header, read_body(header.body, markdown(), permitted).facts)
    problems = check_body(header, facts, vocabulary, permitted) if facts else []
    return header.entry, header.page, header.problems + problems


def read_header(source: Source, vocabulary: Vocabulary) -> HeaderReading:
    """Read and check the header of the page *source*."""
    page, problems = frontmatter.split(source)
    odd = [] if is_ordinary(source.text) else _odd_characters(source, page.body_line - 1)
    docname, path, kinds = source.docname, source.path, vocabulary.kinds
    kind = kinds.type_of(docname)
    if page.header is None and problems:  # it cannot be seen where the header ends
        entry = Entry(docname=docname, path=path, type=kind, record=None)
        raw, problems = RawHeader(path=path), problems + odd
        return HeaderReading(source=source, page=page, raw=raw, entry=entry, problems=problems, is_split=False)
    is_whole = not problems
    read, would_be, leaves = _Read(raw=RawHeader(path=path), record=None), kind, False
    if page.header is not None:
        read = _read_header(source, page, kind, vocabulary)
        if leaves := 'withdrawn' in read.raw.value:
            kind = PLAIN
        problems += read.problems
    elif kind != PLAIN:
        problems.append(source.problem(_TOP, ProblemCode.HEADER_MISSING))
    else:
        read = _Read(raw=RawHeader(path=path), record=Header())
    raw = read.raw
    entry = Entry(
        docname=docname,
        path=path,
        type=kind,
        record=read.record if is_whole else None,
        references=tuple(sorted(_references(raw, vocabulary), key=lambda reference: reference.mark)),
        days=days_of(raw) if raw.readable else (),
        places=tuple((name, raw.position((name,))) for name in dict.fromkeys(('summary', *kinds.located[kind]))),
        former=_addresses(raw, 'former_ids'),
        withdrawal=Withdrawal(would_be, raw.position(('withdrawn',)), _addresses(raw, 'instead')) if leaves else None,
    )
    return HeaderReading(
        source=source, page=page, raw=raw, entry=entry, problems=problems + odd, kind=read.kind, title=read.title
    )


def _odd_characters(source: Source, header_lines: int) -> list[Problem]:
    """Characters that must not stand in *source*, or that the PDF lacks; each once."""
    odd = check_characters(source.text, source.path, header_lines)
    refused = {(problem.line, problem.column) for problem in odd}
    return odd + [note for note in check_glyphs(source.text, source.path) if (note.line, note.column) not in refused]


def _references(raw: RawHeader, vocabulary: Vocabulary) -> Iterator[Reference]:
    """The records that a header names, field by field."""
    kinds = vocabulary.kinds
    listed = kinds.beside
    for name, target in kinds.references.items():
        named = raw.named(name)
        beside = vocabulary.ids(listed[name]) if named and name in listed else ()
        for where, value in named:
            if value and value not in beside and names_in(where)[-2:] not in kinds.namesakes:
                yield Reference(type=target, id=value, mark=raw.position(where), beside=beside)


def facts_of(header: HeaderReading, facts: PageFacts | None) -> PageFacts | None:
    """What the page says whose body says *facts*: one that is withdrawn shows nothing of it but its title."""
    if facts is None or header.entry.withdrawal is None:
        return facts
    return PageFacts(headings=tuple(h for h in facts.headings if h.level == 1 and not h.nested)[:1])


def check_body(header: HeaderReading, facts: PageFacts, vocabulary: Vocabulary, permitted: Permitted) -> list[Problem]:
    """What is wrong with the body that says *facts*, alone and beside its *header*; pages may hold *permitted*."""
    if not header.is_split:
        return []
    raw = header.raw
    problems = check_headings(facts, header.entry, header.page.body_line)
    if header.title:
        problems = [problem for problem in problems if problem.code is not ProblemCode.TITLE_MISSING]
        problems.append(_title_problem(raw, *header.title, facts))
    # in another folder than its kind's the page is still written for its kind; the folder is one fault
    problems += check_facts(facts, replace(header.entry, type=header.kind), vocabulary, permitted)
    for run in facts.runs:
        if run.pieces:
            problems += check_run(run.text, run.mark_at, raw.path, header.page.body)
    problems += [
        raw.problem(note.mark, ProblemCode.FOOTNOTE_IN_BODY, value=note.label) for note in facts.notes if note.defines
    ]
    # a name in a web address is reported already, and looks like a mailbox
    named = {problem.line for problem in header.problems if problem.code is ProblemCode.DECEPTIVE_URL}
    persons = check_persons(raw, header.page, facts, permitted.persons)
    problems += [problem for problem in persons if not (problem.is_note and problem.line in named)]
    if raw.readable:
        kinds = vocabulary.kinds
        wrong = {Position(line=problem.line, column=problem.column) for problem in (*header.problems, *problems)}
        problems += check_sources(raw, facts, wrong, kinds)
        problems += check_declared(raw, facts, header.kind, kinds)
        problems += check_rules(raw, header.kind, header.entry, kinds)
        problems += check_approver(raw, header.entry, vocabulary.ids(kinds.beside['by']), kinds)
    return problems


def _title_problem(raw: RawHeader, title: str, mark: Position, facts: PageFacts) -> Problem:
    """The *title* at *mark* in the header stands in the text, or is to go there."""
    details = {'value': title, 'cause': 'title_moved'}
    if first := next((heading for heading in facts.headings if heading.level == 1), None):
        cause = 'title_same' if first.text == title else 'title_other'
        details = {'value': title, 'cause': cause, 'line': str(first.mark.line)}
    return raw.problem(mark, ProblemCode.HEADER_TITLE, **details)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A header as read: its values, its record if it is valid, the kind of page it is meant for, and its faults."""

    raw: RawHeader
    record: Header | None
    kind: str = PLAIN
    problems: tuple[Problem, ...] = ()
    title: tuple[str, Position] | None = None


def header_size(docname: str, kinds: Kinds) -> int:
    """How many times as large as usual the header of the page *docname* may be."""
    return frontmatter.GLOSSARY_SIZE if docname == kinds.glossary_page else 1


def _read_header(source: Source, page: Page, kind: str, vocabulary: Vocabulary) -> _Read:
    """The header of *page*, which lies in the folder of *kind*; its fields may say that it belongs to another."""
    assert page.header is not None
    kinds = vocabulary.kinds
    names = kinds.names[kind]
    size = header_size(source.docname, kinds)
    raw, reported = frontmatter.read(page.header, source.path, page.header_line, names, names | kinds.all_names, size)
    if not raw.readable:
        return _Read(raw=raw, record=None, kind=kind, problems=tuple(reported))
    problems: list[Problem] = []
    nested = kinds.nesting(source.docname)
    if meant := _meant_kind(raw, kind, None if source.is_index else nested, kinds):
        kind = meant
        expected = folder_of(raw, kind, kinds)
        if nested:
            field = kinds.owner_fields[nested]
            mark = raw.position((field, 0))
            problems = [raw.problem(mark, ProblemCode.WRONG_FOLDER, folder=expected, field=field)]
        else:
            details = {'kind': kind, 'expected': expected}
            problems = [raw.problem(_TOP, ProblemCode.MISPLACED_PAGE, **details)]
    if 'withdrawn' in raw.value:
        kind, raw, problems = PLAIN, _of_withdrawn(raw), []
    raw, title = _without_title(raw, kind, kinds)
    record, faults = _check_header(raw, kind, vocabulary)
    reported, kept, hidden = _one_of_each(reported, faults)
    if unsure := (_unsure(faults) | {_field_at(raw, line) for line in hidden}) - raw.unread:
        raw = replace(raw, unread=raw.unread | unsure)  # made anew, it must look at its texts anew
    faults = kept
    problems += reported + faults
    whole = record if not problems and title is None else None
    return _Read(raw=raw, record=whole, kind=kind, problems=tuple(problems), title=title)


def _of_withdrawn(raw: RawHeader) -> RawHeader:
    """What counts in the header of a page that is withdrawn: nothing that its text or its kind would ask for."""
    return replace(raw, value={name: value for name, value in raw.value.items() if name in _OF_WITHDRAWN})


def _addresses(raw: RawHeader, name: str) -> tuple[Named, ...]:
    """The addresses of pages in the list *name* of the header, each once: what is none is a fault already."""
    found = {
        value: Named(value, raw.position(where))
        for where, value in reversed(raw.named(name))
        if where[0] in ('former_ids', 'withdrawn') and len(value) <= LONGEST_ADDRESS and ADDRESS.fullmatch(value)
    }
    return tuple(sorted(found.values(), key=lambda named: named.mark))


def _meant_kind(raw: RawHeader, kind: str, nested: str | None, kinds: Kinds) -> str | None:
    """The kind of page that *raw* belongs to, by its fields or as it lies among pages of *nested*, if not *kind*."""
    if kind == PLAIN and nested:
        return nested
    if len(raw.value.keys() - kinds.names[kind]) < _LEAST_FOREIGN:
        return None
    others = (other for other in kinds.folders if other != kind)
    return next((other for other in others if raw.value.keys() - {*kinds.titles} <= kinds.names[other]), None)


def _without_title(raw: RawHeader, kind: str, kinds: Kinds) -> tuple[RawHeader, tuple[str, Position] | None]:
    """*raw* without the page's title, which belongs in the text, and that title with its place."""
    found = [name for name in raw.value if name.casefold() in kinds.titles and name not in kinds.names[kind]]
    if not found or not isinstance(raw.value[found[0]], str) or not raw.value[found[0]].strip():
        return raw, None
    value = {name: inner for name, inner in raw.value.items() if name != found[0]}
    return replace(raw, value=value), (raw.value[found[0]], raw.keys.get((found[0],), _TOP))


def _with_parts(value: dict[str, Any]) -> dict[str, Any]:
    """*value* where a source that is a part of another has what it does not say from there."""
    sources = value.get('sources')
    groups = [source for source in sources if isinstance(source, dict)] if isinstance(sources, list) else []
    if not any('part_of' in source for source in groups):
        return value
    wholes = {str(source.get('id')): source for source in reversed(groups) if 'part_of' not in source}
    full = [
        {**{name: wholes[of][name] for name in _SHARED & wholes[of].keys()}, **source}
        if isinstance(source, dict) and (of := str(source.get('part_of'))) in wholes
        else source
        for source in sources or ()
    ]
    return {**value, 'sources': full}


def _is_copied(loc: Path, raw: RawHeader) -> bool:
    """Whether *loc* is a field that a source has from the one that it is a part of, where it is reported.

    So it is if that source does not exist, which is reported too; but a part of a part has nothing.
    """
    if loc[0] != 'sources' or (*loc[:2], 'part_of') not in raw.values or loc[-1] not in _SHARED or loc in raw.values:
        return False
    whole = at(raw.value, (*loc[:2], 'part_of'))
    parts = [source for source in raw.value['sources'] if isinstance(source, dict) and 'part_of' in source]
    return all(source.get('id') != whole for source in parts)


def _unsure(faults: Iterable[Problem]) -> frozenset[str]:
    """The fields of the header of which nothing follows: their name, or that of a part, is not right."""
    details = [dict(fault.details) for fault in faults if fault.code in _OF_NAMES]
    named = {name for found in details for name in (found['field'], found.get('nearest', ''))}
    return frozenset(name.partition('[')[0].partition('.')[0] for name in named)


def _field_at(raw: RawHeader, line: int) -> str:
    """The outermost field that stands on *line* of the file, or goes on there."""
    begun = [(mark.line, str(where[0])) for where, mark in raw.keys.items() if len(where) == 1 and mark.line <= line]
    return max(begun, default=(0, ''))[1]


def _one_of_each(reported: list[Problem], faults: list[Problem]) -> tuple[list[Problem], list[Problem], set[int]]:
    """What reading has *reported*, the *faults* of other lines, and the lines with both: one slip gets one message.

    A remedy for the reading with which the line is at fault all the same is not offered.
    """
    lines = {problem.line for problem in reported}
    hidden = {fault.line for fault in faults} & lines
    kept = [
        replace(problem, details=tuple((name, value) for name, value in problem.details if name != 'rewritten'))
        if problem.line in hidden
        else problem
        for problem in reported
    ]
    return kept, [fault for fault in faults if fault.line not in lines], hidden


def _check_header(raw: RawHeader, kind: str, vocabulary: Vocabulary) -> tuple[Header | None, list[Problem]]:
    """The record of *raw* if every field is right, else None and what is wrong with each."""
    empty = [where for where, value in raw.leaves if value == '']
    problems = [
        raw.problem(raw.keys.get(where, raw.position(where)), ProblemCode.FIELD_EMPTY, field=field_name(where))
        for where in empty
        if where[0] not in raw.unread
    ]
    try:
        record: Header = adapter(vocabulary.kinds.by_id[kind]).validate_python(
            _with_parts(raw.value), context=vocabulary
        )
    except ValidationError as error:
        # an item with a fault is not counted as an item, so its list is called too short as well
        details = [
            d
            for d in error.errors(include_url=False)
            if d['loc'] not in empty and not (d['type'] == 'too_short' and d['input']) and not _is_copied(d['loc'], raw)
        ]
        return None, problems + header_problems(details, raw, kind, vocabulary)
    return (None if empty or raw.unread else record), problems
