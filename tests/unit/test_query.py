"""The filter language: what it means, what it refuses and where, and that nothing can make it slow or run."""

from __future__ import annotations

import ast
import itertools
import random
from pathlib import Path

import pytest

from s3ext.core.views import query
from s3ext.core.views.query import (
    EVERYTHING,
    MAX_DEPTH,
    MAX_LENGTH,
    All,
    Any,
    Condition,
    Not,
    QueryError,
    conditions,
    parse,
)
from tests.costs import times

FIELDS = ('theme', 'stage', 'from', 'minutes', 's3_link', 'in', 'not')
Record = dict[str, tuple[str, ...]]
RECORD: Record = {'theme': ('vatten', 'sol'), 'stage': ('finished',), 'from': ('2020-03',), 'minutes': ('90',)}


def holds(text: str, record: Record = RECORD) -> bool:
    return parse(text, FIELDS).matches(lambda name: record.get(name, ()))


def theme(value: str, op: str = '=') -> Condition:
    return Condition(field='theme', op=op, values=(value,))


@pytest.mark.parametrize(
    ('text', 'meant'),
    [
        ('', EVERYTHING),
        (' \t\n ', EVERYTHING),
        ('theme', Condition(field='theme', op='any')),
        ('theme = a', theme('a')),
        ('theme=a', theme('a')),
        ('  theme\n=\ta ', theme('a')),
        ('theme != a', theme('a', '!=')),
        ('theme in [a]', theme('a')),
        ('theme in [a,b , c]', Condition(field='theme', op='=', values=('a', 'b', 'c'))),
        ('theme in ["a, b"]', theme('a, b')),
        ('theme = "å ä = and (ö)"', theme('å ä = and (ö)')),
        ('theme = ""', theme('')),
        ('theme = and', theme('and')),  # after an operator stands a value, whatever it is called
        ('theme = åäö', theme('åäö')),
        ('theme = 2026-11-24', theme('2026-11-24')),
        ('theme = a.b:c_d', theme('a.b:c_d')),
        ('not theme = a', Not(inner=theme('a'))),
        ('not not theme = a', Not(inner=Not(inner=theme('a')))),
        ('theme = a and theme = b and theme = c', All(parts=(theme('a'), theme('b'), theme('c')))),
        ('theme = a or theme = b or theme = c', Any(parts=(theme('a'), theme('b'), theme('c')))),
        ('theme = a or theme = b and theme = c', Any(parts=(theme('a'), All(parts=(theme('b'), theme('c')))))),
        ('theme = a and theme = b or theme = c', Any(parts=(All(parts=(theme('a'), theme('b'))), theme('c')))),
        ('(theme = a or theme = b) and theme = c', All(parts=(Any(parts=(theme('a'), theme('b'))), theme('c')))),
        ('not theme = a and theme = b', All(parts=(Not(inner=theme('a')), theme('b')))),
        ('not (theme = a and theme = b)', Not(inner=All(parts=(theme('a'), theme('b'))))),
        ('((theme = a))', theme('a')),
        ('theme in [a] and in', All(parts=(theme('a'), Condition(field='in', op='any')))),
        ('in in [in]', Condition(field='in', op='=', values=('in',))),
        ('theme in [and, or, not, in]', Condition(field='theme', op='=', values=('and', 'or', 'not', 'in'))),
        ('not theme', Not(inner=Condition(field='theme', op='any'))),
    ],
)
def test_grammar(text: str, meant: query.Query) -> None:
    assert parse(text, FIELDS) == meant


@pytest.mark.parametrize(
    ('text', 'answer'),
    [
        ('', True),
        ('theme', True),
        ('s3_link', False),
        ('not s3_link', True),
        ('theme = sol', True),
        ('theme = so', False),
        ('theme != sol', False),  # not among its values
        ('theme != vind', True),
        ('s3_link != namns', True),
        ('s3_link = namns', False),
        ('theme in [vind, sol]', True),
        ('theme in [vind, jord]', False),
        ('from = 2020', False),  # equal is the same text
        ('from = 2020-03', True),
        ('from >= 2020', True),  # dates are compared as far as both go
        ('from > 2020', False),
        ('from <= 2020', True),
        ('from < 2020', False),
        ('from < 2021', True),
        ('from > 2019-12-31', True),
        ('from < 2020-03-02', False),
        ('from <= 2020-03-02', True),
        ('from >= 2020-04', False),
        ('minutes > 100', False),  # numbers by value
        ('minutes < 100', True),
        ('minutes >= 90', True),
        ('minutes <= 089', False),
        ('minutes > 9', True),
        ('theme > t', True),
        ('theme > x', False),
        ('s3_link < a', False),
        ('s3_link >= a', False),
    ],
)
def test_answers(text: str, answer: bool) -> None:
    assert holds(text) is answer


@pytest.mark.parametrize(
    ('text', 'reason', 'column', 'value'),
    [
        ('colour = a', 'query_field', 1, 'colour'),
        ('  colour', 'query_field', 3, 'colour'),
        ('theme = a and colour', 'query_field', 15, 'colour'),
        ('"theme" = a', 'query_field', 2, 'theme'),
        ('theme = a and', 'query_field', 14, ''),
        ('not', 'query_field', 4, ''),
        ('and', 'query_field', 1, 'and'),
        ('()', 'query_field', 2, ')'),
        ('THEME = a', 'query_field', 1, 'THEME'),
        ('theme AND stage', 'query_extra', 7, 'AND'),
        ('theme = a b', 'query_extra', 11, 'b'),
        ('theme = a)', 'query_extra', 10, ')'),
        ('theme = a theme = b', 'query_extra', 11, 'theme'),
        ('theme = a = b', 'query_extra', 11, '='),
        ('theme "a"', 'query_extra', 8, 'a'),
        ('(theme = a', 'query_expected', 11, ')'),
        ('(theme = a ]', 'query_expected', 12, ')'),
        ('theme in a', 'query_expected', 10, '['),
        ('theme in [a', 'query_expected', 12, ']'),
        ('theme in [a b]', 'query_expected', 13, ']'),
        ('theme in []', 'query_value', 11, ']'),
        ('theme in [a,]', 'query_value', 13, ']'),
        ('theme =', 'query_value', 8, ''),
        ('theme = ', 'query_value', 9, ''),
        ('theme = =', 'query_value', 9, '='),
        ('theme = (a)', 'query_value', 9, '('),
        ('theme = "a', 'query_character', 9, '"'),
        ("theme = 'a'", 'query_character', 9, "'"),
        ('theme ; stage', 'query_character', 7, ';'),
        ('theme ! = a', 'query_character', 7, '!'),
        ('theme & stage', 'query_character', 7, '&'),
        ('theme\n\n= @', 'query_character', 10, '@'),
        ('theme == a', 'query_value', 8, '='),
    ],
)
def test_errors_say_what_and_where(text: str, reason: str, column: int, value: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse(text, FIELDS)
    error = raised.value
    assert (error.reason, error.column, error.value) == (reason, column, value)


def test_length() -> None:
    most = 'theme = ' + 'x' * (MAX_LENGTH - len('theme = '))
    assert len(most) == MAX_LENGTH
    assert parse(most, FIELDS) == theme('x' * (MAX_LENGTH - 8))
    with pytest.raises(QueryError) as raised:
        parse(f'{most}x', FIELDS)
    assert (raised.value.reason, raised.value.value) == ('query_long', str(MAX_LENGTH))


def nested(style: str, depth: int) -> str:
    """A filter that is *depth* deep."""
    if style == 'not':
        return 'not ' * depth + 'theme'
    if style == '(':
        return '(' * depth + 'theme' + ')' * depth
    return 'not (' * (depth // 2) + 'not ' * (depth % 2) + 'theme' + ')' * (depth // 2)


@pytest.mark.parametrize('style', ['not', '(', 'not ('])
def test_depth(style: str) -> None:
    shallow = parse(nested(style, MAX_DEPTH), FIELDS)
    assert {condition.field for condition in conditions(shallow)} == {'theme'}
    for depth in (MAX_DEPTH + 2, 40, 120):
        with pytest.raises(QueryError) as raised:
            parse(nested(style, depth), FIELDS)
        assert raised.value.reason == 'query_deep'
        assert raised.value.value == str(MAX_DEPTH)


def test_long_chains_are_not_deep() -> None:
    assert holds(' and '.join(['theme'] * 80))
    assert holds(' or '.join(['s3_link'] * 70 + ['theme']))


HOSTILE = [
    '(' * MAX_LENGTH,
    'not ' * (MAX_LENGTH // 4),
    'not(' * (MAX_LENGTH // 4),
    '"' * MAX_LENGTH,
    '"a" ' * (MAX_LENGTH // 4),
    ' ' * (MAX_LENGTH - 1) + '"',
    '\t' * MAX_LENGTH,
    'theme in [' + 'a,' * 490,
    'theme or ' * 110,
    '<' * MAX_LENGTH,
    'a' * MAX_LENGTH,
    '(theme or ' * 100,
    'theme = "' + 'x' * 900,
    '(' * 10_000_000,
    'not ' * 1_000_000,
    '\x00',
    '\ud800',
    'theme = \u2028',
]


@pytest.mark.parametrize('text', HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_filters_end_soon(text: str) -> None:
    def tried(filter_: str) -> None:
        try:
            parsed = parse(filter_, FIELDS)
        except QueryError as error:
            assert error.column >= 1
        else:
            parsed.matches(lambda _: ())

    plain = ' or '.join(['theme = sol'] * (MAX_LENGTH // 15))
    assert times(lambda: tried(text), lambda: tried(plain), 25) < 25


@pytest.mark.parametrize('number', ['²', '①', '٣', '９', '½', '9' * 900])
@pytest.mark.parametrize('op', ['=', '!=', '<', '<=', '>', '>='])
def test_strange_numbers_are_compared_without_harm(number: str, op: str) -> None:
    try:
        assert holds(f'minutes {op} {number}') in (True, False)
    except QueryError as error:
        assert error.reason == 'query_character'
    assert holds(f'minutes {op} "{number}"') in (True, False)


@pytest.mark.parametrize(
    'text',
    ['__import__("os")', 'theme.__class__', '{theme}', 'theme = a; import os', 'lambda: 0', 'exec = 1', '%(theme)s'],
)
def test_nothing_that_looks_like_code_is_a_filter(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text, FIELDS)


def test_the_module_evaluates_nothing() -> None:
    tree = ast.parse(Path(query.__file__).read_text('utf-8'))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert used & {'eval', 'exec', 'compile', '__import__', 'getattr', 'globals', 'open'} == set()
    imported = {
        node.module if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported == {'__future__', 'operator', 're', 'collections.abc', 'dataclasses', 'types'}


VALUES = ('a', 'b', '10', '9', '2020', '2020-03', 'å ö', 'and', 'x-y')
#: what each comparison means, told without the module: pairs of text that both go as far as the shorter
NUMBERS = {'10', '9', '2020'}


def compared(op: str, left: str, right: str) -> bool:
    if left in NUMBERS and right in NUMBERS:
        sign = (float(left) > float(right)) - (float(left) < float(right))
    else:
        pairs = list(zip(left, right, strict=False))
        first = next(((a, b) for a, b in pairs if a != b), None)
        sign = 0 if first is None else 1 if first[0] > first[1] else -1
    return {'<': sign < 0, '<=': sign <= 0, '>': sign > 0, '>=': sign >= 0}[op]


class Dice:
    """Random filters as text, and for each whether it holds for a record, worked out while it is written."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.record: Record = {
            name: tuple(self.random.sample(VALUES, self.random.choice((0, 1, 1, 2)))) for name in FIELDS
        }

    def space(self) -> str:
        return self.random.choice(('', ' ', '  ', '\n'))

    def value(self) -> tuple[str, str]:
        value = self.random.choice(VALUES)
        quoted = ' ' in value or self.random.random() < 0.3
        return value, f'"{value}"' if quoted else value

    def condition(self) -> tuple[str, bool]:
        name = self.random.choice([name for name in FIELDS if name != 'not'])
        found = self.record[name]
        kind = self.random.choice(('any', 'in', '=', '!=', '<', '<=', '>', '>='))
        if kind == 'any':
            return name, len(found) > 0
        if kind == 'in':
            pairs = [self.value() for _ in range(self.random.randint(1, 3))]
            listed = f'{self.space()},{self.space()}'.join(text for _, text in pairs)
            return f'{name} in{self.space()}[{listed}]', len({value for value, _ in pairs} & set(found)) > 0
        value, text = self.value()
        if kind in ('=', '!='):
            answer = (found.count(value) > 0) == (kind == '=')
        else:
            answer = any(compared(kind, left, value) for left in found)
        return f'{name}{self.space()}{kind}{self.space()}{text}', answer

    def expression(self, depth: int) -> tuple[str, str]:
        """A filter, and the same in Python's own grammar, where not, and, or bind in the same order."""
        kind = self.random.choice(('one', 'one', 'not', 'and', 'or', '(')) if depth else 'one'
        if kind == 'one':
            text, answer = self.condition()
            return text, str(answer)
        left, python = self.expression(depth - 1)
        if kind == 'not':
            return (f'not {left}', f'not {python}') if python[0] != '(' else (f'not{left}', f'not{python}')
        if kind == '(':
            return f'({self.space()}{left}{self.space()})', f'({python})'
        right, other = self.expression(depth - 1)
        return f'{left} {kind} {right}', f'{python} {kind} {other}'


@pytest.mark.parametrize('seed', range(40))
def test_random_filters_mean_what_they_would_mean_in_python(seed: int) -> None:
    tried = 0
    for step in itertools.count():
        dice = Dice(1000 * seed + step)
        text, python = dice.expression(5)
        if len(text) > MAX_LENGTH:
            continue
        assert holds(text, dice.record) is eval(python), text
        tried += 1
        if tried == 40:
            break


def test_the_random_filters_are_of_all_sorts() -> None:
    texts = [Dice(seed).expression(5)[0] for seed in range(1600)]
    for sign in ('not ', 'not(', ' and ', ' or ', '(', ' in', '<=', '!=', '"'):
        assert sum(sign in text for text in texts) > 50, sign


@pytest.mark.parametrize('seed', range(20))
def test_random_noise_is_parsed_or_refused(seed: int) -> None:
    dice = random.Random(seed)
    pieces = (*FIELDS, 'and', 'or', '(', ')', '[', ']', ',', '=', '!=', '<', '"', 'a', ' ', '\n', '@', 'å')
    for _ in range(100):
        text = ' '.join(dice.choices(pieces, k=dice.randint(0, 12)))
        try:
            parsed = parse(text, FIELDS)
        except QueryError as error:
            assert 1 <= error.column <= len(text) + 1
            assert error.reason.startswith('query_')
        else:
            for condition in conditions(parsed):
                assert condition.field in FIELDS
                for value, column in zip(condition.values, condition.columns, strict=True):
                    assert text[column - 1 :].startswith(value)


def test_conditions_know_where_their_values_stand() -> None:
    parsed = parse('theme = a and not (from or stage in [b,  "c d"]) and theme != e', FIELDS)
    assert [(one.field, one.values, one.columns) for one in conditions(parsed)] == [
        ('theme', ('a',), (9,)),
        ('from', (), ()),
        ('stage', ('b', 'c d'), (38, 43)),
        ('theme', ('e',), (63,)),
    ]
    assert list(conditions(EVERYTHING)) == []
