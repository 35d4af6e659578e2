"""Whether a page says what its writer meant: every rule about text that nobody meant, and text that got lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..gate.characters import entities
from ..model.outlines import Placeholders
from ..problems import Position, Problem, ProblemCode
from .leftovers import find_leftovers, report
from .prose import OBJECT, masked, prose_of
from .structure import code_lines, find_idle, find_odd_blocks, find_swallowed, find_unclosed
from .walk import Visit, Walk

_QUOTES = '”“„'


def check_meaning(visits: Sequence[Visit], walk: Walk, placeholders: Placeholders) -> list[Problem]:
    """The problems of the page whose tokens are *visits*; *placeholders* are what new pages begin with."""
    problems = [
        *find_unclosed(visits, walk),
        *find_swallowed(visits, walk),
        *find_idle(visits, walk),
        *find_odd_blocks(visits, walk),
        *_entities(visits, walk),
        *_quoted_options(visits, walk),
    ]
    for prose in prose_of(visits):
        words = prose.text.replace(OBJECT, '').strip()
        if words in (placeholders.titles if prose.where == 'title' else placeholders.sentences):
            problems.append(walk.problem(prose.place.mark(0), ProblemCode.PLACEHOLDER, value=words))
        else:
            problems += find_leftovers(prose, walk)
    return problems


def _entities(visits: Sequence[Visit], walk: Walk) -> Iterator[Problem]:
    """Characters that deceive, written as HTML entities: code shows those as they are."""
    code: frozenset[int] | None = None
    for number, line in enumerate(walk.lines, 1):
        if '&' not in line:
            continue
        code = code_lines(visits) if code is None else code
        for column, entity, char, cause, word in () if number in code else entities(masked(line)):
            details = {'cause': cause, 'value': f'U+{ord(char):04X}', 'word': word, 'old': entity}
            # old programs meant a letter or a dash by the numbers of these (Windows-1252): not ours to drop
            is_meant = '\x80' <= char <= '\x9f'
            details |= {'new': ''} if cause == 'char_hidden' and not is_meant else {}
            yield walk.problem(Position(line=number, column=column), ProblemCode.BAD_CHARACTER, **details)


def _quoted_options(visits: Sequence[Visit], walk: Walk) -> Iterator[Problem]:
    """Values of options in the quotation marks of print, which belong to the value."""
    for visit in visits:
        text = visit.directive.text if visit.directive else None
        for _, value, line in text.options if text else ():
            if len(value) > 1 and value[0] in _QUOTES and value[-1] in _QUOTES:
                mark = walk.find(visit.line + line, value)
                yield report(walk, mark, ProblemCode.NEAR_MISS, 'near_quotes', value, f'"{value[1:-1]}"')
