"""Fix what has one safe remedy, and only if the page is then better and nothing in it worse.

A remedy is a guess until it is read: ``fix`` makes it, reads the page again, and keeps it if there are fewer faults
and no more of any kind than before. Otherwise each remedy is tried by itself. A problem says itself how it is fixed
where its details hold ``old``, which stands at its place, and ``new``; ``end``, if given, stands at another place
(``end_line``, ``end_column``) and goes with it, and ``also`` are more places of ``old``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from ..gate.characters import REMOVABLE
from ..problems import Code, Position, Problem, ProblemCode
from .parts import FENCE

#: a wrong word for which the problem names the right one
_WORDS: dict[Code, str] = {
    ProblemCode.MISSPELT_FIELD: 'field',
    ProblemCode.UNKNOWN_TERM: 'value',
    ProblemCode.UNKNOWN_RECORD: 'value',
    ProblemCode.MOVED_PAGE: 'value',
    ProblemCode.UNKNOWN_SOURCE: 'value',
}
#: how a word can stand at its place
_FORMS = ('{}', '"{}"', "'{}'", '[^{}]')
#: a remedy can bring another fault to light; so many rounds are made
_ROUNDS = 4
#: so many remedies are tried one by one
_MOST_TRIES = 20
#: quotation marks, fences and a title may be added to a file; so many characters, and a share of it
_ADDED = 400
_SHARE = 20

Check = Callable[[str], Sequence[Problem]]


def fix(text: str, check: Check) -> str:
    """The source *text* of one file with the remedies that make it better; unchanged if there are none.

    *check* returns every problem of a text in the place of this one. Line ends are ``\\n``.
    """
    before = check(text)
    if not any(_has_remedy(problem) for problem in before):
        return text
    whole = _rounds(text, before, check)
    if whole != text and _is_better(text, before, whole, check(whole)):
        return whole
    for problem in [problem for problem in sorted(before, reverse=True) if _has_remedy(problem)][:_MOST_TRIES]:
        tried = apply(text, [problem])
        if tried == text:
            continue
        after = check(tried)
        if _is_better(text, before, tried, after):
            text, before = tried, after
    return text


def _rounds(text: str, problems: Sequence[Problem], check: Check) -> str:
    for _ in range(_ROUNDS):
        after = apply(text, problems)
        if after == text:
            break
        text, problems = after, check(after)
    return text


def _is_better(text: str, before: Collection[Problem], after_text: str, after: Collection[Problem]) -> bool:
    """Whether there are fewer problems than *before* and not more of any code, in a text hardly longer."""
    if len(after) >= len(before) or len(after_text) > len(text) + len(text) // _SHARE + _ADDED:
        return False
    return not Counter(problem.code for problem in after) - Counter(problem.code for problem in before)


def _has_remedy(problem: Problem) -> bool:
    details = dict(problem.details)
    if 'old' in details and 'new' in details:
        return True
    if problem.code is ProblemCode.BAD_CHARACTER:
        return details['value'] in REMOVABLE
    if problem.code is ProblemCode.HEADER_NOT_CLOSED:
        return problem.line > 1  # else nobody can say where the header was to end
    if problem.code is ProblemCode.HEADER_TITLE:
        return details['cause'] != 'title_other'
    if problem.code in (ProblemCode.HEADER_NOT_FIRST, ProblemCode.HEADER_NOT_OPENED):
        return True
    return 'rewritten' in details or (problem.code in _WORDS and bool(details.get('nearest')))


def apply(text: str, problems: Collection[Problem]) -> str:
    """*text* with the remedies of *problems*; a place where something else stands than it says is left as it is."""
    start = '\ufeff' if text.startswith('\ufeff') else ''
    lines = text.removeprefix(start).split('\n')
    done: set[int] = set()
    # from the end, so that places stay where they are
    for problem in sorted([*problems, *_more(problems)], reverse=True):
        place = problem.line - 1
        if not _has_remedy(problem) or place >= len(lines):
            continue
        details = dict(problem.details)
        if 'old' in details and 'new' in details:
            lines[place] = _exchange(lines[place], problem.column - 1, details)
        elif problem.code is ProblemCode.BAD_CHARACTER:
            lines[place] = _without(lines[place], problem.column - 1, details['value'])
        elif problem.code in _WORDS:
            wrong = details[_WORDS[problem.code]]
            lines[place] = _replace(lines[place], problem.column - 1, wrong, details['nearest'])
        elif problem.code is ProblemCode.HEADER_NOT_FIRST:
            lines[: place + 1] = [FENCE]
        elif problem.code is ProblemCode.HEADER_NOT_OPENED:
            lines[:place] = [FENCE]
        elif problem.code is ProblemCode.HEADER_NOT_CLOSED:
            lines.insert(place, FENCE)
        elif problem.code is ProblemCode.HEADER_TITLE:
            lines = _with_title(lines, place, details)
        elif place not in done:  # one new line in the place of another
            lines[place] = details['rewritten']
            done.add(place)
    return start + '\n'.join(lines)


def _more(problems: Collection[Problem]) -> Iterator[Problem]:
    """For each of *problems* with a remedy in several places, one at each of the others."""
    for problem in problems:
        details = dict(problem.details)
        for place in details.pop('also', '').split():
            line, _, column = place.partition(':')
            yield Problem.at(problem.path, Position(line=int(line), column=int(column)), problem.code, **details)
        if 'end' in details:
            line, column, old = (details.pop(name) for name in ('end_line', 'end_column', 'end'))
            mark = Position(line=int(line), column=int(column))
            yield Problem.at(problem.path, mark, problem.code, **{**details, 'old': old, 'new': ''})


def _without(line: str, start: int, value: str) -> str:
    """*line* without the character called *value* (``U+00AD``) at *start*, as it is or as an escape."""
    char = chr(int(value.removeprefix('U+'), 16))
    for form in (char, f'\\x{ord(char):02x}', f'\\u{ord(char):04x}', f'\\U{ord(char):08x}'):
        if line[start : start + len(form)].casefold() == form.casefold():
            return line[:start] + line[start + len(form) :]
    return line


def _with_title(lines: list[str], place: int, details: dict[str, str]) -> list[str]:
    """*lines* without the title in the header at *place*, and with it as a heading if the text has none."""
    if details['value'] not in lines[place]:
        return lines
    rest = [*lines[:place], *lines[place + 1 :]]
    if details['cause'] == 'title_same':
        return rest
    end = next((row for row in range(max(place, 1), len(rest)) if rest[row].rstrip() == FENCE), None)
    if end is None:
        return lines
    after = rest[end + 1 :]
    while after and not after[0].strip():
        after = after[1:]
    return [*rest[: end + 1], '', f'# {details["value"]}', '', *after]


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
