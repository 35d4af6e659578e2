"""A document of LibreOffice (odt, ISO/IEC 26300) as HTML of the closed set of tags.

Read by expat, within bounds: what a page can hold of such a document is a dozen elements.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from ..gate.materials import MaterialError, read_part
from .document import Pictures, ReadDocument
from .error import ImportRefusedError, UnfinishedError
from .open_changes import find_unfinished
from .open_styles import Styles, read_styles
from .package import open_package, part_of, read_xml
from .report import Remark
from .tree import Node, write_html

_MIME = b'application/vnd.oasis.opendocument.text'
_MOST_PICTURE = 20_000_000
#: what is no text of the document
_UNREAD = frozenset({'tracked-changes', 'annotation', 'annotation-end', 'sequence-decls', 'variable-decls', 'forms'})
_UNREAD |= {'user-field-decls', 'note-citation', 'soft-page-break', 'scripts', 'font-face-decls', 'automatic-styles'}
_CONTENTS = frozenset({'table-of-content', 'alphabetical-index', 'illustration-index', 'table-index', 'bibliography'})
_MARKS = frozenset({'bookmark', 'bookmark-start'})
_DEEPEST_HEADING = 6
_MOST_REPEATED = 50


def read_open_document(data: bytes) -> ReadDocument:
    """What the odt file *data* says. Raises ``ImportRefusedError`` and ``UnfinishedError``."""
    archive = open_package(data, 'odt')
    if part_of(archive, 'mimetype').strip() != _MIME:
        raise ImportRefusedError('import_other')
    if b'encryption-data' in part_of(archive, 'META-INF/manifest.xml'):
        raise ImportRefusedError('import_locked')
    content = part_of(archive, 'content.xml')
    if not content:
        raise ImportRefusedError('import_broken')
    root = _tree(content)
    if places := find_unfinished(root):
        raise UnfinishedError(places)
    styles = Styles()
    if named := part_of(archive, 'styles.xml'):
        read_styles(_tree(named), styles)
    read_styles(root, styles)
    maker = _Maker(styles, archive)
    body = next((node for node in root.nodes() if node.tag == 'body'), Node(tag=''))
    made = Node(tag='', children=[*maker.blocks(body)])
    if maker.notes:
        made.children.append(Node(tag='ol', children=[*maker.notes]))
    return ReadDocument(html=write_html(made), pictures=maker.pictures.by_name, remarks=maker.remarks)


def _tree(data: bytes) -> Node:
    """The XML *data* as a tree of local names: those that are read are the same in no two of its vocabularies."""
    root = Node(tag='')
    open_nodes = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition(' ')[2]: value for key, value in attributes.items()}
        node = Node(tag=name.rpartition(' ')[2], attributes=plain)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def characters(text: str) -> None:
        open_nodes[-1].children.append(text)

    def end(_: str) -> None:
        open_nodes.pop()

    read_xml(data, start, end, characters)
    return root


class _Maker:
    def __init__(self, styles: Styles, archive: zipfile.ZipFile) -> None:
        self.notes: list[Node] = []
        self.pictures = Pictures()
        self.remarks: list[Remark] = []
        self._styles, self._archive = styles, archive
        #: text boxes of the paragraph that is read: they stand below it
        self._boxes: list[Node | str] = []

    def blocks(self, node: Node, list_style: str = '', depth: int = 0) -> Iterator[Node | str]:
        """The blocks in *node*, which may stand in a list of *list_style*."""
        for child in node.children:
            if isinstance(child, str):
                continue  # only layout of the XML
            if child.tag in ('p', 'h'):
                yield from self._paragraph(child)
            elif child.tag == 'list':
                yield self._list(child, list_style, depth)
            elif child.tag == 'table':
                yield self._table(child)
            elif child.tag in _CONTENTS:
                yield Node(tag='p', attributes={'class': 'contents'}, children=['…'])
            elif child.tag == 'frame':
                yield from [Node(tag='p', children=self._frame(child)), *self._taken_boxes()]
            elif child.tag not in _UNREAD:
                yield from self.blocks(child, list_style, depth)

    def _paragraph(self, node: Node) -> Iterator[Node | str]:
        style = node.get('style-name')
        children = self._wrapped(self._inline(node), self._styles.looks(style))
        if node.tag == 'h':
            level = node.get('outline-level')
            number = min(int(level), _DEEPEST_HEADING) if level.isdecimal() and int(level) else 1
            yield Node(tag=f'h{number}', children=children)
        else:
            kind = self._styles.kind(style)
            if kind == 'title':
                yield Node(tag='h1', attributes={'class': 'title'}, children=children)
            elif kind == 'quote':
                yield Node(tag='blockquote', children=[Node(tag='p', children=children)])
            else:
                yield Node(tag='p', attributes={'class': kind} if kind else {}, children=children)
        yield from self._taken_boxes()

    def _taken_boxes(self) -> list[Node | str]:
        boxes, self._boxes = self._boxes, []
        return boxes

    def _list(self, node: Node, list_style: str, depth: int) -> Node:
        style = node.get('style-name') or list_style
        if any(child.tag == 'h' for child in node.nodes()):  # headings with numbers
            return Node(tag='div', children=[*self.blocks(node, style, depth + 1)])
        items: list[Node | str] = [
            Node(tag='li', children=[*self.blocks(child, style, depth + 1)])
            for child in node.children
            if isinstance(child, Node) and child.tag in ('list-item', 'list-header')
        ]
        return Node(tag='ol' if self._styles.is_numbered(style, depth + 1) else 'ul', children=items)

    def _table(self, node: Node) -> Node:
        heads: list[Node | str] = []
        rows: list[Node | str] = []
        for child in node.children:
            if not isinstance(child, Node):
                continue
            if child.tag == 'table-header-rows':
                heads += [self._row(row, 'th') for row in child.children if isinstance(row, Node)]
            elif child.tag == 'table-row':
                rows.append(self._row(child, 'td'))
            elif child.tag in ('table-rows', 'table-row-group'):
                rows += [self._row(row, 'td') for row in child.children if isinstance(row, Node)]
        parts = [('thead', heads), ('tbody', rows)]
        return Node(tag='table', children=[Node(tag=tag, children=held) for tag, held in parts if held])

    def _row(self, node: Node, tag: str) -> Node:
        cells: list[Node | str] = []
        for cell in node.children:
            if not isinstance(cell, Node) or cell.tag != 'table-cell':
                continue
            names = {'number-columns-spanned': 'colspan', 'number-rows-spanned': 'rowspan'}
            spans = {name: cell.get(own) for own, name in names.items() if cell.get(own)}
            repeated = cell.get('number-columns-repeated')
            times = min(int(repeated), _MOST_REPEATED) if repeated.isdecimal() else 1
            cells += [Node(tag=tag, attributes=spans, children=[*self.blocks(cell)]) for _ in range(times)]
        return Node(tag='tr', children=cells)

    # -- text ------------------------------------------------------------------------------

    def _inline(self, node: Node) -> list[Node | str]:
        found: list[Node | str] = []
        for child in node.children:
            found += [child] if isinstance(child, str) else self._one(child)
        return found

    def _one(self, node: Node) -> list[Node | str]:
        if node.tag in _UNREAD:
            return []
        if node.tag == 's':
            count = node.get('c')
            return [' ' * (min(int(count), _MOST_REPEATED) if count.isdecimal() else 1)]
        if node.tag == 'tab':
            return ['\t']
        if node.tag == 'line-break':
            return [Node(tag='br')]
        if node.tag == 'span':
            return self._wrapped(self._inline(node), self._styles.looks(node.get('style-name')))
        if node.tag == 'a':
            return [Node(tag='a', attributes={'href': node.get('href')}, children=self._inline(node))]
        if node.tag in _MARKS:
            return [Node(tag='a', attributes={'id': node.get('name')})]
        if node.tag == 'note':
            return self._note(node)
        return self._frame(node) if node.tag == 'frame' else self._inline(node)

    def _wrapped(self, children: list[Node | str], looks: list[str]) -> list[Node | str]:
        for tag in looks:
            children = [Node(tag=tag, children=children)]
        return children

    def _note(self, node: Node) -> list[Node | str]:
        key = f'footnote-{len(self.notes) + 1}'
        item = Node(tag='li', attributes={'id': key})
        self.notes.append(item)
        for child in node.children:
            if isinstance(child, Node) and child.tag == 'note-body':
                item.children += self.blocks(child)
        return [Node(tag='a', attributes={'href': f'#{key}'}, children=['*'])]

    def _frame(self, node: Node) -> list[Node | str]:
        """A picture in the text; what stands in a box goes below it."""
        texts = {child.tag: child for child in node.children if isinstance(child, Node)}
        if (box := texts.get('text-box')) is not None:
            self._remark('changed', 'text_box')
            self._boxes += [*self.blocks(box)]
            return []
        if 'object' in texts or 'image' not in texts:
            self._remark('left_out', 'diagram')
            return []
        alt = next((_text(texts[name]) for name in ('desc', 'title') if name in texts and _text(texts[name])), '')
        data = self._picture(texts['image'].get('href'))
        if not data:
            self._remark('left_out', 'picture_outside')
            return []
        name = self.pictures.add(data, texts['image'].get('href').rpartition('.')[2])
        return [Node(tag='img', attributes={'src': name, 'alt': alt})]

    def _picture(self, href: str) -> bytes:
        try:
            part = self._archive.getinfo(href.removeprefix('./'))
            return read_part(self._archive, part) if part.file_size <= _MOST_PICTURE else b''
        except (KeyError, MaterialError):
            return b''

    def _remark(self, group: str, code: str) -> None:
        if (remark := Remark(group, code)) not in self.remarks:
            self.remarks.append(remark)


def _text(node: Node) -> str:
    return ' '.join(''.join(child for child in node.children if isinstance(child, str)).split())
