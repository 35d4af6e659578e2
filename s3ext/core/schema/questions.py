"""What has to be known to start a page, and how an answer becomes a value of its header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..model.kinds import Kinds
from ..model.vocabulary import Vocabulary
from ..page.declared_rules import is_number
from ..page.validate import validate
from ..problems import Position, Problem, ProblemCode
from ..suggest import fold, nearest
from ..texts.messages import Texts
from .guide import Guide
from .records import Records, offered
from .spec import Field, FieldKind, asked_fields, fields_of
from .writing import Values, header

#: the parts of a source that are asked for, and the names of their options
_SOURCE = {'publisher': 'publisher', 'title': 'source-title', 'url': 'url'}
#: what an answer alone can be wrong in
_OF_VALUES = {
    ProblemCode.TOO_SHORT, ProblemCode.TOO_LONG, ProblemCode.TOO_MANY, ProblemCode.BAD_VALUE, ProblemCode.BAD_DATE,
    ProblemCode.BAD_URL, ProblemCode.BAD_ID, ProblemCode.BAD_PERIOD, ProblemCode.REPEATED_VALUE,
    ProblemCode.WRONG_SHAPE, ProblemCode.TOO_FEW, ProblemCode.FIELD_EMPTY,
}  # fmt: skip

LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: the command-line option that answers it, and the path of its field in the header.

    ``totals`` are the fields that need no question, as they are sums of the answers: each with the name of its parts.
    """

    option: str
    path: tuple[str, ...]
    field: Field
    totals: tuple[tuple[str, str], ...] = ()

    @property
    def optional(self) -> bool:
        """Whether an empty answer will do."""
        return not self.field.required or (self.field.many and not self.field.least)

    @property
    def of_groups(self) -> bool:
        """Whether the answer is several groups: their fields with ; between, the groups with |."""
        return self.field.many and self.field.kind is FieldKind.GROUP


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be chosen from: closed lists and records, as (id, label) pairs, with the labels of one *language*.

    Answers may be labels in any of the *languages* of the profile.
    """

    vocabulary: Vocabulary
    records: Records
    language: str
    languages: tuple[str, ...]

    def of(self, field: Field) -> tuple[tuple[str, str], ...]:
        """What *field* can hold; nothing for a field that is not chosen."""
        return offered(field, self.vocabulary, self.records, self.language)

    def understood(self, field: Field) -> tuple[tuple[str, str], ...]:
        """What an answer for *field* may be: what is shown first, then the labels of the other languages."""
        others = [language for language in self.languages if language != self.language]
        return tuple(
            pair
            for language in (self.language, *others)
            for pair in offered(field, self.vocabulary, self.records, language)
        )


def questions(kind: str, kinds: Kinds) -> tuple[Question, ...]:
    """The questions for a new page of *kind*, in the order of its header."""
    return tuple(_questions(kind, kinds))


def _questions(kind: str, kinds: Kinds) -> Iterator[Question]:
    totals = kinds.totals[kind]
    for field in asked_fields(kind, kinds):
        if not field.required or field.name in totals:
            continue
        if field.kind is not FieldKind.GROUP or (field.many and field.name != 'sources'):
            sums = tuple((name, total.part) for name, total in totals.items() if total.of == field.name)
            yield Question(option=field.name.replace('_', '-'), path=(field.name,), field=field, totals=sums)
            continue
        for part in field.fields:
            if field.name == 'sources' and part.name in _SOURCE:
                yield Question(option=_SOURCE[part.name], path=('sources', part.name), field=part)
            elif field.name != 'sources':
                yield Question(option=part.name.replace('_', '-'), path=(field.name, part.name), field=part)


def read(question: Question, answer: str, choices: Choices) -> tuple[Any, list[Problem]]:
    """The value that *answer* means, and what in it is not among the choices. Ids, labels and near misses are known."""
    field = question.field
    if question.of_groups:
        return _groups(field, answer, choices)
    words = _split(answer) if field.many else [answer.strip()]
    understood = choices.understood(field)
    problems: list[Problem] = []
    values = []
    for word in words:
        value = _chosen(word, understood) if understood else word
        if value is None:
            problems.append(_unknown(field, word, choices))
        else:
            values.append(value)
    return (values if field.many else ''.join(values)), problems


def faults(kind: str, values: Values, guide: Guide, vocabulary: Vocabulary) -> list[Problem]:
    """What is wrong with the *values* given so far, by the check that all pages go through."""
    kinds = vocabulary.kinds
    text = header(fields_of(kind, kinds), values, guide) + '\n'
    docname = f'{kinds.folders[kind]}/{"x/" if kind in kinds.within else ""}x'
    _, _, problems = validate(text, docname, 'x.md', vocabulary)
    return [problem for problem in problems if problem.code in _OF_VALUES]


def place(values: Values, question: Question, value: Any) -> dict[str, Any]:
    """*values* with the answer to *question* in its place; an empty optional answer is left out of a group."""
    found = dict(values)
    name, *inner = question.path
    if not inner:
        found[name] = value
        for total, part in question.totals:
            found[total] = str(sum(int(group[part]) for group in value if is_number(group[part])))
    elif value and name == 'sources':
        found['sources'] = [{**(found.get('sources') or [{}])[0], inner[0]: value}]
    elif value:
        found[name] = {**found.get(name, {}), inner[0]: value}
    return found


def finish(values: Values, today: str) -> dict[str, Any]:
    """*values* with what nobody is asked for: the day, on which the source was read too, and an id for the source."""
    found = {**values, 'added_on': today}
    if 'sources' in values:
        sources = values['sources']
        found['sources'] = [{'id': slug(source['publisher']), **source, 'read_on': today} for source in sources]
    return found


def folder(kind: str, values: Values, kinds: Kinds) -> str:
    """The folder of a new page of *kind* with the header *values*."""
    if kind not in kinds.within:
        return kinds.folders[kind]
    owners = values[kinds.owner_fields[kind]]
    return f'{kinds.folders[kind]}/{owners[0] if owners else kinds.about(kind).without}'


def slug(title: str) -> str:
    """An id made of *title*, of whole words without marks, as 'a-title-of-words'. As the form's script."""
    plain = unicodedata.normalize('NFKD', title.lower().replace('ø', 'o').replace('æ', 'ae'))
    words: list[str] = re.findall('[a-z0-9]+', ''.join(char for char in plain if unicodedata.category(char)[0] != 'M'))
    first, *rest = words or ['']
    made = first[:LONGEST_SLUG]
    for word in rest:
        if len(made) + 1 + len(word) > LONGEST_SLUG:
            break
        made += f'-{word}'
    return made


def messages_of(problems: Iterable[Problem], texts: Texts) -> list[str]:
    """The messages of *problems*, each once."""
    return list(dict.fromkeys(texts.message(problem) for problem in problems))


def _split(answer: str) -> list[str]:
    return [word.strip() for word in answer.split(',') if word.strip()]


def _chosen(word: str, understood: tuple[tuple[str, str], ...]) -> str | None:
    return next((value for value, label in understood if fold(word) in (fold(value), fold(label))), None)


def _unknown(field: Field, word: str, choices: Choices) -> Problem:
    understood = choices.understood(field)
    by_word = {label: value for value, label in understood} | {value: value for value, _ in understood}
    guess = nearest(word, by_word) or ''
    details = {'field': field.name, 'value': word, 'nearest': by_word.get(guess, '')}
    allowed = ', '.join(value for value, _ in choices.of(field))
    return Problem.at('', Position(line=1), ProblemCode.UNKNOWN_TERM, **details, allowed=allowed)


def _groups(field: Field, answer: str, choices: Choices) -> tuple[list[dict[str, str]], list[Problem]]:
    """The groups in 'what; minutes; mode | what; minutes; mode', of as many parts as the groups must have."""
    asked = [part for part in field.fields if part.required]
    groups: list[dict[str, str]] = []
    problems: list[Problem] = []
    for item in answer.split('|'):
        words = [word.strip() for word in item.rsplit(';', len(asked) - 1)]
        if len(words) != len(asked):
            problems.append(Problem.at('', Position(1), ProblemCode.BAD_VALUE, value=item.strip(), field=field.name))
            continue
        group: dict[str, str] = {}
        for part, word in zip(asked, words, strict=True):
            understood = choices.understood(part)
            chosen = _chosen(word, understood) if understood else word
            if chosen is None:
                problems.append(_unknown(part, word, choices))
            group[part.name] = chosen or ''
        groups.append(group)
    return groups, problems
