"""What is wrong with the fields of a header, in our words: pydantic's findings, with places and nearest matches."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import ErrorDetails

from ..model.values import ADDRESS
from ..model.vocabulary import Vocabulary
from ..problems import Position, Problem, ProblemCode
from ..suggest import nearest
from .frontmatter import Path, RawHeader
from .rules import at

_MISSING = {'missing', 'missing_argument', 'missing_keyword_only_argument'}
_SHAPES = {
    'string_type': 'shape_text',
    'tuple_type': 'shape_list',
    'dataclass_type': 'shape_mapping',
}


def adapter(cls: type) -> TypeAdapter[Any]:
    """What makes records of *cls* of nested texts."""
    return _adapter(cls)  # what is cached takes no class of ours for hashable


@cache
def _adapter(cls: type) -> TypeAdapter[Any]:
    return TypeAdapter(cls)


@cache
def _schema(cls: type) -> dict[str, Any]:
    return _adapter(cls).json_schema()


def header_problems(details: list[ErrorDetails], raw: RawHeader, kind: str, vocabulary: Vocabulary) -> list[Problem]:
    """Pydantic's *details* in our words; an unknown field that misspells a missing one becomes one problem."""
    missing = {d['loc'] for d in details if d['type'] in _MISSING}
    unknown = [d['loc'] for d in details if d['type'] == 'unexpected_keyword_argument']
    problems = []
    for loc in unknown:
        mark = raw.keys.get(loc, raw.position(loc))
        parent, name = loc[:-1], str(loc[-1])
        allowed = _allowed(vocabulary.kinds.by_id[kind], parent)
        given = at(raw.value, parent)
        meant = nearest(name, [field for field in allowed if field not in given])
        if meant is None:
            listed = ', '.join(allowed)
            problems.append(raw.problem(mark, ProblemCode.UNKNOWN_FIELD, field=name, allowed=listed))
            continue
        problems.append(raw.problem(mark, ProblemCode.MISSPELT_FIELD, field=name, nearest=meant))
        missing.discard((*parent, meant))
    for detail in details:
        loc = detail['loc']
        if detail['type'] in _MISSING:
            if loc in missing and str(loc[-1]) not in raw.unread:
                # a group that lacks what it needs stands somewhere; a field that is not there does not
                inner = (*loc, detail.get('ctx', {}).get('field', '')) if loc in raw.values else loc
                mark = raw.position(inner[:-1]) if len(inner) > 1 else Position(line=1)
                problems.append(raw.problem(mark, ProblemCode.FIELD_MISSING, field=field_name(inner)))
        elif detail['type'] != 'unexpected_keyword_argument':
            is_address = detail.get('ctx', {}).get('pattern') == ADDRESS.pattern
            problems.append(_no_address(detail, raw) if is_address else _value_problem(detail, raw, vocabulary))
    return problems


def _value_problem(detail: ErrorDetails, raw: RawHeader, vocabulary: Vocabulary) -> Problem:
    """One value that breaks a rule, in our words."""
    loc, kind = detail['loc'], detail['type']
    context = {name: str(value) for name, value in detail.get('ctx', {}).items()}
    value = str(detail['input'])
    mark, field = raw.position(loc), field_name(loc)
    if kind == 'unknown_term':
        ids = vocabulary.ids(context['list'])
        guess = nearest(value, ids) or ''
        details = {'field': field, 'value': value, 'nearest': guess, 'allowed': ', '.join(ids)}
        return raw.problem(mark, ProblemCode.UNKNOWN_TERM, **details)
    if kind == 'bad_date':
        return raw.problem(mark, ProblemCode.BAD_DATE, value=value, expected=context['expected'])
    if kind == 'bad_period':
        return raw.problem(mark, ProblemCode.BAD_PERIOD, start=context['start'], end=context['end'])
    if kind == 'repeated_value':
        mark = raw.position((*loc, int(context['position'])))
        return raw.problem(mark, ProblemCode.REPEATED_VALUE, value=context['value'], field=field)
    if kind == 'blank':
        return raw.problem(raw.keys.get(loc, mark), ProblemCode.FIELD_EMPTY, field=field)
    if kind == 'few_words':
        details = {'field': field, 'length': context['length'], 'limit': context['limit']}
        return raw.problem(mark, ProblemCode.TOO_SHORT, **details)
    if kind in ('url_user', 'url_host'):
        details = {'value': value, 'cause': context.get('cause', kind), 'host': context.get('host', '')}
        return raw.problem(mark, ProblemCode.DECEPTIVE_URL, **details)
    if kind in ('bad_url', 'bad_id'):
        return raw.problem(mark, ProblemCode(kind.replace('_', '-')), value=value)
    if kind in ('string_too_short', 'string_too_long'):
        code, limit = {
            'string_too_short': (ProblemCode.TOO_SHORT, 'min_length'),
            'string_too_long': (ProblemCode.TOO_LONG, 'max_length'),
        }[kind]
        return raw.problem(mark, code, field=field, length=str(len(value)), limit=context[limit])
    if kind == 'too_short':
        return raw.problem(mark, ProblemCode.FIELD_EMPTY, field=field)
    if kind == 'too_long' and isinstance(detail['input'], str):  # a limit set beside those of the type
        details = {'field': field, 'length': str(len(value)), 'limit': context['max_length']}
        return raw.problem(mark, ProblemCode.TOO_LONG, **details)
    if kind == 'too_long':
        length, limit = str(len(detail['input'])), context['max_length']
        return raw.problem(mark, ProblemCode.TOO_MANY, field=field, length=length, limit=limit)
    if kind == 'bad_range':
        value = context['value']
    if kind in _SHAPES:
        return raw.problem(mark, ProblemCode.WRONG_SHAPE, field=field, expected=_SHAPES[kind])
    return raw.problem(mark, ProblemCode.BAD_VALUE, field=field, value=value)


def _no_address(detail: ErrorDetails, raw: RawHeader) -> Problem:
    """What is no address of a page; one that is written as that of a file or of the web site has a remedy."""
    value = str(detail['input'])
    path = value.strip().strip('/')
    for ending in ('.md', '.html'):
        path = path.removesuffix(ending)
    remedy = {'old': value, 'new': path} if path != value and ADDRESS.fullmatch(path) else {}
    details = {'value': value, 'cause': 'former_form', 'example': raw.path.removesuffix('.md'), **remedy}
    return raw.problem(raw.position(detail['loc']), ProblemCode.FORMER_ID, **details)


def field_name(path: Iterable[str | int]) -> str:
    """``('results', 1, 'claim')`` as people count: ``results[2].claim``."""
    name = ''
    for part in path:
        name += f'[{part + 1}]' if isinstance(part, int) else f'.{part}' if name else part
    return name


def _allowed(cls: type, parent: Path) -> tuple[str, ...]:
    """The field names allowed in the mapping at *parent* of a header, sorted."""
    schema = _schema(cls)
    node = schema
    for part in parent:
        node = node['items'] if isinstance(part, int) else node['properties'][part]
        for choice in node.get('anyOf', [node]):
            if '$ref' in choice:
                node = schema['$defs'][choice['$ref'].rpartition('/')[2]]
    return tuple(sorted(node['properties']))
