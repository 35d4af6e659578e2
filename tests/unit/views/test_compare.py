"""Regions side by side: each says what its header says, and what is unknown is not said to be missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from s3ext.core.views import ViewKey, show
from s3ext.core.views.blocks import Choices, Columns, Missing
from tests.unit.reading import outline, words
from tests.unit.views.conftest import priority

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.views import Site
    from s3ext.core.views.blocks import Inline
    from tests.unit.reading import Written

    Cells = dict[str, dict[str, tuple[Inline, ...]]]

Headers = dict[str, dict[str, Any]]


def compared(site: Site) -> Columns:
    columns, _ = show(ViewKey.make('compare', {}), site)
    assert isinstance(columns, Columns)
    return columns


def cells(columns: Columns) -> Cells:
    """What stands of each region, by the name of the row."""
    found: Cells = {}
    for table in columns.tables:
        for at, head in enumerate(table.head[1:], 1):
            found[words(head)] = {words(row[0]): row[at] for row in table.rows}
    return found


def test_every_region_says_what_its_header_says(pages: dict[str, dict[str, Written]], library_site: Site) -> None:
    found = cells(compared(library_site))
    assert found.keys() == {region.title for region in pages['region'].values()}
    label = library_site.labels.term
    for region in pages['region'].values():
        said = {name: words(cell) for name, cell in found[region.title].items()}
        band = region.header.get('population', {}).get('band')
        assert said['Folkmängd'] == (label('population', band) if band else 'Framgår inte av källorna')
        structure = {label('structure', word).lower() for word in region.list('structure')}
        assert set(said['Länets struktur'].lower().split(', ')) == (structure or {'framgår inte av källorna'})
        for theme in pages['theme'].values():
            kinds = {one.get('kind') for one in region.list('priorities') if theme.id in one.get('themes', [])}
            expected = {label('priority_kind', kind) if kind else 'Vald' for kind in kinds}
            if theme.title in said and region.list('priorities'):
                assert set(said[theme.title].split(', ')) == (expected or {'inte bland de valda'}), region.id
        pilots = [pilot.title for pilot in pages['pilot'].values() if region.id in pilot.list('regions')]
        assert all(pilot in said['Piloter och partnerskap'] for pilot in pilots), region.id
        number = sum(region.id in case.list('regions') for case in pages['case'].values())
        assert said['Fall i handboken'] == (f'{number} fall' if number else 'inget ännu')


def test_regions_of_one_programme_stand_in_one_table(pages: dict[str, dict[str, Written]], library_site: Site) -> None:
    columns = compared(library_site)
    by_title = {region.title: region.header.get('programme', {}).get('area') for region in pages['region'].values()}
    unknown = library_site.labels.texts['without_group']
    for table in columns.tables:
        programmes = {by_title[words(head)] for head in table.head[1:]}
        names = {library_site.labels.term('programme', one) if one else unknown for one in programmes}
        assert names == {table.caption}
        assert [words(row[0]) for row in table.rows] == [words(row[0]) for row in columns.tables[0].rows]


def test_each_column_can_be_chosen_by_name(library_site: Site) -> None:
    columns = compared(library_site)
    by_name = {facet.name: facet for facet in columns.finder.facets}
    assert list(by_name) == ['region', 'population', 'structure', 'programme', 'theme']
    heads = [words(head) for table in columns.tables for head in table.head[1:]]
    assert [by_name['region'].values[found.values[0][0]][1] for found in columns.finder.found] == heads


def test_unknown_is_not_none(headers: Headers, small: Callable[[], Site]) -> None:
    headers['docs/regions/orsa']['priorities'] = [priority('varme', kind='emerging'), priority('varme')]
    found = cells(compared(small()))
    assert words(found['Ängby']['Vatten']) == 'vi känner inte till prioriteringarna'
    assert found['Alfa']['Vatten'] == ('Vald',)
    assert isinstance(found['Alfa']['Värme'][0], Missing)
    assert words(found['Örsa']['Värme']) == 'Under utveckling, Vald'
    assert words(found['Ängby']['Folkmängd']) == 'Framgår inte av källorna'
    assert words(found['Ängby']['Strategi']) == small().labels.texts['no_strategy']
    assert words(found['Ängby']['Piloter och partnerskap']) == 'vi känner inte till någon'


def test_cases_lead_to_their_choices(small: Callable[[], Site]) -> None:
    [cell] = cells(compared(replace(small(), finders={'case': 'docs/cases/index'})))['Alfa']['Fall i handboken']
    assert isinstance(cell, Choices)
    assert (cell.text, cell.docname, cell.query) == ('2 fall', 'docs/cases/index', 'region=alfa')
    assert cell.instead.docname == 'docs/regions/alfa'


def test_without_regions(headers: Headers, build: Callable[..., Site]) -> None:
    assert outline(show(ViewKey.make('compare', {}), build({}))) == [
        'Handboken har inget här än, men det kan finnas ändå.'
    ]
