"""The first run of ``make``: what it fetches is quiet, unless something goes wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.systems import outside_make

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
        env={**outside_make(), 'PIP_NO_INDEX': '1', 'PIP_FIND_LINKS': str(folder / 'finns-inte')},
        capture_output=True,
        text=True,
        encoding='utf-8',
    )


@pytest.mark.slow
@pytest.mark.parametrize(('ci', 'fails'), [('', False), ('true', True)])
def test_without_a_registry_only_ci_fails_for_the_types_of_scripts(ci: str, fails: bool, tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / 'tools' / 'javascript', tmp_path / 'javascript', ignore=shutil.ignore_patterns('node_modules')
    )
    shutil.copyfile(ROOT / 'tools' / 'check_types.py', tmp_path / 'check_types.py')
    nowhere = {
        'npm_config_registry': 'http://127.0.0.1:1',
        'npm_config_fetch_retries': '0',
        'npm_config_cache': str(tmp_path / 'cache'),
    }
    done = subprocess.run(
        [sys.executable, str(tmp_path / 'check_types.py')],
        env={**os.environ, **nowhere, 'CI': ci},
        capture_output=True,
        text=True,
        encoding='utf-8',
    )
    assert 'Det gick inte att hämta TypeScript' in done.stdout, done.stderr
    assert bool(done.returncode) == fails


def test_nothing_that_must_be_fetched_comes_before_the_tests() -> None:
    recipe = (ROOT / 'Makefile').read_text('utf-8').partition('\ntest:')[2].partition('\n\n')[0].splitlines()
    [tests] = [number for number, line in enumerate(recipe) if ' pytest ' in line]
    [types] = [number for number, line in enumerate(recipe) if 'check_types' in line]
    assert tests < types


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
