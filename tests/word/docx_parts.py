"""What python-docx has no call for: notes, bookmarks, fields, tracked changes, text boxes, pictures of all kinds."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'


def blank() -> Document:
    """A document of python-docx's own template: the styles that Word has."""
    return docx.Document()


def saved(document: Document) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def add_notes(document: Document, notes: Mapping[int, str], kind: str = 'footnote') -> None:
    """A part with *notes* by number; addresses in them are plain text, as most people leave them."""
    separators = ''.join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for number, name in ((-1, 'separator'), (0, 'continuationSeparator'))
    )
    texts = ''.join(
        f'<w:{kind} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Ref/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:{kind}>'
        for number, text in notes.items()
    )
    blob = f'<?xml version="1.0" encoding="UTF-8"?><w:{kind}s {_W}>{separators}{texts}</w:{kind}s>'.encode()
    name = PackURI(f'/word/{kind}s.xml')
    part = Part(name, f'{_WORD}.{kind}s+xml', blob, document.part.package)
    relation = RELATIONSHIP_TYPE.FOOTNOTES if kind == 'footnote' else RELATIONSHIP_TYPE.ENDNOTES
    document.part.relate_to(part, relation)


def refer(paragraph: Paragraph, number: int, kind: str = 'footnote', bookmark: str = '') -> None:
    """The number of a note in the text; with a *bookmark* of that name around it."""
    run: Any = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement(f'w:{kind}Reference')
    reference.set(qn('w:id'), str(number))
    run._r.append(reference)
    if bookmark:
        set_bookmark(run, bookmark, 100 + number)


def set_bookmark(run: Run, name: str, number: int) -> None:
    for tag, place in (('w:bookmarkStart', run._r.addprevious), ('w:bookmarkEnd', run._r.addnext)):
        mark: Any = OxmlElement(tag)
        mark.set(qn('w:id'), str(number))
        if tag.endswith('Start'):
            mark.set(qn('w:name'), name)
        place(mark)


def link(paragraph: Paragraph, words: str, address: str = '', anchor: str = '') -> None:
    """A link to an *address*, or to a bookmark of the file."""
    run: Any = paragraph.add_run(words)
    found: Any = OxmlElement('w:hyperlink')
    if address:
        found.set(qn('r:id'), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        found.set(qn('w:anchor'), anchor)
    run._r.addprevious(found)
    found.append(run._r)


def field(paragraph: Paragraph, code: str, words: str) -> None:
    """A field, such as a page number, that shows *words*."""
    for kind in ('begin', '', 'separate'):
        run: Any = paragraph.add_run()
        if kind:
            mark: Any = OxmlElement('w:fldChar')
            mark.set(qn('w:fldCharType'), kind)
        else:
            mark = OxmlElement('w:instrText')
            mark.text = code
        run._r.append(mark)
    paragraph.add_run(words)
    end: Any = OxmlElement('w:fldChar')
    end.set(qn('w:fldCharType'), 'end')
    paragraph.add_run()._r.append(end)


def changed(paragraph: Paragraph, kind: str, words: str) -> None:
    """Words that somebody put in ('ins') or took away ('del') with changes tracked."""
    tag = 'delText' if kind == 'del' else 't'
    paragraph._p.append(
        parse_xml(
            f'<w:{kind} {_W} w:id="7" w:author="Karin Exempelsson" w:date="2026-03-04T10:00:00Z">'
            f'<w:r><w:{tag} xml:space="preserve">{escape(words)}</w:{tag}></w:r></w:{kind}>'
        )
    )


def text_box(paragraph: Paragraph, lines: Iterable[str]) -> None:
    """A frame with *lines* that floats beside the paragraph, as Word writes it for old programs too."""
    held = ''.join(f'<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>' for line in lines)
    run: Any = paragraph.add_run()
    run._r.append(
        parse_xml(
            f'<w:pict {_W} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="width:200pt;height:80pt">'
            f'<v:textbox><w:txbxContent>{held}</w:txbxContent></v:textbox></v:shape></w:pict>'
        )
    )


def picture(document: Document, data: bytes, alt: str) -> None:
    """A picture in a paragraph of its own; without an *alt*, as Word leaves it."""
    shape: Any = document.add_picture(io.BytesIO(data), width=docx.shared.Cm(6))
    properties = shape._inline.docPr
    properties.set('name', 'Bildobjekt 1')
    if alt:
        properties.set('descr', alt)


def png(width: int = 240, height: int = 120, shade: int = 120) -> bytes:
    """A picture with a note of who made it, as programs write it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))

    rows = b''.join(b'\0' + bytes((shade, (y * 2) % 256, 90)) * width for y in range(height))
    head = struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)
    text = chunk(b'tEXt', b'Author\0Karin Exempelsson')
    return (
        b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + text + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')
    )


def add_emf(document: Document, alt: str) -> None:
    """A drawing in Windows' own format, in the place of a picture."""
    picture(document, png(shade=30), alt)
    blob = struct.pack('<IIiiiiiiii', 1, 88, 0, 0, 100, 100, 0, 0, 1000, 1000) + b' EMF' + bytes(44)
    part = Part(PackURI('/word/media/image9.emf'), 'image/x-emf', blob, document.part.package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    last: Any = document.paragraphs[-1]._p
    for found in last.iter(qn('a:blip')):
        found.set(qn('r:embed'), relation)


def merge_head(table: Any) -> None:
    """Mark the first row as one of heads."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement('w:tblHeader'))
