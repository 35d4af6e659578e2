"""What a page answers stands on the first screen, and its facts are beside the text or folded, never lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Browser, Page

from .pages import CASE

#: where the answer begins: the rows under the summary, or else the first words of the text, which follow the facts
ANSWER = """() => {
    const text = document.querySelector('.s3-facts-box + *');
    const first = document.querySelector('.s3-answer dd :is(p, li)')
        || (text?.tagName === 'SECTION' ? text.querySelector(':scope > :not(h2, span)') : text);
    return first ? first.getBoundingClientRect().top : Infinity;
}"""
BOX = '.bd-article details.s3-facts-box'
#: by the width and height of a window how far down the answer may begin
LIMITS = {(1440, 900): 500, (390, 844): 700}


@pytest.fixture(params=LIMITS, ids=lambda size: str(size[0]))
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, int]]:
    """A page as large as a window, and the limit there."""
    width, height = request.param
    page = browser.new_page(viewport={'width': width, 'height': height})
    yield page, LIMITS[request.param]
    page.close()


def test_every_record_answers_on_the_first_screen(window: tuple[Page, int], handbook: Path) -> None:
    """From disk and all of them: the pages with a fact sheet."""
    page, limit = window
    files = [file for folder in ('docs', 'cases') for file in sorted((handbook / folder).rglob('*.html'))]
    records = [file for file in files if 's3-facts-box"' in file.read_text('utf-8')]
    assert len({file.parent for file in records}) > 1
    late = {}
    for file in records:
        page.goto(file.as_uri(), wait_until='load')
        top = cast('float', page.evaluate(ANSWER))
        if top > limit:
            late[file.relative_to(handbook).as_posix()] = top
    assert late == {}


def test_facts_are_beside_the_text_or_folded(browser: Browser, handbook: Path) -> None:
    page = browser.new_page(viewport={'width': 1440, 'height': 900})
    page.goto((handbook / CASE).as_uri())
    facts, text = page.locator(f'{BOX} dl'), page.locator('.bd-article > .s3-page > section').first.locator('p').first
    beside, read = facts.bounding_box(), text.bounding_box()
    assert beside is not None and read is not None
    assert beside['x'] >= read['x'] + read['width']
    assert page.locator(f'{BOX} > summary').is_hidden()
    page.set_viewport_size({'width': 390, 'height': 844})
    assert facts.is_hidden()
    page.locator(f'{BOX} > summary').click()
    assert facts.is_visible()
    page.locator(f'{BOX} > summary').click()
    page.emulate_media(media='print')
    assert facts.is_visible()
    page.close()
