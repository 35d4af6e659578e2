"""The closed lists: one file with id, Swedish and English label of every term."""

from __future__ import annotations

from dataclasses import dataclass

from . import frontmatter
from .problems import Mark, Problem, ProblemCode

#: the lists that the records use; a file without one of them cannot be used
LISTS = (
    'process',
    'stage',
    'evidence',
    's3_link',
    'level',
    'pilot_kind',
    'strategy_kind',
    'strategy_status',
    'priority_kind',
    'handled',
    'obstacle_level',
    'helix',
    'effort',
    'mode',
    'audience',
    'term_category',
    'nuts2',
    'author',
    'status',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a closed list."""

    id: str
    sv: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All closed lists, each in the order in which the file gives its terms."""

    lists: dict[str, tuple[Term, ...]]

    def ids(self, name: str) -> tuple[str, ...]:
        """The ids of the list *name*, in order."""
        return tuple(term.id for term in self.lists[name])

    def label(self, name: str, term_id: str, language: str) -> str:
        """What readers of *language* ('sv' or 'en') see for a term. Raises ``KeyError`` if there is none."""
        for term in self.lists[name]:
            if term.id == term_id:
                return term.sv if language == 'sv' else term.en
        raise KeyError(term_id)


def parse(text: str, path: str) -> tuple[Vocabulary, list[Problem]]:
    """Read the vocabulary file *text*; lists that cannot be used come back empty, with problems."""
    raw, read_problems = frontmatter.read(text, path)
    # a header starts on line 2 of its file, this file on line 1
    problems = [_at_file_line(problem) for problem in read_problems]
    lists: dict[str, tuple[Term, ...]] = {}
    for name in LISTS:
        items = raw.value.get(name)
        if not isinstance(items, list):
            problems.append(Problem.at(path, Mark(line=1), ProblemCode.VOCABULARY, cause=name))
            items = []
        terms: list[Term] = []
        for position, item in enumerate(items):
            if isinstance(item, dict) and item.keys() == {'id', 'sv', 'en'}:
                terms.append(Term(id=str(item['id']), sv=str(item['sv']), en=str(item['en'])))
                continue
            problem = Problem.at(path, raw.mark((name, position)), ProblemCode.VOCABULARY, cause=f'{name}: id, sv, en')
            problems.append(_at_file_line(problem))
        lists[name] = tuple(terms)
    return Vocabulary(lists=lists), problems


def _at_file_line(problem: Problem) -> Problem:
    details = tuple((name, str(int(value) - 1) if name == 'first' else value) for name, value in problem.details)
    return Problem(
        path=problem.path,
        line=max(1, problem.line - 1),
        column=problem.column,
        code=problem.code,
        details=details,
    )
