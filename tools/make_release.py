"""Put all files of a release into a folder: the wheel, the site with its PDFs, the handbook, the SBOM, checksums.

``python tools/make_release.py SITE DIST [--tag v0.2.0]`` takes the site that ``make site`` has built. With a tag, it
ends with 1 before anything is written unless tag, version and change log agree. From the same sources come the same
files, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

sys.path.insert(0, str(Path(__file__).parents[1]))

from s3ext.config.version import version
from s3ext.handbook.names import NAMES

ROOT = Path(__file__).parents[1]
#: all that a wheel is made from
SOURCES = ('pyproject.toml', 'README.md', 'REUSE.toml', 'LICENSES', 's3ext')
CHECKSUMS = 'SHA256SUMS'
#: the first moment that a zip file can hold; what is in it says nothing of when it was made
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_EPOCH = {'SOURCE_DATE_EPOCH': '315532800'}


def disagreements(tag: str, root: Path = ROOT) -> Iterator[str]:
    """What is not ready at *root* for a release that is tagged *tag*."""
    if tag != f'v{version()}':
        yield f'the tag is {tag}, but pyproject.toml says {version()}'
    log = (root / 'CHANGELOG.md').read_text('utf-8')
    if not re.search(rf'^## \[{re.escape(version())}\] - \d{{4}}-\d\d-\d\d$', log, re.MULTILINE):
        yield f'CHANGELOG.md has no dated heading for {version()}'
    waiting = sorted(file.name for file in (root / 'changelog.d').glob('*.md') if file.name != 'README.md')
    if waiting:
        yield f'towncrier has not been run: {", ".join(waiting)}'


def make_wheel(target: Path) -> Path:
    """Build the wheel in *target*, without network, from a copy: a folder ``build`` left by others would go along."""
    with tempfile.TemporaryDirectory() as copy:
        for name in SOURCES:
            source, place = ROOT / name, Path(copy) / name
            if source.is_dir():
                shutil.copytree(source, place, ignore=shutil.ignore_patterns('__pycache__'))
            else:
                shutil.copy(source, place)
        _open(Path(copy))
        _run(copy, 'pip', 'wheel', '.', '--quiet', '--no-index', '--no-deps', '--no-build-isolation', '-w', str(target))
    (wheel,) = target.glob('*.whl')
    return wheel


def _open(folder: Path) -> None:
    """Give all in *folder* the same modes, whatever the umask was where it was checked out: a wheel keeps them."""
    for path in folder.rglob('*'):
        path.chmod(0o755 if path.is_dir() else 0o644)


def make_sbom(target: Path) -> None:
    """Write what a site is built with, in CycloneDX, from the lock file: names, versions, hashes."""
    command = ('cyclonedx_py', 'requirements', 'requirements.lock', '--pyproject', 'pyproject.toml')
    _run(str(ROOT), *command, '--output-reproducible', '--of', 'JSON', '-o', str(target))


def make_archive(folder: Path, target: Path) -> None:
    """Put *folder* in the zip file *target*, in order and without times."""
    with ZipFile(target, 'w', ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.rglob('*') if path.is_file()):
            info = ZipInfo(f'{target.stem}/{file.relative_to(folder).as_posix()}', _NO_TIME)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, file.read_bytes())


def make_release(site: Path, target: Path) -> None:
    """Make the folder *target* from the built *site*. Raises ``FileExistsError``; nothing is mixed with older files."""
    target.mkdir(parents=True)
    make_wheel(target)
    shutil.copyfile(site / 'pdf' / f'{NAMES.book}.pdf', target / f'{NAMES.book}-{version()}.pdf')
    make_archive(site, target / f'{NAMES.book}-{version()}-site.zip')
    make_sbom(target / f'{NAMES.book}-{version()}.cdx.json')
    lines = [f'{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n' for file in sorted(target.iterdir())]
    (target / CHECKSUMS).write_text(''.join(lines), 'utf-8', newline='\n')


def _run(folder: str, module: str, *arguments: str) -> None:
    command = [sys.executable, '-m', module, *arguments]
    # the umask: setuptools writes files of its own into a wheel
    subprocess.run(command, cwd=folder, env=os.environ | _EPOCH, check=True, umask=0o022)


def main() -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('site', type=Path)
    parser.add_argument('dist', type=Path)
    parser.add_argument('--tag', default='')
    chosen = parser.parse_args()
    if chosen.tag and (found := list(disagreements(chosen.tag))):
        print(*found, sep='\n', file=sys.stderr)
        return 1
    make_release(chosen.site, chosen.dist.resolve())
    print(*sorted(file.name for file in chosen.dist.iterdir()), sep='\n')
    return 0


if __name__ == '__main__':
    sys.exit(main())
