"""Tracked changes and comments in a document of Word: what, and where; by whom is nobody's business."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from .error import Unfinished
from .package import read_xml
from .report import shown

_TEXTS = ('document.xml', 'footnotes.xml', 'endnotes.xml')
#: elements that hold what was changed, and the texts that say how
_CHANGES = {'ins': 'change_added', 'moveTo': 'change_moved', 'del': 'change_removed', 'moveFrom': 'change_moved'}
_WORDS = frozenset({'t', 'delText'})
_VALUE = 'val'


def find_unfinished(parts: Mapping[str, bytes]) -> tuple[Unfinished, ...]:
    """The changes and comments in the *parts* of a document, in the order of its text."""
    headings = _heading_styles(parts.get('word/styles.xml', b''))
    found: list[Unfinished] = []
    for name in sorted(parts, key=lambda name: (posixpath.basename(name) not in _TEXTS, name)):
        if posixpath.dirname(name) == 'word' and posixpath.basename(name) in _TEXTS:
            finder = _Finder(headings)
            read_xml(parts[name], finder.start, finder.end, finder.characters)
            found += finder.found
    return tuple(found)


def _heading_styles(data: bytes) -> set[str]:
    """The ids of the styles of headings; their names are English in every edition of Word."""
    found: set[str] = set()
    now = ''

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal now
        local, plain = _plain(tag, attributes)
        if local == 'style':
            now = plain.get('styleId', '')
        elif local == 'name' and plain.get(_VALUE, '').lower().startswith(('heading', 'title')):
            found.add(now)

    if data:
        read_xml(data, start)
    return found


class _Finder:
    def __init__(self, headings: set[str]) -> None:
        self.found: list[Unfinished] = []
        self._headings = headings
        self._heading = ''
        self._is_heading = self._is_text = False
        self._words: list[str] = []
        #: what is open: the text that says which change, and its words
        self._changes: list[tuple[str, list[str]]] = []
        self._comments: dict[str, list[str]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local, plain = _plain(tag, attributes)
        if local == 'p':
            self._words, self._is_heading = [], False
        elif local == 'pStyle':
            self._is_heading = plain.get(_VALUE, '') in self._headings
        elif local in _CHANGES:
            self._changes.append((_CHANGES[local], []))
        elif local == 'commentRangeStart':
            self._comments[plain.get('id', '')] = []
        elif local == 'commentReference':
            words = self._comments.pop(plain.get('id', ''), [])
            self._add('comment', words)
        self._is_text = local in _WORDS

    def end(self, tag: str) -> None:
        local = tag.rpartition(' ')[2]
        self._is_text = False
        if local in _CHANGES and self._changes:
            self._add(*self._changes.pop())
        elif local == 'p' and self._is_heading:
            self._heading = ''.join(self._words)

    def characters(self, text: str) -> None:
        if self._is_text:
            self._words.append(text)
            for _, words in self._changes:
                words.append(text)
            for words in self._comments.values():
                words.append(text)

    def _add(self, cause: str, words: list[str]) -> None:
        heading = ''.join(self._words) if self._is_heading else self._heading
        self.found.append(Unfinished(cause, shown(''.join(words)), shown(heading)))


def _plain(tag: str, attributes: dict[str, str]) -> tuple[str, dict[str, str]]:
    return tag.rpartition(' ')[2], {name.rpartition(' ')[2]: value for name, value in attributes.items()}
