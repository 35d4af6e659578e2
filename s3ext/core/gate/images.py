"""What a picture file says of itself: its kind, its size in pixels, and what it carries along. Nothing is decoded.

Formats: PNG (W3C, third edition), JPEG (ITU-T T.81) with Exif (CIPA DC-008), WebP (RFC 9649). Only parts that
a picture needs to be shown may stand in the file, so that no place, time or name comes along unseen. A colour profile
is not among them: it names the screen or the camera, and holds texts; pictures for the web are in sRGB.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

#: the parts of PNG that show the picture or say in which colours, with the most bytes of each that they may have
_PNG_PARTS = {b'IHDR': 13, b'PLTE': 768, b'IDAT': 1 << 31, b'IEND': 0, b'tRNS': 256}
_PNG_PARTS |= {b'gAMA': 4, b'cHRM': 32, b'sRGB': 1, b'sBIT': 4, b'pHYs': 9, b'bKGD': 6, b'cICP': 4}
_WEBP_PARTS = {b'VP8 ', b'VP8L', b'VP8X', b'ALPH'}
_MOVING = {b'acTL', b'fcTL', b'fdAT', b'ANIM', b'ANMF'}
#: processes of JPEG that browsers show: baseline, extended, progressive (T.81, table B.1)
_JPEG_FRAMES = {0xC0, 0xC1, 0xC2}
#: a picture can be sent in so many steps that it takes minutes to put together
_MOST_SCANS = 64
#: JFIF without a small copy of the picture, by its length; Adobe's note of the colour model
_JFIF, _ADOBE = 16, 14
#: Exif that says how to turn the picture and nothing else: one directory of one entry (TIFF 6.0)
_TURN = b'Exif\0\0II*\0' + struct.pack('<IHHHI', 8, 1, 0x0112, 3, 1)
_TURN_TAG = 0x0112
_MOST_TAGS = 200


class PictureError(ValueError):
    """A file that is not a whole picture of its kind, or carries something along; ``cause`` names the text."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a picture file: its bytes, and what of them the picture needs."""

    data: bytes
    kept: bytes


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


def is_bare(data: bytes) -> bool:
    """Whether the picture *data* consists of what it needs to be shown. Raises ``PictureError``."""
    return all(part.data == part.kept for part in parts_of(data))


def cleaned(data: bytes) -> bytes:
    """*data* without the parts that the picture does not need; the picture itself is untouched."""
    kept = b''.join(part.kept for part in parts_of(data))
    if kind_of(data) != 'webp':
        return kept
    body = bytearray(kept)
    body[4:8] = struct.pack('<I', len(kept) - 8)
    if body[12:16] == b'VP8X':
        body[20] &= ~0b0010_1100 & 0xFF  # the flags that announce a colour profile, Exif and XMP
    return bytes(body)


def _piece(data: bytes, *, needed: bool) -> Part:
    return Part(data=data, kept=data if needed else b'')


def _png_size(data: bytes) -> tuple[int, int]:
    if data[12:16] != b'IHDR':
        raise PictureError('file_broken')
    width, height = struct.unpack('>II', data[16:24])
    return width, height


def _png_parts(data: bytes) -> Iterator[Part]:
    yield _piece(data[:8], needed=True)
    start, name = 8, b''
    while name != b'IEND':
        length, name = struct.unpack('>I4s', data[start : start + 8])
        end = start + 12 + length
        if end > len(data):
            raise PictureError('file_broken')
        if name in _MOVING:
            raise PictureError('file_moving')
        if name in _PNG_PARTS and zlib.crc32(data[start + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], 'big'):
            raise PictureError('file_broken')
        yield _piece(data[start:end], needed=length <= _PNG_PARTS.get(name, -1))
        start = end
    if start < len(data):
        yield _piece(data[start:], needed=False)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    for marker, start, _ in _jpeg_segments(data):
        if _is_frame(marker):
            height, width = struct.unpack('>HH', data[start + 5 : start + 9])
            return width, height
    raise PictureError('file_broken')


def _is_frame(marker: int) -> bool:
    """Whether *marker* starts a frame, of any process: not tables (C4), extensions (C8) and conditions (CC)."""
    return 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC)


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
    yield _piece(data[:2], needed=True)
    end, scans, frames = 2, 0, 0
    for marker, start, end in _jpeg_segments(data):
        piece = data[start:end]
        scans += marker == 0xDA
        frames += _is_frame(marker)
        # eight bits for each colour: browsers show no others
        is_odd = _is_frame(marker) and (marker not in _JPEG_FRAMES or data[start + 4] != 8)
        if is_odd or frames > 1 or scans > _MOST_SCANS:
            raise PictureError('file_odd')
        if marker == 0xE1 and piece[4:].startswith(b'Exif\0\0'):
            yield Part(data=piece, kept=_turn(piece[10:]))
        elif marker == 0xFE or 0xE0 <= marker <= 0xEF:
            is_jfif = marker == 0xE0 and piece[4:9] == b'JFIF\0' and len(piece) == _JFIF + 2 and piece[16:18] == b'\0\0'
            is_adobe = marker == 0xEE and piece[4:9] == b'Adobe' and len(piece) == _ADOBE + 2
            yield _piece(piece, needed=is_jfif or is_adobe)
        else:
            yield _piece(piece, needed=marker != 0)
    if end < len(data):
        yield _piece(data[end:], needed=False)


def _turn(tiff: bytes) -> bytes:
    """A segment that says what the Exif data *tiff* say of how to turn the picture; empty if it stands as it is."""
    order = {b'II*\0': '<', b'MM\0*': '>'}.get(tiff[:4])
    if order is None:
        return b''
    try:
        (start,) = struct.unpack(f'{order}I', tiff[4:8])
        (count,) = struct.unpack(f'{order}H', tiff[start : start + 2])
        for position in range(start + 2, start + 2 + 12 * min(count, _MOST_TAGS), 12):
            tag, kind, number, value = struct.unpack(f'{order}HHIH', tiff[position : position + 10])
            if (tag, kind, number) == (_TURN_TAG, 3, 1) and 2 <= value <= 8:
                content = _TURN + struct.pack('<HHI', value, 0, 0)
                return struct.pack('>BBH', 0xFF, 0xE1, len(content) + 2) + content
    except struct.error:
        return b''
    return b''


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
    yield _piece(data[:12], needed=True)
    start = 12
    while start < length + 8:
        name, size = struct.unpack('<4sI', data[start : start + 8])
        end = start + 8 + size + size % 2
        if end > len(data):
            raise PictureError('file_broken')
        if name in _MOVING:
            raise PictureError('file_moving')
        yield _piece(data[start:end], needed=name in _WEBP_PARTS)
        start = end
    if start < len(data):
        yield _piece(data[start:], needed=False)
