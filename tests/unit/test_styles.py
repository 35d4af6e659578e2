"""The style sheet: parts by subject, joined in one order."""

from __future__ import annotations

import pytest

from s3ext.web.styles import FOLDER, PARTS, style_sheet

#: lines; more than that is about more than one subject
MOST = 400


def test_every_part_has_its_place_in_the_order() -> None:
    assert len(PARTS) == len(set(PARTS))
    assert {file.name for file in FOLDER.iterdir()} == {f'{part}.css' for part in PARTS}


@pytest.mark.parametrize('part', PARTS)
def test_a_part_is_short(part: str) -> None:
    text = (FOLDER / f'{part}.css').read_text('utf-8')
    assert text.strip()
    assert text.count('\n') <= MOST


def test_the_style_sheet_holds_each_part_once_in_order() -> None:
    sheet = style_sheet()
    places = [sheet.index((FOLDER / f'{part}.css').read_text('utf-8')) for part in PARTS]
    assert places == sorted(places)
    assert len(sheet) == sum(len((FOLDER / f'{part}.css').read_text('utf-8')) + 1 for part in PARTS) - 1
