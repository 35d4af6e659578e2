"""What a build says while it works: one moving line at a terminal, a few lines elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import ROOT, terminal

MODELS = Path(__file__).parents[1] / 'roots' / 'mini' / 'docs' / 'methods' / 'matning.md'


def log(*command: str, root: Path) -> list[str]:
    """The lines that a command prints where there is no terminal."""
    done = subprocess.run(
        [sys.executable, '-m', 's3ext', *command],
        cwd=root,
        env={**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONUTF8': '1', 'FORCE_COLOR': '1'},
        capture_output=True,
        text=True,
        encoding='utf-8',
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def wide_site(mini_site: Path) -> Path:
    """A site with so many pages that a log of each would be long."""
    for number in range(40):
        shutil.copyfile(MODELS, mini_site / 'docs' / 'methods' / f'matning-{number}.md')
    return mini_site


def test_a_log_is_short_whatever_is_built(wide_site: Path) -> None:
    pages = len([*wide_site.rglob('*.md')])
    lines = log('build', 'html', root=wide_site)
    assert lines == [
        f'Läser {pages} sidor …',
        'Skriver sidorna …',
        '',
        'Klart. Resultatet finns i _build/html/index.html',
    ]
    assert log('build', 'html', root=wide_site)[:1] == ['Skriver sidorna …']
    lines = log('pdf', '--all', root=wide_site)
    assert re.fullmatch(r'Gör \d+ sidor redo för PDF …', lines[0])
    assert re.fullmatch(r'Sätter \d+ PDF:er …', lines[1])
    assert len(lines) == 4


def test_what_is_said_to_people_is_in_the_log(mini_site: Path) -> None:
    page = mini_site / 'docs' / 'about' / 'ensam.md'
    page.parent.mkdir()
    page.write_text(
        '---\nsummary: En sida som ingen innehållslista leder till, för att prova.\n---\n\n# Ensam\n', 'utf-8'
    )
    [note] = [line for line in log('check', root=mini_site) if 'påpekande' in line]
    assert note.startswith('docs/about/ensam.md:1:1:')
    assert [line for line in log('build', 'html', root=mini_site) if line.startswith('docs/about/ensam.md:1:1:')]
    shutil.rmtree(mini_site / '_build' / 'work' / 'doctrees')
    assert log('build', 'html', root=mini_site)[0].startswith('Det förra bygget blev inte klart')


def fail(*command: str, root: Path, **environment: str) -> str:
    """What a command that finds faults prints of them where there is no terminal, with colours asked for."""
    done = subprocess.run(
        [sys.executable, '-m', 's3ext', *command],
        cwd=root,
        env={**os.environ, 'PYTHONPATH': str(ROOT), 'PYTHONUTF8': '1', 'FORCE_COLOR': '1', **environment},
        capture_output=True,
        text=True,
        encoding='utf-8',
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert '\x1b' not in done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(('language', 'word', 'jobs'), [('sv', 'fel', '1'), ('en', 'error', '2')])
def test_a_build_says_a_fault_as_the_check_does(language: str, word: str, jobs: str, mini_site: Path) -> None:
    with (mini_site / 'conf.py').open('a', encoding='utf-8') as file:
        file.write(f'\nlanguage = {language!r}\n')
    with (mini_site / 'docs' / 'themes' / 'vatten.md').open('a', encoding='utf-8') as file:
        file.write('\n[borta](finns-inte.md) och 100 % [rubriken](#finns-inte)\n')
    checked = [line for line in fail('check', root=mini_site).splitlines() if f': {word}[' in line]
    assert len(checked) == 2
    for command in (['build', 'html'], ['build', 'preview', '--format', 'github'], ['pdf']):
        output = fail(*command, root=mini_site, S3_JOBS=jobs)
        assert [line for line in output.splitlines() if f': {word}[' in line] == checked
        assert 'WARNING' not in output
        assert f'title={word}' not in output  # the check has said it on the page of the change


@pytest.mark.slow
@pytest.mark.skipif(os.name != 'posix', reason='a terminal of POSIX')
@pytest.mark.parametrize('environment', [{'NO_COLOR': '1'}, {'NO_COLOR': ''}], ids=['none', 'colours'])
def test_warnings_of_others_have_colours_at_a_terminal_alone(environment: dict[str, str], mini_site: Path) -> None:
    with (mini_site / 'conf.py').open('a', encoding='utf-8') as file:
        file.write(
            '\nfrom sphinx.util import logging\n\n\ndef setup(app):\n'
            "    app.connect('env-updated', lambda app, env: logging.getLogger(__name__).warning('udda'))\n"
        )
    assert 'WARNING: udda' in fail('build', 'html', root=mini_site)
    with terminal(['build', 'html'], mini_site, **environment) as screen:
        assert screen.end() == 1
    assert 'udda' in screen.output
    assert ('\x1b[' in screen.output) == (not environment['NO_COLOR'])


@pytest.mark.skipif(os.name != 'posix', reason='a terminal of POSIX')
def test_a_terminal_has_one_moving_line_with_what_is_left(wide_site: Path) -> None:
    pages = len([*wide_site.rglob('*.md')])
    with terminal(['build', 'html'], wide_site) as screen:
        assert screen.end() == 0
    # all else is written over it, in the same line
    moving, last = screen.output.replace('\r\n', '\n').rstrip('\n').split('\n')
    assert last == 'Klart. Resultatet finns i _build/html/index.html'
    assert moving.rpartition('\r')[2] == ''
    shown = [part.strip() for part in screen.output.split('\r')]
    left = [int(match[1]) for part in shown if (match := re.fullmatch(rf'Läser {pages} sidor, (\d+) kvar', part))]
    assert left == sorted(left, reverse=True)
    assert len(left) == pages and left[-1] == 0
    percent = [int(match[1]) for part in shown if (match := re.fullmatch(r'Skriver sidorna, (\d+) % kvar', part))]
    assert percent == sorted(percent, reverse=True) and percent[-1] == 0
    assert '\x1b' not in screen.output


@pytest.mark.skipif(os.name != 'posix', reason='a terminal of POSIX')
def test_a_terminal_shows_how_many_editions_are_left(mini_site: Path) -> None:
    with terminal(['pdf', '--all'], mini_site) as screen:
        assert screen.end() == 0
    found = [re.fullmatch(r'Sätter (\d+) PDF:er, (\d+) kvar', part.strip()) for part in screen.output.split('\r')]
    numbers = [(int(match[1]), int(match[2])) for match in found if match]
    editions = len([*(mini_site / '_build' / 'pdf').glob('*.pdf')])
    assert numbers == [(editions, left) for left in reversed(range(editions))]


@pytest.mark.skipif(os.name != 'posix', reason='a terminal of POSIX')
def test_faults_take_the_place_of_the_moving_line(mini_site: Path) -> None:
    with (mini_site / 'docs' / 'themes' / 'vatten.md').open('a', encoding='utf-8') as file:
        file.write('\n[borta](finns-inte.md)\n')
    with terminal(['build', 'html'], mini_site) as screen:
        assert screen.end() == 1
    lines = [line.rpartition('\r')[2] for line in screen.output.replace('\r\n', '\n').split('\n')]
    fault = next(line for line in lines if 'finns-inte' in line)
    assert fault.startswith('docs/themes/vatten.md:')
    assert 'kvar' not in fault


@pytest.mark.skipif(os.name != 'posix', reason='a terminal of POSIX')
@pytest.mark.parametrize('jobs', ['1', '3'])
@pytest.mark.parametrize('command', [['build', 'html'], ['pdf', '--all']], ids=' '.join)
def test_interrupting_a_build_ends_with_one_sentence(command: list[str], jobs: str, wide_site: Path) -> None:
    moment = 'Läser' if command[0] == 'build' else 'Sätter.*kvar'
    with terminal(command, wide_site, S3_JOBS=jobs) as screen:
        screen.wait_for(moment)
        screen.write('\x03')
        assert screen.end() == 130, screen.output
    assert 'Traceback' not in screen.output
    *_, last = screen.output.replace('\r\n', '\n').rstrip('\n').split('\n')
    assert last == 'Bygget avbröts. Det som redan fanns är orört.'


@pytest.mark.skipif(os.name != 'posix', reason='a terminal of POSIX')
def test_an_interruption_is_not_lost_while_the_build_forks(wide_site: Path) -> None:
    """What Python calls before and after a fork prints its exceptions and lets the program go on."""
    with (wide_site / 'conf.py').open('a', encoding='utf-8') as file:
        file.write(
            '\nimport os\nimport signal\n\nparent = os.getpid()\n'
            'os.register_at_fork(after_in_parent=lambda: os.kill(parent, signal.SIGINT))\n'
        )
    with terminal(['build', 'html'], wide_site, S3_JOBS='3') as screen:
        assert screen.end() == 130, screen.output
    assert 'ignored' not in screen.output
    *_, last = screen.output.replace('\r\n', '\n').rstrip('\n').split('\n')
    assert last == 'Bygget avbröts. Det som redan fanns är orört.'
    assert not (wide_site / '_build' / 'html').exists()
