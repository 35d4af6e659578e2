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
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return packed({name: parts.get(name) or old.read(name) for name in old.namelist()})


def packed(files: Mapping[str, bytes]) -> bytes:
    """An archive of *files* by their paths, in their order, with no time in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, 'w', zipfile.ZIP_DEFLATED) as new:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            entry.external_attr = 0o644 << 16  # for all to read where it is unpacked
            new.writestr(entry, data)
    return made.getvalue()
