"""Put all files of a release into a folder: the wheel, the site, the PDFs, the data, the SBOM, checksums.

``python tools/make_release.py SITE DIST [--tag v0.2.0]`` takes the site that ``make site`` has built. It comes in two
zip files: as a web server serves it, and to be read from a disk without network, with one file to open. With a tag,
it ends with 1 before anything is written unless tag, version and change log agree. From the same sources come the same
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
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

sys.path.insert(0, str(Path(__file__).parents[1]))

from s3ext.config.version import version
from s3ext.handbook.names import NAMES

ROOT = Path(__file__).parents[1]
#: all that a wheel is made from
SOURCES = ('pyproject.toml', 'README.md', 'REUSE.toml', 'LICENSES', 's3ext')
CHECKSUMS = 'SHA256SUMS'
#: what to open in the zip file to be read from a disk
OPEN = 'Öppna handboken.html'
#: the first moment that a zip file can hold; what is in it says nothing of when it was made
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_NOTHING: Mapping[str, bytes] = MappingProxyType({})
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


def make_archive(folder: Path, target: Path, inside: str = '', first: Mapping[str, bytes] = _NOTHING) -> None:
    """Put *folder* in the zip file *target*, in order and without times.

    All of it lies in one folder called as the zip file, and there in *inside*, if given; *first* are files beside that.
    """
    found = {f'{inside}{path.relative_to(folder).as_posix()}': path for path in folder.rglob('*') if path.is_file()}
    with ZipFile(target, 'w', ZIP_DEFLATED) as archive:
        for name in (*first, *sorted(found)):
            info = ZipInfo(f'{target.stem}/{name}', _NO_TIME)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, first[name] if name in first else found[name].read_bytes())


def make_release(site: Path, target: Path) -> None:
    """Make the folder *target* from the built *site*. Raises ``FileExistsError``; nothing is mixed with older files."""
    target.mkdir(parents=True)
    make_wheel(target)
    name = f'{NAMES.book}-{version()}'
    shutil.copyfile(site / 'pdf' / f'{NAMES.book}.pdf', target / f'{name}.pdf')
    make_archive(site, target / f'{name}-site.zip')
    make_archive(site, target / f'{name}-offline.zip', f'{NAMES.book}/', {OPEN: opening(f'{NAMES.book}/index.html')})
    make_archive(site / 'pdf', target / f'{name}-pdf.zip')
    make_archive(site / 'data', target / f'{name}-data.zip')
    make_sbom(target / f'{name}.cdx.json')
    lines = [f'{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n' for file in sorted(target.iterdir())]
    (target / CHECKSUMS).write_text(''.join(lines), 'utf-8', newline='\n')


def opening(address: str) -> bytes:
    """A page that leads to *address*, for those who have unpacked the files and look for what to open."""
    return (
        '<!doctype html>\n<html lang="sv">\n<meta charset="utf-8">\n<title>Öppna handboken</title>\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n'
        f'<p><a href="{address}">Öppna handboken</a></p>\n</html>\n'
    ).encode()


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
