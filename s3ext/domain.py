"""The domain ``s3``: what each page says, by docname; cross-references to records; the catalogue of them all."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains import Domain, ObjType
from sphinx.errors import ConfigError
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from .config.clock import today
from .config.profiles import language_of, profile_of, texts_of, vocabulary_of
from .config.site_views import site_views
from .core.digests import digest
from .core.gate.allowed import Permitted
from .core.model.catalog import Catalog, Item, check_entries
from .core.model.entries import Entry
from .core.model.kinds import Kinds
from .core.model.labels import Labels
from .core.model.reading_time import minutes_of
from .core.model.vocabulary import Vocabulary, read_vocabulary
from .core.page.body import Body
from .core.page.facts import PageFacts
from .core.page.lengths import count_words
from .core.page.targets import Pages, check_targets
from .core.page.terms import lexicon
from .core.page.uses import ANY, DOC, Use, uses_of_facts
from .core.page.validate import HeaderReading, check_body, facts_of
from .core.page.views import records_of
from .core.problems import Problem, primary
from .core.profile import Profile
from .core.report import report
from .core.schema.guide_checks import check_records
from .core.search.pages import Packed
from .core.views import TWIN_VIEWS, Block, Site, ViewKey, catalogue_pages, printed
from .nodes import s3_count, s3_facts, s3_view

if TYPE_CHECKING:
    from docutils.nodes import Element, document
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: links made by a view to a page as such, and to one with a query; and one to a term of the glossary
PAGE, QUERY, TERM = 'page', 'query', 'term'


class S3Domain(Domain):
    """Facts by docname on the left, the immutable catalogue on the right; nothing is written back."""

    name = 's3'
    label = 'S3'
    #: what the handbook is of; a class of its own for each site has it
    profile: ClassVar[Profile]
    root: ClassVar[Path]  # where conf.py lies
    initial_data: ClassVar[dict[str, dict[str, Any]]] = {
        name: {} for name in ('entries', 'facts', 'problems', 'views', 'uses', 'shown', 'sources', 'terms', 'texts')
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._catalog: Catalog | None = None
        self._titles: dict[str, str] | None = None
        self._finders: dict[str, str] | None = None
        self._site: Site | None = None
        self._printed: dict[ViewKey, object] = {}
        #: whether the pages have faults, which have been reported
        self.refused = False
        #: whether the page that is being read has lines across it
        self.has_lines = False
        #: the header of the page that is being read
        self._header: HeaderReading | None = None
        #: what ``rebuild`` worked out for every page, until a page changes
        self.digests: dict[str, str] | None = None
        #: the words of the glossary, set before any page is read
        self.lexicon = lexicon(None)

    # -- what the site says about itself ------------------------------------------------

    @property
    def kinds(self) -> Kinds:
        """The kinds of pages."""
        return self.profile.kinds

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The closed lists. Raises ``ConfigError`` naming every fault of a file that cannot be used."""
        path = vocabulary_of(self.env.config)
        texts = texts_of(self.env.config)
        vocabulary, problems = read_vocabulary(self.env.srcdir / path, path, self.kinds, texts.files.languages)
        if problems := [*problems, *check_records(texts.files, self.profile.records)]:
            raise ConfigError('\n'.join(report(problems, texts, 'text')))
        return vocabulary

    @cached_property
    def permitted(self) -> Permitted:
        """What pages may hold. What is wrong with the views of the site's own has been reported by ``directives``."""
        twins = TWIN_VIEWS if self.env.config.s3_original else {}
        return Permitted.by(self.profile, {**site_views(self.root, self.profile)[0], **twins})

    @cached_property
    def labels(self) -> Labels:
        """The words for values in the site's language."""
        conf = self.env.config
        texts, language = texts_of(conf), language_of(conf)
        return Labels(texts=texts, vocabulary=self.vocabulary, language=language, origin=conf.s3_original)

    # -- facts in ---------------------------------------------------------------------

    @property
    def entries(self) -> dict[str, Entry]:
        """What each page says, by docname."""
        found: dict[str, Entry] = self.data['entries']
        return found

    @property
    def facts(self) -> dict[str, PageFacts]:
        """What the body of each page says, by docname; without its words."""
        found: dict[str, PageFacts] = self.data['facts']
        return found

    @property
    def views(self) -> dict[str, tuple[ViewKey, ...]]:
        """The views each page shows, by docname."""
        found: dict[str, tuple[ViewKey, ...]] = self.data['views']
        return found

    @property
    def uses(self) -> dict[str, tuple[Use, ...]]:
        """The links of each page, by docname."""
        found: dict[str, tuple[Use, ...]] = self.data['uses']
        return found

    @property
    def shown(self) -> dict[str, str]:
        """For each page a digest of all that other pages can show of it, and of what it shows of them, by docname."""
        found: dict[str, str] = self.data['shown']
        return found

    @property
    def terms(self) -> dict[str, tuple[str, tuple[tuple[int, int, int, str], ...]]]:
        """Where each page first mentions terms of the glossary, by docname; see ``reading.glossary_links.Places``."""
        found: dict[str, tuple[str, tuple[tuple[int, int, int, str], ...]]] = self.data['terms']
        return found

    @property
    def texts(self) -> dict[str, Packed]:
        """What each page says, made ready for the search, by docname."""
        found: dict[str, Packed] = self.data['texts']
        return found

    def note_header(self, header: HeaderReading) -> None:
        """Store what the header of a page says (read phase, possibly in a worker); its body is read next."""
        docname = header.entry.docname
        self.entries[docname] = header.entry
        self.data['problems'][docname] = header.problems
        self._header = header
        self._changed()

    def note_body(self, docname: str, body: Body) -> None:
        """Store what the body of a page says, whose header was the last to be read."""
        for problem in body.problems:
            self.note_problem(docname, problem)
        header = self._header
        self.has_lines = body.has_lines
        if body.facts is None or header is None or header.entry.docname != docname:
            return
        facts = facts_of(header, body.facts) or PageFacts()
        # these are needed for the page alone
        self.facts[docname] = replace(facts, runs=(), notes=(), tables=(), words=count_words(facts))
        for problem in check_body(header, facts, self.vocabulary, self.permitted):
            self.note_problem(docname, problem)

    def note_problem(self, docname: str, problem: Problem) -> None:
        """Store a fault found while a page was parsed (read phase)."""
        self.data['problems'].setdefault(docname, []).append(problem)

    def note_tree(self, docname: str, document: document) -> None:
        """Store the views and links of a page (end of the read phase, when MyST has made its links)."""
        keys: set[ViewKey] = set()
        uses: set[Use] = set()
        headings: list[str] = []
        for node in document.findall(nodes.Element):
            if isinstance(node, s3_view | s3_count):
                keys.add(key := ViewKey.parse(node['key']))
                if isinstance(node, s3_view):
                    limits = records_of(key.kind, dict(key.options), self.permitted)
                    uses.update(Use(kind=kind, target=name, explicit=True) for kind, name, _ in limits)
            elif isinstance(node, s3_facts):
                uses.update(uses_of_facts(node['facts']))
            elif isinstance(node, addnodes.pending_xref):
                uses.update(_uses(node))
            elif isinstance(node, nodes.title):
                headings.append(node.astext())
        self.views[docname] = tuple(sorted(keys))
        self.uses[docname] = tuple(sorted(uses))
        places = sorted(document.nameids.items(), key=str)  # a name given twice has no id
        minutes = minutes_of(self.facts.get(docname, PageFacts()).words)
        seen = (headings, places, self.views[docname], self.uses[docname], minutes)
        self.shown[docname] = digest(self.entries[docname], *seen)
        self._changed()

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for facts in self.data.values():
            if isinstance(facts, dict):
                facts.pop(docname, None)
        self._changed()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a worker read of *docnames*; its copy also holds what existed before the fork."""
        for name in self.initial_data:
            self.data[name].update({doc: otherdata[name][doc] for doc in docnames if doc in otherdata[name]})
        self._changed()

    def _changed(self) -> None:
        """Forget what follows from all pages."""
        self._catalog = self._titles = self._finders = self._site = self.digests = None
        self._printed = {}

    # -- catalogue out ------------------------------------------------------------------

    @property
    def catalog(self) -> Catalog:
        """All records, once every page has been read; built anew when a page has changed."""
        if self._catalog is None:
            self._catalog = Catalog(list(self.entries.values()), self.titles, self.kinds, self.labels.language)
        return self._catalog

    @property
    def site(self) -> Site:
        """What the views look at, once every page has been read."""
        if self._site is None:
            views, shapes = self.permitted.views, self.profile.map
            found = Site(catalog=self.catalog, labels=self.labels, today=today(), views=views, map=shapes)
            words = {docname: facts.words for docname, facts in self.facts.items()}
            names, form = self.profile.names, '' if self.labels.origin else self.profile.names.form
            self._site = replace(found, finders=self.finders, form=form, names=names, words=words)
        return self._site

    def printed(self, key: ViewKey) -> object:
        """What a placeholder for *key* becomes, worked out once: pages are compared by it, and then written with it."""
        if key not in self._printed:
            self._printed[key] = printed(key, self.site)
        return self._printed[key]

    def show(self, key: ViewKey) -> tuple[Block, ...]:
        """The same of a view that is blocks."""
        found: tuple[Block, ...] = self.printed(key)  # type: ignore[assignment]
        return found

    @property
    def finders(self) -> dict[str, str]:
        """The page with the whole catalogue of each kind, once every page has been read; an index before others."""
        self._finders = catalogue_pages(self.views, self.kinds) if self._finders is None else self._finders
        return self._finders

    @property
    def titles(self) -> dict[str, str]:
        """The title of every page as plain text, once every page has been read."""
        if self._titles is None:
            self._titles = {docname: title.astext() for docname, title in self.env.titles.items()}
        return self._titles

    def problems(self) -> list[Problem]:
        """Every fault of the site in file and line order (after all pages have been read)."""
        found = [problem for problems in self.data['problems'].values() for problem in problems]
        found += check_entries(self.entries.values(), self.catalog, today(), self.profile.rules)
        pages = Pages(
            entries=self.entries,
            facts=self.facts,
            catalog=self.catalog,
            vocabulary=self.vocabulary,
            exists=lambda path: (self.env.srcdir / path).is_file(),
            permitted=self.permitted,
        )
        return sorted(set(primary([*found, *check_targets(pages)])))

    def place(self, docname: str, name: str) -> tuple[str, str]:
        """The address of the place that links call *name* on the page *docname*, and the words there."""
        if slug := self.env.metadata.get(docname, {}).get('myst_slugs', {}).get(name):
            return slug[1], slug[2]
        labels, unnamed = self.env.domains.standard_domain.labels, self.env.domains.standard_domain.anonlabels
        if labels.get(name, ('',))[0] == docname:
            return labels[name][1], labels[name][2]
        if unnamed.get(name, ('',))[0] == docname:
            return unnamed[name][1], name
        term = self.catalog.term(name.removeprefix('term-'))
        return name, term.term if term else name

    # -- cross-references ---------------------------------------------------------------

    def targets(self, kind: str, target: str) -> tuple[Item, ...]:
        """The records that a reference of *kind* (a record type, a closed list or 'any') to *target* leads to."""
        if kind == ANY:
            return self.catalog.find(target)
        if kind in (PAGE, QUERY, TERM):
            return ()
        is_term = kind in self.kinds.paged_lists
        item = self.catalog.page_of(kind, target) if is_term else self.catalog.get(kind, target)
        return (item,) if item else ()

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """A link to the record *target*; its title unless the author wrote other words."""
        if typ == PAGE:
            return make_refnode(builder, fromdocname, target, node['refanchor'], contnode)
        if typ == QUERY:
            address = builder.get_relative_uri(fromdocname, target or self.profile.names.form)
            return nodes.reference('', '', contnode, internal=True, refuri=f'{address}?{node["refquery"]}')
        if typ == TERM and (glossary := self.catalog.glossary) and (term := self.catalog.term(target)):
            content = contnode if node.get('refexplicit') else nodes.inline(term.term, term.term)
            link = make_refnode(builder, fromdocname, glossary.docname, f'term-{term.id}', content)
            link['classes'] += ['s3-term'] if node.get('s3_mention') else []
            return link
        item = next(iter(self.targets(typ, target)), None)
        return _link(item, builder, fromdocname, node, contnode) if item else None

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Links for ``[](#target)``: every record called *target*."""
        return [
            (f's3:{item.type}', _link(item, builder, fromdocname, node, contnode)) for item in self.targets(ANY, target)
        ]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Every record, for ``objects.inv``. -1: not in the search's object list; its page is found as a page."""
        for kind in self.kinds.listed:
            for item in self.catalog.of_type(kind):
                yield item.id, item.title, item.type, item.docname, '', -1


def _uses(link: addnodes.pending_xref) -> Iterator[Use]:
    """The use that *link* is, unless its text and target are the page's own."""
    explicit = bool(link.get('refexplicit'))
    if link.get('refdomain') == S3Domain.name:
        yield Use(kind=link['reftype'], target=link['reftarget'], explicit=explicit)
    elif link.get('reftype') == 'myst' and not link.get('reflocalid'):
        kind = DOC if link.get('refdomain') == 'doc' else ANY
        anchor = f'#{link["reftargetid"]}' if link.get('reftargetid') else ''
        yield Use(kind=kind, target=link['reftarget'] + anchor, explicit=explicit)


def _link(item: Item, builder: Builder, fromdocname: str, node: pending_xref, contnode: Element) -> nodes.reference:
    content = contnode if node.get('refexplicit') else nodes.inline(item.title, item.title)
    return make_refnode(builder, fromdocname, item.docname, '', content)


def s3_domain(env: BuildEnvironment) -> S3Domain:
    """The domain of *env*."""
    domain = env.domains[S3Domain.name]
    assert isinstance(domain, S3Domain)
    return domain


def _add_profile(app: Sphinx, config: Config) -> None:
    """Give the domain the site's profile, and the roles and version of its kinds: Sphinx takes those from the class."""
    profile = profile_of(config)
    kinds = profile.kinds
    members = {
        'profile': profile,
        'root': Path(app.confdir),
        'object_types': {kind: ObjType(kind, kind) for kind in kinds.listed},
        # an author's own words are words, not code
        'roles': {kind: XRefRole(innernodeclass=nodes.inline) for kind in (*kinds.listed, TERM)},
        'data_version': kinds.version,
    }
    app.add_domain(type(S3Domain.__name__, (S3Domain,), members), override=True)


def setup_domain(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(S3Domain)
    # when the profile is loaded, and before there is an environment
    app.connect('config-inited', _add_profile, priority=410)
