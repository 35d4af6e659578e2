"""The gate for files: what may lie among the content, judged before any page is read.

Only ordinary files with plain names, of the kinds that the site knows, that are what their names say and
carry nothing along that nobody meant to publish.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from .gate import FOLDERS, FRONT_PAGE
from .pictures import PictureError, kind_of, parts_of, size_of
from .problems import Mark, Problem, ProblemCode
from .svg import SvgError, check_svg

MAX_PAGE_BYTES = 200_000
MAX_PICTURE_BYTES = 1_000_000
MAX_SIDE = 4_000
MAX_PIXELS = 16_000_000
MAX_DEPTH = 6
_NAME = re.compile(r'[a-z0-9]+(?:-[a-z0-9]+)*')
_LONGEST = 100
PICTURES = ('png', 'jpg', 'jpeg', 'webp', 'svg')
#: words that the Swedish dictionary does not know and the handbook does
WORDS = 'docs/words.txt'
#: files that are neither pages nor pictures
_OTHERS = frozenset({'docs/vocabulary.yaml', WORDS})


def check_files(root: Path) -> list[Problem]:
    """Every fault among the content files of the site at *root*. Hidden files are neither read nor published."""
    problems: list[Problem] = []
    front = root / FRONT_PAGE
    if front.is_symlink():
        problems.append(_fault(FRONT_PAGE, 'file_link'))
    for name in FOLDERS:
        for entry in _entries(root, name, problems, 1):
            path = Path(entry.path).relative_to(root).as_posix()
            problems += _check_file(Path(entry.path), path, entry.stat(follow_symlinks=False))
    return sorted(problems)


def unreadable_paths(problems: list[Problem]) -> set[str]:
    """The files and folders among *problems* that must not even be read: links, pipes, what is far too large."""
    return {problem.path for problem in problems if dict(problem.details)['cause'] in ('file_link', 'file_large')}


def _entries(root: Path, folder: str, problems: list[Problem], depth: int) -> Iterator[os.DirEntry[str]]:
    """The files below *folder*; links and badly named folders are told and not entered."""
    place = root / folder
    if place.is_symlink():
        problems.append(_fault(folder, 'file_link'))
        return
    if not place.is_dir():
        return
    for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
        path = f'{folder}/{entry.name}'
        if entry.is_symlink():
            problems.append(_fault(path, 'file_link'))
        elif entry.name.startswith('.'):
            continue
        elif entry.is_dir(follow_symlinks=False):
            if not _NAME.fullmatch(entry.name) or len(entry.name) > _LONGEST or depth >= MAX_DEPTH:
                problems.append(_fault(path, 'file_name'))
            else:
                yield from _entries(root, path, problems, depth + 1)
        else:
            yield entry


def _check_file(file: Path, path: str, status: os.stat_result) -> list[Problem]:
    if not stat.S_ISREG(status.st_mode):
        return [_fault(path, 'file_link')]
    if path in _OTHERS:
        return []
    stem, _, kind = file.name.rpartition('.')
    if kind not in ('md', *PICTURES):
        return [_fault(path, 'file_kind')]
    if not _NAME.fullmatch(stem) or len(file.name) > _LONGEST:
        return [_fault(path, 'file_name')]
    limit = MAX_PAGE_BYTES if kind == 'md' else MAX_PICTURE_BYTES
    if status.st_size > limit:
        return [_fault(path, 'file_large', limit=f'{limit // 1000} kB')]
    return [] if kind == 'md' else _check_picture(file.read_bytes(), path, kind)


def _check_picture(data: bytes, path: str, kind: str) -> list[Problem]:
    if kind == 'svg':
        try:
            check_svg(data)
        except SvgError as error:
            return [_fault(path, error.cause, error.line, value=error.value)]
        return []
    if kind_of(data) != kind.replace('jpeg', 'jpg'):
        return [_fault(path, 'file_kind')]
    try:
        width, height = size_of(data)
        problems = [] if all(part.needed for part in parts_of(data)) else [_fault(path, 'file_metadata', path=path)]
    except PictureError as error:
        return [_fault(path, error.cause)]
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS or not width * height:
        problems.append(_fault(path, 'file_pixels', value=f'{width} × {height}', limit=str(MAX_SIDE)))
    return problems


def _fault(path: str, cause: str, line: int = 1, /, **details: str) -> Problem:
    return Problem.at(path, Mark(line=line), ProblemCode.BAD_FILE, cause=cause, **details)
