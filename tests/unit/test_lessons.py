"""Lessons say whose they are; what the text shows of them, and what may not stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from s3ext.core.page.validate import validate
from s3ext.core.problems import Problem
from s3ext.core.problems import ProblemCode as C
from s3ext.core.views.blocks import Point, PointList
from s3ext.handbook.codes import HandbookCode
from s3ext.handbook.kinds.case import Case

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.model.entries import Entry
    from s3ext.core.model.labels import Labels
    from s3ext.core.model.vocabulary import Vocabulary
    from s3ext.core.problems import Code

PAGE = """\
---
summary: Ett fall som bara finns till för testerna av handboken.
regions: [alfa]
themes: []
process: [fardplan]
period: {from: 2020}
stage: finished
s3_link: namns
lessons:
  - {text: Mät först., by: source, source: [rapport]}
  - {text: Bestäm vem som mäter., by: editors}
sources:
  - {id: rapport, publisher: Region Alfa, title: Rapport, url: "https://example.org/rapport"}
---

# Fallet

Text.[^rapport]

## Att ta med

Inledning.[^rapport]

:::{lessons}
:::

- En punkt utan fotnot.

## Mer

- En punkt.[^rapport]
"""


def problems_of(source: str, vocabulary: Vocabulary) -> list[Problem]:
    return validate(source, 'cases/alfa/fall', 'cases/alfa/fall.md', vocabulary)[2]


def test_a_page_with_both_kinds_is_whole(vocabulary: Vocabulary) -> None:
    assert problems_of(PAGE, vocabulary) == []


#: what is replaced, by what, and the fault: line, column, code, details
WRONG: list[tuple[str, str, int, int, Code, dict[str, str]]] = [
    ('by: source, source: [rapport]', 'by: source', 10, 28, HandbookCode.LESSON_OWNER, {'cause': 'lesson_no_source'}),
    (
        'by: editors}',
        'by: editors, source: [rapport]}',
        11,
        48,
        HandbookCode.LESSON_OWNER,
        {'cause': 'lesson_with_source'},
    ),
    (
        '- En punkt utan fotnot.',
        '- En punkt.[^rapport]\n- En till.[^rapport]',
        27,
        12,
        C.FIELD_BESIDE,
        {'field': 'lessons', 'value': 'rapport'},
    ),
    ('s3_link:', 'changed: Allt.\ns3_link:', 8, 1, HandbookCode.CHANGED_FROM_NOTHING, {}),
]


@pytest.mark.parametrize(('old', 'new', 'line', 'column', 'code', 'details'), WRONG)
def test_whose_a_lesson_is(
    old: str, new: str, line: int, column: int, code: Code, details: dict[str, str], vocabulary: Vocabulary
) -> None:
    assert PAGE.count(old) == 1
    found = problems_of(PAGE.replace(old, new), vocabulary)
    first = found[0]
    assert (first.line, first.column, first.code, dict(first.details)) == (line, column, code, details)
    assert len(found) == (2 if code is C.FIELD_BESIDE else 1)  # each line has its own


def test_a_list_in_another_section_is_none_of_its_business(vocabulary: Vocabulary) -> None:
    above = PAGE.replace('## Att ta med', '- Först.[^rapport]\n\n## Att ta med')
    assert problems_of(above, vocabulary) == []


def test_what_is_to_be_learnt_and_what_has_to_be_there(make: Callable[..., Entry], labels: Labels) -> None:
    lessons = [
        {'text': 'Vårt.', 'by': 'editors'},
        {'text': 'Källans.', 'by': 'source', 'source': ['rapport']},
    ]
    transfer = {'needs': 'Tid.', 'adapt': 'Priset.', 'effort': 'low'}
    record = make('cases/nationellt/fall', lessons=lessons, transfer=transfer).record
    assert isinstance(record, Case)
    assert record.lessons_points(labels).lists == (
        PointList(label='Källan säger', points=(Point(text='Källans.', sources=('rapport',)),)),
        PointList(label='Vårt råd', style='ours', points=(Point(text='Vårt.'),)),
        PointList(
            label='Vårt råd till den som vill göra likadant',
            style='ours',
            points=(Point(lead='Det här behöver finnas:', text='Tid.'), Point(lead='Anpassa:', text='Priset.')),
        ),
    )
