"""What a picture file says of itself: its kind, its size in pixels, and what it carries along. Nothing is decoded.

Formats: PNG (W3C, third edition), JPEG (ITU-T T.81) with Exif (CIPA DC-008), WebP (RFC 9649). Only parts that
a picture needs to be shown may stand in the file, so that no place, time or name comes along unseen.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

#: the parts of each format that show the picture, or say in which colours
_PNG_PARTS = {
    b'IHDR',
    b'PLTE',
    b'IDAT',
    b'IEND',
    b'tRNS',
    b'gAMA',
    b'cHRM',
    b'sRGB',
    b'iCCP',
    b'sBIT',
    b'pHYs',
    b'bKGD',
}
_PNG_PARTS |= {b'cICP', b'hIST'}
_WEBP_PARTS = {b'VP8 ', b'VP8L', b'VP8X', b'ALPH', b'ICCP'}
#: application segments of JPEG that belong to the picture, by marker and first bytes
_JPEG_PARTS = ((0xE0, b'JFIF\0'), (0xE0, b'JFXX\0'), (0xE2, b'ICC_PROFILE\0'), (0xEE, b'Adobe'))
#: Exif: size, orientation, resolution, colour; a pointer to more of the same
_EXIF_TAGS = {0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0112, 0x0115, 0x011A, 0x011B, 0x011C, 0x0128, 0x0213}
_EXIF_TAGS |= {0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003}
_EXIF_POINTER = 0x8769
_MOST_TAGS = 64
_MOST_EXIF = 4_096


class PictureError(ValueError):
    """A file that is not a whole picture of its kind, or carries something along; ``cause`` names the text."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a picture file: where it stands, and whether the picture needs it."""

    start: int
    end: int
    needed: bool


def kind_of(data: bytes) -> str:
    """The kind of picture that *data* begins as: 'png', 'jpg', 'webp' or ''."""
    if data.startswith(b'\x89PNG\r\n\x1a\n'):
        return 'png'
    if data.startswith(b'\xff\xd8\xff'):
        return 'jpg'
    return 'webp' if data[:4] == b'RIFF' and data[8:12] == b'WEBP' else ''


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the header. Raises ``PictureError``."""
    try:
        return {'png': _png_size, 'jpg': _jpeg_size, 'webp': _webp_size}[kind_of(data)](data)
    except (struct.error, IndexError, KeyError):
        raise PictureError('file_broken') from None


def parts_of(data: bytes) -> list[Part]:
    """The pieces of the picture *data*, from its first to its last byte. Raises ``PictureError``."""
    try:
        read = {'png': _png_parts, 'jpg': _jpeg_parts, 'webp': _webp_parts}[kind_of(data)]
        return list(read(data))
    except (struct.error, IndexError, KeyError):
        raise PictureError('file_broken') from None


def cleaned(data: bytes) -> bytes:
    """*data* without the parts that the picture does not need; the picture itself is untouched."""
    kept = b''.join(data[part.start : part.end] for part in parts_of(data) if part.needed)
    if kind_of(data) != 'webp':
        return kept
    body = bytearray(kept)
    body[4:8] = struct.pack('<I', len(kept) - 8)
    if body[12:16] == b'VP8X':
        body[20] &= ~0b0000_1100 & 0xFF  # the flags that announce Exif and XMP
    return bytes(body)


def _png_size(data: bytes) -> tuple[int, int]:
    if data[12:16] != b'IHDR':
        raise PictureError('file_broken')
    width, height = struct.unpack('>II', data[16:24])
    return width, height


def _png_parts(data: bytes) -> Iterator[Part]:
    yield Part(start=0, end=8, needed=True)
    start, name = 8, b''
    while name != b'IEND':
        length, name = struct.unpack('>I4s', data[start : start + 8])
        end = start + 12 + length
        if end > len(data):
            raise PictureError('file_broken')
        yield Part(start=start, end=end, needed=name in _PNG_PARTS)
        start = end
    if start < len(data):
        yield Part(start=start, end=len(data), needed=False)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    for marker, start, _ in _jpeg_segments(data):
        # start of frame, of any process; not tables (C4), extensions (C8) and conditions (CC)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack('>HH', data[start + 5 : start + 9])
            return width, height
    raise PictureError('file_broken')


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of each segment; what is coded follows its scan header and belongs to it."""
    start = 2
    while True:
        if data[start] != 0xFF:
            raise PictureError('file_broken')
        marker = data[start + 1]
        if marker == 0xFF:  # filler before a marker
            yield 0, start, start + 1
            start += 1
            continue
        if marker == 0xD9:
            yield marker, start, start + 2
            return
        (length,) = struct.unpack('>H', data[start + 2 : start + 4])
        end = start + 2 + length
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        if end > len(data) or length < 2:
            raise PictureError('file_broken')
        yield marker, start, end
        start = end


def _end_of_scan(data: bytes, start: int) -> int:
    """Where the next marker stands that is neither a stuffed byte nor a restart."""
    while (start := data.find(b'\xff', start)) >= 0:
        following = data[start + 1]
        if following and not 0xD0 <= following <= 0xD7:
            return start
        start += 2
    raise PictureError('file_broken')


def _jpeg_parts(data: bytes) -> Iterator[Part]:
    yield Part(start=0, end=2, needed=True)
    end = 2
    for marker, start, end in _jpeg_segments(data):
        content = data[start + 4 : end]
        is_extra = marker == 0xFE or 0xE0 <= marker <= 0xEF
        needed = not is_extra or any(marker == known and content.startswith(name) for known, name in _JPEG_PARTS)
        if marker == 0xE1 and content.startswith(b'Exif\0\0'):
            needed = _is_plain_exif(content[6:])
        yield Part(start=start, end=end, needed=needed and marker != 0)
    if end < len(data):
        yield Part(start=end, end=len(data), needed=False)


def _is_plain_exif(tiff: bytes) -> bool:
    """Whether Exif data tell nothing but how to show the picture (TIFF 6.0, Exif 2.3)."""
    order = {b'II*\0': '<', b'MM\0*': '>'}.get(tiff[:4])
    if order is None or len(tiff) > _MOST_EXIF:
        return False
    try:
        (first,) = struct.unpack(f'{order}I', tiff[4:8])
        return _is_plain_directory(tiff, first, order, depth=0)
    except struct.error:
        return False


def _is_plain_directory(tiff: bytes, start: int, order: str, depth: int) -> bool:
    (count,) = struct.unpack(f'{order}H', tiff[start : start + 2])
    if count > _MOST_TAGS or depth > 1:
        return False
    for position in range(start + 2, start + 2 + 12 * count, 12):
        (tag,) = struct.unpack(f'{order}H', tiff[position : position + 2])
        if tag == _EXIF_POINTER:
            (inner,) = struct.unpack(f'{order}I', tiff[position + 8 : position + 12])
            if not _is_plain_directory(tiff, inner, order, depth + 1):
                return False
        elif tag not in _EXIF_TAGS:
            return False
    after = start + 2 + 12 * count
    (following,) = struct.unpack(f'{order}I', tiff[after : after + 4])
    return not following  # a second directory holds a small copy of the picture


def _webp_size(data: bytes) -> tuple[int, int]:
    name = data[12:16]
    if name == b'VP8X':
        return 1 + int.from_bytes(data[24:27], 'little'), 1 + int.from_bytes(data[27:30], 'little')
    if name == b'VP8L':
        (bits,) = struct.unpack('<I', data[21:25])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if name == b'VP8 ' and data[23:26] == b'\x9d\x01\x2a':
        width, height = struct.unpack('<HH', data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise PictureError('file_broken')


def _webp_parts(data: bytes) -> Iterator[Part]:
    (length,) = struct.unpack('<I', data[4:8])
    if length + 8 > len(data):
        raise PictureError('file_broken')
    yield Part(start=0, end=12, needed=True)
    start = 12
    while start < length + 8:
        name, size = struct.unpack('<4sI', data[start : start + 8])
        end = start + 8 + size + size % 2
        if end > len(data):
            raise PictureError('file_broken')
        yield Part(start=start, end=end, needed=name in _WEBP_PARTS)
        start = end
    if start < len(data):
        yield Part(start=start, end=len(data), needed=False)
