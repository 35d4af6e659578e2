"""The domain ``s3``: what follows from all pages – the catalogue, faults, cross-references to records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains import ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..config.clock import today
from ..config.profiles import profile_of
from ..core.model.catalog import Catalog, Item, check_entries
from ..core.page.targets import Pages, check_targets
from ..core.page.terms import lexicon
from ..core.page.uses import ANY
from ..core.problems import Problem, primary
from ..core.views import Block, Site, ViewKey, catalogue_pages, printed
from .stored import StoredPages

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: links made by a view to a page as such, and to one with a query; and one to a term of the glossary
PAGE, QUERY, TERM = 'page', 'query', 'term'


class S3Domain(StoredPages):
    """Facts by docname on the left, the immutable catalogue on the right; nothing is written back."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._catalog: Catalog | None = None
        self._titles: dict[str, str] | None = None
        self._finders: dict[str, str] | None = None
        self._site: Site | None = None
        self._printed: dict[ViewKey, object] = {}
        #: whether the pages have faults, which have been reported
        self.refused = False
        #: what ``rebuild`` worked out for every page, until a page changes
        self.digests: dict[str, str] | None = None
        #: the words of the glossary, set before any page is read
        self.lexicon = lexicon(None)

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
        if self._finders is None:
            self._finders = catalogue_pages(self.views, self.kinds)
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
