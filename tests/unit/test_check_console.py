"""``check`` as a command, on odd consoles and files: it always reports, names the file, and gives no log a command."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from s3ext.__main__ import main
from s3ext.commands.project import read_content
from s3ext.core.problems import Code, Position, Problem, ProblemCode
from s3ext.core.report import MOST, MOST_OF_FILE, report, summary
from tests.systems import make_pipe, needs_pipes, skip_without_name
from tests.texts import load_texts

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
CASE = 'cases/alfa/ett-fall.md'
THEME = 'docs/themes/vatten.md'
TEXTS = load_texts('sv')


def run(site: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, '-m', 's3ext', 'check', '--root', str(site), *arguments]
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, env=os.environ | environment)


@pytest.mark.parametrize('encoding', ['cp1252', 'ascii', 'cp437', 'utf-8'])
def test_what_a_console_cannot_show_is_replaced(
    encoding: str, mini_site: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(mini_site / CASE, 'stage: finished', 'stage: "fi\ufb01\U0001f600"')
    done = run(mini_site, PYTHONIOENCODING=encoding, PYTHONUTF8='0')
    assert done.returncode == 1
    assert b'Traceback' not in done.stderr
    text = done.stdout.decode(encoding)
    assert f'{CASE}:7:' in text
    assert '\\ufb01' in text or '\ufb01' in text
    assert '1 fel' in done.stderr.decode(encoding) or '2 fel' in done.stderr.decode(encoding)


@pytest.mark.parametrize(
    'name', ['::error::x.md', '##[error]x.md', 'a\n::set-output name=x::y.md', '\x1b[2Jx.md', 'a\r::stop::x.md']
)
@pytest.mark.parametrize('style', ['text', 'github', 'json'])
def test_a_file_name_gives_no_command(name: str, style: str) -> None:
    for path in (name, f'docs/{name}'):
        lines = '\n'.join(report([Problem.at(path, Position(1), ProblemCode.BAD_ID, value='##[error]')], TEXTS, style))
        commands = [line for line in lines.split('\n') if line.lstrip().startswith('::')]
        assert [line.startswith('::error file=') for line in commands] == ([True] if style == 'github' else [])
        assert '##[' not in lines
        assert '\x1b' not in lines
        assert '\r' not in lines
    if style == 'json':
        assert json.loads(lines)['problems'][0]['path'] == path


def test_the_names_of_files_in_the_output(mini_site: Path) -> None:
    skip_without_name('a\n::error::x.md')
    (mini_site / 'docs' / 'a\n::error::x.md').write_text('Text.\n', 'utf-8')
    done = run(mini_site)
    assert done.returncode == 1
    assert not any(line.startswith(b'::') for line in done.stdout.split(b'\n'))


def test_a_call_with_such_a_name(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['check', '--root', str(mini_site), 'x\n::error::y']) == 2
    assert capsys.readouterr().err == 'Filen finns inte: x\\x0a::error::y\n'


def test_very_many_faults_are_counted_and_not_all_written_out() -> None:
    problems = [Problem.at('a.md', Position(line=n), ProblemCode.BAD_ID, value='Å') for n in range(1, 2_001)]
    problems += [Problem.at(f'b{n:03}.md', Position(line=1), ProblemCode.BAD_ID, value='Å') for n in range(1_000)]
    for style in ('text', 'github'):
        lines = report(problems, TEXTS, style)
        assert len([line for line in lines if 'bad-id' in line]) == MOST
        assert lines[-1] == f'… och {len(problems) - MOST} till i 551 filer.'
    lines = report(problems[:2_000], TEXTS, 'text')
    assert (len(lines), lines[-1]) == (MOST_OF_FILE + 1, 'a.md: … och 1950 till.')
    found = json.loads('\n'.join(report(problems[:2_000], TEXTS, 'json')))
    assert (len(found['problems']), found['left_out']) == (MOST_OF_FILE, [{'path': 'a.md', 'count': 1_950}])
    assert TEXTS.totals(problems) == '3000 fel i innehållet'
    assert summary(problems, TEXTS).startswith('### 3000 fel i innehållet\n')


def test_faults_are_written_out_before_notes() -> None:
    notes = [Problem.at('a.md', Position(line=n), ProblemCode.NO_GLYPH, value='x', shown='y') for n in range(1, 100)]
    lines = report([*notes, Problem.at('a.md', Position(line=200), ProblemCode.BAD_ID, value='Å')], TEXTS, 'text')
    assert any('a.md:200:1' in line for line in lines)


def test_a_very_long_value_is_cut() -> None:
    problem = Problem.at('a.md', Position(line=1), ProblemCode.BAD_ID, value='x' * 64_000)
    assert len(TEXTS.message(problem)) < 1_000


# --- files that cannot be read ---------------------------------------------------------------------------------------


def codes(site: Path) -> list[tuple[str, Code]]:
    return [(problem.path, problem.code) for problem in read_content(site).problems]


@needs_pipes
def test_a_pipe_a_device_and_a_folder_as_a_page(mini_site: Path) -> None:
    make_pipe(mini_site / 'docs' / 'ror.md')
    (mini_site / 'docs' / 'mapp.md').mkdir()
    (mini_site / 'docs' / 'evig.md').symlink_to('/dev/zero')
    assert codes(mini_site) == [(f'docs/{name}.md', ProblemCode.BAD_FILE) for name in ('evig', 'mapp', 'ror')]


def pipe_instead(file: Path) -> None:
    file.unlink()
    make_pipe(file)


@pytest.mark.parametrize(
    'make',
    [
        Path.unlink,
        lambda file: (file.unlink(), file.mkdir()),
        lambda file: (file.unlink(), file.symlink_to('/dev/zero')),
        pytest.param(pipe_instead, marks=needs_pipes),
        lambda file: file.write_bytes(b'x' * 300_000),
    ],
    ids=['gone', 'folder', 'device', 'pipe', 'large'],
)
def test_a_vocabulary_that_cannot_be_read(make: Callable[[Path], object], mini_site: Path) -> None:
    make(mini_site / 'docs' / 'vocabulary.yaml')
    found = codes(mini_site)
    assert {path for path, _ in found} == {'docs/vocabulary.yaml'}  # and no page is told of values not in the lists
    assert main(['check', '--root', str(mini_site)]) == 1


def test_a_page_that_goes_while_it_is_read(mini_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def removed(path: Path, *rest: int) -> int:
        if Path(path).name == 'vatten.md':
            raise FileNotFoundError(path)
        return opened(path, *rest)

    monkeypatch.setattr(os, 'open', removed)
    assert codes(mini_site) == [(THEME, ProblemCode.BAD_FILE)]


@pytest.mark.parametrize('encoding', ['utf-16', 'utf-16-le', 'utf-16-be'])
def test_a_file_with_two_bytes_a_character(encoding: str, mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = mini_site / CASE
    text = file.read_text('utf-8')
    file.write_bytes(text.encode(encoding))
    assert codes(mini_site) == [(CASE, ProblemCode.BAD_ENCODING)]
    assert main(['check', '--root', str(mini_site), '--fix']) == 0
    assert file.read_text('utf-8') == text
    assert f'{CASE} är nu sparad som UTF-8.' in capsys.readouterr().out


# --- one slip, one message: what only shows when all pages are known -------------------------------------------------


def test_a_region_that_does_not_exist(mini_site: Path, edit: Callable[[Path, str, str], None]) -> None:
    edit(mini_site / CASE, 'regions: [alfa, orsa]', 'regions: [Alfaa, orsa]')
    assert codes(mini_site) == [(CASE, ProblemCode.UNKNOWN_RECORD)]


@pytest.mark.parametrize('folder', ['cases', 'docs', 'docs/themes', 'cases/orsa', 'cases/alfa/mer'])
def test_a_case_in_the_wrong_folder(folder: str, mini_site: Path) -> None:
    target = mini_site / folder / 'vilsen.md'
    target.parent.mkdir(exist_ok=True)
    target.write_text((mini_site / CASE).read_text('utf-8'), 'utf-8')
    [problem] = read_content(mini_site).problems
    assert problem.code in (ProblemCode.WRONG_FOLDER, ProblemCode.MISPLACED_PAGE)
    assert 'cases/alfa/' in TEXTS.message(problem)
