"""The records: stored and read again, and the number that tells one shape of them from another."""

from __future__ import annotations

import dataclasses
import importlib
import itertools
import os
import pickle
import pkgutil
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from s3ext.core.model import parts, values
from s3ext.core.model.header import Header
from s3ext.core.model.kinds import Kinds, id_of
from s3ext.handbook import kinds
from s3ext.handbook.kinds.case import Case
from s3ext.handbook.kinds.glossary import Glossary
from s3ext.handbook.kinds.theme import Theme
from s3ext.handbook.kinds.workshop import Workshop
from tests.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.model.entries import Entry

DOCNAMES = {
    **{kind: f'{folder}/sida' for kind, folder in KINDS.folders.items()},
    'case': 'cases/nationellt/fall',
    'theme': 'docs/themes/tema',
    'pilot': 'docs/pilots/pilot',
    'region': 'docs/regions/region',
    'chapter': 'docs/handbook/kapitel',
    'obstacle': 'docs/obstacles/hinder',
    'method': 'docs/methods/metod',
    'workshop': 'docs/workshops/workshop',
    'glossary': 'docs/glossary',
    'page': 'docs/about/sida',
}


@pytest.mark.parametrize('kind', KINDS.by_id)
def test_records_pickle(kind: str, make: Callable[..., Entry]) -> None:
    entry = make(DOCNAMES[kind])
    assert type(entry.record) is KINDS.by_id[kind]
    again = pickle.loads(pickle.dumps(entry))
    assert again == entry
    assert type(again.record) is KINDS.by_id[kind]


def test_nested_records_pickle(make: Callable[..., Entry]) -> None:
    results = [{'claim': 'Vattnet blev renare.', 'evidence': 'stated', 'source': ['rapport']}]
    funding = [{'text': 'Regionen betalade.', 'source': ['rapport']}]
    record = make('cases/nationellt/fall', results=results, funding=funding).record
    assert isinstance(record, Case)
    [result], [statement] = record.results, record.funding
    assert (result.claim, result.evidence, result.source) == ('Vattnet blev renare.', 'stated', ('rapport',))
    assert (statement.text, statement.source) == ('Regionen betalade.', ('rapport',))
    assert pickle.loads(pickle.dumps(record)) == record


@pytest.mark.parametrize('kind', KINDS.by_id)
def test_records_never_change(kind: str, make: Callable[..., Entry]) -> None:
    record = make(DOCNAMES[kind]).record
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.summary = 'annat'  # type: ignore[union-attr, misc]  # what the test is about


@pytest.mark.parametrize(('kind', 'docname'), DOCNAMES.items())
def test_the_folder_decides_the_kind(kind: str, docname: str) -> None:
    assert KINDS.type_of(docname) == kind
    assert KINDS.about(kind).id == kind
    assert id_of(docname) == docname.rpartition('/')[2]


@pytest.mark.parametrize(
    'docname', ['index', 'docs/themes/index', 'cases/index', 'cases/fall', 'cases/alfa/index', 'docs/themes/djupt/tema']
)
def test_other_places_hold_plain_pages(docname: str) -> None:
    assert KINDS.type_of(docname) == 'page'


def test_a_plain_page_and_the_glossary_are_not_listed() -> None:
    assert set(KINDS.listed) == set(DOCNAMES) - {'page', 'glossary'}


def test_every_kind_and_every_part_has_a_class() -> None:
    assert set(KINDS.by_id) == set(DOCNAMES)
    modules = [
        vars(parts),
        *(vars(importlib.import_module(f'{kinds.__name__}.{m.name}')) for m in pkgutil.iter_modules(kinds.__path__)),
    ]
    defined = {
        found
        for module in modules
        for found in module.values()
        if isinstance(found, type) and dataclasses.is_dataclass(found) and not issubclass(found, Header)
        if found.__module__ == module['__name__']
    }
    assert set(KINDS.parts) == defined
    assert len(KINDS.parts) == len(defined)


def test_the_new_parts_are_read_as_they_were_written(make: Callable[..., Entry]) -> None:
    record = make(
        'cases/nationellt/fall',
        obstacles=[{'obstacle': 'mandat', 'handled': 'partly', 'how': 'Ett avtal.', 'source': ['rapport']}],
        lessons=[{'text': 'Börja inte för sent.', 'by': 'source', 'source': ['rapport']}],
        transfer={'effort': 'low', 'keep': 'Mötet.'},
        ask={'role': 'Strateg', 'unit': 'Region Alfa', 'valid_until': '2027-01-31', 'mailbox': 's3@alfa.se'},
        review_every='6',
        added_on='2026-02-03',
    ).record
    assert isinstance(record, Case)
    [met] = record.obstacles
    assert (met.obstacle, met.handled, met.how, met.source) == ('mandat', 'partly', 'Ett avtal.', ('rapport',))
    [lesson] = record.lessons
    assert (lesson.text, lesson.by, lesson.source) == ('Börja inte för sent.', 'source', ('rapport',))
    assert record.transfer is not None
    assert (record.transfer.effort, record.transfer.keep, record.transfer.needs) == ('low', 'Mötet.', None)
    assert record.ask is not None
    assert (record.ask.role, record.ask.unit, record.ask.valid_until) == ('Strateg', 'Region Alfa', '2027-01-31')
    assert (record.review_every, record.added_on) == (6, '2026-02-03')
    workshop = make('docs/workshops/workshop', group_size={'min': '8', 'max': '20', 'per_table': '5'}).record
    assert isinstance(workshop, Workshop)
    assert [(part.part, part.minutes, part.mode) for part in workshop.agenda] == [
        ('Inledning', 30, 'plenary'),
        ('Arbete', 60, 'table'),
    ]
    assert (workshop.duration, workshop.group_size.per_table) == (90, 5)
    glossary = make('docs/glossary').record
    assert isinstance(glossary, Glossary)
    assert [(term.id, term.term_en, term.see_also, term.short) for term in glossary.terms] == [
        ('s3', 'smart specialisation', (), ())
    ]


def test_every_reference_field_exists_and_is_a_place_of_references() -> None:
    names = {field.name for cls in (*KINDS.parts, *KINDS.by_id.values()) for field in dataclasses.fields(cls)}
    assert KINDS.references.keys() <= names
    assert set(KINDS.references.values()) <= set(KINDS.listed)


def test_the_version_changes_with_a_field() -> None:
    before = KINDS.version
    assert Kinds(KINDS.classes).version == before

    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Wider(Theme):
        extra: str = ''

    Wider.__qualname__ = Theme.__qualname__
    classes = tuple(Wider if cls is Theme else cls for cls in KINDS.classes)
    wider = Kinds(classes).version
    assert wider != before
    Wider.__dataclass_fields__['extra'].type = 'int'
    assert Kinds(classes).version not in (before, wider)


def test_kinds_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match='two kinds with one id'):
        Kinds((Theme, Theme))
    with pytest.raises(ValueError, match='no kind is listed'):
        Kinds((Glossary,))


def test_kinds_pickle_without_what_was_worked_out() -> None:
    assert KINDS.fields
    kept = pickle.dumps(KINDS)
    assert pickle.loads(kept) == KINDS
    assert len(kept) < 1000


@pytest.mark.slow
@pytest.mark.parametrize('seed', ['0', '1', '4242'])
def test_the_version_is_the_same_in_every_process(seed: str) -> None:
    program = 'import sys; from s3ext.handbook import PROFILE; sys.stdout.write(str(PROFILE.kinds.version))'
    environment = os.environ | {'PYTHONHASHSEED': seed}
    done = subprocess.run(
        [sys.executable, '-c', program], capture_output=True, encoding='utf-8', check=True, env=environment
    )
    assert int(done.stdout) == KINDS.version


@pytest.mark.parametrize(
    'host',
    [
        'example.org',
        'www.skåne.se',
        'EXAMPLE.org:8080',
        'xn--skne-ura.se',
        'a-b.example.org',
    ],
)
def test_a_host_that_is_what_it_looks_like(host: str) -> None:
    assert values._url(f'https://{host}/a?b=c@d#e') == f'https://{host}/a?b=c@d#e'


@pytest.mark.parametrize(
    ('address', 'kind'),
    [
        ('https://namn@example.org/', 'url_user'),
        ('https://namn:ord@example.org/', 'url_user'),
        ('https://example.org@annat.example/', 'url_user'),
        ('https://ex\u0430mple.org/', 'url_host'),
        ('https://\u0430\u0440\u0440\u04cf\u0435.com/', 'url_host'),
        ('https://xn--80ak6aa92e.com/', 'url_host'),
        ('https://xn--\u0430.com/', 'url_host'),
        ('https://exampl\u0131.org/', 'url_host'),
        ('https://example\u3002org/', 'url_host'),
        ('https://example\uff0eorg/', 'url_host'),
        ('https://localhost/', 'url_host'),
        ('https://example..org/', 'url_host'),
        ('https://2130706433/', 'url_host'),
        ('https://10.0.0.1/', 'url_host'),
        ('https://127.1/', 'url_host'),
        ('https://0x7f.1/', 'url_host'),
        ('https:///vag', 'bad_url'),
        ('https://[', 'bad_url'),
        ('https://example.org:99999/', 'bad_url'),
        ('ftp://example.org/', 'bad_url'),
    ],
)
def test_an_address_that_deceives(address: str, kind: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        values._url(address)
    # what Python's own reading of addresses refuses is no address at all
    assert error.value.type in (kind, 'bad_url')


def test_the_quick_look_at_an_address_finds_what_the_long_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = (
        'example',
        'a-b',
        '-',
        'xn--80ak6aa92e',
        'xn--',
        'å',
        'E',
        '0x7f',
        '1',
        'a' * 63,
        'a' * 64,
        '',
        '@',
        ':80',
        '[',
    )
    hosts = {'.'.join(parts) for count in (1, 2, 3) for parts in itertools.product(pieces, repeat=count)}
    addresses = [f'https://{host}{rest}' for host in hosts for rest in ('', '/', '?x=@', '#[', '/a b')]

    def causes() -> list[str]:
        return [_cause(address) for address in addresses]

    quickly = causes()
    monkeypatch.setattr(values, '_PLAIN_URL', re.compile('(?!)'))
    assert quickly == causes()
    assert {'', 'bad_url', 'url_user', 'url_host'} == set(quickly)


def _cause(address: str) -> str:
    try:
        return '' if values._url(address) == address else '?'
    except PydanticCustomError as error:
        return error.type


@pytest.mark.parametrize('text', [' ', '\u00a0' * 50, '\u2003', '–', '…', '. . .', '\u3000'])
def test_a_text_that_says_nothing(text: str) -> None:
    for kind in (values.Text, values.LongText):
        with pytest.raises(ValidationError, match='blank'):
            TypeAdapter(kind).validate_python(text)


def test_a_summary_of_spaces_is_too_short() -> None:
    with pytest.raises(ValidationError, match='few_words'):
        TypeAdapter(values.Summary).validate_python('En' + '\u00a0' * 60 + 'text')


@pytest.mark.parametrize('text', ['٣', '²', '1_0', '1.0', '+1', ' 1', '9' * 4_900, '9' * 10, '1e3', ''])
def test_a_number_in_other_digits_or_too_long(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(values.PositiveInt).validate_python(text)
