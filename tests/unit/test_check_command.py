"""``python -m s3ext check``: exit codes, output, language."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from s3ext.__main__ import main
from s3ext.commands.project import read_content
from s3ext.core.problems import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
CASE = 'cases/alfa/ett-fall.md'
THEME = 'docs/themes/vatten.md'
TERMS = 'planned, running, finished, permanent, stopped, not-stated'
WRONG_STAGE = (
    f'{CASE}:7:8: fel[unknown-term]: "finishd" finns inte i listan för "stage". '
    f'Menade du "finished"? Välj bland: {TERMS}.\n'
)
HELP = 'Förklaringar: s3ext schema skriver dem till docs/contribute/felmeddelanden.md\n'
NO_LABEL = f'{THEME}:1:1: fel[field-missing]: Fältet "label_en" saknas. Lägg till raden  label_en: …\n'


@pytest.fixture
def faulty(mini_site: Path, edit: Callable[[Path, str, str], None]) -> Path:
    """The small site with a fault in each of two files."""
    edit(mini_site / CASE, 'stage: finished', 'stage: finishd')
    edit(mini_site / THEME, 'label_en: Test vatten\n', '')
    return mini_site


def test_without_faults(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['check', '--root', str(mini_site)]) == 0
    output = capsys.readouterr()
    pages = len([*mini_site.rglob('*.md')])
    assert (output.out, output.err) == (f'Inga fel i {pages} sidor.\n', '')


def test_with_faults(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['check', '--root', str(faulty)]) == 1
    output = capsys.readouterr()
    assert output.out == WRONG_STAGE + NO_LABEL
    assert output.err == f'2 fel i innehållet\n{HELP}'


def test_the_explanations_are_where_it_says(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = faulty / 'docs' / 'contribute' / 'felmeddelanden.md'
    page.parent.mkdir()
    page.write_text('---\nsummary: Förklaringar till felen, för att prova kommandot.\n---\n\n# Felen\n', 'utf-8')
    assert main(['check', '--root', str(faulty)]) == 1
    assert capsys.readouterr().err.endswith('\nFörklaringar: docs/contribute/felmeddelanden.md\n')


def test_in_english(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['check', '--root', str(faulty), '--language', 'en']) == 1
    output = capsys.readouterr()
    assert output.out.splitlines()[0] == (
        f'{CASE}:7:8: error[unknown-term]: "finishd" is not in the list for "stage". '
        f'Did you mean "finished"? Choose from: {TERMS}.'
    )
    assert (
        output.err
        == '2 faults in the content\nExplanations: s3ext schema writes them to docs/contribute/felmeddelanden.md\n'
    )


@pytest.mark.parametrize(('name', 'shown'), [(CASE, WRONG_STAGE), (THEME, NO_LABEL)])
def test_only_the_given_file_is_shown(name: str, shown: str, faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['check', '--root', str(faulty), str(faulty / name)]) == 1
    output = capsys.readouterr()
    assert output.out == shown
    assert output.err == f'1 fel i innehållet\n{HELP}'


def test_a_given_file_without_faults(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['check', '--root', str(faulty), str(faulty / 'index.md')]) == 0
    assert capsys.readouterr().out == 'Inga fel i 1 sida.\n'


def test_a_given_file_is_checked_against_all_others(
    mini_site: Path, edit: Callable[[Path, str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(mini_site / CASE, 'themes: [vatten]', 'themes: [vaten]')
    assert main(['check', '--root', str(mini_site), str(mini_site / CASE)]) == 1
    assert capsys.readouterr().out == (
        f'{CASE}:4:10: fel[unknown-record]: Tema "vaten" finns inte. Menade du "vatten"?\n'
    )


def test_a_given_path_may_be_relative(
    faulty: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(faulty / 'cases')
    assert main(['check', '--root', '..', 'alfa/ett-fall.md']) == 1
    assert capsys.readouterr().out == WRONG_STAGE


@pytest.mark.parametrize('name', ['cases/alfa/finns-inte.md', '../annat.md'])
def test_no_such_file(name: str, mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mini_site.parent / 'annat.md').write_text('# Annat\n', 'utf-8')
    given = str(mini_site / name)
    assert main(['check', '--root', str(mini_site), given]) == 2
    output = capsys.readouterr()
    assert (output.out, output.err) == ('', f'Filen finns inte: {given}\n')


@pytest.mark.parametrize('arguments', [[], ['granska'], ['check', '--language', 'fi'], ['check', '--x']])
def test_a_wrong_call(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err


def test_faults_of_all_files_come_sorted(faulty: Path, edit: Callable[[Path, str, str], None]) -> None:
    edit(faulty / 'docs' / 'vocabulary.yaml', 'process:  #', 'process: &x  #')
    (faulty / 'docs' / 'about.md').write_text('Text.\n', 'utf-8')
    content = read_content(faulty)
    problems = [*content.problems]
    assert len(content.entries) == len([*faulty.rglob('*.md')])
    assert problems == sorted(problems)
    assert [(problem.path, problem.code) for problem in problems] == [
        (CASE, ProblemCode.UNKNOWN_TERM),
        ('docs/about.md', ProblemCode.TITLE_MISSING),
        ('docs/about.md', ProblemCode.UNREACHED_PAGE),
        (THEME, ProblemCode.FIELD_MISSING),
        ('docs/vocabulary.yaml', ProblemCode.YAML_ANCHOR),
    ]


def test_a_file_in_another_encoding(mini_site: Path) -> None:
    file = mini_site / THEME
    file.write_bytes(file.read_text('utf-8').encode('latin-1'))
    problems = read_content(mini_site).problems
    assert [(problem.path, problem.code) for problem in problems] == [(THEME, ProblemCode.BAD_ENCODING)]


def test_only_content_is_read(mini_site: Path) -> None:
    before = read_content(mini_site)
    for name in ('README.md', '_build/docs/x.md', 'tests/x.md'):
        file = mini_site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text('Ingen rubrik.\n', 'utf-8')
    after = read_content(mini_site)
    assert (after.problems, len(after.entries)) == ((), len(before.entries))


def test_as_a_command(faulty: Path) -> None:
    command = [sys.executable, '-m', 's3ext', 'check', '--root', str(faulty)]
    done = subprocess.run(command, capture_output=True, text=True, encoding='utf-8', check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (1, WRONG_STAGE + NO_LABEL)
