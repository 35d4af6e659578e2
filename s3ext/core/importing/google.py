"""A Google document, exported as a zipped page, as HTML of the closed set of tags."""

from __future__ import annotations

import posixpath
import re
import zipfile

import tinycss2

from .document import Pictures, ReadDocument
from .error import ImportRefusedError, Unfinished, UnfinishedError
from .package import open_package, part_of
from .report import Remark, shown
from .tree import Node, read_html, style_sheet, write_html

_NOTE = re.compile(r'#ftnt(\d+)')
_NOTE_TEXT = re.compile(r'ftnt(\d+)')
_BACK = re.compile(r'#ftnt_ref\d+')
_COMMENT = re.compile(r'#cmnt\d+')
_COMMENT_TEXT = re.compile(r'cmnt\d+')
#: the level of a list stands at the end of its class
_LEVEL = re.compile(r'lst-kix_\w+-(\d)')
_HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')
_BOLD = frozenset({'700', '800', '900', 'bold', 'bolder'})
_LISTS = ('ul', 'ol')
_TITLE = 'title'


def read_google(data: bytes) -> ReadDocument:
    """What the zip file *data* says. Raises ``ImportRefusedError`` and ``UnfinishedError``."""
    archive = open_package(data, 'zip')
    pages = [name for name in archive.namelist() if name.lower().endswith(('.html', '.htm')) and '/' not in name]
    if len(pages) != 1:
        raise ImportRefusedError('import_zip')
    try:
        html = part_of(archive, pages[0]).decode('utf-8-sig')
    except UnicodeDecodeError:
        raise ImportRefusedError('import_broken') from None
    root = read_html(html)
    if places := _comments(root):
        raise UnfinishedError(places)
    pictures = Pictures()
    plain = _Plain(_looks(style_sheet(html)), archive, pictures)
    made = Node(tag='', children=plain.all(root))
    if plain.notes:
        made.children.append(Node(tag='ol', children=[*plain.notes]))
    return ReadDocument(html=write_html(made), pictures=pictures.by_name, remarks=plain.remarks)


def _comments(root: Node) -> tuple[Unfinished, ...]:
    found: list[Unfinished] = []
    heading = ''
    last = ''
    for node in root.nodes():
        if node.tag in _HEADINGS:
            heading = _words(node)
        if node.tag in ('p', 'li', *_HEADINGS):
            last = _words(node)
        if node.tag == 'a' and _COMMENT.fullmatch(node.get('href')):
            found.append(Unfinished('comment', shown(last), shown(heading)))
    return tuple(found)


def _words(node: Node) -> str:
    return ''.join(child if isinstance(child, str) else _words(child) for child in node.children)


def _looks(sheet: str) -> dict[str, list[str]]:
    """By class the tags that say the same as its style."""
    found: dict[str, list[str]] = {}
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type != 'qualified-rule':
            continue
        name = tinycss2.serialize(rule.prelude).strip()
        if name.startswith('.') and name[1:].isalnum():
            found[name[1:]] = [*_tags(rule.content)]
    return found


def _tags(content: list[object]) -> list[str]:
    values = {
        declared.lower_name: tinycss2.serialize(declared.value).strip().lower()
        for declared in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
        if declared.type == 'declaration'
    }
    place = {'sub': 'sub', 'super': 'sup'}.get(values.get('vertical-align', ''))
    return [
        *(['strong'] if values.get('font-weight') in _BOLD else []),
        *(['em'] if values.get('font-style') == 'italic' else []),
        *(['s'] if 'line-through' in values.get('text-decoration', '') else []),
        *([place] if place else []),
    ]


class _Plain:
    def __init__(self, looks: dict[str, list[str]], archive: zipfile.ZipFile, pictures: Pictures) -> None:
        self.notes: list[Node] = []
        self.remarks: list[Remark] = []
        self._looks, self._archive, self._pictures = looks, archive, pictures

    def all(self, node: Node) -> list[Node | str]:
        """What is in *node*, in tags of the closed set."""
        children: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str):
                children.append(child)
            elif child.tag in _LISTS:
                self._add_list(children, child)
            else:
                children += self._one(child)
        return children

    def _one(self, node: Node) -> list[Node | str]:
        if self._is_aside(node):
            return []
        if node.tag == 'a':
            return self._link(node)
        if node.tag == 'img':
            return self._picture(node)
        inner = self.all(node)
        if node.tag == 'p' and _TITLE in node.classes:
            return [Node(tag='h1', attributes={'class': _TITLE}, children=inner)]
        if node.tag == 'span':
            for tag in (tag for name in node.classes for tag in self._looks.get(name, ())):
                inner = [Node(tag=tag, children=inner)]
            return inner
        kept = {name: node.get(name) for name in ('colspan', 'rowspan', 'start') if node.get(name)}
        return [Node(tag=node.tag, attributes=kept, children=inner)]

    def _is_aside(self, node: Node) -> bool:
        """Whether *node* is the text of a note, which is kept for the end, or of a comment."""
        if node.tag != 'div':
            return False
        marks = [inner.get('id') for inner in node.nodes() if inner.tag == 'a' and inner.get('id')]
        found = next((found for mark in marks if (found := _NOTE_TEXT.fullmatch(mark))), None)
        if found and any(_BACK.fullmatch(inner.get('href')) for inner in node.nodes()):
            inner = self.all(Node(tag='', children=node.children))
            self.notes.append(Node(tag='li', attributes={'id': f'footnote-{found[1]}'}, children=inner))
            return True
        return any(_COMMENT_TEXT.fullmatch(mark) for mark in marks)

    def _link(self, node: Node) -> list[Node | str]:
        href = node.get('href')
        if _BACK.fullmatch(href):
            return []
        if found := _NOTE.fullmatch(href):
            return [Node(tag='a', attributes={'href': f'#footnote-{found[1]}'}, children=self.all(node))]
        kept = {'href': href} if href else {}
        return [Node(tag='a', attributes=kept, children=self.all(node))]

    def _picture(self, node: Node) -> list[Node | str]:
        source = posixpath.normpath(node.get('src'))
        data = part_of(self._archive, source, 20_000_000)
        if not data:  # it lies on the web, and nothing is fetched
            self.remarks.append(Remark('left_out', 'picture_outside'))
            return []
        name = self._pictures.add(data, source.rpartition('.')[2])
        return [Node(tag='img', attributes={'src': name, 'alt': node.get('alt') or node.get('title')})]

    def _add_list(self, children: list[Node | str], node: Node) -> None:
        """Add a list, below the last item of the list before if its class says that it is deeper."""
        made = Node(tag=node.tag, children=self.all(node))
        found = next((found for name in node.classes if (found := _LEVEL.fullmatch(name))), None)
        level = int(found[1]) if found else 0
        before = [child for child in children if not (isinstance(child, str) and not child.strip())]
        last = before[-1] if before and isinstance(before[-1], Node) and before[-1].tag in _LISTS else None
        if last is None or (level == 0 and last.tag != made.tag):
            children.append(made)
            return
        for _ in range(level):
            item = next((child for child in reversed(last.children) if isinstance(child, Node)), None)
            if item is None:
                break
            inner = item.children[-1] if item.children else None
            if not (isinstance(inner, Node) and inner.tag in _LISTS):
                item.children.append(made)
                return
            last = inner
        last.children += made.children
