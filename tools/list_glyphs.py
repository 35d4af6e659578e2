"""Which characters the PDF's typefaces can draw: writes s3ext/core/gate/glyphs.txt, which checks and the PDF read.

Run it after a change of a typeface or of Typst (a test compares): ``python tools/list_glyphs.py``. The typefaces are
those of s3ext/pdf/fonts and, for code and for what they lack, DejaVu Sans Mono, which lies inside Typst.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FONTS = ROOT / 's3ext' / 'pdf' / 'fonts'
TARGET = ROOT / 's3ext' / 'core' / 'gate' / 'glyphs.txt'
INSIDE = 'DejaVuSansMono'
#: the first bytes of a TrueType font (OpenType 1.9, "Table Directory")
_TRUETYPE = b'\x00\x01\x00\x00'
_MOST_TABLES = 40


def characters(font: bytes) -> set[int]:
    """The characters that *font* has shapes for: its ``cmap`` in format 4 or 12 (OpenType 1.9, "cmap")."""
    table = _tables(font)['cmap']
    count = struct.unpack_from('>H', table, 2)[0]
    found: set[int] = set()
    for number in range(count):
        _, _, offset = struct.unpack_from('>HHI', table, 4 + 8 * number)
        kind = struct.unpack_from('>H', table, offset)[0]
        if kind == 4:
            found |= set(_segments(table[offset:]))
        elif kind == 12:
            groups = struct.unpack_from('>I', table, offset + 12)[0]
            for group in range(groups):
                first, last, _ = struct.unpack_from('>III', table, offset + 16 + 12 * group)
                found |= set(range(first, last + 1))
    return found - {0xFFFF}


def _segments(table: bytes) -> Iterator[int]:
    """The characters of a subtable of format 4 that have another shape than the one for none."""
    count = struct.unpack_from('>H', table, 6)[0] // 2
    ends = struct.unpack_from(f'>{count}H', table, 14)
    starts = struct.unpack_from(f'>{count}H', table, 16 + 2 * count)
    deltas = struct.unpack_from(f'>{count}H', table, 16 + 4 * count)
    at = 16 + 6 * count
    offsets = struct.unpack_from(f'>{count}H', table, at)
    for number, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, end + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from('>H', table, at + 2 * number + offset + 2 * (code - start))[0]
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                yield code


def _tables(font: bytes) -> dict[str, bytes]:
    count = struct.unpack_from('>H', font, 4)[0]
    found = {}
    for number in range(count):
        tag, _, offset, length = struct.unpack_from('>4sIII', font, 12 + 16 * number)
        found[tag.decode('latin-1')] = font[offset : offset + length]
    return found


def inside_typst() -> list[bytes]:
    """The faces of the typeface inside Typst: they lie in its library as they are."""
    import typst

    (library,) = Path(typst.__file__).parent.glob('_typst*')
    data = library.read_bytes()
    found: dict[bytes, bytes] = {}
    place = data.find(_TRUETYPE)
    while place >= 0:
        count = struct.unpack_from('>H', data, place + 4)[0]
        if 8 <= count <= _MOST_TABLES:
            font = data[place : place + 2_000_000]
            name = INSIDE.encode('utf-16-be')
            tables = _tables(font) if data[place + 12 : place + 16].isascii() else {}
            if {'cmap', 'name'} <= tables.keys() and name in tables['name']:
                found[tables['name']] = font
        place = data.find(_TRUETYPE, place + 4)
    return list(found.values())


def covered() -> tuple[set[int], set[int]]:
    """The characters that every face of one of the typefaces has, and those that only upright ones have."""
    own = set.intersection(*(characters(file.read_bytes()) for file in sorted(FONTS.glob('*.ttf'))))
    faces = inside_typst()
    assert len(faces) == 4, f'{len(faces)} faces of {INSIDE}'
    upright = [font for font in faces if 'Oblique'.encode('utf-16-be') not in _tables(font)['name']]
    every = own | set.intersection(*map(characters, faces))
    seen = {code for code in every if code >= ord(' ')}
    return seen, set.intersection(*map(characters, upright)) - every


def text() -> str:
    """The file: the characters that are always there, an empty line, and those that are there upright."""
    return '\n'.join(map(written, covered()))


def written(codes: set[int]) -> str:
    """*codes* as lines ``first-last`` in hexadecimal numbers."""
    lines: list[str] = []
    ordered = sorted(codes)
    start = 0
    for place in range(1, len(ordered) + 1):
        if place == len(ordered) or ordered[place] != ordered[place - 1] + 1:
            first, last = ordered[start], ordered[place - 1]
            lines.append(f'{first:X}' if first == last else f'{first:X}-{last:X}')
            start = place
    return '\n'.join(lines) + '\n'


if __name__ == '__main__':
    TARGET.write_text(text(), 'utf-8')
    sys.stdout.write(f'{TARGET.relative_to(ROOT)}\n')
