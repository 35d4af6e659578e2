"""What of personal data is one country's comes as a value: none, and Norway's."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from s3ext.core.gate.person_rules import PersonRules
from s3ext.core.model.vocabulary import Vocabulary
from s3ext.core.page.reading import read_page
from s3ext.core.page.source import Source
from s3ext.core.problems import Code, ProblemCode
from tests.kinds import PERMITTED

FAULT, NOTE = ProblemCode.PERSONAL_DATA, ProblemCode.POSSIBLE_PERSON
FILE = Path(__file__).parents[1] / 'roots' / 'klima' / 'klima' / 'persons.py'


@pytest.fixture(scope='module')
def norwegian() -> PersonRules:
    spec = importlib.util.spec_from_file_location('klima_persons', FILE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rules = module.PERSONS
    assert isinstance(rules, PersonRules)
    return rules


def found(body: str, rules: PersonRules, vocabulary: Vocabulary) -> list[Code]:
    text = f'# En side\n\n{body}\n'
    problems = read_page(Source.of_file('docs/a.md', text), vocabulary, replace(PERMITTED, persons=rules)).problems
    return [problem.code for problem in problems if problem.code in (FAULT, NOTE)]


def control(digits: list[int], weights: tuple[int, ...]) -> int:
    """As Skatteetaten says it: 11 minus the rest of the sum, 0 for 11; 10 for none."""
    rest = 11 - sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11
    return 0 if rest == 11 else rest


def numbers() -> Iterator[str]:
    """Made-up identity numbers and D numbers with right control digits."""
    dice = random.Random(7)
    while True:
        day, month, year = dice.randrange(1, 29) + dice.choice((0, 40)), dice.randrange(1, 13), dice.randrange(100)
        digits = [int(char) for char in f'{day:02}{month:02}{year:02}{dice.randrange(1000):03}']
        digits.append(control(digits, (3, 7, 6, 1, 8, 9, 4, 5, 2)))
        if digits[-1] < 10:
            digits.append(control(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)))
            if digits[-1] < 10:
                yield ''.join(map(str, digits))


def forms(number: str) -> Iterator[str]:
    yield number
    for sign in (' ', '-', '\u2013', '\u00a0'):
        yield f'{number[:6]}{sign}{number[6:]}'
    yield f'{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:]}'
    yield f'{number[:6]} {number[6:9]} {number[9:]}'


def test_identity_numbers_in_all_forms(norwegian: PersonRules, vocabulary: Vocabulary) -> None:
    made = [form for number, _ in zip(numbers(), range(40), strict=False) for form in forms(number)]
    assert [form for form in made if found(f'Hun har {form}, sa man.', norwegian, vocabulary) != [FAULT]] == []


def test_with_another_control_digit_it_is_no_identity_number(norwegian: PersonRules, vocabulary: Vocabulary) -> None:
    made = [number for number, _ in zip(numbers(), range(20), strict=False)]
    for place in (-1, -2):
        for number in made:
            digits = list(number)
            digits[place] = str((int(digits[place]) + 1) % 10)
            assert found(f'Tallet er {"".join(digits)}.', norwegian, vocabulary) == [], number


@pytest.mark.parametrize(
    'text',
    ['22 12 34 56', '912 34 567', '91234567', '+47 22 12 34 56', '004791234567', '(22) 12 34 56', '+47 912 34 567'],
)
def test_telephone_numbers(text: str, norwegian: PersonRules, vocabulary: Vocabulary) -> None:
    assert found(f'Ring {text}.', norwegian, vocabulary) == [FAULT]


@pytest.mark.parametrize(
    'text',
    [
        *('45 000 000 kroner', '45000000', '2024-04-01', '20240401', '2016–2028', 'org.nr 974 760 673', '974 760 673'),
        *('saksnr 91234567', 'ISBN 978-82-02-00000-1', '1 250 000 000 kr', '2023/12345', '0,12 345 678', '640823-3234'),
    ],
)
def test_other_numbers_pass(text: str, norwegian: PersonRules, vocabulary: Vocabulary) -> None:
    assert found(f'Tallet er {text}.', norwegian, vocabulary) == []


def test_words_of_the_language(norwegian: PersonRules, vocabulary: Vocabulary) -> None:
    phrases = ('Kari Nordmann (f. 1964) ledet det', 'Kari Nordmann, 58 år, ledet det', 'Der ble Kari Nordmann sykmeldt')
    assert [found(f'{text}.', norwegian, vocabulary) for text in phrases] == [[NOTE]] * 3
    assert found('Mange ble sykmeldt i Nordre Follo. Tiltaket varte i 10 år, sa de.', norwegian, vocabulary) == []


def test_mail_of_persons_and_of_functions(norwegian: PersonRules, vocabulary: Vocabulary) -> None:
    assert found('Skriv til kari.nordmann@example.org.', norwegian, vocabulary) == [FAULT]
    assert found('Skriv til kari.nordmann (krøllalfa) example.org.', norwegian, vocabulary) == [FAULT]
    assert found('Skriv til klima.beredskap@example.org.', norwegian, vocabulary) == [NOTE]


@pytest.mark.parametrize('text', ['+46 8 123 45 67', '0047 22 12 34 56', '+1 202-555-0100', 'anna.ek@example.org'])
def test_a_handbook_that_says_nothing_knows_what_holds_everywhere(text: str, vocabulary: Vocabulary) -> None:
    assert found(f'Ask {text}.', PersonRules(), vocabulary) == [FAULT]


@pytest.mark.parametrize(
    'text', ['640823-3234', '08-123 45 67', '22 12 34 56', 'a rise of +12 345', '00 01 02', 'Anna Ek, 58 år, sade']
)
def test_and_nothing_of_one_country(text: str, vocabulary: Vocabulary) -> None:
    assert found(f'Here is {text}.', PersonRules(), vocabulary) == []


def test_every_number_is_seen_by_the_quick_search(norwegian: PersonRules) -> None:
    """Those that it does not find pass, whatever the rest says."""
    for number, _ in zip(numbers(), range(20), strict=False):
        assert all(norwegian.number_hint.search(form) for form in forms(number))
