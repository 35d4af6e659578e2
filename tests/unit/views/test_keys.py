"""Keys of views, the table of views, and fingerprints of what is printed."""

from __future__ import annotations

import dataclasses
import itertools
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.digests import digest
from s3ext.core.model.labels import Labels
from s3ext.core.views import (
    Site,
    ViewError,
    ViewKey,
    check_filter,
    filtered_records,
    printed,
    type_of_option,
)
from s3ext.handbook.areas import MAP
from tests.kinds import KINDS, VIEWS
from tests.texts import load_texts
from tests.unit.conftest import SUMMARY
from tests.unit.views.conftest import TITLES, met, priority, result

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.model.vocabulary import Vocabulary

Headers = dict[str, dict[str, Any]]

OPTIONS: list[dict[str, str]] = [
    {},
    {'type': 'case'},
    {'type': 'pilot'},
    {'group': 'theme'},
    {'region': 'vastra-gotaland'},
    {'region': 'alfa', 'theme': 'vatten'},
    {'filter': 'theme = "a, b" and not (stage in [x] or from >= 2020)'},
    {'filter': 'theme = "å\'ä\\ö"'},
    {'theme': 'a=b', 'filter': '{"a": 1}'},
    {'sort': 'from desc, title', 'limit': '5'},
    {'theme': '<b>&amp;\u2028'},
]


@pytest.mark.parametrize('kind', [*VIEWS, 'count'])
@pytest.mark.parametrize('options', OPTIONS)
def test_keys_travel_as_text(kind: str, options: dict[str, str]) -> None:
    key = ViewKey.make(kind, options)
    assert ViewKey.parse(str(key)) == key
    assert dict(key.options) == options
    assert '\n' not in str(key)


def test_equal_keys_are_equal_texts_and_others_are_not() -> None:
    assert ViewKey.make('records', {'b': '1', 'a': '2', 'c': ''}) == ViewKey.make('records', {'a': '2', 'b': '1'})
    keys = {str(ViewKey.make(kind, options)) for kind in VIEWS for options in OPTIONS}
    assert len(keys) == len(VIEWS) * len(OPTIONS)
    assert sorted([ViewKey.make('b', {}), ViewKey.make('a', {'x': 'y'}), ViewKey.make('a', {})])[0].kind == 'a'


def test_the_kind_of_records() -> None:
    assert type_of_option({}, KINDS) == 'case'
    assert type_of_option({'type': 'workshop'}, KINDS) == 'workshop'
    for name in ('glossary', 'page', '', 'Case'):
        with pytest.raises(ViewError) as raised:
            type_of_option({'type': name}, KINDS)
        assert raised.value.details['allowed'].split(', ')[0] == 'case'


def test_filters_know_the_fields_of_their_kind(vocabulary: Vocabulary) -> None:
    check_filter('workshop', 'minutes > 60', vocabulary)
    with pytest.raises(ViewError) as raised:
        check_filter('case', 'minutes > 60', vocabulary)
    assert (raised.value.cause, raised.value.details['column']) == ('query_field', '1')


@pytest.mark.parametrize(
    ('kind', 'text', 'value', 'column'),
    [
        ('case', 'stage = klart', 'klart', 9),
        ('case', 'from > 2020 and not (theme or stage != finnished)', 'finnished', 40),
        ('case', 'stage in [running, "helt klart"]', 'helt klart', 21),
        ('case', 'stage = ""', '', 10),
        # lists whose field has another name
        ('pilot', 'kind = nationell', 'nationell', 8),
        ('obstacle', 'level = national and level = hemma', 'hemma', 30),
    ],
)
def test_filters_know_the_closed_lists(kind: str, text: str, value: str, column: int, vocabulary: Vocabulary) -> None:
    with pytest.raises(ViewError) as raised:
        check_filter(kind, text, vocabulary)
    details = raised.value.details
    assert (raised.value.cause, details['value'], details['column']) == ('query_term', value, str(column))
    field = KINDS.fields[kind][text.split()[0] if 'stage' not in text else 'stage']
    assert details['allowed'].split(', ') == list(vocabulary.ids(field.of))


@pytest.mark.parametrize(
    ('kind', 'text'),
    [
        ('case', ''),
        ('case', 'stage and from = 1066 and to < hela'),
        ('workshop', 'minutes = 7'),
        ('case', 'stage in [running, finished] or theme = finns-inte'),  # records are known when all is read
    ],
)
def test_other_values_are_free(kind: str, text: str, vocabulary: Vocabulary) -> None:
    check_filter(kind, text, vocabulary)


def test_records_that_a_filter_names() -> None:
    text = 'theme in [a, b] and not (stage = running or region != c) and pilot and from > 2020'
    assert list(filtered_records('case', text, KINDS)) == [
        ('theme', 'a'),
        ('theme', 'b'),
        ('region', 'c'),
    ]


#: a view of each kind, with options where it needs some
KEYS = {
    'records': ViewKey.make('records', {}),
    'grouped': ViewKey.make('records', {'region': 'alfa', 'group': 'theme'}),
    'plain': ViewKey.make('records', {'style': 'plain', 'filter': 'region = alfa'}),
    'table': ViewKey.make('records', {'type': 'region', 'style': 'table'}),
    'count': ViewKey.make('count', {'theme': 'varme'}),
    'catalogue': ViewKey.make('catalogue', {}),
    'matrix': ViewKey.make('matrix', {'rows': 'theme', 'columns': 'region', 'page': 'docs/sida'}),
    'map': ViewKey.make('map', {}),
    'where': ViewKey.make('where', {'type': 'pilot', 'id': 'prov'}),
    'wheel': ViewKey.make('wheel', {}),
    'choices': ViewKey.make('choices', {}),
    'evidence': ViewKey.make('evidence', {}),
    'related': ViewKey.make('related', {'id': 'tva'}),
    'backlinks': ViewKey.make('backlinks', {'id': 'ett'}),
    'tools': ViewKey.make('tools', {'region': 'alfa'}),
    'takers': ViewKey.make('takers', {'id': 'kort'}),
    'handled': ViewKey.make('handled', {'id': 'mandat'}),
    'peers': ViewKey.make('peers', {'id': 'alfa'}),
    'partners': ViewKey.make('partners', {'id': 'alfa'}),
    'like-cases': ViewKey.make('like-cases', {'id': 'alfa'}),
    'adaptations': ViewKey.make('adaptations', {'id': 'alfa'}),
    'timeline': ViewKey.make('timeline', {}),
    'questions': ViewKey.make('questions', {}),
    'sources': ViewKey.make('sources', {'type': 'pilot'}),
    'compare': ViewKey.make('compare', {}),
    'claims': ViewKey.make('claims', {'page': 'docs/sida'}),
    'deselected': ViewKey.make('deselected', {}),
    'former': ViewKey.make('former', {}),
    'news': ViewKey.make('news', {'since': '2026-01-15'}),
    'completeness': ViewKey.make('completeness', {}),
    'gaps': ViewKey.make('gaps', {}),
    'open-data': ViewKey.make('open-data', {}),
    'reviews': ViewKey.make('reviews', {}),
    'contacts': ViewKey.make('contacts', {}),
}
OTHER = 'En helt annan sammanfattning, även den lång nog för att duga.'
#: what is changed (page, field, value), and the views that then print something else
CHANGES: list[tuple[str, str, Any, set[str]]] = [
    ('cases/alfa/tva', 'summary', OTHER, {'records', 'grouped', 'catalogue'}),
    ('cases/orsa/tre', 'summary', OTHER, {'records', 'catalogue'}),
    ('cases/alfa/ett', 'summary', OTHER, {'records', 'grouped', 'catalogue'}),
    ('docs/workshops/dag', 'summary', OTHER, {'backlinks', 'tools', 'takers'}),
    ('docs/regions/orsa', 'summary', OTHER, {'table'}),
    ('docs/pilots/prov', 'summary', OTHER, set()),
    (
        'cases/alfa/tva',
        'period',
        {'from': '2020-05'},
        {'records', 'grouped', 'catalogue', 'backlinks', 'handled'},
    ),
    ('docs/pilots/prov', 'period', {'from': '2021'}, {'timeline'}),
    ('cases/alfa/tva', 'actors', ['Alfa AB'], {'completeness'}),
    # the catalogue is chosen from by it
    ('cases/alfa/tva', 'stage', 'finished', {'catalogue'}),
    ('cases/alfa/tva', 'stage', 'stopped', {'deselected', 'catalogue'}),
    ('cases/alfa/tva', 'questions', ['Vem betalar?'], {'questions', 'completeness'}),
    ('cases/alfa/tva', 'reviewed_on', '2026-01-02', set()),
    ('cases/alfa/tva', 'reviewed_on', '2026-01-20', {'news'}),
    ('cases/alfa/tva', 'reviewed_on', '2025-01-20', {'reviews'}),
    ('cases/alfa/tva', 'review_every', '2', {'reviews'}),
    ('cases/alfa/tva', 'added_on', '2026-02-01', {'news'}),
    ('cases/alfa/tva', 'obstacles', [met('mandat', 'partly', 'På ett annat sätt.')], {'handled'}),
    ('cases/alfa/tva', 'obstacles', [met('mandat', 'yes')], {'handled'}),
    ('cases/alfa/tva', 'related', ['tre'], {'related'}),
    ('cases/alfa/tva', 'results', [result('document')], {'claims', 'catalogue', 'completeness', 'evidence'}),
    ('docs/obstacles/mandat', 'owner', ['EU'], set()),
    ('docs/regions/alfa', 'authority', 'Nya Alfa', set()),
    ('docs/regions/alfa', 'county_code', '05', {'map', 'where'}),
    ('docs/regions/orsa', 'priorities', [priority('vatten')], {'peers', 'partners', 'choices', 'compare'}),
    ('docs/regions/orsa', 'structure', ['kust', 'glest'], {'compare'}),
    ('docs/regions/orsa', 'structure', ['glest'], {'peers', 'like-cases', 'compare'}),
    ('cases/alfa/tva', 'changed', 'Allt.', {'backlinks', 'adaptations'}),
    ('docs/regions/alfa', 'ask', {'role': 'Strateg', 'unit': 'A', 'valid_until': '2026-07-01'}, {'contacts'}),
    # the first contact that a neighbour of its has
    ('docs/regions/alfa', 'ask', {'role': 'Strateg', 'unit': 'A', 'valid_until': '2027-07-01'}, {'contacts'}),
    ('docs/handbook/plan', 'process', 'insatser-verktyg', {'wheel'}),
    ('docs/methods/mata', 'cases', ['tva'], {'tools'}),
    ('docs/methods/mata', 'process', ['fardplan'], {'gaps'}),
    ('docs/methods/mata', 'process', ['roller-ansvar', 'fardplan'], set()),
]


def fingerprints(site: Site) -> dict[str, str]:
    site = dataclasses.replace(site, map=MAP)
    return {name: digest(printed(key, site)) for name, key in KEYS.items()}


def changed(before: Site, after: Site) -> set[str]:
    old, new = fingerprints(before), fingerprints(after)
    return {name for name in KEYS if old[name] != new[name]}


@pytest.fixture
def rich(headers: Headers) -> Headers:
    """The small site with more that can be printed."""
    headers['cases/alfa/tva']['adapted_from'] = ['ett']
    for region in ('alfa', 'orsa'):
        headers[f'docs/regions/{region}']['structure'] = ['kust']
    headers['docs/workshops/dag']['print_list'] = [{'template': 'kort', 'per_person': '2'}]
    headers['docs/templates/kort'] = {'process': ['fardplan']}
    headers['docs/templates/lista'] = {'process': ['fardplan']}
    return headers


def test_every_view_has_a_key() -> None:
    assert {key.kind for key in KEYS.values()} == {*VIEWS, 'count'}


@pytest.mark.parametrize(('docname', 'field', 'value', 'views'), CHANGES, ids=range(len(CHANGES)))
def test_a_digest_changes_when_and_only_when_what_is_printed_does(
    docname: str, field: str, value: Any, views: set[str], rich: Headers, build: Callable[..., Site]
) -> None:
    before = build(rich, TITLES)
    rich[docname] = rich[docname] | {field: value}
    if value == 'stopped':
        rich[docname]['reason'] = 'Det var för dyrt.'
        rich[docname]['instead'] = 'Något annat.'
    assert changed(before, build(rich, TITLES)) == views


@pytest.mark.parametrize(
    ('docname', 'title', 'views'),
    [
        ('docs/pilots/prov', 'Nya piloten', {'timeline', 'sources', 'where', 'catalogue', 'compare'}),
        ('docs/obstacles/mandat', 'Nytt mandat', {'catalogue'}),
        ('docs/handbook/plan', 'Nytt kapitel', set()),
        ('docs/methods/mata', 'Nya sätt', set()),
        ('docs/workshops/dag', 'Ny dag', {'backlinks', 'tools', 'takers'}),
        ('docs/templates/lista', 'Ny lista', {'takers'}),
        ('docs/themes/aska', 'Aska', {'gaps', 'choices'}),
        ('docs/themes/varme', 'Ny värme', {'grouped', 'matrix', 'gaps', 'related', 'choices', 'catalogue'}),
        ('docs/regions/angby', 'Nya Ängby', {'table', 'map', 'gaps', 'partners', 'choices', 'compare'}),
        ('cases/nationellt/fyra', 'Nytt fall', {'records', 'catalogue', 'deselected', 'completeness'}),
    ],
)
def test_a_title_changes_the_digests_of_the_views_that_print_it(
    docname: str, title: str, views: set[str], rich: Headers, build: Callable[..., Site]
) -> None:
    assert changed(build(rich, TITLES), build(rich, TITLES | {docname: title})) == views


def plain(value: object) -> object:
    """Everything that *value* holds, as lists and texts: written without ``repr``."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = [plain(getattr(value, field.name)) for field in dataclasses.fields(value)]
        return [type(value).__name__, *found]
    return [plain(part) for part in value] if isinstance(value, tuple) else value


@pytest.mark.slow
def test_equal_digests_are_equal_prints(rich: Headers, build: Callable[..., Site]) -> None:
    sites = [build(rich, TITLES)]
    for docname, field, value, _ in CHANGES:
        more = {'reason': 'Det var för dyrt.', 'instead': 'Något annat.'} if value == 'stopped' else {}
        sites.append(build(rich | {docname: rich[docname] | {field: value} | more}, TITLES))
    for key in KEYS.values():
        prints = [printed(key, site) for site in sites]
        for (one, two), (first, second) in zip(
            itertools.combinations(prints, 2),
            itertools.combinations([json.dumps(plain(found)) for found in prints], 2),
            strict=True,
        ):
            assert (digest(one) == digest(two)) == (first == second)


def test_the_order_of_the_pages_changes_nothing(rich: Headers, build: Callable[..., Site]) -> None:
    backwards = dict(reversed(rich.items()))
    assert list(backwards) != list(rich)
    assert fingerprints(build(backwards, TITLES)) == fingerprints(build(rich, TITLES))


def test_today_changes_only_what_is_due(rich: Headers, build: Callable[..., Site]) -> None:
    assert changed(build(rich, TITLES), build(rich, TITLES, today='2026-06-16')) == set()
    assert changed(build(rich, TITLES), build(rich, TITLES, today='2027-06-16')) == {'reviews', 'timeline'}


def test_another_language_prints_something_else(rich: Headers, build: Callable[..., Site]) -> None:
    site = build(rich, TITLES)
    english = dataclasses.replace(site, labels=Labels(texts=load_texts('en'), vocabulary=site.labels.vocabulary))
    same = {'count', 'table', 'peers', 'partners', 'plain'}
    assert changed(site, english) >= KEYS.keys() - same
    assert SUMMARY in repr(printed(KEYS['records'], english))


def test_different_parts_have_different_digests() -> None:
    parts: list[tuple[object, ...]] = [(), ('',), ('', ''), ('a', 'b'), ('ab',), (('a', 'b'),), (1,), ('1',), (None,)]
    assert len({digest(*part) for part in parts}) == len(parts)


@pytest.mark.slow
@pytest.mark.parametrize('seed', ['0', '4242'])
def test_a_digest_is_the_same_in_every_process(seed: str) -> None:
    parts = "'case', ('a', None), {'b': 1}"
    program = f'import sys; from s3ext.core.digests import digest; sys.stdout.write(digest({parts}))'
    environment = os.environ | {'PYTHONHASHSEED': seed}
    done = subprocess.run(
        [sys.executable, '-c', program], capture_output=True, encoding='utf-8', check=True, env=environment
    )
    assert done.stdout == digest('case', ('a', None), {'b': 1})
