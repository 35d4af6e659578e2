"""A site on the web under its host's rules: what is not there, in any folder; and files of two days that meet.

Yesterday's site and today's differ in their pages, their data and their scripts. The host has today's; the browser, or
a cache between, has some of yesterday's.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import PATIENCE, Log
from tests.library import ROOT as PRODUCT
from tests.site.sitekit import run
from tests.webkit import PREFIX, Host, hosted, public_site

RENEWED = 'Handboken har uppdaterats sedan sidan lästes in.'
AGAIN = 'Läs in sidan igen'
FOUND = 'Ett fall'


def build(root: Path, program: Path = PRODUCT) -> Path:
    """Build the site at *root* with the *program*; returns what is to be published."""
    done = run('-m', 's3ext', 'build', 'html', cwd=root, path=program)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / '_build' / 'html'


@pytest.fixture(scope='module')
def yesterday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = public_site(tmp_path_factory.mktemp('igår') / 'site', f'https://www.example.org{PREFIX}/')
    return build(root)


@pytest.fixture(scope='module')
def today(yesterday: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another text, and a program whose scripts have changed."""
    folder = tmp_path_factory.mktemp('idag')
    program = folder / 'program'
    shutil.copytree(PRODUCT / 's3ext', program / 's3ext', ignore=shutil.ignore_patterns('__pycache__'))
    shutil.copyfile(PRODUCT / 'pyproject.toml', program / 'pyproject.toml')
    for name in ('search/s3-search.js', 's3-form.js', 's3-own.js'):
        script = program / 's3ext' / 'web' / 'static' / name
        script.write_text(f'{script.read_text("utf-8")}\n"today";\n', 'utf-8')
    root = shutil.copytree(yesterday.parents[1], folder / 'site', ignore=shutil.ignore_patterns('_build'))
    case = root / 'cases' / 'alfa' / 'ett-fall.md'
    case.write_text(f'{case.read_text("utf-8")}\nHär står även ordet fjärrkyla.\n', 'utf-8')
    return build(root, program)


@pytest.fixture
def host(yesterday: Path) -> Iterator[Host]:
    with hosted(yesterday) as host:
        yield host


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser with a cache of its own."""
    context = browser.new_context(locale='sv-SE')
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, host: Host) -> Iterator[Page]:
    """A page on which nothing may go wrong, but that something is not there."""
    log, page = Log(script=True), context.new_page()
    log.begin(host.home.rstrip('/'))
    log.follow(page)
    yield page
    assert [fault for fault in log.faults if '404' not in fault] == []


def search(page: Page, word: str) -> None:
    page.get_by_role('main').get_by_role('searchbox').press_sequentially(word)


# -- what is not there -----------------------------------------------------------------------------


@pytest.mark.parametrize('path', ['finns-inte.html', 'docs/themes/finns-inte.html', 'a/b/c/d/', 'cases/alfa/ett-fall'])
def test_where_nothing_is_the_site_leads_on(path: str, page: Page, host: Host) -> None:
    answer = page.goto(host.home + path)
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role('heading', level=1)).to_have_text('Sidan finns inte')
    # in the site's look, under the host's policy
    assert page.evaluate('getComputedStyle(document.body).fontFamily').startswith('"Public Sans"')
    assert page.evaluate('document.fonts.ready.then(() => document.fonts.check("16px \\"Public Sans\\""))')
    assert [address for address in host.asked if not address.startswith(f'{PREFIX}/')] == []
    for address in page.locator('a[href]').evaluate_all('links => links.map((link) => link.getAttribute("href"))'):
        assert address.startswith((f'{PREFIX}/', '#', 'mailto:', 'https://')), address
    page.get_by_role('link', name='Startsidan').click()
    expect(page).to_have_url(f'{host.home}index.html')


def test_from_there_one_can_search(page: Page, host: Host) -> None:
    page.goto(f'{host.home}a/b/finns-inte.html')
    field = page.get_by_role('banner').get_by_role('searchbox')
    field.fill('fall')
    field.press('Enter')
    expect(page).to_have_url(f'{host.home}search.html?q=fall')
    expect(page.locator('.s3-hits > li').first).to_be_visible()


def test_a_bare_folder_leads_on_without_script(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(f'{host.home}cases/alfa/')
    expect(page).to_have_url(f'{host.home}docs/regions/alfa.html')


# -- two days --------------------------------------------------------------------------------------


def test_what_has_its_version_in_its_address_is_asked_for_once(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    page.goto(f'{host.home}search.html?q=fall')
    expect(page.locator('.s3-hits > li').first).to_be_visible()
    host.asked.clear()
    page.goto(f'{host.home}docs/themes/vatten.html')
    page.goto(f'{host.home}search.html?q=fall')
    expect(page.locator('.s3-hits > li').first).to_be_visible()
    asked_again = [path for path in host.asked if '/s3-search/' in path or 's3-search-all' in path or '.css' in path]
    assert asked_again == []


def test_a_reader_of_yesterday_gets_all_of_today(context: BrowserContext, host: Host, today: Path) -> None:
    """With all of yesterday's files in the browser's cache."""
    page = context.new_page()
    page.goto(f'{host.home}search.html?q=fall')
    expect(page.locator('.s3-hits > li').first).to_be_visible()
    host.folder = today
    page.goto(f'{host.home}search.html?q=fj%C3%A4rrkyla')
    expect(page.locator('.s3-hits > li').first).to_contain_text(FOUND)
    expect(page.get_by_text(RENEWED)).to_have_count(0)


def test_a_page_left_open_since_yesterday_works_with_the_files_of_today(page: Page, host: Host, today: Path) -> None:
    page.goto(f'{host.home}search.html')
    host.folder = today
    search(page, 'fjärrkyla')
    expect(page.locator('.s3-hits > li').first).to_contain_text(FOUND)


@pytest.mark.parametrize('stale', ['_static/', 's3-search/language.js', 's3-search/index.js'])
def test_the_search_reads_no_data_of_another_day(
    stale: str, page: Page, host: Host, yesterday: Path, today: Path
) -> None:
    """A cache between has some files of yesterday: nothing is guessed, and one click gets all of today."""
    host.folder, host.stale = today, {stale: yesterday}
    page.goto(f'{host.home}search.html')
    search(page, 'fjärrkyla')
    # the language has not changed
    if stale.endswith('language.js'):
        expect(page.locator('.s3-hits > li').first).to_contain_text(FOUND)
        return
    expect(page.get_by_role('alert')).to_contain_text(RENEWED)
    host.stale = {}
    with page.expect_navigation():
        page.get_by_role('button', name=AGAIN).click()
    search(page, 'fjärrkyla')
    expect(page.locator('.s3-hits > li').first).to_contain_text(FOUND)


def test_the_form_reads_no_data_of_another_day(page: Page, host: Host, yesterday: Path, today: Path) -> None:
    host.folder, host.stale = today, {'bidra/formular-data.js': yesterday}
    page.goto(f'{host.home}bidra/formular.html')
    expect(page.get_by_role('alert')).to_contain_text(RENEWED)
    expect(page.get_by_role('textbox')).to_have_count(0)
    host.stale = {}
    with page.expect_navigation():
        page.get_by_role('button', name=AGAIN).click()
    expect(page.get_by_role('button', name='Nästa: Texten')).to_be_visible()


def test_the_choice_of_a_region_reads_no_data_of_another_day(
    page: Page, host: Host, yesterday: Path, today: Path
) -> None:
    host.folder, host.stale = today, {'s3-own-data.js': yesterday}
    page.goto(f'{host.home}index.html')
    page.get_by_role('button', name='Välj din region').click()
    expect(page.get_by_role('alert')).to_contain_text(RENEWED)
    host.stale = {}
    with page.expect_navigation():
        page.get_by_role('button', name=AGAIN).click()
    page.get_by_role('button', name='Välj din region').click()
    expect(page.get_by_role('combobox', name='Välj din region')).to_be_visible()
