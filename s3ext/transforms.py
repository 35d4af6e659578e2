"""Changes to document trees: the head and sources of a record when read, the lists when written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count as count_from

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from .builders import WEB
from .core.entries import Entry
from .core.labels import Labels, source_pages
from .core.messages import Texts
from .core.model.header import PLAIN, Header
from .core.model.parts import Source
from .core.views import ViewKey, count, show
from .domain import s3_domain
from .facts import QUOTES, fact_nodes, footnote_name, glossary_list, page_head
from .links import lead
from .nodes import s3_count, s3_facts, s3_view
from .profiles import profile_of
from .render import render
from .sheets import divide


class InsertRecord(SphinxTransform):
    """Put the record on its page: the head after the title, the sources as footnotes at the end.

    What stands only in the header would be missing from search, PDF and translation.
    """

    # before Locale (20), so that the text can be translated, and before Footnotes (620) numbers them
    default_priority = 15

    def apply(self, **kwargs: object) -> None:
        """Change the page's tree; pages without a valid record are left as they are."""
        domain = s3_domain(self.env)
        entry = domain.entries.get(self.env.current_document.docname)
        section = next(iter(self.document.findall(nodes.section)), None)
        self._drop_unknown(entry.record if entry else None)
        if entry is None or entry.record is None or section is None:
            return
        head: list[nodes.Node] = []
        if entry.type != PLAIN:
            head = page_head(entry.record, domain.labels, self.document)
            for node in head:
                _locate(node, self.document)
            title = section.first_child_matching_class(nodes.title) or 0
            section[title + 1 : title + 1] = head
        if entry.record.defines:
            section += glossary_list(entry.record.defines, domain.labels, self.document)
        about = entry.record.about
        if about.relations:
            self._add_relations(section, entry, domain.labels)
        self._add_sources(section, entry.record, domain.labels)
        if about.for_participants:
            divide(section, head, domain.labels, profile_of(self.env.config).names.sheet)

    def _add_relations(self, section: nodes.section, entry: Entry, labels: Labels) -> None:
        """What the record has to do with others: what names it, and records like it with the reason."""
        docname = self.env.current_document.docname
        name = labels.texts['related_heading']
        listing = nodes.section('', nodes.title(name, name), names=[nodes.fully_normalize_name(name)])
        listing['classes'].append('s3-relations')
        self.document.note_implicit_target(listing, listing)
        assert entry.record is not None
        for kind in entry.record.about.relations:
            listing += s3_view(key=str(ViewKey.make(kind, {'id': entry.id})), docname=docname)
        _locate(listing, self.document)
        section += listing

    def _drop_unknown(self, record: Header | None) -> None:
        """Take out references to sources that do not exist: a fault that has been reported with its place."""
        known = {footnote_name(source.id) for source in record.sources} if record else set()
        for footnote in self.document.findall(nodes.footnote):
            known.update(footnote['names'])
        for reference in list(self.document.findall(nodes.footnote_reference)):
            if reference.get('refname') not in known:
                if reference in self.document.autofootnote_refs:
                    self.document.autofootnote_refs.remove(reference)
                reference.parent.remove(reference)

    def _add_sources(self, section: nodes.section, record: Header, labels: Labels) -> None:
        """Footnotes in the order in which the page first refers to them."""
        references = [node for node in self.document.findall(nodes.footnote_reference) if node.get('auto') == 1]
        by_name = {footnote_name(source.id): source for source in record.sources}
        cited = dict.fromkeys(node['refname'] for node in references if node.get('refname') in by_name)
        if not cited:
            return
        name = labels.texts['sources']
        listing = nodes.section('', nodes.title(name, name), names=[nodes.fully_normalize_name(name)])
        listing['classes'].append('s3-sources')
        self.document.note_implicit_target(listing, listing)
        for source_name in cited:
            footnote = nodes.footnote('', _source(by_name[source_name], labels.texts), auto=1, names=[source_name])
            self.document.note_explicit_target(footnote, footnote)
            self.document.note_autofootnote(footnote)
            listing += footnote
        _locate(listing, self.document)
        section += listing


class ResolveViews(SphinxPostTransform):
    """Fill the placeholders with what the catalogue holds now.

    Writes links as ``pending_xref``, so that they are resolved for every builder alike.
    """

    # before MyST's (9) and Sphinx's (10) resolvers of references
    default_priority = 5
    web = False

    def run(self, **kwargs: object) -> None:
        """Replace every placeholder of the page by ordinary nodes."""
        domain = s3_domain(self.env)
        site = domain.site
        if not self.web:
            for sheet in list(self.document.findall(s3_facts)):
                sheet.replace_self(fact_nodes(sheet))
        taken = set(self.document.ids)
        terms = domain.kinds.paged_lists
        # one walk through the tree: a walk for each kind of node is a noticeable part of a build
        kinds = (s3_count, s3_view, addnodes.pending_xref)
        for node in [node for node in self.document.findall(nodes.Element) if isinstance(node, kinds)]:
            if isinstance(node, s3_count):
                number = count(dict(ViewKey.parse(node['key']).options), site)
                node.replace_self(nodes.inline('', str(number), classes=['s3-number']))
            elif isinstance(node, s3_view):
                blocks = show(ViewKey.parse(node['key']), site)
                level = 1 + sum(isinstance(above, nodes.section) for above in _ancestors(node))
                shown = render(blocks, node['docname'], level, web=self.web)
                _set_apart(shown, taken)
                for part in shown:
                    part['classes'] += node['classes']
                node.replace_self(shown)
            elif node['reftype'] == 'myst':
                lead(node, domain)
            elif node['reftype'] in terms and not domain.targets(node['reftype'], node['reftarget']):
                # not every term has a page: no fault, and no warning by ``-n``
                node.replace_self(node.children)


class ResolveViewsForWeb(ResolveViews):
    """The same for pages on the web, where a list of records and a fact sheet are drawn in one piece each."""

    web = True


class SkipSmartQuotes(SphinxTransform):
    """Spare the search for straight quotation marks on a page that has none.

    It looks at every text many times and takes a tenth of the time of a build.
    """

    # before SphinxSmartQuotes (750), after all that adds text
    default_priority = 745

    def apply(self, **kwargs: object) -> None:
        """Turn it off for this page, in the way that SphinxSmartQuotes foresees."""
        if not any(mark in text for text in self.document.findall(nodes.Text) for mark in QUOTES):
            self.document.settings.smart_quotes = False


def _set_apart(shown: list[nodes.Element], taken: set[str]) -> None:
    """Give the places in *shown*, the nodes of one view, names that are not *taken* on the page; its links follow.

    A page can hold two views that name their places alike, such as two tables of the same fields. The first keeps
    the names, so that links from other pages stay right; they stand in the order of the page in every build.
    """
    renamed: dict[str, str] = {}
    for node in shown:
        for position, name in enumerate(node['ids']):
            if name in taken:
                free = next(other for number in count_from(2) if (other := f'{name}-{number}') not in taken)
                node['ids'][position] = renamed[name] = free
            taken.add(renamed.get(name, name))
    if renamed:
        for link in (link for node in shown for link in node.findall(nodes.reference)):
            if link.get('refid') in renamed:
                link['refid'] = renamed[link['refid']]


def _ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _source(source: Source, texts: Texts) -> nodes.paragraph:
    """``Publisher: Title, year, pages. Where it is kept.`` with the title as a link, if there is an address."""
    title = (
        nodes.reference(source.title, source.title, refuri=source.url, internal=False)
        if source.url
        else nodes.Text(source.title)
    )
    pages = source_pages(source, texts)
    rest = ''.join(f', {part}' for part in (source.year, pages) if part)
    kept = f' {texts["source_held_by"].format(place=source.held_by)}' if source.held_by else ''
    return nodes.paragraph('', '', nodes.Text(f'{source.publisher}: '), title, nodes.Text(f'{rest}.{kept}'))


def _locate(node: nodes.Node, document: nodes.document) -> None:
    """Give nodes made from the header a place, which docutils and Sphinx expect of text."""
    for child in node.findall(nodes.Element):
        child.source, child.line = document['source'], 1


def setup_transforms(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(InsertRecord)
    app.add_transform(SkipSmartQuotes)
    app.connect('builder-inited', _resolve_views)


def _resolve_views(app: Sphinx) -> None:
    """Register what fills the placeholders for the builder of this run."""
    app.add_post_transform(ResolveViewsForWeb if app.builder.name in WEB else ResolveViews)
