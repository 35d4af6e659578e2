"""Look for garbage seldom: pages are many objects that live long, and looking costs a fifth of the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: objects made before the first, second and third generation are searched; Python's own are 700, 10, 10. What is thrown
#: away is mainly the trees of pages, some thousand objects each; searching still more seldom saves only a hundredth
_THRESHOLDS = (100_000, 10, 10)


@contextmanager
def rare_collection() -> Iterator[None]:
    """Look seldom while this lasts, and not at all at what there is already."""
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
