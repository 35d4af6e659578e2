"""Every word that a reader meets is in the Swedish dictionary or in the project's own list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import spell


@pytest.mark.slow
def test_no_word_is_unexplained_and_no_explanation_is_idle() -> None:
    found, used = spell.unknown_words(spell.site_files())
    assert [f'{place.path}:{place.line}: {place.word}' for place in found] == []
    assert set(spell.own_words()) - used == set()


def test_own_words_stand_once_each_and_in_groups() -> None:
    words = spell.own_words()
    assert len(words) == len(set(words)) > 100


@pytest.mark.slow
def test_words_are_told_with_their_places_and_code_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spell, 'ROOT', tmp_path)
    page = tmp_path / 'sida.md'
    page.write_text(
        '---\nsummary: En sammanfatning här.\nregions: [skåån]\n---\n\n# Rubrikk\n\n'
        'Ett ord, `koood` och [länkk](#maaal) {s3:term}`teerm`.[^kälaa]\n\n'
        ':::{records} caase\n:filter: fiilter\n:::\n\n```\nkooood\n```\nS3-strateig 2024-xyzzq\n',
        'utf-8',
    )
    assert list(spell.words_of_page(page)) == [
        (2, 'En'), (2, 'sammanfatning'), (2, 'här'), (6, 'Rubrikk'), (8, 'Ett'), (8, 'ord'), (8, 'och'), (8, 'länkk'),
        (17, 'S3-strateig'), (17, '2024-xyzzq'),
    ]  # fmt: skip
    found, _ = spell.unknown_words([page])
    assert [(place.line, place.word) for place in found] == [
        (2, 'sammanfatning'),
        (6, 'Rubrikk'),
        (8, 'länkk'),
        (17, '2024-xyzzq'),
        (17, 'S3-strateig'),
    ]
