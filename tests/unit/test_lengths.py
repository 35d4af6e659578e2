"""Notes on how long pages are, and on the minutes that a list says they take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from s3ext.commands.notes import editors_notes
from s3ext.commands.project import read_content
from s3ext.commands.spelling import DictionaryError
from s3ext.core.problems import Code, ProblemCode
from tests.texts import load_texts

THIN, LONG, MINUTES = ProblemCode.THIN_PAGE, ProblemCode.CHAPTER_LENGTH, ProblemCode.READING_TIME
CHAPTER = 'docs/handbook/analys.md'


@pytest.fixture(autouse=True)
def without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dictionary takes seconds to read."""

    def refuse(*_: object) -> None:
        raise DictionaryError

    monkeypatch.setattr('s3ext.commands.notes.check_words', refuse)


def notes(root: Path, *codes: ProblemCode) -> list[tuple[str, int, int, Code, dict[str, str]]]:
    return [
        (problem.path, problem.line, problem.column, problem.code, dict(problem.details))
        for problem in editors_notes(root, read_content(root), load_texts('sv'))[0]
        if problem.code in codes
    ]


@pytest.mark.parametrize(
    ('words', 'code'), [(20, THIN), (99, THIN), (100, LONG), (599, LONG), (600, None), (1600, None), (1601, LONG)]
)
def test_a_chapter_has_its_length(words: int, code: ProblemCode | None, mini_site: Path) -> None:
    file = mini_site / CHAPTER
    header = file.read_text('utf-8').split('\n---\n')[0]
    lead = len(header.partition('summary: ')[2].partition('\n')[0].split())
    lines = 'ord\n' * (words - lead - 1)
    file.write_text(f'{header}\n---\n\n# Analys\n\n{lines}', 'utf-8')
    found = [note for note in notes(mini_site, THIN, LONG) if note[0] == CHAPTER]
    assert [note[3] for note in found] == ([code] if code else [])
    assert all(note[4]['words'] == str(words) for note in found)


def test_code_notes_and_targets_are_no_words(mini_site: Path) -> None:
    file = mini_site / 'docs' / 'pilots' / 'prov.md'
    text = file.read_text('utf-8')
    before = next(note[4]['words'] for note in notes(mini_site, THIN) if note[0] == 'docs/pilots/prov.md')
    file.write_text(f'{text}\n```\nkod kod kod\n```\n\n[](#ett-fall)[^sidan]\n', 'utf-8')
    after = next(note[4]['words'] for note in notes(mini_site, THIN) if note[0] == 'docs/pilots/prov.md')
    assert after == before


def test_minutes_that_do_not_hold(mini_site: Path, edit: Callable[[Path, str, str], None]) -> None:
    edit(mini_site / CHAPTER, 'Läs om', f'{"ord " * 500}\n\nLäs om')
    page = mini_site / 'docs' / 'about.md'
    page.write_text(
        '# Läs\n\n1. **[](#analys)** (3 minuter). Ord.\n2. [Ord](#analys) (1 minut)\n3. Ord (9 minuter)\n', 'utf-8'
    )
    [(path, line, column, _, details)] = notes(mini_site, MINUTES)
    assert (path, line, column) == ('docs/about.md', 4, 20)
    assert (details['value'], details['expected']) == ('1', '3')
