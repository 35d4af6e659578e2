"""Rules that join several fields of one page, or its fields and its text. What follows from a fault is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import Any

from ..model.entries import Entry
from ..model.kinds import Kinds
from ..problems import Position, Problem, ProblemCode
from ..suggest import nearest
from .facts import PageFacts
from .frontmatter import RawHeader

#: the fields that say where a source is
_PLACES = {'url', 'held_by', 'part_of'}
_WORD = re.compile(r'[a-z]+')


def folder_of(raw: RawHeader, kind: str, kinds: Kinds) -> str:
    """The folder for a page of *kind*, one with a folder, with the header *raw*."""
    folder = kinds.folders[kind]
    if kind not in kinds.within:
        return folder
    owners = raw.value.get(kinds.owner_fields[kind])
    return f'{folder}/{owners[0] if isinstance(owners, list) and owners else kinds.about(kind).without}'


def at(value: Any, path: Iterable[str | int]) -> Any:
    """The value at *path* of the nested *value*."""
    for part in path:
        value = value[part]
    return value


def check_sources(raw: RawHeader, facts: PageFacts, wrong: Set[Position], kinds: Kinds) -> list[Problem]:
    """Every footnote has a source, every source is used, and no two sources share an id.

    Nothing follows from the values at the places *wrong*, which are faults already.
    """
    sources = {where: value for where, value in raw.named('id') if where[0] == 'sources' and where[-1] == 'id'}
    ids = list(sources.values())
    cited = [(note.label, note.mark) for note in facts.notes if not note.defines]
    cited += [(value, raw.position(where)) for name in ('source', 'part_of') for where, value in raw.named(name)]
    problems = []
    meant: set[str] = set()
    for label, mark in cited:
        if label and label not in ids and 'sources' not in raw.unread:
            guess = nearest(label, ids) or ''
            meant.add(guess)  # so that it is not called unused as well
            if mark not in wrong:
                problems.append(raw.problem(mark, ProblemCode.UNKNOWN_SOURCE, value=label, nearest=guess))
    used = {label for label, _ in cited} | meant
    for position, (where, source_id) in enumerate(sources.items()):
        mark = raw.position(where)
        if source_id in ids[:position]:
            problems.append(raw.problem(mark, ProblemCode.REPEATED_VALUE, value=source_id, field='sources'))
        elif source_id and source_id not in used and not facts.is_twin and not raw.unread & kinds.citing:
            problems.append(raw.problem(mark, ProblemCode.UNUSED_SOURCE, value=source_id))
    return [*problems, *_without_address(raw), *_unmarked_languages(raw, kinds)]


def _without_address(raw: RawHeader) -> list[Problem]:
    """Notes on sources of which nobody says where they are."""
    sources = raw.value.get('sources')
    return [
        raw.problem(raw.position(('sources', position)), ProblemCode.SOURCE_PLACE, value=str(source['id']))
        for position, source in enumerate(sources if isinstance(sources, list) else [])
        if isinstance(source, dict) and 'id' in source and not source.keys() & _PLACES and 'sources' not in raw.unread
    ]


def _unmarked_languages(raw: RawHeader, kinds: Kinds) -> Iterator[Problem]:
    """Notes on sources with a title that by its words is in another language, which they do not say.

    Names of places and people may have letters that the other language lacks: of such titles nothing is said.
    """
    sources = raw.value.get('sources')
    for position, source in enumerate(sources if isinstance(sources, list) else []):
        title = source.get('title') if isinstance(source, dict) and 'language' not in source else None
        if not isinstance(title, str) or not all(char.isascii() for char in title if char.isalpha()):
            continue
        words = set(_WORD.findall(title.casefold()))
        for language, own in kinds.foreign:
            if words.intersection(own):
                mark = raw.position(('sources', position, 'title'))
                yield raw.problem(mark, ProblemCode.SOURCE_LANGUAGE, value=title, language=language)


def check_rules(raw: RawHeader, kind: str, entry: Entry, kinds: Kinds) -> list[Problem]:
    """The rules that join several fields of one page, *entry*: those of all kinds, and those of *kind*."""
    problems = []
    owners = raw.value.get(kinds.owner_fields.get(entry.type, ''))
    if isinstance(owners, list) and '' not in owners:  # else a fault already; nothing follows from it
        expected = folder_of(raw, entry.type, kinds)
        if entry.docname.rpartition('/')[0] != expected:
            field = kinds.owner_fields[entry.type]
            problems.append(
                raw.problem(raw.position((field, 0)), ProblemCode.WRONG_FOLDER, folder=expected, field=field)
            )
    return [*problems, *_check_terms(raw), *kinds.by_id[kind].check(raw)]


def _check_terms(raw: RawHeader) -> list[Problem]:
    """A term of the glossary refers to terms that exist, and no two share an id."""
    if 'terms' not in raw.value:
        return []
    ids = [value for where, value in raw.named('id') if where[0] == 'terms' and where[-1] == 'id']
    problems = []
    seen: set[str] = set()
    former: dict[str, str] = {}
    for where, value in raw.leaves:
        if where[0] != 'terms':
            continue
        mark = raw.position(where)
        if 'former_ids' in where:
            own = str(at(raw.value, where[: where.index('former_ids')]).get('id', ''))
            if value in ids or former.setdefault(value, own) != own:
                details = {'value': value, 'cause': 'former_term', 'other': former.get(value, value)}
                problems.append(raw.problem(mark, ProblemCode.FORMER_ID, **details))
            continue
        if where[-1] == 'id':
            if value in seen:
                problems.append(raw.problem(mark, ProblemCode.REPEATED_VALUE, value=value, field='terms'))
            seen.add(value)
        elif 'see_also' in where and value == at(raw.value, where[: where.index('see_also')]).get('id'):
            problems.append(raw.problem(mark, ProblemCode.SELF_REFERENCE, value=value))
        elif 'see_also' in where and value not in ids and 'terms' not in raw.unread:
            if new := _renamed(raw, value):
                problems.append(raw.problem(mark, ProblemCode.MOVED_PAGE, value=value, nearest=new))
                continue
            details = {'kind': 'glossary_term', 'value': value, 'nearest': nearest(value, ids) or ''}
            problems.append(raw.problem(mark, ProblemCode.UNKNOWN_RECORD, **details))
    return problems


def _renamed(raw: RawHeader, term_id: str) -> str:
    """The id of the term that was called *term_id*; '' if there is none, or nobody knows which."""
    found = [where for where, value in raw.named('former_ids') if where[0] == 'terms' and value == term_id]
    owners = {str(at(raw.value, where[:2]).get('id', '')) for where in found}
    return owners.pop() if len(owners) == 1 else ''
