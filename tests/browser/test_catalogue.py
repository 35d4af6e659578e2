"""The catalogue in the browser: choose among the cases; what is shown and counted is told by the headers alone."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from tests.library import LIBRARY

from .conftest import WIDE, Site, Visit
from .keys import tab_until
from .pages import CASES, settle
from .test_accessibility import Note, check
from .test_layout import STICKING_OUT

FACETS = ('theme', 'pilot', 'region', 'process', 'obstacle', 'stage', 'evidence')
NONE = 'Inget fall passar alla val. Ta bort något av dem.'
#: the title order of the list as the page has it without script
LIST = 'ul.s3-records-catalogue'
#: the smallest room for the script on the wire
MOST_BYTES = 15 * 1024

Choice = Mapping[str, Iterable[str]]


def _case(file: Path) -> dict[str, Any]:
    """Values by facet, and the first and last year, of the case in *file*."""
    header: dict[str, Any] = yaml.load(file.read_text('utf-8').split('---\n', 2)[1], yaml.BaseLoader)
    period = header['period']
    return {
        'theme': header['themes'],
        'pilot': header.get('pilots', []),
        'region': header['regions'],
        'process': header['process'],
        'obstacle': [met['obstacle'] for met in header.get('obstacles', [])],
        'stage': [header['stage']],
        'evidence': [result['evidence'] for result in header.get('results', [])],
        'from': int(period['from'][:4]) if 'from' in period else None,
        'to': int(period['to'][:4]) if 'to' in period else None,
    }


CASE_HEADERS = {file.stem: _case(file) for file in sorted((LIBRARY / 'cases').rglob('*.md'))}


def _in_period(case: dict[str, Any], first: int, last: int) -> bool:
    start, end = case['from'], case['to']
    if start is None and end is None:
        return False
    return (start if start is not None else end) <= last and (end if end is not None else 9999) >= first


def fitting(chosen: Choice, years: tuple[int, int] | None = None, skip: str = '') -> set[str]:
    """The cases with one of the values of each facet in *chosen*, but for the facet *skip*."""
    return {
        name
        for name, case in CASE_HEADERS.items()
        if all(set(values) & set(case[facet]) for facet, values in chosen.items() if facet != skip)
        and (years is None or _in_period(case, *years))
    }


def shown(page: Page) -> list[str]:
    """The ids of the cases that the page shows, in order."""
    found = page.locator(f'{LIST} > li:visible .s3-record-title a').evaluate_all(
        'links => links.map(link => link.getAttribute("href"))'
    )
    return [str(href).rpartition('/')[2].removesuffix('.html') for href in found]


def counts(page: Page) -> dict[tuple[str, str], int]:
    """The number beside each value."""
    found = page.locator('.s3-catalogue input[type=checkbox]').evaluate_all(
        "boxes => boxes.map(box => [box.name, box.value, box.closest('label').querySelector('.s3-catalogue-count')"
        '.textContent])'
    )
    return {(name, value): int(number.strip('()')) for name, value, number in found}


def agrees(page: Page, chosen: Choice, years: tuple[int, int] | None = None) -> None:
    """The list, the status and every count are what the headers say of *chosen*."""
    expected = fitting(chosen, years)
    words = f'Visar {len(expected)} av {len(CASE_HEADERS)} fall.' if expected else NONE
    expect(status(page)).to_have_text(words)
    found = shown(page)
    assert set(found) == expected and len(found) == len(expected)
    numbers = counts(page)
    for (facet, value), number in numbers.items():
        left = fitting(chosen, years, skip=facet)
        assert number == sum(value in CASE_HEADERS[name][facet] for name in left), (facet, value)
    # every value that a case has can be chosen
    assert set(numbers) == {
        (facet, value) for case in CASE_HEADERS.values() for facet in FACETS for value in case[facet]
    }


def status(page: Page) -> Locator:
    return page.locator('main').get_by_role('status')


def box(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f'.s3-catalogue input[name={facet}][value="{value}"]')


def choose(page: Page, facet: str, value: str) -> None:
    """Open the facet if it is closed, and click on the value."""
    details = page.locator(f'.s3-catalogue details[data-facet={facet}]')
    if details.get_attribute('open') is None:
        details.locator('summary').click()
    box(page, facet, value).click()


def query(page: Page) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(page.url).query)


def common(facet: str, among: Iterable[str] = CASE_HEADERS) -> list[str]:
    """The values of *facet*, those of most cases first."""
    numbers: dict[str, int] = {}
    for name in among:
        for value in set(CASE_HEADERS[name][facet]):
            numbers[value] = numbers.get(value, 0) + 1
    return sorted(numbers, key=lambda value: (-numbers[value], value))


THEME, OTHER_THEME = common('theme')[:2]
STAGE = common('stage', fitting({'theme': [THEME]}))[0]


@pytest.mark.parametrize('from_disk', [False, True])
def test_choices_widen_within_a_facet_and_narrow_between(visit: Visit, from_disk: bool) -> None:
    page = visit(CASES, from_disk=from_disk)
    agrees(page, {})
    choose(page, 'theme', THEME)
    agrees(page, {'theme': [THEME]})
    choose(page, 'theme', OTHER_THEME)
    agrees(page, {'theme': [THEME, OTHER_THEME]})
    assert fitting({'theme': [THEME]}) < fitting({'theme': [THEME, OTHER_THEME]})
    choose(page, 'stage', STAGE)
    chosen = {'theme': [THEME, OTHER_THEME], 'stage': [STAGE]}
    agrees(page, chosen)
    assert fitting(chosen) < fitting({'theme': [THEME, OTHER_THEME]})
    choose(page, 'theme', OTHER_THEME)
    agrees(page, {'theme': [THEME], 'stage': [STAGE]})


@pytest.mark.parametrize('facet', FACETS)
def test_every_facet_works_alone_and_with_another(visit: Visit, facet: str) -> None:
    value = common(facet)[0]
    page = visit(CASES)
    choose(page, facet, value)
    agrees(page, {facet: [value]})
    other = 'theme' if facet != 'theme' else 'region'
    second = common(other, fitting({facet: [value]}))[0]
    choose(page, other, second)
    agrees(page, {facet: [value], other: [second]})


def test_choices_that_nothing_fits_say_so(visit: Visit) -> None:
    theme, region = next(
        (theme, region)
        for theme in common('theme')
        for region in common('region')
        if not fitting({'theme': [theme], 'region': [region]})
    )
    page = visit(f'{CASES}?{urlencode({"theme": theme, "region": region})}')
    agrees(page, {'theme': [theme], 'region': [region]})
    expect(status(page)).to_have_text(NONE)
    choose(page, 'region', region)
    agrees(page, {'theme': [theme]})


@pytest.mark.parametrize(('first', 'last'), [('2015', ''), ('', '2014'), ('2016', '2018'), ('1900', '1901')])
def test_period_keeps_what_was_going_on_then(visit: Visit, first: str, last: str) -> None:
    page = visit(CASES)
    page.get_by_text('Period', exact=True).click()
    page.get_by_label('Från år').fill(first)
    page.get_by_label('Till år').fill(last)
    years = int(first or 0), int(last or 9999)
    agrees(page, {}, years)
    assert query(page) == [(name, year) for name, year in (('from', first), ('to', last)) if year]
    choose(page, 'theme', THEME)
    agrees(page, {'theme': [THEME]}, years)


def test_half_a_year_is_no_year(visit: Visit) -> None:
    page = visit(CASES)
    page.get_by_text('Period', exact=True).click()
    page.get_by_label('Från år').fill('202')
    agrees(page, {})
    assert query(page) == []


def test_order_by_title_or_beginning(visit: Visit) -> None:
    page = visit(CASES)
    titles = shown(page)
    choose(page, 'theme', THEME)
    few = shown(page)
    assert few == [name for name in titles if name in set(few)]
    select = page.get_by_label('Sortera efter')
    starts = [cast('int | None', CASE_HEADERS[name]['from']) for name in few]
    place = {name: number for number, name in enumerate(titles)}
    for words, value, sign in (('Senast påbörjat först', 'newest', -1), ('Tidigast påbörjat först', 'oldest', 1)):
        select.select_option(label=words)
        expected = sorted(
            few,
            key=lambda name: (
                CASE_HEADERS[name]['from'] is None,
                sign * (CASE_HEADERS[name]['from'] or 0),
                place[name],
            ),
        )
        assert shown(page) == expected
        assert ('sort', value) in query(page)
    assert len(set(starts)) > 1
    select.select_option(label='Rubrik')
    assert shown(page) == few
    assert query(page) == [('theme', THEME)]


def test_address_reproduces_the_view(visit: Visit) -> None:
    page = visit(CASES)
    choose(page, 'theme', THEME)
    choose(page, 'theme', OTHER_THEME)
    choose(page, 'stage', STAGE)
    page.get_by_text('Period', exact=True).click()
    page.get_by_label('Från år').fill('2010')
    page.get_by_label('Sortera efter').select_option('newest')
    chosen = {'theme': [THEME, OTHER_THEME], 'stage': [STAGE]}
    agrees(page, chosen, (2010, 9999))
    before = shown(page)
    address = urlsplit(page.url)
    page.reload()
    elsewhere = visit(f'{CASES}?{address.query}')
    for again in (page, elsewhere):
        agrees(again, chosen, (2010, 9999))
        assert shown(again) == before
        for facet, values in chosen.items():
            for value in values:
                expect(box(again, facet, value)).to_be_checked()
                # what is chosen is seen
                expect(box(again, facet, value)).to_be_visible()
        expect(again.get_by_label('Från år')).to_have_value('2010')
        expect(again.get_by_label('Sortera efter')).to_have_value('newest')
        assert again.locator('.s3-catalogue input:checked').count() == 3


def test_what_the_address_does_not_know_is_ignored(visit: Visit) -> None:
    strange = [
        ('theme', THEME), ('theme', 'finns-inte'), ('theme', '"><script>alert(1)</script>'), ('region', '__proto__'),
        ('okant', 'x'), ('from', '20x0'), ('to', '99999'), ('sort', 'constructor'), ('stage', ''),
    ]  # fmt: skip
    page = visit(f'{CASES}?{urlencode(strange)}')
    agrees(page, {'theme': [THEME]})
    assert page.locator('.s3-catalogue input:checked').count() == 1
    for name in ('Från år', 'Till år'):
        expect(page.get_by_label(name)).to_have_value('')
    expect(page.get_by_label('Sortera efter')).to_have_value('')
    choose(page, 'theme', OTHER_THEME)
    # the address is ours again, in the order of the list
    assert sorted(query(page)) == sorted([('theme', THEME), ('theme', OTHER_THEME)])


def test_back_from_a_case_finds_the_choices_again(visit: Visit) -> None:
    page = visit(CASES)
    choose(page, 'theme', THEME)
    address = page.url
    first = shown(page)[0]
    page.locator(f'{LIST} > li:visible a').first.click()
    page.wait_for_url(f'**/{first}.html')
    page.go_back()
    page.wait_for_url(address)
    agrees(page, {'theme': [THEME]})
    expect(box(page, 'theme', THEME)).to_be_checked()


def test_one_button_takes_all_choices_away(visit: Visit) -> None:
    page = visit(CASES)
    clear = page.get_by_role('button', name='Rensa alla val')
    expect(clear).to_be_hidden()
    choose(page, 'theme', THEME)
    page.get_by_text('Period', exact=True).click()
    page.get_by_label('Till år').fill('2020')
    page.get_by_label('Sortera efter').select_option('oldest')
    agrees(page, {'theme': [THEME]}, (0, 2020))
    clear.click()
    agrees(page, {})
    assert query(page) == []
    assert page.locator('.s3-catalogue input:checked').count() == 0
    expect(page.get_by_label('Till år')).to_have_value('')
    expect(page.get_by_label('Sortera efter')).to_have_value('')
    expect(clear).to_be_hidden()
    # the button is gone: the focus is where one can go on
    expect(page.locator('.s3-catalogue summary').first).to_be_focused()


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit(CASES)
    settle(page)
    tab_until(page, '.s3-catalogue details[data-facet=theme] > summary')
    page.keyboard.press('Enter')
    tab_until(page, f'.s3-catalogue input[value="{THEME}"]')
    page.keyboard.press('Space')
    agrees(page, {'theme': [THEME]})
    # the focus stays where it is while the list changes
    expect(box(page, 'theme', THEME)).to_be_focused()
    tab_until(page, '.s3-catalogue details:not([data-facet]) > summary')
    page.keyboard.press('Space')
    tab_until(page, '#s3-from')
    page.keyboard.type('2012')
    agrees(page, {'theme': [THEME]}, (2012, 9999))
    tab_until(page, '#s3-sort')
    page.keyboard.press('ArrowDown')
    expect(page.locator('#s3-sort')).to_have_value('newest')
    tab_until(page, '.s3-catalogue-clear')
    page.keyboard.press('Enter')
    agrees(page, {})
    # Enter in a field sends the form nowhere
    tab_until(page, '#s3-from')
    page.keyboard.type('2012')
    page.keyboard.press('Enter')
    agrees(page, {}, (2012, 9999))
    tab_until(page, f'{LIST} a')


def test_without_script_the_list_is_whole(visit: Visit) -> None:
    page = visit(CASES, script=False)
    assert page.locator('.s3-catalogue').count() == 0
    assert set(shown(page)) == set(CASE_HEADERS)
    expect(page.locator('.s3-count').first).to_have_text(f'{len(CASE_HEADERS)} fall')
    page.locator(f'{LIST} a').first.click()
    page.wait_for_url('**/cases/**')


def test_facets_and_their_values_have_names(visit: Visit) -> None:
    page = visit(CASES)
    form = page.get_by_role('form', name='Välj bland fallen')
    expect(form).to_be_visible()
    summaries = form.locator('summary').all_text_contents()
    assert summaries == ['Tema', 'Pilot', 'Region', 'Del av processen', 'Hinder', 'Läge', 'Belägg', 'Period']
    for summary in form.locator('summary').all():
        summary.click()
    for name, facet in zip(summaries[:-1], FACETS, strict=True):
        group = form.locator(f'details[data-facet={facet}]').get_by_role('group', name=name, exact=True)
        expect(group.get_by_role('checkbox')).to_have_count(len(common(facet)))
    # a value reads as its page is called, with its number
    number = len(fitting({'theme': [THEME]}))
    title = re.search(r'^# (.+)$', (LIBRARY / 'docs' / 'themes' / f'{THEME}.md').read_text('utf-8'), re.M)
    assert title
    expect(form.get_by_role('checkbox', name=f'{title[1]} ({number})', exact=True)).to_be_visible()


@pytest.mark.parametrize('scheme', ['light', 'dark'])
@pytest.mark.parametrize('width', [WIDE, 390])
def test_open_facets_break_no_rule_and_stay_in_the_window(
    visit: Visit, record_property: Note, width: int, scheme: Literal['light', 'dark']
) -> None:
    page = visit(f'{CASES}?theme={THEME}', width=width, scheme=scheme)
    settle(page)
    for details in page.locator('.s3-catalogue details').all():
        if details.get_attribute('open') is None:
            details.locator('summary').click()
    expect(page.locator('.s3-catalogue details[open]')).to_have_count(len(FACETS) + 1)
    check(page, record_property)
    assert page.evaluate(STICKING_OUT) == []
    assert page.evaluate('() => document.documentElement.scrollWidth') == width
    # WCAG 2.5.8: room for a finger
    controls = page.locator('.s3-catalogue :is(summary, label:has(input[type=checkbox]), button, select)')
    heights = controls.evaluate_all('(all) => all.map((one) => [one.getBoundingClientRect().height, one.innerText])')
    assert len(heights) > len(FACETS)
    assert [(height, words) for height, words in heights if height < 24] == []


def test_script_is_small(site: Site) -> None:
    script = (site.folder / '_static' / 's3-catalogue.js').read_bytes()
    assert len(gzip.compress(script, mtime=0)) <= MOST_BYTES
    # and stands only where it is needed
    for path, count in ((CASES, 1), ('docs/themes/index.html', 0)):
        html = (site.folder / path).read_text('utf-8')
        assert html.count('s3-catalogue.js') == html.count('s3-catalogue-data.js') == count
