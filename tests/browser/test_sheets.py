"""The participants' sheet of a workshop: shown alone by its address, printed alone, all without script."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from s3ext.handbook.names import NAMES

from .conftest import Visit
from .pages import WORKSHOP


def shown(page: Page) -> tuple[list[str], int]:
    """The headings one can see in the article, and how many parts for the leader one can see."""
    headings = [heading for heading in page.locator('article :is(h1, h2)').all() if heading.is_visible()]
    notes = sum(part.is_visible() for part in page.locator('.s3-leader').all())
    return [heading.inner_text().removesuffix('#').strip() for heading in headings], notes


def test_link_shows_the_sheet_alone_and_another_the_whole_page(visit: Visit) -> None:
    page = visit(WORKSHOP, script=False)
    whole = shown(page)
    assert {'Körschema', 'Stöd till dig som leder', 'Till deltagarna', 'Att tänka på', 'Källor'} < set(whole[0])
    assert whole[1] > 4
    page.get_by_role('navigation', name='Versioner av sidan').get_by_role('link').click()
    assert page.url.endswith(f'{WORKSHOP}#{NAMES.participants_sheet}')
    sheet = shown(page)
    assert sheet == ([whole[0][0], 'Körschema', 'Till deltagarna'], 0)
    expect(page.locator('h1')).to_be_in_viewport(ratio=1)
    # without script one browser prints the whole page, which is said while the sheet is shown
    expect(page.locator('.s3-switch noscript p')).to_be_visible()
    page.emulate_media(media='print')
    assert shown(page) == sheet
    expect(page.get_by_role('navigation', name='Versioner av sidan')).to_be_hidden()
    page.emulate_media(media='screen')
    page.get_by_role('link', name='Visa hela sidan').click()
    assert shown(page) == whole
    expect(page.locator('.s3-switch noscript p')).to_be_hidden()


def test_address_of_the_sheet_opens_it(visit: Visit) -> None:
    page = visit(f'{WORKSHOP}#{NAMES.participants_sheet}', width=390, from_disk=True)
    assert shown(page)[0][1:] == ['Körschema', 'Till deltagarna']
    expect(page.get_by_text('Du ser bladet till deltagarna.')).to_be_visible()
