"""The header of a page: split it from the body and read it with line and column, guessing no types.

Reads YAML's event layer itself instead of constructing values: every scalar stays the text that was
written (``06`` is "06", ``no`` is "no", ``12:30`` is "12:30"); the schema decides the type later.
Refuses what a header never needs: anchors, aliases, tags, repeated keys, great size and depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from .problems import Mark, Problem, ProblemCode

FENCE = '---'
MAX_CHARACTERS = 64_000
MAX_DEPTH = 8
MAX_EVENTS = 4_000
#: how many unreadable lines one run works around before it gives up on a header
_MAX_REPAIRS = 20
#: how many characters it reads again in doing so
_MAX_READ_AGAIN = 100_000
#: words in PyYAML's messages, and the interface text that explains them
_CAUSES = (
    ('cannot start any token', 'cause_token'),
    ('quoted scalar', 'cause_quote'),
    ('flow', 'cause_flow'),
    ("could not find expected ':'", 'cause_colon'),
    ('block', 'cause_indent'),
)
#: what PyYAML was in the middle of when the fault is where that began, not where reading stopped
_BEGUN = re.compile('quoted scalar|simple key|flow')
#: the field named first on a line
_NAME = re.compile(r'[\s\-{?]*["\']?(\w+)')
#: libyaml reads ten times as fast, and like PyYAML what is written plainly: usual characters, no ``? key``,
#: lists and mappings in brackets on one line and without quotation marks
_QUICK_LOADER = getattr(yaml, 'CSafeLoader', None)
_UNUSUAL = re.compile(r'[^\n\x20-\x7e\xa0-\u024f\u2010-\u2027]|^[ -]*\?', re.MULTILINE)
_WORDS = r'[^\W_][^\n,:?#\[\]{}"\']*'
_PLAIN_BRACKETS = re.compile(
    rf'(?<=[:-] )(?:\[(?:{_WORDS}(?:, {_WORDS})*)?\]|\{{\w+: {_WORDS}(?:, \w+: {_WORDS})*\}})(?=\n|$)'
)
_BRACKET = re.compile(r'[\[\]{}]')
#: what YAML counts as the end of a line and nobody sees (YAML 1.1, 5.4): as spaces, or all places would be wrong
_HIDDEN_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), ' ')

Path = tuple[str | int, ...]
Value = Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A source file split in two; ``body_line`` is the file's line number of the body's first line."""

    header: str | None
    body: str
    body_line: int = 1


@dataclass(frozen=True, kw_only=True)  # no slots: they have no place for what is worked out once
class RawHeader:
    """A header as written: nested text values, and where each key and value stands.

    ``values`` maps the path of each value to its place, ``keys`` the path of each key; a path holds
    field names and list positions, ``()`` is the whole header. ``unread`` names fields on lines that
    could not be read, so that nobody is told that they are missing. ``readable`` is False when reading
    was given up: nothing can then be said of the fields.
    """

    value: dict[str, Value] = field(default_factory=dict)
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    readable: bool = True

    @cached_property
    def leaves(self) -> tuple[tuple[Path, str], ...]:
        """Each text in the header with its path, in the order in which they stand."""
        return tuple(_leaves(self.value))

    def mark(self, path: Path) -> Mark:
        """The place of the value at *path*, or of the nearest thing around it that has a place."""
        for length in range(len(path), -1, -1):
            if found := self.values.get(path[:length]):
                return found
        return Mark(line=1)


def _leaves(value: Any, path: Path = ()) -> Iterable[tuple[Path, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _leaves(inner, (*path, position))
    else:
        yield path, value


def split(text: str, path: str) -> tuple[Page, list[Problem]]:
    """Split the source *text* of the file *path* at the lines ``---``."""
    lines = text.removeprefix('\ufeff').replace('\r\n', '\n').split('\n')
    if lines[0].rstrip() != FENCE:
        first = next((n for n, line in enumerate(lines) if line.strip()), None)
        page = Page(header=None, body='\n'.join(lines))
        if first is not None and lines[first].strip() == FENCE:
            return page, [Problem.at(path, Mark(line=first + 1), ProblemCode.HEADER_NOT_FIRST)]
        return page, []
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            header = '\n'.join(lines[1:number])
            return Page(header=header, body='\n'.join(lines[number + 1 :]), body_line=number + 2), []
    page = Page(header='', body='', body_line=len(lines) + 1)
    return page, [Problem.at(path, Mark(line=1), ProblemCode.HEADER_NOT_CLOSED)]


def read(header: str, path: str) -> tuple[RawHeader, list[Problem]]:
    """Read the YAML *header* of the file *path*, whose first line is line 2 of the file.

    A line that cannot be read is reported, worked around and left out, so that the faults in the rest
    of the header are found in the same run.
    """
    if len(header) > MAX_CHARACTERS:
        return RawHeader(readable=False), [_too_large(path, Mark(line=1), MAX_CHARACTERS)]
    header = header.translate(_HIDDEN_BREAKS)
    if _is_plain(header) and (quick := _read_quickly(header, path)):
        return quick
    lines = header.split('\n')
    faults: list[Problem] = []
    unread: set[str] = set()
    for _ in range(min(_MAX_REPAIRS, _MAX_READ_AGAIN // (len(header) + 1))):
        builder = _Builder(path)
        try:
            value = builder.document('\n'.join(lines))
        except yaml.MarkedYAMLError as error:
            fault, names = _repair(lines, error, path)
            faults.append(fault)
            unread |= names
            continue
        except yaml.reader.ReaderError as error:
            faults.append(_blank_character(lines, error.position, path))
            continue
        return builder.header(value, unread), faults + builder.problems
    return RawHeader(readable=False), faults


def _is_plain(header: str) -> bool:
    return not _UNUSUAL.search(header) and not _BRACKET.search(_PLAIN_BRACKETS.sub('', header))


def _read_quickly(header: str, path: str) -> tuple[RawHeader, list[Problem]] | None:
    """What ``read`` returns, by libyaml; None where there is none or it finds a fault, which PyYAML explains better."""
    if _QUICK_LOADER is None:
        return None
    builder = _Builder(path, _QUICK_LOADER)
    try:
        value = builder.document(header)
    except yaml.YAMLError:
        return None
    return builder.header(value), builder.problems


def _repair(lines: list[str], error: yaml.MarkedYAMLError, path: str) -> tuple[Problem, set[str]]:
    """Describe *error*, change *lines* so that reading can go on, and name the fields that were lost."""
    number, column, end, cause = _fault(lines, error)
    mark = Mark(line=number + 2, column=column + 1)
    key, _, rest = lines[number].partition(': ')
    if cause == 'cause_other' and '{' not in key and (': ' in rest or rest.rstrip().endswith(':')):
        fixed = f'{key}: "{rest.strip().replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'
        lines[number] = fixed
        return Problem.at(path, mark, ProblemCode.YAML_COLON, fix=fixed.strip()), set()
    lost = {match[1] for line in lines[number:end] if (match := _NAME.match(line))}
    above = next((line for line in reversed(lines[:number]) if line[:1].isalpha()), '')
    if not lines[number][:1].isalpha() and (match := _NAME.match(above)):
        lost.add(match[1])  # the field that the line is a part of
    lines[number:end] = [''] * (end - number)
    return Problem.at(path, mark, ProblemCode.YAML_SYNTAX, cause=cause), lost


def _fault(lines: list[str], error: yaml.MarkedYAMLError) -> tuple[int, int, int, str]:
    """Line and column of what is wrong, the line after the last one to leave out, and the cause."""
    place, begun = error.problem_mark or error.context_mark, error.context_mark
    assert place is not None  # PyYAML marks every fault of scanner and parser
    if opened := _swallowing_quote('\n'.join(lines), place.line):
        return opened.line, opened.column, opened.line + 1, 'cause_quote'
    if begun and begun.line < place.line and _BEGUN.search(str(error.context)):
        end = place.line if 'flow' in str(error.context) else 0
        return begun.line, begun.column, max(begun.line + 1, end), _cause(error)
    number = min(place.line, len(lines) - 1)
    while number > 0 and not lines[number].strip():
        number -= 1
    return number, place.column if place.line == number else 0, number + 1, _cause(error)


def _swallowing_quote(text: str, line: int) -> yaml.Mark | None:
    """The quotation mark that opens above *line* and closes on it: it should have closed on its own line."""
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            start: yaml.Mark = token.start_mark
            if start.line > line:
                break
            if isinstance(token, yaml.ScalarToken) and token.style and start.line < token.end_mark.line == line:
                return start
    except yaml.MarkedYAMLError:
        pass
    return None


def _blank_character(lines: list[str], position: int, path: str) -> Problem:
    """Replace the control character at *position* of the joined *lines* by a space, and describe it."""
    before = '\n'.join(lines)[:position].split('\n')
    number, column = len(before) - 1, len(before[-1])
    lines[number] = f'{lines[number][:column]} {lines[number][column + 1 :]}'
    mark = Mark(line=number + 2, column=column + 1)
    return Problem.at(path, mark, ProblemCode.YAML_SYNTAX, cause='cause_character')


def _cause(error: yaml.MarkedYAMLError) -> str:
    """The name of the interface text that says what PyYAML's *error* means to somebody who writes."""
    said = f'{error.context} {error.problem}'
    for words, name in _CAUSES:
        if words in said:
            return name
    return 'cause_other'


def _too_large(path: str, mark: Mark, limit: int) -> Problem:
    return Problem.at(path, mark, ProblemCode.HEADER_TOO_LARGE, limit=str(limit))


class _LimitError(Exception):
    """The header passes a limit; what follows is not read."""


class _Builder:
    """Builds values and their places from YAML events; one instance reads one header."""

    def __init__(self, path: str, loader: Any = yaml.SafeLoader) -> None:
        self.path = path
        self.loader = loader
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        self.readable = True
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}
        self._events: Iterator[yaml.Event] = iter(())
        self._read = 0

    def document(self, text: str) -> dict[str, Value]:
        """The mapping written in *text*; empty if it is not a mapping. Raises ``yaml.MarkedYAMLError``."""
        self._events = yaml.parse(text, Loader=self.loader)
        try:
            event = self._next()
            while not isinstance(event, yaml.NodeEvent):
                if isinstance(event, yaml.StreamEndEvent):
                    return {}
                event = self._next()
            value = self._value(event, ())
            for _ in self._events:  # a fault further down must be raised too
                pass
        except _LimitError:
            self.readable = False
            return {}
        if isinstance(value, dict):
            return value
        self.readable = False
        self._problem(Mark(line=2), ProblemCode.HEADER_NOT_MAPPING)
        return {}

    def header(self, value: dict[str, Value], unread: Set[str] = frozenset()) -> RawHeader:
        """What ``document`` returned, with the places; *unread* names fields that were lost before."""
        return RawHeader(
            value=value,
            values=self.values,
            keys=self.keys,
            unread=frozenset(unread | self.unread),
            readable=self.readable,
        )

    def _problem(self, mark: Mark, code: ProblemCode, /, **details: str) -> None:
        self.problems.append(Problem.at(self.path, mark, code, **details))

    def _next(self) -> yaml.Event:
        self._read += 1
        if self._read > MAX_EVENTS:
            self.problems.append(_too_large(self.path, Mark(line=1), MAX_EVENTS))
            raise _LimitError
        return next(self._events)

    def _value(self, event: yaml.Event, path: Path) -> Value:
        mark = _mark(event)
        self.values[path] = mark
        if len(path) > MAX_DEPTH:
            self.problems.append(_too_large(self.path, mark, MAX_DEPTH))
            raise _LimitError
        if isinstance(event, yaml.AliasEvent):
            self._problem(mark, ProblemCode.YAML_ANCHOR)
            self.unread.update(str(part) for part in path[:1])
            return ''
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.anchor is not None:
            self._problem(mark, ProblemCode.YAML_ANCHOR)
        if event.tag is not None:
            self._problem(mark, ProblemCode.YAML_TAG, tag=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            mark = _mark(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._problem(mark, ProblemCode.YAML_KEY)
                self._value(event, (*path, '?'))
                self._value(self._next(), (*path, '?'))
                continue
            key = str(event.value)
            if key in found:
                first = self.keys[*path, key].line
                self._problem(mark, ProblemCode.DUPLICATE_FIELD, field=key, first=str(first))
                self._value(self._next(), (*path, '?'))
                continue
            self.keys[*path, key] = mark
            found[key] = self._value(self._next(), (*path, key))
        return found


def _mark(event: yaml.Event) -> Mark:
    start = event.start_mark
    assert start is not None  # only events made by hand lack a place
    return Mark(line=start.line + 2, column=start.column + 1)
