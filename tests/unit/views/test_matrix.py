"""``matrix``: rows and columns, the count in each cell, where it leads, and the lists beneath."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.views import ViewError, ViewKey, show
from s3ext.core.views.blocks import Heading, Link, Rows, Table
from tests.kinds import KINDS, VIEWS
from tests.unit.reading import id_in, ids, outline, sections, table_in, words
from tests.unit.views.conftest import met

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.views import Site
    from s3ext.core.views.blocks import Block

Headers = dict[str, dict[str, Any]]


def matrix(site: Site, rows: str, columns: str, **options: str) -> tuple[Block, ...]:
    return show(ViewKey.make('matrix', {'rows': rows, 'columns': columns, 'page': 'docs/sida', **options}), site)


def test_counts_lists_and_where_they_lead(small: Callable[[], Site]) -> None:
    view = matrix(small(), 'theme', 'region')
    assert outline(view) == [
        [
            ['Tema / Region', 'Alfa', 'Örsa'],
            ['Vatten', '2', '1'],
            ['Värme', '1', '1'],
        ],
        '# Vatten – Alfa',
        ['ett', 'tva'],
        '# Vatten – Örsa',
        ['ett'],
        '# Värme – Alfa',
        ['tva'],
        '# Värme – Örsa',
        ['tre'],
    ]
    table = view[0]
    assert isinstance(table, Table)
    assert (table.caption, table.style) == ('Antal fall efter tema och region', 'matrix')
    assert table.head[1] == (Link(text='Alfa', docname='docs/regions/alfa'),)
    assert table.rows[0][0] == (Link(text='Vatten', docname='docs/themes/vatten'),)
    assert table.rows[0][1] == (Link(text='2', docname='docs/sida', anchor='case-theme-vatten-region-alfa'),)
    assert all(row.meta == () and row.text == '' for block in view if isinstance(block, Rows) for row in block.rows)


def test_an_empty_cell_says_so_and_leads_nowhere(small: Callable[[], Site]) -> None:
    view = matrix(small(), 'region', 'stage')
    assert table_in(view) == [
        ['Region / Läge', 'Pågår', 'Avslutat'],  # only a national case, of no region, was stopped
        ['Alfa', '1', '1'],
        ['Örsa', 'saknas', '2'],
    ]
    assert '# Örsa – Pågår' not in outline(view)


def test_terms_in_the_order_of_their_list_and_process_leads_to_its_chapter(small: Callable[[], Site]) -> None:
    table = matrix(small(), 'process', 'stage')[0]
    assert isinstance(table, Table)
    assert [line[0] for line in table.rows] == [
        (Link(text='Färdplan', docname='docs/handbook/plan'),),
        ('Roller och ansvar',),
    ]


def test_all_adds_what_no_record_has(small: Callable[[], Site]) -> None:
    view = matrix(small(), 'region', 'stage', all='yes')
    assert table_in(view) == [
        [
            'Region / Läge',
            'Planerat',
            'Pågår',
            'Avslutat',
            'Permanent verksamhet',
            'Avbrutet',
            'Framgår inte av källorna',
        ],
        ['Alfa', 'saknas', '1', '1', 'saknas', 'saknas', 'saknas'],
        ['Ängby', *['saknas'] * 6],
        ['Örsa', 'saknas', 'saknas', '2', 'saknas', 'saknas', 'saknas'],
    ]
    assert view[1:] == matrix(small(), 'region', 'stage')[1:]


def test_filters_and_facets_choose_what_is_counted(small: Callable[[], Site]) -> None:
    for options in ({'filter': 'theme = varme'}, {'theme': 'varme'}):
        view = matrix(small(), 'region', 'process', **options)
        assert sections(view) == {
            'Alfa – Roller och ansvar': ['tva'],
            'Örsa – Färdplan': ['tre'],
            'Örsa – Roller och ansvar': ['tre'],
        }


def test_nothing_to_count(small: Callable[[], Site]) -> None:
    assert outline(matrix(small(), 'region', 'helix')) == ['Ännu finns inget i handboken.']
    assert outline(matrix(small(), 'region', 'helix', all='yes')) == ['Ännu finns inget i handboken.']


#: the values of each facet of a case, from its header
FROM_HEADER: dict[str, Callable[[dict[str, Any]], set[str]]] = {
    'region': lambda h: set(h.get('regions', [])),
    'theme': lambda h: set(h.get('themes', [])),
    'pilot': lambda h: set(h.get('pilots', [])),
    'process': lambda h: set(h.get('process', [])),
    'obstacle': lambda h: {o['obstacle'] for o in h.get('obstacles', [])},
    'handled': lambda h: {o['handled'] for o in h.get('obstacles', [])},
    'stage': lambda h: {h.get('stage', 'finished')},
    'evidence': lambda h: {r['evidence'] for r in h.get('results', [])},
    's3_link': lambda h: {'namns'},
    'helix': lambda h: set(h.get('helix', [])),
    'adapted_from': lambda h: set(h.get('adapted_from', [])),
    'related': lambda h: set(h.get('related', [])),
    'status': lambda h: {'reviewed'},
}


def _written(name: str) -> Callable[[dict[str, Any]], set[str]]:
    """What the field *name* of a header holds, as a set."""

    def values(header: dict[str, Any]) -> set[str]:
        found = header.get(name, [])
        return set(found) if isinstance(found, list) else {found}

    return values


# those that are new
for _facet in KINDS.fields['case'].values():
    if _facet.is_facet:
        FROM_HEADER.setdefault(_facet.name, _written(_facet.name))


def test_every_facet_of_a_case_is_tried() -> None:
    assert {field.name for field in KINDS.fields['case'].values() if field.is_facet} == set(FROM_HEADER)


@pytest.mark.parametrize('rows', FROM_HEADER)
def test_any_field_against_any_field(rows: str, headers: Headers, small: Callable[[], Site]) -> None:
    obstacles = [met('mandat', 'yes'), met('pengar', 'no')]
    headers['cases/alfa/ett'] |= {'obstacles': obstacles, 'helix': ['public', 'civil']}
    headers['cases/alfa/tva'] |= {'related': ['tre', 'ett'], 'adapted_from': ['ett'], 'helix': ['public']}
    headers['docs/obstacles/pengar'] = {}
    site = small()
    for columns, whole in itertools.product(FROM_HEADER, ('', 'yes')):
        expected: dict[tuple[str, str], set[str]] = {}
        for docname, header in headers.items():
            if docname.startswith('cases/'):
                for pair in itertools.product(FROM_HEADER[rows](header), FROM_HEADER[columns](header)):
                    expected.setdefault(pair, set()).add(docname.rpartition('/')[2])
        view = matrix(site, rows, columns, all=whole)
        lists = {
            heading.anchor: set(ids([listed]))
            for heading, listed in itertools.pairwise(view)
            if isinstance(heading, Heading)
        }
        assert lists == {
            f'case-{rows}-{row}-{columns}-{column}'.replace('_', '-'): found
            for (row, column), found in expected.items()
        }
        cells = [cell for block in view if isinstance(block, Table) for line in block.rows for cell in line[1:]]
        linked = {cell[0].anchor: cell[0].text for cell in cells if isinstance(cell[0], Link)}
        assert linked == {anchor: str(len(found)) for anchor, found in lists.items()}
        assert all(words(cell) == 'saknas' for cell in cells if not isinstance(cell[0], Link))
        assert len(cells) >= len({column for _, column in expected}) * len({row for row, _ in expected})


def test_other_kinds_of_records(headers: Headers, small: Callable[[], Site]) -> None:
    assert table_in(matrix(small(), 'process', 'level', type='obstacle')) == [
        ['Del av processen / Nivå', 'Regionalt', 'EU'],
        ['Färdplan', '1', '1'],
    ]
    assert table_in(matrix(small(), 'region', 'kind', type='pilot')) == [
        ['Region / Slag', 'Nationell pilot eller satsning'],
        ['Alfa', '1'],
        ['Örsa', '1'],
    ]
    view = matrix(small(), 'process', 'case', type='method')
    assert [block.anchor for block in view if isinstance(block, Heading)] == [
        'method-process-fardplan-case-tre',
        'method-process-roller-ansvar-case-tre',
    ]
    table = matrix(small(), 'case', 'audience', type='workshop')[0]
    assert isinstance(table, Table)
    [[[case, *_], _]] = table.rows
    assert isinstance(case, Link)
    assert id_in(case) == 'ett'


def test_anchors_differ(headers: Headers, small: Callable[[], Site]) -> None:
    site = small()
    for rows, columns in itertools.combinations(FROM_HEADER, 2):
        anchors = [block.anchor for block in matrix(site, rows, columns) if isinstance(block, Heading)]
        assert len(set(anchors)) == len(anchors)
        assert all(anchors)


@pytest.mark.parametrize(
    ('options', 'cause', 'value'),
    [
        ({}, 'view_missing', 'rows'),
        ({'rows': 'theme'}, 'view_missing', 'columns'),
        ({'rows': '', 'columns': 'theme'}, 'view_missing', 'rows'),
        ({'rows': 'theme', 'columns': 'from'}, 'view_option', 'from'),
        ({'rows': 'colour', 'columns': 'theme'}, 'view_option', 'colour'),
        ({'type': 'region', 'rows': 'region', 'columns': 'theme'}, 'view_option', 'region'),
        ({'type': 'page', 'rows': 'theme', 'columns': 'theme'}, 'view_option', 'page'),
    ],
)
def test_options_that_a_matrix_cannot_have(options: dict[str, str], cause: str, value: str) -> None:
    check = VIEWS['matrix'].fits
    assert check is not None
    with pytest.raises(ViewError) as raised:
        check(options, KINDS)
    assert (raised.value.cause, raised.value.details['value']) == (cause, value)
