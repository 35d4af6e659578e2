"""``check --fix``: what is right afterwards, what is left alone, and how the file is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from s3ext.__main__ import main
from s3ext.core.model.vocabulary import Vocabulary
from s3ext.core.page.fixes import apply, fix
from s3ext.core.page.validate import validate
from s3ext.core.problems import Position, Problem, ProblemCode
from tests.systems import needs_modes
from tests.unit.test_validate import CASE, PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

MINI_CASE = 'cases/alfa/ett-fall.md'


@pytest.fixture
def fixed(vocabulary: Vocabulary) -> Callable[[str], str]:
    """Fixes the source of the case."""
    return lambda source: fix(source, lambda text: validate(text, CASE, f'{CASE}.md', vocabulary)[2])


@pytest.mark.parametrize(
    ('old', 'new'),
    [
        ('Ett fall', 'Ett f\u00adall'),
        ('Ett fall', 'E\u200bt\u2060t fa\ufeffll'),
        ('# Fallet', '# Fal\u00adlet'),
        ('summary: Ett', 'title: Fallet\nsummary: Ett'),
        ('summary: Ett', 'Titel: "Fallet"\nsummary: Ett'),
        ('---\nsummary', '\n\n---\nsummary'),
        ('---\nsummary', '--\nsummary'),
        ('2022}\n---\n', '2022}\n---- \n'),
        ('2022}\n---\n', '2022}\n'),
        ('stage: finished', 'stage: ”finished”'),
        ('[fardplan]', '[färdplan]'),
    ],
)
def test_the_page_is_as_before_the_slip(old: str, new: str, fixed: Callable[[str], str]) -> None:
    source = PAGES[CASE].replace(old, new, 1)
    assert source != PAGES[CASE]
    assert fixed(source) in (PAGES[CASE], PAGES[CASE].replace('stage: finished', 'stage: "finished"'))


def test_a_soft_hyphen_by_its_number_goes_too(fixed: Callable[[str], str]) -> None:
    quoted = PAGES[CASE].replace('Ett fall som', r'"Ett f\u00adall som').replace('handboken.', 'handboken."', 1)
    assert fixed(quoted) == quoted.replace(r'\u00ad', '')


def test_a_title_too_many_goes_down_with_the_headings_below_it(fixed: Callable[[str], str]) -> None:
    begin = PAGES[CASE] + '\n## Ett\n\nOrd.\n'
    added = '\n{0}# Två # med #\n\nOrd.\n\n> {0}## Tre\n\n{0}#### Fyra\n\n```\n# kod\n```\n\n{0}# Fem\n\n{0}## Sex\n'
    assert fixed(begin + added.format('')) == begin + added.format('#')


@pytest.mark.parametrize('more', ['\n# Två\n\n###### Djup\n', '\n# Två\n\nUnder\n-----\n', '\nTvå\n===\n'])
def test_a_title_too_many_stays_if_something_below_it_cannot_go_down(more: str, fixed: Callable[[str], str]) -> None:
    assert fixed(PAGES[CASE] + more) == PAGES[CASE] + more


def test_a_title_becomes_the_heading_that_the_text_lacks(fixed: Callable[[str], str]) -> None:
    source = PAGES[CASE].replace('# Fallet\n\n', '').replace('summary:', 'title: Fallet\nsummary:', 1)
    assert fixed(source) == PAGES[CASE]


@pytest.mark.parametrize(
    ('old', 'new'),
    [
        ('summary:', 'title: Ett annat namn\nsummary:'),
        ('fall som', 'f\u202eall som'),  # a reader is deceived: somebody has to look
        ('stage: finished', 'stage: %finished'),  # in quotation marks it is no stage either
        ('[rapport]}', '@rapport]}'),
        ('finished', 'finished # obs'),
    ],
)
def test_what_has_no_safe_remedy_is_left(old: str, new: str, fixed: Callable[[str], str]) -> None:
    source = PAGES[CASE].replace(old, new, 1)
    assert fixed(source) == source


def test_one_bad_remedy_does_not_hold_up_the_others(fixed: Callable[[str], str]) -> None:
    source = PAGES[CASE].replace('stage: finished', 'stage: finishd').replace('2026-01-01', '2026-13-01')
    assert fixed(source) == source.replace('finishd', 'finished')


def test_a_remedy_that_makes_it_worse_is_not_made() -> None:
    line = Problem.at('a.md', Position(line=1), ProblemCode.YAML_COLON, rewritten='b: "x"')
    other = Problem.at('a.md', Position(line=1), ProblemCode.FIELD_EMPTY, field='b')
    for after in ([line], [other], [line, other]):
        answers: Iterator[Sequence[Problem]] = chain([[line]], repeat(after))
        assert fix('b: a: x', lambda _, given=answers: next(given)) == 'b: a: x'  # type: ignore[misc]
    assert fix('b: a: x', lambda text: [line] if text == 'b: a: x' else []) == 'b: "x"'


def test_a_file_never_grows_by_much() -> None:
    line = Problem.at('a.md', Position(line=1), ProblemCode.YAML_COLON, rewritten='\\' * 1_000)
    assert fix('a', lambda text: [line] if text == 'a' else []) == 'a'


def test_a_byte_order_mark_moves_no_place() -> None:
    problem = Problem.at(
        'a.md', Position(line=1, column=4), ProblemCode.BAD_CHARACTER, cause='char_hidden', value='U+00AD'
    )
    assert apply('\ufeffabc\u00add\n', [problem]) == '\ufeffabcd\n'


# --- the file --------------------------------------------------------------------------------------------------------


def test_each_line_keeps_its_end(mini_site: Path) -> None:
    file = mini_site / MINI_CASE
    lines = file.read_text('utf-8').replace('stage: finished', 'stage: finishd').split('\n')
    mixed = ''.join(f'{line}\r\n' if row % 3 else f'{line}\n' for row, line in enumerate(lines[:-1]))
    file.write_bytes(b'\xef\xbb\xbf' + mixed.encode())
    assert main(['check', '--root', str(mini_site), '--fix']) == 0
    before, after = mixed.encode().split(b'\n'), file.read_bytes().removeprefix(b'\xef\xbb\xbf').split(b'\n')
    assert file.read_bytes().startswith(b'\xef\xbb\xbf')
    assert [line for line in after if b'stage' not in line] == [line for line in before if b'stage' not in line]


@needs_modes
def test_permissions_stay_and_nothing_is_left_beside(mini_site: Path) -> None:
    file = mini_site / MINI_CASE
    file.write_text(file.read_text('utf-8').replace('stage: finished', 'stage: finishd'), 'utf-8')
    file.chmod(0o640)
    beside = sorted(file.parent.iterdir())
    assert main(['check', '--root', str(mini_site), '--fix']) == 0
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(file.parent.iterdir()) == beside


def test_a_page_that_cannot_be_written_stays(
    mini_site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = mini_site / MINI_CASE
    file.write_text(file.read_text('utf-8').replace('stage: finished', 'stage: finishd'), 'utf-8')
    before = file.read_bytes()

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, 'No space left on device')

    monkeypatch.setattr(Path, 'write_bytes', full)
    assert main(['check', '--root', str(mini_site), '--fix']) == 1
    assert file.read_bytes() == before
    assert f'{MINI_CASE} gick inte att skriva: No space left on device' in capsys.readouterr().err
