"""The placeholders of a page, filled with what the catalogue holds when the page is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count as count_from

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..config.builders import WEB
from ..core.texts.messages import ENDS
from ..core.views import ViewKey
from ..domain import PAGE, S3Domain, s3_domain
from ..nodes import s3_back, s3_columns, s3_count, s3_facts, s3_fold, s3_letters, s3_news, s3_rows, s3_view
from ..reading.fact_sheet import fact_nodes, remark_nodes
from ..render import render
from .links import lead


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
        if not self.web:
            for sheet in list(self.document.findall(s3_facts)):
                sheet.replace_self(fact_nodes(sheet))
            for fold in list(self.document.findall(s3_fold)):
                fold.replace_self(fold.children)
        taken = set(self.document.ids)
        terms = domain.kinds.paged_lists
        # one walk through the tree: a walk for each kind of node is a noticeable part of a build
        kinds = (s3_count, s3_view, addnodes.pending_xref)
        for node in [node for node in self.document.findall(nodes.Element) if isinstance(node, kinds)]:
            if isinstance(node, s3_count):
                key = ViewKey.parse(node['key'])
                look = ['s3-number'] if key.kind == 'count' else []
                node.replace_self(nodes.inline('', str(domain.printed(key)), classes=look))
            elif isinstance(node, s3_view):
                blocks = domain.show(ViewKey.parse(node['key']))
                level = 1 + sum(isinstance(above, nodes.section) for above in _ancestors(node))
                shown = render(blocks, node['docname'], level, web=self.web)
                _set_apart(shown, taken)
                for part in shown:
                    part['classes'] += node['classes']
                # docutils does not let a node with classes be replaced by nothing
                node.replace_self(shown) if shown else node.parent.remove(node)
            elif node['reftype'] == 'myst':
                lead(node, domain)
                _remark(node, domain)
                _end_once(node, domain)
            elif node['reftype'] in terms and not domain.targets(node['reftype'], node['reftarget']):
                # not every term has a page: no fault, and no warning by ``-n``
                node.replace_self(node.children)
            elif node.get('refdomain') == domain.name:
                _remark(node, domain)
                _end_once(node, domain)


class ResolveViewsForWeb(ResolveViews):
    """The same for pages on the web, where a list of records and a fact sheet are drawn in one piece each."""

    web = True


def _remark(link: addnodes.pending_xref, domain: S3Domain) -> None:
    """Let what readers must know of the record that *link* leads to stand after it, unless it is the page's own."""
    kind, target = link['reftype'], link['reftarget']
    item = domain.catalog.at(target) if kind == PAGE else next(iter(domain.targets(kind, target)), None)
    if item is None or item.docname == link.get('refdoc') or link.parent is None:
        return
    if found := remark_nodes(item, domain.labels):
        place = link.parent.index(link) + 1
        link.parent[place:place] = found


def _end_once(link: addnodes.pending_xref, domain: S3Domain) -> None:
    """Drop the full stop after a *link* whose words, such as a title that asks, end a sentence themselves."""
    after = link.next_node(descend=False, siblings=True)
    if not isinstance(after, nodes.Text) or not after.startswith('.') or after.startswith('..'):
        return
    item = next(iter(domain.targets(link['reftype'], link['reftarget'])), None)
    words = item.title if item and not link.get('refexplicit') else link.astext()
    if words[-1:] in ENDS:
        after.parent.replace(after, nodes.Text(after[1:]))


def _set_apart(shown: list[nodes.Element], taken: set[str]) -> None:
    """Give the places in *shown*, the nodes of one view, names that are not *taken* on the page; its links follow.

    A page can hold two views that name their places alike, such as two tables of the same fields. The first keeps
    the names, so that links from other pages stay right; they stand in the order of the page in every build.
    """
    renamed: dict[str, str] = {}

    def free(name: str) -> str:
        if name in taken:
            renamed[name] = next(other for number in count_from(2) if (other := f'{name}-{number}') not in taken)
        taken.add(renamed.get(name, name))
        return renamed.get(name, name)

    for node in _with_places(shown):
        node['ids'] = [free(name) for name in node['ids']]
        if isinstance(node, s3_rows) and any(row.anchor for row in node['rows']):
            node['rows'] = tuple(replace(row, anchor=free(row.anchor)) if row.anchor else row for row in node['rows'])
    if renamed:
        for link in (link for node in shown for link in node.findall(nodes.Element)):
            if isinstance(link, nodes.reference | s3_back) and link.get('refid') in renamed:
                link['refid'] = renamed[link['refid']]
            elif isinstance(link, s3_letters):
                link['letters'] = tuple((name, renamed.get(place, place)) for name, place in link['letters'])


def _with_places(shown: list[nodes.Element]) -> Iterator[nodes.Element]:
    """The nodes of a view and what in them may have a name: what is folded or beside a drawing, lines of lists."""
    for node in shown:
        yield node
        if isinstance(node, s3_fold | s3_news | s3_columns | nodes.container | nodes.bullet_list):
            yield from (part for part in node.children if isinstance(part, nodes.Element))


def _ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _resolve_views(app: Sphinx) -> None:
    """Register what fills the placeholders for the builder of this run."""
    app.add_post_transform(ResolveViewsForWeb if app.builder.name in WEB else ResolveViews)


def setup_placeholders(app: Sphinx) -> None:
    """Let each run choose the transform for its builder."""
    app.connect('builder-inited', _resolve_views)
