"""What the PDF's typefaces lack is known without them, told with its place, and replaced."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from s3ext.core.gate.glyphs import check_glyphs, pieces, printable

ROOT = Path(__file__).parents[2]


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location('list_glyphs', ROOT / 'tools' / 'list_glyphs.py')
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_list_is_that_of_the_typefaces() -> None:
    assert (ROOT / 's3ext' / 'core' / 'gate' / 'glyphs.txt').read_text('utf-8') == tool().text()


@pytest.mark.parametrize(
    ('text', 'printed'),
    [
        ('Åäö – ”citat” … → ≥ Δ β €', 'Åäö – ”citat” … → ≥ Δ β €'),
        ('klart ✓ ☐', 'klart ✓ ☐'),
        ('😀', '□'),
        ('👩‍💻 kodar', '□ kodar'),
        ('👍🏽!', '□!'),
        ('⚠️', '⚠'),
        ('❤️‍🔥', '❤□'),
        ('日本', '□□'),
        ('㎡', 'm2'),
    ],
)
def test_what_the_typefaces_lack_is_replaced(text: str, printed: str) -> None:
    assert printable(text) == printed


def test_signs_without_a_slanted_shape_are_set_apart() -> None:
    assert pieces('klart ✓ nu ☐') == ['klart ', '✓', ' nu ', '☐', '']


def test_each_character_is_reported_once_at_its_first_place() -> None:
    found = check_glyphs('---\nsummary: 😀 日\n---\n# Ord\n\n> - ord 😀 ✓ 🎉\n% 🚀\n', 'a.md')
    assert [(problem.line, problem.column, dict(problem.details)['value']) for problem in found] == [
        (2, 10, '😀'),
        (2, 12, '日'),
        (6, 13, '🎉'),
    ]
    assert all(problem.is_note for problem in found)
