"""Alphabetical order, of Swedish and of a language that nobody described."""

from __future__ import annotations

import random
import unicodedata

import pytest

from s3ext.handbook.language import SWEDISH

sort_key = SWEDISH.sort_key


@pytest.mark.parametrize(
    'ordered',
    [
        ['Zonen', 'Åland', 'Ängelholm', 'Örebro'],
        ['alfa', 'Beta', 'gamma'],
        ['Fas 2', 'Fas 10', 'Fas 100'],
        ['2 regioner', '10 regioner', 'Alfa'],
        ['vind', 'Wien', 'xylofon'],
        ['ide', 'idé 2', 'ider'],
        ['land', 'Land och stad', 'landet'],
    ],
)
def test_order(ordered: list[str]) -> None:
    shuffled = list(ordered)
    for seed in range(5):
        random.Random(seed).shuffle(shuffled)
        assert sorted(shuffled, key=sort_key) == ordered


@pytest.mark.parametrize(
    ('one', 'other'),
    [
        ('Örebro', unicodedata.normalize('NFD', 'Örebro')),
        ('ÅÄÖ', 'åäö'),
        ('Århus', 'ÅRHUS'),
        ('ære', 'äre'),
        ('søt', 'söt'),
        ('café', 'CAFE'),
        ('”S3-piloten”', 's3piloten'),
        ('07', '7'),
    ],
)
def test_same_place(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@pytest.mark.parametrize('text', ['', '²', '5²', 'm²', 'a1②', '½', '٣', '\u0301', '---', '😀'])
def test_any_text_has_a_place(text: str) -> None:
    assert sorted([text, 'a', '1'], key=sort_key)


def test_a_superscript_is_no_digit() -> None:
    assert sort_key('5²')[0] == (0, 1, '5')


def test_numbers_of_any_length_and_in_any_digits() -> None:
    texts = ['9' * 4_900, '1' + '0' * 4_900, '12', '٣', '007', '0']
    assert sorted(texts, key=sort_key) == ['0', '٣', '007', '12', '9' * 4_900, '1' + '0' * 4_900]


@pytest.mark.parametrize(
    ('text', 'letter'),
    [
        ('öppen', 'Ö'),
        ('Ærlig', 'Ä'),
        ('A\N{COMBINING RING ABOVE}l', 'Å'),
        ('édition', 'E'),
        ('(EU) ett', 'E'),
        ('3D', ''),
    ],
)
def test_the_letter_that_a_word_stands_under(text: str, letter: str) -> None:
    assert SWEDISH.initial(text) == letter
