"""How long pages are: notes on those that say too little or too much, and on minutes that no longer hold."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping

from ..language import Language
from ..model.entries import Entry
from ..model.kinds import Kinds, id_of
from ..model.reading_time import WORDS_A_MINUTE, minutes_of
from ..problems import Problem, ProblemCode
from .facts import PageFacts, Run

#: a page with fewer words says too little to be of use
LEAST_WORDS = 100
_WORD = re.compile(r'\w[\w-]*')


def count_words(facts: PageFacts) -> int:
    """The words that a reader reads in the body of a page; a role counts as one."""
    return sum(len(_WORD.findall(run.text)) for run in facts.runs) + len(facts.roles)


def check_lengths(entries: Iterable[Entry], facts: Mapping[str, PageFacts], kinds: Kinds) -> list[Problem]:
    """A note for each record that is thin, and for each chapter of another length than others. *facts* are by docname.

    A page shows its summary above its text, so those words count too.
    """
    problems = []
    for entry in entries:
        page = facts.get(entry.docname, PageFacts())
        if entry.type not in kinds.listed or not page.headings:
            continue
        lead = (entry.record.summary if entry.record else None) or ''
        words = count_words(page) + len(_WORD.findall(lead))
        usual = kinds.about(entry.type).words
        if words >= max(LEAST_WORDS, usual[0]) and words <= (usual[1] or sys.maxsize):
            continue
        code = ProblemCode.THIN_PAGE if words < LEAST_WORDS else ProblemCode.CHAPTER_LENGTH
        least, most = (LEAST_WORDS, 0) if words < LEAST_WORDS else usual
        details = {'words': str(words), 'least': str(least), 'most': str(most)}
        problems.append(Problem.at(entry.path, page.headings[0].mark, code, **details))
    return problems


def check_minutes(entries: Iterable[Entry], facts: Mapping[str, PageFacts], language: Language) -> list[Problem]:
    """A note for each list item that says other minutes than the page it leads to takes. *facts* are by docname.

    It says them as ``[words](#id) (3 minutes)``, in *language*.
    """
    if not language.minutes:
        return []
    named = '|'.join(map(re.escape, language.minutes))
    stated = re.compile(rf'^\**\s*\((\d{{1,3}}) (?:{named})\)')
    words = {id_of(docname): count_words(page) for docname, page in facts.items()}
    return [
        problem
        for entry in entries
        for run in facts.get(entry.docname, PageFacts()).runs
        if run.where == 'item' and (problem := _minutes_off(entry, run, stated, facts[entry.docname], words))
    ]


def _minutes_off(
    entry: Entry, run: Run, stated: re.Pattern[str], page: PageFacts, words: Mapping[str, int]
) -> Problem | None:
    match = stated.match(run.text)
    before = [link for link in page.links if link.mark.line == run.mark.line and link.mark < run.mark] if match else []
    if match is None or not before:
        return None
    count = words.get(before[-1].target.removeprefix('#'))
    if count is None or abs(count / WORDS_A_MINUTE - int(match[1])) < 1:
        return None
    expected = str(minutes_of(count))
    details = {'value': match[1], 'words': str(count), 'expected': expected}
    return Problem.at(entry.path, run.mark_at(match.start(1)), ProblemCode.READING_TIME, **details)
