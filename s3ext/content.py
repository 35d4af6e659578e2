"""The content of a site read from its files, without Sphinx: for the commands that do not build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .core.catalog import Catalog, check_entries
from .core.files import check_files, unreadable_paths
from .core.frontmatter import Page
from .core.gate import check_page
from .core.problems import Problem, primary
from .core.source import read_source
from .core.validate import Entry, validate
from .core.vocabulary import Vocabulary, read_vocabulary

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


def check_text(text: str, path: str, vocabulary: Vocabulary) -> tuple[Entry, Page, list[Problem]]:
    """The facts of the page *path* with the source *text*, its parts, and every fault that shows in it alone."""
    entry, page, problems = validate(text, path.removesuffix('.md'), path, vocabulary)
    return entry, page, problems + check_page(page, path)


def read_content(root: Path) -> Content:
    """Read and check all content under *root*."""
    vocabulary, problems = read_vocabulary(root / VOCABULARY, VOCABULARY)
    files = check_files(root)
    problems = [problem for problem in problems if problem not in files] + files
    closed = unreadable_paths(files)
    entries: list[Entry] = []
    titles: dict[str, str] = {}
    for file in sorted({file for pattern in CONTENT for file in root.glob(pattern)}):
        path = file.relative_to(root).as_posix()
        if any(path == place or path.startswith(f'{place}/') for place in closed) or file.is_dir():
            continue
        text, unreadable = read_source(file, path)
        problems += unreadable
        if unreadable and not text:
            entries.append(Entry(docname=path.removesuffix('.md'), path=path, record=None))
            continue
        entry, page, faults = check_text(text, path, vocabulary)
        entries.append(entry)
        problems += faults
        heading = next((line for line in page.body.split('\n') if line.startswith('# ')), '')
        titles[entry.docname] = heading.removeprefix('# ').strip() or entry.id
    catalog = Catalog(entries, titles)
    problems = primary([*problems, *check_entries(entries, catalog)])
    return Content(entries=tuple(entries), vocabulary=vocabulary, catalog=catalog, problems=tuple(sorted(problems)))
