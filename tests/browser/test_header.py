"""The header stays at the top of the window and never covers what a link leads to or what has focus (WCAG 2.4.11)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from .conftest import Visit
from .pages import KINDS, settle

#: around the widths where the menu takes one, two or three lines
WIDTHS = (390, 961, 1000, 1010, 1024, 1100, 1200, 1240, 1280, 1300, 1310, 1440)

#: how far what *selector* finds reaches up behind the header, in pixels
COVERED = """(selector) => {
    const header = document.querySelector('.bd-header');
    const edge = getComputedStyle(header).position === 'sticky' ? header.getBoundingClientRect().bottom : 0;
    return edge - document.querySelector(selector).getBoundingClientRect().top;
}"""
PLACES = '() => [...document.querySelectorAll("article section[id] > :is(h2, h3)")].map((one) => one.parentElement.id)'
#: what has focus now, if the header covers any of it; '' if not
COVERED_FOCUS = """() => {
    const header = document.querySelector('.bd-header');
    const element = document.activeElement;
    if (getComputedStyle(header).position !== 'sticky') return '';
    if (element === document.body || !element.closest('main, .bd-main, .bd-sidebar-primary')) return '';
    const hidden = header.getBoundingClientRect().bottom - element.getBoundingClientRect().top;
    return hidden > 0.5 ? `${hidden} px of ${element.outerHTML.slice(0, 90)}` : '';
}"""
#: as a reader's own settings do it: not by an element of the page, which the policy would not heed
LARGE_LETTERS = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.bd-header * { font-size: 30px !important }');
    document.adoptedStyleSheets.push(sheet);
}"""


def rest(page: Page) -> None:
    """Wait until the style has the height that was measured."""
    settle(page)
    page.evaluate('() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')


def test_what_a_link_leads_to_stands_below_the_header(visit: Visit) -> None:
    page = visit(KINDS['case'], width=WIDTHS[0])
    for width in WIDTHS:
        page.set_viewport_size({'width': width, 'height': 900})
        rest(page)
        places = page.evaluate(PLACES)
        assert places
        for place in places[:4]:
            page.goto(f'{page.url.partition("#")[0]}#{place}')
            rest(page)
            assert page.evaluate(COVERED, f'#{place} > :is(h2, h3)') <= 0, (width, place)


def test_also_when_the_page_is_opened_there_and_letters_are_large(visit: Visit) -> None:
    page = visit(f'{KINDS["chapter"]}#nowhere', width=1100)
    rest(page)
    page.evaluate(LARGE_LETTERS)
    rest(page)
    place = page.evaluate(PLACES)[1]
    page.goto(f'{page.url.partition("#")[0]}#{place}')
    rest(page)
    assert page.evaluate(COVERED, f'#{place} > :is(h2, h3)') <= 0


@pytest.mark.parametrize('script', [True, False])
def test_an_address_with_a_place_opens_at_it(visit: Visit, script: bool) -> None:
    place = visit(KINDS['case']).evaluate(PLACES)[1]
    page = visit(f'{KINDS["case"]}#{place}', width=1000, script=script)
    settle(page)
    assert page.evaluate(COVERED, f'#{place} > :is(h2, h3)') <= 0


@pytest.mark.parametrize('width', [390, 961, 1024, 1240])
@pytest.mark.parametrize('kind', ['case', 'chapter'])
def test_focus_is_never_behind_the_header(visit: Visit, kind: str, width: int) -> None:
    page = visit(KINDS[kind], width=width)
    rest(page)
    page.evaluate('() => scrollTo(0, document.body.scrollHeight)')
    page.locator('footer a').last.focus()
    for _ in range(page.locator('main a, main button').count() + 5):
        page.keyboard.press('Shift+Tab')
        assert page.evaluate(COVERED_FOCUS) == ''


def test_a_long_name_leaves_the_search_and_the_menus_their_room(visit: Visit) -> None:
    page = visit(KINDS['chapter'], width=390)
    page.evaluate("() => { document.querySelector('.bd-header .logo__title').textContent = 'The S3 Handbook'; }")
    for width in (390, 360, 320):
        page.set_viewport_size({'width': width, 'height': 900})
        rest(page)
        name, search = (
            page.evaluate('(selector) => document.querySelector(selector).getBoundingClientRect().toJSON()', selector)
            for selector in ('.bd-header .logo__title', '.bd-header .navbar-persistent--mobile button')
        )
        assert name['right'] + 8 <= search['left'], width
        assert page.evaluate('document.documentElement.scrollWidth') <= width
