"""Mend what has one safe remedy: a misspelt field or id with a near match, a text that lacks quotation marks.

A problem says itself how it is mended where its details hold ``old``, which stands at its place, and ``new``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .problems import Problem, ProblemCode

#: a wrong word for which the problem names the right one
_WORDS = {
    ProblemCode.MISSPELT_FIELD: 'field',
    ProblemCode.UNKNOWN_TERM: 'value',
    ProblemCode.UNKNOWN_RECORD: 'value',
    ProblemCode.UNKNOWN_SOURCE: 'value',
}
#: how a word can stand at its place
_FORMS = ('{}', '"{}"', "'{}'", '[^{}]')


def mend(text: str, problems: Iterable[Problem]) -> str:
    """The source *text* of one file without those of its *problems* that have a safe remedy.

    A place where something else stands than the problem says is left as it is.
    """
    lines = text.split('\n')
    # from the end, so that places stay where they are
    for problem in sorted(problems, reverse=True):
        details = dict(problem.details)
        place = problem.line - 1
        if 'old' in details and 'new' in details:
            lines[place] = _exchange(lines[place], problem.column - 1, details)
        elif problem.code is ProblemCode.HEADER_NOT_FIRST:
            del lines[:place]
        elif problem.code is ProblemCode.YAML_COLON:
            indent = len(lines[place]) - len(lines[place].lstrip())
            lines[place] = lines[place][:indent] + details['fix']
        elif problem.code in _WORDS and details.get('nearest'):
            wrong = details[_WORDS[problem.code]]
            lines[place] = _replace(lines[place], problem.column - 1, wrong, details['nearest'])
    return '\n'.join(lines)


def _exchange(line: str, start: int, details: Mapping[str, str]) -> str:
    """*line* with ``new`` for ``old``, if that stands at the position *start*."""
    old, new = details['old'], details['new']
    if not line.startswith(old, start):
        return line
    return line[:start] + new + line[start + len(old) :]


def _replace(line: str, start: int, wrong: str, right: str) -> str:
    """*line* with *right* in the place of *wrong* at the position *start*, quoted or not as before."""
    for form in _FORMS:
        found = form.format(wrong)
        if line.startswith(found, start):
            return line[:start] + form.format(right) + line[start + len(found) :]
    return line
