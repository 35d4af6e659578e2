"""Check that PDFs are accessible: by an independent validator of PDF/UA-1, and by our own look at their structure.

``python tools/check_pdf.py FOLDER`` tells of every fault and ends with 1 if there is any, or no PDF at all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf

sys.path.insert(0, str(Path(__file__).parents[1]))

from s3ext.pdf.check import faults

#: how the file of a case's sheet begins, and how many pages it may have
_SHEET, _MOST_PAGES = 's3-fall-', 2


def check(path: Path, language: str = 'sv') -> Iterator[str]:
    """What is wrong with the PDF at *path*, which is in *language*."""
    yield from faults(path, language)
    yield from validator_faults(path)
    with pikepdf.open(path) as document:
        if path.name.startswith(_SHEET) and len(document.pages) > _MOST_PAGES:
            yield f'{len(document.pages)} pages'


def validator_faults(path: Path) -> Iterator[str]:
    """The rules of PDF/UA-1 that the PDF at *path* breaks."""
    report = page.validate_pdf(str(path), profile='ua1')
    for failure in report.failures:
        yield f'PDF/UA-1: {failure}'
    if not report.is_compliant and not report.failures:
        yield f'PDF/UA-1: {report}'


def main(folder: Path) -> int:
    """Check every PDF in *folder*; returns the exit code."""
    files = sorted(folder.glob('*.pdf'))
    count = 0
    for file in files:
        for fault in check(file):
            count += 1
            print(f'{file.name}: {fault}')
    print(f'{len(files)} pdf:er granskade, {count} fel.')
    return 1 if count or not files else 0


if __name__ == '__main__':
    sys.exit(main(Path(sys.argv[1])))
