"""Nothing moves while a page is loaded: what is read stays where it was, also when the scripts come late.

What Chromium calls a layout shift, without those that follow what a reader does (https://wicg.github.io/layout-instability/).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import WIDE, Visit
from .pages import BROWSE, CASES, SEARCH, settle

FORM = 'bidra/formular.html'
#: so much is good: a third of the window may move by a seventh of its height
MOST = 0.05
#: milliseconds by which scripts and data are late, so that the page is seen before they run
LATE = 300
SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
            const of = entry.sources.map(({ node }) => `${node?.outerHTML ?? node}`.slice(0, 90));
            if (!entry.hadRecentInput) window.shifts.push([entry.value, of]);
        }
    }).observe({ type: "layout-shift", buffered: true });
}"""


def catalogue(page: Page) -> None:
    expect(page.locator('[data-s3-finder][data-s3-ready]')).to_be_attached()


def form(page: Page) -> None:
    expect(page.locator('#s3-form h2').first).to_be_visible()


PAGES: dict[str, Callable[[Page], None]] = {
    CASES: catalogue,
    f'{CASES}?theme=energi&stage=running': catalogue,
    'docs/obstacles/index.html': catalogue,
    f'{SEARCH}?q=v%C3%A4tgas': settle,
    SEARCH: lambda page: expect(page.locator('.s3-registers')).to_be_visible(),
    BROWSE: lambda page: expect(page.locator('.s3-hit-text')).to_have_count(10),
    FORM: form,
    f'{FORM}?themes=energi': form,
}


@pytest.mark.parametrize('width', [WIDE, 390])
@pytest.mark.parametrize('address', PAGES)
def test_nothing_moves_while_a_page_is_loaded(visit: Visit, address: str, width: int) -> None:
    page = visit('docs/about/index.html', width=width, own=True)
    page.add_init_script(f'({SHIFTS})()')

    def late(route: Route) -> None:
        page.wait_for_timeout(LATE)
        route.continue_()

    # what a typeface moves that comes late depends on those of the machine, and is no matter of these pages
    page.route('**/*.woff2*', lambda route: route.abort('aborted'))
    page.route('**/s3-*-all.js*', late)
    page.goto(page.url.replace('docs/about/index.html', address))
    PAGES[address](page)
    page.wait_for_timeout(LATE)
    shifts = page.evaluate('() => window.shifts')
    assert sum(value for value, *_ in shifts) <= MOST, shifts
