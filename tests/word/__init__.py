"""Documents as people write them: what the import from Word is tried on, made anew by each test run.

``DOCUMENTS`` can be taken in, ``STOPPED`` hold tracked changes or comments, ``BAD`` are no documents that may be read.
Each maps a file's name to the function that gives its bytes; equal on every run but for what LibreOffice stamps in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from . import bad, google, notes, open_document, texts

Makers = Mapping[str, Callable[[], bytes]]

DOCUMENTS: Makers = {
    **texts.DOCUMENTS,
    **notes.DOCUMENTS,
    **google.DOCUMENTS,
    **open_document.DOCUMENTS,
}
STOPPED: Makers = {**notes.STOPPED, **open_document.STOPPED}
BAD: Makers = bad.FILES


def write(folder: Path, makers: Makers = DOCUMENTS) -> list[Path]:
    """Write the files of *makers* to *folder*; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / name for name in makers]
    for file in files:
        file.write_bytes(makers[file.name]())
    return files
