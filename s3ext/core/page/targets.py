"""Faults that show when all pages are known: links, roles, images and lists that lead nowhere, places used twice."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from ..gate import allowed
from ..gate.tokens import file_of
from ..model.catalog import Catalog
from ..model.entries import Entry
from ..model.header import PLAIN
from ..model.moves import Moves, check_moves, gone
from ..model.vocabulary import Vocabulary
from ..problems import Position, Problem, ProblemCode
from ..suggest import nearest
from ..views import ViewError, type_of_option
from .amounts import WORDS, amounts, is_count
from .facts import DirectiveUse, Link, PageFacts, RoleUse
from .rewriting import Remedy, in_filter, in_option, in_role, relative
from .views import check_options, records_of, view_options

ROOT = 'index'
TERM = 'term'
#: the place by which Sphinx knows the search page
SEARCH = 'search'


@dataclass(frozen=True, kw_only=True)  # no slots: they have no place for what is worked out once
class Pages:
    """All pages of a site by docname: headers and bodies. ``exists`` tells whether a file is there, from the root.

    ``permitted`` is what its pages may hold.
    """

    entries: Mapping[str, Entry]
    facts: Mapping[str, PageFacts]
    catalog: Catalog
    vocabulary: Vocabulary
    exists: Callable[[str], bool]
    permitted: allowed.Permitted

    @cached_property
    def records(self) -> frozenset[tuple[str, str]]:
        """Kind and id of every record; of those with faults too, since the links to them are right."""
        return frozenset((entry.type, entry.id) for entry in self.entries.values())

    @cached_property
    def moves(self) -> Moves:
        """Where pages are that were somewhere else, or are withdrawn."""
        return Moves.of(self.entries.values())

    @cached_property
    def ids(self) -> frozenset[str]:
        """The id of every record that a link can name."""
        kinds = self.permitted.kinds.listed
        return frozenset(name for kind, name in self.records if kind in kinds)

    @cached_property
    def places(self) -> dict[str, list[tuple[str, Position]]]:
        """Every explicit place: the pages that have it, in order, and where."""
        found: dict[str, list[tuple[str, Position]]] = {}
        for docname in sorted(self.facts):
            for name, mark in self.facts[docname].places:
                found.setdefault(name, []).append((docname, mark))
        return found

    @cached_property
    def titled(self) -> frozenset[str]:
        """The places that stand right before a heading, so that a link without words of its own has some."""
        return frozenset(name for facts in self.facts.values() for heading in facts.headings for name in heading.places)

    def anchors(self, docname: str) -> frozenset[str] | None:
        """What can follow ``#`` in a link to the page *docname*; None if that is not known."""
        facts = self.facts.get(docname)
        if facts is None:
            return None
        found = {heading.slug for heading in facts.headings if heading.slug} | {name for name, _ in facts.places}
        if docname == self.permitted.kinds.glossary_page:
            found |= {f'term-{term.id}' for term in self.catalog.terms()}
        return frozenset(found)


def check_targets(pages: Pages) -> list[Problem]:
    """Every fault of *pages* that none of them shows alone, in no particular order."""
    problems = [] if ROOT in pages.entries else [root_missing()]
    for docname in sorted(pages.facts):
        problems += check_page_targets(pages, docname)
    ordered = [entry for _, entry in sorted(pages.entries.items())]
    problems += check_moves(ordered, pages.moves, pages.permitted.names.folders)
    problems += _check_places(pages)
    return problems + _check_lists(pages)


def check_page_targets(pages: Pages, docname: str) -> list[Problem]:
    """What of the page *docname*, whose body could be read, leads nowhere."""
    return list(_Checker(pages, pages.entries[docname]).check(pages.facts[docname]))


def root_missing() -> Problem:
    """That there is no front page, without which nothing can be built."""
    path = f'{ROOT}.md'
    return Problem.at(path, Position(line=1), ProblemCode.PAGE_MISSING, value=path)


class _Checker:
    """Checks one page against all."""

    def __init__(self, pages: Pages, entry: Entry) -> None:
        self._pages = pages
        self._entry = entry

    def check(self, facts: PageFacts) -> Iterator[Problem]:
        for link in facts.links:
            if problem := self._link(link):
                yield problem
        for role in facts.roles:
            if problem := self._role(role):
                yield problem
        for image in facts.images:
            if allowed.PICTURE.fullmatch(image.source):
                file = file_of(image.source, self._entry.path)
                if not self._pages.exists(file):
                    yield self._problem(ProblemCode.IMAGE_MISSING, image.mark, value=image.source, nearest='')
        for use in facts.directives:
            if use.valid:
                yield from self._directive(use)
        yield from self._counts(facts)

    def _problem(self, code: ProblemCode, mark: Position, /, **details: str) -> Problem:
        return Problem.at(self._entry.path, mark, code, **details)

    def _unknown_record(self, kind: str, name: str, mark: Position, remedy: Callable[[str], Remedy]) -> Problem:
        """That there is no such record, or no longer; *remedy* says what to write for another id."""
        if page := self._pages.moves.record([kind], name):
            return gone(self._entry.path, mark, name, page, page.id, **remedy(page.id))
        guess = self._pages.catalog.nearest(name, [kind])
        return self._problem(ProblemCode.UNKNOWN_RECORD, mark, kind=kind, value=name, nearest=guess)

    def _counts(self, facts: PageFacts) -> Iterator[Problem]:
        """Numbers of records in text and summary; of the words of the glossary on its own page alone."""
        catalog, page = self._pages.catalog, self._pages.permitted.kinds.glossary_page
        for amount in facts.amounts:
            if amount.kind != WORDS and is_count(amount.number, len(catalog.of_type(amount.kind))):
                details = {'cause': 'count_in_text', 'value': amount.written, 'type': amount.kind}
                yield self._problem(ProblemCode.COUNTED_BY_HAND, amount.mark, **details)
        record = self._entry.record
        for found in amounts((record and record.summary) or '', self._pages.permitted.nouns):
            if (found.kind == WORDS) != (self._entry.docname == page):
                continue
            count = len(catalog.terms()) if found.kind == WORDS else len(catalog.of_type(found.kind))
            if is_count(found.number, count):
                details = {'cause': 'count_in_header', 'value': found.written}
                yield self._problem(ProblemCode.COUNTED_BY_HAND, self._entry.place('summary'), **details)

    # -- links and roles -----------------------------------------------------------------

    def _link(self, link: Link) -> Problem | None:
        target, catalog = link.target, self._pages.catalog
        own = self._pages.anchors(self._entry.docname) or frozenset()
        if target.startswith('#'):
            name = target[1:]
            if name in own or name in self._pages.ids or name in self._pages.places or name == SEARCH:
                return None
            if page := self._pages.moves.record(self._pages.permitted.kinds.listed, name):
                return gone(self._entry.path, link.mark, name, page, page.id, old=target, new=f'#{page.id}')
            guess = catalog.nearest(name) or nearest(name, [*own, *self._pages.places]) or ''
            return self._problem(ProblemCode.UNKNOWN_TARGET, link.mark, value=name, nearest=guess)
        if not allowed.PAGE.fullmatch(target):
            return None
        path, _, anchor = target.partition('#')
        docname = file_of(path, self._entry.path).removesuffix('.md')
        if page := self._pages.moves.page(docname):
            new = f'{relative(page.path, self._entry.folder)}{target[len(path) :]}'
            return gone(self._entry.path, link.mark, target, page, new, old=target, new=new)
        if docname not in self._pages.entries:
            guess = catalog.nearest(posixpath.basename(docname))
            return self._problem(ProblemCode.UNKNOWN_TARGET, link.mark, value=target, nearest=guess)
        anchors = self._pages.anchors(docname)
        if not anchor or anchors is None or anchor in anchors:
            return None
        term = catalog.former_term(anchor.removeprefix('term-'))
        if term and docname == self._pages.permitted.kinds.glossary_page:
            new = f'{path}#term-{term.id}'
            return self._problem(ProblemCode.MOVED_PAGE, link.mark, value=target, nearest=new, old=target, new=new)
        guess = nearest(anchor, sorted(anchors)) or ''
        return self._problem(ProblemCode.UNKNOWN_TARGET, link.mark, value=target, nearest=f'#{guess}' if guess else '')

    def _role(self, role: RoleUse) -> Problem | None:
        domain, _, kind = role.name.partition(':')
        if domain != 's3' or len(role.content) > allowed.MAX_ROLE:
            return None
        name = target_of(role.content)
        if kind == allowed.MINUTES:
            unknown = [name for name in role.content.split() or [''] if name not in self._pages.ids]
            if unknown and (page := self._pages.moves.record(self._pages.permitted.kinds.listed, unknown[0])):
                remedy = in_role(role, unknown[0], page.id)
                return gone(self._entry.path, role.mark, unknown[0], page, page.id, **remedy)
            guess = self._pages.catalog.nearest(unknown[0]) if unknown else ''
            details = {'value': unknown[0], 'nearest': guess} if unknown else {}
            return self._problem(ProblemCode.UNKNOWN_TARGET, role.mark, **details) if unknown else None
        if kind == TERM:
            if self._pages.catalog.term(name) is None:
                if term := self._pages.catalog.former_term(name):
                    details = {'value': name, 'nearest': term.id, **in_role(role, name, term.id)}
                    return self._problem(ProblemCode.MOVED_PAGE, role.mark, **details)
                guess = nearest(name, [term.id for term in self._pages.catalog.terms()]) or ''
                details = {'kind': 'glossary_term', 'value': name, 'nearest': guess}
                return self._problem(ProblemCode.UNKNOWN_RECORD, role.mark, **details)
        elif kind in self._pages.permitted.kinds.listed and (kind, name) not in self._pages.records:
            return self._unknown_record(kind, name, role.mark, lambda new: in_role(role, name, new))
        return None

    # -- directives ------------------------------------------------------------------------

    def _directive(self, use: DirectiveUse) -> Iterator[Problem]:
        if use.name in self._pages.permitted.views:
            yield from self._view(use)
        elif use.name == 'toctree':
            yield from self._toctree(use)
        elif use.name == 'grid-item-card':
            yield from self._card(use)

    def _view(self, use: DirectiveUse) -> Iterator[Problem]:
        written = {name: value for name, value, _ in use.options}
        marks = {name: mark for name, _, mark in use.options}
        try:
            options = view_options(use.name, use.argument, written, self._entry, self._pages.permitted)
            check_options(use.name, options, self._pages.vocabulary, self._pages.permitted)
        except ViewError:
            return  # a fault of the page itself
        for kind, name, option in records_of(use.name, options, self._pages.permitted):
            if (kind, name) not in self._pages.records:
                remedy = partial(self._in_option, option, options, name)
                yield self._unknown_record(kind, name, marks.get(option, use.mark), remedy)

    def _in_option(self, option: str, options: Mapping[str, str], old: str, new: str) -> Remedy:
        if option == 'filter':
            kinds = self._pages.permitted.kinds
            return in_filter(options[option], type_of_option(options, kinds), old, new, kinds)
        return in_option(options.get(option, ''), old, new)

    def _card(self, use: DirectiveUse) -> Iterator[Problem]:
        options = {name: (value, mark) for name, value, mark in use.options}
        if 'link' not in options:
            return
        target, mark = options['link']
        if options.get('link-type', ('', mark))[0] == 'doc':
            docname = join(self._entry.docname, target)
            if page := self._pages.moves.page(docname):
                new = relative(page.docname, self._entry.folder)
                yield gone(self._entry.path, mark, target, page, new, old=target, new=new)
            elif docname not in self._pages.entries:
                guess = nearest(docname, self._pages.entries) or ''
                yield self._problem(ProblemCode.UNKNOWN_TARGET, mark, value=target, nearest=guess)
        elif target not in self._pages.titled and target != SEARCH:
            guess = nearest(target, sorted(self._pages.titled)) or ''
            yield self._problem(ProblemCode.UNKNOWN_TARGET, mark, value=target, nearest=guess)

    def _toctree(self, use: DirectiveUse) -> Iterator[Problem]:
        seen: set[str] = set()
        for written, mark in use.entries:
            docname = join(self._entry.docname, written)
            details = {'value': written, 'nearest': ''}
            if written == 'self' or docname == self._entry.docname:
                yield self._problem(ProblemCode.BAD_TOCTREE, mark, cause='toctree_self', **details)
            elif page := self._pages.moves.page(docname):
                new = f'/{page.docname}' if written.startswith('/') else relative(page.docname, self._entry.folder)
                yield gone(self._entry.path, mark, written, page, new, old=written, new=new)
            elif docname not in self._pages.entries:
                details['nearest'] = nearest(docname, self._pages.entries) or ''
                yield self._problem(ProblemCode.BAD_TOCTREE, mark, cause='toctree_missing', **details)
            elif docname in seen:
                yield self._problem(ProblemCode.BAD_TOCTREE, mark, cause='toctree_twice', **details)
            seen.add(docname)


def _check_places(pages: Pages) -> Iterator[Problem]:
    """Places that two pages have, or that a link to a record would lead past."""
    for name, found in pages.places.items():
        first = pages.entries[found[0][0]].path
        for docname, mark in found:
            path = pages.entries[docname].path
            other = f'{first}:{found[0][1].line}'
            if name in pages.ids:
                other = next(entry.path for entry in pages.entries.values() if entry.id == name)
            elif docname == found[0][0]:
                continue
            yield Problem.at(path, mark, ProblemCode.DUPLICATE_PLACE, value=name, other=other)


def _check_lists(pages: Pages) -> list[Problem]:
    """Lists of contents that lead back to where they stand, and plain pages that stand in none."""
    children: dict[str, list[tuple[str, str, Position]]] = {}
    for docname, facts in sorted(pages.facts.items()):
        uses = [use for use in facts.directives if use.name == 'toctree']
        entries = [(join(docname, written), written, mark) for use in uses for written, mark in use.entries]
        children[docname] = [entry for entry in entries if entry[0] in pages.entries and entry[0] != docname]
    problems = list(_cycles(pages, children))
    if ROOT not in pages.entries:
        return problems  # all follow from that
    listed = {docname for found in children.values() for docname, *_ in found}
    # a page with a fault in its header may have its place elsewhere
    readable = {docname: entry for docname, entry in pages.entries.items() if entry.record and docname in pages.facts}
    for docname, entry in sorted(readable.items()):
        needs_none = docname == ROOT or entry.path in pages.permitted.names.written_pages
        if entry.type == PLAIN and not entry.withdrawal and not needs_none and docname not in listed:
            folder, _, name = docname.rpartition('/')
            above = f'{folder}/index' if name != 'index' else f'{posixpath.dirname(folder)}/index'.lstrip('/')
            above = above if above in pages.entries else ROOT
            value = posixpath.relpath(docname, posixpath.dirname(above) or '.')
            details = {'value': value, 'other': f'{above}.md'}
            problems.append(Problem.at(entry.path, Position(line=1), ProblemCode.UNREACHED_PAGE, **details))
    return problems


def _cycles(pages: Pages, children: Mapping[str, list[tuple[str, str, Position]]]) -> Iterator[Problem]:
    """Each entry that closes a cycle, on the way from the front page and then from every page in order."""
    done: set[str] = set()
    for start in (ROOT, *sorted(children)):
        above: list[str] = []
        steps: list[tuple[str, bool]] = [(start, False)]
        while steps:
            docname, leaves = steps.pop()
            if leaves:
                above.pop()
                done.add(docname)
                continue
            if docname in done or docname in above:
                continue
            above.append(docname)
            steps.append((docname, True))
            for child, written, mark in children.get(docname, ()):
                if child in above:
                    details = {'value': written, 'cause': 'toctree_ring', 'nearest': ''}
                    yield Problem.at(pages.entries[docname].path, mark, ProblemCode.BAD_TOCTREE, **details)
            steps += [(child, False) for child, *_ in reversed(children.get(docname, ()))]


def join(docname: str, written: str) -> str:
    """The page that *written* means in a list of contents on the page *docname*; as Sphinx reads it."""
    return posixpath.normpath(posixpath.join('/', posixpath.dirname(docname), written)).lstrip('/')


def target_of(content: str) -> str:
    """The id in the *content* of a role: ``ord <id>``, or all of it; as Sphinx reads it."""
    before, found, name = content.rpartition('<')
    if found and before.strip() and name.endswith('>') and not before.endswith('\x00'):
        content = name[:-1]
    return ' '.join(content.split(None)) if content.strip() else content
