"""The sites that are measured: copies with the extension inside, which must be all that it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.sites import copy_handbook


@pytest.mark.slow
def test_the_extension_runs_from_a_copy(tmp_path: Path) -> None:
    copy_handbook(tmp_path / 'ours')
    done = subprocess.run(
        [sys.executable, '-m', 's3ext', '--version'], cwd=tmp_path / 'ours', capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b'')
