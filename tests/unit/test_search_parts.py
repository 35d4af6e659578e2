"""The index of a large library: what comes before a query does not grow with it; parts find what one file does."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from s3ext.core.model.catalog import Catalog
from s3ext.core.model.entries import Entry
from s3ext.core.model.labels import Labels
from s3ext.core.search.index import SearchFiles, search_files
from s3ext.core.search.pages import Section, pack, prepare
from s3ext.core.search.parts import LIMITS, Limits
from s3ext.core.views import Site
from s3ext.handbook.language import SWEDISH
from tests.kinds import KINDS
from tests.scripts import run
from tests.unit.conftest import NO_OTHER_NAMES

ONE_FILE = Limits(whole=1_000_000, known=1_000_000)
IN_PARTS = Limits(whole=0, known=0, words=20, large_piece=200, rare_piece=100, records=8)
#: asks an index in parts, each of which is given when it is asked for; those in *broken* cannot be read
ASK = """(index, parts, broken, queries) => {
    (0, eval)(index);
    const engine = new S3.Engine(S3.searchIndex);
    S3.searchPart = (kind, number, version, part) => engine.give(kind, number, part);
    const asked = [];
    const load = (names) => {
        for (const name of names) {
            asked.push(name);
            const [kind, number] = name.split('/');
            if (broken.includes(name)) engine.give(kind, Number(number), null);
            else (0, eval)(parts[name]);
        }
    };
    const answers = queries.map((query) => {
        let found = engine.search(query);
        for (let turn = 0; found.missing.length; found = engine.search(query)) {
            if ((turn += 1) > 9) throw Error(found.missing);
            load(found.missing);
        }
        const pages = found.hits.map(({ page }) => page);
        load(engine.pages.lacking(pages));
        const docs = pages.map((page) => engine.pages.record(page)?.doc.split('/').pop());
        return [docs, found.notes.map(({ as }) => as[0])];
    });
    return [answers, asked];
}"""
PLACES = ('Hamnen', 'Ån', 'Skogen', 'Gården', 'Staden')
QUERIES = ['udda7x', 'udda7', 'hamnen', 'hamn', 'skog i staden', 'uddx7x', 'pelarbord', 'pelarbodr', 'vem ror över ån']


@pytest.fixture
def library(make: Callable[..., Entry], labels: Labels) -> Callable[..., SearchFiles]:
    """Makes the index of so many pages, each with words of its own."""

    def made(many: int, limits: Limits, **header: Any) -> SearchFiles:
        names = [f'cases/nationellt/fall-{number:04d}' for number in range(many)]
        titles = {name: f'{PLACES[number % 5]} {number} udda{number}x' for number, name in enumerate(names)}
        entries = [make(name, **header) if not place else make(name) for place, name in enumerate(names)]
        site = Site(catalog=Catalog(entries, titles, KINDS, SWEDISH), labels=labels, today='2026-11-24')
        pages = {}
        for number, name in enumerate(names):
            text = (
                f'Vi ror över {PLACES[number % 3].lower()}. {"Ett pelarbord." if number == 3 else ""} Egenord{number}.'
            )
            pages[name] = pack(prepare(titles[name], [Section(anchor='', heading='', text=text)], SWEDISH))
        return search_files(pages, site, lambda docname: f'{docname}.html', limits=limits)

    return made


def test_what_comes_first_hardly_grows_with_the_pages(library: Callable[..., SearchFiles]) -> None:
    """Of each page more the index has a small part of what it has of a page in one file."""
    limits = Limits(known=100, words=500)
    few, many, whole_few, whole_many = (
        len(library(count, of).index.encode()) for of in (limits, ONE_FILE) for count in (600, 1200)
    )
    assert (many - few) / (whole_many - whole_few) < 0.15


def test_parts_find_what_one_file_finds(library: Callable[..., SearchFiles]) -> None:
    whole, parts = library(60, ONE_FILE), library(60, IN_PARTS)
    assert not whole.parts
    kinds = {name.partition('/')[0] for name in parts.parts}
    assert kinds == {'lists', 'rare', 'records', 'order', 'sentences'}
    wanted, _ = run(ASK, whole.index, {}, [], QUERIES)
    assert all(docs for docs, _ in wanted)
    found, asked = run(ASK, parts.index, parts.parts, [], QUERIES)
    assert found == wanted
    assert len(asked) == len(set(asked))
    # a word alone needs one piece of the rare ones, and no sentences
    _, asked = run(ASK, parts.index, parts.parts, [], ['egenord7'])
    assert sum(name.startswith('rare/') for name in asked) == 1
    assert 'sentences/0' not in asked


def test_what_was_asked_before_changes_no_answer(library: Callable[..., SearchFiles]) -> None:
    files = library(60, IN_PARTS)
    forth, _ = run(ASK, files.index, files.parts, [], QUERIES)
    back, _ = run(ASK, files.index, files.parts, [], QUERIES[::-1])
    assert back[::-1] == forth


@pytest.mark.parametrize('kind', ['lists', 'rare', 'records', 'sentences'])
def test_without_a_part_the_rest_is_searched(kind: str, library: Callable[..., SearchFiles]) -> None:
    files = library(60, IN_PARTS)
    (wanted,), asked = run(ASK, files.index, files.parts, [], ['udda7x i staden'])
    broken = next(name for name in asked if name.startswith(f'{kind}/'))
    answers, _ = run(ASK, files.index, files.parts, [broken], ['udda7x i staden', 'hamnen'])
    assert len(answers[1][0]) > 5
    assert answers[0] != wanted or kind == 'sentences'


def test_parts_are_the_same_however_often_they_are_made(library: Callable[..., SearchFiles]) -> None:
    assert library(60, IN_PARTS).parts == library(60, IN_PARTS).parts
    versions = json.loads(library(60, IN_PARTS).index.partition('searchIndex=')[2].removesuffix(';\n'))['parts']
    assert {f'{kind}/{number}' for kind, of in versions.items() for number in range(len(of))} == library(
        60, IN_PARTS
    ).parts.keys()


def test_names_of_very_many_records_are_searched_as_what_their_pages_say(
    library: Callable[..., SearchFiles], monkeypatch: pytest.MonkeyPatch
) -> None:
    aliases = NO_OTHER_NAMES | {'sv': ['kvarnhjul', 'runda vingar'], 'en': ['mill wheel']}
    few = library(30, LIMITS, aliases=aliases)
    monkeypatch.setattr('s3ext.core.search.synonyms._MOST_NAMED', 20)
    many = library(30, LIMITS, aliases=aliases)
    assert 'kvarnhjul' in few.index.partition('"synonyms"')[2]
    assert '"synonyms":[]' in many.index
    for files in (few, many):
        answers, _ = run(ASK, files.index, files.parts, [], ['kvarnhjul', 'runda vingar', 'mill wheel'])
        assert [docs[0] for docs, _ in answers] == ['fall-0000'] * 3
