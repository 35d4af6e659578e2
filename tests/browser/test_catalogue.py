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
from .pages import CASES, MATRIX, settle
from .test_accessibility import Note, check
from .test_layout import STICKING_OUT

FACETS = ('theme', 'pilot', 'region', 'process', 'obstacle', 'stage', 'evidence')
NONE = 'Inget passar alla val. Ta bort något av dem.'
#: the title order of the list as the page has it without script
LIST = 'ul.s3-records-catalogue'
#: the smallest room for the script on the wire
MOST_BYTES = 15 * 1024

Choice = Mapping[str, Iterable[str]]


def _case(file: Path) -> dict[str, Any]:
    """Values by facet, and the first and last year, of the case in *file*."""
    header: dict[str, Any] = yaml.load(file.read_text('utf-8').split('---\n', 2)[1], yaml.CBaseLoader)
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
    found = page.locator('.s3-finder-choices input[type=checkbox]').evaluate_all(
        "boxes => boxes.map(box => [box.name, box.value, box.closest('label').querySelector('.s3-finder-many')"
        '.textContent])'
    )
    return {(name, value): int(number.strip('()')) for name, value, number in found}


def agrees(page: Page, chosen: Choice, years: tuple[int, int] | None = None) -> None:
    """The list, the status and every count are what the headers say of *chosen*."""
    expected = fitting(chosen, years)
    every = f'{len(CASE_HEADERS)} fall'
    words = f'Visar {len(expected)} av {every}.' if expected else NONE
    expect(page.locator('.s3-finder-bar .s3-count')).to_have_text(words if any(chosen.values()) or years else every)
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
    return page.locator(f'.s3-finder-choices input[name={facet}][value="{value}"]')


def choose(page: Page, facet: str, value: str) -> None:
    """Open the facet if it is closed, all of it if need be, and click on the value."""
    details = page.locator(f'.s3-finder-choices details[data-facet={facet}]')
    if details.get_attribute('open') is None:
        details.locator('summary').click()
    if box(page, facet, value).is_hidden():
        details.get_by_role('button', name=re.compile('^Visa alla')).click()
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
    page.get_by_role('textbox', name='Från år').fill(first)
    page.get_by_role('textbox', name='Till år').fill(last)
    years = int(first or 0), int(last or 9999)
    agrees(page, {}, years)
    assert query(page) == [(name, year) for name, year in (('from', first), ('to', last)) if year]
    if not any(_in_period(case, *years) for case in CASE_HEADERS.values()):
        return  # nothing is left to choose
    choose(page, 'theme', THEME)
    agrees(page, {'theme': [THEME]}, years)


def test_half_a_year_is_no_year(visit: Visit) -> None:
    page = visit(CASES)
    page.get_by_text('Period', exact=True).click()
    page.get_by_role('textbox', name='Från år').fill('202')
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
    page.get_by_role('textbox', name='Från år').fill('2010')
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
        expect(again.get_by_role('textbox', name='Från år')).to_have_value('2010')
        expect(again.get_by_label('Sortera efter')).to_have_value('newest')
        assert again.locator('.s3-finder-choices input:checked').count() == 3


def test_what_the_address_does_not_know_is_ignored(visit: Visit) -> None:
    strange = [
        ('theme', THEME), ('theme', 'finns-inte'), ('theme', '"><script>alert(1)</script>'), ('region', '__proto__'),
        ('okant', 'x'), ('from', '20x0'), ('to', '99999'), ('sort', 'constructor'), ('stage', ''),
    ]  # fmt: skip
    page = visit(f'{CASES}?{urlencode(strange)}')
    agrees(page, {'theme': [THEME]})
    assert page.locator('.s3-finder-choices input:checked').count() == 1
    for name in ('Från år', 'Till år'):
        expect(page.get_by_role('textbox', name=name, include_hidden=True)).to_have_value('')
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
    clear = page.get_by_role('button', name='Rensa valen')
    expect(clear).to_be_hidden()
    choose(page, 'theme', THEME)
    page.get_by_text('Period', exact=True).click()
    page.get_by_role('textbox', name='Till år').fill('2020')
    page.get_by_label('Sortera efter').select_option('oldest')
    agrees(page, {'theme': [THEME]}, (0, 2020))
    clear.click()
    agrees(page, {})
    # the order is no choice among the cases
    assert query(page) == [('sort', 'oldest')]
    assert page.locator('.s3-finder-choices input:checked').count() == 0
    expect(page.get_by_role('textbox', name='Till år')).to_have_value('')
    expect(clear).to_be_hidden()
    # the button is gone: the focus is where one can go on
    expect(page.locator('.s3-finder-choices summary').first).to_be_focused()


def test_each_choice_has_a_chip_that_takes_it_away(visit: Visit) -> None:
    page = visit(f'{CASES}?theme={THEME}&theme={OTHER_THEME}&stage={STAGE}')
    chips = page.locator('.s3-finder-chips button')
    expect(chips).to_have_count(3)
    chip = page.get_by_role('button', name=re.compile('^Ta bort valet Tema: ')).first
    assert chip.inner_text() in (chip.get_attribute('aria-label') or '')
    chip.click()
    expect(chips).to_have_count(2)
    expect(chips.first).to_be_focused()
    left = [value for name, value in query(page) if name == 'theme']
    agrees(page, {'theme': left, 'stage': [STAGE]})
    assert len(left) == 1


@pytest.mark.parametrize('width', [WIDE, 390])
def test_what_is_shown_and_chosen_stays_in_sight(visit: Visit, width: int) -> None:
    page = visit(f'{CASES}?theme={THEME}', width=width)
    settle(page)
    page.locator(f'{LIST} > li:visible a').last.focus()
    page.evaluate('() => window.scrollTo(0, document.querySelector(".s3-records").getBoundingClientRect().bottom)')
    bar = page.locator('.s3-finder-bar')
    for part in ('.s3-count', '.s3-finder-chips button'):
        expect(bar.locator(part).first).to_be_in_viewport()
    header = page.locator('.bd-header').bounding_box()
    place = bar.bounding_box()
    assert header and place
    assert header['y'] + header['height'] <= place['y'] + 1
    # it leaves most of the window to the list
    assert place['y'] + place['height'] < 280


def test_on_a_narrow_screen_a_button_unfolds_the_choices(visit: Visit) -> None:
    page = visit(CASES, width=390)
    toggle = page.get_by_role('button', name='Filtrera')
    choices = page.locator('.s3-finder-choices')
    expect(choices).to_be_hidden()
    toggle.click()
    expect(toggle).to_have_attribute('aria-expanded', 'true')
    choose(page, 'theme', THEME)
    agrees(page, {'theme': [THEME]})
    page.keyboard.press('Escape')
    expect(choices).to_be_hidden()
    expect(page.get_by_role('button', name='Filtrera (1)')).to_be_focused()
    page.keyboard.press('Enter')
    page.get_by_role('button', name='Visa listan').click()
    expect(choices).to_be_hidden()
    expect(page.locator(LIST)).to_be_focused()
    expect(page.locator(f'{LIST} > li:visible').first).to_be_in_viewport()


def test_words_are_looked_for_in_the_list_itself(visit: Visit) -> None:
    page = visit(CASES)
    page.locator('main').get_by_role('searchbox', name='Sök i listan').fill(
        'VATGAS'
    )  # as people type who have no Swedish keyboard
    expect(page.locator('.s3-finder-bar .s3-count')).to_contain_text('Visar ')
    rows = page.locator(f'{LIST} > li')
    texts = rows.evaluate_all('rows => rows.map(row => [row.hidden, row.textContent.toLowerCase()])')
    assert any(not hidden for hidden, _ in texts)
    assert [text for hidden, text in texts if hidden == ('vätgas' in text)] == []
    expect(page.locator('.s3-finder-chips')).to_contain_text('VATGAS')
    page.wait_for_url('**?q=VATGAS')
    numbers = counts(page)
    shown_cases = shown(page)
    assert all(
        number == sum(value in CASE_HEADERS[name][facet] for name in shown_cases)
        for (facet, value), number in numbers.items()
    )


def test_a_long_facet_shows_those_of_most_cases_first(visit: Visit) -> None:
    page = visit(CASES)
    region = page.locator('.s3-finder-choices details[data-facet=region]')
    region.locator('summary').click()
    usual = region.locator('label:visible input').evaluate_all('boxes => boxes.map(box => box.value)')
    number = {value: len(fitting({'region': [value]})) for value in common('region')}
    assert len(usual) == 8
    assert min(number[value] for value in usual) >= max(number[value] for value in number if value not in usual)
    region.get_by_role('button', name=f'Visa alla {len(number)}').click()
    expect(region.locator('label:visible')).to_have_count(len(number))
    # what nothing fits is not offered, unless it is chosen
    choose(page, 'theme', THEME)
    left = {value for name in fitting({'theme': [THEME]}) for value in CASE_HEADERS[name]['region']}
    assert set(region.locator('label:visible input').evaluate_all('boxes => boxes.map(box => box.value)')) == left


KIND_PAGES = {kind: f'docs/{kind}s/index.html' for kind in ('pilot', 'workshop', 'method', 'obstacle')}


@pytest.mark.parametrize('kind', KIND_PAGES)
def test_every_catalogue_chooses(visit: Visit, kind: str) -> None:
    """A choice shows as many rows as it promises, and those that have the value; from disk too."""
    page = visit(KIND_PAGES[kind], from_disk=True)
    promised = counts(page)
    assert len({facet for facet, _ in promised}) >= 2
    (facet, value), number = min(((key, many) for key, many in promised.items() if many), key=lambda pair: pair[1])
    choose(page, facet, value)
    expect(page.locator(f'{LIST} > li:visible')).to_have_count(number)
    headers = [
        yaml.load(file.read_text('utf-8').split('---\n', 2)[1], yaml.CBaseLoader)
        for file in (LIBRARY / 'docs' / f'{kind}s').glob('*.md')
        if file.stem in shown(page)
    ]
    assert len(headers) == number
    assert all(value in str(header) for header in headers)
    # the words of its page find a row: what people say, its other names
    page.get_by_role('button', name='Rensa valen').click()
    expect(page.locator(f'{LIST} > li:visible')).to_have_count(page.locator(f'{LIST} > li').count())


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit(CASES)
    settle(page)
    tab_until(page, f'.s3-finder-choices input[value="{THEME}"]')
    page.keyboard.press('Space')
    agrees(page, {'theme': [THEME]})
    # the focus stays where it is while the list changes
    expect(box(page, 'theme', THEME)).to_be_focused()
    tab_until(page, '.s3-finder-choices details:not([data-facet]) > summary')
    page.keyboard.press('Space')
    tab_until(page, '#s3-finder-case-from')
    page.keyboard.type('2012')
    agrees(page, {'theme': [THEME]}, (2012, 9999))
    # Enter in a field sends nothing
    page.keyboard.press('Enter')
    agrees(page, {'theme': [THEME]}, (2012, 9999))
    page.locator('#s3-finder-case-sort').focus()
    page.keyboard.press('ArrowDown')
    expect(page.locator('#s3-finder-case-sort')).to_have_value('newest')
    tab_until(page, '.s3-finder-clear')
    page.keyboard.press('Enter')
    agrees(page, {})
    # nobody has to walk through the choices
    page.locator('#s3-finder-case-sort').focus()
    tab_until(page, '.s3-finder-skip')
    page.keyboard.press('Enter')
    expect(page.locator(LIST)).to_be_focused()
    tab_until(page, f'{LIST} a')


def test_without_script_the_list_is_whole(visit: Visit) -> None:
    page = visit(CASES, script=False)
    for part in ('.s3-finder-head', '.s3-finder-choices', '.s3-finder-toggle'):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator('.s3-finder-note')).to_be_visible()
    assert set(shown(page)) == set(CASE_HEADERS)
    expect(page.locator('.s3-count').first).to_have_text(f'{len(CASE_HEADERS)} fall')
    page.locator(f'{LIST} a').first.click()
    page.wait_for_url('**/cases/**')


def test_facets_and_their_values_have_names(visit: Visit) -> None:
    page = visit(CASES)
    form = page.get_by_role('form', name='Begränsa listan')
    expect(form).to_be_visible()
    summaries = form.locator('summary').all_text_contents()
    # without those that no case of the library has
    summaries = [text.strip() for text in summaries if not text.startswith(('Hållbarhet', 'Nivå'))]
    assert summaries == ['Tema', 'Pilot', 'Region', 'Del av processen', 'Hinder', 'Läge', 'Belägg', 'Period']
    for details in form.locator('details:visible').all():
        if details.get_attribute('open') is None:
            details.locator('summary').click()
    form.locator('.s3-finder-more:visible').evaluate_all('all => all.forEach(one => one.click())')
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
    if width < WIDE:
        page.get_by_role('button', name='Filtrera').click()
    page.locator('.s3-finder-choices details').evaluate_all('all => all.forEach(one => { one.open = true; })')
    check(page, record_property)
    # nothing fits: the bar says so
    page.locator('main').get_by_role('searchbox', name='Sök i listan').fill('xyzzy')
    expect(page.locator('.s3-finder-bar .s3-count')).to_have_text(NONE)
    check(page, record_property)
    page.locator('main').get_by_role('searchbox', name='Sök i listan').fill('')
    assert page.evaluate(STICKING_OUT) == []
    assert page.evaluate('() => document.documentElement.scrollWidth') == width
    # WCAG 2.5.8: room for a finger
    controls = page.locator('.s3-finder :is(summary, label:has(input[type=checkbox]), button, select):visible')
    heights = controls.evaluate_all('(all) => all.map((one) => [one.getBoundingClientRect().height, one.innerText])')
    assert len(heights) > len(FACETS)
    heights = [found for found in heights if found[1] != 'Hoppa över valen']
    assert [(height, words) for height, words in heights if height < 24] == []


def test_a_mark_fills_as_many_steps_as_it_says(visit: Visit) -> None:
    page = visit(CASES)
    marks = page.locator('.s3-mark:has(.s3-steps)').evaluate_all(
        """marks => marks.map(mark => [
            Number(/s3-mark-(\\d)/.exec(mark.className)[1]),
            [...mark.querySelectorAll('.s3-steps > *')]
                .filter(step => parseFloat(getComputedStyle(step).borderLeftWidth) > 3).length,
            mark.textContent])"""
    )
    assert len({wanted for wanted, *_ in marks}) > 1
    assert [(words, wanted) for wanted, filled, words in marks if filled != wanted] == []


def test_script_is_small(site: Site) -> None:
    script = (site.folder / '_static' / 's3-catalogue-all.js').read_bytes()
    assert len(gzip.compress(script, mtime=0)) <= MOST_BYTES
    # and stands only where it is needed
    for path, count in ((CASES, 1), ('docs/themes/index.html', 0)):
        html = (site.folder / path).read_text('utf-8')
        assert html.count('s3-catalogue-all.js') == count


@pytest.mark.parametrize('from_disk', [False, True])
def test_a_number_in_a_table_leads_to_its_cases(visit: Visit, from_disk: bool) -> None:
    page = visit(MATRIX, from_disk=from_disk)
    link = page.locator('.s3-table-matrix td a:not(:has(.s3-missing))').first
    number = int(link.inner_text())
    link.click()
    page.wait_for_url(f'**/{CASES}?*')
    [(_, theme), (_, region)] = query(page)
    agrees(page, {'theme': [theme], 'region': [region]})
    assert len(shown(page)) == number


def test_without_script_a_table_has_the_cases_below_it(visit: Visit) -> None:
    page = visit(MATRIX, script=False)
    page.locator('.s3-fold > summary').click()
    found = page.locator('.s3-fold .s3-record-title a').evaluate_all('all => all.map(a => a.getAttribute("href"))')
    named = {str(href).rpartition('/')[2].removesuffix('.html') for href in found}
    assert named == {name for name, case in CASE_HEADERS.items() if case['theme'] and case['region']}
    page.locator('.s3-table-matrix td a:not(:has(.s3-missing))').first.click()
    page.wait_for_url(f'**/{CASES}?*')
    assert set(shown(page)) == set(CASE_HEADERS)
    expect(page.locator('.s3-finder-note')).to_be_visible()


def test_an_empty_cell_leads_to_the_form_with_its_fields(visit: Visit) -> None:
    page = visit(MATRIX)
    link = page.locator('.s3-table-matrix td a:has(.s3-missing)').first
    expect(link).to_have_accessible_name('saknas: skriv ett fall')
    box_of = link.bounding_box()
    assert box_of and min(box_of['width'], box_of['height']) >= 24
    link.click()
    page.wait_for_url('**/formular.html?*')
    wanted = dict(query(page))
    expect(page.locator('#s3-form [role=status]').first).to_contain_text('Ifyllt från länken: ')
    text = page.locator('#s3-file-case').input_value()
    assert {name: value for name, value in wanted.items() if value not in text} == {}
    # a visit alone is no draft
    page.goto(page.url.partition('?')[0])
    expect(page.locator('#s3-form h2').first).to_be_visible()
    expect(page.locator('.s3-form-draft')).to_have_count(0)
