"""The content of a site read from its files, without Sphinx: for the commands that do not build."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..config.clock import today
from ..config.profiles import written_language, written_profile
from ..config.site_views import site_views
from ..core.fixed_names import FixedNames
from ..core.gate.allowed import Permitted
from ..core.gate.disk import DiskError, read_file
from ..core.gate.file_kinds import MAX_PAGE_BYTES
from ..core.gate.files import check_page, look_through, unreadable_paths
from ..core.gate.tokens import FRONT_PAGE
from ..core.model.catalog import Catalog, check_entries
from ..core.model.entries import Entry
from ..core.model.outlines import Placeholders, placeholders
from ..core.model.vocabulary import Vocabulary, read_vocabulary
from ..core.page.facts import PageFacts
from ..core.page.reading import PageReading, read_page
from ..core.page.source import Source, decode, unreadable
from ..core.page.targets import Pages, check_page_targets, check_targets
from ..core.problems import Problem, ProblemCode, primary
from ..core.profile import Profile
from ..core.schema.guide_checks import check_records
from .garbage import rare_collection


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All pages of a site, the records among them, and every fault, sorted."""

    #: the handbook's own part
    profile: Profile
    entries: tuple[Entry, ...]
    vocabulary: Vocabulary
    #: what pages may hold: views, those of the site among them, and links to records
    permitted: Permitted
    catalog: Catalog
    problems: tuple[Problem, ...]
    #: all of them together, with what each body that could be read says
    pages: Pages

    @property
    def facts(self) -> Mapping[str, PageFacts]:
        """What each body that could be read says, by docname."""
        return self.pages.facts


def check_text(text: str, path: str, content: Content) -> list[Problem]:
    """Every fault and note of the page *path* with the source *text*, in the place of the one that *content* has."""
    page = read_text(text, path, content)
    entries = {**content.pages.entries, page.entry.docname: page.entry}
    problems = page.problems + check_entries(entries.values(), content.catalog, today(), content.profile.rules)
    if page.is_read and not content.vocabulary.unsure:
        pages = replace(content.pages, entries=entries, facts={**content.pages.facts, page.entry.docname: page.facts})
        problems += check_page_targets(pages, page.entry.docname)
    return primary([problem for problem in problems if problem.path == path])


def read_text(text: str, path: str, content: Content) -> PageReading:
    """What the page *path* of the site with *content* says with the source *text*."""
    samples = placeholders(content.profile.texts)
    return read_page(Source.of_file(path, text), content.vocabulary, content.permitted, samples)


def read_content(root: Path) -> Content:
    """Read and check all content under *root*. Raises ``ConfError`` if its profile cannot be loaded."""
    with rare_collection():
        return _read(root)


def _pages(root: Path, names: FixedNames) -> list[str]:
    """The paths of all that is called a page, in order; links to folders are not followed."""
    found = [FRONT_PAGE] if os.path.lexists(root / FRONT_PAGE) else []
    for folder in names.folders:
        for place, folders, files in os.walk(root / folder):
            above = Path(place).relative_to(root).as_posix()
            found += [f'{above}/{name}' for name in fnmatch.filter(folders + files, '*.md')]
    return sorted(found, key=lambda path: path.split('/'))


def _source(file: Path, path: str, *, is_named: bool) -> tuple[str, list[Problem]]:
    """The text of the page *file* and what is wrong with the file itself; where its name is, that has been reported."""
    try:
        data = read_file(file, MAX_PAGE_BYTES)
    except DiskError as error:
        return '', [unreadable(path, error)]
    text, problems = decode(data, path)
    return text, problems + (check_page(data, path) if is_named else [])


@dataclass(slots=True)
class _Found:
    """What the pages hold, each by itself; titles and facts by docname."""

    entries: list[Entry] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    facts: dict[str, PageFacts] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def _read_pages(
    root: Path,
    closed: Collection[str],
    named: Collection[str],
    vocabulary: Vocabulary,
    permitted: Permitted,
    samples: Placeholders,
) -> _Found:
    """Read every page, but for those below the paths *closed*; the names of the files *named* have been looked at.

    *samples* are what new pages begin with.
    """
    found = _Found()
    for path in _pages(root, permitted.names):
        file = root / path
        if file.is_dir():
            continue
        is_closed = any(path == place or path.startswith(f'{place}/') for place in closed)
        text, faults = ('', []) if is_closed else _source(file, path, is_named=path in named)
        found.problems += faults
        if is_closed or (faults and not text):  # it is there, so what refers to it is right
            docname = path.removesuffix('.md')
            kind = vocabulary.kinds.type_of(docname)
            found.entries.append(Entry(docname=docname, path=path, type=kind, record=None))
            continue
        page = read_page(Source.of_file(path, text), vocabulary, permitted, samples)
        found.entries.append(page.entry)
        found.problems += page.problems
        if page.is_read:
            found.facts[page.entry.docname] = page.facts
        found.titles[page.entry.docname] = page.facts.title or page.entry.id
    return found


def _read(root: Path) -> Content:
    profile = written_profile(root)
    names, texts = profile.names, profile.texts
    vocabulary, problems = read_vocabulary(root / names.vocabulary, names.vocabulary, profile.kinds, texts.languages)
    problems += check_records(texts, profile.records)
    views, wrong_views = site_views(root, profile)
    permitted = Permitted.by(profile, views)
    files = look_through(root, names, with_pages=False)
    refused = {problem.path for problem in files.problems}
    problems = [*(problem for problem in problems if problem.path not in refused), *files.problems]
    closed = unreadable_paths(files.problems)
    found = _read_pages(root, closed, files.paths, vocabulary, permitted, placeholders(texts))
    entries, problems = found.entries, problems + found.problems
    catalog = Catalog(entries, found.titles, profile.kinds, written_language(root, profile))
    problems += check_entries(entries, catalog, today(), profile.rules)
    pages = Pages(
        entries={entry.docname: entry for entry in entries},
        facts=found.facts,
        catalog=catalog,
        vocabulary=vocabulary,
        exists=lambda path: (root / path).is_file(),
        permitted=permitted,
    )
    # where a list could not be read whole, nobody knows which terms are right
    problems = primary([*problems, *(() if vocabulary.unsure else check_targets(pages))])
    if wrong_views:  # nobody knows which directives the site has
        problems = [
            *wrong_views,
            *(problem for problem in problems if problem.code is not ProblemCode.UNKNOWN_DIRECTIVE),
        ]
    return Content(
        profile=profile,
        entries=tuple(entries),
        vocabulary=vocabulary,
        permitted=permitted,
        catalog=catalog,
        problems=tuple(sorted(set(problems))),
        pages=pages,
    )
