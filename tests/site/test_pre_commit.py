"""The hooks for commits, run by pre-commit in a copy of the repository: each is red for what it is there for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / '.pre-commit-config.yaml'
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / '.git').exists(), reason='git says which files are the repository'),
    pytest.mark.skipif(os.name != 'posix', reason='the hooks name .venv/bin, which Windows calls .venv/Scripts'),
]


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(['git', *arguments], cwd=folder, check=True, capture_output=True, encoding='utf-8').stdout


@pytest.fixture(scope='module')
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all files of the repository as they are now, with the environment of the tests as its own."""
    folder = tmp_path_factory.mktemp('kopia')
    for name in git(ROOT, 'ls-files', '--cached', '--others', '--exclude-standard', '-z').split('\0'):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    (folder / '.venv').unlink(missing_ok=True)
    (folder / '.venv').symlink_to(sys.prefix)
    git(folder, 'init', '-q')
    git(folder, 'add', '-A')
    return folder


def hooks(repository: Path, tmp_path: Path) -> dict[str, str]:
    """What pre-commit says of each hook, 'Passed', 'Failed' or 'Skipped'; without mypy, which takes a minute."""
    done = subprocess.run(
        [sys.executable, '-m', 'pre_commit', 'run', '--all-files', '--color', 'never'],
        cwd=repository,
        env=os.environ | {'SKIP': 'mypy', 'PRE_COMMIT_HOME': str(tmp_path / 'pre-commit')},
        capture_output=True,
        encoding='utf-8',
        check=False,
    )
    results = dict(re.findall(r'^(.+?)\.{3,}(Passed|Failed|Skipped)$', done.stdout, re.M))
    assert done.returncode == ('Failed' in results.values()), done.stdout + done.stderr
    return results


def test_the_repository_passes(repository: Path, tmp_path: Path) -> None:
    results = hooks(repository, tmp_path)
    assert results.pop('mypy') == 'Skipped'
    assert set(results.values()) == {'Passed'}
    assert results.keys() == {'ruff', 'ruff format', 's3ext check', 's3ext schema --compare'}


def test_each_hook_stops_what_it_is_for(repository: Path, tmp_path: Path) -> None:
    (repository / 'tools' / 'odd.py').write_text('import os\nx  = "a"\n', 'utf-8')
    (repository / 'docs' / 'about' / 'utan-titel.md').write_text('Ingen rubrik.\n', 'utf-8')
    (form,) = (repository / 'schema').glob('case.schema.json')
    form.write_text('{}\n', 'utf-8')
    git(repository, 'add', '-A')
    results = hooks(repository, tmp_path)
    assert {name for name, word in results.items() if word == 'Failed'} == results.keys() - {'mypy'}


def test_the_hooks_run_what_make_check_runs_and_fetch_nothing() -> None:
    (group,) = yaml.safe_load(CONFIG.read_text('utf-8'))['repos']
    assert group['repo'] == 'local'
    assert {hook['language'] for hook in group['hooks']} == {'system'}
    makefile = (ROOT / 'Makefile').read_text('utf-8')
    for hook in group['hooks']:
        command = hook['entry'].removeprefix('.venv/bin/python -m ').removesuffix(' --force-exclude')
        assert f'$(RUN) {command}' in makefile or command == 's3ext schema --compare'
