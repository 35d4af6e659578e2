"""What text documents (docx, ISO/IEC 29500) are made of: real headings and lists, tables with heads, the language."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import docx as library
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENTATION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph

from ..column_widths import column_shares
from .content import Cell, Grid, Heading, Listing, Look, Paragraph, Part, Run, cell_words
from .package import day_of, repacked

if TYPE_CHECKING:
    from docx.table import Table, _Row

_FONT = 'Calibri'
_INK = RGBColor(0x10, 0x26, 0x2B)
_SHADE = 'E3EEEF'
_LINK = RGBColor(0x0B, 0x5A, 0x68)
#: A4, in millimetres
_SHORT, _LONG, _MARGIN = 210, 297, 20
#: tables with more columns than this stand on pages that lie down
_UPRIGHT_COLUMNS = 5
#: the highest row that leaves room to write by hand
_BY_HAND = Mm(11)
#: what a character takes of a line, bold and of the middle width
_CHARACTER = Mm(2.1)
_LAST_LEVEL = 9
#: python-docx's own template knows three levels of lists
_LIST_LEVELS = 3
#: the style of lines that say where a document comes from
FOOT = 'Origin'
_HEAD, _HYPERLINK = 'Table Head', 'Hyperlink'
#: of Markdown: a block of lines, and within a text; of words that no source has
BLOCK, _WITHIN, _ADDED = 'S3 Markdown', 'S3 Markdown Text', 'S3 Left Out'
LOOKS = {Look.MARKDOWN: _WITHIN, Look.ADDED: _ADDED}


#: puts the reference to the note of this id behind a paragraph's text
Refer = Callable[[DocxParagraph, str], None]


def new_document(title: str, language: str, publisher: str, date: str, *, lies: bool = False) -> DocxDocument:
    """A document without text, on paper that stands or ``lies``; nothing stays of the template's own words."""
    docx = library.Document(io.BytesIO(_template()))
    section = docx.sections[0]
    section.orientation = WD_ORIENTATION.LANDSCAPE if lies else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = (Mm(_LONG), Mm(_SHORT)) if lies else (Mm(_SHORT), Mm(_LONG))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    _set_language(docx, language)
    properties = docx.core_properties
    properties.title, properties.author, properties.language = title, publisher, language
    properties.comments = properties.last_modified_by = properties.keywords = properties.subject = ''
    properties.created = properties.modified = day_of(date)
    properties.revision = 1
    return docx


def saved(docx: DocxDocument) -> bytes:
    """The bytes of *docx*; equal for equal documents."""
    made = io.BytesIO()
    docx.save(made)
    return repacked(made.getvalue(), {})


def is_wide(parts: Iterable[object]) -> bool:
    """Whether *parts* hold a table that needs paper that lies."""
    return any(isinstance(part, Grid) and len(part.head) > _UPRIGHT_COLUMNS for part in parts)


@cache
def _template() -> bytes:
    """A document without text that has our styles, and nothing of the library's own picture."""
    docx, made = library.Document(), io.BytesIO()
    _drop_thumbnail(docx)
    _set_styles(docx)
    docx.save(made)
    return made.getvalue()


def _drop_thumbnail(docx: DocxDocument) -> None:
    relations = docx.part.package.rels
    for name in [name for name, found in relations.items() if found.reltype.endswith('/thumbnail')]:
        del relations[name]


def _set_styles(docx: DocxDocument) -> None:
    styles = docx.styles
    foot: Any = styles.add_style(FOOT, WD_STYLE_TYPE.PARAGRAPH)
    foot.base_style = styles['Normal']
    for name, size in (('Normal', 11), (FOOT, 9), ('Heading 1', 20), ('Heading 2', 14), ('Heading 3', 12)):
        style: Any = styles[name]
        style.font.size = Pt(size)
        set_font(style)
    head: Any = styles.add_style(_HEAD, WD_STYLE_TYPE.PARAGRAPH)
    head.base_style, head.font.bold = styles['Normal'], True
    link: Any = styles.add_style(_HYPERLINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = _LINK, True
    normal: Any = styles['Normal']
    normal.paragraph_format.space_after = Pt(6)
    foot.paragraph_format.space_before = Pt(12)
    first: Any = styles['Heading 1']
    first.paragraph_format.space_before = Pt(0)


def set_font(style: Any) -> None:
    """Give *style* one typeface and colour, in the place of those of the template's theme."""
    style.font.name = _FONT
    style.font.color.rgb = _INK
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith('Theme')]:
        del fonts.attrib[name]
    fonts.set(qn('w:hAnsi'), _FONT)
    fonts.set(qn('w:cs'), _FONT)


def _set_language(docx: DocxDocument, language: str) -> None:
    """The language of the text, by which programs read it aloud and look at its spelling."""
    for lang in docx.styles.element.iter(qn('w:lang')):
        lang.set(qn('w:val'), language)
    for lang in docx.settings.element.iter(qn('w:themeFontLang')):
        lang.set(qn('w:val'), language)


def add_part(docx: DocxDocument, part: Part, below: int = 0, refer: Refer | None = None) -> None:
    """Write *part* at the end of *docx*, headings so many levels *below* those that it has."""
    if isinstance(part, Heading):
        heading = docx.add_heading('', min(part.level + below, _LAST_LEVEL))
        fill(heading, part.runs or (Run(part.text),), refer)
    elif isinstance(part, Paragraph):
        fill(docx.add_paragraph(), part.runs, refer)
    elif isinstance(part, Listing):
        _add_list(docx, part, 1, refer)
    else:
        _add_table(docx, part, refer)


def _add_list(docx: DocxDocument, listing: Listing, depth: int, refer: Refer | None) -> None:
    style = ('List Number' if listing.numbered else 'List Bullet') + (f' {depth}' if depth > 1 else '')
    number = _new_numbering(docx, style) if listing.numbered else None
    for item in listing.items:
        first = True
        for part in item:
            if isinstance(part, Listing):
                _add_list(docx, part, min(depth + 1, _LIST_LEVELS), refer)
                continue
            paragraph = docx.add_paragraph(style=style if first else _continued(depth))
            if first and number is not None:
                numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                numbering.get_or_add_ilvl().val, numbering.get_or_add_numId().val = 0, number
            fill(paragraph, part.runs, refer)
            first = False


def _continued(depth: int) -> str:
    return 'List Continue' + (f' {depth}' if depth > 1 else '')


def _new_numbering(docx: DocxDocument, style: str) -> int:
    """The number of a new list of *style* that begins at 1, and does not go on with the one before."""
    named: Any = docx.styles[style]
    numbering: Any = docx.part.numbering_part.element
    old = numbering.num_having_numId(named.element.pPr.numPr.numId.val)
    made = numbering.add_num(old.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _add_table(docx: DocxDocument, grid: Grid, refer: Refer | None) -> None:
    table = docx.add_table(rows=0, cols=len(grid.head), style='Table Grid')
    table.autofit = False
    section = docx.sections[0]
    assert section.page_width and section.left_margin and section.right_margin
    widths = _widths(grid, int(section.page_width - section.left_margin - section.right_margin))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Length(width)  # what programs go by that look at no cell
    head = table.add_row()
    _fill_row(head, grid.head, widths, refer, is_head=True)
    _mark_head(table, head)
    for cells in grid.rows:
        row = table.add_row()
        _fill_row(row, cells, widths, refer)
        if not all(cells):  # to write in
            row.height, row.height_rule = _BY_HAND, WD_ROW_HEIGHT_RULE.AT_LEAST


def _widths(grid: Grid, room: int) -> list[int]:
    """The widths of the columns in the *room*."""
    columns = [[cell_words(cell) for cell in cells] for cells in zip(grid.head, *grid.rows, strict=True)]
    shares = column_shares(columns, room // _CHARACTER)
    return [room * share // sum(shares) for share in shares]


def _fill_row(
    row: _Row, cells: Sequence[Cell], widths: Sequence[int], refer: Refer | None, *, is_head: bool = False
) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement('w:cantSplit'))
    for target, cell, width in zip(row.cells, cells, widths, strict=True):
        target.width = Length(width)
        for number, paragraph in enumerate(cell):
            into = target.add_paragraph() if number else target.paragraphs[0]
            if is_head:  # by a style: whoever reads the words out of it finds no emphasis
                into.style = _HEAD
            fill(into, paragraph.runs, refer)


def _mark_head(table: Table, row: _Row) -> None:
    """The first row holds heads: it is read as such, and stands again on each page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement('w:tblHeader'))
    for cell in row.cells:
        shade = OxmlElement('w:shd')
        for name, value in (('val', 'clear'), ('color', 'auto'), ('fill', _SHADE)):
            shade.set(qn(f'w:{name}'), value)
        cell._tc.get_or_add_tcPr().append(shade)
    look: Any = table._tbl.tblPr.find(qn('w:tblLook'))
    if look is not None:
        for name, value in (('firstRow', '1'), ('firstColumn', '0'), ('noVBand', '1'), ('noHBand', '1')):
            look.set(qn(f'w:{name}'), value)
        look.set(qn('w:val'), '0620')


def fill(paragraph: DocxParagraph, runs: Iterable[Run], refer: Refer | None = None) -> None:
    """Write *runs* at the end of *paragraph*, and the references to notes by *refer*."""
    for run in runs:
        if run.text:
            _add_run(paragraph, run)
        if run.note and refer:
            refer(paragraph, run.note)


def _add_run(paragraph: DocxParagraph, run: Run) -> None:
    made = paragraph.add_run(run.text, LOOKS.get(run.look))
    made.bold, made.italic = run.bold or None, run.italic or None
    if run.script == 'sub':
        made.font.subscript = True
    elif run.script:
        made.font.superscript = True
    if run.language:
        language = OxmlElement('w:lang')
        language.set(qn('w:val'), run.language)
        made._r.get_or_add_rPr().append(language)
    if run.url:
        made.style = _HYPERLINK
        link = OxmlElement('w:hyperlink')
        link.set(qn('r:id'), paragraph.part.relate_to(run.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        made._r.addprevious(link)
        link.append(made._r)
