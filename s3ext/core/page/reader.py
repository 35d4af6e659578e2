"""From the tokens of a page to what it says: titles, links, pictures, tables, directives, with line and column."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from ..gate.allowed import OURS, PICTURE, Content
from ..problems import Position
from .amounts import amounts
from .anchors import Wanted, slug_of, slugs
from .facts import Amount, DirectiveUse, Heading, Image, Link, Note, PageFacts, RoleUse, Run, Table
from .languages import LANGUAGE
from .tag_pairs import TAG
from .walk import DirectiveParts, InlinePlace, Visit, Walk, offset_of, pieces_of

#: headings down to this level have an address: all; the build tells MyST so
ANCHORS = 6
_WHERE = {'heading': 'heading', 'th': 'cell', 'td': 'cell', 'list_item': 'item', 'dt': 'item', 'dd': 'item'}
_WHERE['blockquote'] = 'quote'


def read_facts(visits: Iterable[Visit], walk: Walk, refused: Container[Position] = ()) -> PageFacts:
    """What the page says whose tokens are *visits*; the gate has *refused* the directives at those places."""
    reader = _Reader(walk, refused)
    for visit in visits:
        reader.read(visit)
    return reader.facts()


def wanted(heading: Heading) -> Wanted:
    """What the address of *heading* depends on."""
    return Wanted(heading.base, heading.nested, bool(heading.places))


class _Reader:
    def __init__(self, walk: Walk, refused: Container[Position]) -> None:
        self._walk = walk
        self._refused = refused
        #: the places since the last token that is none
        self._above: list[str] = []
        self._headings: list[Heading] = []
        self._notes: list[Note] = []
        self._links: list[Link] = []
        self._images: list[Image] = []
        self._tables: list[Table] = []
        self._directives: list[DirectiveUse] = []
        self._roles: list[RoleUse] = []
        self._places: list[tuple[str, Position]] = []
        self._runs: list[Run] = []
        self._heading: Visit | None = None
        #: the line of the table being read, and the words of its head and of its first cells
        self._table: tuple[int, list[str], list[str]] | None = None

    def facts(self) -> PageFacts:
        """All that has been read."""
        return PageFacts(
            headings=self._with_slugs(),
            notes=tuple(self._notes),
            links=tuple(self._links),
            images=tuple(self._images),
            tables=tuple(self._tables),
            directives=tuple(self._directives),
            roles=tuple(self._roles),
            places=tuple(self._places),
            runs=tuple(self._runs),
            amounts=tuple(self._amounts()),
        )

    def _with_slugs(self) -> tuple[Heading, ...]:
        """The headings with the addresses that they have beside each other."""
        found = slugs([wanted(heading) for heading in self._headings])
        return tuple(replace(heading, slug=slug) for heading, slug in zip(self._headings, found, strict=True))

    def _amounts(self) -> Iterator[Amount]:
        """Numbers of the handbook's own records."""
        for run in self._runs:
            for found in amounts(run.text, self._walk.permitted.nouns):
                yield Amount(found.number, found.kind, found.written, run.mark_at(found.start))

    def read(self, visit: Visit) -> None:
        """Take in one token."""
        token = visit.token
        if visit.place is not None:
            self._inline(visit, visit.place)
            return
        if self._above and token.type not in ('myst_target', 'myst_line_comment', 'heading_open', TAG):
            self._above = []
        if visit.directive is not None:
            self._directive(visit, visit.directive)
        elif token.type == 'heading_open':
            self._heading = visit
        elif token.type == 'table_open':
            self._table = (visit.line, [], [])
        elif token.type == 'table_close':
            self._end_table()
        elif token.type == 'myst_target':
            self._places.append((token.content, self._walk.find(visit.line, token.content)))
            self._above.append(token.content)
        elif token.type == 'footnote_reference_open':
            label = str(token.meta.get('label', ''))
            self._notes.append(Note(label=label, mark=self._walk.find(visit.line, f'[^{label}]'), defines=True))

    # -- blocks ----------------------------------------------------------------------------

    def _inline(self, visit: Visit, place: InlinePlace) -> None:
        where = _WHERE.get(visit.containers[-1], 'text') if visit.containers else 'text'
        children = visit.token.children or []
        if self._heading is not None and visit.containers[-1:] == ('heading',):
            self._add_heading(self._heading, children, place)
            self._heading = None
        if self._table is not None and visit.containers[-1:] in (('th',), ('td',)):
            words = words_of(children)
            self._table[2].append(words)
            if visit.containers[-1] == 'th':
                # a picture heads a column by its words; a note alone does not
                self._table[1].append(words)
        self._text(children, place, 0, where)

    def _add_heading(self, visit: Visit, children: Sequence[Token], place: InlinePlace) -> None:
        level = int(visit.token.tag[1])
        text = ' '.join(words_of(children).split())
        plain = ''.join(child.content for child in children if child.type in ('text', 'code_inline'))
        base = slug_of(plain, self._walk.permitted.names.participants_sheet) if level <= ANCHORS else ''
        underlined = visit.token.markup[:1] in ('=', '-')
        mark = place.mark(0) if underlined else self._walk.find(visit.line, visit.token.markup)
        self._headings.append(
            Heading(
                level=level,
                text=text,
                slug='',
                base=base,
                mark=mark,
                underlined=underlined,
                nested=visit.is_nested,
                places=tuple(self._above),
            )
        )
        self._above = []

    def _end_table(self) -> None:
        if self._table is None:
            return
        line, head, cells = self._table
        first = ' '.join(' '.join(cells).split())[:40]
        mark = self._walk.find(line, self._walk.line(line).lstrip(' \t>')[:1])
        self._tables.append(Table(has_head=any(map(str.strip, head)), first_words=first, mark=mark))
        self._table = None

    def _directive(self, visit: Visit, parts: DirectiveParts) -> None:
        options = tuple(
            (name, value, self._value_mark(visit.line + line, name, value))
            for name, value, line in (parts.text.options if parts.text else ())
        )
        self._directives.append(
            DirectiveUse(
                name=parts.name,
                argument=parts.argument,
                options=options,
                mark=parts.mark,
                parent=visit.parents[-1] if visit.parents else '',
                has_content=any(line.strip() for line in parts.content),
                closed=visit.closed,
                valid=parts.rule is not None and parts.text is not None and parts.mark not in self._refused,
                entries=self._entries(parts),
            )
        )
        if parts.rule is not None and parts.rule.argument is PICTURE:
            mark = self._walk.find(parts.mark.line, parts.argument, parts.mark.column)
            given = {name: value for name, value, _ in options}
            self._images.append(Image(source=parts.argument, alt=given.get('alt', ''), mark=mark))

    def _entries(self, parts: DirectiveParts) -> tuple[tuple[str, Position], ...]:
        """The pages that a directive lists."""
        if parts.rule is None or parts.rule.content is not Content.PAGES:
            return ()
        lines = ((line.strip(), number) for number, line in enumerate(parts.content, parts.content_line))
        return tuple((entry, self._walk.find(number, entry)) for entry, number in lines if entry)

    def _value_mark(self, line: int, name: str, value: str) -> Position:
        """Where the *value* of an option on *line* stands, or its name if it has none."""
        mark = self._walk.find(line, name)
        return self._walk.find(line, value, mark.column - 1 + len(name)) if value else mark

    # -- text --------------------------------------------------------------------------------

    def _text(self, children: Sequence[Token], place: InlinePlace, base: int, where: str) -> None:
        """Take in running text, whose offsets count from *base*."""
        foreign = 0
        for position, token in enumerate(children):
            offset = base + offset_of(token)
            if token.type == 'text' and token.content:
                first, *more = pieces_of(token)
                drift = tuple((at, place.mark(base + start)) for at, start in more) if more else ()
                run = Run(token.content, where, place.mark(base + first[1]), drift, foreign > 0)
                if position > 1 and children[position - 1].type == TAG and _goes_on(children, position):
                    run = self._runs.pop().joined(run)
                self._runs.append(run)
            elif token.type == 'link_open':
                end = position + 1
                while end < len(children) and children[end].type != 'link_close':
                    end += 1
                self._link(token, words_of(children[position + 1 : end]), place, offset)
            elif token.type == 'image':
                source = str(token.attrGet('src') or '')
                mark = self._walk.target_mark(source, place, offset)
                self._images.append(Image(source=source, alt=words_of(token.children or []), mark=mark))
                self._text(token.children or [], place, offset + len('!['), where)
            elif token.type == 'footnote_ref':
                label = str(token.meta.get('label', ''))
                self._notes.append(Note(label=label, mark=place.mark(offset), where=where))
            elif token.type.startswith(LANGUAGE):
                foreign += token.nesting
            elif token.type == 'myst_role':
                name = str(token.meta.get('name', ''))
                self._roles.append(RoleUse(name=name, content=token.content, mark=place.mark(offset), where=where))
                if name == OURS:  # a text like any other
                    self._runs.append(Run(token.content, where, place.find(token.content, offset)))

    def _link(self, token: Token, words: str, place: InlinePlace, offset: int) -> None:
        # the parser encodes what stands outside ASCII
        target = self._walk.decoded(str(token.attrGet('href') or ''))
        mark = self._walk.target_mark(target, place, offset)
        bare = token.info == 'auto' and place.content[offset : offset + 1] != '<'
        self._links.append(Link(target=target, words=words, mark=mark, bare=bare))


def _goes_on(children: Sequence[Token], position: int) -> bool:
    """Whether the text at *position* of *children* goes on with another: only tags that show nothing stand between."""
    before = next((token for token in reversed(children[:position]) if token.type != TAG), None)
    return before is not None and before.type == 'text' and bool(before.content)


def words_of(tokens: Sequence[Token]) -> str:
    """The words of running text without its markup: those of pictures count, notes do not."""
    parts = []
    for token in tokens:
        if token.type in ('text', 'code_inline'):
            parts.append(token.content)
        elif token.type == 'myst_role':
            parts.append(token.content if token.meta.get('name') == OURS else _words_of_role(token.content))
        elif token.type == 'image':
            parts.append(words_of(token.children or []))
        elif token.type in ('softbreak', 'hardbreak'):
            parts.append(' ')
    return ''.join(parts)


def _words_of_role(content: str) -> str:
    """What a role prints: ``words <id>`` and ``EU (European Union)`` show what stands before."""
    for mark, end in ((' <', '>'), (' (', ')')):
        before, found, _ = content.partition(mark)
        if found and content.endswith(end):
            return before
    return content
