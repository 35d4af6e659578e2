"""The texts of the handbook, and what they mean: same placeholders in all languages, a message for every fault."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import s3ext
from s3ext.core.model.declared import declared
from s3ext.core.problems import Position, Problem, ProblemCode
from s3ext.core.schema.guide import load_guide
from s3ext.core.texts.messages import one_stop
from s3ext.handbook.codes import HandbookCode
from tests.kinds import KINDS
from tests.texts import FILES, LANGUAGES, load_texts

SWEDISH, ENGLISH = load_texts('sv'), load_texts('en')


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_hold_the_same_names() -> None:
    assert LANGUAGES == ('sv', 'en')
    assert SWEDISH.problems.keys() == ENGLISH.problems.keys()
    assert SWEDISH.interface.keys() == ENGLISH.interface.keys()


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_code_has_a_text_and_every_text_a_code(language: str) -> None:
    assert load_texts(language).problems.keys() == {code.value for code in (*ProblemCode, *HandbookCode)}


def test_placeholders_are_the_same_in_both_languages() -> None:
    for table, other in ((SWEDISH.problems, ENGLISH.problems), (SWEDISH.interface, ENGLISH.interface)):
        differing = {name for name in table if placeholders(table[name]) != placeholders(other[name])}
        assert differing == set()


def test_the_languages_differ() -> None:
    same = {name for name in SWEDISH.problems if SWEDISH.problems[name] == ENGLISH.problems[name]}
    assert same == set()
    assert SWEDISH.interface != ENGLISH.interface


def strings_in(folder: Path) -> set[str]:
    """Every text that stands in the code below *folder*; of f-strings, the parts."""
    return {
        node.value
        for file in folder.rglob('*.py')
        for node in ast.walk(ast.parse(file.read_text('utf-8')))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_cause_in_the_code_has_a_text_and_every_text_a_use() -> None:
    pattern = re.compile(r'(?:view|query)_[a-z]+')
    used = {text for text in strings_in(Path(s3ext.__file__).parent) if pattern.fullmatch(text)}
    assert {'view_option', 'view_missing', 'view_number', 'query_deep', 'query_value'} <= used
    for texts in (SWEDISH, ENGLISH):
        assert {name for name in texts.interface if pattern.fullmatch(name)} == used


def names_in_code() -> tuple[set[str], re.Pattern[str]]:
    """The names of texts that the code can ask for: those that it writes out, and the forms that it puts together."""
    package = Path(s3ext.__file__).parent
    names, forms = strings_in(package), set[str]()
    for file in package.rglob('*.py'):
        for node in ast.walk(ast.parse(file.read_text('utf-8'))):
            if isinstance(node, ast.JoinedStr):
                forms.add(
                    ''.join(
                        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r'\w+' for part in node.values
                    )
                )
            elif isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant):
                forms.add(rf'\w+{re.escape(str(node.right.value))}')
    for ending in ('*.js', '*.html', '*.typ'):
        for file in package.rglob(ending):
            if 'vendor' not in str(file):
                text = file.read_text('utf-8')
                names |= set(re.findall(r'\w+', text))
                forms |= {rf'{start}\w+' for start in re.findall(r'`(\w{3,}_)\$\{', text)}
    known = (form for form in forms if re.search('[a-z]{3}', form.replace(r'\w+', '')))
    return names, re.compile('|'.join(f'(?:{form})' for form in known))


@pytest.mark.slow
def test_every_text_has_a_use() -> None:
    names, forms = names_in_code()
    guide = load_guide('sv', FILES)
    for table in (SWEDISH.interface, guide.text, guide.form, guide.value):
        # the search page gets its own without the beginning
        short = {name: re.sub('^(?:find|finder|catalogue)_', '', name) for name in table}  # as scripts know them
        idle = [name for name in table if not {name, short[name]} & names and not forms.fullmatch(name)]
        assert idle == []


@pytest.mark.parametrize('language', LANGUAGES)
def test_a_cause_can_be_filled_in_with_what_its_error_holds(language: str) -> None:
    texts = load_texts(language)
    for name in texts.interface:
        if name.startswith(('view_', 'query_')):
            assert placeholders(texts[name]) <= {'value', 'allowed', 'column', 'kind', 'suggestion'}, name


@pytest.mark.parametrize('language', LANGUAGES)
def test_words_for_everything_that_lists_can_be_made_of(language: str) -> None:
    texts = load_texts(language)
    for kind, known in KINDS.fields.items():
        assert texts[f'{kind}_many']
        for field in known.values():
            assert texts.filter_label(field.owner, field.field)
    for kind, wanted in KINDS.wanted.items():
        assert kind in KINDS.fields
        owners = {field.attribute: field.owner for field in declared(KINDS.by_id[kind])}
        assert all(texts.noun(owners[name], name) for name in wanted)


@pytest.mark.parametrize('language', LANGUAGES)
def test_texts_that_the_core_asks_for(language: str) -> None:
    texts = load_texts(language)
    assert len(texts['months'].split()) == 12
    for kind in KINDS.by_id:
        assert texts[kind]
    for kind in KINDS.listed:
        assert texts.count(kind, 1).startswith('1 ')
        assert texts.count(kind, 2).startswith('2 ')


def test_another_language_reads_english() -> None:
    assert load_texts('fi') == ENGLISH
    assert ENGLISH.language == 'en'


@pytest.mark.parametrize(
    ('number', 'swedish', 'english'),
    [(0, '0 regioner', '0 regions'), (1, '1 region', '1 region'), (2, '2 regioner', '2 regions')],
)
def test_count(number: int, swedish: str, english: str) -> None:
    assert SWEDISH.count('region', number) == swedish
    assert ENGLISH.count('region', number) == english


def test_a_name_without_text() -> None:
    with pytest.raises(KeyError):
        SWEDISH['no-such-text']


def test_message_with_a_suggestion_and_without() -> None:
    mark = Position(line=1)
    details = {'kind': 'region', 'value': 'Skåne'}
    near = Problem.at('a.md', mark, ProblemCode.UNKNOWN_RECORD, **details, nearest='skane')
    far = Problem.at('a.md', mark, ProblemCode.UNKNOWN_RECORD, **details, nearest='')
    assert SWEDISH.message(near) == 'Region "Skåne" finns inte. Menade du "skane"?'
    assert SWEDISH.message(far) == 'Region "Skåne" finns inte.'
    assert ENGLISH.message(near) == 'Region "Skåne" does not exist. Did you mean "skane"?'


def test_message_translates_what_names_a_text() -> None:
    mark = Position(line=1)
    shape = Problem.at('a.md', mark, ProblemCode.WRONG_SHAPE, field='themes', expected='shape_list')
    assert SWEDISH.message(shape) == 'Fältet "themes" ska vara en lista, till exempel [a, b].'
    view = Problem.at(
        'a.md', mark, ProblemCode.BAD_VIEW, what='view_directive', cause='view_option', value='x', allowed='a, b'
    )
    assert ENGLISH.message(view) == 'The directive cannot be shown: "x" cannot be chosen. There is: a, b.'
    plain = Problem.at('a.md', mark, ProblemCode.VOCABULARY, cause='stage')
    assert SWEDISH.message(plain) == 'Ordlistan kan inte användas: stage'


@pytest.mark.parametrize('value', ['{', '}', '{0}', '{value}', '{x.y}', '%s'])
def test_what_people_write_is_no_placeholder(value: str) -> None:
    problem = Problem.at('a.md', Position(line=1), ProblemCode.BAD_URL, value=value)
    assert SWEDISH.message(problem).startswith(f'"{value}" är inte en webbadress.')


def test_what_people_write_moves_no_line_or_cursor() -> None:
    problem = Problem.at('a.md', Position(line=1), ProblemCode.BAD_URL, value='a\n::error::\r\x1b[2J\u2028b')
    [line] = SWEDISH.report([problem])
    assert line.isprintable()
    assert '"a\\x0a::error::\\x0d\\x1b[2J\\u2028b" är inte en webbadress.' in line


def test_report_is_sorted_and_located() -> None:
    code = ProblemCode.TITLE_REPEATED
    problems = [
        Problem.at('b.md', Position(line=1), code),
        Problem.at('a.md', Position(line=10, column=2), code),
        Problem.at('a.md', Position(line=9, column=12), code),
        Problem.at('a.md', Position(line=9, column=3), code),
    ]
    text = 'Sidan har flera rubriker på högsta nivån. Använd ## för rubrikerna inne i texten.'
    assert SWEDISH.report(problems) == [
        f'a.md:9:3: fel[title-repeated]: {text}',
        f'a.md:9:12: fel[title-repeated]: {text}',
        f'a.md:10:2: fel[title-repeated]: {text}',
        f'b.md:1:1: fel[title-repeated]: {text}',
    ]
    assert [line.split(': ', 2)[:2] for line in ENGLISH.report(problems[:1])] == [['b.md:1:1', 'error[title-repeated]']]


@pytest.mark.parametrize(
    ('value', 'ends'),
    [
        ('Tunt underlag', 'Tunt underlag.'),
        ('Vem betalar?', 'Vem betalar?'),
        ('Nu!', 'Nu!'),
        ('m.fl.', 'm.fl.'),
        ('', '.'),
    ],
)
def test_a_sentence_ends_once(value: str, ends: str) -> None:
    assert SWEDISH.sentence('same_obstacle', values=value).removeprefix('Samma hinder: ') == (ends if value else '.')
    assert one_stop(f'{value}.') == ends
