"""What ``s3ext import`` says of a document: what was taken, changed and left out, and what is left to fill in."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from ..core.importing.error import Unfinished
from ..core.importing.page import ImportedPage
from ..core.importing.report import Remark
from ..core.problems import plain
from ..core.texts.messages import Texts

_GROUPS = ('changed', 'left_out', 'to_fill')
#: what is counted, in the order in which it is said
_COUNTED = ('headings', 'lists', 'tables', 'pictures', 'sources')
#: so many places of one kind are named, and of unfinished ones
_MOST, _MOST_PLACES = 8, 20


def print_report(page: ImportedPage, path: str, texts: Texts) -> None:
    """Print what became of a document that is now the page *path*."""
    print(texts['import_written'].format(path=path))
    counted = [texts.count(f'import_{name}', page.taken[name]) for name in _COUNTED if page.taken.get(name)]
    print(texts['import_taken'].format(amounts=', '.join(counted) or texts['import_text_only']))
    for group in _GROUPS:
        remarks = [remark for remark in page.remarks if remark.group == group]
        if remarks:
            print(f'\n{texts[f"import_{group}"]}')
            print('\n'.join(_lines(remarks, texts)))
    print()


def _lines(remarks: Iterable[Remark], texts: Texts) -> Iterable[str]:
    """A line for each code, with the words that it is about."""
    by_code: dict[str, list[str]] = {}
    for remark in remarks:
        by_code.setdefault(remark.code, []).append(remark.value)
    for code, values in by_code.items():
        named = [plain(value) for value in values if value]
        more = f' {texts["import_more"].format(count=len(named) - _MOST)}' if len(named) > _MOST else ''
        words = '; '.join(named[:_MOST]) + more
        yield f'  - {texts[f"import_{code}"].format(value=words)}'


def print_unfinished(name: str, places: Sequence[Unfinished], texts: Texts) -> None:
    """Print which changes and comments of the document *name* are left to decide on."""
    lines = [texts['import_unfinished'].format(path=plain(name))]
    for place in places[:_MOST_PLACES]:
        words = {'value': plain(place.words) or '…', 'heading': plain(place.heading)}
        under = texts['import_under'].format(**words) if place.heading else ''
        lines.append(f'  - {texts[f"import_{place.cause}"].format(**words)}{under}')
    if len(places) > _MOST_PLACES:
        lines.append(f'  {texts["import_more"].format(count=len(places) - _MOST_PLACES)}')
    print('\n'.join(lines), file=sys.stderr)
