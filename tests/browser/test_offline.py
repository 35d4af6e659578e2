"""The handbook to be read without network, as a release gives it: unpacked, opened with one file, searched."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tools.find_browser import HELP_FIREFOX, find_firefox
from tools.make_release import OPEN, make_archive, opening

from .conftest import Site, Visit
from .firefox import run_firefox
from .pages import FOUND

LINK = '.bd-header a[href$="themes/index.html"]'


@pytest.fixture
def unpacked(site: Site, tmp_path: Path) -> Site:
    """What somebody has after unpacking, in a folder whose name has a space and an å."""
    make_archive(site.folder, tmp_path / 'offline.zip', 'handbok/', {OPEN: opening('handbok/index.html')})
    with ZipFile(tmp_path / 'offline.zip') as archive:
        archive.extractall(tmp_path / 'på mötet')
    return Site(tmp_path / 'på mötet' / 'offline', '')


def test_one_file_opens_the_handbook_and_the_search_works(visit: Visit, unpacked: Site) -> None:
    page = visit(OPEN, of=unpacked, from_disk=True, own=True)
    page.wait_for_url('**/handbok/index.html')
    page.locator(LINK).first.click()
    expect(page).to_have_title('Teman – S3-handboken')
    page.get_by_role('searchbox').first.fill('vätgas')
    page.get_by_role('searchbox').first.press('Enter')
    expect(page.locator('.s3-search-status')).to_have_text(FOUND)


def test_the_same_file_opens_it_in_firefox(unpacked: Site, tmp_path: Path) -> None:
    firefox = find_firefox()
    if firefox is None:
        pytest.skip(HELP_FIREFOX)
    with run_firefox(firefox, tmp_path / 'profile') as window:
        window.open((unpacked.folder / OPEN).as_uri())
        place = window.ask(
            """(async () => {
                for (let turn = 0; turn < 100 && !document.querySelector('h1'); turn += 1) {
                    await new Promise((done) => setTimeout(done, 50));
                }
                return location.href;
            })()"""
        )
        assert unquote(place).endswith('/handbok/index.html')
