"""What stops a build that is no fault of the content: told in one sentence that says what to do, not as a traceback.

``S3_TRACEBACK=1`` in the environment lets the error through as it is.
"""

from __future__ import annotations

import errno
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from sphinx.errors import ExtensionError, SphinxError, SphinxParallelError

from .core.messages import Texts
from .core.views import OwnViewError

#: the sentence for each error of the system that has one of its own
_SENTENCES = MappingProxyType(
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
#: an error of the system as Python prints it: what a worker of Sphinx sends, and Sphinx's own warnings, are text
_PRINTED = re.compile(r"\[Errno (?P<number>\d+)\] (?P<reason>[^:'\n]*)(?:: '(?P<path>[^'\n]*)')?")


class MachineError(SphinxError):
    """The machine, not the content, stopped the build; the message is a whole sentence."""

    category = 'S3'


def wants_traceback() -> bool:
    """Whether whoever runs the build asked to see errors as they are."""
    return bool(os.environ.get('S3_TRACEBACK'))


def sentence(error: BaseException, texts: Texts, folder: Path, page: str = '') -> str:
    """What *error* means for whoever runs the build.

    *folder* is where it writes, for errors that name no file; *page* the file that was being read or written, or ''.
    """
    if isinstance(error, SphinxParallelError):
        return _of_worker(str(error), texts, folder)
    if isinstance(error, SphinxError) and not (isinstance(error, ExtensionError) and error.orig_exc):
        return str(error)
    for cause in _causes(error):
        if isinstance(cause, OwnViewError):
            return texts['own_view_failed'].format(view=_one_line(str(cause)))
        if isinstance(cause, OSError):
            return _of_system(cause, texts, folder)
        if isinstance(cause, MemoryError):
            return texts['limit_memory_page'].format(page=page) if page else texts['limit_memory']
    cause = (isinstance(error, ExtensionError) and error.orig_exc) or error
    return _unexpected(type(cause).__name__, str(cause), texts, page)


def _unexpected(kind: str, cause: str, texts: Texts, page: str = '') -> str:
    where = texts['failure_where'].format(page=page) if page else ''
    return texts['failure_unexpected'].format(where=where, kind=kind, cause=_one_line(cause))


def _of_worker(message: str, texts: Texts, folder: Path) -> str:
    """What a worker's error means, of which Sphinx hands on the class and the message as text."""
    if printed := _printed(message):
        return _of_system(printed, texts, folder)
    name, _, cause = message.partition(': ')
    module, _, kind = name.rpartition('.')
    return cause if module.partition('.')[0] == __package__ else _unexpected(kind, cause, texts)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """*error*, and what it was raised from."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        wrapped = seen.orig_exc if isinstance(seen, ExtensionError) else None
        seen = wrapped or seen.__cause__


def _of_system(error: OSError, texts: Texts, folder: Path) -> str:
    path = error.filename2 or error.filename
    shown = os.path.relpath(os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else folder)
    name = _SENTENCES.get(error.errno or 0, 'failure_system')
    return texts[name].format(path=_one_line(shown), cause=_one_line(error.strerror or str(error)))


def _printed(text: str) -> OSError | None:
    """The error of the system that *text* prints, if it does."""
    found = _PRINTED.search(text)
    return OSError(int(found['number']), found['reason'].strip(), found['path']) if found else None


def _one_line(text: str) -> str:
    return ''.join(char if char.isprintable() else ' ' for char in text)


class _Swallowed(logging.Filter):
    """Ends the build where Sphinx makes a warning of an error of the system, one for every page that follows."""

    def __init__(self, texts: Texts, folder: Path) -> None:
        super().__init__()
        self._texts, self._folder = texts, folder

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through. Raises ``MachineError``."""
        if record.levelno < logging.WARNING:
            return True
        arguments = record.args if isinstance(record.args, tuple) else ()
        error = next((value for value in arguments if isinstance(value, OSError)), None)
        if error is None and not arguments:
            error = _printed(str(record.msg))  # from a worker
        if error is not None and error.errno in _SENTENCES:
            raise MachineError(sentence(error, self._texts, self._folder))
        return True


@contextmanager
def none_swallowed(texts: Texts, folder: Path) -> Iterator[None]:
    """Run what follows so that no error of the system becomes a warning. Sphinx must have set up its logging."""
    handlers, stop = list(logging.getLogger('sphinx').handlers), _Swallowed(texts, folder)
    for handler in handlers:
        handler.addFilter(stop)
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(stop)
