"""The records: stored and read again, and the number that tells one shape of them from another."""

from __future__ import annotations

import dataclasses
import os
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from s3ext.core import model
from s3ext.core.model import LISTED_TYPES, RECORD_CLASSES, Case, RecordType, id_of, schema_version, type_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.validate import Entry

DOCNAMES = {
    RecordType.CASE: 'cases/nationellt/fall',
    RecordType.THEME: 'docs/themes/tema',
    RecordType.PILOT: 'docs/pilots/pilot',
    RecordType.REGION: 'docs/regions/region',
    RecordType.CHAPTER: 'docs/handbook/kapitel',
    RecordType.PAGE: 'docs/about/sida',
}


@pytest.mark.parametrize('kind', RecordType)
def test_records_pickle(kind: RecordType, make: Callable[..., Entry]) -> None:
    entry = make(DOCNAMES[kind])
    assert type(entry.record) is RECORD_CLASSES[kind]
    again = pickle.loads(pickle.dumps(entry))
    assert again == entry
    assert type(again.record) is RECORD_CLASSES[kind]


def test_nested_records_pickle(make: Callable[..., Entry]) -> None:
    results = [{'claim': 'Vattnet blev renare.', 'evidence': 'stated', 'source': ['rapport']}]
    funding = [{'text': 'Regionen betalade.', 'source': ['rapport']}]
    record = make('cases/nationellt/fall', results=results, funding=funding).record
    assert isinstance(record, Case)
    [result], [statement] = record.results, record.funding
    assert (result.claim, result.evidence, result.source) == ('Vattnet blev renare.', 'stated', ('rapport',))
    assert (statement.text, statement.source) == ('Regionen betalade.', ('rapport',))
    assert pickle.loads(pickle.dumps(record)) == record


@pytest.mark.parametrize('kind', RecordType)
def test_records_never_change(kind: RecordType, make: Callable[..., Entry]) -> None:
    record = make(DOCNAMES[kind]).record
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.summary = 'annat'  # type: ignore[union-attr, misc]


@pytest.mark.parametrize(('kind', 'docname'), DOCNAMES.items())
def test_the_folder_decides_the_kind(kind: RecordType, docname: str) -> None:
    assert type_of(docname) is kind
    assert RECORD_CLASSES[kind].type is kind
    assert id_of(docname) == docname.rpartition('/')[2]


@pytest.mark.parametrize(
    'docname', ['index', 'docs/themes/index', 'cases/index', 'cases/fall', 'cases/alfa/index', 'docs/themes/djupt/tema']
)
def test_other_places_hold_plain_pages(docname: str) -> None:
    assert type_of(docname) is RecordType.PAGE


def test_a_plain_page_is_not_listed() -> None:
    assert set(LISTED_TYPES) == set(RecordType) - {RecordType.PAGE}


def test_facets(make: Callable[..., Entry]) -> None:
    case = make(
        'cases/alfa/fall', regions=['alfa', 'orsa'], themes=['vatten'], pilots=['prov'], process=['fardplan']
    ).record
    assert case is not None
    assert case.facets() == {
        'region': ('alfa', 'orsa'),
        'theme': ('vatten',),
        'pilot': ('prov',),
        'process': ('fardplan',),
    }
    priorities = [
        {'label': 'Ett', 'themes': ['vatten', 'varme'], 'source': ['rapport']},
        {'label': 'Två', 'themes': ['vatten'], 'source': ['rapport']},
    ]
    region = make('docs/regions/alfa', priorities=priorities).record
    assert region is not None
    assert region.facets() == {'theme': ('vatten', 'varme')}


def test_schema_version_changes_with_a_field(monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema_version()
    assert schema_version() == before

    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Wider(model.Theme):
        extra: str = ''

    Wider.__qualname__ = model.Theme.__qualname__
    monkeypatch.setitem(RECORD_CLASSES, RecordType.THEME, Wider)
    wider = schema_version()
    assert wider != before
    Wider.__dataclass_fields__['extra'].type = 'int'
    assert schema_version() not in (before, wider)


@pytest.mark.parametrize('seed', ['0', '1', '4242'])
def test_schema_version_is_the_same_in_every_process(seed: str) -> None:
    program = 'import sys; from s3ext.core.model import schema_version; sys.stdout.write(str(schema_version()))'
    environment = os.environ | {'PYTHONHASHSEED': seed}
    done = subprocess.run([sys.executable, '-c', program], capture_output=True, text=True, check=True, env=environment)
    assert int(done.stdout) == schema_version()
