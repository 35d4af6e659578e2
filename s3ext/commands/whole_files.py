"""Write files whole or not at all: a full disk, or Ctrl+C, must not take what was there."""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_LINE_END = re.compile(r'(\r\n|\r|\n)')


class Change(NamedTuple):
    """``file`` gets ``data``; it comes of the file ``source``, which held ``before`` and goes if it is another."""

    file: Path
    data: bytes
    source: Path
    before: bytes


def write_all(changes: Sequence[Change]) -> None:
    """Make all *changes*, or none of them. Raises ``OSError``; all files are then as they were."""
    parts: list[Path] = []
    folders: list[Path] = []
    done: list[Change] = []
    try:
        for change in changes:
            folders += _make_folders(change.file.parent)
            part = change.file.with_name(f'.{change.file.name}.part')
            parts.append(part)
            part.write_bytes(change.data)
            shutil.copymode(change.source, part)
            if change.source.read_bytes() != change.before:  # somebody has saved it in the meantime
                raise OSError(f'{change.source.name} ≠')
            if change.file != change.source and change.file.exists():
                raise FileExistsError(0, change.file.name)
        for change, part in zip(changes, parts, strict=True):
            done.append(change)
            part.replace(change.file)
            if change.file != change.source:
                change.source.unlink()
    except BaseException:
        for change in reversed(done):
            change.source.write_bytes(change.before)
            if change.file != change.source and change.file.exists():
                shutil.copymode(change.file, change.source)
                change.file.unlink()
        for part in parts:
            part.unlink(missing_ok=True)
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        raise
    for change in changes:
        with suppress(OSError):  # a folder holds more
            change.source.parent.rmdir()


def write_new(files: Mapping[Path, bytes], changed: tuple[Path, bytes, bytes] | None = None) -> None:
    """Write all of *files*, none of which is there, or none of them; what is not there of their folders is made.

    *changed* is a file that is there, its new bytes and those that it held. Raises ``OSError``; all is then as it was.
    """
    made: list[Path] = []
    folders: list[Path] = []
    try:
        for file, data in files.items():
            folders += _make_folders(file.parent)
            with file.open('xb') as opened:
                made.append(file)
                opened.write(data)
        if changed is not None:
            write_whole(*changed)
    except BaseException:
        for file in made:
            file.unlink(missing_ok=True)
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        raise


def _make_folders(folder: Path) -> list[Path]:
    """Make *folder*; returns what was made, the outermost first."""
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return made[::-1]


def write_whole(file: Path, data: bytes, before: bytes | None = None) -> None:
    """Put *data* in the place of *file* in one step; permissions stay.

    With *before*, only if *file* still holds that: somebody may have saved it in the meantime. Raises ``OSError``;
    *file* is then as it was.
    """
    part = file.with_name(f'.{file.name}.part')
    try:
        part.write_bytes(data)
        if file.exists():
            shutil.copymode(file, part)
        if before is not None and file.read_bytes() != before:
            raise OSError(f'{file.name} ≠')
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def with_line_ends(written: str, before: str, after: str) -> str:
    """*after* with the line ends that *written*, the same as *before*, has; new lines have the end of the first."""
    ends = _LINE_END.findall(written)
    usual = ends[0] if ends else '\n'
    old, new = before.split('\n'), after.split('\n')
    chosen = [usual] * len(new)
    for tag, start, end, to, _ in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == 'equal':
            for place in range(end - start):
                chosen[to + place] = ends[start + place] if start + place < len(ends) else usual
    joined = ''.join(line + end for line, end in zip(new, chosen, strict=True))
    return joined.removesuffix(chosen[-1])
