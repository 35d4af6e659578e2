"""What surrounds the code: one version, a licence for every file, nothing of a build in the repository."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from s3ext.version import version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))


def test_the_version_stands_in_one_place() -> None:
    assert version() == PROJECT['project']['version']
    quoted = [f'{mark}{version()}{mark}' for mark in ('"', "'")]
    places = [*ROOT.glob('*.*'), *(ROOT / 's3ext').rglob('*.py'), *(ROOT / 'docs' / 'contribute').glob('*.md')]
    named = {file.name for file in places if file.is_file() and any(text in file.read_text('utf-8') for text in quoted)}
    assert named == {'pyproject.toml'}
    assert 'softwareVersion' not in (ROOT / 'publiccode.yml').read_text('utf-8')


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / '.git').exists(), reason='without git, what is no part of the repository is not known')
def test_every_file_says_whose_it_is_and_under_which_licence() -> None:
    done = subprocess.run(
        [sys.executable, '-m', 'reuse', 'lint'],
        cwd=ROOT,
        capture_output=True,
        encoding='utf-8',
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    'made', ['build/lib/a.py', 'dist/a.whl', 's3_handboken.egg-info/PKG-INFO', '_build/html/index.html', '.venv']
)
@pytest.mark.skipif(not (ROOT / '.git').exists(), reason='git says what it passes over')
def test_what_is_made_is_no_part_of_the_repository(made: str) -> None:
    assert subprocess.run(['git', 'check-ignore', '-q', made], cwd=ROOT, check=False).returncode == 0
