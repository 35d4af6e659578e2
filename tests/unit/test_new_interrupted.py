"""``s3ext new`` at a real terminal: what was answered is kept when somebody stops, and offered the next time."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from s3ext.commands.project import read_content
from s3ext.config.conf_file import CONFIG
from s3ext.core.problems import ProblemCode
from tests.terminal import Terminal, terminal

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != 'posix', reason='a terminal of POSIX')]
SUMMARY = 'En sammanfattning som är lång nog för att duga i listor och i sökningen.'
KEPT = '.s3-new-obstacle.json'
#: the answers to the rest of the questions on an obstacle
REST = ('regional', 'regionerna', '', '', '', 'annan', 'Region Alfa', 'Rapport', 'https://www.example.org/a')


def answer(screen: Terminal, *answers: str) -> None:
    """Give *answers*, each when it is asked for."""
    for text in answers:
        screen.wait_for('\n> ')
        screen.write(f'{text}\n')


def begun(site: Path, keys: str) -> Terminal:
    """A new obstacle of which title and summary are answered, and then *keys* pressed."""
    with terminal(['new', 'obstacle'], site) as screen:
        screen.wait_for('Rubrik: ')
        screen.write('Ett nytt hinder på prov\n')
        answer(screen, SUMMARY)
        screen.wait_for('\n> ')
        screen.leave(keys)
    assert 'Traceback' not in screen.output
    return screen


@pytest.mark.parametrize(('keys', 'code'), [('\x03', 130), ('\x04', 2)], ids=['ctrl-c', 'ctrl-d'])
def test_the_answers_so_far_are_kept_and_gone_on_from(keys: str, code: int, mini_site: Path) -> None:
    pages = sorted(mini_site.rglob('*.md'))
    screen = begun(mini_site, keys)
    assert screen.process.returncode == code
    last = screen.output.replace('\r\n', '\n').rstrip('\n').rpartition('\n')[2]
    assert (
        last
        == f'Avbrutet. Svaren hittills finns i {KEPT}. Skriv  s3ext new obstacle  för att fortsätta där du slutade.'
    )
    assert sorted(mini_site.rglob('*.md')) == pages
    kept = json.loads((mini_site / KEPT).read_text('utf-8'))
    assert kept == {'title': 'Ett nytt hinder på prov', 'summary': SUMMARY}
    with terminal(['new', 'obstacle'], mini_site / 'docs') as screen:
        screen.wait_for('2 svar från förra gången')
        screen.write('\n')
        answer(screen, *REST)
        assert screen.end() == 0
    assert 'Sammanfattning' not in screen.output  # it is not asked for again
    page = mini_site / 'docs' / 'obstacles' / 'ett-nytt-hinder-pa-prov.md'
    assert SUMMARY in page.read_text('utf-8')
    assert not (mini_site / KEPT).exists()
    assert {problem.code for problem in read_content(mini_site).problems} == {ProblemCode.PLACEHOLDER}


def test_interrupted_twice_nothing_is_lost(mini_site: Path) -> None:
    begun(mini_site, '\x03')
    kept = (mini_site / KEPT).read_bytes()
    with terminal(['new', 'obstacle'], mini_site) as screen:
        screen.wait_for('från förra gången')
        assert screen.leave() == 130
    assert (mini_site / KEPT).read_bytes() == kept


def test_answers_are_kept_where_the_page_cannot_be_written(mini_site: Path) -> None:
    folder = mini_site / 'docs' / 'obstacles'
    folder.rename(mini_site / 'aside')
    folder.write_text('i vägen', 'utf-8')
    with terminal(['new', 'obstacle'], mini_site) as screen:
        screen.wait_for('Rubrik: ')
        screen.write('Ett nytt hinder på prov\n')
        answer(screen, SUMMARY, *REST)
        assert screen.end() == 1
    assert 'Traceback' not in screen.output
    folder.unlink()
    (mini_site / 'aside').rename(folder)
    with terminal(['new', 'obstacle'], mini_site) as screen:
        screen.wait_for('svar från förra gången')
        screen.write('\n')
        assert screen.end() == 0
    assert SUMMARY in (folder / 'ett-nytt-hinder-pa-prov.md').read_text('utf-8')
    assert not (mini_site / KEPT).exists()


def test_one_can_begin_anew(mini_site: Path) -> None:
    begun(mini_site, '\x03')
    with terminal(['new', 'obstacle'], mini_site) as screen:
        screen.wait_for('från förra gången')
        screen.write('n\n')
        screen.wait_for('Rubrik: ')
        assert screen.leave() == 130
    assert 'Avbrutet. Ingen fil skrevs.' in screen.output
    assert not (mini_site / KEPT).exists()


def test_an_answer_that_is_no_longer_right_is_asked_for_again(mini_site: Path) -> None:
    (mini_site / KEPT).write_text(json.dumps({'title': 'Hinder', 'summary': 'kort'}), 'utf-8')
    with terminal(['new', 'obstacle'], mini_site) as screen:
        screen.wait_for('från förra gången')
        screen.write('\n')
        screen.wait_for('är för kort')
        answer(screen, SUMMARY, *REST)
        assert screen.end() == 0


@pytest.mark.parametrize('text', ['', '[]', '{"title": 1}', '{'])
def test_a_file_that_nobody_wrote_is_left_out(text: str, mini_site: Path) -> None:
    (mini_site / KEPT).write_text(text, 'utf-8')
    with terminal(['new', 'obstacle'], mini_site) as screen:
        screen.wait_for('Rubrik: ')
        assert screen.leave() == 130
    assert (mini_site / KEPT).read_text('utf-8') == text


def test_kept_answers_are_not_content(mini_site: Path) -> None:
    (mini_site / KEPT).write_text('{"title": "x"}', 'utf-8')
    assert read_content(mini_site).problems == ()
    assert f'/{KEPT.replace("obstacle", "*")}' in (Path(__file__).parents[2] / '.gitignore').read_text('utf-8').split()
    assert (mini_site / CONFIG).exists()
