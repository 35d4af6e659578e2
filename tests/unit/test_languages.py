"""Languages that a profile hands in: Norwegian beside Swedish, and one that nobody described."""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import s3ext
from s3ext.core.language import PLAIN, Compounds, Language
from s3ext.core.model.catalog import Catalog
from s3ext.core.model.entries import Entry
from s3ext.core.model.labels import Labels
from s3ext.core.page.terms import lexicon
from s3ext.core.search.compounds import splitter
from s3ext.core.search.index import search_files
from s3ext.core.search.pages import Section, pack, prepare
from s3ext.core.views import Site
from s3ext.handbook import PROFILE
from s3ext.handbook.language import SWEDISH
from s3ext.handbook.language.english import ENGLISH
from tests.kinds import KINDS
from tests.scripts import OWN, run
from tests.unit.contract import differences, made

KLIMA = Path(__file__).parents[1] / 'roots' / 'klima'
#: what Norwegian words begin with and end in: stems and endings that the stemmer knows, or nearly
STEMS = """
bygning gård klimatilpasning kommune overvann flom havnivå skred økonomi bærekraft mulighet ærlig tiltak museum løsning
hav skog fylke område erfaring råd sjø åkerland fjell strategi region plan risiko sårbarhet
"""
ENDINGS = """
a e ede ande ende ane ene hetene erte en heten ar er heter s as es edes endes enes hetenes ens hetens ers ets et het
ast ert leg eleg ig eig lig elig els lov elov slov hetslov dt vt mm mmen
"""
KEYS = '(words) => words.map((word) => [S3.words.key(word), S3.words.fold(word)])'
#: which pages an index has for a query, by their docnames; which words of it are none of the library, but like one
ANSWER = """(index, query) => {
    (0, eval)(index);
    const { records } = S3.searchIndex;
    const { hits, notes } = new S3.Engine(S3.searchIndex).search(query);
    return [hits.map(({ page }) => records[page].doc), notes.map(({ word }) => word)];
}"""


@pytest.fixture(scope='module')
def bokmal() -> Iterator[Language]:
    """The language of the package of another site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(KLIMA))
        found: Language = importlib.import_module('klima.language').BOKMAL
        yield found


# -- the order of letters -------------------------------------------------------------------------


def order(language: Language, words: list[str]) -> list[str]:
    shuffled = random.Random(1).sample(words, len(words))
    return sorted(shuffled, key=language.sort_key)


def test_each_language_has_its_alphabet(bokmal: Language) -> None:
    words = ['Zoo 2', 'Zoo 10', 'Ærfugl', 'Ød', 'Åsen']
    assert order(bokmal, words) == words
    assert order(SWEDISH, ['Zoo', 'Åsen', 'Ärla', 'Öde']) == ['Zoo', 'Åsen', 'Ärla', 'Öde']
    assert order(PLAIN, ['Asen', 'Åtta', 'Bio 2', 'Bio 10', 'Öde', 'Zoo']) == [
        *('Asen', 'Åtta', 'Bio 2', 'Bio 10', 'Öde', 'Zoo'),
    ]


def test_a_catalogue_has_the_order_of_its_language(bokmal: Language, make: Callable[..., Entry]) -> None:
    titles = {'docs/themes/a': 'Åker', 'docs/themes/b': 'Øy', 'docs/themes/c': 'Ære', 'docs/themes/d': 'Zoo'}
    entries = [make(docname) for docname in titles]

    def found(language: Language) -> str:
        return ''.join(item.id for item in Catalog(entries, titles, KINDS, language).of_type('theme'))

    assert (found(bokmal), found(SWEDISH), found(PLAIN)) == ('dcba', 'dacb', 'adcb')


# -- a language that nobody described -------------------------------------------------------------


def test_a_language_without_description_is_plain() -> None:
    assert PROFILE.language('nb') is PLAIN
    assert PROFILE.language('sv') is PROFILE.language('sv_SE') is SWEDISH
    assert PROFILE.language('fi') is PLAIN
    assert PLAIN.key('förändringarna') == 'förändringarna'
    assert PLAIN.bare_key('łódź') == 'lodz'
    assert PLAIN.stop_keys() == frozenset()
    assert splitter(PLAIN).parts('innovationsupphandling') == ()
    assert list(PLAIN.inflected('plan')) == list(PLAIN.inflected_short('plan')) == ['plan']


def test_the_browser_knows_no_language_by_itself() -> None:
    words = ['strategierna', 'förändringarna', 'łódź', 'ærø', 'straße', *made(500, 21)]
    theirs = run(KEYS, words, language=PLAIN)
    assert differences(words, [[PLAIN.key(word), PLAIN.fold(word)] for word in words], theirs) == []
    parts = '(packed) => new S3.Vocabulary({ words: packed, stop: [] }).partsOf("dataplan")'
    assert run(parts, 'AdataAplan', language=PLAIN) is None
    joined = replace(PLAIN, compounds=Compounds(words=lambda: ((), ())))
    assert run(parts, 'AdataAplan', language=joined) == {'size': 4, 'first': 0, 'tail': 1}


def test_the_scripts_of_the_engine_hold_no_letters_of_one_language() -> None:
    ours = [file for file in OWN if 'handbook' not in file.relative_to(Path(s3ext.__file__).parent).parts]
    assert len(ours) > 20
    assert [file.name for file in ours if set('åäö') & set(file.read_text('utf-8').lower())] == []


# -- English --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    'forms', ['region regions', 'evaluate evaluated evaluating evaluates', 'strategy strategies', 'company companies']
)
def test_english_forms_share_a_key(forms: str) -> None:
    assert len({ENGLISH.key(form) for form in forms.split()}) == 1
    assert ENGLISH.key('international') != ENGLISH.key('intern')
    theirs = run('(words) => words.map((word) => S3.words.key(word))', forms.split(), language=ENGLISH)
    assert theirs == [ENGLISH.key(form) for form in forms.split()]


# -- Norwegian ------------------------------------------------------------------------------------


def test_keys_of_norwegian_words_are_the_same_in_the_browser(bokmal: Language) -> None:
    begun = [*STEMS.split(), *made(200, 22, 'abdefghijklmnoprstuvyæøå', 8)]
    words = [begin.lower() + ending for begin in begun for ending in ('', *ENDINGS.split())]
    assert len(words) > 5_000
    theirs = run(KEYS, words, language=bokmal)
    assert differences(words, [[bokmal.key(word), bokmal.fold(word)] for word in words], theirs) == []


@pytest.mark.parametrize(
    'forms',
    [
        'flom flommen flommer flommene flommenes',
        'kommune kommunen kommuner kommunene kommunens',
        'gård gården gårder gårdene',
        'bærekraft bærekraften bærekraftig',
        'mulighet muligheten muligheter mulighetene',
        'økonomi økonomien',
    ],
)
def test_norwegian_forms_share_a_key(forms: str, bokmal: Language) -> None:
    assert len({bokmal.key(form) for form in forms.split()}) == 1


def index(language: Language, make: Callable[..., Entry], labels: Labels) -> str:
    """The search index of a small site in *language*."""
    texts = {
        'docs/themes/vann': ('Vann', 'Kommunen har kartlagt flommen og overvannet.'),
        'docs/themes/gard': ('Gårder', 'De har fått nye klimaplaner.'),
        'docs/themes/annet': ('Annet', 'Det er noe helt annet.'),
    }
    site = Site(
        catalog=Catalog(
            [make(name) for name in texts], {name: title for name, (title, _) in texts.items()}, KINDS, language
        ),
        labels=replace(labels, language=language),
        today='2026-11-24',
    )
    pages = {
        name: pack(prepare(title, [Section(anchor='', heading='', text=text)], language))
        for name, (title, text) in texts.items()
    }
    return search_files(pages, site, lambda docname: f'{docname}.html').index


def answer(made: str, query: str, language: Language) -> tuple[list[str], list[str]]:
    """The pages that the browser finds for *query* in the index *made*, and the words that it took for others."""
    pages, read = run(ANSWER, made, query, language=language)
    return pages, read


@pytest.mark.parametrize(
    ('query', 'page'),
    [
        ('flommene', 'docs/themes/vann'),
        ('kommunenes', 'docs/themes/vann'),
        ('på gården', 'docs/themes/gard'),
        ('garder', 'docs/themes/gard'),
        ('klimaplanens', 'docs/themes/gard'),
    ],
)
def test_a_query_in_another_form_finds_the_page(
    query: str, page: str, bokmal: Language, make: Callable[..., Entry], labels: Labels
) -> None:
    assert answer(index(bokmal, make, labels), query, bokmal) == ([page], [])


def test_stop_words_and_forms_are_those_of_the_language(
    bokmal: Language, make: Callable[..., Entry], labels: Labels
) -> None:
    assert answer(index(bokmal, make, labels), 'det flom', bokmal) == (['docs/themes/vann'], [])
    assert answer(index(bokmal, make, labels), 'gaarder', bokmal) == (['docs/themes/gard'], ['gaarder'])
    # without stop words and stems
    plain = index(PLAIN, make, labels)
    assert answer(plain, 'det er', PLAIN) == (['docs/themes/annet'], [])
    assert answer(plain, 'kommunenes', PLAIN) == (['docs/themes/vann'], ['kommunenes'])


def test_the_glossary_is_found_in_forms_of_the_language(bokmal: Language, make: Callable[..., Entry]) -> None:
    term = {'id': 'flom', 'term': 'fylkeskommune', 'term_en': 'x', 'definition': 'x', 'source': ['rapport']}
    glossary = make('docs/glossary', terms=[{**term, 'category': 'grundbegrepp', 'short': ['FK']}])
    text = 'Fylkeskommunene og FKs planer; fylkeskommuneplan.'

    def mentioned(language: Language) -> list[str]:
        return [text[at.start : at.end] for at in lexicon(glossary.record, language).mentions(text)]

    assert mentioned(bokmal) == ['Fylkeskommunene', 'FKs']
    assert mentioned(PLAIN) == []


def test_tenths_are_written_as_the_language_does() -> None:
    assert (PLAIN.tenths(1.25), SWEDISH.tenths(12), replace(PLAIN, decimal='·').tenths(0.04)) == ('1.2', '12,0', '0·0')
