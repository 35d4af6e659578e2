"""What a header that can be read says unmeant: words after ``#``, curly quotation marks, characters behind escapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import yaml

from ..gate.characters import odd_characters
from ..problems import ProblemCode
from .header_remedies import CURLY, quoted

#: the escapes of YAML that are one letter (YAML 1.1, 5.6), for what the handbook refuses
_LETTERS = {'\x00': '0', '\x07': 'a', '\x08': 'b', '\x0b': 'v', '\x0c': 'f', '\x1b': 'e', '\x85': 'N', '\xa0': '_'}
_LETTERS |= {'\u2028': 'L', '\u2029': 'P'}


class _Place(Protocol):
    """A place in a text: PyYAML and libyaml have a class each."""

    line: int
    column: int


class Finding(NamedTuple):
    """A fault of a value: its code, its place in the header (both from 0) and what the message names.

    ``meant`` is the value without the fault, where it is known.
    """

    code: ProblemCode
    line: int
    column: int
    details: dict[str, str]
    meant: str | None = None


def may_be_unmeant(event: yaml.ScalarEvent, lines: Sequence[str]) -> bool:
    """Whether ``findings`` can find anything in *event*: quick, as most values are plain words."""
    value, end = event.value, event.end_mark
    assert end is not None
    return (
        event.style == '"'
        or (end.line < len(lines) and '#' in lines[end.line])
        or (not event.style and bool(value) and (value[0] in CURLY or value[-1] == '"'))
    )


def findings(event: yaml.ScalarEvent, lines: Sequence[str], *, in_flow: bool) -> Iterator[Finding]:
    """What is unmeant in the value of *event*, read from the header's *lines*."""
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    if event.style in ('|', '>') or end.line >= len(lines):
        return
    rest = lines[end.line][end.column :]
    if rest.lstrip()[:1] == '#' and (rest[0] == ' ' or not event.value):
        column = end.column + len(rest) - len(rest.lstrip())
        yield Finding(ProblemCode.HEADER_COMMENT, end.line, column, {'value': rest.strip()})
    if event.style == '"' and '\\' in (written := _written(lines, start, end)):
        yield from _escaped(str(event.value), written, start)
    if not event.style and event.value:  # libyaml says '' where PyYAML says None
        yield from _stray_quotes(str(event.value), lines, start, end, in_flow=in_flow)


def _written(lines: Sequence[str], start: _Place, end: _Place) -> str:
    if start.line == end.line:
        return lines[start.line][start.column : end.column]
    return '\n'.join([lines[start.line][start.column :], *lines[start.line + 1 : end.line + 1]])


def _escaped(value: str, written: str, start: _Place) -> Iterator[Finding]:
    """The characters of *value* that must not stand in a page, and do so by another spelling."""
    done = 0
    for char, cause, word in odd_characters(value):
        if char in written:
            continue  # as it is, so it is reported where all text is looked at
        number = ord(char)
        spellings = [f'\\x{number:02x}', f'\\u{number:04x}', f'\\U{number:08x}', f'\\{_LETTERS.get(char, "x")}']
        folded = written[done:].casefold()
        found = [place for text in spellings if (place := folded.find(text.casefold())) >= 0]
        place = done + min(found) if found else 0
        done = place + 1 if found else done
        before = written[:place].split('\n')
        column = len(before[-1]) + (start.column if len(before) == 1 else 0)
        details = {'cause': cause, 'value': f'U+{number:04X}', 'word': word}
        yield Finding(ProblemCode.BAD_CHARACTER, start.line + len(before) - 1, column, details)


def _stray_quotes(value: str, lines: Sequence[str], start: _Place, end: _Place, *, in_flow: bool) -> Iterator[Finding]:
    """Quotation marks that were to stand around the value and became a part of it."""
    inner = value[1:-1]
    line = lines[start.line]
    whole = len(value) > 2 and value[0] in CURLY and value[-1] in CURLY and not set(inner) & set(CURLY[:6])
    # a list or group in brackets parts a text at its commas, marks and all
    halved = in_flow and value[0] in CURLY[:4] and not set(value[1:]) & set(CURLY[:6])
    if whole or halved:
        fix = f'{line[: start.column]}{quoted(value)}{line[end.column :]}'
        details = {'rewritten': fix} if whole and start.line == end.line else {}
        yield Finding(ProblemCode.CURLY_QUOTES, start.line, start.column, details, inner.strip() if whole else None)
    elif value[-1] == '"' and value.count('"') == 1:
        details = {'cause': 'cause_quote'}
        if start.line == end.line:
            details['rewritten'] = f'{line[: start.column]}"{line[start.column :]}'
        yield Finding(ProblemCode.YAML_SYNTAX, start.line, start.column, details, value[:-1])
