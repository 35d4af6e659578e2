"""Material for download: whether a file is of its kind, holds nothing that runs or is fetched, and names no person.

Office files are zip archives of XML (ECMA-376 part 2; ODF 1.3 part 2). Nothing is unpacked to the disk, and what is
read is bounded before. PDF is looked through by ``material_pdf``, tables of text by their cells.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from .images import PictureError, is_bare, kind_of
from .material_error import MaterialError
from .material_pdf import check_pdf

__all__ = ['MaterialError', 'check_material', 'script_rules']

MAX_PARTS = 1_000
MAX_UNPACKED = 60_000_000
_OFFICE = 'application/vnd.openxmlformats-officedocument.'
_MAIN = {
    'docx': f'{_OFFICE}wordprocessingml.document.main+xml',
    'xlsx': f'{_OFFICE}spreadsheetml.sheet.main+xml',
    'pptx': f'{_OFFICE}presentationml.presentation.main+xml',
}
_MIME = {
    'odt': b'application/vnd.oasis.opendocument.text',
    'ods': b'application/vnd.oasis.opendocument.spreadsheet',
    'odp': b'application/vnd.oasis.opendocument.presentation',
}
#: endings of the parts of office files; all others could be programs or files within the file
_PARTS = frozenset({'xml', 'rels', 'rdf', 'png', 'jpg', 'jpeg', 'emf', 'wmf', 'svg', 'gif'})
_EMPTY = frozenset({'mimetype', 'layout-cache', 'current.xml'})
#: places of macros, controls, objects, files within the file
_ACTIVE = re.compile(
    r'vba|macro|activex|embeddings/|oleobject|customui|basic/|scripts/|dialogs/|webextension|connections\.xml', re.I
)
#: parts that say who wrote a remark or a change
_PEOPLE = re.compile(
    r'(?:^|/)(?:comments[^/]*|people|persons?/[^/]+|commentAuthors|authors)\.xml$'
    r'|/comments/|threadedComments/|changesInfos/|revisions/',
    re.I,
)
#: what programs add of their own: their properties, Excel's settings of a printer, and a picture of the first page as
#: it was when somebody saved the file (LibreOffice makes its own anew each time)
LEFT_OUT = re.compile(r'docProps/(?:custom\.xml|thumbnail\.\w+)|\w+/printerSettings/[^/]+\.bin')
#: fields and functions that fetch something when the file is opened (ECMA-376 part 1, 17.16.5 and 18.17.7)
_FETCHING = re.compile(r'DDEAUTO|\bDDE\b|INCLUDEPICTURE|INCLUDETEXT|\bLINK\b|WEBSERVICE\(|\bRTD\(', re.I)
#: elements of tracked changes and remarks of OpenDocument; elements of others have such names and another meaning
_CHANGES = frozenset({'changed-region', 'annotation'})
#: elements of the properties that hold names of people and of where they work, and what they add themselves
_NAMES = frozenset(
    {'creator', 'lastModifiedBy', 'Manager', 'Company', 'HyperlinkBase', 'initial-creator', 'printed-by'}
    | {'user-defined', 'editor', 'property'}
)
#: what a file kept on a server holds of those who share it
_SHARED_WITH = frozenset({'DisplayName', 'AccountId'})
#: what LibreOffice keeps of the printer
_PRINTER_ITEMS = frozenset({'PrinterName', 'PrinterSetup'})
_PROPERTIES = re.compile(r'docProps/[^/]+\.xml|meta\.xml')
#: what a link in a text may lead to; everything else that lies outside the file is fetched when it is opened
_WEB = re.compile(r'(?:https?://|mailto:)[^\s<>"]+', re.I)
#: the beginning of a cell that a spreadsheet takes for a formula (OWASP, CSV Injection); a number may be negative
_FORMULA = re.compile(r'[=@\t\r]|[+-](?![\d\s.,–-]*(?:%|$))')


def script_rules() -> dict[str, Any]:
    """What a browser can look for in a file: limits, kinds, and patterns of Python's, flag ``re.I``."""
    return {
        'parts': MAX_PARTS,
        'unpacked': MAX_UNPACKED,
        'main': _MAIN,
        'mime': {ending: mime.decode() for ending, mime in _MIME.items()},
        'active': _ACTIVE.pattern,
        'people': _PEOPLE.pattern,
        'left_out': LEFT_OUT.pattern,
    }


def check_material(data: bytes, ending: str) -> None:
    """Raise ``MaterialError`` for the first thing in the file *data*, called .*ending*, that must not be published."""
    if ending == 'csv':
        _check_csv(data)
    elif ending == 'pdf':
        check_pdf(data)
    else:
        _check_office(data, ending)


def _check_csv(data: bytes) -> None:
    try:
        text = data.decode('utf-8-sig')
    except UnicodeDecodeError:
        raise MaterialError('material_text') from None
    if any(not char.isprintable() and char not in '\r\n\t' for char in text):
        raise MaterialError('material_text')
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:2_000], ',;\t')
    except csv.Error:
        dialect = csv.excel
    try:
        for row in csv.reader(io.StringIO(text, newline=''), dialect):
            for cell in row:
                if _FORMULA.match(cell.lstrip(' ')):
                    raise MaterialError('material_formula', cell[:40])
    except csv.Error:
        raise MaterialError('material_broken') from None


def _check_office(data: bytes, ending: str) -> None:
    archive = open_archive(data)
    kind = _kind(archive)
    if kind != ending:
        raise MaterialError('material_other' if kind else 'material_broken', kind)
    for part in archive.infolist():
        _check_part(archive, part)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The zip archive *data*: whole, not locked, bounded. Raises ``MaterialError``."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    # NotImplementedError is what zipfile raises for archives of a version that it does not know
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise MaterialError('material_broken') from None
    if not data.startswith(b'PK\x03\x04') or archive.comment:
        raise MaterialError('material_broken')
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise MaterialError('material_large')
    if any(part.flag_bits & 1 for part in parts):
        raise MaterialError('material_locked')
    if len({part.filename.lower() for part in parts}) != len(parts):
        raise MaterialError('material_broken')
    return archive


def read_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The bytes of a *part*, no more than it says it has. Raises ``MaterialError``."""
    try:
        with archive.open(part) as file:
            data = file.read(part.file_size + 1)
    # zipfile raises NotImplementedError for ways of packing that it does not know, RuntimeError for passwords
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        raise MaterialError('material_broken') from None
    if len(data) > part.file_size:
        raise MaterialError('material_broken')
    return data


def _kind(archive: zipfile.ZipFile) -> str:
    """The ending that the archive says it should have, or ''."""
    present = {part.filename: part for part in archive.infolist()}
    if 'mimetype' in present:
        mime = read_part(archive, present['mimetype']).strip()
        return next((ending for ending, known in _MIME.items() if mime == known), '')
    if '[Content_Types].xml' not in present:
        return ''
    types = {attributes.get('ContentType') for _, attributes, _ in _elements(archive, present['[Content_Types].xml'])}
    if any(name and 'macroEnabled' in name for name in types):
        raise MaterialError('material_active', 'macro')
    return next((ending for ending, known in _MAIN.items() if known in types), '')


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    name = part.filename
    ending = name.rpartition('/')[2].rpartition('.')[2].lower()
    if part.is_dir() or not part.file_size:
        return
    if '..' in name or name.startswith('/') or '\\' in name:
        raise MaterialError('material_broken')
    if _ACTIVE.search(name) or re.match(r'Object ', name):
        raise MaterialError('material_active', name[:60])
    if _PEOPLE.search(name):
        raise MaterialError('material_comments')
    if LEFT_OUT.fullmatch(name):
        raise MaterialError('material_author', name.rpartition('/')[2])
    if ending in ('png', 'jpg', 'jpeg'):
        _check_picture(read_part(archive, part))
    elif ending in ('xml', 'rels', 'rdf', 'svg'):
        _check_xml(archive, part)
    elif ending not in _PARTS and name.rpartition('/')[2] not in _EMPTY:
        raise MaterialError('material_part', name[:60])


def _check_picture(data: bytes) -> None:
    try:
        if kind_of(data) and not is_bare(data):
            raise MaterialError('material_picture')
    except PictureError:
        return  # whoever opens the file sees that the picture is missing; nothing is carried along


def _check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    is_relations = part.filename.endswith('.rels')
    is_properties = bool(_PROPERTIES.fullmatch(part.filename))
    fields = []
    for name, attributes, text in _elements(archive, part):
        if not is_properties and _is_change(name, attributes, text):
            raise MaterialError('material_comments')
        if told := _told(part.filename, name, attributes, text.strip(), is_properties=is_properties):
            raise MaterialError('material_author', told[:60])
        if name in ('instrText', 'fldSimple', 'f'):
            fields += [text, attributes.get('instr', '')]
        if is_relations and attributes.get('TargetMode') == 'External':
            _check_target(attributes.get('Target', ''), is_link=attributes.get('Type', '').endswith('/hyperlink'))
        if not is_relations and (address := attributes.get('href')) is not None:
            _check_href(address, is_link=name == 'a')
        if name in ('event-listener', 'script', 'applet', 'plugin', 'object-ole', 'floating-frame', 'dde-source'):
            raise MaterialError('material_active', name)
    if found := _FETCHING.search(''.join(fields)):
        raise MaterialError('material_outside', found[0])


def _is_change(name: str, attributes: dict[str, str], text: str) -> bool:
    """Whether an element is a remark or a change by somebody: those of Word say who, whatever they are called."""
    if name == 'creator':
        return bool(text.strip())
    return name in _CHANGES or bool(attributes.get('author', '').strip())


def _told(part: str, name: str, attributes: dict[str, str], text: str, *, is_properties: bool) -> str:
    """What an element of a *part* tells of people, of where they work and of their computers; '' if nothing."""
    if is_properties and name in _NAMES:
        return text
    if is_properties and name == 'Template':  # the name of a template may stand, the folder it lies in not
        return text if set(text) & set('/\\') else ''
    if part.startswith('customXml/') and name in _SHARED_WITH:
        return text
    if name == 'config-item' and attributes.get('name') in _PRINTER_ITEMS:
        return text and attributes['name']
    return attributes.get('url', '') if name == 'absPath' else ''  # the folder of whoever saved the file


def _check_target(address: str, *, is_link: bool) -> None:
    if not (is_link and _WEB.fullmatch(address)):
        raise MaterialError('material_outside', address[:60])


def _check_href(address: str, *, is_link: bool) -> None:
    """An address in an OpenDocument file: a part of it (no scheme, not above it), or a link on the web."""
    inside = not re.match(r'[a-z][a-z0-9+.-]*:|/|\.\./(?!#)', address, re.I)
    if not inside and not (is_link and _WEB.fullmatch(address)):
        raise MaterialError('material_outside', address[:60])


def _elements(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[str, dict[str, str], str]]:
    """Local name, attributes by local name and text of each element of a *part*. Raises ``MaterialError``."""
    found: list[tuple[str, dict[str, str], list[str]]] = []
    parser = expat.ParserCreate(namespace_separator=' ')

    def start(name: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition(' ')[2]: value for key, value in attributes.items()}
        found.append((name.rpartition(' ')[2], plain, []))

    def characters(text: str) -> None:
        if found and len(found[-1][2]) < 100:
            found[-1][2].append(text)

    def doctype(*_: object) -> None:
        raise MaterialError('material_active', '<!DOCTYPE>')

    parser.StartElementHandler = start
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(read_part(archive, part), True)
    except expat.ExpatError:
        raise MaterialError('material_broken') from None
    return iter([(name, attributes, ''.join(texts)) for name, attributes, texts in found])
