"""What the system, or the program itself, stops a command with: one sentence that says what to do, not a traceback.

``--traceback``, or ``S3_TRACEBACK=1`` in the environment, lets the error through as it is.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import MappingProxyType

from .texts.messages import Texts

#: in the environment, so that processes which a build starts know it too
TRACEBACK = 'S3_TRACEBACK'
#: the exit code of what was interrupted from the keyboard, as shells give it
INTERRUPTED = 130
#: exit code of a command that cannot know now, and could another time (``EX_TEMPFAIL`` of sysexits.h)
NOT_NOW = 75
#: the sentence for each error of the system that has one of its own
SENTENCES = MappingProxyType(
    {
        errno.ENOSPC: 'failure_disk_full',
        errno.EDQUOT: 'failure_disk_full',
        errno.EFBIG: 'failure_disk_full',
        errno.EROFS: 'failure_read_only',
        errno.EACCES: 'failure_permission',
        errno.EPERM: 'failure_permission',
        errno.EMFILE: 'failure_files',
        errno.ENFILE: 'failure_files',
        errno.ENOENT: 'failure_gone',
    }
)


def wants_traceback() -> bool:
    """Whether whoever runs the command asked to see errors as they are."""
    return bool(os.environ.get(TRACEBACK))


def of_system(error: OSError, texts: Texts, folder: Path) -> str:
    """What *error* means; *folder* is where the command writes, for errors that name no file."""
    path = error.filename2 or error.filename
    shown = shown_path(os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else folder)
    name = SENTENCES.get(error.errno or 0, 'failure_system')
    return texts[name].format(path=one_line(shown), cause=one_line(error.strerror or str(error)))


def shown_path(path: str | Path) -> str:
    """*path* from the current folder, where there is a way: not to another drive, nor from a folder that is gone."""
    try:
        return os.path.relpath(path)
    except (OSError, ValueError):
        return str(path)


def unexpected(kind: str, cause: str, texts: Texts, page: str = '') -> str:
    """What to say of an error that nobody foresaw: its class is called *kind*; *page* was being read, or is ''."""
    where = texts['failure_where'].format(page=page) if page else ''
    return texts['failure_unexpected'].format(where=where, kind=kind, cause=one_line(cause))


def one_line(text: str) -> str:
    """*text* without line breaks and control characters."""
    return ''.join(char if char.isprintable() else ' ' for char in text)
