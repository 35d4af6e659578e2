"""Views take time in proportion to the records: four times the records, about four times the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter

from s3ext.core.model.catalog import Catalog
from s3ext.core.model.entries import Entry
from s3ext.core.views import Site, ViewKey, printed
from s3ext.core.views.facets import finder
from tests.costs import calls, times
from tests.kinds import KINDS, VIEWS
from tests.unit.conftest import LEAST
from tests.unit.views.conftest import met, priority, result

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.model.labels import Labels

FEW, MANY = 500, 2000
STAGES = ('running', 'finished', 'stopped', 'planned')


def entries(number: int, labels: Labels) -> list[Entry]:
    """*number* valid pages: 21 regions, the other kinds in proportion, so that each knows equally many others."""
    tenth = number // 10
    process = labels.vocabulary.ids('process')
    headers: dict[str, dict[str, Any]] = {}
    for n in range(21):
        themes = [f't{k}' for k in range(n, tenth, 21)]
        headers[f'docs/regions/r{n}'] = {
            'priorities': [priority(*themes), priority(kind='deselected', reason='Dyrt.', instead='Annat.')],
            'strategy': {'title': 'Planen', 'source': ['rapport'], 'period': {'from': str(2000 + n)}},
        }
    for n in range(tenth):
        region = [f'r{n % 21}']
        headers[f'docs/themes/t{n}'] = {'broader': f't{n // 10}', 'reviewed_on': '2020-01-01'}
        headers[f'docs/pilots/p{n}'] = {'regions': region, 'themes': [f't{n}']}
        headers[f'docs/obstacles/o{n}'] = {'process': [process[n % len(process)]]}
        headers[f'docs/workshops/w{n}'] = {'process': [process[n % len(process)]], 'cases': [f'c{n}', f'c{n + 1}']}
        headers[f'docs/methods/m{n}'] = {'cases': [f'c{n}']}
    for n in range(number - len(headers)):
        headers[f'cases/r{n % 21}/c{n}'] = {
            'regions': [f'r{n % 21}'],
            'themes': [f't{n % tenth}', f't{(n * 7 + 1) % tenth}'],
            'pilots': [f'p{n % tenth}'],
            # most of the process in every case: what everybody shares is no likeness, with few records or with many
            'process': [element for element in process if element != process[n % len(process)]],
            'obstacles': [met(f'o{n % tenth}', 'partly')],
            'results': [result('stated')],
            'stage': STAGES[n % 4],
            'reason': 'Dyrt.',
            'instead': 'Annat.',
            'adapted_from': [f'c{n // 2}'],
            'questions': [f'Fråga {n % tenth}?'],
            'added_on': f'2026-0{1 + n % 9}-01',
            'ask': {'role': 'Strateg', 'unit': 'Alfa', 'valid_until': '2026-07-01'},
        }
    adapters = {kind: TypeAdapter[Any](cls) for kind, cls in KINDS.by_id.items()}
    return [
        Entry(
            docname=docname,
            path=f'{docname}.md',
            type=KINDS.type_of(docname),
            record=adapters[KINDS.type_of(docname)].validate_python(
                LEAST[KINDS.type_of(docname)] | header, context=labels.vocabulary
            ),
        )
        for docname, header in headers.items()
    ]


def work(pages: list[Entry], labels: Labels) -> dict[str, Callable[[], object]]:
    """Every view, as something to run; a view of a page stands on its first twenty pages."""
    site = Site(catalog=Catalog(pages, {}, KINDS), labels=labels, today='2026-06-15', views=VIEWS)
    options: dict[str, list[dict[str, str]]] = {
        'records': [
            {'group': 'theme', 'sort': 'from desc, title', 'filter': 'not stage = planned'},
            {'style': 'table'},
        ],
        'matrix': [{'rows': 'region', 'columns': 'stage', 'all': 'yes'}, {'rows': 'obstacle', 'columns': 'process'}],
        'map': [{}, {'type': 'pilot'}],
        'tools': [{}, {'theme': 't1'}],
        'news': [{'since': '2026-03-01'}],
        'completeness': [{'type': kind} for kind in ('case', 'theme', 'workshop')],
    }
    for kind, view in VIEWS.items():
        if view.page:
            options[kind] = [{'id': f'{view.page[0]}{n}'} for n in range(20)]

    def build(kind: str) -> Callable[[], object]:
        keys = [ViewKey.make(kind, chosen) for chosen in options.get(kind, [{}])]
        return lambda: [printed(key, site) for key in keys]

    jobs = {kind: build(kind) for kind in VIEWS}
    every_case = [ViewKey.make('related', {'id': f'c{n}'}) for n in range(len(pages)) if n < len(pages) // 3]
    jobs['related to each'] = lambda: [printed(key, site) for key in every_case]
    jobs['facets in the browser'] = lambda: finder('case', site.catalog.of_type('case'), site)
    jobs['catalogue itself'] = lambda: Catalog(pages, {}, KINDS)
    return jobs


@pytest.fixture(scope='module')
def jobs(labels: Labels) -> tuple[dict[str, Callable[[], object]], dict[str, Callable[[], object]]]:
    """The work of all views on few records, and on many."""
    few, many = entries(FEW, labels), entries(MANY, labels)
    assert (len(few), len(many)) == (FEW, MANY)
    return work(few, labels), work(many, labels)


@pytest.mark.slow
def test_four_times_the_records_take_four_times_the_calls(
    jobs: tuple[dict[str, Callable[[], object]], dict[str, Callable[[], object]]],
) -> None:
    few, many = jobs
    grown = {name: calls(many[name]) / calls(few[name]) for name in few}
    assert grown.keys() >= VIEWS.keys()
    assert {name: ratio for name, ratio in grown.items() if ratio > 4.8} == {}
    assert max(grown.values()) > 3  # there is something to count


@pytest.mark.slow
def test_four_times_the_records_take_nothing_like_sixteen_times_the_time(
    jobs: tuple[dict[str, Callable[[], object]], dict[str, Callable[[], object]]],
) -> None:
    def all_of(work: dict[str, Callable[[], object]]) -> None:
        for job in work.values():
            job()

    few, many = jobs
    assert times(lambda: all_of(many), lambda: all_of(few), 9) < 9
