"""Alternative texts that say nothing."""

from __future__ import annotations

import pytest

from s3ext.core.alt_text import check_alt
from s3ext.core.messages import LANGUAGES, load_texts

NOTHING = ['bild', 'Bild.', 'BILDEN', 'Bild 1', 'Figur 3b', 'foto nr 2', 'image', 'Image12', 'picture', 'Karta', 'alt']
NOTHING += [
    'alternativtext',
    'Vad bilden visar',
    'En bild.',
    'TODO',
    'xxx',
    'aaa',
    'a',
    '1',
    '2024',
    'IMG_0001',
    'Logga',
]
NOTHING += ['Skärmbild 2026-01-01', 'Beskriv bilden', 'n/a', 'b\u00adild', 'bild\u200b', 'DSC 1234']


@pytest.mark.parametrize('alt', NOTHING)
def test_words_that_every_picture_could_have(alt: str) -> None:
    assert check_alt(alt, 'karta.png') == 'alt_nothing'


@pytest.mark.parametrize(
    ('alt', 'source'),
    [
        ('karta.png', 'karta.png'),
        ('Karta över länet.jpg', 'x.png'),
        ('karta-over-lanet', '../a/karta-over-lanet.png'),
        ('image001.gif', 'x.png'),
    ],
)
def test_names_of_files(alt: str, source: str) -> None:
    assert check_alt(alt, source) == 'alt_file_name'


@pytest.mark.parametrize(
    ('alt', 'source'),
    [
        ('Karta över länet', 'karta-over-lanet.png'),
        ('Karta A', 'karta.png'),
        ('Energi', 'energi.png'),
        ('Diagram: tre av fyra företag växte', 'diagram.svg'),
        ('Bild av en vindkraftpark', 'bild.jpg'),
        ('S3', 's3.png'),
        ('Tabell med antal per år', 'a.png'),
        ('CO₂ per invånare', 'a.png'),
        ('漢字', 'a.png'),
    ],
)
def test_texts_that_say_something(alt: str, source: str) -> None:
    assert check_alt(alt, source) is None


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_cause_has_words(language: str) -> None:
    assert all(load_texts(language)[cause] for cause in ('alt_empty', 'alt_nothing', 'alt_file_name'))
