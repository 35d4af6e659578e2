"""The file with the closed lists."""

from __future__ import annotations

from functools import cached_property

import pytest

from s3ext.core.model.kinds import Kinds
from s3ext.core.model.vocabulary import Term, Vocabulary, parse, unknown_vocabulary
from s3ext.core.problems import Problem, ProblemCode
from tests.kinds import KINDS
from tests.texts import LANGUAGES

PATH = 'docs/vocabulary.yaml'
#: the lists that there must be
NAMES = ('process', 'stage', 'evidence')
#: two terms in every list, one list in four lines
TEXT = ''.join(f'{name}:\n  - {{id: b, sv: Be, en: Bee}}\n  - {{id: a, sv: Ah, en: Ay}}\n' for name in NAMES)


class _Few(Kinds):
    """Kinds whose fields take their values from these lists alone."""

    @cached_property
    def lists(self) -> tuple[str, ...]:
        return NAMES


FEW = _Few(KINDS.classes)


def at(line: int, column: int, code: ProblemCode, **details: str) -> Problem:
    return Problem(path=PATH, line=line, column=column, code=code, details=tuple(details.items()))


def test_terms_in_the_order_of_the_file() -> None:
    vocabulary, problems = parse(TEXT, PATH, FEW, LANGUAGES)
    assert problems == []
    terms = (Term(id='b', labels={'sv': 'Be', 'en': 'Bee'}), Term(id='a', labels={'sv': 'Ah', 'en': 'Ay'}))
    assert vocabulary == Vocabulary(kinds=FEW, lists=dict.fromkeys(NAMES, terms))
    assert vocabulary.ids('stage') == ('b', 'a')
    assert vocabulary.label('stage', 'a', 'sv') == 'Ah'
    assert vocabulary.label('stage', 'a', 'en') == 'Ay'


@pytest.mark.parametrize(
    ('languages', 'item', 'labels'),
    [
        (('nb',), '{id: a, nb: Aa}', {'nb': 'Aa'}),
        (('nb',), '{id: a, en: Ay, nb: Aa}', {'nb': 'Aa', 'en': 'Ay'}),
        (('nb', 'nn'), '{id: a, nn: Ao, nb: Aa}', {'nb': 'Aa', 'nn': 'Ao'}),
        (('nb', 'nn'), '{id: a, nb: Aa, en: Ay}', {}),
        (('nb',), '{id: a, nb: Aa, sv: Ah}', {}),
        (('nb',), '{id: a, en: Ay}', {}),
    ],
)
def test_the_languages_of_the_profile_decide_the_labels(
    languages: tuple[str, ...], item: str, labels: dict[str, str]
) -> None:
    """Each of them is needed, in any order; English may be there too, and no other."""
    vocabulary, problems = parse(''.join(f'{name}:\n  - {item}\n' for name in NAMES), PATH, FEW, languages)
    assert [list(term.labels.items()) for term in vocabulary.lists['stage']] == ([[*labels.items()]] if labels else [])
    assert [problem.code for problem in problems] == ([] if labels else [ProblemCode.VOCABULARY] * len(NAMES))


def test_a_term_that_is_not_there() -> None:
    vocabulary, _ = parse(TEXT, PATH, FEW, LANGUAGES)
    with pytest.raises(KeyError):
        vocabulary.label('stage', 'c', 'sv')


@pytest.mark.parametrize('name', NAMES)
def test_a_list_that_is_not_there(name: str) -> None:
    text = f'\n{TEXT}'.replace(f'\n{name}:\n', f'\nx-{name}:\n')
    vocabulary, problems = parse(text, PATH, FEW, LANGUAGES)
    unknown = at(
        NAMES.index(name) * 3 + 2,
        1,
        ProblemCode.VOCABULARY,
        cause='vocabulary_unknown',
        value=f'x-{name}',
        nearest=name,
    )
    assert problems == [unknown]
    assert (vocabulary.ids(name), set(vocabulary.unsure)) == ((), {name})
    assert all(vocabulary.ids(other) == ('b', 'a') for other in NAMES if other != name)


def test_a_list_that_is_none() -> None:
    text = TEXT.replace('stage:\n  - {id: b, sv: Be, en: Bee}\n  - {id: a, sv: Ah, en: Ay}\n', 'stage: b\n')
    vocabulary, problems = parse(text, PATH, FEW, LANGUAGES)
    assert problems == [at(4, 1, ProblemCode.VOCABULARY, cause='vocabulary_missing', value='stage')]
    assert vocabulary.ids('stage') == ()


@pytest.mark.parametrize('item', ['{id: b, sv: Be}', '{id: b, sv: Be, en: Bee, fi: Bii}', 'b', '[b]'])
def test_a_term_of_another_form(item: str) -> None:
    vocabulary, problems = parse(TEXT.replace('{id: b, sv: Be, en: Bee}', item, 1), PATH, FEW, LANGUAGES)
    assert problems == [at(2, 5, ProblemCode.VOCABULARY, cause='vocabulary_term', value='process: id, sv, en')]
    assert vocabulary.ids('process') == ('a',)
    assert vocabulary.ids('stage') == ('b', 'a')


def test_faults_of_yaml_stand_at_the_line_of_the_file() -> None:
    _, problems = parse(TEXT.replace('id: a, sv: Ah', 'id: &x a, sv: !!str Ah', 1), PATH, FEW, LANGUAGES)
    assert problems == [
        at(3, 10, ProblemCode.YAML_ANCHOR),
        at(3, 20, ProblemCode.YAML_TAG, tag='tag:yaml.org,2002:str'),
    ]


def test_a_repeated_list_names_the_first_line_of_the_file() -> None:
    _, problems = parse(f'{TEXT}process: []\n', PATH, FEW, LANGUAGES)
    assert problems == [at(len(NAMES) * 3 + 1, 1, ProblemCode.DUPLICATE_FIELD, field='process', first='1')]


def test_an_empty_file() -> None:
    vocabulary, problems = parse('', PATH, FEW, LANGUAGES)
    assert [dict(problem.details)['value'] for problem in problems] == list(NAMES)
    assert vocabulary == unknown_vocabulary(FEW)


def test_the_handbooks_own_lists(vocabulary: Vocabulary) -> None:
    assert vocabulary.lists.keys() == set(KINDS.lists)
    for name in KINDS.lists:
        ids = vocabulary.ids(name)
        assert ids
        assert len(set(ids)) == len(ids)
        assert all(term.id and all(map(term.label, LANGUAGES)) for term in vocabulary.lists[name])


@pytest.mark.parametrize(
    ('old', 'new', 'line', 'column', 'cause'),
    [
        ('{id: a,', '{id: b,', 3, 10, 'vocabulary_twice'),
        ('sv: Be', 'sv: ""', 2, 17, 'vocabulary_empty'),
        ('sv: Be', 'sv: "\u00a0"', 2, 17, 'vocabulary_empty'),
        ('id: b', 'id: " "', 2, 10, 'vocabulary_empty'),
        ('id: b', 'id: <b>', 2, 10, 'vocabulary_id'),
        ('id: b', 'id: två ord', 2, 10, 'vocabulary_id'),
        ('id: b', 'id: b--c', 2, 10, 'vocabulary_id'),
        ('sv: Be', f'sv: {"Be" * 61}', 2, 17, 'vocabulary_long'),
        ('sv: Be', 'sv: [Be]', 2, 17, 'vocabulary_shape'),
        ('sv: Be', 'sv: {a: b}', 2, 17, 'vocabulary_shape'),
        ('sv: Be', 'sv: "Be\\nBe"', 2, 17, 'vocabulary_break'),
        ('sv: Be', 'sv: "Be\\tBe"', 2, 17, 'vocabulary_break'),
    ],
)
def test_the_gate_of_terms(old: str, new: str, line: int, column: int, cause: str) -> None:
    vocabulary, [problem] = parse(TEXT.replace(old, new, 1), PATH, FEW, LANGUAGES)
    assert (problem.line, problem.column, problem.code) == (line, column, ProblemCode.VOCABULARY)
    assert dict(problem.details)['cause'] == cause
    assert vocabulary.unsure == {'process'}  # so that no page is told of a value that may be right


@pytest.mark.parametrize('spelling', ['\u202e', r'\u202E', r'\U0000202e'])
def test_a_character_that_deceives_in_a_label(spelling: str) -> None:
    _, [problem] = parse(TEXT.replace('sv: Be', f'sv: "B{spelling}e"', 1), PATH, FEW, LANGUAGES)
    assert (problem.line, problem.column, problem.code) == (2, 19, ProblemCode.BAD_CHARACTER)


def test_all_faults_at_once_and_none_that_follows() -> None:
    text = (
        TEXT.replace('sv: Be', 'sv: ""', 1).replace('stage:', 'staeg:').replace('{id: b, sv: Be, en: Bee}', '{id: b', 1)
    )
    _, problems = parse(text, PATH, FEW, LANGUAGES)
    assert sorted((problem.line, problem.code) for problem in problems) == [
        (2, ProblemCode.VOCABULARY),
        (4, ProblemCode.VOCABULARY),
        (5, ProblemCode.YAML_SYNTAX),
    ]


@pytest.mark.parametrize('text', ['bara text', '- a', 'a: [', '\x00', '"\\U00110000"', '{' * 500, 'a: b\n' * 30_000])
def test_a_file_of_something_else(text: str) -> None:
    vocabulary, problems = parse(text, PATH, FEW, LANGUAGES)
    assert problems
    assert vocabulary.unsure == set(NAMES)
