"""The tokens of a page in reading order, those inside directives among them, each with its place in the file.

Both the gate and the reader of facts go along this one list, so a page is parsed once.
"""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..gate import allowed
from ..gate.allowed import Content, Directive, Permitted
from ..problems import Position, Problem, ProblemCode
from .directive_text import DirectiveText, split_directive
from .positions import AT, PIECES
from .source import Source

_MARKERS = ' \t>'
#: as the constructor of a named tuple does, which is Python and takes three times as long
_new = tuple.__new__


@dataclass(frozen=True, slots=True)
class InlinePlace:
    """Where the running text of one block stands: its *content* as the parser has it, and each line in the file.

    ``starts`` holds, for each line of the content, its offset, its line in the file and the column of its start.
    """

    content: str
    starts: tuple[tuple[int, int, int], ...]
    escaped: bool = False

    def mark(self, offset: int) -> Position:
        """The place of the character at *offset* of the content."""
        # a line is a thousand million at most
        begin, line, column = self.starts[max(bisect_right(self.starts, (offset, 10**9)) - 1, 0)]
        # in a table a bar that belongs to a cell is written with a backslash, which the content lacks
        hidden = self.content.count('|', begin, offset) if self.escaped else 0
        return _new(Position, (line, max(column + offset - begin + hidden, 1)))

    def find(self, snippet: str, offset: int) -> Position:
        """The place of *snippet* from *offset* on; that of *offset* if it is not written so."""
        found = self.content.find(snippet, offset) if snippet else -1
        return self.mark(offset if found < 0 else found)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveParts:
    """A directive: what its first line says, and what of its text is known if the directive is.

    ``content`` are the lines that it holds, of which the first stands on line ``content_line`` of the file; ``first``
    is the kind of the first token made of them, if they are Markdown.
    """

    name: str
    argument: str
    mark: Position
    rule: Directive | None = None
    too_deep: bool = False
    text: DirectiveText | None = None
    content: tuple[str, ...] = ()
    content_line: int = 0
    first: str = ''


class Visit(NamedTuple):
    """One token on the way through the page; those that only end something are passed over, but for tables.

    ``line`` is its first line in the file; ``top`` the place of the top token around it among the page's tokens;
    ``parents`` the names of the directives around it, outermost first; ``containers`` the kinds of lists, quotations
    and cells around it since the last of those; ``closed`` tells whether a fence ends before the page does. A tuple, as
    every page has hundreds.
    """

    token: Token
    line: int
    top: int
    parents: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    place: InlinePlace | None = None
    directive: DirectiveParts | None = None
    closed: bool = True

    @property
    def is_nested(self) -> bool:
        """Whether it stands inside something else."""
        return bool(self.parents or self.containers)


class Walk:
    """Goes through the tokens of one page, and knows its file: what is wrong with the page is reported here.

    ``env`` has the link targets of the page.
    """

    def __init__(self, source: Source, parser: MarkdownIt, env: MutableMapping[str, Any], permitted: Permitted) -> None:
        self.source = source
        self.lines = source.text.split('\n')
        self.permitted = permitted
        self.directives = permitted.index_directives if source.is_index else permitted.directives
        self._parser = parser
        self.env = env
        self._env: dict[str, Any] | None = None
        #: the lines of ``[name]: address``, by address
        self._named = {found['href']: found['map'][0] + 1 for found in env.get('references', {}).values()}

    def problem(self, mark: Position, code: ProblemCode, /, **details: str) -> Problem:
        """A problem at *mark* of the page; keyword arguments become the details."""
        return self.source.problem(mark, code, **details)

    def visits(self, tokens: Sequence[Token]) -> list[Visit]:
        """Every token of the page."""
        return list(_Level(self, 0, (), None).visits(tokens))

    def parse(self, content: str) -> list[Token]:
        """The tokens of what a directive holds."""
        return self._parser.parse(content, self._own_env())

    def parse_inline(self, text: str) -> list[Token]:
        """The tokens of the title of a directive."""
        return self._parser.parseInline(text, self._own_env())

    def _own_env(self) -> dict[str, Any]:
        """The link targets: what directives hold is read in the order of rendering, and adds its own in that order."""
        if self._env is None:
            self._env = copy.deepcopy(dict(self.env))
        return self._env

    def decoded(self, target: str) -> str:
        """An address as it was written, or nearly so."""
        return self._parser.normalizeLinkText(target)

    def target_mark(self, target: str, place: InlinePlace, offset: int) -> Position:
        """Where the address *target* of the link or picture at *offset* is written: there, or on a line of its own."""
        if place.content.find(target, offset) < 0 and (line := self._named.get(target)):
            return self.find(line, target)
        return place.find(target, offset)

    def find(self, line: int, snippet: str, start: int = 0) -> Position:
        """Where *snippet* stands on *line*, from the position *start* on; the start of the line if it does not."""
        found = self.line(line).find(snippet, start) if snippet else -1
        return Position(line=min(line, len(self.lines)), column=max(found, 0) + 1)

    def line(self, number: int) -> str:
        """The source of line *number*; an empty one behind the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ''


class _Level:
    """The tokens of one text: the page, or what a directive holds, whose first line is *above* lines down."""

    def __init__(self, walk: Walk, above: int, parents: tuple[str, ...], top: int | None) -> None:
        self._walk = walk
        self._above = above
        self._parents = parents
        self._top = top
        self._containers: tuple[str, ...] = ()
        self._line = 1 + above
        #: the column behind the last cell of a line of a table
        self._cell = (0, 0)

    def visits(self, tokens: Sequence[Token]) -> Iterator[Visit]:
        for number, token in enumerate(tokens):
            top = number if self._top is None else self._top
            if token.map:
                self._line = token.map[0] + 1 + self._above
            kind, containers = token.type, self._containers
            if token.nesting < 0:
                if containers and kind == f'{containers[-1]}_close':
                    self._containers = containers[:-1]
                if kind == 'table_close':
                    yield Visit(token, self._line, top, self._parents, containers)
            elif kind == 'inline':
                yield Visit(token, self._line, top, self._parents, containers, self._place(token))
            elif kind in ('fence', 'colon_fence'):
                yield from self._fence(token, top, containers)
            else:
                yield Visit(token, self._line, top, self._parents, containers)
                if token.nesting > 0 and (name := kind.removesuffix('_open')) in _CONTAINERS:
                    self._containers = (*containers, name)

    def _visit(self, token: Token, top: int, containers: tuple[str, ...], **more: Any) -> Visit:
        return Visit(token=token, line=self._line, top=top, parents=self._parents, containers=containers, **more)

    # -- running text ------------------------------------------------------------------

    def _place(self, token: Token) -> InlinePlace:
        if self._containers and self._containers[-1] in ('th', 'td'):
            return self._cell_place(token.content)
        if '\n' not in token.content:
            return InlinePlace(token.content, ((0, self._line, _column(self._walk.line(self._line), token.content)),))
        starts = []
        offset = 0
        for number, text in enumerate(token.content.split('\n'), self._line):
            starts.append((offset, number, _column(self._walk.line(number), text)))
            offset += len(text) + 1
        return InlinePlace(token.content, tuple(starts))

    def _cell_place(self, content: str) -> InlinePlace:
        line, behind = self._cell
        if line != self._line:
            behind = 0
        source = self._walk.line(self._line)
        written = content.replace('|', '\\|')
        found = max(source.find(written, behind), 0)
        self._cell = (self._line, found + len(written))
        return InlinePlace(content, ((0, self._line, found + 1),), escaped=True)

    # -- directives ----------------------------------------------------------------------

    def _fence(self, token: Token, top: int, containers: tuple[str, ...]) -> Iterator[Visit]:
        closed = self._is_closed(token)
        name, argument = first_word(token.info)
        if not (name.startswith('{') and name.endswith('}')):
            yield self._visit(token, top, containers, closed=closed)
            return
        opened, name = self._line, name[1:-1]
        mark = self._walk.find(opened, f'{{{name}}}')
        rule = self._walk.directives.get(name)
        parts = DirectiveParts(name=name, argument=argument, mark=mark)
        if rule is None:
            yield self._visit(token, top, containers, directive=parts, closed=closed)
            return
        if len(self._parents) >= allowed.MAX_DIRECTIVE_DEPTH:
            parts = DirectiveParts(name=name, argument=argument, mark=mark, rule=rule, too_deep=True)
            yield self._visit(token, top, containers, directive=parts, closed=closed)
            return
        text, content, line = _split_directive(token.content, rule, argument, opened)
        parents = (*self._parents, name)
        title: tuple[Visit, ...] = ()
        if rule.titled and argument:
            title = tuple(self._title(argument, top, parents))
        nested = self._walk.parse('\n'.join(content) + '\n') if rule.content is Content.MARKDOWN else []
        parts = DirectiveParts(
            name=name,
            argument=argument,
            mark=mark,
            rule=rule,
            text=text,
            content=content,
            content_line=line,
            first=nested[0].type if nested else '',
        )
        yield self._visit(token, top, containers, directive=parts, closed=closed)
        yield from title
        yield from _Level(self._walk, line - 1, parents, top).visits(nested)
        self._line = opened

    def _title(self, argument: str, top: int, parents: tuple[str, ...]) -> Iterator[Visit]:
        behind = max(self._walk.line(self._line).find('}'), 0)
        column = self._walk.find(self._line, argument, behind).column
        for token in self._walk.parse_inline(argument):
            place = InlinePlace(token.content, ((0, self._line, column),))
            yield Visit(token=token, line=self._line, top=top, parents=parents, containers=('title',), place=place)

    def _is_closed(self, token: Token) -> bool:
        """Whether the last line of a fence is one that ends it."""
        if not token.map or token.map[1] - token.map[0] < 2:
            return False
        last = self._walk.line(token.map[1] + self._above).lstrip(_MARKERS).rstrip()
        return len(last) >= len(token.markup) and set(last) == {token.markup[:1]}


_CONTAINERS = frozenset({'list_item', 'blockquote', 'th', 'td', 'dt', 'dd', 'footnote_reference', 'heading'})


def _split_directive(
    content: str, rule: Directive, argument: str, opened: int
) -> tuple[DirectiveText, tuple[str, ...], int]:
    """The parts of what a directive holds, its lines, and the line of the file on which the first of them stands."""
    # MyST puts a line in between where a directive begins at once with another
    shift = int(content.startswith(':::'))
    text = split_directive('\n' * shift + content, has_options=rule.reads_options)
    body, line = text.body, opened + text.body_line - shift
    if rule.argument is None and argument:  # it is the first line of the content
        body, line = (argument, *body), line - 1
    return text, body, line


def first_word(info: str) -> tuple[str, str]:
    """The name that opens a fence and what follows it, as MyST splits them."""
    parts = info.strip().split(maxsplit=1)
    return parts[0] if parts else '', parts[1] if len(parts) > 1 else ''


def _column(source: str, text: str) -> int:
    """The column at which *text*, a line of a block's content, begins in its line of the file."""
    kept, source = text.strip(), source.rstrip()
    found = len(source) - len(kept)
    if not source.endswith(kept):  # as in a heading that ends in number signs
        found = max(source.rfind(kept), 0)
    return found - (len(text) - len(text.lstrip())) + 1


def offset_of(token: Token) -> int:
    """The offset of an inline *token* in the content of its block."""
    return int(token.meta.get(AT, 0))


def pieces_of(token: Token) -> Sequence[tuple[int, int]]:
    """Where a text drifts apart from its source: offsets in the text and in the content of the block."""
    found: Sequence[tuple[int, int]] = token.meta.get(PIECES) or [(0, offset_of(token))]
    return found
