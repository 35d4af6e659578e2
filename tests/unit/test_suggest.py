"""The nearest allowed value."""

from __future__ import annotations

import pytest

from s3ext.core.suggest import fold, nearest

REGIONS = ['vastra-gotaland', 'vasternorrland', 'vastmanland', 'skane', 'orebro', 'ostergotland', 'gotland']


@pytest.mark.parametrize(
    ('text', 'folded'),
    [
        ('Västra Götaland', 'vastragotaland'),
        ('vastra-gotaland', 'vastragotaland'),
        ('  S3_link! ', 's3link'),
        ('ÅÄÖ', 'aao'),
        ('…', ''),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ('word', 'meant'),
    [
        ('Västra Götaland', 'vastra-gotaland'),
        ('västra_götaland', 'vastra-gotaland'),
        ('Skåne', 'skane'),
        ('Örebro', 'orebro'),
        ('vasternorland', 'vasternorrland'),
        ('vestmanland', 'vastmanland'),
        ('Gotland', 'gotland'),
        ('paris', None),
        ('', None),
        ('…', None),
    ],
)
def test_nearest(word: str, meant: str | None) -> None:
    assert nearest(word, REGIONS) == meant
    assert nearest(word, reversed(REGIONS)) == meant


def test_equally_near_gives_the_first_by_name() -> None:
    assert nearest('ab', ['a-b', 'a_b']) == 'a-b'
    assert nearest('ab', ['a_b', 'a-b']) == 'a-b'


def test_nothing_to_choose_from() -> None:
    assert nearest('skane', []) is None
