"""Rules that join several fields of one page, or its fields and its text. Nothing is told that follows from a fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import Any

from .counties import BY_NAME
from .frontmatter import Path, RawHeader
from .kinds import FOLDERS, NATIONAL_FOLDER, RECORD_CLASSES, WITHIN, RecordType, type_of
from .model.declared import declared
from .page.facts import PageFacts
from .problems import Mark, Problem, ProblemCode
from .suggest import nearest

_MIN_REGIONS_BETWEEN = 2
#: what the value of a field asks of another in the same header, as the form's script is given it: how many at least
JOINED = (('stage', 'stopped', 'instead', 1), ('level', 'between_regions', 'regions', _MIN_REGIONS_BETWEEN))
#: the fields that name sources; when one of them was not read, a source may be used after all
_CITING = {'sources', 'source'} | {
    field.name
    for cls in RECORD_CLASSES.values()
    for field in declared(cls)
    if field.part and any(part.name == 'source' for part in declared(field.part))
}
#: the fields that say where a source is
_PLACES = {'url', 'held_by', 'part_of'}
_NUMBER = re.compile('[0-9]{1,9}')


def case_folder(raw: RawHeader) -> str:
    """The folder below ``cases`` for a case with the regions of *raw*."""
    regions = raw.value.get('regions')
    first = regions[0] if isinstance(regions, list) and regions else NATIONAL_FOLDER
    return str(first)


def at(value: Any, path: Iterable[str | int]) -> Any:
    """The value at *path* of the nested *value*."""
    for part in path:
        value = value[part]
    return value


def check_sources(raw: RawHeader, facts: PageFacts, path: str, wrong: Set[Mark]) -> list[Problem]:
    """Every footnote has a source, every source is used, and no two sources share an id.

    Nothing follows from the values at the places *wrong*, which are faults already.
    """
    sources = {where: value for where, value in raw.named('id') if where[0] == 'sources' and where[-1] == 'id'}
    ids = list(sources.values())
    cited = [(note.label, note.mark) for note in facts.notes if not note.defines]
    cited += [(value, raw.mark(where)) for name in ('source', 'part_of') for where, value in raw.named(name)]
    problems = []
    meant: set[str] = set()
    for label, mark in cited:
        if label and label not in ids and 'sources' not in raw.unread:
            guess = nearest(label, ids) or ''
            meant.add(guess)  # so that it is not called unused as well
            if mark not in wrong:
                problems.append(Problem.at(path, mark, ProblemCode.UNKNOWN_SOURCE, value=label, nearest=guess))
    used = {label for label, _ in cited} | meant
    for position, (where, source_id) in enumerate(sources.items()):
        mark = raw.mark(where)
        if source_id in ids[:position]:
            problems.append(Problem.at(path, mark, ProblemCode.REPEATED_VALUE, value=source_id, field='sources'))
        elif source_id and source_id not in used and not raw.unread & _CITING:
            problems.append(Problem.at(path, mark, ProblemCode.UNUSED_SOURCE, value=source_id))
    return problems + _without_address(raw, path)


def _without_address(raw: RawHeader, path: str) -> list[Problem]:
    """Notes on sources of which nobody says where they are."""
    sources = raw.value.get('sources')
    return [
        Problem.at(path, raw.mark(('sources', position)), ProblemCode.SOURCE_PLACE, value=str(source['id']))
        for position, source in enumerate(sources if isinstance(sources, list) else [])
        if isinstance(source, dict) and 'id' in source and not source.keys() & _PLACES and 'sources' not in raw.unread
    ]


def check_rules(raw: RawHeader, facts: PageFacts, kind: RecordType, docname: str, path: str) -> list[Problem]:
    """The rules that join several fields, or fields and body, of one page."""
    problems = []
    regions = raw.value.get('regions')
    if not isinstance(regions, list) or '' in regions:
        regions = None  # a fault already; nothing follows from it
    here = type_of(docname)
    if here in WITHIN and regions is not None:
        expected = case_folder(raw)
        if docname.rpartition('/')[0] != f'{FOLDERS[here]}/{expected}':
            mark = raw.mark(('regions', 0))
            problems.append(Problem.at(path, mark, ProblemCode.WRONG_FOLDER, expected=expected))
    results = raw.keys.get(('results',))
    shown = next((use.mark for use in facts.directives if use.name == 'results'), None)
    if results and shown is None:
        problems.append(Problem.at(path, results, ProblemCode.RESULTS_NOT_SHOWN))
    if shown and not results and 'results' not in raw.unread:
        problems.append(Problem.at(path, shown, ProblemCode.RESULTS_MISSING))
    agenda = raw.keys.get(('agenda',))
    if agenda and 'agenda' in _names(kind) and not any(use.name == 'agenda' for use in facts.directives):
        problems.append(Problem.at(path, agenda, ProblemCode.AGENDA_NOT_SHOWN))
    between = raw.value.get('level') == 'between_regions'
    if between and regions is not None and len(regions) < _MIN_REGIONS_BETWEEN:
        count = str(len(regions))
        problems.append(Problem.at(path, raw.mark(('regions',)), ProblemCode.TOO_FEW_REGIONS, count=count))
    return (
        problems
        + _check_agenda(raw, path)
        + _check_instead(raw, kind, path)
        + _check_terms(raw, path)
        + _check_county(raw, kind, path)
    )


def _check_terms(raw: RawHeader, path: str) -> list[Problem]:
    """A term of the glossary refers to terms that exist, and no two share an id."""
    if 'terms' not in raw.value:
        return []
    ids = [value for where, value in raw.named('id') if where[0] == 'terms' and where[-1] == 'id']
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
        elif 'see_also' in where and value == at(raw.value, where[: where.index('see_also')]).get('id'):
            problems.append(Problem.at(path, mark, ProblemCode.SELF_REFERENCE, value=value))
        elif 'see_also' in where and value not in ids and 'terms' not in raw.unread:
            details = {'kind': 'glossary_term', 'value': value, 'nearest': nearest(value, ids) or ''}
            problems.append(Problem.at(path, mark, ProblemCode.UNKNOWN_RECORD, **details))
    return problems


def _check_county(raw: RawHeader, kind: RecordType, path: str) -> list[Problem]:
    """The codes of a region are those of the county that it names."""
    county = BY_NAME.get(str(raw.value.get('county')))
    if county is None or 'county_code' not in _names(kind):
        return []
    code, nuts3, nuts2 = (str(raw.value.get(name, '')) for name in ('county_code', 'nuts3', 'nuts2'))
    wrong: list[tuple[str, dict[str, str]]] = []
    if code and code != county.code:
        details = {'cause': 'county_other', 'county': county.name, 'expected': county.code, 'value': code}
        wrong.append(('county_code', details))
    elif nuts3 and nuts3 != county.nuts3:
        details = {'cause': 'county_nuts3', 'code': county.code, 'expected': county.nuts3, 'value': nuts3}
        wrong.append(('nuts3', details))
    elif nuts2 and nuts3 and not nuts3.startswith(nuts2):
        details = {'cause': 'county_nuts2', 'code': nuts3, 'expected': county.nuts3[:-1], 'value': nuts2}
        wrong.append(('nuts2', details))
    return [Problem.at(path, raw.mark((name,)), ProblemCode.COUNTY_CODE, **details) for name, details in wrong]


def _check_agenda(raw: RawHeader, path: str) -> list[Problem]:
    """The minutes of a workshop's parts add up to its duration."""
    minutes = [value for where, value in raw.named('minutes') if where[0] == 'agenda' and where[-1] == 'minutes']
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
    places: list[Path] = [('stage',)] if 'instead' in _names(kind) and raw.value.get('stage') == 'stopped' else []
    places += [
        where
        for where, value in raw.named('kind')
        if where[0] == 'priorities' and where[-1] == 'kind' and value == 'deselected'
    ]
    return [
        Problem.at(path, raw.mark(where), ProblemCode.INSTEAD_MISSING)
        for where in places
        if (*where[:-1], 'instead') not in raw.keys
    ]


def _names(kind: RecordType) -> frozenset[str]:
    """The fields of the pages of *kind*."""
    return frozenset(field.name for field in declared(RECORD_CLASSES[kind]))
