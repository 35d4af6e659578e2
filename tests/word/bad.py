"""Files that are no documents that may be read: broken, packed to harm, with programs, locked, too large."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from .docx_parts import blank, saved
from .google import zipped

#: the beginning of an OLE file: what Word makes of a document with a password, and of every .doc
_COMPOUND = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'


def _document() -> bytes:
    document = blank()
    document.add_heading('Ett dokument', 0)
    document.add_paragraph('Texten är kort.')
    return saved(document)


def _with(changed: dict[str, bytes | None]) -> bytes:
    """A document with parts *changed*, or added."""
    with zipfile.ZipFile(io.BytesIO(_document())) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, data in changed.items():
        parts[name] = data or b''
    return zipped(parts)


def _macros() -> bytes:
    with zipfile.ZipFile(io.BytesIO(_document())) as archive:
        types = archive.read('[Content_Types].xml')
    plain = b'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
    types = types.replace(plain, b'application/vnd.ms-word.document.macroEnabled.main+xml')
    return _with({'[Content_Types].xml': types, 'word/vbaProject.bin': _COMPOUND + bytes(64)})


def _doctype() -> bytes:
    entities = b''.join(b'<!ENTITY e%d "%s">' % (n, b'&e%d;' % (n - 1) * 10 if n else b'lol') for n in range(9))
    return _with(
        {
            'word/document.xml': b'<?xml version="1.0"?><!DOCTYPE w:document [' + entities + b']>'
            b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            b'<w:body><w:p><w:r><w:t>&e8;</w:t></w:r></w:p></w:body></w:document>'
        }
    )


FILES: dict[str, Callable[[], bytes]] = {
    'avbruten.docx': lambda: _document()[:9_000],
    'bomb.docx': lambda: _with({'word/media/image1.png': bytes(200_000_000)}),
    'makron.docm': _macros,
    'makron-med-fel-namn.docx': _macros,
    'losenord.docx': lambda: _COMPOUND + bytes(4_096),
    'stor.docx': lambda: b'PK\x03\x04' + bytes(50_000_000),
    'text.docx': lambda: 'Det här är vanlig text.\n'.encode(),
    'tom.docx': lambda: b'',
    'kalkyl.docx': lambda: zipped({'[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>'}),
    'utan-text.docx': lambda: _with({'word/document.xml': None}),
    'entiteter.docx': _doctype,
    'gammal.doc': lambda: _COMPOUND + bytes(4_096),
    'anteckning.txt': lambda: 'Det här är vanlig text.\n'.encode(),
}
