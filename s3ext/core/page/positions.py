"""Where each piece of running text stands: markdown-it knows the lines of blocks and nothing of what is in them.

A parser made by ``with_positions`` writes into ``token.meta`` of every inline token the offset in the content of its
block. It uses the parser's own rules, so it makes the same tokens.
"""

from __future__ import annotations

from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

#: the key in ``meta`` of the offset; for a picture's children it is one in the picture's words
AT = 's3-at'
#: for texts: pairs of an offset in the text and one in the block, where the two drift apart (entities, escapes)
PIECES = 's3-pieces'
_TEXT = ('text', 'text_special')


def with_positions(parser: MarkdownIt) -> MarkdownIt:
    """The same *parser*, whose inline tokens say where they stand; call it when all its rules are there."""
    parser.inline = _PlacedInline(parser.inline)
    # texts are joined next, and what is joined keeps the place of one of its parts
    parser.inline.ruler2.before('fragments_join', 's3_positions', _note_starts)
    return parser


class _PlacedState(StateInline):
    """Notes where each token begins. They get it in the end: some rules replace ``meta`` after the push."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> None:  # noqa: N803 - names of the parser
        super().__init__(src, md, env, outTokens)
        self.starts: dict[int, int] = {}
        self._begun: int | None = None

    def append_pending(self, text: str) -> None:
        """Add to the text that is not a token yet."""
        if self._begun is None:
            self._begun = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - as above
        """Make a token of the text."""
        token = super().pushPending()
        self.starts[id(token)] = self.pos if self._begun is None else self._begun
        self._begun = None
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Make a token that begins here."""
        position = self.pos
        token = super().push(ttype, tag, nesting)
        self.starts[id(token)] = position
        return token


class _PlacedInline(ParserInline):
    """The inline parser with the rules of another one and a state that knows where it is."""

    def __init__(self, other: ParserInline) -> None:
        super().__init__()
        self.ruler = other.ruler
        self.ruler2 = other.ruler2
        self.terminator_re = other.terminator_re

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Read *src* into *tokens*, as the parser of the library does."""
        if src and not self.terminator_re.search(src):
            # the first rule takes all of it, and the rules for pairs find none: every second text is such
            tokens.append(Token('text', '', 0, content=src, meta={AT: 0, PIECES: [(0, 0)]}))
            return tokens
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(''):
            rule(state)
        return state.tokens


def _note_starts(state: StateInline) -> None:
    """Note where the tokens begin; all of one text, which are joined later, where its first character stands."""
    assert isinstance(state, _PlacedState)
    pieces: list[tuple[int, int]] = []
    length = end = 0
    address = -1
    for position, token in enumerate(state.tokens):
        start = state.starts.get(id(token), end)
        if token.type == 'link_open':
            start = address = _start_of_link(state, position, start)
        if token.type not in _TEXT:
            token.meta[AT] = start
            pieces, length = [], 0
            continue
        before = state.tokens[position - 1] if position else token
        if before.type == 'link_open' and before.info == 'auto':
            start = state.src.find(token.content, address, address + 1 + len(token.content))
        if token.content:
            if not pieces or start != end:
                pieces.append((length, max(start, 0)))
            length += len(token.content)
            # what follows something written in another way than it reads is a piece of its own
            end = start + len(token.content) if token.type == 'text' else -1
        token.meta[AT] = pieces[0][1] if pieces else start
        token.meta[PIECES] = pieces


def _start_of_link(state: StateInline, position: int, start: int) -> int:
    """Where the link begins whose opening token is found at *start*: its bracket, or the address."""
    link = state.tokens[position]
    if link.info != 'auto':
        return max(start - 1, 0)
    words = state.tokens[position + 1].content
    found = state.src.find(words, max(0, start - len(words)))
    return start if found < 0 or state.src[start : start + 1] == '<' else found
