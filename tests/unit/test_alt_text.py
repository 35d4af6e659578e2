"""Alternative texts that say nothing."""

from __future__ import annotations

import pytest

from s3ext.core.model.entries import Entry
from s3ext.core.model.vocabulary import Vocabulary
from s3ext.core.page.alt_text import ALT_EMPTY, alt_words, check_alt
from s3ext.core.page.body import read_body
from s3ext.core.page.checks import check_facts
from s3ext.core.page.markdown import markdown
from s3ext.core.page.source import Source
from s3ext.core.problems import ProblemCode
from s3ext.handbook.alt_text import ALT_WORDS
from tests.kinds import PERMITTED
from tests.texts import LANGUAGES, load_texts

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
NOTHING += ['Skärmbild 2026-01-01', 'Beskriv bilden', 'n/a', 'b\u00adild', 'bild\u200b', 'DSC 1234', '✓ 😀', '→']


@pytest.mark.parametrize('alt', NOTHING)
def test_words_that_every_picture_could_have(alt: str) -> None:
    assert check_alt(alt, 'karta.png', ALT_WORDS) == 'alt_nothing'


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
    assert check_alt(alt, source, ALT_WORDS) == 'alt_file_name'


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
    assert check_alt(alt, source, ALT_WORDS) is None


def test_without_words_of_its_own_a_handbook_knows_those_of_programs() -> None:
    english = alt_words()
    assert {check_alt(alt, 'map.png', english) for alt in ('Image 3', 'alt text', 'IMG_0001', 'Map')} == {'alt_nothing'}
    assert {check_alt(alt, 'map.png', english) for alt in ('Bild 3', 'en bild', 'Skärmbild 2026-01-01')} == {None}


@pytest.mark.parametrize('language', LANGUAGES)
def test_every_cause_has_words(language: str) -> None:
    assert all(load_texts(language)[cause] for cause in ('alt_nothing', 'alt_file_name'))


@pytest.mark.parametrize('alt', ['', ' ', '\u00a0', '…', '-', '\u200b\u00ad'])
def test_nothing_that_can_be_read_aloud(alt: str) -> None:
    assert check_alt(alt, 'karta.png', ALT_WORDS) == ALT_EMPTY


@pytest.mark.parametrize(
    ('alt', 'code'),
    [
        ('…', ProblemCode.IMAGE_ALT),
        ('Bild 1', ProblemCode.POOR_ALT),
        ('karta.png', ProblemCode.POOR_ALT),
        ('Karta över länet', None),
    ],
)
@pytest.mark.parametrize('form', ['ord ![{}](karta.png)', ':::{{figure}} karta.png\n:alt: {}\n:::'])
def test_a_picture_with_such_words_on_a_page(
    form: str, alt: str, code: ProblemCode | None, vocabulary: Vocabulary
) -> None:
    body = read_body(Source.of_file('docs/a.md', f'# Om bilder\n\n{form.format(alt)}\n'), markdown(), PERMITTED)
    assert body.facts is not None
    found = check_facts(
        body.facts, Entry(docname='docs/a', path='docs/a.md', type='page', record=None), vocabulary, PERMITTED
    )
    assert [(problem.code, problem.line, problem.is_note) for problem in found] == (
        [(code, 3, code is ProblemCode.POOR_ALT)] if code else []
    )
