"""From the tree of what readers take along to what stands in a file: its words are those of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from docutils import nodes
from sphinx import addnodes

from ..core.office.content import Cell, Grid, Heading, Listing, Paragraph, Part, Run
from ..core.views import ViewKey, count
from ..domain import PAGE, TERM, S3Domain
from ..nodes import s3_count, s3_task
from ..writing.links import lead

_TICKED, _OPEN = '\N{BALLOT BOX WITH CHECK}', '\N{BALLOT BOX}'
_LISTS = (nodes.bullet_list, nodes.enumerated_list)


class TemplateContent:
    """Reads trees. ``address_of`` gives the full address of a page, '' where nobody knows it."""

    def __init__(self, domain: S3Domain, address_of: Callable[[str], str]) -> None:
        self._domain = domain
        self._address_of = address_of

    def parts(self, box: nodes.Element) -> tuple[Part, ...]:
        """What stands in *box*; the highest of its headings have the level 1."""
        levels = [_level(node) for node in box.findall(nodes.rubric)]
        found = tuple(self._parts(box.children))
        if not levels:
            return found
        shift = min(levels) - 1
        return tuple(
            Heading(text=part.text, level=part.level - shift) if isinstance(part, Heading) else part for part in found
        )

    def _parts(self, children: Iterable[nodes.Node]) -> Iterator[Part]:
        for node in children:
            if isinstance(node, nodes.rubric):
                yield Heading(text=node.astext(), level=_level(node))
            elif isinstance(node, _LISTS):
                yield self._list(node)
            elif isinstance(node, nodes.table):
                yield self._grid(node)
            elif isinstance(node, nodes.paragraph | nodes.line | nodes.literal_block):
                yield from self._paragraph(node)
            elif isinstance(node, nodes.Element):
                yield from self._parts(node.children)

    def _paragraph(self, node: nodes.Element) -> Iterator[Paragraph]:
        if runs := tuple(self._runs(node.children, Run(''))):
            yield Paragraph(runs=runs)

    def _list(self, node: nodes.Element) -> Listing:
        items = (
            tuple(part for part in self._parts(item.children) if isinstance(part, Paragraph | Listing))
            for item in node.children
            if isinstance(item, nodes.list_item)
        )
        return Listing(items=tuple(items), numbered=isinstance(node, nodes.enumerated_list))

    def _grid(self, node: nodes.table) -> Grid:
        # the gate lets no table without a head pass, and Markdown has one row of heads
        head, *rows = (
            tuple(self._cell(entry) for entry in row.children if isinstance(entry, nodes.entry))
            for row in node.findall(nodes.row)
        )
        return Grid(head=head, rows=tuple(rows))

    def _cell(self, entry: nodes.entry) -> Cell:
        return tuple(part for part in self._parts(entry.children) if isinstance(part, Paragraph))

    def _runs(self, children: Iterable[nodes.Node], style: Run) -> Iterator[Run]:
        for node in children:
            if isinstance(node, nodes.Text):
                yield style._replace(text=' '.join(node.astext().split('\n')))
            elif isinstance(node, nodes.strong):
                yield from self._runs(node.children, style._replace(bold=True))
            elif isinstance(node, nodes.emphasis):
                yield from self._runs(node.children, style._replace(italic=True))
            elif isinstance(node, s3_task):
                yield style._replace(text=f'{_TICKED if node["done"] else _OPEN} ')
            elif isinstance(node, s3_count):
                yield style._replace(text=str(count(dict(ViewKey.parse(node['key']).options), self._domain.site)))
            elif isinstance(node, addnodes.pending_xref):
                yield self._link(node, style)
            elif isinstance(node, nodes.reference):
                yield from self._runs(node.children, style._replace(url=node.get('refuri', '')))
            elif isinstance(node, nodes.Element) and not isinstance(node, nodes.footnote_reference | nodes.image):
                yield from self._runs(node.children, style)

    def _link(self, node: addnodes.pending_xref, style: Run) -> Run:
        """The words of a link to a page of the handbook, and its address."""
        link = node.deepcopy()
        domain = self._domain
        if link['reftype'] == 'myst':
            lead(link, domain)
        words, docname = link.astext(), ''
        if link['reftype'] == PAGE:
            docname = link['reftarget']
        elif link['reftype'] == TERM:
            term, glossary = domain.catalog.term(link['reftarget']), domain.catalog.glossary
            words = words if link.get('refexplicit') or not term else term.term
            docname = glossary.docname if glossary else ''
        else:
            for item in domain.targets(link['reftype'], link['reftarget']):
                words, docname = (words if link.get('refexplicit') else item.title), item.docname
                break
        return style._replace(text=words, url=self._address_of(docname) if docname else '')


def _level(node: nodes.Element) -> int:
    level: int = node['heading-level']
    return level
