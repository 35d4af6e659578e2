"""The looks of shapes: each has its colours on the web, in forced colours and in the PDF."""

from __future__ import annotations

import re

import pytest

from s3ext.core.drawing.bars import BarPart, Scale, Span, stacked_bar, time_row, year_of
from s3ext.core.drawing.looks import PREFIX, PRINT, step_looks
from s3ext.core.drawing.shapes import Box, Group
from s3ext.core.drawing.svg import print_svg, web_svg
from s3ext.web.styles import FOLDER

SHEET = (FOLDER / 'drawing.css').read_text('utf-8')


@pytest.mark.parametrize('look', PRINT)
def test_every_look_has_a_rule_on_the_web(look: str) -> None:
    assert re.search(rf'\.{PREFIX}{look}[ ,:){{]', SHEET)


def test_the_sheet_knows_no_other_looks() -> None:
    named = set(re.findall(rf'\.{PREFIX}([a-z0-9-]+)', SHEET))
    assert named == set(PRINT)


@pytest.mark.parametrize(
    ('count', 'looks'),
    [
        (1, ('step-1',)),
        (2, ('step-1', 'step-6')),
        (4, ('step-1', 'step-3', 'step-4', 'step-6')),
        (6, ('step-1', 'step-2', 'step-3', 'step-4', 'step-5', 'step-6')),
    ],
)
def test_a_scale_goes_from_the_strongest_to_the_hollow(count: int, looks: tuple[str, ...]) -> None:
    assert step_looks(count) == looks


def test_no_drawing_brings_style_or_script_to_a_page() -> None:
    bar = stacked_bar([BarPart(name='<b>"a"', amount=3, look='step-1')], title='A & B', description='C')
    text = web_svg(bar, lambda page: '')
    assert not re.search(r'style|script|fill=|#[0-9a-f]{3}|\son\w+=', text)
    assert '&lt;b&gt;&quot;a&quot;: 3' in text
    assert '<style>' in print_svg(bar)


def test_what_says_nothing_of_its_own_is_hidden() -> None:
    row = time_row(Span(start=2020, end=2022, look='bar'), Scale(first=2020, last=2030, now=2025))
    assert 'aria-hidden="true"' in web_svg(row, lambda page: '')


@pytest.mark.parametrize(
    ('date', 'after', 'year'),
    [('2026', False, 2026), ('2026', True, 2027), ('2026-07', False, 2026.5), ('2026-12', True, 2027)],
)
def test_dates_are_places_in_years(date: str, after: bool, year: float) -> None:
    assert year_of(date, after=after) == pytest.approx(year)


def test_parts_are_as_wide_as_they_are_large() -> None:
    parts = [BarPart(name=name, amount=amount, look='step-1') for name, amount in (('a', 1), ('b', 0), ('c', 3))]
    drawn = [part for part in stacked_bar(parts, title='t', description='d').parts if isinstance(part, Group)]
    boxes = [box for group in drawn for box in group.parts if isinstance(box, Box)]
    assert [(box.x, box.width) for box in boxes] == [(0, 25), (25, 75)]
