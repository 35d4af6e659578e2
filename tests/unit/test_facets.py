"""What the browser chooses by: the values of each row are the record's, and the page can hold any text."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.views import Site, ViewKey, show
from s3ext.core.views.blocks import Finder, Rows
from s3ext.core.views.finder_html import CLOSE_FINDER, finder_row, open_finder
from tests.kinds import KINDS
from tests.unit.reading import Written

if TYPE_CHECKING:
    from collections.abc import Callable


def catalogue(site: Site, kind: str = 'case') -> tuple[list[str], Finder]:
    """The pages in the catalogue of *kind*, and what the browser chooses by."""
    [rows] = show(ViewKey.make('catalogue', {'type': kind}), site)
    assert isinstance(rows, Rows)
    assert rows.finder is not None
    return [row.title.docname for row in rows.rows], rows.finder


def chosen(finder: Finder) -> list[dict[str, list[str]]]:
    """For each row its values by facet, those that have any."""
    return [
        {
            facet.name: [facet.values[place][0] for place in places]
            for facet, places in zip(finder.facets, found.values, strict=True)
            if places
        }
        for found in finder.found
    ]


class Tags(HTMLParser):
    """The tags of a text with their attributes, and the words between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def attribute(self, name: str) -> str:
        """The value of the one attribute *name*."""
        [value] = [attributes[name] for _, attributes in self.tags if name in attributes]
        assert value is not None
        return value


def read(finder: Finder) -> tuple[Any, Tags]:
    """The data in the page, as a browser would read them, and the whole as tags."""
    rows = ''.join(f'{finder_row(found)}x</li>' for found in finder.found)
    tags = Tags(f'{open_finder(finder, "s3-finder-x")}<ul>{rows}</ul>{CLOSE_FINDER}')
    assert tags.open == []
    return json.loads(tags.attribute('data-s3-finder')), tags


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
            'cases/nationellt/tva': {
                'themes': ['b'],
                'period': {'to': '2024-05'},
                'process': ['fardplan'],
                'aliases': {'sv': ['Andra'], 'en': ['Second'], 'short': []},
            },
            'cases/nationellt/tre': {'period': {'note': 'Okänt.'}},
            'docs/pilots/prov': {'themes': ['c']},
            'docs/obstacles/mandat': {'heard_as': ['Vem bestämmer?', 'Inte vi.']},
        },
        {'docs/themes/a': 'Ö', 'docs/themes/b': 'Ä', 'cases/alfa/ett': 'Öar', 'cases/nationellt/tva': 'Alar'},
    )


def test_rows_have_the_values_and_years_of_their_records(site: Site) -> None:
    pages, finder = catalogue(site)
    assert pages == ['cases/nationellt/tva', 'cases/nationellt/tre', 'cases/alfa/ett']
    assert [found.years for found in finder.found] == [(None, 2024), (None, None), (2019, None)]
    assert chosen(finder) == [
        {'theme': ['b'], 'process': ['fardplan'], 'stage': ['finished']},
        {'stage': ['finished']},
        # in the order of the facet's values
        {'theme': ['b', 'a'], 'region': ['alfa'], 'obstacle': ['mandat'], 'stage': ['running']},
    ]


def test_facets_hold_what_records_have_with_its_words(site: Site) -> None:
    facets = {facet.name: facet for facet in catalogue(site)[1].facets}
    assert tuple(facets) == KINDS.catalogue_facets['case']
    assert (facets['theme'].label, facets['theme'].values) == ('Tema', (('b', 'Ä'), ('a', 'Ö')))
    assert facets['stage'].values == (('running', 'Pågår'), ('finished', 'Avslutat'))
    assert facets['region'].values == (('alfa', 'alfa'),)  # has no page here
    assert facets['pilot'].values == ()


def test_rows_are_found_by_other_names_and_by_what_people_say(site: Site) -> None:
    pages, finder = catalogue(site)
    words = dict(zip(pages, (found.words for found in finder.found), strict=True))
    assert words == {'cases/nationellt/tva': 'Andra Second', 'cases/nationellt/tre': '', 'cases/alfa/ett': ''}
    [obstacle] = catalogue(site, 'obstacle')[1].found
    assert obstacle.words == 'Vem bestämmer? Inte vi.'


@pytest.mark.parametrize('kind', ['case', 'pilot', 'workshop', 'method', 'obstacle'])
def test_every_catalogue_of_the_handbook_has_facets(kind: str, library_site: Site) -> None:
    _, finder = catalogue(library_site, kind)
    assert len([facet for facet in finder.facets if facet.values]) >= 2
    assert finder.is_dated is (kind in ('case', 'pilot'))


def test_the_page_holds_the_data(site: Site) -> None:
    _, finder = catalogue(site)
    data, tags = read(finder)
    assert data['count'] == '3 fall'
    assert [(facet['name'], facet['label']) for facet in data['facets']] == [
        (facet.name, facet.label) for facet in finder.facets
    ]
    assert data['texts']['filter'] == 'Begränsa listan'
    rows = [attributes for tag, attributes in tags.tags if tag == 'li']
    values = [(row['data-s3-values'] or '').split(';')[:6] for row in rows]
    assert ['/'.join(found) for found in values] == ['0///0//1', '/////1', '0,1//0//0/0']
    assert [row.get('data-s3-years') for row in rows] == ['-2024', None, '2019-']
    places = [attributes['id'] for _, attributes in tags.tags if 'id' in attributes]
    assert len(set(places)) == len(places)
    assert all(str(place).startswith('s3-finder-x') for place in places)


@pytest.mark.parametrize(
    'title',
    [
        '</script><script>alert(1)</script>',
        '<!-- <script>',
        'a\u2028b\u2029c',
        '"; alert(1); //',
        '"><img src=x onerror=alert(1)>',
        "\\'",
        '&amp; & <b>',
        ']]>',
        'Åsa – “ö”',
    ],
)
def test_any_text_may_stand_in_the_page(title: str, build: Callable[..., Site]) -> None:
    site = build({'docs/themes/a': {}, 'cases/nationellt/ett': {'themes': ['a']}}, {'docs/themes/a': title})
    finder = catalogue(site)[1]
    data, tags = read(replace(finder, found=tuple(replace(found, words=title) for found in finder.found)))
    assert data['facets'][0]['values'] == [['a', title]]
    assert tags.attribute('data-s3-words') == title
    allowed = {*('div', 'p', 'noscript', 'label', 'input', 'select', 'option', 'button', 'ul', 'li')}
    assert {tag for tag, _ in tags.tags} <= allowed


def test_the_data_of_the_handbook_are_its_pages(written: list[Written], library_site: Site) -> None:
    pages, finder = catalogue(library_site)
    cases = {page.docname: page for page in written if page.kind == 'case'}
    assert set(pages) == cases.keys()
    used: dict[str, set[str]] = {name: set() for name in KINDS.catalogue_facets['case']}
    for docname, found, values in zip(pages, finder.found, chosen(finder), strict=True):
        page = cases[docname]
        period = page.header['period']
        expected = {
            'theme': page.list('themes'),
            'pilot': page.list('pilots'),
            'region': page.list('regions'),
            'process': page.list('process'),
            'obstacle': [met['obstacle'] for met in page.list('obstacles')],
            'stage': [page.header['stage']],
            'evidence': [result['evidence'] for result in page.list('results')],
        }
        for name in used.keys() - expected.keys():  # what is new
            value = page.header.get(name, [])
            expected[name] = value if isinstance(value, list) else [value]
        assert {name: set(of) for name, of in values.items()} == {name: set(of) for name, of in expected.items() if of}
        assert found.years == tuple(int(period[end][:4]) if end in period else None for end in ('from', 'to'))
        for name, of in expected.items():
            used[name].update(of)
    titles = {(page.kind, page.id): page.title for page in written}
    for facet in finder.facets:
        assert {value for value, _ in facet.values} == used[facet.name]
        for value, label in facet.values:
            assert label == titles.get((facet.name, value), label)
            assert label
