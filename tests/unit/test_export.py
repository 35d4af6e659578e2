"""``s3ext export``: a page as a Word file, looked at as Word's own readers see it, and by what ``import`` goes by."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from PIL import Image

from s3ext.__main__ import main
from s3ext.commands.export import page_bytes
from s3ext.commands.project import read_content
from s3ext.core.gate.materials import check_material

#: whole sites are read, and whole files written
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CASE = 'cases/alfa/annat-fall.md'
OFFICE = shutil.which('soffice')
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'


def export(root: Path, *arguments: str) -> int:
    return main(['export', '--root', str(root), '--docx', *arguments])


def with_text(root: Path, text: str) -> docx.document.Document:
    """The document of the case when *text* stands below its first heading."""
    file = root / CASE
    source = file.read_text('utf-8').replace('Något gjordes.[^rapport]', f'Något gjordes.[^rapport]\n\n{text}\n\n')
    file.write_text(source, 'utf-8')
    content = read_content(root)
    page = next(entry for entry in content.entries if entry.path == CASE)
    data = page_bytes(root, page, content)
    check_material(data, 'docx')
    return docx.Document(io.BytesIO(data))


def shown(document: Any) -> list[tuple[str, str]]:
    """Style and words of each paragraph of the text, between the one that all texts here follow and the next."""
    lines = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    start = next(n for n, (_, text) in enumerate(lines) if text == 'Något gjordes.')
    end = next(n for n, (_, text) in enumerate(lines) if text.startswith('{ours}`Utan'))
    return lines[start + 1 : end]


def styled(document: Any, style: str) -> list[str]:
    """The words of the runs of *style*."""
    runs = (run for paragraph in document.paragraphs for run in paragraph.runs)
    return [run.text for run in runs if run.style.name == style]


def test_a_case(mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / 'ut.docx'
    assert export(mini_site, 'annat-fall', '-o', str(target)) == 0
    assert 'ut.docx' in capsys.readouterr().out
    document: Any = docx.Document(str(target))
    lines = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert lines[:3] == [
        ('Title', 'Ännu ett fall'),
        ('Heading 1', 'Vad gjordes?'),
        ('Normal', 'Något gjordes. {ours}`Utan grannen hade det inte gått.`'),
    ]
    assert ('S3 Markdown', ':::{results}\n:::') in lines
    assert ('S3 Markdown', ':::{unknown}\n- Vad det kostade.\n:::') in lines
    [facts] = [table for table in document.tables if table.rows[0].cells[0].text == 'Uppgift']
    rows = {row.cells[0].text: row.cells[1].text for row in facts.rows}
    assert rows['Region'] == 'Alfa'
    assert rows['Sammanfattning'].startswith('Fallet annat-fall')
    assert facts.rows[0]._tr.find(f'.//{W}tblHeader') is not None
    words = '\n'.join(text for _, text in lines)
    assert 'Vattnet blev renare.' in words  # what the directive shows
    assert f's3ext import FIL.docx --into {CASE}' in words
    assert 'Region Alfa: Rapport om annat-fall, 2022, läst 29 november 2025.' in words


def test_what_everybody_must_know_of_it_stands_on_each_sheet(mini_site: Path, tmp_path: Path) -> None:
    case = mini_site / CASE
    case.write_text(case.read_text('utf-8').replace('reviewed_on: 2026-01-01\n', ''), 'utf-8')
    assert export(mini_site, CASE, '-o', str(tmp_path / 'a.docx')) == 0
    document = docx.Document(str(tmp_path / 'a.docx'))
    assert document.sections[0].header.paragraphs[0].text.startswith('Prov. Utkast')
    assert any(paragraph.text.startswith('Utkast') and 'godkän' in paragraph.text for paragraph in document.paragraphs)


def test_the_address_of_the_page(mini_site: Path, tmp_path: Path) -> None:
    with (mini_site / 'conf.py').open('a', encoding='utf-8') as file:
        file.write("\nhtml_baseurl = 'https://example.org/bok/'\n")
    assert export(mini_site, 'annat-fall', '-o', str(tmp_path / 'a.docx')) == 0
    document = docx.Document(str(tmp_path / 'a.docx'))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert 'Sidan på webben: https://example.org/bok/cases/alfa/annat-fall.html' in words


def test_notes(mini_site: Path) -> None:
    """A source that is cited twice has two notes with its text, and two names: Word keeps one of a name."""
    document = with_text(
        mini_site, 'Igen.[^rapport] Och[^rapport][^rapport] i en tabell:\n\n| A | B |\n|-|-|\n| x[^rapport] | y |'
    )
    body = document.element.body
    names = [mark.get(qn('w:name')) for mark in body.iter(qn('w:bookmarkStart'))]
    assert names == ['s3_rapport', *(f's3_rapport__{n}' for n in (2, 3, 4, 5)), 's3_header']
    assert len(list(body.iter(qn('w:footnoteReference')))) == 5
    part = next(part for part in document.part.package.iter_parts() if part.partname == '/word/footnotes.xml')
    notes = parse_xml(part.blob)
    texts = [''.join(text.text or '' for text in note.iter(f'{W}t')) for note in notes]
    assert texts[2:] == [' Region Alfa: Rapport om annat-fall, 2022, läst 29 november 2025.'] * 5
    assert 'https://example.org/annat-fall' in {relation.target_ref for relation in part.rels.values()}


@pytest.mark.parametrize(
    ('text', 'lines'),
    [
        ('### Under', [('Heading 2', 'Under')]),
        (
            '- a\n- b\n  - c\n    - d\n\n1. e',
            [(f'List Bullet{level}', word) for level, word in (('', 'a'), ('', 'b'), (' 2', 'c'), (' 3', 'd'))]
            + [('List Number', 'e')],
        ),
        ('> Ett\n>\n> Två', [('Quote', 'Ett'), ('Quote', 'Två')]),
        ('Rad\\\nrad och\nmer', [('Normal', 'Rad\nrad och mer')]),
        ('Se [sidan](https://example.org/a)', [('Normal', 'Se sidan')]),
        ('Se [ord](#ett-fall) och [](#ett-fall)', [('Normal', 'Se [ord](#ett-fall) och [Ett fall](#ett-fall)')]),
        ('[](#vatten)', [('Normal', '[Vatten](#vatten)')]),
        ('[](../../docs/themes/vatten.md)', [('Normal', '[Vatten](../../docs/themes/vatten.md)')]),
        ('{s3:case}`ett-fall` och `kod` ~~bort~~', [('Normal', '{s3:case}`ett-fall` och `kod` ~~bort~~')]),
        ('CO{sub}`2` och [words]{lang=en}', [('Normal', 'CO2 och [words]{lang=en}')]),
    ],
)  # fmt: skip
def test_what_a_document_has_a_form_for(mini_site: Path, text: str, lines: list[tuple[str, str]]) -> None:
    assert shown(with_text(mini_site, text)) == lines


@pytest.mark.parametrize(
    'text',
    [
        ':::{note}\nEn ruta.\n\n- med lista\n:::',
        '```python\nx = 1\n\n    y\n```',
        '    indragen kod',
        'Ord\n: Förklaring',
        '(plats)=',
        '% en kommentar',
        '- a\n\n  andra stycket',
        '- a\n  - b\n    - c\n      - d',
        '3. börjar på tre\n4. fyra',
        '- [ ] att göra',
        '> - lista i citat',
        '> [!NOTE]\n> En ruta.',
        '| A | B |\n|:-:|---|\n| x | y |',
        '| A |\n|---|\n| x |',
        '– som en lista',
        '1\\. inte en lista',
        '[länk](https://example.org "titel")',
        '![En karta](karta.png "titel")',
    ],
)
def test_what_it_has_none_for_stands_as_it_is_written(mini_site: Path, text: str) -> None:
    assert shown(with_text(mini_site, text)) == [('S3 Markdown', text.strip('\n'))]


def test_lists_side_by_side_would_be_one(mini_site: Path) -> None:
    assert shown(with_text(mini_site, '- a\n\n* b')) == [('List Bullet', 'a'), ('S3 Markdown', '* b')]


def test_words_that_are_not_the_text_of_the_page(mini_site: Path) -> None:
    document = with_text(mini_site, 'Se [](#ett-fall) och [ord](#ett-fall). CO{sub}`2` och m<sup>2</sup>')
    scripts = [element.get(qn('w:val')) for element in document.element.body.iter(qn('w:vertAlign'))]
    assert scripts[:2] == ['subscript', 'superscript']
    assert styled(document, 'S3 Left Out')[0] == 'Ett fall'
    assert styled(document, 'S3 Markdown Text')[:4] == ['[', '](#ett-fall)', '[', '](#ett-fall)']


def test_tables(mini_site: Path) -> None:
    document = with_text(mini_site, '| A | *B* |\n|-|-|\n| x<br>y | **z** |\n|  | 1 \\| 2 |')
    [table] = [table for table in document.tables if table.rows[0].cells[0].text == 'A']
    assert [[cell.text for cell in row.cells] for row in table.rows] == [['A', 'B'], ['x\ny', 'z'], ['', '1 | 2']]
    assert table.rows[0]._tr.find(f'.//{W}tblHeader') is not None
    assert table.rows[1]._tr.find(f'.//{W}tblHeader') is None


def test_pictures(mini_site: Path) -> None:
    """They are shown, with their words; what is read back is the Markdown before them."""
    Image.new('RGB', (1200, 600), 'white').save(mini_site / 'cases' / 'alfa' / 'karta.png')
    document = with_text(
        mini_site, '![Karta över Alfa](karta.png)\n\n:::{figure} karta.png\n:alt: Samma karta\nText.\n:::'
    )
    lines = shown(document)
    assert lines[0] == ('Normal', '![Karta över Alfa](karta.png)')
    assert lines[2][1].startswith(':::{figure} karta.png')
    pictures = [element.get('descr') for element in document.element.body.iter(qn('wp:docPr'))]
    assert pictures == ['Karta över Alfa', 'Samma karta']
    assert document.inline_shapes[0].width < 6_000_000
    runs = [run for run in document.element.body.iter(qn('w:r')) if run.find(f'.//{qn("wp:inline")}') is not None]
    assert [run.find(f'.//{W}rStyle').get(qn('w:val')) for run in runs] == ['S3LeftOut', 'S3LeftOut']


def test_the_file_can_be_read_aloud_and_names_nobody(mini_site: Path, tmp_path: Path) -> None:
    assert export(mini_site, 'annat-fall', '-o', str(tmp_path / 'a.docx')) == 0
    data = (tmp_path / 'a.docx').read_bytes()
    check_material(data, 'docx')
    document = docx.Document(io.BytesIO(data))
    properties = document.core_properties
    assert (properties.title, properties.language) == ('Ännu ett fall', 'sv-SE')
    assert (properties.author, properties.last_modified_by) == ('', '')
    languages = {element.get(qn('w:val')) for element in document.styles.element.iter(qn('w:lang'))}
    assert languages == {'sv-SE'}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(str(tmp_path).encode() in archive.read(part) for part in archive.namelist())


def test_the_same_page_gives_the_same_bytes(mini_site: Path, tmp_path: Path) -> None:
    for name in ('a', 'b'):
        command = [sys.executable, '-m', 's3ext', 'export', '--root', str(mini_site), '--docx', 'annat-fall', '-o']
        subprocess.run([*command, str(tmp_path / name)], cwd=ROOT, check=True, capture_output=True)
    assert (tmp_path / 'a').read_bytes() == (tmp_path / 'b').read_bytes()


def test_what_somebody_wrote_is_never_written_over(
    mini_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert export(mini_site, 'annat-fall') == 0
    assert export(mini_site, 'annat-fall') == 0  # nobody has
    target = tmp_path / 'annat-fall.docx'
    target.write_bytes(b'mitt')
    capsys.readouterr()
    assert export(mini_site, 'annat-fall') == 1
    assert 'annat-fall.docx finns redan' in capsys.readouterr().err
    assert target.read_bytes() == b'mitt'


def test_wrong_calls(mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(mini_site, 'annat-fal') == 1
    assert 'Menade du "annat-fall"?' in capsys.readouterr().err
    assert main(['export', '--root', str(mini_site), 'annat-fall']) == 2
    assert '--docx' in capsys.readouterr().err
    assert export(mini_site, 'annat-fall', '-o', str(tmp_path / 'finns-inte' / 'a.docx')) == 1
    assert 'gick inte att skriva' in capsys.readouterr().err
    case = mini_site / CASE
    case.write_text(case.read_text('utf-8').replace('stage: finished', 'stage: klart'), 'utf-8')
    assert export(mini_site, 'annat-fall', '-o', str(tmp_path / 'a.docx')) == 1
    assert 'Rätta dem först' in capsys.readouterr().err
    assert not (tmp_path / 'a.docx').exists()


@pytest.fixture(scope='session')
def all_pages(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every page of the library as a document, as the gate lets such files pass."""
    folder = tmp_path_factory.mktemp('exported')
    content = read_content(sources)
    pages = [entry for entry in content.entries if entry.record]
    assert len(pages) > 80
    for page in pages:
        data = page_bytes(sources, page, content)
        check_material(data, 'docx')
        (folder / f'{page.docname.replace("/", "_")}.docx').write_bytes(data)
    return folder


def test_every_page_of_the_library(all_pages: Path) -> None:
    for file in all_pages.iterdir():
        document: Any = docx.Document(str(file))
        assert [p.style.name for p in document.paragraphs].count('Title') == 1, file.name
        assert document.paragraphs[0].text, file.name
        for table in document.tables:
            assert table.rows[0]._tr.find(f'.//{W}tblHeader') is not None, file.name


@pytest.mark.skipif(not OFFICE, reason='LibreOffice is not installed')
def test_another_office_program_opens_them(all_pages: Path, tmp_path: Path) -> None:
    files = [str(file) for file in sorted(all_pages.iterdir())[::8]]
    home = f'-env:UserInstallation={(tmp_path / "home").as_uri()}'
    call = [str(OFFICE), home, '--headless', '--convert-to', 'pdf', '--outdir', str(tmp_path), *files]
    subprocess.run(call, check=True, capture_output=True, timeout=600)
    made = {file.stem for file in tmp_path.glob('*.pdf')}
    assert made == {Path(file).stem for file in files}


def test_a_handbook_in_another_language(tmp_path: Path, edit: Callable[[Path, str, str], None]) -> None:
    root = tmp_path / 'klima'
    shutil.copytree(ROOT / 'tests' / 'roots' / 'klima', root)
    page = next(entry for entry in read_content(root).entries if entry.record and entry.record.sources)
    assert export(root, page.path, '-o', str(tmp_path / 'a.docx')) == 0
    words = [paragraph.text for paragraph in docx.Document(str(tmp_path / 'a.docx')).paragraphs]
    assert 'Om dokumentet' in words
    assert 'Kilder' in words
