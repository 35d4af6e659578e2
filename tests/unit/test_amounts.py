"""Numbers of records that somebody wrote by hand, where the handbook counts them itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from s3ext.commands.project import read_content
from s3ext.core.page.amounts import Found, amounts, is_count, nouns
from s3ext.core.problems import ProblemCode
from tests.kinds import KINDS
from tests.texts import FILES, load_texts

NOUNS = nouns(FILES, KINDS)
HAND = 'cases/alfa/annat-fall.md'


def test_the_words_for_records_in_every_language() -> None:
    assert {'fall': 'case', 'cases': 'case', 'piloter': 'pilot', 'ord': 'glossary'}.items() <= NOUNS.items()
    assert 'regioner' not in NOUNS  # how many there are is no count of pages


@pytest.mark.parametrize(
    ('text', 'expected'),
    [
        ('Här finns 93 fall.', [Found(93, 'case', '93 fall', 10)]),
        ('12 Teman och så', [Found(12, 'theme', '12 Teman', 0)]),
        ('Av 230\N{NO-BREAK SPACE}fall', [Found(230, 'case', '230\N{NO-BREAK SPACE}fall', 3)]),
        ('I 3 fall, 1,93 fall, 2020-11 fall, 10 fallande, 21 regioner, § 4.12 fall', []),
    ],
)
def test_numbers_before_such_words(text: str, expected: list[Found]) -> None:
    assert list(amounts(text, NOUNS)) == expected


@pytest.mark.parametrize(
    ('number', 'count', 'expected'), [(93, 93, True), (90, 93, True), (83, 93, False), (10, 3, False)]
)
def test_what_is_or_was_a_count(number: int, count: int, expected: bool) -> None:
    assert is_count(number, count) is expected


def twelve_cases(root: Path) -> None:
    source = (root / 'cases' / 'alfa' / 'ett-fall.md').read_text('utf-8')
    for number in range(12 - 3):
        (root / 'cases' / 'alfa' / f'fall-{number}.md').write_text(source, 'utf-8')


def found(root: Path) -> list[tuple[str, int, int, dict[str, str]]]:
    return [
        (problem.path, problem.line, problem.column, dict(problem.details))
        for problem in read_content(root).problems
        if problem.code is ProblemCode.COUNTED_BY_HAND
    ]


def test_a_count_in_text_and_summary(mini_site: Path, edit: Callable[[Path, str, str], None]) -> None:
    twelve_cases(mini_site)
    edit(mini_site / HAND, 'Något gjordes.', 'Av 12 fall är ett vårt, i 40 fall inget.')
    edit(mini_site / 'docs/pilots/prov.md', 'summary: ', 'summary: Med 12 fall. ')
    line = (mini_site / HAND).read_text('utf-8').split('\n').index('## Vad gjordes?') + 3
    assert found(mini_site) == [
        (HAND, line, 4, {'cause': 'count_in_text', 'value': '12 fall', 'type': 'case'}),
        ('docs/pilots/prov.md', 2, 10, {'cause': 'count_in_header', 'value': '12 fall'}),
    ]
    [first, _] = [p for p in read_content(mini_site).problems if p.code is ProblemCode.COUNTED_BY_HAND]
    assert '{s3:count}`case`' in load_texts('sv').message(first)


def test_the_words_of_the_glossary_on_its_own_page(mini_site: Path, edit: Callable[[Path, str, str], None]) -> None:
    page = mini_site / 'docs' / 'glossary.md'
    term = """\
  - id: {id}
    term: {id}
    term_en: word
    definition: Ett ord.
    source: [lexikon]
    category: process
    short: []
"""
    edit(page, 'terms:\n', 'terms:\n' + ''.join(term.format(id=f'ord-{n}') for n in range(18)))
    edit(page, 'summary: Två ord', 'summary: Här finns 20 ord')
    edit(mini_site / HAND, 'Något gjordes.', 'En text på 20 ord.')
    assert [(path, details['value']) for path, _, _, details in found(mini_site)] == [('docs/glossary.md', '20 ord')]
