"""What the search answers on a small library: the kinds of ways in which people ask for what is called otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from s3ext.core.model.catalog import Catalog
from s3ext.core.model.entries import Entry
from s3ext.core.model.labels import Labels
from s3ext.core.search.index import search_files
from s3ext.core.search.pages import Section, pack, prepare
from s3ext.core.views import Site
from s3ext.handbook.language import SWEDISH
from tests.kinds import KINDS
from tests.scripts import run
from tests.unit.conftest import NO_OTHER_NAMES

WORK = """(index, queries) => {
    (0, eval)(index);
    const { records } = S3.searchIndex;
    const engine = new S3.Engine(S3.searchIndex);
    return queries.map((query) => {
        const { hits, notes, unknown, who } = engine.search(query);
        const docs = hits.map(({ page }) => records[page].doc.split('/').pop());
        return [docs, notes.map(({ kind, as }) => [kind, as[0]]), unknown, who];
    });
}"""
#: title, text, other names (of themes), sentences (of obstacles)
PAGES: dict[str, tuple[str, str, dict[str, list[str]], list[str]]] = {
    'docs/themes/rymd': ('Rymden', 'Satelliter och raketer.', {'sv': ['rymdindustri'], 'en': ['outer space']}, []),
    'docs/themes/bruk': ('Livsmedel', 'Åkrar, stall och mejerier.', {'sv': ['jordbruk'], 'en': ['agriculture']}, []),
    'docs/themes/turism': ('Besöksnäring', 'Upplevelser för dem som reser hit.', {'sv': ['turism']}, []),
    'docs/themes/tag': ('Tåg och vägar', 'Spåren har tagits om hand.', {}, []),
    'docs/themes/mat': ('Mäta', 'De mäter ofta och länge i varje område.', {}, []),
    'docs/themes/plan': ('Strategi', 'Strategin och strategierna: en strategi för varje område.', {}, []),
    'docs/themes/ak': ('Åka', 'De har tagit bussen. En gång nämns jordbruk. Mat serveras. De ritar.', {}, []),
    'docs/themes/rit': ('Nätverket', 'Möten.', {'short': ['RIT']}, []),
    'docs/obstacles/egna': ('Medfinansiering', 'Text.', {}, ['Vi vill vara med, men vi har inget att lägga in.']),
    'docs/obstacles/tid': ('Tiden', 'Text.', {}, ['Vem ska göra allt det här då?']),
}


class Answer(NamedTuple):
    """The pages found, how words were read, words unknown, and whether it asks who works with something."""

    pages: list[str]
    notes: list[list[str]]
    unknown: list[str]
    who: bool


@pytest.fixture
def ask(make: Callable[..., Entry], labels: Labels) -> Callable[..., list[Answer]]:
    """Asks queries of the small library."""
    entries, titles = [], {}
    for docname, (title, _, names, heard) in PAGES.items():
        header: dict[str, Any] = {'aliases': NO_OTHER_NAMES | names} if names else {}
        entries.append(make(docname, **header, **({'heard_as': heard} if heard else {})))
        titles[docname] = title
    site = Site(catalog=Catalog(entries, titles, KINDS, SWEDISH), labels=labels, today='2026-11-24')
    pages = {
        name: pack(prepare(title, [Section(anchor='', heading='', text=text)], SWEDISH))
        for name, (title, text, _, _) in PAGES.items()
    }
    made = search_files(pages, site, lambda docname: f'{docname}.html').index

    def asked(*queries: str) -> list[Answer]:
        return [Answer(*one) for one in run(WORK, made, queries)]

    return asked


def test_a_compound_that_stands_nowhere_is_read_as_its_first_part(ask: Callable[..., list[Answer]]) -> None:
    for answer in ask('rymdstrategi', 'rymdstrategierna', 'rymdstrategj'):
        assert answer.pages[0] == 'rymd'
        assert [kind for kind, _ in answer.notes] == ['compound'], answer
    (answer,) = ask('turistpannkaka')
    assert answer.pages == [] or answer.notes


def test_a_mistyped_word_is_searched_as_the_right_one(ask: Callable[..., list[Answer]]) -> None:
    for wrong, right in (('besöksnäringg', 'besöksnäring'), ('jordbuk', 'jordbruk'), ('livsmedell', 'livsmedel')):
        said, meant = ask(wrong, right)
        assert said.pages == meant.pages != []
        assert [kind for kind, _ in said.notes] == ['near']
        assert meant.notes == []


def test_a_compound_with_a_slip_leads_to_the_part_that_is_known(ask: Callable[..., list[Answer]]) -> None:
    for answer in ask('rymdindustridalenn', 'besöksnäringsfonnden'):
        assert answer.pages and answer.notes, answer


def test_each_word_of_a_name_leads_to_the_thing(ask: Callable[..., list[Answer]]) -> None:
    both, one, joined, apart = ask('outer space', 'outer', 'outerspace', 'jord bruk')
    assert both.pages[0] == one.pages[0] == joined.pages[0] == 'rymd'
    assert apart.pages[0] == 'bruk'
    assert both.notes == one.notes == joined.notes == apart.notes == []


def test_letters_without_their_marks_and_with_them(ask: Callable[..., list[Answer]]) -> None:
    """What is typed with marks has them; what is typed without may have them, after what has none."""
    for bare, right in (('omrade', 'område'), ('besoksnaring', 'besöksnäring'), ('jordbruk', 'jordbruk')):
        typed, meant = ask(bare, right)
        assert typed.pages == meant.pages != []
    train, food, measuring = ask('tåg', 'mat', 'mäter')
    assert train.pages == ['tag']
    assert measuring.pages == ['mat']
    assert food.pages[0] == 'ak'
    assert 'mat' in food.pages


def test_names_are_not_guessed(ask: Callable[..., list[Answer]]) -> None:
    for answer in ask('Öland', 'Malmö', 'Turisn', 'Lifsmedel', 'öland', 'malmö'):
        assert answer.pages == []
        assert answer.unknown


def test_a_whole_sentence_finds_its_page(ask: Callable[..., list[Answer]]) -> None:
    first, second, small = ask(
        'Vi vill vara med, men vi har inget att lägga in.', 'vem ska göra allt det här då?', 'ska vem göra allt'
    )
    assert first.pages[0] == 'egna'
    assert second.pages[0] == small.pages[0] == 'tid'
    assert first.unknown == second.unknown == []


def test_a_page_about_a_thing_under_another_name_comes_before_those_that_mention_it(
    ask: Callable[..., list[Answer]],
) -> None:
    (answer,) = ask('jordbruk')
    assert answer.pages[0] == 'bruk'
    assert 'ak' in answer.pages[1:]


def test_a_short_form_is_no_beginning(ask: Callable[..., list[Answer]]) -> None:
    (answer,) = ask('RIT')
    assert answer.pages[0] == 'rit'


def test_who_works_with_a_thing_is_heard(ask: Callable[..., list[Answer]]) -> None:
    asked, other = ask('vem arbetar med jordbruk?', 'jordbruk')
    assert (asked.who, other.who) == (True, False)
    assert set(asked.pages) == set(other.pages)
