"""Related cases, links from other pages, tools, obstacles and how they were handled."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.views import ViewKey, show
from s3ext.core.views.blocks import Heading, Para
from tests.unit.reading import facts, ids, outline, reasons, sections
from tests.unit.views.conftest import TITLES, met

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.views import Site
    from s3ext.core.views.blocks import Block

Headers = dict[str, dict[str, Any]]
TOO_LITTLE = (
    'Vi vet för lite om fallet för att säga vilka andra som liknar det. '
    'Varken tema, hinder eller pilot står i handboken.'
)


def view(kind: str, site: Site, record_id: str, **options: str) -> tuple[Block, ...]:
    return show(ViewKey.make(kind, {'id': record_id, **options}), site)


# --- related


def test_related_cases_with_reasons(build: Callable[..., Site]) -> None:
    site = build(
        {
            'docs/themes/vatten': {},
            'docs/themes/varme': {},
            'docs/pilots/prov': {},
            'docs/obstacles/mandat': {},
            'cases/nationellt/ett': {
                'themes': ['vatten', 'varme'],
                'pilots': ['prov'],
                'process': ['fardplan', 'roller-ansvar'],
                'obstacles': [met('mandat', 'yes')],
            },
            'cases/nationellt/hinder': {'obstacles': [met('mandat', 'no')]},  # 4
            'cases/nationellt/allt': {  # 4 + 3 + 2 + 1
                'themes': ['varme'],
                'pilots': ['prov'],
                'process': ['roller-ansvar'],
                'obstacles': [met('mandat', 'no')],
            },
            'cases/nationellt/pilot': {'pilots': ['prov']},  # 3
            'cases/nationellt/teman': {'themes': ['varme', 'vatten']},  # 2 + 2
            'cases/nationellt/tema': {'themes': ['vatten']},  # 2: too little
            'cases/nationellt/processer': {'process': ['fardplan', 'roller-ansvar']},  # 2: too little
            'cases/nationellt/ingen': {},
        },
        TITLES | {'cases/nationellt/hinder': 'Ä', 'cases/nationellt/teman': 'Å'},
    )
    found = view('related', site, 'ett')
    assert ids(found) == ['allt', 'teman', 'hinder', 'pilot']  # å stands before ä
    assert reasons(found) == {
        'allt': 'Samma hinder: Oklart mandat. Samma pilot: Provpiloten. Samma tema: Värme. '
        'Samma del av processen: Roller och ansvar.',
        'teman': 'Samma tema: Vatten, Värme.',
        'hinder': 'Samma hinder: Oklart mandat.',
        'pilot': 'Samma pilot: Provpiloten.',
    }
    assert facts(found)['pilot'] == ('Hela landet', '2020–2022')
    assert ids(view('related', site, 'ett', limit='2')) == ['allt', 'teman']
    # likeness goes both ways
    for other in ids(found):
        assert 'ett' in ids(view('related', site, other))


def test_what_is_entered_by_hand_is_not_found_again(headers: Headers, small: Callable[[], Site]) -> None:
    headers['cases/alfa/ett'] |= {'themes': ['vatten', 'varme'], 'related': ['tva']}
    headers['cases/orsa/tre']['themes'] = ['vatten', 'varme']
    assert ids(view('related', small(), 'ett')) == ['tre']
    # it is named by the case, which stands among the links entered on other pages
    assert ids(view('related', small(), 'tva')) == ['tre']
    assert ids(view('backlinks', small(), 'tva')) == ['ett']


def test_nothing_related(small: Callable[[], Site]) -> None:
    assert outline(view('related', small(), 'fyra')) == [
        'Vi hittar inget annat fall som liknar det här tillräckligt mycket.'
    ]
    assert view('related', small(), 'finns-inte') == ()


def test_a_case_of_which_too_little_is_known(headers: Headers, small: Callable[[], Site]) -> None:
    del headers['cases/nationellt/fyra']['pilots']
    assert outline(view('related', small(), 'fyra')) == [TOO_LITTLE]


def test_five_at_most_unless_more_are_asked_for(build: Callable[..., Site]) -> None:
    site = build({f'cases/nationellt/c{n:02}': {'pilots': ['prov']} for n in range(12)})
    assert ids(view('related', site, 'c03')) == ['c00', 'c01', 'c02', 'c04', 'c05']
    assert len(ids(view('related', site, 'c03', limit='8'))) == 8
    assert len(ids(view('related', site, 'c03', limit='99'))) == 11


@pytest.mark.parametrize(('number', 'found'), [(200, 5), (201, 0)])
def test_what_everybody_shares_says_nothing(number: int, found: int, build: Callable[..., Site]) -> None:
    site = build({f'cases/nationellt/c{n}': {'pilots': ['prov']} for n in range(number)})
    assert len(ids(view('related', site, 'c7'))) == found


WEIGHTS = {'obstacle': 4, 'pilot': 3, 'theme': 2, 'process': 1}


@pytest.mark.parametrize('seed', range(5))
def test_ranking_is_by_what_is_shared(seed: int, build: Callable[..., Site]) -> None:
    dice = random.Random(seed)
    process = ['fardplan', 'roller-ansvar', 'transformativa-mal']
    values: dict[str, dict[str, set[str]]] = {}
    headers: Headers = {}
    for number in range(30):
        has = {
            'obstacle': set(dice.sample(['o1', 'o2', 'o3', 'o4'], dice.randint(0, 2))),
            'pilot': set(dice.sample(['p1', 'p2', 'p3'], dice.randint(0, 1))),
            'theme': set(dice.sample(['t1', 't2', 't3', 't4', 't5'], dice.randint(0, 3))),
            'process': set(dice.sample(process, dice.randint(0, 2))),
        }
        values[f'c{number:02}'] = has
        headers[f'cases/nationellt/c{number:02}'] = {
            'obstacles': [met(name, 'yes') for name in sorted(has['obstacle'])],
            'pilots': sorted(has['pilot']),
            'themes': sorted(has['theme']),
            'process': sorted(has['process']),
        }
    site = build(headers)
    for case, mine in values.items():
        score = {
            other: sum(weight * len(mine[name] & theirs[name]) for name, weight in WEIGHTS.items())
            for other, theirs in values.items()
            if other != case
        }
        expected = sorted((other for other in score if score[other] >= 3), key=lambda other: (-score[other], other))
        found = view('related', site, case, limit='100')
        assert ids(found) == expected
        for other, reason in reasons(found).items():
            shared = {value for name in ('obstacle', 'pilot', 'theme') for value in mine[name] & values[other][name]}
            assert all((value in reason) == (value in shared) for value in ('o1', 'o2', 'p1', 't1', 't2', 't5'))
            assert ('Samma del av processen' in reason) == bool(mine['process'] & values[other]['process'])


# --- backlinks


def test_links_from_other_pages(headers: Headers, small: Callable[[], Site]) -> None:
    headers['cases/alfa/tva']['adapted_from'] = ['ett']
    headers['cases/nationellt/fyra'] |= {'adapted_from': ['ett', 'tva'], 'related': ['tre']}
    headers['cases/alfa/ett']['related'] = ['tre']
    site = small()
    assert sections(view('backlinks', site, 'ett')) == {
        'Fall som bygger vidare på det här': ['fyra', 'tva'],
        'Workshoppar som använder fallet': ['dag'],
    }
    assert sections(view('backlinks', site, 'tva')) == {'Fall som bygger vidare på det här': ['fyra']}
    assert sections(view('backlinks', site, 'tre')) == {
        'Fall som hänvisar hit': ['fyra', 'ett'],
        'Metoder som fallet är exempel på': ['mata'],
    }
    assert view('backlinks', site, 'fyra') == ()
    # every link that is entered is found from its other end, and no other is
    entered = {
        (docname.rpartition('/')[2], other)
        for docname, header in headers.items()
        for name in ('adapted_from', 'related', 'cases')
        for other in header.get(name, [])
    }
    found = {(source, case) for case in ('ett', 'tva', 'tre', 'fyra') for source in ids(view('backlinks', site, case))}
    assert found == entered


# --- tools


def test_tools_that_use_the_cases_chosen(headers: Headers, small: Callable[[], Site]) -> None:
    headers['docs/workshops/kort'] = {'cases': ['tva', 'tre']}
    headers['docs/workshops/tom'] = {}

    def tools(**options: str) -> dict[str, list[str]]:
        return sections(show(ViewKey.make('tools', options), small()))

    assert tools() == {'Workshoppar': ['dag', 'kort'], 'Metoder': ['mata']}
    assert tools(obstacle='mandat') == {'Workshoppar': ['kort']}
    assert tools(theme='varme') == {'Workshoppar': ['kort'], 'Metoder': ['mata']}
    assert tools(filter='region = alfa and stage = finished') == {'Workshoppar': ['dag']}
    assert outline(show(ViewKey.make('tools', {'pilot': 'prov'}), small())) == [
        'Ingen workshop eller metod i handboken bygger ännu på de här fallen.'
    ]
    assert outline(show(ViewKey.make('tools', {'theme': 'aska'}), small())) == [
        'Här finns ännu inga fall, så ingen workshop eller metod kan bygga på dem.'
    ]


# --- handled


def test_each_obstacle_of_a_case_was_handled_in_its_own_way(headers: Headers, small: Callable[[], Site]) -> None:
    headers['docs/obstacles/pengar'] = {}
    headers['cases/alfa/ett']['obstacles'] = [met('mandat', 'no', 'Ingen bestämde.'), met('pengar', 'yes', 'En fond.')]
    headers['cases/orsa/tre']['obstacles'] = [met('pengar', 'no', 'De tog slut.'), met('mandat', 'yes', 'Ett avtal.')]
    site = small()
    mandate = view('handled', site, 'mandat')
    assert outline(mandate) == [
        ['Hanterat: 1', 'Något gjordes: 1', 'Inte hanterat: 1'],
        '# Hanterat',
        ['tre'],
        '# Något gjordes',
        ['tva'],
        '# Inte hanterat',
        ['ett'],
    ]
    assert reasons(mandate) == {'tre': 'Ett avtal.', 'tva': 'Så gjorde vi.', 'ett': 'Ingen bestämde.'}
    assert facts(mandate)['ett'] == ('Alfa, Örsa', 'mars 2019 – 2021')
    assert [block.anchor for block in mandate if isinstance(block, Heading)] == [
        'case-handled-yes',
        'case-handled-partly',
        'case-handled-no',
    ]
    money = view('handled', site, 'pengar')
    assert sections(money) == {'Hanterat': ['ett'], 'Inte hanterat': ['tre']}
    assert reasons(money) == {'ett': 'En fond.', 'tre': 'De tog slut.'}


def test_an_obstacle_that_no_case_has_met(small: Callable[[], Site]) -> None:
    words = 'Inget fall i handboken säger att det mötte hindret. Det betyder inte att ingen har mött det.'
    assert view('handled', small(), 'finns-inte') == (Para(parts=(words,), style='none'),)
