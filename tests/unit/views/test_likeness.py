"""Regions like a region, new partners, cases from regions like it, and what others have made of its cases."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.views import ViewKey, show
from s3ext.core.views.blocks import Heading, Link, Table, Web
from s3ext.handbook.likeness import alike, traits
from tests.unit.reading import id_in, ids, outline, reasons, sections, table_in, words
from tests.unit.views.conftest import TITLES, met, priority

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from s3ext.core.views import Site
    from s3ext.core.views.blocks import Block

Headers = dict[str, dict[str, Any]]
SIZES = ('under-150', '150-300', '300-500', 'over-500')
NAMES = {'alfa': 'Alfa', 'berga': 'Berga', 'ceda': 'Ceda', 'orsa': 'Örsa', 'angby': 'Ängby', 'ensam': 'Ensam'}
NO_THEMES = (
    'Vi har inte placerat regionens prioriteringar under något tema, så vi kan inte säga vilka regioner som delar dem.'
)
UNKNOWN_SIZE = 'Vi känner inte till länets folkmängd och struktur, så vi kan inte säga'


def view(kind: str, site: Site, record_id: str, **options: str) -> tuple[Block, ...]:
    return show(ViewKey.make(kind, {'id': record_id, **options}), site)


def size(band: str) -> dict[str, object]:
    return {'band': band, 'source': ['rapport']}


def lines(blocks: Iterable[Block]) -> dict[str, list[str]]:
    """The rows of the first table by the id of the record that their first cell leads to."""
    table = next(block for block in blocks if isinstance(block, Table))
    found = {}
    for first, *rest in table.rows:
        link = next(part for part in first if isinstance(part, Link))
        found[id_in(link)] = [words(cell) for cell in rest]
    return found


@pytest.fixture
def headers() -> Headers:
    """A small county and others: as small, as an island, larger, unlike, and one of which nothing is known."""
    return {
        'docs/themes/vatten': {},
        'docs/themes/varme': {},
        'docs/themes/aska': {},
        'docs/obstacles/mandat': {},
        'docs/obstacles/pengar': {},
        'docs/regions/alfa': {
            'population': size('under-150'),
            'structure': ['kust', 'o'],
            'borders': [],
            'priorities': [priority('vatten', 'varme')],
        },
        'docs/regions/berga': {
            'population': size('under-150'),
            'structure': ['inland'],
            'programme': {'area': 'vastsverige', 'source': ['rapport']},
            'borders': ['ceda'],
            'priorities': [priority('aska')],
        },
        'docs/regions/ceda': {
            'population': size('150-300'),
            'structure': ['kust'],
            'programme': {'area': 'vastsverige', 'source': ['rapport']},
            'borders': ['berga'],
            'priorities': [priority('vatten')],
        },
        'docs/regions/orsa': {
            'population': size('over-500'),
            'structure': ['storstad', 'kust'],
            'priorities': [priority('vatten', 'varme', 'aska')],
            'strategy': {'title': 'Planen', 'source': ['annans', 'egen']},
            'sources': [
                {'id': 'rapport', 'publisher': 'Region Alfa', 'title': 'Först', 'url': 'https://example.org/forst'},
                {'id': 'annans', 'publisher': 'Någon annan', 'title': 'Annat', 'url': 'https://example.org/annat'},
                {'id': 'egen', 'publisher': 'Region Alfa', 'title': 'Planen', 'url': 'https://example.org/planen'},
            ],
        },
        'docs/regions/angby': {'population': size('over-500'), 'structure': ['inland']},
        'docs/regions/ensam': {'priorities': [priority('varme')]},
        'docs/pilots/prov': {'regions': ['alfa', 'orsa']},
        'cases/alfa/eget': {'regions': ['alfa'], 'obstacles': [met('mandat', 'yes')]},
        'cases/berga/hos-b': {'regions': ['berga', 'ceda'], 'obstacles': [met('mandat', 'no'), met('pengar', 'no')]},
        'cases/ceda/hos-c': {'regions': ['ceda'], 'obstacles': [met('pengar', 'yes')]},
        'cases/ceda/vatten': {'regions': ['ceda'], 'themes': ['vatten']},
        'cases/alfa/ihop': {'regions': ['alfa', 'berga']},
        'cases/orsa/stort': {'regions': ['orsa'], 'obstacles': [met('mandat', 'partly')]},
        'cases/angby/olikt': {'regions': ['angby'], 'obstacles': [met('mandat', 'partly')]},
    }


@pytest.fixture
def regions(headers: Headers, build: Callable[..., Site]) -> Callable[[], Site]:
    titles = TITLES | {f'docs/regions/{name}': title for name, title in NAMES.items()}
    return lambda: build(headers, titles | {'docs/obstacles/pengar': 'Pengar'})


def test_regions_like_ours(regions: Callable[[], Site]) -> None:
    found = lines(view('peers', regions(), 'alfa'))
    assert found == {
        # as large; no structure in common
        'berga': ['Lika stort; samma hinder: Oklart mandat.', 'Inget gemensamt tema'],
        # the next size and the coast: as many points, and both a theme and an obstacle in common
        'ceda': ['Nästan lika stort; kust; samma tema: Vatten; samma hinder: Oklart mandat.', 'Möjlig ny partner'],
        'orsa': [
            'Kust; 2 gemensamma teman; samma hinder: Oklart mandat.',
            'Tillsammans i 1 pilot eller partnerskap',
        ],
    }
    assert list(found) == ['ceda', 'berga', 'orsa']
    near = lines(view('peers', regions(), 'berga'))
    assert list(near) == ['alfa', 'ceda', 'angby']
    assert near['ceda'][0] == ('Nästan lika stort; 2 gemensamma hinder; samma program i regionalfonden; grannlän.')
    assert list(lines(view('peers', regions(), 'alfa', limit='1'))) == ['ceda']


def test_a_region_without_priorities_has_peers_and_partners_are_unknown(regions: Callable[[], Site]) -> None:
    site = regions()
    found = lines(view('peers', site, 'angby'))
    assert found['orsa'] == ['Lika stort; samma hinder: Oklart mandat.', 'Vi vet inte om de har ett gemensamt tema']
    assert outline(view('partners', site, 'angby')) == [
        'Vi känner inte till regionens prioriteringar, så vi kan inte säga vilka regioner som delar dem.'
    ]


def test_a_county_of_which_nothing_is_known(regions: Callable[[], Site]) -> None:
    for name in ('peers', 'like-cases'):
        [words] = outline(view(name, regions(), 'ensam'))
        assert words.startswith(UNKNOWN_SIZE)
    assert list(lines(view('partners', regions(), 'ensam'))) == ['alfa', 'orsa']


def test_a_county_like_no_other(headers: Headers, regions: Callable[[], Site]) -> None:
    headers['docs/regions/ensam']['structure'] = ['flerkarnig']
    for name in ('peers', 'like-cases'):
        assert outline(view(name, regions(), 'ensam')) == [
            'Ingen annan region i handboken har samma storlek eller struktur, såvitt vi vet.'
        ]
    headers['docs/regions/ensam']['structure'] = ['enkommun', 'glest']
    headers['docs/regions/angby']['structure'] = ['glest']
    del headers['cases/angby/olikt']
    assert outline(view('like-cases', regions(), 'ensam')) == [
        'Ännu finns inga sådana fall från regioner som liknar den här.'
    ]


def test_new_partners_and_how_to_reach_them(headers: Headers, regions: Callable[[], Site]) -> None:
    headers['docs/regions/ceda']['ask'] = {
        'role': 'S3-samordnare',
        'unit': 'Region Ceda',
        'valid_until': '2026-06-15',
        'mailbox': 's3@example.org',
    }
    found = view('partners', regions(), 'alfa')
    # in a pilot with alfa is only orsa; the most alike stands first
    assert table_in(found)[1:] == [
        ['Ceda', 'Vatten', 'S3-samordnare, Region Ceda s3@example.org'],
        ['Ensam', 'Värme', 'Rapport (regionens sida)'],
    ]
    table = next(block for block in found if isinstance(block, Table))
    assert table.rows[0][2][1] == Web(text='s3@example.org', url='mailto:s3@example.org')
    assert [text for text in outline(found) if isinstance(text, str)][1:] == [
        'Där ingen kontakt är känd leder länken till en av regionens egna sidor.',
        'Här vet vi inte vad som är prioriterat, så de kan saknas ovan: Ängby.',
    ]
    # what ran out the day before is no contact
    headers['docs/regions/ceda']['ask']['valid_until'] = '2026-06-14'
    assert lines(view('partners', regions(), 'alfa'))['ceda'][1] == 'Rapport (regionens sida)'
    headers['docs/regions/ceda']['authority'] = 'Region Ceda'
    assert lines(view('partners', regions(), 'alfa'))['ceda'][1] == 'Vi vet inte hur'
    # the page that the strategy rests on comes before others of the region's own
    assert lines(view('partners', regions(), 'ceda'))['orsa'][1] == 'Planen (regionens sida)'


def test_no_partners_for_different_reasons(headers: Headers, regions: Callable[[], Site]) -> None:
    headers['docs/pilots/annan'] = {'regions': ['alfa', 'ceda', 'ensam']}
    assert outline(view('partners', regions(), 'alfa'))[0] == (
        'De regioner som vi vet har samma teman är redan med i någon pilot tillsammans med den här.'
    )
    headers['docs/regions/berga']['priorities'] = [priority('mark')]
    assert outline(view('partners', regions(), 'berga'))[0] == (
        'Ingen annan region som vi vet prioriteringarna i har samma teman.'
    )
    headers['docs/regions/berga']['priorities'] = [priority()]
    assert outline(view('partners', regions(), 'berga')) == [NO_THEMES]
    for name in ('peers', 'partners', 'like-cases', 'adaptations'):
        assert view(name, regions(), 'finns-inte') == ()


def test_cases_from_regions_like_ours(regions: Callable[[], Site]) -> None:
    found = view('like-cases', regions(), 'alfa')
    # ceda first, whose case with a theme of ours comes before the others; each once; none of our own
    assert reasons(found) == {
        'hos-b': 'Från Ceda: nästan lika stort; kust. Samma hinder: Oklart mandat.',
        'vatten': 'Från Ceda: nästan lika stort; kust. Samma tema: Vatten.',
        'hos-c': 'Från Ceda: nästan lika stort; kust.',
        'stort': 'Från Örsa: kust. Samma hinder: Oklart mandat.',
    }
    assert ids(found) == ['hos-b', 'vatten', 'hos-c', 'stort']
    assert table_in(found) == [
        ['Hinder', 'Fall, de från den mest lika regionen först'],
        ['Oklart mandat', 'hos-b (Ceda: nästan lika stort; kust), stort (Örsa: kust)'],
        ['Pengar', 'hos-b (Ceda: nästan lika stort; kust), hos-c (Ceda: nästan lika stort; kust)'],
    ]
    assert [block.anchor for block in found if isinstance(block, Heading)] == ['like-cases-obstacles']
    narrowed = view('like-cases', regions(), 'alfa', obstacle='pengar')
    assert ids(narrowed) == ['hos-b', 'hos-c']
    assert all(not isinstance(block, Table) for block in narrowed)
    assert ids(view('like-cases', regions(), 'alfa', filter='theme = vatten')) == ['vatten']
    cut = view('like-cases', regions(), 'alfa', limit='1')
    assert ids(cut) == ['hos-b', 'stort']
    assert 'Här står högst 1 fall från varje region. Resten finns på regionernas egna sidor.' in outline(cut)


@pytest.mark.parametrize('seed', range(4))
def test_likeness_is_as_described(seed: int, build: Callable[..., Site]) -> None:
    """Size and structure, then themes and obstacles, then programme and border; worked out again from the headers."""
    dice = random.Random(seed)
    headers: Headers = {f'docs/obstacles/o{n}': {} for n in range(4)}
    near = {tuple(sorted(dice.sample(range(14), 2))) for _ in range(12)}
    for n in range(14):
        region: dict[str, Any] = {'borders': [f'r{sum(pair) - n:02}' for pair in near if n in pair]}
        if n % 5:
            region['population'] = size(dice.choice(SIZES))
        region['structure'] = dice.sample(['kust', 'inland', 'glest', 'industri'], dice.randint(0, 3))
        region['programme'] = {'area': dice.choice(['vastsverige', 'stockholm']), 'source': ['rapport']}
        region['priorities'] = [priority(*dice.sample(['t1', 't2', 't3'], dice.randint(0, 2)))]
        headers[f'docs/regions/r{n:02}'] = region
        mets = [met(name, 'no') for name in dice.sample(['o0', 'o1', 'o2', 'o3'], dice.randint(0, 2))]
        headers[f'cases/r{n:02}/c{n:02}'] = {'regions': [f'r{n:02}'], 'obstacles': mets}
    site = build(headers)
    known = {name.rpartition('/')[2]: header for name, header in headers.items() if name.startswith('docs/regions')}

    def score(one: str, other: str) -> tuple[int, int, int]:
        a, b = known[one], known[other]
        bands = [SIZES.index(each['population']['band']) if 'population' in each else None for each in (a, b)]
        apart = abs(bands[0] - bands[1]) if bands[0] is not None and bands[1] is not None else 9
        mets = [
            {each['obstacle'] for each in headers[f'cases/{name}/c{name[1:]}']['obstacles']} for name in (one, other)
        ]
        themes = [set(each['priorities'][0]['themes']) for each in (a, b)]
        return (
            {0: 2, 1: 1}.get(apart, 0) + len(set(a['structure']) & set(b['structure'])),
            len(themes[0] & themes[1]) + len(mets[0] & mets[1]),
            (a['programme']['area'] == b['programme']['area']) + (other in a['borders']),
        )

    for name, header in known.items():
        if 'population' not in header and not header['structure']:
            continue
        scores = {other: score(name, other) for other in known if other != name and score(name, other)[0]}
        found = lines(view('peers', site, name, limit='99')) if scores else {}
        assert list(found) == sorted(scores, key=lambda other: (tuple(-points for points in scores[other]), other))
        for other in found:
            assert score(other, name) == scores[other]
    items = site.catalog.of_type('region')
    for first in items:
        for second in items:
            a, b = traits(first, site), traits(second, site)
            assert alike(a, b, SIZES) == alike(b, a, SIZES)


def test_what_others_have_made_of_a_case(headers: Headers, regions: Callable[[], Site]) -> None:
    """One side is entered; the case, both regions and the other case say so."""
    assert view('adaptations', regions(), 'alfa') == ()
    headers['cases/ceda/hos-c'] |= {'adapted_from': ['eget'], 'changed': 'Två möten i stället för fem.'}
    headers['cases/orsa/stort']['adapted_from'] = ['eget']
    site = regions()
    assert sections(view('adaptations', site, 'alfa')) == {'Andra som har prövat det vi gjorde': ['hos-c', 'stort']}
    expected = {
        'hos-c': 'Bygger vidare på: eget. Det här ändrades: Två möten i stället för fem.',
        'stort': 'Bygger vidare på: eget. Vad som ändrades framgår inte.',
    }
    assert reasons(view('adaptations', site, 'alfa')) == expected
    assert reasons(view('backlinks', site, 'eget')) == expected
    # the page of the region lists its own case already, so here stand no rows of records
    made = f'hos-c – {expected["hos-c"]}'
    assert outline(view('adaptations', site, 'ceda')) == ['# Det vi har prövat efter andra', [made]]
    assert view('adaptations', site, 'berga') == ()


def test_the_cases_of_an_obstacle_by_size(headers: Headers, regions: Callable[[], Site]) -> None:
    """Each once: those of counties of one size under it, those of several together."""
    headers['cases/nationellt/alla'] = {'obstacles': [met('mandat', 'yes')]}
    table = [block for block in view('handled', regions(), 'mandat') if isinstance(block, Table)][-1]
    assert [[words(cell) for cell in row] for row in table.rows] == [
        ['Under 150 000 invånare', 'eget (Alfa: kust, ö)'],
        ['Över 500 000 invånare', 'olikt (Ängby: inland), stort (Örsa: storstad, kust)'],
        ['Län av flera storlekar', 'hos-b (Berga, Ceda)'],
    ]


def test_sizes_that_nobody_knows_make_no_table(headers: Headers, regions: Callable[[], Site]) -> None:
    for name in ('alfa', 'berga', 'ceda', 'orsa', 'angby'):
        del headers[f'docs/regions/{name}']['population']
    assert all(not isinstance(block, Table) for block in view('handled', regions(), 'mandat'))
