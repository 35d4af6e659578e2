"""The pages as HTML: valid, in one piece, and every table says what it is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.sitekit import Page, build_clean, copy_mini, text
from tools.check_html import find_checker, judge

Parsed = Callable[[Path], Page]


def test_every_page_is_valid_html(handbook: Path) -> None:
    """By the Nu Html Checker, where it is installed: ``make check-html`` does that."""
    checker = find_checker()
    if checker is None:
        pytest.skip('the Nu Html Checker is not installed: make check-html')
    assert judge(checker, handbook) == []


def test_a_page_has_one_title_that_stands_in_no_section(handbook: Path, parsed: Parsed) -> None:
    for file in sorted(handbook.rglob('*.html')):
        page = parsed(file)
        assert len(page.all('h1')) == 1, file
        assert page.all('section h1, main[role], [action=""]') == [], file


def test_every_table_has_a_name_and_every_head_says_what_of(handbook: Path, parsed: Parsed) -> None:
    count = 0
    for file in sorted(handbook.rglob('*.html')):
        page = parsed(file)
        for table in page.all('main table'):
            [caption] = table.select(':scope > caption')
            assert text(caption).strip(), file
            # nothing in a name that is not seen could get the focus
            assert not page.all('caption.s3-heard a'), file
            assert {head.get('scope') for head in table.select('thead th')} <= {'col'}, file
            assert {head.get('scope') for head in table.select('tbody th')} <= {'row'}, file
            count += 1
    assert count > 20


def test_a_table_without_a_name_has_that_of_the_heading_above(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    file = root / 'docs' / 'handbook' / 'analys.md'
    table = '| A | B |\n|---|---|\n| 1 | 2 |\n\n'
    file.write_text(f'{file.read_text("utf-8")}\n{table}\n## Läget & mål\n\n- Punkt\n\n{table}', 'utf-8')
    page = build_clean(root).page('docs/handbook/analys')
    assert page.texts('caption.s3-heard')[-1] == 'Läget & mål'
    assert page.texts('caption.s3-heard')[-2] in {text(page.one('h1')), *page.texts('h2')}
    assert page.all('caption .headerlink') == []
