"""The catalogue in the browser: its data are the records', and its script can hold any text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.views import Site
from s3ext.core.views.facets import catalogue_data, catalogue_script
from tests.kinds import KINDS
from tests.unit.reading import Written

if TYPE_CHECKING:
    from collections.abc import Callable


def url(docname: str) -> str:
    return f'../{docname}.html'


def read(script: str) -> Any:
    """The data in *script*, as a browser would read it."""
    start, end = '(window.S3??={}).catalogueData=', ';\n'
    assert script.startswith(start)
    assert script.endswith(end)
    return json.loads(script[len(start) : -len(end)])


def as_json(data: object) -> Any:
    return json.loads(json.dumps(data))


@pytest.fixture
def site(build: Callable[..., Site]) -> Site:
    met = [{'obstacle': 'mandat', 'handled': handled, 'how': 'Så.', 'source': ['rapport']} for handled in ('yes', 'no')]
    return build(
        {
            'docs/themes/a': {},
            'docs/themes/b': {},
            'docs/themes/c': {},
            'cases/alfa/ett': {
                'regions': ['alfa'],
                'themes': ['a', 'b'],
                'stage': 'running',
                'obstacles': met,
                'period': {'from': '2019-03-02'},
            },
            'cases/nationellt/tva': {'themes': ['b'], 'period': {'to': '2024-05'}, 'process': ['fardplan']},
            'cases/nationellt/tre': {'period': {'note': 'Okänt.'}},
            'docs/pilots/prov': {'themes': ['c']},
        },
        {'docs/themes/a': 'Ö', 'docs/themes/b': 'Ä', 'cases/alfa/ett': 'Öar', 'cases/nationellt/tva': 'Alar'},
    )


def test_items_are_the_cases_in_the_order_of_the_list(site: Site) -> None:
    items = catalogue_data(site, url)['items']
    assert [(item['url'], item['from'], item['to']) for item in items] == [
        ('../cases/nationellt/tva.html', None, 2024),
        ('../cases/nationellt/tre.html', None, None),
        ('../cases/alfa/ett.html', 2019, None),
    ]
    empty: dict[str, list[str]] = {name: [] for name in KINDS.catalogue_facets}
    assert [item['values'] for item in items] == [
        empty | {'theme': ['b'], 'process': ['fardplan'], 'stage': ['finished']},
        empty | {'stage': ['finished']},
        empty | {'theme': ['a', 'b'], 'region': ['alfa'], 'obstacle': ['mandat'], 'stage': ['running']},
    ]


def test_facets_hold_what_cases_have_with_its_words(site: Site) -> None:
    facets = {facet['name']: facet for facet in catalogue_data(site, url)['facets']}
    assert tuple(facets) == KINDS.catalogue_facets
    assert facets['theme'] == {'name': 'theme', 'label': 'Tema', 'values': [('b', 'Ä'), ('a', 'Ö')]}
    assert facets['stage']['values'] == [('running', 'Pågår'), ('finished', 'Avslutat')]
    assert facets['region']['values'] == [('alfa', 'alfa')]  # has no page here
    assert facets['pilot']['values'] == []


def test_the_script_holds_the_data(site: Site) -> None:
    data = catalogue_data(site, url)
    assert read(catalogue_script(site, url)) == as_json(data)
    assert data['texts']['filter'] == 'Välj bland fallen'
    assert catalogue_script(site, url) == catalogue_script(site, url)


@pytest.mark.parametrize(
    'title',
    [
        '</script><script>alert(1)</script>',
        '<!-- <script>',
        'a\u2028b\u2029c',
        '"; alert(1); //',
        "\\'",
        '&amp; & <b>',
        ']]>',
        '\x00\x07',
        'Åsa – “ö”',
    ],
)
def test_any_text_may_stand_in_the_script(title: str, build: Callable[..., Site]) -> None:
    site = build({'docs/themes/a': {}, 'cases/nationellt/ett': {'themes': ['a']}}, {'docs/themes/a': title})
    script = catalogue_script(site, lambda docname: f'{docname}?{title}')
    assert not set('<>&\u2028\u2029') & set(script)
    assert script.count('\n') == 1
    data = read(script)
    assert data['facets'][0]['values'] == [['a', title]]
    assert data['items'][0]['url'] == f'cases/nationellt/ett?{title}'


def test_the_data_of_the_handbook_are_its_pages(written: list[Written], library_site: Site) -> None:
    data = catalogue_data(library_site, str)
    cases = {page.docname: page for page in written if page.kind == 'case'}
    assert {item['url'] for item in data['items']} == cases.keys()
    used: dict[str, set[str]] = {name: set() for name in KINDS.catalogue_facets}
    for item in data['items']:
        page = cases[item['url']]
        period = page.header['period']
        expected = {
            'theme': page.list('themes'),
            'pilot': page.list('pilots'),
            'region': page.list('regions'),
            'process': page.list('process'),
            'obstacle': list(dict.fromkeys(met['obstacle'] for met in page.list('obstacles'))),
            'stage': [page.header['stage']],
            'evidence': list(dict.fromkeys(result['evidence'] for result in page.list('results'))),
        }
        for name in set(KINDS.catalogue_facets) - expected.keys():  # what is new
            found = page.header.get(name, [])
            expected[name] = found if isinstance(found, list) else [found]
        assert item['values'] == expected
        assert (item['from'], item['to']) == tuple(
            int(period[end][:4]) if end in period else None for end in ('from', 'to')
        )
        for name, values in expected.items():
            used[name].update(values)
    titles = {(page.kind, page.id): page.title for page in written}
    for facet in data['facets']:
        assert {value for value, _ in facet['values']} == used[facet['name']]
        for value, label in facet['values']:
            assert label == titles.get((facet['name'], value), label)
            assert label
