"""``python -m s3ext changes``: what a contribution touches, played with a real repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.core.gate.changes import Change, Status, outside, parse_changes
from s3ext.core.gate.contribution import Area

CASE = 'cases/alfa/ett-fall.md'


def git(folder: Path, *arguments: str) -> None:
    who = ['-c', 'user.name=Prov', '-c', 'user.email=prov@example.org', '-c', 'commit.gpgsign=false']
    subprocess.run(['git', *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def contribution(mini_site: Path) -> Path:
    """The small site as a repository, with a commit of a stranger on a branch."""
    git(mini_site, 'init', '-q', '-b', 'main')
    git(mini_site, 'add', '.')
    git(mini_site, 'commit', '-qm', 'site')
    git(mini_site, 'switch', '-qc', 'bidrag')
    case = mini_site / CASE
    case.with_name('nytt-fall.md').write_text(case.read_text('utf-8').replace('\n# ', '\n# Nytt [x](y): '), 'utf-8')
    case.write_text(case.read_text('utf-8') + '\nMer text.\n', 'utf-8')
    (mini_site / 'docs' / 'themes' / 'vatten.md').unlink()
    (mini_site / 'conf.py').write_text((mini_site / 'conf.py').read_text('utf-8') + '\n', 'utf-8')
    git(mini_site, 'add', '-A')
    git(mini_site, 'commit', '-qm', 'bidrag')
    return mini_site


def test_a_list_for_whoever_reviews(contribution: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['changes', '--root', str(contribution), '--base', 'main']) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f'Ändrad: {CASE} (')
    assert lines[1].startswith('Ny: cases/alfa/nytt-fall.md (Nytt ')
    assert lines[2:] == [
        'Borttagen: docs/themes/vatten.md',
        'Utanför innehållet: conf.py (programmet: kod, inställningar, utseende eller beroenden)',
    ]


def test_the_summary_of_a_run_leads_into_the_preview(
    contribution: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / 'summary.md'
    monkeypatch.setenv('GITHUB_STEP_SUMMARY', str(page))
    options = ['--preview', 'https://example.org/p/', '--download', 'https://example.org/zip']
    assert main(['changes', '--root', str(contribution), '--base', 'main', *options]) == 0
    text = page.read_text('utf-8')
    assert '[Ladda ner förhandsvisningen](https://example.org/zip)' in text
    assert '](https://example.org/p/cases/alfa/nytt-fall.html) |' in text
    # a title is words, whatever its writer meant it to be
    assert 'Nytt' in text
    assert '[x](' not in text
    assert '| Borttagen |  | docs/themes/vatten.md |' in text
    assert '\n- conf.py ' in text


def test_changes_that_cannot_be_known(mini_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['changes', '--root', str(mini_site), '--base', 'finns\n::error::inte']) == 2
    output = capsys.readouterr().err
    assert output.startswith('Det går inte att se vad som är ändrat sedan finns\\x0a::error::inte.')
    assert output.count('\n') == 1


def test_an_option_in_the_place_of_a_branch_is_no_option(contribution: Path, tmp_path: Path) -> None:
    written = tmp_path / 'written'
    assert main(['changes', '--root', str(contribution), f'--base=--output={written}']) == 2
    assert not list(tmp_path.glob('written*'))


FOLDERS = ('docs', 'cases')


def test_what_git_prints() -> None:
    output = 'M\0index.md\0R087\0cases/a/x.md\0cases/b/x.md\0A\0docs/å.png\0T\0s3ext/a.py\0D\0docs/x.md\0'
    found = parse_changes(output, FOLDERS)
    assert [(change.status, change.path, change.docname) for change in found] == [
        (Status.MOVED, 'cases/b/x.md', 'cases/b/x'),
        (Status.REMOVED, 'docs/x.md', ''),
        (Status.ADDED, 'docs/å.png', ''),
        (Status.CHANGED, 'index.md', 'index'),
        (Status.CHANGED, 's3ext/a.py', ''),
    ]
    assert outside(found) == (Change(status=Status.CHANGED, path='s3ext/a.py', area=Area.CODE),)
    # a move out of the product is no mere text
    [moved] = parse_changes('R100\0s3ext/a.md\0docs/a.md\0', FOLDERS)
    assert outside([moved]) == (moved,)
    assert parse_changes('', FOLDERS) == ()
