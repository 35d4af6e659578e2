"""Office files are zip archives: packed so that the same content gives the same bytes, whenever it is packed."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping

#: the first moment that a zip archive can name
_EPOCH = (1980, 1, 1, 0, 0, 0)
#: what stands in for the day of a page that names none
_NO_DAY = '2000-01-01'


def day_of(date: str) -> datetime.datetime:
    """Midnight of *date*, ``YYYY-MM-DD`` or '', for the properties of a file: never the time of the build."""
    return datetime.datetime.fromisoformat(date or _NO_DAY)


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive *data* with no time in it; *parts* replace those of the same name."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, 'w', zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            new.writestr(entry, parts.get(name) or old.read(name))
    return made.getvalue()
