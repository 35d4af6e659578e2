"""The page of a kit, unpacked on a disk: it works out times and numbers, and asks for nothing from elsewhere."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from s3ext.pdf.manifest import Manifest, ManifestEntry, write_manifest
from tests.site.sitekit import build_clean, copy_mini

WORKSHOP = 'docs/workshops/verkstad'


def test_the_page_works_from_disk_without_a_network(browser: Browser, tmp_path: Path) -> None:
    site, pdfs = copy_mini(tmp_path / 'site'), tmp_path / 'pdf'
    pdfs.mkdir()
    (pdfs / 'ledare.pdf').write_bytes(b'%PDF-1.7')
    entry = ManifestEntry(title='Verkstad', subtitle='Till dig', docname=WORKSHOP, pages=1, size=8, digest='')
    write_manifest(pdfs, Manifest(editions={'ledare': entry}))
    built = build_clean(site, s3_pdf_folder=str(pdfs))
    with zipfile.ZipFile(io.BytesIO((built.out / 'paket/s3-workshop-verkstad.zip').read_bytes())) as archive:
        archive.extractall(tmp_path / 'kit')
    context = browser.new_context(offline=True)
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on('request', lambda request: requests.append(request.url))
    page.on('console', lambda message: complaints.append(message.text))
    page.on('pageerror', lambda error: complaints.append(str(error)))
    page.goto((tmp_path / 'kit/s3-workshop-verkstad/index.html').as_uri())
    page.get_by_label('Starttid').fill('09:00')
    page.get_by_label('Antal deltagare').fill('13')
    assert page.locator('.s3-table-agenda tbody th').all_inner_texts() == ['09:00–09:15', '09:15–10:10', '10:10–10:30']
    assert page.locator('.s3-planner-list td').all_inner_texts() == ['3']
    assert page.url.endswith('?start=09:00&people=13')
    assert requests and all(url.startswith('file:') for url in requests)
    assert complaints == []
    # which reads the style sheet itself, and the policy of the page does not let it
    found = Axe().run(page).response['violations']
    assert [(rule['id'], rule['nodes'][0]['html']) for rule in found] == []
    page.set_viewport_size({'width': 320, 'height': 600})
    assert page.evaluate('document.documentElement.scrollWidth') <= 320
    context.close()
