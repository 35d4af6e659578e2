"""The kinds of files among the content, and what a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from .images import kind_of

PICTURES = ('png', 'jpg', 'jpeg', 'webp', 'svg')
#: what readers can download: templates and forms of workshops, tables, finished papers
MATERIALS = ('docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'pdf', 'csv')
KINDS = ('md', *PICTURES, *MATERIALS)

MAX_PAGE_BYTES = 200_000
MAX_PICTURE_BYTES = 1_000_000
MAX_MATERIAL_BYTES = 3_000_000

#: pictures that browsers or the PDF do not show, old and macro-carrying office files: save them as another kind
FOREIGN_PICTURES = frozenset(
    {'gif', 'bmp', 'tif', 'tiff', 'heic', 'heif', 'avif', 'ico', 'psd', 'ai', 'eps', 'svgz', 'emf', 'wmf', 'jxl', 'jp2'}
)
FOREIGN_MATERIALS = frozenset(
    {'doc', 'docm', 'dot', 'dotx', 'dotm', 'xls', 'xlsm', 'xlsb', 'xltx', 'xlt', 'ppt', 'pptm', 'pps', 'ppsx', 'potx'}
    | {'rtf', 'pages', 'numbers', 'key', 'txt', 'zip', 'ott', 'ots', 'otp', 'fodt', 'tsv', 'ics'}
)
_BEGINNINGS = (
    (b'%PDF-', 'pdf'),
    (b'GIF8', 'gif'),
    (b'PK\x03\x04', 'zip'),
    (b'BM', 'bmp'),
    (b'II*\0', 'tiff'),
    (b'MM\0*', 'tiff'),
    (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'doc'),
    (b'MZ', 'exe'),
    (b'\x7fELF', 'exe'),
    (b'{\\rtf', 'rtf'),
)
_FTYP = {b'heic': 'heic', b'heix': 'heic', b'mif1': 'heic', b'avif': 'avif'}


def limit_of(ending: str) -> int:
    """How many bytes a file with the *ending* may have."""
    if ending == 'md':
        return MAX_PAGE_BYTES
    return MAX_PICTURE_BYTES if ending in PICTURES else MAX_MATERIAL_BYTES


def looks_like(data: bytes) -> str:
    """The ending that *data* begins as, 'html' and 'svg' among them, or '' if it may be anything."""
    if kind := kind_of(data):
        return kind
    if data[4:8] == b'ftyp' and data[8:12] in _FTYP:
        return _FTYP[data[8:12]]
    text = data[:1000].lstrip(b'\xef\xbb\xbf \t\r\n').lower()
    if text.startswith((b'<!doctype html', b'<html')):
        return 'html'
    if text.startswith((b'<svg', b'<?xml', b'<!doctype svg')) and b'<svg' in data:
        return 'svg'
    return next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), '')
