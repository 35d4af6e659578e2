"""Pages to take something from: one part, with nothing in it that a file could not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from s3ext.core.page.validate import validate
from s3ext.core.problems import ProblemCode

if TYPE_CHECKING:
    from s3ext.core.model.vocabulary import Vocabulary

PLACE = 'docs/templates/kort'
HEAD = """---
summary: Ett kort som är långt nog för att kunna ha en sammanfattning.
process: [fardplan]
audience: [officer]
files: [docx]
basis: editors
---

# Kortet

Text.

## Att ta med

"""
PART = ':::{template}\n\n### Fråga\n\n| Fråga | Svar |\n|---|---|\n| Vem? | |\n\n:::\n'


def found(body: str, vocabulary: Vocabulary, head: str = HEAD) -> list[tuple[ProblemCode, int, str]]:
    """What is wrong with the page that ends in *body*: code, line of the body from 1, cause."""
    _, _, problems = validate(head + body, PLACE, f'{PLACE}.md', vocabulary)
    first = head.count('\n')
    return [(p.code, p.line - first, dict(p.details).get('cause', '')) for p in sorted(problems)]  # type: ignore[misc]


def test_one_part_is_right(vocabulary: Vocabulary) -> None:
    assert found(PART, vocabulary) == []


def test_a_page_without_a_part_has_nothing_to_take(vocabulary: Vocabulary) -> None:
    title = HEAD.count('\n', 0, HEAD.index('# Kortet')) + 1 - HEAD.count('\n')
    assert found('Mer text.\n', vocabulary) == [(ProblemCode.TEMPLATE_PART, title, 'template_none')]


def test_a_page_has_one_part(vocabulary: Vocabulary) -> None:
    [(code, line, cause)] = found(f'{PART}\n{PART}', vocabulary)
    assert (code, line, cause) == (ProblemCode.TEMPLATE_PART, PART.count('\n') + 2, 'template_twice')


def test_an_empty_part_is_refused(vocabulary: Vocabulary) -> None:
    assert [problem[::2] for problem in found(':::{template}\n:::\n', vocabulary)] == [
        (ProblemCode.BAD_VIEW, 'view_empty')
    ]


@pytest.mark.parametrize('inner', [':::{note}\nObs.\n:::', ':::{records} case\n:::', ':::{facts}\n:::'])
def test_what_no_file_could_hold_stands_outside(inner: str, vocabulary: Vocabulary) -> None:
    body = f'::::{{template}}\nText.\n\n{inner}\n::::\n'
    assert found(body, vocabulary) == [(ProblemCode.BAD_VIEW, 4, 'view_in_template')]


def test_other_pages_hold_no_such_part(vocabulary: Vocabulary) -> None:
    text = f'---\nsummary: En vanlig sida med en sammanfattning som räcker.\n---\n\n# Sidan\n\n## Mer\n\n{PART}'
    _, _, problems = validate(text, 'docs/about/sida', 'docs/about/sida.md', vocabulary)
    assert [(p.code, dict(p.details)['cause']) for p in problems] == [(ProblemCode.BAD_VIEW, 'view_page')]


def test_what_follows_a_source_names_it(vocabulary: Vocabulary) -> None:
    head = HEAD.replace('basis: editors', 'basis: source')
    _, _, problems = validate(head + PART, PLACE, f'{PLACE}.md', vocabulary)
    assert [problem.code for problem in problems] == [ProblemCode.ASKED_MISSING]
