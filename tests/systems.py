"""What not every system has: marks for tests that need it, each with its reason."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

#: named pipes among the files, which POSIX has and Windows has not
needs_pipes = pytest.mark.skipif(not hasattr(os, 'mkfifo'), reason='this system has no named pipes among its files')
#: programs that are scripts for a POSIX shell
needs_shell = pytest.mark.skipif(os.name != 'posix', reason='the programs of the test are scripts for a POSIX shell')
#: permissions of files for owner, group and others
needs_modes = pytest.mark.skipif(os.name != 'posix', reason='this system keeps no permissions for owner, group, others')
#: GNU make
needs_make = pytest.mark.skipif(shutil.which('make') is None, reason='this machine has no make')


#: names that Windows does not take, or takes for devices
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\x00-\x1f\\]|[ .]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE)


def skip_without_name(path: str) -> None:
    """Skip the running test where the system can have no file *path*: what is not there needs no check."""
    if os.name == 'nt' and any(_NOT_ON_WINDOWS.search(name) for name in path.split('/')):
        pytest.skip('Windows takes no file with this name')


def skip_if_one(files: Collection[Path]) -> None:
    """Skip the running test if the file system takes the names of *files*, all in one folder, for fewer."""
    folder = next(iter(files)).parent
    if len(list(folder.iterdir())) < len(files):
        pytest.skip('this file system takes these names for one')


#: a limit of POSIX that stands for a disk without room
needs_limits = pytest.mark.skipif(os.name != 'posix', reason='this system does not limit the size of files')


def with_small_disk(arguments: Sequence[str], cwd: Path, most: int) -> subprocess.CompletedProcess[str]:
    """Run ``python -m s3ext`` with *arguments* where no file can have more than *most* bytes."""
    code = (
        'import resource, runpy, sys\n'
        f'resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))\n'
        "sys.argv[0] = 's3ext'\n"
        "runpy.run_module('s3ext', run_name='__main__')\n"
    )
    return subprocess.run(
        [sys.executable, '-B', '-c', code, *arguments],
        cwd=cwd,
        env={**os.environ, 'PYTHONPATH': str(Path(__file__).parents[1])},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def make_pipe(place: Path) -> None:
    """Put a named pipe at *place*."""
    os.mkfifo(place)


def outside_make() -> dict[str, str]:
    """The environment without what a make that runs the tests tells the one that a test runs."""
    return {name: value for name, value in os.environ.items() if not name.startswith(('MAKE', 'MFLAGS'))}
