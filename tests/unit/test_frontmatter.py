"""The reading of headers: exact places, nothing guessed, faults worked around, hostile files refused."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from s3ext.core.page.frontmatter import MAX_CHARACTERS, MAX_DEPTH, MAX_EVENTS, Page, RawHeader, read, split
from s3ext.core.page.source import Source
from s3ext.core.problems import Position, Problem, ProblemCode
from tests.costs import times

DATA = Path(__file__).parents[1] / 'data' / 'frontmatter'
PATH = 'docs/a.md'


def at(line: int, column: int, code: ProblemCode, **details: str) -> Problem:
    return Problem(path=PATH, line=line, column=column, code=code, details=tuple(details.items()))


def syntax(line: int, column: int, cause: str) -> Problem:
    return at(line, column, ProblemCode.YAML_SYNTAX, cause=cause)


# --- the split -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('text', 'page'),
    [
        ('---\na: b\n---\n\n# T\n', Page(header='a: b', body='\n# T\n', body_line=4)),
        ('---\n---\n# T', Page(header='', body='# T', body_line=3)),
        ('---\na: b\n---', Page(header='a: b', body='', body_line=4)),
        ('\ufeff---\na: b\n---\nx', Page(header='a: b', body='x', body_line=4)),
        ('---\r\na: b\r\nc: d\r\n---\r\nx\r\ny\r\n', Page(header='a: b\nc: d', body='x\ny\n', body_line=5)),
        ('--- \na: b\n---\t\nx', Page(header='a: b', body='x', body_line=4)),
        ('---\na: --- b\n ---\n----\n---\nx', Page(header='a: --- b\n ---\n----', body='x', body_line=6)),
        ('# T\n\n---\n\nx\n', Page(header=None, body='# T\n\n---\n\nx\n')),
        ('', Page(header=None, body='')),
        ('\n\n', Page(header=None, body='\n\n')),
    ],
)
def test_split(text: str, page: Page) -> None:
    assert split(Source.of_file(PATH, text)) == (page, [])


@pytest.mark.parametrize(
    ('text', 'line'), [('\n---\na: b\n---\n', 2), ('  \n\n---\na: b\n---\n', 3), (' ---\na: b\n---\n', 1)]
)
def test_the_header_must_be_first(text: str, line: int) -> None:
    page, problems = split(Source.of_file(PATH, text))
    assert problems == [at(line, 1, ProblemCode.HEADER_NOT_FIRST)]
    assert page == Page(header='a: b', body='', body_line=line + 3, header_line=line + 1)  # so that its faults show too


@pytest.mark.parametrize('text', ['\n---\n', '\n\n---\n\nText.\n'])
def test_a_line_between_paragraphs_is_no_header(text: str) -> None:
    page, problems = split(Source.of_file(PATH, text))
    assert [problem.code for problem in problems] == [ProblemCode.HEADER_NOT_FIRST]
    assert page == Page(header=None, body=text)


@pytest.mark.parametrize(
    ('text', 'line', 'value'),
    [
        ('---\na: b\n----\n', 3, '----'),
        ('---\na: b\n--- \u2013\n', 3, '--- \u2013'),
        ('---\na: b\n\u2014\n\n# T\n\nx\n\n---\n', 3, '\u2014'),
        ('---\na: b\n--- slut\n\n# T\n', 3, '--- slut'),
        ('---\na: b\n ---\n', 3, '---'),
        ('--\na: b\n---\n', 1, '--'),
        ('\u2014\na: b\n---\n', 1, '\u2014'),
        ('--- # huvud\na: b\n---\n', 1, '--- # huvud'),
    ],
)
def test_a_line_around_the_header_that_is_not_quite_right(text: str, line: int, value: str) -> None:
    page, problems = split(Source.of_file(PATH, text))
    assert problems == [at(line, 1, ProblemCode.HEADER_FENCE, value=value, rewritten='---')]
    assert (page.header, page.body_line) == ('a: b', 4)


def test_a_line_in_the_text_ends_no_header() -> None:
    page, problems = split(Source.of_file(PATH, '\n\n\n---\na: b\n---\n\n----\n\n# T\n'))
    assert [problem.code for problem in problems] == [ProblemCode.HEADER_NOT_FIRST]
    assert (page.header, page.body_line) == ('a: b', 7)


def test_a_header_whose_first_line_is_missing() -> None:
    page, problems = split(Source.of_file(PATH, 'a: b\nc: d\n---\n\n# T\n'))
    assert problems == [at(1, 1, ProblemCode.HEADER_NOT_OPENED)]
    assert page == Page(header='a: b\nc: d', body='\n# T\n', body_line=4, header_line=1)


@pytest.mark.parametrize('text', ['# T\n\nObs: x\n\n---\n', 'Obs: en sak\nMer: text\n\n---\n', 'a: b\n---\n'])
def test_text_above_a_line_is_no_header(text: str) -> None:
    assert split(Source.of_file(PATH, text)) == (Page(header=None, body=text), [])


def test_a_header_whose_last_line_is_missing() -> None:
    page, problems = split(Source.of_file(PATH, '---\na: b\nc: d\n\n# T\n\nx\n'))
    assert problems == [at(4, 1, ProblemCode.HEADER_NOT_CLOSED)]
    assert page == Page(header='a: b\nc: d', body='\n# T\n\nx\n', body_line=4)


@pytest.mark.parametrize('text', ['---', '---\na: b\n', '---\na: b\n# T\n'])
def test_the_header_must_be_closed(text: str) -> None:
    page, problems = split(Source.of_file(PATH, text))
    assert problems == [at(1, 1, ProblemCode.HEADER_NOT_CLOSED)]
    assert (page.header, page.body) == ('', '')


# --- values and places -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize('end', ['\n', '\r\n'])
@pytest.mark.parametrize('start', ['', '\ufeff'])
def test_places(start: str, end: str) -> None:
    text = start + (DATA / 'places.md').read_text('utf-8').replace('\n', end)
    page, problems = split(Source.of_file(PATH, text))
    assert problems == []
    assert page.header is not None
    raw, problems = read(page.header, PATH)
    assert problems == []
    assert raw.value == {
        'name': 'värde',
        'spaced': 'långt bort',
        'quoted': 'citerat',
        'flow': ['a', 'bb', {'k': 'v'}],
        'block': ['första', {'inner': 'djupt', 'list': ['x', 'y']}],
        'empty': '',
        'folded': 'två rader',
    }
    places = {where: (mark.line, mark.column) for where, mark in raw.values.items()}
    assert places == {
        (): (3, 1),
        ('name',): (3, 7),
        ('spaced',): (4, 11),
        ('quoted',): (5, 11),
        ('flow',): (6, 7),
        ('flow', 0): (6, 8),
        ('flow', 1): (6, 11),
        ('flow', 2): (6, 15),
        ('flow', 2, 'k'): (6, 19),
        ('block',): (8, 3),
        ('block', 0): (8, 5),
        ('block', 1): (9, 5),
        ('block', 1, 'inner'): (9, 12),
        ('block', 1, 'list'): (11, 5),
        ('block', 1, 'list', 0): (11, 7),
        ('block', 1, 'list', 1): (12, 7),
        ('empty',): (13, 7),
        ('folded',): (14, 9),
    }
    keys = {where: (mark.line, mark.column) for where, mark in raw.keys.items()}
    assert keys == {
        ('name',): (3, 1),
        ('spaced',): (4, 1),
        ('quoted',): (5, 1),
        ('flow',): (6, 1),
        ('flow', 2, 'k'): (6, 16),
        ('block',): (7, 1),
        ('block', 1, 'inner'): (9, 5),
        ('block', 1, 'list'): (10, 5),
        ('empty',): (13, 1),
        ('folded',): (14, 1),
    }


def test_the_place_of_what_is_not_there_is_that_of_what_holds_it() -> None:
    raw, _ = read('a:\n  - b: c', PATH)
    assert raw.position(('a', 0, 'b')) == Position(line=3, column=8)
    assert raw.position(('a', 0, 'x', 7)) == Position(line=3, column=5)
    assert raw.position(('a', 9)) == Position(line=3, column=3)
    assert raw.position(('x',)) == Position(line=2, column=1)
    assert RawHeader().position(('x',)) == Position(line=1, column=1)


@pytest.mark.parametrize('header', ['a: b', 'a: [b', 'a: b\na: c', '- a', '', 'x' * (MAX_CHARACTERS + 1), '{a: "'])
def test_a_header_makes_problems_of_its_file_however_it_was_read(header: str) -> None:
    raw, _ = read(header, PATH)
    found = raw.problem(Position(line=2, column=4), ProblemCode.BAD_VALUE, field='a', value='b')
    details = (('field', 'a'), ('value', 'b'))
    assert found == Problem(path=PATH, line=2, column=4, code=ProblemCode.BAD_VALUE, details=details)


@pytest.mark.parametrize(
    ('path', 'is_index'),
    [('index.md', True), ('docs/a/index.md', True), ('docs/a/my-index.md', False), ('docs/index/a.md', False)],
)
def test_a_source_knows_its_page(path: str, is_index: bool) -> None:
    source = Source.of_file(path, '# T\n')
    assert f'{source.docname}.md' == source.path == path
    assert source.is_index is is_index
    assert source.problem(Position(line=1), ProblemCode.TITLE_MISSING).location == f'{path}:1:1'


@pytest.mark.parametrize(
    'text',
    ['06', '0x1F', '12:30', 'no', 'Yes', 'null', '~', '2024-13-45', '2026-01-01', '1.10', '1e3', '1_000', '.inf', '-1'],
)
def test_values_stay_as_written(text: str) -> None:
    raw, problems = read(f'a: {text}\nb: [{text}]\n{text}: c', PATH)
    assert problems == []
    assert raw.value == {'a': text, 'b': [text], text: 'c'}


@pytest.mark.parametrize('header', ['', '\n\n', '# bara en kommentar', '{}'])
def test_an_empty_header(header: str) -> None:
    raw, problems = read(header, PATH)
    assert problems == []
    assert (raw.value, raw.readable) == ({}, True)


@pytest.mark.parametrize('header', ['bara text', '- a\n- b', '[a, b]', '"a"'])
def test_a_header_that_is_no_mapping(header: str) -> None:
    raw, problems = read(header, PATH)
    assert problems == [at(2, 1, ProblemCode.HEADER_NOT_MAPPING)]
    assert (raw.value, raw.readable) == ({}, False)


# --- what a header never needs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('header', 'value', 'problems'),
    [
        ('a: b\nc: &x d', {'a': 'b', 'c': 'd'}, [at(3, 4, ProblemCode.YAML_ANCHOR)]),
        ('a: [b, &x c]', {'a': ['b', 'c']}, [at(2, 8, ProblemCode.YAML_ANCHOR)]),
        ('a: *x', {'a': ''}, [at(2, 4, ProblemCode.YAML_ANCHOR)]),
        (
            'a: &x {k: v}\nb:\n  <<: *x',
            {'a': {'k': 'v'}, 'b': {'<<': ''}},
            [at(2, 4, ProblemCode.YAML_ANCHOR), at(4, 7, ProblemCode.YAML_ANCHOR)],
        ),
        ('a: !x b', {'a': 'b'}, [at(2, 4, ProblemCode.YAML_TAG, tag='!x')]),
        ('a: !!int 3', {'a': '3'}, [at(2, 4, ProblemCode.YAML_TAG, tag='tag:yaml.org,2002:int')]),
        (
            'a: !!python/object/apply:os.system [ls]',
            {'a': ['ls']},
            [at(2, 4, ProblemCode.YAML_TAG, tag='tag:yaml.org,2002:python/object/apply:os.system')],
        ),
        (
            'a: b\nc: d\na: e',
            {'a': 'b', 'c': 'd'},
            [at(4, 1, ProblemCode.DUPLICATE_FIELD, field='a', first='2')],
        ),
        (
            'a:\n  b: c\n  b: {d: e, d: f}',
            {'a': {'b': 'c'}},
            [
                at(4, 3, ProblemCode.DUPLICATE_FIELD, field='b', first='3'),
                at(4, 13, ProblemCode.DUPLICATE_FIELD, field='d', first='4'),
            ],
        ),
        ('? [a, b]\n: c\nd: e', {'d': 'e'}, [at(2, 3, ProblemCode.YAML_KEY)]),
        ('{a: b}: c\nd: e', {'d': 'e'}, [at(2, 1, ProblemCode.YAML_KEY)]),
        ('a: b\n*x : c', {'a': 'b'}, [at(3, 1, ProblemCode.YAML_KEY), at(3, 1, ProblemCode.YAML_ANCHOR)]),
    ],
)
def test_refused(header: str, value: dict[str, object], problems: list[Problem]) -> None:
    raw, found = read(header, PATH)
    assert found == problems
    assert raw.value == value


def test_a_field_with_an_alias_counts_as_unread() -> None:
    raw, _ = read('a: [b, *x]\nc: d', PATH)
    assert raw.unread == {'a'}


# --- lines that cannot be read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('line', 'column', 'fix', 'value'),
    [
        ('b: Mål: vatten', 7, 'b: "Mål: vatten"', 'Mål: vatten'),
        ('b: Mål: "vatten"', 7, 'b: \'Mål: "vatten"\'', 'Mål: "vatten"'),
        ('b: Mål: a\\b', 7, r'b: "Mål: a\\b"', 'Mål: a\\b'),
        ('b: Två: mål: här', 7, 'b: "Två: mål: här"', 'Två: mål: här'),
        ('b: Mål:', 7, 'b: "Mål:"', 'Mål:'),
    ],
)
def test_a_stray_colon_is_quoted(line: str, column: int, fix: str, value: str) -> None:
    raw, problems = read(f'a: x\n{line}\nc: &y z', PATH)
    assert problems == [at(3, column, ProblemCode.YAML_COLON, rewritten=fix), at(4, 4, ProblemCode.YAML_ANCHOR)]
    assert raw.value == {'a': 'x', 'b': value, 'c': 'z'}
    assert raw.unread == frozenset()
    again, problems = read(f'a: x\n{fix}', PATH)
    assert (again.value['b'], problems) == (value, [])


def test_a_stray_colon_in_a_list() -> None:
    raw, problems = read('a:\n  - b: c: d\n    e: f', PATH)
    assert problems == [at(3, 9, ProblemCode.YAML_COLON, rewritten='  - b: "c: d"')]
    assert raw.value == {'a': [{'b': 'c: d', 'e': 'f'}]}


def fixed(line: int, column: int, cause: str, fix: str) -> Problem:
    return at(line, column, ProblemCode.YAML_SYNTAX, cause=cause, rewritten=fix)


@pytest.mark.parametrize(
    ('line', 'problem', 'value'),
    [
        ('\tb: x', fixed(3, 1, 'cause_tab', 'b: x'), 'x'),
        ('b:\tx', fixed(3, 3, 'cause_tab', 'b: x'), 'x'),
        ('b:\u00a0x', fixed(3, 1, 'cause_tab', 'b: x'), 'x'),
        ('\u00a0b: x', fixed(3, 1, 'cause_tab', 'b: x'), 'x'),
        ('b: @x', at(3, 4, ProblemCode.YAML_QUOTE, rewritten='b: "@x"'), '@x'),
        ('b: `x`', at(3, 4, ProblemCode.YAML_QUOTE, rewritten='b: "`x`"'), '`x`'),
        ('b: %x', at(3, 4, ProblemCode.YAML_QUOTE, rewritten='b: "%x"'), '%x'),
        ('b: > x', at(3, 6, ProblemCode.YAML_QUOTE, rewritten='b: "> x"'), '> x'),
        ('b: | x', at(3, 6, ProblemCode.YAML_QUOTE, rewritten='b: "| x"'), '| x'),
        ('b: - x', at(3, 4, ProblemCode.YAML_QUOTE, rewritten='b: "- x"'), '- x'),
        ('b: *x* är bra', at(3, 6, ProblemCode.YAML_QUOTE, rewritten='b: "*x* är bra"'), '*x* är bra'),
        ('b: [1] är bra', at(3, 8, ProblemCode.YAML_QUOTE, rewritten='b: "[1] är bra"'), '[1] är bra'),
        ('b: "x" y', at(3, 8, ProblemCode.YAML_QUOTE, rewritten='b: \'"x" y\''), '"x" y'),
        ('b: \u201dx: y\u201d', at(3, 6, ProblemCode.YAML_QUOTE, rewritten='b: "x: y"'), 'x: y'),
        ('b: "x', fixed(3, 4, 'cause_quote', 'b: "x"'), 'x'),
        ("b: 'x", fixed(3, 4, 'cause_quote', "b: 'x'"), 'x'),
        ('b: x"', fixed(3, 4, 'cause_quote', 'b: "x"'), 'x'),
        ('b: [x, y', fixed(3, 4, 'cause_flow', 'b: [x, y]'), ['x', 'y']),
        ('b: {x: y', fixed(3, 4, 'cause_flow', 'b: {x: y}'), {'x': 'y'}),
        ('b: [x, y}', fixed(3, 9, 'cause_flow', 'b: [x, y]'), ['x', 'y']),
        ('b: [x]]', fixed(3, 7, 'cause_flow', 'b: [x]'), ['x']),
        ('b: {x: y: z}', at(3, 9, ProblemCode.YAML_COLON, rewritten='b: {x: "y: z"}'), {'x': 'y: z'}),
        ('  b: x', fixed(3, 4, 'cause_indent', 'b: x'), 'x'),
        ('b:x', fixed(3, 1, 'cause_colon', 'b: x'), 'x'),
        ('b: \u201dx\u201d', at(3, 4, ProblemCode.CURLY_QUOTES, rewritten='b: "x"'), 'x'),
    ],
)
def test_a_slip_with_a_remedy_that_can_be_read(line: str, problem: Problem, value: object) -> None:
    raw, problems = read(f'a: x\n{line}\nc: &y z\nd: "q"', PATH)
    assert sorted(problems) == [problem, at(4, 4, ProblemCode.YAML_ANCHOR)]
    assert raw.value == {'a': 'x', 'b': value, 'c': 'z', 'd': 'q'}
    assert (raw.unread, raw.readable) == (frozenset(), True)
    again, problems = read(f'a: x\n{dict(problem.details)["rewritten"]}\nd: "q"', PATH)
    assert (again.value['b'], problems) == (value, [])


@pytest.mark.parametrize(
    ('lines', 'problem', 'unread'),
    [
        (r'b: "a\q"', syntax(3, 7, 'cause_quote'), {'b'}),
        (r'b: "a\U00110000"', syntax(3, 8, 'cause_number'), {'b'}),
        (r'b: "a\UFFFFFFFF"', syntax(3, 8, 'cause_number'), {'b'}),
        ('b: [\n  x,\n  y', syntax(3, 4, 'cause_flow'), {'b', 'x', 'y'}),
        ('b', syntax(3, 1, 'cause_colon'), {'b'}),
        ('b: x\x07', syntax(3, 5, 'cause_character'), set()),
        ('b: \x00x', syntax(3, 4, 'cause_character'), set()),
        ('...', syntax(3, 1, 'cause_documents'), set()),
        ('--- b', syntax(3, 1, 'cause_documents'), set()),
        ('%YAML 1.1', syntax(3, 1, 'cause_documents'), set()),
    ],
)
def test_a_line_that_cannot_be_read(lines: str, problem: Problem, unread: set[str]) -> None:
    raw, problems = read(f'a: x\n{lines}\nc: &y z\nd: "q"', PATH)
    height = lines.count('\n')
    assert problems == [problem, at(4 + height, 4, ProblemCode.YAML_ANCHOR)]
    assert {name: value for name, value in raw.value.items() if name != 'b'} == {'a': 'x', 'c': 'z', 'd': 'q'}
    assert raw.unread == unread
    assert raw.readable


def test_an_unread_line_names_the_field_it_is_a_part_of() -> None:
    raw, problems = read('sources:\n  - {id: a}\n  - {id: "b}\n      x: "c"\n  - {id: d}\ne: f', PATH)
    assert [(problem.line, problem.code) for problem in problems] == [(4, ProblemCode.YAML_SYNTAX)]
    assert raw.value == {'sources': [{'id': 'a'}, {'id': 'd'}], 'e': 'f'}
    assert raw.unread == {'id', 'sources', 'x'}


def test_each_of_several_bad_lines_is_reported() -> None:
    raw, problems = read('a: "x\nb: y: z\nc: [d\ne: f\ng: @h\ni: \x07', PATH)
    assert sorted(problems) == [
        fixed(2, 4, 'cause_quote', 'a: "x"'),
        at(3, 5, ProblemCode.YAML_COLON, rewritten='b: "y: z"'),
        fixed(4, 4, 'cause_flow', 'c: [d]'),
        at(6, 4, ProblemCode.YAML_QUOTE, rewritten='g: "@h"'),
        syntax(7, 4, 'cause_character'),
    ]
    assert raw.value == {'a': 'x', 'b': 'y: z', 'c': ['d'], 'e': 'f', 'g': '@h', 'i': ''}


def test_a_text_may_go_on_at_the_start_of_a_line() -> None:
    raw, problems = read('a: "x\ny"\nb: [c,\nd\n]\ne: @f', PATH)
    assert [problem.line for problem in problems] == [7]
    assert raw.value == {'a': 'x y', 'b': ['c', 'd'], 'e': '@f'}


def test_reading_gives_up_on_a_header_of_nothing_but_faults() -> None:
    raw, problems = read('\n'.join(f'a{n}: @b' for n in range(100)), PATH)
    assert [(problem.line, problem.code) for problem in problems] == [
        (n + 2, ProblemCode.YAML_QUOTE) for n in range(20)
    ]
    assert (raw.value, raw.readable) == ({}, False)


def test_a_large_part_is_left_out_without_a_try() -> None:
    raw, problems = read(f'a: "{"x" * 30_000}\nb: c', PATH)
    assert problems == [syntax(2, 4, 'cause_quote')]
    assert (raw.value, set(raw.unread)) == ({'b': 'c'}, {'a'})


# --- what is read, and was not meant so ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('line', 'column', 'value', 'read_as'),
    [
        ('b: sex # sju', 8, '# sju', 'sex'),
        ('b: "sex" # sju', 10, '# sju', 'sex'),
        ('b: # sju', 4, '# sju', ''),
        ('b: [a, b] # sju', 0, '', ['a', 'b']),
        ('b: sex# sju', 0, '', 'sex# sju'),
        ('# sju\nb: sex', 0, '', 'sex'),
    ],
)
def test_words_after_a_number_sign(line: str, column: int, value: str, read_as: object) -> None:
    raw, problems = read(f'a: x\n{line}\nc: d', PATH)
    assert problems == ([at(3, column, ProblemCode.HEADER_COMMENT, value=value)] if column else [])
    assert raw.value['b'] == read_as


@pytest.mark.parametrize(
    ('value', 'place', 'char', 'cause'),
    [
        (r'"ett \u202Eord"', 9, 'U+202E', 'char_direction'),
        (r'"ett \U0000202eord"', 9, 'U+202E', 'char_direction'),
        (r'"ett \x07ord"', 9, 'U+0007', 'char_hidden'),
        (r'"ett \0ord"', 9, 'U+0000', 'char_hidden'),
        (r'"ett \u00adord"', 9, 'U+00AD', 'char_hidden'),
        (r'"ett \ue000ord"', 9, 'U+E000', 'char_hidden'),
        (r'"ett \U000E0041ord"', 9, 'U+E0041', 'char_hidden'),
        (r'"ett \ud800ord"', 9, 'U+D800', 'char_hidden'),
        (r'"ett \ufffford"', 9, 'U+FFFF', 'char_hidden'),
        (r'"p\u0430ypal"', 6, 'U+0430', 'char_lookalike'),
        (r'"e\uFB00ekt"', 6, 'U+FB00', 'char_lookalike'),
    ],
)
def test_a_character_by_another_spelling(value: str, place: int, char: str, cause: str) -> None:
    _, problems = read(f'a: x\nb: {value}', PATH)
    [problem] = problems
    assert (problem.line, problem.column, problem.code) == (3, place, ProblemCode.BAD_CHARACTER)
    assert (dict(problem.details)['value'], dict(problem.details)['cause']) == (char, cause)
    _, problems = read(f'a: x\nb:\n  - {{c: {value}}}', PATH)
    assert [(problem.line, problem.column) for problem in problems] == [(4, place + 5)]


def test_ordinary_escapes_are_read() -> None:
    raw, problems = read(r'b: "Sk\u00e5ne \u2013 \"S3\"\n"', PATH)
    assert (raw.value, problems) == ({'b': 'Skåne \u2013 "S3"\n'}, [])


def test_a_comma_in_a_text_between_brackets() -> None:
    words = frozenset({'a', 'b', 'c'})
    raw, problems = read('a:\n  - {b: ett, två, tre fyra, c: d}', PATH, words=words)
    assert problems == [at(3, 9, ProblemCode.YAML_COMMA, rewritten='  - {b: "ett, två, tre fyra", c: d}')]
    assert raw.value == {'a': [{'b': 'ett, två, tre fyra', 'c': 'd'}]}


# --- limits and hostile files ----------------------------------------------------------------------------------------


def too_large(line: int, column: int, limit: int) -> Problem:
    return at(line, column, ProblemCode.HEADER_TOO_LARGE, limit=str(limit))


def test_the_limit_on_characters() -> None:
    raw, problems = read('a: ' + 'x' * (MAX_CHARACTERS - 3), PATH)
    assert problems == []
    assert len(str(raw.value['a'])) == MAX_CHARACTERS - 3
    raw, problems = read('a: ' + 'x' * (MAX_CHARACTERS - 2), PATH)
    assert problems == [too_large(1, 1, MAX_CHARACTERS)]
    assert (raw.value, raw.readable) == ({}, False)


def test_the_limit_on_depth() -> None:
    depth = MAX_DEPTH - 1
    assert read('a: ' + '[' * depth + ']' * depth, PATH)[1] == []
    raw, problems = read('a: ' + '[' * MAX_DEPTH + 'x' + ']' * MAX_DEPTH, PATH)
    assert problems == [too_large(2, MAX_DEPTH + 4, MAX_DEPTH)]
    assert (raw.value, raw.readable) == ({}, False)


def test_the_limit_on_events() -> None:
    around = len(['stream', 'document', 'mapping', 'key', 'list', 'end of list', 'end of mapping'])
    fits = MAX_EVENTS - around
    raw, problems = read('a: [' + 'x,' * fits + ']', PATH)
    assert problems == []
    assert raw.value == {'a': ['x'] * fits}
    raw, problems = read('a: [' + 'x,' * (fits + 1) + ']', PATH)
    assert problems == [too_large(1, 1, MAX_EVENTS)]
    assert (raw.value, raw.readable) == ({}, False)


def test_the_limits_for_a_header_of_many_records() -> None:
    many = '\n'.join(['terms:', *['  - {id: a, term: ett ord}'] * (MAX_EVENTS // 6)])
    assert read(many, PATH)[1] == [too_large(1, 1, MAX_EVENTS)]
    raw, problems = read(many, PATH, size=2)
    assert (len(raw.value['terms']), problems) == (MAX_EVENTS // 6, [])
    assert read('a: ' + 'x' * MAX_CHARACTERS, PATH, size=2)[1] == []
    assert read('a: ' + 'x' * MAX_CHARACTERS * 2, PATH, size=2)[1] == [too_large(1, 1, MAX_CHARACTERS * 2)]


LEVELS = 'abcdefgh'
BOMB = 'a: &a [x,x,x,x,x,x,x,x,x]\n' + '\n'.join(
    f'{name}: &{name} [{",".join([f"*{before}"] * 9)}]' for before, name in pairwise(LEVELS)
)
SMALL = MAX_CHARACTERS - 100
#: a header as large that says what it means
PLAIN = ''.join(f'falt{n}: en vanlig rad med text\n' for n in range(SMALL // 25))[:SMALL]


@pytest.mark.slow
@pytest.mark.parametrize(
    'header',
    [
        BOMB,
        'a: &a [*a]',
        'a: ' + '[' * SMALL,
        'a: ' + '{' * SMALL,
        'a: ' + '[{x: ' * (SMALL // 5),
        '- ' * (SMALL // 2),
        '? ' * (SMALL // 2),
        '\n'.join(' ' * n + 'a:' for n in range(240)),
        'x' * 1_000_000,
        'a: "' + 'x' * SMALL,
        'a: ' + '"' * SMALL,
        'a: "' + r'\x' * (SMALL // 2),
        '\n' * SMALL + 'a: @',
        '\x00' * SMALL,
        '\t' * SMALL,
        ': ' * (SMALL // 2),
        '{' * 100 + ': ' * (SMALL // 4),
        'a: ' + 'x ' * (SMALL // 3) + '\n' + 'b: @c\n' * 100,
        'a: x\n' * (SMALL // 5),
        'a: !' + 'x' * SMALL + ' y',
        '&' * SMALL,
        '*' * SMALL,
        '%YAML 9.9\n' * (SMALL // 10),
        '...\n' * (SMALL // 4) + 'a',
        '--- a\n' * (SMALL // 6),
        'a: |\n' + ' x\n' * (SMALL // 4) + '\x1b',
        '\ud800',
        'a: b\x85c: &d e\u2028f: @',
    ],
    ids=range(28),
)
def test_a_hostile_header_ends_soon_with_a_problem(header: str) -> None:
    _, problems = read(header, PATH)
    assert problems
    assert times(lambda: read(header, PATH), lambda: read(PLAIN, PATH), 50) < 50
    assert all(1 <= problem.line <= header.count('\n') + 4 and problem.column >= 1 for problem in problems)
