"""The table of fields and what makes an entry whole: both fit the records they speak of."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest

from s3ext.core.model.completeness import lacks, share
from s3ext.core.model.fields import Kind
from s3ext.core.model.header import Header
from tests.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.model.entries import Entry

DOCNAMES = {
    **{kind: f'{folder}/a' for kind, folder in KINDS.folders.items() if kind in KINDS.listed},
    'case': 'cases/nationellt/a',
    'theme': 'docs/themes/a',
    'pilot': 'docs/pilots/a',
    'region': 'docs/regions/a',
    'chapter': 'docs/handbook/a',
    'obstacle': 'docs/obstacles/a',
    'method': 'docs/methods/a',
    'workshop': 'docs/workshops/a',
}


def test_every_kind_that_can_be_listed_has_fields() -> None:
    assert KINDS.fields.keys() == set(KINDS.listed) == DOCNAMES.keys()
    for known in KINDS.fields.values():
        assert all(name == field.name for name, field in known.items())
        assert {'reviewed_on', 'added_on'} <= known.keys()


def test_what_values_are_ids_of_exists() -> None:
    for known in KINDS.fields.values():
        for field in known.values():
            if field.kind is Kind.RECORD:
                assert field.of in KINDS.listed
            elif field.kind is Kind.TERM:
                assert field.of in KINDS.lists
            else:
                assert field.of == ''
            assert field.is_facet == (field.kind in (Kind.RECORD, Kind.TERM))


@pytest.mark.parametrize('kind', DOCNAMES)
def test_every_field_can_be_read_from_the_smallest_record(kind: str, make: Callable[..., Entry]) -> None:
    record = make(DOCNAMES[kind]).record
    assert record is not None
    for field in KINDS.fields[kind].values():
        found = field.values(record)
        assert isinstance(found, tuple)
        assert all(isinstance(value, str) and value for value in found)
        assert len(set(found)) == len(found)
        assert found == KINDS.values(kind, field.name, record)
    assert KINDS.values(kind, 'finns-inte', record) == ()


def test_values_are_what_is_written(make: Callable[..., Entry]) -> None:
    def read(docname: str, **header: object) -> dict[str, tuple[str, ...]]:
        entry = make(docname, **header)
        assert entry.record is not None
        found = {field.name: field.values(entry.record) for field in KINDS.fields[entry.type].values()}
        return {name: value for name, value in found.items() if value}

    dates = {'reviewed_on': ('2026-01-01',), 'status': ('reviewed',), 'written_by': ('redaktionen',)}
    obstacles = [
        {'obstacle': name, 'handled': handled, 'how': 'Så.', 'source': ['rapport']}
        for name, handled in (('mandat', 'no'), ('pengar', 'yes'), ('mandat', 'yes'))
    ]
    results = [{'claim': 'Ja.', 'evidence': kind, 'source': ['rapport']} for kind in ('stated', 'expected', 'stated')]
    case = read(
        'cases/alfa/a',
        regions=['alfa', 'orsa'],
        themes=['vatten'],
        obstacles=obstacles,
        results=results,
        period={'from': '2020-03'},
        added_on='2026-02-02',
    )
    assert case == dates | {
        'region': ('alfa', 'orsa'),
        'theme': ('vatten',),
        'obstacle': ('mandat', 'pengar'),
        'handled': ('no', 'yes'),
        'evidence': ('stated', 'expected'),
        'from': ('2020-03',),
        'stage': ('finished',),
        's3_link': ('namns',),
        'added_on': ('2026-02-02',),
    }
    priorities = [
        {'label': 'Ett', 'themes': ['vatten', 'varme'], 'source': ['rapport']},
        {'label': 'Två', 'themes': ['vatten'], 'source': ['rapport'], 'kind': 'emerging'},
        {
            'label': 'Tre',
            'themes': ['sol'],
            'source': ['rapport'],
            'kind': 'deselected',
            'reason': 'Dyrt.',
            'instead': 'Vatten.',
        },
    ]
    region = read('docs/regions/a', priorities=priorities)
    assert region == dates | {'theme': ('vatten', 'varme'), 'nuts2': ('SE11',)}
    assert read('docs/themes/a', broader='energi') == dates | {'broader': ('energi',)}
    assert read('docs/methods/a', cases=['x'], effort='low') == dates | {'case': ('x',), 'effort': ('low',)}
    workshop = read('docs/workshops/a', themes=['sol'])
    assert workshop == dates | {'theme': ('sol',), 'audience': ('officer',), 'minutes': ('90',)}
    pilot = read('docs/pilots/a', regions=['alfa'])
    assert pilot == dates | {
        'region': ('alfa',),
        'kind': ('nationell-pilot',),
        'level': ('national',),
        'from': ('2020',),
        'to': ('2022',),
        'stage': ('finished',),
    }
    obstacle = read('docs/obstacles/a', process=['fardplan'])
    assert obstacle == dates | {'level': ('regional',), 'process': ('fardplan',)}
    assert read('docs/handbook/a', process='fardplan') == dates | {'process': ('fardplan',)}


def test_a_page_stands_for_a_facet_of_others() -> None:
    for kind, facet in KINDS.facets.items():
        of = 'process' if kind == 'chapter' else kind
        others = [field for known in KINDS.fields.values() for field in known.values() if field.name == facet]
        assert {(field.is_facet, field.of) for field in others} == {(True, of)}


# --- completeness


def test_only_fields_that_may_be_left_out_are_wanted() -> None:
    assert KINDS.wanted.keys() == KINDS.fields.keys()
    for kind, wanted in KINDS.wanted.items():
        known = {field.name: field for field in dataclasses.fields(KINDS.by_id[kind])}
        assert set(wanted) <= known.keys()
        assert len(set(wanted)) == len(wanted)
        hints = get_type_hints(KINDS.by_id[kind])
        for name in wanted:
            optional = known[name].default in ((), None)
            assert optional or (kind == 'pilot' and get_args(hints[name])), name


@pytest.mark.parametrize('kind', DOCNAMES)
def test_shares(kind: str, make: Callable[..., Entry]) -> None:
    record = make(DOCNAMES[kind]).record
    assert record is not None
    wanted = KINDS.wanted[kind]
    lacking = {name for name in wanted if getattr(record, name) in ((), None)}
    assert set(lacks(wanted, record)) == lacking
    assert list(lacks(wanted, record)) == [name for name in wanted if name in lacking]
    assert share(wanted, record) == (int(100 * (1 - len(lacking) / len(wanted)) + 1e-9) if wanted else 100)


def test_a_kind_of_which_nothing_is_wanted_is_whole() -> None:
    record: Any = Header()
    assert lacks((), record) == ()
    assert share((), record) == 100
