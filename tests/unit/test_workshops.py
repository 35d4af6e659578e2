"""Workshops: what is printed and how many, breaks, several days, and the script of the one who leads."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.page.validate import validate
from s3ext.core.problems import ProblemCode
from s3ext.core.views.amounts import Amount, Amounts
from s3ext.core.views.blocks import Figure, Script, Table
from s3ext.handbook.codes import HandbookCode
from s3ext.handbook.kinds.print_list import PrintItem
from s3ext.handbook.kinds.workshop import GroupSize, Workshop
from tests.scripts import run
from tests.unit.reading import words, written_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.model.entries import Entry
    from s3ext.core.model.labels import Labels
    from s3ext.core.model.vocabulary import Vocabulary
    from s3ext.core.problems import Code, Problem

PLACE = 'docs/workshops/dag'
HEAD = """---
summary: En dag som är lång nog för att kunna ha en sammanfattning.
process: [fardplan]
audience: [officer]
duration: {total}
group_size: {{min: 8, max: 23, per_table: 6}}
agenda:
{agenda}
print_list:
{printed}
sources:
  - {{id: rapport, publisher: Region Alfa, title: En rapport, url: "https://example.org/rapport"}}
---

# Dagen

Text.[^rapport]

:::{{agenda}}
:::
"""


def problems_of(vocabulary: Vocabulary, agenda: list[str], printed: list[str]) -> list[Problem]:
    """What the check finds; *agenda* are minutes with a mode, and a day if there is one: '30 table 2'."""
    parts = [line.split() for line in agenda]
    total = sum(int(minutes) for minutes, *_ in parts)
    rows = [
        f'  - {{part: Del {number}, minutes: {minutes}, mode: {mode}{f", day: {day[0]}" if day else ""}}}'
        for number, (minutes, mode, *day) in enumerate(parts)
    ]
    items = [f'  - {item}' for item in printed]
    text = HEAD.format(total=total, agenda='\n'.join(rows), printed='\n'.join(items))
    _, _, problems = validate(text, PLACE, f'{PLACE}.md', vocabulary)
    return sorted(problems)


PRINTED = ['{sheet: participants, per_person: 1}']


@pytest.mark.parametrize(
    ('agenda', 'late'),
    [
        (['30 table', '60 plenary'], []),
        (['30 table', '60 plenary', '1 pairs'], [(3, '91')]),
        # reported once, where the limit is passed, with all that follows
        (['95 table', '60 plenary', '15 break', '40 table', '50 table'], [(1, '155')]),
        (['60 table', '20 break', '90 table', '20 break', '91 table'], [(5, '91')]),
        # each day begins anew; a break between days is none
        (['60 table 1', '60 table 2'], []),
        (['91 table 1', '91 table 2'], [(1, '91'), (2, '91')]),
        # a long break is no long stretch
        (['120 break', '30 table'], []),
    ],
)
def test_people_sit_no_longer_than_they_can(
    agenda: list[str], late: list[tuple[int, str]], vocabulary: Vocabulary
) -> None:
    found = problems_of(vocabulary, agenda, PRINTED)
    assert {problem.code for problem in found} <= {HandbookCode.LONG_STRETCH}
    assert all(problem.is_note for problem in found)
    first = HEAD[: HEAD.index('{agenda}')].count('\n')
    assert [(problem.line - first, dict(problem.details)['minutes']) for problem in found] == late


def test_where_minutes_are_wrong_nothing_is_said_of_breaks(vocabulary: Vocabulary) -> None:
    text = HEAD.format(total=10, agenda='  - {part: Del, minutes: många, mode: table}', printed=f'  - {PRINTED[0]}')
    _, _, problems = validate(text, PLACE, f'{PLACE}.md', vocabulary)
    assert [problem.code.value for problem in problems] == ['bad-value']


@pytest.mark.parametrize(
    ('item', 'code', 'cause'),
    [
        ('{template: kort, per_person: 6}', None, ''),
        ('{sheet: participants, per_table: 1}', None, ''),
        ('{text: Utkastet, per_group: 1, own: true}', None, ''),
        ('{text: Utkastet, count: 1}', HandbookCode.PRINT_WITHOUT_SHEET, ''),
        ('{text: Utkastet, count: 1, own: false}', HandbookCode.PRINT_WITHOUT_SHEET, ''),
        ('{text: Utkastet, count: 1, own: no}', HandbookCode.PRINT_WITHOUT_SHEET, ''),
        ('{text: Utkastet, count: 1, own: yes}', None, ''),
        ('{text: Utkastet, count: 1, own: ja}', ProblemCode.BAD_VALUE, ''),
        ('{per_person: 6}', HandbookCode.PRINT_ITEM, 'print_names'),
        ('{template: kort, text: Kortet, per_person: 6}', HandbookCode.PRINT_ITEM, 'print_names'),
        ('{template: kort}', HandbookCode.PRINT_ITEM, 'print_numbers'),
        ('{template: kort, per_person: 6, count: 2}', HandbookCode.PRINT_ITEM, 'print_numbers'),
    ],
)
def test_what_is_printed_can_be_found_and_counted(
    item: str, code: Code | None, cause: str, vocabulary: Vocabulary
) -> None:
    found = problems_of(vocabulary, ['30 table'], [*PRINTED, item])
    assert [problem.code for problem in found] == ([code] if code else [])
    for problem in found:
        assert problem.is_note == (code is HandbookCode.PRINT_WITHOUT_SHEET)
        assert HEAD.format(total=0, agenda='  -', printed='  -').splitlines()[problem.line - 3] == 'print_list:'
        assert dict(problem.details).get('cause', '') == cause


@pytest.mark.parametrize('minutes', ['en kvart', '9' * 4500])
def test_minutes_that_are_no_number_are_one_fault(minutes: str, vocabulary: Vocabulary) -> None:
    agenda = f'  - {{part: Del, minutes: {minutes}, mode: table}}\n  - {{part: Sist, minutes: 20, mode: table}}'
    text = HEAD.format(total=20, agenda=agenda, printed=f'  - {PRINTED[0]}')
    _, _, problems = validate(text, PLACE, f'{PLACE}.md', vocabulary)
    assert [dict(problem.details)['field'] for problem in problems] == ['agenda[1].minutes']


def test_a_list_of_texts_is_refused(vocabulary: Vocabulary) -> None:
    [found] = problems_of(vocabulary, ['30 table'], ['6 per person kort'])
    assert found.code.value == 'wrong-shape'
    assert not found.is_note


@pytest.mark.parametrize(
    ('number', 'people', 'per_table', 'total'),
    [
        ({'per_person': 6}, 24, 6, 144),
        ({'per_table': 2}, 24, 6, 8),
        ({'per_table': 2}, 23, 6, 8),
        ({'per_group': 1}, 25, 6, 5),
        ({'per_table': 2}, 24, None, None),
        ({'count': 3}, 24, 6, None),
    ],
)
def test_how_many_that_is(number: dict[str, int], people: int, per_table: int | None, total: int | None) -> None:
    size = GroupSize(min=2, max=people, per_table=per_table)
    item: dict[str, Any] = {'text': 'Något', **number}
    assert PrintItem(**item).total(people, size) == total


def workshop(make: Callable[..., Entry], *agenda: dict[str, str]) -> Workshop:
    total = sum(int(part['minutes']) for part in agenda)
    record = make(PLACE, agenda=list(agenda), duration=str(total)).record
    assert isinstance(record, Workshop)
    return record


def blocks(make: Callable[..., Entry], labels: Labels, *agenda: dict[str, str]) -> tuple[Figure | Table | Script, ...]:
    """The drawings, tables and the script."""
    found = workshop(make, *agenda).agenda_blocks(labels)
    return tuple(block for block in found if not isinstance(block, Amounts))


def part(name: str, minutes: int, **more: str) -> dict[str, str]:
    return {'part': name, 'minutes': str(minutes), 'mode': 'table', **more}


def test_one_day_is_one_table_and_needs_no_name(make: Callable[..., Entry], labels: Labels) -> None:
    bar, table = blocks(make, labels, part('Först', 20), part('Sedan', 65))
    assert isinstance(bar, Figure)
    assert isinstance(table, Table)
    assert table.caption == ''
    assert [[words(cell) for cell in row] for row in table.rows] == [
        ['0:00', 'Först', '20', 'Vid borden'],
        ['0:20', 'Sedan', '65', 'Vid borden'],
    ]


def test_each_day_begins_at_nought(make: Callable[..., Entry], labels: Labels) -> None:
    found = blocks(
        make, labels, part('Först', 20), part('Sedan', 65), part('Åter', 30, day='2'), part('Sist', 5, day='2')
    )
    assert [(table.caption, [words(row[0]) for row in table.rows]) for table in found if isinstance(table, Table)] == [
        ('Dag 1', ['0:00', '0:20']),
        ('Dag 2', ['0:00', '0:30']),
    ]


def test_how_long_it_takes_names_the_days_if_there_are_several(make: Callable[..., Entry], labels: Labels) -> None:
    def length(*agenda: dict[str, str]) -> str:
        record = workshop(make, *agenda)
        in_list = next(iter(record.line(labels, lambda _kind, _ids: [])))
        assert record.duration_values(labels) == [[in_list]]
        return in_list

    assert length(part('Först', 20), part('Sedan', 65)) == '1 timme 25 minuter'
    assert length(part('Först', 60), part('Åter', 40, day='2'), part('Sist', 20, day='2')) == '2 dagar, 2 timmar'
    assert length(part('Först', 60, day='2')) == '1 timme'


def test_the_script_says_what_the_parts_say_in_their_order(make: Callable[..., Entry], labels: Labels) -> None:
    agenda = [
        part('Först', 20, say='Hej alla.', hand_out='Korten.'),
        part('Sedan', 15, mode='break'),
        part('Sist', 30, risk='Ingen vill börja. Börja själv.', day='2'),
    ]
    *_, script = blocks(make, labels, *agenda)
    assert isinstance(script, Script)
    assert [(step.title, step.lines) for step in script.steps] == [
        ('Dag 1, 0:00 Först (20 minuter)', (('Säg', 'Hej alla.'), ('Dela ut', 'Korten.'))),
        ('Dag 2, 0:00 Sist (30 minuter)', (('Kan gå fel', 'Ingen vill börja. Börja själv.'),)),
    ]


PEOPLE = (1, 5, 6, 7, 20, 23, 24, 40, 61, 999)


def amounts_of(docname: str, source: str, vocabulary: Vocabulary, labels: Labels) -> Amounts:
    entry, _, _ = validate(source, docname, f'{docname}.md', vocabulary)
    assert entry is not None and isinstance(entry.record, Workshop)
    [found] = [block for block in entry.record.agenda_blocks(labels) if isinstance(block, Amounts)]
    return found


def recounted(item: dict[str, str], people: int, seats: int) -> int:
    """How many of *item*, as it is written, people need at tables of *seats*."""
    if 'per_person' in item:
        return int(item['per_person']) * people
    if 'count' in item:
        return int(item['count'])
    return int(item.get('per_table') or item['per_group']) * ceil(people / seats)


def test_page_and_script_count_what_the_headers_say(vocabulary: Vocabulary, labels: Labels) -> None:
    workshops = [page for page in written_pages() if page.kind == 'workshop']
    assert len(workshops) > 3
    cases, wanted = [], []
    for page in workshops:
        found = amounts_of(page.docname, page.source, vocabulary, labels)
        size: Any = page.header['group_size']
        seats = int(size['per_table'])
        assert found.seats == seats
        assert found.people[0] == int(size['min']) and found.people[-1] == int(size['max'])
        tables: dict[str, str] = {'per_table': '1'}
        for row, item in zip(found.rows, [tables, *page.list('print_list')], strict=True):
            totals = [recounted(item, people, seats) for people in PEOPLE]
            assert [row.total(people, seats) for people in PEOPLE] == totals
            cases.append([[row.each, row.per], seats])
            wanted.append(totals)
        assert sum(found.days) == int(page.header['duration'])
    work = (
        '(cases, people) => cases.map(([amount, seats]) => people.map((many) => S3.planner.total(amount, many, seats)))'
    )
    assert run(work, cases, PEOPLE) == wanted


def test_what_nobody_can_count_is_a_dash(labels: Labels) -> None:
    workshop = GroupSize(min=4, max=8)
    row = Amount(label=('1 per bord: kort',), each=1, per='group')
    assert row.total(8, workshop.per_table) is None
    assert run('(row) => S3.planner.total(row, 8, null)', [1, 'group']) is None


def test_clocks_and_sentences_of_the_script(make: Callable[..., Entry], labels: Labels) -> None:
    record = workshop(make, part('Först', 20), part('Sedan', 65), part('Åter', 30, day='2'))
    [found] = [block for block in record.agenda_blocks(labels) if isinstance(block, Amounts)]
    data = {'texts': dict(found.texts), 'days': found.days, 'least': 8, 'most': 20, 'seats': 6}
    work = (
        '(data, asked) => asked.map(([start, people]) => S3.planner.summary(data, S3.planner.minutesOf(start), people))'
    )
    assert run(work, data, [['09:00', 0], ['23:30', 16], ['', 6], ['9.00', 21], ['24:00', 0]]) == [
        'Ni börjar 09:00 varje dag. Dagarna slutar 10:25, 09:30.',
        'Ni börjar 23:30 varje dag. Dagarna slutar 00:55, 00:00. Ni sitter vid 3 bord, 5–6 vid varje.',
        'Ni sitter vid ett bord. Workshoppen är gjord för 8–20 deltagare.',
        'Ni sitter vid 4 bord, 5–6 vid varje. Workshoppen är gjord för 8–20 deltagare.',
        '',
    ]
    one_day = run(work, {**data, 'days': [210]}, [['9:00', 0]])
    assert one_day == ['Ni börjar 09:00 och slutar 12:30.']
