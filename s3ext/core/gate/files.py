"""The gate for files: what may lie among the content, judged before any page is read.

Only ordinary files with plain names, of the kinds that the site knows, that are what their names say and
carry nothing along that nobody meant to publish. What programs leave in folders is passed over.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..fixed_names import FixedNames
from ..problems import Position, Problem, ProblemCode
from . import file_kinds as kinds
from . import file_names as names
from .decoding import can_be_shown
from .disk import DiskError, read_file
from .images import PictureError, is_bare, size_of
from .tokens import FRONT_PAGE

if TYPE_CHECKING:
    from .svg import SvgError

MAX_SIDE = 4_000
MAX_PIXELS = 16_000_000
MAX_DEPTH = 6
#: causes for which a file or folder must not even be opened again
_CLOSED = frozenset(
    {'file_link', 'file_large', 'file_folder', 'file_unread', 'file_closed', 'file_missing', 'folder_name'}
    | {'file_deep', 'file_reserved', 'file_twin', 'file_nameless'}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFiles:
    """What lies among the content: the paths, from the root, of files that pages may name, and every fault, sorted."""

    paths: frozenset[str]
    problems: tuple[Problem, ...]


def look_through(root: Path, fixed: FixedNames, *, with_pages: bool = True) -> ContentFiles:
    """The content files of the site at *root*, in the folders that *fixed* names.

    Hidden files are neither read nor published. Without *with_pages* the pages are looked at by name only: whoever
    reads them asks ``check_page``.
    """
    problems: list[Problem] = []
    paths: list[str] = []
    front = root / FRONT_PAGE
    if front.is_symlink() or front.exists():
        problems += _check_content(front, FRONT_PAGE, 'md') if with_pages else []
        paths.append(FRONT_PAGE)
    # files that are neither pages, pictures nor material
    others = frozenset({fixed.vocabulary, fixed.words})
    for name in fixed.folders:
        for entry in _entries(root, name, problems, 1, others):
            file = Path(entry.path)
            path = file.relative_to(root).as_posix()
            faults = _check_file(file, path, others) if with_pages or not path.endswith('.md') else []
            problems += faults
            if not faults:
                paths.append(path)
    return ContentFiles(paths=frozenset(paths), problems=tuple(sorted(problems)))


def check_files(root: Path, fixed: FixedNames) -> list[Problem]:
    """Every fault among the content files of the site at *root*."""
    return list(look_through(root, fixed).problems)


def unreadable_paths(problems: Iterable[Problem]) -> set[str]:
    """The files and folders among *problems* that must not even be read: links, pipes, what is far too large."""
    return {problem.path for problem in problems if dict(problem.details).get('cause') in _CLOSED}


def _entries(
    root: Path, folder: str, problems: list[Problem], depth: int, others: Set[str]
) -> Iterator[os.DirEntry[str]]:
    """The files below *folder*; links and badly named folders are reported and not entered."""
    place = root / folder
    if place.is_symlink():
        problems.append(_fault(folder, 'file_link'))
        return
    if not place.is_dir():
        return
    try:
        found = sorted(os.scandir(place), key=lambda entry: entry.name)
    except OSError:
        problems.append(_fault(folder, 'file_unread'))
        return
    taken = Counter(_better(entry.name) or entry.name for entry in found if not names.is_left_over(entry.name))
    for entry in found:
        path = f'{folder}/{entry.name}'
        if entry.is_symlink():
            problems.append(_fault(path, 'file_link'))
        elif names.is_left_over(entry.name):
            continue
        elif entry.is_dir(follow_symlinks=False):
            if fault := _check_folder(path, entry.name, depth, taken):
                problems.append(fault)
            else:
                yield from _entries(root, path, problems, depth + 1, others)
        elif _is_gone(entry):
            continue
        elif path not in others and (fault := _check_name(path, entry, taken)):
            problems.append(fault)
        else:
            yield entry


def _is_gone(entry: os.DirEntry[str]) -> bool:
    """Whether the file is no longer there: editors make files for a moment, to see whether they can."""
    try:
        entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return True
    return False


def _better(name: str) -> str:
    """The name that a file or folder should have."""
    stem, ending = names.split(name)
    plain = names.better(stem)
    return f'{plain}.{ending}' if plain and ending else plain


def _check_folder(path: str, name: str, depth: int, taken: Counter[str]) -> Problem | None:
    if depth >= MAX_DEPTH:
        return _fault(path, 'file_deep', limit=str(MAX_DEPTH))
    if names.is_reserved(name):
        return _fault(path, 'file_reserved', value=name)
    if names.is_plain(name):
        return None
    if name.lower().endswith(('.md', *(f'.{kind}' for kind in kinds.PICTURES))):
        return _fault(path, 'file_folder')
    return _renamed(path, 'folder_name', names.better(name), taken)


def _check_name(path: str, entry: os.DirEntry[str], taken: Counter[str]) -> Problem | None:
    """What is wrong with the name of a file; its content is not looked at, except for a name to suggest."""
    name = entry.name
    stem, ending = names.split(name)
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return _fault(path, 'file_link')
    if ending not in kinds.KINDS:
        return _unknown_kind(path, name, ending)
    written = name.rpartition('.')[2]
    if written != ending:
        cause = 'file_upper' if written.lower() == ending else 'file_ending'
        return _renamed(path, cause, _suggested(entry, stem, ending), taken, written)
    if names.is_reserved(stem):
        return _fault(path, 'file_reserved', value=stem)
    if not names.is_plain(stem) or stem != name.removesuffix(f'.{ending}'):
        return _renamed(path, 'file_name', _suggested(entry, stem, ending), taken)
    return None


def _suggested(entry: os.DirEntry[str], stem: str, ending: str) -> str:
    """A plain name with the ending of what the file is."""
    plain = names.better(stem)
    if ending in kinds.PICTURES:
        try:
            kind = kinds.looks_like(read_file(Path(entry.path), kinds.MAX_PICTURE_BYTES))
        except DiskError:
            kind = ''
        ending = kind if kind in kinds.PICTURES and not (kind == 'jpg' and ending == 'jpeg') else ending
    return f'{plain}.{ending}' if plain else ''


def _renamed(path: str, cause: str, better: str, taken: Counter[str], value: str = '') -> Problem:
    """A fault of a name, with a *better* one unless another file has it or should have it."""
    if not better:
        return _fault(path, 'file_nameless')
    if taken[better] - (better == _better(path.rpartition('/')[2])) > 0:
        return _fault(path, 'file_twin', value=better)
    return _fault(path, cause, value=value, better=better)


def _unknown_kind(path: str, name: str, ending: str) -> Problem:
    if ending in kinds.FOREIGN_PICTURES:
        return _fault(path, 'file_picture_kind', value=ending)
    if ending in kinds.FOREIGN_MATERIALS:
        return _fault(path, 'file_material_kind', value=ending)
    return _fault(path, 'file_unknown', value=f'.{ending}' if '.' in name else name, limit=_listed())


def _listed() -> str:
    return ', '.join(f'.{kind}' for kind in kinds.KINDS)


def _check_file(file: Path, path: str, others: Set[str]) -> list[Problem]:
    if path in others:
        return _check_content(file, path, 'md')
    return _check_content(file, path, file.name.rpartition('.')[2])


def _check_content(file: Path, path: str, ending: str) -> list[Problem]:
    limit = kinds.limit_of(ending)
    try:
        data = read_file(file, limit)
    except DiskError as error:
        return [_fault(path, error.cause, limit=f'{limit // 1000} kB')]
    if ending == 'md':
        return check_page(data, path)
    if ending in kinds.MATERIALS:
        from .materials import MaterialError, check_material  # here, as below: most sites hold few files but pages

        try:
            check_material(data, ending)
        except MaterialError as error:
            return [_fault(path, error.cause, value=error.value, path=path, ending=ending)]
        return []
    return _check_svg(data, path) if ending == 'svg' else _check_picture(data, path, ending)


def check_page(data: bytes, path: str) -> list[Problem]:
    """Whether *data*, the file *path*, is a page at all and not a file of another kind with the name of one."""
    kind = kinds.looks_like(data)
    return [_fault(path, 'file_other', value=kind, ending='md')] if kind not in ('', 'html', 'svg', 'bmp') else []


def _check_svg(data: bytes, path: str) -> list[Problem]:
    kind = kinds.looks_like(data)
    if kind and kind != 'svg':
        return [_fault(path, 'file_other', value=kind, ending='svg')]
    from .svg import SvgError, check_svg

    try:
        check_svg(data)
    except SvgError as error:
        return [_svg_fault(path, data, error)]
    return []


def _svg_fault(path: str, data: bytes, found: SvgError) -> Problem:
    """What was found; if the images command takes it away that is the remedy, and else what it cannot take away."""
    from .svg import SvgError
    from .svg_clean import clean_svg

    try:
        clean_svg(data)
    except SvgError as error:
        return _fault(path, error.cause, error.line, value=error.value)
    cause = found.cause if found.cause in ('svg_namespace', 'svg_encoding') else 'svg_extra'
    return _fault(path, cause, found.line, value=found.value, path=path)


def _check_picture(data: bytes, path: str, ending: str) -> list[Problem]:
    kind = kinds.looks_like(data)
    if kind != ending.replace('jpeg', 'jpg'):
        return [_fault(path, 'file_other', value=kind or '?', ending=ending)]
    try:
        width, height = size_of(data)
        if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS or not width * height:
            return [_fault(path, 'file_pixels', value=f'{width} × {height}', limit=str(MAX_SIDE))]
        if not is_bare(data):
            return [_fault(path, 'file_metadata', path=path)]
    except PictureError as error:
        return [_fault(path, error.cause)]
    return [] if can_be_shown(data, kind) else [_fault(path, 'file_broken')]


def _fault(path: str, cause: str, line: int = 1, /, **details: str) -> Problem:
    return Problem.at(path, Position(line=line), ProblemCode.BAD_FILE, cause=cause, **details)
