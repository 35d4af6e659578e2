"""Personal data are told wherever they stand and however they are written; what belongs to functions passes."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from s3ext.commands.project import read_content
from s3ext.core.model.vocabulary import Vocabulary
from s3ext.core.problems import Code, ProblemCode
from tests.site.sitekit import build_site, case_text
from tests.unit.reading import check_source

FAULT, NOTE = ProblemCode.PERSONAL_DATA, ProblemCode.POSSIBLE_PERSON
CASE = 'cases/alfa/nytt-fall'
HYPHENS = '-\u2010\u2011\u2012\u2013\u2014\u2212'
SPACES = ' \u00a0\u2009\u202f'


def numbers() -> Iterator[str]:
    """Made-up identity numbers with the right check digit, in every form that people write them."""
    dice = random.Random(4)
    for _ in range(6):
        year, month, day = dice.randrange(100), dice.randrange(1, 13), dice.randrange(1, 29)
        for extra in (0, 60):  # a coordination number
            nine = f'{year:02}{month:02}{day + extra:02}{dice.randrange(1000):03}'
            doubled = (int(digit) * (2 - position % 2) for position, digit in enumerate(nine))
            last = -sum(number // 10 + number % 10 for number in doubled) % 10
            parts = nine[:2], nine[2:4], nine[4:6], f'{nine[6:]}{last}'
            yield from forms(*parts)


def forms(year: str, month: str, day: str, end: str) -> Iterator[str]:
    for century in ('', '19', '20'):
        date = f'{century}{year}{month}{day}'
        yield f'{date}{end}'
        yield f'{date}+{end}'
        yield from (f'{date}{hyphen}{end}' for hyphen in HYPHENS)
        yield from (f'{date}{space}{end}' for space in SPACES)
        yield f'{date} - {end}'
        yield f'{date} – {end}'
        yield f'{century}{year}-{month}-{day}-{end}'
        yield f'{century}{year} {month} {day} {end}'
        yield f'{century}{year}.{month}.{day}.{end}'


def found(text: str, vocabulary: Vocabulary) -> list[tuple[int, int, Code]]:
    return [
        (problem.line, problem.column, problem.code)
        for problem in check_source(text, CASE, vocabulary)
        if problem.code in (FAULT, NOTE)
    ]


def test_identity_numbers_in_all_forms(vocabulary: Vocabulary) -> None:
    head = case_text('Fallet')
    line = head.count('\n') + 1
    made = list(numbers())
    assert len(made) > 500
    missed = [
        number for number in made if found(f'{head}Hon har {number}, sade man.\n', vocabulary) != [(line, 9, FAULT)]
    ]
    assert missed == []


PERSONAL = '640823-3234'
PLACES: dict[str, tuple[str, str]] = {
    'summary': ('Fallet handlar om', f'{PERSONAL} handlar om'),
    'title': ('# Fallet', f'# Fallet {PERSONAL}'),
    'source': ('En rapport', f'En rapport {PERSONAL}'),
    'list': ('Något gjordes.', f'- en punkt\n- {PERSONAL} '),
    'quotation': ('Något gjordes.', f'> {PERSONAL}\n\n'),
    'emphasis': ('Något gjordes.', f'**{PERSONAL}** '),
    'entity': ('Något gjordes.', '640823&#45;3234 '),
    'escape': ('Något gjordes.', '640823\\-3234 '),
    'code': ('Något gjordes.', f'`{PERSONAL}` '),
    'comment': ('Något gjordes.', f'Något.\n\n% {PERSONAL}\n\nText.'),
    'block of code': ('Något gjordes.', f'```\n{PERSONAL}\n```\n\nText.'),
    'link': ('Något gjordes.', f'[text](https://example.org/{PERSONAL}) '),
    'words of a link': ('Något gjordes.', f'[{PERSONAL}](https://example.org/) '),
    'mail': ('Något gjordes.', '[skriv](mailto:anna.ek@example.org) '),
    'mail in capitals': ('Något gjordes.', 'Anna.Ek@Example.org '),
    'mail in words': ('Något gjordes.', 'anna.ek (at) example.org '),
    'table': ('Något gjordes.', f'| a | b |\n| - | - |\n| x | {PERSONAL} |\n\n'),
    'alternative text': ('Något gjordes.', f'![{PERSONAL}](bild.png) '),
    'box': ('Något gjordes.', f':::{{note}}\n{PERSONAL}\n:::\n\n'),
    'title of a box': ('Något gjordes.', f':::{{admonition}} {PERSONAL}\nText.\n:::\n\n'),
}


@pytest.mark.parametrize('place', PLACES)
def test_in_every_place(place: str, vocabulary: Vocabulary) -> None:
    old, new = PLACES[place]
    text = case_text('Fallet')
    assert old in text
    hits = found(text.replace(old, new, 1), vocabulary)
    assert [code for _, _, code in hits] == [FAULT], hits


def test_in_the_name_of_a_file(vocabulary: Vocabulary) -> None:
    problems = check_source(case_text('Fallet'), f'cases/alfa/{PERSONAL}', vocabulary)
    assert [(problem.line, problem.code) for problem in problems] == [(1, FAULT)]


PHONES = [
    '08-123 45 67', '070-123 45 67', '0701234567', '070 123 45 67', '+46 8 123 45 67', '+46 70-123 45 67',
    '0046701234567', '(08) 123 45 67', '08/123 45 67', '070.123.45.67', '+46 (0)8-123 45 67', '0510-123 45',
    '070–123\u00a045\u00a067',
]  # fmt: skip


@pytest.mark.parametrize('number', PHONES)
def test_telephone_numbers(number: str, vocabulary: Vocabulary) -> None:
    assert [code for *_, code in found(case_text('Fallet', body=f'Ring {number}.'), vocabulary)] == [FAULT]


FREE = [
    '556703-7485', 'org.nr 232100-0131', '2016–2028', '3 234 848 kronor', 'dnr 640823-3234', 'Dnr: 2021/123-45',
    '2024-04-01', 'RUN 2023-00412', 'diarienummer 19640823-3234', '640823-3235', '2014-2020 och 2021-2027',
    '0,12 345 678', 'artikel 70', 'ISBN 978-91-88961-00-3', '2016-08-23 2028', '12 345 678 kronor', 'SE110',
    '10 000–20 000', '1 250 000 000 euro', 'https://example.org/202108233234/640823-3235', '2021/1060',
    'NYPS 20201234', 'version 10.20.30.40',
]  # fmt: skip


@pytest.mark.parametrize('text', FREE)
def test_other_numbers_pass(text: str, vocabulary: Vocabulary) -> None:
    assert found(case_text('Fallet', body=f'Uppgiften är {text}.'), vocabulary) == []


ASK = 'ask: {unit: Enheten, mailbox: utveckling@example.org, valid_until: 2027-01-01}\n'


def test_the_mailbox_of_a_function_passes_and_another_is_a_note(vocabulary: Vocabulary) -> None:
    body = 'Skriv till utveckling@example.org eller [oss](mailto:utveckling@example.org).'
    assert found(case_text('Fallet', more=ASK, body=body), vocabulary) == []
    text = case_text('Fallet', body='Skriv till utveckling@example.org.')
    assert found(text, vocabulary) == [(text[: text.index('utveckling@')].count('\n') + 1, 12, NOTE)]


def test_a_mailbox_that_reads_as_a_name_is_a_note(vocabulary: Vocabulary) -> None:
    text = case_text('Fallet', more=ASK.replace('utveckling@', 'anna.ek@'), body='Skriv till anna.ek@example.org.')
    line = text[: text.index('ask:')].count('\n') + 1
    assert [(hit, code) for hit, _, code in found(text, vocabulary)] == [(line, NOTE)]


@pytest.mark.parametrize(
    'text', ['Anna Ek (f. 1964) ledde arbetet', 'Anna Ek, 58 år, ledde det', 'Där blev Anna Ek sjukskriven ett halvår']
)
def test_the_life_of_a_person_is_suspected(text: str, vocabulary: Vocabulary) -> None:
    assert [code for *_, code in found(case_text('Fallet', body=f'{text}.'), vocabulary)] == [NOTE]


@pytest.mark.parametrize(
    'text',
    ['Västra Götaland, 2021', 'Många blev sjukskrivna', 'Region Skåne valde bort cancer', 'Piloten, 10 år, slutade'],
)
def test_the_life_of_a_region_is_not(text: str, vocabulary: Vocabulary) -> None:
    assert found(case_text('Fallet', body=f'{text}.'), vocabulary) == []


def test_check_and_build_tell_the_same(mini_site: Path, edit: Callable[[Path, str, str], None]) -> None:
    edit(
        mini_site / 'cases/alfa/ett-fall.md',
        'Något gjordes.',
        f'Ring 08-123 45 67, fråga efter {PERSONAL}, mejla oss@example.org.',
    )
    check = [
        (p.path, p.line, p.column, p.code.value) for p in read_content(mini_site).problems if p.code in (FAULT, NOTE)
    ]
    assert [code for *_, code in check] == ['personal-data', 'personal-data', 'possible-person']
    assert build_site(mini_site).faults == [fault for fault in check if fault[3] != NOTE.value]


def test_messages_do_not_repeat_what_they_tell_of(mini_site: Path, edit: Callable[[Path, str, str], None]) -> None:
    """Logs are read by more people than pages."""
    edit(mini_site / 'cases/alfa/ett-fall.md', 'Något gjordes.', f'Ring 08-123 45 67, fråga efter {PERSONAL}.')
    shown = [
        value for problem in read_content(mini_site).problems for name, value in problem.details if name == 'value'
    ]
    assert shown == ['08-1…', '640823…']


def test_one_number_is_reported_once_a_line(vocabulary: Vocabulary) -> None:
    body = ', '.join(itertools.repeat('`640823-3234` 640823-3234', 3))
    assert len(found(case_text('Fallet', body=body), vocabulary)) == 1
