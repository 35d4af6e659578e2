"""The first run of ``make``: what it fetches is quiet, unless something goes wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the Makefile, and with nothing to fetch."""
    shutil.copyfile(ROOT / 'Makefile', tmp_path / 'Makefile')
    (tmp_path / 'requirements.lock').write_text('# tom\n', 'utf-8')
    return tmp_path


def make(folder: Path) -> subprocess.CompletedProcess[str]:
    """Set up the environment of the site, with settings of pip's that it has remarks on."""
    return subprocess.run(
        ['make', '.venv/site.ok', f'PYTHON={sys.executable}'],
        cwd=folder,
        env={**os.environ, 'PIP_NO_INDEX': '1', 'PIP_FIND_LINKS': str(folder / 'finns-inte')},
        capture_output=True,
        text=True,
        encoding='utf-8',
    )


@pytest.mark.slow
@pytest.mark.skipif(shutil.which('make') is None, reason='there is no make')
def test_the_first_run_says_two_lines_and_errors(folder: Path) -> None:
    done = make(folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ''
    assert [line[:3] for line in done.stdout.splitlines()] == ['Gör', 'Häm']
    (folder / 'requirements.lock').write_text(f'finns-inte==1.0 --hash=sha256:{"0" * 64}\n', 'utf-8')
    (folder / '.venv' / 'site.ok').unlink()
    done = make(folder)
    assert done.returncode != 0
    assert 'finns-inte' in done.stderr
    assert 'WARNING' not in done.stderr
