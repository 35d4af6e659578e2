"""How well the search answers judged queries: ``make bench-search``, on the site in ``_build/html``.

Each query is typed into the real search page in Chromium, from the disk, and the hits are read from the list.
A page is relevant if it is about the matter (grade 2 or 3); one that speaks of it in passing (1) only counts as a gain.
R@5: relevant pages in the first five, of those that could be there. MRR: one through the place of the first of them.
nDCG@10: https://en.wikipedia.org/wiki/Discounted_cumulative_gain. Zero: queries with an answer that found no page.
"""

from __future__ import annotations

import math
import statistics
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

from tools.find_browser import ensure_browser

ROOT = Path(__file__).parents[1]
QUERIES = Path(__file__).parent / 'search_queries.yaml'
#: queries without an answer: what matters is that they find nothing
NEGATIVE = 'negative'
#: from this grade on a page is relevant
_RELEVANT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query, the grade (1–3) of each page that answers it by id or docname, and why."""

    phenomenon: str
    text: str
    pages: Mapping[str, int]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What came of a query, each from 0 to 1."""

    recall: float
    reciprocal: float
    gain: float
    zero: float


def load() -> list[Query]:
    """The judged queries."""
    data: dict[str, list[dict[str, Any]]] = yaml.safe_load(QUERIES.read_text('utf-8'))
    return [
        Query(phenomenon=name, text=entry['query'], pages=entry['pages'], why=entry['why'])
        for name, entries in data.items()
        for entry in entries
    ]


def answers(page: Page, query: str) -> list[str]:
    """The docnames of the first ten hits for *query* on the open search page."""
    page.evaluate(
        """(query) => {
            const field = document.querySelector('.s3-search-page input[type=search]');
            field.value = query;
            field.dispatchEvent(new Event('input'));
        }""",
        query,
    )
    page.wait_for_function('(q) => document.querySelector(".s3-search-page").dataset.s3Shown === q', arg=query.strip())
    found: list[str] = page.locator('.s3-hits > li').evaluate_all('(rows) => rows.map((row) => row.dataset.doc)')
    return found


def marks(query: Query, docnames: Iterable[str]) -> Marks:
    """What the hits *docnames* are worth for *query*."""
    grades = [query.pages.get(doc, query.pages.get(doc.rpartition('/')[2], 0)) for doc in docnames]
    if not query.pages:
        return (
            Marks(recall=1, reciprocal=1, gain=1, zero=0)
            if not grades
            else Marks(recall=0, reciprocal=0, gain=0, zero=0)
        )
    relevant = sum(grade >= _RELEVANT for grade in query.pages.values())
    first = next((place for place, grade in enumerate(grades, 1) if grade >= _RELEVANT), 0)
    ideal = _gain(sorted(query.pages.values(), reverse=True)[:10])
    return Marks(
        recall=sum(grade >= _RELEVANT for grade in grades[:5]) / min(5, relevant),
        reciprocal=1 / first if first else 0,
        gain=_gain(grades[:10]) / ideal,
        zero=0 if grades else 1,
    )


def _gain(grades: Iterable[int]) -> float:
    return math.fsum((pow(2.0, grade) - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def report(results: list[tuple[Query, list[str], Marks]], *, each: bool) -> None:
    """Print the means by phenomenon and of all, and the queries that fall short."""
    print(f'{"":24}  n    R@5   MRR  nDCG  zero')
    names = list(dict.fromkeys(query.phenomenon for query, _, _ in results))
    answerable = [mark for query, _, mark in results if query.phenomenon != NEGATIVE]
    for name in names:
        _line(name, [mark for query, _, mark in results if query.phenomenon == name])
    _line('all with an answer', answerable)
    if each:
        for query, found, mark in results:
            if mark.gain < 0.75:
                hits = ', '.join(docname.rpartition('/')[2] for docname in found[:6])
                print(f'{mark.gain:.2f} {query.phenomenon}: {query.text} → {hits}')


def _line(name: str, found: list[Marks]) -> None:
    def mean(what: str) -> float:
        return statistics.fmean(getattr(mark, what) for mark in found)

    print(
        f'{name:24}{len(found):4} {mean("recall"):6.2f}{mean("reciprocal"):6.2f}{mean("gain"):6.2f}{mean("zero"):6.0%}'
    )


def run(site: Path) -> list[tuple[Query, list[str], Marks]]:
    """Ask every query of the search page of *site*."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_browser(), args=['--no-sandbox', '--disable-gpu'])
        page = browser.new_page()
        page.goto((site / 'search.html').as_uri())
        found = [(query, answers(page, query.text)) for query in load()]
        browser.close()
    return [(query, docs, marks(query, docs)) for query, docs in found]


if __name__ == '__main__':
    report(run(ROOT / '_build' / 'html'), each='--each' in sys.argv)
