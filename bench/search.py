"""How well the search answers judged queries: ``make bench-search``, on the site in ``_build/html``.

Three sets. ``dev``: the one that the search may be tuned to. ``unseen``: questions of somebody who knew the list of
subjects, not the texts. ``machine``: made anew from all names and texts with each seed (``machine_queries.py``).

Each query is typed into the real search page in Chromium, from the disk, and the hits are read from the list.
A page is relevant if it is about the matter (grade 2 or 3); one that speaks of it in passing (1) only counts as a gain.
R@5: relevant pages in the first five, of those that could be there. MRR: one through the place of the first of them.
nDCG@10: https://en.wikipedia.org/wiki/Discounted_cumulative_gain, with the interval in which 95 % of the means of
samples drawn from the same queries lie. Best: queries with a page of the best grade among the first three; card: with
that, or with such a page on the card above the hits, under the name that was asked for. Zero:
queries with an answer that found no page. Same: queries that were spelt otherwise and gave the first five of the right
spelling, in their order.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import statistics
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from secrets import randbelow
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

from tools.find_browser import ensure_browser

from .judgement import words
from .machine_queries import Query as Query  # tests take it from here
from .machine_queries import machine_queries, numbers

ROOT = Path(__file__).parents[1]
QUERIES = Path(__file__).parent / 'search_queries.yaml'
UNSEEN = Path(__file__).parent / 'search_unseen.yaml'
SETS = ('dev', 'unseen', 'machine')
#: queries without an answer: what matters is that they find nothing, or that the page says that it guesses
NEGATIVE = 'negative'
#: from this grade on a page is relevant
_RELEVANT = 2
#: below this gain a query falls short
_ENOUGH = 0.75
_SAMPLES = 1000
#: asks the open search page one query after another: the docnames of the first hits, what is above them, and the card
_ASK = """async (queries) => {
    const page = document.querySelector('.s3-search-page');
    const field = page.querySelector('input[type=search]');
    const found = [];
    for (const query of queries) {
        const shown = new Promise((done) => {
            const watch = new MutationObserver(() => {
                if (page.dataset.s3Shown === undefined) return;
                watch.disconnect();
                done();
            });
            watch.observe(page, { attributeFilter: ['data-s3-shown'] });
        });
        delete page.dataset.s3Shown;
        field.value = query;
        field.dispatchEvent(new Event('input'));
        await shown;
        const rows = [...page.querySelectorAll('.s3-hits > li')];
        const notes = page.querySelector('.s3-search-notes')?.innerText.trim() ?? '';
        const entries = [...page.querySelectorAll('.s3-card-entry')].map((entry) => ({
            address: entry.querySelector('a').getAttribute('href'),
            text: [...entry.querySelectorAll('h2, h3, .s3-card-names')].map((part) => part.textContent).join(', '),
        }));
        found.push({ docs: rows.map((row) => row.dataset.doc), notes, entries });
    }
    return found;
}"""
#: so many queries go to the page at once
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What came of a query, each from 0 to 1."""

    recall: float
    reciprocal: float
    gain: float
    best: float
    zero: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The first ten hits for a query, what is said above them, and what they are worth.

    ``card``: 1 if a best page is among the first three or shown on the card, else 0. ``same`` says whether the first
    five are those of the right spelling; None for a query that is spelt right.
    """

    query: Query
    docnames: tuple[str, ...]
    notes: str
    marks: Marks
    card: float
    same: bool | None = None


def load(file: Path = QUERIES) -> list[Query]:
    """The judged queries in *file*."""
    data: dict[str, list[dict[str, Any]]] = yaml.safe_load(file.read_text('utf-8'))
    return [
        Query(phenomenon=name, text=entry['query'], pages=entry['pages'], why=entry['why'])
        for name, entries in data.items()
        for entry in entries
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A thing on the card above the hits: the address of its page, and its title and names as they are shown."""

    address: str
    text: str

    def answers(self, query: Query) -> bool:
        """Whether it is of a best page for *query*, and shown under that name: a glossary has many things."""
        docname = self.address.removeprefix('./').partition('#')[0].removesuffix('.html')
        grade = query.pages.get(docname, query.pages.get(docname.rpartition('/')[2], 0))
        names = {' '.join(words(name)) for name in re.split('[:,]', self.text)}
        return 0 < grade == max(query.pages.values()) and ' '.join(words(query.right or query.text)) in names


def _ask(page: Page, texts: Sequence[str]) -> list[dict[str, Any]]:
    """What the open search page answers to each of *texts*: docs, notes and the entries of the card."""
    page.wait_for_selector('.s3-search-page[data-s3-shown]')
    found: list[dict[str, Any]] = []
    for start in range(0, len(texts), _BATCH):
        found += page.evaluate(_ASK, list(texts[start : start + _BATCH]))
    return found


def answers(page: Page, query: str) -> list[str]:
    """The docnames of the first ten hits for *query* on the open search page."""
    docs: list[str] = _ask(page, [query])[0]['docs']
    return docs


def ask(page: Page, queries: Sequence[Query]) -> list[Answer]:
    """What the open search page answers to *queries*, and to the right spelling of those that are spelt otherwise."""
    texts = list(dict.fromkeys([text for query in queries for text in (query.text, query.right) if text]))
    found = dict(zip(texts, _ask(page, texts), strict=True))
    answered = []
    for query in queries:
        of = found[query.text]
        valued = marks(query, of['docs'])
        shown = any(Entry(**entry).answers(query) for entry in of['entries'])
        same = of['docs'][:5] == found[query.right]['docs'][:5] if query.right else None
        answer = Answer(
            query=query,
            docnames=tuple(of['docs']),
            notes=of['notes'],
            marks=valued,
            card=1 if shown else valued.best,
            same=same,
        )
        answered.append(answer)
    return answered


def marks(query: Query, docnames: Iterable[str]) -> Marks:
    """What the hits *docnames* are worth for *query*."""
    grades = [query.pages.get(doc, query.pages.get(doc.rpartition('/')[2], 0)) for doc in docnames]
    if not query.pages:
        right = 0 if grades else 1
        return Marks(recall=right, reciprocal=right, gain=right, best=right, zero=0)
    relevant = sum(grade >= _RELEVANT for grade in query.pages.values())
    first = next((place for place, grade in enumerate(grades, 1) if grade >= _RELEVANT), 0)
    ideal = _gain(sorted(query.pages.values(), reverse=True)[:10])
    return Marks(
        recall=sum(grade >= _RELEVANT for grade in grades[:5]) / min(5, relevant),
        reciprocal=1 / first if first else 0,
        gain=_gain(grades[:10]) / ideal,
        best=1 if max(query.pages.values()) in grades[:3] else 0,
        zero=0 if grades else 1,
    )


def _gain(grades: Iterable[int]) -> float:
    return math.fsum((pow(2.0, grade) - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The means of a phenomenon: ``low`` and ``high`` of the gain; ``same`` None where all is spelt right."""

    phenomenon: str
    n: int
    recall: float
    reciprocal: float
    gain: float
    low: float
    high: float
    best: float
    card: float
    zero: float
    same: float | None

    @classmethod
    def of(cls, phenomenon: str, found: Sequence[Answer], seed: int) -> Row:
        """The means of the answers *found*, the interval by chance from *seed*."""

        def mean(what: str) -> float:
            return statistics.fmean(getattr(answer.marks, what) for answer in found)

        chance, gains = Random(f'{seed} {phenomenon}'), [answer.marks.gain for answer in found]
        means = sorted(sum(chance.choices(gains, k=len(gains))) / len(gains) for _ in range(_SAMPLES))
        same = [answer.same for answer in found if answer.same is not None]
        return cls(
            phenomenon=phenomenon,
            n=len(found),
            recall=mean('recall'),
            reciprocal=mean('reciprocal'),
            gain=mean('gain'),
            low=means[round(_SAMPLES * 0.025)],
            high=means[round(_SAMPLES * 0.975) - 1],
            best=mean('best'),
            card=statistics.fmean(answer.card for answer in found),
            zero=mean('zero'),
            same=statistics.fmean(same) if same else None,
        )

    def __str__(self) -> str:
        same = '' if self.same is None else f'{self.same:.0%}'
        return (
            f'{self.phenomenon:25}{self.n:5}{self.recall:7.2f}{self.reciprocal:6.2f}{self.gain:6.2f}'
            f' [{self.low:.2f}, {self.high:.2f}]{self.best:7.1%}{self.card:7.1%}{self.zero:6.0%}{same:>6}'
        )


def rows(found: Sequence[Answer], seed: int) -> list[Row]:
    """The means by phenomenon, and last of all that have an answer."""
    names = dict.fromkeys(answer.query.phenomenon for answer in found if answer.query.phenomenon != NEGATIVE)
    by_name = {name: [answer for answer in found if answer.query.phenomenon == name] for name in names}
    by_name['all with an answer'] = [answer for answer in found if answer.query.phenomenon != NEGATIVE]
    return [Row.of(name, answers, seed) for name, answers in by_name.items()]


def negatives(found: Sequence[Answer]) -> tuple[int, int, int]:
    """How many queries have no answer, for how many nothing is found, and for how many at least the page says so."""
    asked = [answer for answer in found if answer.query.phenomenon == NEGATIVE]
    empty = [answer for answer in asked if not answer.docnames]
    return len(asked), len(empty), sum(bool(not answer.docnames or answer.notes) for answer in asked)


def report(name: str, found: Sequence[Answer], seed: int, *, each: bool) -> None:
    """Print the means of the set *name*, and with *each* the queries that fall short."""
    print(f'\n{name:25}    n    R@5   MRR  nDCG  95 %            best   card  zero  same')
    for row in rows(found, seed):
        print(row)
    asked, empty, honest = negatives(found)
    if asked:
        print(f'{NEGATIVE:25}{asked:5} – nothing found {empty}, nothing found or said to be a guess {honest}')
    for answer in found if each else ():
        if answer.marks.gain < _ENOUGH or answer.same is False:
            hits = ', '.join(docname.rpartition('/')[2] for docname in answer.docnames[:6])
            same = '' if answer.same is not False else f' (not as {answer.query.right})'
            print(f'{answer.marks.gain:.2f} {answer.query.phenomenon}: {answer.query.text}{same} → {hits}')


def _queries(name: str, seed: int, most: int) -> list[Query]:
    if name == 'machine':
        return machine_queries(ROOT, seed, numbers(most))
    return load(UNSEEN if name == 'unseen' else QUERIES)


def _saved(found: Sequence[Answer], seed: int) -> dict[str, Any]:
    asked, empty, honest = negatives(found)
    return {
        'rows': [asdict(row) for row in rows(found, seed)],
        'negative': {'n': asked, 'empty': empty, 'empty_or_said': honest},
        'queries': [asdict(answer) for answer in found],
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog='bench.search', description='Pröva sökningen med bedömda frågor.')
    parser.add_argument('--sets', nargs='+', choices=SETS, default=SETS, help='vilka frågor')
    parser.add_argument('--seed', type=int, metavar='TAL', help='samma tal ger samma frågor; annars ett nytt')
    parser.add_argument('--most', type=int, default=160, metavar='ANTAL', help='maskingjorda frågor av varje slag')
    parser.add_argument('--each', action='store_true', help='visa också varje fråga som gick dåligt')
    parser.add_argument('--json', type=Path, metavar='FIL', help='spara siffrorna')
    parser.add_argument('--site', type=Path, default=ROOT / '_build' / 'html', metavar='MAPP', help='webbplatsen')
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Ask, print and save; returns the exit code."""
    options = _parser().parse_args(arguments)
    seed = randbelow(1_000_000) if options.seed is None else options.seed
    print(f'--seed {seed}')
    saved: dict[str, Any] = {'seed': seed}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_browser(), args=['--no-sandbox', '--disable-gpu'])
        page = browser.new_page()
        page.goto((options.site.resolve() / 'search.html').as_uri() + '?q=')
        for name in options.sets:
            found = ask(page, _queries(name, seed, options.most))
            report(name, found, seed, each=options.each)
            saved[name] = _saved(found, seed)
        browser.close()
    if options.json:
        options.json.write_text(json.dumps(saved, ensure_ascii=False, indent=1), 'utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(main())
