"""The pictures of a document on their way beside a page: cleaned, made smaller, and called by names that are free."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..core.gate.images import PictureError, kind_of
from ..core.importing.page import ImportedPage
from ..core.importing.pictures import ready
from ..core.importing.report import Remark

_ENDINGS = ('png', 'jpg', 'webp')


class PictureNames:
    """What the *pictures* of a document are called in *folder*, beside the page *page_id*.

    ``names`` by their names in the document; '' for one that cannot be shown. One that lies there already is not
    written again.
    """

    def __init__(self, pictures: Mapping[str, bytes], folder: Path, page_id: str) -> None:
        self.names: dict[str, str] = {}
        self.remarks: list[Remark] = []
        self._data: dict[str, bytes] = {}
        self._folder = folder
        there = {file.read_bytes(): file.name for file in sorted(folder.glob(f'{page_id}-*')) if _is_picture(file)}
        taken = {file.name for file in folder.glob('*')}
        number = 0
        for source, data in pictures.items():
            if not kind_of(data):
                continue  # of a kind that pages do not show, as their ending says
            try:
                clean = ready(data)
            except PictureError:
                self.names[source] = ''
                continue
            if clean in there:
                self.names[source] = there[clean]
                continue
            number += 1
            while (name := f'{page_id}-{number}.{kind_of(clean)}') in taken:
                number += 1
            self.names[source] = name
            self._data[name] = clean
            if len(clean) < len(data) // 2:
                self.remarks.append(Remark('changed', 'picture_smaller', name))

    def files(self, page: ImportedPage) -> dict[Path, bytes]:
        """The files to write for *page*: those that it shows."""
        shown = [picture.name for picture in page.pictures]
        return {self._folder / name: self._data[name] for name in shown if name in self._data}


def _is_picture(file: Path) -> bool:
    return file.is_file() and file.suffix.removeprefix('.') in _ENDINGS
