"""The yardstick of the tests: it tells what grows from what does not, and no test holds a clock of its own."""

from __future__ import annotations

import re
from pathlib import Path

from tests.costs import calls, times

TESTS = Path(__file__).parents[1]
WORDS = ['ord'] * 3000


def square(words: list[str]) -> int:
    return sum(one == other for one in words for other in words)


def even(words: list[str]) -> int:
    return sum(len(word) for word in words)


def test_what_grows_with_the_square_is_told_from_what_grows_evenly() -> None:
    assert times(lambda: square(WORDS[:1200]), lambda: square(WORDS[:300]), 8) > 10
    assert times(lambda: even(WORDS[:1200]), lambda: even(WORDS[:300]), 8) < 8


def test_calls_are_counted_the_same_each_time() -> None:
    assert 100 <= calls(lambda: even(WORDS[:100])) < calls(lambda: even(WORDS[:400]))
    assert calls(lambda: even(WORDS)) == calls(lambda: even(WORDS))


def test_no_test_holds_a_clock() -> None:
    """How long a machine takes depends on the machine: tests compare costs within one run, or count."""
    clock = re.compile(r'process_time|perf_counter|monotonic|thread_time')
    found = [file for file in TESTS.rglob('*.py') if clock.search(file.read_text('utf-8'))]
    # one waits for a terminal, one prints how long it took
    others = {TESTS / 'terminal.py', TESTS / 'browser' / 'test_serve.py'}
    assert set(found) == {TESTS / 'costs.py', Path(__file__), *others}
