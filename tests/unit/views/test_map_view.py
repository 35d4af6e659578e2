"""``map``: how many records each area has, drawn and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.views import ViewError, ViewKey, show
from s3ext.core.views.blocks import CountedArea, CountMap, Link, Table
from tests.kinds import KINDS, VIEWS
from tests.unit.reading import outline, table_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.views import Site
    from s3ext.core.views.blocks import Block

Headers = dict[str, dict[str, Any]]


def area_map(site: Site, **options: str) -> tuple[Block, ...]:
    return show(ViewKey.make('map', options), site)


def test_every_region_has_its_number_in_drawing_and_table(small: Callable[[], Site]) -> None:
    view = area_map(small())
    assert outline(view) == [
        {'01': 2, '04': 0, '03': 2},
        [['Region', 'Antal'], ['Alfa', '2'], ['Ängby', '0'], ['Örsa', '2']],
    ]
    drawing, table = view
    assert isinstance(drawing, CountMap)
    assert isinstance(table, Table)
    assert drawing.areas[1] == CountedArea(code='04', name='Ängby', docname='docs/regions/angby', count=0)
    assert drawing.title == table.caption == 'Antal fall i varje region'
    assert drawing.description.startswith('Ju mörkare färg')
    assert table.style == 'map'
    assert table.rows[0][0] == (Link(text='Alfa', docname='docs/regions/alfa'),)


@pytest.mark.parametrize(
    ('options', 'numbers'),
    [
        ({'theme': 'varme'}, [1, 0, 1]),
        ({'theme': 'vatten'}, [2, 0, 1]),
        ({'filter': 'stage = running'}, [1, 0, 0]),
        ({'filter': 'not region'}, [0, 0, 0]),
        ({'type': 'pilot'}, [1, 0, 1]),
        ({'type': 'pilot', 'theme': 'varme'}, [0, 0, 0]),
    ],
)
def test_only_what_is_chosen_is_counted(options: dict[str, str], numbers: list[int], small: Callable[[], Site]) -> None:
    assert [int(line[1]) for line in table_in(area_map(small(), **options))[1:]] == numbers


def test_a_region_without_a_page_is_not_drawn(headers: Headers, small: Callable[[], Site]) -> None:
    headers['cases/orsa/tre']['regions'] = ['orsa', 'okand']
    assert outline(area_map(small()))[0] == {'01': 2, '04': 0, '03': 2}


@pytest.mark.parametrize('kind', ['region', 'theme', 'workshop', 'chapter', 'page'])
def test_kinds_that_belong_to_no_region(kind: str) -> None:
    check = VIEWS['map'].fits
    assert check is not None
    with pytest.raises(ViewError) as raised:
        check({'type': kind}, KINDS)
    assert raised.value.details['value'] == kind
    check({'type': 'pilot'}, KINDS)
    check({}, KINDS)
