"""Views: their keys as text, groups, short facts, and fingerprints of what is printed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from s3ext.core.catalog import Catalog
from s3ext.core.labels import Labels
from s3ext.core.messages import load_texts
from s3ext.core.model import RecordType
from s3ext.core.views import FACETS, FACETS_OF, ListView, Row, ViewKey, count, digest, list_view, region_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.validate import Entry

CASE = RecordType.CASE
TITLES = {
    'docs/regions/alfa': 'Alfa',
    'docs/regions/orsa': 'Örsa',
    'docs/themes/vatten': 'Vatten',
    'docs/themes/varme': 'Värme',
    'docs/pilots/prov': 'Provpiloten',
    'docs/handbook/plan': 'Färdplan',
    'cases/alfa/ett': 'Ett fall',
    'cases/alfa/tva': 'Ännu ett fall',
    'cases/orsa/tre': 'Zonen',
    'cases/nationellt/fyra': 'Brett fall',
}
Site = dict[str, dict[str, object]]


@pytest.fixture
def site() -> Site:
    """The headers of a small site, by docname."""
    priority = {'label': 'Rent vatten', 'themes': ['vatten'], 'source': ['rapport']}
    return {
        'docs/regions/alfa': {'priorities': [priority]},
        'docs/regions/orsa': {},
        'docs/themes/vatten': {},
        'docs/themes/varme': {},
        'docs/pilots/prov': {'regions': ['alfa', 'orsa'], 'themes': ['vatten'], 'period': {'from': '2021-03'}},
        'docs/handbook/plan': {'process': 'fardplan'},
        'cases/alfa/ett': {'regions': ['alfa', 'orsa'], 'themes': ['vatten'], 'process': ['fardplan']},
        'cases/alfa/tva': {'regions': ['alfa'], 'themes': ['vatten', 'varme'], 'process': ['roller-ansvar']},
        'cases/orsa/tre': {'regions': ['orsa'], 'themes': ['varme'], 'process': ['fardplan', 'roller-ansvar']},
        'cases/nationellt/fyra': {'pilots': ['prov']},
    }


@pytest.fixture
def show(site: Site, make: Callable[..., Entry], labels: Labels) -> Callable[..., ListView]:
    """Shows a view of *site* as it is now; keyword arguments are titles by docname."""

    def shown(key: ViewKey, titles: dict[str, str] | None = None) -> ListView:
        entries = [make(docname, **header) for docname, header in site.items()]
        return list_view(key, Catalog(entries, TITLES | (titles or {})), labels)

    return shown


def outline(view: ListView) -> list[tuple[str, list[str]]]:
    return [(group.title, [row.title for row in group.rows]) for group in view.groups]


def facts(view: ListView) -> dict[str, tuple[str, ...]]:
    return {row.id: row.meta for group in view.groups for row in group.rows}


@pytest.mark.parametrize('kind', RecordType)
@pytest.mark.parametrize('group', ['', 'region', 'theme'])
@pytest.mark.parametrize(
    'where',
    [
        (),
        (('region', 'vastra-gotaland'),),
        (('region', 'alfa'), ('theme', 'vatten')),
        (('theme', 'a,b'),),
        (('theme', 'a#b'),),
        (('theme', 'a=b'), ('region', 'a?b')),
        (('theme', 'å ä ö'),),
        (('theme', '100 %25'),),
    ],
)
def test_keys_travel_as_text(kind: RecordType, group: str, where: tuple[tuple[str, str], ...]) -> None:
    key = ViewKey(type=kind, where=where, group=group)
    assert ViewKey.parse(str(key)) == key


def test_different_keys_are_different_texts() -> None:
    keys = [
        ViewKey(type=CASE),
        ViewKey(type=CASE, group='theme'),
        ViewKey(type=CASE, where=(('theme', 'a'),)),
        ViewKey(type=CASE, where=(('theme', 'a'), ('region', 'b'))),
        ViewKey(type=CASE, where=(('theme', 'a,region=b'),)),
        ViewKey(type=RecordType.PILOT),
    ]
    assert len({str(key) for key in keys}) == len(keys)


def test_each_kind_can_be_grouped_by_its_own_facets(make: Callable[..., Entry]) -> None:
    docnames = {
        CASE: 'cases/nationellt/fall',
        RecordType.PILOT: 'docs/pilots/a',
        RecordType.REGION: 'docs/regions/a',
        RecordType.THEME: 'docs/themes/a',
        RecordType.CHAPTER: 'docs/handbook/a',
    }
    assert FACETS_OF.keys() == docnames.keys()
    for kind, docname in docnames.items():
        record = make(docname).record
        assert record is not None
        assert set(record.facets()) == set(FACETS_OF[kind])
        assert set(FACETS_OF[kind]) <= FACETS.keys()


def test_a_plain_list(show: Callable[..., ListView]) -> None:
    view = show(ViewKey(type=CASE))
    assert view.count == 4
    assert outline(view) == [('', ['Brett fall', 'Ett fall', 'Zonen', 'Ännu ett fall'])]
    assert view.groups[0].rows[1] == Row(
        type=CASE,
        id='ett',
        docname='cases/alfa/ett',
        title='Ett fall',
        meta=('Alfa, Örsa', '2020–2022'),
        summary='En sammanfattning som är lång nog för att duga i alla prov.',
    )


def test_an_empty_list(show: Callable[..., ListView]) -> None:
    assert show(ViewKey(type=CASE, where=(('theme', 'sol'),))) == ListView(count=0, groups=())
    assert show(ViewKey(type=CASE, where=(('theme', 'sol'),), group='region')) == ListView(count=0, groups=())


def test_a_record_stands_in_each_of_its_groups(show: Callable[..., ListView]) -> None:
    view = show(ViewKey(type=CASE, group='region'))
    assert view.count == 4
    assert outline(view) == [
        ('Alfa', ['Ett fall', 'Ännu ett fall']),
        ('Örsa', ['Ett fall', 'Zonen']),
        ('Övriga', ['Brett fall']),
    ]


def test_groups_by_theme_of_one_region(show: Callable[..., ListView]) -> None:
    view = show(ViewKey(type=CASE, where=(('region', 'alfa'),), group='theme'))
    assert view.count == 2
    assert outline(view) == [('Vatten', ['Ett fall', 'Ännu ett fall']), ('Värme', ['Ännu ett fall'])]


def test_groups_by_process_element_are_called_as_the_chapter(show: Callable[..., ListView]) -> None:
    assert outline(show(ViewKey(type=CASE, group='process'))) == [
        ('Färdplan', ['Ett fall', 'Zonen']),
        ('Övriga', ['Brett fall', 'Zonen', 'Ännu ett fall']),
    ]


def test_others_once_each_in_title_order(site: Site, show: Callable[..., ListView]) -> None:
    site['cases/orsa/tre']['process'] = ['agarskap-inkludering', 'roller-ansvar']
    assert outline(show(ViewKey(type=CASE, group='process')))[-1] == (
        'Övriga',
        ['Brett fall', 'Zonen', 'Ännu ett fall'],
    )


def test_short_facts(show: Callable[..., ListView]) -> None:
    assert facts(show(ViewKey(type=CASE))) == {
        'ett': ('Alfa, Örsa', '2020–2022'),
        'tva': ('Alfa', '2020–2022'),
        'tre': ('Örsa', '2020–2022'),
        'fyra': ('Hela landet', '2020–2022'),
    }
    assert facts(show(ViewKey(type=RecordType.PILOT))) == {
        'prov': ('Nationell pilot eller satsning', 'från mars 2021', '2 regioner')
    }
    assert facts(show(ViewKey(type=RecordType.REGION))) == {
        'alfa': ('1 pilot eller partnerskap', '2 fall'),
        'orsa': ('1 pilot eller partnerskap', '2 fall'),
    }
    assert facts(show(ViewKey(type=RecordType.THEME))) == {
        'vatten': ('1 region', '1 pilot eller partnerskap', '2 fall'),
        'varme': ('2 fall',),
    }
    assert facts(show(ViewKey(type=RecordType.CHAPTER))) == {'plan': ('2 fall',)}


def test_short_facts_when_there_is_nothing(site: Site, show: Callable[..., ListView]) -> None:
    site['docs/themes/sol'] = {}
    site['docs/pilots/prov']['regions'] = []
    site['docs/handbook/intro'] = {'order': '0'}
    assert facts(show(ViewKey(type=RecordType.THEME)))['sol'] == ('0 fall',)
    assert facts(show(ViewKey(type=RecordType.PILOT)))['prov'] == ('Nationell pilot eller satsning', 'från mars 2021')
    assert facts(show(ViewKey(type=RecordType.CHAPTER)))['intro'] == ()


def test_in_english(site: Site, make: Callable[..., Entry], labels: Labels) -> None:
    catalog = Catalog([make(docname, **header) for docname, header in site.items()], TITLES)
    english = Labels(texts=load_texts('en'), vocabulary=labels.vocabulary)
    view = list_view(ViewKey(type=CASE, group='region'), catalog, english)
    assert [group.title for group in view.groups] == ['Alfa', 'Örsa', 'Other']
    assert facts(view)['fyra'] == ('The whole country', '2020–2022')


def test_count_and_region_names(site: Site, make: Callable[..., Entry]) -> None:
    catalog = Catalog([make(docname, **header) for docname, header in site.items()], TITLES)
    assert count(ViewKey(type=CASE), catalog) == 4
    assert count(ViewKey(type=CASE, where=(('theme', 'varme'),)), catalog) == 2
    assert region_names(['orsa', 'okand', 'alfa'], catalog) == ['Örsa', 'okand', 'Alfa']


KEY = ViewKey(type=CASE, where=(('region', 'alfa'),), group='theme')
OTHER = 'En helt annan sammanfattning, även den lång nog för att duga.'


@pytest.mark.parametrize(
    ('docname', 'field', 'value'),
    [
        ('cases/alfa/ett', 'summary', OTHER),
        ('cases/alfa/ett', 'period', {'from': '2020', 'to': '2023'}),
        ('cases/alfa/ett', 'regions', ['alfa']),
        ('cases/alfa/ett', 'themes', ['varme']),
        ('cases/orsa/tre', 'regions', ['orsa', 'alfa']),
    ],
)
def test_what_is_printed_changes_the_digest(
    docname: str, field: str, value: object, site: Site, show: Callable[..., ListView]
) -> None:
    before = digest(show(KEY))
    site[docname][field] = value
    assert digest(show(KEY)) != before


@pytest.mark.parametrize(
    'titles',
    [
        {'cases/alfa/ett': 'Ett annat fall'},
        {'docs/regions/orsa': 'Nya Örsa'},  # printed as region of a case
        {'docs/themes/vatten': 'Vattnet'},
        {'docs/themes/vatten': 'Återvinning'},
        {'cases/alfa/ett': 'Öppet fall'},  # another order
    ],
)
def test_a_title_that_is_printed_changes_the_digest(titles: dict[str, str], show: Callable[..., ListView]) -> None:
    assert digest(show(KEY, titles)) != digest(show(KEY))


@pytest.mark.parametrize(
    ('docname', 'field', 'value'),
    [
        ('cases/orsa/tre', 'summary', OTHER),  # not in the view
        ('docs/pilots/prov', 'summary', OTHER),
        ('docs/themes/vatten', 'summary', OTHER),
        ('docs/regions/alfa', 'authority', 'Nya Alfa'),
        ('cases/alfa/ett', 'actors', ['Alfa AB']),  # in the view, but not printed
        ('cases/alfa/ett', 'stage', 'running'),
        ('cases/alfa/ett', 'reviewed_on', '2026-02-02'),
    ],
)
def test_nothing_else_changes_the_digest(
    docname: str, field: str, value: object, site: Site, show: Callable[..., ListView]
) -> None:
    before = digest(show(KEY))
    site[docname][field] = value
    assert digest(show(KEY)) == before
    assert digest(show(KEY, {'cases/orsa/tre': 'Annat', 'docs/pilots/prov': 'Annat'})) == before


def test_the_order_of_the_pages_does_not_change_the_digest(site: Site, show: Callable[..., ListView]) -> None:
    before = digest(show(KEY))
    for docname in sorted(site):
        site[docname] = site.pop(docname)
    assert digest(show(KEY)) == before


@pytest.mark.parametrize('seed', ['0', '4242'])
def test_a_digest_is_the_same_in_every_process(seed: str) -> None:
    parts = "RecordType.CASE, ('a', None), {'b': 1}"
    program = f'import sys; from s3ext.core.views import *; sys.stdout.write(digest({parts}))'
    done = subprocess.run(
        [sys.executable, '-c', program], capture_output=True, text=True, check=True, env={'PYTHONHASHSEED': seed}
    )
    assert done.stdout == digest(CASE, ('a', None), {'b': 1})
