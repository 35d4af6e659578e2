"""The search of a large library: its index in pieces answers as one in one file does, and loads what it needs."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from bench.search import answers, load
from s3ext.core.search.packing import packed_words
from s3ext.handbook.language import SWEDISH, read_words
from tests.site.sitekit import search_index, unpacked_words

from .conftest import Site, Visit
from .pages import ANSWERS, BROWSE, SEARCH

STATUS = '.s3-search-status'
PIECES = '**/s3-search/lists/*.js*'


def loaded(page: Page) -> list[int]:
    """The pieces of the index that *page* has loaded."""
    urls = page.evaluate('() => [...document.scripts].map((script) => script.src)')
    return sorted(int(found[1]) for url in urls if (found := re.search(r'/s3-search/lists/(\d+)\.js', url)))


def test_the_same_answers_in_pieces_as_in_one_file(visit: Visit, whole: Site, in_pieces: Site) -> None:
    assert 'parts' not in search_index(whole.folder) and not (whole.folder / 's3-search' / 'lists').exists()
    parts = search_index(in_pieces.folder)['parts']
    assert parts.keys() == {'lists', 'records', 'order', 'sentences'}
    assert min(len(parts['lists']), len(parts['records'])) > 5
    queries = [query.text.strip() for query in load()]
    wanted = visit(BROWSE, of=whole).evaluate(ANSWERS, queries)
    assert len(wanted) > 120 and sum(len(hits) == 10 for _, hits in wanted) > 60
    for from_disk in (False, True):
        assert visit(BROWSE, of=in_pieces, from_disk=from_disk).evaluate(ANSWERS, queries) == wanted


def test_the_browser_reads_the_words_that_are_packed(visit: Visit) -> None:
    odd = ['2021', '2021a', 'a' * 40, 'a' * 41, 'får', 'fär', 'ß', 'ærø', '𐐨bc', '𐐨bd', '𐐩bd']
    leads = sorted({*odd, *(first + ending for first in sorted(read_words()[0])[::20] for ending in ('', 'en'))})
    stems = [SWEDISH.key(lead) for lead in leads[:-1]] + ['𐐩be']
    packed = packed_words(zip(leads, stems, strict=True))
    assert unpacked_words(packed) == leads
    read = visit(BROWSE).evaluate('(words) => new S3.Vocabulary({ words, stop: [] })', packed)
    assert (read['leads'], read['stems']) == (leads, stems)


def test_pieces_come_when_a_query_needs_them(visit: Visit, in_pieces: Site) -> None:
    page = visit(BROWSE, of=in_pieces)
    expect(page.locator(STATUS)).to_contain_text('sidor i bokstavsordning')
    assert loaded(page) == []
    answers(page, '2021')
    few = loaded(page)
    assert few and len(few) < len(search_index(in_pieces.folder)['parts']['lists'])
    answers(page, 'vatgas')
    more = loaded(page)
    assert set(few) < set(more) and len(more) == len(set(more))


def test_a_later_keystroke_wins_over_pieces_that_are_late(visit: Visit, in_pieces: Site) -> None:
    """The pieces of the first query come after the second has been typed: nothing of the first is ever shown."""
    page = visit(BROWSE, of=in_pieces, own=True)
    expect(page.locator(STATUS)).to_contain_text('sidor i bokstavsordning')
    held: list[Route] = []
    late = True
    page.route(PIECES, lambda route: held.append(route) if late else route.continue_())
    field = page.get_by_role('searchbox')
    field.fill('vätgas')
    page.wait_for_function('() => [...document.scripts].some((script) => script.src.includes("/lists/"))')
    page.evaluate(
        """() => {
            window.statuses = [];
            const status = document.querySelector('.s3-search-status');
            new MutationObserver(() => statuses.push(status.textContent)).observe(status, { childList: true });
        }"""
    )
    field.fill('fardplan')
    page.wait_for_timeout(100)
    expect(page.locator(STATUS)).to_contain_text('sidor i bokstavsordning')
    late = False
    assert held
    for route in held:
        route.continue_()
    expect(page.locator(STATUS)).to_contain_text('”fardplan”')
    page.wait_for_timeout(100)
    assert [text for text in page.evaluate('() => statuses') if 'fardplan' not in text] == []


def test_texts_of_hits_do_not_come_in_the_way_of_what_is_typed_next(visit: Visit, in_pieces: Site) -> None:
    """While the pieces of a second query are on their way, nothing is loaded for the rows of the first."""
    needed = []
    for query in ('vätgas', 'fardplan'):
        page = visit(BROWSE, of=in_pieces, own=True)
        answers(page, query)
        needed.append({*loaded(page)})
    later = needed[1] - needed[0]
    page = visit(BROWSE, of=in_pieces, own=True)
    expect(page.locator('.s3-hit-text')).to_have_count(10)
    texts = '() => [...document.scripts].filter((script) => script.src.includes("/s3-search/pages/")).length'
    before = page.evaluate(texts)
    held: list[Route] = []

    def hold(route: Route) -> None:
        number = int(route.request.url.partition('/lists/')[2].partition('.js')[0])
        held.append(route) if number in later else route.continue_()

    page.route(PIECES, hold)
    page.evaluate(
        """async () => {
            const place = document.querySelector('.s3-search-page');
            const field = place.querySelector('input[type=search]');
            const type = (text) => {
                field.value = text;
                field.dispatchEvent(new Event('input'));
            };
            const first = new Promise((done) => {
                const watch = new MutationObserver(() => place.dataset.s3Shown === 'vätgas' && done());
                watch.observe(place, { attributeFilter: ['data-s3-shown'] });
            });
            type('vätgas');
            await first;
            type('fardplan');
        }"""
    )
    page.wait_for_timeout(400)
    assert held and page.evaluate(texts) == before
    for route in held:
        route.continue_()
    expect(page.locator(STATUS)).to_contain_text('”fardplan”')


@pytest.mark.parametrize('body', ['', 'S3.searchPart("lists",0,"gammal","");'])
@pytest.mark.parametrize('kind', ['lists', 'records'])
def test_a_piece_that_cannot_be_read_is_reported(visit: Visit, in_pieces: Site, kind: str, body: str) -> None:
    # not the search page: it would read the piece, and a browser asks for nothing that it has read a moment ago
    page = visit('index.html', of=in_pieces, own=True)
    text = body.replace('lists', kind)
    page.route(f'**/s3-search/{kind}/0.js*', lambda route: route.fulfill(content_type='text/javascript', body=text))
    page.goto(in_pieces.address(BROWSE))
    # a word of all pieces, and the title of a page whose row lies in the first part
    answers(page, '2021' if kind == 'lists' else search_index(in_pieces.folder)['pages'][0]['title'])
    expect(page.locator('.s3-search-notes')).to_contain_text('En del av sökregistret gick inte att läsa in')
    # the rest is still searched
    page.goto(f'{in_pieces.url}/{SEARCH}?q={quote("vätgas 2021")}')
    expect(page.locator(STATUS)).to_contain_text('träffar på ”vätgas 2021”')
    # but for rows that lie in the piece itself
    expect(page.locator('.s3-hits > li').nth(4)).to_be_visible()
