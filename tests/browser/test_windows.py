"""What tests of one window after another rely on: it keeps nothing of what was done in it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Site, Windows
from .pages import FRONT


@pytest.mark.parametrize('from_disk', [False, True])
def test_a_window_that_is_given_back_keeps_nothing(windows: Windows, site: Site, from_disk: bool) -> None:
    address = site.address(FRONT, from_disk=from_disk)
    window = windows.take(script=True, from_disk=from_disk)
    page = window.page
    page.goto(address)
    page.evaluate('() => [localStorage, sessionStorage].forEach((storage) => storage.setItem("a", "b"))')
    page.evaluate('() => { window.onpagehide = () => localStorage.setItem("last", "words"); }')
    page.emulate_media(media='print')
    with page.context.expect_page():
        page.evaluate('() => { open(location.href); }')
    windows.give_back(window, from_disk=from_disk)
    assert windows.take(script=True, from_disk=from_disk) is window
    assert page.context.pages == [page]
    page.goto(address)
    assert page.evaluate('() => [localStorage, sessionStorage].map((storage) => storage.getItem("a"))') == [None, None]
    assert page.evaluate('() => localStorage.getItem("last")') is None
    assert page.evaluate('() => matchMedia("screen").matches')
    expect(page.locator('h1')).to_be_visible()
    windows.give_back(window, from_disk=from_disk)
