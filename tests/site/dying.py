"""Processes that die: a call in a process of its own that kills itself at its n-th change of a file in a folder."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.site.sitekit import load_builder

_WRITES = os.O_WRONLY | os.O_RDWR
#: what Python tells of before it changes a file (https://docs.python.org/3/library/audit_events.html)
_CHANGES = {'os.rename', 'os.remove', 'os.rmdir', 'os.mkdir', 'os.link', 'os.truncate', 'os.utime'}
KILLED = -signal.SIGKILL


def in_child(work: Callable[[], object], folder: Path, last: int = 0) -> tuple[int, int]:
    """Do *work* in a forked process: its exit code (``KILLED`` if it was), and how many changes it began in *folder*.

    It kills itself before change number *last*; with 0 it lives.
    """
    load_builder()
    ends = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if not child:
        counted = _Counter(folder, last, ends[1])
        sys.addaudithook(counted)
        code = 1
        try:
            code = 0 if work() in (None, 0) else 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    os.close(ends[1])
    status = os.waitpid(child, 0)[1]
    with os.fdopen(ends[0], 'rb') as pipe:
        changes = len(pipe.read())
    return os.waitstatus_to_exitcode(status), changes


class _Counter:
    def __init__(self, folder: Path, last: int, pipe: int) -> None:
        self._folder, self._last, self._pipe = str(folder), last, pipe
        self._count, self._process = 0, os.getpid()

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count the event if it changes a file, and die at the last."""
        if event == 'open':
            changes = isinstance(arguments[2], int) and bool(arguments[2] & _WRITES)
        else:
            changes = event in _CHANGES
        if changes and os.getpid() == self._process and str(arguments[0]).startswith(self._folder):
            self._count += 1
            os.write(self._pipe, b'.')
            if self._count == self._last:
                os.kill(os.getpid(), signal.SIGKILL)
