"""The headings of a page: one title, before all others and outside everything else, and no level left out."""

from __future__ import annotations

from ..model.entries import Entry
from ..problems import Position, Problem, ProblemCode
from .anchors import repeated, same
from .facts import Heading, PageFacts
from .reader import wanted

_DEEPEST = 6


def check_headings(facts: PageFacts, entry: Entry, body_line: int) -> list[Problem]:
    """Exactly one heading of the highest level, with words, and none that leaves out a level.

    *body_line* is where the body of the page *entry* begins.
    """
    problems = []
    titles = [heading for heading in facts.headings if heading.level == 1]
    outer = next((heading for heading in titles if not heading.nested), None)
    if outer is None or not outer.text:
        mark = outer.mark if outer else titles[0].mark if titles else Position(line=body_line)
        problems.append(Problem.at(entry.path, mark, ProblemCode.TITLE_MISSING))
    elif (first := next(heading for heading in facts.headings if not heading.nested)) is not outer:
        problems.append(Problem.at(entry.path, first.mark, ProblemCode.TITLE_NOT_FIRST, value=outer.text))
    if outer is not None:
        problems += [
            Problem.at(entry.path, title.mark, ProblemCode.TITLE_REPEATED, **_lowered(facts, title))
            for title in titles
            if title is not outer
        ]
    problems += _repeated(facts, entry)
    before = 0
    for heading in facts.headings:
        if before and heading.level > before + 1:
            details = {'before': str(before), 'level': str(heading.level), 'fix': '#' * (before + 1)}
            problems.append(Problem.at(entry.path, heading.mark, ProblemCode.HEADING_SKIPPED, **details))
        before = heading.level
    return problems


def _repeated(facts: PageFacts, entry: Entry) -> list[Problem]:
    """Headings whose words are the address of another above; a second title is a fault of its own."""
    found = [(facts.headings[n], facts.headings[first]) for n, first in repeated([wanted(h) for h in facts.headings])]
    return [
        Problem.at(
            entry.path,
            heading.mark,
            ProblemCode.HEADING_TWICE,
            value=heading.text,
            other=str(other.mark.line),
            name=f'{same(heading.base)}-2',
        )
        for heading, other in found
        if heading.level > 1
    ]


def _lowered(facts: PageFacts, title: Heading) -> dict[str, str]:
    """The fix for one *title* too many: it and the headings below it go down a level; none if that is not possible."""
    below = facts.headings[next(n for n, other in enumerate(facts.headings) if other is title) + 1 :]
    end = next((n for n, heading in enumerate(below) if heading.level == 1), len(below))
    part = below[:end]
    if any(heading.underlined or heading.level == _DEEPEST for heading in (title, *part)):
        return {}
    also = ' '.join(f'{heading.mark.line}:{heading.mark.column}' for heading in part)
    return {'old': '#', 'new': '##', **({'also': also} if also else {})}
