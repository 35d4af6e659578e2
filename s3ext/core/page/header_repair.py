"""A header that cannot be read whole: which lines are at fault, one message for each slip, and the rest made readable.

The header is read field by field, and a list item by item, so that a slip in one cannot put another in the wrong or
move its own place to another line. A remedy is read before it is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from ..problems import Position, Problem, ProblemCode
from .header_remedies import ODD_SPACES, Remedy, indent_of, remedies
from .yaml_events import events

#: how many faults of one header are reported
MOST = 20
#: how many characters are read again to find faults and try remedies
_MOST_READ = 150_000
#: a longer part is left out without a try
_LONGEST_PART = 12_000
#: how many further fields a value may go on through, at the start of a line
_MOST_JOINED = 3
#: words in PyYAML's messages, and the interface text that explains them
_CAUSES = (
    ('cannot start any token', 'cause_token'),
    ('unknown character number', 'cause_number'),
    ('quoted scalar', 'cause_quote'),
    ('flow', 'cause_flow'),
    ("could not find expected ':'", 'cause_colon'),
    ('block', 'cause_indent'),
)
#: what PyYAML was in the middle of when the fault is where that began, not where reading stopped
_BEGUN = ('quoted scalar', 'simple key', 'flow')
#: a line that begins with one of these belongs to the field above it
_WITHIN = ' \t\u00a0-#]},:'
#: lines that end a document (YAML 1.1, 9.1)
_ENDS = ('...', '---')
#: how far in items usually begin
_USUAL = 2
#: causes that a field's own name can have
_OF_NAMES = ('cause_tab', 'cause_colon')
#: causes that have a code of their own
_CODES = {'cause_colon_inside': ProblemCode.YAML_COLON, 'cause_start': ProblemCode.YAML_QUOTE}


class TooMuchError(Exception):
    """Reading on would take too long."""


class Slip(NamedTuple):
    """What keeps rows from being read: its row and column, both from 0, and the name of the text that says what.

    ``is_open`` says that a text or list in brackets did not end.
    """

    row: int
    column: int
    cause: str
    is_open: bool = False


@dataclass(slots=True, kw_only=True)
class Repair:
    """The *lines* of a header made readable, what was wrong with them, and the fields that were lost.

    ``names`` are the fields of the page, ``words`` those at any depth of it.
    """

    lines: list[str]
    path: str
    first_line: int
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    _read: int = 0

    def run(self) -> None:
        """Find the faults and work around them. Raises ``TooMuchError`` for a header of nothing but faults."""
        self._blank()
        for start, end in list(self._parts()):
            self._part(start, end)

    def _blank(self) -> None:
        """Take away lines that end a document, and characters that YAML refuses; the first of a line is reported."""
        for row, line in enumerate(self.lines):
            if line[:1] == '%' or (line[:3] in _ENDS and line[3:4] in ('', ' ', '\t')):
                self._report(row, 0, 'cause_documents')
                self.lines[row] = ''
            elif found := yaml.reader.Reader.NON_PRINTABLE.search(line):
                self._report(row, found.start(), 'cause_character')
                self.lines[row] = yaml.reader.Reader.NON_PRINTABLE.sub(' ', line)

    def _parts(self) -> Iterator[tuple[int, int]]:
        """The first row and the row after the last of each field: it begins where a line does."""
        starts = [row for row, line in enumerate(self.lines) if line and line[0] not in _WITHIN]
        first = next((row for row, line in enumerate(self.lines) if line.strip() and line[0] != '#'), 0)
        starts = sorted({first, *starts})
        yield from zip(starts, [*starts[1:], len(self.lines)], strict=True)

    def _part(self, start: int, end: int) -> None:
        """One field: nothing if it can be read, else its faults."""
        if not any(self.lines[start:end]):
            return  # a part of the field before, which went on to here
        slip = self._slip(start, end)
        if slip is None:
            return
        if slip.is_open and self._goes_on(start, end):
            return
        elif items := self._items(start, end):
            self._list(start, end, items)
        else:
            self._fix(start, end, start, slip)

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether the field is a text or list in brackets that goes on at the start of further lines."""
        self._spend(len(self.lines))
        ends = [after for begin, after in self._parts() if begin >= end][:_MOST_JOINED]
        for after in ends:
            if self._slip(start, after) is None:
                first, *rest = self.lines[start:after]
                # joined for good: the parts after this are read by themselves no more
                self.lines[start:after] = [' '.join([first, *(line.strip() for line in rest)]), *[''] * len(rest)]
                return True
        return False

    def _items(self, start: int, end: int) -> list[tuple[int, int]]:
        """The items of the list that is the field's value, as rows; none if it is something else."""
        dashes = [row for row in range(start + 1, end) if self._is_item(row)]
        if not dashes or ': ' in self.lines[start]:
            return []
        level = self._usual_level(dashes)
        first = next(row for row in range(start + 1, end) if self.lines[row].strip())
        starts = sorted({first, *(row for row in dashes if indent_of(self.lines[row]) <= level)})
        return list(zip(starts, [*starts[1:], end], strict=True))

    def _is_item(self, row: int) -> bool:
        return self.lines[row].lstrip(' \t\u00a0')[:1] == '-'

    def _usual_level(self, rows: list[int]) -> int:
        """How far in the items at *rows* begin: as most of them, without the lists inside them."""
        levels = [indent_of(self.lines[row]) for row in rows]
        outer = [level for level in levels if level <= levels[0] + 1]
        return max(sorted(set(outer)), key=lambda level: (outer.count(level), level == _USUAL, -level))

    def _list(self, start: int, end: int, items: list[tuple[int, int]]) -> None:
        """A field that is a list: its name, then each item by itself, then how far in they begin."""
        before = len(self.problems)
        if not self.lines[start].partition('#')[0].rstrip().endswith(':'):
            named = next(
                (r for r in remedies(self.lines, start, 0, self.names, self.words) if r.cause in _OF_NAMES), None
            )
            if named is None:
                self._lose(start, end, start, Slip(start, 0, 'cause_colon'))
                return
            self._report(start, 0, named.cause, named.line)
            self.lines[start] = named.line
        level = self._usual_level([row for row, _ in items if self._is_item(row)])
        for first, after in items:
            if self._shifted(first, after, level):
                continue
            if slip := self._slip(first, after, of_list=True):
                self._fix(first, after, start, slip)
        if slip := self._slip(start, end):
            if len(self.problems) == before:
                self._fix(start, end, start, slip)
            else:
                self._lose(start, end, start)

    def _shifted(self, first: int, after: int, level: int) -> bool:
        """Put an item that begins further in or out than the others in its place, if it then can be read."""
        line = self.lines[first]
        text = line.lstrip(f' {ODD_SPACES}')
        if not text.startswith('-') or line == ' ' * level + text:
            return False
        written = self.lines[first:after]
        self.lines[first] = ' ' * level + text
        fix = self.lines[first]
        if self._slip(first, after, of_list=True):
            by = level - indent_of(line)
            rows = [' ' * max(0, indent_of(row) + by) + row.lstrip(' ') for row in written]
            self.lines[first:after], fix = rows, ''
            if self._slip(first, after, of_list=True):
                self.lines[first:after] = written
                return False
        is_plain = line.lstrip(' ') == text
        self._report(first, indent_of(line), 'cause_indent' if is_plain else 'cause_tab', fix)
        return True

    def _fix(self, start: int, end: int, field_row: int, slip: Slip) -> None:
        """Report the slip in the rows of a part; a remedy that can be read takes its line's place, else all is lost."""
        if sum(map(len, self.lines[start:end])) <= _LONGEST_PART:
            for row in dict.fromkeys((slip.row, max(start, slip.row - 1))):
                column = slip.column if row == slip.row else indent_of(self.lines[row])
                if remedy := self._remedy(row, column, start, end, of_list=start != field_row):
                    self._report(row, column, remedy.cause, remedy.line)
                    self.lines[row] = remedy.line
                    return
        self._lose(start, end, field_row, slip)

    def _remedy(self, row: int, column: int, start: int, end: int, *, of_list: bool) -> Remedy | None:
        """The first remedy for the line *row* with which its part can be read."""
        written = self.lines[row]
        for remedy in remedies(self.lines, row, column, self.names, self.words):
            self.lines[row] = remedy.line
            slip = self._slip(start, end, of_list=of_list)
            self.lines[row] = written
            if slip is None:
                return remedy
        return None

    def _lose(self, start: int, end: int, field_row: int, slip: Slip | None = None) -> None:
        """Leave out the rows of a part, and name the fields in them and the one that they belong to."""
        if slip:
            self._report(slip.row, slip.column, slip.cause)
        self.unread |= {_name(line) for line in (self.lines[field_row], *self.lines[start:end])} - {''}
        self.lines[start:end] = [''] * (end - start)

    def _report(self, row: int, column: int, cause: str, fix: str = '') -> None:
        if len(self.problems) >= MOST:
            raise TooMuchError
        code = _CODES.get(cause, ProblemCode.YAML_SYNTAX)
        details = {'cause': cause} if code is ProblemCode.YAML_SYNTAX else {}
        if fix:
            details['rewritten'] = fix
        mark = Position(line=row + self.first_line, column=column + 1)
        self.problems.append(Problem.at(self.path, mark, code, **details))

    def _spend(self, characters: int) -> None:
        self._read += characters
        if self._read > _MOST_READ:
            raise TooMuchError

    def _slip(self, start: int, end: int, *, of_list: bool = False) -> Slip | None:
        """What keeps the rows from being read as fields, or as an item of a list."""
        rows = self.lines[start:end]
        self._spend(sum(map(len, rows)) + len(rows))
        first = next((line for line in rows if line.strip() and line.lstrip()[0] != '#'), '')
        if not of_list and first[:1] in (' ', '\t', '\u00a0'):
            return Slip(start + rows.index(first), len(first) - len(first.lstrip()), 'cause_indent')
        if odd := next((row for row in rows if row.strip() and row[0] in ODD_SPACES), ''):
            return Slip(start + rows.index(odd), 0, 'cause_tab')
        depth = 0
        try:
            for event in events('\n'.join(['x:', *rows] if of_list else rows)):
                if isinstance(event, yaml.CollectionEndEvent):
                    depth -= 1
                elif isinstance(event, yaml.NodeEvent):
                    if depth == 0 and not isinstance(event, yaml.MappingStartEvent):
                        return Slip(start, 0, 'cause_colon')
                    depth += isinstance(event, yaml.CollectionStartEvent)
        except yaml.MarkedYAMLError as error:
            return _slip_of(error, start - of_list, end, self.lines)
        return None


def _slip_of(error: yaml.MarkedYAMLError, start: int, end: int, lines: list[str]) -> Slip:
    """*error* of the text that begins at the row *start*; one past its last row is reported where the text ends."""
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    assert mark is not None  # PyYAML marks every fault of scanner and parser
    message = f'{error.context} {error.problem}'
    cause = next((name for words, name in _CAUSES if words in message), 'cause_other')
    is_open = 'stream end' in message or 'end of stream' in message
    if begun and (begun.line < mark.line or is_open) and any(word in str(error.context) for word in _BEGUN):
        mark = begun
    row = max(start + mark.line, 0)
    column = mark.column
    while row >= end or (row > start and not lines[row].strip()):
        row -= 1
        column = indent_of(lines[row])
    return Slip(row, column, cause, is_open=is_open)


def _name(line: str) -> str:
    """The field named first on *line*: letters, digits and underscores after indentation and dashes."""
    rest = line.lstrip(' \t\u00a0-{?"\'')
    return next((rest[:place] for place, char in enumerate(rest) if not (char.isalnum() or char == '_')), rest)
