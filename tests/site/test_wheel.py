"""The wheel: what is in it, and that a site is checked and built with it in another folder, without the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

import pytest

from s3ext.config.version import version
from tests.site.sitekit import copy_mini
from tools.make_release import make_wheel

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope='module')
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as a release has it."""
    return make_wheel(tmp_path_factory.mktemp('hjul'))


@pytest.fixture(scope='module')
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel unpacked as pip does it; what it needs comes from the environment of the tests."""
    folder = tmp_path_factory.mktemp('installerat')
    pip(folder, 'install', str(wheel), '--no-index', '--no-deps', '--target', '.')
    return folder


def pip(folder: Path, *arguments: str) -> None:
    command = [sys.executable, '-m', 'pip', '--quiet', '--disable-pip-version-check', *arguments]
    subprocess.run(command, cwd=folder, check=True)


def run(installed: Path, site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command in the folder of *site*, of the product that is in *installed*."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=site,
        env=os.environ | {'PYTHONPATH': str(installed), 'PYTHONUTF8': '1'},
        capture_output=True,
        encoding='utf-8',
        check=False,
    )


def test_it_holds_the_product_and_nothing_of_the_repository(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert {name.partition('/')[0] for name in names} == {'s3ext', f's3_handboken-{version()}.dist-info'}
    tracked = {file.relative_to(ROOT).as_posix() for file in (ROOT / 's3ext').rglob('*') if file.is_file()}
    wanted = {name for name in tracked if '__pycache__' not in name}
    assert {name for name in names if name.startswith('s3ext/')} == wanted
    assert 's3ext/py.typed' in names


def test_it_holds_the_licence_of_everything_in_it(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        metadata = HeaderParser().parsestr(archive.read(f's3_handboken-{version()}.dist-info/METADATA').decode())
        kept = {name.partition('/licenses/')[2] for name in archive.namelist() if '/licenses/' in name}
        holders = archive.read(f's3_handboken-{version()}.dist-info/licenses/REUSE.toml').decode()
    licences = set(metadata['License-Expression'].split(' AND '))
    assert {f'LICENSES/{name}.txt' for name in licences} | {'REUSE.toml'} <= kept
    assert set(metadata.get_all('License-File', [])) == kept
    # what REUSE.toml says of the files of the product, and nothing else of its licences
    parts = [part for part in holders.split('[[annotations]]') if re.search(r'"(\*\*|s3ext/[^"]*)"', part)]
    named = [found for part in parts for found in re.findall(r'License-Identifier = "([^"]+)"', part)]
    assert {licence for found in named for licence in found.split(' AND ')} == licences
    for folder in ('handbook/language/hunspell-sv', 'web/vendor/sveltia-cms'):
        assert any(name.startswith(f's3ext/{folder}/') for name in kept)


def test_a_site_elsewhere_is_checked_and_built_with_it(installed: Path, tmp_path: Path) -> None:
    site = copy_mini(tmp_path / 'handbok')
    where = run(installed, site, '-c', 'import s3ext, s3ext.config.version as v; print(s3ext.__file__, v.version())')
    assert where.stdout.split() == [str(installed / 's3ext' / '__init__.py'), version()], where.stderr
    checked = run(installed, site, '-m', 's3ext', 'check')
    assert (checked.returncode, checked.stderr) == (0, ''), checked.stdout
    built = run(installed, site, '-m', 's3ext', 'build', 'html')
    assert built.returncode == 0, built.stdout + built.stderr
    page = (site / '_build' / 'html' / 'cases' / 'alfa' / 'ett-fall.html').read_text('utf-8')
    assert '<h1' in page
    assert (site / '_build' / 'html' / '_static' / 's3.css').is_file()


def test_its_version_is_that_of_the_wheel_and_not_of_a_checkout(installed: Path, tmp_path: Path) -> None:
    (info,) = installed.glob('*.dist-info')
    shutil.copytree(info, tmp_path / info.name)
    metadata = tmp_path / info.name / 'METADATA'
    metadata.write_text(metadata.read_text('utf-8').replace(f'Version: {version()}', 'Version: 99.1'), 'utf-8')
    for name in ('__init__.py', 'config/__init__.py', 'config/version.py'):
        (tmp_path / 's3ext' / name).parent.mkdir(exist_ok=True)
        shutil.copy(installed / 's3ext' / name, tmp_path / 's3ext' / name)
    done = run(tmp_path, tmp_path, '-c', 'from s3ext.config.version import version; print(version())')
    assert done.stdout == '99.1\n', done.stderr
