"""Fixtures of the unit tests: the real vocabulary, and a check that every fault has words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.labels import Labels
from s3ext.core.messages import LANGUAGES, load_texts
from s3ext.core.model import RecordType, type_of
from s3ext.core.problems import Mark, Problem, ProblemCode
from s3ext.core.validate import Entry, validate
from s3ext.core.vocabulary import Vocabulary, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]

SUMMARY = 'En sammanfattning som är lång nog för att duga i alla prov.'
SOURCES = [{'id': 'rapport', 'publisher': 'Region Alfa', 'title': 'Rapport', 'url': 'https://example.org/rapport'}]
DATED = {'summary': SUMMARY, 'reviewed_on': '2026-01-01'}
#: the least that each kind of page must say
LEAST: dict[RecordType, dict[str, Any]] = {
    RecordType.CASE: {
        **DATED,
        'regions': [],
        'themes': [],
        'process': [],
        'period': {'from': '2020', 'to': '2022'},
        'stage': 'finished',
        's3_link': 'namns',
        'sources': SOURCES,
    },
    RecordType.PILOT: {
        **DATED,
        'kind': 'nationell-pilot',
        'level': 'national',
        'period': {'from': '2020', 'to': '2022'},
        'stage': 'finished',
        'regions': [],
        'themes': [],
        'sources': SOURCES,
    },
    RecordType.REGION: {
        **DATED,
        'authority': 'Region Alfa',
        'county': 'Alfa län',
        'county_code': '01',
        'nuts3': 'SE110',
        'nuts2': 'SE11',
        'sources': SOURCES,
    },
    RecordType.THEME: {**DATED, 'label_en': 'Theme'},
    RecordType.CHAPTER: {**DATED, 'order': '1'},
    RecordType.PAGE: {},
}


@pytest.fixture(scope='session')
def vocabulary() -> Vocabulary:
    """The handbook's own closed lists."""
    found, problems = parse((ROOT / 'docs' / 'vocabulary.yaml').read_text('utf-8'), 'docs/vocabulary.yaml')
    assert problems == []
    return found


@pytest.fixture(scope='session')
def labels(vocabulary: Vocabulary) -> Labels:
    """The words for values in Swedish."""
    return Labels(texts=load_texts('sv'), vocabulary=vocabulary)


@pytest.fixture
def make(vocabulary: Vocabulary) -> Callable[..., Entry]:
    """Makes the entry of a valid page from its docname; keyword arguments are header fields."""

    def entry(docname: str, **header: object) -> Entry:
        fields = LEAST[type_of(docname)] | header
        cited = '[^rapport]' if 'sources' in fields else ''
        results = ':::{results}\n:::\n' if 'results' in fields else ''
        text = f'---\n{json.dumps(fields)}\n---\n\n# Sidan\n\nText.{cited}\n\n{results}'
        made, _, problems = validate(text, docname, f'{docname}.md', vocabulary)
        assert problems == []
        return made

    return entry


@pytest.fixture(autouse=True)
def problems_made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Problem]]:
    """Every problem that the test makes; afterwards each of them must have a message in every language."""
    made: list[Problem] = []

    def at(path: str, mark: Mark, code: ProblemCode, /, **details: str) -> Problem:
        problem = Problem(path=path, line=mark.line, column=mark.column, code=code, details=tuple(details.items()))
        made.append(problem)
        return problem

    monkeypatch.setattr(Problem, 'at', at)
    yield made
    for language in LANGUAGES:
        texts = load_texts(language)
        for problem in made:
            message = texts.message(problem)
            assert message
            assert message.isprintable()
