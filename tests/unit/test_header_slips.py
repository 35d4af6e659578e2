"""One slip anywhere in the header of any kind of page: one message, on its line, and a remedy that helps, or none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from s3ext.core.model.vocabulary import Vocabulary
from s3ext.core.page.fixes import fix
from s3ext.core.page.validate import validate
from s3ext.core.problems import Problem
from tests.texts import load_texts
from tests.unit.test_validate import PAGES

pytestmark = pytest.mark.slow

TEXTS = load_texts('sv')
#: what a text must not begin with, unless it stands in quotation marks
STARTS = ('A: ', '%', '@', '`', '*', '& ', '! ', '> ', '| ', '"Smart" ', '[1] ', '{a} ', '- ')
#: the longest message that one slip may give: a remedy shows the line, and some list what there is to choose from
LONGEST_MESSAGE = 1_000


class Slip(NamedTuple):
    """A page with one changed line, counted from 1."""

    name: str
    source: str
    line: int


def changed(line: str) -> Iterator[tuple[str, str]]:
    """The line with one slip in it, and the name of the slip."""
    text = line.lstrip(' ')
    indent = line[: len(line) - len(text)]
    yield from (('space', f' {line}'), ('tab', f'\t{text}'), ('hard space', f'\u00a0{line}'))
    if indent:
        yield 'less indentation', line[1:]
    if text.startswith('- '):
        yield 'no space after the dash', f'{indent}-{text[2:]}'
    key, colon, value = line.partition(': ')
    if colon:
        for name, between in (('colon', ' '), ('space', ':'), ('hard space', ':\u00a0'), ('tab', ':\t')):
            yield f'{name} in the place of colon and space', f'{key}{between}{value}'
    elif line.endswith(':'):
        yield 'no colon', line[:-1]
    if colon and value[0] not in '[{' and not text.startswith('- {'):
        yield from ((f'starts with {start}', f'{key}: {start}{value}') for start in STARTS)
        yield from (('comment', f'{key}: {value} # 3'), ('curly', f'{key}: ”{value}”'))
        yield from (('open quote', f'{key}: "{value}'), ('close quote', f'{key}: {value}"'))
    if line.endswith((']', '}')):
        other = '}' if line[-1] == ']' else ']'
        yield from (('not closed', line[:-1]), ('closed twice', line + line[-1]), ('closed wrong', line[:-1] + other))
    for place, char in enumerate(line):
        if char in '[{"':
            yield f'no {char} at {place}', line[:place] + line[place + 1 :]


def slips(docname: str) -> Iterator[Slip]:
    lines = PAGES[docname].split('\n')
    end = lines.index('---', 1) if lines[0] == '---' else 0
    for row in range(1, end):
        for name, line in changed(lines[row]):
            if line != lines[row]:
                source = '\n'.join([*lines[:row], line, *lines[row + 1 :]])
                yield Slip(f'{row + 1}: {name}', source, row + 1)
    if end:
        for row in (0, end):
            for line in ('', '--', '----', '\u2014', '--- x', ' ---'):
                kept = [*lines[:row], *([line] if line else []), *lines[row + 1 :]]
                yield Slip(f'{row + 1}: {line!r} for ---', '\n'.join(kept), row + 1)


@pytest.fixture(autouse=True)
def problems_made() -> None:
    """In the place of the check that every fault has words: each test asks for them itself."""


@pytest.mark.parametrize('docname', PAGES)
def test_one_slip_gives_one_message_on_its_line_and_a_right_remedy(docname: str, vocabulary: Vocabulary) -> None:
    whole = validate(PAGES[docname], docname, f'{docname}.md', vocabulary)[0].record
    wrong = []
    for slip in slips(docname):
        entry, _, problems = validate(slip.source, docname, f'{docname}.md', vocabulary)
        if not problems and entry.record == whole:
            continue  # no slip to YAML: a space more before a list
        if [problem.line for problem in problems] != [slip.line]:
            wrong.append((slip.name, [(problem.line, problem.code) for problem in problems]))
        for line in filter(None, (dict(problem.details).get('rewritten') for problem in problems)):
            # what the message says to write, written: the page has no fault
            lines = slip.source.split('\n')
            lines[slip.line - 1] = line
            if again := validate('\n'.join(lines), docname, f'{docname}.md', vocabulary)[2]:
                wrong.append((slip.name, [(problem.line, problem.code) for problem in again]))
        assert sum(len(TEXTS.message(problem)) for problem in problems) < LONGEST_MESSAGE, slip.name
    assert wrong == []


@pytest.mark.parametrize('docname', PAGES)
def test_a_fix_is_right_or_not_made(docname: str, vocabulary: Vocabulary) -> None:
    def check(text: str) -> list[Problem]:
        return validate(text, docname, f'{docname}.md', vocabulary)[2]

    made = 0
    found = list(slips(docname))
    for slip in found[:: 1 if len(found) < 200 else 2]:
        fixed = fix(slip.source, check)
        assert fixed == slip.source or check(fixed) == [], slip.name
        assert len(fixed) <= len(slip.source) + 10, slip.name
        made += fixed != slip.source
    assert (
        made >= len(found) // 6
    )  # most of the others are values of lists and dates, which quotation marks do not help
