"""The content of a site read from its files, without Sphinx: for the commands that do not build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .core.catalog import Catalog, check_entries
from .core.disk import DiskError, read_file
from .core.file_kinds import MAX_PAGE_BYTES
from .core.files import check_files, unreadable_paths
from .core.gate import check_page
from .core.problems import Mark, Problem, ProblemCode
from .core.source import decode
from .core.validate import Entry, validate
from .core.vocabulary import Vocabulary, parse

#: where content lives, relative to the site's root
CONTENT = ('index.md', 'docs/**/*.md', 'cases/**/*.md')
VOCABULARY = 'docs/vocabulary.yaml'


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All pages of a site, the records among them, and every fault, sorted."""

    entries: tuple[Entry, ...]
    vocabulary: Vocabulary
    catalog: Catalog
    problems: tuple[Problem, ...]


def read_content(root: Path) -> Content:
    """Read and check all content under *root*."""
    files = check_files(root)
    text, problems = _text(root, VOCABULARY)
    vocabulary, faults = parse(text, VOCABULARY)
    if not text:  # without the lists every page would have faults that are not its own
        told = {problem.path for problem in files}
        problems = [problem for problem in problems if problem.path not in told] + files
        return Content(entries=(), vocabulary=vocabulary, catalog=Catalog([], {}), problems=tuple(sorted(problems)))
    problems += faults + files
    closed = unreadable_paths(files)
    entries: list[Entry] = []
    titles: dict[str, str] = {}
    for file in sorted({file for pattern in CONTENT for file in root.glob(pattern)}):
        path = file.relative_to(root).as_posix()
        if any(path == place or path.startswith(f'{place}/') for place in closed):
            continue
        text, unreadable = _text(root, path)
        entry, page, faults = validate(text, path.removesuffix('.md'), path, vocabulary)
        entries.append(entry)
        problems += unreadable + faults + check_page(page, path)
        heading = next((line for line in page.body.split('\n') if line.startswith('# ')), '')
        titles[entry.docname] = heading.removeprefix('# ').strip() or entry.id
    catalog = Catalog(entries, titles)
    problems += check_entries(entries, catalog)
    return Content(entries=tuple(entries), vocabulary=vocabulary, catalog=catalog, problems=tuple(sorted(problems)))


def _text(root: Path, path: str) -> tuple[str, list[Problem]]:
    """The text of the file *path*, and what is wrong with it; '' if it cannot be read."""
    try:
        return decode(read_file(root / path, MAX_PAGE_BYTES), path)
    except DiskError as error:
        limit = f'{MAX_PAGE_BYTES // 1000} kB'
        return '', [Problem.at(path, Mark(line=1), ProblemCode.BAD_FILE, cause=error.cause, limit=limit)]
