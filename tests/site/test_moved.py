"""Old addresses on the built site: pages and rules that lead on, and what is left of a page that is withdrawn."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
import pytest

from s3ext.__main__ import main
from tests.pdfkit import text_of
from tests.site.sitekit import Built, build_clean, contents, copy_mini, differing, search_index, stamps

CASE, THIRD = 'cases/alfa/annat-fall', 'cases/orsa/tredje-fall'
WITHDRAWN = 'withdrawn: {since: 2026-01-02, reason: Det blev aldrig av., instead: [ett-fall, docs/themes/varme]}'
RULES = ('_redirects', '_redirects-apache.conf', '_redirects-nginx.map')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_mini(tmp_path / 'site')


def give(root: Path, docname: str, line: str) -> None:
    """Put *line* first into the header of the page."""
    file = root / f'{docname}.md'
    file.write_text(file.read_text('utf-8').replace('---\n', f'---\n{line}\n', 1), 'utf-8')


def is_fresh(root: Path, built: Built) -> bool:
    """Whether the site is what a first build makes, in two processes."""
    fresh = build_clean(root, folder='_fresh', jobs=2)
    found = differing(contents(built.out), contents(fresh.out))
    return found == []


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
def test_an_old_address_leads_to_the_new_one(root: Path, builder: str) -> None:
    build_clean(root, builder)
    assert main(['rename', '--root', str(root), 'annat-fall', 'nytt-fall']) == 0
    give(root, 'docs/themes/vatten', 'former_ids: [cases/orsa/vatten]')
    built = build_clean(root, builder)
    page = built.page(CASE)
    link = page.one('main a')
    assert (link.get_text(), page.target(link).resolve()) == ('Ännu ett fall', _target(built, 'cases/alfa/nytt-fall'))
    refresh = str(page.one('meta[http-equiv="refresh"]')['content'])
    assert refresh == f'0; url={link["href"]}'
    assert page.one('meta[name="robots"]')['content'] == 'noindex'
    assert page.texts('h1') == ['Sidan har flyttat'] and page.one('html')['lang'] == 'sv'
    assert page.all('script') == []
    other = built.page('cases/orsa/vatten')
    assert other.target(other.one('main a')).resolve() == _target(built, 'docs/themes/vatten')
    assert not built.page('cases/alfa/nytt-fall').all('meta[http-equiv="refresh"]')


def _target(built: Built, docname: str) -> Path:
    file = built.page(docname).file
    return file.parent if file.name == 'index.html' else file


def test_hosts_have_their_rules_below_the_address_of_the_site(root: Path) -> None:
    give(root, CASE, 'former_ids: [forr]')
    base = 'https://example.org/handbok/'
    built = build_clean(root, html_baseurl=base)
    old, new = '/handbok/cases/alfa/forr.html', '/handbok/cases/alfa/annat-fall.html'
    said = {name: (built.out / name).read_text('utf-8') for name in RULES}
    assert said == {
        '_redirects': f'{old} {new} 301\n',
        '_redirects-apache.conf': f'RedirectMatch 301 "^{old.replace(".", "[.]")}$" "{new}"\n',
        '_redirects-nginx.map': f'{old} {new};\n',
    }
    page = built.page('cases/alfa/forr')
    assert page.one('link[rel="canonical"]')['href'] == f'{base}cases/alfa/annat-fall.html'
    assert page.one('main a')['href'] == 'annat-fall.html'


def test_what_is_no_longer_an_old_address_goes(root: Path) -> None:
    give(root, CASE, 'former_ids: [forr, annu-forr]')
    built = build_clean(root)
    before = stamps(built.out)
    assert (built.out / 'cases/alfa/forr.html').is_file() and is_fresh(root, built)
    file = root / f'{CASE}.md'
    file.write_text(file.read_text('utf-8').replace('[forr, annu-forr]', '[annu-forr]'), 'utf-8')
    again = build_clean(root)
    assert not (again.out / 'cases/alfa/forr.html').exists()
    assert stamps(again.out)['cases/alfa/annu-forr.html'] == before['cases/alfa/annu-forr.html']
    assert is_fresh(root, again)
    file.write_text(file.read_text('utf-8').replace('former_ids: [annu-forr]\n', ''), 'utf-8')
    last = build_clean(root)
    assert not any((last.out / name).exists() for name in RULES) and is_fresh(root, last)


def test_the_title_of_the_new_page_is_that_of_today(root: Path) -> None:
    give(root, CASE, 'former_ids: [forr]')
    build_clean(root)
    file = root / f'{CASE}.md'
    file.write_text(file.read_text('utf-8').replace('# Ännu ett fall', '# Vi & co'), 'utf-8')
    built = build_clean(root)
    assert built.page('cases/alfa/forr').texts('main a') == ['Vi & co'] and is_fresh(root, built)


def test_of_a_withdrawn_page_its_address_says_why(root: Path) -> None:
    before = build_clean(root)
    assert before.page('docs/regions/orsa').all(f'a[href$="{THIRD}.html"]')
    give(root, THIRD, WITHDRAWN)
    built = build_clean(root)
    page = built.page(THIRD)
    text = ' '.join(page.soup.get_text().split())
    assert 'Zonen' in text and 'Sidan är tillbakadragen sedan den 2 januari 2026.' in text
    assert 'Skäl: Det blev aldrig av. Läs i stället: Ett fall Värme' in text
    links = [page.target(link).resolve() for link in page.all('li a.internal')]
    assert links == [built.page(name).file for name in ('cases/alfa/ett-fall', 'docs/themes/varme')]
    assert page.one('meta[name="robots"]')['content'] == 'noindex'
    assert 'Något gjordes' not in text and 'Vattnet blev renare' not in text
    assert is_fresh(root, built)


def test_a_withdrawn_page_is_nowhere_else(root: Path) -> None:
    give(root, THIRD, f'former_ids: [forr]\n{WITHDRAWN}')
    built = build_clean(root, html_baseurl='https://example.org/')
    named = [
        file.relative_to(built.out).as_posix()
        for file in built.out.rglob('*')
        if file.is_file() and '.doctrees' not in file.parts and b'tredje-fall' in file.read_bytes()
    ]
    assert sorted(named) == sorted(['.s3-state.json', f'{THIRD}.html', 'cases/orsa/forr.html', *RULES])
    assert THIRD not in [page['doc'] for page in search_index(built.out)['pages']]
    numbers = re.search(r'Det finns (\d+) fall', built.page('index').soup.get_text())
    assert numbers and int(numbers[1]) == len([*root.glob('cases/*/*.md')]) - 1


def test_no_pdf_holds_a_withdrawn_page(root: Path) -> None:
    give(root, THIRD, f'former_ids: [forr]\n{WITHDRAWN}')
    give(root, CASE, 'former_ids: [forr]')
    assert main(['pdf', '--root', str(root), '--all']) == 0
    pdfs = {file.stem: file for file in (root / '_build' / 'pdf').rglob('*.pdf')}
    assert 's3-fall-annat-fall' in pdfs and 's3-fall-tredje-fall' not in pdfs
    for file in pdfs.values():
        assert 'tillbakadragen' not in text_of(pypdf.PdfReader(file))


def test_files_of_old_names_lead_to_those_of_the_new(root: Path, tmp_path: Path) -> None:
    """Rules of hosts can lead from a PDF; what is withdrawn has none any more, and leads to what is said of it."""
    give(root, CASE, 'former_ids: [forr, cases/orsa/annat-fall]')
    give(root, 'docs/workshops/verkstad', 'former_ids: [verkstan]')
    give(root, THIRD, WITHDRAWN)
    (tmp_path / 'pdf').mkdir()
    built = build_clean(root, s3_pdf_folder=str(tmp_path / 'pdf'))
    said = dict(line.split(' ')[:2] for line in (built.out / '_redirects').read_text('utf-8').splitlines())
    assert said == {
        '/cases/alfa/forr.html': f'/{CASE}.html',
        '/cases/orsa/annat-fall.html': f'/{CASE}.html',
        '/pdf/s3-fall-forr.pdf': '/pdf/s3-fall-annat-fall.pdf',
        '/docs/workshops/verkstan.html': '/docs/workshops/verkstad.html',
        '/pdf/s3-workshop-verkstan-deltagare.pdf': '/pdf/s3-workshop-verkstad-deltagare.pdf',
        '/pdf/s3-workshop-verkstan-ledare.pdf': '/pdf/s3-workshop-verkstad-ledare.pdf',
        '/paket/s3-workshop-verkstan.zip': '/paket/s3-workshop-verkstad.zip',
        '/pdf/s3-fall-tredje-fall.pdf': f'/{THIRD}.html',
    }
