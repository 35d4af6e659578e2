"""Characters that deceive are refused wherever they stand; Swedish and other ordinary text is not."""

from __future__ import annotations

import sys

import pytest

from s3ext.core.gate.characters import check_characters, is_ordinary
from s3ext.core.gate.glyphs import check_glyphs
from s3ext.core.model.vocabulary import Vocabulary
from s3ext.core.page.validate import validate
from s3ext.core.problems import ProblemCode


@pytest.mark.parametrize(
    'text',
    [
        'Västra Götaland – ”så här” … 5 µm, 3 °C, ½, × och €',
        'Łódź, Čačak, Þór, façade, naïve, Ærø, Saint-Étienne, señor',
        'Київ och Αθήνα, α-helix, Δ = 5, Ω',
        '中文 日本 한국어 العربية עברית',
        'tabb\tny rad\r\nrad',
        '\ufeffbörjar med byteordningsmärke',
        '😀 ☎ ✓ → ≤ ²',
    ],
)
def test_ordinary_text_passes(text: str) -> None:
    assert check_characters(text, 'x.md', 0) == []


def test_nothing_is_wrong_with_the_characters_that_are_not_looked_at_further() -> None:
    ordinary = ''.join(filter(is_ordinary, map(chr, range(sys.maxunicode + 1))))
    assert {'å', '–', '”', '\n', '\xa0'} <= set(ordinary)
    assert check_characters(ordinary, 'x.md', 0) == []
    assert check_glyphs(ordinary, 'x.md') == []


@pytest.mark.parametrize(
    ('char', 'cause'),
    [
        *(
            (char, 'char_hidden')
            for char in '\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0f\u2028\u180e\ue000\U000e0041\x00\x1b\x9b'
        ),
        *((char, 'char_direction') for char in '\u200e\u200f\u202a\u202e\u2066\u2069\u061c'),
        *((char, 'char_lookalike') for char in 'аеоΑΒօⲟＡ𝐀ﬁ①'),
        *((char, 'char_composed') for char in '\u0308\u030a\u0301'),
    ],
)
def test_a_character_that_deceives_is_reported_in_its_place(char: str, cause: str) -> None:
    (problem,) = check_characters(f'rad ett\n  or{char}d två', 'x.md', 0)
    assert (problem.line, problem.column, problem.code) == (2, 5, ProblemCode.BAD_CHARACTER)
    details = dict(problem.details)
    assert (details['cause'], details['value']) == (cause, f'U+{ord(char):04X}')


def test_header_and_body_are_looked_at(vocabulary: Vocabulary) -> None:
    text = '---\nsummary: Ett ord med o\u200bsynligt tecken som är långt nog.\n---\n\n# Ti\u202etel\n\n`\u200b`\n'
    _, _, problems = validate(text, 'docs/about/x', 'docs/about/x.md', vocabulary)
    assert [(problem.line, problem.column) for problem in problems] == [(2, 23), (5, 5), (7, 2)]


def test_a_control_character_in_a_header_is_reported_once(vocabulary: Vocabulary) -> None:
    text = '---\nsummary: Ett ord med o\x07synligt tecken som är långt nog.\n---\n\n# Titel\n'
    _, _, problems = validate(text, 'docs/about/x', 'docs/about/x.md', vocabulary)
    assert [problem.code for problem in problems] == [ProblemCode.YAML_SYNTAX]


def test_a_page_full_of_them_gets_a_short_answer() -> None:
    assert len(check_characters('a\u200b' * 10_000, 'x.md', 0)) == 20
