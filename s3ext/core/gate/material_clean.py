"""Material for download without the names of people that programs write into it. The content stays as it is."""

from __future__ import annotations

import io
import re
import zipfile

from .file_kinds import MATERIALS
from .images import PictureError, cleaned, kind_of
from .material_pdf import clean_pdf
from .materials import PRINTER, THUMBNAIL, MaterialError, check_material, open_archive, read_part

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
_GONE = re.compile(rb'<(?:Override|Relationship)\b[^<>]*docProps/(?:custom\.xml|thumbnail\.\w+)[^<>]*/>', re.I)
#: how sheets name the settings of a printer, and where a workbook says in which folder it was saved
_PRINTER = re.compile(rb'<Relationship\b[^<>]*/printerSettings"[^<>]*/>')
_PRINTED = re.compile(rb'(<pageSetup\b[^<>]*?)\s+r:id="[^"]*"')
_PRINTED_TEXT = re.compile(rb'<w:printerSettings\b[^<>]*/>')
_FOLDER = re.compile(rb'(<x15ac:absPath\b[^<>]*?\burl=")[^"]*')
#: the first day that a zip archive can name: when a part was saved is nobody's business
_DAY = (1980, 1, 1, 0, 0, 0)


def script_cleaned() -> list[list[str]]:
    """What goes from which parts of an office file: patterns of Python's for the name and the text, and what is put."""
    properties, packing = r'docProps/(?:core|app)\.xml|meta\.xml', r'\[Content_Types\]\.xml|_rels/\.rels'
    rules = (
        (properties, _NAMED, '$1$3'),
        (properties, _USER_DEFINED, ''),
        (packing, _CUSTOM, ''),
        (r'xl/.*\.rels', _PRINTER, ''),
        (r'xl/.*\.xml', _PRINTED, '$1'),
        (r'xl/.*\.xml', _FOLDER, '$1'),
    )
    return [[name, form.pattern.decode(), instead] for name, form, instead in rules]


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
            if name == 'docProps/custom.xml' or PRINTER.fullmatch(name) or THUMBNAIL.fullmatch(name):
                continue
            entry = zipfile.ZipInfo(part.filename, _DAY)
            entry.compress_type = part.compress_type
            entry.external_attr = part.external_attr
            new.writestr(entry, _clean_part(part.filename, read_part(archive, part)))
    return made.getvalue()


def _clean_part(name: str, data: bytes) -> bytes:
    if re.fullmatch(r'docProps/(?:core|app)\.xml|meta\.xml', name):
        return _USER_DEFINED.sub(b'', _TEMPLATE.sub(rb'\1\3', _NAMED.sub(rb'\1\3', data)))
    if name in ('[Content_Types].xml', '_rels/.rels'):
        return _GONE.sub(b'', data)
    if name.startswith('customXml/'):
        return _SHARED.sub(rb'\1\3', data)
    if name == 'settings.xml':
        return _PRINTER_ITEM.sub(rb'\1', data)
    if name.endswith('.rels'):
        return _PRINTER.sub(b'', data)
    if name.startswith('word/') and name.endswith('.xml'):
        return _PRINTED_TEXT.sub(b'', data)
    if name.startswith('xl/') and name.endswith('.xml'):
        return _FOLDER.sub(rb'\1', _PRINTED.sub(rb'\1', data))
    if kind_of(data):
        try:
            return cleaned(data)
        except PictureError:
            return data
    return data
