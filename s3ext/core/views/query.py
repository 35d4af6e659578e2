"""The filter language of the lists: a small grammar of its own, parsed and run here. Nothing is evaluated.

``theme = energy and not stage in [finished, stopped] and (area = north or summary)``

* a field alone means: has a value
* ``=`` and ``!=`` compare with any of a field's values; ``< <= > >=`` compare dates and numbers
* ``in [a, b]`` means: has any of these values
* ``not`` binds closest, then ``and``, then ``or``; parentheses group
* a value is a word, or a text within quotation marks
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from types import MappingProxyType

#: the values of a field of the record in question
Lookup = Callable[[str], tuple[str, ...]]

_TOKEN = re.compile(r'\s*(?:(?P<op><=|>=|!=|=|<|>|\(|\)|\[|\]|,)|"(?P<text>[^"]*)"|(?P<word>[\w.:-]+)|(?P<bad>\S))')
MAX_LENGTH = 1_000
MAX_DEPTH = 20
_Key = tuple[int, str]
_COMPARE: Mapping[str, Callable[[_Key, _Key], bool]] = MappingProxyType(
    {'<': operator.lt, '<=': operator.le, '>': operator.gt, '>=': operator.ge}
)


class QueryError(ValueError):
    """The filter cannot be read. ``column`` counts from 1."""

    def __init__(self, reason: str, column: int, value: str = '') -> None:
        super().__init__(f'{column}: {reason} {value}')
        self.reason = reason
        self.column = column
        self.value = value


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """``field op values``; ``op`` is 'any' for a field alone, '=' for ``=`` and ``in``, else as written."""

    field: str
    op: str
    values: tuple[str, ...] = ()
    #: where each of the values stands, for messages
    columns: tuple[int, ...] = dataclass_field(default=(), compare=False, repr=False)

    def matches(self, lookup: Lookup) -> bool:
        """Whether the record behind *lookup* meets the condition."""
        found = lookup(self.field)
        if self.op == 'any':
            return bool(found)
        if self.op == '=':
            return any(value in found for value in self.values)
        if self.op == '!=':
            return self.values[0] not in found
        return any(_compare(value, self.op, self.values[0]) for value in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """Everything that *inner* does not match."""

    inner: Query

    def matches(self, lookup: Lookup) -> bool:
        """Whether the record does not meet *inner*."""
        return not self.inner.matches(lookup)


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """What every part matches; without parts, everything."""

    parts: tuple[Query, ...]

    def matches(self, lookup: Lookup) -> bool:
        """Whether the record meets every part."""
        return all(part.matches(lookup) for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Any:
    """What some part matches."""

    parts: tuple[Query, ...]

    def matches(self, lookup: Lookup) -> bool:
        """Whether the record meets some part."""
        return any(part.matches(lookup) for part in self.parts)


Query = Condition | Not | All | Any
EVERYTHING = All(parts=())


def parse(text: str, fields: tuple[str, ...], most: int = MAX_LENGTH) -> Query:
    """The filter written as *text*, at *most* so many characters, which may use *fields*.

    Raises ``QueryError``; empty text is everything.
    """
    if len(text) > most:
        raise QueryError('query_long', most, str(most))
    parser = _Parser(text, fields)
    if parser.peek()[0] == 'end':
        return EVERYTHING
    query = parser.either(0)
    kind, value, column = parser.peek()
    if kind != 'end':
        raise QueryError('query_extra', column, value)
    return query


def conditions(query: Query) -> Iterator[Condition]:
    """Every condition of the *query*, in the order in which they are written."""
    if isinstance(query, Condition):
        yield query
    elif isinstance(query, Not):
        yield from conditions(query.inner)
    else:
        for part in query.parts:
            yield from conditions(part)


def _compare(left: str, op: str, right: str) -> bool:
    """Numbers by value; all else as text, which orders ISO dates, to the precision that both have."""
    if left.isdecimal() and right.isdecimal():
        return _COMPARE[op]((int(left), ''), (int(right), ''))
    shared = min(len(left), len(right))
    return _COMPARE[op]((0, left[:shared]), (0, right[:shared]))


class _Parser:
    """Recursive descent over the tokens of one filter."""

    def __init__(self, text: str, fields: tuple[str, ...]) -> None:
        self._fields = fields
        self._tokens = list(_tokens(text))
        self._next = 0

    def peek(self) -> tuple[str, str, int]:
        """The next token: its kind ('op', 'text', 'word', 'end'), text and column."""
        return self._tokens[self._next]

    def take(self) -> tuple[str, str, int]:
        token = self.peek()
        self._next += token[0] != 'end'
        return token

    def accept(self, *words: str) -> bool:
        """Take the next token if it is one of *words*, unquoted."""
        kind, value, _ = self.peek()
        if kind in ('op', 'word') and value in words:
            self.take()
            return True
        return False

    def expect(self, word: str) -> None:
        column = self.peek()[2]
        if not self.accept(word):
            raise QueryError('query_expected', column, word)

    def either(self, depth: int) -> Query:
        if depth > MAX_DEPTH:
            raise QueryError('query_deep', self.peek()[2], str(MAX_DEPTH))
        parts = [self.both(depth)]
        while self.accept('or'):
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else Any(parts=tuple(parts))

    def both(self, depth: int) -> Query:
        parts = [self.one(depth)]
        while self.accept('and'):
            parts.append(self.one(depth))
        return parts[0] if len(parts) == 1 else All(parts=tuple(parts))

    def one(self, depth: int) -> Query:
        if self.accept('not'):
            return Not(inner=self.one(depth + 1)) if depth <= MAX_DEPTH else self.either(depth)
        if self.accept('('):
            query = self.either(depth + 1)
            self.expect(')')
            return query
        return self.condition()

    def condition(self) -> Condition:
        kind, name, column = self.take()
        if kind != 'word' or name not in self._fields:
            raise QueryError('query_field', column, name)
        kind, op, _ = self.peek()
        if kind == 'op' and op in ('=', '!=', *_COMPARE):
            self.take()
            column = self.peek()[2]
            return Condition(field=name, op=op, values=(self.value(),), columns=(column,))
        if self.accept('in'):
            self.expect('[')
            columns = [self.peek()[2]]
            values = [self.value()]
            while self.accept(','):
                columns.append(self.peek()[2])
                values.append(self.value())
            self.expect(']')
            return Condition(field=name, op='=', values=tuple(values), columns=tuple(columns))
        return Condition(field=name, op='any')

    def value(self) -> str:
        kind, value, column = self.take()
        if kind not in ('word', 'text'):
            raise QueryError('query_value', column, value)
        return value


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    position = 0
    while match := _TOKEN.match(text, position):
        kind = match.lastgroup or 'bad'
        column = match.start(kind) + 1
        if kind == 'bad':
            raise QueryError('query_character', column, match['bad'])
        yield kind, match[kind], column
        position = match.end()
    yield 'end', '', len(text) + 1
