"""Files to try the gate with, made here: pictures by Pillow, office files and PDF part by part."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from PIL import Image

GPS = b'plats 59.33 18.06'
_CONTENT = 'application/vnd.openxmlformats-officedocument.'
_MAIN = {
    'docx': ('word/document.xml', 'wordprocessingml.document'),
    'xlsx': ('xl/workbook.xml', 'spreadsheetml.sheet'),
    'pptx': ('ppt/presentation.xml', 'presentationml.presentation'),
}
_MIME = {'odt': 'text', 'ods': 'spreadsheet', 'odp': 'presentation'}


def raster(kind: str, width: int = 24, height: int = 16, **options: Any) -> bytes:
    """A picture of the kind 'png', 'jpg', 'webp' or 'gif', with the options of Pillow's writer."""
    target = io.BytesIO()
    picture = Image.effect_noise((width, height), 60).convert(options.pop('mode', 'RGB'))
    picture.save(target, {'jpg': 'JPEG'}.get(kind, kind.upper()), **options)
    return target.getvalue()


def exif(**more: str) -> bytes:
    """Exif that says how to turn the picture, and *more*."""
    made = Image.Exif()
    made[0x0112] = 6
    if 'camera' in more:
        made[0x010F] = more['camera']
    return made.tobytes()


def chunk(name: bytes, data: bytes) -> bytes:
    """A part of a PNG file."""
    return struct.pack('>I4s', len(data), name) + data + struct.pack('>I', zlib.crc32(name + data))


def with_chunk(png: bytes, name: bytes, data: bytes) -> bytes:
    """*png* with one more part after its head."""
    return png[:33] + chunk(name, data) + png[33:]


def with_segment(jpeg: bytes, marker: int, data: bytes) -> bytes:
    """*jpeg* with one more segment at its beginning."""
    return jpeg[:2] + struct.pack('>BBH', 0xFF, marker, len(data) + 2) + data + jpeg[2:]


def svg(inside: str = '<rect width="9" height="9"/>', attributes: str = '', before: str = '') -> bytes:
    """A picture of shapes."""
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"{attributes}>{inside}</svg>'.encode()


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive of *parts* by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return target.getvalue()


def office(ending: str, more: dict[str, str | bytes] | None = None, author: str = '', types: str = '') -> bytes:
    """An office file of Microsoft's kinds or of OpenDocument, by its ending, with *more* parts."""
    parts: dict[str, str | bytes] = {}
    if ending in _MIME:
        parts['mimetype'] = f'application/vnd.oasis.opendocument.{_MIME[ending]}'
        parts['content.xml'] = (
            '<office xmlns:xlink="x"><p>Text</p><a xlink:href="https://example.org/">länk</a></office>'
        )
        parts['meta.xml'] = f'<meta xmlns:dc="d" xmlns:meta="m"><dc:creator>{author}</dc:creator></meta>'
        parts['META-INF/manifest.xml'] = '<manifest/>'
        parts['Thumbnails/thumbnail.png'] = raster('png')
        return archive(parts | (more or {}))
    main, kind = _MAIN[ending]
    parts['[Content_Types].xml'] = (
        f'<Types xmlns="t"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{_CONTENT}{kind}.main+xml"/>{types}</Types>'
    )
    parts['_rels/.rels'] = '<Relationships xmlns="r"/>'
    parts[main] = '<document xmlns="w"><p>Text</p></document>'
    parts['docProps/core.xml'] = (
        f'<cp xmlns:dc="d" xmlns:cp="c"><dc:creator>{author}</dc:creator><cp:lastModifiedBy></cp:lastModifiedBy></cp>'
    )
    return archive(parts | (more or {}))


def relation(target: str, kind: str = 'hyperlink') -> dict[str, str | bytes]:
    """A part that relates a text to something outside its file."""
    entry = f'<Relationship Type="http://example.org/{kind}" Target="{target}" TargetMode="External"/>'
    return {'word/_rels/document.xml.rels': f'<Relationships xmlns="r">{entry}</Relationships>'}


def pdf(author: str = '', **root: Any) -> bytes:
    """A PDF of one page; *root* is put into its catalogue."""
    target = io.BytesIO()
    made = pikepdf.new()
    made.add_blank_page()
    for key, value in root.items():
        made.Root[f'/{key}'] = value
    if author:
        made.docinfo['/Author'] = author
    made.save(target)
    return target.getvalue()
