"""What surrounds the code: one version, a licence for every file, nothing of a build in the repository."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from s3ext.config.version import version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))


def test_the_version_stands_in_one_place() -> None:
    assert version() == PROJECT['project']['version']
    quoted = [f'{mark}{version()}{mark}' for mark in ('"', "'")]
    guides = ('README', 'ARCHITECTURE', 'CONTRIBUTING', 'EXTENDING', 'REFERENCE', 'SECURITY')
    places = [
        ROOT / 'pyproject.toml',
        ROOT / 'publiccode.yml',
        ROOT / 'conf.py',
        *(ROOT / f'{name}.md' for name in guides),
    ]
    places += [*(ROOT / 's3ext').rglob('*.py'), *(ROOT / 'docs' / 'contribute').glob('*.md')]
    named = {file.name for file in places if file.is_file() and any(text in file.read_text('utf-8') for text in quoted)}
    assert named == {'pyproject.toml'}
    assert 'softwareVersion' not in (ROOT / 'publiccode.yml').read_text('utf-8')


@pytest.fixture(scope='module')
def tracked() -> list[str]:
    """Every file of the repository, whether it is committed yet or not."""
    if not (ROOT / '.git').exists():
        pytest.skip('without git, what is no part of the repository is not known')
    command = ['git', '-c', 'core.quotePath=false', 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding='utf-8').stdout.split('\0')
    return [name for name in names if (ROOT / name).is_file()]


def covered(pattern: str) -> re.Pattern[str]:
    """What a path of REUSE.toml means: ``**`` is anything, ``*`` anything within a folder (REUSE 3.3, section 4.2)."""
    parts = re.split(r'(\*\*|\*)', pattern)
    return re.compile(''.join({'**': '.*', '*': '[^/]*'}.get(part, re.escape(part)) for part in parts))


def licence_parts() -> list[dict[str, Any]]:
    """The parts of REUSE.toml, the paths of each as a list."""
    found = tomllib.loads((ROOT / 'REUSE.toml').read_text('utf-8'))['annotations']
    return [part | {'path': [part['path']] if isinstance(part['path'], str) else part['path']} for part in found]


def test_every_file_has_a_holder_and_a_licence_whose_text_is_here(tracked: list[str]) -> None:
    """What ``reuse lint`` asks. That tool is published without wheels: it cannot be among hashed versions."""
    used: set[str] = set()
    for part in licence_parts():
        assert part['SPDX-FileCopyrightText']
        used |= set(re.split(' (?:AND|OR|WITH) ', part['SPDX-License-Identifier']))
        for pattern in part['path']:
            assert any(covered(pattern).fullmatch(name) for name in tracked), f'{pattern} covers nothing'
    assert used == {file.stem for file in (ROOT / 'LICENSES').iterdir()}
    assert licence_parts()[0]['path'] == ['**']


def test_what_others_made_is_not_said_to_be_ours(tracked: list[str]) -> None:
    """What lies in a vendor's folder, and all that is no text of ours, has a part of its own: the default is MIT."""
    foreign = re.compile(r's3ext/(.*/)?(fonts|[a-z-]*vendor)/.*|s3ext/.*\.(xz|zip|ttf|woff2)')
    ours = licence_parts()[0]['SPDX-FileCopyrightText']
    own = [covered(path) for part in licence_parts() if part['SPDX-FileCopyrightText'] != ours for path in part['path']]
    notices = re.compile(r'.*/(COPYING|LICENSE)[^/]*')  # licence texts, which REUSE passes over
    others = [name for name in tracked if foreign.fullmatch(name) and not notices.fullmatch(name)]
    assert len(others) > 5
    assert [name for name in others if not any(pattern.fullmatch(name) for pattern in own)] == []


@pytest.mark.parametrize(
    'made', ['build/lib/a.py', 'dist/a.whl', 's3_handboken.egg-info/PKG-INFO', '_build/html/index.html', '.venv']
)
@pytest.mark.skipif(not (ROOT / '.git').exists(), reason='git says what it passes over')
def test_what_is_made_is_no_part_of_the_repository(made: str) -> None:
    assert subprocess.run(['git', 'check-ignore', '-q', made], cwd=ROOT, check=False).returncode == 0
