"""The entries of the change log: files of their own until a version is given out, and what is there stays as it is."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / 'changelog.d'
SETTINGS = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))['tool']['towncrier']
KINDS = [kind['directory'] for kind in SETTINGS['type']]


def test_each_file_is_one_entry_of_a_known_kind() -> None:
    written = (FOLDER / 'README.md').read_text('utf-8')
    assert all(f'`{kind}`' in written for kind in KINDS)
    for file in FOLDER.iterdir():
        if file.name != 'README.md':
            assert re.fullmatch(rf'(\d+|\+[a-z0-9-]+)\.({"|".join(KINDS)})\.md', file.name), file.name
            text = file.read_text('utf-8')
            assert text[0].isupper() or text[0] == '`', file.name
            assert text.endswith('.\n'), file.name


def test_a_new_version_gathers_the_files_and_leaves_the_rest(tmp_path: Path) -> None:
    for name in ('CHANGELOG.md', 'pyproject.toml'):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / 'changelog.d').mkdir()
    shutil.copy(FOLDER / 'README.md', tmp_path / 'changelog.d')
    (tmp_path / 'changelog.d' / '+kalender.added.md').write_text('A calendar.\n', 'utf-8', newline='\n')
    (tmp_path / 'changelog.d' / '7.fixed.md').write_text('No fault\nin it.\n', 'utf-8', newline='\n')
    before = (tmp_path / 'CHANGELOG.md').read_text('utf-8')
    subprocess.run(
        [sys.executable, '-m', 'towncrier', 'build', '--yes', '--version', '99.1.0', '--date', '2027-01-31'],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    after = (tmp_path / 'CHANGELOG.md').read_text('utf-8')
    start = before.index(SETTINGS['start_string']) + len(SETTINGS['start_string'])
    end = len(after) - len(before) + start
    assert after[:start] + after[end:].lstrip('\n') == before[:start] + before[start:].lstrip('\n')
    assert re.findall(r'^## .*|^### .*|^- .*|^  .*', after[start:end], re.M) == [
        '## [99.1.0] - 2027-01-31',
        '### Added',
        '- A calendar.',
        '### Fixed',
        '- No fault',
        '  in it. (#7)',
    ]
    assert [file.name for file in (tmp_path / 'changelog.d').iterdir()] == ['README.md']
