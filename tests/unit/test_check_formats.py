"""``check`` for GitHub and for programs, for folders, and with ``--fix``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.core.page.fixes import apply
from s3ext.core.problems import Position, Problem, ProblemCode
from s3ext.core.report import report, summary
from tests.texts import load_texts

ROOT = Path(__file__).parents[2]
CASE = 'cases/alfa/ett-fall.md'
THEME = 'docs/themes/vatten.md'
Edit = Callable[[Path, str, str], None]
TEXTS = load_texts('sv')
RAPORT = {'value': 'raport', 'nearest': 'rapport'}


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(['check', *arguments])
    return code, capsys.readouterr().out


def test_for_github(mini_site: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    edit(mini_site / CASE, 'themes: [vatten]', 'themes: [vaten]')
    assert output(capsys, '--root', str(mini_site), '--format', 'github', '--no-notes') == (
        1,
        f'::error file={CASE},line=4,col=10,title=fel[unknown-record]::Tema "vaten" finns inte. Menade du "vatten"?\n',
    )


def test_what_people_write_cannot_give_github_a_command() -> None:
    problem = Problem.at('a,b:c%.md', Position(line=1), ProblemCode.BAD_URL, value='100 %\n::set-output::')
    [line] = report([problem], TEXTS, 'github')
    assert line.startswith('::error file=a%2Cb%3Ac%25.md,line=1,col=1,title=fel[bad-url]::"100 %25\\x0a::set-output::"')
    assert '\n' not in line


def test_github_gets_all_faults_on_the_page_of_the_run(
    mini_site: Path, edit: Edit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / 'summary.md'
    monkeypatch.setenv('GITHUB_STEP_SUMMARY', str(page))
    edit(mini_site / CASE, 'stage: finished', 'stage: "<b>*x*"')
    assert main(['check', '--root', str(mini_site), '--format', 'github', '--no-notes']) == 1
    assert page.read_text('utf-8').startswith('### 1 fel i innehållet\n\n- cases/alfa/ett-fall.md:7:8: ')
    assert r'\<b\>\*x\*' in page.read_text('utf-8')


def test_a_summary_links_and_mentions_nobody() -> None:
    problem = Problem.at('a.md', Position(line=1), ProblemCode.BAD_URL, value='@alla [x](y) `z` #1')
    assert r'\@alla \[x\](y) \`z\` \#1' in summary([problem], TEXTS)


def test_for_programs(mini_site: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    edit(mini_site / THEME, 'label_en: Test vatten\n', '')
    code, text = output(capsys, '--root', str(mini_site), '--format', 'json')
    assert (code, json.loads(text)) == (
        1,
        {
            'problems': [
                {
                    'path': THEME,
                    'line': 1,
                    'column': 1,
                    'code': 'field-missing',
                    'severity': 'error',
                    'message': 'Fältet "label_en" saknas. Lägg till raden  label_en: …',
                    'help': 'docs/contribute/felmeddelanden.md#field-missing',
                }
            ]
        },
    )


def test_for_programs_without_faults(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = output(capsys, '--root', str(mini_site), '--format', 'json')
    assert (code, json.loads(text)) == (0, {'problems': []})


def test_a_folder(mini_site: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    edit(mini_site / CASE, 'stage: finished', 'stage: finishd')
    edit(mini_site / THEME, 'label_en: Test vatten\n', '')
    code, text = output(capsys, '--root', str(mini_site), str(mini_site / 'cases'))
    assert code == 1
    assert [line.partition(':')[0] for line in text.splitlines()] == [CASE]
    assert output(capsys, '--root', str(mini_site), str(mini_site / 'docs' / 'regions')) == (0, 'Inga fel i 3 sidor.\n')


def test_fix_does_what_is_safe_and_shows_it(mini_site: Path, edit: Edit, capsys: pytest.CaptureFixture[str]) -> None:
    file = mini_site / CASE
    before = file.read_text('utf-8')
    edit(file, 'themes: [vatten]', 'themes: ["Vaten"]')
    edit(file, 'stage: finished', 'staeg: finished')
    edit(mini_site / THEME, 'label_en: Test vatten\n', 'label_en: Test: vatten\n')
    code, text = output(capsys, '--root', str(mini_site), '--fix')
    assert code == 0
    assert file.read_text('utf-8') == before.replace('themes: [vatten]', 'themes: ["vatten"]')
    assert 'label_en: "Test: vatten"' in (mini_site / THEME).read_text('utf-8')
    changed = sorted(line for line in text.splitlines() if re.match(r'[+-](?![+-])', line))
    assert changed == [
        '+label_en: "Test: vatten"',
        '+stage: finished',
        '+themes: ["vatten"]',
        '-label_en: Test: vatten',
        '-staeg: finished',
        '-themes: ["Vaten"]',
    ]


def test_fix_leaves_other_files_and_what_has_no_near_match(
    mini_site: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(mini_site / CASE, 'stage: finished', 'stage: qqq')
    edit(mini_site / THEME, 'label_en:', 'labl_en:')
    before = [(mini_site / name).read_bytes() for name in (CASE, THEME)]
    code, text = output(capsys, '--root', str(mini_site), '--fix', str(mini_site / CASE))
    assert (code, len(text.splitlines())) == (1, 1)
    assert [(mini_site / name).read_bytes() for name in (CASE, THEME)] == before


def test_fix_keeps_line_ends(mini_site: Path, edit: Edit) -> None:
    file = mini_site / CASE
    edit(file, 'stage: finished', 'stage: finishd')
    file.write_bytes(file.read_bytes().replace(b'\n', b'\r\n'))
    assert main(['check', '--root', str(mini_site), '--fix']) == 0
    data = file.read_bytes()
    assert b'stage: finished\r\n' in data
    assert data.count(b'\n') == data.count(b'\r\n')


@pytest.mark.parametrize(
    ('line', 'code', 'details', 'expected'),
    [
        ('Text.[^raport] Mer.', ProblemCode.UNKNOWN_SOURCE, RAPORT, 'Text.[^rapport] Mer.'),
        ('Text.[^annat] Mer.', ProblemCode.UNKNOWN_SOURCE, RAPORT, None),
        ("a: 'x' # y", ProblemCode.UNKNOWN_TERM, {'field': 'a', 'value': 'x', 'nearest': 'z', 'allowed': 'z'}, None),
    ],
)  # fmt: skip
def test_fix_one_line(line: str, code: ProblemCode, details: dict[str, str], expected: str | None) -> None:
    problem = Problem.at('a.md', Position(line=2, column=6), code, **details)
    assert apply(f'första\n{line}\n', [problem]) == f'första\n{expected or line}\n'


def test_fix_takes_empty_lines_before_the_header_away() -> None:
    problem = Problem.at('a.md', Position(line=3), ProblemCode.HEADER_NOT_FIRST)
    assert apply('\n\n---\na: b\n---\n', [problem]) == '---\na: b\n---\n'


NOTE = Problem.at('a.md', Position(line=3), ProblemCode.NO_GLYPH, value='🎉', shown='□')
FAULT = Problem.at('a.md', Position(line=5), ProblemCode.TITLE_MISSING)


@pytest.mark.parametrize(
    ('style', 'start'), [('text', 'a.md:3:1: påpekande[no-glyph]: '), ('github', '::notice file=a.md,')]
)
def test_a_note_is_told_apart_from_a_fault(style: str, start: str) -> None:
    note, fault = report([FAULT, NOTE], TEXTS, style)
    assert note.startswith(start)
    assert 'fel[' not in note
    assert 'fel[title-missing]' in fault
    assert summary([FAULT, NOTE], TEXTS).startswith('### 1 fel i innehållet, 1 påpekande\n')
    assert TEXTS.totals([NOTE, NOTE]) == '2 påpekanden'
