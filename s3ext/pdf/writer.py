"""From a document tree to the Typst code of one page; the sibling modules say how each kind of node is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from docutils import nodes
from sphinx.util import logging

from ..core.messages import Texts
from . import blocks, inlines, media, tables
from .escape import call, join, string, words

logger = logging.getLogger(__name__)

Handler = Callable[['PageWriter', nodes.Element], str]

#: how to print a node, by the name of its class or of one that it derives from
HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {**inlines.HANDLERS, **blocks.HANDLERS, **media.HANDLERS, **tables.HANDLERS}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPage:
    """A page as Typst code, and what the book must know to join it to the others."""

    #: the code of a Typst file
    code: str
    #: every name a link may use for a place on this page, and the label that stands there
    places: Mapping[str, str]
    #: the names of places, here or elsewhere, that this page links to
    links: frozenset[str]
    #: how many faults were reported that no PDF may have
    faults: int


class PageWriter:
    """Prints one document. The attributes are what handlers need to know of where they are."""

    def __init__(self, docname: str, texts: Texts, images: Mapping[str, str]) -> None:
        """*images* maps the address of each usable picture to its name in the folder of images."""
        self.docname = docname
        self.texts = texts
        self.images = images
        #: level of the section being printed; 0 before the first
        self.depth = 0
        #: whether a heading is being printed, which also appears in the contents
        self.in_title = False
        #: whether links are printed as plain text; what Typst prints again on every page may hold none
        self.unlinked = False
        self._places: dict[str, str] = {}
        self._links: set[str] = set()
        self._faults = 0

    def write(self, document: nodes.document, title: str) -> WrittenPage:
        """The page's file; *title* is for the running header."""
        body = self.flow(document.children)
        if self.docname not in self._places:
            self._places[self.docname] = self.docname
            body = join([call('s3.anchor', string(self.docname)), body])
        lines = ('#import "/template.typ" as s3', f'#show: {call("s3.chapter.with", words(title))}', f'#{body}', '')
        return WrittenPage(
            code='\n'.join(lines), places=self._places, links=frozenset(self._links), faults=self._faults
        )

    # -- nodes to code ------------------------------------------------------------------

    def node(self, node: nodes.Node) -> str:
        """The code for *node*; empty if it prints nothing."""
        if isinstance(node, nodes.Text):
            return words(str(node)) if str(node) else ''
        if not isinstance(node, nodes.Element):
            return ''
        code = self._handler(node)(self, node)
        anchor = self.anchor(node)
        return join([anchor, code]) if anchor and code else anchor or code

    def _handler(self, node: nodes.Element) -> Handler:
        for cls in type(node).__mro__:
            if handler := HANDLERS.get(cls.__name__):
                return handler
        self.warn(node, 'pdf_unknown_node', kind=type(node).__name__)
        return inlines.children if isinstance(node, nodes.Inline) else blocks.children

    def inline(self, children: Iterable[nodes.Node]) -> str:
        """*children* as one piece of running text."""
        return join(map(self.node, children))

    def flow(self, children: Iterable[nodes.Node]) -> str:
        """*children* as blocks; loose running text becomes a paragraph, footnotes in a row become one list.

        So do groups of plain lists, such as those beneath a table with many cells.
        """
        parts = []
        for kind, group in groupby(children, _kind):
            run = list(group)
            if kind == 'note':
                parts.append(blocks.sources(self, run))
            elif kind == 'group':
                parts.append(blocks.groups(self, run))
            elif kind == 'inline':
                parts.append(self.paragraph(run, 'par'))
            else:
                parts.extend(map(self.node, run))
        return join(parts)

    def paragraph(self, children: list[nodes.Node], function: str) -> str:
        """A paragraph set by the Typst *function*; a picture that stands alone is a block of its own."""
        if (picture := media.lone_image(children)) is not None:
            return media.block_image(self, picture)
        parts = [code for child in children if (code := self.node(child))]
        if not parts:
            return ''
        # anchors alone must not become an empty line
        return call(function, join(parts)) if any(child.astext().strip() for child in children) else join(parts)

    # -- places and links -----------------------------------------------------------------

    def anchor(self, node: nodes.Element) -> str:
        """Code for an invisible place that the ids of *node* stand for, unless another place has them already."""
        ids: list[str] = node.get('ids', [])
        names = [name for name in map(self.name, ids) if name not in self._places]
        if not names:
            return ''
        # a heading is printed twice, here and in the contents, and a label may exist only once
        label = self.docname if self.in_title else names[0]
        self._places.update(dict.fromkeys(names, label))
        return '' if self.in_title else call('s3.anchor', string(label))

    def place(self, node: nodes.Element) -> str:
        """The label for *node*, which its handler puts there; empty if nothing can lead to it."""
        names = [name for name in map(self.name, node.get('ids', [])) if name not in self._places]
        self._places.update(dict.fromkeys(names, names[0]) if names else {})
        return names[0] if names else ''

    def heading_label(self, section: nodes.Element) -> str:
        """The label of the heading of *section*; the first of a page stands for the whole page."""
        ids: list[str] = section.get('ids', [])
        names = [self.name(identifier) for identifier in ids]
        if self.docname not in self._places:
            names.insert(0, self.docname)
        label = names[0] if names else self.docname
        for name in names:
            self._places.setdefault(name, label)
        return label

    def name(self, identifier: str) -> str:
        """The name of a place on this page."""
        return f'{self.docname}::{identifier}'

    def link_name(self, node: nodes.Element) -> str | None:
        """The name of the place inside the handbook that the reference *node* leads to, noted as used."""
        name = None
        if 'refid' in node:
            name = self.name(node['refid'])
        elif node.get('internal') and 'refuri' in node:
            docname, _, identifier = node['refuri'].partition('#')
            docname = docname or self.docname
            name = f'{docname}::{identifier}' if identifier else docname
        if name:
            self._links.add(name)
        return name

    # -- reports ------------------------------------------------------------------------

    def warn(self, node: nodes.Node, name: str, **details: object) -> None:
        """Report at the place of *node* what is wrong with it."""
        place: nodes.Node = node
        while not place.line and place.parent is not None:
            place = place.parent
        logger.warning('%s', self.texts[name].format(**details), location=place, type='s3', subtype='pdf')

    def fault(self, node: nodes.Node, name: str, **details: object) -> None:
        """Report something that no PDF may have."""
        self._faults += 1
        self.warn(node, name, **details)


def _kind(node: nodes.Node) -> str:
    if isinstance(node, (nodes.footnote, nodes.citation)):
        return 'note'
    if isinstance(node, (nodes.Text, nodes.Inline)):
        return 'inline'
    return 'group' if blocks.in_group(node) else 'block'
