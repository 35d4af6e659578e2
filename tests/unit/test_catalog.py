"""The catalogue: order, indexes, selection; and the faults that show when all pages are known."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from s3ext.core.model.catalog import Catalog, check_entries
from s3ext.core.model.entries import Entry
from s3ext.core.model.fact_sheet import record_facts
from s3ext.core.model.sheet import RecordLink
from s3ext.core.page.validate import validate
from s3ext.core.problems import Problem, ProblemCode
from s3ext.handbook import PROFILE
from s3ext.handbook.codes import HandbookCode
from s3ext.handbook.language import SWEDISH
from tests.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from s3ext.core.model.labels import Labels
    from s3ext.core.model.vocabulary import Vocabulary


TODAY = '2026-06-15'


def ids(items: Iterable[object]) -> list[str]:
    return [getattr(item, 'id', '') for item in items]


def test_swedish_title_order(make: Callable[..., Entry]) -> None:
    titles = {
        'docs/themes/a': 'Örter',
        'docs/themes/b': 'Ängar',
        'docs/themes/c': 'Åar',
        'docs/themes/d': 'zonen',
        'docs/themes/e': 'Fas 10',
        'docs/themes/f': 'Fas 9',
    }
    entries = [make(docname) for docname in titles]
    for order in itertools.permutations(entries):
        catalog = Catalog(order, titles, KINDS, SWEDISH)
        assert ids(catalog.of_type('theme')) == ['f', 'e', 'd', 'c', 'b', 'a']


def test_a_page_without_title_is_called_by_its_id(make: Callable[..., Entry]) -> None:
    catalog = Catalog([make('docs/themes/vatten')], {}, KINDS)
    assert [item.title for item in catalog.of_type('theme')] == ['vatten']


def test_chapters_in_reading_order(make: Callable[..., Entry]) -> None:
    entries = [
        make('docs/handbook/a', order='2'),
        make('docs/handbook/b', order='10'),
        make('docs/handbook/d', order='1'),
        make('docs/handbook/c', order='1'),
    ]
    assert ids(Catalog(entries, {}, KINDS).of_type('chapter')) == ['c', 'd', 'a', 'b']


def test_look_ups(make: Callable[..., Entry]) -> None:
    entries = [make('docs/themes/vatten'), make('docs/pilots/prov'), make('docs/about/sida'), make('index')]
    catalog = Catalog(entries, {'docs/pilots/prov': 'Provet'}, KINDS)
    pilot = catalog.get('pilot', 'prov')
    assert pilot is not None
    assert (pilot.title, pilot.docname, pilot.record) == ('Provet', 'docs/pilots/prov', entries[1].record)
    assert catalog.at('docs/pilots/prov') is pilot
    assert catalog.find('prov') == (pilot,)
    assert catalog.get('theme', 'prov') is None
    assert catalog.at('docs/about/sida') is None
    assert catalog.find('sida') == ()
    assert catalog.of_type('page') == ()
    assert catalog.of_type('region') == ()


def test_an_invalid_page_is_in_no_catalogue() -> None:
    entry = Entry(docname='docs/themes/vatten', path='docs/themes/vatten.md', type='theme', record=None)
    assert Catalog([entry], {}, KINDS).of_type('theme') == ()


@pytest.fixture
def cases(make: Callable[..., Entry]) -> list[Entry]:
    return [
        make('cases/alfa/ett', regions=['alfa', 'orsa'], themes=['vatten'], process=['fardplan']),
        make('cases/alfa/tva', regions=['alfa'], themes=['vatten', 'varme'], pilots=['prov']),
        make('cases/orsa/tre', regions=['orsa'], themes=['varme'], process=['fardplan', 'roller-ansvar']),
        make('cases/nationellt/fyra'),
    ]


@pytest.mark.parametrize(
    ('where', 'found'),
    [
        ([], ['ett', 'fyra', 'tre', 'tva']),
        ([('region', 'alfa')], ['ett', 'tva']),
        ([('region', 'orsa')], ['ett', 'tre']),
        ([('theme', 'varme')], ['tre', 'tva']),
        ([('pilot', 'prov')], ['tva']),
        ([('process', 'roller-ansvar')], ['tre']),
        ([('region', 'orsa'), ('theme', 'vatten')], ['ett']),
        ([('theme', 'vatten'), ('region', 'orsa')], ['ett']),
        ([('region', 'orsa'), ('process', 'fardplan'), ('theme', 'varme')], ['tre']),
        ([('region', 'alfa'), ('region', 'orsa')], ['ett']),
        ([('region', 'alfa'), ('theme', 'sol')], []),
        ([('region', 'vatten')], []),
        ([('colour', 'alfa')], []),
    ],
)
def test_select(where: list[tuple[str, str]], found: list[str], cases: list[Entry]) -> None:
    for entries in (cases, cases[::-1]):
        assert ids(Catalog(entries, {}, KINDS).select('case', where)) == found


def test_select_is_of_one_kind(cases: list[Entry], make: Callable[..., Entry]) -> None:
    pilot = make('docs/pilots/prov', regions=['alfa'])
    catalog = Catalog([*cases, pilot], {}, KINDS)
    assert ids(catalog.select('pilot', [('region', 'alfa')])) == ['prov']
    assert ids(catalog.select('case', iter([('region', 'alfa')]))) == ['ett', 'tva']


def test_page_of_a_term(make: Callable[..., Entry]) -> None:
    entries = [make('docs/handbook/intro', order='0'), make('docs/handbook/plan', process='fardplan')]
    catalog = Catalog(entries, {}, KINDS)
    assert catalog.page_of('process', 'fardplan') == catalog.get('chapter', 'plan')
    assert catalog.page_of('process', 'roller-ansvar') is None
    assert catalog.page_of('stage', 'fardplan') is None


def test_facets_of_the_newer_kinds(make: Callable[..., Entry]) -> None:
    met = [
        {'obstacle': name, 'handled': handled, 'how': 'Så.', 'source': ['rapport']}
        for name, handled in (('mandat', 'yes'), ('pengar', 'no'), ('mandat', 'no'))
    ]
    entries = [
        make('cases/nationellt/ett', obstacles=met, adapted_from=['tva'], helix=['public']),
        make('cases/nationellt/tva', stage='running'),
        make('docs/workshops/dag', cases=['ett', 'tva'], audience=['officer', 'cluster']),
        make('docs/methods/metod', cases=['tva'], effort='low'),
        make('docs/obstacles/mandat', level=['eu'], process=['fardplan']),
        make('docs/themes/sol', broader='energi'),
    ]
    catalog = Catalog(entries, {}, KINDS)

    def found(kind: str, facet: str, value: str) -> list[str]:
        return ids(catalog.select(kind, [(facet, value)]))

    assert found('case', 'obstacle', 'mandat') == ['ett']
    assert found('case', 'handled', 'no') == ['ett']
    assert found('case', 'handled', 'partly') == []
    assert found('case', 'adapted_from', 'tva') == ['ett']
    assert found('case', 'stage', 'running') == ['tva']
    assert found('case', 'helix', 'public') == ['ett']
    assert found('workshop', 'case', 'tva') == ['dag']
    assert found('workshop', 'audience', 'cluster') == ['dag']
    assert found('method', 'case', 'ett') == []
    assert found('method', 'effort', 'low') == ['metod']
    assert found('obstacle', 'level', 'eu') == ['mandat']
    assert found('obstacle', 'process', 'fardplan') == ['mandat']
    assert found('theme', 'broader', 'energi') == ['sol']
    # dates and numbers are no facets
    assert found('workshop', 'minutes', '90') == []
    assert found('case', 'from', '2020') == []


def test_terms_of_the_glossary_in_swedish_order(make: Callable[..., Entry]) -> None:
    def term(term_id: str, word: str) -> dict[str, object]:
        return {
            'id': term_id,
            'term': word,
            'term_en': 'x',
            'definition': 'Det betyder så.',
            'source': ['rapport'],
            'category': 'grundbegrepp',
            'short': [],
        }

    glossary = make('docs/glossary', terms=[term('b', 'ämne'), term('a', 'åtgärd'), term('c', 'Zon'), term('d', 'zon')])
    catalog = Catalog([make('docs/themes/vatten'), glossary], {}, KINDS, SWEDISH)
    assert ids(catalog.terms()) == ['c', 'd', 'a', 'b']
    found = catalog.term('a')
    assert found is not None
    assert found.term == 'åtgärd'
    assert catalog.term('x') is None
    assert catalog.glossary is glossary
    assert catalog.of_type('glossary') == ()
    empty = Catalog([], {}, KINDS)
    assert (empty.glossary, empty.terms(), empty.term('a')) == (None, (), None)


def test_nearest(make: Callable[..., Entry]) -> None:
    catalog = Catalog([make('docs/regions/vastra-gotaland'), make('docs/themes/vatten')], {}, KINDS)
    assert catalog.nearest('Västra Götaland') == 'vastra-gotaland'
    assert catalog.nearest('vaten') == 'vatten'
    assert catalog.nearest('vaten', ['region']) == ''


def test_the_same_id_twice_is_reported_the_same_way_in_any_order(make: Callable[..., Entry]) -> None:
    entries = [
        make('cases/orsa/vatten', regions=['orsa']),
        make('cases/alfa/vatten', regions=['alfa']),
        make('docs/themes/vatten'),
        make('docs/regions/alfa'),
        make('docs/regions/orsa', county_code='03'),
        make('docs/themes/index'),
        make('docs/pilots/index'),
    ]
    details = (('value', 'vatten'), ('other', 'cases/alfa/vatten.md'))
    for order in itertools.islice(itertools.permutations(entries), 0, None, 7):
        catalog = Catalog(order, {}, KINDS)
        assert check_entries(order, catalog, TODAY) == [
            Problem(path=path, line=1, column=1, code=ProblemCode.DUPLICATE_ID, details=details)
            for path in ('cases/orsa/vatten.md', 'docs/themes/vatten.md')
        ]
        first = catalog.get('case', 'vatten')
        assert first is not None
        assert first.docname == 'cases/alfa/vatten'


def test_two_chapters_on_one_process_element(make: Callable[..., Entry]) -> None:
    entries = [
        make('docs/handbook/b', process='fardplan'),
        make('docs/handbook/a', process='fardplan'),
        make('docs/handbook/c'),
        make('docs/handbook/d'),
    ]
    details = (('value', 'fardplan'), ('other', 'docs/handbook/a.md'))
    for order in (entries, entries[::-1]):
        assert check_entries(order, Catalog(order, {}, KINDS), TODAY) == [
            Problem(path='docs/handbook/b.md', line=1, column=1, code=ProblemCode.TERM_TAKEN, details=details)
        ]


UNKNOWN = """\
---
summary: Ett fall vars hänvisningar leder fel, utom en, bara för testerna.
regions: [alfa, Västra Götaland]
themes:
  - vaten
  - skog
process: []
period: {from: 2020, to: 2022}
stage: finished
s3_link: namns
pilots: [prov]
related: [ett]
reviewed_on: 2026-01-01
sources:
  - {id: rapport, publisher: Region Alfa, title: Rapport, url: "https://example.org/rapport"}
---

# Fallet

Text.[^rapport]
"""


def test_unknown_references(vocabulary: Vocabulary, make: Callable[..., Entry]) -> None:
    text = UNKNOWN.replace('Västra Götaland', 'vastra-gotland')
    entry, _, problems = validate(text, 'cases/alfa/fall', 'cases/alfa/fall.md', vocabulary)
    assert problems == []
    others = [make('docs/regions/alfa'), make('docs/regions/vastra-gotaland', county_code='14')]
    others.append(make('docs/themes/vatten'))
    entries = [entry, *others, make('docs/pilots/prov')]

    def unknown(line: int, column: int, kind: str, value: str, nearest: str) -> Problem:
        details = (('kind', kind), ('value', value), ('nearest', nearest))
        return Problem(
            path='cases/alfa/fall.md', line=line, column=column, code=ProblemCode.UNKNOWN_RECORD, details=details
        )

    assert sorted(check_entries(entries, Catalog(entries, {}, KINDS), TODAY)) == [
        unknown(3, 17, 'region', 'vastra-gotland', 'vastra-gotaland'),
        unknown(5, 5, 'theme', 'vaten', 'vatten'),
        unknown(6, 5, 'theme', 'skog', ''),
        unknown(12, 11, 'case', 'ett', ''),
    ]


def test_references_in_a_faulty_header_are_checked_too(vocabulary: Vocabulary, make: Callable[..., Entry]) -> None:
    entry, _, problems = validate(UNKNOWN, 'cases/alfa/fall', 'cases/alfa/fall.md', vocabulary)
    assert [problem.code for problem in problems] == [ProblemCode.BAD_ID]
    assert entry.record is None
    entries = [entry, make('docs/regions/vastra-gotaland')]
    found = check_entries(entries, Catalog(entries, {}, KINDS), TODAY)
    assert ('value', 'Västra Götaland') in found[1].details
    assert ('nearest', 'vastra-gotaland') in found[1].details


def test_a_page_with_faults_of_its_own_exists(make: Callable[..., Entry]) -> None:
    case = make('cases/alfa/fall', regions=['alfa'])
    region = Entry(docname='docs/regions/alfa', path='docs/regions/alfa.md', type='region', record=None)
    assert check_entries([case, region], Catalog([case, region], {}, KINDS), TODAY) == []
    assert [problem.code for problem in check_entries([case], Catalog([case], {}, KINDS), TODAY)] == [
        ProblemCode.UNKNOWN_RECORD
    ]


def test_a_page_that_names_itself(vocabulary: Vocabulary, make: Callable[..., Entry]) -> None:
    text = UNKNOWN.replace('Västra Götaland', 'alfa-2').replace('related: [ett]', 'related: [fall]')
    entry, _, _ = validate(text, 'cases/alfa/fall', 'cases/alfa/fall.md', vocabulary)
    found = [problem for problem in check_entries([entry], Catalog([entry], {}, KINDS), TODAY) if problem.line == 12]
    assert found == [
        Problem(
            path='cases/alfa/fall.md', line=12, column=11, code=ProblemCode.SELF_REFERENCE, details=(('value', 'fall'),)
        )
    ]


def ring_of(kind: str, size: int, make: Callable[..., Entry]) -> list[Entry]:
    """Pages *kind* of which each leads to the next, and the last to the first."""
    folder, field = {'theme': ('docs/themes', 'broader'), 'case': ('cases/nationellt', 'adapted_from')}[kind]
    names = [f'sida-{n}' for n in range(size)]
    following = [*names[1:], names[0]]
    values = {name: to if kind == 'theme' else [to] for name, to in zip(names, following, strict=True)}
    return [make(f'{folder}/{name}', **{field: values[name]}) for name in names]


@pytest.mark.parametrize('kind', ['theme', 'case'])
@pytest.mark.parametrize('size', [2, 3, 7])
def test_relations_in_a_ring(kind: str, size: int, make: Callable[..., Entry]) -> None:
    entries = ring_of(kind, size, make)
    [problem] = check_entries(entries, Catalog(entries, {}, KINDS), TODAY)
    assert (problem.path, problem.code) == (entries[0].path, ProblemCode.REFERENCE_RING)
    names = [f'sida-{n % size}' for n in range(size + 1)]
    assert dict(problem.details) == {'value': 'sida-1', 'ring': ' → '.join(names)}
    assert problem.column > 1
    assert check_entries(entries[:-1], Catalog(entries[:-1], {}, KINDS), TODAY)[0].code is ProblemCode.UNKNOWN_RECORD


def test_two_ways_to_the_same_page_are_no_ring(make: Callable[..., Entry]) -> None:
    cases = {'a': ['b', 'c'], 'b': ['d'], 'c': ['d'], 'd': []}
    entries = [make(f'cases/nationellt/{name}', adapted_from=to) for name, to in cases.items()]
    assert check_entries(entries, Catalog(entries, {}, KINDS), TODAY) == []


def test_two_regions_with_one_county(make: Callable[..., Entry]) -> None:
    entries = [make('docs/regions/alfa'), make('docs/regions/orsa')]
    [problem] = check_entries(entries, Catalog(entries, {}, KINDS), TODAY, PROFILE.rules)
    details = {'cause': 'county_taken', 'value': '01', 'other': 'docs/regions/alfa.md'}
    assert (problem.path, problem.code, dict(problem.details)) == (
        'docs/regions/orsa.md',
        HandbookCode.COUNTY_CODE,
        details,
    )
    assert problem.column > 1


def test_a_border_with_one_side(vocabulary: Vocabulary, make: Callable[..., Entry]) -> None:
    others = [
        make('docs/regions/angby', county_code='04', borders=['alfa']),
        make('docs/regions/orsa', county_code='03', borders=[]),
        make('docs/regions/ceda', county_code='05'),
    ]
    alfa = make('docs/regions/alfa', borders=['angby', 'orsa', 'ceda'])
    entries = [alfa, *others]
    found = check_entries(entries, Catalog(entries, {}, KINDS), TODAY, PROFILE.rules)
    assert [(problem.path, problem.code, dict(problem.details)) for problem in found] == [
        (
            'docs/regions/alfa.md',
            HandbookCode.ONE_SIDED_BORDER,
            {'value': name, 'id': 'alfa', 'other': f'docs/regions/{name}.md'},
        )
        for name in ('orsa', 'ceda')
    ]
    assert found[0].column != found[1].column or found[0].line != found[1].line
    both = [make('docs/regions/alfa', borders=['angby']), others[0]]
    assert check_entries(both, Catalog(both, {}, KINDS), TODAY, PROFILE.rules) == []


def test_no_neighbours_is_not_the_same_as_unknown_ones(labels: Labels, make: Callable[..., Entry]) -> None:
    def neighbours(**header: object) -> tuple[tuple[object, ...], ...]:
        record = make('docs/regions/alfa', **header).record
        assert record is not None
        facts = {fact.name: fact.values for fact in record_facts(record, labels)}
        return next((facts[name] for name in names if name in facts), facts[labels.texts['not_stated']])

    names = [labels.texts.sheet_label('Region', 'borders', many=many) for many in (True, False)]
    [[unknown]] = neighbours()
    assert names[0] in str(unknown).split(', ')
    assert neighbours(borders=[]) == ((labels.texts['no_borders'],),)
    assert neighbours(borders=['orsa']) == ((RecordLink('region', 'orsa'),),)
