"""A workbook (xlsx, ISO/IEC 29500): a sheet for each table with what is said above it; all else on a last sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from .content import Document, Grid, Heading, Listing, Paragraph, Part, Run, cell_words, words_of
from .package import day_of, repacked

#: characters that the name of a sheet cannot have, and how long it can be (Excel specifications and limits)
_FORBIDDEN = str.maketrans('', '', '[]:*?/\\')
_LONGEST_NAME = 31
#: a number as it is shown: one of more digits loses the last (the same, "Number precision")
_NUMBER = re.compile('0|[1-9][0-9]{0,14}')
#: how many characters wide a column is, at the least and at the most, and one to write in
_NARROWEST, _WIDEST, _TO_WRITE = 12, 44, 40
#: so many lines stay in view above the head of a table and leave room for its rows
_IN_VIEW = 8
_TEXT_WIDTH = 90
_WRAPPED = Alignment(wrap_text=True, vertical='top')
_THIN = Side(style='thin', color='9FB6B9')
_LINES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill('solid', fgColor='E3EEEF')
#: A4, as Excel numbers papers
_A4 = 9
_POINTS_A_LINE = 15
_LINK = '0B5A68'


class _Line(NamedTuple):
    """A row of text: how it looks, and where it leads, '' if nowhere."""

    text: str
    font: Font
    url: str = ''


class _Table(NamedTuple):
    """A table, the nearest heading before it, and what stands between them; ``first`` if it is the first below that."""

    heading: str
    first: bool
    above: tuple[Part, ...]
    grid: Grid


def excel_file(document: Document) -> bytes:
    """The bytes of *document*; equal for equal documents."""
    book = Workbook()
    del book[book.sheetnames[0]]
    tables, rest = _divided(document)
    for table in tables:
        _add_table(book.create_sheet(_name(table.heading, book.sheetnames)), table, len(book.sheetnames))
    _add_text(book.create_sheet(_name(document.about, book.sheetnames)), document, rest)
    properties = book.properties
    properties.title, properties.creator, properties.language = document.title, document.publisher, document.language
    properties.created = day_of(document.date)
    made = io.BytesIO()
    book.save(made)
    # the library puts the moment of saving in its place
    properties.modified = properties.created
    return repacked(made.getvalue(), {'docProps/core.xml': tostring(properties.to_tree())})


def _divided(document: Document) -> tuple[list[_Table], list[Part]]:
    """The tables, each with what leads to it, and what is of none of them."""
    tables: list[_Table] = []
    rest: list[Part] = []
    name, waiting = document.title, list[Part]()
    for part in document.parts:
        if isinstance(part, Grid):
            first = bool(waiting) and isinstance(waiting[0], Heading)
            tables.append(_Table(name, first, tuple(waiting[first:]), part))
            waiting = []
            continue
        if isinstance(part, Heading):
            rest += waiting
            name, waiting = part.text, []
        waiting.append(part)
    return tables, rest + waiting


def _name(words: str, taken: Iterable[str]) -> str:
    """*words* as the name of a sheet, which no other has."""
    used = {name.casefold() for name in taken}
    plain = ' '.join(words.translate(_FORBIDDEN).split()).strip("'") or '1'
    name, number = plain[:_LONGEST_NAME].strip(), 1
    while name.casefold() in used:
        number += 1
        end = f' {number}'
        name = plain[: _LONGEST_NAME - len(end)].strip() + end
    return name


def _add_table(sheet: Worksheet, table: _Table, number: int) -> None:
    head = [cell_words(cell) for cell in table.grid.head]
    rows = [[cell_words(cell) for cell in row] for row in table.grid.rows]
    widths = [_width(list(column)) for column in zip(head, *rows, strict=True)]
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    # a name that had to be changed does not say it all
    title = [_Line(table.heading, Font(bold=True))] if table.first and sheet.title != table.heading else []
    lines = [*title, *(line for part in table.above for line in _lines(part))]
    _write_lines(sheet, lines, widths)
    top = len(lines) + 1
    _write_grid(sheet, (head, *rows), top)
    _set_heights(sheet, (head, *rows), widths, top)
    if sum(_height(line.text, sum(widths)) for line in lines) <= _IN_VIEW:
        sheet.freeze_panes = f'A{top + 1}'
    sheet.print_title_rows = f'{top}:{top}'
    _set_paper(sheet, landscape=True)
    # programs read the heads aloud with each cell of a table; its heads must differ
    if rows and all(head) and len({text.casefold() for text in head}) == len(head):
        listed = Table(displayName=f'Table{number}', ref=f'A{top}:{get_column_letter(len(head))}{top + len(rows)}')
        listed.tableStyleInfo = TableStyleInfo(name='TableStyleLight1', showRowStripes=False)
        sheet.add_table(listed)


def _write_grid(sheet: Worksheet, rows: Iterable[list[str]], top: int) -> None:
    """The *rows*, the head first, from the row *top* on."""
    for place, values in enumerate(rows, start=top):
        for column, text in enumerate(values, start=1):
            cell = sheet.cell(place, column)
            cell.alignment, cell.border = _WRAPPED, _LINES
            if place == top:
                cell.value, cell.font, cell.fill = text, Font(bold=True), _HEAD
            elif text:
                cell.value = _value(text)
            if isinstance(cell.value, str):
                cell.data_type = 's'  # a text that begins as a formula is none


def _value(text: str) -> str | int:
    """A whole number as one, to count with; all else as it is written."""
    return int(text) if _NUMBER.fullmatch(text) else text


def _width(column: list[str]) -> int:
    longest = max(len(line) for text in column for line in text.split('\n'))
    return max(_NARROWEST if any(column[1:]) else _TO_WRITE, min(_WIDEST, longest)) + 2


def _height(text: str, width: int) -> int:
    """How many lines *text* takes in so many characters."""
    return sum(1 + len(line) // width for line in text.split('\n'))


def _set_heights(sheet: Worksheet, rows: Iterable[list[str]], widths: list[int], top: int) -> None:
    """Room for wrapped text: programs that only read the file work out no heights."""
    for place, row in enumerate(rows, start=top):
        lines = max(_height(text, width) for text, width in zip(row, widths, strict=True))
        sheet.row_dimensions[place].height = _POINTS_A_LINE * max(lines, 1 if place == top else 2)


def _set_paper(sheet: Worksheet, *, landscape: bool) -> None:
    sheet.page_setup.orientation = 'landscape' if landscape else 'portrait'
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _add_text(sheet: Worksheet, document: Document, rest: Iterable[Part]) -> None:
    """The title, the *rest* of the text, and where the file comes from; a row each."""
    sheet.column_dimensions['A'].width = _TEXT_WIDTH
    lines = [_Line(document.title, Font(bold=True, size=14))]
    for part in (*rest, *document.foot):
        lines += _lines(part)
    _write_lines(sheet, lines, [_TEXT_WIDTH])
    _set_paper(sheet, landscape=False)


def _write_lines(sheet: Worksheet, lines: Sequence[_Line], widths: Sequence[int]) -> None:
    """The *lines* in the first rows, each as wide as all columns, which have these *widths*."""
    for place, (text, font, url) in enumerate(lines, start=1):
        cell = sheet.cell(place, 1, text)
        cell.alignment, cell.font, cell.data_type = _WRAPPED, font, 's'
        if url:
            cell.hyperlink = url
            cell.font = Font(color=_LINK, underline='single')
        if len(widths) > 1:
            sheet.merge_cells(start_row=place, end_row=place, start_column=1, end_column=len(widths))
        # words wrap before the edge
        sheet.row_dimensions[place].height = _POINTS_A_LINE * _height(text, sum(widths) * 9 // 10)


def _lines(part: Part, depth: int = 0) -> Iterator[_Line]:
    if isinstance(part, Heading):
        yield _Line(part.text, Font(bold=True))
    elif isinstance(part, Paragraph):
        yield _Line(words_of(part), Font(), _address(part.runs))
    elif isinstance(part, Listing):
        for number, item in enumerate(part.items, start=1):
            mark = f'{number}. ' if part.numbered else '• '
            for inner in item:
                if isinstance(inner, Listing):
                    yield from _lines(inner, depth + 1)
                else:
                    yield _Line('    ' * depth + mark + words_of(inner), Font(), _address(inner.runs))
                    mark = '  '


def _address(runs: Iterable[Run]) -> str:
    """Where the runs lead, if to one place: a cell has one link."""
    found = {run.url for run in runs if run.url}
    return found.pop() if len(found) == 1 else ''
