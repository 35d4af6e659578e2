"""By keyboard: where the focus is, and whether one sees it."""

from __future__ import annotations

from typing import cast

import pytest
from playwright.sync_api import Page

FRAME = """() => {
    const focused = document.activeElement;
    const style = getComputedStyle(focused);
    const box = focused.getBoundingClientRect();
    if (style.outlineStyle === 'none' || box.width * box.height === 0) return 0;
    const reach = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
    for (let around = focused.parentElement; around !== document.body; around = around.parentElement) {
        const cut = around.getBoundingClientRect();
        const outside = box.left - reach < cut.left || box.top - reach < cut.top;
        if (outside && getComputedStyle(around).overflow === 'hidden') return 0;
    }
    return parseFloat(style.outlineWidth);
}"""


def frame(page: Page) -> float:
    """The width of the frame around what has the focus; none if it takes no room, or the frame is cut off."""
    return cast('float', page.evaluate(FRAME))


def tab_until(page: Page, selector: str) -> None:
    """Press Tab until the focus is on *selector*; on its way every element shows that it has the focus."""
    for _ in range(40):
        page.keyboard.press('Tab')
        where = page.evaluate('() => document.activeElement.outerHTML.slice(0, 120)')
        assert frame(page) >= 2, where
        if page.evaluate('(selector) => document.activeElement.matches(selector)', selector):
            return
    pytest.fail(f'Tab does not reach {selector}')
