"""The last page of a part of a book is not nearly empty."""

from __future__ import annotations

from s3ext.pdf.balance import rooms

LEFT, RIGHT = 57.0, 310.0


def test_a_part_that_ends_on_a_filled_page_is_left_alone() -> None:
    assert rooms([('a', 1, 4, LEFT, 500.0), ('b', 5, 9, RIGHT, 80.0)]) == {}


def test_a_part_of_one_page_is_left_alone() -> None:
    assert rooms([('a', 3, 3, LEFT, 90.0)]) == {}


def test_the_pages_of_a_short_part_share_what_the_last_lacks() -> None:
    (points, records) = rooms([('a', 1, 6, LEFT, 68.0)])['a']
    assert records == 0
    # 32 % of 717 points, from five pages
    assert 45 < points < 47


def test_the_last_records_of_a_long_part_make_room() -> None:
    (points, records) = rooms([('a', 1, 180, LEFT, 68.0)])['a']
    assert records == 6
    assert 38 < points < 39


def test_no_page_loses_more_than_a_quarter() -> None:
    assert rooms([('a', 1, 2, LEFT, 68.0)])['a'][0] < 0.26 * 717
