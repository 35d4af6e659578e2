"""What the search says of a thing that is asked for by its name: cards, their pieces, and which of them is meant."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from s3ext.core.search.cards import CardPiece, card_pieces
from s3ext.core.search.index import SearchFiles, search_files
from s3ext.core.search.pages import Section, pack, prepare
from s3ext.core.views import Site
from s3ext.handbook.language import SWEDISH
from tests.scripts import run
from tests.unit.conftest import LEAST

HOSTILE = '</script><img src=x onerror=alert(1)>'
CASE, THEME, OTHER, GLOSSARY = 'cases/nationellt/ett', 'docs/themes/vatten', 'docs/themes/hav', 'docs/glossary'
HELP = 'docs/contribute/index'
TITLES = {CASE: 'Ett fall', THEME: 'Vatten', OTHER: HOSTILE, GLOSSARY: 'Ordlista', HELP: 'Bidra'}
TERM: dict[str, Any] = LEAST['glossary']['terms'][0]
HEADERS: dict[str, dict[str, object]] = {
    CASE: {'themes': ['vatten']},
    THEME: {'label_en': 'Water', 'aliases': {'sv': ['sjöar', 'Vatten'], 'en': [], 'short': []}},
    OTHER: {},
    GLOSSARY: {
        'terms': [
            TERM | {'id': 'vatten', 'term': 'vatten', 'term_en': 'water', 'see_also': ['s3']},
            TERM | {'term': 'smart specialisering', 'short': ['S3']},
        ]
    },
}


def url(docname: str) -> str:
    return f'{docname}.html'


def headings(docname: str) -> Iterable[tuple[str, str]]:
    return [('#om', 'Om det')] if docname == THEME else []


@pytest.fixture
def site(build: Callable[..., Site]) -> Site:
    return replace(build(HEADERS, TITLES), finders={'case': 'docs/alla'})


def cards(pieces: Iterable[CardPiece]) -> dict[str, list[dict[str, Any]]]:
    """What the scripts give the browser, by main name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for number, piece in enumerate(pieces):
        given, version, those = json.loads(
            '[' + piece.script.removeprefix('S3.searchCards(').removesuffix(');\n') + ']'
        )
        assert (given, version, next(iter(those))) == (number, piece.version, piece.first)
        found |= those
    return found


def test_a_page_and_a_word_of_one_name_have_one_entry(site: Site) -> None:
    page, word = cards(card_pieces(site, url, headings))['vatt']
    assert page == {
        'kind': 'Tema',
        'title': 'Vatten',
        'url': 'docs/themes/vatten.html',
        'text': LEAST['theme']['summary'],
        'names': ['Water', 'sjöar'],
        'langs': {'Water': 'en'},
        'parts': [['docs/themes/vatten.html#om', 'Om det']],
        'lists': [['docs/alla.html?theme=vatten', '1 fall']],
    }
    assert word == {
        'kind': 'Ord i ordlistan',
        'title': 'vatten',
        'url': 'docs/glossary.html#term-vatten',
        'text': TERM['definition'],
        'names': ['water'],
        'langs': {'water': 'en'},
        'beside': [['docs/glossary.html#term-s3', 'smart specialisering']],
        'term': 1,
    }


REGIONS: dict[str, dict[str, object]] = {
    f'docs/regions/{name}': {'authority': f'Region {name}', 'county': f'{name} län', 'places': [*places, 'Landet']}
    for name, places in {
        'ab': ['Kvarnby', 'Bortom', *(f'Ort{number}' for number in range(9))],
        'cd': ['Bortom'],
        'ef': [],
        'gh': [],
    }.items()
}
#: what is shown for each query: title and lines of the cards
SHOWN = """(index, pieces, queries) => {
    (0, eval)(index);
    document.createElement = () => ({ append(...parts) { this.textContent = parts.join(''); } });
    const data = S3.searchIndex;
    const engine = new S3.Engine(data);
    const shown = new S3.Cards(data, engine.pages, {}, '');
    pieces.forEach((script) => (0, eval)(script));
    return queries.map((query) => {
        const { names, runs } = shown.named(engine.search(query));
        return shown.of(names).map(({ title, names: called, within }) => [
            title,
            shown.namesLine(data.texts.card_names, called, runs).textContent,
            shown.namesLine(data.texts.card_within, within, runs).textContent,
        ]);
    });
}"""


def test_places_stand_apart_from_names(build: Callable[..., Site]) -> None:
    """The one asked for first, at most eight; a part of the country with more regions than fit is none of them."""
    site = build(REGIONS, {name: name[-2:].upper() for name in REGIONS})
    texts = {name: pack(prepare(name[-2:].upper(), [], SWEDISH)) for name in REGIONS}
    texts['docs/om'] = pack(prepare('Kvarnby kvarn', [Section(anchor='', heading='', text='I Kvarnby.')], SWEDISH))
    made = search_files(texts, site, url, headings=headings)
    card = cards(card_pieces(site, url, headings))['ab']
    assert (card[0]['names'], card[0]['within'][:2]) == (['ab län', 'Region ab'], ['Kvarnby', 'Bortom'])
    many = ', '.join(f'Ort{number}' for number in range(5))
    first = ['AB', 'Kallas också: ab län, Region ab', f'Orter och landskap: Ort8, Kvarnby, Bortom, {many}']
    wanted = {'Ort8': [first], 'Landet': []}
    found = run(SHOWN, made.index, [*made.cards], [*wanted, 'Bortom'])
    assert found[:2] == [*wanted.values()]
    assert [title for title, _, _ in found[2]] == ['AB', 'CD']


def test_records_of_the_main_kind_stand_for_themselves(site: Site) -> None:
    titles = {card['title'] for those in cards(card_pieces(site, url, headings)).values() for card in those}
    assert titles == {'Vatten', HOSTILE, 'vatten', 'smart specialisering'}


def test_no_text_leaves_its_script(site: Site) -> None:
    assert not [piece for piece in card_pieces(site, url, headings) if '<' in piece.script]


def test_pieces_hold_what_fits(site: Site) -> None:
    one, several = card_pieces(site, url, headings), card_pieces(site, url, headings, piece=1)
    assert (len(one), len(several)) == (1, 3)
    assert cards(one) == cards(several)
    firsts = [piece.first for piece in several]
    assert firsts == sorted(firsts, key=lambda run: run.encode('utf-16-be'))


def files(site: Site) -> SearchFiles:
    """The scripts of the *site*, each page with a word of the glossary in its text."""
    section = Section(anchor='', heading='', text='Om smart specialisering.')
    texts = {name: pack(prepare(title, [section], SWEDISH)) for name, title in TITLES.items()}
    return search_files(texts, site, url, headings=headings)


#: the main names of the things whose cards a query asks for, and whether it asks who works with something
NAMED = """(index, queries) => {
    (0, eval)(index);
    const engine = new S3.Engine(S3.searchIndex);
    const cards = Object.assign(Object.create(S3.Cards.prototype), { data: S3.searchIndex, pages: engine.pages });
    return queries.map((query) => {
        const result = engine.search(query);
        return [cards.named(result).names, result.who];
    });
}"""


def test_a_card_is_of_the_whole_query(site: Site) -> None:
    wanted: dict[str, tuple[list[str], bool]] = {
        'vatten': (['vatt'], False),
        'Vattnet': (['vatt'], False),
        'sjöar': (['vatt'], False),
        'water': (['vatt'], False),
        'Vad är vatten?': (['vatt'], False),
        'vad menas med S3': (['smart specialisering'], False),
        'smart specialisreing': (['smart specialisering'], False),
        'vem arbetar med vatten': (['vatt'], True),
        'vatten i hamnar': ([], False),
        'vem arbetar med': ([], False),
        '': ([], False),
    }
    found = run(NAMED, files(site).index, list(wanted))
    assert dict(zip(wanted, map(tuple, found), strict=True)) == wanted


#: what of the hits is shown: the pages, how many there are in all, how many of help, and whether only help was found
AMONG = """(data, query, hits, strong) => {
    const state = new S3.SearchState(data, new S3.Pages(data));
    state.read(new URLSearchParams(query));
    const { shown, many, help, isHelp } = state.among(hits.map((page) => ({ page })), strong);
    return [shown.map(({ page }) => page), many, help, isHelp, state.address()];
}"""
#: page 2 is about the site itself, page 3 alone has the second value
DATA = {
    'facets': [{'name': 'type', 'values': [['a', 'A'], ['b', 'B']]}],
    'count': 4,
    'values': ['0 0 0 1'],
    'help': '3',
}


@pytest.mark.parametrize(
    ('query', 'hits', 'strong', 'wanted'),
    [
        pytest.param('', [0, 1, 2, 3], 3, [[0, 1], 3, 1, False, ''], id='tail and help are left out'),
        pytest.param('all=1', [0, 1, 2, 3], 3, [[0, 1, 3], 3, 1, False, 'all=1'], id='with the tail'),
        pytest.param('help=1', [0, 1, 2, 3], 3, [[0, 1, 2], 4, 1, False, 'help=1'], id='with help'),
        pytest.param('type=b', [0, 1, 2, 3], 3, [[3], 1, 0, False, 'type=b&all=1'], id='only the tail fits'),
        pytest.param('type=b', [0, 1], 2, [[], 0, 0, False, 'type=b'], id='nothing fits'),
        pytest.param('', [2], 1, [[2], 1, 1, True, ''], id='nothing but help'),
        pytest.param('', [2, 0], 1, [[2], 2, 1, True, ''], id='help fits best'),
        pytest.param('', [], 0, [[], 0, 0, False, ''], id='nothing'),
    ],
)
def test_what_of_the_hits_is_shown(query: str, hits: list[int], strong: int, wanted: list[object]) -> None:
    assert run(AMONG, DATA, query, hits, strong) == wanted


def test_pages_about_the_site_are_marked(site: Site) -> None:
    index = json.loads(files(site).index.removeprefix('(window.S3??={}).searchIndex=').removesuffix(';\n'))
    assert [index['records'][int(place, 36) - 1]['doc'] for place in index['help'].split(' ')] == [HELP]
