"""Files among the content: names, kinds, sizes, links, and what pictures carry along. The pictures are made here."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import typst

from s3ext.__main__ import main
from s3ext.commands.project import read_content
from s3ext.core.gate import file_kinds
from s3ext.core.gate.disk import DiskError, read_file
from s3ext.core.gate.file_kinds import MAX_MATERIAL_BYTES, MAX_PAGE_BYTES
from s3ext.core.gate.files import MAX_SIDE, ContentFiles, check_files, look_through, unreadable_paths
from s3ext.core.gate.images import cleaned, is_bare, kind_of, size_of
from s3ext.handbook.names import NAMES
from tests.gatekit import gate_problems
from tests.library import LIBRARY
from tests.systems import (
    make_pipe,
    needs_limits,
    needs_pipes,
    skip_if_one,
    skip_without_name,
    with_small_disk,
)
from tests.texts import load_texts
from tests.unit.file_samples import GPS, exif, office, pdf, raster, svg, with_chunk, with_segment

ROOT = Path(__file__).parents[2]
PNG, JPG, WEBP = raster('png'), raster('jpg'), raster('webp')


@pytest.fixture
def found(tmp_path: Path) -> Callable[[str, bytes], list[str]]:
    """Puts a file among the content and returns the causes of its faults."""

    def check(path: str, data: bytes) -> list[str]:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        problems = check_files(tmp_path, NAMES)
        assert {problem.path for problem in problems} <= {path}
        return [dict(problem.details)['cause'] for problem in problems]

    return check


def test_a_whole_library_passes() -> None:
    assert check_files(LIBRARY, NAMES) == []


GOOD: list[tuple[str, bytes]] = [
    ('docs/themes/energi.md', b'# Energi'),
    ('docs/vocabulary.yaml', b'x: 1'),
    ('docs/.dold', b'x'),
    ('cases/alfa/karta-2.png', raster('png', 400, 40)),
    ('cases/alfa/karta.png', raster('png', mode='P')),
    ('cases/alfa/karta.png', raster('png', mode='LA')),
    ('cases/alfa/karta.jpg', JPG),
    ('cases/alfa/karta.jpg', raster('jpg', progressive=True)),
    ('cases/alfa/karta.jpg', raster('jpg', mode='CMYK')),
    ('cases/alfa/karta.jpeg', cleaned(raster('jpg', exif=exif()))),
    ('cases/alfa/karta.webp', WEBP),
    ('cases/alfa/karta.webp', raster('webp', mode='RGBA', lossless=True)),
    ('cases/alfa/karta.svg', svg()),
    ('docs/workshops/mall.docx', office('docx')),
    ('docs/workshops/mall.odt', office('odt')),
    ('docs/workshops/mall.pdf', pdf()),
    ('docs/workshops/mall.csv', b'a;b\n1;-2,5\n'),
]


@pytest.mark.parametrize(('path', 'data'), GOOD, ids=range(len(GOOD)))
def test_ordinary_files_pass(found: Callable[[str, bytes], list[str]], path: str, data: bytes) -> None:
    assert found(path, data) == []


LEFT_OVER = ['Thumbs.db', 'desktop.ini', '.DS_Store', '~$utkast.docx', '.~lock.utkast.odt#', 'sida.md~', 'sida.md.bak']
LEFT_OVER += ['.sida.md.swp', 'sida.md.swp', '#sida.md#', '.#sida.md', '._sida.md', 'Icon\r', '~WRL0001.tmp', 'a.orig']


@pytest.mark.parametrize('name', LEFT_OVER)
def test_what_programs_leave_in_a_folder_is_passed_over(
    found: Callable[[str, bytes], list[str]], tmp_path: Path, name: str
) -> None:
    skip_without_name(name)
    assert found(f'docs/workshops/{name}', b'\0\1') == []
    assert look_through(tmp_path, NAMES).paths == frozenset()


BAD: list[tuple[str, bytes, str]] = [
    ('docs/Energi.md', b'', 'file_name'),
    ('docs/två ord.md', b'', 'file_name'),
    ('docs/a"b.md', b'', 'file_name'),
    ('docs/-a.md', b'', 'file_name'),
    ('docs/a.b.md', b'', 'file_name'),
    ('docs/漢字.md', b'', 'file_nameless'),
    (f'docs/{"a" * 110}.md', b'', 'file_name'),
    ('docs/Mapp/a.md', b'', 'folder_name'),
    ('docs/_static/a.png', PNG, 'folder_name'),
    ('docs/a/b/c/d/e/f/g.md', b'', 'file_deep'),
    ('docs/sida.md/a.md', b'', 'file_folder'),
    ('docs/con.md', b'', 'file_reserved'),
    ('docs/lpt1.png', PNG, 'file_reserved'),
    ('docs/aux/a.md', b'', 'file_reserved'),
    ('docs/conf.py', b'', 'file_unknown'),
    ('docs/a.html', b'', 'file_unknown'),
    ('docs/utan', b'', 'file_unknown'),
    ('docs/a.gif', raster('gif'), 'file_picture_kind'),
    ('docs/a.HEIC', b'', 'file_picture_kind'),
    ('docs/a.doc', b'', 'file_material_kind'),
    ('docs/a.docm', b'', 'file_material_kind'),
    ('docs/a.MD', b'', 'file_upper'),
    ('docs/IMG_0001.JPG', JPG, 'file_upper'),
    ('docs/a.md.txt', b'', 'file_ending'),
    ('docs/a.markdown', b'', 'file_ending'),
    ('docs/a.jfif', JPG, 'file_ending'),
    ('docs/a.md', b'x' * (MAX_PAGE_BYTES + 1), 'file_large'),
    ('docs/a.png', PNG + b'x' * 1_000_000, 'file_large'),
    ('docs/a.docx', b'x' * (MAX_MATERIAL_BYTES + 1), 'file_large'),
    ('docs/vocabulary.yaml', b'x' * (MAX_PAGE_BYTES + 1), 'file_large'),
    ('docs/a.md', office('docx'), 'file_other'),
    ('docs/a.md', pdf(), 'file_other'),
    ('docs/a.png', b'<html>', 'file_other'),
    ('docs/a.png', JPG, 'file_other'),
    ('docs/a.png', raster('gif'), 'file_other'),
    ('docs/a.jpg', WEBP, 'file_other'),
    ('docs/a.webp', b'RIFF\0\0\0\0WAVE', 'file_other'),
    ('docs/a.svg', PNG, 'file_other'),
    ('docs/a.svg', b'<html/>', 'file_other'),
    ('docs/a.svg', b'<x/>', 'file_kind'),
    ('docs/a.svg', b'inte xml', 'file_broken'),
    ('docs/a.png', raster('png', 4001, 1), 'file_pixels'),
    ('docs/a.png', PNG[:16] + bytes(4) + PNG[20:], 'file_pixels'),
    ('docs/a.webp', raster('webp', 5000, 2), 'file_pixels'),
    ('docs/a.png', with_chunk(PNG, b'acTL', bytes(8)), 'file_moving'),
]


@pytest.mark.parametrize(('path', 'data', 'cause'), BAD, ids=range(len(BAD)))
def test_other_files_are_refused(tmp_path: Path, path: str, data: bytes, cause: str) -> None:
    skip_without_name(path)
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    (problem,) = check_files(tmp_path, NAMES)
    assert path.startswith(problem.path)
    assert dict(problem.details)['cause'] == cause
    # the check reads pages and files in one go
    reported = [found for found in read_content(tmp_path).problems if found.path == problem.path]
    assert [found for found in reported if found.code is problem.code] == [problem]


@pytest.mark.parametrize(
    ('name', 'data', 'better'),
    [
        ('IMG_0001.JPG', JPG, 'img-0001.jpg'),
        ('IMG_0001.JPG', PNG, 'img-0001.png'),
        ('Två ord.md', b'', 'tva-ord.md'),
        ('Sida.md.txt', b'', 'sida.md'),
        ('COM1.png', PNG, None),
    ],
)
def test_a_message_names_the_remedy(tmp_path: Path, name: str, data: bytes, better: str | None) -> None:
    skip_without_name(name)
    (tmp_path / 'docs').mkdir()
    (tmp_path / 'docs' / name).write_bytes(data)
    (problem,) = check_files(tmp_path, NAMES)
    assert dict(problem.details).get('better') == better
    assert better is None or better in load_texts('sv').message(problem)
    if better:
        (tmp_path / 'docs' / name).rename(tmp_path / 'docs' / better)
        assert check_files(tmp_path, NAMES) == []


@pytest.mark.parametrize(
    'names',
    [('Karta.md', 'karta.md'), ('KARTA.md', 'Karta.md'), ('ka\u030arta.md', 'k\u00e5rta.md'), ('a_b.md', 'a b.md')],
)
def test_a_name_that_another_file_has_is_not_proposed(tmp_path: Path, names: tuple[str, str]) -> None:
    (tmp_path / 'docs').mkdir()
    for name in names:
        (tmp_path / 'docs' / name).write_bytes(b'# x')
    skip_if_one([tmp_path / 'docs' / name for name in names])
    problems = check_files(tmp_path, NAMES)
    assert {dict(problem.details)['cause'] for problem in problems} == {'file_twin'}


# -- broken pictures ----------------------------------------------------------------------------------


def damaged(data: bytes, kind: str, seed: int) -> bytes:
    """*data* with a slip: cut off, a bit or a piece changed, a piece lost."""
    luck = random.Random(f'{kind} {seed}')
    made = bytearray(data)
    place = luck.randrange(12, len(made))
    match seed % 4:
        case 0:
            del made[place:]
        case 1:
            made[place] ^= 1 << luck.randrange(8)
        case 2:
            made[place : place + 9] = luck.randbytes(9)
        case 3:
            del made[place : place + 20]
    return bytes(made)


@pytest.mark.parametrize('kind', ['png', 'jpg', 'webp'])
def test_broken_pictures_are_reported_and_what_passes_can_be_set_and_cleaned(
    tmp_path: Path, found: Callable[[str, bytes], list[str]], kind: str
) -> None:
    """Of damaged pictures those that the gate lets through do not stop the PDF."""
    main_file = tmp_path / 'main.typ'
    main_file.write_text(f'#image("docs/a.{kind}", alt: "x")', 'utf-8')
    refused = 0
    for seed in range(48):
        data = damaged(raster(kind, 40, 30), kind, seed)
        causes = found(f'docs/a.{kind}', data)
        refused += bool(causes)
        assert len(causes) <= 1
        if not causes:
            assert typst.compile(main_file, root=tmp_path)
            assert cleaned(data) == data
    assert refused > 10


@pytest.mark.parametrize(
    'data',
    [PNG[:-20], PNG[:60], PNG.replace(b'IDAT', b'IDAt'), with_chunk(PNG, b'IHDR', PNG[16:29])[:90], PNG[:33]],
)
def test_png_that_is_not_whole(found: Callable[[str, bytes], list[str]], data: bytes) -> None:
    assert found('docs/a.png', data) in (['file_broken'], ['file_metadata'])


@pytest.mark.parametrize('marker', [0xC3, 0xC9, 0xCA])
def test_jpeg_that_browsers_do_not_show(found: Callable[[str, bytes], list[str]], marker: int) -> None:
    assert found('docs/a.jpg', JPG.replace(b'\xff\xc0', bytes((0xFF, marker)), 1)) == ['file_odd']


# -- what pictures carry along ------------------------------------------------------------------------

CARRYING: list[tuple[str, bytes]] = [
    ('png', with_chunk(PNG, b'tEXt', b'Author\0Namn')),
    ('png', with_chunk(PNG, b'eXIf', GPS)),
    ('png', with_chunk(PNG, b'iCCP', b'Annas bildskarm\0\0x')),
    ('png', with_chunk(PNG, b'hIST', GPS)),
    ('png', with_chunk(PNG, b'tIME', bytes(7))),
    ('png', with_chunk(PNG, b'prVt', GPS)),
    ('png', with_chunk(PNG, b'sRGB', GPS)),
    ('png', with_chunk(PNG, b'pHYs', GPS)),
    ('png', PNG + b'<script>'),
    ('jpg', raster('jpg', exif=exif(camera='Kamera'))),
    ('jpg', raster('jpg', exif=exif(camera='Kamera'), icc_profile=GPS)),
    ('jpg', raster('jpg', comment=GPS)),
    ('jpg', with_segment(JPG, 0xE1, b'http://ns.adobe.com/xap/1.0/\0' + GPS)),
    ('jpg', with_segment(JPG, 0xED, b'Photoshop 3.0\0' + GPS)),
    ('jpg', with_segment(JPG, 0xE0, b'JFXX\0\x10' + GPS)),
    ('jpg', with_segment(JPG, 0xE0, b'JFIF\0\1\1\0\0\1\0\1\1\2' + GPS)),
    ('jpg', with_segment(JPG, 0xE2, b'ICC_PROFILE\0' + GPS)),
    ('jpg', with_segment(JPG, 0xEE, b'Adobe' + GPS)),
    ('jpg', with_segment(JPG, 0xEF, GPS)),
    ('jpg', JPG + GPS),
    ('webp', raster('webp', exif=exif(camera='Kamera'))),
    ('webp', raster('webp', icc_profile=GPS, xmp=GPS)),
    ('webp', WEBP + GPS),
]


@pytest.mark.parametrize(('kind', 'whole'), CARRYING, ids=range(len(CARRYING)))
def test_what_pictures_carry_along_is_reported_and_taken_out(
    tmp_path: Path,
    found: Callable[[str, bytes], list[str]],
    capsys: pytest.CaptureFixture[str],
    kind: str,
    whole: bytes,
) -> None:
    assert found(f'docs/a.{kind}', whole) == ['file_metadata']
    file = tmp_path / 'docs' / f'a.{kind}'
    assert main(['images', str(file)]) == 0
    clean = file.read_bytes()
    assert GPS not in clean
    assert is_bare(clean)
    assert check_files(tmp_path, NAMES) == []
    assert (kind_of(clean), size_of(clean)) == (kind_of(whole), size_of(whole))
    assert main(['images', str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f'{file}: borttaget {len(whole) - len(clean)} byte',
        f'{file}: inget att ta bort',
    ]


@needs_limits
def test_a_picture_that_does_not_fit_on_the_disk_is_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / 'a.png'
    whole = raster('png') + GPS
    file.write_bytes(whole)
    done = with_small_disk(['images', str(file)], tmp_path, len(cleaned(whole)) - 1)
    assert (done.returncode, done.stdout) == (2, f'{file}: går inte att skriva. Filen är som den var.\n')
    assert file.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [file]


def test_a_photo_stays_the_right_way_up() -> None:
    assert b'\x12\x01\x03\0\x01\0\0\0\x06\0' in cleaned(raster('jpg', exif=exif(camera='Kamera')))


@needs_pipes
def test_what_is_no_picture_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / 'a.png'
    file.write_bytes(b'text')
    make_pipe(tmp_path / 'ror.png')
    assert main(['images', str(file), str(tmp_path / 'saknas.png'), str(tmp_path), str(tmp_path / 'ror.png')]) == 2
    assert file.read_bytes() == b'text'
    assert len(capsys.readouterr().out.splitlines()) == 4


# -- what is no file ----------------------------------------------------------------------------------


@needs_pipes
def test_links_and_what_is_no_file_are_reported_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / 'docs').mkdir()
    (tmp_path / 'docs' / 'ut.md').symlink_to('/etc/hostname')
    (tmp_path / 'docs' / 'andlos.png').symlink_to('/dev/zero')
    (tmp_path / 'docs' / 'mapp').symlink_to('/')
    (tmp_path / 'cases').symlink_to('/')
    (tmp_path / 'index.md').symlink_to('/etc/hostname')
    make_pipe(tmp_path / 'docs' / 'ror.md')
    problems = check_files(tmp_path, NAMES)
    paths = ['cases', 'docs/andlos.png', 'docs/mapp', 'docs/ror.md', 'docs/ut.md', 'index.md']
    assert [problem.path for problem in problems] == paths
    assert {dict(problem.details)['cause'] for problem in problems} == {'file_link'}
    assert unreadable_paths(problems) == set(paths)


def test_the_front_page_is_a_file_too(tmp_path: Path) -> None:
    (tmp_path / 'index.md').mkdir()
    assert [dict(problem.details)['cause'] for problem in check_files(tmp_path, NAMES)] == ['file_folder']


@pytest.mark.parametrize(
    ('make', 'cause'),
    [
        (lambda place: None, 'file_missing'),
        (lambda place: place.mkdir(), 'file_folder'),
        pytest.param(make_pipe, 'file_link', marks=needs_pipes),
        (lambda place: place.symlink_to('/dev/zero'), 'file_link'),
        (lambda place: place.write_bytes(b'x' * 11), 'file_large'),
    ],
)
def test_reading_ends_with_a_reason(tmp_path: Path, make: Callable[[Path], object], cause: str) -> None:
    make(tmp_path / 'a')
    with pytest.raises(DiskError) as raised:
        read_file(tmp_path / 'a', 10)
    assert raised.value.cause == cause
    (tmp_path / 'b').write_bytes(b'x' * 10)
    assert read_file(tmp_path / 'b', 10) == b'x' * 10


def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / 'docs').mkdir()
    (tmp_path / 'docs' / 'a.md').write_bytes(b'# x')

    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, 'open', refuse)
    assert [dict(problem.details)['cause'] for problem in check_files(tmp_path, NAMES)] == ['file_closed']


@needs_pipes
def test_the_check_does_not_read_what_is_no_file_of_the_content(
    mini_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = mini_site.with_name('hemligt.md')
    secret.write_text('---\nhemligt: ja\n---\n', 'utf-8')
    (mini_site / 'docs' / 'themes' / 'ut.md').symlink_to(secret)
    (mini_site / 'docs' / 'themes' / 'mapp.md').mkdir()
    make_pipe(mini_site / 'docs' / 'themes' / 'ror.md')
    assert main(['check', '--root', str(mini_site)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(':')[0] for line in lines] == [f'docs/themes/{name}.md' for name in ('mapp', 'ror', 'ut')]
    assert not any('hemligt' in line for line in lines)


@pytest.mark.parametrize(
    'make',
    [
        lambda place: None,
        lambda place: place.mkdir(),
        pytest.param(make_pipe, marks=needs_pipes),
        lambda p: p.symlink_to('/dev/zero'),
    ],
)
def test_a_vocabulary_that_cannot_be_read_is_one_fault(
    mini_site: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], object]
) -> None:
    place = mini_site / 'docs' / 'vocabulary.yaml'
    place.unlink()
    make(place)
    assert main(['check', '--root', str(mini_site)]) == 1
    assert [line[:39] for line in capsys.readouterr().out.splitlines()] == ['docs/vocabulary.yaml:1:1: fel[bad-file]']


def test_files_that_pages_may_name(tmp_path: Path) -> None:
    for name, data in (
        ('index.md', b''),
        ('docs/a.md', b'# x'),
        ('docs/a.png', PNG),
        ('docs/B.md', b''),
        ('README', b''),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    files = look_through(tmp_path, NAMES)
    assert files.paths == {'index.md', 'docs/a.md', 'docs/a.png'}


def test_a_file_that_was_there_for_a_moment_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / 'docs').mkdir()
    (tmp_path / 'docs' / 'a.md').write_bytes(b'# x')
    moment = tmp_path / 'docs' / '4913'  # Vim's
    moment.touch()

    def scan(place: Path) -> list[os.DirEntry[str]]:
        with os.scandir(place) as found:
            entries = list(found)
        moment.unlink(missing_ok=True)
        return entries

    monkeypatch.setattr('s3ext.core.gate.files.os', SimpleNamespace(scandir=scan, DirEntry=os.DirEntry))
    assert look_through(tmp_path, NAMES) == ContentFiles(paths=frozenset({'docs/a.md'}), problems=())


def test_the_page_for_authors_names_every_kind_and_limit() -> None:
    text = (ROOT / 'docs' / 'contribute' / 'tillatet.md').read_text('utf-8')
    text = text[text.index('## Filer och bilder') :]
    named = set(re.findall(r'`\.([a-z]+)`', text))
    assert named == set(file_kinds.KINDS)
    limits = (file_kinds.MAX_PAGE_BYTES // 1_000, file_kinds.MAX_PICTURE_BYTES // 1_000_000)
    for limit in (f'{limits[0]} kB', f'{limits[1]} MB', f'{file_kinds.MAX_MATERIAL_BYTES // 1_000_000} MB'):
        assert f'högst {limit}' in text
    assert f'{MAX_SIDE:,} bildpunkter'.replace(',', ' ') in text
    assert {'Thumbs.db', 'desktop.ini', '.DS_Store', '~$mall.docx', 'sida.md~'} <= set(re.findall('`([^`]+)`', text))


@pytest.mark.parametrize(
    ('target', 'codes'),
    [
        ('mall.docx', []),
        ('../workshops/mall.pdf', []),
        ('/docs/workshops/mall.csv', []),
        ('mall.DOCX', ['bad-link']),
        ('mall.docm', ['bad-link']),
        ('mall.zip', ['bad-link']),
        ('mall.html', ['bad-link']),
        ('två%20ord.docx', ['bad-link']),
        ('../../../hemligt.pdf', ['bad-link']),
        ('/s3ext/pdf/a.pdf', ['bad-link']),
    ],
)
def test_links_to_material(target: str, codes: list[str]) -> None:
    problems = gate_problems(f'[Mallen]({target})', 'docs/workshops/sida.md')
    assert [problem.code.value for problem in problems] == codes
