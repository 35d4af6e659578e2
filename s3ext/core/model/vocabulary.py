"""The closed lists: one file with id and labels of every term, one label in each language of the profile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..gate.characters import check_characters
from ..page import frontmatter
from ..page.frontmatter import RawHeader
from ..page.source import read_source
from ..problems import Position, Problem, ProblemCode
from ..suggest import nearest
from ..texts.files import ENGLISH
from .kinds import Kinds

_ID = 'id'
LONGEST_ID = 60
LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a closed list, with its ``labels`` by language."""

    id: str
    labels: Mapping[str, str]

    def label(self, language: str) -> str:
        """What readers of *language* see. Raises ``KeyError`` for a language that the profile does not have."""
        return self.labels[language]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All closed lists, each in the order in which the file gives its terms, and the ``kinds`` whose fields have them.

    Of ``unsure`` lists something could not be read: that a value is not in them means nothing.
    """

    kinds: Kinds
    lists: dict[str, tuple[Term, ...]]
    unsure: frozenset[str] = frozenset()

    def ids(self, name: str) -> tuple[str, ...]:
        """The ids of the list *name*, in order."""
        return tuple(term.id for term in self.lists[name])

    def label(self, name: str, term_id: str, language: str) -> str:
        """What readers of *language* see for a term. Raises ``KeyError`` if there is none."""
        for term in self.lists[name]:
            if term.id == term_id:
                return term.label(language)
        raise KeyError(term_id)


def label_languages(languages: Sequence[str]) -> tuple[str, ...]:
    """The languages of the labels that a term can have, in order, where the profile has *languages*."""
    return tuple(dict.fromkeys((*languages, ENGLISH)))


def unknown_vocabulary(kinds: Kinds) -> Vocabulary:
    """What is known of the lists when their file cannot be read: nothing, so that no value is a fault."""
    return Vocabulary(kinds=kinds, lists=dict.fromkeys(kinds.lists, ()), unsure=frozenset(kinds.lists))


def read_vocabulary(file: Path, path: str, kinds: Kinds, languages: Sequence[str]) -> tuple[Vocabulary, list[Problem]]:
    """The lists of the *kinds* in *file*, called *path*, with labels in *languages*, and every fault of it.

    A file that cannot be read is one.
    """
    text, problems = read_source(file, path)
    if problems and not text:
        return unknown_vocabulary(kinds), problems
    vocabulary, faults = parse(text, path, kinds, languages)
    return vocabulary, problems + faults


def parse(text: str, path: str, kinds: Kinds, languages: Sequence[str]) -> tuple[Vocabulary, list[Problem]]:
    """Read the vocabulary file *text*, which must have the lists of the *kinds* and no others.

    Every term has an id and a label in each of the *languages*; it may have an English one too.
    Lists with a fault come back with the terms that are right, as ``unsure``.
    """
    text = text.removeprefix('\ufeff')
    names = kinds.lists
    known = frozenset(names)
    raw, problems = frontmatter.read(text, path, 1, known, known | {_ID, *languages, ENGLISH})
    reported = {problem.line for problem in problems}
    problems += [p for p in check_characters(text, path, text.count('\n') + 1) if p.line not in reported]
    reported = {problem.line for problem in problems}
    if not raw.readable:
        return unknown_vocabulary(kinds), problems
    lists: dict[str, tuple[Term, ...]] = {}
    unsure = set(raw.unread & known)
    # as the file has them, then those that it lacks
    for name in dict.fromkeys((*(name for name in raw.value if name in known), *names)):
        terms, faults = _terms(name, raw, path, languages)
        lists[name] = tuple(terms)
        unsure |= {name} if faults else set()
        # of a line that could not be read something has been reported already
        problems += [fault for fault in faults if fault.line not in reported and not (name in raw.unread and not terms)]
    for name in raw.value.keys() - known:
        guess = nearest(name, known - raw.value.keys()) or ''
        details = {'cause': 'vocabulary_unknown', 'value': name, 'nearest': guess}
        problems.append(Problem.at(path, raw.keys[(name,)], ProblemCode.VOCABULARY, **details))
        # it is there, but misspelt
        problems = [p for p in problems if p.details != (('cause', 'vocabulary_missing'), ('value', guess))]
    return Vocabulary(kinds=kinds, lists=lists, unsure=frozenset(unsure)), problems


def _terms(name: str, raw: RawHeader, path: str, languages: Sequence[str]) -> tuple[list[Term], list[Problem]]:
    """The terms of the list *name*, and its faults."""
    items = raw.value.get(name)
    if not isinstance(items, list) or not items:
        mark = raw.keys.get((name,), Position(line=1))
        return [], [Problem.at(path, mark, ProblemCode.VOCABULARY, cause='vocabulary_missing', value=name)]
    terms: list[Term] = []
    problems: list[Problem] = []
    seen: Counter[str] = Counter()
    for position, item in enumerate(items):
        faults = list(_faults(item, languages))
        if not faults:
            seen[item['id']] += 1
            if seen[item['id']] == 1:
                labels = {language: item[language] for language in label_languages(languages) if language in item}
                terms.append(Term(id=item[_ID], labels=labels))
                continue
            faults = [('id', 'vocabulary_twice')]
        for field, cause in faults:
            mark = raw.position((name, position, field) if field else (name, position))
            value = item.get(field, '') if isinstance(item, dict) else ''
            details = {'cause': cause, 'value': f'{name}: {field or ", ".join((_ID, *languages))}'}
            if isinstance(value, str) and value.strip():
                details['value'] = value
            problems.append(Problem.at(path, mark, ProblemCode.VOCABULARY, **details))
    return terms, problems


def _faults(item: object, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What is wrong with one term of a list: the field, or none, and the name of the text that says it."""
    wanted = {_ID, *languages}
    if not isinstance(item, dict) or not wanted <= item.keys() <= wanted | {ENGLISH}:
        yield '', 'vocabulary_term'
        return
    for field, value in item.items():
        if not isinstance(value, str):
            yield field, 'vocabulary_shape'
        elif not any(char.isalnum() for char in value):
            yield field, 'vocabulary_empty'
        elif field == 'id' and not _is_id(value):
            yield field, 'vocabulary_id'
        elif len(value) > LONGEST_LABEL:
            yield field, 'vocabulary_long'
        elif not value.isprintable() or value != value.strip():
            yield field, 'vocabulary_break'


def _is_id(value: str) -> bool:
    """Whether *value* is letters a–z and digits, with single hyphens and underscores between them."""
    parts = value.replace('_', '-').split('-')
    return value.isascii() and len(value) <= LONGEST_ID and all(part.isalnum() for part in parts)
