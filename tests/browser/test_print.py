"""On paper everything is black on white, whatever the screen shows."""

from __future__ import annotations

import io
import os
import re
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from s3ext.handbook.names import NAMES
from tools.find_browser import HELP_FIREFOX, find_firefox

from .conftest import Site, Visit
from .firefox import run_firefox
from .pages import FORM, KINDS, RESULTS, SOURCES, TEMPLATE, TIMELINE, WORKSHOP, settle

PAGES = {
    **KINDS,
    'sheet': f'{WORKSHOP}#{NAMES.participants_sheet}',
    'form': FORM,
    'template': TEMPLATE,
    'timeline': TIMELINE,
    'sources': SOURCES,
    'deselected': 'docs/registers/valja-bort.html',
    'code': 'docs/contribute/exempel.html',
}
#: those that Firefox prints too, which takes seconds for each; with ``S3_PRINTS`` all but the search, which nobody
#: waits for there
FIREFOX = {
    name: path
    for name, path in PAGES.items()
    if name in {'case', 'sheet', 'matrix', 'template', 'timeline'} or (os.environ.get('S3_PRINTS') and path != RESULTS)
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


#: what has no place on paper: what leads around, asks, or is pressed
SCREEN_ALONE = """nav, form, button, select, input, .headerlink, .d-print-none, .pst-js-only, .s3-finder-head,
    .s3-finder-note, .s3-finder-choices, .s3-registers, .s3-own"""
#: each text of the screen that belongs on paper, also where it is folded, and each address that it leads to
TEXTS = """(alone) => {
    const found = [];
    for (const box of document.querySelectorAll('article details:not([open])')) box.open = box.s3 = true;
    const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const holder = walker.currentNode.parentElement;
        const size = parseFloat(getComputedStyle(holder).fontSize);
        const seen = holder.checkVisibility({visibilityProperty: true}) && size > 1;
        const heard = holder.closest('.s3-heard, .visually-hidden, svg');
        if (seen && !heard && !holder.closest(alone)) found.push(walker.currentNode.data);
    }
    for (const link of document.querySelectorAll('article a.external[href^="http"]')) {
        if (link.checkVisibility() && !link.closest(alone)) found.push(link.getAttribute('href'));
    }
    for (const box of document.querySelectorAll('article details')) if (box.s3) box.open = false;
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


def letters(text: str) -> str:
    """The letters and digits of *text*: a print breaks words and lines elsewhere, and joins letters."""
    return ''.join(letter for letter in unicodedata.normalize('NFKC', text) if letter.isalnum())


def printed_text(pdf: bytes) -> str:
    """The text of the sheets of *pdf*."""
    return ''.join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages)


def lost(texts: list[str], pdf: bytes) -> list[str]:
    """Those of *texts*, what a screen shows, that its print *pdf* lacks; facts beside a text may stand amid it."""
    printed = letters(printed_text(pdf))
    apart = [text for text in texts if letters(text) not in printed]
    return [text for text in apart if any(letters(word) not in printed for word in re.split(r'[\s/]', text))]


def test_every_kind_of_page_is_printed_with_all_its_words(visit: Visit, site: Site) -> None:
    """From a narrow screen, on which more is folded."""
    page = visit(PAGES['front'], width=390)
    missing = {}
    for name, path in PAGES.items():
        page.goto('about:blank')  # a place on the page that is shown would open no page
        page.goto(site.address(path))
        settle(page)
        texts = page.evaluate(TEXTS, SCREEN_ALONE)
        assert texts, name
        missing[name] = lost(texts, page.pdf(format='A4'))
    assert {name: texts for name, texts in missing.items() if texts} == {}


def test_firefox_prints_every_word_and_the_sheet_alone(site: Site, tmp_path: Path) -> None:
    firefox = find_firefox()
    if firefox is None:
        pytest.skip(HELP_FIREFOX)
    missing = {}
    with run_firefox(firefox, tmp_path / 'profile') as window:
        for name, path in FIREFOX.items():
            window.open('about:blank')
            window.open(site.address(path))
            pdf = window.print()
            texts = window.ask(f'({TEXTS})({SCREEN_ALONE!r})')
            assert texts, name
            missing[name] = lost(texts, pdf)
            if name == 'sheet':
                assert letters('Stöd till dig som leder') not in letters(printed_text(pdf))
    assert {name: texts for name, texts in missing.items() if texts} == {}


@pytest.mark.parametrize('name', ['matrix', 'ledger', 'grid', 'compare', 'code', 'workshop'])
def test_nothing_is_wider_than_the_sheet(visit: Visit, name: str) -> None:
    page = opened(visit, PAGES[name], 'light')
    page.emulate_media(media='print')
    # A4 with the margins that browsers set, in pixels; the grid lies down
    width, height = (1046, 718) if name == 'grid' else (718, 1046)
    page.set_viewport_size({'width': width, 'height': height})
    assert page.evaluate(CUT) == []
