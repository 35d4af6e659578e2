"""``s3ext rename``: give a page another address, with all that refers to it; all files are written, or none."""

from __future__ import annotations

import ast
import difflib
import posixpath
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path

from ..config.clock import today
from ..config.conf_file import CONFIG
from ..core.gate.file_names import is_plain, is_reserved
from ..core.gate.tokens import file_of
from ..core.model.catalog import Catalog, check_entries
from ..core.model.entries import Entry
from ..core.model.kinds import id_of
from ..core.page import frontmatter
from ..core.page.facts import PageFacts
from ..core.page.fixes import apply
from ..core.page.moving import edited, moved_links, with_former
from ..core.page.source import Source, read_source
from ..core.page.targets import Pages, check_targets
from ..core.problems import Problem, ProblemCode, plain, primary
from ..core.texts.messages import Texts
from .edition_check import Drafts, check_editions, read_edition
from .editions import editions_of, languages
from .finding import UnknownPageError, find_page
from .project import Content, read_content, read_text
from .whole_files import Change, with_line_ends, write_all

#: a remedy can bring another to light; so many rounds are made
_ROUNDS = 4


class RefusedError(Exception):
    """The page cannot get that address: ``name`` of the text that says why, with details."""

    def __init__(self, name: str, **details: str) -> None:
        super().__init__(name)
        self.name = name
        self.details = {key: plain(value) for key, value in details.items()}


def rename(root: Path, old: str, new: str, texts: Texts, *, dry_run: bool = False) -> int:
    """Give the page *old*, an id or a path, the id or path *new*; returns an exit code. *dry_run* shows it only."""
    content = read_content(root)
    try:
        page = _find(old, content, texts)
        docname = _target(new, page, root, content)
        move = _Move(root=root, content=content, page=page, docname=docname)
        changed = move.texts()
        if faults := move.new_faults(changed):
            print(*texts.report(faults), sep='\n')
            raise RefusedError('rename_faults', count=texts.count('faults', len(faults)))
    except RefusedError as error:
        print(texts[error.name].format(**error.details), file=sys.stderr)
        return 1
    if dry_run:
        print('\n'.join(plain(line) for line in move.difference(changed)))
    else:
        try:
            write_all(list(move.changes(changed)))
        except OSError as error:
            cause = plain(error.strerror or str(error))
            print(texts['rename_failed'].format(cause=cause), file=sys.stderr)
            return 1
    _say(move, changed, texts, dry_run=dry_run)
    return 0


def _say(move: _Move, changed: Mapping[str, str], texts: Texts, *, dry_run: bool) -> None:
    """What was done, or would be."""
    for path, target in move.pages.items():
        print(texts['rename_would' if dry_run else 'rename_done'].format(old=path, new=target))
    for path, target in move.attachments.items():
        print(texts['rename_file'].format(old=path, new=target))
    for path in sorted(changed):
        if path not in move.pages.values():
            print(texts['rename_references'].format(path=path))
    if move.content.profile.kinds.about(move.page.type).few:
        print(texts['rename_forms'])


def _find(written: str, content: Content, texts: Texts) -> Entry:
    """The page that *written*, an id or a path, names. Raises ``RefusedError``."""
    try:
        return find_page(written, content, texts)
    except UnknownPageError as error:
        raise RefusedError(f'rename_{error.name}', **error.details) from None


def _target(written: str, page: Entry, root: Path, content: Content) -> str:
    """The page that *page* becomes by the id or path *written*. Raises ``RefusedError``."""
    name = written.removeprefix('./').removesuffix('.md')
    docname = name if '/' in name or not page.folder else f'{page.folder}/{name}'
    kinds, names = content.profile.kinds, content.profile.names
    if not all(is_plain(part) and not is_reserved(part) for part in docname.split('/')):
        raise RefusedError('rename_name', value=written)
    if page.docname in _fixed(content) or page.id == 'index' or id_of(docname) == 'index':
        raise RefusedError('rename_fixed', path=page.path)
    if line := _named_in(root / CONFIG, page.docname):
        raise RefusedError('rename_conf', path=page.path, line=str(line))
    folder = docname.rpartition('/')[0]
    kind = page.withdrawal.kind if page.withdrawal else page.type
    if docname.partition('/')[0] not in names.folders or kinds.type_of(docname) != kind:
        raise RefusedError('rename_folder', folder=folder)
    other = next((e for e in content.entries if docname == e.docname or _same_id(e, docname, page, content)), None)
    if other is page and docname == page.docname:
        raise RefusedError('rename_same', path=page.path)
    if other is not None:
        raise RefusedError('rename_taken', value=written, other=other.path)
    was = content.pages.moves.docnames.get(docname)
    if was is not None and was is not page:
        raise RefusedError('rename_former', value=written, other=was.path)
    taken = [docname]
    taken += [f'{code}/{docname}' for code in languages(root) if (root / code / page.path).is_file()]
    if file := next((path for name in taken if (root / (path := f'{name}.md')).exists()), ''):
        raise RefusedError('rename_taken', value=written, other=file)
    return docname


def _same_id(entry: Entry, docname: str, page: Entry, content: Content) -> bool:
    """Whether *entry* is another record than *page* with the id that this would get at *docname*."""
    listed = content.profile.kinds.listed
    return entry is not page and entry.id == id_of(docname) and {entry.type, page.type} <= set(listed)


def _fixed(content: Content) -> set[str]:
    """The pages that the program knows by name."""
    names, kinds = content.profile.names, content.profile.kinds
    values = [getattr(names, field.name) for field in fields(names)]
    known = {value.removesuffix('.md') for value in values if isinstance(value, str)} | {*names.help}
    return known | {kinds.about(kind).page for kind in kinds.by_id}


def _named_in(conf: Path, docname: str) -> int:
    """The line of the file *conf* that names the page *docname*, as the menu does; 0 if none does."""
    tree = ast.parse(conf.read_bytes())
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node.value == docname)
    return next((node.lineno for node in found), 0)


@dataclass(frozen=True, kw_only=True)  # no slots: they have no place for what is worked out once
class _Move:
    """The ``page`` of a site with ``content`` at ``root`` that becomes ``docname``."""

    root: Path
    content: Content
    page: Entry
    docname: str

    @property
    def path(self) -> str:
        """The file that the page gets."""
        return f'{self.docname}.md'

    @cached_property
    def pages(self) -> dict[str, str]:
        """Each file of a page that moves, and where: the page, and what lies in its folder as it is the page's."""
        kinds = self.content.profile.kinds
        within = [kinds.folders[kind] for kind, owner in kinds.within.items() if owner == self.page.type]
        found = {self.page.path: self.path}
        for folder in within:
            before, now = f'{folder}/{self.page.id}/', f'{folder}/{id_of(self.docname)}/'
            paths = (entry.path for entry in self.content.entries if entry.path.startswith(before))
            found |= {path: f'{now}{path[len(before) :]}' for path in paths}
        return found | {
            path: f'{language}/{to}'
            for language, entries in self._editions.items()
            for old, to in found.items()
            if (path := f'{language}/{old}') in entries
        }

    @cached_property
    def _editions(self) -> dict[str, dict[str, tuple[Entry, PageFacts | None]]]:
        """By language what is written in it, by path in the site: the pages, and what the body of each says."""
        found = {folders.language: read_edition(folders, self.content) for folders in editions_of(self.root, self.root)}
        return {
            language: {f'{language}/{own.path}': (own, edition.pages.facts.get(own.docname)) for own in edition.own}
            for language, edition in found.items()
        }

    @cached_property
    def attachments(self) -> dict[str, str]:
        """Pictures and material beside the pages that no other page names: they go with them into another folder."""
        files = {entry.path: {*self._files(entry)} for entry in self.content.entries}
        others = set[str]().union(*(named for path, named in files.items() if path not in self.pages))
        found: dict[str, str] = {}
        for path, to in self.pages.items():
            if path not in files:  # of an edition: what lies there stays, and its page leads to it
                continue
            folder, target = posixpath.dirname(path), posixpath.dirname(to)
            beside = (file for file in sorted(files[path] - others) if file.startswith(f'{folder}/'))
            moved = {file: f'{target}{file[len(folder) :]}' for file in beside if folder != target}
            found |= {old: new for old, new in moved.items() if (self.root / old).is_file()}
        return {old: new for old, new in found.items() if not (self.root / new).exists()}

    def _files(self, entry: Entry) -> Iterator[str]:
        """The files beside pages that the page *entry* names."""
        facts = self.content.facts.get(entry.docname, PageFacts())
        for target in (*(link.target for link in facts.links), *(image.source for image in facts.images)):
            file = target.partition('#')[0]
            if file and ':' not in file and not file.endswith('.md'):
                yield file_of(file, entry.path)

    def texts(self) -> dict[str, str]:
        """The new text of each page that changes, by its path; of those that move at their new one."""
        changed = {new: self._moved_text(old, new) for old, new in self.pages.items()}
        for _ in range(_ROUNDS):
            found = [problem for problem in self._problems(changed) if problem.code is ProblemCode.MOVED_PAGE]
            before = dict(changed)
            for path in sorted({problem.path for problem in found}):
                text = changed[path] if path in changed else self._read(path)
                changed[path] = apply(text, [problem for problem in found if problem.path == path])
            if changed == before:
                break
        return changed

    def _moved_text(self, old: str, new: str) -> str:
        """The text of the page in the file *old* for the file *new*: its old addresses; links lead where they led."""
        entry, facts = self._page(old)
        places = self.pages | self.attachments
        edits = moved_links(facts, old, new, lambda path: places.get(path, path)) if facts else ()
        text = edited(self._read(old), edits)
        parts, problems = frontmatter.split(Source.of_file(old, text))
        raw, more = frontmatter.read(parts.header or '', old, parts.header_line)
        if problems or more or facts is None:
            raise RefusedError('rename_header', path=old)
        now = Source.of_file(new.removeprefix(old.removesuffix(entry.path)), '')
        before = [*(named.docname(entry.folder) for named in entry.former), entry.docname]
        return with_former(text, parts, raw, [_short(name, now.path) for name in before if name != now.docname])

    def _page(self, path: str) -> tuple[Entry, PageFacts | None]:
        """The page in the file *path*, of the site or an edition, and what its body says."""
        for entries in self._editions.values():
            if path in entries:
                return entries[path]
        entry = self.content.pages.entries[path.removesuffix('.md')]
        return entry, self.content.facts.get(entry.docname)

    def _read(self, path: str) -> str:
        return read_source(self.root / path, path)[0]

    def _with(self, changed: Mapping[str, str]) -> tuple[Pages, list[Problem]]:
        """All pages with the texts *changed*, and the faults that each of these has alone."""
        pages = self.content.pages
        gone = {old.removesuffix('.md') for old, new in self.pages.items() if new in changed}
        entries = {docname: entry for docname, entry in pages.entries.items() if docname not in gone}
        facts = {docname: found for docname, found in pages.facts.items() if docname not in gone}
        problems: list[Problem] = []
        for path, text in self._of_site(changed).items():
            found = read_text(text, path, self.content)
            entries[found.entry.docname] = found.entry
            facts[found.entry.docname] = found.facts
            problems += found.problems
        titles = {docname: page.title or id_of(docname) for docname, page in facts.items()}
        catalog = Catalog(list(entries.values()), titles, self.content.profile.kinds, self.content.catalog.language)
        files = {*self.attachments.values()} if gone else set[str]()

        def exists(path: str) -> bool:
            return path in files or (not (gone and path in self.attachments) and pages.exists(path))

        return replace(pages, entries=entries, facts=facts, catalog=catalog, exists=exists), problems

    def _problems(self, changed: Mapping[str, str]) -> list[Problem]:
        pages, problems = self._with(changed)
        problems += check_entries(pages.entries.values(), pages.catalog, today(), self.content.profile.rules)
        own = self._of_site(changed)
        drafts = Drafts(
            texts={path: text for path, text in changed.items() if path not in own},
            gone={old for old, new in self.pages.items() if new in changed},
        )
        content = replace(self.content, entries=tuple(pages.entries.values()))
        return [*primary([*problems, *check_targets(pages)]), *check_editions(self.root, content, drafts)[0]]

    def _of_site(self, changed: Mapping[str, str]) -> dict[str, str]:
        """Those of the texts *changed* that are in no edition."""
        folders = tuple(f'{language}/' for language in self._editions)
        return {path: text for path, text in changed.items() if not path.startswith(folders)}

    def new_faults(self, changed: Mapping[str, str]) -> list[Problem]:
        """The faults that the site would have with the texts *changed* and has not now."""
        sources = {new: old for old, new in self.pages.items()}
        now = {sources.get(path, path): self._read(sources.get(path, path)) for path in changed}
        before = Counter((self.pages.get(p.path, p.path), p.code) for p in {*self._problems(now)})
        after = sorted({problem for problem in self._problems(changed) if not problem.is_note})
        more = Counter((problem.path, problem.code) for problem in after) - before
        return [problem for problem in after if (problem.path, problem.code) in more]

    def changes(self, changed: Mapping[str, str]) -> Iterator[Change]:
        """What must be written, by file; pages that move and what goes with them leave their places."""
        sources = {new: old for old, new in self.pages.items()}
        for path, text in changed.items():
            source = sources.get(path, path)
            data = (self.root / source).read_bytes()
            new = with_line_ends(data.decode('utf-8'), self._read(source), text)
            yield Change(self.root / path, new.encode('utf-8'), self.root / source, data)
        for path, target in self.attachments.items():
            data = (self.root / path).read_bytes()
            yield Change(self.root / target, data, self.root / path, data)

    def difference(self, changed: Mapping[str, str]) -> Iterator[str]:
        """What would change in the texts, as lines."""
        sources = {new: old for old, new in self.pages.items()}
        for path, text in sorted(changed.items()):
            before = self._read(sources.get(path, path)).split('\n')
            yield from difflib.unified_diff(before, text.split('\n'), sources.get(path, path), path, lineterm='', n=0)


def _short(docname: str, path: str) -> str:
    """The old address *docname* in the header of the page in the file *path*: its id, if it was in the same folder."""
    folder, _, name = docname.rpartition('/')
    return name if folder == posixpath.dirname(path) else docname
