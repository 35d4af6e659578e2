"""The pages that the tests look at: one of each kind, by name."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

FRONT = 'index.html'
THEME = 'docs/themes/energi.html'
CASE = 'cases/gavleborg/gavleborg-mid-sweden-hydrogen-valley.html'
PILOT = 'docs/pilots/mid-sweden-hydrogen-valley.html'
REGION = 'docs/regions/gavleborg.html'
CHAPTER = 'docs/handbook/analys.html'
CASES = 'docs/cases/index.html'
MATRIX = 'docs/registers/tema-region.html'
LEDGER = 'docs/registers/belagg.html'
COMPARE = 'docs/registers/jamfor.html'
GRID = 'docs/registers/valda-omraden.html'
NEWS = 'docs/registers/nytt.html'
MAP = 'docs/registers/karta.html'
OBSTACLE = 'docs/obstacles/kritisk-massa.html'
WORKSHOP = 'docs/workshops/challenge-lab.html'
TEMPLATE = 'docs/templates/hinderkort.html'
TIMELINE = 'docs/registers/tidslinje.html'
SOURCES = 'docs/registers/kallor.html'
FORM = 'bidra/formular.html'
METHOD = 'docs/methods/funktionsanalys.html'
GLOSSARY = 'docs/glossary.html'
STATEMENT = 'docs/about/tillganglighet.html'
SEARCH = 'search.html'
#: the same with something asked for: the index is there, and all pages are shown
BROWSE = 'search.html?q='
RESULTS = 'search.html?q=v%C3%A4tgas'

KINDS = {
    'front': FRONT,
    'theme': THEME,
    'case': CASE,
    'pilot': PILOT,
    'region': REGION,
    'chapter': CHAPTER,
    'cases': CASES,
    'matrix': MATRIX,
    'map': MAP,
    'news': NEWS,
    'ledger': LEDGER,
    'compare': COMPARE,
    'grid': GRID,
    'obstacle': OBSTACLE,
    'workshop': WORKSHOP,
    'method': METHOD,
    'glossary': GLOSSARY,
    'statement': STATEMENT,
    'results': RESULTS,
}

#: what the status line says after a search
FOUND = re.compile(r'^(1 träff|\d+ träffar) på ”vätgas”$')
#: asks the open search page one query after another: for each what is said of it, and the docnames of the first hits
ANSWERS = """async (queries) => {
    const page = document.querySelector('.s3-search-page');
    const field = page.querySelector('input[type=search]');
    const found = [];
    for (const query of queries) {
        field.value = query;
        field.dispatchEvent(new Event('input'));
        while (page.dataset.s3Shown !== query.trim()) await new Promise((done) => setTimeout(done));
        const rows = [...page.querySelectorAll('.s3-hits > li')];
        found.push([page.querySelector('.s3-search-status').textContent, rows.map((row) => row.dataset.doc)]);
    }
    return found;
}"""
#: the hits, and what tells that each has its text
HITS = '.s3-hits > li'


def settle(page: Page) -> None:
    """Wait until *page* looks as it will: fonts in place; on the search page, every result with its text."""
    if f'/{RESULTS}' in page.url:
        expect(page.locator('.s3-search-status')).to_have_text(FOUND)
        expect(page.get_by_role('status')).to_have_text(FOUND)
        hits = page.locator(HITS)
        expect(hits.locator('.s3-hit-text')).to_have_count(hits.count())
    page.evaluate('() => document.fonts.ready.then(() => true)')


def follow(page: Page, target: str) -> None:
    """Click the first link in the text that leads to *target*, and see that one comes there."""
    page.locator('main').locator(f'a[href$="{target}"]').first.click()
    page.wait_for_url(f'**/{target}')
    expect(page.locator('h1')).to_be_visible()
