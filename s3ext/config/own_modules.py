"""Modules of a site's own, which may lie beside ``conf.py``: where they are looked for, and which files they are."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def importing_from(root: Path) -> Iterator[None]:
    """Find modules that lie beside ``conf.py`` in *root* first."""
    sys.path.insert(0, str(root))
    try:
        yield
    finally:
        sys.path.remove(str(root))


def module_files(names: Sequence[str], root: Path) -> list[Path]:
    """The files below *root* of the loaded modules *names*, with all that lies in their packages; sorted."""
    files: set[Path] = set()
    for name in names:
        file = getattr(sys.modules.get(name), '__file__', None)
        if file and (path := Path(file)).is_relative_to(root):
            files.update(_of_package(path.parent) if path.stem == '__init__' else [path])
    return sorted(files)


def _of_package(folder: Path) -> Iterator[Path]:
    """Its code, and the lists, scripts and texts beside it; not what Python compiles."""
    return (file for file in folder.rglob('*') if file.is_file() and file.suffix != '.pyc')
