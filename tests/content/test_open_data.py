"""The open data of the real handbook: what its page asks, and that all of it is what the headers say."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.test_open_data import (
    test_every_result_is_a_row_with_its_evidence_and_sources,
    test_json_keeps_to_its_schema,
    test_json_says_what_the_headers_say,
    test_pandas_reads_every_table_in_every_language,
    test_sqlite_has_keys_that_hold_and_views_that_answer,
)

#: the pages about the data, in Swedish and in English
PAGES = [(ROOT / edition / 'docs' / 'about' / 'oppna-data.md').read_text('utf-8') for edition in ('', 'en')]


def queries(page: str) -> dict[str, str]:
    """Each question of a page with its query."""
    return dict(re.findall(r'^### (.+?)$(?:(?!^#).)*?^```sql\n(.+?)^```$', page, re.M | re.S))


QUERIES = {question: query for page in PAGES for question, query in queries(page).items()}


def test_every_question_has_its_query() -> None:
    assert [len(queries(page)) for page in PAGES] == [10, 4] == [page.count('```sql') for page in PAGES]


@pytest.mark.parametrize('question', list(QUERIES))
def test_the_queries_of_the_page_have_answers(handbook: Path, question: str) -> None:
    with closing(sqlite3.connect(handbook / 'data' / 'data.sqlite')) as file:
        rows = file.execute(QUERIES[question]).fetchall()
    assert rows and all(row[0] for row in rows)


@pytest.mark.parametrize('page', PAGES, ids=['sv', 'en'])
def test_what_the_page_names_is_there(handbook: Path, page: str) -> None:
    with closing(sqlite3.connect(handbook / 'data' / 'data.sqlite')) as file:
        known = {name for (name,) in file.execute('SELECT name FROM sqlite_master')}
    files = {path.relative_to(handbook / 'data').as_posix() for path in (handbook / 'data').rglob('*')}
    named = set(re.findall(r'`([\w/."]+)`', page))
    columns = {
        'title_en',
        'summary_en',
        'url',
        'notice',
        'reviewed_on',
        'about',
        'null',
        'NULL',
        'data',
        'schema.org',
        'sv',
        'en',
    }
    described = {'dcat.rdf', 'dataset.jsonld', 'claims.csv'}
    assert {name.strip('"') for name in named} - known - files - columns - described == set()


__all__ = [
    'test_every_result_is_a_row_with_its_evidence_and_sources',
    'test_json_keeps_to_its_schema',
    'test_json_says_what_the_headers_say',
    'test_pandas_reads_every_table_in_every_language',
    'test_sqlite_has_keys_that_hold_and_views_that_answer',
]
