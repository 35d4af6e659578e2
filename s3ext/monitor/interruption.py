"""Ctrl+C during a build: none is lost.

Python raises ``KeyboardInterrupt`` wherever the program happens to be. In what Python itself calls (what modules do
before and after a fork, finalizers) an exception is printed and the program goes on; a parallel build forks often.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class _Interruption:
    """Whether Ctrl+C was pressed."""

    def __init__(self) -> None:
        self.seen = False

    def note(self, number: int, frame: FrameType | None) -> None:
        """Note it, and raise ``KeyboardInterrupt`` as Python does."""
        self.seen = True
        signal.default_int_handler(number, frame)

    def check(self) -> None:
        """Raise the ``KeyboardInterrupt`` that was lost, if any."""
        if self.seen:
            raise KeyboardInterrupt


@contextmanager
def heeded() -> Iterator[Callable[[], None]]:
    """A function to call at safe places: it raises ``KeyboardInterrupt`` if Ctrl+C was pressed and got lost.

    Where another handler stands, or another thread asks, it does nothing: only the main thread is interrupted.
    """
    interruption = _Interruption()
    in_main = threading.current_thread() is threading.main_thread()
    if not in_main or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield interruption.check
        return
    usual = sys.unraisablehook

    def report(lost: sys.UnraisableHookArgs) -> None:
        if lost.exc_type is not KeyboardInterrupt:
            usual(lost)

    sys.unraisablehook = report
    signal.signal(signal.SIGINT, interruption.note)
    try:
        yield interruption.check
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.unraisablehook = usual
