"""A small site that most tests of the views look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.views import Site
    from tests.unit.reading import Written

TITLES = {
    'docs/regions/alfa': 'Alfa',
    'docs/regions/orsa': 'Örsa',
    'docs/regions/angby': 'Ängby',
    'docs/themes/vatten': 'Vatten',
    'docs/themes/varme': 'Värme',
    'docs/themes/aska': 'Åska',
    'docs/pilots/prov': 'Provpiloten',
    'docs/handbook/plan': 'Kapitlet om färdplan',
    'docs/obstacles/mandat': 'Oklart mandat',
    'docs/workshops/dag': 'En dag',
    'docs/methods/mata': 'Att mäta',
    'docs/templates/kort': 'Ett kort',
    'docs/templates/lista': 'En lista',
    'cases/alfa/ett': 'Ett fall',
    'cases/alfa/tva': 'Ännu ett fall',
    'cases/orsa/tre': 'Zonen',
    'cases/nationellt/fyra': 'Brett fall',
}


def met(obstacle: str, handled: str, how: str = 'Så gjorde vi.') -> dict[str, object]:
    """An obstacle that a case has met."""
    return {'obstacle': obstacle, 'handled': handled, 'how': how, 'source': ['rapport']}


def result(evidence: str) -> dict[str, object]:
    """A result of a case."""
    return {'claim': 'Vattnet blev renare.', 'evidence': evidence, 'source': ['rapport']}


def priority(*themes: str, **more: str) -> dict[str, object]:
    """A priority of a region."""
    return {'label': 'Området', 'themes': list(themes), 'source': ['rapport'], **more}


@pytest.fixture(scope='session')
def pages(written: list[Written]) -> dict[str, dict[str, Written]]:
    """The pages of each kind by id."""
    found: dict[str, dict[str, Written]] = {}
    for page in written:
        found.setdefault(page.kind, {})[page.id] = page
    assert {'case', 'theme', 'pilot', 'region', 'chapter', 'obstacle', 'method', 'workshop', 'template'} == found.keys()
    assert len(found['case']) > 20
    return found


@pytest.fixture
def headers() -> dict[str, dict[str, Any]]:
    """The headers of the small site, by docname; a test may change them before it builds the site."""
    return {
        'docs/regions/alfa': {'county_code': '01', 'priorities': [priority('vatten')]},
        'docs/regions/orsa': {'county_code': '03'},
        'docs/regions/angby': {'county_code': '04', 'nuts2': 'SE12'},
        'docs/themes/vatten': {},
        'docs/themes/varme': {},
        'docs/themes/aska': {},
        'docs/pilots/prov': {'regions': ['alfa', 'orsa'], 'themes': ['vatten'], 'period': {'from': '2021-03'}},
        'docs/handbook/plan': {'process': 'fardplan'},
        'docs/obstacles/mandat': {'level': ['regional', 'eu'], 'process': ['fardplan']},
        'docs/workshops/dag': {'cases': ['ett'], 'process': ['fardplan']},
        'docs/methods/mata': {'cases': ['tre'], 'process': ['fardplan', 'roller-ansvar']},
        'cases/alfa/ett': {
            'regions': ['alfa', 'orsa'],
            'themes': ['vatten'],
            'process': ['fardplan'],
            'period': {'from': '2019-03', 'to': '2021'},
            'results': [result('stated'), result('independent')],
            'reviewed_on': '2026-02-01',
        },
        'cases/alfa/tva': {
            'regions': ['alfa'],
            'themes': ['vatten', 'varme'],
            'process': ['roller-ansvar'],
            'period': {'from': '2020'},
            'stage': 'running',
            'obstacles': [met('mandat', 'partly')],
        },
        'cases/orsa/tre': {
            'regions': ['orsa'],
            'themes': ['varme'],
            'process': ['fardplan', 'roller-ansvar'],
            'period': {'to': '2022'},
            'reviewed_on': '2025-12-31',
        },
        'cases/nationellt/fyra': {
            'pilots': ['prov'],
            'period': {'from': '2020', 'to': '2020'},
            'stage': 'stopped',
            'reason': 'Pengarna tog slut.',
            'instead': 'En annan satsning kom.',
        },
    }


@pytest.fixture
def small(headers: dict[str, dict[str, Any]], build: Callable[..., Site]) -> Callable[[], Site]:
    """Builds the small site as *headers* are now."""
    return lambda: build(headers, TITLES)
