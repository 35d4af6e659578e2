"""Tracked changes and comments in a document of LibreOffice: what, and where; by whom is nobody's business."""

from __future__ import annotations

from .error import Unfinished
from .report import shown
from .tree import Node

_CAUSES = {'insertion': 'change_added', 'deletion': 'change_removed'}
_NAMES = frozenset({'creator', 'date', 'date-string', 'initials', 'creator-initials', 'change-info'})


def find_unfinished(root: Node) -> tuple[Unfinished, ...]:
    """The changes and comments in the tree *root*, in the order of the text."""
    changes: dict[str, tuple[str, str]] = {}
    for node in root.nodes():
        if node.tag != 'changed-region':
            continue
        for child in node.children:
            if isinstance(child, Node) and child.tag in _CAUSES:  # changes of looks are none of the text
                changes[node.get('id')] = (_CAUSES[child.tag], _words(child))
    finder = _Finder(changes)
    finder.go(root)
    return tuple(finder.found)


class _Finder:
    def __init__(self, changes: dict[str, tuple[str, str]]) -> None:
        self.found: list[Unfinished] = []
        self._changes, self._heading = changes, ''
        self._open: dict[str, list[str]] = {}

    def go(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, str):
                for words in self._open.values():
                    words.append(child)
            elif child.tag == 'annotation':
                self._add('comment', _words(node))
            elif child.tag == 'change-start':
                self._open[child.get('change-id')] = []
            elif child.tag == 'change-end' and child.get('change-id') in self._open:
                changed = ''.join(self._open.pop(child.get('change-id')))
                if known := self._changes.get(child.get('change-id')):
                    self._add(known[0], changed)
            elif child.tag == 'change' and (known := self._changes.get(child.get('change-id'))):
                self._add(*known)
            elif child.tag != 'tracked-changes':
                if child.tag == 'h':
                    self._heading = _words(child)
                self.go(child)

    def _add(self, cause: str, words: str) -> None:
        self.found.append(Unfinished(cause, shown(words), shown(self._heading)))


def _words(node: Node) -> str:
    """The words in *node* without those of comments."""
    if node.tag == 'annotation' or node.tag in _NAMES:
        return ''
    return ''.join(child if isinstance(child, str) else _words(child) for child in node.children)
