"""The handbook by keyboard alone."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import expect

from .conftest import Visit
from .keys import frame, tab_until
from .pages import FRONT, REGION, THEME, settle


@pytest.mark.parametrize('path', [FRONT, THEME])
@pytest.mark.parametrize('width', [1440, 390])
def test_the_first_stop_skips_to_the_content(visit: Visit, path: str, width: int) -> None:
    page = visit(path, width=width)
    settle(page)
    page.keyboard.press('Tab')
    skip = page.get_by_role('link', name='Hoppa till innehållet')
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    assert frame(page) >= 2
    page.keyboard.press('Enter')
    expect(page).to_have_url(re.compile('#main-content$'))
    page.keyboard.press('Tab')
    assert page.evaluate('() => document.activeElement.closest("main") !== null')


def test_every_stop_on_the_front_page_is_seen(visit: Visit) -> None:
    page = visit(FRONT)
    settle(page)
    tab_until(page, '.s3-ways a[href$="search.html"]')
    tab_until(page, 'article li a')


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_every_stop_in_the_header_and_the_text_is_seen(visit: Visit, scheme: Literal['light', 'dark']) -> None:
    page = visit(THEME, scheme=scheme)
    settle(page)
    tab_until(page, '.bd-header .s3-menu a')
    tab_until(page, '.bd-header .s3-search input')
    tab_until(page, '.bd-header .s3-search button')
    tab_until(page, '.bd-header .s3-mode summary')
    tab_until(page, '.s3-breadcrumbs a')
    tab_until(page, 'article a.reference')
    expect(page.locator('article a.reference').first).to_be_focused()


def test_search_by_keyboard(visit: Visit) -> None:
    page = visit(FRONT)
    settle(page)
    tab_until(page, '.bd-header .s3-search input')
    page.keyboard.type('vätgas')
    page.keyboard.press('Enter')
    page.wait_for_url('**/search.html?q=v%C3%A4tgas')
    settle(page)
    expect(page.get_by_role('searchbox')).to_be_focused()
    tab_until(page, '.s3-hits a')


def test_the_theme_switcher(visit: Visit) -> None:
    page = visit(REGION)
    settle(page)
    html = page.locator('html')
    expect(html).to_have_attribute('data-theme', 'light')
    tab_until(page, '.bd-header .s3-mode summary')
    page.keyboard.press('Enter')
    tab_until(page, '.bd-header [data-s3-mode="dark"]')
    page.keyboard.press('Enter')
    expect(html).to_have_attribute('data-theme', 'dark')
    expect(page.locator('body')).to_have_css('background-color', 'rgb(16, 25, 27)')
    # the choice stays on the next page
    page.goto(page.url.replace(REGION, FRONT))
    expect(html).to_have_attribute('data-theme', 'dark')


def test_the_menu_on_a_narrow_screen(visit: Visit) -> None:
    page = visit(REGION, width=390)
    settle(page)
    tab_until(page, '.primary-toggle')
    page.keyboard.press('Enter')
    menu = page.get_by_role('dialog', name='Meny')
    expect(menu).to_be_visible()
    tab_until(page, 'dialog .s3-menu a')
    page.keyboard.press('Escape')
    expect(menu).to_be_hidden()
    expect(page.locator('.primary-toggle')).to_be_focused()
