"""How the width of a form is shared between its columns."""

from __future__ import annotations

import pytest

from s3ext.core.column_widths import column_shares

NUMBER, TEXT, EMPTY = ['Nummer', '1', '2'], ['Kriterium', 'En lång text ' * 5], ['Ja?', '', '']


def test_a_question_and_its_answer() -> None:
    assert column_shares([['Fråga', 'Vem?'], ['Svar', '']], 80) == (1, 2)


def test_a_column_to_write_in_is_wide_though_its_head_is_short() -> None:
    number, text, answer = column_shares([NUMBER, TEXT, EMPTY], 80)
    assert number < text <= answer


@pytest.mark.parametrize('empty', range(1, 5))
def test_the_longest_word_has_room_where_there_is_little(empty: int) -> None:
    columns = [NUMBER, TEXT, *[EMPTY] * empty]
    shares = column_shares(columns, 79)
    for column, share in zip(columns, shares, strict=True):
        longest = max(len(word) for text in column for word in text.split())
        assert share * 79 / sum(shares) > longest + 1


def test_more_words_than_room_share_it_by_their_lengths() -> None:
    assert column_shares([['A' * 96, 'x'], ['B' * 46, 'y'], ['C' * 46, 'z']], 79)[0] > 0
