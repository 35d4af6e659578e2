"""A workshop's kit: one file with all that it needs, and a page that works where there is no network."""

from __future__ import annotations

import io
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import docx
import pypdf
import pytest
import yaml

from s3ext.__main__ import main
from s3ext.core.office import excel, word
from s3ext.core.office.content import Document
from tests.site.sitekit import Built, Page, build_clean, contents, copy_mini, pages_written, stamps, text

WORKSHOP = 'docs/workshops/verkstad'
ZIP = 'paket/s3-workshop-verkstad.zip'
ROOT = 's3-workshop-verkstad'
TEMPLATE = """---
summary: Kortet är till för testerna av handboken och har en sammanfattning.
process: [fardplan]
audience: [officer]
files: [{files}]
basis: editors
reviewed_on: 2026-01-01
sources:
  - {{id: rapport, publisher: Region Alfa, title: En rapport, url: "https://example.org/rapport", year: 2022}}
---

# {title}

Inledningen.[^rapport]

## Att ta med

:::{{template}}

| Fråga | Svar |
|---|---|
| Vem? | |

:::
"""
PRINTED = """print_list:
  - {template: kort, per_person: 6}
  - {template: lista, per_table: 1}
  - {sheet: participants, per_person: 1}
"""


def kit(built: Built) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO((built.out / ZIP).read_bytes()))


def build(site: Path, pdfs: Path, folder: str = '_build', jobs: int = 1) -> Built:
    return build_clean(site, folder=folder, jobs=jobs, s3_pdf_folder=str(pdfs), html_baseurl='https://example.org/bok/')


@pytest.fixture(scope='module')
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Built]:
    """A site with a workshop that prints two templates and reads a case; its PDFs; and the site built with them."""
    site = copy_mini(tmp_path_factory.mktemp('kits') / 'site')
    for name, files in (('kort', 'docx, xlsx'), ('lista', 'docx'), ('annan', 'docx')):
        page = site / 'docs' / 'templates' / f'{name}.md'
        page.parent.mkdir(exist_ok=True)
        page.write_text(TEMPLATE.format(files=files, title=f'Mallen {name}'), 'utf-8')
    file = site / f'{WORKSHOP}.md'
    file.write_text(file.read_text('utf-8').replace('cases: [', f'{PRINTED}cases: [', 1), 'utf-8')
    chosen = ['s3-workshop-verkstad-ledare', 's3-workshop-verkstad-deltagare', 's3-fall-ett-fall', 's3-fall-annat-fall']
    chosen += [f's3-mall-{name}' for name in ('kort', 'lista', 'annan')]
    pdfs = build_clean(site, 'typstpdf', s3_pdf=chosen).out
    return site, pdfs, build(site, pdfs)


def test_the_kit_holds_what_the_header_names_and_nothing_else(made: tuple[Path, Path, Built]) -> None:
    site, pdfs, built = made
    header = yaml.safe_load((site / f'{WORKSHOP}.md').read_text('utf-8').split('---\n')[1])
    wanted = {'index.html', 'page/kit.css', 'page/s3-planner.js', 'page/s3-room.js'}
    wanted |= {'s3-workshop-verkstad-ledare.pdf', 's3-workshop-verkstad-deltagare.pdf', 'korschema.docx'}
    wanted |= {f'fall/s3-fall-{case}.pdf' for case in header['cases']}
    for name in (item['template'] for item in header['print_list'] if 'template' in item):
        files = yaml.safe_load((site / f'docs/templates/{name}.md').read_text('utf-8').split('---\n')[1])['files']
        wanted |= {f'mall/s3-mall-{name}.pdf', *(f'mall/{name}.{ending}' for ending in files)}
    with kit(built) as archive:
        assert archive.testzip() is None
        assert {name.removeprefix(f'{ROOT}/') for name in archive.namelist()} == wanted
        for name in archive.namelist():
            original = pdfs / Path(name).name
            original = original if name.endswith('.pdf') else built.out / 'mallar' / Path(name).name
            if name.endswith(('.pdf', '.docx', '.xlsx')) and not name.endswith('/korschema.docx'):
                assert archive.read(name) == original.read_bytes(), name
        leader = pypdf.PdfReader(io.BytesIO(archive.read(f'{ROOT}/s3-workshop-verkstad-ledare.pdf')))
    words = ' '.join(' '.join(page.extract_text().split()) for page in leader.pages)
    # the numbers are on the leader's paper: 6 cards each for 18, and 3 tables
    assert 'Bord med högst 6 vid varje' in words and '108' in words


def test_a_run_sheet_with_times_for_the_standard_size(made: tuple[Path, Path, Built]) -> None:
    """Of 6 to 18 people, 6 at a table, come 12: half way, and as many as fill their tables; it begins at nine."""
    with kit(made[2]) as archive:
        data = archive.read(f'{ROOT}/korschema.docx')
    document: Any = docx.Document(io.BytesIO(data))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert words[0] == 'Körschema: Verkstad'
    assert 'För 12 personer, med start klockan 09:00.' in words[1]
    programme, needs = document.tables[:2]
    assert [row.cells[0].text for row in programme.rows][1:] == ['09:00–09:15', '09:15–10:10', '10:10–10:30']
    assert {row.cells[0].text: row.cells[1].text for row in needs.rows}['6 per person: Mallen kort'] == '72'
    assert not set(words) & {'0:00', '0:15'}


def unpacked(built: Built, folder: Path) -> Page:
    with kit(built) as archive:
        archive.extractall(folder)
    return Page(folder / ROOT / 'index.html')


def test_its_page_leads_to_its_files_and_loads_nothing_from_elsewhere(
    made: tuple[Path, Path, Built], tmp_path: Path
) -> None:
    page = unpacked(made[2], tmp_path)
    inside = [link for link in page.all('a[href], link[href]') if not urlsplit(str(link['href'])).scheme]
    loaded = [str(tag['src']) for tag in page.all('[src]')]
    assert loaded == ['page/s3-planner.js']
    assert all(page.target(link).is_file() for link in inside)
    listed = {page.target(link).relative_to(page.file.parent).as_posix() for link in page.all('main > ul a')}
    there = {file.relative_to(page.file.parent).as_posix() for file in page.file.parent.rglob('*') if file.is_file()}
    assert listed == {path for path in there if not path.startswith('page/')} - {'index.html'}
    outside = [str(link['href']) for link in page.all('a[href]') if urlsplit(str(link['href'])).scheme]
    assert outside == ['https://example.org/bok/docs/workshops/verkstad.html']
    assert page.one('html')['lang'] == 'sv'
    assert page.texts('.s3-table-agenda tbody th') == ['0:00', '0:15', '1:10']
    assert [text(link) for link in page.all('.s3-table-amounts a')] == ['Mallen kort', 'Mallen lista']
    styles = (page.file.parent / 'page/kit.css').read_text('utf-8')
    assert 'url(' not in styles and '@import' not in styles


def test_the_page_in_the_handbook_leads_to_it_with_its_size(made: tuple[Path, Path, Built]) -> None:
    built = made[2]
    page = built.page(WORKSHOP)
    link = page.all('.s3-downloads a')[-1]
    assert link['type'] == 'application/zip'
    assert page.target(link) == (built.out / ZIP).resolve()
    with kit(built) as archive:
        many = len([name for name in archive.namelist() if '/page/' not in name])
    size = round((built.out / ZIP).stat().st_size / 1000)
    assert text(link) == f'Allt i en fil, att ta med (zip, {many} filer, {size} kB)'


def test_the_same_bytes_however_it_is_built(made: tuple[Path, Path, Built], tmp_path: Path) -> None:
    site, pdfs, built = made
    wanted = (built.out / ZIP).read_bytes()
    copy = shutil.copytree(site, tmp_path / 'site')
    assert (build(copy, pdfs).out / ZIP).read_bytes() == wanted  # again, where nothing changed
    for folder, jobs in (('_fresh', 1), ('_parallel', 2)):
        other = build(copy, pdfs, folder, jobs)
        assert (other.out / ZIP).read_bytes() == wanted
        assert other.page(WORKSHOP).texts('.s3-downloads a') == built.page(WORKSHOP).texts('.s3-downloads a')


def test_each_template_is_made_once(
    made: tuple[Path, Path, Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though a kit holds some of them too, and is packed first."""
    site, pdfs, _ = made
    copy = shutil.copytree(site, tmp_path / 'site')
    titles: list[str] = []
    for maker in (word.word_file, excel.excel_file):

        def counted(document: Document, maker: Callable[[Document], bytes] = maker) -> bytes:
            titles.append(f'{maker.__name__} {document.title}')
            return maker(document)

        monkeypatch.setattr(sys.modules[maker.__module__], maker.__name__, counted)
    fresh = build(copy, pdfs, '_fresh')
    names = [
        'excel_file Mallen kort',
        'word_file Körschema: Verkstad',
        'word_file Mallen annan',
        'word_file Mallen kort',
        'word_file Mallen lista',
    ]
    assert sorted(titles) == names
    assert contents(fresh.out / 'mallar') == contents(made[2].out / 'mallar')


def test_a_kit_that_changes_writes_its_page_again_and_goes_with_the_pdfs(
    made: tuple[Path, Path, Built], tmp_path: Path
) -> None:
    site, pdfs, _ = made
    copy = shutil.copytree(site, tmp_path / 'site')
    before = stamps(build(copy, pdfs).out)
    page = copy / 'docs' / 'templates' / 'lista.md'
    page.write_text(page.read_text('utf-8').replace('Vem?', 'Vem gör det, och när är det gjort?'), 'utf-8')
    again = build(copy, pdfs)
    assert pages_written(before, stamps(again.out)) == {'docs/templates/lista', WORKSHOP}
    size = round((again.out / ZIP).stat().st_size / 1000)
    assert again.page(WORKSHOP).texts('.s3-downloads a')[-1].endswith(f'{size} kB)')
    without = build_clean(copy)
    assert not (without.out / 'paket').exists()
    assert without.page(WORKSHOP).all('.s3-downloads a') == []


@pytest.mark.slow
def test_one_command_makes_all_kits_and_no_other_pdf(
    made: tuple[Path, Path, Built], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They hold the same files as those that a site with all its PDFs links to."""
    copy = shutil.copytree(made[0], tmp_path / 'site')
    for _ in range(2):
        assert main(['build', 'kits', '--root', str(copy)]) == 0
        assert 'kits' in capsys.readouterr().out.splitlines()[-1]
        [file] = (copy / '_build' / 'kits').iterdir()
        assert file.name == Path(ZIP).name
        data = file.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive, kit(made[2]) as wanted:
            assert archive.namelist() == wanted.namelist()
    pdfs = {pdf.stem for pdf in (copy / '_build' / 'work' / 'pdf').glob('*.pdf')}
    assert pdfs == {Path(name).stem for name in archive.namelist() if name.endswith('.pdf')}
    shutil.rmtree(copy / '_build')
    assert main(['build', 'kits', '--root', str(copy)]) == 0
    assert (copy / '_build' / 'kits' / file.name).read_bytes() == data


def test_a_handbook_without_kits_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = copy_mini(tmp_path / 'site')
    shutil.rmtree(site / 'docs' / 'workshops')
    assert main(['build', 'kits', '--root', str(site)]) == 1
    assert 'inget att bygga' in capsys.readouterr().err
