"""The content of a site read from its files, without Sphinx: for the commands that do not build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .clock import today
from .core.catalog import Catalog, check_entries
from .core.files import check_files, unreadable_paths
from .core.gate import check_page
from .core.problems import Problem
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
    text, problems = decode((root / VOCABULARY).read_bytes(), VOCABULARY)
    vocabulary, faults = parse(text, VOCABULARY)
    files = check_files(root)
    problems += faults + files
    closed = unreadable_paths(files)
    entries: list[Entry] = []
    titles: dict[str, str] = {}
    for file in sorted({file for pattern in CONTENT for file in root.glob(pattern)}):
        path = file.relative_to(root).as_posix()
        if any(path == place or path.startswith(f'{place}/') for place in closed):
            continue
        text, unreadable = decode(file.read_bytes(), path)
        entry, page, faults = validate(text, path.removesuffix('.md'), path, vocabulary)
        entries.append(entry)
        problems += unreadable + faults + check_page(page, path)
        heading = next((line for line in page.body.split('\n') if line.startswith('# ')), '')
        titles[entry.docname] = heading.removeprefix('# ').strip() or entry.id
    catalog = Catalog(entries, titles)
    problems += check_entries(entries, catalog, today())
    return Content(entries=tuple(entries), vocabulary=vocabulary, catalog=catalog, problems=tuple(sorted(problems)))
