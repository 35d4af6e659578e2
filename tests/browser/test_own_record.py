"""A region chosen as one's own: kept in the browser, never sent; lists put what is like it first and say why."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.library import LIBRARY

from .conftest import Site, Visit

ROOT = Path(__file__).parents[2]
#: more than the script may take on the wire
MOST_BYTES = 3 * 1024
OWN = 'gotland'
CHOOSE = 'Välj din region'


def _header(file: Path) -> dict[str, Any]:
    header: dict[str, Any] = yaml.load(file.read_text('utf-8').split('---\n', 2)[1], yaml.CBaseLoader)
    return header


CASES = {file.stem: _header(file) for file in sorted((LIBRARY / 'cases').rglob('*.md'))}
#: an obstacle that cases of the region and others have met
OBSTACLE = next(
    met['obstacle'] for case in CASES.values() if OWN in case['regions'] for met in case.get('obstacles', [])
)


def _rows(page: Page) -> list[list[tuple[str, str]]]:
    """Each list: the id of each row and why it stands where it does."""
    script = """lists => lists.map(list => [...list.children].map(row => [
        row.querySelector('a').href.split('/').pop().replace('.html', ''),
        row.querySelector('.s3-own-reason')?.textContent ?? '']))"""
    return [[(name, why) for name, why in rows] for rows in page.locator('ul.s3-records').evaluate_all(script)]


def _choose(page: Page) -> None:
    page.get_by_role('button', name=CHOOSE).click()
    page.get_by_label(CHOOSE).select_option(OWN)


@pytest.mark.parametrize('from_disk', [False, True])
def test_lists_put_what_is_like_ours_first(from_disk: bool, visit: Visit) -> None:
    page = visit(f'docs/obstacles/{OBSTACLE}.html', from_disk=from_disk)
    before = _rows(page)
    assert not any(why for rows in before for _, why in rows)
    _choose(page)
    expect(page.locator('.s3-own')).to_contain_text('Din region: Gotland')
    ours = {name for name, case in CASES.items() if OWN in case['regions']}
    after = _rows(page)
    assert [sorted(name for name, _ in rows) for rows in after] == [sorted(name for name, _ in rows) for rows in before]
    for rows in after:
        ranks = [0 if name in ours else 1 if why else 2 for name, why in rows if name in CASES]
        assert ranks == sorted(ranks)
        assert {name for name, why in rows if why == 'Från Gotland, din region'} == ours & {name for name, _ in rows}
        assert all(why.startswith(('Från Gotland', 'Liknar din region. ')) for _, why in rows if why)
    assert any(why for rows in after for _, why in rows)
    # the choice is there on the next page, and leads to the region
    page.goto(page.url)
    expect(page.locator('.s3-own-reason').first).to_be_visible()
    assert _rows(page) == after
    page.get_by_role('button', name='Glöm').click()
    expect(page.get_by_role('button', name=CHOOSE)).to_be_visible()
    assert _rows(page) == before
    assert page.evaluate("localStorage.getItem('s3-own')") is None


def test_a_list_to_choose_from_puts_what_is_like_ours_first(visit: Visit) -> None:
    page = visit('docs/cases/index.html?theme=energi', own=True)
    sort = page.get_by_label('Sortera efter')
    before, titles = _rows(page), sort.locator('option').all_inner_texts()
    _choose(page)
    expect(page.locator('.s3-own-reason').first).to_be_attached()
    [after] = _rows(page)
    ranks = [0 if OWN in CASES[name]['regions'] else 1 if why else 2 for name, why in after]
    assert ranks == sorted(ranks) and {0, 1} <= set(ranks)
    assert all(why for (_, why), rank in zip(after, ranks, strict=True) if rank < 2)
    expect(sort.locator('option:checked')).to_have_text('Liknar din region först')
    # what is chosen beside it stays, and another order is that order
    shown = page.locator('ul.s3-records > li:visible')
    assert 0 < shown.count() < len(after)
    sort.select_option('newest')
    assert [name for name, _ in _rows(page)[0]] != [name for name, _ in after]
    sort.select_option('')
    assert _rows(page) == [after]
    page.get_by_role('button', name='Glöm').click()
    expect(sort.locator('option:checked')).to_have_text(titles[0])
    assert _rows(page) == before


def test_the_choice_leads_to_the_region_and_is_never_sent(visit: Visit, site: Site) -> None:
    page = visit('index.html')
    sent: list[str] = []
    page.on('request', lambda request: sent.append(request.url + (request.post_data or '')))
    _choose(page)
    page.locator('.s3-own').get_by_role('link', name='Gotland').click()
    page.wait_for_url(f'**/docs/regions/{OWN}.html')
    expect(page.get_by_role('button', name='Byt')).to_be_visible()
    assert [url for url in sent if OWN in url and not url.endswith(f'docs/regions/{OWN}.html')] == []
    # of another region's page nothing is sorted anew
    assert page.locator('.s3-own-reason').count() == 0


def test_a_region_can_be_chosen_on_its_page(visit: Visit) -> None:
    page = visit(f'docs/regions/{OWN}.html')
    page.get_by_role('button', name='Gör den här till min region').click()
    expect(page.locator('.s3-own')).to_contain_text('Din region: Gotland')


def test_without_script_nothing_is_offered(visit: Visit) -> None:
    expect(visit('index.html', script=False).locator('.s3-own')).to_be_hidden()


def test_the_script_is_small_and_the_data_comes_with_a_choice(visit: Visit) -> None:
    script = (ROOT / 's3ext' / 'web' / 'static' / 's3-own.js').read_bytes()
    assert len(gzip.compress(script)) < MOST_BYTES
    page = visit('index.html')
    assert page.locator('script[src*="s3-own-data.js"]').count() == 0
    page.get_by_role('button', name=CHOOSE).click()
    expect(page.locator('script[src*="s3-own-data.js"]')).to_have_count(1)
