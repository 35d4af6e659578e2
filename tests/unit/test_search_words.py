"""Words, compounds and names in the search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from snowballstemmer import stemmer

from s3ext.core.model.catalog import Catalog
from s3ext.core.model.entries import Entry
from s3ext.core.search.compounds import splitter
from s3ext.core.search.packing import packed_column, split
from s3ext.core.search.pages import (
    LINK_END,
    LINK_START,
    PageText,
    Section,
    ends_with,
    in_language,
    prepare,
    with_titles,
)
from s3ext.core.search.synonyms import FULL, Names, name_run, name_words, page_points, proper_words, synonym_sets
from s3ext.core.search.words import words
from s3ext.core.views import Site
from s3ext.handbook.language import SWEDISH, read_words
from s3ext.handbook.language.stems import _snowball
from tests.kinds import KINDS
from tests.scripts import run
from tests.unit.conftest import NO_OTHER_NAMES

key = SWEDISH.key
#: the language without what compounds are made of
WITHOUT_PARTS = replace(SWEDISH, compounds=None)


def test_the_stem_is_snowballs() -> None:
    snowball = stemmer('swedish')
    for word in sorted(read_words()[0])[::40]:
        for form in (word, f'{word}en', f'{word}ets', f'{word}arna', f'{word}lig', f'{word}löst'):
            assert _snowball(form) == snowball.stemWord(form), form


@pytest.mark.parametrize(
    'forms',
    [
        'strategi strategin strategier strategierna strategiernas strategins',
        'kluster klustret klustren klustrets klustrens',
        'exempel exemplet exemplen exemplets',
        'indikator indikatorn indikatorer indikatorerna indikatorns',
        'färdplan färdplanen färdplaner färdplanerna färdplanens',
        'vätgas vätgasen',
        'bioekonomi bioekonomin bioekonomins',
        'museum museet museer',
        'nivå nivån nivåer',
        'scenario scenarier scenarierna scenariernas',
    ],
)
def test_forms_share_a_key(forms: str) -> None:
    wanted = {key(form) for form in forms.split() if form not in {'museer', 'nivåer', 'museet'}}
    assert len(wanted) == 1, {form: key(form) for form in forms.split()}


def test_words_have_places_figures_and_no_marks_of_punctuation() -> None:
    text = 'S3-strategi 2021–2027: »EU:s« mål'
    assert [word for word, _, _ in words(text)] == ['s3', 'strategi', '2021', '2027', 'eu', 's', 'mål']
    assert [text[start:end].lower() for _, start, end in words(text)] == [word for word, _, _ in words(text)]


@pytest.mark.parametrize(
    ('word', 'first', 'head'),
    [
        ('innovationsupphandling', 'innovation', 'upphandling'),
        ('vätgasteknik', 'vätgas', 'teknik'),
        ('hälsovård', 'hälso', 'vård'),
        ('gruvindustrin', 'gruv', 'industri'),
        ('klusterutveckling', 'kluster', 'utveckling'),
        ('livsmedelsstrategi', 'livsmedel', 'strategi'),
        ('aktörskartläggning', 'aktör', 'kartläggning'),
        ('projektportföljen', 'projekt', 'portfölj'),
        ('finansieringskällor', 'finansiering', 'källor'),
        ('presentationsmallen', 'presentation', 'mall'),
    ],
)
def test_compounds_have_parts(word: str, first: str, head: str) -> None:
    parts = splitter(SWEDISH).parts(word)
    assert parts[-1] == key(head)
    assert key(first) in parts


@pytest.mark.parametrize(
    'word',
    [
        'region',
        'regioner',
        'strategi',
        'innovation',
        'resultat',
        'kommun',
        'energi',
        's3',
        'företag',
        'deltagare',
        'rapporten',
        'kommissionens',
        'programmen',
        'konkurrerar',
    ],
)
def test_whole_words_have_none(word: str) -> None:
    assert splitter(SWEDISH).parts(word) == ()


@pytest.mark.slow
def test_the_list_of_words_is_in_step_with_the_keys() -> None:
    """``tools/make_compound_words.py`` has been run since the keys last changed."""
    firsts, heads = read_words()
    known = set(heads)
    nouns = {word for word in firsts if SWEDISH.fold(key(word)) in known}
    assert len(nouns) > 0.9 * len(firsts)


def test_a_page_keeps_links_out_of_its_words_and_shows_their_titles() -> None:
    text = f'Läs {LINK_START}energi{LINK_END} om vätgasen.'
    page = prepare('Titeln', [Section(anchor='a', heading='Om', text=text)], WITHOUT_PARTS)
    assert page.keys('text').keys() == {key(word) for word in ('läs', 'om', 'vätgas')}
    assert with_titles(page.sections[0].text, {'energi': 'Energi'}) == ('Läs Energi om vätgasen.', [])
    assert with_titles(page.sections[0].text, {}) == ('Läs energi om vätgasen.', [])


def test_what_is_in_another_language_has_its_words_and_its_place() -> None:
    text = f'Om {LINK_START}energi{LINK_END} 🌊: {in_language("water first", "en")}, så.'
    page = prepare('Titeln', [Section(anchor='', heading='', text=text)], WITHOUT_PARTS)
    assert page.keys('text').keys() == {key(word) for word in ('om', 'water', 'first', 'så')}
    # JavaScript counts a sign beyond the first plane as two
    assert with_titles(text, {'energi': 'Energi'}) == ('Om Energi 🌊: water first, så.', [(14, 25, 'en')])
    assert ends_with(in_language('Slut.', 'en'), ('.',))
    assert not ends_with(in_language('Slut', 'en'), ('.',))


def test_a_synonym_set_leads_to_the_page_of_its_record_and_to_those_that_speak_of_it(
    make: Callable[..., Entry], build: Callable[..., Site]
) -> None:
    aliases: dict[str, Any] = NO_OTHER_NAMES | {'sv': ['hav'], 'en': ['blue growth'], 'short': ['BT']}
    entries = [make('docs/themes/vatten', aliases=aliases), make('cases/nationellt/fall', themes=['vatten'])]
    catalog = Catalog(entries, {'docs/themes/vatten': 'Vatten', 'cases/nationellt/fall': 'Fallet'}, KINDS, SWEDISH)

    def page(title: str, text: str) -> PageText:
        return prepare(title, [Section(anchor='', heading='', text=text)], WITHOUT_PARTS)

    pages = {
        'docs/themes/vatten': page('Vatten', 'Om det.'),
        'cases/nationellt/fall': page('Fallet', 'Blå tillväxt.'),
        'docs/om': page('Blue growth i norr', 'Så är det.'),
        'docs/annat': page('Annat', 'En gång nämns hav.'),
    }
    names = Names.of(catalog)
    points = {docname: page_points(page, names, SWEDISH).items() for docname, page in pages.items()}
    synonyms = next(found for found in synonym_sets(catalog, points) if name_run('Vatten', SWEDISH) in found.names)
    assert {name_run(name, SWEDISH) for name in ('Vatten', 'Theme', 'hav', 'blue growth', 'BT')} == set(synonyms.names)
    assert synonyms.pages['docs/themes/vatten'] == FULL
    assert synonyms.pages.keys() == {'docs/themes/vatten', 'cases/nationellt/fall', 'docs/om'}


def test_a_place_leads_to_its_region_but_no_page_is_about_that_for_naming_it(
    make: Callable[..., Entry], build: Callable[..., Site]
) -> None:
    region = make('docs/regions/alfa', places=['Kvarnby'], aliases=NO_OTHER_NAMES | {'sv': ['Alfabygden']})
    catalog = Catalog([region], {'docs/regions/alfa': 'Alfa'}, KINDS, SWEDISH)
    names, place, named = Names.of(catalog), prepare('Kvarnby', [], SWEDISH), prepare('Alfabygden', [], SWEDISH)
    assert [len(page_points(page, names, SWEDISH)) for page in (place, named)] == [0, 1]
    [synonyms] = synonym_sets(catalog, {})
    assert synonyms.names[0] == name_run('Alfa', SWEDISH)
    assert synonyms.names[-1] == name_run('Kvarnby', SWEDISH)
    assert {'kvarnby', 'alfabygden'} <= {*name_words(catalog)} & proper_words(catalog)
    assert region.record is not None
    assert 'Kvarnby' not in region.record.other_names()
    assert 'Kvarnby' in region.record.found_by()


@pytest.mark.parametrize(('many', 'piece', 'pieces'), [(1, 50, 1), (20, 50, 2), (400, 400, 4), (400, 2, 400)])
def test_lists_are_divided_in_runs_of_about_equal_size(many: int, piece: int, pieces: int) -> None:
    lists = [f'{number % 7}C2D'[: 2 + 2 * (number % 2)] for number in range(many)]
    runs = list(split(lists, piece))
    assert len(runs) == pieces
    assert ' '.join(run for _, run in runs) == ' '.join(lists)
    assert [first for first, _ in runs] == [
        sum(len(run.split(' ')) for _, run in runs[:number]) for number in range(len(runs))
    ]
    if pieces < many:
        assert all(0.6 * piece <= len(run) <= 1.4 * piece for _, run in runs) or many == 1


def test_small_numbers_of_pages_are_packed() -> None:
    many = [[0], [], [2, 9], [10, 44, 300]]
    assert packed_column(many) == '0  29 :\\Ŝ'
    work = '(text, many) => new S3.Pages({ values: [text], help: "2 1", count: many }).items'
    items = run(work, packed_column(many), len(many))
    assert [item['values'][0] for item in items] == many
    assert [item['isHelp'] for item in items] == [False, True, True, False]
