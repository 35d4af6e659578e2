"""From the text of one file to its record and its faults. A function of that file and the vocabulary only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from . import frontmatter
from .approval import Day, check_approver, days_of
from .body import Body, scan
from .characters import check_characters
from .frontmatter import Page, Path, RawHeader
from .model import LISTED_BESIDE, NATIONAL_FOLDER, RECORD_CLASSES, REFERENCE_FIELDS, Header, RecordType, id_of, type_of
from .problems import Mark, Problem, ProblemCode
from .suggest import nearest
from .vocabulary import Vocabulary

_MISSING = {'missing', 'missing_argument', 'missing_keyword_only_argument'}
_SHAPES = {
    'string_type': 'shape_text',
    'tuple_type': 'shape_list',
    'dataclass_type': 'shape_mapping',
}
_MIN_REGIONS_BETWEEN = 2
_NUMBER = re.compile('[0-9]{1,9}')


class Reference(NamedTuple):
    """A record named in a header, and where it stands. A tuple, as every build reads and writes thousands.

    ``beside`` are the terms that could stand there in its place: it says who wrote or approved the page.
    """

    type: RecordType
    id: str
    mark: Mark
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page's facts: its record if the header is valid, and where its references and days of review stand."""

    docname: str
    path: str
    record: Header | None
    references: tuple[Reference, ...] = ()
    days: tuple[Day, ...] = ()

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
    if problems:  # where the header ends is not known, so nothing can be said of it or of the body
        return Entry(docname=docname, path=path, record=None), page, problems + odd
    kind = type_of(docname)
    record: Header | None = None
    raw = RawHeader()
    if page.header is not None:
        raw, problems = frontmatter.read(page.header, path)
        if raw.readable:
            record, faults = _check_header(raw, kind, path, vocabulary)
            problems += faults
    elif kind is not RecordType.PAGE:
        problems.append(Problem.at(path, Mark(line=1), ProblemCode.HEADER_MISSING))
    else:
        record = Header()
    body = scan(page.body, page.body_line)
    problems += odd
    problems += _check_body(body, page, path)
    if raw.readable:
        problems += _check_sources(raw, body, path)
        problems += _check_rules(raw, body, docname, path)
        problems += check_approver(raw, docname, path, vocabulary.ids(LISTED_BESIDE['by']))
    entry = Entry(
        docname=docname,
        path=path,
        record=record,
        references=tuple(_references(raw, vocabulary)),
        days=days_of(raw) if raw.readable else (),
    )
    return entry, page, problems


def _references(raw: RawHeader, vocabulary: Vocabulary) -> Iterator[Reference]:
    """The records that a header names."""
    for where, value in raw.leaves:
        name = _last_name(where)
        target = REFERENCE_FIELDS.get(name)
        if target and value:
            beside = vocabulary.ids(LISTED_BESIDE[name]) if name in LISTED_BESIDE else ()
            if value not in beside:
                yield Reference(type=target, id=value, mark=raw.mark(where), beside=beside)


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
        record: Header = _adapter(kind).validate_python(raw.value, context=vocabulary)
    except ValidationError as error:
        # an item with a fault is not counted as an item, so its list is called too short as well
        details = [
            d
            for d in error.errors(include_url=False)
            if d['loc'] not in empty and not (d['type'] == 'too_short' and d['input'])
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
        given = _at(raw.value, parent)
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


def _at(value: Any, path: Iterable[str | int]) -> Any:
    for part in path:
        value = value[part]
    return value


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


def _check_body(body: Body, page: Page, path: str) -> list[Problem]:
    """Exactly one heading of the highest level, none that leaves out a level, and no footnote text in the body."""
    problems = [Problem.at(path, mark, ProblemCode.FOOTNOTE_IN_BODY, value=label) for label, mark in body.defined]
    problems += [Problem.at(path, mark, ProblemCode.TITLE_REPEATED) for mark in body.headings[1:]]
    for mark, before, level in body.skipped:
        details = {'before': str(before), 'level': str(level), 'fix': '#' * (before + 1)}
        problems.append(Problem.at(path, mark, ProblemCode.HEADING_SKIPPED, **details))
    if not body.headings:
        problems.append(Problem.at(path, Mark(line=page.body_line), ProblemCode.TITLE_MISSING))
    return problems


def _check_sources(raw: RawHeader, body: Body, path: str) -> list[Problem]:
    """Every footnote has a source, every source is used, and no two sources share an id."""
    sources = {where: value for where, value in raw.leaves if where[0] == 'sources' and where[-1] == 'id'}
    ids = list(sources.values())
    cited = [(label, mark) for label, mark in body.cited]
    cited += [(value, raw.mark(where)) for where, value in raw.leaves if _last_name(where) == 'source']
    problems = []
    for label, mark in cited:
        if label and label not in ids and 'sources' not in raw.unread:
            guess = nearest(label, ids) or ''
            problems.append(Problem.at(path, mark, ProblemCode.UNKNOWN_SOURCE, value=label, nearest=guess))
    used = {label for label, _ in cited}
    for position, (where, source_id) in enumerate(sources.items()):
        mark = raw.mark(where)
        if source_id in ids[:position]:
            problems.append(Problem.at(path, mark, ProblemCode.REPEATED_VALUE, value=source_id, field='sources'))
        elif source_id and source_id not in used:
            problems.append(Problem.at(path, mark, ProblemCode.UNUSED_SOURCE, value=source_id))
    return problems


def _check_rules(raw: RawHeader, body: Body, docname: str, path: str) -> list[Problem]:
    """The rules that join several fields, or fields and body, of one page."""
    problems = []
    kind = type_of(docname)
    regions = raw.value.get('regions')
    if not isinstance(regions, list) or '' in regions:
        regions = None  # a fault already; nothing follows from it
    if kind is RecordType.CASE and regions is not None:
        folder = docname.split('/')[1]
        expected = regions[0] if regions else NATIONAL_FOLDER
        if folder != expected:
            mark = raw.mark(('regions', 0))
            problems.append(Problem.at(path, mark, ProblemCode.WRONG_FOLDER, expected=expected))
    results = raw.keys.get(('results',))
    if results and body.results is None:
        problems.append(Problem.at(path, results, ProblemCode.RESULTS_NOT_SHOWN))
    if body.results and not results and 'results' not in raw.unread:
        problems.append(Problem.at(path, body.results, ProblemCode.RESULTS_MISSING))
    between = raw.value.get('level') == 'between_regions'
    if between and regions is not None and len(regions) < _MIN_REGIONS_BETWEEN:
        count = str(len(regions))
        problems.append(Problem.at(path, raw.mark(('regions',)), ProblemCode.TOO_FEW_REGIONS, count=count))
    return problems + _check_agenda(raw, path) + _check_instead(raw, kind, path) + _check_terms(raw, path)


def _check_terms(raw: RawHeader, path: str) -> list[Problem]:
    """A term of the glossary refers to terms that exist, and no two share an id."""
    ids = [value for where, value in raw.leaves if where[0] == 'terms' and where[-1] == 'id']
    problems = []
    seen: set[str] = set()
    for where, value in raw.leaves:
        if where[0] != 'terms':
            continue
        mark = raw.mark(where)
        if where[-1] == 'id':
            if value in seen:
                problems.append(Problem.at(path, mark, ProblemCode.REPEATED_VALUE, value=value, field='terms'))
            seen.add(value)
        elif 'see_also' in where and value not in ids:
            details = {'kind': 'glossary_term', 'value': value, 'nearest': nearest(value, ids) or ''}
            problems.append(Problem.at(path, mark, ProblemCode.UNKNOWN_RECORD, **details))
    return problems


def _check_agenda(raw: RawHeader, path: str) -> list[Problem]:
    """The minutes of a workshop's parts add up to its duration."""
    minutes = [value for where, value in raw.leaves if where[0] == 'agenda' and where[-1] == 'minutes']
    duration = raw.value.get('duration', '')
    agenda = raw.value.get('agenda')
    if 'agenda' in raw.unread or not isinstance(agenda, list) or len(agenda) != len(minutes):
        return []  # a fault already; nothing follows from it
    if not minutes or not all(_NUMBER.fullmatch(str(number)) for number in (*minutes, duration)):
        return []
    total = sum(int(number) for number in minutes)
    if total == int(duration):
        return []
    return [Problem.at(path, raw.mark(('duration',)), ProblemCode.AGENDA_SUM, sum=str(total), duration=str(duration))]


def _check_instead(raw: RawHeader, kind: RecordType, path: str) -> list[Problem]:
    """A stopped case, and a deselected priority, say what came instead. A pilot that stopped has no such field."""
    if 'instead' in raw.unread:
        return []
    places: list[Path] = [('stage',)] if kind is RecordType.CASE and raw.value.get('stage') == 'stopped' else []
    places += [
        where
        for where, value in raw.leaves
        if where[0] == 'priorities' and where[-1] == 'kind' and value == 'deselected'
    ]
    return [
        Problem.at(path, raw.mark(where), ProblemCode.INSTEAD_MISSING)
        for where in places
        if (*where[:-1], 'instead') not in raw.keys
    ]


def _last_name(path: Path) -> str:
    """The innermost field name of *path*: 'themes' for ``('priorities', 0, 'themes', 2)``."""
    return next((part for part in reversed(path) if isinstance(part, str)), '')
