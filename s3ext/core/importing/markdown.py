r"""Blocks as the Markdown of a page; words that Markdown would read as its own are escaped, and no others.

In a text these are escaped: ``\``, the backtick, ``[``, ``]``, ``{``; ``*``, ``_`` and ``~`` where they do not stand
alone (``_`` within a word means nothing); ``<`` before a letter or a sign of a tag; ``&`` before the name of a
character (both also where a piece of the text ends); ``^`` after a word or before ``[``; ``$`` before a word; ``==``;
a colon that begins the name of a role or an emoji; a vertical line in tables. At the start of a line also what would
begin a heading, a quotation, a list, code, a box, a comment or a table. A bare address of the web is left as it is.
Words that are Markdown already stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from string import punctuation
from unicodedata import category

from ..gate.addresses import leads_elsewhere
from ..gate.allowed import MAX_CELLS, MAX_LINE, MAX_ROLE
from .addresses import link_address
from .blocks import Block, Heading, Listing, Paragraph, Quote, Span, Spans, Table, words_of
from .report import Report

_BARE = re.compile(r'https?://[A-Za-z0-9.-]+(?:[/?#][A-Za-z0-9._~:/?#@!$&+,;=%-]*)?(?<![.,;:!?])', re.IGNORECASE)
_MEANING = re.compile(
    r'[\\`\[\]{]'
    r'|(?<!\s)[*~]|[*~](?!\s)'
    r'|(?<![^\W_])_|_(?![^\W_])'
    # what follows may stand in the next piece of the text, such as a link
    r'|<(?=[A-Za-z/!?%<]|\Z)'
    r'|&(?=#?\w{1,31};|#?\w{0,31}\Z)'
    r'|(?<=\w)\^|\^(?=\[)'
    r'|\$(?=[\w\\$])'
    r'|=(?==)'
    r'|:(?=[a-z+-][a-z0-9_+-]*:)'
)
_LINE_START = re.compile(
    r'(?P<before>)(?:[#>|%=]|[-+*](?=\s|$)|[-+](?=[^\W\d_])|-(?=-)|\+(?=\+)|~(?=~)|:(?=:|\s)|\((?=[^()\s]*\)=)|!(?=!!)|\?(?=\?\?)|/(?=//)'
    r'|\.(?=\. ))'
)
_NUMBERED = re.compile(r'(?P<number>\d{1,9})(?P<end>[.)])(?=\s|$|[^\W\d_])')
#: what would be a point by a sign of its own
_DASH = re.compile(r'(?:[–—−‑]|o)(?=\s)')
#: a point that stands alone, of a list that is none
_POINT = re.compile(r'^(?:[•·▪●○◦‣∙■□➢][ \u00a0]*)+')
_WORD = re.compile(r'[^\W_]')
#: a heading may not end with the signs that begin one
_HEADING_END = re.compile(r'#+$')
_BREAK = '\\'
#: a line longer than this goes on in the next
_LONG_LINE = 4_000

Picture = Callable[[str, str], str]
Cite = Callable[[str], str]


class Writer:
    """Writes the blocks of one document."""

    def __init__(self, cite: Cite, picture: Picture, report: Report) -> None:
        """*cite* gives the id of the source of a note by its key, *picture* the file of a picture's name and text."""
        self._cite, self._picture, self._report = cite, picture, report

    def blocks(self, blocks: list[Block]) -> list[str]:
        """The lines of *blocks*, with an empty one between two."""
        lines: list[str] = []
        before: Block | None = None
        end = '.'
        for block in blocks:
            end = ')' if end == '.' and _are_one_list(before, block) else '.'
            written = [*self._block(block, end)]
            if not written:
                continue
            lines += [*([''] if lines else []), *written]
            before = block
        return lines

    def _block(self, block: Block, end: str = '.') -> Iterator[str]:
        if isinstance(block, Heading):
            words = _HEADING_END.sub(lambda found: f'\\{found[0]}', self.line(block.spans))
            yield f'{"#" * block.level} {words}'
        elif isinstance(block, Paragraph) and block.style == 'markdown':
            yield from _verbatim(block.spans)
        elif isinstance(block, Paragraph):
            yield from self._paragraph(block.spans)
        elif isinstance(block, Listing):
            yield from self._list(block, end)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Quote):
            yield from (f'> {line}'.rstrip() for line in self.blocks(block.blocks))

    def _paragraph(self, spans: Spans) -> Iterator[str]:
        """A paragraph, with each picture in one of its own."""
        pieces = [[]] if not spans else _pieces(spans)
        is_first = True
        for piece in pieces:
            lines = self._lines(piece)
            if lines:
                yield from ([] if is_first else [''])
                yield from lines
                is_first = False

    def _lines(self, spans: Spans) -> list[str]:
        lines = [line for part in _split(spans) if (line := self.line(part).strip())]
        wrapped = [[_at_start(piece) for piece in _wrapped(line)] for line in lines]
        for pieces in wrapped[:-1]:
            pieces[-1] += _BREAK
        return [piece for pieces in wrapped for piece in pieces]

    def _list(self, listing: Listing, end: str) -> Iterator[str]:
        for number, item in enumerate(listing.items, listing.start):
            sign = f'{number}{end} ' if listing.numbered else '- '
            lines = self._item(item)
            yield f'{sign}{lines[0]}'
            yield from (f'{" " * len(sign)}{line}' if line else '' for line in lines[1:])

    def _item(self, item: list[Block]) -> list[str]:
        """The lines of a point; a list right below its words stands without an empty line."""
        if len(item) > 1 and isinstance(item[0], Paragraph) and all(isinstance(block, Listing) for block in item[1:]):
            lists = [line for block in item[1:] for line in self._block(block)]
            return [*(self._lines(item[0].spans) or ['']), *lists]
        return self.blocks(item) or ['']

    def _table(self, table: Table) -> Iterator[str]:
        rows = [[self._cell(cell.paragraphs) for cell in row] for row in table.rows]
        if sum(map(len, rows)) > MAX_CELLS or any(len(_row(row)) > MAX_LINE for row in rows):
            self._report.changed(
                'table_large', words_of([span for part in table.rows[0][0].paragraphs for span in part])
            )
            for row in table.rows:
                for cell in row:
                    for spans in cell.paragraphs:
                        yield from (*self._lines(spans), '')
            return
        self._report.taken['tables'] += 1
        yield _row(rows[0])
        yield f'|{"---|" * len(rows[0])}'
        yield from map(_row, rows[1:])

    def _cell(self, paragraphs: list[Spans]) -> str:
        lines = [piece for spans in paragraphs for part in _split(spans) for piece in _pieces(part)]
        parts = [self.line(line, in_table=True).strip() for line in lines]
        return '<br>'.join(part for part in parts if part)

    # -- text ------------------------------------------------------------------------------

    def line(self, spans: Spans, *, in_table: bool = False) -> str:
        """*spans* without line breaks in one line."""
        words = [span for span in spans if not span.is_break]
        groups = [*_links([span for link in _links(words) for span in self._resolved(link)])]
        pieces: list[str] = []
        for group, following in zip_longest(groups, groups[1:]):
            after = _start_of(following[0]) if following else ''
            if group[0].href:
                pieces.append(self._link(group, in_table))
            else:
                pieces += self._looks(group, ''.join(pieces)[-1:], after, in_table)
        return _joined(pieces)

    def _resolved(self, spans: Spans) -> Spans:
        """The *spans* of one link, or of none, with the address that a page may have; '' if it may not."""
        href = spans[0].href
        if not href:
            return spans
        words, address = words_of(spans), link_address(href)
        if href.startswith('#'):
            self._report.changed('link_inside', words)
        elif not address or leads_elsewhere(words, address):
            self._report.left_out('link', f'{words}: {href}')
        elif words.strip() and not any(span.note or span.picture for span in spans):
            return [span._replace(href=address) for span in spans]
        return [span._replace(href='') for span in spans]

    def _link(self, spans: Spans, in_table: bool) -> str:
        words, address = words_of(spans), spans[0].href
        if words.strip() == address and _BARE.fullmatch(address):
            return words
        plain = _joined(self._looks(spans, '', '', in_table))
        gap, after = _gaps(plain)
        return f'{gap}[{_without_bare(plain.strip())}]({address}){after}'

    def _looks(self, spans: Spans, before: str, after: str, in_table: bool) -> list[str]:
        """*spans* of one link, or of none, each in its look; what stands *before* and *after* them is one character."""
        pieces: list[str] = []
        was_marked = False
        for number, span in enumerate(spans):
            if span.note:
                cited = self._cite(span.note)
                pieces.append(f'[^{cited}]' if cited else '')
            elif span.is_markdown:
                pieces.append(span.text)
            elif span.picture:
                alt = as_words(span.text)
                name = self._picture(span.picture, span.text)
                pieces.append(f'![{alt}]({name})' if name else '')
            else:
                left = (''.join(pieces) or before)[-1:]
                right = _start_of(spans[number + 1]) if number + 1 < len(spans) else after
                written, marked = _in_look(span, left, right, was_marked, in_table)
                # a note or a picture with an address after it would be a link, with a colon the text of a note
                pieces.append(f'\\{written}' if left == ']' and written[:1] in ('(', ':') else written)
                was_marked = marked
                continue
            was_marked = False
        return pieces


def _in_look(span: Span, left: str, right: str, was_marked: bool, in_table: bool) -> tuple[str, bool]:
    """The words of *span* between their marks, and whether there are marks right at its end.

    Marks that Markdown would not read are left out: beside a word they must stand at a letter or a digit.
    """
    text = span.text
    if span.place:
        if '`' not in text and text.strip() and len(text) <= MAX_ROLE and '|' not in text and not _odd_role(text):
            gap, after = _gaps(text)
            return f'{gap}{{{span.place}}}`{text.strip()}`{after}', False
        return as_words(text, in_table=in_table), False
    mark = '*' * (2 * span.strong + span.em)
    words = text.strip()
    if not mark or not words or (was_marked and not text[0].isspace()):
        return as_words(text, in_table=in_table), False
    start, end = 0, len(text)
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    opens_in_word = start == 0 and _is_of_word(left)
    closes_in_word = end == len(text) and _is_of_word(right)
    while opens_in_word and start < end and not _WORD.match(text[start]):
        start += 1
    while closes_in_word and start < end and not _WORD.match(text[end - 1]):
        end -= 1
    if start >= end:
        return as_words(text, in_table=in_table), False
    inner = as_words(text[start:end], in_table=in_table)
    # a mark beside a sign that is escaped or an address is not read as one
    if inner[0] in '\\*_' or inner[-1] in '\\*_' or _BARE.search(text[start:end]):
        return as_words(text, in_table=in_table), False
    return (
        f'{as_words(text[:start], in_table=in_table)}{mark}{inner}{mark}{as_words(text[end:], in_table=in_table)}',
        end == len(text),
    )


def _is_of_word(char: str) -> bool:
    """Whether marks beside *char* are read as such only before a letter: it is no blank and no punctuation."""
    return bool(char) and not char.isspace() and char not in punctuation and category(char)[0] != 'P'


def _odd_role(text: str) -> bool:
    return any(char in text for char in '\\<[]')


def _joined(pieces: list[str]) -> str:
    """*pieces* in one line; an exclamation mark before a link or a note would make a picture of it."""
    line = ''
    for piece in pieces:
        if piece.startswith('[') and line.endswith('!'):
            line = f'{line[:-1]}\\!'
        line += piece
    return line


def _gaps(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def _start_of(span: Span) -> str:
    """How the writing of *span* begins."""
    if span.note or span.picture:
        return '['
    if span.is_markdown:
        return span.text[:1]
    return '{' if span.place else span.text[:1]


def as_words(text: str, *, in_table: bool = False) -> str:
    """*text* as Markdown in which no sign means anything."""
    pieces, done = [], 0
    for found in _BARE.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if before and (before.isalnum() or before in '/*_~<'):
            continue
        pieces += [_escape(text[done : found.start()], in_table), found[0]]
        done = found.end()
    return ''.join((*pieces, _escape(text[done:], in_table)))


def _escape(text: str, in_table: bool) -> str:
    escaped = _MEANING.sub(lambda found: f'\\{found[0]}', text)
    return escaped.replace('|', '\\|') if in_table else escaped


def _without_bare(words: str) -> str:
    """*words* of a link in which no address is read as a link of its own."""
    return re.sub(r'(?i)(https?)://', r'\1\\://', words).replace('www.', 'www\\.')


def _at_start(line: str) -> str:
    """*line* with nothing at its start that begins something else than a text."""
    line = _POINT.sub('', line)
    if found := _NUMBERED.match(line):
        return f'{found["number"]}\\{line[found.end("number") :]}'
    if _DASH.match(line):
        return line
    return f'\\{line}' if _LINE_START.match(line) and not line.startswith('**') and not _is_marked(line) else line


def _is_marked(line: str) -> bool:
    """Whether *line* begins with words between marks, and not with an asterisk."""
    return line.startswith('*') and not line.startswith('* ')


def _wrapped(line: str) -> list[str]:
    """*line* in pieces that the gate lets through, parted at blanks."""
    pieces = []
    while len(line) > _LONG_LINE and (place := line.rfind(' ', 0, _LONG_LINE)) > 0:
        pieces.append(line[:place])
        line = line[place + 1 :]
    return [*pieces, line]


def _row(cells: list[str]) -> str:
    return f'| {" | ".join(cells)} |'


def _verbatim(spans: Spans) -> Iterator[str]:
    lines = ''.join('\n' if span.is_break else span.text for span in spans).split('\n')
    yield from (line.rstrip() for line in lines)


def _split(spans: Spans) -> list[Spans]:
    """*spans* in lines."""
    lines: list[Spans] = [[]]
    for span in spans:
        if span.is_break:
            lines.append([])
        else:
            lines[-1].append(span)
    return lines


def _pieces(spans: Spans) -> list[Spans]:
    """*spans* with each picture alone."""
    pieces: list[Spans] = [[]]
    for span in spans:
        if span.picture:
            pieces += [[span], []]
        else:
            pieces[-1].append(span)
    return [piece for piece in pieces if piece]


def _links(spans: Spans) -> Iterator[Spans]:
    """*spans* in groups of one link each, or of none."""
    group: Spans = []
    for span in spans:
        if group and group[0].href != span.href:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _are_one_list(before: Block | None, block: Block) -> bool:
    """Whether Markdown would make one list of two that begin anew, if their numbers had the same sign."""
    return isinstance(before, Listing) and isinstance(block, Listing) and before.numbered and block.numbered
