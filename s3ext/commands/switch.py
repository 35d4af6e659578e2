"""Put a finished folder in its place in one step: whoever looks sees the old one whole or the new one whole.

Where the system can exchange two folders (Linux, macOS) there is no moment without one. Elsewhere the old folder is
set aside before the new one takes its name; if the process is killed in between, ``recover`` puts the old one back at
the start of the next build. A symbolic link would be one step everywhere, but the folder would no longer be a
folder: people copy it, and Windows lets few users make links.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

#: what the switch adds to the name of the folder
_NEW, _OLD = '.new', '.old'
#: https://man7.org/linux/man-pages/man2/rename.2.html, and renamex_np in macOS' stdio.h
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2


def publish(parts: Mapping[str, Path], target: Path, private: Collection[str] = ()) -> None:
    """Put copies of the folders *parts* in the place of *target*: '' is the folder itself, other names lie in it.

    Files keep their times; one that is as it was is not copied again: both folders name it until the old one goes.
    *private* are patterns of what lies at the top of the parts and is not copied. Raises ``OSError``; *target* is as
    it was.
    """
    recover(target)
    new = target.with_name(target.name + _NEW)
    try:
        for name, stage in parts.items():
            _copy(stage, new / name, target / name, private)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if not target.exists():
        new.rename(target)
    elif exchange(new, target):
        shutil.rmtree(new, ignore_errors=True)
    else:
        swap(new, target)


def recover(target: Path) -> None:
    """Set right what a killed process left beside *target*. Raises ``OSError``."""
    new, old = target.with_name(target.name + _NEW), target.with_name(target.name + _OLD)
    if old.exists() and not target.exists():
        old.rename(target)  # whole: it goes only when the new one has its place
    for left in (new, old):
        if left.exists():
            shutil.rmtree(left)


def swap(new: Path, target: Path) -> None:
    """Put *new* in the place of *target* in two steps, between which there is no *target*. Raises ``OSError``."""
    old = target.with_name(target.name + _OLD)
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders exchange their names in one step; whether system and file system can."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == 'linux':
            done = ctypes.CDLL(None).renameat2(
                _AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE)
            )
        elif sys.platform == 'darwin':
            done = ctypes.CDLL(None).renamex_np(*names, ctypes.c_uint(_RENAME_SWAP))
        else:
            return False
    except (OSError, AttributeError):  # no such library, no such function
        return False
    return bool(done == 0)


def _copy(stage: Path, new: Path, published: Path, private: Collection[str]) -> None:
    """Copy *stage* to *new*; files that *published* has already get a second name there."""
    start = len(str(stage))
    for place, folders, files in os.walk(stage):  # strings throughout: there are thousands
        inner = place[start:]
        if not inner:
            folders[:] = [name for name in folders if not _fits(name, private)]
            files = [name for name in files if not _fits(name, private)]
        os.makedirs(f'{new}{inner}', exist_ok=True)  # noqa: PTH103 - strings, see above
        for name in files:
            source, target = f'{place}/{name}', f'{new}{inner}/{name}'
            if not _link_if_same(source, f'{published}{inner}/{name}', target):
                shutil.copy2(source, target)


def _fits(name: str, patterns: Collection[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _link_if_same(source: str, published: str, target: str) -> bool:
    """Give *published* the second name *target* if it holds what *source* holds and has its time; whether it did.

    A time alone proves nothing. Not every file system can give a second name.
    """
    # strings and no paths, as in ``_copy``: there are thousands of files, and paths take longer than the rest
    try:
        now, then = os.stat(source), os.stat(published)  # noqa: PTH116 - strings, see above
        if (now.st_mtime_ns, now.st_size) != (then.st_mtime_ns, then.st_size):
            return False
        with open(source, 'rb') as one, open(published, 'rb') as other:  # noqa: PTH123 - as well
            if one.read() != other.read():
                return False
        os.link(published, target)
    except OSError:
        return False
    return True
