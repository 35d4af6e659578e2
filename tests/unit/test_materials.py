"""Material for download: of its kind, nothing that runs or is fetched, nobody named. The files are made here."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from s3ext.__main__ import main
from s3ext.core.gate.file_kinds import MATERIALS
from s3ext.core.gate.files import check_files
from s3ext.core.gate.material_clean import clean_material
from s3ext.core.gate.materials import MAX_UNPACKED, MaterialError, check_material
from s3ext.handbook.names import NAMES
from tests.texts import load_texts
from tests.unit.file_samples import archive, exif, office, pdf, raster, relation

OFFICE = [ending for ending in MATERIALS if ending not in ('pdf', 'csv')]
PHOTO = raster('jpg', exif=exif(camera='Kamera'))
DAY = (1980, 1, 1, 0, 0, 0)


def fault(data: bytes, ending: str) -> str:
    """The cause of what is wrong with a file, or ''."""
    try:
        check_material(data, ending)
    except MaterialError as error:
        assert error.cause in load_texts('sv').interface
        return error.cause
    return ''


@pytest.mark.parametrize('ending', OFFICE)
def test_office_files_that_pass(ending: str) -> None:
    assert fault(office(ending), ending) == ''
    pictures: dict[str, str | bytes] = {'media/image1.png': raster('png'), 'media/image2.jpeg': raster('jpg')}
    assert fault(office(ending, pictures), ending) == ''
    whole = office(ending, pictures)
    assert clean_material(whole, ending) == whole


@pytest.mark.parametrize('ending', OFFICE)
@pytest.mark.parametrize(
    ('more', 'cause'),
    [
        ({'word/vbaProject.bin': b'x'}, 'material_active'),
        ({'word/embeddings/oleObject1.bin': b'x'}, 'material_active'),
        ({'word/activeX/activeX1.xml': '<x/>'}, 'material_active'),
        ({'customUI/customUI.xml': '<x/>'}, 'material_active'),
        ({'Basic/Standard/Module1.xml': '<x/>'}, 'material_active'),
        ({'Scripts/python/a.xml': '<x/>'}, 'material_active'),
        ({'Object 1/content.xml': '<x/>'}, 'material_active'),
        ({'word/x.xml': '<x xmlns:s="s"><s:event-listener/></x>'}, 'material_active'),
        ({'word/x.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, 'material_active'),
        ({'word/program.exe': b'MZ'}, 'material_part'),
        ({'word/fil': b'x'}, 'material_part'),
        ({'word/arkiv.zip': b'PK'}, 'material_part'),
        (relation('https://example.org/mall.dotm', 'attachedTemplate'), 'material_outside'),
        (relation('https://example.org/x.png', 'image'), 'material_outside'),
        (relation('file:///C:/anna/x.docx'), 'material_outside'),
        (relation(r'\\server\x'), 'material_outside'),
        ({'content2.xml': '<x xmlns:l="l"><image l:href="https://example.org/x.png"/></x>'}, 'material_outside'),
        ({'content2.xml': '<x xmlns:l="l"><a l:href="file:///x"/></x>'}, 'material_outside'),
        ({'content2.xml': '<x xmlns:l="l"><image l:href="../x.png"/></x>'}, 'material_outside'),
        ({'word/comments.xml': '<x/>'}, 'material_comments'),
        ({'ppt/commentAuthors.xml': '<x/>'}, 'material_comments'),
        ({'xl/persons/person.xml': '<x/>'}, 'material_comments'),
        ({'word/x.xml': '<x xmlns:w="w"><w:ins w:author="Anna"/></x>'}, 'material_comments'),
        ({'content2.xml': '<x xmlns:t="t"><t:changed-region/></x>'}, 'material_comments'),
        ({'content2.xml': '<x xmlns:d="d"><d:creator>Anna</d:creator></x>'}, 'material_comments'),
        ({'ppt/changesInfos/changesInfo1.xml': '<x/>'}, 'material_comments'),
        ({'xl/connections.xml': '<x/>'}, 'material_active'),
        ({'word/x.xml': '<x><instrText>DD</instrText><b/><instrText>EAUTO c:/x</instrText></x>'}, 'material_outside'),
        ({'word/x.xml': '<x><fldSimple instr=" INCLUDEPICTURE https://example.org/x "/></x>'}, 'material_outside'),
        ({'xl/worksheets/sheet1.xml': '<x><f>WEBSERVICE("https://example.org")</f></x>'}, 'material_outside'),
        ({'content2.xml': '<x xmlns:o="o"><o:annotation/></x>'}, 'material_comments'),
        ({'media/foto.jpg': PHOTO}, 'material_picture'),
        ({'word/x.xml': '<x'}, 'material_broken'),
        ({'../x.xml': '<x/>'}, 'material_broken'),
        ({'/x.xml': '<x/>'}, 'material_broken'),
        ({'docProps/custom.xml': '<x/>'}, 'material_author'),
        ({'docProps/app.xml': '<x><Manager>Anna</Manager></x>'}, 'material_author'),
        ({'docProps/app.xml': '<x><Company>Region Alfa</Company></x>'}, 'material_author'),
        ({'docProps/app.xml': '<x><HyperlinkBase>C:/anna</HyperlinkBase></x>'}, 'material_author'),
        ({'docProps/app.xml': '<x><Template>C:\\Users\\anna\\Mall.dotx</Template></x>'}, 'material_author'),
        ({'docProps/app.xml': '<x><Template>Normal.dotm</Template><Company/></x>'}, ''),
        ({'docProps/thumbnail.jpeg': raster('jpg')}, 'material_author'),
        ({'docProps/thumbnail.emf': b'x'}, 'material_author'),
        ({'word/printerSettings/printerSettings1.bin': b'x'}, 'material_author'),
        ({'customXml/item1.xml': '<x><UserInfo><DisplayName>Anna</DisplayName></UserInfo></x>'}, 'material_author'),
        (
            {'settings.xml': '<x xmlns:c="c"><c:config-item c:name="PrinterName">HP</c:config-item></x>'},
            'material_author',
        ),
        ({'settings.xml': '<x xmlns:c="c"><c:config-item c:name="PrinterName"/></x>'}, ''),
        ({'word/x.xml': '<x xmlns:w="w"><w:rPr><w:rPrChange w:author="Anna"/></w:rPr></x>'}, 'material_comments'),
        ({'word/x.xml': '<x xmlns:w="w"><w:moveFromRangeStart w:author="Anna"/></x>'}, 'material_comments'),
        ({'word/x.xml': '<x xmlns:w="w"><w:tblPrChange w:author="Anna"/><w:ins/></x>'}, 'material_comments'),
    ],
)
def test_office_files_that_are_refused(ending: str, more: dict[str, str | bytes], cause: str) -> None:
    assert fault(office(ending, more), ending) == cause


@pytest.mark.parametrize('ending', OFFICE)
def test_ordinary_links_in_a_text_pass(ending: str) -> None:
    for target in ('https://example.org/?a=1', 'mailto:brevlada@example.org'):
        assert fault(office(ending, relation(target)), ending) == ''


@pytest.mark.parametrize('ending', OFFICE)
def test_a_file_that_is_another(ending: str) -> None:
    for other in OFFICE:
        assert fault(office(other), ending) == ('' if other == ending else 'material_other')
    assert fault(archive({'a.xml': '<x/>'}), ending) == 'material_broken'
    assert fault(b'PK\x03\x04', ending) == 'material_broken'
    assert fault(b'', ending) == 'material_broken'
    assert fault(office(ending)[:-30], ending) == 'material_broken'
    assert fault(b'MZ' + office(ending), ending) == 'material_broken'


def test_macros_by_the_type_of_a_part() -> None:
    types = '<Override PartName="/x" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
    assert fault(office('docx', types=types), 'docx') == 'material_active'


def test_archives_that_grow_without_end() -> None:
    bomb = office('docx', {'word/stor.xml': b'<x>' + b' ' * MAX_UNPACKED + b'</x>'})
    assert len(bomb) < 200_000
    assert fault(bomb, 'docx') == 'material_large'
    assert fault(office('docx', {f'word/{number}.xml': '<x/>' for number in range(1_100)}), 'docx') == 'material_large'


def test_an_archive_that_lies_about_sizes() -> None:
    data = office('docx', {'word/stor.xml': b'<x>' + b' ' * 10_000 + b'</x>'})
    lying = data.replace((10_007).to_bytes(4, 'little'), (12).to_bytes(4, 'little'))
    assert lying != data
    assert fault(lying, 'docx') == 'material_broken'


@pytest.mark.parametrize('seed', range(60))
def test_damaged_files_end_with_a_reason(seed: int) -> None:
    for ending, data in (('docx', office('docx')), ('odt', office('odt')), ('pdf', pdf())):
        place = seed * len(data) // 60
        for damaged in (data[:place], data[:place] + b'\xff\0' + data[place + 2 :], data[:place] + data[place + 5 :]):
            fault(damaged, ending)


# -- names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize('ending', [*OFFICE, 'pdf'])
def test_names_of_people_are_reported_and_taken_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    whole = (
        pdf(author='Anna Andersson') if ending == 'pdf' else office(ending, {'media/f.jpg': PHOTO}, 'Anna Andersson')
    )
    file = tmp_path / 'docs' / f'mall.{ending}'
    file.parent.mkdir()
    file.write_bytes(whole)
    (problem,) = check_files(tmp_path, NAMES)
    message = load_texts('sv').message(problem)
    assert 'Anna Andersson' in message
    assert f'python -m s3ext images docs/mall.{ending}' in message
    assert main(['images', str(file)]) == 0
    assert check_files(tmp_path, NAMES) == []
    assert clean_material(whole, ending) == file.read_bytes()
    if ending != 'pdf':
        with zipfile.ZipFile(file) as new, zipfile.ZipFile(io.BytesIO(whole)) as old:
            assert new.namelist() == old.namelist()
            assert not any(b'Anna' in new.read(name) or b'Kamera' in new.read(name) for name in new.namelist())
            assert {part.date_time for part in new.infolist()} == {DAY}
    assert main(['images', str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f'{file}: inget att ta bort'


def test_what_excel_says_of_the_computer_is_taken_out() -> None:
    relations = '<Relationships xmlns="r"><Relationship Id="rId1" Type="http://x/printerSettings" Target="../x.bin"/>'
    whole = office(
        'xlsx',
        {
            'xl/printerSettings/printerSettings1.bin': 'Annas skrivare'.encode('utf-16'),
            'xl/worksheets/sheet1.xml': '<x xmlns:r="r"><pageSetup paperSize="9" r:id="rId1"/></x>',
            'xl/worksheets/_rels/sheet1.xml.rels': relations + '</Relationships>',
            'xl/a.xml': r'<w xmlns:x15ac="x"><x15ac:absPath url="C:\Users\anna\"/></w>',
        },
    )
    assert fault(whole, 'xlsx') == 'material_author'
    with zipfile.ZipFile(io.BytesIO(clean_material(whole, 'xlsx'))) as clean:
        assert 'xl/printerSettings/printerSettings1.bin' not in clean.namelist()
        assert clean.read('xl/worksheets/sheet1.xml') == b'<x xmlns:r="r"><pageSetup paperSize="9"/></x>'
        assert clean.read('xl/worksheets/_rels/sheet1.xml.rels') == b'<Relationships xmlns="r"></Relationships>'
        assert b'anna' not in clean.read('xl/a.xml')


def test_what_programs_tell_of_work_and_computers_is_taken_out() -> None:
    """The company, the folder of the template, a preview, the printer, those who share it on a server: one command."""
    gone = '<Relationship Id="rId9" Type="http://x/thumbnail" Target="docProps/thumbnail.jpeg"/>'
    printer = '<Relationship Id="rId1" Type="http://x/printerSettings" Target="printerSettings/p1.bin"/>'
    whole = office(
        'docx',
        {
            'docProps/app.xml': '<P><Template>H:\\anna\\M.dotx</Template><Company>Alfa</Company><Pages>2</Pages></P>',
            'docProps/thumbnail.jpeg': raster('jpg'),
            '_rels/.rels': f'<Relationships xmlns="r">{gone}</Relationships>',
            'word/printerSettings/p1.bin': b'Annas skrivare',
            'word/_rels/document.xml.rels': f'<Relationships xmlns="r">{printer}</Relationships>',
            'word/document.xml': '<d xmlns:w="w" xmlns:r="r"><w:sectPr><w:printerSettings r:id="rId1"/></w:sectPr></d>',
            'customXml/item1.xml': '<x><DisplayName>Anna</DisplayName><Title>Mall</Title></x>',
        },
    )
    assert fault(whole, 'docx') == 'material_author'
    clean = clean_material(whole, 'docx')
    assert fault(clean, 'docx') == ''
    with zipfile.ZipFile(io.BytesIO(clean)) as archive:
        told = {name: archive.read(name) for name in archive.namelist()}
    assert told['docProps/app.xml'] == b'<P><Template></Template><Company></Company><Pages>2</Pages></P>'
    assert told['customXml/item1.xml'] == b'<x><DisplayName></DisplayName><Title>Mall</Title></x>'
    assert not any(b'thumbnail' in data or b'rinterSettings' in data or b'nna' in data for data in told.values())
    assert not any('thumbnail' in name or 'printerSettings' in name for name in told)
    items = '<s xmlns:config="c"><config:config-item config:name="PrinterName">HP</config:config-item></s>'
    with zipfile.ZipFile(io.BytesIO(clean_material(office('odt', {'settings.xml': items}), 'odt'))) as archive:
        assert b'HP' not in archive.read('settings.xml')


def test_parts_without_content_pass() -> None:
    assert fault(office('odt', {'Configurations2/accelerator/current.xml': b'', 'layout-cache': b'\1\2'}), 'odt') == ''


def test_what_cannot_be_cleaned_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / 'mall.docx'
    file.write_bytes(office('docx', {'word/vbaProject.bin': b'x'}, 'Anna'))
    before = file.read_bytes()
    assert main(['images', str(file)]) == 2
    assert file.read_bytes() == before
    assert 'makron' in capsys.readouterr().out


# -- pdf ----------------------------------------------------------------------------------------------


def action(kind: str, **more: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f'/{kind}'), **more)


@pytest.mark.parametrize(
    ('root', 'cause'),
    [
        ({'OpenAction': action('JavaScript', JS='app.alert(1)')}, 'material_active'),
        ({'OpenAction': action('Launch', F='x')}, 'material_active'),
        ({'OpenAction': action('SubmitForm', F='https://example.org/')}, 'material_active'),
        ({'OpenAction': action('GoToR', F='x.pdf')}, 'material_active'),
        ({'AA': pikepdf.Dictionary(WC=action('URI'))}, 'material_active'),
        ({'Names': pikepdf.Dictionary(JavaScript=pikepdf.Dictionary())}, 'material_active'),
        ({'Names': pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())}, 'material_active'),
        ({'AcroForm': pikepdf.Dictionary(XFA=pikepdf.Array([]))}, 'material_active'),
        ({'X': pikepdf.Array([pikepdf.Array([action('JavaScript')])])}, 'material_active'),
        ({'X': pikepdf.Dictionary(Subtype=pikepdf.Name('/RichMedia'))}, 'material_active'),
        ({'X': pikepdf.Dictionary(Subtype=pikepdf.Name('/FileAttachment'))}, 'material_active'),
        ({'X': pikepdf.Dictionary(Subtype=pikepdf.Name('/Text'), Rect=pikepdf.Array([]))}, 'material_comments'),
        ({'X': action('URI', URI='https://example.org/')}, ''),
        ({'OpenAction': action('GoTo')}, ''),
    ],
)
def test_pdf(root: dict[str, Any], cause: str) -> None:
    assert fault(pdf(**root), 'pdf') == cause


def test_pdf_that_is_locked_or_none() -> None:
    target = io.BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    made.save(target, encryption=pikepdf.Encryption(owner='a', user='b'))
    assert fault(target.getvalue(), 'pdf') == 'material_locked'
    assert fault(b'%PDF-1.7', 'pdf') == 'material_broken'
    assert fault(office('docx'), 'pdf') == 'material_broken'


def test_pdf_with_the_author_in_its_metadata_only() -> None:
    target = io.BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    with made.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata['dc:creator'] = ['Anna Andersson']
    made.save(target)
    assert fault(target.getvalue(), 'pdf') == 'material_author'
    assert fault(clean_material(target.getvalue(), 'pdf'), 'pdf') == ''


# -- tables -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('text', 'cause'),
    [
        ('namn;antal\nAlfa;-3\nBeta;+4,5\nGamma;- 12 %\nDelta;-\n', ''),
        ('\ufeffnamn,antal\n"Alfa, Beta",3\n', ''),
        ('', ''),
        ('a;b\n=1+1;2\n', 'material_formula'),
        ('a;b\n1;"=HYPERLINK(""https://example.org"")"\n', 'material_formula'),
        ('a;b\n1; @SUM(A1)\n', 'material_formula'),
        ("a;b\n1;-2+cmd|' /C calc'!A0\n", 'material_formula'),
        ('a;b\0\n', 'material_text'),
        ('a;\x1b[2J\n', 'material_text'),
    ],
)
def test_tables_of_text(text: str, cause: str) -> None:
    assert fault(text.encode(), 'csv') == cause


def test_tables_that_are_no_utf_8() -> None:
    assert fault('å;ä'.encode('latin-1'), 'csv') == 'material_text'
    assert fault('å;ä'.encode('utf-16'), 'csv') == 'material_text'
    assert fault(office('xlsx'), 'csv') == 'material_text'
