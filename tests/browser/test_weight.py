"""What a first visit to a page costs, that nothing moves while it comes, and that it follows the reader's letters."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlparse

import pytest
from playwright.sync_api import Browser, expect

from tools.find_browser import find_browser

from .conftest import FLAGS, Site, Visit
from .pages import CASE, CASES, FOUND, FRONT, KINDS, REGION, RESULTS, SEARCH, settle
from .test_header import COVERED, PLACES, rest

#: the pages of a first visit: one of each kind, the form, and the search before anything is asked for
FIRST = {**KINDS, 'form': 'bidra/formular.html', 'results': SEARCH}
#: what a first visit costs at most: bytes as they travel, and requests
MOST_BYTES, MOST_REQUESTS = 100_000, 10
#: the same for a page that is opened with a query: the index comes then, and the texts of ten pages
MOST_ASKED = 220_000
#: how much of the window has moved by how much, without anybody having done anything (https://web.dev/articles/cls)
SHIFT = """() => new Promise((done) => {
    let sum = 0;
    const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    });
    observer.observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 100)));
})"""
SIZE = "() => parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)"
ONE_ROW = """() => new Set([...document.querySelectorAll('.bd-header .s3-menu > li')]
    .map((item) => Math.round(item.getBoundingClientRect().top))).size"""


def weight(site: Site, addresses: set[str]) -> int:
    """The bytes of the files at *addresses* as a server sends them."""
    files = [Path(site.folder, unquote(urlparse(address).path).lstrip('/')) for address in addresses]
    return sum(len(gzip.compress(file.read_bytes(), 6, mtime=0)) for file in files)


@pytest.mark.parametrize('kind', FIRST)
def test_a_first_visit_is_light_and_nothing_moves(visit: Visit, site: Site, kind: str) -> None:
    # from a page with the typefaces of all pages: Chromium would fetch those of the page before once more
    page = visit(SEARCH, own=True)
    settle(page)
    asked: set[str] = set()
    page.on('request', lambda request: asked.add(request.url))
    for width in (1440, 390):
        page.set_viewport_size({'width': width, 'height': 900})
        page.goto(site.address(FIRST[kind]))
        settle(page)
        assert cast('float', page.evaluate(SHIFT)) <= 0.05, width
    # the icon of the site is asked for by the browser alone
    assert len(asked) + 1 <= MOST_REQUESTS, sorted(asked)
    assert weight(site, asked) <= MOST_BYTES


def test_the_index_comes_with_the_first_letter(visit: Visit, site: Site) -> None:
    page = visit(SEARCH, own=True)
    asked: set[str] = set()
    page.on('request', lambda request: asked.add(request.url))
    expect(page.locator('.s3-finder')).to_be_hidden()
    page.get_by_role('searchbox').press_sequentially('vätgas')
    expect(page.locator('.s3-search-status')).to_have_text(FOUND)
    assert 's3-search/index.js' in {urlparse(address).path.lstrip('/') for address in asked}
    page.goto(site.address(SEARCH))
    page.get_by_role('link', name='Visa alla sidor').click()
    expect(page.locator('.s3-finder-choices details').first).to_be_visible()
    asked.clear()
    page.goto(site.address(RESULTS))
    settle(page)
    assert weight(site, asked) <= MOST_ASKED


def test_no_width_lets_the_header_cover_what_a_link_leads_to(visit: Visit) -> None:
    page = visit(CASE, width=320)
    place = page.evaluate(PLACES)[1]
    address = page.url.partition('#')[0]
    for width in range(320, 1601, 40):
        page.set_viewport_size({'width': width, 'height': 900})
        rest(page)
        page.goto(f'{address}#{place}')
        rest(page)
        assert page.evaluate(COVERED, f'#{place} > :is(h2, h3)') <= 0, width


@pytest.mark.parametrize('width', [1024, 1100, 1280, 1440])
def test_the_menu_takes_one_row(visit: Visit, width: int) -> None:
    page = visit(CASE, width=width)
    rest(page)
    assert page.evaluate(ONE_ROW) == 1
    assert page.evaluate("() => document.querySelector('.bd-header').getBoundingClientRect().height") < 90


def test_menus_close_and_hide_nothing(visit: Visit) -> None:
    page = visit(CASE)
    settle(page)
    more, mode = page.locator('.bd-header .s3-menu details'), page.locator('.bd-header .s3-mode')
    more.locator('summary').click()
    assert more.get_by_role('link', name='Metoder').is_visible()
    page.keyboard.press('Escape')
    assert not more.get_by_role('link', name='Metoder').is_visible()
    more.locator('summary').click()
    mode.locator('summary').click()
    assert not more.get_by_role('link', name='Metoder').is_visible()
    chosen = mode.locator('[aria-pressed=true]')
    assert chosen.all_inner_texts() == ['Enligt systemet']
    mode.get_by_role('button', name='Mörkt').click()
    assert mode.locator('[aria-pressed=true]').get_attribute('data-s3-mode') == 'dark'
    mode.hover()
    assert page.locator('.bd-header :is([role=tooltip], [title])').count() == 0


def test_the_frame_of_the_search_field_is_seen_on_all_sides(visit: Visit) -> None:
    page = visit(CASE)
    field = page.locator('.bd-header input[type=search]:visible')
    field.focus()
    reach = 'input => { const { outlineOffset } = getComputedStyle(input); return parseFloat(outlineOffset); }'
    assert cast('float', field.evaluate(reach)) <= -2


@pytest.mark.parametrize('name', ['Meny', 'På den här sidan'])
def test_a_menu_on_a_narrow_screen_begins_with_the_way_out(visit: Visit, name: str) -> None:
    page = visit(REGION, width=390)
    settle(page)
    button = page.get_by_role('button', name=name, exact=True)
    button.click()
    dialog = page.get_by_role('dialog', name=name, exact=True)
    if name == 'Meny':
        dialog.get_by_role('searchbox').fill('vatten')
    close = dialog.get_by_role('button').first
    assert close.inner_text() == 'Stäng'
    close.click()
    assert dialog.count() == 0
    assert button.evaluate('(element) => element === document.activeElement')


def test_letters_are_as_large_as_the_reader_has_set(browser: Browser, site: Site) -> None:
    large = browser.browser_type.launch(
        executable_path=find_browser(), args=[*FLAGS, '--blink-settings=defaultFontSize=32']
    )
    page = large.new_page(viewport={'width': 1440, 'height': 900})
    for path in (CASE, FRONT, CASES):
        page.goto(site.address(path))
        assert cast('float', page.evaluate(SIZE)) >= 32, path
        assert page.evaluate('() => document.documentElement.scrollWidth') == 1440, path
    large.close()
