"""What readers meet beside the page as it comes: each stop of the keyboard is in sight, nothing to press is too small.

Checks of our own beside axe, which does not scroll.
"""

from __future__ import annotations

from typing import cast

import pytest
from playwright.sync_api import Page, expect

from .conftest import Site, Visit
from .pages import CASES, FORM, GLOSSARY, KINDS, MATRIX, SOURCES, TEMPLATE, TIMELINE, settle
from .test_accessibility import Note, check

WIDTHS = (1440, 1024, 768, 390, 320)
PAGES = {
    **{name: path for name, path in KINDS.items() if name not in ('statement', 'pilot')},
    'obstacles': 'docs/obstacles/index.html',
    'problems': 'docs/registers/hinder-process.html',
    'form': FORM,
    'template': TEMPLATE,
    'timeline': TIMELINE,
    'sources': SOURCES,
}
#: these have hundreds of stops that are all alike
LONG = (GLOSSARY, SOURCES)
#: the stops of the page that are wholly hidden when they get the focus, one after the other, and back again
HIDDEN = """(most) => {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
        .filter((element) => element.checkVisibility({visibilityProperty: true}) && !element.disabled)
        .slice(0, most);
    const seen = (element) => [...element.getClientRects()].some((box) => {
        const points = [[0.5, 0.5], [0.05, 0.1], [0.95, 0.1], [0.05, 0.9], [0.95, 0.9], [0.5, 0.1], [0.5, 0.9]];
        return points.some(([across, down]) => {
            const hit = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
            return hit && (element.contains(hit) || (hit.contains(element) && hit.matches('label')));
        });
    });
    const found = [];
    scrollTo(0, 0);
    for (const [way, stops] of [['on', all], ['back', [...all].reverse()]]) {
        for (const stop of stops) {
            stop.focus();
            if (document.activeElement === stop && !seen(stop)) found.push(`${way}: ${stop.outerHTML.slice(0, 120)}`);
        }
    }
    return found;
}"""
#: what one presses that is smaller than 24 by 24 pixels, is no part of a sentence, and has another too near it
#: (WCAG 2.5.8)
SMALL = """() => {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .filter((element) => element.checkVisibility({visibilityProperty: true}) && !element.closest('svg'))
        .map((element) => {
            const label = element.matches('[type=checkbox], [type=radio]') && element.closest('label');
            return {element, box: (label || element).getBoundingClientRect()};
        })
        .filter(({box}) => box.width > 1 && box.height > 1);
    const inline = (element) => getComputedStyle(element).display === 'inline';
    const inText = (element) => {
        let block = element;
        while (inline(block)) block = block.parentElement;
        return block !== element && block.textContent.trim().length > element.textContent.trim().length + 1;
    };
    const small = (box) => box.width < 23.5 || box.height < 23.5;
    const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];
    const near = (one, other) => {
        const [across, down] = middle(one.box);
        const [toX, toY] = small(other.box) ? middle(other.box) : [
            Math.min(Math.max(across, other.box.left), other.box.right),
            Math.min(Math.max(down, other.box.top), other.box.bottom),
        ];
        return Math.hypot(toX - across, toY - down) < (small(other.box) ? 23.5 : 11.5);
    };
    return all.filter((one) => small(one.box) && !inText(one.element)
        && all.some((other) => other !== one && !other.element.contains(one.element) && near(one, other)))
        .map(({element, box}) => `${box.width}x${box.height} ${element.outerHTML.slice(0, 100)}`);
}"""
#: rules by which something comes or goes while one points at something (WCAG 1.4.13)
POINTED = """() => {
    const rules = (list) => [...list].flatMap((rule) => rule.cssRules?.length ? rules(rule.cssRules) : [rule]);
    const shows = ['display', 'visibility', 'opacity', 'content', 'clip-path', 'content-visibility'];
    return [...document.styleSheets].flatMap((sheet) => rules(sheet.cssRules))
        .filter((rule) => /:hover/.test(rule.selectorText || ''))
        // the sign beside a heading covers nothing; the others are of parts that no page has
        .filter((rule) => !/headerlink|sd-dropdown|toggle-details/.test(rule.selectorText))
        .filter((rule) => shows.some((name) => rule.style.getPropertyValue(name)))
        .map((rule) => rule.cssText);
}"""


def walk(page: Page, most: int = 100_000) -> dict[str, list[str]]:
    """What is wrong on *page* as it stands, of its first *most* stops."""
    found = {'hidden': page.evaluate(HIDDEN, most), 'small': page.evaluate(SMALL), 'pointed': page.evaluate(POINTED)}
    return {name: texts for name, texts in found.items() if texts}


def test_every_stop_is_in_sight_and_large_enough(visit: Visit, site: Site) -> None:
    page = visit('index.html')
    faults = {}
    for name, path in PAGES.items():
        page.goto(site.address(path))
        settle(page)
        for width in WIDTHS:
            page.set_viewport_size({'width': width, 'height': 900})
            if found := walk(page, 60 if path in LONG else 100_000):
                faults[name, width] = found
    assert faults == {}


@pytest.mark.parametrize('width', [1440, 390])
def test_the_form_with_faults(visit: Visit, record_property: Note, width: int) -> None:
    page = visit(FORM, width=width)
    page.locator('.s3-form-steps a').last.click()
    page.locator('.s3-form details').evaluate_all('(all) => { for (const one of all) one.open = true; }')
    page.get_by_role('button', name='Hämta', exact=False).first.click()
    faults = page.locator('.s3-form-left a')
    expect(faults.first).to_be_visible()
    assert walk(page) == {}
    page.locator('.s3-form-steps a').first.click()
    widths = page.locator('.s3-form [aria-invalid=true]').evaluate_all(
        '(all) => all.filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one).borderTopWidth)'
    )
    assert set(widths) == {'2px'}
    check(page, record_property)


@pytest.mark.parametrize('width', [1440, 390])
def test_a_finder_with_choices(visit: Visit, record_property: Note, width: int) -> None:
    page = visit(f'{CASES}?theme=energi', width=width)
    settle(page)
    toggle = page.locator('.s3-finder-toggle')
    if toggle.is_visible():
        toggle.click()
    expect(page.locator('.s3-finder-choices')).to_be_visible()
    assert walk(page) == {}
    check(page, record_property)
    page.evaluate('() => document.activeElement.blur()')  # the first link of the page covers the header
    for popup in page.locator('.bd-header details.s3-popup').all():
        if popup.is_visible():
            popup.locator('summary').click()
            assert cast('list[str]', page.evaluate(SMALL)) == []


def test_heads_of_rows_cover_no_stop(visit: Visit) -> None:
    """By keyboard, from the last number back to the first."""
    page = visit(MATRIX, width=1024)
    settle(page)
    page.locator('.s3-table-matrix td a').last.focus()
    for _ in range(20):
        page.keyboard.press('Shift+Tab')
        assert page.evaluate(
            """() => {
                const box = document.activeElement.getBoundingClientRect();
                const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                return document.activeElement.contains(hit);
            }"""
        ), page.evaluate('() => document.activeElement.outerHTML')
