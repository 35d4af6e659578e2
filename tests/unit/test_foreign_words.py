"""The engine holds no word of one handbook, one country or one language: words from the texts of the profile."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import s3ext
from tests.klimakit import FIRST, texts_in, words, words_of
from tests.library import ROOT

CORE = Path(s3ext.__file__).parent / 'core'
ENGLISH = ('ARCHITECTURE.md', 'EXTENDING.md', 'REFERENCE.md', 'SECURITY.md')
#: shorter words are words of many languages
_LEAST = 5
#: what is about Sweden and its policy in English; ``s3`` alone is a part of the product's name, in every setting
MATTER = (
    'sweden',
    'swedish',
    'region',
    'regions',
    'regional',
    'county',
    'counties',
    'smart',
    'specialisation',
    'pilot',
)
_PARTS = re.compile(r'[A-Z]?[a-zà-ÿ]+|[A-Z]+(?![a-z])')


def of_profile() -> frozenset[str]:
    """The Swedish words of the profile's texts that are no English words, and its matter in English."""
    swedish = [text for file in sorted(FIRST.glob('*sv.toml')) for text in _texts(file)]
    english = [text for file in sorted(FIRST.glob('*en.toml')) for text in _texts(file)]
    english += [*texts_in(CORE / 'texts'), *((ROOT / name).read_text('utf-8') for name in ENGLISH)]
    found = {word for word in words_of(swedish) - words_of(english) if len(word) >= _LEAST}
    return frozenset(found | {*MATTER})


def _texts(file: Path) -> Iterable[str]:
    return [line.partition('=')[2] for line in file.read_text('utf-8').splitlines() if not line.startswith('#')]


def in_code(source: str) -> set[str]:
    """The words in *source*, names taken apart: ``edition_for`` and ``EditionFor`` hold ``edition``."""
    source = source.replace('changed-region', '')  # a name in office files
    return {part.lower() for part in _PARTS.findall(source)} | words(source)


def test_the_core_holds_no_word_of_the_profile() -> None:
    foreign = of_profile()
    assert {'prioritering', 'hinder', 'påpekande', 'region'} <= foreign
    files = [file for ending in ('*.py', '*.toml') for file in sorted(CORE.rglob(ending))]
    assert len(files) > 100
    found = {file.relative_to(CORE).as_posix(): in_code(file.read_text('utf-8')) & foreign for file in files}
    assert {path: sorted(those) for path, those in found.items() if those} == {}


def test_what_is_around_the_core_holds_no_swedish_either() -> None:
    foreign = of_profile() - {*MATTER}  # Typst has regions, docutils smart quotes
    endings = ('.py', '.js', '.html', '.typ')
    files = [
        file
        for file in sorted(CORE.parent.rglob('*'))
        if file.suffix in endings and not {'handbook', 'vendor', 'form-vendor', 'core'} & {*file.parts}
    ]
    assert len(files) > 100
    found = {file.relative_to(CORE.parent).as_posix(): in_code(file.read_text('utf-8')) & foreign for file in files}
    assert {path: sorted(those) for path, those in found.items() if those} == {}


def test_a_word_of_the_profile_is_seen() -> None:
    assert in_code('def hinder_of(x): ...  # Påpekande') >= {'hinder', 'påpekande'}
