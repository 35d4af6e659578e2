"""The ways to contribute follow the settings: links on every page, the list of ways, the form's own address."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from s3ext.commands.build import build

PLACE = 'https://git.example.org/region/s3'
PAGE = 'docs/contribute/index'
CASE = 'cases/alfa/ett-fall'


@pytest.fixture
def site(mini_site: Path) -> Path:
    """The small site with a page on how to contribute, and the links on every page."""
    (mini_site / PAGE).parent.mkdir(parents=True, exist_ok=True)
    text = '# Bidra\n\n:::{ways}\n:::\n'
    (mini_site / f'{PAGE}.md').write_text(text, 'utf-8')
    index = mini_site / 'index.md'
    index.write_text(f'{index.read_text("utf-8")}\n```{{toctree}}\n:hidden:\n\n{PAGE}\n```\n', 'utf-8')
    configure(mini_site, "html_sidebars = {'**': ['s3-contribute.html']}")
    return mini_site


def configure(site: Path, line: str) -> None:
    conf = site / 'conf.py'
    conf.write_text(f'{conf.read_text("utf-8")}{line}\n', 'utf-8')


def built(site: Path, tmp_path: Path, docname: str) -> Tag:
    assert build('html', site, tmp_path / 'out') == 0
    return BeautifulSoup((tmp_path / 'out' / 'html' / f'{docname}.html').read_text('utf-8'), 'html.parser')


def links(page: Tag, selector: str) -> dict[str, str]:
    return {link.get_text(): str(link['href']) for link in page.select(f'{selector} a')}


def ways(page: Tag) -> dict[str, str | None]:
    """The first words of each way, and where they lead."""
    found: dict[str, str | None] = {}
    for item in page.select('.body li'):
        if not item.select('p > strong'):
            continue
        link = item.select_one('strong a')
        found[item.select('strong')[0].get_text()] = str(link['href']) if link else None
    return found


def test_without_a_repository_nothing_leads_nowhere(site: Path, tmp_path: Path) -> None:
    page = built(site, tmp_path, PAGE)
    assert ways(page) == {
        'Fyll i formuläret': '../../bidra/formular.html',
        'Rätta en sida': None,
        'Skicka en ändringsbegäran': None,
        'Skicka e-post': None,
    }
    assert links(built(site, tmp_path, CASE), '.s3-contribute') == {
        'Ny fallbeskrivning': '../../bidra/formular.html',
        'Föreslå en ändring av sidan': f'../../{PAGE}.html',
    }


def test_a_changed_setting_reaches_every_page(site: Path, tmp_path: Path) -> None:
    built(site, tmp_path, PAGE)
    configure(site, f"s3_repository = '{PLACE}'\ns3_branch = 'utv'\ns3_mailbox = 's3@example.org'")
    assert ways(built(site, tmp_path, PAGE)) == {
        'Fyll i formuläret': '../../bidra/formular.html',
        'Berätta i ett ärende': f'{PLACE}/issues/new?template=fall.yml',
        'Rätta en sida': None,
        'Skicka en ändringsbegäran': PLACE,
        'Skicka e-post': 'mailto:s3%40example.org',
    }
    edit = links(built(site, tmp_path, CASE), '.s3-contribute')['Föreslå en ändring av sidan']
    assert edit == f'{PLACE}/edit/utv/{CASE}.md'
    data = (tmp_path / 'out' / 'html' / 'bidra' / 'formular-data.js').read_text('utf-8')
    host = json.loads(data.partition('formData=')[2].rstrip(';\n'))['host']
    assert host == {
        'new': f'{PLACE}/new/utv/{{folder}}',
        'upload': f'{PLACE}/upload/utv/{{folder}}',
        'name': 'filename',
        'text': 'value',
        'mailbox': 's3@example.org',
    }


def test_the_form_offers_what_the_site_holds(site: Path, tmp_path: Path) -> None:
    page = built(site, tmp_path, 'bidra/formular')
    scripts = [str(script['src']) for script in page.select('head script[src*="form"]')]
    # the data first, and then what uses them
    files = [script.partition('?v=')[0] for script in scripts]
    assert files == ['formular-data.js', '../_static/s3-form-all.js']
    assert all((tmp_path / 'out' / 'html' / 'bidra' / file).is_file() for file in files)
    data = (tmp_path / 'out' / 'html' / 'bidra' / 'formular-data.js').read_text('utf-8')
    records = json.loads(data.partition('formData=')[2].rstrip(';\n'))['records']
    assert {item['id'] for item in records['region']} == {'alfa', 'orsa'}
