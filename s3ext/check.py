"""``python -m s3ext check``: every fault in the content, and with ``--fix`` those mended that have a safe remedy."""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path

from .content import Content, read_content
from .core.fixes import mend
from .core.messages import Texts
from .core.problems import Problem
from .core.report import HELP_PAGE, SUMMARY, report, summary

#: a remedy can bring another fault to light; so many rounds are made
_ROUNDS = 3


def check(root: Path, names: list[str], texts: Texts, style: str, *, fix: bool = False, notes: bool = False) -> int:
    """Report the faults in the files and folders *names* (all, if there are none); returns an exit code.

    With *notes* also what an editor should look at, which takes some seconds.
    """
    wanted = [Path(name).resolve() for name in names]
    for name, place in zip(names, wanted, strict=True):
        if not place.exists() or not place.is_relative_to(root):
            print(texts['no_such_file'].format(path=name), file=sys.stderr)
            return 2
    content = read_content(root)
    if fix:
        content = _fix(root, wanted, content)
    problems = [*content.problems]
    if notes:
        from .notes import editors_notes  # reads a dictionary

        remarks, unchecked = editors_notes(root, content, texts)
        problems = sorted(problems + remarks)
        print(*unchecked, sep='\n', end='\n' if unchecked else '', file=sys.stderr)
    found = [problem for problem in problems if _is_wanted(root / problem.path, wanted)]
    pages = sum(_is_wanted(root / entry.path, wanted) for entry in content.entries)
    _print(found, pages, texts, style)
    return 0 if all(problem.is_note for problem in found) else 1


def _print(found: list[Problem], pages: int, texts: Texts, style: str) -> None:
    if found and style == 'github' and (page := os.environ.get(SUMMARY)):
        with Path(page).open('a', encoding='utf-8') as file:
            file.write(summary(found, texts))
    if found or style in ('json', 'gitlab'):
        print('\n'.join(report(found, texts, style)))
    if found:
        print(texts.totals(found), texts['faults_help'].format(path=HELP_PAGE), sep='\n', file=sys.stderr)
    if style not in ('json', 'gitlab') and all(problem.is_note for problem in found):
        print(texts['all_good'].format(pages=texts.count('pages', pages)))


def _fix(root: Path, wanted: list[Path], content: Content) -> Content:
    """Mend the wanted files, print the differences, and read the content anew."""
    for _ in range(_ROUNDS):
        changed = False
        for path in sorted({problem.path for problem in content.problems}):
            if _is_wanted(root / path, wanted):
                problems = [problem for problem in content.problems if problem.path == path]
                changed |= _mend_file(root, path, problems)
        if not changed:
            break
        content = read_content(root)
    return content


def _mend_file(root: Path, path: str, problems: list[Problem]) -> bool:
    """Mend one file; whether anything changed. Line ends stay as they are."""
    try:
        written = (root / path).read_bytes().decode('utf-8')
    except UnicodeDecodeError:
        return False
    before = written.replace('\r\n', '\n')
    after = mend(before, problems) if '\r' not in before else before
    if after == before:
        return False
    difference = difflib.unified_diff(before.split('\n'), after.split('\n'), path, path, lineterm='', n=0)
    print('\n'.join(_printable(line) for line in difference))
    (root / path).write_bytes((after.replace('\n', '\r\n') if '\r\n' in written else after).encode('utf-8'))
    return True


def _printable(line: str) -> str:
    return ''.join(char if char.isprintable() else ' ' for char in line)


def _is_wanted(file: Path, wanted: list[Path]) -> bool:
    return not wanted or any(file.is_relative_to(place) for place in wanted)
