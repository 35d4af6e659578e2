"""Registers: questions, what was deselected, the time line, what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.drawing.shapes import Box, Drawing
from s3ext.core.views import ViewKey, show
from s3ext.core.views.blocks import Back, Heading, Items, Jumps, Link, Table
from tests.unit.reading import facts, id_in, ids, outline, reasons, rows_in, words
from tests.unit.views.conftest import priority

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.views import Site
    from s3ext.core.views.blocks import Block

Headers = dict[str, dict[str, Any]]


def view(kind: str, site: Site, **options: str) -> tuple[Block, ...]:
    return show(ViewKey.make(kind, options), site)


def test_questions_by_part_of_the_process_in_swedish_order(headers: Headers, small: Callable[[], Site]) -> None:
    headers['cases/alfa/ett']['questions'] = ['Åt vem?', 'Vem betalar?']
    headers['cases/alfa/tva']['questions'] = ['Öppna data?', 'vem betalar?', 'Hur 10?']
    headers['cases/orsa/tre']['questions'] = ['Ägs det?', 'Vem betalar?', 'Hur 9?']
    view_ = view('questions', small())
    assert outline(view_) == [
        '# Färdplan',
        ['Hur 9? Zonen', 'Vem betalar? Ett fall, Zonen', 'Åt vem? Ett fall', 'Ägs det? Zonen'],
        '# Roller och ansvar',
        ['Hur 10? Ännu ett fall', 'vem betalar? Ännu ett fall', 'Öppna data? Ännu ett fall'],
    ]
    items = view_[1]
    assert isinstance(items, Items)
    assert items.items[1] == (
        'Vem betalar? ',
        Link(text='Ett fall', docname='cases/alfa/ett'),
        ', ',
        Link(text='Zonen', docname='cases/orsa/tre'),
    )
    # a question stands once, under the first part that is known; those of no part come last
    headers['cases/nationellt/fyra']['questions'] = ['Vem betalar?', 'Varför?']
    [*_, heading, rest] = outline(view('questions', small()))
    assert (heading, rest) == ('# Övriga', ['Varför? Brett fall'])
    assert outline(view('questions', small(), filter='region = orsa and stage = finished')) == [
        '# Färdplan',
        ['Hur 9? Zonen', 'Vem betalar? Ett fall, Zonen', 'Åt vem? Ett fall', 'Ägs det? Zonen'],
    ]


def test_pages_of_other_kinds_answer_questions_too(headers: Headers, small: Callable[[], Site]) -> None:
    headers['cases/alfa/ett']['questions'] = ['Åt vem?']
    headers['docs/workshops/dag']['questions'] = ['Åt vem?', 'Hur länge?']
    headers['docs/themes/varme']['questions'] = ['Åt vem?', 'Vad är varmt?']
    assert outline(view('questions', small())) == [
        '# Färdplan',
        ['Hur länge? En dag', 'Åt vem? Ett fall, Värme, En dag'],
        '# Övriga',
        ['Vad är varmt? Värme'],
    ]
    # a filter is one of cases
    assert outline(view('questions', small(), filter='region = alfa')) == ['# Färdplan', ['Åt vem? Ett fall']]


def test_many_questions_have_links_to_their_parts(headers: Headers, small: Callable[[], Site]) -> None:
    headers['cases/alfa/ett']['questions'] = [f'Varför {number}?' for number in range(5)]
    assert not [block for block in view('questions', small()) if isinstance(block, Jumps | Back)]
    for number in range(8):
        headers[f'cases/alfa/till-{number}'] = {
            'regions': ['alfa'],
            'process': ['roller-ansvar'],
            'questions': [f'Hur {number}{letter}?' for letter in 'abcde'],
        }
    jumps, *others = view('questions', small())
    headings = [block for block in others if isinstance(block, Heading)]
    assert isinstance(jumps, Jumps)
    assert jumps.parts == tuple((block.text, block.anchor) for block in headings)
    assert [name for name, _ in jumps.parts] == ['Färdplan', 'Roller och ansvar']
    backs = [block for block in others if isinstance(block, Back)]
    assert [back.anchor for back in backs] == [jumps.anchor] * 2
    assert others[-1] == backs[-1]


def test_no_questions(small: Callable[[], Site]) -> None:
    assert outline(view('questions', small())) == ['Handboken har inget här än, men det kan finnas ändå.']


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
    assert outline(view('timeline', dated, region='ingen')) == ['Handboken har inget här än, men det kan finnas ändå.']
    assert shown(region='orsa') == ([], ['orsa'])
    assert 'ar' not in shown(filter='from > 2021')[0]
    # a strategy belongs to the themes of its region's priorities
    assert shown(theme='varme') == (['alfa'], [])
    assert shown(theme='vatten') == (['sen'], [])
