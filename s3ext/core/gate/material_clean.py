"""Material for download without the names of people that programs write into it. The content stays as it is."""

from __future__ import annotations

import io
import re
import zipfile

from .file_kinds import MATERIALS
from .images import PictureError, cleaned, kind_of
from .material_pdf import clean_pdf
from .materials import LEFT_OUT, MaterialError, check_material, open_archive, read_part

#: properties with names of people: in OOXML (core.xml, app.xml) and ODF (meta.xml)
_NAMED = re.compile(
    rb'(<((?:\w+:)?(?:creator|lastModifiedBy|Manager|Company|HyperlinkBase|initial-creator|printed-by|editor))\b[^<>]*>)'
    rb'[^<]*(</\2\s*>)'
)
#: a template with the folder that it lies in
_TEMPLATE = re.compile(rb'(<(Template)\b[^<>]*>)[^<]*[/\\][^<]*(</\2\s*>)')
#: who shares a file on a server
_SHARED = re.compile(rb'(<((?:\w+:)?(?:DisplayName|AccountId))\b[^<>]*>)[^<]*(</\2\s*>)')
_PRINTER_ITEM = re.compile(rb'(<config:config-item\b[^<>]*"Printer(?:Name|Setup)"[^<>]*>)[^<]*')
_USER_DEFINED = re.compile(rb'<(meta:user-defined)\b[^<>]*>[^<]*</\1\s*>')
_GONE = re.compile(rb'<(?:Override|Relationship)\b[^<>]*docProps/(?:custom\.xml|thumbnail\.\w+)[^<>]*/>')
#: how sheets name the settings of a printer, and where a workbook says in which folder it was saved
_PRINTER = re.compile(rb'<Relationship\b[^<>]*/printerSettings"[^<>]*/>')
_PRINTED = re.compile(rb'(<pageSetup\b[^<>]*?)\s+r:id="[^"]*"')
_PRINTED_TEXT = re.compile(rb'<w:printerSettings\b[^<>]*/>')
_FOLDER = re.compile(rb'(<x15ac:absPath\b[^<>]*?\burl=")[^"]*')
_PROPERTIES = r'docProps/(?:core|app)\.xml|meta\.xml'
#: a part of what was found, in what is put in its place
_BACK = re.compile(r'\\(\d)')
#: the first day that a zip archive can name: when a part was saved is nobody's business
_DAY = (1980, 1, 1, 0, 0, 0)


#: what goes: from parts of which names, in full, which text, and what is put in its place
_RULES = (
    (_PROPERTIES, _NAMED, rb'\1\3'),
    (_PROPERTIES, _TEMPLATE, rb'\1\3'),
    (_PROPERTIES, _USER_DEFINED, b''),
    (r'\[Content_Types\]\.xml|_rels/\.rels', _GONE, b''),
    (r'customXml/.*', _SHARED, rb'\1\3'),
    (r'settings\.xml', _PRINTER_ITEM, rb'\1'),
    (r'.*\.rels', _PRINTER, b''),
    (r'word/.*\.xml', _PRINTED_TEXT, b''),
    (r'xl/.*\.xml', _PRINTED, rb'\1'),
    (r'xl/.*\.xml', _FOLDER, rb'\1'),
)


def script_cleaned() -> list[list[str]]:
    """The same for a browser: patterns of Python's, and what is put as a script writes it."""
    return [[name, form.pattern.decode(), _BACK.sub(r'$\1', instead.decode())] for name, form, instead in _RULES]


def clean_material(data: bytes, ending: str) -> bytes:
    """The file *data* without names of people in its properties and without what its pictures carry along.

    Raises ``MaterialError`` if it must not be published even so.
    """
    if ending not in MATERIALS:
        raise MaterialError('material_broken')
    try:
        check_material(data, ending)
    except MaterialError as error:
        if error.cause not in ('material_author', 'material_picture') or ending == 'csv':
            raise
    else:
        return data
    clean = clean_pdf(data) if ending == 'pdf' else _clean_archive(data)
    check_material(clean, ending)
    return clean


def _clean_archive(data: bytes) -> bytes:
    archive = open_archive(data)
    made = io.BytesIO()
    with zipfile.ZipFile(made, 'w', zipfile.ZIP_DEFLATED) as new:
        for part in archive.infolist():
            name = part.filename
            if LEFT_OUT.fullmatch(name):
                continue
            entry = zipfile.ZipInfo(part.filename, _DAY)
            entry.compress_type = part.compress_type
            entry.external_attr = part.external_attr
            new.writestr(entry, _clean_part(part.filename, read_part(archive, part)))
    return made.getvalue()


def _clean_part(name: str, data: bytes) -> bytes:
    rules = [(form, instead) for part, form, instead in _RULES if re.fullmatch(part, name)]
    for form, instead in rules:
        data = form.sub(instead, data)
    if not rules and kind_of(data):
        try:
            return cleaned(data)
        except PictureError:
            return data
    return data
