"""The Atom feeds of what is new: valid, found from the pages, true to the status of pages, and gone when not wanted."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest

from tests.site.sitekit import Built, build_clean, case_text, contents, copy_mini

BASE = 'https://example.org/hand bok'.replace(' ', '')
ATOM = '{http://www.w3.org/2005/Atom}'
#: https://www.rfc-editor.org/rfc/rfc4287#section-4.1: what must stand once in a feed and in an entry
ONCE = ('id', 'title', 'updated')
TIME = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ')
REVIEW = 'reviewed_on: 2026-01-01\n'


def write_cases(site: Path) -> None:
    draft = case_text('Ett <utkast> & mer', more='written_by: alfa\nadded_on: 2026-02-01\n').replace(REVIEW, '')
    (site / 'cases/alfa/utkast.md').write_text(draft.replace('# Ett <utkast>', '# Ett &lt;utkast&gt;'), 'utf-8')
    reviewed = case_text('Genomgånget', more='added_on: 2025-12-01\n').replace('2026-01-01', '2026-03-01')
    (site / 'cases/alfa/genomganget.md').write_text(reviewed, 'utf-8')


@pytest.fixture(scope='module')
def html(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = copy_mini(tmp_path_factory.mktemp('feed') / 'site')
    write_cases(site)
    # where the theme of the handbook shows the links at the foot of a page
    return build_clean(site, html_baseurl=BASE, html_sidebars={'**': ['s3-contribute.html']})


def parsed(html: Built, name: str = 'nytt.atom') -> ElementTree.Element:
    return ElementTree.fromstring((html.out / name).read_bytes())


def test_the_feed_is_what_the_standard_asks_for(html: Built) -> None:
    assert len(check_standard(html, 'nytt.atom')) > 2


@pytest.mark.parametrize('name', ['alfa', 'vatten', 'prov', 'orsa', 'varme'])
def test_the_feed_of_a_page_is_what_the_standard_asks_for(html: Built, name: str) -> None:
    assert len(check_standard(html, f'nytt/{name}.atom')) > 0


def check_standard(html: Built, name: str) -> list[ElementTree.Element]:
    root = parsed(html, name)
    assert root.tag == f'{ATOM}feed'
    entries = root.findall(f'{ATOM}entry')
    for element in (root, *entries):
        for tag in ONCE:
            assert len(element.findall(ATOM + tag)) == 1 and element.findtext(ATOM + tag), tag
        assert TIME.fullmatch(element.findtext(f'{ATOM}updated') or '')
        assert urlsplit(element.findtext(f'{ATOM}id') or '').scheme == 'https'
        assert element.findtext(f'{ATOM}author/{ATOM}name')
        assert [link.get('rel') for link in element.findall(f'{ATOM}link')].count('alternate') == 1
    [own] = [link.get('href') for link in root.findall(f'{ATOM}link') if link.get('rel') == 'self']
    assert own == root.findtext(f'{ATOM}id') == f'{BASE}/{name}'
    ids = [entry.findtext(f'{ATOM}id') for entry in entries]
    assert len(ids) == len(set(ids))
    times = [entry.findtext(f'{ATOM}updated') or '' for entry in entries]
    assert times == sorted(times, reverse=True) and root.findtext(f'{ATOM}updated') == times[0]
    # every entry leads to a page that is there
    for entry in entries:
        link = entry.find(f'{ATOM}link')
        assert link is not None
        address = str(link.get('href'))
        assert address.startswith(f'{BASE}/') and (html.out / address.removeprefix(f'{BASE}/')).is_file()
    return entries


def test_a_feed_reader_reads_them(html: Built) -> None:
    files = [html.out / 'nytt.atom', *sorted((html.out / 'nytt').glob('*.atom'))]
    for file in files:
        feed = feedparser.parse(file.read_bytes())
        assert not feed.bozo and feed.version == 'atom10', file
        assert feed.feed.title and feed.entries and all(entry.updated_parsed for entry in feed.entries)


def test_the_feed_of_a_page_holds_what_belongs_to_it(html: Built) -> None:
    region = {entry.id for entry in feedparser.parse((html.out / 'nytt/alfa.atom').read_bytes()).entries}
    assert f'{BASE}/docs/regions/alfa.html' in region and f'{BASE}/cases/alfa/genomganget.html' in region
    assert f'{BASE}/cases/orsa/tredje-fall.html' not in region
    theme = feedparser.parse((html.out / 'nytt/vatten.atom').read_bytes())
    assert f'{BASE}/cases/alfa/utkast.html' in {entry.id for entry in theme.entries}
    assert theme.feed.title.startswith('Nytt: ')


def test_a_page_with_a_feed_leads_to_it(html: Built) -> None:
    for docname, name in (
        ('docs/regions/alfa', 'alfa'),
        ('docs/themes/vatten', 'vatten'),
        ('docs/pilots/prov', 'prov'),
    ):
        page = html.page(docname)
        expected = (html.out / f'nytt/{name}.atom').resolve()
        links = page.all('link[rel=alternate][type="application/atom+xml"]')
        assert [page.target(link) for link in links] == [(html.out / 'nytt.atom').resolve(), expected]
        assert expected in {page.target(link) for link in page.all('.s3-contribute a')}
    page = html.page('cases/alfa/utkast')
    assert not [link for link in page.all('a') if str(link['href']).endswith('.atom')]


def test_entries_say_what_is_known_of_their_pages(html: Built) -> None:
    reviewed, draft = parsed(html).findall(f'{ATOM}entry')[:2]
    assert reviewed.findtext(f'{ATOM}title') == 'Genomgånget'
    assert (reviewed.findtext(f'{ATOM}updated'), reviewed.findtext(f'{ATOM}published')) == (
        '2026-03-01T00:00:00Z',
        '2025-12-01T00:00:00Z',
    )
    assert (reviewed.findtext(f'{ATOM}summary') or '').endswith('Genomgången av redaktionen 1 mars 2026.')
    assert draft.findtext(f'{ATOM}title') == 'Utkast: Ett <utkast> & mer'
    assert draft.findtext(f'{ATOM}author/{ATOM}name') == 'Region Alfa'
    assert 'Utkast – inte genomgånget av redaktionen.' in (draft.findtext(f'{ATOM}summary') or '')


def test_pages_lead_to_the_feed(html: Built) -> None:
    for docname in ('index', 'cases/alfa/utkast'):
        page = html.page(docname)
        links = page.all('link[rel=alternate][type="application/atom+xml"]')
        assert [page.target(link) for link in links] == [(html.out / 'nytt.atom').resolve()]


def test_the_feed_follows_the_pages_and_goes_with_the_setting(tmp_path: Path) -> None:
    site = copy_mini(tmp_path / 'site')
    build_clean(site, html_baseurl=f'{BASE}/')
    write_cases(site)
    html = build_clean(site, html_baseurl=f'{BASE}/')
    assert 'Utkast: ' in (html.out / 'nytt.atom').read_text('utf-8')
    fresh = build_clean(site, folder='_fresh', html_baseurl=f'{BASE}/')
    assert (fresh.out / 'nytt.atom').read_bytes() == (html.out / 'nytt.atom').read_bytes()
    assert contents(fresh.out / 'nytt') == contents(html.out / 'nytt')
    html = build_clean(site)
    assert not (html.out / 'nytt.atom').exists() and not (html.out / 'nytt').exists()
    assert not [link for link in html.page('docs/regions/alfa').all('a') if 'atom' in str(link['href'])]
    assert html.page('index').all('link[rel=alternate]') == []
