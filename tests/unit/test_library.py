"""The library is whole and holds no personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILES = sorted([ROOT / 'index.md', *ROOT.glob('docs/**/*.md'), *ROOT.glob('cases/**/*.md')])
FOLDERS = {
    'case': 'cases/*/*.md',
    'pilot': 'docs/pilots/*.md',
    'obstacle': 'docs/obstacles/*.md',
    'method': 'docs/methods/*.md',
    'workshop': 'docs/workshops/*.md',
    'theme': 'docs/themes/*.md',
}
#: year, month (or co-ordination month), day (or co-ordination day), number: 640823-3234, 196408233234
_IDENTITY = re.compile(r'(?<!\d)(?:19|20)?(\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-8]\d|9[01]))[-+]?(\d{4})(?!\d)')
_MAIL = re.compile(r'[\w.+-]+@[\w-]+(?:\.[\w-]+)+')
_PHONE = re.compile(r'(?<![\w/.-])(?:\+46|0)[ -]?\d{1,3}[ -/]\d{2,3}[ -]\d{2,3}(?:[ -]\d{2,3})?(?!\d)')


def manifest() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load((ROOT / 'tests' / 'data' / 'manifest.yaml').read_text('utf-8'))
    return found


def header(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(file.read_text('utf-8').split('\n---\n')[0], yaml.BaseLoader)
    return found


@pytest.mark.parametrize('kind', FOLDERS)
def test_every_collected_fact_has_its_page_and_every_page_its_facts(kind: str) -> None:
    pages = {file.stem for file in ROOT.glob(FOLDERS[kind])} - {'index'}
    assert pages == set(manifest()[kind])


def test_every_county_has_its_region_and_every_term_is_in_the_glossary() -> None:
    regions = [header(file)['county_code'] for file in ROOT.glob('docs/regions/*.md') if file.stem != 'index']
    assert sorted(regions) == manifest()['region']
    assert sorted(term['id'] for term in header(ROOT / 'docs' / 'glossary.md')['terms']) == manifest()['term']


def personal(text: str) -> Iterator[str]:
    """What looks like a personal identity number (with its check digit), an address or a telephone number."""
    text = re.sub(r'https?://\S+', '', text)  # addresses of sources hold numbers of all kinds
    for match in _IDENTITY.finditer(text):
        digits = match[1] + match[2]
        doubled = [int(digit) * (2 - position % 2) for position, digit in enumerate(digits)]
        if sum(number // 10 + number % 10 for number in doubled) % 10 == 0:  # Luhn, as Skatteverket's SKV 704
            yield match[0]
    for pattern in (_MAIL, _PHONE):
        yield from (match[0] for match in pattern.finditer(text))


def test_no_page_holds_personal_data() -> None:
    found = {file.name: hits for file in FILES if (hits := list(personal(file.read_text('utf-8'))))}
    assert found == {}


@pytest.mark.parametrize(
    'text', ['640823-3234', '19640823-3234', 'skriv till anna.ek@example.org', 'ring 08-123 45 67', '070-123 45 67']
)
def test_personal_data_are_seen(text: str) -> None:
    assert list(personal(f'Kontakt: {text}.'))


@pytest.mark.parametrize('text', ['556703-7485', '2016–2028', '3 234 848 kronor', 'dnr 640823-3235', '2024-04-01'])
def test_other_numbers_are_left_alone(text: str) -> None:
    assert list(personal(f'Uppgift: {text}.')) == []


def prose(file: Path) -> str:
    """What a reader reads of a page: the body without directives, notes and the targets of links."""
    body = file.read_text('utf-8').split('\n---\n', 1)[1]
    return re.sub(r'\[\^[^\]]*\]|\]\([^)]*\)|^:.*$', ' ', body, flags=re.MULTILINE)


def count_words(file: Path) -> int:
    return len(re.findall(r'\w[\w-]*', prose(file)))


CHAPTERS = sorted(file for file in ROOT.glob('docs/handbook/*.md') if file.stem != 'index')


@pytest.mark.parametrize('file', CHAPTERS, ids=lambda file: file.stem)
def test_every_chapter_is_read_in_a_few_minutes(file: Path) -> None:
    assert len(CHAPTERS) >= 11
    assert 600 <= count_words(file) <= 1200


def test_the_first_path_has_at_most_five_pages_with_their_minutes() -> None:
    text = (ROOT / 'docs' / 'about' / 'ny-i-s3.md').read_text('utf-8')
    steps = re.findall(r'^\d\. \*\*\[[^\]]+\]\(#([\w-]+)\)\*\* \((\d+) minut(?:er)?\)', text, re.MULTILINE)
    assert 3 <= len(steps) <= 5
    assert len(re.findall(r'^\d\. ', text, re.MULTILINE)) == len(steps)
    files = {file.stem: file for file in FILES}
    for name, minutes in steps:
        # as the page says: the words divided by 200, at least a minute
        assert abs(count_words(files[name]) / 200 - int(minutes)) < 1, name
    total = sum(int(minutes) for _, minutes in steps)
    assert {10: 'tio', 11: 'elva', 12: 'tolv', 13: 'tretton', 14: 'fjorton'}[total] in text


def test_the_page_about_the_handbook_says_who_how_and_on_what_terms() -> None:
    text = (ROOT / 'docs' / 'about' / 'index.md').read_text('utf-8')
    headings = re.findall(r'^## (.+)$', text, re.MULTILINE)
    assert headings == [
        'Vem står bakom?',
        'Hur kommer texterna till, och hur granskas de?',
        'Vad får du göra med innehållet?',
        'Vilka uppgifter finns?',
        'Läs mer',
    ]
    assert all(word in text for word in ('`publisher`', '`contact`', 'CC BY 4.0', 'CC0 1.0', 'MIT'))
