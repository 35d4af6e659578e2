"""What all processes of one test run share: made by the first that asks for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from s3ext.monitor.lock import exclusive
from tests.texts import load_texts

ROOT = Path(__file__).parents[1]


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder *name* of this test run, which *make* fills; a test changes nothing in it."""
    base = factory.getbasetemp()
    # of a worker it lies in that of the run; a run that a worker starts has one of its own, and the same environment
    if base.name.startswith('popen-'):
        base = base.parent
    folder, done = base / name, base / f'{name}.done'
    with exclusive(base / f'{name}.lock', load_texts('sv')):
        if not done.exists():
            make(folder)
            done.touch()
    return folder


def build_web(root: Path, output: Path) -> None:
    """Build the site at *root* for the web to *output*, as on the command line: nothing of other builds is known."""
    call = (
        'import pathlib, sys; from s3ext.commands.build import build; '
        'sys.exit(build("html", *map(pathlib.Path, sys.argv[1:])))'
    )
    subprocess.run([sys.executable, '-c', call, str(root), str(output)], cwd=ROOT, check=True)
