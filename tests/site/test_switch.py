"""Publishing in one step: killed at any point, the folder is the old one whole or the new one whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from s3ext.commands import switch
from s3ext.commands.switch import exchange, publish, recover, swap
from tests.site.dying import KILLED, in_child
from tests.site.sitekit import contents

pytestmark = pytest.mark.skipif(not hasattr(os, 'fork'), reason='the test forks')
OLD = {'index.html': b'old', 'same.css': b'same', 'a/gone.html': b'gone'}
NEW = {'index.html': b'new!', 'same.css': b'same', 'b/c/added.html': b'added', 'pdf/book.pdf': b'pdf'}


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Path]:
    """A new site in two parts."""
    pages = {name: data for name, data in NEW.items() if not name.startswith('pdf/')}
    write(tmp_path / 'pages', {**pages, '.private': b'x', 'b/.private': b'y'})
    return {'': tmp_path / 'pages', 'pdf': write(tmp_path / 'pdf', {'book.pdf': b'pdf', '.private': b'z'})}


def by_exchange(parts: dict[str, Path], target: Path) -> None:
    publish(parts, target, ['.private'])


def by_two_renames(parts: dict[str, Path], target: Path) -> None:
    """As ``publish`` does where no exchange is possible."""
    switch.exchange = lambda one, other: False  # in a process that dies
    publish(parts, target, ['.private'])


PUBLISHED = {**NEW, 'b/.private': b'y'}


@pytest.mark.parametrize('way', [by_exchange, by_two_renames])
def test_killed_at_any_point_the_site_is_whole(
    tmp_path: Path, parts: dict[str, Path], way: Callable[[dict[str, Path], Path], None]
) -> None:
    place = tmp_path / 'place'
    target = write(place / 'html', OLD)
    code, changes = in_child(lambda: way(parts, target), place)
    assert (code, contents(target)) == (0, PUBLISHED)
    seen = []
    for last in range(1, changes + 1):
        for path in list(place.iterdir()):
            os.rename(path, tmp_path / f'done-{last}-{path.name}')  # noqa: PTH104
        write(target, OLD)
        assert in_child(lambda: way(parts, target), place, last)[0] == KILLED
        if way is by_exchange and exchange_works(tmp_path):
            assert contents(target) in (OLD, PUBLISHED)
        recover(target)
        seen.append(contents(target))
        assert seen[-1] in (OLD, PUBLISHED), last
        assert [path.name for path in place.iterdir()] == ['html']
        publish(parts, target, ['.private'])
        assert contents(target) == PUBLISHED
    assert OLD in seen and PUBLISHED in seen


def exchange_works(folder: Path) -> bool:
    one, other = write(folder / 'one', {'1': b''}), write(folder / 'other', {'2': b''})
    return exchange(one, other)


def test_two_folders_exchange_their_names(tmp_path: Path) -> None:
    one, other = write(tmp_path / 'å b', OLD), write(tmp_path / 'other', NEW)
    if not exchange(one, other):
        pytest.skip('this system or file system cannot')
    assert (contents(one), contents(other)) == (NEW, OLD)
    assert not exchange(one, tmp_path / 'missing')


def test_a_first_publication_that_was_killed_leaves_nothing(tmp_path: Path, parts: dict[str, Path]) -> None:
    place = tmp_path / 'place'
    target = place / 'html'
    place.mkdir()
    assert in_child(lambda: publish(parts, target), place, 3)[0] == KILLED
    assert not target.exists() and list(place.iterdir())
    recover(target)
    assert not list(place.iterdir())


def test_a_failed_second_step_puts_the_old_site_back(tmp_path: Path) -> None:
    target = write(tmp_path / 'html', OLD)
    with pytest.raises(OSError, match='html'):
        swap(tmp_path / 'html.new', target)
    assert contents(target) == OLD


def test_a_published_file_of_the_same_time_and_size_with_other_content_is_copied(
    tmp_path: Path, parts: dict[str, Path]
) -> None:
    target = tmp_path / 'html'
    publish(parts, target)
    spoilt = target / 'index.html'
    before = spoilt.stat()
    spoilt.write_bytes(b'NEW!')
    os.utime(spoilt, ns=(before.st_atime_ns, before.st_mtime_ns))
    publish(parts, target)
    assert spoilt.read_bytes() == b'new!'
