"""The files of a release: all there, the same each time, and none for a tag that says something else."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from s3ext.config.version import version
from tests.systems import outside_make
from tools.make_release import CHECKSUMS, OPEN, SOURCES, disagreements, make_archive, make_wheel

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands for a built site: a release looks at no page."""
    folder = tmp_path_factory.mktemp('webb') / 'site'
    for name in ('index.html', 'cases/å.html', '.well-known/security.txt', 'data/data.json', 'pdf/s3-handboken.pdf'):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    return folder


@pytest.fixture(scope='module')
def release(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp('utgåva') / 'dist'
    command = [sys.executable, str(ROOT / 'tools' / 'make_release.py'), str(site), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def test_all_files_are_there_with_their_checksums(release: Path, site: Path) -> None:
    name = f's3-handboken-{version()}'
    lines = (release / CHECKSUMS).read_text('utf-8').splitlines()
    sums = {file: digest for digest, file in (line.split('  ') for line in lines)}
    wheel = f's3_handboken-{version()}-py3-none-any.whl'
    archives = {f'{name}-{part}.zip' for part in ('site', 'offline', 'pdf', 'data')}
    assert sums.keys() == {wheel, f'{name}.pdf', f'{name}.cdx.json'} | archives
    assert {file.name for file in release.iterdir()} == {*sums, CHECKSUMS}
    for file, digest in sums.items():
        assert hashlib.sha256((release / file).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    ('part', 'folder', 'inside'),
    [('site', '', ''), ('offline', '', 's3-handboken/'), ('pdf', 'pdf', ''), ('data', 'data', '')],
)
def test_an_archive_holds_its_folder(release: Path, site: Path, part: str, folder: str, inside: str) -> None:
    name = f's3-handboken-{version()}-{part}'
    with ZipFile(release / f'{name}.zip') as archive:
        found = {place: archive.read(place) for place in archive.namelist()}
    opening = found.pop(f'{name}/{OPEN}', b'').decode()
    assert found == {
        f'{name}/{inside}{file.relative_to(site / folder).as_posix()}': file.read_bytes()
        for file in (site / folder).rglob('*')
        if file.is_file()
    }
    assert re.findall('href="(.+?)"', opening) == (['s3-handboken/index.html'] if inside else [])


def test_the_bill_of_materials_names_every_locked_package(release: Path) -> None:
    bill = json.loads((release / f's3-handboken-{version()}.cdx.json').read_text('utf-8'))
    assert (bill['bomFormat'], bill['metadata']['component']['name']) == ('CycloneDX', 's3-handboken')
    pins = re.findall(r'^([\w.-]+)(?:\[[\w,]+\])?==([^\s;\\]+)', (ROOT / 'requirements.lock').read_text('utf-8'), re.M)
    assert {(part['name'], part['version']) for part in bill['components']} == set(pins)
    assert all(part['externalReferences'][0]['hashes'] for part in bill['components'])


def test_the_same_sources_make_the_same_wheel(release: Path, tmp_path: Path) -> None:
    again = make_wheel(tmp_path)
    assert again.read_bytes() == (release / again.name).read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(os.name != 'posix', reason='modes of files')
def test_the_umask_changes_no_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither that of whoever checked the sources out nor that of whoever makes the release."""
    made = []
    for umask, file_mode, folder_mode in ((0o022, 0o644, 0o755), (0o077, 0o600, 0o700)):
        sources = tmp_path / f'{umask:o}'
        sources.mkdir()
        for name in SOURCES:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, sources / name)
        for path in sources.rglob('*'):
            path.chmod(folder_mode if path.is_dir() else file_mode)
        monkeypatch.setattr('tools.make_release.ROOT', sources)
        before = os.umask(umask)
        try:
            made.append(make_wheel(tmp_path / f'hjul-{umask:o}').read_bytes())
        finally:
            os.umask(before)
    assert made[0] == made[1]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which('make') is None or os.name != 'posix', reason='there is no make')
def test_a_release_is_made_at_the_time_of_its_commit(tmp_path: Path) -> None:
    shutil.copyfile(ROOT / 'Makefile', tmp_path / 'Makefile')
    python = tmp_path / 'program' / 'python'  # stands for the one of the environment
    python.parent.mkdir()
    python.write_text('#!/bin/sh\necho "$SOURCE_DATE_EPOCH $*"\n', 'utf-8')
    python.chmod(0o755)
    kept = {name: value for name, value in outside_make().items() if name != 'SOURCE_DATE_EPOCH'}
    day = {'GIT_COMMITTER_DATE': '1700000000 +0000'}
    identity = ['-c', 'user.name=x', '-c', 'user.email=x@example.org']
    subprocess.run(['git', 'init', '-q', '.'], cwd=tmp_path, check=True)
    subprocess.run(
        ['git', *identity, 'commit', '-q', '--allow-empty', '-m', 'x'], cwd=tmp_path, check=True, env=kept | day
    )
    command = ['make', '-o', '.venv/dev.ok', '-o', '.venv/site.ok', f'BIN={python.parent}', 'release']
    for own, wanted in ({}, '1700000000'), ({'SOURCE_DATE_EPOCH': '1600000000'}, '1600000000'):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding='utf-8', check=True, env=kept | own)
        lines = done.stdout.splitlines()
        assert [line.split()[0] for line in lines] == [wanted] * 2, lines  # the site and the files


def test_an_archive_follows_from_what_is_in_it_alone(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / 'annan', copy_function=shutil.copyfile)  # with times of their own
    made = []
    for folder in (site, tmp_path / 'annan'):
        make_archive(folder, tmp_path / 'a.zip')
        made.append((tmp_path / 'a.zip').read_bytes())
    assert made[0] == made[1]


def test_a_tag_must_agree_with_the_version_and_the_change_log(tmp_path: Path) -> None:
    (tmp_path / 'changelog.d').mkdir()
    (tmp_path / 'changelog.d' / 'README.md').touch()
    log = tmp_path / 'CHANGELOG.md'
    log.write_text(f'# Changelog\n\n## [{version()}] - 2026-12-01\n', 'utf-8')
    assert list(disagreements(f'v{version()}', tmp_path)) == []
    (tmp_path / 'changelog.d' / '1.fixed.md').touch()
    log.write_text('# Changelog\n\n## [Unreleased]\n', 'utf-8')
    assert [text.split(' ')[0] for text in disagreements('v99.0', tmp_path)] == ['the', 'CHANGELOG.md', 'towncrier']


def test_nothing_is_made_for_a_tag_that_says_something_else(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / 'tools' / 'make_release.py'), str(site), str(tmp_path / 'dist')]
    done = subprocess.run([*command, '--tag', 'v99.0'], capture_output=True, encoding='utf-8', check=False)
    assert done.returncode == 1
    assert f'the tag is v99.0, but pyproject.toml says {version()}\n' in done.stderr
    assert not (tmp_path / 'dist').exists()
