"""Addresses of headings: they follow from the words, or from a name, and never from what stands above."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s3ext.commands.project import read_content
from s3ext.core.page.anchors import Wanted, repeated, slugs

PAGE = 'docs/themes/vatten.md'


def plain(*bases: str) -> list[Wanted]:
    return [Wanted(base, nested=False, named=False) for base in bases]


@given(st.lists(st.builds(Wanted, st.sampled_from(['a', 'å', 'b', 'a-1', '']), st.booleans(), st.booleans())))
def test_a_heading_above_moves_none_that_is_right(below: list[Wanted]) -> None:
    """Of any page without a fault: whatever is put above, the page has a fault then, or all addresses stay."""
    if repeated(below) or any(heading.named and heading.nested for heading in below):
        return
    for new in (Wanted(base, False, named) for base in ('a', 'å', 'b', 'c') for named in (False, True)):
        page = [new, *below]
        if repeated(page):
            continue
        before, after = slugs(below), slugs(page)[1:]
        outer = [place for place, heading in enumerate(below) if not heading.nested and not heading.named]
        assert [before[place] for place in outer] == [after[place] for place in outer]


@pytest.mark.parametrize(
    ('headings', 'expected'),
    [
        (plain('a', 'b', 'c'), ['a', 'b', 'c']),
        (plain('a', 'a'), ['a', 'a-1']),
        ([Wanted('a', False, True), *plain('a')], ['', 'a']),
        ([*plain('a'), Wanted('a', False, True)], ['a', '']),
        ([Wanted('å', False, True), *plain('a')], ['', 'a']),
        ([Wanted('a', False, True)], ['a']),
        ([Wanted('a', False, True), Wanted('a', False, True)], ['', '']),
        ([Wanted('a', True, False), *plain('a'), Wanted('a', True, False)], ['a-1', 'a', 'a-2']),
    ],
)
def test_a_name_leaves_the_words_to_another(headings: list[Wanted], expected: list[str]) -> None:
    assert slugs(headings) == expected


@pytest.mark.parametrize('words', ['Bakgrund', 'bakgrund', 'Båkgrund', '`Bakgrund`'])
def test_two_headings_with_the_same_words_are_one_fault(mini_site: Path, words: str) -> None:
    file = mini_site / PAGE
    text = file.read_text('utf-8').rstrip('\n') + f'\n\n## Bakgrund\n\nEtt.\n\n## {words}\n\nTvå.\n'
    file.write_text(text, 'utf-8')
    lines = text.split('\n')
    [problem] = read_content(mini_site).problems
    place = (f'{PAGE}', lines.index(f'## {words}', lines.index('## Bakgrund') + 1) + 1, 1, 'heading-twice')
    assert (problem.path, problem.line, problem.column, problem.code) == place
    details = dict(problem.details)
    assert details['other'] == str(lines.index('## Bakgrund') + 1) and details['name'] == 'bakgrund-2'
    file.write_text(text.replace('## Bakgrund\n', '## Bakgrund {#forsta}\n', 1), 'utf-8')
    assert not read_content(mini_site).problems
