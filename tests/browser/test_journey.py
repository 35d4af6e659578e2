"""A reader's way through the handbook, on the web and from the disk, with and without script."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import Site, Visit
from .pages import FOUND, FRONT, HITS, MATRIX, PILOT, THEME, follow, settle


def through_the_handbook(page: Page) -> None:
    """From the front page by theme and case to a pilot."""
    follow(page, 'themes/index.html')
    follow(page, 'energi.html')
    follow(page, 'gavleborg-mid-sweden-hydrogen-valley.html')
    follow(page, 'pilots/mid-sweden-hydrogen-valley.html')
    expect(page.get_by_role('heading', level=1)).to_contain_text('Mid Sweden Hydrogen Valley')


def test_from_the_front_page_to_a_pilot_and_on_by_search(visit: Visit, site: Site) -> None:
    page = visit(FRONT)
    assert page.title() == 'S3-handboken'
    through_the_handbook(page)
    assert page.url == site.address(PILOT)

    field = page.get_by_role('searchbox', name='Sök i handboken')
    field.fill('vätgas')
    field.press('Enter')
    page.wait_for_url('**/search.html?q=v%C3%A4tgas')
    settle(page)
    expect(page.get_by_role('status')).to_have_text(FOUND)
    expect(page.get_by_role('searchbox')).to_have_value('vätgas')
    hits = page.locator(HITS)
    assert hits.count() > 3

    # the theme lists the word among its other names; its text is the page's own
    hit = hits.filter(has=page.get_by_role('link', name='Energi och energisystem', exact=True))
    expect(hit.locator('.s3-hit-text mark').first).to_have_text('vätgas')
    hit.get_by_role('link').click()
    page.wait_for_url(f'**/{THEME}*')
    expect(page.locator('article .highlighted').first).to_have_text('vätgas')
    page.get_by_role('link', name='Dölj sökträffarna').click()
    expect(page.locator('.highlighted')).to_have_count(0)


def test_from_the_disk(visit: Visit) -> None:
    page = visit(FRONT, from_disk=True)
    through_the_handbook(page)
    page.get_by_role('searchbox', name='Sök i handboken').fill('vätgas')
    page.get_by_role('button', name='Sök', exact=True).click()
    expect(page.get_by_role('status')).to_have_text(FOUND)
    page.locator('.s3-hits').get_by_role('link', name='Energi och energisystem', exact=True).click()
    page.wait_for_url(f'**/{THEME}*')


def test_without_script(visit: Visit) -> None:
    page = visit(FRONT, script=False)
    ways = page.locator('.s3-ways a')
    targets = ['search'] + [
        f'{folder}/index'
        for folder in ('themes', 'pilots', 'regions', 'handbook', 'obstacles', 'workshops', 'methods', 'cases')
    ]
    assert ways.count() == len(targets)
    for target in targets:
        expect(page.locator(f'.s3-ways a[href$="{target}.html"]')).to_be_visible()
    through_the_handbook(page)
    # a button that only a script can serve is not shown
    expect(page.locator('.s3-mode').first).to_be_hidden()
    expect(page.locator('.s3-mode').last).to_be_hidden()

    page.get_by_role('searchbox', name='Sök i handboken').fill('vätgas')
    page.get_by_role('button', name='Sök', exact=True).click()
    page.wait_for_url('**/search.html?q=v%C3%A4tgas')
    expect(page.locator('noscript p')).to_contain_text('Sökningen behöver JavaScript.')
    expect(page.locator('noscript p')).to_be_visible()
    registers = page.get_by_role('navigation', name='Eller bläddra i registren')
    assert registers.get_by_role('link').count() > 8
    registers.get_by_role('link', name='Teman och regioner').click()
    page.wait_for_url(f'**/{MATRIX}')
    expect(page.locator('.s3-table-matrix')).to_be_visible()


def test_without_script_the_page_has_its_colours_and_its_menu(visit: Visit) -> None:
    for scheme in ('light', 'dark'):
        page = visit(THEME, script=False, scheme=scheme)
        field = page.locator('.bd-header').get_by_role('searchbox')
        expect(field).to_have_css('border-left-width', '1px')
        expect(field).to_have_css('background-color', 'rgb(255, 255, 255)')
        expect(page.locator('.logo__title')).to_have_css('color', 'rgb(16, 38, 43)')
        expect(page.locator('body')).to_have_css('background-color', 'rgb(255, 255, 255)')

    page = visit(THEME, script=False, width=390)
    expect(page.get_by_role('button', name='Meny')).to_have_count(0)
    page.get_by_role('navigation', name='Huvudmeny').get_by_role('link', name='Piloter').click()
    page.wait_for_url('**/docs/pilots/index.html')
