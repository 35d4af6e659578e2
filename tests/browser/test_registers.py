"""Registers in the browser: regions beside each other, and the numbers of the ledger that lead to their results."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Visit
from .pages import COMPARE, LEDGER, NEWS

CHOSEN = '.s3-columns-chosen table'
#: two of different programmes, in the order of the page
TWO = ('Gävleborg', 'Gotland')


def column(tables: Locator, name: str) -> list[str]:
    """The cells below the head *name* in one of *tables*."""
    found: list[str] = tables.evaluate_all(
        """(tables, name) => tables.flatMap((table) => {
            const at = [...table.rows[0].cells].findIndex((cell) => cell.textContent.trim() === name);
            return at < 0 ? [] : [...table.rows].map((row) => row.cells[at].textContent.trim());
        })""",
        name,
    )
    return found


def heads(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(f'{CHOSEN} thead th').all_text_contents()]


@pytest.mark.parametrize('from_disk', [False, True])
def test_chosen_regions_stand_beside_each_other(visit: Visit, from_disk: bool) -> None:
    page = visit(COMPARE, from_disk=from_disk)
    whole = page.locator('.s3-columns > :not(.s3-columns-chosen) table')
    expect(page.locator(CHOSEN)).to_have_count(0)
    every = page.locator('.s3-count').first.text_content()
    expected = {name: column(whole, name) for name in ('Region', *TWO)}
    for value in ('gotland', 'gavleborg'):
        page.locator(f'.s3-finder-choices input[name=region][value={value}]').check()
    expect(whole.first).to_be_hidden()
    assert heads(page)[0] == 'Region' and sorted(heads(page)[1:]) == sorted(TWO)
    for name in TWO:
        assert column(page.locator(CHOSEN), name) == expected[name]
    assert column(page.locator(CHOSEN), 'Region') == expected['Region'][: len(expected[TWO[0]])]
    expect(page.locator('.s3-finder-bar .s3-count')).to_have_text(f'Visar 2 av {every}.')
    expect(page.locator('main').get_by_role('status')).to_have_text(f'Visar 2 av {every}.')
    assert 'region=gotland' in page.url and 'region=gavleborg' in page.url
    page.reload()
    expect(page.locator(CHOSEN)).to_be_visible()
    page.get_by_role('button', name='Rensa valen').press('Enter')
    expect(whole.first).to_be_visible()
    expect(page.locator(CHOSEN)).to_have_count(0)


@pytest.mark.parametrize('width', [390, 1440])
def test_two_regions_fit(visit: Visit, width: int) -> None:
    page = visit(f'{COMPARE}?region=gotland&region=gavleborg', width=width)
    expect(page.locator(CHOSEN)).to_be_visible()
    assert page.evaluate('document.documentElement.scrollWidth <= innerWidth')
    assert page.locator('.s3-columns-chosen').evaluate('box => box.scrollWidth <= box.clientWidth')


def test_all_regions_stand_there_without_script(visit: Visit) -> None:
    page = visit(COMPARE, script=False)
    assert page.locator('.s3-columns thead th:visible').count() > len(TWO)
    assert page.evaluate('document.documentElement.scrollWidth <= innerWidth')


@pytest.mark.parametrize('script', [True, False])
def test_a_number_of_the_ledger_leads_to_its_results(visit: Visit, script: bool) -> None:
    page = visit(LEDGER, script=script)
    number = page.locator('.s3-table-matrix td a').first
    many, address = number.text_content(), number.get_attribute('href')
    assert many and address
    number.click()
    rows = page.locator('ul.s3-records-catalogue > li')
    if script:
        expect(page.locator('.s3-finder-bar .s3-count')).to_have_text(re.compile(rf'^Visar {many} av \d+ resultat'))
        assert rows.locator('visible=true').count() == int(many)
    first = page.locator(f'[id="{address.rpartition("#")[2]}"]')
    expect(first).to_be_in_viewport()
    expect(first.locator('.s3-record-foot a').first).to_have_attribute('href', re.compile('^https?:'))


@pytest.mark.parametrize('from_disk', [False, True])
def test_news_since_another_day(visit: Visit, from_disk: bool) -> None:
    page = visit(NEWS, from_disk=from_disk, own=True)
    field, text = page.get_by_label('Nytt sedan'), page.get_by_label('Text att klistra in')
    data = page.locator('[data-s3-news]').evaluate('box => JSON.parse(box.dataset.s3News)')
    days = sorted({max(added, reviewed) for *_, added, reviewed in data['changes']})
    day = days[-1]
    field.fill(day)
    rows = page.locator('.s3-news-list .s3-record-title a')
    expected = {title for title, *_, added, reviewed in data['changes'] if max(added, reviewed) >= day}
    assert sorted(rows.all_text_contents()) == sorted(expected)
    assert f'since={day}' in page.url
    page.reload()
    assert field.input_value() == day
    assert sorted(rows.all_text_contents()) == sorted(expected)
    words = text.input_value()
    assert words.startswith('Nytt i handboken sedan den ')
    addresses = re.findall(r': (\S+\.html)$', words, re.M)
    assert addresses
    begins = ('docs/', 'cases/') if from_disk else ('http',)
    assert all(address.startswith(begins) for address in addresses)


@pytest.mark.parametrize('from_disk', [False, True])
def test_the_text_is_copied(visit: Visit, from_disk: bool) -> None:
    page = visit(NEWS, from_disk=from_disk, own=True)
    page.get_by_role('button', name='Kopiera texten').press('Enter')
    expect(page.locator('.s3-news-text').get_by_role('status')).to_have_text('Texten är kopierad.')


def test_the_text_stands_there_without_script(visit: Visit) -> None:
    page = visit(NEWS, script=False)
    assert page.get_by_label('Text att klistra in').input_value().startswith('Nytt i handboken sedan den ')
    expect(page.get_by_role('button', name='Kopiera texten')).to_be_hidden()
    expect(page.get_by_label('Nytt sedan')).to_be_hidden()
