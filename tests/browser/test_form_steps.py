"""The form as steps: in the address, by keyboard, with what is left always in sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tools.find_browser import HELP_FIREFOX, find_firefox

from .conftest import WIDE, Site, Visit
from .firefox import run_firefox
from .keys import frame
from .test_accessibility import Note, Scheme, check
from .test_form import ABOUT, FORM, LAST, MORE, NEW, SOURCES, STEPS, TEXT, faults, fill_case, fill_more, first_text, go

SIDE = '.s3-form-side'


def current(page: Page) -> str:
    """The name of the step that the list of steps calls the current one."""
    return page.locator('.s3-form-steps a[aria-current=step] .s3-form-step-name').inner_text()


def test_each_step_has_its_address_and_back_leads_back(visit: Visit) -> None:
    page = visit(FORM)
    for name in STEPS[1:]:
        page.get_by_role('button', name=f'Nästa: {name}').click()
        heading = page.locator('.s3-form-step:visible > h2')
        expect(heading).to_contain_text(name)
        expect(heading).to_be_focused()  # so that it is read out
        assert current(page) == name
    expect(page.get_by_role('button', name='Nästa:')).to_have_count(0)
    page.go_back()
    expect(page.locator('.s3-form-step:visible > h2')).to_contain_text(NEW)
    page.reload()
    assert current(page) == NEW
    page.get_by_role('button', name=f'Föregående: {MORE}').click()
    assert current(page) == MORE
    for _ in range(5):
        page.go_back()
    expect(page.locator('.s3-form-step:visible > h2')).to_contain_text(ABOUT)
    # all of them stay in the page, for the browser's own search and for print
    expect(page.locator('.s3-form-step')).to_have_count(len(STEPS))
    page.emulate_media(media='print')
    expect(page.locator('.s3-form-step:visible')).to_have_count(len(STEPS))


def test_what_is_left_is_counted_and_leads_to_its_step(visit: Visit) -> None:
    page = visit(FORM)
    links = page.locator('.s3-form-steps a')
    expect(links).to_have_count(len(STEPS))
    states = links.locator('.s3-form-step-state')
    assert states.all_inner_texts()[:5] == ['6 kvar', '5 kvar', '2 kvar', 'frivilligt', 'frivilligt']
    side = page.locator(SIDE)
    expect(side.locator('.s3-form-status')).to_have_text('13 saker är kvar att rätta.')
    side.locator('summary').filter(has_text='Visa vad som är kvar').click()
    side.get_by_role('link', name='Källa 1: Källans titel: Fyll i det här.').click()
    assert current(page) == SOURCES
    expect(page.get_by_label('Källans titel *').first).to_be_focused()
    fill_case(page)
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').first.click()
    assert states.all_inner_texts() == ['klart', 'klart', 'klart', 'frivilligt', 'frivilligt', 'klart']
    expect(side.locator('.s3-form-saved')).to_contain_text('Sparat i den här webbläsaren ')
    expect(side.locator('.s3-form-todo')).to_be_hidden()


def test_words_of_files_and_ids_are_no_words_of_the_form(visit: Visit) -> None:
    page = visit(FORM)
    fill_case(page)
    fill_more(page)
    said = page.locator('#s3-form').evaluate("(form) => form.textContent.replaceAll(/\\[\\^namn\\]/g, '')")
    text = page.locator('.s3-form-files').evaluate('(files) => files.textContent')
    for word in ('Filnamn', 'Källans id', 'huvudet', 'sources', 'direktiv', 'Direktiv', 'adapted_from', '[^', 'UTF'):
        assert word not in said.replace(text, ''), word


def test_a_source_is_written_beside_the_text_that_it_is_for(visit: Visit) -> None:
    page = visit(FORM)
    fill_case(page)
    first_text(page).fill('Ett påstående.')
    page.get_by_role('button', name='Ny källa (Vad var frågan?)').click()
    beside = page.locator('.s3-form-beside')
    expect(beside.get_by_label('Utgivare *')).to_be_focused()
    beside.get_by_role('button', name='Klar, sätt fotnoten').click()  # without a publisher it has no name yet
    expect(beside.get_by_label('Utgivare *')).to_be_focused()
    beside.get_by_label('Utgivare *').fill('Vinnova')
    beside.get_by_label('År', exact=True).fill('2024')
    beside.get_by_label('Källans titel *').fill('Utlysning')
    beside.get_by_role('button', name='Klar, sätt fotnoten').click()
    expect(first_text(page)).to_be_focused()
    expect(first_text(page)).to_have_value('Ett påstående.[^vinnova-2024]')
    expect(beside).to_have_count(0)
    go(page, SOURCES)
    second = page.locator('#s3-panel-sources .s3-form-row').nth(1)
    # what is cited keeps its name
    second.get_by_label('Utgivare *').fill('Verket')
    go(page, TEXT)
    expect(first_text(page)).to_have_value('Ett påstående.[^vinnova-2024]')
    assert [fault for fault in faults(page) if 'Källa 2' in fault] == []


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit(FORM)
    page.locator('.s3-form-steps a').nth(1).focus()
    assert frame(page) >= 2
    page.keyboard.press('Enter')
    expect(page.locator('.s3-form-step:visible > h2')).to_be_focused()
    page.keyboard.press('Tab')
    expect(first_text(page)).to_be_focused()
    page.keyboard.type('Ord.')
    page.keyboard.press('Tab')
    assert page.evaluate('document.activeElement.textContent') == 'Ny källa'


def test_the_bar_of_a_phone_covers_nothing_in_focus(visit: Visit) -> None:
    page = visit(FORM, width=390)
    bar = page.locator(SIDE)
    covered = """(bar) => { const one = document.activeElement.getBoundingClientRect();
        return one.bottom > bar.getBoundingClientRect().top && one.top < bar.getBoundingClientRect().bottom
            && !bar.contains(document.activeElement); }"""
    page.get_by_label('Rubrik *').first.focus()
    seen = 0
    for _ in range(25):
        page.keyboard.press('Tab')
        if page.evaluate("document.activeElement.closest('.s3-form-panels') !== null"):
            seen += 1
            assert not bar.evaluate(covered), page.evaluate('document.activeElement.outerHTML')
        box = bar.bounding_box()
        assert box
        assert box['y'] + box['height'] <= 901
        assert box['height'] < 200
    assert seen > 15


@pytest.mark.parametrize(('width', 'scheme'), [(WIDE, 'light'), (WIDE, 'dark'), (390, 'light'), (390, 'dark')])
def test_every_step_is_accessible(visit: Visit, record_property: Note, width: int, scheme: Scheme) -> None:
    page = visit(FORM, width=width, scheme=scheme)
    fill_case(page)
    page.get_by_role('button', name='Ny källa (Vad var frågan?)').click()
    page.locator('.s3-form-todo').evaluate('(list) => { list.open = true; }')
    for name in STEPS:
        go(page, name)
        if name == LAST:
            expect(page.locator('.s3-form-page h1')).to_be_visible()
        check(page, record_property)
        assert page.evaluate('document.documentElement.scrollWidth <= innerWidth'), name
        box = page.locator('.s3-form-step:visible').bounding_box()
        # two screens or so; the last shows the whole page
        assert box and (width < WIDE or name == LAST or box['height'] <= 2700), name


def test_firefox_opens_fills_and_shows_it(site: Site, tmp_path: Path) -> None:
    firefox = find_firefox()
    if firefox is None:
        pytest.skip(HELP_FIREFOX)
    with run_firefox(firefox, tmp_path / 'profile') as window:
        window.open(site.address(FORM))
        fill = """(async () => {
            const title = document.querySelector('#s3-panel-about input');
            title.value = 'Ett fall';
            title.dispatchEvent(new Event('input', { bubbles: true }));
            document.querySelectorAll('.s3-form-steps a')[5].click();
            for (let wait = 0; wait < 100 && !document.querySelector('.s3-form-page h1'); wait++)
                await new Promise((done) => setTimeout(done, 100));
            return [location.hash, document.querySelector('.s3-form-page h1').textContent,
                document.querySelector('#s3-file-case').value.includes('# Ett fall'),
                document.querySelector('#s3-panel-about input').checkVisibility(),
                document.querySelector('.s3-form-step:not([hidden])').id];
        })()"""
        assert window.ask(fill) == ['#s3-step-file', 'Ett fall', True, False, 's3-panel-file']
        assert window.faults == []
