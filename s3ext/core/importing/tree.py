"""HTML as a tree of tags and texts, read and written; nothing in it is carried out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from .error import ImportRefusedError

#: tags that hold nothing
VOID = frozenset({'br', 'img', 'hr', 'input', 'meta', 'link', 'col', 'wbr'})
#: tags whose text is no text of the document
_UNREAD = frozenset({'script', 'style', 'head', 'title', 'template', 'svg', 'math', 'iframe', 'object', 'noscript'})
#: no text for readers is so deep
_DEEPEST = 100


@dataclass(slots=True, kw_only=True)
class Node:
    """A tag; ``children`` are nodes and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The value of the attribute *name*, or ''."""
        return self.attributes.get(name, '')

    @property
    def classes(self) -> list[str]:
        """The names of its classes."""
        return self.get('class').split()

    def nodes(self) -> Iterator[Node]:
        """All nodes in it, in the order of the text."""
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.nodes()


def read_html(html: str) -> Node:
    """The tree of *html*, in a node without a tag. Raises ``ImportRefusedError`` if it is too deep."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def style_sheet(html: str) -> str:
    """The style sheets that stand in *html*."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return '\n'.join(builder.styles)


def write_html(node: Node | str) -> str:
    """The HTML of *node*."""
    if isinstance(node, str):
        return escape(node, quote=False)
    inner = ''.join(map(write_html, node.children))
    if not node.tag:
        return inner
    attributes = ''.join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    return f'<{node.tag}{attributes}>' + ('' if node.tag in VOID else f'{inner}</{node.tag}>')


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node(tag='')
        self._open = [self.root]
        self._unread = 0
        self.styles: list[str] = []
        self._is_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        self._is_style = tag == 'style'
        if self._unread:
            return
        if len(self._open) > _DEEPEST:
            raise ImportRefusedError('import_deep')
        node = Node(tag=tag, attributes={name: value or '' for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._is_style = False
        if self._unread:
            self._unread -= tag in _UNREAD
            return
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if self._is_style:
            self.styles.append(data)
        if not self._unread:
            self._open[-1].children.append(data)
