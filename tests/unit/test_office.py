"""Files for office programs, opened by the libraries that read them: what people and their programs find there."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from s3ext.core.office.content import Cell, Document, Grid, Heading, Listing, Paragraph, Part, Run
from s3ext.core.office.excel import excel_file
from s3ext.core.office.word import word_file

#: whole files are made: some seconds together
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def says(*texts: str) -> Cell:
    """A cell with a paragraph for each of *texts*."""
    return tuple(Paragraph(runs=(Run(text),)) for text in texts)


NUMBERED = Listing(items=(says('Börja'), says('Sluta')), numbered=True)
FORM = Grid(head=(says('Fråga'), says('Svar')), rows=((says('Vem?'), ()), (says('När, och', 'hur ofta?'), says('3'))))
WIDE = Grid(head=tuple(says(f'Kolumn {n}') for n in range(8)), rows=(tuple(says(f'Ruta {n}') for n in range(8)),))
DOCUMENT = Document(
    title='Ett kort & ett blad',
    parts=(
        Paragraph(
            runs=(Run('Läs '), Run('noga', bold=True), Run(' på '), Run('sidan', url='https://example.org/a?b&c'))
        ),
        Heading(text='Frågor', level=1),
        FORM,
        Heading(text='Steg', level=2),
        NUMBERED,
        Listing(items=((*says('Ytter'), Listing(items=(says('Inner'),))),)),
        NUMBERED,
    ),
    foot=(Paragraph(runs=(Run('Från boken. Vårt förslag.'),)),),
    language='sv-SE',
    publisher='Boken',
    date='2026-03-04',
    about='Om mallen',
)
#: with lines of text above a table
EXPLAINED = replace(DOCUMENT, parts=(*DOCUMENT.parts, *says(*'ABCDEFGH'), FORM))
MAKERS = [word_file, excel_file]


def word(document: Document = DOCUMENT) -> Any:
    return docx.Document(io.BytesIO(word_file(document)))


def excel(document: Document = DOCUMENT) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(excel_file(document)))


def test_headings_lists_and_foot_have_their_styles() -> None:
    assert [(paragraph.style.name, paragraph.text) for paragraph in word().paragraphs] == [
        ('Heading 1', 'Ett kort & ett blad'),
        ('Normal', 'Läs noga på sidan'),
        ('Heading 2', 'Frågor'),
        ('Heading 3', 'Steg'),
        ('List Number', 'Börja'),
        ('List Number', 'Sluta'),
        ('List Bullet', 'Ytter'),
        ('List Bullet 2', 'Inner'),
        ('List Number', 'Börja'),
        ('List Number', 'Sluta'),
        ('Origin', 'Från boken. Vårt förslag.'),
    ]


def test_no_paragraph_is_there_for_its_height() -> None:
    assert all(paragraph.text for paragraph in word().paragraphs)


def test_two_numbered_lists_both_begin_at_one() -> None:
    found = [p._p.pPr.numPr.numId.val for p in word().paragraphs if p.style.name == 'List Number']
    assert found[0] == found[1] != found[2] == found[3]


def test_a_table_is_read_with_its_heads_and_they_stand_on_each_page() -> None:
    [table] = word().tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ['Fråga', 'Svar'],
        ['Vem?', ''],
        ['När, och\nhur ofta?', '3'],
    ]
    heads = [row._tr.trPr.find(qn('w:tblHeader')) is not None for row in table.rows]
    assert heads == [True, False, False]
    assert table._tbl.tblPr.find(qn('w:tblLook')).get(qn('w:firstRow')) == '1'


def test_a_column_to_write_in_is_wide_in_both_files() -> None:
    """Programs go by the table's own widths as well as by those of its cells."""
    grid = Grid(head=(says('Nr'), says('Område att pröva'), says('Ja?')), rows=((says('1'), says('Energi'), ()),))
    document = replace(DOCUMENT, parts=(grid,))
    [table] = word(document).tables
    columns = [int(column.get(qn('w:w'))) for column in table._tbl.tblGrid.iter(qn('w:gridCol'))]
    cells = [cell.width.twips for cell in table.rows[1].cells]
    assert columns == pytest.approx(cells, abs=1)
    assert columns[2] == max(columns)
    assert columns[2] >= 2 * columns[0]
    sheet = excel(document).worksheets[0]
    assert sheet.column_dimensions['C'].width >= 40


def test_the_language_is_said_of_all_text() -> None:
    document = word()
    languages = {lang.get(qn('w:val')) for lang in document.styles.element.iter(qn('w:lang'))}
    assert languages == {'sv-SE'}
    assert document.core_properties.language == 'sv-SE'
    assert excel().properties.language == 'sv-SE'


def test_properties_say_what_the_file_is_and_nothing_of_who_built_it() -> None:
    found = word().core_properties
    assert (found.title, found.author, found.comments, found.last_modified_by) == (DOCUMENT.title, 'Boken', '', '')
    assert f'{found.created:%Y-%m-%d}' == f'{found.modified:%Y-%m-%d}' == '2026-03-04'
    properties = excel().properties
    assert (properties.title, properties.creator) == (DOCUMENT.title, 'Boken')
    assert f'{properties.created:%Y-%m-%d}' == f'{properties.modified:%Y-%m-%d}' == '2026-03-04'


def test_links_lead_where_they_say() -> None:
    document = word()
    [link] = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert (link.text, link.address) == ('sidan', 'https://example.org/a?b&c')


def test_paper_is_a4_and_lies_down_for_wide_tables() -> None:
    upright, lying = word().sections[0], word(replace(DOCUMENT, parts=(WIDE,))).sections[0]
    assert (upright.page_width.mm, upright.page_height.mm) == (pytest.approx(210, abs=1), pytest.approx(297, abs=1))
    assert lying.page_width > lying.page_height


def test_a_table_is_a_sheet_with_its_head_in_view_and_on_each_page() -> None:
    book = excel()
    assert book.sheetnames == ['Frågor', 'Om mallen']
    sheet = book['Frågor']
    assert list(sheet.iter_rows(values_only=True)) == [
        ('Fråga', 'Svar'),
        ('Vem?', None),
        ('När, och\nhur ofta?', 3),
    ]
    assert sheet.freeze_panes == 'A2'
    assert sheet.print_title_rows == '$1:$1'
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        'landscape',
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)
    assert [table.ref for table in sheet.tables.values()] == ['A1:B3']
    assert all(sheet.column_dimensions[name].width > 10 for name in 'AB')


def test_what_is_in_no_table_stands_on_the_last_sheet() -> None:
    lines = [row[0] for row in excel()['Om mallen'].iter_rows(values_only=True)]
    assert lines == [
        'Ett kort & ett blad',
        'Läs noga på sidan',
        'Steg',
        '1. Börja',
        '2. Sluta',
        '• Ytter',
        '    • Inner',
        '1. Börja',
        '2. Sluta',
        'Från boken. Vårt förslag.',
    ]


def test_what_stands_above_a_table_stands_above_it_on_its_sheet() -> None:
    help_text: tuple[Part, ...] = (*says('Skriv kort. ' * 12), Listing(items=(says('Ja'), says('Nej'))))
    parts = (*says('Först.'), Heading(text='Svar', level=1), *help_text, FORM, *says('Sedan.'), FORM, *says('Sist.'))
    book = excel(replace(DOCUMENT, parts=parts))
    assert book.sheetnames == ['Svar', 'Svar 2', 'Om mallen']
    sheet = book['Svar']
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == [
        ('Skriv kort. ' * 12),
        '• Ja',
        '• Nej',
        'Fråga',
        'Vem?',
        'När, och\nhur ofta?',
    ]
    assert [str(cells) for cells in sheet.merged_cells.sorted()] == ['A1:B1', 'A2:B2', 'A3:B3']
    assert sheet.row_dimensions[1].height >= 3 * 15
    assert (sheet.freeze_panes, sheet.print_title_rows) == ('A5', '$4:$4')
    assert [table.ref for table in sheet.tables.values()] == ['A4:B6']
    assert book['Svar 2']['A1'].value == 'Sedan.'
    lines = [row[0] for row in book['Om mallen'].iter_rows(values_only=True)]
    assert lines == ['Ett kort & ett blad', 'Först.', 'Sist.', 'Från boken. Vårt förslag.']


def test_a_long_help_text_leaves_the_rows_in_view() -> None:
    sheet = excel(replace(DOCUMENT, parts=(*says('Läs. ' * 400), FORM))).worksheets[0]
    assert sheet.freeze_panes is None
    assert sheet.print_title_rows == '$2:$2'


def test_a_heading_that_no_sheet_can_have_for_a_name_stands_on_it() -> None:
    heading = 'Vad ni har gjort: ja, nej/delvis, och varför'
    book = excel(replace(DOCUMENT, parts=(Heading(text=heading, level=1), FORM, FORM)))
    assert [book.worksheets[place]['A1'].value for place in (0, 1)] == [heading, 'Fråga']


def test_sheets_have_names_that_excel_takes_and_no_two_the_same() -> None:
    long = 'En rubrik [som är] längre: än vad/ett blad?\\får heta*'
    parts = (Heading(text=long, level=1), FORM, FORM, Heading(text="'Kort'", level=1), FORM)
    names = excel(replace(DOCUMENT, parts=parts)).sheetnames
    assert len({name.casefold() for name in names}) == len(names) == 4
    assert all(0 < len(name) <= 31 and not set(name) & set('[]:*?/\\') for name in names)
    assert not names[2].startswith("'")


@pytest.mark.parametrize('text', ['=1+1', '=HYPERLINK("https://example.org","Klicka")', '@SUM(A1)', '+46', '-1+2'])
def test_no_text_becomes_a_formula(text: str) -> None:
    """A page is somebody's contribution: what it says must not run where the file is opened."""
    grid = Grid(head=(says('Fråga'), says(text)), rows=((says(text), ()),))
    book = excel(replace(DOCUMENT, title=text, parts=(*says(text), grid)))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(found) == 4
    assert all(cell.data_type == 's' for cell in found)


@pytest.mark.parametrize('text', ['007', '1 000', '3,5', '12 år', '²', '9' * 16, '9' * 4500])
def test_what_is_no_whole_number_stays_as_it_is_written(text: str) -> None:
    book = excel(replace(DOCUMENT, parts=(Grid(head=(says('Fråga'),), rows=((says(text),),)),)))
    assert book.worksheets[0]['A2'].value == text


@pytest.mark.parametrize('make', MAKERS)
def test_a_file_holds_no_picture_and_no_moment(make: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(make(DOCUMENT))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if name.endswith(('.png', '.jpg', '.jpeg', '.emf'))]
        texts = b''.join(archive.read(name) for name in archive.namelist())
    assert f'{time.gmtime().tm_year}-'.encode() not in texts.replace(b'2026-03-04', b'')


@pytest.mark.parametrize('make', MAKERS)
def test_the_same_content_gives_the_same_bytes_in_another_process_at_another_time(make: Any) -> None:
    code = (
        'import sys\nfrom unittest.mock import patch\n'
        f'from tests.unit.test_office import EXPLAINED, {make.__name__}\n'
        f'sys.stdout.buffer.write({make.__name__}(EXPLAINED))'
    )
    here = make(EXPLAINED)
    time.sleep(2.1)  # a zip archive counts in steps of two seconds
    surroundings = {**os.environ, 'PYTHONHASHSEED': '7', 'TZ': 'Pacific/Auckland'}
    there = subprocess.run([sys.executable, '-c', code], cwd=ROOT, env=surroundings, capture_output=True, check=True)
    assert there.stdout == here == make(EXPLAINED)


def test_a_page_without_a_table_is_a_workbook_all_the_same() -> None:
    assert excel(replace(DOCUMENT, parts=says('Bara text'))).sheetnames == ['Om mallen']
