"""Files among the content: names, kinds, sizes, links, and what pictures carry along. The pictures are made here."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.core.files import MAX_PAGE_BYTES, check_files
from s3ext.core.pictures import cleaned, kind_of, size_of
from tests.library import LIBRARY

ROOT = Path(__file__).parents[2]
GPS = b'plats 59.33 18.06'


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack('>I4s', len(data), name) + data + struct.pack('>I', zlib.crc32(name + data))


def png(width: int = 2, height: int = 2, *extra: bytes, after: bytes = b'') -> bytes:
    head = chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0))
    data = chunk(b'IDAT', zlib.compress(b'\0\0\0' * 2))
    return b'\x89PNG\r\n\x1a\n' + head + b''.join(extra) + data + chunk(b'IEND', b'') + after


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack('>BBH', 0xFF, marker, len(data) + 2) + data


def exif(*tags: int, following: int = 0) -> bytes:
    entries = b''.join(struct.pack('<HHII', tag, 3, 1, 1) for tag in tags)
    return b'Exif\0\0II*\0' + struct.pack('<IH', 8, len(tags)) + entries + struct.pack('<I', following)


def jpeg(*extra: bytes, width: int = 2, height: int = 2, after: bytes = b'') -> bytes:
    frame = segment(0xC2, struct.pack('>BHHB', 8, height, width, 1) + b'\1\x11\0')
    # two scans with a table in between, stuffed bytes and a restart in what is coded
    scans = segment(0xDA, b'\1\1\0\0\x3f\0') + b'\x12\xff\0\x34\xff\xd0\x56'
    scans += segment(0xC4, b'\0' * 17) + segment(0xDA, b'\1\1\0\0\x3f\0') + b'\x78'
    return b'\xff\xd8' + segment(0xE0, b'JFIF\0\1\1\0') + b''.join(extra) + frame + scans + b'\xff\xd9' + after


def webp(*extra: bytes, width: int = 2, height: int = 2, after: bytes = b'') -> bytes:
    size = (width - 1).to_bytes(3, 'little') + (height - 1).to_bytes(3, 'little')
    parts = b'VP8X' + struct.pack('<I', 10) + b'\x0c\0\0\0' + size + b''.join(extra)
    parts += b'VP8L' + struct.pack('<I', 5) + b'\x2f\1\0\0\0\0'
    return b'RIFF' + struct.pack('<I', len(parts) + 4) + b'WEBP' + parts + after


def svg(inside: str = '<rect width="9" height="9"/>', attributes: str = '', before: str = '') -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"{attributes}>{inside}</svg>'.encode()


@pytest.fixture
def found(tmp_path: Path) -> Callable[[str, bytes], list[str]]:
    """Puts a file among the content and returns the causes of its faults."""

    def check(path: str, data: bytes) -> list[str]:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        problems = check_files(tmp_path)
        assert {problem.path for problem in problems} <= {path}
        return [dict(problem.details)['cause'] for problem in problems]

    return check


def test_a_whole_library_passes() -> None:
    assert check_files(LIBRARY) == []


GOOD: list[tuple[str, bytes]] = [
    ('docs/themes/energi.md', b'# Energi'),
    ('docs/vocabulary.yaml', b'x: 1'),
    ('docs/.dold', b'x'),
    ('cases/alfa/karta-2.png', png(4000, 4000)),
    ('cases/alfa/karta.jpg', jpeg()),
    ('cases/alfa/karta.jpeg', jpeg(segment(0xE1, exif(0x0112, 0x011A)))),
    ('cases/alfa/karta.jpg', jpeg(segment(0xE2, b'ICC_PROFILE\0x'), segment(0xEE, b'Adobe\0'))),
    ('cases/alfa/karta.webp', webp()),
    ('cases/alfa/karta.svg', svg()),
    ('cases/alfa/karta.svg', svg('<g id="a"/><use href="#a"/><rect fill="url(#a)"/><title>x</title>', ' role="img"')),
]


@pytest.mark.parametrize(('path', 'data'), GOOD, ids=range(len(GOOD)))
def test_ordinary_files_pass(found: Callable[[str, bytes], list[str]], path: str, data: bytes) -> None:
    assert found(path, data) == []


BAD: list[tuple[str, bytes, str]] = [
    ('docs/Energi.md', b'', 'file_name'),
    ('docs/två ord.md', b'', 'file_name'),
    ('docs/a"b.md', b'', 'file_name'),
    ('docs/-a.md', b'', 'file_name'),
    ('docs/a.b.md', b'', 'file_name'),
    (f'docs/{"a" * 100}.md', b'', 'file_name'),
    ('docs/Mapp/a.md', b'', 'file_name'),
    ('docs/_static/a.png', png(), 'file_name'),
    ('docs/a/b/c/d/e/f/g.md', b'', 'file_name'),
    ('docs/conf.py', b'', 'file_kind'),
    ('docs/a.html', b'', 'file_kind'),
    ('docs/a.pdf', b'', 'file_kind'),
    ('docs/a.gif', b'GIF89a', 'file_kind'),
    ('docs/utan', b'', 'file_kind'),
    ('docs/a.MD', b'', 'file_kind'),
    ('docs/a.md', b'x' * (MAX_PAGE_BYTES + 1), 'file_large'),
    ('docs/a.png', png() + b'x' * 1_000_000, 'file_large'),
    ('docs/a.png', b'<html>', 'file_kind'),
    ('docs/a.png', jpeg(), 'file_kind'),
    ('docs/a.jpg', webp(), 'file_kind'),
    ('docs/a.webp', b'RIFF\0\0\0\0WAVE', 'file_kind'),
    ('docs/a.png', png(4001, 1), 'file_pixels'),
    ('docs/a.png', png(0, 1), 'file_pixels'),
    ('docs/a.jpg', jpeg(height=30_000, width=30_000), 'file_pixels'),
    ('docs/a.webp', webp(width=5000), 'file_pixels'),
    ('docs/a.png', png()[:40], 'file_broken'),
    ('docs/a.jpg', jpeg()[:-2], 'file_broken'),
    ('docs/a.webp', webp()[:-2], 'file_broken'),
    ('docs/a.png', png(2, 2, chunk(b'tEXt', b'Author\0Namn')), 'file_metadata'),
    ('docs/a.png', png(2, 2, chunk(b'eXIf', GPS)), 'file_metadata'),
    ('docs/a.png', png(after=b'<script>'), 'file_metadata'),
    ('docs/a.jpg', jpeg(segment(0xE1, exif(0x8825))), 'file_metadata'),
    ('docs/a.jpg', jpeg(segment(0xE1, exif(0x0112, 0x013B))), 'file_metadata'),
    ('docs/a.jpg', jpeg(segment(0xE1, exif(0x0112, following=8))), 'file_metadata'),
    ('docs/a.jpg', jpeg(segment(0xE1, b'http://ns.adobe.com/xap/1.0/\0')), 'file_metadata'),
    ('docs/a.jpg', jpeg(segment(0xED, b'Photoshop 3.0\0')), 'file_metadata'),
    ('docs/a.jpg', jpeg(segment(0xFE, b'Namn')), 'file_metadata'),
    ('docs/a.jpg', jpeg(after=GPS), 'file_metadata'),
    ('docs/a.webp', webp(b'EXIF' + struct.pack('<I', 2) + b'II'), 'file_metadata'),
    ('docs/a.webp', webp(after=b'x'), 'file_metadata'),
    ('docs/a.svg', b'<html/>', 'file_kind'),
    ('docs/a.svg', b'inte xml', 'file_broken'),
    ('docs/a.svg', svg('<script/>'), 'svg_active'),
    ('docs/a.svg', svg('<foreignObject/>'), 'svg_active'),
    ('docs/a.svg', svg('<style>*{}</style>'), 'svg_active'),
    ('docs/a.svg', svg('<a href="#x"/>'), 'svg_active'),
    ('docs/a.svg', svg('<image href="x.png"/>'), 'svg_active'),
    ('docs/a.svg', svg('<animate/>'), 'svg_active'),
    ('docs/a.svg', svg('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>'), 'svg_active'),
    ('docs/a.svg', svg(attributes=' onload="x"'), 'svg_active'),
    ('docs/a.svg', svg(attributes=' style="x"'), 'svg_active'),
    ('docs/a.svg', svg('<use href="https://example.org/#a"/>'), 'svg_active'),
    ('docs/a.svg', svg('<rect fill="url( https://example.org/ )"/>'), 'svg_active'),
    ('docs/a.svg', svg(before='<!DOCTYPE svg [<!ENTITY a "b">]>'), 'svg_active'),
    ('docs/a.svg', svg(before='<?xml-stylesheet href="x"?>'), 'svg_active'),
    ('docs/a.svg', svg('<g>' * 30 + '</g>' * 30), 'svg_large'),
    ('docs/a.svg', svg('<use href="#a"/>' * 30), 'svg_large'),
]


@pytest.mark.parametrize(('path', 'data', 'cause'), BAD, ids=range(len(BAD)))
def test_other_files_are_refused(tmp_path: Path, path: str, data: bytes, cause: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    (problem,) = check_files(tmp_path)
    assert path.startswith(problem.path)
    assert dict(problem.details)['cause'] == cause


def test_links_and_what_is_no_file_are_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / 'docs').mkdir()
    (tmp_path / 'docs' / 'ut.md').symlink_to('/etc/hostname')
    (tmp_path / 'docs' / 'mapp').symlink_to('/')
    (tmp_path / 'cases').symlink_to('/')
    (tmp_path / 'index.md').symlink_to('/etc/hostname')
    os.mkfifo(tmp_path / 'docs' / 'ror.md')
    problems = check_files(tmp_path)
    assert [problem.path for problem in problems] == ['cases', 'docs/mapp', 'docs/ror.md', 'docs/ut.md', 'index.md']
    assert {dict(problem.details)['cause'] for problem in problems} == {'file_link'}


def test_the_check_does_not_read_what_is_no_file_of_the_content(
    mini_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = mini_site.with_name('hemligt.md')
    secret.write_text('---\nhemligt: ja\n---\n', 'utf-8')
    (mini_site / 'docs' / 'themes' / 'ut.md').symlink_to(secret)
    os.mkfifo(mini_site / 'docs' / 'themes' / 'ror.md')
    assert main(['check', '--root', str(mini_site)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(':')[0] for line in lines] == ['docs/themes/ror.md', 'docs/themes/ut.md']
    assert not any('hemligt' in line for line in lines)


@pytest.mark.parametrize(
    ('name', 'whole', 'bare'),
    [
        ('a.png', png(2, 2, chunk(b'tEXt', b'a\0b'), chunk(b'eXIf', GPS), after=GPS), png()),
        ('a.jpg', jpeg(segment(0xE1, exif(0x8825)), segment(0xFE, GPS), after=GPS), jpeg()),
        ('a.webp', webp(b'EXIF' + struct.pack('<I', 18) + GPS + b'\0', after=GPS), None),
    ],
    ids=['png', 'jpg', 'webp'],
)
def test_pictures_are_cleaned_without_touching_what_they_show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, whole: bytes, bare: bytes | None
) -> None:
    file = tmp_path / name
    file.write_bytes(whole)
    assert main(['images', str(file)]) == 0
    clean = file.read_bytes()
    assert GPS not in clean
    assert (kind_of(clean), size_of(clean), cleaned(clean)) == (kind_of(whole), size_of(whole), clean)
    assert bare in (None, clean)
    assert main(['images', str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f'{file}: borttaget {len(whole) - len(clean)} byte',
        f'{file}: inget att ta bort',
    ]


def test_what_is_no_picture_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / 'a.png'
    file.write_bytes(b'text')
    assert main(['images', str(file), str(tmp_path / 'saknas.png')]) == 2
    assert file.read_bytes() == b'text'
    assert len(capsys.readouterr().out.splitlines()) == 2
