"""What a preview hears of: files that are saved in the folders of a site, also in one that comes later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from s3ext.commands.watch import Changes, watching

pytestmark = pytest.mark.slow
FOLDERS = ('docs', 'cases')


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that has no case yet."""
    (tmp_path / 'docs').mkdir()
    (tmp_path / 'index.md').write_text('# Prov\n', 'utf-8')
    (tmp_path / 'conf.py').write_text('', 'utf-8')
    return tmp_path


@pytest.fixture
def changes(site: Path) -> Iterator[Changes]:
    with watching(site, FOLDERS) as found:
        yield found


def heard(changes: Changes, file: Path, text: str = '') -> bool:
    """Whether somebody hears of *file*, saved again and again: nobody says when watching has begun."""
    found: set[str] = set()

    def listen() -> None:
        while not any(path.endswith(file.name) for path in found):
            found.update(changes.wait())

    listener = Thread(target=listen, daemon=True)
    listener.start()
    for number in range(50):
        file.write_text(f'{text}{number}', 'utf-8')
        listener.join(0.2)
        if not listener.is_alive():
            return True
    return False


def test_a_page_in_a_folder_that_was_there(changes: Changes, site: Path) -> None:
    assert heard(changes, site / 'docs' / 'a.md')
    assert heard(changes, site / 'index.md')


@pytest.mark.parametrize('times', [1, 2])
def test_a_page_in_a_folder_that_came_later(changes: Changes, site: Path, times: int) -> None:
    for _ in range(times):
        folder = site / 'cases'
        if folder.exists():
            folder.rename(site / 'gone')
        folder.mkdir()
        (folder / 'first.md').write_text('', 'utf-8')
        changes.wait()
        assert heard(changes, folder / 'a.md')
