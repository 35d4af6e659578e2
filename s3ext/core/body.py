"""What the checks need to know of a page's Markdown body: headings, footnotes and directives, with places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .problems import Mark

_FENCE = re.compile(r'^ {0,3}(`{3,}|~{3,})')
_TICKS = re.compile(r'`+')
_FOOTNOTE = re.compile(r'\[\^([^\[\]\s]+)\](:?)')
_HEADING = re.compile(r'^(#{1,6}) +\S')
_RESULTS = re.compile(r'^ *[:`]{3,}\{results\}')


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What stands in a body: ``cited`` and ``defined`` footnote labels and their places, in order.

    ``headings`` are those of the highest level; ``skipped`` those that leave out a level, each with the level
    before it and its own.
    """

    cited: tuple[tuple[str, Mark], ...]
    defined: tuple[tuple[str, Mark], ...]
    headings: tuple[Mark, ...]
    skipped: tuple[tuple[Mark, int, int], ...]
    results: Mark | None


def scan(body: str, first_line: int) -> Body:
    """Scan the Markdown *body*, whose first line is line *first_line* of its file. Code is passed over."""
    cited: list[tuple[str, Mark]] = []
    defined: list[tuple[str, Mark]] = []
    headings: list[Mark] = []
    skipped: list[tuple[Mark, int, int]] = []
    level = 0
    results: Mark | None = None
    for number, written in _text_lines(body, first_line):
        if heading := _HEADING.match(written):  # of code alone, it is a heading all the same
            before, level = level, len(heading[1])
            if level == 1:
                headings.append(Mark(line=number))
            elif before and level > before + 1:
                skipped.append((Mark(line=number), before, level))
        line = _without_code(written)
        if results is None and _RESULTS.match(line):
            results = Mark(line=number)
        indent = len(line) - len(line.lstrip())
        for match in _FOOTNOTE.finditer(line):
            mark = Mark(line=number, column=match.start() + 1)
            is_definition = bool(match[2]) and match.start() == indent
            (defined if is_definition else cited).append((match[1], mark))
    return Body(
        cited=tuple(cited),
        defined=tuple(defined),
        headings=tuple(headings),
        skipped=tuple(skipped),
        results=results,
    )


def _text_lines(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Each line outside code fences with its number."""
    fence = ''
    for number, line in enumerate(body.split('\n'), first_line):
        if not line:
            continue
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence):
                fence = ''
            continue
        if match:
            fence = match[1]
            if not _RESULTS.match(line):
                continue
        yield number, line


def _without_code(line: str) -> str:
    """*line* with its code spans blanked to keep columns. One pass: a pattern takes hours on a line of backticks."""
    if '`' not in line:
        return line
    runs = [match.span() for match in _TICKS.finditer(line)]
    last = {end - start: position for position, (start, end) in enumerate(runs)}
    parts = []
    position = done = 0
    while position < len(runs):
        start, end = runs[position]
        length = end - start
        position += 1
        if last[length] < position:
            continue
        while runs[position][1] - runs[position][0] != length:
            position += 1
        close = runs[position][1]
        position += 1
        parts += [line[done:start], ' ' * (close - start)]
        done = close
    return ''.join((*parts, line[done:]))
