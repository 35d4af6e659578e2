"""From the tokens of a page to what stands in a text document, so that the page can be read out of it again.

What such a document has a form for gets it: headings, paragraphs, lists, quotations, tables, notes, links to the web.
Everything else stands there as the Markdown of the source, in whole blocks or within the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from markdown_it.token import Token

from ..gate.allowed import MAIL_ADDRESS, WEB_ADDRESS
from ..page.directive_text import split_directive
from ..page.languages import LANGUAGE
from ..page.markdown import markdown
from ..page.reader import words_of
from ..page.walk import first_word
from .content import Cell, Grid, Heading, Listing, Literal, Look, PagePart, Paragraph, Picture, Quote, Run

__all__ = ['Known', 'PageText', 'page_text']

#: so deep a text document has styles for lists
MAX_LIST_DEPTH = 3
_LISTS = ('bullet_list_open', 'ordered_list_open')
#: what begins a line that a text document shows as a list without saying that it is one
_BULLETS = '-*+•·–—o'
_SCRIPTS = ('sub', 'sup')
_PICTURES = ('{figure}', '{image}')


class NoFormError(Exception):
    """A block that a text document has no form for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a page alone does not say: the title of what ``#id`` or a file means, pictures, and hints on directives.

    A picture is None that cannot be shown, a hint '' where none is needed.
    """

    title: Callable[[str], str]
    picture: Callable[[str], bytes | None]
    hint: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The words of a page's title, and what stands below it."""

    title: tuple[Run, ...]
    parts: tuple[PagePart, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of the page: its tokens, and its first line and the one behind its last, counted from 0."""

    tokens: tuple[Token, ...]
    start: int
    end: int


def page_text(text: str, known: Known) -> PageText:
    """What the page with the source *text*, its header blanked, says."""
    return _Reader(text, known).read()


def _blocks(tokens: Sequence[Token]) -> Iterator[_Block]:
    """The blocks of the page in order; those that share a line are one."""
    found: list[Token] = []
    waiting: _Block | None = None
    depth = 0
    for token in tokens:
        found.append(token)
        depth += token.nesting
        if depth:
            continue
        lines = next((token.map for token in found if token.map), None) or [0, 0]
        block = _Block(tuple(found), lines[0], lines[1])
        found = []
        if waiting and block.start < waiting.end:
            block = _Block((*waiting.tokens, *block.tokens), waiting.start, max(waiting.end, block.end))
        elif waiting:
            yield waiting
        waiting = block
    if waiting:
        yield waiting


class _Reader:
    def __init__(self, text: str, known: Known) -> None:
        self._lines = text.split('\n')
        self._tokens = markdown().parse(text, {})
        self._known = known
        self._runs = _Runs(known)

    def read(self) -> PageText:
        title: tuple[Run, ...] = ()
        parts: list[PagePart] = []
        for block in _blocks(self._tokens):
            if block.tokens[0].tag == 'h1' and not title and not parts:
                title = self._runs.of(block.tokens[1], pictures=False)
                continue
            try:
                found = list(self._parts(block))
                if parts and _run_together(parts[-1], found[0]):
                    raise NoFormError
            except NoFormError:
                found = [self._literal(block), *self._shown(block)]
            parts += found
        return PageText(title=title, parts=tuple(parts))

    def _parts(self, block: _Block) -> Iterator[PagePart]:
        first = block.tokens[0]
        last = block.tokens[-1]
        if len(block.tokens) > 1 and last.type.removesuffix('_close') != first.type.removesuffix('_open'):
            raise NoFormError  # several that share a line
        if first.type == 'heading_open' and first.tag != 'h1':
            yield self._heading(block.tokens)
        elif first.type == 'paragraph_open':
            runs = self._runs.of(block.tokens[1])
            if _looks_listed(runs):
                raise NoFormError
            yield Paragraph(runs=runs)
            yield from self._pictures(block.tokens[1])
        elif first.type in _LISTS:
            yield self._listing(_children(block.tokens), first, 1)
        elif first.type == 'blockquote_open':
            yield self._quote(block.tokens)
        elif first.type == 'table_open':
            yield self._grid(block.tokens)
        else:
            raise NoFormError

    def _literal(self, block: _Block) -> PagePart:
        text = '\n'.join(self._lines[block.start : block.end]).rstrip()
        first = block.tokens[0]
        name = first_word(first.info)[0].strip('{}') if first.type in ('fence', 'colon_fence') else ''
        return Literal(text=text, hint=self._known.hint(name) if name else '')

    def _shown(self, block: _Block) -> Iterator[Picture]:
        """The pictures of a block that stands there as Markdown."""
        for token in block.tokens:
            yield from self._pictures(token)
        first = block.tokens[0]
        name, argument = first_word(first.info) if first.type in ('fence', 'colon_fence') else ('', '')
        if name in _PICTURES and (data := self._known.picture(argument)):
            yield Picture(data=data, alt=_option(first.content, 'alt'))

    def _pictures(self, inline: Token) -> Iterator[Picture]:
        for token in inline.children or ():
            if token.type == 'image' and (data := self._known.picture(_address(token, 'src'))):
                yield Picture(data=data, alt=words_of(token.children or []))

    def _heading(self, tokens: Sequence[Token]) -> Heading:
        return Heading(
            text=words_of(tokens[1].children or []),
            runs=self._runs.of(tokens[1], pictures=False),
            level=int(tokens[0].tag[1]) - 1,
        )

    def _quote(self, tokens: Sequence[Token]) -> Quote:
        groups = list(_children(tokens))
        if not groups or any(group[0].type != 'paragraph_open' for group in groups):
            raise NoFormError
        return Quote(paragraphs=tuple(Paragraph(runs=self._plain(group[1])) for group in groups))

    def _plain(self, inline: Token) -> tuple[Run, ...]:
        """The runs of a text that is a line of its own within something else."""
        runs = self._runs.of(inline, pictures=False)
        if not runs or _looks_listed(runs):
            raise NoFormError
        return runs

    def _listing(self, items: Iterable[Sequence[Token]], opened: Token, depth: int) -> Listing:
        if depth > MAX_LIST_DEPTH or opened.attrGet('start') not in (None, 1, '1'):
            raise NoFormError
        made = tuple(tuple(self._item(item, depth)) for item in items)
        if not made:
            raise NoFormError
        return Listing(items=made, numbered=opened.type == 'ordered_list_open')

    def _item(self, tokens: Sequence[Token], depth: int) -> Iterator[Paragraph | Listing]:
        groups = list(_children(tokens))
        if not groups or groups[0][0].type != 'paragraph_open' or 'checked' in tokens[0].meta:
            raise NoFormError
        yield Paragraph(runs=self._plain(groups[0][1]))
        before = ''
        for group in groups[1:]:
            kind = group[0].type
            if kind not in _LISTS or kind == before:
                raise NoFormError
            yield self._listing(_children(group), group[0], depth + 1)
            before = kind

    def _grid(self, tokens: Sequence[Token]) -> Grid:
        if any(token.attrGet('style') for token in tokens):  # a column that is not aligned as all are
            raise NoFormError
        rows: list[list[Cell]] = []
        for number, token in enumerate(tokens):
            if token.type == 'tr_open':
                rows.append([])
            elif token.type in ('th_open', 'td_open'):
                rows[-1].append(self._cell(tokens[number + 1]))
        head, *body = map(tuple, rows)
        if len(head) < 2 or not body or not any(head):  # a list of one column is read as paragraphs
            raise NoFormError
        return Grid(head=head, rows=tuple(body))

    def _cell(self, inline: Token) -> Cell:
        runs = self._runs.of(inline, pictures=False)
        return (Paragraph(runs=runs),) if runs else ()


class _Runs:
    """Reads running text."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def of(self, inline: Token, *, pictures: bool = True) -> tuple[Run, ...]:
        """The runs of *inline*. Raises ``NoFormError``; also for pictures, where none can stand."""
        children = inline.children or []
        if not pictures and any(token.type == 'image' for token in children):
            raise NoFormError
        return tuple(_joined(self._read(children)))

    def _read(self, children: Sequence[Token]) -> Iterator[Run]:
        style = Run('')
        #: what ends the links and languages that are open
        ends: list[str] = []
        #: the marks of emphasis that is open, '' where it is a look
        looks: list[str] = []
        for number, token in enumerate(children):
            kind, opens = token.type, token.nesting > 0
            if kind in ('strong_open', 'em_open'):
                plain = _is_plain(children, number)
                looks.append('' if plain else token.markup)
                if plain:
                    style = _in_look(style, kind, is_open=True)
                else:
                    yield _markdown(token.markup)
            elif kind in ('strong_close', 'em_close'):
                if marks := looks.pop():
                    yield _markdown(marks)
                else:
                    style = _in_look(style, kind, is_open=False)
            elif kind.rpartition('_')[0] in _SCRIPTS:
                style = style._replace(script=kind.rpartition('_')[0] if opens else '')
            elif kind in ('s_open', 's_close'):
                yield _markdown('~~')
            elif kind == 'link_open':
                address = _address(token, 'href')
                if token.attrGet('title'):
                    raise NoFormError
                empty = children[number + 1].type == 'link_close'
                if not empty and (WEB_ADDRESS.fullmatch(address) or MAIL_ADDRESS.fullmatch(address)):
                    style = style._replace(url=str(token.attrGet('href')))
                    ends.append('')
                    continue
                yield _markdown('[')
                if empty:
                    yield style._replace(text=self._known.title(address), look=Look.ADDED)
                ends.append(f']({_written(address)})')
            elif kind == f'{LANGUAGE}_open':
                yield _markdown('[')
                style = style._replace(language=str(token.attrGet('lang')))
                ends.append(f']{token.markup}')
            elif kind in ('link_close', f'{LANGUAGE}_close'):
                style = style._replace(url='') if kind == 'link_close' else style._replace(language='')
                if end := ends.pop():
                    yield _markdown(end)
            else:
                yield self._leaf(token, style)

    def _leaf(self, token: Token, style: Run) -> Run:
        kind = token.type
        if kind == 'text':
            return style._replace(text=token.content)
        if kind == 'softbreak':
            return style._replace(text=' ')
        if kind == 'hardbreak':
            return style._replace(text='\n')
        if kind == 'footnote_ref':
            return style._replace(note=str(token.meta.get('label', '')))
        if kind == 'code_inline':
            return _markdown(_code(token))
        if kind == 'myst_role':
            return self._role(str(token.meta.get('name', '')), token.content, style)
        if kind == 'image' and not token.attrGet('title'):
            return _markdown(f'![{token.content}]({_written(_address(token, "src"))})')
        raise NoFormError

    def _role(self, name: str, content: str, style: Run) -> Run:
        if name in _SCRIPTS:
            return style._replace(text=content, script=name)
        if '`' in content:
            raise NoFormError
        return _markdown(f'{{{name}}}`{content}`')


def _in_look(style: Run, kind: str, *, is_open: bool) -> Run:
    """*style* as it is behind the start or end of emphasis."""
    return style._replace(bold=is_open) if kind.startswith('strong') else style._replace(italic=is_open)


def _is_plain(children: Sequence[Token], opened: int) -> bool:
    """Whether the emphasis at *opened* holds words alone: around all else it could begin and end elsewhere."""
    end = children[opened].type.replace('_open', '_close')
    inner = takewhile(lambda token: token.type != end, children[opened + 1 :])
    return all(token.type in ('text', 'softbreak') for token in inner)


def _markdown(text: str) -> Run:
    return Run(text, look=Look.MARKDOWN)


def _code(token: Token) -> str:
    marks = token.markup or '`'
    while marks in token.content:
        marks += '`'
    pad = ' ' if token.content[:1] in ('`', ' ') or token.content[-1:] in ('`', ' ') else ''
    return f'{marks}{pad}{token.content}{pad}{marks}'


def _address(token: Token, name: str) -> str:
    """Where a link or picture leads, as it was written or nearly so."""
    return markdown().normalizeLinkText(str(token.attrGet(name) or ''))


def _written(address: str) -> str:
    return f'<{address}>' if set(address) & set(' ()') else address


def _option(content: str, name: str) -> str:
    """The value of the option *name* of a directive that holds *content*; '' without one."""
    options = split_directive(content, has_options=True).options
    return next((value for option, value, _ in options if option == name), '')


def _children(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """What stands directly within the block *tokens*, each with all that stands in it."""
    start, depth = 1, 0
    for number in range(1, len(tokens) - 1):
        depth += tokens[number].nesting
        if depth == 0:
            yield tokens[start : number + 1]
            start = number + 1


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """The *runs* with neighbours of one style as one."""
    last: Run | None = None
    for run in runs:
        if last and not last.note and not run.note and last._replace(text='') == run._replace(text=''):
            last = last._replace(text=last.text + run.text)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _run_together(before: PagePart, part: PagePart) -> bool:
    """Whether two blocks are one in a text document: lists and quotations have no end there."""
    if isinstance(before, Listing) and isinstance(part, Listing):
        return before.numbered == part.numbered
    return isinstance(before, Quote) and isinstance(part, Quote)


def _looks_listed(runs: Sequence[Run]) -> bool:
    """Whether a paragraph begins as the items of lists do that somebody made by hand."""
    if not runs or runs[0].look is not Look.PLAIN:
        return False
    word, blank, _ = runs[0].text.partition(' ')
    word = word.partition('\t')[0]
    if not blank and '\t' not in runs[0].text:
        return False
    counted = word.lstrip('(')[:-1]
    return word in _BULLETS or (word[-1:] in ('.', ')') and (counted.isdecimal() or len(counted) == 1))
