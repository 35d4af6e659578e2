"""Where the mark on an obstacle and the words beside it say different things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from s3ext.handbook.codes import HandbookCode
from s3ext.handbook.doubts import doubt
from tests.unit.test_lessons import PAGE, problems_of

if TYPE_CHECKING:
    from s3ext.core.model.vocabulary import Vocabulary

NOTHING = 'Det tog tid. Källan säger inte att något gjordes åt det.'
OPEN = 'Parterna gjorde ett försök. Källorna säger inte hur det gick.'
DOUBTS = [
    ('no', NOTHING, {'cause': 'handled_unknown', 'value': 'no'}),
    ('yes', NOTHING, {'cause': 'handled_unknown', 'value': 'yes'}),
    ('partly', NOTHING, {'cause': 'handled_unknown', 'value': 'partly'}),
    ('not-stated', NOTHING, {'cause': 'handled_twice'}),
    ('no', OPEN, {'cause': 'handled_unknown', 'value': 'no'}),
    ('yes', 'Ett försök gjordes, men hur det gick framgår inte.', {'cause': 'handled_unknown', 'value': 'yes'}),
    ('no', 'Vad det har gett vet vi inte än.', {'cause': 'handled_unknown', 'value': 'no'}),
    ('not-stated', 'Det löstes med ett avtal.', {'cause': 'handled_claimed', 'words': 'löstes'}),
    # what was done is told, only its end is not
    ('partly', OPEN, {}),
    ('not-stated', OPEN, {}),
    ('not-stated', 'Det löstes inte under projektet.', {}),
    ('no', 'Källan säger att inget gjordes.', {}),
    ('no', 'Utvärderaren säger att det inte hjälpte.', {}),
    ('yes', 'Hindret hanterades med ett avtal.', {}),
]


@pytest.mark.parametrize(('handled', 'how', 'expected'), DOUBTS)
def test_mark_and_words(handled: str, how: str, expected: dict[str, str]) -> None:
    assert doubt(handled, how) == expected


def test_the_note_stands_at_the_mark_and_the_page_is_whole(vocabulary: Vocabulary) -> None:
    met = f'obstacles:\n  - {{obstacle: mandat, handled: "no", how: {NOTHING}, source: [rapport]}}\n'
    [problem] = problems_of(PAGE.replace('sources:\n', f'{met}sources:\n'), vocabulary)
    assert (problem.line, problem.column, problem.code) == (13, 33, HandbookCode.HANDLED_DOUBT)
    assert problem.is_note
