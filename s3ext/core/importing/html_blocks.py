"""The HTML of a document, of a closed set of tags, as blocks.

The tags: ``h1``-``h6`` (``h1.title`` is the title), ``p`` (``p.s3-markdown`` is taken word for word, ``p.contents`` is
a line of a table of contents), ``blockquote``, ``ul``, ``ol``, ``li``, ``table``, ``thead``, ``tbody``, ``tr``, ``th``,
``td`` (``colspan``, ``rowspan``), ``strong``, ``em``, ``sub``, ``sup``, ``a``, ``img``, ``br``; ``u`` and ``s`` lose
their look. All others are passed over, and what they hold is read. A note's number is a link to ``#footnote-…`` or
``#endnote-…``, its text a list item with that id. An empty ``a`` with the id ``s3_…`` right before a number is the id
of the note's source, ``__2`` and so on behind it where that is cited again; ``s3_header`` begins a section that is not
read. ``span.s3-markdown`` is Markdown within a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .blocks import Block, Cell, Content, Heading, Listing, Paragraph, Quote, Span, Spans, Table
from .tree import Node, read_html

_HEADING = re.compile('h[1-6]')
_NOTE = re.compile(r'(?:foot|end)note-(?!ref-)[\w-]+')
_BACK = re.compile(r'#(?:foot|end)note-ref-')
_HEADER = 's3_header'
_CITED = 's3_'
#: what parts the id of a source from a number, where it is cited again: names stand once in a document
_AGAIN = '__'
_DEEPEST = 6
_BLOCKS = frozenset(
    {'p', 'ul', 'ol', 'table', 'blockquote', 'div', 'section', 'li', 'hr', *(f'h{n}' for n in range(1, 7))}
)
_STRONG = frozenset({'strong', 'b'})
_EM = frozenset({'em', 'i'})
#: looks that a page has none for, and what the report calls them
_LOOKS = {'u': 'underlined', 's': 'struck', 'strike': 'struck', 'del': 'struck'}
_MOST_SPANNED = 50


def read_blocks(html: str) -> Content:
    """What *html* says. Raises ``ImportRefusedError`` if it is too deep."""
    reader = _Reader()
    blocks = list(reader.blocks(read_html(html), Span()))
    return Content(
        blocks=_without_header(blocks),
        notes=reader.notes,
        cited=reader.cited,
        looks=reader.looks,
        is_exported=any(isinstance(block, _Header) for block in blocks) or bool(reader.cited),
    )


class _Header(NamedTuple):
    """Where the section of the header begins, with a heading of this ``level``, or as deep as any without one."""

    level: int


def _without_header(blocks: list[Block | _Header]) -> list[Block]:
    """*blocks* without the section of the header: what follows up to the next heading that is not below its own."""
    kept: list[Block] = []
    skipping = 0
    for block in blocks:
        if isinstance(block, _Header):
            skipping = block.level
        elif not skipping or (isinstance(block, Heading) and block.level <= skipping):
            skipping = 0
            kept.append(block)
    return kept


class _Reader:
    def __init__(self) -> None:
        self.notes: dict[str, Spans] = {}
        self.cited: dict[str, str] = {}
        self.looks: set[str] = set()
        self._last_name = ''

    def blocks(self, node: Node, look: Span) -> Iterator[Block | _Header]:
        """The blocks in *node*, and where the header's section begins."""
        loose: Spans = []
        for child in node.children:
            if isinstance(child, Node) and (child.tag in _BLOCKS or _holds_blocks(child)):
                if any(span.text.strip() or not span.is_text for span in loose):
                    yield Paragraph(spans=loose)
                loose = []
                yield from self._block(child, look)
            else:
                loose += self.spans(child, look)
        if any(span.text.strip() or not span.is_text for span in loose):
            yield Paragraph(spans=loose)

    def _held(self, node: Node, look: Span) -> list[Block]:
        """The blocks in *node*, which is itself in one."""
        return [block for block in self.blocks(node, look) if not isinstance(block, _Header)]

    def _block(self, node: Node, look: Span) -> Iterator[Block | _Header]:
        if any(inner.get('id') == _HEADER for inner in node.nodes()):
            yield _Header(int(node.tag[1]) if _HEADING.fullmatch(node.tag) else _DEEPEST)
        elif _HEADING.fullmatch(node.tag):
            yield Heading(level=int(node.tag[1]), spans=self._inline(node, look), is_title='title' in node.classes)
        elif node.tag == 'p' and not _holds_blocks(node):
            style = 'markdown' if 's3-markdown' in node.classes else 'contents' if 'contents' in node.classes else ''
            yield Paragraph(spans=self._inline(node, look), style=style)
        elif node.tag in ('ul', 'ol'):
            yield from self._list(node)
        elif node.tag == 'table':
            yield self._table(node)
        elif node.tag == 'blockquote':
            yield Quote(blocks=self._held(node, look))
        elif node.tag != 'hr':
            yield from self.blocks(node, look)

    def _list(self, node: Node) -> Iterator[Block]:
        items: list[list[Block]] = []
        for child in node.children:
            if not isinstance(child, Node):
                continue
            if child.tag == 'li' and _NOTE.fullmatch(child.get('id')):
                self.notes.setdefault(child.get('id'), self._note(child))
                continue
            held = self._held(child, Span())
            if child.tag != 'li' and items:  # a list right in a list belongs to the item before
                items[-1] += self._list(child) if child.tag in ('ul', 'ol') else held
            elif held:
                items.append(held)
        if items:
            start = node.get('start')
            yield Listing(numbered=node.tag == 'ol', items=items, start=int(start) if start.isdecimal() else 1)

    def _note(self, node: Node) -> Spans:
        """The text of a note, its paragraphs with blanks between."""
        found: Spans = []
        for block in self._held(node, Span()):
            if isinstance(block, Paragraph):
                found += [*([Span(text=' ')] if found else []), *block.spans]
        return found

    def _table(self, node: Node) -> Table:
        rows: list[list[Cell]] = []
        heads = 0
        for row in (inner for inner in _rows(node)):
            cells = [child for child in row.children if isinstance(child, Node) and child.tag in ('td', 'th')]
            heads += len(rows) == heads and bool(cells) and all(cell.tag == 'th' for cell in cells)
            rows.append([self._cell(cell) for cell in cells])
        return Table(rows=[row for row in rows if row], heads=heads)

    def _cell(self, node: Node) -> Cell:
        paragraphs = [list(spans) for block in self._held(node, Span()) for spans in _flat(block)]
        return Cell(paragraphs=paragraphs, columns=_spanned(node.get('colspan')), rows=_spanned(node.get('rowspan')))

    def _inline(self, node: Node, look: Span) -> Spans:
        return [span for child in node.children for span in self.spans(child, look)]

    def spans(self, node: Node | str, look: Span) -> Spans:
        """The spans of *node*, which stands in *look*."""
        if isinstance(node, str):
            return [look._replace(text=node)]
        if node.tag == 'br':
            return [Span(is_break=True)]
        if node.tag == 'img':
            return [Span(picture=node.get('src'), text=node.get('alt'))]
        if node.tag == 'a':
            return self._link(node, look)
        if node.tag == 'span' and 's3-markdown' in node.classes:
            look = look._replace(is_markdown=True)
        if node.tag in _LOOKS:
            self.looks.add(_LOOKS[node.tag])
        if node.tag in _STRONG:
            look = look._replace(strong=True)
        elif node.tag in _EM:
            look = look._replace(em=True)
        elif node.tag in ('sub', 'sup'):
            look = look._replace(place=node.tag)
        return self._inline(node, look)

    def _link(self, node: Node, look: Span) -> Spans:
        href, name = node.get('href'), node.get('id')
        if _BACK.match(href):
            return []
        if href.startswith('#') and _NOTE.fullmatch(href[1:]):
            if self._last_name:
                self.cited.setdefault(href[1:], self._last_name)
                self._last_name = ''
            return [Span(note=href[1:])]
        self._last_name = (
            name.removeprefix(_CITED).partition(_AGAIN)[0].replace('_', '-') if name.startswith(_CITED) else ''
        )
        return self._inline(node, look._replace(href=href or look.href))


def _holds_blocks(node: Node) -> bool:
    return any(inner.tag in _BLOCKS for inner in node.nodes())


def _rows(node: Node) -> Iterator[Node]:
    """The rows of a table, not those of tables in it."""
    for child in node.children:
        if isinstance(child, Node) and child.tag == 'tr':
            yield child
        elif isinstance(child, Node) and child.tag in ('thead', 'tbody', 'tfoot'):
            yield from _rows(child)


def _spanned(value: str) -> int:
    return min(max(int(value), 1), _MOST_SPANNED) if value.isdecimal() else 1


def _flat(block: Block) -> Iterator[Spans]:
    """The paragraphs of *block*, whatever it is: a cell holds nothing else."""
    if isinstance(block, Heading | Paragraph):
        yield block.spans
    elif isinstance(block, Listing):
        yield from (spans for item in block.items for inner in item for spans in _flat(inner))
    elif isinstance(block, Table):
        yield from (spans for row in block.rows for cell in row for spans in cell.paragraphs)
    else:
        yield from (spans for inner in block.blocks for spans in _flat(inner))
