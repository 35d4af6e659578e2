"""The content of a site read from its files, without Sphinx: for the commands that do not build."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .clock import today
from .core.catalog import Catalog, check_entries
from .core.entries import Entry
from .core.files import check_files, unreadable_paths
from .core.frontmatter import Page
from .core.gate import FOLDERS, FRONT_PAGE
from .core.kind_checks import check_kinds
from .core.kinds import LISTS
from .core.messages import LANGUAGES, load_texts
from .core.page.facts import PageFacts
from .core.page.reading import read_page
from .core.page.targets import Pages, check_targets
from .core.problems import Problem, primary
from .core.source import read_source
from .core.vocabulary import Vocabulary, read_vocabulary
from .garbage import rare_collection

VOCABULARY = 'docs/vocabulary.yaml'


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All pages of a site, the records among them, and every fault, sorted."""

    entries: tuple[Entry, ...]
    vocabulary: Vocabulary
    catalog: Catalog
    problems: tuple[Problem, ...]
    #: what each body that could be read says, by docname
    facts: Mapping[str, PageFacts]


def check_text(text: str, path: str, vocabulary: Vocabulary) -> tuple[Entry, Page, list[Problem]]:
    """The facts of the page *path* with the source *text*, its parts, and every fault that shows in it alone."""
    page = read_page(text, path.removesuffix('.md'), path, vocabulary)
    return page.entry, page.page, page.problems


def read_content(root: Path) -> Content:
    """Read and check all content under *root*."""
    with rare_collection():
        return _read(root)


def _pages(root: Path) -> list[str]:
    """The paths of all that is called a page, in order; links to folders are not followed."""
    found = [FRONT_PAGE] if os.path.lexists(root / FRONT_PAGE) else []
    for folder in FOLDERS:
        for place, folders, files in os.walk(root / folder):
            above = Path(place).relative_to(root).as_posix()
            found += [f'{above}/{name}' for name in fnmatch.filter(folders + files, '*.md')]
    return sorted(found, key=lambda path: path.split('/'))


def _read(root: Path) -> Content:
    vocabulary, problems = read_vocabulary(root / VOCABULARY, VOCABULARY, LISTS)
    problems += check_kinds(load_texts(LANGUAGES[0]))
    files = check_files(root)
    refused = {problem.path for problem in files}
    problems = [problem for problem in problems if problem.path not in refused] + files
    closed = unreadable_paths(files)
    entries: list[Entry] = []
    titles: dict[str, str] = {}
    facts: dict[str, PageFacts] = {}
    for path in _pages(root):
        file = root / path
        if file.is_dir():
            continue
        is_closed = any(path == place or path.startswith(f'{place}/') for place in closed)
        text, unreadable = ('', []) if is_closed else read_source(file, path)
        problems += unreadable
        if is_closed or (unreadable and not text):  # it is there, so what refers to it is right
            entries.append(Entry(docname=path.removesuffix('.md'), path=path, record=None))
            continue
        page = read_page(text, path.removesuffix('.md'), path, vocabulary)
        entries.append(page.entry)
        problems += page.problems
        if page.is_read:
            facts[page.entry.docname] = page.facts
        titles[page.entry.docname] = page.facts.title or page.entry.id
    catalog = Catalog(entries, titles)
    problems += check_entries(entries, catalog, today())
    pages = Pages(
        entries={entry.docname: entry for entry in entries},
        facts=facts,
        catalog=catalog,
        vocabulary=vocabulary,
        exists=lambda path: (root / path).is_file(),
    )
    # where a list could not be read whole, nobody knows which terms are right
    problems = primary([*problems, *(() if vocabulary.unsure else check_targets(pages))])
    return Content(
        entries=tuple(entries),
        vocabulary=vocabulary,
        catalog=catalog,
        problems=tuple(sorted(set(problems))),
        facts=facts,
    )
