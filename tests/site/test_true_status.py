"""Drafts, regions' own texts and approvals: on pages, in lists, in the search, in PDFs, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import Tag

from s3ext.__main__ import main
from tests.site.sitekit import Built, build_clean, build_site, case_text, copy_mini, search_index, text
from tests.texts import load_texts

WRITTEN = 'Skriven av redaktionen ur offentliga källor. Ingen region har godkänt texten.'
BY_REGION = 'Skriven av Region Alfa. Inget godkännande är antecknat.'
APPROVAL = 'Godkänd av Region Alfa (enheten för regional utveckling) 3 februari 2026.'
UTKAST = 'Utkast – inte genomgånget av redaktionen.'
REVIEW = 'reviewed_on: 2026-01-01\n'
#: cases of each status: what their header says beside the least, and whether a review stands there
CASES = {
    'egen': ('written_by: alfa\n', False),
    'utkast': ('written_by: redaktionen\n', False),
    'godkand': (
        'written_by: alfa\napproved: {by: alfa, unit: enheten för regional utveckling, date: 2026-02-03}\n',
        True,
    ),
}
REGISTERS = 'docs/registers/index'


def add_cases(site: Path) -> Path:
    for name, (more, reviewed) in CASES.items():
        source = case_text(f'Fallet {name}', more=more)
        (site / f'cases/alfa/{name}.md').write_text(source if reviewed else source.replace(REVIEW, ''), 'utf-8')
    with (site / f'{REGISTERS}.md').open('a', encoding='utf-8') as page:
        page.write('\n## Att gå igenom\n\n:::{reviews}\n:::\n\n## Nytt\n\n:::{records} case\n:group: status\n:::\n')
    return site


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return add_cases(copy_mini(tmp_path_factory.mktemp('status') / 'site'))


@pytest.fixture(scope='module')
def html(site: Path) -> Built:
    return build_clean(site)


def test_a_page_says_who_wrote_approved_and_reviewed_it(html: Built) -> None:
    reviewed = 'Genomgången av redaktionen 1 januari 2026.'
    for name, drafts, shown in (
        ('egen', [UTKAST], BY_REGION),
        ('utkast', [UTKAST], WRITTEN),
        ('godkand', [], f'Skriven av Region Alfa. {APPROVAL} {reviewed}'),
        ('ett-fall', [], f'{WRITTEN} {reviewed}'),
    ):
        page = html.page(f'cases/alfa/{name}')
        assert (page.texts('.s3-draft'), page.texts('.s3-editorial')) == (drafts, [shown]), name
        known = text(page.facts()['Genomgånget av redaktionen'])
        assert known == ('Nej, sidan är ett utkast' if drafts else '1 januari 2026')
        # nothing else that the page says of itself tells of a review or an approval that never was
        for tag in page.all('.s3-relations'):
            tag.decompose()
        words = text(page.one('h1').find_parent(class_='s3-page') or page.one('h1'))
        assert ('Genomgången av redaktionen' in words) == (not drafts), name
        assert ('Godkänd av' in words) == (name == 'godkand'), name


def row_of(listing: Tag | Built, name: str, page: str) -> list[str]:
    assert isinstance(listing, Built)
    found = listing.page(page)
    for row in found.all('li:has(> .s3-record-title)'):
        link = row.select_one('.s3-record-title a')
        if link and str(link['href']).endswith(f'/{name}.html'):
            return [text(tag) for tag in row.select('.s3-record-meta')]
    raise AssertionError(name)


def test_lists_mark_drafts_and_regions_own_texts(html: Built) -> None:
    # the catalogue, whose rows say how the results are known, and a list
    for page, evidence in (('docs/cases/index', ' · Uppgivet'), ('docs/themes/vatten', '')):
        assert row_of(html, 'egen', page) == ['Utkast · Alfa · 2020–2022 · Skriven av Region Alfa']
        assert row_of(html, 'utkast', page) == ['Utkast · Alfa · 2020–2022']
        assert row_of(html, 'godkand', page) == ['Alfa · 2020–2022 · Skriven av Region Alfa · Godkänd av Region Alfa']
        assert row_of(html, 'ett-fall', page) == [f'Alfa, Örsa · 2020–2022{evidence}']


def test_registers_list_what_waits_for_the_editors(html: Built) -> None:
    page = html.page(REGISTERS)
    groups = [text(tag) for tag in page.all('#att-ga-igenom .s3-group, #nytt .s3-group')]
    assert groups[:2] == ['Utkast att gå igenom', 'Sidor att gå igenom på nytt']
    # what is approved stands once, under what the editors have done
    assert groups[2:] == ['Utkast', 'Genomgånget av redaktionen']
    assert 'även Godkänt av en region eller annan organisation' in text(page.one('#nytt'))
    listing = page.one('#att-ga-igenom').select('ul')[0]
    assert [text(tag) for tag in listing.select('.s3-record-title')] == ['Fallet egen', 'Fallet utkast']


def test_hits_of_the_search_mark_drafts(html: Built) -> None:
    by_name = {page['doc']: page.get('meta') for page in search_index(html.out)['pages']}
    assert by_name['cases/alfa/egen'] == 'Utkast, Alfa'
    assert by_name['cases/alfa/godkand'] == 'Alfa'


def test_the_footer_says_nothing_of_all_pages_that_is_untrue_of_some(html: Built) -> None:
    footer = load_texts('sv')['footer_editorial']
    assert 'godkänt dem' not in footer and 'redaktionella' not in footer


def test_pages_follow_the_name_of_the_region_and_a_review(tmp_path: Path) -> None:
    site = add_cases(copy_mini(tmp_path / 'site'))
    build_clean(site)
    region, case = site / 'docs/regions/alfa.md', site / 'cases/alfa/egen.md'
    region.write_text(region.read_text('utf-8').replace('authority: Region Alfa', 'authority: Alfaregionen'), 'utf-8')
    html = build_clean(site)
    assert html.page('cases/alfa/egen').texts('.s3-editorial') == [BY_REGION.replace('Region Alfa', 'Alfaregionen')]
    case.write_text(case.read_text('utf-8').replace('sources:', f'{REVIEW}sources:', 1), 'utf-8')
    html = build_clean(site)
    assert html.page('cases/alfa/egen').texts('.s3-draft') == []
    assert row_of(html, 'egen', 'docs/themes/vatten') == ['Alfa · 2020–2022 · Skriven av Alfaregionen']


def test_a_review_or_approval_ahead_ends_the_build_and_the_check_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = add_cases(copy_mini(tmp_path / 'site'))
    case = site / 'cases/alfa/godkand.md'
    lines = case.read_text('utf-8').split('\n')
    approved, reviewed = (next(n for n, line in enumerate(lines, 1) if line.startswith(f)) for f in ('approved', 'rev'))
    expected = [('cases/alfa/godkand.md', approved, lines[approved - 1].index('2026') + 1, 'future-date')]
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1769904000')  # 1 February 2026: reviewed, and approved in two days
    assert build_site(site).faults == expected
    assert main(['check', '--root', str(site), '--format', 'json']) == 1
    report = json.loads(capsys.readouterr().out)
    found = report if isinstance(report, list) else report['problems']
    assert [(item['path'], item['line'], item['column'], item['code']) for item in found] == expected
    # the day passes, and nobody touches the file
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1770076800')  # 3 February 2026
    build_clean(site)
    assert main(['check', '--root', str(site)]) == 0
    case.write_text(case.read_text('utf-8').replace(REVIEW, 'reviewed_on: 2026-02-04\n'), 'utf-8')
    capsys.readouterr()
    assert build_site(site).faults == [('cases/alfa/godkand.md', reviewed, 14, 'future-date')]
    assert main(['check', '--root', str(site)]) == 1
    assert 'Dagen 2026-02-04 i "reviewed_on" har inte varit än: i dag är det 2026-02-03.' in capsys.readouterr().out


def test_pdfs_say_the_same(site: Path) -> None:
    extensions = ['myst_parser', 's3ext', 'tests.site.pdf_source']
    out = build_clean(site, 'pdfsource', folder='_pdf', extensions=extensions, s3_pdf=['all']).out
    data = {file.stem: json.loads(file.read_text('utf-8')) for file in out.rglob('s3-*.json')}

    def status(name: str) -> str:
        return str(dict(data[name]['facts'])['Status'])

    assert status('s3-fall-egen') == f'{UTKAST} {BY_REGION}'.removesuffix('.')
    assert 'Senast genomgånget' not in dict(data['s3-fall-egen']['facts'])
    assert APPROVAL in status('s3-fall-godkand')
    assert status('s3-region-orsa') == 'Skrivna av redaktionen ur offentliga källor. Ingen region har godkänt texterna'
    assert 'är skrivna av andra än redaktionen' in status('s3-region-alfa')
    assert '2 av ' in status('s3-region-alfa') and 'är utkast' in status('s3-region-alfa')
    pages = [file.read_text('utf-8') for file in sorted(out.rglob('egen*.typ'))]
    assert len(pages) == 3  # in the book, in an edition, and as a sheet
    for typst in pages:
        assert typst.count('s3.draft') == 1 and typst.index('s3.draft') < typst.index('Skriven av Region Alfa')
