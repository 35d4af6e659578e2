"""The page of a kit, unpacked on a disk: it works out times and numbers, and asks for nothing from elsewhere."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from s3ext.pdf.manifest import Manifest, ManifestEntry, write_manifest
from tests.site.sitekit import build_clean, copy_mini
from tools.find_browser import find_browser

WORKSHOP = 'docs/workshops/verkstad'
#: a command in a space without a network, which users may make of their own
_ALONE = ['unshare', '--user', '--map-root-user', '--net']
_VISIT = """
import json, socket, sys
from playwright.sync_api import sync_playwright

chromium, address = sys.argv[1:]
seen = {'outside': [], 'complaints': []}
seen['network'] = [name for _, name in socket.if_nameindex() if name != 'lo']
with sync_playwright() as play:
    browser = play.chromium.launch(executable_path=chromium, args=['--no-sandbox', '--disable-gpu'])
    page = browser.new_page()
    page.on('request', lambda r: r.url.startswith('file:') or seen['outside'].append(r.url))
    page.on('console', lambda message: seen['complaints'].append(message.text))
    page.on('pageerror', lambda error: seen['complaints'].append(str(error)))
    page.goto(address)
    page.get_by_label('Starttid').fill('09:00')
    page.get_by_label('Antal deltagare').fill('13')
    seen['times'] = page.locator('.s3-table-agenda tbody th').all_inner_texts()
    seen['links'] = page.eval_on_selector_all('main a[href]', 'all => all.map(a => a.getAttribute("href"))')
    page.locator('.s3-planner button').click()
    page.wait_for_selector('.s3-room')
    seen['room'] = page.locator('.s3-room').inner_text()
    browser.close()
print(json.dumps(seen))
"""


def unpacked(folder: Path) -> Path:
    """The page of a kit that lies unpacked in *folder*."""
    site, pdfs = copy_mini(folder / 'site'), folder / 'pdf'
    pdfs.mkdir()
    (pdfs / 'ledare.pdf').write_bytes(b'%PDF-1.7')
    entry = ManifestEntry(title='Verkstad', subtitle='Till dig', docname=WORKSHOP, pages=1, size=8, digest='')
    write_manifest(pdfs, Manifest(editions={'ledare': entry}))
    built = build_clean(site, s3_pdf_folder=str(pdfs))
    with zipfile.ZipFile(io.BytesIO((built.out / 'paket/s3-workshop-verkstad.zip').read_bytes())) as archive:
        archive.extractall(folder / 'kit')
    return folder / 'kit' / 's3-workshop-verkstad' / 'index.html'


def test_the_page_works_from_disk_without_a_network(browser: Browser, tmp_path: Path) -> None:
    address = unpacked(tmp_path)
    context = browser.new_context(offline=True)
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on('request', lambda request: requests.append(request.url))
    page.on('console', lambda message: complaints.append(message.text))
    page.on('pageerror', lambda error: complaints.append(str(error)))
    page.goto(address.as_uri())
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


def test_it_works_where_there_is_no_network_at_all(tmp_path: Path) -> None:
    """A browser of its own in a space of the system without a network: planner, room, and every link, from the disk."""
    if subprocess.run([*_ALONE, 'true'], capture_output=True, check=False).returncode:
        pytest.skip('the system lets nobody make a space without a network')
    page = unpacked(tmp_path)
    script = tmp_path / 'visit.py'
    script.write_text(_VISIT, 'utf-8')
    command = [*_ALONE, sys.executable, str(script), str(find_browser()), page.as_uri()]
    # what a browser says of its own start is no part of this
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert result.returncode == 0, result.stderr
    seen = json.loads(result.stdout.splitlines()[-1])
    assert seen['network'] == []
    assert seen['times'] == ['09:00–09:15', '09:15–10:10', '10:10–10:30']
    assert 'Inledning' in seen['room']
    assert seen['outside'] == [] and seen['complaints'] == []
    assert seen['links'] and all((page.parent / unquote(link)).is_file() for link in seen['links'])
