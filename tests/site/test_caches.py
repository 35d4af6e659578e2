"""The list of a work folder's files: whatever happens to a file, it is seen."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from s3ext.monitor.lock import LOCK_FILE
from s3ext.reading.caches import MANIFEST, is_proven, read_files, seal

CODE = 'made by this code'
PATHS = ('doctrees/environment.pickle', 'doctrees/docs/a.doctree', 'html/docs/a.html', 'html/.s3-state.json')


@pytest.fixture
def work(tmp_path: Path) -> Path:
    for number, path in enumerate((*PATHS, 'doctrees/docs/b.doctree', 'html/docs/b.html', 'doctrees/z.pickle')):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b'content %d' % number)
    (tmp_path / LOCK_FILE).write_text('1', 'utf-8')
    seal(tmp_path, CODE, {})
    return tmp_path


def cut_short(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def flip(file: Path) -> None:
    data, before = bytearray(file.read_bytes()), file.stat()
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def clear(file: Path) -> None:
    file.write_bytes(b'')


def change_places(file: Path) -> None:
    other = next(path for path in sorted(file.parent.glob('*')) if path != file and path.is_file())
    part = file.with_name('part')
    file.rename(part)
    other.rename(file)
    part.rename(other)


def remove(file: Path) -> None:
    file.unlink()


def add(file: Path) -> None:
    file.with_name('added').write_bytes(b'')


def link(file: Path) -> None:
    """The same content, from elsewhere."""
    other = file.with_name('other')
    file.rename(other)
    file.symlink_to(other)


DAMAGES = [cut_short, flip, clear, change_places, remove, add, link]


@pytest.mark.parametrize('damage', DAMAGES)
@pytest.mark.parametrize('path', PATHS)
def test_every_damage_is_seen(work: Path, damage: Callable[[Path], None], path: str) -> None:
    if damage is change_places and path.endswith('.json'):
        (work / 'html' / 'search.json').write_bytes(b'{}')
        seal(work, CODE, {})
    assert is_proven(work, CODE, read_files(work))
    damage(work / path)
    assert not is_proven(work, CODE, read_files(work))


@pytest.mark.parametrize('damage', [cut_short, flip, clear, remove])
def test_a_damaged_list_proves_nothing(work: Path, damage: Callable[[Path], None]) -> None:
    damage(work / MANIFEST)
    assert not is_proven(work, CODE, read_files(work))


def test_a_list_of_another_form_or_of_other_code_proves_nothing(work: Path) -> None:
    kept = json.loads((work / MANIFEST).read_text('utf-8'))
    others: list[object] = [None, [], {}, {**kept, 'made_by': 'other'}, {**kept, 'more': 1}, {'files': kept['files']}]
    for other in others:
        (work / MANIFEST).write_text(json.dumps(other), 'utf-8')
        assert not is_proven(work, CODE, read_files(work))
    assert not is_proven(work, 'other code', read_files(work))


def test_what_was_written_since_is_read_again(work: Path) -> None:
    known = read_files(work)
    flip(work / PATHS[0])  # a file of the same time and size
    seal(work, CODE, known)
    assert is_proven(work, CODE, read_files(work))
