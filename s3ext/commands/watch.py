"""Which files of a site are saved while a preview runs."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
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

    def follow(self, paths: list[Path], stop: Event, *, recursive: bool) -> None:
        """Gather until *stop*."""
        for changes in watchfiles.watch(
            *paths,
            watch_filter=lambda _, path: self._is_ours(Path(path)),
            debounce=_MOST,
            step=_STEP,
            stop_event=stop,
            recursive=recursive,
            rust_timeout=500,
        ):
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
    holds much that does not concern us, so it is watched without what lies deeper.
    """
    logging.getLogger('watchfiles').setLevel(logging.WARNING)  # it tells of every change
    changes, stop = Changes(root, (FRONT_PAGE, *folders)), Event()
    watched = [root / name for name in (*folders, *CODE) if (root / name).is_dir()]
    threads = [
        Thread(target=changes.follow, args=(paths, stop), kwargs={'recursive': recursive}, daemon=True)
        for paths, recursive in (([root], False), (watched, True))
        if paths
    ]
    for thread in threads:
        thread.start()
    try:
        yield changes
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=2)
