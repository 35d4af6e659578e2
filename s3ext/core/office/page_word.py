"""A page as a text document (docx) for people who have nothing else, from which the page can be read again.

The contract with whoever reads it: the title has the style Title, ``##`` is Heading 1 and so on; lists, quotations and
tables are those of the program; notes are footnotes, each reference in a bookmark ``s3_`` with the id of the source
(``__2`` and so on behind it where a source is cited again, as names stand once). What is Markdown has the styles
*S3 Markdown* (a block, with its line ends) and *S3 Markdown Text* (within a text), and is taken as it stands. What has
the style *S3 Left Out*, and all from the bookmark ``s3_header`` on, is not the page's text, and is left out.
"""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.image.exceptions import UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph

from .content import Grid, Literal, Look, PageDocument, PagePart, Picture, Quote, Run
from .word_notes import Notes
from .word_parts import BLOCK, LOOKS, add_part, fill, new_document, saved, set_font

#: the bookmark of what is not the page's text
HEADER = 's3_header'
_PREFIX = 's3_'
#: names of bookmarks are no longer in Word
_LONGEST_NAME = 40
_BETWEEN_NOTES = '\N{NARROW NO-BREAK SPACE}'
_QUIET = RGBColor(0x4A, 0x5A, 0x5F)
_CODE_SHADE = 'EEF1F2'
#: how wide a picture may be, in points
_WIDEST = Pt(440)


def page_file(document: PageDocument) -> bytes:
    """The bytes of *document*; equal for equal documents."""
    words = ''.join(run.text for run in document.title)
    docx = new_document(words, document.language, '', document.date)
    _set_styles(docx)
    writer = _Writer(docx, document)
    writer.write()
    return saved(docx)


class _Writer:
    def __init__(self, docx: DocxDocument, document: PageDocument) -> None:
        self._docx, self._document = docx, document
        self._notes = Notes(docx, dict(document.notes))
        self._cited: Counter[str] = Counter()
        self._bookmarks = 0

    def write(self) -> None:
        """Write everything."""
        document = self._document
        head = self._docx.sections[0].header.paragraphs[0]
        fill(head, [Run(document.running)])
        head.paragraph_format.space_after = Pt(10)
        fill(self._docx.add_heading('', 0), document.title, self._refer)
        before: PagePart | None = None
        for part in document.parts:
            if isinstance(part, Grid) and isinstance(before, Grid):
                self._docx.add_paragraph()  # else they become one table
            self._add(part)
            before = part
        first = len(self._docx.element.body) - 1  # the last says what paper it is
        for part in document.behind:
            add_part(self._docx, part)
        self._enclose(first)

    def _add(self, part: PagePart) -> None:
        if isinstance(part, Quote):
            for paragraph in part.paragraphs:
                fill(self._docx.add_paragraph(style='Quote'), paragraph.runs, self._refer)
        elif isinstance(part, Literal):
            fill(self._docx.add_paragraph(style=BLOCK), [Run(part.text)])
            if part.hint:
                fill(self._docx.add_paragraph(), [Run(part.hint, look=Look.ADDED)])
        elif isinstance(part, Picture):
            self._show(part)
        else:
            add_part(self._docx, part, 0, self._refer)

    def _show(self, picture: Picture) -> None:
        """Show a picture whose Markdown stands before it; one that the program cannot show is left to that."""
        paragraph = self._docx.add_paragraph()
        try:
            shape = paragraph.add_run(style=LOOKS[Look.ADDED]).add_picture(io.BytesIO(picture.data))
        except (UnrecognizedImageError, UnexpectedEndOfFileError):
            self._docx.element.body.remove(paragraph._p)
            return
        if shape.width > _WIDEST:
            shape.height, shape.width = Length(shape.height * _WIDEST // shape.width), _WIDEST
        named: Any = shape._inline.docPr
        named.set('descr', picture.alt)

    def _refer(self, paragraph: DocxParagraph, source: str) -> None:
        """Put the reference to the note *source* at the end of *paragraph*; Markdown for one that nobody knows."""
        self._cited[source] += 1
        again = f'__{self._cited[source]}' if self._cited[source] > 1 else ''
        name = f'{_PREFIX}{source.replace("-", "_")}{again}'
        reference = self._notes.reference(source)
        if reference is None or len(name) > _LONGEST_NAME or name == HEADER:
            fill(paragraph, [Run(f'[^{source}]', look=Look.MARKDOWN)])
            return
        if paragraph._p[-1].tag == qn('w:bookmarkEnd'):  # two numbers side by side would be read as one
            fill(paragraph, [Run(_BETWEEN_NOTES, script='sup', look=Look.ADDED)])
        start, end = self._bookmark(name)
        paragraph._p.extend((start, reference, end))

    def _bookmark(self, name: str) -> tuple[Any, Any]:
        self._bookmarks += 1
        ends = OxmlElement('w:bookmarkStart'), OxmlElement('w:bookmarkEnd')
        for end in ends:
            end.set(qn('w:id'), str(self._bookmarks))
        ends[0].set(qn('w:name'), name)
        return ends

    def _enclose(self, first: int) -> None:
        """Mark what stands in the document from its part *first* on as what is no text of the page."""
        body = self._docx.element.body
        paragraphs = [element for element in body[first:] if element.tag == qn('w:p')]
        if paragraphs:
            DocxParagraph(paragraphs[0], self._docx._body).paragraph_format.page_break_before = True
            start, end = self._bookmark(HEADER)
            properties = paragraphs[0].find(qn('w:pPr'))
            paragraphs[0].insert(0 if properties is None else 1, start)
            paragraphs[-1].append(end)


def _set_styles(docx: DocxDocument) -> None:
    """The looks of Markdown, of words that were added, and of what only pages have."""
    styles = docx.styles
    block: Any = styles.add_style(BLOCK, WD_STYLE_TYPE.PARAGRAPH)
    block.base_style = styles['Normal']
    block.font.size, block.font.color.rgb = Pt(9), _QUIET
    block.element.get_or_add_pPr().append(_shade())
    for look in (Look.MARKDOWN, Look.ADDED):
        style: Any = styles.add_style(LOOKS[look], WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = _QUIET
        if look is Look.MARKDOWN:
            style.element.get_or_add_rPr().append(_shade())
        else:
            style.font.italic = True
    title: Any = styles['Title']
    title.font.size = Pt(22)
    for name, size in (('Heading 1', 16), ('Heading 2', 13), ('Heading 3', 11), ('Header', 9)):
        styles[name].font.size = Pt(size)
    styles['Heading 1'].paragraph_format.space_before = Pt(14)
    styles['Header'].font.color.rgb = _QUIET
    for name in ('Title', *(f'Heading {level}' for level in range(4, 7))):
        set_font(styles[name])
    quote: Any = styles['Quote']
    quote.paragraph_format.left_indent = Pt(24)


def _shade() -> Any:
    shade = OxmlElement('w:shd')
    for name, value in (('val', 'clear'), ('color', 'auto'), ('fill', _CODE_SHADE)):
        shade.set(qn(f'w:{name}'), value)
    return shade
