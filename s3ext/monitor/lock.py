"""One build at a time in a folder: a lock that the system takes back when its process ends, however it ends.

No library: those there are close the lock in processes that are forked. A worker that outlives a killed build goes
on writing for a moment, and the next build must wait for it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ..core.system_errors import shown_path
from ..core.texts.messages import Texts

LOCK_FILE = '.lock'
#: how often a build that waits looks again, in seconds
_PAUSE = 0.1

if sys.platform == 'win32':
    import msvcrt

    def _try_lock(file: IO[str]) -> bool:
        """Lock a byte far behind the text, which others can go on reading; whether it was free."""
        file.seek(1 << 30)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        """Lock the file, for this process and those it forks; whether it was free."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def exclusive(folder: Path, texts: Texts) -> Iterator[None]:
    """Keep *folder*, which is made if need be, for this process; waits, and says for whom. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK_FILE).open('a+', encoding='utf-8') as file:
        if not _try_lock(file):
            print(texts['build_waits'].format(path=shown_path(folder), process=_holder(file)), file=sys.stderr)
            while not _try_lock(file):
                time.sleep(_PAUSE)
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        # closed, not unlocked: a worker that is still alive holds it too
        yield


def _holder(file: IO[str]) -> str:
    """The number of the process that holds the lock, as it wrote it; '?' before it has."""
    with suppress(OSError):
        file.seek(0)
        return ''.join(char for char in file.read(20) if char.isdigit()) or '?'
    return '?'
