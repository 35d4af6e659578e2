"""``python -m s3ext check``: every fault in the content, and with ``--fix`` those fixed that have a safe remedy."""

from __future__ import annotations

import difflib
import os
import sys
from functools import partial
from pathlib import Path

from ..core.gate.files import unreadable_paths
from ..core.page.fixes import Check
from ..core.page.fixes import fix as fix_text
from ..core.page.source import decode, decode_wide
from ..core.problems import Problem, ProblemCode, plain
from ..core.report import SUMMARY, report, summary
from ..core.texts.messages import Texts
from .edition_check import Drafts, check_editions
from .project import Content, check_text, read_content
from .whole_files import with_line_ends, write_whole

#: a page that has been fixed can be what others meant; so many times all are read
_ROUNDS = 3


def check(root: Path, names: list[str], texts: Texts, style: str, *, fix: bool = False, notes: bool = False) -> int:
    """Report the faults in the files and folders *names* (all, if there are none); returns an exit code.

    With *notes* also what an editor should look at, which takes some seconds.
    """
    wanted = [Path(name).resolve() for name in names]
    for name, place in zip(names, wanted, strict=True):
        if not place.exists() or not place.is_relative_to(root):
            print(texts['no_such_file'].format(path=plain(name)), file=sys.stderr)
            return 2
    content = read_content(root)
    for _ in range(_ROUNDS if fix else 0):
        if not _fix(root, wanted, content, texts):
            break
        content = read_content(root)
    problems = [*content.problems]
    editions, written = check_editions(root, content)
    problems = sorted(problems + editions)
    if notes:
        from .notes import editors_notes  # reads a dictionary

        remarks, unchecked = editors_notes(root, content, texts)
        problems = sorted(problems + remarks)
        print(*unchecked, sep='\n', end='\n' if unchecked else '', file=sys.stderr)
    found = [problem for problem in problems if _is_wanted(root / problem.path, wanted)]
    pages = sum(_is_wanted(path, wanted) for path in (*(root / entry.path for entry in content.entries), *written))
    page = content.profile.names.help_page
    _print(found, pages, texts, style, page, explained=(root / page).is_file())
    return 0 if all(problem.is_note for problem in found) else 1


def _print(found: list[Problem], pages: int, texts: Texts, style: str, help_page: str, *, explained: bool) -> None:
    if found and style == 'github' and (page := os.environ.get(SUMMARY)):
        with Path(page).open('a', encoding='utf-8', errors='backslashreplace') as file:
            file.write(summary(found, texts))
    if found or style in ('json', 'gitlab'):
        print('\n'.join(report(found, texts, style, help_page)))
    if found:
        help_text = texts['faults_help' if explained else 'faults_help_missing'].format(path=help_page)
        print(texts.totals(found), help_text, sep='\n', file=sys.stderr)
    if style not in ('json', 'gitlab') and all(problem.is_note for problem in found):
        print(texts['all_good'].format(pages=texts.count('pages', pages)))


def _fix(root: Path, wanted: list[Path], content: Content, texts: Texts) -> bool:
    """Fix the wanted pages, those of editions too, and print the differences; whether anything changed."""
    editions, written = check_editions(root, content)
    problems = [*content.problems, *editions]
    closed = unreadable_paths([p for p in problems if p.code is ProblemCode.BAD_FILE])
    translated = {file.relative_to(root).as_posix() for file in written}
    pages = {entry.path for entry in content.entries} | translated
    changed = False
    for path in sorted({problem.path for problem in problems} & pages - closed):
        if _is_wanted(root / path, wanted):
            one = partial(_of_edition, root) if path in translated else check_text
            changed |= _fix_file(root, path, partial(one, path=path, content=content), texts)
    return changed


def _of_edition(root: Path, text: str, path: str, content: Content) -> list[Problem]:
    """Every fault and note of the page *path* of an edition with the source *text*."""
    problems, _ = check_editions(root, content, Drafts(texts={path: text}))
    return [problem for problem in problems if problem.path == path]


def _fix_file(root: Path, path: str, check_one: Check, texts: Texts) -> bool:
    """Fix one page, of which *check_one* says what is wrong; whether anything changed.

    Line ends, a byte order mark and permissions stay as they are.
    """
    data = (root / path).read_bytes()
    text, bad_encoding = decode(data, path)
    if bad_encoding and not decode_wide(data):
        return False  # nobody can say what the letters were

    fixed = fix_text(text, check_one)
    if fixed == text and not bad_encoding:
        return False
    written = decode_wide(data) or data.decode('utf-8')
    new = with_line_ends(written, text, fixed).encode('utf-8')
    try:
        write_whole(root / path, new, data)
    except OSError as error:
        cause = plain(error.strerror or str(error))
        print(texts['fix_failed'].format(path=plain(path), cause=cause), file=sys.stderr)
        return False
    if bad_encoding:
        print(texts['fix_encoding'].format(path=plain(path)))
    difference = difflib.unified_diff(text.split('\n'), fixed.split('\n'), path, path, lineterm='', n=0)
    print('\n'.join(plain(line) for line in difference))
    return True


def _is_wanted(file: Path, wanted: list[Path]) -> bool:
    return not wanted or any(file.is_relative_to(place) for place in wanted)
