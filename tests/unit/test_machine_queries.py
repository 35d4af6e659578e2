"""The queries that a machine makes to try the search: each is what it says, and judged by what the pages say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bench.inflections import swedish
from bench.judgement import Judge, read_texts, things
from bench.machine_queries import PHENOMENA, TAILS, Maker, Query, machine_queries, numbers
from bench.search import NEGATIVE, UNSEEN, Answer, Entry, Row, load, marks, negatives
from bench.slips import SLIPS, folded, slip, spelt_out
from s3ext.commands.project import read_content

pytestmark = pytest.mark.slow

Edit = Callable[[Path, str, str], None]


@pytest.fixture(scope='module')
def queries(sources: Path) -> list[Query]:
    """Queries from the library of the tests."""
    return machine_queries(sources, 7, numbers(30))


def differing(wrong: str, right: str) -> tuple[int, int]:
    """How many letters of each stand between the beginning and the end that both have."""
    start = next((at for at, (one, two) in enumerate(zip(wrong, right, strict=False)) if one != two), len(right))
    wrong, right = wrong[start:], right[start:]
    end = next(
        (at for at, (one, two) in enumerate(zip(wrong[::-1], right[::-1], strict=False)) if one != two),
        min(len(wrong), len(right)),
    )
    return len(wrong) - end, len(right) - end


def of(queries: list[Query], phenomenon: str) -> list[Query]:
    """The queries of a *phenomenon*, of which there are some."""
    found = [query for query in queries if query.phenomenon == phenomenon]
    assert len(found) >= 5, phenomenon
    return found


@pytest.mark.parametrize(
    ('noun', 'some', 'none'),
    [
        ('kluster', {'klustret', 'klustren', 'klustrets'}, {'klusters'}),
        ('strategi', {'strategin', 'strategier', 'strategierna'}, set()),
        ('skog', {'skogen', 'skogar', 'skogarna'}, {'skogsbo', 'skogars'}),
        ('rymdklustersatsning', {'rymdklustersatsningen', 'rymdklustersatsningar'}, set()),
    ],
)
def test_a_noun_has_the_forms_of_the_dictionary(noun: str, some: set[str], none: set[str]) -> None:
    forms = set(swedish().forms(noun))
    assert some <= forms
    assert not none & forms and noun not in forms


@pytest.mark.parametrize('word', ['regional', 'granska', 'xyzzy'])
def test_what_is_no_noun_has_no_forms(word: str) -> None:
    assert swedish().forms(word) == ()


@pytest.mark.parametrize(
    ('noun', 'first'),
    [
        ('rymd', 'rymd'),
        ('skog', 'skogs'),
        ('järnväg', 'järnvägs'),
        ('hälsa', 'hälso'),
        ('besöksnäring', 'besöksnärings'),
        ('vattenteknik', 'vattenteknik'),
        ('xyzzy', ''),
    ],
)
def test_a_noun_stands_first_in_a_compound_as_the_dictionary_says(noun: str, first: str) -> None:
    assert swedish().linked(noun) == first


@pytest.mark.parametrize('seed', range(20))
def test_a_slip_is_of_its_kind(seed: int) -> None:
    word = 'besöksnäring'
    made = {kind: slip(word, kind, Random(seed)) for kind in SLIPS}
    assert Counter(made['swapped']) == Counter(word) and made['swapped'] != word
    assert len(made['doubled']) == len(word) + 1 and len(made['dropped']) == len(word) - 1
    for kind in ('key beside', 'wrong vowel'):
        changed = [(one, two) for one, two in zip(word, made[kind], strict=True) if one != two]
        assert len(changed) == 1
    ((right, wrong),) = ((one, two) for one, two in zip(word, made['wrong vowel'], strict=True) if one != two)
    assert {right, wrong} <= set('aeiouyåäö')
    assert all(wrong[0] == word[0] for wrong in made.values())


def test_a_word_without_vowels_gets_no_wrong_one() -> None:
    assert slip('xxxxx', 'wrong vowel', Random(1)) == slip('xxxxx', 'swapped', Random(1)) == ''


def test_a_seed_makes_the_same_queries_again(sources: Path, queries: list[Query]) -> None:
    assert machine_queries(sources, 7, numbers(30)) == queries
    others = machine_queries(sources, 8, {'one slip': 30})
    assert {query.text for query in others} != {query.text for query in of(queries, 'one slip')}


def test_every_phenomenon_is_asked_and_every_query_has_an_answer(queries: list[Query]) -> None:
    assert [*dict.fromkeys(query.phenomenon for query in queries)] == list(PHENOMENA)
    assert all(max(query.pages.values()) >= 2 for query in queries)
    for phenomenon in PHENOMENA:
        assert 5 <= len(of(queries, phenomenon)) <= 30
    texts = [(query.phenomenon, query.text.lower()) for query in queries]
    assert len(texts) == len(set(texts))


def test_misspelt_names_are_one_or_two_slips_from_the_right_ones(queries: list[Query]) -> None:
    assert {differing(query.text, query.right) for query in of(queries, 'one slip')} <= {(0, 1), (1, 0), (1, 1), (2, 2)}
    knows = swedish().knows
    wrong = [
        set(query.text.split(' ')) - set(query.right.split(' ')) for query in queries if 'slip' in query.phenomenon
    ]
    assert all(len(words) == 1 and not any(map(knows, words)) for words in wrong)


def test_respelt_names_have_other_letters_only(queries: list[Query]) -> None:
    assert all(query.text == folded(query.right) != query.right for query in of(queries, 'without å ä ö'))
    assert all(query.text == spelt_out(query.right) and query.text.isascii() for query in of(queries, 'ae and oe'))


def test_compounds_stand_in_no_text_and_are_judged_as_their_first_part(sources: Path, queries: list[Query]) -> None:
    content = read_content(sources)
    texts = read_texts(sources, content)
    judge = Judge(texts, 'docs/glossary', things(content.catalog), swedish())
    for query in of(queries, 'foreign compound'):
        first, tail = query.why.split(' + ')
        assert query.text == swedish().linked(first) + tail and tail in TAILS
        assert query.pages == judge.name(first)
        assert not any(text.all.counts[query.text] for text in texts.values())
    for query in of(queries, 'mistyped compound'):
        first, tail = query.why.partition(',')[0].split(' + ')
        assert query.text.startswith(swedish().linked(first) + tail[0]) and not query.text.endswith(tail)


def test_a_compound_that_stands_somewhere_is_not_asked(mini_site: Path) -> None:
    content = read_content(mini_site)
    maker = Maker(content, read_texts(mini_site, content), swedish())
    made = maker.compound('vatten', Random(1))
    assert made is not None and made.text.startswith('vatten')
    maker.vocabulary.add(made.text)
    assert maker.compound('vatten', Random(1)) is None


def test_names_written_apart_are_the_names(queries: list[Query]) -> None:
    for query in of(queries, 'written apart'):
        assert query.text.count(' ') == 1
        assert query.why == f'for {query.text.replace(" ", "")}'


def test_one_word_of_a_name_stands_in_it(queries: list[Query]) -> None:
    for phenomenon in ('word of a name', 'English word of a name'):
        for query in of(queries, phenomenon):
            assert ' ' not in query.text and query.text in query.why.lower()


def test_sentences_are_those_of_the_pages_that_hold_them(sources: Path, queries: list[Query]) -> None:
    def source(docname: str) -> str:
        return ' '.join((sources / f'{docname}.md').read_text('utf-8').split())

    for query in of(queries, 'sentence'):
        assert set(query.pages.values()) == {3}
        assert all(query.text in source(page) for page in query.pages)
    for query in of(queries, 'sentence reworded'):
        sentence = query.why.partition(': ')[2]
        assert query.text != sentence
        assert all(sentence in source(page) for page in query.pages)


def judge(root: Path) -> Judge:
    """The judge of the site at *root*."""
    content = read_content(root)
    return Judge(read_texts(root, content), 'docs/glossary', things(content.catalog), swedish())


def test_pages_are_graded_by_what_they_say(mini_site: Path, edit: Edit) -> None:
    edit(mini_site / 'docs/themes/vatten.md', 'sv: []', 'sv: [hav]')
    other, third = (mini_site / f'cases/{name}.md' for name in ('alfa/annat-fall', 'orsa/tredje-fall'))
    edit(other, 'themes: [vatten, varme]', 'themes: [varme]')
    title = next(line for line in other.read_text('utf-8').split('\n') if line.startswith('# '))
    edit(other, title, f'{title} vid havet')
    third.write_text(third.read_text('utf-8') + '\nOch hav.\n', 'utf-8')
    found = judge(mini_site).name('Vatten')
    names = {page.rpartition('/')[2]: grade for page, grade in found.items()}
    # its own page; pages whose header names it, or whose title has one of its names; a text that has them three times
    assert {name: names[name] for name in ('vatten', 'ett-fall', 'annat-fall', 'tredje-fall')} == {
        'vatten': 3,
        'ett-fall': 2,
        'annat-fall': 2,
        'tredje-fall': 1,
    }
    assert 'varme' not in names
    # one more name may be narrower than the thing
    assert judge(mini_site).name('hav')[other.relative_to(mini_site).as_posix().removesuffix('.md')] == 3


def test_a_word_of_the_glossary_is_answered_by_what_comes_nearest(mini_site: Path, edit: Edit) -> None:
    assert judge(mini_site).name('kritisk massa') == {'docs/glossary': 2}
    edit(mini_site / 'docs/themes/vatten.md', '# Vatten', '# Vatten och kritisk massa')
    edit(mini_site / 'docs/themes/varme.md', 'Temat Värme samlar', 'Temat Värme samlar critical mass,')
    assert judge(mini_site).name('KM') == {'docs/glossary': 2, 'docs/themes/vatten': 3, 'docs/themes/varme': 2}


def test_the_unseen_questions_are_asked_in_the_same_form() -> None:
    found = load(UNSEEN)
    assert all(query.text and (query.pages or query.phenomenon == NEGATIVE) for query in found)
    assert {grade for query in found for grade in query.pages.values()} == {1, 2, 3}


def test_a_card_counts_only_if_it_shows_what_was_asked_for() -> None:
    query = Query(phenomenon='name', text='haav', pages={'docs/glossary': 2, 'hav': 1}, why='', right='Hav')

    def counts(docname: str, text: str) -> bool:
        return Entry(address=f'./{docname}.html#term', text=text).answers(query)

    assert counts('docs/glossary', 'hav') and counts('docs/glossary', 'ocean, Kallas också: sjö, hav')
    # another word of the glossary, and a page that is not the best
    assert not counts('docs/glossary', 'havet, Kallas också: sjö') and not counts('docs/hav', 'hav')


def test_marks_and_means_of_answers() -> None:
    query = Query(phenomenon='name', text='hav', pages={'a': 3, 'b': 2, 'c': 1}, why='')
    found = marks(query, ['docs/x', 'docs/b', 'docs/a'])
    assert (found.recall, found.reciprocal, found.best, found.zero) == (1, 0.5, 1, 0)
    assert 0 < found.gain < marks(query, ['a', 'b', 'c']).gain == 1
    answers = [
        Answer(query=query, docnames=docs, notes='', marks=marks(query, docs), card=1, same=same)
        for docs, same in ((('a', 'b', 'c'), True), ((), False))
    ]
    row = Row.of('name', answers, 1)
    assert row == Row.of('name', answers, 1)
    assert (row.n, row.gain, row.zero, row.same) == (2, 0.5, 0.5, 0.5)
    assert row.low <= row.gain <= row.high


def test_a_guess_that_is_said_to_be_one_counts_by_itself() -> None:
    query = Query(phenomenon=NEGATIVE, text='pannkaka', pages={}, why='')
    answers = [
        Answer(query=query, docnames=docs, notes=notes, marks=marks(query, docs), card=0)
        for docs, notes in (((), ''), (('a',), 'Visar även'), (('a',), ''))
    ]
    assert negatives(answers) == (3, 1, 2)
