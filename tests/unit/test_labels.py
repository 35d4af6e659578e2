"""Periods, dates and terms as people read them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter, ValidationError

from s3ext.core.model.labels import Labels
from s3ext.core.model.parts import Period
from tests.texts import load_texts

if TYPE_CHECKING:
    from s3ext.core.model.vocabulary import Vocabulary

ADAPTER = TypeAdapter(Period)


@pytest.mark.parametrize(
    ('date', 'swedish', 'english'),
    [
        ('2026', '2026', '2026'),
        ('2026-11', 'november 2026', 'November 2026'),
        ('2026-11-24', '24 november 2026', '24 November 2026'),
        ('2020-01-01', '1 januari 2020', '1 January 2020'),
        ('2020-12', 'december 2020', 'December 2020'),
    ],
)
def test_date(date: str, swedish: str, english: str, labels: Labels) -> None:
    assert labels.date(date) == swedish
    assert replace(labels, texts=load_texts('en')).date(date) == english


@pytest.mark.parametrize(
    ('period', 'text'),
    [
        ({'from': '2016', 'to': '2028'}, '2016–2028'),
        ({'from': '2020', 'to': '2020'}, '2020'),
        ({'from': '2020-03', 'to': '2020-03'}, 'mars 2020'),
        ({'from': '2020-03', 'to': '2022'}, 'mars 2020 – 2022'),
        ({'from': '2020-03', 'to': '2022-06'}, 'mars 2020 – juni 2022'),
        ({'from': '2020', 'to': '2022-06-30'}, '2020 – 30 juni 2022'),
        ({'from': '2021-03'}, 'från mars 2021'),
        ({'to': '2023'}, 'till 2023'),
        ({'note': 'Källorna säger inget.'}, 'tid framgår inte'),
        ({'from': '2020', 'note': 'Slutet är inte bestämt.'}, 'från 2020'),
    ],
)
def test_period(period: dict[str, str], text: str, labels: Labels) -> None:
    assert labels.period(ADAPTER.validate_python(period)) == text


@pytest.mark.parametrize(
    'period',
    [
        {'from': '2022', 'to': '2020'},
        {'from': '2020-05', 'to': '2020-04'},
        {'from': '2020-05-02', 'to': '2020-05-01'},
        {'from': '2021-01', 'to': '2020'},
        {'from': '2020-02-30'},
        {'from': '2020-13'},
        {'from': '0000'},
        {'from': '20-01'},
        {},
    ],
)
def test_no_period(period: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        ADAPTER.validate_python(period)


@pytest.mark.parametrize(('start', 'end'), [('2020-05', '2020'), ('2020', '2020-01'), ('2020-05-31', '2020-05')])
def test_an_end_that_holds_the_start_is_no_fault(start: str, end: str) -> None:
    period = ADAPTER.validate_python({'from': start, 'to': end})
    assert (period.start, period.end) == (start, end)


def test_term(labels: Labels, vocabulary: Vocabulary) -> None:
    assert labels.term('stage', 'running') == 'Pågår'
    assert Labels(texts=load_texts('en'), vocabulary=vocabulary).term('stage', 'running') == 'Running'
    with pytest.raises(KeyError):
        labels.term('stage', 'okänt')
    with pytest.raises(KeyError):
        labels.term('okänd', 'running')
