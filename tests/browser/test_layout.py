"""The pages on narrow screens and enlarged: nothing sticks out, the text stays readable."""

from __future__ import annotations

from typing import cast

import pytest

from .conftest import WIDE, Visit
from .pages import KINDS, WORKSHOP, settle

#: what reaches beyond the window, unless it is hidden; a wide table scrolls in a box of its own (WCAG 1.4.10)
STICKING_OUT = """() => {
    const room = document.documentElement.clientWidth;
    return [...document.querySelectorAll('.bd-header *, main *, footer *')].filter((element) => {
        const box = element.getBoundingClientRect();
        if (element.parentElement.closest('.pst-scrollable-table-container')) return false;
        return box.width > 1 && (box.right > room + 1 || box.left < -1)
            && element.checkVisibility({visibilityProperty: true, opacityProperty: true});
    }).map((element) => element.outerHTML.slice(0, 120));
}"""

#: as a reader's own settings do it: not by an element of the page, which the policy would not heed
READERS_STYLE = """(text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
}"""

SMALLEST_TEXT = """() => Math.min(...[...document.querySelectorAll('article p, article li')]
    .filter((element) => element.checkVisibility())
    .map((element) => parseFloat(getComputedStyle(element).fontSize)))"""


@pytest.mark.parametrize('kind', KINDS)
def test_nothing_sticks_out(visit: Visit, kind: str) -> None:
    page = visit(KINDS[kind])
    settle(page)
    # the last is what a wide window shows at 200 %
    for width in (320, 390, WIDE // 2):
        page.set_viewport_size({'width': width, 'height': 900})
        assert page.evaluate(STICKING_OUT) == [], width
        assert page.evaluate('() => document.documentElement.scrollWidth') == width
        # 29 px on the screen when enlarged
        assert cast('float', page.evaluate(SMALLEST_TEXT)) >= 14.5, width
        boxes = page.locator('.pst-scrollable-table-container').evaluate_all(
            'boxes => boxes.map(box => [getComputedStyle(box).overflowX, box.clientWidth])'
        )
        assert all(overflow == 'auto' and room <= width for overflow, room in boxes)
    # WCAG 1.4.12: a reader's own spacing
    page.set_viewport_size({'width': 390, 'height': 900})
    page.evaluate(
        READERS_STYLE,
        '* { letter-spacing: .12em !important; line-height: 1.5 !important; word-spacing: .16em !important }'
        'p { margin-bottom: 2em !important }',
    )
    assert page.evaluate(STICKING_OUT) == []


def test_the_agenda_begins_where_the_text_does(visit: Visit) -> None:
    page = visit(WORKSHOP)
    settle(page)
    edges = page.evaluate("""() => ['article h1', '.s3-table-agenda']
        .map((name) => document.querySelector(name).getBoundingClientRect().left)""")
    assert edges[0] == pytest.approx(edges[1], abs=1)
