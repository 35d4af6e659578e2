"""The running text of a page: what a reader sees of each piece, and where it is written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import punctuation

from markdown_it.token import Token

from ..problems import Position
from .tags import BREAK
from .walk import InlinePlace, Visit, offset_of, pieces_of

#: stands in a text for what is none: code, roles, pictures, notes, addresses
OBJECT = '\ufffc'
_TICKS = re.compile(r'`+')
_MASK = '\x00'
_ADDRESS = re.compile(r'(?:https?://|www\.)\S+')
_OBJECTS = ('code_inline', 'myst_role', 'image', 'footnote_ref')
_PLACES = {'heading_open': 'heading', 'th_open': 'cell', 'td_open': 'cell', 'dt_open': 'term'}


@dataclass(slots=True, kw_only=True)
class Prose:
    """One piece of running text.

    ``text`` is what a reader sees, entities and escapes decoded, with ``OBJECT`` for what is no text; its lines are
    those of the source.
    ``where`` is 'text', 'item' (the first piece of an item of a list), 'title', 'heading', 'cell', 'term', 'alert' or
    'quote' (the first piece of an alert or a quotation).
    """

    text: str
    where: str
    place: InlinePlace
    #: offsets in ``text``, and where in the content of the block what follows them is written
    pieces: tuple[tuple[int, int], ...]
    _source: str | None = None

    @property
    def source(self) -> str:
        """What is written, code and escaped characters blanked at equal length."""
        if self._source is None:
            self._source = masked(self.place.content)
        return self._source

    def mark(self, start: int, end: int) -> Position | None:
        """Where the text from *start* to *end* is written; None if its first or last character is written otherwise."""
        first, last = self._written(start), self._written(end - 1)
        for place, position in ((start, first), (end - 1, last)):
            if self.text[place] != OBJECT and self.source[position : position + 1] != self.text[place]:
                return None
        return self.place.mark(first)

    def _written(self, position: int) -> int:
        found = bisect_right(self.pieces, position, key=lambda piece: piece[0]) - 1
        begin, written = self.pieces[max(found, 0)]
        return written + position - begin


def prose_of(visits: Sequence[Visit]) -> Iterator[Prose]:
    """The pieces of text among the tokens *visits* of a page."""
    for number, visit in enumerate(visits):
        if visit.place is not None and visit.token.children:
            text, pieces = _visible(visit.token.children)
            yield Prose(text=text, where=_where(visits, number), place=visit.place, pieces=tuple(pieces))


def _where(visits: Sequence[Visit], number: int) -> str:
    before = visits[number - 1].token.type if number else ''
    if before == 'heading_open' and visits[number - 1].token.tag == 'h1':
        return 'title'
    if before != 'paragraph_open':
        return _PLACES.get(before, 'text')
    outer = visits[number - 2].token.type if number > 1 else ''
    return {'list_item_open': 'item', 'blockquote_open': 'quote', 'alert_title_close': 'alert'}.get(outer, 'text')


def _visible(children: Sequence[Token]) -> tuple[str, Sequence[tuple[int, int]]]:
    if len(children) == 1 and children[0].type == 'text' and children[0].content:  # every second
        return children[0].content, pieces_of(children[0])
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    length = 0
    address = False
    before = ''
    for token in children:
        words = ''
        if token.type in ('link_open', 'link_close') and token.info == 'auto':
            address = token.type == 'link_open'
            words = OBJECT if address else ''
        elif token.type in _OBJECTS:
            words = OBJECT
        elif token.type in ('softbreak', 'hardbreak'):
            words = ' ' if token.markup == BREAK else '\n'
        elif token.type == 'text' and not address:
            # a link that shows where it leads shows no text
            words = OBJECT if before == 'link_open' and _ADDRESS.fullmatch(token.content) else token.content
        if words:
            for at, start in pieces_of(token) if token.type == 'text' else [(0, offset_of(token))]:
                pieces.append((length + at, start))
            parts.append(words)
            length += len(words)
        before = token.type
    return ''.join(parts), pieces or [(0, 0)]


def masked(text: str) -> str:
    """*text* with code spans and escaped characters blanked, line ends kept (CommonMark 2.4 and 6.1)."""
    if '`' not in text and '\\' not in text:
        return text
    runs = [match.span() for match in _TICKS.finditer(text)]
    starts: dict[int, list[int]] = {}
    for start, end in runs:
        starts.setdefault(end - start, []).append(start)
    parts: list[str] = []
    position = 0
    while position < len(text):
        char = text[position]
        end = position + 1
        if char == '\\' and text[end : end + 1] in punctuation and text[end : end + 1]:
            end += 1
        elif char == '`':
            while text[end : end + 1] == '`':
                end += 1
            same = starts.get(end - position, [])
            after = bisect_left(same, end)
            if after == len(same):
                parts.append(text[position:end])
                position = end
                continue
            end += same[after] - position
        else:
            parts.append(char)
            position = end
            continue
        parts.append(''.join('\n' if char == '\n' else _MASK for char in text[position:end]))
        position = end
    return ''.join(parts)


def as_written(token: Token, source: str, base: int) -> str:
    """The text of *token*, with ``_MASK`` for each ``<`` that is escaped or an entity: it is meant to be seen.

    The offsets of the token count from *base* in the content of the block, of which *source* is what ``masked`` makes.
    """
    pieces = pieces_of(token)
    chars = list(token.content)
    for position, char in enumerate(chars):
        if char == '<':
            begin, written = pieces[max(bisect_right(pieces, position, key=lambda piece: piece[0]) - 1, 0)]
            if source[(at := base + written + position - begin) : at + 1] != '<':
                chars[position] = _MASK
    return ''.join(chars)
