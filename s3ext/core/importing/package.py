"""Files of office programs, opened within bounds: whether they are what they are called, whole, and harmless."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from xml.parsers import expat

from ..gate.file_kinds import looks_like
from ..gate.material_error import MaterialError
from ..gate.materials import open_archive, read_part
from .error import ImportRefusedError

#: no document for readers holds more: its pictures are made smaller for a page
MAX_BYTES = 30_000_000
#: of one part of text; a page may have 40 000 characters
_MOST_XML = 8_000_000
_MOST_ELEMENTS = 300_000
_DEEPEST = 200
_LOCKED = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
_CAUSES = {'material_large': 'import_unpacked', 'material_locked': 'import_locked'}
_MACROS = ('vba', 'macros/', 'basic/', 'scripts/')

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]


def open_package(data: bytes, ending: str) -> zipfile.ZipFile:
    """The archive that *data*, a file called .*ending*, is. Raises ``ImportRefusedError``."""
    if len(data) > MAX_BYTES:
        raise ImportRefusedError('import_large')
    if data.startswith(_LOCKED):
        raise ImportRefusedError('import_locked')
    if not data.startswith(b'PK'):
        raise ImportRefusedError('import_other', looks_like(data))
    try:
        archive = open_archive(data)
    except MaterialError as error:
        raise ImportRefusedError(_CAUSES.get(error.cause, 'import_broken')) from None
    if any(name.lower().rpartition('word/')[2].startswith(_MACROS) for name in archive.namelist()):
        raise ImportRefusedError('import_macros')
    return archive


def part_of(archive: zipfile.ZipFile, name: str, most: int = _MOST_XML) -> bytes:
    """The bytes of the part *name*; b'' if there is none. Raises ``ImportRefusedError``."""
    try:
        part = archive.getinfo(name)
    except KeyError:
        return b''
    if part.file_size > most:
        raise ImportRefusedError('import_unpacked')
    try:
        return read_part(archive, part)
    except MaterialError:
        raise ImportRefusedError('import_broken') from None


def read_xml(data: bytes, start: Start, end: End | None = None, characters: Characters | None = None) -> None:
    """Go through the XML *data*: names and attributes as ``namespace local``. Raises ``ImportRefusedError``."""
    parser = expat.ParserCreate(namespace_separator=' ')
    count = depth = 0

    def begun(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count, depth = count + 1, depth + 1
        if count > _MOST_ELEMENTS or depth > _DEEPEST:
            raise ImportRefusedError('import_deep')
        start(name, attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(name)

    def doctype(*_: object) -> None:
        raise ImportRefusedError('import_doctype')

    parser.StartElementHandler, parser.EndElementHandler = begun, ended
    parser.StartDoctypeDeclHandler = doctype
    if characters:
        parser.CharacterDataHandler = characters
        parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise ImportRefusedError('import_broken') from None
