"""``records``, ``catalogue`` and counts: which records a list holds, in what order and groups, and how it looks."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.views import ViewError, ViewKey, count, printed, show
from s3ext.core.views.base import value_of
from s3ext.core.views.blocks import Heading, Link, Para, Row, Rows, Table
from s3ext.core.views.listing import check
from s3ext.core.views.table_file import words_of
from tests.kinds import KINDS, VIEWS
from tests.unit.conftest import SUMMARY
from tests.unit.reading import facts, id_in, ids, outline, sections, table_in
from tests.unit.views.conftest import met, priority

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from s3ext.core.views import Site
    from s3ext.core.views.blocks import Block

Headers = dict[str, dict[str, Any]]


def records(site: Site, **options: str) -> tuple[Block, ...]:
    check(options, KINDS)
    return show(ViewKey.make('records', options), site)


def refused(**options: str) -> ViewError:
    with pytest.raises(ViewError) as raised:
        check(options, KINDS)
    return raised.value


def test_a_plain_list_in_swedish_order(small: Callable[[], Site]) -> None:
    view = records(small())
    assert outline(view) == ['4 fall', ['fyra', 'ett', 'tre', 'tva']]
    assert view[0] == Para(parts=('4 fall',), style='count')
    assert isinstance(view[1], Rows)
    assert view[1].style == 'list'
    assert view[1].rows[1] == Row(
        title=Link(text='Ett fall', docname='cases/alfa/ett'), meta=('Alfa, Örsa', 'mars 2019 – 2021'), text=SUMMARY
    )


#: filters, and what they mean for the header of a case
FILTERS: list[tuple[str, Callable[[dict[str, Any]], bool]]] = [
    ('theme = vatten', lambda h: 'vatten' in h.get('themes', [])),
    ('theme != vatten', lambda h: 'vatten' not in h.get('themes', [])),
    ('not theme', lambda h: not h.get('themes')),
    ('region in [orsa, angby]', lambda h: 'orsa' in h.get('regions', [])),
    ('region = alfa and region = orsa', lambda h: {'alfa', 'orsa'} <= set(h.get('regions', []))),
    ('stage in [running, stopped]', lambda h: h.get('stage') in ('running', 'stopped')),
    ('not stage = running and theme', lambda h: h.get('stage') != 'running' and bool(h.get('themes'))),
    ('theme = varme and (region = orsa or stage = running)', lambda h: 'varme' in h.get('themes', [])),
    ('pilot or process = roller-ansvar', lambda h: 'pilots' in h or 'roller-ansvar' in h.get('process', [])),
    ('from >= 2020', lambda h: h['period'].get('from', '')[:4] >= '2020'),
    ('from < 2020', lambda h: '' < h['period'].get('from', '')[:4] < '2020'),
    ('not from', lambda h: 'from' not in h['period']),
    ('to <= 2021 and to > 2020', lambda h: '2020' < h['period'].get('to', '')[:4] <= '2021'),
    ('evidence = independent', lambda h: any(r['evidence'] == 'independent' for r in h.get('results', []))),
    ('obstacle = mandat and handled = partly', lambda h: bool(h.get('obstacles'))),
    ('handled = yes', lambda h: False),
    ('reviewed_on > 2026-01-15', lambda h: h.get('reviewed_on', '2026-01-01') > '2026-01-15'),
    ('added_on', lambda h: 'added_on' in h),
    ('s3_link = namns or helix', lambda h: True),
]


@pytest.mark.parametrize(('text', 'meant'), FILTERS, ids=[text for text, _ in FILTERS])
def test_filters(
    text: str, meant: Callable[[dict[str, Any]], bool], headers: Headers, small: Callable[[], Site]
) -> None:
    expected = {docname.split('/')[-1] for docname, h in headers.items() if docname[:5] == 'cases' and meant(h)}
    assert set(ids(records(small(), filter=text))) == expected
    assert count({'filter': text}, small()) == len(expected)


@pytest.mark.parametrize('size', [1, 2])
def test_facets_choose_as_their_filter_does_and_all_must_hold(size: int, small: Callable[[], Site]) -> None:
    pairs = [
        ('region', 'alfa'),
        ('theme', 'varme'),
        ('process', 'fardplan'),
        ('pilot', 'prov'),
        ('stage', 'running'),
        ('evidence', 'stated'),
        ('obstacle', 'mandat'),
        ('theme', 'finns-inte'),
    ]
    site = small()
    for chosen in itertools.combinations(pairs, size):
        if len(dict(chosen)) == size:
            text = ' and '.join(f'{name} = {value}' for name, value in chosen)
            assert ids(records(site, **dict(chosen))) == ids(records(site, filter=text))
    assert ids(records(site, theme='varme', filter='region = orsa')) == ['tre']


def test_nothing_found(small: Callable[[], Site]) -> None:
    none = (Para(parts=('Handboken har inget här än, men det kan finnas ändå.',), style='none'),)
    for more in ({}, {'group': 'region'}, {'style': 'table'}, {'sort': 'from', 'limit': '1'}):
        assert records(small(), theme='sol', **more) == none


def test_nothing_found_because_nobody_knows(headers: Headers, small: Callable[[], Site]) -> None:
    """What some records do not say: there may be one among them."""
    headers['docs/regions/alfa']['priorities'] = [priority('vatten')]
    unknown = ['Vi känner inte till något här. För 2 regioner framgår det inte.']
    for chosen in ({'theme': 'sol'}, {'filter': 'theme = sol'}, {'filter': 'theme = sol', 'group': 'theme'}):
        assert outline(records(small(), type='region', **chosen)) == unknown
        assert outline(show(ViewKey.make('catalogue', {'type': 'region', 'filter': 'theme = sol'}), small())) == unknown
    for name in ('orsa', 'angby'):
        headers[f'docs/regions/{name}']['priorities'] = [priority('varme')]
    none = ['Handboken har inget här än, men det kan finnas ändå.']
    assert outline(records(small(), type='region', theme='sol')) == none
    # no case has to be part of a pilot
    assert outline(records(small(), pilot='sol')) == none


def test_groups_with_anchors(small: Callable[[], Site]) -> None:
    view = records(small(), group='region')
    assert outline(view) == ['4 fall', '# Alfa', ['ett', 'tva'], '# Örsa', ['tre'], '# Övriga', ['fyra']]
    assert [block.anchor for block in view if isinstance(block, Heading)] == [
        'case-region-alfa',
        'case-region-orsa',
        'case-region--',
    ]


def test_groups_of_terms_stand_in_the_order_of_their_list(headers: Headers, small: Callable[[], Site]) -> None:
    assert list(sections(records(small(), group='stage'))) == ['Pågår', 'Avslutat', 'Avbrutet']
    # the case with both kinds of evidence stands under the strongest
    assert sections(records(small(), group='evidence')) == {
        'Oberoende utvärderat': ['ett'],
        'Övriga': ['fyra', 'tre', 'tva'],
    }
    assert sections(records(small(), group='process')) == {
        'Färdplan': ['ett', 'tre'],
        'Roller och ansvar': ['tva'],
        'Övriga': ['fyra'],
    }
    [first, *_] = [block for block in records(small(), group='s3_link') if isinstance(block, Heading)]
    assert first.anchor == 'case-s3-link-namns'


def test_groups_of_records_stand_by_title_and_an_id_without_page_stands_for_itself(
    headers: Headers, small: Callable[[], Site]
) -> None:
    headers['cases/orsa/tre']['themes'] = ['varme', 'aska', 'okand']
    assert sections(records(small(), group='theme')) == {
        'Vatten': ['ett', 'tva'],
        'Värme': ['tre'],
        'Övriga': ['fyra'],
    }
    headers['cases/orsa/tre']['themes'] = ['okand', 'aska']
    assert sections(records(small(), group='theme')) == {
        'okand': ['tre'],
        'Vatten': ['ett', 'tva'],
        'Övriga': ['fyra'],
    }


def test_a_record_stands_once_and_names_the_other_groups_that_its_filter_gives(small: Callable[[], Site]) -> None:
    site = small()
    for field in ('region', 'theme', 'process', 'stage', 'pilot', 'evidence', 'obstacle', 'handled', 'helix'):
        view = records(site, group=field)
        listed = [row for block in view if isinstance(block, Rows) for row in block.rows]
        assert sorted(row.title.docname for row in listed) == sorted({row.title.docname for row in listed})
        assert {id_in(row.title) for row in listed} == set(ids(records(site)))
        for value, label in labels_of(field, site):
            chosen = set(ids(records(site, filter=f'{field} = {value}' if value else f'not {field}')))
            under = set(sections(view).get(label, ()))
            assert under <= chosen, (field, value)
            named = {id_in(row.title) for row in listed if label in ' '.join(map(words_of, row.meta))}
            assert chosen - under <= named, (field, value)


def labels_of(field: str, site: Site) -> Iterator[tuple[str, str]]:
    """The values of *field* that a case of the small site has, each with its words, and that of none."""
    known = KINDS.fields['case'][field]
    for item in site.catalog.of_type('case'):
        for value in known.values(item.record):
            yield value, value_of(known, value, site).label
    yield '', 'Övriga'


def test_the_other_groups_stand_after_the_facts_unless_these_name_them(small: Callable[[], Site]) -> None:
    lines = dict(facts(records(small(), group='process')))
    assert lines['tre'][-1] == 'även Roller och ansvar'
    # its line says both regions already
    assert not any('även' in fact for fact in dict(facts(records(small(), group='region')))['ett'])
    [ett, _] = [block.rows[0] for block in records(small(), group='evidence', style='plain') if isinstance(block, Rows)]
    assert ett.meta == ('även Uppgivet',)


@pytest.mark.parametrize(
    ('sort', 'order'),
    [
        ('', ['fyra', 'ett', 'tre', 'tva']),
        ('title', ['fyra', 'ett', 'tre', 'tva']),
        ('title desc', ['tva', 'tre', 'ett', 'fyra']),
        ('from', ['ett', 'fyra', 'tva', 'tre']),  # what has no beginning stands last
        ('from asc', ['ett', 'fyra', 'tva', 'tre']),
        ('from desc', ['fyra', 'tva', 'ett', 'tre']),  # whatever the direction
        ('from, title desc', ['ett', 'tva', 'fyra', 'tre']),
        ('from desc, title desc', ['tva', 'fyra', 'ett', 'tre']),
        (' from  desc ,title  desc ,', ['tva', 'fyra', 'ett', 'tre']),
        ('to desc', ['tre', 'ett', 'fyra', 'tva']),
        ('stage, from desc, title', ['tva', 'ett', 'tre', 'fyra']),  # terms as in their list
        ('evidence, theme, title', ['ett', 'tva', 'tre', 'fyra']),
        ('region desc, title', ['tre', 'ett', 'tva', 'fyra']),  # the first region, by its title
        ('reviewed_on, title desc', ['tre', 'tva', 'fyra', 'ett']),
        ('added_on desc, reviewed_on desc, title', ['ett', 'fyra', 'tva', 'tre']),
    ],
)
def test_sorting_by_several_fields(sort: str, order: list[str], small: Callable[[], Site]) -> None:
    assert ids(records(small(), sort=sort)) == order


def test_sorting_holds_within_groups(small: Callable[[], Site]) -> None:
    assert sections(records(small(), group='theme', sort='title desc')) == {
        'Vatten': ['tva', 'ett'],
        'Värme': ['tre'],
        'Övriga': ['fyra'],
    }


def test_numbers_sort_and_compare_by_value(build: Callable[..., Site]) -> None:
    minutes = {'a': 1000, 'b': 45, 'c': 120, 'd': 90}
    site = build(
        {
            f'docs/workshops/{name}': {
                'duration': str(number),
                'agenda': [{'part': 'Allt', 'minutes': str(number), 'mode': 'break'}],
            }
            for name, number in minutes.items()
        }
    )
    assert ids(records(site, type='workshop', sort='minutes')) == sorted(minutes, key=lambda name: minutes[name])
    assert ids(records(site, type='workshop', sort='minutes desc')) == ['a', 'c', 'd', 'b']
    for limit in (45, 90, 100, 999, 1000):
        expected = {name for name, number in minutes.items() if number > limit}
        assert set(ids(records(site, type='workshop', filter=f'minutes > {limit}'))) == expected
        assert set(ids(records(site, type='workshop', filter=f'not minutes > {limit}'))) == set(minutes) - expected


@pytest.mark.parametrize('limit', [1, 2, 3, 4, 5, 999])
def test_a_limit_cuts_the_list_and_each_group_but_not_the_number(limit: int, small: Callable[[], Site]) -> None:
    view = records(small(), limit=str(limit), sort='title desc')
    assert outline(view) == ['4 fall', ['tva', 'tre', 'ett', 'fyra'][:limit]]
    grouped = records(small(), limit=str(limit), group='region')
    assert outline(grouped)[0] == '4 fall'
    assert sections(grouped) == {
        'Alfa': ['ett', 'tva'][:limit],
        'Örsa': ['tre'],
        'Övriga': ['fyra'][:limit],
    }


def test_styles(small: Callable[[], Site]) -> None:
    listed = records(small(), style='list')
    assert listed == records(small())
    for style in ('cards', 'plain'):
        view = records(small(), style=style)
        [rows] = [block for block in view if isinstance(block, Rows)]
        assert rows.style == style
        assert outline(view) == outline(listed)
    [plain] = [block for block in records(small(), style='plain') if isinstance(block, Rows)]
    assert all((row.meta, row.text) == ((), '') for row in plain.rows)
    assert facts(records(small(), style='cards')) == facts(listed)
    table = records(small(), style='table', filter='theme = vatten')
    assert table_in(table) == [
        ['Sida', 'Fakta', 'Sammanfattning'],
        ['Ett fall', 'Alfa, Örsa · mars 2019 – 2021', SUMMARY],
        ['Ännu ett fall', 'Alfa · från 2020', SUMMARY],
    ]
    assert isinstance(table[1], Table)
    assert table[1].rows[0][0] == (Link(text='Ett fall', docname='cases/alfa/ett'),)


def test_the_catalogue_is_every_case(small: Callable[[], Site]) -> None:
    view = show(ViewKey.make('catalogue', {}), small())
    [rows] = view
    assert isinstance(rows, Rows)
    assert (rows.style, ids(view)) == ('catalogue', ids(records(small())))
    assert rows.finder is not None
    assert [rows.finder.count] == outline(records(small()))[:1]
    assert len(rows.finder.found) == len(rows.rows)


def test_a_catalogue_takes_any_kind_and_an_order(headers: Headers, small: Callable[[], Site]) -> None:
    headers['docs/workshops/lang'] = {'duration': 60, 'agenda': [{'part': 'x', 'minutes': 60, 'mode': 'plenary'}]}
    site = small()
    for kind in KINDS.listed:
        view = show(ViewKey.make('catalogue', {'type': kind}), site)
        assert ids(view) == ids(records(site, type=kind))
    chosen = show(ViewKey.make('catalogue', {'filter': 'theme = vatten', 'sort': 'title desc'}), site)
    assert ids(chosen) == ids(records(site, filter='theme = vatten', sort='title desc'))
    assert outline(show(ViewKey.make('catalogue', {'filter': 'theme = tomt'}), site)) == outline(
        records(site, filter='theme = tomt')
    )


def test_a_row_of_the_catalogue_tells_cases_apart(headers: Headers, small: Callable[[], Site]) -> None:
    """Its themes and obstacles with their names, how its best result is known as a mark; what it lacks is left out."""
    headers['cases/alfa/ett'] |= {
        'obstacles': [met('mandat', 'yes')],
        'results': [
            {'claim': 'Något hände.', 'evidence': evidence, 'source': ['rapport']}
            for evidence in ('stated', 'independent', 'expected')
        ],
    }
    [rows] = show(ViewKey.make('catalogue', {}), small())
    assert isinstance(rows, Rows)
    told = {row.title.docname: row.named for row in rows.rows}
    assert told['cases/alfa/ett'] == (('Tema', 'Vatten'), ('Hinder', 'Oklart mandat'))
    marks = {row.title.docname: [(mark.text, mark.step) for mark in row.marks] for row in rows.rows}
    assert marks['cases/alfa/ett'] == [('Oberoende utvärderat', 4)]
    assert marks['cases/nationellt/fyra'] == []
    assert told['cases/alfa/tva'] == (('Tema', 'Vatten, Värme'), ('Hinder', 'Oklart mandat'))
    assert all(values for facts in told.values() for _, values in facts)


def test_short_facts(headers: Headers, small: Callable[[], Site]) -> None:
    site = small()
    assert facts(records(site)) == {
        'ett': ('Alfa, Örsa', 'mars 2019 – 2021'),
        'tva': ('Alfa', 'från 2020'),
        'tre': ('Örsa', 'till 2022'),
        'fyra': ('Hela landet', '2020'),
    }
    expected = {
        'pilot': {'prov': ('Nationell pilot eller satsning', 'från mars 2021', '2 regioner')},
        'region': {
            'alfa': ('1 pilot eller partnerskap', '2 fall'),
            'orsa': ('1 pilot eller partnerskap', '2 fall'),
            'angby': ('0 fall',),
        },
        'theme': {
            'vatten': ('1 region', '1 pilot eller partnerskap', '2 fall'),
            'varme': ('2 fall',),
            'aska': ('0 fall',),
        },
        'chapter': {'plan': ('2 fall',)},
        'obstacle': {'mandat': ('Regionalt, EU', '1 fall')},
        'workshop': {'dag': ('1 timme 30 minuter', '8–20 personer')},
        'method': {'mata': ('Färdplan, Roller och ansvar',)},
    }
    for kind, found in expected.items():
        assert facts(records(site, type=kind)) == found
    headers['docs/pilots/prov']['regions'] = []
    headers['docs/handbook/plan'] = {'order': '0'}
    assert facts(records(small(), type='pilot'))['prov'] == ('Nationell pilot eller satsning', 'från mars 2021')
    assert facts(records(small(), type='chapter'))['plan'] == ()


def test_a_region_counts_as_having_a_theme_only_if_it_did_not_deselect_it(
    headers: Headers, small: Callable[[], Site]
) -> None:
    headers['docs/regions/alfa']['priorities'][0] |= {
        'kind': 'deselected',
        'reason': 'Dyrt.',
        'instead': 'Vi valde värmen.',
    }
    assert facts(records(small(), type='theme'))['vatten'] == ('1 pilot eller partnerskap', '2 fall')


def test_counts(small: Callable[[], Site]) -> None:
    site = small()
    for kind, number in {'case': 4, 'region': 3, 'theme': 3, 'pilot': 1, 'workshop': 1, 'chapter': 1}.items():
        assert count({'type': kind}, site) == number
        assert printed(ViewKey.make('count', {'type': kind}), site) == number
    assert printed(ViewKey.make('count', {'theme': 'varme', 'stage': 'running'}), site) == 1
    assert count({}, site) == 4


@pytest.mark.parametrize(
    ('options', 'cause', 'value'),
    [
        ({'type': 'glossary'}, 'view_option', 'glossary'),
        ({'type': 'page'}, 'view_option', 'page'),
        ({'type': 'Fall'}, 'view_option', 'Fall'),
        ({'group': 'colour'}, 'view_option', 'colour'),
        ({'group': 'from'}, 'view_option', 'from'),  # a date is no group
        ({'type': 'region', 'group': 'pilot'}, 'view_option', 'pilot'),
        ({'sort': 'colour'}, 'view_option', 'colour'),
        ({'sort': 'from, colour desc'}, 'view_option', 'colour'),
        ({'sort': 'from down'}, 'view_option', 'down'),
        ({'sort': 'from desc asc'}, 'view_option', 'desc asc'),
        ({'type': 'region', 'sort': 'from'}, 'view_option', 'from'),
        ({'limit': '0'}, 'view_number', '0'),
        ({'limit': '00'}, 'view_number', '00'),
        ({'limit': '-1'}, 'view_number', '-1'),
        ({'limit': 'fem'}, 'view_number', 'fem'),
        ({'limit': '2.5'}, 'view_number', '2.5'),
        ({'limit': '²'}, 'view_number', '²'),
        ({'limit': '9' * 5000}, 'view_number', '9' * 5000),
        ({'style': 'catalogue'}, 'view_option', 'catalogue'),
        ({'style': 'karta'}, 'view_option', 'karta'),
    ],
)
def test_options_that_a_list_cannot_have(options: dict[str, str], cause: str, value: str) -> None:
    error = refused(**options)
    assert (error.cause, error.details['value']) == (cause, value)
    if cause == 'view_option':
        assert value not in error.details['allowed'].split(', ')
        assert error.details['allowed']


@pytest.mark.parametrize('view', ['related', 'peers'])
def test_limits_are_checked_wherever_there_is_one(view: str) -> None:
    check = VIEWS[view].check
    assert check is not None
    check({'limit': '3'})
    check({})
    with pytest.raises(ViewError):
        check({'limit': 'tre'})


def test_a_filter_that_cannot_be_read_says_where(small: Callable[[], Site]) -> None:
    with pytest.raises(ViewError) as raised:
        show(ViewKey.make('records', {'filter': 'theme = a or colour'}), small())
    assert raised.value.cause == 'query_field'
    assert (raised.value.details['column'], raised.value.details['value']) == ('14', 'colour')
    assert 'theme' in raised.value.details['allowed'].split(', ')
