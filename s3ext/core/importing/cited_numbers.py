"""Numbers of sources as people write them in a text, such as [1], [1, 3] and [2-4], as notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from .blocks import Block, Heading, Listing, Paragraph, Quote, Span, Spans, Table
from .report import Report

_CITED = re.compile('\\[[0-9]{1,3}(?:[ \u00a0]?[,;–-][ \u00a0]?[0-9]{1,3})*\\]')
_RANGE = re.compile('(?P<first>[0-9]+)(?:[ \u00a0]?[–-][ \u00a0]?(?P<last>[0-9]+))?')
_BLANKS = ' \u00a0'


def with_notes(blocks: list[Block], keys: Mapping[int, str], report: Report) -> list[Block]:
    """*blocks* with notes of the *keys* for all numbers; as they are if one of these is no source's, which is told."""
    cited: list[str] = []

    def look(spans: Spans) -> Spans:
        for span in spans:
            if span.is_text and not span.is_markdown:
                cited.extend(found[0] for found in _CITED.finditer(span.text))
        return spans

    for block in blocks:
        _changed(block, look)
    if any(number not in keys for one in cited for number in _numbers_in(one)):
        for one in cited:
            report.to_fill('source_numbers', one)
        return blocks
    return [_changed(block, lambda spans: _noted(spans, keys)) for block in blocks]


def _numbers_in(cited: str) -> Iterator[int]:
    """The numbers of [1, 3-5]: 1, 3, 4, 5. Those of a range that ends before it begins are 0, which nothing has."""
    for found in _RANGE.finditer(cited):
        first = int(found['first'])
        last = int(found['last'] or first)
        yield from range(first, last + 1) if first <= last else (0,)


def _noted(spans: Spans, keys: Mapping[int, str]) -> Spans:
    """*spans* with notes for numbers, without blanks before them."""
    found: Spans = []
    for span in spans:
        if not span.is_text or span.is_markdown:
            found.append(span)
            continue
        done = 0
        for cited in _CITED.finditer(span.text):
            found.append(span._replace(text=span.text[done : cited.start()]))
            while found and found[-1].is_text and not found[-1].is_markdown and not found[-1].text.strip(_BLANKS):
                found.pop()
            if found and found[-1].is_text and not found[-1].is_markdown:
                found[-1] = found[-1]._replace(text=found[-1].text.rstrip(_BLANKS))
            found += [Span(note=keys[number]) for number in _numbers_in(cited[0])]
            done = cited.end()
        if done < len(span.text):
            found.append(span._replace(text=span.text[done:]))
    return found


def _changed(block: Block, change: Callable[[Spans], Spans]) -> Block:
    """*block* with what *change* makes of each of its texts."""
    if isinstance(block, Heading):
        return replace(block, spans=change(block.spans))
    if isinstance(block, Paragraph):
        return block if block.style else replace(block, spans=change(block.spans))
    if isinstance(block, Listing):
        return replace(block, items=[[_changed(inner, change) for inner in item] for item in block.items])
    if isinstance(block, Quote):
        return replace(block, blocks=[_changed(inner, change) for inner in block.blocks])
    assert isinstance(block, Table)
    rows = [
        [replace(cell, paragraphs=[change(spans) for spans in cell.paragraphs]) for cell in row] for row in block.rows
    ]
    return replace(block, rows=rows)
