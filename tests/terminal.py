"""The program at a terminal: a real process whose input and output is a pseudo-terminal."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: seconds that nobody waits in vain: only a test that fails takes as long
_PATIENCE = 60


class Terminal:
    """A running process and the terminal it believes to be at."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.process, self._master = process, master
        self.output = ''
        self._seen = 0

    def write(self, text: str) -> None:
        """Type *text*; ``\\x03`` is Ctrl+C."""
        os.write(self._master, text.encode())

    def wait_for(self, pattern: str) -> None:
        """Read until *pattern* has come, after what was waited for before."""
        end = time.monotonic() + _PATIENCE
        while not (found := re.compile(pattern).search(self.output, self._seen)):
            assert time.monotonic() < end and self._read(), f'{pattern!r} did not come: {self.output}'
        self._seen = found.end()

    def leave(self, key: str = '\x03') -> int:
        """Press *key* at a prompt until the program ends; returns the exit code.

        Python is deaf to Ctrl+C between writing a prompt and waiting for the answer, until the next key.
        """
        self.write(key)
        while True:
            if not select.select([self._master], [], [], 5)[0]:
                self.write(key)
            elif not self._read():
                return self.process.wait()

    def end(self) -> int:
        """Read what is left; returns the exit code."""
        while self._read():
            pass
        return self.process.wait()

    def _read(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], _PATIENCE)
        assert ready, f'nothing more came: {self.output}'
        try:
            data = os.read(self._master, 65536)
        except OSError:  # what Linux says where others give an empty answer: nobody has the terminal open any more
            return False
        self.output += data.decode('utf-8', 'replace')
        return bool(data)


@contextmanager
def terminal(arguments: Sequence[str], cwd: Path, **environment: str) -> Iterator[Terminal]:
    """Run ``python -m s3ext`` with *arguments* at a terminal of 80 columns."""
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
    process = subprocess.Popen(
        [sys.executable, '-m', 's3ext', *arguments],
        cwd=cwd,
        env={**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONUTF8': '1', 'TERM': 'xterm', **environment},
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=_own_terminal,
    )
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        process.kill()
        process.wait()
        os.close(master)


def _own_terminal() -> None:
    """Make the terminal the one that sends Ctrl+C to this process, and heed it whatever the tests were started by."""
    import fcntl
    import signal
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
