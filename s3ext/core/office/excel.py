"""A workbook (xlsx, ISO/IEC 29500): a sheet for each table, its head in view; what is in no table on a last sheet."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from .content import Document, Grid, Heading, Listing, Paragraph, Run, cell_words, words_of
from .package import day_of, repacked

#: characters that the name of a sheet cannot have, and how long it can be (Excel specifications and limits)
_FORBIDDEN = str.maketrans('', '', '[]:*?/\\')
_LONGEST_NAME = 31
_NARROWEST, _WIDEST, _TO_FILL = 12, 44, 18
_TEXT_WIDTH = 90
_WRAPPED = Alignment(wrap_text=True, vertical='top')
_THIN = Side(style='thin', color='9FB6B9')
_LINES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill('solid', fgColor='E3EEEF')
#: A4, as Excel numbers papers
_A4 = 9
_POINTS_A_LINE = 15
_LINK = '0B5A68'


def excel_file(document: Document) -> bytes:
    """The bytes of *document*; equal for equal documents."""
    book = Workbook()
    del book[book.sheetnames[0]]
    heading = document.title
    for part in document.parts:
        if isinstance(part, Heading):
            heading = part.text
        elif isinstance(part, Grid):
            _add_grid(book.create_sheet(_name(heading, book.sheetnames)), part, len(book.sheetnames))
    named = {name.casefold() for name in book.sheetnames}
    _add_text(book.create_sheet(_name(document.about, book.sheetnames)), document, named)
    properties = book.properties
    properties.title, properties.creator, properties.language = document.title, document.publisher, document.language
    properties.created = day_of(document.date)
    made = io.BytesIO()
    book.save(made)
    # the library puts the moment of saving in its place
    properties.modified = properties.created
    return repacked(made.getvalue(), {'docProps/core.xml': tostring(properties.to_tree())})


def _name(words: str, taken: Iterable[str]) -> str:
    """*words* as the name of a sheet, which no other has."""
    used = {name.casefold() for name in taken}
    plain = _plain(words) or '1'
    name, number = plain[:_LONGEST_NAME].strip(), 1
    while name.casefold() in used:
        number += 1
        end = f' {number}'
        name = plain[: _LONGEST_NAME - len(end)].strip() + end
    return name


def _plain(words: str) -> str:
    """*words* without what the name of a sheet cannot have."""
    return ' '.join(words.translate(_FORBIDDEN).split()).strip("'")


def _add_grid(sheet: Worksheet, grid: Grid, number: int) -> None:
    head = [cell_words(cell) for cell in grid.head]
    rows = [[cell_words(cell) for cell in row] for row in grid.rows]
    for place, values in enumerate((head, *rows), start=1):
        for column, text in enumerate(values, start=1):
            cell = sheet.cell(place, column)
            cell.alignment, cell.border = _WRAPPED, _LINES
            if place == 1:
                cell.value, cell.font, cell.fill = text, Font(bold=True), _HEAD
            elif text:
                cell.value = _value(text)
            if isinstance(cell.value, str):
                cell.data_type = 's'  # a text that begins as a formula is none
    widths = [_width(list(column)) for column in zip(head, *rows, strict=True)]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _set_heights(sheet, (head, *rows), widths)
    sheet.freeze_panes = 'A2'
    sheet.print_title_rows = '1:1'
    _set_paper(sheet, landscape=True)
    # programs read the heads aloud with each cell of a table; its heads must differ
    if rows and all(head) and len({text.casefold() for text in head}) == len(head):
        table = Table(displayName=f'Table{number}', ref=f'A1:{get_column_letter(len(head))}{len(rows) + 1}')
        table.tableStyleInfo = TableStyleInfo(name='TableStyleLight1', showRowStripes=False)
        sheet.add_table(table)


def _value(text: str) -> str | int:
    """A whole number as one, to count with; all else as it is written."""
    return int(text) if text.isascii() and text.isdecimal() and str(int(text)) == text else text


def _width(column: list[str]) -> int:
    longest = max(len(line) for text in column for line in text.split('\n'))
    widest = max((len(word) for text in column for word in text.split()), default=0)
    return max(_NARROWEST if any(column[1:]) else _TO_FILL, min(_WIDEST, longest), min(widest, _WIDEST)) + 2


def _set_heights(sheet: Worksheet, rows: Iterable[list[str]], widths: list[int]) -> None:
    """Room for wrapped text: programs that only read the file work out no heights."""
    for place, row in enumerate(rows, start=1):
        lines = max(
            sum(1 + len(line) // width for line in text.split('\n')) for text, width in zip(row, widths, strict=True)
        )
        sheet.row_dimensions[place].height = _POINTS_A_LINE * max(lines, 1 if place == 1 else 2)


def _set_paper(sheet: Worksheet, *, landscape: bool) -> None:
    sheet.page_setup.orientation = 'landscape' if landscape else 'portrait'
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _add_text(sheet: Worksheet, document: Document, named: Collection[str]) -> None:
    """The title, what is in no table, and where the file comes from; a row each. Tables have sheets so *named*."""
    sheet.column_dimensions['A'].width = _TEXT_WIDTH
    lines = [(document.title, Font(bold=True, size=14), '')]
    for part, follower in zip_longest(document.parts, document.parts[1:]):
        # the sheet of a table has its heading for a name
        if not (isinstance(part, Heading) and isinstance(follower, Grid) and _plain(part.text).casefold() in named):
            lines += _lines(part)
    for paragraph in document.foot:
        lines.append((words_of(paragraph), Font(), _address(paragraph.runs)))
    for place, (text, font, url) in enumerate(lines, start=1):
        cell = sheet.cell(place, 1, text)
        cell.alignment, cell.font, cell.data_type = _WRAPPED, font, 's'
        if url:
            cell.hyperlink = url
            cell.font = Font(color=_LINK, underline='single')
    _set_heights(sheet, ([text] for text, _, _ in lines), [_TEXT_WIDTH])
    _set_paper(sheet, landscape=False)


def _lines(part: object, depth: int = 0) -> Iterator[tuple[str, Font, str]]:
    if isinstance(part, Heading):
        yield part.text, Font(bold=True), ''
    elif isinstance(part, Paragraph):
        yield words_of(part), Font(), _address(part.runs)
    elif isinstance(part, Listing):
        for number, item in enumerate(part.items, start=1):
            mark = f'{number}. ' if part.numbered else '• '
            for inner in item:
                if isinstance(inner, Listing):
                    yield from _lines(inner, depth + 1)
                else:
                    yield '    ' * depth + mark + words_of(inner), Font(), _address(inner.runs)
                    mark = '  '


def _address(runs: Iterable[Run]) -> str:
    """Where the runs lead, if to one place: a cell has one link."""
    found = {run.url for run in runs if run.url}
    return found.pop() if len(found) == 1 else ''
