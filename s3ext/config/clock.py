"""The day that counts as today, for builds and commands alike."""

from __future__ import annotations

import datetime
import os


def today() -> str:
    """The day that counts as today, ``YYYY-MM-DD``: that of ``SOURCE_DATE_EPOCH`` where it is set.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get('SOURCE_DATE_EPOCH')
    now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now()
    return now.date().isoformat()
