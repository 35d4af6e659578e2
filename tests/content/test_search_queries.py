"""The search of the real library, asked what a machine makes of its names and texts: ``make bench-search`` in small.

Shares and ratios, as any figure of its own would change with the texts. The queries are those of one seed.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from bench.machine_queries import machine_queries
from bench.search import Answer, ask
from tools.find_browser import HELP, find_browser

SEED = 16
#: how many queries of each phenomenon
MANY = {
    'name': 50,
    'one slip': 25,
    'two slips': 10,
    'without å ä ö': 30,
    'inflected': 20,
    'foreign compound': 20,
    'sentence': 20,
}
Asked = Callable[..., list[Answer]]


@pytest.fixture(scope='module')
def asked(sources: Path, handbook: Path) -> Asked:
    """Give the answers to the queries of some phenomena, and with ``right`` those to their right spelling."""
    queries = machine_queries(sources, SEED, MANY)
    assert len(queries) > 140
    browser = find_browser()
    assert browser, HELP
    right = {query.right: replace(query, text=query.right, right='') for query in queries if query.right}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=['--no-sandbox', '--disable-gpu'])
        page = chromium.new_page()
        page.goto(f'{(handbook / "search.html").as_uri()}?q=')
        found = ask(page, [*queries, *right.values()])
        chromium.close()
    answers = found[: len(queries)]
    of_right = {answer.query.text: answer for answer in found[len(queries) :]}

    def of(*phenomena: str, right: bool = False) -> list[Answer]:
        some = [answer for answer in answers if answer.query.phenomenon in phenomena]
        return [of_right[answer.query.right] for answer in some] if right else some

    return of


def gain(answers: Iterable[Answer]) -> float:
    """The mean nDCG@10."""
    return statistics.fmean(answer.marks.gain for answer in answers)


def same(answers: Iterable[Answer]) -> float:
    """The share whose first five are those of the right spelling."""
    return statistics.fmean(bool(answer.same) for answer in answers)


def best(answers: Iterable[Answer]) -> float:
    """The share with one of the best pages among the first three."""
    return statistics.fmean(answer.marks.best for answer in answers)


def test_a_name_leads_to_its_page(asked: Asked) -> None:
    assert best(asked('name')) >= 0.97


def test_a_misspelt_name_is_answered_like_the_right_one(asked: Asked) -> None:
    wrong = ('one slip', 'two slips')
    assert gain(asked(*wrong)) >= 0.85 * gain(asked(*wrong, right=True))
    assert same(asked(*wrong)) >= 0.8


def test_a_name_without_marks_is_answered_as_the_right_one(asked: Asked) -> None:
    assert same(asked('without å ä ö')) >= 0.75


def test_other_forms_are_answered_like_the_name(asked: Asked) -> None:
    assert gain(asked('inflected')) >= 0.88 * gain(asked('name'))


def test_a_compound_that_stands_nowhere_is_answered_by_its_first_part(asked: Asked) -> None:
    assert gain(asked('foreign compound')) >= 0.8 * gain(asked('name'))


def test_a_sentence_leads_to_the_page_that_holds_it(asked: Asked) -> None:
    assert best(asked('sentence')) >= 0.97
