"""From the text of one file to its record and its faults. A function of that file and the vocabulary only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple, cast

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from . import frontmatter
from .body import Body, scan
from .characters import check_characters
from .frontmatter import Page, Path, RawHeader
from .model import FOLDERS, PART_CLASSES, RECORD_CLASSES, REFERENCE_FIELDS, Header, RecordType, id_of, type_of
from .parts import TITLES
from .problems import Mark, Problem, ProblemCode
from .rules import at, case_folder, check_body, check_rules, check_sources, last_name
from .suggest import nearest
from .vocabulary import Vocabulary

#: the place of what stands nowhere
_TOP = Mark(line=1)
_MISSING = {'missing', 'missing_argument', 'missing_keyword_only_argument'}
_SHAPES = {
    'string_type': 'shape_text',
    'tuple_type': 'shape_list',
    'dataclass_type': 'shape_mapping',
}
#: so many fields of another kind of page are no slip
_LEAST_FOREIGN = 3
#: what a source has from the one that it is a part of
_SHARED = {'publisher', 'title', 'url', 'year', 'held_by'}
#: faults in the names of fields
_OF_NAMES = (ProblemCode.FIELD_MISSING, ProblemCode.MISSPELT_FIELD, ProblemCode.UNKNOWN_FIELD)


class Reference(NamedTuple):
    """A record named in a header, and where it stands. A tuple, as every build reads and writes thousands."""

    type: RecordType
    id: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page's facts: its record if the header is valid, and where its references and its county code stand."""

    docname: str
    path: str
    record: Header | None
    references: tuple[Reference, ...] = ()
    code_mark: Mark = _TOP

    @property
    def type(self) -> RecordType:
        """The kind of page."""
        return type_of(self.docname)

    @property
    def id(self) -> str:
        """The record's id."""
        return id_of(self.docname)


def validate(text: str, docname: str, path: str, vocabulary: Vocabulary) -> tuple[Entry, Page, list[Problem]]:
    """Read and check the source *text* of *docname*, stored in the file *path*.

    Returns the facts, the split source, and every fault of this file in no particular order.
    """
    page, problems = frontmatter.split(text, path)
    odd = check_characters(text, path, page.body_line - 1)
    if page.header is None and problems:  # it cannot be seen where the header ends
        return Entry(docname=docname, path=path, record=None), page, problems + odd
    kind = type_of(docname)
    is_whole = not problems
    body = scan(page.body, page.body_line)
    read = _Read(raw=RawHeader(), record=None)
    if page.header is not None:
        read = _read_header(page, body, docname, path, vocabulary)
        problems += read.problems
    elif kind is not RecordType.PAGE:
        problems.append(Problem.at(path, Mark(line=1), ProblemCode.HEADER_MISSING))
    else:
        read = _Read(raw=RawHeader(), record=Header())
    problems += odd
    problems += check_body(body, page, path)
    if any(problem.code is ProblemCode.HEADER_TITLE for problem in problems):
        problems = [problem for problem in problems if problem.code is not ProblemCode.TITLE_MISSING]
    raw = read.raw
    if raw.readable:
        wrong = {Mark(line=problem.line, column=problem.column) for problem in problems}
        problems += check_sources(raw, body, path, wrong)
        problems += check_rules(raw, body, read.kind, docname, path)
    references = tuple(
        Reference(type=target, id=value, mark=raw.mark(where))
        for where, value in raw.leaves
        if (target := REFERENCE_FIELDS.get(last_name(where))) and value
    )
    entry = Entry(
        docname=docname,
        path=path,
        record=read.record if is_whole else None,
        references=references,
        code_mark=raw.mark(('county_code',)) if kind is RecordType.REGION else _TOP,
    )
    return entry, page, problems


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A header as read: its values, its record if it is valid, the kind of page it is meant for, and its faults."""

    raw: RawHeader
    record: Header | None
    kind: RecordType = RecordType.PAGE
    problems: tuple[Problem, ...] = ()


def _read_header(page: Page, body: Body, docname: str, path: str, vocabulary: Vocabulary) -> _Read:
    """The header of *page*; what kind of page it belongs to is seen from the folder, or from the fields."""
    assert page.header is not None
    kind = type_of(docname)
    raw, told = frontmatter.read(page.header, path, page.header_line, *_names(kind))
    if not raw.readable:
        return _Read(raw=raw, record=None, kind=kind, problems=tuple(told))
    problems: list[Problem] = []
    if meant := _meant_kind(raw, kind, docname):
        kind = meant
        expected = f'cases/{case_folder(raw)}' if kind is RecordType.CASE else FOLDERS[kind]
        if docname.startswith('cases/'):
            mark = raw.mark(('regions', 0))
            problems = [Problem.at(path, mark, ProblemCode.WRONG_FOLDER, expected=expected.removeprefix('cases/'))]
        else:
            details = {'kind': kind.value, 'expected': expected}
            problems = [Problem.at(path, _TOP, ProblemCode.MISPLACED_PAGE, **details)]
    raw, titles = _without_title(raw, kind, page, body, path)
    record, faults = _check_header(raw, kind, path, vocabulary)
    told, kept, hidden = _one_of_each(told, faults)
    if unsure := (_unsure(faults) | {_field_at(raw, line) for line in hidden}) - raw.unread:
        raw = replace(raw, unread=raw.unread | unsure)  # made anew, it must look at its texts anew
    faults = kept
    problems += titles + told + faults
    return _Read(raw=raw, record=None if problems else record, kind=kind, problems=tuple(problems))


def _meant_kind(raw: RawHeader, kind: RecordType, docname: str) -> RecordType | None:
    """The kind of page that the fields of *raw* belong to, if they do not belong to *kind*."""
    if kind is RecordType.PAGE and docname.startswith('cases/') and not docname.endswith('/index'):
        return RecordType.CASE
    if len(raw.value.keys() - _names(kind)[0]) < _LEAST_FOREIGN:
        return None
    others = (other for other in FOLDERS if other is not kind)
    return next((other for other in others if raw.value.keys() - TITLES <= _names(other)[0]), None)


def _without_title(
    raw: RawHeader, kind: RecordType, page: Page, body: Body, path: str
) -> tuple[RawHeader, list[Problem]]:
    """*raw* without the page's title, which stands in the text, and a fault that says where it is to go."""
    found = [name for name in raw.value if name.casefold() in TITLES and name not in _names(kind)[0]]
    if not found or not isinstance(raw.value[found[0]], str) or not raw.value[found[0]].strip():
        return raw, []
    title = raw.value[found[0]]
    details = {'value': title, 'cause': 'title_moved'}
    if body.headings:
        row = body.headings[0].line
        same = page.body.split('\n')[row - page.body_line].lstrip('# ').rstrip() == title
        details = {'value': title, 'cause': 'title_same' if same else 'title_other', 'line': str(row)}
    value = {name: inner for name, inner in raw.value.items() if name != found[0]}
    problem = Problem.at(path, raw.keys.get((found[0],), Mark(line=1)), ProblemCode.HEADER_TITLE, **details)
    return replace(raw, value=value), [problem]


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
    """Whether *loc* is a field that a source has from the one that it is a part of, where it is told.

    So it is if that source does not exist, which is told too; but a part of a part has nothing.
    """
    if loc[0] != 'sources' or (*loc[:2], 'part_of') not in raw.values or loc[-1] not in _SHARED or loc in raw.values:
        return False
    whole = at(raw.value, (*loc[:2], 'part_of'))
    parts = [source for source in raw.value['sources'] if isinstance(source, dict) and 'part_of' in source]
    return all(source.get('id') != whole for source in parts)


@cache
def _names(kind: RecordType) -> tuple[frozenset[str], frozenset[str]]:
    """The fields of the pages of *kind*, and those at any depth of some page."""
    names = _fields(RECORD_CLASSES[kind])
    return names, names.union(*map(_fields, PART_CLASSES))


def _fields(cls: type) -> frozenset[str]:
    """The names of the fields of *cls* as they are written; pydantic's own schema has them too, but takes long."""
    declared = cast('dict[str, FieldInfo]', cast('Any', cls).__pydantic_fields__)
    return frozenset(info.alias or name for name, info in declared.items())


def _unsure(faults: Iterable[Problem]) -> frozenset[str]:
    """The fields of the header of which nothing follows: their name, or that of a part, is not right."""
    details = [dict(fault.details) for fault in faults if fault.code in _OF_NAMES]
    named = {name for found in details for name in (found['field'], found.get('nearest', ''))}
    return frozenset(name.partition('[')[0].partition('.')[0] for name in named)


def _field_at(raw: RawHeader, line: int) -> str:
    """The outermost field that stands on *line* of the file, or goes on there."""
    begun = [(mark.line, str(where[0])) for where, mark in raw.keys.items() if len(where) == 1 and mark.line <= line]
    return max(begun, default=(0, ''))[1]


def _one_of_each(told: list[Problem], faults: list[Problem]) -> tuple[list[Problem], list[Problem], set[int]]:
    """What reading has *told*, the *faults* of other lines, and the lines with both: one slip gets one message.

    A remedy for the reading with which the line is at fault all the same is not offered.
    """
    lines = {problem.line for problem in told}
    hidden = {fault.line for fault in faults} & lines
    kept = [
        replace(problem, details=tuple((name, value) for name, value in problem.details if name != 'fix'))
        if problem.line in hidden
        else problem
        for problem in told
    ]
    return kept, [fault for fault in faults if fault.line not in lines], hidden


@cache
def _schema(kind: RecordType) -> dict[str, Any]:
    return _adapter(kind).json_schema()


@cache
def _adapter(kind: RecordType) -> TypeAdapter[Any]:
    return TypeAdapter(RECORD_CLASSES[kind])


def _check_header(
    raw: RawHeader, kind: RecordType, path: str, vocabulary: Vocabulary
) -> tuple[Header | None, list[Problem]]:
    """The record of *raw* if every field is right, else None and what is wrong with each."""
    empty = [where for where, value in raw.leaves if value == '']
    problems = [
        Problem.at(path, raw.keys.get(where, raw.mark(where)), ProblemCode.FIELD_EMPTY, field=_name(where))
        for where in empty
        if where[0] not in raw.unread
    ]
    try:
        record: Header = _adapter(kind).validate_python(_with_parts(raw.value), context=vocabulary)
    except ValidationError as error:
        # an item with a fault is not counted as an item, so its list is called too short as well
        details = [
            d
            for d in error.errors(include_url=False)
            if d['loc'] not in empty and not (d['type'] == 'too_short' and d['input']) and not _is_copied(d['loc'], raw)
        ]
        return None, problems + _header_problems(details, raw, kind, path, vocabulary)
    return (None if empty or raw.unread else record), problems


def _header_problems(
    details: list[ErrorDetails], raw: RawHeader, kind: RecordType, path: str, vocabulary: Vocabulary
) -> list[Problem]:
    """Pydantic's *details* in our words; an unknown field that misspells a missing one becomes one problem."""
    missing = {d['loc'] for d in details if d['type'] in _MISSING}
    unknown = [d['loc'] for d in details if d['type'] == 'unexpected_keyword_argument']
    problems = []
    for loc in unknown:
        mark = raw.keys.get(loc, raw.mark(loc))
        parent, name = loc[:-1], str(loc[-1])
        allowed = _allowed(kind, parent)
        given = at(raw.value, parent)
        meant = nearest(name, [field for field in allowed if field not in given])
        if meant is None:
            listed = ', '.join(allowed)
            problems.append(Problem.at(path, mark, ProblemCode.UNKNOWN_FIELD, field=name, allowed=listed))
            continue
        problems.append(Problem.at(path, mark, ProblemCode.MISSPELT_FIELD, field=name, nearest=meant))
        missing.discard((*parent, meant))
    for detail in details:
        loc = detail['loc']
        if detail['type'] in _MISSING:
            if loc in missing and str(loc[-1]) not in raw.unread:
                # a group that lacks what it needs stands somewhere; a field that is not there does not
                inner = (*loc, detail.get('ctx', {}).get('field', '')) if loc in raw.values else loc
                mark = raw.mark(inner[:-1]) if len(inner) > 1 else Mark(line=1)
                problems.append(Problem.at(path, mark, ProblemCode.FIELD_MISSING, field=_name(inner)))
        elif detail['type'] != 'unexpected_keyword_argument':
            problems.append(_value_problem(detail, raw, path, vocabulary))
    return problems


def _value_problem(detail: ErrorDetails, raw: RawHeader, path: str, vocabulary: Vocabulary) -> Problem:
    """One value that breaks a rule, in our words."""
    loc, kind = detail['loc'], detail['type']
    context = {name: str(value) for name, value in detail.get('ctx', {}).items()}
    value = str(detail['input'])
    mark, field = raw.mark(loc), _name(loc)
    if kind == 'unknown_term':
        ids = vocabulary.ids(context['list'])
        guess = nearest(value, ids) or ''
        details = {'field': field, 'value': value, 'nearest': guess, 'allowed': ', '.join(ids)}
        return Problem.at(path, mark, ProblemCode.UNKNOWN_TERM, **details)
    if kind == 'bad_date':
        return Problem.at(path, mark, ProblemCode.BAD_DATE, value=value, expected=context['expected'])
    if kind == 'bad_period':
        return Problem.at(path, mark, ProblemCode.BAD_PERIOD, start=context['start'], end=context['end'])
    if kind == 'repeated_value':
        mark = raw.mark((*loc, int(context['position'])))
        return Problem.at(path, mark, ProblemCode.REPEATED_VALUE, value=context['value'], field=field)
    if kind == 'blank':
        return Problem.at(path, raw.keys.get(loc, mark), ProblemCode.FIELD_EMPTY, field=field)
    if kind == 'few_words':
        details = {'field': field, 'length': context['length'], 'limit': context['limit']}
        return Problem.at(path, mark, ProblemCode.TOO_SHORT, **details)
    if kind in ('url_user', 'url_host'):
        return Problem.at(path, mark, ProblemCode.DECEPTIVE_URL, value=value, cause=kind)
    if kind in ('bad_url', 'bad_id'):
        return Problem.at(path, mark, ProblemCode(kind.replace('_', '-')), value=value)
    if kind in ('string_too_short', 'string_too_long'):
        code, limit = {
            'string_too_short': (ProblemCode.TOO_SHORT, 'min_length'),
            'string_too_long': (ProblemCode.TOO_LONG, 'max_length'),
        }[kind]
        return Problem.at(path, mark, code, field=field, length=str(len(value)), limit=context[limit])
    if kind == 'too_short':
        return Problem.at(path, mark, ProblemCode.FIELD_EMPTY, field=field)
    if kind == 'too_long':
        length, limit = str(len(detail['input'])), context['max_length']
        return Problem.at(path, mark, ProblemCode.TOO_MANY, field=field, length=length, limit=limit)
    if kind == 'bad_range':
        value = context['value']
    if kind in _SHAPES:
        return Problem.at(path, mark, ProblemCode.WRONG_SHAPE, field=field, expected=_SHAPES[kind])
    return Problem.at(path, mark, ProblemCode.BAD_VALUE, field=field, value=value)


def _name(path: Iterable[str | int]) -> str:
    """``('results', 1, 'claim')`` as people count: ``results[2].claim``."""
    name = ''
    for part in path:
        name += f'[{part + 1}]' if isinstance(part, int) else f'.{part}' if name else part
    return name


def _allowed(kind: RecordType, parent: Path) -> tuple[str, ...]:
    """The field names allowed in the mapping at *parent* of a header, sorted."""
    schema = _schema(kind)
    node = schema
    for part in parent:
        node = node['items'] if isinstance(part, int) else node['properties'][part]
        for choice in node.get('anyOf', [node]):
            if '$ref' in choice:
                node = schema['$defs'][choice['$ref'].rpartition('/')[2]]
    return tuple(sorted(node['properties']))
