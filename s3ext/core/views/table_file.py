"""What a page shows, as a table in a file beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..drawing.shapes import Drawing
from ..office.csv_file import csv_text
from .base import Site
from .blocks import Inline, TableFile


def table_file(name: str, head: Sequence[str], rows: Iterable[Sequence[str]], site: Site) -> TableFile:
    """The file called *name* with *head* and *rows*, and words that say how large it is."""
    text = csv_text(head, rows)
    size = site.labels.language.size(len(text.encode()))
    return TableFile(name=name, text=text, words=site.labels.texts['table_file'].format(size=size))


def words_of(part: Inline) -> str:
    """What *part* says."""
    if isinstance(part, Drawing):
        return part.title
    return part if isinstance(part, str) else part.text
