"""The search of an edition in a further language: what is in the language of the site itself is marked as such."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.site.test_further_languages import build, make_site

from .conftest import Site, Visit, served
from .pages import HITS, SEARCH
from .test_search_card import CONF


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small site with an edition in English, of which some words are Swedish."""
    root = make_site(tmp_path_factory.mktemp('edition') / 'site')
    with (root / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(CONF)
    build(root)
    with served(root / '_build' / 'html') as site:
        yield site


def ask(visit: Visit, query: str, edition: str = 'en/') -> Page:
    """The search page of the *edition* with *query*, when its hits are there."""
    page = visit(f'{edition}{SEARCH}?q={query}')
    expect(page.locator('.s3-search-page .s3-finder')).to_have_attribute('data-s3-ready', '')
    return page


def test_what_is_swedish_in_a_text_is_marked(visit: Visit) -> None:
    page = ask(visit, 'kvarnar')
    excerpt = page.locator(f'{HITS}[data-doc="docs/regions/alfa"] .s3-hit-text')
    assert page.locator('html').get_attribute('lang') == 'en'
    expect(excerpt.locator('mark')).to_have_text(['kvarnar', 'kvarnar'])
    assert excerpt.locator('mark[lang=sv]').count() == 2
    assert 'Gamla ' in excerpt.locator('span[lang=sv]').all_text_contents()
    # what the edition itself says is not
    own = excerpt.evaluate(
        '(line) => [...line.childNodes].filter((node) => !node.lang).map((node) => node.data).join("")'
    )
    assert 'Strategy' in own
    assert 'Gamla' not in own


def test_what_is_swedish_on_a_card_is_marked(visit: Visit) -> None:
    page = ask(visit, 'alfa')
    card = page.locator('.s3-card')
    expect(card.locator('h2')).to_have_text('Alfa')
    assert {*card.locator('.s3-card-names [lang=sv]').all_text_contents()} == {'Alfa län', 'Region Alfa'}
    assert card.locator('[lang=en]').count() == 0


def test_what_is_english_in_the_site_itself_is_marked(visit: Visit) -> None:
    page = ask(visit, 'gathers', edition='')
    expect(page.locator(f'{HITS} mark')).to_have_attribute('lang', 'en')


def test_a_word_of_the_glossary_is_found_in_both_languages(visit: Visit) -> None:
    for query in ('shared view', 'samsyn'):
        card = ask(visit, query).locator('.s3-card')
        expect(card.locator('h2')).to_have_text('shared view')
        marked = card.locator('[lang=sv]').all_text_contents()
        assert marked == ['Att de som är med ser saken på samma sätt.', 'samsyn']
