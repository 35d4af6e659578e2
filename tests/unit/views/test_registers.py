"""Registers: questions, what was deselected, the time line, what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.drawing.shapes import Box, Drawing
from s3ext.core.views import ViewKey, show
from s3ext.core.views.blocks import Items, Link, Table
from tests.unit.conftest import SUMMARY
from tests.unit.reading import facts, id_in, ids, outline, reasons, rows_in, sections, words
from tests.unit.views.conftest import priority

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.views import Site
    from s3ext.core.views.blocks import Block

Headers = dict[str, dict[str, Any]]


def view(kind: str, site: Site, **options: str) -> tuple[Block, ...]:
    return show(ViewKey.make(kind, options), site)


def test_questions_in_swedish_order_with_their_answers(headers: Headers, small: Callable[[], Site]) -> None:
    headers['cases/alfa/ett']['questions'] = ['Åt vem?', 'Vem betalar?']
    headers['cases/alfa/tva']['questions'] = ['Öppna data?', 'vem betalar?', 'Hur 10?']
    headers['cases/orsa/tre']['questions'] = ['Ägs det?', 'Vem betalar?', 'Hur 9?']
    view_ = view('questions', small())
    assert outline(view_) == [
        [
            'Hur 9? Zonen',
            'Hur 10? Ännu ett fall',
            'Vem betalar? Ett fall, Zonen',
            'vem betalar? Ännu ett fall',
            'Åt vem? Ett fall',
            'Ägs det? Zonen',
            'Öppna data? Ännu ett fall',
        ]
    ]
    [items] = view_
    assert isinstance(items, Items)
    assert items.items[2] == (
        'Vem betalar? ',
        Link(text='Ett fall', docname='cases/alfa/ett'),
        ', ',
        Link(text='Zonen', docname='cases/orsa/tre'),
    )
    assert outline(view('questions', small(), filter='region = orsa and stage = finished')) == [
        ['Hur 9? Zonen', 'Vem betalar? Ett fall, Zonen', 'Åt vem? Ett fall', 'Ägs det? Zonen']
    ]


def test_no_questions(small: Callable[[], Site]) -> None:
    assert outline(view('questions', small())) == ['Ännu finns inget i handboken.']


def test_what_was_deselected_and_what_came_instead(headers: Headers, small: Callable[[], Site]) -> None:
    headers['docs/regions/orsa']['priorities'] = [
        priority('vatten'),
        priority(
            'varme', kind='deselected', label='Gruvor', reason='Malmen tog slut.', instead='Regionen valde skogen.'
        ),
        priority(kind='deselected', label='Flyg', reason='Framgår inte av källan.', instead='Regionen valde tåg.'),
    ]
    headers['docs/regions/alfa']['priorities'] = [
        priority('vatten', kind='emerging'),
        priority(kind='deselected', label='Varv', reason='Varvet lades ner.', instead='Regionen valde vind.'),
    ]
    found = view('deselected', small())
    assert outline(found) == [
        '# Områden som en region har valt bort',
        ['alfa', 'orsa', 'orsa'],
        '# Arbete som avbröts',
        ['fyra'],
    ]
    assert [(row.title.text, row.meta, row.text) for row in rows_in(found)] == [
        ('Alfa', ('Varv',), 'Skäl: Varvet lades ner. I stället: Regionen valde vind.'),
        ('Örsa', ('Gruvor',), 'Skäl: Malmen tog slut. I stället: Regionen valde skogen.'),
        ('Örsa', ('Flyg',), 'Skäl: Framgår inte av källan. I stället: Regionen valde tåg.'),
        (
            'Brett fall',
            ('Hela landet', '2020'),
            'Skäl: Pengarna tog slut. I stället: En annan satsning kom.',
        ),
    ]


def test_nothing_was_deselected(headers: Headers, small: Callable[[], Site]) -> None:
    headers['cases/nationellt/fyra']['stage'] = 'finished'
    assert outline(view('deselected', small())) == [
        '# Områden som en region har valt bort',
        'Vi har inte hittat något område som en region säger att den har valt bort.',
        '# Arbete som avbröts',
        'Inget fall i handboken har avbrutits, såvitt källorna säger.',
    ]


def test_areas_that_are_gone_by_our_comparison(headers: Headers, small: Callable[[], Site]) -> None:
    assert outline(view('former', small()))[0].startswith('Vi har inte sett')
    headers['docs/regions/orsa']['former'] = [
        {'label': 'Gruvor', 'source': ['rapport'], 'last': 'planen från 2012', 'note': 'Jämfört med den från 2020.'},
        {'label': 'Flyg', 'source': ['rapport']},
    ]
    headers['docs/regions/alfa']['former'] = [{'label': 'Varv', 'source': ['rapport']}]
    [table] = view('former', small())
    assert isinstance(table, Table)
    assert table.rows == (
        (('Varv',), (Link(text='Alfa', docname='docs/regions/alfa'),), ('–',), ('–',)),
        (
            ('Gruvor',),
            (Link(text='Örsa', docname='docs/regions/orsa'),),
            ('planen från 2012',),
            ('Jämfört med den från 2020.',),
        ),
        (('Flyg',), (Link(text='Örsa', docname='docs/regions/orsa'),), ('–',), ('–',)),
    )


def strategy(**period: str) -> dict[str, object]:
    return {'title': 'Strategin', 'source': ['rapport'], **({'period': period} if period else {})}


@pytest.fixture
def dated(build: Callable[..., Site]) -> Site:
    """Pilots and strategies with periods of all sorts."""
    periods: dict[str, dict[str, str]] = {
        'sen': {'from': '2024'},
        'mars': {'from': '2021-03', 'to': '2022'},
        'ar': {'from': '2021', 'to': '2023'},
        'slut': {'to': '2019'},
        'okand': {'note': 'Källorna säger inget.'},
        'dag': {'from': '2021-03-01', 'to': '2021-04'},
    }
    headers: Headers = {f'docs/pilots/{name}': {'period': period} for name, period in periods.items()}
    headers['docs/pilots/sen'] |= {'regions': ['alfa'], 'themes': ['vatten']}
    headers['docs/pilots/slut'] |= {'regions': ['alfa']}
    headers['docs/regions/alfa'] = {
        'strategy': strategy(**{'from': '2021', 'to': '2030'}),
        'priorities': [priority('varme')],
    }
    headers['docs/regions/orsa'] = {'strategy': strategy(to='2027')}
    headers['docs/regions/utan'] = {'strategy': strategy()}
    headers['docs/regions/ingen'] = {}
    return build(headers, {'docs/regions/alfa': 'Zeta', 'docs/pilots/okand': 'Ö', 'docs/pilots/slut': 'Å'})


def bars(found: tuple[Block, ...]) -> dict[str, tuple[str, str, float, float]]:
    """The rows of the time line: time in words, and the look, beginning and end of the bar in hundredths."""
    rows = {}
    for table in (block for block in found if isinstance(block, Table)):
        for name, time, (drawing,) in table.rows:
            assert isinstance(drawing, Drawing)
            bar = next(part for part in drawing.parts if isinstance(part, Box))
            link = next(part for part in name if isinstance(part, Link))
            rows[id_in(link)] = (words(time), bar.look, round(bar.x, 1), round(bar.x + bar.width, 1))
    return rows


def test_the_time_line_starts_with_the_oldest_and_ends_with_the_undated(dated: Site) -> None:
    found = view('timeline', dated)
    # from 2021 to 2032: the last strategy ends with 2030
    assert bars(found) == {
        'ar': ('Pilot · 2021–2023', 'bar', 0.0, 27.3),
        'alfa': ('Strategi · 2021–2030', 'bar-other', 0.0, 90.9),
        'mars': ('Pilot · mars 2021 – 2022', 'bar', 1.5, 18.2),
        'dag': ('Pilot · 1 mars 2021 – april 2021', 'bar', 1.5, 3.0),
        'sen': ('Pilot · från 2024', 'bar', 27.3, 49.2),
    }
    assert list(bars(found)) == ['ar', 'alfa', 'mars', 'dag', 'sen']
    assert ids(found) == ['slut', 'okand', 'orsa']
    assert facts(found)['okand'] == ('tid framgår inte', 'Pilot')
    assert reasons(found)['orsa'] == 'Strategin'
    [table] = [block for block in found if isinstance(block, Table)]
    assert words(table.rows[1][0]) == 'Zeta: Strategin'


def test_a_strategy_is_marked_when_its_last_day_is_past(build: Callable[..., Site]) -> None:
    headers = {
        'docs/regions/a': {'strategy': strategy(**{'from': '2020', 'to': '2026-06'})},
        'docs/regions/b': {'strategy': strategy(to='2025')},
        'docs/pilots/c': {'period': {'from': '2020', 'to': '2021'}},
    }
    june, july = (view('timeline', build(headers, {}, today=day)) for day in ('2026-06-30', '2026-07-01'))
    assert [bars(found)['a'][1] for found in (june, july)] == ['bar-other', 'bar-ended']
    assert bars(july)['a'][0] == 'Strategi · 2020 – juni 2026, tiden har gått ut'
    assert bars(july)['c'][1] == 'bar'  # a pilot that is over is no fault of anybody
    assert facts(july)['b'] == ('till 2025', 'Strategi', 'tiden har gått ut')


def test_the_time_line_of_a_region_or_a_choice(dated: Site) -> None:
    def shown(**options: str) -> tuple[list[str], list[str]]:
        found = view('timeline', dated, **options)
        return list(bars(found)), ids(found)

    assert shown(region='alfa') == (['alfa', 'sen'], ['slut'])
    assert outline(view('timeline', dated, region='ingen')) == ['Ännu finns inget i handboken.']
    assert shown(region='orsa') == ([], ['orsa'])
    assert 'ar' not in shown(filter='from > 2021')[0]
    # a strategy belongs to the themes of its region's priorities
    assert shown(theme='varme') == (['alfa'], [])
    assert shown(theme='vatten') == (['sen'], [])


def test_news_since_a_day(build: Callable[..., Site]) -> None:
    pages: dict[str, dict[str, str]] = {
        'cases/nationellt/fore': {'added_on': '2026-02-28', 'reviewed_on': '2026-02-28'},
        'cases/nationellt/samma': {'added_on': '2026-03-01', 'reviewed_on': '2026-03-05'},
        'cases/nationellt/efter': {'added_on': '2026-04-01', 'reviewed_on': '2026-04-01'},
        'docs/pilots/pilot': {'added_on': '2026-03-20', 'reviewed_on': '2026-03-20'},
        'docs/regions/region': {'reviewed_on': '2026-03-01'},
        'docs/themes/tema': {'added_on': '2025-01-01', 'reviewed_on': '2026-05-01'},
        'docs/obstacles/hinder': {'reviewed_on': '2026-02-28'},
        'docs/methods/metod': {'reviewed_on': '2026-03-02'},
        'docs/workshops/workshop': {'added_on': '2026-03-25'},
        'docs/handbook/kapitel': {'reviewed_on': '2026-03-03'},
    }
    site = build(pages)
    found = view('news', site, since='2026-03-01')
    assert outline(found) == [
        '# Nya sidor sedan 1 mars 2026',
        ['efter', 'workshop', 'pilot', 'samma'],
        '# Genomgångna sidor sedan 1 mars 2026',
        ['tema', 'kapitel', 'metod', 'region'],  # a new page is not told twice
    ]
    assert facts(found)['efter'] == ('Fall', '1 april 2026')
    assert facts(found)['tema'] == ('Tema', '1 maj 2026')
    assert reasons(found)['tema'] == SUMMARY
    for day in ('2025-01-01', '2026-03-02', '2026-04-02', '2026-12-31'):
        added = {name.rpartition('/')[2] for name, page in pages.items() if page.get('added_on', '') >= day}
        seen = {
            name.rpartition('/')[2]
            for name, page in pages.items()
            if page.get('reviewed_on', '2026-01-01') >= day > page.get('added_on', '')
        }
        lists = [set(listed) for listed in sections(view('news', site, since=day)).values()]
        assert lists == [listed for listed in (added, seen) if listed]
    assert outline(view('news', site, since='2027-01-01'))[1] == 'Inget sedan dess.'


def test_news_of_the_same_day_stand_by_kind_and_title(build: Callable[..., Site]) -> None:
    day = {'added_on': '2026-04-01'}
    names = ['docs/pilots/c', 'cases/nationellt/b', 'cases/nationellt/a', 'docs/themes/d']
    site = build(dict.fromkeys(names, day), {'cases/nationellt/a': 'Öar', 'cases/nationellt/b': 'Alar'})
    assert ids(view('news', site, since='2026-04-01')) == ['b', 'a', 'c', 'd']
