"""Write a file whole or not at all: a full disk, or Ctrl+C, must not take what was there."""

from __future__ import annotations

import shutil
from pathlib import Path


def write_whole(file: Path, data: bytes, before: bytes | None = None) -> None:
    """Put *data* in the place of *file* in one step; permissions stay.

    With *before*, only if *file* still holds that: somebody may have saved it in the meantime. Raises ``OSError``;
    *file* is then as it was.
    """
    part = file.with_name(f'.{file.name}.part')
    try:
        part.write_bytes(data)
        if file.exists():
            shutil.copymode(file, part)
        if before is not None and file.read_bytes() != before:
            raise OSError(f'{file.name} ≠')
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
