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
from types import MappingProxyType

from sphinx.errors import ExtensionError, SphinxError, SphinxParallelError

from .core.messages import Texts

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


class BuildFailure(SphinxError):
    """The machine, not the content, stopped the build; the message is a whole sentence."""

    category = 'S3'


def wants_traceback() -> bool:
    """Whether whoever runs the build asked to see errors as they are."""
    return bool(os.environ.get('S3_TRACEBACK'))


def sentence(error: BaseException, texts: Texts, page: str = '') -> str:
    """What *error* means for whoever runs the build; *page* is the file that was being read or written, or ''."""
    for cause in _causes(error):
        if isinstance(cause, OSError):
            return _of_system(cause, texts)
        if isinstance(cause, MemoryError):
            return texts['limit_memory_page'].format(page=page) if page else texts['limit_memory']
    if isinstance(error, SphinxParallelError) and (printed := _printed(str(error))):
        return _of_system(printed, texts)
    if isinstance(error, SphinxError) and not _is_wrapped(error):
        return str(error)
    cause = error.orig_exc if isinstance(error, ExtensionError) and error.orig_exc else error
    where = texts['failure_where'].format(page=page) if page else ''
    return texts['failure_unexpected'].format(where=where, kind=type(cause).__name__, cause=_one_line(str(cause)))


def _is_wrapped(error: SphinxError) -> bool:
    """Whether Sphinx only says that a handler failed."""
    return isinstance(error, ExtensionError) and error.orig_exc is not None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """*error*, and what it was raised from."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        wrapped = seen.orig_exc if isinstance(seen, ExtensionError) else None
        seen = wrapped or seen.__cause__


def _of_system(error: OSError, texts: Texts) -> str:
    path = error.filename2 or error.filename
    name = _SENTENCES.get(error.errno or 0, 'failure_system')
    shown = _one_line(os.path.relpath(os.fsdecode(path))) if isinstance(path, str | bytes | os.PathLike) else '?'
    return texts[name].format(path=shown, cause=_one_line(error.strerror or str(error)))


def _printed(text: str) -> OSError | None:
    """The error of the system that *text* prints, if it does."""
    found = _PRINTED.search(text)
    return OSError(int(found['number']), found['reason'].strip(), found['path']) if found else None


def _one_line(text: str) -> str:
    return ''.join(char if char.isprintable() else ' ' for char in text)


class _Swallowed(logging.Filter):
    """Ends the build where Sphinx makes a warning of an error of the system, one for every page that follows."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through. Raises ``BuildFailure``."""
        if record.levelno < logging.WARNING:
            return True
        arguments = record.args if isinstance(record.args, tuple) else ()
        error = next((value for value in arguments if isinstance(value, OSError)), None)
        if error is None and not arguments:
            error = _printed(str(record.msg))  # from a worker
        if error is not None and error.errno in _SENTENCES:
            raise BuildFailure(sentence(error, self._texts))
        return True


@contextmanager
def none_swallowed(texts: Texts) -> Iterator[None]:
    """Run what follows so that no error of the system becomes a warning. Sphinx must have set up its logging."""
    handlers, stop = list(logging.getLogger('sphinx').handlers), _Swallowed(texts)
    for handler in handlers:
        handler.addFilter(stop)
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(stop)
