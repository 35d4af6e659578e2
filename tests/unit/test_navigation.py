"""What surrounds a page: the path to it, its neighbours, the chapter list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from s3ext.core.model.catalog import Catalog
from s3ext.core.views.navigation import Link, Navigation, navigation
from s3ext.handbook.language import SWEDISH
from s3ext.handbook.names import NAMES
from tests.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.model.entries import Entry

TITLES = {
    'index': 'Start',
    'docs/regions/index': 'Regioner',
    'docs/regions/alfa': 'Alfa',
    'docs/regions/orsa': 'Örsa',
    'docs/themes/index': 'Teman',
    'docs/themes/vatten': 'Vatten',
    'docs/cases/index': 'Alla fall',
    'docs/handbook/index': 'Handboken',
    'docs/handbook/plan': 'Färdplan',
    'docs/handbook/start': 'Början',
    'docs/about/sida': 'Om oss',
    'cases/alfa/ett': 'Ängar',
    'cases/alfa/tva': 'Bäckar',
    'cases/alfa/tre': 'Öar',
    'cases/orsa/fyra': 'Cirklar',
    'cases/nationellt/fem': 'Hela landet',
}
REGIONS = Link(docname='docs/regions/index', title='Regioner')
ALFA = Link(docname='docs/regions/alfa', title='Alfa')
CASES = Link(docname='docs/cases/index', title='Alla fall')
HANDBOOK = Link(docname='docs/handbook/index', title='Handboken')


def link(docname: str) -> Link:
    return Link(docname=docname, title=TITLES[docname])


@pytest.fixture
def catalog(make: Callable[..., Entry]) -> Catalog:
    header: dict[str, dict[str, object]] = {
        'cases/alfa/ett': {'regions': ['alfa']},
        'cases/alfa/tva': {'regions': ['alfa', 'orsa']},
        'cases/alfa/tre': {'regions': ['alfa']},
        'cases/orsa/fyra': {'regions': ['orsa', 'alfa']},
        'docs/handbook/plan': {'order': '2'},
        'docs/handbook/start': {'order': '1'},
    }
    return Catalog([make(docname, **header.get(docname, {})) for docname in TITLES], TITLES, KINDS, SWEDISH)


@pytest.mark.parametrize(
    ('docname', 'before', 'after'),
    [
        ('cases/alfa/tva', None, 'cases/alfa/ett'),
        ('cases/alfa/ett', 'cases/alfa/tva', 'cases/alfa/tre'),
        ('cases/alfa/tre', 'cases/alfa/ett', None),
    ],
)
def test_cases_of_a_region(docname: str, before: str | None, after: str | None, catalog: Catalog) -> None:
    assert navigation(docname, catalog, TITLES, NAMES) == Navigation(
        path=(REGIONS, ALFA),
        group='Alfa',
        previous=link(before) if before else None,
        next=link(after) if after else None,
    )


def test_a_case_stands_under_its_first_region_only(catalog: Catalog) -> None:
    found = navigation('cases/orsa/fyra', catalog, TITLES, NAMES)
    assert found == Navigation(path=(REGIONS, link('docs/regions/orsa')), group='Örsa')


def test_a_national_case(catalog: Catalog) -> None:
    assert navigation('cases/nationellt/fem', catalog, TITLES, NAMES) == Navigation(path=(CASES,))


def test_a_case_whose_region_has_no_page(make: Callable[..., Entry]) -> None:
    catalog = Catalog([make('cases/alfa/ett', regions=['alfa'])], TITLES, KINDS)
    assert navigation('cases/alfa/ett', catalog, TITLES, NAMES) == Navigation(path=(CASES,))


@pytest.mark.parametrize('docname', ['docs/handbook/plan', 'docs/handbook/start'])
def test_chapters(docname: str, catalog: Catalog) -> None:
    chapters = (link('docs/handbook/start'), link('docs/handbook/plan'))
    assert navigation(docname, catalog, TITLES, NAMES) == Navigation(path=(HANDBOOK,), chapters=chapters)


def test_the_front_page_of_the_handbook(catalog: Catalog) -> None:
    chapters = (link('docs/handbook/start'), link('docs/handbook/plan'))
    assert navigation('docs/handbook/index', catalog, TITLES, NAMES) == Navigation(chapters=chapters)


@pytest.mark.parametrize(
    ('docname', 'path'),
    [
        ('index', ()),
        ('docs/themes/index', ()),
        ('docs/about/sida', ()),
        ('docs/themes/vatten', (Link(docname='docs/themes/index', title='Teman'),)),
        ('docs/regions/alfa', (REGIONS,)),
    ],
)
def test_other_pages(docname: str, path: tuple[Link, ...], catalog: Catalog) -> None:
    assert navigation(docname, catalog, TITLES, NAMES) == Navigation(path=path)
