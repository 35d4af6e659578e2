"""What is wrong in the editions in further languages: pages written in them, and what twins lack there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..config.clock import today
from ..core.gate.disk import DiskError, read_file
from ..core.gate.file_kinds import MAX_PAGE_BYTES
from ..core.gate.files import unreadable_paths
from ..core.model.catalog import Catalog, check_entries
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """What nobody has written to disk yet: ``texts`` by path in the site; the files ``gone`` are not looked at."""

    texts: Mapping[str, str] = field(default_factory=dict)
    gone: Collection[str] = ()

    def within(self, folder: str) -> Drafts:
        """Those in *folder*, by path in it."""
        start = f'{folder}/'
        texts = {path.removeprefix(start): text for path, text in self.texts.items() if path.startswith(start)}
        return Drafts(texts=texts, gone={path.removeprefix(start) for path in self.gone if path.startswith(start)})


_NONE = Drafts()


def check_editions(root: Path, content: Content, drafts: Drafts = _NONE) -> tuple[list[Problem], list[Path]]:
    """Every fault in the editions of the site at *root*, which holds *content*; and the pages that are written there.

    The paths are those of the files that people edit, which are read as if *drafts* were written.
    """
    problems: list[Problem] = []
    pages: list[Path] = []
    for folders in editions_of(root, root):
        edition = read_edition(folders, content, drafts)
        problems += edition.problems
        pages += [root / folders.language / entry.path for entry in edition.own]
    return problems, pages


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionContent:
    """The pages of an edition, twins among them; ``own`` are those that somebody has written, by their path in it.

    The paths of ``problems`` are those in the site.
    """

    own: tuple[Entry, ...]
    pages: Pages
    problems: tuple[Problem, ...]


def read_edition(folders: EditionFolders, content: Content, drafts: Drafts = _NONE) -> EditionContent:
    """Read and check what is written for the edition in *folders* of the site with *content*."""
    sources, problems = _written(folders, content, drafts.within(folders.language))
    permitted = replace(content.permitted, views={**content.permitted.views, **TWIN_VIEWS})
    own: list[Entry] = []
    facts: dict[str, PageFacts] = {}
    for source in sources:
        page = read_page(source, content.vocabulary, permitted)
        own.append(page.entry)
        problems += page.problems
        facts[page.entry.docname] = page.facts
    if ROOT not in facts:
        problems.append(root_missing())
    # twins say nothing that has not been looked at on the pages that they are made of
    twins = [
        entry
        for entry in content.entries
        if entry.record and entry.docname not in facts and has_twin(entry.record, folders.language)
    ]
    entries = [*own, *twins]
    catalog = Catalog(entries, {}, content.profile.kinds, content.profile.language(folders.language))
    pages = Pages(
        entries={entry.docname: entry for entry in entries},
        facts=facts,
        catalog=catalog,
        vocabulary=content.vocabulary,
        exists=lambda path: (folders.own / path).is_file(),
        permitted=permitted,
    )
    problems += _of_own(check_entries(entries, catalog, today(), content.profile.rules), own, folders.language)
    problems = primary([*problems, *(() if content.vocabulary.unsure else check_targets(pages))])
    found = (replace(problem, path=f'{folders.language}/{problem.path}'.rstrip('/')) for problem in problems)
    return EditionContent(own=tuple(own), pages=pages, problems=tuple(found))


def _of_own(problems: Iterable[Problem], own: Iterable[Entry], folder: str) -> Iterator[Problem]:
    """Those of *problems* that lie in *own* pages, those in *folder*: the others have been found in the site itself.

    Of two pages of which one alone may have something, the written one is to be changed.
    """
    paths = {entry.path for entry in own}
    for problem in problems:
        details = dict(problem.details)
        other = details.get('other', '')
        if problem.path in paths:
            named = {'other': f'{folder}/{other}'} if other in paths else {}
            yield replace(problem, details=tuple((details | named).items()))
        elif other in paths:
            details['other'] = problem.path
            yield replace(problem, path=other, details=tuple(details.items()))


def _written(folders: EditionFolders, content: Content, drafts: Drafts) -> tuple[list[Source], list[Problem]]:
    """The pages that somebody has written in the language, and what is wrong with their files."""
    found: list[Source] = []
    files = own_files(folders, content.permitted.names)
    problems = list(files.problems)
    closed = {*unreadable_paths(problems), *drafts.gone}
    for path in sorted({path for path in files.paths if path.endswith(PAGE)} - closed | drafts.texts.keys()):
        if path in drafts.texts:
            found.append(Source.of_file(path, drafts.texts[path]))
            continue
        try:
            data = read_file(folders.own / path, MAX_PAGE_BYTES)
        except DiskError as error:
            problems.append(unreadable(path, error))
            continue
        text, faults = decode(data, path)
        problems += faults
        found.append(Source.of_file(path, text))
    return found, problems
