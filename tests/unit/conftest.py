"""Fixtures of the unit tests: the real vocabulary, sites to look at, and a check that every fault has words."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.model.catalog import Catalog
from s3ext.core.model.entries import Entry
from s3ext.core.model.labels import Labels
from s3ext.core.model.vocabulary import Vocabulary, parse
from s3ext.core.page.validate import validate
from s3ext.core.problems import Position, Problem, ProblemCode
from s3ext.core.views import Site
from s3ext.handbook.language import SWEDISH
from tests.kinds import KINDS, VIEWS
from tests.library import VOCABULARY
from tests.samples import invented
from tests.texts import LANGUAGES, load_texts
from tests.unit.reading import Written, written_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SUMMARY = 'En sammanfattning som är lång nog för att duga i alla prov.'
SOURCES = [{'id': 'rapport', 'publisher': 'Region Alfa', 'title': 'Rapport', 'url': 'https://example.org/rapport'}]
DATED = {'summary': SUMMARY, 'reviewed_on': '2026-01-01'}
NO_OTHER_NAMES: dict[str, list[str]] = {'sv': [], 'en': [], 'short': []}
_LEAST: dict[str, dict[str, Any]] = {
    'case': {
        **DATED,
        'regions': [],
        'themes': [],
        'process': [],
        'period': {'from': '2020', 'to': '2022'},
        'stage': 'finished',
        's3_link': 'namns',
        'sources': SOURCES,
    },
    'pilot': {
        **DATED,
        'kind': 'nationell-pilot',
        'level': 'national',
        'period': {'from': '2020', 'to': '2022'},
        'stage': 'finished',
        'regions': [],
        'themes': [],
        'aliases': NO_OTHER_NAMES,
        'sources': SOURCES,
    },
    'region': {
        **DATED,
        'authority': 'Region Alfa',
        'county': 'Alfa län',
        'county_code': '01',
        'nuts3': 'SE110',
        'nuts2': 'SE11',
        'sources': SOURCES,
    },
    'theme': {**DATED, 'label_en': 'Theme', 'aliases': NO_OTHER_NAMES},
    'chapter': {**DATED, 'order': '1'},
    'obstacle': {
        **DATED,
        'level': ['regional'],
        'owner': ['Regeringen'],
        'aliases': NO_OTHER_NAMES,
        'sources': SOURCES,
    },
    'method': {**DATED, 'process': [], 'sources': SOURCES},
    'workshop': {
        **DATED,
        'process': [],
        'audience': ['officer'],
        'duration': '90',
        'group_size': {'min': '8', 'max': '20'},
        'agenda': [
            {'part': 'Inledning', 'minutes': '30', 'mode': 'plenary'},
            {'part': 'Arbete', 'minutes': '60', 'mode': 'table'},
        ],
        'sources': SOURCES,
    },
    'glossary': {
        **DATED,
        'terms': [
            {
                'id': 's3',
                'term': 'smart specialisering',
                'term_en': 'smart specialisation',
                'definition': 'Att välja och satsa där regionen kan bli bäst.',
                'source': ['rapport'],
                'category': 'grundbegrepp',
                'short': [],
            }
        ],
        'sources': SOURCES,
    },
    'page': {},
}
#: the least that each kind of page must say; for what is new, with a value that fits
LEAST = {
    kind: written | invented(kind, written, {}, required=True)
    for kind, written in ((kind, _LEAST.get(kind, {**DATED, 'sources': SOURCES})) for kind in KINDS.by_id)
}


@pytest.fixture(scope='session')
def vocabulary() -> Vocabulary:
    """The closed lists of the library of the tests."""
    found, problems = parse(VOCABULARY.read_text('utf-8'), 'docs/vocabulary.yaml', KINDS, LANGUAGES)
    assert problems == []
    return found


@pytest.fixture(scope='session')
def labels(vocabulary: Vocabulary) -> Labels:
    """The words for values in Swedish."""
    return Labels(texts=load_texts('sv'), vocabulary=vocabulary, language=SWEDISH)


@pytest.fixture(scope='session')
def validated(vocabulary: Vocabulary) -> Callable[[str, str], Entry]:
    """The entry of a valid page, of its text and docname; most tests ask for the same few pages."""

    @cache
    def entry(text: str, docname: str) -> Entry:
        made, _, problems = validate(text, docname, f'{docname}.md', vocabulary)
        assert problems == []
        return made

    return entry


@pytest.fixture(scope='session')
def make(validated: Callable[[str, str], Entry]) -> Callable[..., Entry]:
    """Makes the entry of a valid page from its docname; keyword arguments are header fields, None takes one away."""

    def entry(docname: str, **header: object) -> Entry:
        fields = {name: value for name, value in (LEAST[KINDS.type_of(docname)] | header).items() if value is not None}
        cited = ''.join(f'[^{source["id"]}]' for source in fields.get('sources', ()))
        results = ''.join(f':::{{{name}}}\n:::\n' for name in sorted(KINDS.directives) if name in fields)
        results += ':::{template}\n\nEtt kort.\n\n:::\n' if KINDS.about(KINDS.type_of(docname)).to_take else ''
        return validated(f'---\n{json.dumps(fields)}\n---\n\n# Sidan\n\nText.{cited}\n\n{results}', docname)

    return entry


@pytest.fixture
def build(make: Callable[..., Entry], labels: Labels) -> Callable[..., Site]:
    """Makes a site of headers by docname; a page is titled as *titles* says, or by its id."""

    def built(
        headers: Mapping[str, Mapping[str, object]], titles: Mapping[str, str] | None = None, today: str = '2026-06-15'
    ) -> Site:
        entries = [make(docname, **header) for docname, header in headers.items()]
        return Site(catalog=Catalog(entries, titles or {}, KINDS, SWEDISH), labels=labels, today=today, views=VIEWS)

    return built


@pytest.fixture(scope='session')
def written() -> list[Written]:
    """The pages of the library of the tests, read without the core."""
    return list(written_pages())


@pytest.fixture(scope='session')
def library_site(written: list[Written], vocabulary: Vocabulary, labels: Labels) -> Site:
    """The same pages as views see them."""
    entries = [validate(page.source, page.docname, f'{page.docname}.md', vocabulary)[0] for page in written]
    assert [entry.docname for entry in entries if entry.record is None] == []
    catalog = Catalog(entries, {page.docname: page.title for page in written}, KINDS, SWEDISH)
    return Site(catalog=catalog, labels=labels, today='2027-06-30', views=VIEWS)


@pytest.fixture(autouse=True)
def problems_made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Problem]]:
    """Every problem that the test makes; afterwards each of them must have a message in every language."""
    made: list[Problem] = []

    def at(path: str, mark: Position, code: ProblemCode, /, **details: str) -> Problem:
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
