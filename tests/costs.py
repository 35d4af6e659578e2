"""What a job costs, against another one in the same run: no test says how many seconds a machine may take."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

from bench.profiler import look_on

T = TypeVar('T')

#: what is measured lasts as long as the clock can tell; that of Windows counts in steps of 16 ms
_LONG_ENOUGH = max(0.01, 6 * time.get_clock_info('process_time').resolution)


def once(job: Callable[[], T]) -> tuple[T, float]:
    """What *job* gives, and what that cost in seconds of the processor: to be compared, not to be judged alone."""
    start = time.process_time()
    return job(), time.process_time() - start


def seconds(job: Callable[[], object]) -> float:
    """What one call of *job* takes of the processor: the mean of as many as the clock needs to see it."""
    number, start = 0, time.process_time()
    while (spent := time.process_time() - start) < _LONG_ENOUGH:
        job()
        number += 1
    return spent / number


def times(job: Callable[[], object], yardstick: Callable[[], object], limit: float) -> float:
    """How many times the cost of *yardstick* the cost of *job* is.

    The least of three tries, or the first below *limit*.
    Counts the processor's time and not the wall's, as other tests may run beside; collects no garbage meanwhile.
    What backtracks in a regular expression makes no calls, so it is not enough to count those.
    """
    ratio = float('inf')
    was_on = gc.isenabled()
    gc.disable()
    try:
        for _ in range(3):
            if (ratio := min(ratio, seconds(job) / seconds(yardstick))) < limit:
                break
    finally:
        if was_on:
            gc.enable()
    return ratio


def calls(job: Callable[[], object]) -> int:
    """How many calls *job* makes: of functions, of comprehensions, and into C."""
    number = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal number
        number += event in ('call', 'c_call')

    look_on(job, count)
    return number
