"""What axe finds on one page of each kind: nothing, by WCAG 2.2 at the levels A and AA."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Literal, TypedDict, cast

import pytest
from playwright.sync_api import Page, expect

from .conftest import ADVICE, WIDE, Visit
from .pages import KINDS, REGION, RESULTS, settle

# the package has no types; its script is all that is needed
AXE = (files('axe_playwright_python') / 'axe.min.js').read_text('utf-8')
#: lets axe read each colour once: it does so for every element behind every text, a third of its time
REMEMBER_COLOURS = """() => {
    const { prototype } = axe.commons.color.Color;
    const read = prototype.parseString;
    const known = new Map();
    prototype.parseString = function (text) {
        if (!known.has(text)) {
            read.call(this, text);
            known.set(text, [this.r, this.g, this.b, this.alpha]);
        }
        [this.r, this.g, this.b, this.alpha] = known.get(text);
        return this;
    };
}"""
WCAG = ('wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa')

Note = Callable[[str, object], None]
Scheme = Literal['light', 'dark']


class Element(TypedDict):
    """An element at fault."""

    target: list[str]
    html: str
    failureSummary: str


class Violation(TypedDict):
    """A rule that is broken, and where."""

    id: str
    impact: str
    tags: list[str]
    help: str
    nodes: list[Element]


def violations(page: Page) -> list[Violation]:
    """What axe says about *page* as it stands."""
    if not page.evaluate('() => "axe" in window'):
        page.evaluate(AXE)
        page.evaluate(REMEMBER_COLOURS)
    # it would fetch the style sheets again, and take their addresses for relative to the page
    options = {'runOnly': [*WCAG, ADVICE], 'resultTypes': ['violations'], 'preload': False}
    return cast('list[Violation]', page.evaluate('async (options) => (await axe.run(options)).violations', options))


def report(found: list[Violation]) -> str:
    """*found* for people to read."""
    lines: list[str] = []
    for violation in found:
        lines += ['', f'{violation["id"]} ({violation["impact"]}): {violation["help"]}']
        for element in violation['nodes']:
            lines += [
                f'  {" ".join(element["target"])}',
                f'    {" ".join(element["html"].split())[:160]}',
                *(f'    {line.strip()}' for line in element['failureSummary'].splitlines()[1:]),
            ]
    return '\n'.join(lines)


def check(page: Page, note: Note, where: str = '') -> None:
    """Nothing may break WCAG; advice beyond it is passed on to the report of the run."""
    found = violations(page)
    advice = [violation for violation in found if ADVICE in violation['tags']]
    if advice:
        note(ADVICE, report(advice))
    faults = report([violation for violation in found if violation not in advice])
    assert not faults, where + faults


@pytest.mark.parametrize(('width', 'schemes'), [(WIDE, ('light', 'dark')), (390, ('dark', 'light'))])
@pytest.mark.parametrize('kind', KINDS)
def test_page(visit: Visit, record_property: Note, kind: str, width: int, schemes: tuple[Scheme, Scheme]) -> None:
    """As it comes at each width, and after the reader's screen has turned dark, or light."""
    page = visit(KINDS[kind], width=width, scheme=schemes[0])
    settle(page)
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator('html')).to_have_attribute('data-theme', scheme)
        page.evaluate('() => document.getAnimations().forEach((animation) => animation.finish())')
        check(page, record_property, f'{scheme}: ')


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_page_reached_by_search(visit: Visit, record_property: Note, scheme: Scheme) -> None:
    page = visit(RESULTS, scheme=scheme)
    settle(page)
    page.locator('.s3-hits').get_by_role('link', name='Energi och energisystem', exact=True).click()
    expect(page.locator('article .highlighted').first).to_be_visible()
    check(page, record_property)


@pytest.mark.parametrize('scheme', ['light', 'dark'])
@pytest.mark.parametrize('name', ['Meny', 'På den här sidan'])
def test_menu_on_a_narrow_screen(visit: Visit, record_property: Note, name: str, scheme: Scheme) -> None:
    page = visit(REGION, width=390, scheme=scheme)
    page.get_by_role('button', name=name, exact=True).click()
    expect(page.get_by_role('dialog', name=name, exact=True)).to_be_visible()
    check(page, record_property)


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_open_theme_switcher(visit: Visit, record_property: Note, scheme: Scheme) -> None:
    page = visit(REGION, scheme=scheme)
    page.locator('.bd-header .s3-mode summary').click()
    expect(page.locator('.bd-header .s3-mode ul')).to_be_visible()
    check(page, record_property)
