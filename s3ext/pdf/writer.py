"""Walks a document tree and gathers the Typst code of one page; how each kind of node is printed is handed to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from docutils import nodes
from sphinx.util import logging

from ..core.gate.glyphs import printable
from .escape import call, join, running, string, words
from .node_kinds import kind_of, lone_image

logger = logging.getLogger(__name__)

Handler = Callable[['PageWriter', nodes.Element], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handlers:
    """How to print things: a node by the name of its class or of one that it derives from, and what stands in a row."""

    by_class: Mapping[str, Handler]
    notes: Callable[[PageWriter, list[nodes.Node]], str]
    groups: Callable[[PageWriter, list[nodes.Node]], str]
    picture: Callable[[PageWriter, nodes.image], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPage:
    """A page as Typst code, and what the book must know to join it to the others."""

    #: the code of a Typst file
    code: str
    #: its title, and that as Typst code
    name: str
    title: str
    #: in how many columns it can be set
    columns: int
    #: every name a link may use for a place on this page, and the label that stands there
    places: Mapping[str, str]
    #: the names of places, here or elsewhere, that this page links to
    links: frozenset[str]
    #: for each table, how many of its first columns hold heads of rows
    stubs: tuple[int, ...] = ()
    #: for each term that the page uses, its sections (their labels) and how often each uses it
    terms: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    #: for each place of a note that explanations of terms cite and nothing else does, the places of those terms
    notes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: the places of its numbered notes, in their order
    numbered: tuple[str, ...] = ()


class PageWriter:
    """Prints one document. The attributes are what handlers need to know of where they are."""

    def __init__(
        self,
        docname: str,
        texts: Mapping[str, str],
        images: Mapping[str, str],
        handlers: Handlers,
        *,
        terse: bool = False,
    ) -> None:
        """*images* maps the address of each usable picture to its name in the folder of images."""
        #: whether lists of records say no more than titles and marks
        self.terse = terse
        #: whether something on the page is too wide for a column of two
        self.needs_width = False
        self.docname = docname
        self.texts = texts
        self.images = images
        self.handlers = handlers
        #: level of the section being printed; 0 before the first
        self.depth = 0
        #: whether a heading is being printed, which also appears in the contents
        self.in_title = False
        #: whether links are printed as plain text; what Typst prints again on every page may hold none
        self.unlinked = False
        #: whether there is no room for the numbers of the pages that links lead to
        self.narrow = False
        #: whether sources are printed, whose addresses readers of paper need
        self.in_sources = False
        #: headings above the section that is printed next, which lie down with the table that it begins with
        self.above: list[str] = []
        self._places: dict[str, str] = {}
        self._links: set[str] = set()
        #: for each table printed so far, how many of its first columns hold heads of rows
        self.stubs: list[int] = []
        #: the places of the numbered notes printed so far
        self.numbered: list[str] = []

    def write(
        self,
        document: nodes.document,
        title: str,
        find_terms: Callable[[str], Iterable[str]] | None,
        frame: str,
    ) -> WrittenPage:
        """The page's file; *title* is for the running header, *frame* the template's function around it."""
        used = self._terms(document, find_terms) if find_terms else {}
        body = self.flow(document.children)
        if self.docname not in self._places:
            self._places[self.docname] = self.docname
            body = join([call('s3.anchor', string(self.docname)), body])
        lines = ('#import "/template.typ" as s3', f'#show: {call(f"{frame}.with", words(title))}', f'#{body}', '')
        return WrittenPage(
            code='\n'.join(lines),
            name=printable(title),
            title=words(title),
            columns=1 if self.needs_width else 2,
            places=self._places,
            links=frozenset(self._links),
            stubs=tuple(self.stubs),
            terms={term: self._counted(ids) for term, ids in sorted(used.items())},
            notes=self._notes_of_terms(document),
            numbered=tuple(self.numbered),
        )

    def _terms(self, document: nodes.document, find_terms: Callable[[str], Iterable[str]]) -> dict[str, Counter[str]]:
        """For each term that *document* uses, the id of the section and how often it does; '' before the first."""
        found: dict[str, Counter[str]] = {}
        for section in document.findall(lambda node: isinstance(node, (nodes.section, nodes.document))):
            assert isinstance(section, nodes.Element)
            own = [child for child in section.children if not isinstance(child, nodes.section)]
            name = next(iter(section['ids']), '')
            for term in find_terms(' \n'.join(child.astext() for child in own)):
                found.setdefault(term, Counter())[name] += 1
        return found

    def _notes_of_terms(self, document: nodes.document) -> dict[str, frozenset[str]]:
        """Which explanations of terms each note belongs to, unless the page also cites it elsewhere."""
        found: dict[str, set[str]] = {}
        for reference in document.findall(nodes.footnote_reference):
            item: nodes.Node | None = reference
            while item is not None and not isinstance(item, nodes.definition_list_item):
                item = item.parent
            term = ''
            if item is not None and 's3-terms' in item.parent['classes']:
                term = self.name(next(iter(item.findall(nodes.term)))['ids'][0])
            found.setdefault(self.name(reference.get('refid', '')), set()).add(term)
        return {note: frozenset(terms) for note, terms in found.items() if '' not in terms}

    def _counted(self, ids: Mapping[str, int]) -> dict[str, int]:
        """The labels of sections by their ids, with their numbers."""
        return {self._places.get(self.name(name), self.docname): number for name, number in ids.items()}

    # -- nodes to code ------------------------------------------------------------------

    def node(self, node: nodes.Node) -> str:
        """The code for *node*; empty if it prints nothing."""
        if isinstance(node, nodes.Text):
            return running(str(node)) if str(node) else ''
        if not isinstance(node, nodes.Element):
            return ''
        code = self._handler(node)(self, node)
        anchor = self.anchor(node)
        return join([anchor, code]) if anchor and code else anchor or code

    def _handler(self, node: nodes.Element) -> Handler:
        for cls in type(node).__mro__:
            if handler := self.handlers.by_class.get(cls.__name__):
                return handler
        self.warn(node, 'pdf_unknown_node', kind=type(node).__name__)
        return _children

    def inline(self, children: Iterable[nodes.Node]) -> str:
        """*children* as one piece of running text."""
        return join(map(self.node, children))

    def flow(self, children: Iterable[nodes.Node]) -> str:
        """*children* as blocks; loose running text becomes a paragraph, footnotes in a row become one list.

        So do groups of plain lists, such as those beneath a table with many cells.
        """
        parts = []
        for kind, group in groupby(children, kind_of):
            run = list(group)
            if kind == 'note':
                parts.append(self.handlers.notes(self, run))
            elif kind == 'group':
                parts.append(self.handlers.groups(self, run))
            elif kind == 'inline':
                parts.append(self.paragraph(run, 'par'))
            else:
                parts.extend(map(self.node, run))
        return join(parts)

    def paragraph(self, children: list[nodes.Node], function: str) -> str:
        """A paragraph set by the Typst *function*; a picture that stands alone is a block of its own."""
        if (picture := lone_image(children)) is not None:
            return self.handlers.picture(self, picture)
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

    def note(self, node: nodes.Node, name: str, **details: object) -> None:
        """Note at the place of *node* what the PDF shows in another way."""
        logger.info('%s', self.texts[name].format(**details), location=node, type='s3', subtype='pdf')

    def warn(self, node: nodes.Node, name: str, **details: object) -> None:
        """Report at the place of *node* what is wrong with it; the PDF is made all the same."""
        place: nodes.Node = node
        while not place.line and place.parent is not None:
            place = place.parent
        logger.warning('%s', self.texts[name].format(**details), location=place, type='s3', subtype='pdf')


def _children(writer: PageWriter, node: nodes.Element) -> str:
    """What is inside *node*, which nobody knows."""
    return writer.inline(node.children) if isinstance(node, nodes.Inline) else writer.flow(node.children)
