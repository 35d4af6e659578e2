"""The content of a site read from its files, without Sphinx: for the commands that do not build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .core.catalog import Catalog, check_entries
from .core.entries import Entry
from .core.files import check_files, unreadable_paths
from .core.page.facts import PageFacts
from .core.page.reading import read_page
from .core.page.targets import Pages, check_targets
from .core.problems import Problem
from .core.source import decode
from .core.vocabulary import Vocabulary, parse
from .garbage import rare_collection

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
    with rare_collection():
        return _read(root)


def _read(root: Path) -> Content:
    text, problems = decode((root / VOCABULARY).read_bytes(), VOCABULARY)
    vocabulary, faults = parse(text, VOCABULARY)
    files = check_files(root)
    problems += faults + files
    closed = unreadable_paths(files)
    entries: list[Entry] = []
    titles: dict[str, str] = {}
    facts: dict[str, PageFacts] = {}
    for file in sorted({file for pattern in CONTENT for file in root.glob(pattern)}):
        path = file.relative_to(root).as_posix()
        if any(path == place or path.startswith(f'{place}/') for place in closed):
            continue
        text, unreadable = decode(file.read_bytes(), path)
        page = read_page(text, path.removesuffix('.md'), path, vocabulary)
        entries.append(page.entry)
        problems += unreadable + page.problems
        if page.is_read:
            facts[page.entry.docname] = page.facts
        titles[page.entry.docname] = page.facts.title or page.entry.id
    catalog = Catalog(entries, titles)
    problems += check_entries(entries, catalog)
    pages = Pages(
        entries={entry.docname: entry for entry in entries},
        facts=facts,
        catalog=catalog,
        vocabulary=vocabulary,
        exists=lambda path: (root / path).is_file(),
    )
    problems += check_targets(pages)
    return Content(
        entries=tuple(entries), vocabulary=vocabulary, catalog=catalog, problems=tuple(sorted(set(problems)))
    )
