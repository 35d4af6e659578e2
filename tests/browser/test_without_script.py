"""Every kind of page is whole without script and from a disk, and asks nobody else for anything."""

from __future__ import annotations

from .conftest import Site, Visit
from .pages import RESULTS, settle
from .test_print import PAGES, SCREEN_ALONE, TEXTS

#: what the script of a finder counts, where the page itself says how many there are
COUNTED = 'p.s3-count'


def test_a_page_says_all_without_script_and_from_disk(visit: Visit, site: Site) -> None:
    """The windows themselves fail for a request to elsewhere, and for what the policy of a page refuses."""
    running, still = visit('index.html'), visit('index.html', script=False, from_disk=True)
    missing = {}
    for name, path in PAGES.items():
        if path == RESULTS:  # without script there is no search, which its page says
            continue
        for page, from_disk in ((running, False), (still, True)):
            page.goto('about:blank')
            page.goto(site.address(path, from_disk=from_disk))
            settle(page)
        alone = f'{SCREEN_ALONE}, {COUNTED}, .s3-finder-bar'
        shown = set(still.evaluate(TEXTS, alone))
        assert shown, name
        missing[name] = [text for text in running.evaluate(TEXTS, alone) if text not in shown]
    assert {name: texts for name, texts in missing.items() if texts} == {}
