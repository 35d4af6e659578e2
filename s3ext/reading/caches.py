"""What one build leaves for the next is used only if it is, byte for byte, what that build left.

A build that went well writes the digest of every file in its work folder into a list. The next build compares, takes
the list away, and writes it anew at its own end. A build that was killed or that failed therefore leaves no list, and
files that were cut short, changed, exchanged or made by other code do not agree with it: all is made from scratch.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from ..config.own_modules import module_files
from ..config.profiles import texts_for_authors
from ..monitor.lock import LOCK_FILE

logger = logging.getLogger(__name__)

#: in the work folder: what made its files, and the digest of each
MANIFEST = '.s3-caches.json'
_PACKAGE = Path(__file__).parents[1]
#: the settings that name files and folders beside the content
_FOLDERS = ('templates_path', 'html_static_path', 'html_extra_path', 'locale_dirs')
_FILES = ('html_favicon', 'html_logo')
#: time, size and number of a file: the same after a build, if that build did not write it
Stamp = tuple[int, int, int, int]
#: by path: stamp and digest
Files = Mapping[str, tuple[Stamp, str]]


def setup_caches(app: Sphinx) -> None:
    """Register the settings and the handlers."""
    # set by our commands: the folder that is theirs alone
    app.add_config_value('s3_work', '', '', types=frozenset({str}))
    # set below, whatever conf.py says: with other surroundings Sphinx reads every page anew
    app.add_config_value('s3_surroundings', '', 'env', types=frozenset({str}))
    caches = Caches()
    # after the files were looked at, and before the extension adds folders of its own to the settings
    app.connect('config-inited', caches.prove, priority=430)
    app.connect('build-finished', caches.seal, priority=999)


class Caches:
    """The files of a work folder, from the start of a build to its end."""

    def __init__(self) -> None:
        self._found: Files = {}

    def prove(self, app: Sphinx, config: Config) -> None:
        """Empty the work folder if it holds anything but what the last build left, and take away its list."""
        config.s3_surroundings = surroundings(config, Path(app.confdir))
        if not config.s3_work:
            return
        work = Path(config.s3_work)
        self._found = read_files(work)
        if self._found and not is_proven(work, config.s3_surroundings, self._found):
            logger.info(texts_for_authors(config)['caches_dropped'])
            empty(work)
            self._found = {}
        (work / MANIFEST).unlink(missing_ok=True)
        Path(app.outdir).mkdir(parents=True, exist_ok=True)

    def seal(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the list after a build that went well."""
        if exception is None and app.config.s3_work:
            seal(Path(app.config.s3_work), app.config.s3_surroundings, self._found)


def is_proven(work: Path, made_by: str, found: Files) -> bool:
    """Whether *found* is what the list in *work* says, and the same surroundings made it."""
    try:
        kept = json.loads((work / MANIFEST).read_text('utf-8'))
    except (OSError, ValueError):
        return False
    return bool(kept == _listed(made_by, found))


def seal(work: Path, made_by: str, known: Files) -> None:
    """Write the list of all files of *work*; what is *known* is not read again if it has not been written."""
    (work / MANIFEST).write_text(json.dumps(_listed(made_by, read_files(work, known)), indent=0), 'utf-8')


def _listed(made_by: str, files: Files) -> dict[str, object]:
    return {'made_by': made_by, 'files': {path: digest for path, (_, digest) in files.items()}}


def empty(work: Path) -> None:
    """Remove everything in *work* but the lock. Raises ``OSError``."""
    for path in work.iterdir():
        if path.name == LOCK_FILE:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def read_files(work: Path, known: Files = MappingProxyType({})) -> Files:
    """Every file of *work* with its stamp and digest; what is *known* with the same stamp is not read again."""
    found = {}
    for path, file in _files(work):
        if path not in (LOCK_FILE, MANIFEST):
            state = os.lstat(file)
            stamp = (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
            before = known.get(path)
            found[path] = before if before and before[0] == stamp else (stamp, _digest(file))
    return found


def _digest(file: str) -> str:
    """A digest of the bytes of *file*; of where it leads, for a link, which no build makes."""
    path = Path(file)
    data = os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
    return hashlib.sha256(data).hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file in *folder* in order, its path from there and its path; not what is compiled from others."""
    start = len(os.path.join(folder, ''))  # noqa: PTH118  # strings throughout: there are thousands
    for place, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if name != '__pycache__')
        for name in sorted(files):
            if not name.endswith(('.mo', '.pyc')):
                file = f'{place}/{name}'
                yield file[start:].replace(os.sep, '/'), file


def surroundings(config: Config, confdir: Path) -> str:
    """A digest of what pages are made with, beside the content: code, settings, style, templates, texts, versions."""
    named = [name for setting in _FILES if (name := getattr(config, setting, None))]
    files = [(name, file) for name in ('conf.py', 'docutils.conf', *named) if (file := confdir / name).is_file()]
    for folder in (_PACKAGE, *(confdir / name for setting in _FOLDERS for name in getattr(config, setting, ()))):
        files += [(name, Path(file)) for name, file in _files(folder)]
    # not the versions of packages: what lies beside conf.py is the site's own and has none
    own = module_files([*config.extensions, *config.s3_views, config.s3_profile], confdir)
    files += [(file.relative_to(confdir).as_posix(), file) for file in own]
    digest = hashlib.sha256(repr((sys.version, sorted(set(_packages())))).encode())
    for name, file in files:
        digest.update(repr((name, hashlib.sha256(file.read_bytes()).digest())).encode())
    return digest.hexdigest()


def _packages() -> Iterator[str]:
    """The packages that are installed, with their versions: the names of the folders that say so."""
    for entry in filter(None, sys.path):
        yield from (path.name for path in Path(entry).glob('*.dist-info'))
