"""What not every system has: marks for tests that need it, each with its reason."""

from __future__ import annotations

import os
import shutil
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


def make_pipe(place: Path) -> None:
    """Put a named pipe at *place*."""
    os.mkfifo(place)
