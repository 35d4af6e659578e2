"""A site that says where it is published: what its pages, and the files beside them, say to hosts and programs."""

from __future__ import annotations

import gzip
import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from s3ext.config.version import version as version_of_the_program
from s3ext.web import share_cards
from s3ext.web.versions import version
from tests.content.test_first_visits import HEAD_BYTES
from tests.site.sitekit import (
    Built,
    Page,
    bare_folders,
    build_clean,
    contents,
    copy_mini,
    differing,
    pages_written,
    stamps,
    text,
)
from tests.webkit import public_site

BASE = 'https://www.example.org/bok/'
CASE, THEME = 'cases/alfa/ett-fall', 'docs/themes/vatten'
NOON = 1_800_000_000


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return public_site(tmp_path_factory.mktemp('webb') / 'site', BASE)


@pytest.fixture(scope='module')
def built(site: Path) -> Built:
    return build_clean(site)


@pytest.fixture(scope='module')
def unplaced(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same for nobody knows where."""
    return build_clean(public_site(tmp_path_factory.mktemp('hemma') / 'site', ''))


def data(page: Page) -> list[dict[str, Any]]:
    found = json.loads(page.one('script[type="application/ld+json"]').get_text())
    assert found['@context'] == 'https://schema.org'
    things: list[dict[str, Any]] = found.get('@graph', [found])
    return things


# -- the head of a page ----------------------------------------------------------------------------


def test_a_page_says_its_full_address_once(built: Built) -> None:
    for docname, address in (
        ('index', BASE),
        (CASE, f'{BASE}{CASE}.html'),
        ('bidra/formular', f'{BASE}bidra/formular.html'),
    ):
        page = built.page(docname)
        assert page.one('link[rel=canonical]')['href'] == address
        assert page.one('meta[property="og:url"]')['content'] == address


def test_a_shared_link_has_title_summary_and_picture(built: Built) -> None:
    page = built.page(CASE)
    said = {str(tag['property']): str(tag['content']) for tag in page.all('meta[property^="og:"]')}
    picture = built.out / said['og:image'].removeprefix(BASE)
    assert said['og:title'] == text(page.one('h1'))
    assert said['og:description'] == page.one('meta[name=description]')['content']
    assert (said['og:type'], said['og:locale']) == ('article', 'sv_SE')
    # the head of a PNG: https://www.w3.org/TR/png/
    assert struct.unpack('>8sI4sII', picture.read_bytes()[:24]) == (b'\x89PNG\r\n\x1a\n', 13, b'IHDR', 1200, 630)
    assert (said['og:image:width'], said['og:image:height']) == ('1200', '630')
    assert picture.stat().st_size < 60_000


def test_each_kind_of_page_has_its_picture_and_each_picture_a_page(built: Built) -> None:
    named = {
        str(tag['content']).removeprefix(BASE)
        for file in built.out.rglob('*.html')
        for tag in Page(file).all('meta[property="og:image"]')
    }
    kinds = {Path(name).name.partition('-')[0] for name in named}
    assert {'site', 'case', 'theme', 'region'} <= kinds
    assert all((built.out / name).is_file() for name in named)


def test_a_record_says_what_it_is_about(built: Built) -> None:
    article, trail = data(built.page(CASE))
    assert article['@type'] == 'Article'
    assert f'{BASE}{THEME}.html' in [thing['url'] for thing in article['about']]
    assert f'{BASE}docs/regions/alfa.html' in [place['url'] for place in article['spatialCoverage']]
    assert article['license'].startswith('https://creativecommons.org/licenses/')
    assert article['publisher'] == {'@type': 'Organization', 'name': 'Region Alfa'}
    assert article['dateModified'] == '2026-01-01'
    items = trail['itemListElement']
    assert [item['position'] for item in items] == list(range(1, len(items) + 1))
    assert (items[0]['item'], items[-1]['item']) == (BASE, f'{BASE}{CASE}.html')


def test_the_front_page_says_how_the_site_is_searched(built: Built) -> None:
    (site,) = data(built.page('index'))
    assert (site['@type'], site['url']) == ('WebSite', BASE)
    assert site['publisher']['email'] == 'handboken@example.org'
    assert site['potentialAction']['target'] == f'{BASE}search.html?q={{search_term_string}}'


def test_hostile_titles_stay_text(tmp_path: Path) -> None:
    root = public_site(tmp_path / 'site', BASE)
    title = 'Slut </script><script>alert(1)</script> "och" & mer'
    file = root / f'{CASE}.md'
    file.write_text(re.sub(r'^# .*$', f'# `{title}`', file.read_text('utf-8'), flags=re.M), 'utf-8')
    page = build_clean(root).page(CASE)
    assert data(page)[0]['headline'] == title
    assert page.one('meta[property="og:title"]')['content'] == title
    assert not [tag for tag in page.all('script') if 'alert' in tag.get_text() and not tag.get('type')]


def test_what_a_page_says_with_an_address_is_short(built: Built, unplaced: Built) -> None:
    """A first visit to the heaviest page has this much room (``tests/content/test_first_visits.py``)."""

    def weight(site: Built) -> int:
        return len(gzip.compress((site.out / 'docs' / 'glossary.html').read_bytes(), 6, mtime=0))

    assert weight(unplaced) < weight(built) <= weight(unplaced) + HEAD_BYTES


def test_without_an_address_nothing_is_guessed(unplaced: Built) -> None:
    for file in unplaced.out.rglob('*.html'):
        page = Page(file)
        if not page.all('meta[http-equiv=refresh]'):
            assert page.all('link[rel=canonical], meta[property^="og:"], script[type="application/ld+json"]') == [], (
                file
            )
    for name in ('sitemap.xml', 'robots.txt', '_headers', '.htaccess', 'version.json', 'delning'):
        assert not (unplaced.out / name).exists()
    assert (unplaced.out / '.nojekyll').read_bytes() == b''


# -- files beside the pages ------------------------------------------------------------------------


def test_the_map_has_every_page_and_nothing_else(built: Built) -> None:
    root = ElementTree.parse(built.out / 'sitemap.xml').getroot()
    names = {'s': 'http://www.sitemaps.org/schemas/sitemap/0.9'}
    listed = [entry.findtext('s:loc', '', names) for entry in root.findall('s:url', names)]
    canonical = {
        str(tag['href'])
        for file in built.out.rglob('*.html')
        for tag in Page(file).all('head:not(:has(meta[http-equiv=refresh])) link[rel=canonical]')
    }
    assert len(listed) == len(set(listed))
    assert set(listed) == canonical
    assert not [address for address in listed if address.endswith(('/404.html', '/search.html'))]


def test_what_hides_is_not_found(built: Built) -> None:
    for name in ('404', 'search'):
        assert built.page(name).one('meta[name=robots]')['content'] == 'noindex'
    assert built.page(CASE).all('meta[name=robots]') == []
    index = (built.out / 's3-search' / 'index.js').read_text('utf-8')
    assert '404' not in {Path(file).stem for file in contents(built.out / 's3-search')}
    assert '"404' not in index


def test_the_site_says_when_it_was_built_and_who_answers_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv('SOURCE_DATE_EPOCH', str(NOON))
    built = build_clean(public_site(tmp_path / 'site', BASE))
    foot = text(built.page('index').one('.s3-footer'))
    assert f'Byggd 15 januari 2027, version {version_of_the_program()}.' in foot
    assert 'Kontakt: Region Alfa, handboken@example.org' in foot
    assert json.loads((built.out / 'version.json').read_text('utf-8'))['built'] == '2027-01-15'
    assert 'Expires: 2028-01-10T00:00:00Z' in (built.out / '.well-known' / 'security.txt').read_text('utf-8')


def test_a_folder_that_a_reader_cuts_an_address_back_to_leads_on(built: Built) -> None:
    assert bare_folders(built.out) == []
    for folder in ('data', 'delning', 'nytt'):
        assert (built.out / folder).is_dir()
    leads = {name: Page(built.out / name / 'index.html') for name in ('cases', 'cases/alfa', 'docs', 'bidra')}
    targets = {name: page.target(page.one('a')).relative_to(built.out).as_posix() for name, page in leads.items()}
    assert targets == {
        'cases': 'docs/cases/index.html',
        'cases/alfa': 'docs/regions/alfa.html',
        'docs': 'index.html',
        'bidra': 'index.html',
    }
    for page in leads.values():
        assert page.one('meta[http-equiv=refresh]')['content'] == f'0; url={page.one("a")["href"]}'
        assert page.all('script') == []
        assert page.one('html')['lang'] == 'sv'


# -- versions --------------------------------------------------------------------------------------


def loaded(out: Path) -> Iterator[tuple[Path, str]]:
    """What pages and style sheets load, as addresses relative to their place: (the folder, the address)."""
    for file in out.rglob('*.html'):
        page = Page(file)
        for tag in page.all('script[src], link[rel=stylesheet], link[rel=icon]'):
            yield file.parent, str(tag.get('src') or tag['href'])
        for tag in page.all('[data-s3-scripts]'):
            yield from ((file.parent, name) for name in str(tag['data-s3-scripts']).split())
        static = out / '_static'
        for attribute in ('data-s3-fonts', 'data-s3-marks', 'data-s3-room', 'data-s3-yaml'):
            for tag in page.all(f'[{attribute}]'):
                yield from ((static, name) for name in str(tag[attribute]).split())
    for sheet in (out / '_static').glob('*.css'):
        for address in re.findall(r'url\("?(?!data:|#)([^")]+)', sheet.read_text('utf-8')):
            yield sheet.parent, address


def test_every_file_that_a_page_loads_has_its_version_in_its_address(built: Built) -> None:
    checked = set()
    for folder, address in loaded(built.out):
        parts = urlsplit(address)
        file = built.out / parts.path.removeprefix('/bok/') if address.startswith('/bok/') else folder / parts.path
        name = file.resolve().name
        assert file.is_file(), address
        assert re.fullmatch(r'v=[0-9a-f]{8}', parts.query), address
        # Sphinx has a checksum of its own for what it names itself
        if not name.startswith(('s3.css', 's3-more.css', 'pygments', 'basic', 'sphinx-design', 'design-tabs')):
            assert parts.query == f'v={version(file.read_bytes())}', address
        checked.add(name)
    assert {
        's3-page-all.js',
        's3.css',
        'index.js',
        'formular-data.js',
        'favicon.svg',
        'PublicSans-Regular.woff2',
    } <= checked


def test_scripts_name_nothing_without_a_version() -> None:
    """What scripts load by themselves."""
    static = Path(__file__).parents[2] / 's3ext' / 'web' / 'static'
    for file in (*static.glob('*.js'), *static.glob('search/*.js')):
        for line in file.read_text('utf-8').splitlines():
            if re.search(r'`[^`]*\.js[^`]*`', line) and '//' not in line.partition('`')[0]:
                assert '.js?v=' in line, (file.name, line)


# -- the same from scratch, after an edit, by several processes, on another day ---------------------


@pytest.mark.slow
def test_after_an_edit_and_on_another_day_the_site_is_as_from_scratch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = public_site(tmp_path / 'site', BASE)
    monkeypatch.setenv('SOURCE_DATE_EPOCH', str(NOON))
    build_clean(root)
    monkeypatch.setenv('SOURCE_DATE_EPOCH', str(NOON + 86_400))
    before = stamps(root / '_build' / 'html')
    with monkeypatch.context() as patched:
        patched.setattr(share_cards, '_drawn', None)  # pictures that lie there are not drawn again
        out = build_clean(root).out
    assert pages_written(before, stamps(out)) == {'index'}
    theme = root / f'{THEME}.md'
    theme.write_text(re.sub(r'^# .*$', '# Vattnet', theme.read_text('utf-8'), flags=re.M), 'utf-8')
    (root / 'cases' / 'orsa' / 'tredje-fall.md').unlink()
    build_clean(root)
    assert not (out / 'cases' / 'orsa').exists()
    now = contents(out)
    for folder, jobs in (('_fresh', 1), ('_parallel', 2)):
        fresh = contents(build_clean(root, folder=folder, jobs=jobs).out)
        assert [path for path in differing(now, fresh) if not path.startswith('.s3-') and path != '.buildinfo'] == []
    assert 'Vattnet' in [thing['name'] for thing in data(Page(out / f'{CASE}.html'))[0]['about']]


def test_with_another_theme_the_pages_say_the_same(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    page = build_clean(root, html_baseurl=BASE).page(CASE)
    assert page.one('link[rel=canonical]')['href'] == f'{BASE}{CASE}.html'
    assert data(page)[0]['headline'] == text(page.one('h1'))
