"""The search in the browser reads words as the index was made."""

from __future__ import annotations

from random import Random

from s3ext.core.search.packing import packed_words
from s3ext.core.search.words import plain, words
from s3ext.handbook.language import SWEDISH
from tests.scripts import run
from tests.unit.contract import TEXTS, differences, is_text, made

LETTERS = 'abdefghijklmnoprstuvyåäöéèüøæßðþłđ'
ENDINGS = (
    '',
    's',
    'en',
    'et',
    'ets',
    'arna',
    'ernas',
    'orn',
    'ium',
    'els',
    'lig',
    'fullt',
    'öst',
    'ig',
    'el',
    'eln',
    'tn',
)


def test_keys_of_words() -> None:
    made_up = [word + ending for word in made(1000, 13, LETTERS, 9) for ending in ENDINGS]
    values = [word.lower() for word in (*TEXTS, *made(2000, 14), *made_up) if is_text(word)]
    theirs = run('(values) => values.map((value) => [S3.words.key(value), S3.words.fold(value)])', values)
    assert differences(values, [[SWEDISH.key(value), SWEDISH.fold(value)] for value in values], theirs) == []


def test_words_of_texts() -> None:
    random = Random(15)
    values = [*TEXTS, *(' '.join(random.choices(made(50, 16), k=5)) for _ in range(500))]
    values = [plain(value) for value in values if is_text(value)]
    theirs = run('(values) => values.map((value) => S3.words.words(value).map(({ word }) => word))', values)
    assert differences(values, [[word for word, _, _ in words(value)] for value in values], theirs) == []


def test_words_of_the_index_come_out_as_they_went_in() -> None:
    leads = sorted({plain(word).lower() for word in made(3000, 17, [*LETTERS, *'0123456789', '𐐨', '𠮷'], 14)})
    stems = [SWEDISH.key(lead) for lead in leads]
    work = '(words) => { const { leads, stems } = new S3.Vocabulary({ words, stop: [] }); return { leads, stems }; }'
    assert run(work, packed_words(zip(leads, stems, strict=True))) == {'leads': leads, 'stems': stems}
