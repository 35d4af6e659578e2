"""Reading a file that strangers put there: ordinary files only, so many bytes and no more, never through a link."""

from __future__ import annotations

import os
import stat
from pathlib import Path


class DiskError(ValueError):
    """A file that must not or cannot be read.

    ``cause`` is the name of the text that says it: file_link, _folder, _large, _missing, _closed, _unread.
    """

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


def read_file(place: Path, most: int) -> bytes:
    """The bytes of the file *place*, of which there may be *most*. Raises ``DiskError``; waits for no writer."""
    flags = os.O_RDONLY | getattr(os, 'O_NONBLOCK', 0) | getattr(os, 'O_NOFOLLOW', 0) | getattr(os, 'O_BINARY', 0)
    try:
        mode = place.lstat().st_mode
        if stat.S_ISDIR(mode):
            raise DiskError('file_folder')
        if not stat.S_ISREG(mode):  # a link, a pipe, a device; opening one can already do something
            raise DiskError('file_link')
        descriptor = os.open(place, flags)
        with os.fdopen(descriptor, 'rb') as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise DiskError('file_link')
            data = file.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise DiskError('file_missing') from None
    except PermissionError:
        raise DiskError('file_closed') from None
    except OSError:
        raise DiskError('file_unread') from None
    if len(data) > most:
        raise DiskError('file_large')
    return data
