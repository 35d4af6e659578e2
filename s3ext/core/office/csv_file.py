"""A table as text that spreadsheets open with two clicks, and that programs read."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

#: a spreadsheet takes a cell that begins so for a formula (OWASP, CSV Injection)
_FORMULA = ('=', '+', '-', '@', '\t', '\r')
#: what Excel splits cells by where decimals have a comma
_BETWEEN = ';'
#: without it Excel takes the text for another encoding
_MARK = '\ufeff'


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The table as text, to be written as UTF-8: its *head* and *rows* of cells, of which none becomes a formula."""
    out = StringIO(newline='')
    writer = csv.writer(out, delimiter=_BETWEEN, lineterminator='\r\n')
    writer.writerow(map(_safe, head))
    writer.writerows(map(_safe, row) for row in rows)
    return f'{_MARK}{out.getvalue()}'


def _safe(cell: str) -> str:
    """*cell* on one line, after an apostrophe if a spreadsheet would take it for a formula."""
    text = ' '.join(cell.splitlines())
    return f"'{text}" if text.startswith(_FORMULA) else text
