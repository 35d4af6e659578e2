"""What people make look like a heading, a list or a table, as what they meant; clean words everywhere."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from .blocks import Block, Cell, Content, Heading, Listing, Paragraph, Quote, Spans, Table, without_start, words_of
from .clean_text import clean_spans
from .report import Report

#: signs that stand before points; Word's own lie where Unicode has no characters
_BULLET = re.compile('[ \t\u00a0]*[•·▪●○◦‣∙■□➢➔❖\uf0b7\uf0a7\uf0d8\uf0fc][ \t\u00a0]*')
#: signs that are points where a tab follows, or where the next paragraph has one too
_DASH = re.compile('[ \t\u00a0]*(?P<sign>[-–—−‑*]|o)(?P<gap>[ \t\u00a0]+)')
_NUMBER = re.compile('[ \t\u00a0]*(?P<number>[0-9]{1,2})[.)](?P<gap>[ \t\u00a0]+)')
_LETTER = re.compile('[ \t\u00a0]*(?P<letter>[a-z])[.)](?P<gap>[ \t\u00a0]+)', re.IGNORECASE)
#: a line that is no sentence
_HEADING_END = re.compile(r'[^.,;:]\Z')
_LONGEST_HEADING = 120
#: what somebody says, as print has it
_SPOKEN = re.compile('[ \u00a0]*[–—−] .*[.!?”"]')
_DEEPEST = 6
#: lists and quotations deeper than this are one with that around them
_DEEPEST_LIST = 8


class _Sign(NamedTuple):
    """What stands before a point: its ``kind``, its ``value`` in order, how long it is, and whether a tab follows."""

    kind: str
    value: int
    length: int
    is_sure: bool


def shape(content: Content, report: Report) -> list[Block]:
    """The blocks of *content* as a page may hold them; what was changed or left out stands in *report*."""
    return _Shaper(report).shape(content)


class _Shaper:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._hidden = 0
        self._depth = 0

    def shape(self, content: Content) -> list[Block]:
        blocks = self._blocks(content.blocks)
        if not content.is_exported:
            blocks = self._headings(blocks)
        for key, spans in content.notes.items():
            content.notes[key], gone = clean_spans(spans)
            self._hidden += gone
        for look in sorted(content.looks):
            self._report.left_out(f'look_{look}')
        if self._hidden:
            self._report.changed('hidden', str(self._hidden))
        return blocks

    def _blocks(self, blocks: list[Block]) -> list[Block]:
        """*blocks* with lists for those faked, tables as tables, and nothing that is empty."""
        blocks = [piece for block in blocks for piece in _parted(block)]
        found: list[Block] = []
        place = 0
        while place < len(blocks):
            block = blocks[place]
            run = _run_of_points(blocks, place)
            if run:
                _add(found, self._listing(blocks[place : place + len(run)], run))
                place += len(run)
                continue
            for made in self._block(block):
                _add(found, made)
            place += 1
        return found

    def _listing(self, blocks: list[Block], signs: list[_Sign]) -> Listing:
        items: list[list[Block]] = []
        for block, sign in zip(blocks, signs, strict=True):
            assert isinstance(block, Paragraph)
            items.append([Paragraph(spans=self._clean(without_start(block.spans, sign.length)))])
        kind = signs[0].kind
        self._report.changed('list_letters' if kind == 'letter' else 'list_faked', words_of(_first(items[0])))
        start = signs[0].value if kind == 'number' else 1
        return Listing(numbered=kind != 'bullet', items=items, start=start)

    def _clean(self, spans: Spans) -> Spans:
        cleaned, gone = clean_spans(spans)
        self._hidden += gone
        return cleaned

    def _block(self, block: Block) -> list[Block]:
        if isinstance(block, Paragraph) and block.style == 'contents':
            self._report.left_out('contents')
            return []
        if isinstance(block, Paragraph) and block.style == 'markdown':
            return [block] if words_of(block.spans).strip() else []
        if isinstance(block, Paragraph):
            spans = self._clean(block.spans)
            return [Paragraph(spans=spans)] if spans else []
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Listing):
            items = [item for held in block.items if (item := self._item(held))]
            return [replace(block, items=items)] if items else []
        if isinstance(block, Quote):
            inner = self._item(block.blocks)
            return [Quote(blocks=inner)] if inner else []
        return self._table(block)

    def _heading(self, block: Heading) -> list[Block]:
        spans = self._clean([span for span in block.spans if not span.picture])
        pictures: list[Block] = [Paragraph(spans=[span]) for span in block.spans if span.picture]
        plain = [span._replace(strong=False, em=False, place='', href='') for span in spans if not span.is_break]
        if not words_of(plain).strip():
            return pictures
        return [replace(block, spans=plain), *pictures]

    def _item(self, blocks: list[Block]) -> list[Block]:
        self._depth += 1
        found = [self._demoted(block) for block in self._blocks(blocks)]
        self._depth -= 1
        return found if self._depth < _DEEPEST_LIST else [plain for block in found for plain in _paragraphs_in(block)]

    def _demoted(self, block: Block) -> Block:
        """A heading as a bold paragraph: in lists and quotations there are no headings."""
        if not isinstance(block, Heading):
            return block
        sign = _BULLET.match(words_of(block.spans))
        spans = without_start(block.spans, sign.end()) if sign else block.spans
        return Paragraph(spans=[span._replace(strong=True) if span.is_text else span for span in spans])

    def _table(self, table: Table) -> list[Block]:
        rows = [[replace(cell, paragraphs=self._paragraphs(cell)) for cell in row] for row in table.rows]
        filled, merged = _written_out(rows)
        filled = [row for row in filled if any(cell.paragraphs for cell in row)]
        if not filled:
            return []
        width = max(map(len, filled))
        if width == 1 or len(filled) == 1:
            self._report.changed('table_flat', _words_in(filled[0]))
            return self._blocks([Paragraph(spans=spans) for row in filled for cell in row for spans in cell.paragraphs])
        if merged:
            self._report.changed('table_merged', _words_in(filled[0]))
        if table.heads != 1:
            self._report.changed('table_head' if table.heads == 0 else 'table_heads', _words_in(filled[0]))
        empty = Cell(paragraphs=[])
        return [Table(rows=[[*row, *[empty] * (width - len(row))] for row in filled], heads=1)]

    def _paragraphs(self, cell: Cell) -> list[Spans]:
        return [cleaned for spans in cell.paragraphs if (cleaned := self._clean(spans))]

    def _headings(self, blocks: list[Block]) -> list[Block]:
        """*blocks* with a heading for each short paragraph that is bold from end to end."""
        real = [block.level for block in blocks if isinstance(block, Heading) and not block.is_title]
        level = min(max(real) + 1, _DEEPEST) if real else 2
        found: list[Block] = []
        for block in blocks:
            if isinstance(block, Paragraph) and _is_faked(block):
                self._report.changed('heading_faked', words_of(block.spans))
                plain = [span._replace(strong=False, em=False) for span in block.spans if span.is_text]
                found.append(Heading(level=level, spans=plain, is_faked=True))
            else:
                found.append(block)
        return found


def _is_faked(block: Paragraph) -> bool:
    words = words_of(block.spans).strip()
    return (
        not block.style
        and 0 < len(words) <= _LONGEST_HEADING
        and all(span.is_text and (span.strong or not span.text.strip()) for span in block.spans)
        and not any(span.href for span in block.spans)
        and _HEADING_END.search(words) is not None
    )


def _sign_of(block: Block) -> _Sign | None:
    """What stands before the words of *block*, if it may be a point of a list."""
    if not isinstance(block, Paragraph) or block.style or not block.spans or not block.spans[0].is_text:
        return None
    words = words_of(block.spans)
    if found := _BULLET.match(words):
        return _Sign('bullet', 0, found.end(), True) if words[found.end() :].strip() else None
    if found := _DASH.match(words):
        return _Sign('bullet', 0, found.end(), '\t' in found['gap'])
    if found := _NUMBER.match(words):
        return _Sign('number', int(found['number']), found.end(), '\t' in found['gap'])
    if found := _LETTER.match(words):
        return _Sign('letter', ord(found['letter'].lower()) - ord('a') + 1, found.end(), False)
    return None


def _run_of_points(blocks: list[Block], place: int) -> list[_Sign]:
    """The signs of the points that begin at *place* and belong together; none if that is no list."""
    signs: list[_Sign] = []
    for block in blocks[place:]:
        sign = _sign_of(block)
        if sign is None or (signs and (sign.kind != signs[0].kind or _breaks_off(signs[-1], sign))):
            break
        signs.append(sign)
    if signs and signs[0].kind == 'letter' and signs[0].value != 1:
        return []
    if signs and _are_spoken(blocks[place : place + len(signs)]):
        return []
    if signs and _is_bold_heading(blocks[place], signs):
        return []
    return signs if len(signs) > 1 or any(sign.is_sure for sign in signs) else []


def _are_spoken(blocks: list[Block]) -> bool:
    """Whether dashes stand before what somebody says, and not before points: those are sentences."""
    words = [words_of(block.spans).strip() for block in blocks if isinstance(block, Paragraph)]
    return any(_SPOKEN.fullmatch(line) for line in words)


def _parted(block: Block) -> list[Block]:
    """A paragraph whose lines are points as one paragraph for each; a picture alone in one."""
    if not isinstance(block, Paragraph) or block.style:
        return [block]
    groups = groupby(block.spans, lambda span: bool(span.picture))
    pieces = [Paragraph(spans=[*spans]) for _, spans in groups]
    return [line for piece in pieces for line in _lines_of(piece)]


def _lines_of(block: Paragraph) -> list[Block]:
    """A paragraph whose lines are points as one paragraph for each."""
    groups = groupby(block.spans, lambda span: span.is_break)
    lines = [Paragraph(spans=[*spans]) for is_break, spans in groups if not is_break]
    signs = [sign for line in lines if (sign := _sign_of(line))]
    # one line with breaks around it is that line
    if len(lines) == 1 or len(signs) > 1 or any(sign.kind == 'bullet' for sign in signs):
        return [*lines]
    return [block]


def _breaks_off(before: _Sign, after: _Sign) -> bool:
    """Whether *after* does not go on from *before*: numbers and letters follow each other."""
    return before.kind != 'bullet' and after.value != before.value + 1


def _is_bold_heading(block: Block, signs: list[_Sign]) -> bool:
    """A numbered line that is bold and stands alone is a heading with a number."""
    return len(signs) == 1 and signs[0].kind == 'number' and isinstance(block, Paragraph) and _is_faked(block)


def _add(blocks: list[Block], block: Block) -> None:
    """Add *block*; two lists of points in a row are one."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Listing) and isinstance(block, Listing) and not (last.numbered or block.numbered):
        last.items += block.items
    else:
        blocks.append(block)


def _paragraphs_in(block: Block) -> list[Block]:
    if isinstance(block, Listing):
        return [plain for item in block.items for held in item for plain in _paragraphs_in(held)]
    if isinstance(block, Quote):
        return [plain for held in block.blocks for plain in _paragraphs_in(held)]
    return [block]


def _first(blocks: list[Block]) -> Spans:
    return blocks[0].spans if blocks and isinstance(blocks[0], Paragraph) else []


def _words_in(row: list[Cell]) -> str:
    return ' | '.join(' '.join(map(words_of, cell.paragraphs)) for cell in row)


def _written_out(rows: list[list[Cell]]) -> tuple[list[list[Cell]], bool]:
    """*rows* with merged cells as cells of one row and column each, which say the same; whether there were any.

    Beside a merged cell its words stand again below, as each row is read alone; to the right stay empty cells.
    """
    filled: list[list[Cell]] = []
    below: dict[int, tuple[int, Cell]] = {}
    merged = False
    for row in rows:
        line: list[Cell] = []
        waiting = list(row)
        while waiting or len(line) in below:
            column = len(line)
            if column in below:
                left, cell = below.pop(column)
                line.append(Cell(paragraphs=cell.paragraphs))
                if left > 1:
                    below[column] = (left - 1, cell)
                continue
            cell = waiting.pop(0)
            merged = merged or cell.columns > 1 or cell.rows > 1
            for step in range(cell.columns):
                one = Cell(paragraphs=cell.paragraphs if step == 0 else [])
                if cell.rows > 1:
                    below[len(line)] = (cell.rows - 1, one)
                line.append(one)
        below = {column: held for column, held in below.items() if column < len(line)}
        filled.append(line)
    return filled, merged
