"""What stops a build that is no fault of the content: reported in one sentence that says what to do."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ConfigError, ExtensionError, SphinxError, SphinxParallelError

from ..config.conf_file import failed_at
from ..core.system_errors import SENTENCES, of_system, one_line, unexpected
from ..core.texts.messages import Texts
from ..core.views import OwnViewError

#: an error of the system as Python prints it: what a worker of Sphinx sends, and Sphinx's own warnings, are text
_PRINTED = re.compile(r"\[Errno (?P<number>\d+)\] (?P<reason>[^:'\n]*)(?:: '(?P<path>[^'\n]*)')?")


class MachineError(SphinxError):
    """The machine, not the content, stopped the build; the message is a whole sentence."""

    category = 'S3'


def sentence(error: BaseException, texts: Texts, folder: Path, page: str = '') -> str:
    """What *error* means for whoever runs the build.

    *folder* is where it writes, for errors that name no file; *page* the file that was being read or written, or ''.
    """
    if isinstance(error, SphinxParallelError):
        return _of_worker(str(error), texts, folder)
    if isinstance(error, ConfigError) and error.__cause__:
        return failed_at(error.__cause__).sentence(texts)
    if isinstance(error, SphinxError) and not (isinstance(error, ExtensionError) and error.orig_exc):
        return str(error)
    for cause in _causes(error):
        if isinstance(cause, OwnViewError):
            return texts['own_view_failed'].format(view=one_line(str(cause)))
        if isinstance(cause, OSError):
            return of_system(cause, texts, folder)
        if isinstance(cause, MemoryError):
            return texts['limit_memory_page'].format(page=page) if page else texts['limit_memory']
    cause = (isinstance(error, ExtensionError) and error.orig_exc) or error
    return unexpected(type(cause).__name__, str(cause), texts, page)


def page_of(app: Sphinx | None) -> str:
    """The file that *app* was reading or writing; '' before and after that."""
    docname = app.env.current_document.docname if app is not None else ''
    return app.env.doc2path(docname, base=False).as_posix() if app is not None and docname else ''


def _of_worker(message: str, texts: Texts, folder: Path) -> str:
    """What a worker's error means, of which Sphinx hands on the class and the message as text."""
    if printed := _printed(message):
        return of_system(printed, texts, folder)
    name, _, cause = message.partition(': ')
    module, _, kind = name.rpartition('.')
    return cause if module.partition('.')[0] == 's3ext' else unexpected(kind, cause, texts)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """*error*, and what it was raised from."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        wrapped = seen.orig_exc if isinstance(seen, ExtensionError) else None
        seen = wrapped or seen.__cause__


def _printed(text: str) -> OSError | None:
    """The error of the system that *text* prints, if it does."""
    found = _PRINTED.search(text)
    return OSError(int(found['number']), found['reason'].strip(), found['path']) if found else None


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
        if error is not None and error.errno in SENTENCES:
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
