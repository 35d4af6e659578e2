"""Bounds for the build as a process: no network, so much memory, so much time for a page. The last layer of six.

What a page may hold is bounded before (``core.gate.tokens``); this is for what nobody thought of.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from ..config.builders import WEB
from ..config.profiles import texts_for_authors
from ..core.texts.messages import Texts

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]  # a name that mypy takes for a module only

#: what a build may take beyond what the process has already; the whole handbook needs a tenth
MEMORY = 4 << 30
#: what Python tells of before it reaches out (https://docs.python.org/3/library/audit_events.html)
_NETWORK = frozenset({'socket.connect', 'socket.sendto', 'socket.getaddrinfo', 'socket.gethostbyname'})


class LimitError(SphinxError):
    """The build passed a bound and ends; what was published stays."""

    category = 'S3'


@contextmanager
def bounded(texts: Texts, memory: int = MEMORY) -> Iterator[None]:
    """Run what follows without network and with *memory* bytes more than now; *texts* say what was wrong."""
    offline = _offline()
    offline.sentence = texts['limit_network']
    offline.depth += 1
    before = _limit_memory(memory)
    try:
        yield
    finally:
        offline.depth -= 1
        if before is not None:
            resource.setrlimit(resource.RLIMIT_AS, before)


def _limit_memory(memory: int) -> tuple[int, int] | None:
    """Set the soft limit; returns the limits to go back to, None where there are none to set."""
    if resource is None or not sys.platform.startswith('linux'):
        return None
    before = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path('/proc/self/statm').read_text('ascii').split()[0]) * resource.getpagesize()
    limits = [used + memory, *(limit for limit in before if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), before[1]))
    return before


class _Offline:
    """An audit hook that cannot be taken away again, and therefore can be at rest."""

    def __init__(self) -> None:
        self.depth = 0
        self.sentence = ''

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.depth and event in _NETWORK and not self._is_local(event, arguments):
            raise LimitError(self.sentence)

    @staticmethod
    def _is_local(event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether this is a socket that is a file of this machine."""
        return event == 'socket.connect' and isinstance(arguments[1], str | bytes)


@cache
def _offline() -> _Offline:
    hook = _Offline()
    sys.addaudithook(hook)
    return hook


class PageTimer:
    """Ends a build in which one page takes too long. Works in the main thread of a process, workers too.

    One timer serves all builds of an application. In another thread, which gets no signals, it does nothing.
    """

    def __init__(self, texts: Texts, seconds: float) -> None:
        self._texts = texts
        self._seconds = seconds
        self._page = ''
        self._is_installed = False
        self._before: Any = None

    def start(self, page: str) -> None:
        """Count the time of *page* from now. The error is raised again each second, should somebody catch it."""
        if not _gets_signals():
            return
        if not self._is_installed:
            self._before = signal.signal(signal.SIGALRM, self._late)
            self._is_installed = True
        self._page = page
        signal.setitimer(signal.ITIMER_REAL, self._seconds, 1)

    def stop(self) -> None:
        """The page is done."""
        if self._is_installed and _gets_signals():
            signal.setitimer(signal.ITIMER_REAL, 0)

    def remove(self) -> None:
        """Stop, and leave things as they were before the first page of this build."""
        if self._is_installed and _gets_signals():
            self.stop()
            signal.signal(signal.SIGALRM, self._before)
            self._is_installed = False

    def _late(self, _signal: int, _frame: FrameType | None) -> None:
        raise LimitError(self._texts['limit_time'].format(page=self._page, seconds=f'{self._seconds:g}'))


def _gets_signals() -> bool:
    """Whether there are timers here: not on Windows, and not beside the main thread."""
    return hasattr(signal, 'setitimer') and threading.current_thread() is threading.main_thread()


def setup_limits(app: Sphinx) -> None:
    """Register the timer once the settings are known."""
    app.connect('builder-inited', _watch)


def _watch(app: Sphinx) -> None:
    """Time each page while it is read and while it is written."""
    watch = _Watch(PageTimer(texts_for_authors(app.config), app.config.s3_page_seconds))
    app.connect('source-read', watch.on_source_read, priority=1)
    app.connect('doctree-read', watch.on_doctree_read, priority=999)
    app.connect('doctree-resolved', watch.on_resolved, priority=1)
    app.connect('html-page-context', watch.on_page, priority=999)
    app.connect('build-finished', watch.on_finished, priority=999)


class _Watch:
    """Starts and stops the timer."""

    def __init__(self, timer: PageTimer) -> None:
        self._timer = timer

    def on_source_read(self, app: Sphinx, docname: str, source: list[str]) -> None:
        """Begin to time the reading of the page."""
        self._timer.start(app.env.doc2path(docname, base=False).as_posix())

    def on_doctree_read(self, app: Sphinx, doctree: nodes.document) -> None:
        """The page has been read."""
        self._timer.stop()

    def on_resolved(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Begin to time the writing of the page; with several processes one resolves a page and another writes it."""
        if app.parallel < 2 and app.builder.name in WEB:
            self._timer.start(app.env.doc2path(docname, base=False).as_posix())

    def on_page(self, app: Sphinx, *page: object) -> None:
        """The page has been written."""
        self._timer.stop()

    def on_finished(self, app: Sphinx, exception: Exception | None) -> None:
        """Leave signals as they were."""
        self._timer.remove()
