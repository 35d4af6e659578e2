"""The search page of a small library: what stands above the hits, what is left out of them, and where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest
from playwright.sync_api import Page, Route, expect

from tests.site.sitekit import build_clean, case_text, copy_mini, page_files
from tools.find_browser import HELP_FIREFOX, find_firefox

from .conftest import STICK, Site, Visit, served
from .firefox import run_firefox
from .pages import HITS, SEARCH
from .test_accessibility import report, violations

CARD, NOTES, STATUS = '.s3-card', '.s3-search-notes', '.s3-search-status'
HOSTILE = '<img src=x onerror=alert(1)> och hav'
CONF = """
html_theme = 'pydata_sphinx_theme'
html_theme_options = {
    'navbar_start': [], 'navbar_center': [], 'navbar_end': [], 'navbar_persistent': [], 'primary_sidebar_end': [],
    'secondary_sidebar_items': [], 'article_header_start': [], 'article_footer_items': [], 'footer_start': [],
    'footer_end': [], 'show_prev_next': False, 'disable_search': True, 'back_to_top_button': False,
}
html_sidebars = {'**': []}
"""
THEME = """---
summary: Temat handlar om hav och finns bara till för testerna av handboken.
label_en: Sea
reviewed_on: 2026-01-01
aliases: {{sv: [ocean, samsyn], en: [], short: []}}
---

# {title}

## Vad ryms här?

Det som är av vatten, och kritisk massa.
"""
HELP = """# Bidra

Skriv om hamnar. Så fyller du i blanketten.
"""


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small library with a theme of a hostile name, a page of help, and many cases that say little of a thing."""
    root = copy_mini(tmp_path_factory.mktemp('card') / STICK)
    with (root / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(CONF)
    (root / 'docs' / 'themes' / 'hav.md').write_text(THEME.format(title=HOSTILE.replace('<', '\\<')), 'utf-8')
    (root / 'docs' / 'contribute').mkdir()
    (root / 'docs' / 'contribute' / 'index.md').write_text(HELP, 'utf-8')
    passing = 'Så här var det. ' * 40
    for number in range(4):
        text = case_text(f'Hamnen {number}', body='Hamnar och hamnar: i hamnen.')
        (root / 'cases' / 'alfa' / f'hamn-{number}.md').write_text(text, 'utf-8')
        text = case_text(f'Om annat {number}', regions='orsa', body=f'{passing} I en hamn. {passing}')
        (root / 'cases' / 'orsa' / f'annat-{number}.md').write_text(text, 'utf-8')
    with served(build_clean(root).out) as site:
        yield site


def ask(visit: Visit, query: str, *, width: int = 1440, from_disk: bool = False, own: bool = False) -> Page:
    """The search page with *query*, ``q=…`` and what is chosen, when its hits are there."""
    page = visit(f'{SEARCH}?{query}', width=width, from_disk=from_disk, own=own)
    expect(page.locator('.s3-search-page .s3-finder')).to_have_attribute('data-s3-ready', '')
    return page


def found(page: Page) -> int:
    """How many hits the page says there are."""
    return int(page.locator(STATUS).inner_text().split()[0])


def hits(page: Page) -> list[str]:
    """The docnames of the hits shown."""
    docs: list[str] = page.locator(HITS).evaluate_all('(rows) => rows.map((row) => row.dataset.doc)')
    return docs


def leads(page: Page, site: Site, scope: str) -> list[str]:
    """Where the links in *scope* lead; each page, and each place on it, must be there."""
    found: list[str] = page.locator(f'{scope} a').evaluate_all('(links) => links.map((link) => link.href)')
    for address in found:
        path, _, anchor = urljoin(page.url, address).partition('#')
        file = site.folder / path.partition('?')[0].removeprefix(f'{site.url}/')
        assert not anchor or f'id="{anchor}"' in file.read_text('utf-8'), address
    return [address.removeprefix(f'{site.url}/') for address in found]


# -- the card -------------------------------------------------------------------------------------


@pytest.mark.parametrize('from_disk', [False, True])
def test_a_name_has_a_card_above_the_hits(visit: Visit, site: Site, *, from_disk: bool) -> None:
    page = ask(visit, f'q={quote("vad är kritisk massa?")}', from_disk=from_disk)
    card = page.get_by_role('region', name='kritisk massa')
    expect(card).to_have_count(1)
    expect(card.get_by_role('heading', level=2)).to_have_text('kritisk massa')
    expect(card).to_contain_text('Ord i ordlistan')
    expect(card).to_contain_text('Tillräckligt många för att något ska få fäste.')
    expect(card).to_contain_text('Kallas också: critical mass, KM')
    # whoever has it read out hears it in its own language
    expect(card.locator('.s3-card-names [lang]')).to_have_text(['critical mass'])
    assert card.locator('.s3-card-names [lang=en]').count() == 1
    assert page.locator(f'.s3-hits {CARD}').count() == 0
    assert found(page) == len(hits(page))
    card.get_by_role('link', name='samsyn').click()
    expect(page.locator('dt:target')).to_be_in_viewport()


def test_things_of_one_name_share_a_card(visit: Visit, site: Site) -> None:
    """The page comes first; its title is text, whatever it looks like."""
    page = ask(visit, 'q=samsyn')
    card = page.locator(CARD)
    expect(card.locator('h2')).to_have_text(HOSTILE)
    expect(card.locator('h3')).to_have_text('samsyn')
    # the name that was asked for first
    expect(card).to_contain_text('Kallas också: samsyn, Sea, ocean')
    assert page.locator(f'{CARD} img').count() == 0
    assert leads(page, site, CARD) == [
        'docs/themes/hav.html',
        'docs/themes/hav.html#vad-ryms-har',
        'docs/glossary.html#term-samsyn',
    ]


def test_a_card_leads_to_what_belongs_to_its_thing(visit: Visit, site: Site) -> None:
    page = ask(visit, 'q=Vatten')
    card = page.locator(CARD)
    expect(card.locator('h2')).to_have_text('Vatten')
    many = int(card.get_by_role('link', name=re.compile(r'^\d+ fall$')).inner_text().split()[0])
    [address] = [
        address for address in leads(page, site, CARD) if address.endswith('docs/cases/index.html?theme=vatten')
    ]
    page.goto(f'{site.url}/{address}')
    expect(page.locator('.s3-count').first).to_have_text(
        f'Visar {many} av {len(page_files(site.folder / "cases"))} fall.'
    )


def test_a_name_spelt_nearly_has_its_card_and_it_is_said(visit: Visit) -> None:
    page = ask(visit, f'q={quote("kritisk maxsa")}')
    expect(page.locator(f'{CARD} h2')).to_have_text('kritisk massa')
    expect(page.locator(NOTES)).to_have_text('Ordet ”maxsa” finns inte i handboken. Visar träffar på massa.')
    page.locator(f'{NOTES} a').click()
    expect(page.locator(STATUS)).to_contain_text('”massa”')
    page = ask(visit, f'q={quote("kritisk massa i hamnar")}')
    expect(page.locator(CARD)).to_have_count(0)


def test_hits_wait_for_a_card_but_not_for_ever(visit: Visit) -> None:
    """Nothing moves that is seen already: the card comes with its hits, or not at all."""
    page = ask(visit, 'q=hamn', own=True)
    held: list[Route] = []
    page.route('**/s3-search/cards/*', lambda route: held.append(route))
    before = hits(page)
    page.get_by_role('searchbox').fill('samsyn')
    expect(page.locator('.s3-search-page')).to_have_attribute('data-s3-shown', 'hamn')
    assert hits(page) == before
    expect(page.locator(STATUS)).to_contain_text('”samsyn”')
    expect(page.locator(CARD)).to_have_count(0)
    for route in held:
        route.continue_()
    page.get_by_role('searchbox').fill('samsyn ')
    expect(page.locator(CARD)).to_be_visible()


def test_cards_in_firefox_from_the_disk(visit: Visit, site: Site, tmp_path: Path) -> None:
    ask(visit, 'q=hamn')
    firefox = find_firefox()
    if firefox is None:
        pytest.skip(HELP_FIREFOX)
    with run_firefox(firefox, tmp_path / 'profile') as window:
        window.open(f'{site.folder.as_uri()}/{SEARCH}?q=samsyn')
        title = window.ask(
            """(async () => {
                for (let turn = 0; turn < 200; turn += 1) {
                    const title = document.querySelector('.s3-card h2');
                    if (title) return title.textContent;
                    await new Promise((done) => setTimeout(done, 50));
                }
            })()"""
        )
        assert (title, window.faults) == (HOSTILE, [])


# -- what is left out, and said -------------------------------------------------------------------


def test_help_is_left_out_until_it_is_wanted(visit: Visit) -> None:
    page = ask(visit, 'q=hamn')
    without = found(page)
    assert 'docs/contribute/index' not in hits(page)
    page.get_by_label('Ta med hjälpsidor om handboken (1)').check()
    expect(page.locator(STATUS)).to_contain_text(f'{without + 1} träffar')
    assert 'help=1' in page.url
    page.reload()
    expect(page.locator(STATUS)).to_contain_text(f'{without + 1} träffar')
    expect(page.get_by_label('Ta med hjälpsidor')).to_be_checked()


def test_help_is_shown_where_there_is_nothing_else(visit: Visit) -> None:
    page = ask(visit, 'q=blanketten')
    assert hits(page) == ['docs/contribute/index']
    expect(page.locator(NOTES)).to_contain_text('hjälpsidor om handboken')
    expect(page.get_by_label('Ta med hjälpsidor')).to_be_hidden()


def test_the_tail_is_shown_when_it_is_wanted(visit: Visit) -> None:
    """Hits that the score hardly speaks for come behind a button; what is counted is what is shown."""
    page = ask(visit, 'q=hamn')
    few = found(page)
    assert len(hits(page)) == few
    button = page.locator('.s3-search-hits').get_by_role('button', name=re.compile(r'^Visa alla \d+ träffar$'))
    every = int(button.inner_text().split()[2])
    assert every > few
    case = page.locator('details[data-facet="type"] label', has_text='Fall').locator('.s3-finder-many')
    assert int(case.inner_text().strip('()')) <= few
    button.click()
    expect(page.locator(STATUS)).to_contain_text(f'{every} träffar')
    expect(page.locator(f'{HITS} a').nth(few)).to_be_focused()
    expect(button).to_be_hidden()
    assert 'all=1' in page.url
    page.reload()
    expect(page.locator(STATUS)).to_contain_text(f'{every} träffar')
    page.get_by_role('searchbox').fill('hamnen')
    expect(page.locator(STATUS)).to_contain_text('”hamnen”')
    page.wait_for_function('() => !location.search.includes("all=1")')


def test_a_choice_that_only_the_tail_fits_is_no_dead_end(visit: Visit) -> None:
    page = ask(visit, 'q=hamn&region=orsa')
    assert found(page) == 4
    assert {doc.rpartition('/')[2] for doc in hits(page)} == {f'annat-{number}' for number in range(4)}
    assert 'all=1' in page.url


def test_who_asks_who_is_told_who_comes_first(visit: Visit) -> None:
    page = ask(visit, f'q={quote("vilka arbetar med vatten")}')
    expect(page.locator(NOTES)).to_contain_text('regioner, piloter och partnerskap')
    assert hits(page)[0].startswith(('docs/regions/', 'docs/pilots/'))


def test_an_empty_answer_leads_on(visit: Visit, site: Site) -> None:
    page = ask(visit, 'q=xyzzy')
    assert leads(page, site, NOTES) == [f'{SEARCH}?q=xyzzy#s3-registers', 'docs/contribute/index.html']
    page.locator(NOTES).get_by_role('link', name='bläddra i registren').click()
    expect(page.locator('#s3-registers')).to_be_in_viewport()
    assert leads(page, site, '#s3-registers')
    expect(page.locator(STATUS)).to_have_text('Inga träffar på ”xyzzy”')


# -- for everybody --------------------------------------------------------------------------------


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_axe_finds_nothing(visit: Visit, scheme: str) -> None:
    page = ask(visit, 'q=samsyn', width=390)
    page.emulate_media(color_scheme='dark' if scheme == 'dark' else 'light')
    expect(page.locator(CARD)).to_be_visible()
    found = violations(page)
    assert not found, report(found)


def test_a_card_is_narrow_and_prints(visit: Visit) -> None:
    page = ask(visit, 'q=samsyn', width=320)
    assert page.evaluate('() => document.documentElement.scrollWidth') <= 320
    for link in page.locator(f'{CARD} a').all():
        box = link.locator('..').bounding_box()
        assert box and box['height'] >= 24
    page.emulate_media(media='print')
    expect(page.locator(CARD)).to_be_visible()
