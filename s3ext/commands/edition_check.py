"""What is wrong in the editions in further languages: pages written in them, and what twins lack there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..core.gate.disk import DiskError, read_file
from ..core.gate.file_kinds import MAX_PAGE_BYTES
from ..core.gate.files import unreadable_paths
from ..core.model.catalog import Catalog
from ..core.model.entries import Entry
from ..core.page.facts import PageFacts
from ..core.page.reading import read_page
from ..core.page.source import Source, decode, unreadable
from ..core.page.targets import ROOT, Pages, check_targets, root_missing
from ..core.problems import Problem, primary
from ..core.twins.derive import has_twin
from ..core.views import TWIN_VIEWS
from .editions import PAGE, EditionFolders, editions_of, own_files
from .project import Content


def check_editions(root: Path, content: Content) -> tuple[list[Problem], list[Path]]:
    """Every fault in the editions of the site at *root*, which holds *content*; and the pages that are written there.

    The paths are those of the files that people edit.
    """
    problems: list[Problem] = []
    pages: list[Path] = []
    for folders in editions_of(root, root):
        found, written = _check(folders, content)
        problems += found
        pages += written
    return problems, pages


def _check(folders: EditionFolders, content: Content) -> tuple[list[Problem], list[Path]]:
    own, problems = _written(folders, content)
    permitted = replace(content.permitted, views={**content.permitted.views, **TWIN_VIEWS})
    entries: list[Entry] = []
    facts: dict[str, PageFacts] = {}
    for source in own:
        page = read_page(source, content.vocabulary, permitted)
        entries.append(page.entry)
        problems += page.problems
        facts[page.entry.docname] = page.facts
    if ROOT not in facts:
        problems.append(root_missing())
    # twins say nothing that has not been looked at on the pages that they are made of
    entries += [
        entry
        for entry in content.entries
        if entry.record and entry.docname not in facts and has_twin(entry.record, folders.language)
    ]
    catalog = Catalog(entries, {}, content.profile.kinds, content.profile.language(folders.language))
    pages = Pages(
        entries={entry.docname: entry for entry in entries},
        facts=facts,
        catalog=catalog,
        vocabulary=content.vocabulary,
        exists=lambda path: (folders.own / path).is_file(),
        permitted=permitted,
    )
    problems = primary([*problems, *(() if content.vocabulary.unsure else check_targets(pages))])
    found = [replace(problem, path=f'{folders.language}/{problem.path}'.rstrip('/')) for problem in problems]
    return found, [folders.own / source.path for source in own]


def _written(folders: EditionFolders, content: Content) -> tuple[list[Source], list[Problem]]:
    """The pages that somebody has written in the language, and what is wrong with their files."""
    found: list[Source] = []
    files = own_files(folders, content.permitted.names)
    problems = list(files.problems)
    closed = unreadable_paths(problems)
    for path in sorted(path for path in files.paths if path.endswith(PAGE) and path not in closed):
        try:
            data = read_file(folders.own / path, MAX_PAGE_BYTES)
        except DiskError as error:
            problems.append(unreadable(path, error))
            continue
        text, faults = decode(data, path)
        problems += faults
        found.append(Source.of_file(path, text))
    return found, problems
