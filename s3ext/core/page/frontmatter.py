"""The header of a page, read with line and column, guessing no types.

Reads YAML's event layer itself instead of constructing values: every scalar stays the text that was
written (``06`` is "06", ``no`` is "no", ``12:30`` is "12:30"); the schema decides the type later.
Refuses what a header never needs: anchors, aliases, tags, repeated keys, great size and depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from ..problems import Code, Position, Problem, ProblemCode
from .header_remedies import ODD_SPACES, quoted
from .header_values import findings, may_be_unmeant
from .parts import FENCE, Page, split
from .yaml_events import events

MAX_CHARACTERS = 64_000
MAX_DEPTH = 8
MAX_EVENTS = 4_000
#: the page of words has one record for each, and the sources of all: it may be so many times as large
GLOSSARY_SIZE = 5
#: libyaml reads ten times as fast, and like PyYAML what is written plainly: usual characters, no ``? key``,
#: lists and mappings in brackets on one line, whose texts are words or stand in quotation marks without an escape; what
#: stands in such a mapping may be such a list
_QUICK_LOADER = getattr(yaml, 'CSafeLoader', None)
_UNUSUAL = re.compile(r'[^\n\x20-\x7e\xa0-\u024f\u2010-\u2027]')
_LONG_KEY = re.compile(r'\n[ -]*\?')
_WORDS = r'[^\W_][^\n,:?#\[\]{}"\']*'
_TEXT = rf'(?:{_WORDS}|"[^"\\\n]*"|\'[^\'\n]*\')'
_LIST = rf'\[(?:{_TEXT}(?:, {_TEXT})*)?\]'
_PAIR = rf'\w+: (?:{_TEXT}|{_LIST})'
#: they begin with the bracket, and look back from there: so they are found four times as fast
_PLAIN_BRACKETS = re.compile(
    rf'(?:\[(?<=[:-] \[)(?:{_TEXT}(?:, {_TEXT})*)?\]|\{{(?<=[:-] \{{){_PAIR}(?:, {_PAIR})*\}})(?=\n|$)'
)
_BRACKET = re.compile(r'[\[\]{}]')
#: what YAML counts as the end of a line and nobody sees (YAML 1.1, 5.4): as spaces, or all places would be wrong
_HIDDEN_BREAKS = ('\r', '\x85', '\u2028', '\u2029')
_new = tuple.__new__
#: a text of so many words after a sign that YAML knows is prose
_PROSE = 3

Path = tuple[str | int, ...]
Value = Any


def names_in(path: Path) -> tuple[str, ...]:
    """The names of the fields in *path*, without places in lists: ``results, claim`` of ``results, 1, claim``."""
    return tuple(part for part in path if isinstance(part, str))


@dataclass(frozen=True, kw_only=True)  # no slots: they have no place for what is worked out once
class RawHeader:
    """The header of the file ``path`` as written: nested text values, and where each key and value stands.

    ``values`` maps the path of each value to its place, ``keys`` the path of each key; a path holds
    field names and list positions, ``()`` is the whole header. ``unread`` names fields on lines that
    could not be read, so that nobody is told that they are missing. ``readable`` is False when reading
    was given up: nothing can then be said of the fields.
    """

    path: str = ''
    value: dict[str, Value] = field(default_factory=dict)
    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    readable: bool = True

    @cached_property
    def leaves(self) -> tuple[tuple[Path, str], ...]:
        """Each text in the header with its path, in the order in which they stand."""
        found: list[tuple[Path, str]] = []
        _gather(self.value, (), found)
        return tuple(found)

    @cached_property
    def _by_name(self) -> dict[str, list[tuple[Path, str]]]:
        found: dict[str, list[tuple[Path, str]]] = {}
        for leaf in self.leaves:
            where = leaf[0]
            name = where[-1]
            found.setdefault(name if isinstance(name, str) else last_name(where), []).append(leaf)
        return found

    def named(self, name: str) -> Sequence[tuple[Path, str]]:
        """The texts of the fields called *name*, at any depth, with their paths; of a list each text."""
        return self._by_name.get(name, ())

    def position(self, path: Path) -> Position:
        """The place of the value at *path*, or of the nearest thing around it that has a place."""
        for length in range(len(path), -1, -1):
            if found := self.values.get(path[:length]):
                return found
        return Position(line=1)

    def problem(self, mark: Position, code: Code, /, **details: str) -> Problem:
        """A problem at *mark* of the page; keyword arguments become the details."""
        return Problem.at(self.path, mark, code, **details)


def last_name(path: Path) -> str:
    """The innermost field name of *path*: 'themes' for ``('priorities', 0, 'themes', 2)``."""
    for part in reversed(path):
        if isinstance(part, str):
            return part
    return ''


def _gather(value: Any, path: Path, found: list[tuple[Path, str]]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _gather(inner, (*path, key), found)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            _gather(inner, (*path, position), found)
    else:
        found.append((path, value))


def read(
    header: str,
    path: str,
    first_line: int = 2,
    names: frozenset[str] = frozenset(),
    words: frozenset[str] = frozenset(),
    size: int = 1,
) -> tuple[RawHeader, list[Problem]]:
    """Read the YAML *header* of the file *path*, whose first line is *first_line* of the file.

    A part that cannot be read is reported once, worked around or left out, so that the faults in the rest of the header
    are found in the same run. *names* are the fields of the page and *words* those at any depth of it, for guesses.
    *size*: how many times as large as usual the header may be.
    """
    if len(header) > MAX_CHARACTERS * size:
        return RawHeader(path=path, readable=False), [_too_large(path, Position(line=1), MAX_CHARACTERS * size)]
    for char in _HIDDEN_BREAKS:
        header = header.replace(char, ' ')
    lines = header.split('\n')
    loaders = [_QUICK_LOADER, yaml.SafeLoader] if _QUICK_LOADER is not None and _is_plain(header) else [yaml.SafeLoader]
    # YAML may take a line that begins with a hard space for a field of the outermost level
    odd = any(line.strip() and line[0] in ODD_SPACES for line in lines)
    for loader in [] if odd else loaders:
        builder = _Builder(path, lines, first_line, loader, words, size)
        try:
            value = builder.document(header)
        except yaml.YAMLError:
            continue  # PyYAML explains better than libyaml
        return builder.header(value), builder.problems
    from .header_repair import Repair, TooMuchError  # here: most headers can be read

    repair = Repair(lines=lines, path=path, first_line=first_line, names=names, words=words)
    builder = _Builder(path, repair.lines, first_line, words=words, size=size)
    try:
        repair.run()
        value = builder.document('\n'.join(repair.lines))
    except (yaml.YAMLError, TooMuchError):
        mark = Position(line=first_line)
        unread = [Problem.at(path, mark, ProblemCode.YAML_SYNTAX, cause='cause_other')]
        return RawHeader(path=path, readable=False), repair.problems or unread
    return builder.header(value, repair.unread), repair.problems + builder.problems


def _is_plain(header: str) -> bool:
    if _UNUSUAL.search(header) or ('?' in header and _LONG_KEY.search(f'\n{header}')):
        return False
    return not _BRACKET.search(header) or not _BRACKET.search(_PLAIN_BRACKETS.sub('', header))


def _too_large(path: str, mark: Position, limit: int) -> Problem:
    return Problem.at(path, mark, ProblemCode.HEADER_TOO_LARGE, limit=str(limit))


class _LimitError(Exception):
    """The header passes a limit; what follows is not read."""


class _Builder:
    """Builds values and their places from YAML events; one instance reads one header."""

    def __init__(
        self,
        path: str,
        lines: list[str],
        first_line: int,
        loader: Any = yaml.SafeLoader,
        words: Set[str] = frozenset(),
        size: int = 1,
    ) -> None:
        self.path = path
        self.words = words
        self.lines = lines
        self.first_line = first_line
        self.loader = loader
        self.most_events = MAX_EVENTS * size
        self.problems: list[Problem] = []
        self.unread: set[str] = set()
        self.readable = True
        self.values: dict[Path, Position] = {}
        self.keys: dict[Path, Position] = {}
        self._events: Iterator[yaml.Event] = iter(())
        self._read = 0
        self._flows = 0

    def document(self, text: str) -> dict[str, Value]:
        """The mapping written in *text*; empty if it is not a mapping. Raises ``yaml.MarkedYAMLError``."""
        self._events = events(text, self.loader)
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
        self._problem(Position(line=self.first_line), ProblemCode.HEADER_NOT_MAPPING)
        return {}

    def header(self, value: dict[str, Value], unread: Set[str] = frozenset()) -> RawHeader:
        """What ``document`` returned, with the places; *unread* names fields that were lost before."""
        return RawHeader(
            path=self.path,
            value=value,
            values=self.values,
            keys=self.keys,
            unread=frozenset(unread | self.unread),
            readable=self.readable,
        )

    def _problem(self, mark: Position, code: ProblemCode, /, **details: str) -> None:
        self.problems.append(Problem.at(self.path, mark, code, **details))

    def _next(self) -> yaml.Event:
        self._read += 1
        if self._read > self.most_events:
            self.problems.append(_too_large(self.path, Position(line=1), self.most_events))
            raise _LimitError
        return next(self._events)

    def _value(self, event: yaml.Event, path: Path) -> Value:
        mark = self._mark(event)
        self.values[path] = mark
        if len(path) > MAX_DEPTH:
            self.problems.append(_too_large(self.path, mark, MAX_DEPTH))
            raise _LimitError
        if isinstance(event, yaml.ScalarEvent) and event.anchor is None and event.tag is None:  # nearly all are
            return self._text(event, path)
        if isinstance(event, yaml.AliasEvent):
            self._problem(mark, ProblemCode.YAML_ANCHOR)
            self.unread.update(str(part) for part in path[:1])
            return ''
        assert isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))  # a union is made anew
        if event.anchor is not None:
            self._problem(mark, ProblemCode.YAML_ANCHOR, **self._as_text(event))
        if event.tag is not None:
            self._problem(mark, ProblemCode.YAML_TAG, tag=event.tag, **self._as_text(event))
        if isinstance(event, yaml.ScalarEvent):
            if not event.value and (event.anchor or event.tag):
                self.unread.update(str(part) for part in path[:1])
            return self._text(event, path)
        self._flows += bool(event.flow_style)
        value = self._sequence(path) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(path)
        self._flows -= bool(event.flow_style)
        return value

    def _key(self, event: yaml.ScalarEvent) -> str:
        """The name that *event* gives a value; spaces that are none to YAML are reported and left out."""
        key = str(event.value)
        if key == key.strip() or event.style:
            return key
        start = event.start_mark
        assert start is not None
        line = self.lines[start.line]
        spaces = len(key) - len(key.lstrip())
        fix = f'{line[: start.column]}{"" if start.column == 0 else " " * spaces}{line[start.column + spaces :]}'
        self._problem(self._mark(event), ProblemCode.YAML_SYNTAX, cause='cause_tab', rewritten=fix)
        return key.strip()

    def _lost_colon(self, event: yaml.ScalarEvent, key: str, following: yaml.Event) -> tuple[str, str] | None:
        """Name and value of a field in a group in brackets whose colon is missing: YAML takes both for a name."""
        if not isinstance(following, yaml.ScalarEvent) or following.value or event.style:
            return None
        start = event.start_mark
        assert start is not None
        word = next((key[:n] for n, char in enumerate(key) if not (char.isalnum() or char == '_')), key)
        if word == key or word not in self.words:
            return None
        line, end = self.lines[start.line], start.column + len(word)
        fix = f'{line[:end]}: {line[end:].lstrip(": " + ODD_SPACES)}'
        self._problem(self._mark(event), ProblemCode.YAML_SYNTAX, cause='cause_colon', rewritten=fix)
        return word, key[len(word) :].lstrip(': ' + ODD_SPACES)

    def _is_half(self, event: yaml.ScalarEvent, following: yaml.Event) -> bool:
        """Whether *event* is no name but the rest of a text with a comma, in a group in brackets."""
        is_bare = isinstance(following, yaml.ScalarEvent) and not following.value and not following.style
        word = str(event.value).split(':')[0].split(' ')[0]
        return is_bare and not event.style and bool(self.words) and word not in self.words

    def _joined(self, first: yaml.ScalarEvent, rest: yaml.ScalarEvent, path: Path, key: str, value: str) -> str:
        """The text that a comma parted: reported once, however many commas it holds."""
        start, end = first.start_mark, rest.end_mark
        mark = self.values[*path, key]
        self.problems = [p for p in self.problems if (p.line, p.column, p.code) != (*mark, ProblemCode.YAML_COMMA)]
        details = {}
        if start and end and start.line == end.line:
            line = self.lines[start.line]
            details['rewritten'] = (
                f'{line[: start.column]}{quoted(line[start.column : end.column])}{line[end.column :]}'
            )
        self._problem(mark, ProblemCode.YAML_COMMA, **details)
        return f'{value}, {rest.value}'

    def _text(self, event: yaml.ScalarEvent, path: Path) -> str:
        """The value of *event*; what it says unmeant is reported, and left out where it is known what was meant."""
        text = str(event.value)
        if not may_be_unmeant(event, self.lines):
            return text
        for finding in findings(event, self.lines, in_flow=self._flows > 0):
            mark = Position(line=finding.line + self.first_line, column=finding.column + 1)
            self._problem(mark, finding.code, **finding.details)
            text = text if finding.meant is None else finding.meant
            if not event.value:
                self.unread.update(str(part) for part in path[:1])  # it is not empty: it is all comment
        return text

    def _as_text(self, event: yaml.Event) -> dict[str, str]:
        """The remedy for prose that begins with a sign of YAML's: the line with its value in quotation marks."""
        start, end = event.start_mark, event.end_mark
        if not isinstance(event, yaml.ScalarEvent) or not start or not end or start.line != end.line or self._flows:
            return {}
        line = self.lines[start.line]
        text = line[start.column :].strip()
        return {'rewritten': f'{line[: start.column]}{quoted(text)}'} if len(text.split()) >= _PROSE else {}

    def _mark(self, event: yaml.Event) -> Position:
        start = event.start_mark
        assert start is not None  # only events made by hand lack a place
        # as the constructor does, which is Python and takes three times as long; a library has thousands
        return _new(Position, (start.line + self.first_line, start.column + 1))

    def _sequence(self, path: Path) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Value]:
        found: dict[str, Value] = {}
        last: tuple[str, yaml.ScalarEvent] | None = None
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            mark = self._mark(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._problem(mark, ProblemCode.YAML_KEY)
                self._value(event, (*path, '?'))
                self._value(self._next(), (*path, '?'))
                continue
            key = self._key(event)
            where = (*path, key)
            following = self._next()
            if self._flows and last is not None and self._is_half(event, following):
                found[last[0]] = self._joined(last[1], event, path, last[0], str(found[last[0]]))
                continue
            last = None
            if self._flows and (lost := self._lost_colon(event, key, following)):
                key, found[lost[0]] = lost[0], lost[1]
                self.keys[*path, key] = self.values[*path, key] = mark
                continue
            if key in found:
                first = self.keys[where].line
                self._problem(mark, ProblemCode.DUPLICATE_FIELD, field=key, first=str(first))
                self._value(following, (*path, '?'))
                continue
            self.keys[where] = mark
            found[key] = self._value(following, where)
            if self._flows and isinstance(following, yaml.ScalarEvent) and not following.style:
                last = (key, following)
        return found


__all__ = [
    'FENCE', 'GLOSSARY_SIZE', 'MAX_CHARACTERS', 'MAX_DEPTH', 'MAX_EVENTS', 'Page', 'Path', 'RawHeader', 'names_in',
    'read', 'split',
]  # fmt: skip
