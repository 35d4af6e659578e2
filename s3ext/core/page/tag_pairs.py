"""Tags of HTML and their partners: what stands between the two tags of a pair becomes strong, a link and so on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..gate.allowed import FORMATS, GROUPS, MAX_TAG_DEPTH
from .positions import AT

#: the kind of the token of a tag, with its name in ``tag``, its words in ``content`` and 'end' in ``info`` if it ends
TAG = 's3_tag'
#: the key in ``meta`` of a tag whose partner is known; one without is a fault
PAIRED = 's3-paired'
_SHOWN = ('code_inline', 'image', 'myst_role', 'footnote_ref')
_TEXT = ('text', 'text_special')
#: so many tags without a partner are passed over in the search for one
_FAR = 8


def pair_tags(state: StateCore) -> None:
    """Find the partners of all tags; a paragraph that holds nothing else vanishes."""
    if '<' not in state.src:
        return
    #: groups that are open, and None for each block around what follows
    groups: list[Token | None] = []
    kept: list[Token] = []
    for token in state.tokens:
        kept.append(token)
        if token.type == 'inline' and token.children:
            if any(child.type == TAG for child in token.children):
                token.children = _Text(groups).read(token.children)
        elif token.type == TAG:
            pair_group(groups, token)
        elif token.type not in ('paragraph_open', 'paragraph_close') and token.nesting:
            _enter_or_leave(groups, token)
        elif token.type == 'paragraph_close' and _is_idle(kept[-2]):
            words = kept[-2]
            words.children = [child for child in words.children or () if child.type == TAG]
            kept[-3:] = [words]
    state.tokens = kept


def pair_group(groups: list[Token | None], token: Token) -> None:
    """Take the tag of a group: a partner must stand in the same list item, quotation, cell and so on."""
    if token.info != 'end':
        groups.append(token)
        return
    for back in range(1, min(_FAR, len(groups)) + 1):
        other = groups[-back]
        if other is None:
            return
        if other.tag == token.tag:
            other.meta[PAIRED] = token.meta[PAIRED] = True
            del groups[-back:]
            return


def _enter_or_leave(groups: list[Token | None], token: Token) -> None:
    if token.nesting > 0:
        groups.append(None)
        return
    while groups and groups.pop() is not None:
        pass


def _is_idle(words: Token) -> bool:
    """Whether running text holds tags and nothing else; all of them with a partner."""
    children = words.children or []
    return any(child.type == TAG for child in children) and all(
        PAIRED in child.meta
        if child.type == TAG
        else child.type == 'softbreak' or (child.type in _TEXT and not child.content.strip())
        for child in children
    )


@dataclass(slots=True, kw_only=True)
class _Open:
    """A tag that waits for its partner, or None in its place for what Markdown opened.

    ``at`` is its place among the tokens; ``shown`` and ``links`` count what was shown before it, and links.
    """

    tag: Token | None
    at: int = 0
    shown: int = 0
    links: int = 0


class _Text:
    """The running text of one block."""

    def __init__(self, groups: list[Token | None]) -> None:
        self._groups = groups
        self._tokens: list[Token] = []
        self._open: list[_Open] = []
        self._shown = self._links = self._in_links = 0

    def read(self, children: Sequence[Token]) -> list[Token]:
        """*children* with the tokens that pairs of tags mean in the place of those tags."""
        for token in children:
            if token.type != TAG:
                self._tokens.append(token)
                self._count(token)
            elif token.tag in GROUPS:
                self._tokens.append(token)
                if not self._open:
                    pair_group(self._groups, token)
            elif token.info != 'end':
                self._open.append(_Open(tag=token, at=len(self._tokens), shown=self._shown, links=self._links))
                self._tokens.append(token)
            else:
                self._end(token)
        return self._tokens

    def _count(self, token: Token) -> None:
        self._shown += token.type in _SHOWN or (token.type in _TEXT and bool(token.content.strip()))
        if token.nesting > 0:
            self._links += token.type == 'link_open'
            self._in_links += token.type == 'link_open'
            self._open.append(_Open(tag=None))
        elif token.nesting < 0:
            self._in_links -= token.type == 'link_close'
            while self._open and self._open.pop().tag is not None:
                pass

    def _end(self, token: Token) -> None:
        """Take a tag that ends something."""
        self._tokens.append(token)
        for back in range(1, min(_FAR, len(self._open)) + 1):
            opened = self._open[-back]
            if opened.tag is None:
                return
            if opened.tag.tag == token.tag:
                del self._open[-back:]
                self._pair(opened, opened.tag, token)
                return

    def _pair(self, opened: _Open, begin: Token, end: Token) -> None:
        kind = 'link' if begin.tag == 'a' else FORMATS.get(begin.tag, '')
        if not kind:  # a container
            begin.meta[PAIRED] = end.meta[PAIRED] = True
        elif self._shown == opened.shown or len(self._open) >= MAX_TAG_DEPTH:
            return
        elif kind == 'code':
            self._code(opened, begin)
        elif kind != 'link' or (self._links == opened.links and not self._in_links):
            self._links += kind == 'link'
            self._tokens[opened.at] = _token(f'{kind}_open', begin, 1)
            self._tokens[-1] = _token(f'{kind}_close', end, -1)

    def _code(self, opened: _Open, begin: Token) -> None:
        inner = self._tokens[opened.at + 1 : -1]
        if all(token.type in (*_TEXT, 'softbreak') for token in inner):
            words = ''.join(token.content if token.type in _TEXT else ' ' for token in inner)
            code = Token('code_inline', 'code', 0, content=words, meta={AT: begin.meta.get(AT, 0)})
            self._tokens[opened.at :] = [code]


def _token(kind: str, tag: Token, nesting: int) -> Token:
    """The token of *kind* that Markdown would make in the place of *tag*."""
    name = {'link': 'a'}.get(kind.rpartition('_')[0], kind.rpartition('_')[0])
    return Token(kind, name, 1 if nesting > 0 else -1, attrs=dict(tag.attrs), meta={AT: tag.meta.get(AT, 0)})
