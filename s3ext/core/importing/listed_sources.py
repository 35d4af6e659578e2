"""Sources in the text of a document: below a heading of their own, or behind a word such as "Source:", as notes.

They go out of the text; ``notes`` makes sources of them. What heads them is data of a profile's texts.

1. Below a heading of sources, up to the next heading: each item of a list and, if there is a list, each paragraph with
   an address; without a list each paragraph that has an address or is no longer than a title may be. The heading goes
   when nothing is left below it; so does one without a text in a document with notes.
2. Elsewhere a paragraph that begins with a label and a colon, the label left out; if nothing follows there, the list
   or the paragraphs with addresses right after it.
3. Lines of a paragraph, or parts with a semicolon between, are sources of their own if each has an address.
4. What holds a list, a picture, a note or links to several addresses is no source: that stays in the text.
5. An item has the number in brackets that it begins with, else its own in a numbered list. Such numbers in the text
   become notes (``cited_numbers``) if each of them is that of one item; else it is told that they stay.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, takewhile

from .addresses import web_address
from .blocks import Block, Content, Heading, Listing, Paragraph, Span, Spans, without_start, words_of
from .cited_numbers import with_notes
from .headings import Outline
from .notes import LONGEST_TITLE, parts_of
from .report import Report

_NUMBER = re.compile('[ \u00a0]*\\[(?P<number>[0-9]{1,3})\\][ \u00a0.:]*')
_PARTED = re.compile(';[ \u00a0]')


class ListedSources:
    """The sources in the text of one document; ``keys`` are those of the notes that they became, in their order."""

    def __init__(self, content: Content, outline: Outline, report: Report) -> None:
        self.keys: list[str] = []
        self._content, self._outline, self._report = content, outline, report
        #: the key of the source with a number; '' if several have it
        self._numbers: dict[int, str] = {}

    def taken_from(self, blocks: list[Block]) -> list[Block]:
        """*blocks* without the sources, which are notes of the content now, and with notes where it cites them."""
        kept = self._without(blocks)
        keys = {number: key for number, key in self._numbers.items() if key}
        return with_notes(kept, keys, self._report) if self.keys else kept

    def _without(self, blocks: list[Block]) -> list[Block]:
        parts = [(heading, held, self._left(heading, held)) for heading, held in _by_heading(blocks)]
        found: list[Block] = []
        #: the level of the next heading that stays
        next_level = 0
        for heading, held, left in reversed(parts):
            level = heading.level if heading is not None and self._is_head(heading) else 0
            # with nothing below it, it headed the notes that the program keeps, or other headings of sources
            is_empty = bool(self._content.notes) and next_level <= level
            if level and not left and (held or is_empty):
                self._report.withdraw('heading_faked', words_of(heading.spans) if heading else '')
            else:
                next_level = heading.level if heading else 0
                left = [*([heading] if heading else []), *left]
            found = left + found
        return found

    def _is_head(self, heading: Heading) -> bool:
        return not heading.is_title and self._outline.heads_sources(words_of(heading.spans))

    def _left(self, heading: Heading | None, held: list[Block]) -> list[Block]:
        """What of the blocks *held* below *heading* stays in the text."""
        if heading is None or not self._is_head(heading):
            return self._unlabelled(held)
        has_list = any(isinstance(block, Listing) for block in held)
        return [left for block in held for left in self._rest(block, needs_address=has_list)]

    def _rest(self, block: Block, *, needs_address: bool) -> list[Block]:
        """What of *block* is no source."""
        if isinstance(block, Listing):
            return self._rest_of_list(block)
        if isinstance(block, Paragraph) and not block.style and self._take(block.spans, needs_address=needs_address):
            return []
        return [block]

    def _rest_of_list(self, listing: Listing) -> list[Block]:
        items: list[list[Block]] = []
        start = listing.start
        for number, item in enumerate(listing.items, listing.start):
            paragraphs = [block.spans for block in item if isinstance(block, Paragraph) and not block.style]
            spans = [span for part in paragraphs for span in (Span(text=' '), *part)][1:]
            if len(paragraphs) == len(item) and self._take(spans, number if listing.numbered else 0, is_item=True):
                continue
            start = start if items else number
            items.append(item)
        if items:
            return [replace(listing, items=items, start=start)]
        first = listing.items[0][0]
        for code in ('list_faked', 'list_letters'):
            self._report.withdraw(code, words_of(first.spans) if isinstance(first, Paragraph) else '')
        return []

    def _unlabelled(self, blocks: list[Block]) -> list[Block]:
        """*blocks* without paragraphs that begin with a label of sources, and what belongs to them."""
        found: list[Block] = []
        place = 0
        while place < len(blocks):
            block = blocks[place]
            place += 1
            length = self._label(block)
            if not length or not isinstance(block, Paragraph):
                found.append(block)
                continue
            rest = without_start(block.spans, length)
            if words_of(rest).strip():
                found += [] if self._take(rest) else [block]
                continue
            after = _right_after(blocks[place:])
            place += len(after)
            left = [kept for one in after for kept in self._rest(one, needs_address=True)]
            found += [*([block] if left or not after else []), *left]
        return found

    def _label(self, block: Block) -> int:
        """How long the label is that *block* begins with; 0 if it begins with none."""
        if not isinstance(block, Paragraph) or block.style:
            return 0
        words = ''.join(span.text for span in takewhile(lambda span: span.is_text, block.spans))
        label, colon, _ = words.partition(':')
        return len(label) + 1 if colon and self._outline.labels_sources(label) else 0

    def _take(self, spans: Spans, number: int = 0, *, needs_address: bool = False, is_item: bool = False) -> bool:
        """Make notes of *spans*, if they are one source or several; whether they are."""
        found = _NUMBER.match(words_of(spans)) if spans and spans[0].is_text else None
        if found:
            spans, number = without_start(spans, found.end()), int(found['number'])
        is_sure = is_item or bool(found)
        pieces = [spans] if is_sure else _pieces(spans)
        if not all(_is_source(piece, is_sure=is_sure, needs_address=needs_address) for piece in pieces):
            return False
        for piece in pieces:
            key = f'listed-{len(self.keys) + 1}'
            self.keys.append(key)
            self._content.notes[key] = piece
            if number:
                self._numbers[number] = '' if number in self._numbers else key
        return True


def _by_heading(blocks: list[Block]) -> list[tuple[Heading | None, list[Block]]]:
    """*blocks* in parts: a heading, None for the first, and what stands below it."""
    parts: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Heading):
            parts.append((block, []))
        else:
            parts[-1][1].append(block)
    return parts


def _right_after(blocks: list[Block]) -> list[Block]:
    """The list that *blocks* begin with, or the paragraphs with addresses."""
    if blocks and isinstance(blocks[0], Listing):
        return blocks[:1]
    return [
        *takewhile(lambda one: isinstance(one, Paragraph) and not one.style and bool(parts_of(one.spans)[1]), blocks)
    ]


def _is_source(spans: Spans, *, is_sure: bool, needs_address: bool) -> bool:
    if not all(span.is_text or span.is_break for span in spans):
        return False
    title, address = parts_of(spans)
    if len({web for span in spans if (web := web_address(span.href))}) > 1 or not (title or address):
        return False
    return is_sure or bool(address) or (not needs_address and len(title) <= LONGEST_TITLE)


def _pieces(spans: Spans) -> list[Spans]:
    """*spans* in lines, these parted at semicolons, if each piece has an address; else as one."""
    for lines in (_lines([piece for span in spans for piece in _parted(span)]), _lines(spans)):
        if lines and all(parts_of(line)[1] for line in lines):
            return lines
    return [spans]


def _lines(spans: Spans) -> list[Spans]:
    return [[*line] for is_break, line in groupby(spans, lambda span: span.is_break) if not is_break]


def _parted(span: Span) -> Spans:
    """*span* with line breaks for semicolons."""
    texts = _PARTED.split(span.text) if span.is_text else []
    if len(texts) < 2:
        return [span]
    return [piece for text in texts for piece in (Span(is_break=True), span._replace(text=text))][1:]
