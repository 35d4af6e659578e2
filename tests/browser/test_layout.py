"""The pages on narrow screens and enlarged: nothing sticks out, the text stays readable."""

from __future__ import annotations

from typing import Literal, cast

import pytest
from playwright.sync_api import expect

from .conftest import WIDE, Visit
from .pages import CASE, GLOSSARY, KINDS, MAP, MATRIX, STATEMENT, WORKSHOP, settle

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


#: the lines that the words of the title take
LINES = """() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('article h1').firstChild);
    return new Set([...range.getClientRects()].map((box) => box.top)).size;
}"""


@pytest.mark.parametrize('width', [320, 390])
def test_a_long_word_stays_whole_in_a_title(visit: Visit, width: int) -> None:
    """Twenty-six letters, in a browser that does not know where Swedish words divide; no line is for the sign alone."""
    page = visit(STATEMENT)
    page.set_viewport_size({'width': width, 'height': 900})
    title = page.locator('article h1')
    assert ' ' not in (title.evaluate('title => title.firstChild.data') or '')
    assert page.evaluate(LINES) == 1
    assert title.evaluate('title => title.clientHeight < 2 * parseFloat(getComputedStyle(title).fontSize)')
    # the levels can still be told apart, and the title grows with the reader's own text
    sizes = [
        page.locator(name).first.evaluate('part => parseFloat(getComputedStyle(part).fontSize)')
        for name in ('article h1', 'article h2', 'article h3', 'article p')
    ]
    assert sizes == sorted(sizes, reverse=True)
    page.evaluate(READERS_STYLE, 'html { font-size: 200% !important }')
    assert title.evaluate('part => parseFloat(getComputedStyle(part).fontSize)') > 1.5 * sizes[0]


@pytest.mark.parametrize('width', [1280, 1440])
def test_every_column_of_a_wide_matrix_is_seen_at_once(visit: Visit, width: int) -> None:
    page = visit(MATRIX)
    page.set_viewport_size({'width': width, 'height': 900})
    box = page.locator('.pst-scrollable-table-container').first
    assert box.locator('thead th').count() > 12
    assert box.evaluate('box => box.scrollWidth - box.clientWidth') == 0


def test_a_scale_stays_one_in_forced_colours(visit: Visit) -> None:
    """Else a legend shows the same box for all its steps."""
    page = visit(MAP)
    page.emulate_media(forced_colors='active')
    fills = page.locator('.s3-drawing [class^="s3-d-area"]').evaluate_all(
        """areas => Object.entries(Object.fromEntries(
            areas.map((area) => [area.classList[0], getComputedStyle(area).fill])))"""
    )
    assert len(fills) > 2
    assert len({fill for _, fill in fills}) == len(fills)


CHOICES = 'docs/registers/valda-omraden.html'


def test_every_region_of_the_choices_is_seen_without_scrolling(visit: Visit) -> None:
    page = visit(CHOICES)
    page.set_viewport_size({'width': 1280, 'height': 900})
    settle(page)
    table = page.locator('.s3-table-signs')
    assert table.evaluate(
        'table => [table.scrollWidth - table.clientWidth, table.parentElement.scrollWidth'
        ' - table.parentElement.clientWidth]'
    ) == [0, 0]
    heads = page.locator('.s3-table-signs thead th')
    assert heads.count() > 2
    edges = heads.evaluate_all('heads => heads.map(head => head.getBoundingClientRect().right)')
    assert max(edges) <= 1280


#: puts HTML at the end of a page's text; gives the boxes of the elements with a selector, as [width, height]
BOXES = """([html, selector]) => {
    const text = document.querySelector('article section');
    text.append(document.createRange().createContextualFragment(html));
    return [...text.querySelectorAll(selector)].map((element) => {
        const box = element.getBoundingClientRect();
        return [box.width, box.height];
    });
}"""
UNKNOWN = """<p class="line">{words}</p>
<div class="admonition-x admonition s3-unknown"><p class="admonition-title">Frågor</p>
<ul><li>Vad det kostade.</li></ul></div>"""
ICON = """(place) => getComputedStyle(document.querySelector('.s3-unknown > .admonition-title'), place).content"""
FORM = """<div class="s3-template"><table class="s3-form-table table">
<thead><tr><th>Nr</th><th>Ja?</th><th>Vad?</th></tr></thead>
<tbody><tr><td><p></p></td><td><p></p></td><td><p>Det</p></td></tr></tbody></table></div>"""


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_what_is_not_known_is_a_quiet_box_as_wide_as_the_text(visit: Visit, scheme: Literal['light', 'dark']) -> None:
    page = visit(CASE, scheme=scheme)
    settle(page)
    html = UNKNOWN.format(words='Många ord. ' * 40)
    (line, _), (box, _) = page.evaluate(BOXES, [html, '.line, .admonition-x'])
    assert box == pytest.approx(line, abs=1)
    assert [page.evaluate(ICON, place) for place in ('::before', '::after')] == ['none', 'none']


def test_a_form_has_room_to_write(visit: Visit) -> None:
    page = visit(CASE)
    settle(page)
    size = cast(
        'float', page.evaluate('() => parseFloat(getComputedStyle(document.querySelector("article p")).fontSize)')
    )
    empty, also_empty, _ = page.evaluate(BOXES, [FORM, '.s3-form-table td'])
    assert min(empty[1], also_empty[1]) >= 2.2 * size
    page.set_viewport_size({'width': 390, 'height': 900})
    assert min(page.evaluate(BOXES, ['', '.s3-form-table td'])[0]) >= 2.2 * size


@pytest.mark.parametrize('width', [390, WIDE])
def test_letters_lead_to_the_words_below_them_by_keyboard_too(visit: Visit, width: int) -> None:
    page = visit(GLOSSARY, width=width)
    settle(page)
    links = page.get_by_role('navigation', name='Hoppa till en bokstav').get_by_role('link')
    sizes = links.evaluate_all(
        'links => links.map((link) => link.getBoundingClientRect()).map((b) => [b.width, b.height])'
    )
    assert all(min(size) >= 24 for size in sizes)  # WCAG 2.5.8
    links.last.focus()
    page.keyboard.press('Enter')
    heading = page.locator('h2.s3-letter').last
    expect(heading).to_be_in_viewport()
    assert heading.inner_text() == links.last.inner_text()
    # the header does not cover it
    edges = page.evaluate("""() => [document.querySelector('.bd-header').getBoundingClientRect().bottom,
        [...document.querySelectorAll('h2.s3-letter')].at(-1).getBoundingClientRect().top]""")
    assert edges[0] <= edges[1]
