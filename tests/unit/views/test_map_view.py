"""``map`` and ``where``: areas drawn and told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.drawing.shapes import Drawing
from s3ext.core.views import ViewError, ViewKey, show
from s3ext.core.views.blocks import Figure, Link, Para, Table
from s3ext.handbook.areas import MAP
from tests.kinds import KINDS, VIEWS
from tests.unit.reading import looks_in, outline, table_in, titles_in, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.views import Site
    from s3ext.core.views.blocks import Block

Headers = dict[str, dict[str, Any]]


def area_map(site: Site, **options: str) -> tuple[Block, ...]:
    return show(ViewKey.make('map', options), site)


@pytest.fixture
def small(small: Callable[[], Site]) -> Callable[[], Site]:
    """The small site on the map of the handbook, whose other areas have no records here."""
    return lambda: replace(small(), map=MAP)


def known(titles: list[str]) -> list[str]:
    """Those of *titles* that name a record, not a bare code."""
    return [title for title in titles if not title[0].isdecimal()]


def test_every_region_has_its_number_in_drawing_and_table(small: Callable[[], Site]) -> None:
    view = area_map(small())
    figure, table = view
    assert isinstance(figure, Figure)
    assert isinstance(table, Table)
    drawing, [legend] = figure.drawing, figure.beside
    assert known(titles_in(drawing.parts)) == ['Alfa: 2 fall', 'Örsa: 2 fall', 'Ängby: 0 fall']
    assert outline([legend, table]) == [
        [' 0 fall', ' 2 fall'],
        [['Region', 'Antal'], ['Alfa', '2'], ['Ängby', '0'], ['Örsa', '2']],
    ]
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
    assert known(outline(area_map(small()))[0]) == ['Alfa: 2 fall', 'Örsa: 2 fall', 'Ängby: 0 fall']


@pytest.mark.parametrize('kind', ['region', 'theme', 'workshop', 'chapter', 'page'])
def test_kinds_that_belong_to_no_region(kind: str) -> None:
    check = VIEWS['map'].fits
    assert check is not None
    with pytest.raises(ViewError) as raised:
        check({'type': kind}, KINDS)
    assert raised.value.details['value'] == kind
    check({'type': 'pilot'}, KINDS)
    check({}, KINDS)


def where(site: Site, kind: str, own_id: str) -> tuple[Block, ...]:
    return show(ViewKey.make('where', {'type': kind, 'id': own_id}), site)


def parts_of(blocks: tuple[Block, ...]) -> tuple[Drawing, Para]:
    [figure] = blocks
    assert isinstance(figure, Figure)
    [caption] = figure.beside
    assert isinstance(caption, Para)
    return figure.drawing, caption


@pytest.mark.parametrize(
    ('kind', 'own_id', 'lit'),
    [
        ('case', 'ett', ['Alfa', 'Örsa']),
        ('case', 'tre', ['Örsa']),
        ('pilot', 'prov', ['Alfa', 'Örsa']),
        ('theme', 'vatten', ['Alfa']),
        ('region', 'angby', ['Ängby']),
    ],
)
def test_the_regions_of_a_record_are_lit(kind: str, own_id: str, lit: list[str], small: Callable[[], Site]) -> None:
    drawing, caption = parts_of(where(small(), kind, own_id))
    assert looks_in(drawing.parts) == dict.fromkeys(lit, 'lit')
    assert words(caption.parts).endswith(', '.join(lit))
    assert drawing.description.endswith(f'{", ".join(lit)}.')


@pytest.mark.parametrize(('kind', 'own_id'), [('case', 'fyra'), ('theme', 'aska'), ('pilot', 'ingen')])
def test_what_lies_nowhere_has_no_map(kind: str, own_id: str, small: Callable[[], Site]) -> None:
    assert where(small(), kind, own_id) == ()


def test_a_handbook_without_a_map_has_the_table_alone(small: Callable[[], Site]) -> None:
    site = replace(small(), map=None)
    assert [type(block) for block in area_map(site)] == [Table]
    assert where(site, 'case', 'ett') == ()


def test_many_names_are_counted_beside_the_map_and_said_in_its_description(
    headers: Headers, build: Callable[..., Site]
) -> None:
    codes = list(MAP.areas)[:8]
    for code in codes:
        headers[f'docs/regions/r{code}'] = {'county_code': code}
    headers['docs/pilots/prov']['regions'] = [f'r{code}' for code in codes]
    site = replace(build(headers, {f'docs/regions/r{code}': f'Land {code}' for code in codes}), map=MAP)
    drawing, caption = parts_of(where(site, 'pilot', 'prov'))
    assert ', '.join(f'Land {code}' for code in codes) in drawing.description
    assert '8 av 11' in words(caption.parts)
