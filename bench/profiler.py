"""Look on while a job runs: at each call that it makes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def look_on(job: Callable[[], object], see: Callable[[FrameType, str, object], object]) -> None:
    """Run *job* in this thread, with *see* as the profile function of ``sys.setprofile``; another one comes back."""
    before = sys.getprofile()
    sys.setprofile(see)
    try:
        job()
    finally:
        sys.setprofile(before)
