"""On paper everything is black on white, whatever the screen shows."""

from __future__ import annotations

import io
import unicodedata
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from s3ext.handbook.names import NAMES

from .conftest import Visit
from .pages import KINDS, WORKSHOP, settle

PAGES = {
    **KINDS,
    'sheet': f'{WORKSHOP}#{NAMES.participants_sheet}',
    'form': 'bidra/formular.html',
    'code': 'docs/contribute/exempel.html',
}
#: every colour of every element that is shown, when no heading is the one that the reader has come to
COLOURS = """() => {
    document.querySelectorAll('.active, [aria-current="true"]').forEach((element) => {
        element.classList.remove('active');
        element.removeAttribute('aria-current');
    });
    document.getAnimations().forEach((animation) => animation.finish());
    const names = ['color', 'backgroundColor', 'borderTopColor', 'borderLeftColor', 'filter', 'fill', 'stroke',
        'textDecorationColor', 'accentColor', 'opacity'];
    const look = (element, part) => {
        const style = getComputedStyle(element, part);
        return names.map((name) => style[name]).join(' ');
    };
    const named = (element) => [element.localName, ...element.classList].join('.');
    return [...document.querySelectorAll('body, body *')].filter((element) => element.checkVisibility())
        .map((element) => `${named(element)}: ${look(element)} ${look(element, '::before')}`);
}"""
TEXT = """() => [getComputedStyle(document.querySelector('article p')).color,
    getComputedStyle(document.body).backgroundColor]"""


#: the letters and digits of each text that is shown
TEXTS = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const letters = walker.currentNode.data.replace(/[^\\p{L}\\p{N}]/gu, '');
        const holder = walker.currentNode.parentElement;
        const size = parseFloat(getComputedStyle(holder).fontSize);
        if (letters && size > 1 && holder.checkVisibility({visibilityProperty: true})) found.push(letters);
    }
    return found;
}"""

#: what reaches out of the sheet, and what one would have to scroll
CUT = """() => [...document.querySelectorAll('article *')].filter((element) => element.checkVisibility()
        && element.getBoundingClientRect().width > 1)
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
        || (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible'))
    .map((element) => element.outerHTML.slice(0, 120))"""


def opened(visit: Visit, path: str, scheme: Literal['light', 'dark']) -> Page:
    """The page *path*, on a screen of that *scheme*."""
    page = visit(path, scheme=scheme)
    settle(page)
    expect(page.locator('html')).to_have_attribute('data-theme', scheme)
    return page


@pytest.mark.parametrize('name', PAGES)
def test_paper_has_the_same_colours_from_a_dark_screen(visit: Visit, name: str) -> None:
    found = {}
    page = opened(visit, PAGES[name], 'light')
    for scheme in ('light', 'dark'):
        page.emulate_media(media='screen', color_scheme=scheme)
        expect(page.locator('html')).to_have_attribute('data-theme', scheme)
        page.emulate_media(media='print')
        found[scheme] = page.evaluate(COLOURS)
    assert found['light']
    assert found['dark'] == found['light']


@pytest.mark.parametrize('name', ['case', 'sheet'])
def test_a_real_print_is_the_same_and_black_on_white(visit: Visit, name: str) -> None:
    printed = []
    for scheme in ('light', 'dark'):
        page = opened(visit, PAGES[name], scheme)
        reader = PdfReader(io.BytesIO(page.pdf(format='A4')))
        printed.append([content.get_data() for sheet in reader.pages if (content := sheet.get_contents()) is not None])
        page.emulate_media(media='print', color_scheme=scheme)
        assert page.evaluate(TEXT) == ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']
    assert printed[0]
    assert printed[0] == printed[1]


@pytest.mark.parametrize(
    'name', ['front', 'case', 'region', 'workshop', 'sheet', 'matrix', 'glossary', 'results', 'code']
)
def test_a_real_print_has_all_of_the_text(visit: Visit, name: str) -> None:
    page = opened(visit, PAGES[name], 'light')
    printed = ''.join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format='A4'))).pages)
    letters = ''.join(letter for letter in unicodedata.normalize('NFKC', printed) if letter.isalnum())
    page.emulate_media(media='print')
    texts = page.evaluate(TEXTS)
    assert texts
    assert [text for text in texts if text not in letters] == []


@pytest.mark.parametrize('name', ['matrix', 'code', 'workshop'])
def test_nothing_is_wider_than_the_sheet(visit: Visit, name: str) -> None:
    page = opened(visit, PAGES[name], 'light')
    page.emulate_media(media='print')
    # A4 with the margins that browsers set, in pixels
    page.set_viewport_size({'width': 718, 'height': 1046})
    assert page.evaluate(CUT) == []
