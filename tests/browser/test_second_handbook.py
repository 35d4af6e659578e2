"""The second handbook in a real browser: its search knows Norwegian, its form asks for its own fields."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.klimakit import foreign, words

from .conftest import Site, Visit, served
from .pages import settle

HITS = '.s3-hits > li'


@pytest.fixture(scope='module')
def site(klima_built: Path) -> Iterator[Site]:
    """The second handbook on a server of its own, in the place of the first."""
    with served(klima_built / '_build' / 'html') as site:
        yield site


def hits(visit: Visit, query: str) -> list[str]:
    """The titles that the search page shows for *query*, best first."""
    page = visit(f'search.html?q={quote(query)}')
    settle(page)
    expect(page.locator(HITS).first).to_be_visible()
    return [link.inner_text() for link in page.locator(f'{HITS} a').all()]


@pytest.mark.parametrize(
    ('query', 'title'),
    [
        ('bekkene', 'Bekken i Fjordvik kom opp av røret'),  # the text has bekken, bekk
        ('flommens', 'Flom'),
        ('brønner', 'Felles varsel om tørke'),  # the text has brønnene
        ('torken', 'Tørke'),  # without the letter that a keyboard lacks
        ('veilederens kartlegging', 'Kartlegge farene'),
        ('oversvømmelser', 'Flom'),  # another name, in another form
    ],
)
def test_an_inflected_word_finds_its_page(visit: Visit, query: str, title: str) -> None:
    assert title in hits(visit, query)[:3]


def test_titles_are_in_the_order_of_the_alphabet(visit: Visit) -> None:
    page = visit('search.html?type=kommune')
    settle(page)
    expect(page.locator(f'{HITS} a')).to_have_text(['Fjordvik', 'Ærland', 'Øyvær', 'Åsmark'])


def test_the_search_page_speaks_norwegian(visit: Visit) -> None:
    page = visit('search.html?q=vann')
    settle(page)
    assert foreign(words(page.locator('body').inner_text())) == set()


def test_the_form_speaks_norwegian(visit: Visit) -> None:
    page = visit('bidra/skjema.html')
    expect(page.get_by_role('group', name='Kommuner')).to_be_visible()
    assert 'undefined' not in page.locator('body').inner_text()
    assert foreign(words(page.locator('body').inner_text())) == set()


def test_the_catalogue_chooses(visit: Visit) -> None:
    page = visit('tiltak/index.html')
    rows = page.locator('.s3-finder .s3-record-title')
    expect(rows.first).to_be_visible()
    assert foreign(words(page.locator('body').inner_text())) == set()
