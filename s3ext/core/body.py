"""What the checks need to know of a page's Markdown body: headings, footnotes and directives, with places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .problems import Mark

_FENCE = re.compile(r'^ {0,3}(`{3,}|~{3,})')
_CODE_SPAN = re.compile(r'(`+)(?!`).*?(?<!`)\1(?!`)')
_FOOTNOTE = re.compile(r'\[\^([^\]\s]+)\](:?)')
_TOP_HEADING = re.compile(r'^# +\S')
_RESULTS = re.compile(r'^ *[:`]{3,}\{results\}')


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What stands in a body: ``cited`` and ``defined`` footnote labels and their places, in order."""

    cited: tuple[tuple[str, Mark], ...]
    defined: tuple[tuple[str, Mark], ...]
    headings: tuple[Mark, ...]
    results: Mark | None


def scan(body: str, first_line: int) -> Body:
    """Scan the Markdown *body*, whose first line is line *first_line* of its file. Code is passed over."""
    cited: list[tuple[str, Mark]] = []
    defined: list[tuple[str, Mark]] = []
    headings: list[Mark] = []
    results: Mark | None = None
    for number, line in _text_lines(body, first_line):
        if _TOP_HEADING.match(line):
            headings.append(Mark(line=number))
        if results is None and _RESULTS.match(line):
            results = Mark(line=number)
        for match in _FOOTNOTE.finditer(line):
            mark = Mark(line=number, column=match.start() + 1)
            is_definition = bool(match[2]) and not line[: match.start()].strip()
            (defined if is_definition else cited).append((match[1], mark))
    return Body(cited=tuple(cited), defined=tuple(defined), headings=tuple(headings), results=results)


def _text_lines(body: str, first_line: int) -> Iterator[tuple[int, str]]:
    """Each line outside code fences with its number, code spans blanked to keep columns."""
    fence = ''
    for number, line in enumerate(body.split('\n'), first_line):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence):
                fence = ''
            continue
        if match and not line.lstrip().startswith('```{results}'):
            fence = match[1]
            continue
        yield number, _CODE_SPAN.sub(lambda span: ' ' * len(span[0]), line)
