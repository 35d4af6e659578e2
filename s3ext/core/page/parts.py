"""A page as two parts, header and body, and where the lines between them are missing or not quite right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..problems import Position, Problem, ProblemCode
from .source import Source

FENCE = '---'
#: what word processors make of three hyphens
_DASHES = '-–—'
#: so many fields make lines a header, where nothing else says so
_LEAST_FIELDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A source file split in two; ``header_line`` and ``body_line`` are the lines of the file where they begin."""

    header: str | None
    body: str
    body_line: int = 1
    header_line: int = 2


def split(source: Source) -> tuple[Page, list[Problem]]:
    """Split *source* at the lines ``---``.

    Where such a line is missing or not quite one and it can be seen where it belongs, that is reported, and the page is
    split there.
    """
    lines = source.text.removeprefix('\ufeff').replace('\r\n', '\n').replace('\r', '\n').split('\n')
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return Page(header=None, body='\n'.join(lines)), []
    if lines[0].rstrip() == FENCE:
        return _closed(source, lines, 0, [])
    if lines[first].strip() == FENCE:
        problems = [source.problem(Position(line=first + 1), ProblemCode.HEADER_NOT_FIRST)]
        page, more = _closed(source, lines, first, problems)
        return (page, more) if page.header else (Page(header=None, body='\n'.join(lines)), problems)
    end = next((n for n, line in enumerate(lines) if line.rstrip() == FENCE), 0)
    if _is_nearly_fence(lines[first]) and first + 1 < end and ':' in lines[first + 1]:
        return _closed(source, lines, first, [_not_quite(source, lines, first)])
    if end > first and _is_header(lines[first:end]):
        page = Page(header='\n'.join(lines[:end]), body='\n'.join(lines[end + 1 :]), body_line=end + 2, header_line=1)
        return page, [source.problem(Position(line=first + 1), ProblemCode.HEADER_NOT_OPENED)]
    return Page(header=None, body='\n'.join(lines)), []


def _closed(source: Source, lines: list[str], first: int, problems: list[Problem]) -> tuple[Page, list[Problem]]:
    """The page whose header begins after the row *first*."""
    following = range(first + 1, len(lines))
    end = next((n for n in following if lines[n].rstrip() == FENCE), None)
    inside = range(first + 1, len(lines) if end is None else end)
    near = next((n for n in inside if lines[n] and lines[n][0] in _DASHES and _is_nearly_fence(lines[n])), None)
    if end is None and near is None:
        near = next((n for n in following if lines[n].strip() == FENCE), None)
    if near is not None and (end is None or not lines[near + 1].strip()):
        return _page(lines, first, near, near + 1), [*problems, _not_quite(source, lines, near)]
    if end is not None:
        return _page(lines, first, end, end + 1), problems
    if body := _start_of_body(lines, first):
        missing = source.problem(Position(line=body), ProblemCode.HEADER_NOT_CLOSED)
        return _page(lines, first, body - 1, body - 1), [*problems, missing]
    page = Page(header='', body='', body_line=len(lines) + 1)
    return page, [*problems, source.problem(Position(line=first + 1), ProblemCode.HEADER_NOT_CLOSED)]


def _page(lines: list[str], first: int, end: int, body: int) -> Page:
    """The page with the header between the rows *first* and *end*, and the body from the row *body* on."""
    header = '\n'.join(lines[first + 1 : end])
    return Page(header=header, body='\n'.join(lines[body:]), body_line=body + 1, header_line=first + 2)


def _start_of_body(lines: list[str], first: int) -> int:
    """The row of the heading that follows a header without an end, if a blank line stands before it; else 0."""
    for row in range(first + 2, len(lines)):
        if lines[row].startswith(('# ', '## ')) and not lines[row - 1].strip():
            return row if _is_header(lines[first + 1 : row]) else 0
    return 0


def _is_header(lines: Sequence[str]) -> bool:
    """Whether *lines* are fields, their parts, comments and empty lines, and at least two are fields."""
    rest = [line for line in lines if line.strip() and line[0] not in ' #-']
    names = [name for name, colon, _ in (line.partition(':') for line in rest) if colon]
    plain = [name for name in names if name.isascii() and name.islower() and name.replace('_', '').isalnum()]
    return len(plain) == len(rest) >= _LEAST_FIELDS


def _is_nearly_fence(line: str) -> bool:
    """Whether *line* was to be ``---``: too few or many hyphens, dashes, or words after them."""
    text = line.strip()
    if text == FENCE:
        return False
    return text.startswith(f'{FENCE} ') or (bool(text) and not text.strip(_DASHES) and text != '-')


def _not_quite(source: Source, lines: list[str], row: int) -> Problem:
    return source.problem(Position(line=row + 1), ProblemCode.HEADER_FENCE, value=lines[row].strip(), rewritten=FENCE)
