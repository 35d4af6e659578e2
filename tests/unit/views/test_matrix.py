"""``matrix``: rows and columns, the count in each cell, where it leads, and the lists beneath."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import pytest

from s3ext.core.views import ViewError, ViewKey, show
from s3ext.core.views.blocks import Choices, Fold, Heading, Link, Missing, Rows, Table
from tests.kinds import KINDS, VIEWS
from tests.unit.reading import facts, id_in, ids, outline, sections, table_in, words
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
        '# Vatten',
        ['ett', 'tva'],
        '# Värme',
        ['tre', 'tva'],
    ]
    table = view[0]
    assert isinstance(table, Table)
    assert (table.caption, table.style) == ('Antal fall efter tema och region', 'matrix')
    assert table.head[1] == (Link(text='Alfa', docname='docs/regions/alfa'),)
    assert table.rows[0][0] == (Link(text='Vatten', docname='docs/themes/vatten'),)
    assert table.rows[0][1] == (Link(text='2', docname='docs/sida', anchor='case-theme-vatten'),)
    # each record once in a row, with the columns in which it counts
    assert [row.meta for block in view if isinstance(block, Rows) for row in block.rows] == [
        ('Alfa, Örsa',), ('Alfa',), ('Örsa',), ('Alfa',),
    ]  # fmt: skip
    assert all(row.text == '' for block in view if isinstance(block, Rows) for row in block.rows)


def test_a_count_leads_to_the_choices_where_there_are_such(small: Callable[[], Site]) -> None:
    site = replace(small(), finders={'case': 'docs/alla'}, form='bidra/form')
    view = matrix(site, 'theme', 'region', stage='finished')
    table, fold = view
    assert isinstance(table, Table)
    assert isinstance(fold, Fold)
    whole = matrix(small(), 'theme', 'region', stage='finished')
    assert fold.blocks == whole[1:]
    # what the table is limited to is chosen too; other outputs lead to the list of the row
    cell = table.rows[0][1][0]
    assert isinstance(cell, Choices)
    assert (cell.text, cell.docname) == ('1', 'docs/alla')
    assert parse_qsl(cell.query) == [('theme', 'vatten'), ('region', 'alfa'), ('stage', 'finished')]
    assert cell.instead == Link(text='1', docname='docs/sida', anchor='case-theme-vatten')
    # no list holds the choices that make these counts
    for options in ({'filter': 'theme = vatten'}, {'s3_link': 'namns'}):
        assert not [block for block in matrix(site, 'theme', 'region', **options) if isinstance(block, Fold)]
    assert not [block for block in matrix(site, 'theme', 'helix', all='yes') if isinstance(block, Fold)]


def test_what_is_missing_leads_to_the_form_with_its_fields(small: Callable[[], Site]) -> None:
    site = replace(small(), form='bidra/form')
    for columns, wanted in (('stage', 'stage'), ('obstacle', 'obstacles.obstacle')):
        cells = _missing(matrix(site, 'region', columns, all='yes'))
        assert {name for cell in cells for name, _ in parse_qsl(cell.query)} == {'regions', wanted}
        assert all(cell.text == 'saknas' and cell.lead for cell in cells)
    assert parse_qsl(_missing(matrix(site, 'region', 'stage'))[0].query) == [('regions', 'orsa'), ('stage', 'running')]
    # the form writes nothing but cases, says no status, and knows no filter
    for kind, rows, columns, options in (
        ('obstacle', 'process', 'level', {}),
        ('case', 'region', 'status', {}),
        ('case', 'region', 'stage', {'filter': 'theme = vatten'}),
    ):
        cells = _missing(matrix(site, rows, columns, type=kind, all='yes', **options))
        assert cells
        assert not [cell for cell in cells if cell.query or cell.lead]


def _missing(view: tuple[Block, ...]) -> list[Missing]:
    cells = (cell[0] for block in view if isinstance(block, Table) for line in block.rows for cell in line[1:])
    return [cell for cell in cells if isinstance(cell, Missing)]


def test_an_empty_cell_says_so_and_leads_nowhere(small: Callable[[], Site]) -> None:
    view = matrix(small(), 'region', 'stage')
    assert table_in(view) == [
        ['Region / Läge', 'Pågår', 'Avslutat'],  # only a national case, of no region, was stopped
        ['Alfa', '1', '1'],
        ['Örsa', 'saknas', '2'],
    ]
    assert not any(cell.query for cell in _missing(view))


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
        assert sections(view) == {'Alfa': ['tva'], 'Örsa': ['tre']}
        assert facts(view) == {'tva': ('Roller och ansvar',), 'tre': ('Färdplan, Roller och ansvar',)}


def test_nothing_to_count(small: Callable[[], Site]) -> None:
    assert outline(matrix(small(), 'region', 'helix')) == ['Handboken har inget här än, men det kan finnas ändå.']
    assert outline(matrix(small(), 'region', 'helix', all='yes')) == [
        'Handboken har inget här än, men det kan finnas ändå.'
    ]


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
            heading.anchor: ids([listed])
            for heading, listed in itertools.pairwise(view)
            if isinstance(heading, Heading)
        }
        by_row: dict[str, set[str]] = {}
        for (row, _), found in expected.items():
            by_row.setdefault(f'case-{rows}-{row}'.replace('_', '-'), set()).update(found)
        assert {anchor: set(found) for anchor, found in lists.items()} == by_row
        assert all(len(set(found)) == len(found) for found in lists.values())
        cells = [cell for block in view if isinstance(block, Table) for line in block.rows for cell in line[1:]]
        linked = sorted((cell[0].anchor, cell[0].text) for cell in cells if isinstance(cell[0], Link))
        assert linked == sorted(
            (f'case-{rows}-{row}'.replace('_', '-'), str(len(found))) for (row, _), found in expected.items()
        )
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
        'method-process-fardplan',
        'method-process-roller-ansvar',
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
