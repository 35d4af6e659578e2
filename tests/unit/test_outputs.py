"""What is written beside the pages, as paths and bytes: where outputs may write, what is written, what must go."""

from __future__ import annotations

import pytest

from s3ext.core.digests import digest_of
from s3ext.core.outputs import (
    Fault,
    Files,
    Places,
    check_files,
    check_pages,
    check_places,
    is_inside,
    plan,
    read_record,
    record_text,
)
from tests.texts import load_texts

A, B = Places(name='a', places=('a/', 'a.json')), Places(name='b', places=('b.txt',))


def causes(*outputs: Places) -> list[tuple[str, str]]:
    return [(fault.cause, fault.path) for fault in check_places(outputs)]


@pytest.mark.parametrize('path', ['a', 'a.json', 'a/b/c.txt', '.well-known/security.txt', '.s3-x.json', 'å/é.js'])
def test_paths_inside(path: str) -> None:
    assert is_inside(path)


@pytest.mark.parametrize(
    'path',
    [
        '',
        '.',
        '..',
        '/a',
        '../a',
        'a/../b',
        'a/./b',
        'a//b',
        'a\\b',
        'c:/a',
        'a\x00',
        'a\n',
        'a/b.',
        'a /b',
        'a?',
        '//a/b',
    ],
)
def test_paths_that_lead_out_or_that_some_system_refuses(path: str) -> None:
    assert not is_inside(path)
    assert causes(Places(name='a', places=(path,)))[0][0] == 'output_outside'


def test_outputs_with_places_of_their_own() -> None:
    assert causes(A, B) == []


def test_names_and_places_must_be_there_and_be_one_outputs_own() -> None:
    assert causes(A, Places(name='a', places=('c',))) == [('output_name', 'a')]
    assert causes(Places(name='a', places=())) == [('output_nowhere', '')]
    for place in ('a/', 'A/', 'a', 'a/b', 'a/b/', 'a.json', 'A.JSON'):
        assert causes(A, Places(name='b', places=(place,))) == [('output_twice', place)], place
    assert causes(A, Places(name='b', places=('a.js', 'ab/', 'b/a/'))) == []
    # nor twice by one output, which would be a slip
    assert causes(Places(name='a', places=('x', 'x'))) == [('output_twice', 'x')]


@pytest.mark.parametrize('place', ['_static/', '_static', '_sources/x.md', 'objects.inv', '.s3-state.json'])
def test_what_the_build_writes_is_taken(place: str) -> None:
    assert causes(Places(name='a', places=(place,))) == [('output_taken', place)]


def test_one_file_of_a_theme_can_be_replaced() -> None:
    assert causes(Places(name='a', places=('_static/x.js',))) == []


def test_pages_keep_their_places() -> None:
    pages = {'index': 'index.html', 'docs/a': 'docs/a.html', 'b.txt': 'b.txt/index.html'}
    faults = check_pages([Places(name='x', places=('docs/', 'docs/data.json', 'index.html')), B], pages)
    assert [(fault.name, fault.path, fault.other) for fault in faults] == [
        ('x', 'docs/', 'docs/a'),
        ('x', 'index.html', 'index'),
        ('b', 'b.txt', 'b.txt'),
    ]


def test_files_must_lie_in_the_places_of_their_output() -> None:
    files: Files = {'a/x': b'', 'a.json': None, 'a/y': None, 'b.txt': b'', 'a/../../x': b'', 'ab': b''}
    faults = check_files(A, files, {'a.json'}.__contains__)
    assert [(fault.cause, fault.path) for fault in faults] == [
        ('output_gone', 'a/y'),
        ('output_elsewhere', 'b.txt'),
        ('output_elsewhere', 'a/../../x'),
        ('output_elsewhere', 'ab'),
    ]


def test_every_fault_can_be_reported() -> None:
    used = {'name', 'nowhere', 'outside', 'taken', 'twice', 'page', 'elsewhere', 'gone'}
    for language in ('sv', 'en'):
        texts = load_texts(language)
        for cause in used:
            assert '"x"' in texts[f'output_{cause}'].format(**Fault(f'output_{cause}', 'x', 'y', 'z')._asdict())


def test_only_what_changed_is_written_and_what_nobody_makes_goes() -> None:
    lies = {
        'a/same': b'1',
        'a/other': b'2',
        'a/kept': b'3',
        'a/stray': b'4',
        'b.txt': b'5',
        'left': b'6',
        'taken': b'7',
    }
    before = {
        'a': {'a/same': digest_of(b'1'), 'a/kept': 'kept'},
        'gone': {'left': digest_of(b'6'), 'taken': digest_of(b'else'), 'lost': digest_of(b'8')},
    }
    made: dict[str, Files] = {'a': {'a/same': b'1', 'a/other': b'new', 'a/new': b'9', 'a/kept': None}, 'b': {}}
    work = plan([A, B], made, before, [path for path in lies if path.startswith(('a/', 'b'))], lambda path: (
        digest_of(lies[path]) if path in lies else ''
    ))  # fmt: skip
    assert work.write == {'a/other': b'new', 'a/new': b'9'}
    # 'taken' holds something else than the output that left had written: it is another's by now
    assert work.remove == ['a/stray', 'b.txt', 'left']
    assert work.record == {
        'a': {
            'a/same': digest_of(b'1'),
            'a/other': digest_of(b'new'),
            'a/new': digest_of(b'9'),
            'a/kept': 'kept',
        },
        'b': {},
    }


def test_a_file_that_moves_from_one_output_to_another_stays() -> None:
    before = {'a': {'a/x': digest_of(b'1')}}
    made: dict[str, Files] = {'new': {'a/x': b'1'}}
    work = plan([Places(name='new', places=('a/x',))], made, before, ['a/x'], lambda path: digest_of(b'1'))
    assert (work.write, work.remove) == ({}, [])


def test_the_record_is_read_as_it_was_written() -> None:
    record = {'b': {}, 'a': {'å': '1', 'a/b': '2'}}
    assert read_record(record_text(record).encode()) == record
    assert record_text(record) == record_text({'a': {'a/b': '2', 'å': '1'}, 'b': {}})


@pytest.mark.parametrize(
    'text', ['', 'x', '[]', '1', '{"a": []}', '{"a": {"../x": "1"}}', '{"a": {"/etc/x": "1"}}', '\udcff']
)
def test_a_record_that_cannot_be_believed_is_none(text: str) -> None:
    assert read_record(text.encode('utf-8', 'surrogateescape')) == {}
