"""Which files of a site are saved while a preview runs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

import watchfiles

from ..core.gate.tokens import FRONT_PAGE

#: what governs how the site is built
CODE = ('conf.py', 's3ext', 'locale')
#: how long to wait for more, in milliseconds, once a file has been saved
_STEP, _MOST = 50, 400
#: copies that editors keep, and what a build itself writes
_IGNORED = ('~', '.swp', '.swx', '.tmp', '.mo', '.pyc')


def is_code(parts: Sequence[str]) -> bool:
    """Whether the file with these *parts* of its path governs how the site is built; modules beside ``conf.py`` do."""
    return parts[0] in CODE or (len(parts) == 1 and parts[0].endswith('.py'))


class Changes:
    """Files that were saved, relative to *root*; none is lost while somebody is busy with others.

    *content* are the folders and the page that hold it.
    """

    def __init__(self, root: Path, content: Collection[str]) -> None:
        self._root, self._content = root, content
        self._found: SimpleQueue[set[str]] = SimpleQueue()

    def wait(self) -> set[str]:
        """What has been saved since the last call; waits until there is something."""
        changes: set[str] = set()
        while not changes:
            try:
                # a thread that waits for ever cannot be interrupted on Windows
                changes |= self._found.get(timeout=1)
                while True:
                    changes |= self._found.get_nowait()
            except Empty:
                continue
        return changes

    def is_empty(self) -> bool:
        """Whether nothing has been saved since."""
        return self._found.empty()

    def follow(self, paths: list[Path], stop: Event, before: Callable[[], None], *, recursive: bool) -> None:
        """Gather until *stop*; *before* is called when something has been saved, before anybody hears of it."""
        for changes in watchfiles.watch(
            *paths,
            watch_filter=lambda _, path: self._is_ours(Path(path)),
            debounce=_MOST,
            step=_STEP,
            stop_event=stop,
            recursive=recursive,
            rust_timeout=500,
        ):
            before()
            self._found.put({self._relative(Path(path)) for _, path in changes})

    def _relative(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()

    def _is_ours(self, path: Path) -> bool:
        parts = path.relative_to(self._root).parts
        if not parts or not (parts[0] in self._content or is_code(parts)):
            return False
        return not path.name.endswith(_IGNORED) and not any(
            part.startswith('.') or part == '__pycache__' for part in parts
        )


@contextmanager
def watching(root: Path, folders: Sequence[str]) -> Iterator[Changes]:
    """Watch the site at *root*, with content in *folders*, during what follows.

    A file that is replaced by another of its name is seen only by those who watch its folder. That of ``conf.py``
    holds much that does not concern us, so it is watched without what lies deeper. A folder may come while it is
    watched, such as that of the first case.
    """
    logging.getLogger('watchfiles').setLevel(logging.WARNING)  # it tells of every change
    changes, stop = Changes(root, (FRONT_PAGE, *folders)), Event()
    threads: list[Thread] = []
    #: the folders by number too: another one may take the name of one that went
    watched: set[tuple[Path, int]] = set()

    def start(paths: list[Path], before: Callable[[], None], *, recursive: bool) -> None:
        arguments = {'paths': paths, 'stop': stop, 'before': before, 'recursive': recursive}
        threads.append(Thread(target=changes.follow, kwargs=arguments, daemon=True))
        threads[-1].start()

    def watch_new() -> None:
        found = set()
        for folder in (root / name for name in (*folders, *CODE)):
            with suppress(OSError):  # it can go at any moment
                found |= {(folder, folder.stat().st_ino)} if folder.is_dir() else set()
        if new := sorted(found - watched):
            watched.update(new)
            start([folder for folder, _ in new], lambda: None, recursive=True)

    watch_new()
    start([root], watch_new, recursive=False)
    try:
        yield changes
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=2)
