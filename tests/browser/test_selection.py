"""What is chosen in a list as a PDF: the command that the page shows makes it, and the browser prints the same."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pypdf
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.pdfkit import squeezed

from .conftest import Visit
from .pages import CASES
from .test_catalogue import CASE_HEADERS, OTHER_THEME, STAGE, THEME, fitting, shown
from .test_print import letters, printed_text

ROOT = Path(__file__).parents[2]
PILOTS = 'docs/pilots/index.html'
TITLES = '.s3-records-catalogue > li:visible .s3-record-title a'


@pytest.fixture(scope='module')
def folder(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the handbook for the commands of this module, which write into it."""
    copy = tmp_path_factory.mktemp('selection') / 'site'
    shutil.copytree(sources, copy, ignore=shutil.ignore_patterns('_build'))
    return copy


def fold(page: Page) -> Locator:
    return page.locator('.s3-selection')


def command(page: Page) -> str:
    """The command that the page shows."""
    fold(page).locator('summary').click()
    code = fold(page).locator('code')
    expect(code).to_be_visible()
    return code.inner_text()


def made(text: str, folder: Path) -> pypdf.PdfReader:
    """The PDF of the command *text*, run as it stands on the page in the folder of the handbook."""
    program, *arguments = shlex.split(text)
    assert program == 's3ext'
    done = subprocess.run(
        [sys.executable, '-m', 's3ext', *arguments],
        cwd=folder,
        env={**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONUTF8': '1'},
        capture_output=True,
        text=True,
        encoding='utf-8',
    )
    assert done.returncode == 0, done.stdout + done.stderr
    name = done.stdout.strip().rpartition('/')[2].rstrip('.').removesuffix('.pdf')
    return pypdf.PdfReader(folder / '_build' / 'pdf' / f'{name}.pdf')


def titles(page: Page) -> list[str]:
    return [title.strip() for title in page.locator(TITLES).all_inner_texts()]


def top(reader: pypdf.PdfReader) -> list[str]:
    """The titles of the pages that *reader* holds."""
    return [str(item.title) for item in reader.outline if not isinstance(item, list)]


def test_nothing_is_offered_before_anything_is_chosen(visit: Visit) -> None:
    expect(fold(visit(CASES))).to_be_hidden()
    assert visit(CASES, script=False).locator('.s3-selection').count() == 0
    none = next(
        {'theme': theme, 'stage': STAGE}
        for theme in sorted({theme for case in CASE_HEADERS.values() for theme in case['theme']})
        if not fitting({'theme': [theme], 'stage': [STAGE]})
    )
    expect(fold(visit(f'{CASES}?{urlencode(none)}'))).to_be_hidden()


@pytest.mark.parametrize(
    'query',
    [
        [('theme', THEME), ('theme', OTHER_THEME), ('stage', STAGE)],
        [('theme', THEME), ('from', '2016'), ('to', '2018')],
        [('q', 'regionen'), ('theme', THEME)],
    ],
    ids=['facets', 'years', 'words'],
)
def test_the_command_on_the_page_makes_a_pdf_of_just_what_is_shown(
    visit: Visit, folder: Path, query: list[tuple[str, str]]
) -> None:
    page = visit(f'{CASES}?{urlencode(query)}')
    found = titles(page)
    assert 1 < len(found) < len(CASE_HEADERS)
    reader = made(command(page), folder)
    known = {squeezed(title) for title in visit(CASES).locator(TITLES).all_inner_texts()}
    assert [title for title in map(squeezed, top(reader)) if title in known] == [squeezed(one) for one in found]


def test_the_command_follows_the_choices_and_can_be_copied(visit: Visit) -> None:
    page = visit(f'{CASES}?{urlencode([("theme", THEME)])}')
    page.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    text = command(page)
    assert text.startswith(f's3ext pdf --filter "theme = {THEME}" --title "')
    fold(page).get_by_role('button', name='Kopiera').click()
    expect(fold(page).get_by_role('status')).to_have_text('Kommandot är kopierat.')
    assert page.evaluate('navigator.clipboard.readText()') == text
    page.locator(f'.s3-finder-choices input[value="{OTHER_THEME}"]').check(force=True)
    expect(fold(page).locator('code')).to_contain_text('theme in [')
    expect(fold(page).get_by_role('status')).to_have_text('')
    page.get_by_role('button', name='Rensa valen').click()
    expect(fold(page)).to_be_hidden()


def test_other_lists_name_what_they_are_of(visit: Visit) -> None:
    page = visit(PILOTS)
    page.locator('.s3-finder-choices input[type=checkbox]').first.check(force=True)
    assert command(page).startswith('s3ext pdf --type pilot --filter "')


def test_a_print_of_the_list_holds_what_is_chosen_and_names_the_choices(visit: Visit) -> None:
    page = visit(f'{CASES}?{urlencode([("theme", THEME), ("stage", STAGE)])}')
    expect(page.locator('.s3-finder')).to_have_attribute('data-s3-ready', '')
    chosen, found = page.locator('.s3-finder-chips button').all_inner_texts(), titles(page)
    assert len(chosen) == 2 and found
    text = letters(printed_text(page.pdf(format='A4')))
    assert letters('Det du har valt: ') in text
    for words in (*chosen, *found):
        assert letters(words) in text, words
    others = set(CASE_HEADERS) - set(shown(page))
    assert others
    every = {letters(title) for title in visit(CASES).locator(TITLES).all_inner_texts()}
    assert not [title for title in every - {letters(one) for one in found} if title in text]
    assert letters('Gör en PDF') not in text
