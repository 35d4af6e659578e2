"""Faults in what contributors write: all of them told at once, in their place, and nothing written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from s3ext.commands.build import build
from tests.site.sitekit import build_clean, build_site, case_text, contents, copy_mini, plain, run, stamps
from tests.texts import load_texts

TEXTS = load_texts('sv')
BAD = """---
summary: För kort.
regions: [orsa]
themes: [vattn]
process: [fardplann]
period: {from: 2020-13}
stage: finished
stage: running
s3_lnk: namns
funding:
  - text: Staten betalade: hälften.
    source: [rapport]
actors: [Länsstyrelsen, Högskolan]
sources:
  - {id: rapport, publisher: Verket, title: Rapport, url: www.example.org}
  - {id: bilaga, publisher: Verket, title: Bilaga, url: "https://example.org/bilaga"}
---

# Ett dåligt fall

Något gjordes.[^raport]

Se [](#ett-fal).
"""
#: every fault of ``BAD``: line, column, code, and words of the message
FAULTS = [
    (2, 10, 'too-short', 'för kort: 9 tecken'),
    (3, 11, 'wrong-folder', 'hör till mappen cases/orsa/'),
    (4, 10, 'unknown-record', 'Tema "vattn" finns inte. Menade du "vatten"?'),
    (5, 11, 'unknown-term', 'Menade du "fardplan"?'),
    (6, 16, 'bad-date', '"2020-13" är inte ett datum.'),
    (8, 1, 'duplicate-field', 'Det första står på rad 7.'),
    (9, 1, 'misspelt-field', 'Menade du "s3_link"?'),
    (11, 26, 'yaml-colon', 'text: "Staten betalade: hälften."'),
    (15, 59, 'bad-url', '"www.example.org" är inte en webbadress.'),
    (16, 10, 'unused-source', 'Källan "bilaga" används inte.'),
    (21, 15, 'unknown-source', 'Menade du "rapport"?'),
    (23, 7, 'unknown-target', 'Menade du "ett-fall"?'),
]
WHERE = 'cases/alfa/daligt.md'
GOOD = case_text('Ett dåligt fall')


def write(root: Path, source: str) -> None:
    (root / WHERE).write_text(source, 'utf-8')


def snapshot(folder: Path) -> tuple[dict[str, bytes], dict[str, int]]:
    """Bytes and times of every file under *folder*."""
    return contents(folder), stamps(folder)


def test_every_fault_of_a_page_is_reported_in_its_place_in_one_run(mini_site: Path) -> None:
    write(mini_site, BAD)
    for jobs in (1, 2):
        built = build_site(mini_site, jobs=jobs)
        assert built.faults == [(WHERE, line, column, code) for line, column, code, _ in FAULTS]
        lines = built.warnings.splitlines()
        assert len(lines) == len(FAULTS)
        for message, (_, _, _, words) in zip(lines, FAULTS, strict=True):
            assert words in message
        assert built.error == f'S3: {len(FAULTS)} fel i innehållet. {TEXTS["nothing_written"]}'


def test_faults_leave_an_empty_output_folder_empty(mini_site: Path) -> None:
    write(mini_site, BAD)
    for _ in range(2):
        assert contents(build_site(mini_site).out) == {}


@pytest.mark.parametrize('jobs', [1, 2])
def test_faults_leave_the_last_good_site_as_it_was_and_fixing_builds(mini_site: Path, jobs: int) -> None:
    out = build_clean(mini_site, jobs=jobs).out
    before = snapshot(out)
    write(mini_site, BAD)
    first = build_site(mini_site, jobs=jobs)
    assert len(first.faults) == len(FAULTS)
    assert snapshot(out) == before
    # nothing has changed since: the same faults again
    again = build_site(mini_site, jobs=jobs)
    assert (again.warnings, again.error) == (first.warnings, first.error)
    assert snapshot(out) == before
    write(mini_site, GOOD)
    build_clean(mini_site, jobs=jobs)
    assert contents(out) == contents(build_clean(mini_site, folder='_fresh').out)


def test_fault_stays_when_another_page_is_edited(mini_site: Path) -> None:
    build_clean(mini_site)
    write(mini_site, GOOD.replace('stage: finished', 'stage: finnished'))
    assert [code for *_, code in build_site(mini_site).faults] == ['unknown-term']
    theme = mini_site / 'docs' / 'themes' / 'varme.md'
    theme.write_text(theme.read_text('utf-8') + '\nMer text.\n', 'utf-8')
    assert [code for *_, code in build_site(mini_site).faults] == ['unknown-term']


def test_sphinx_itself_fails_with_our_messages(mini_site: Path) -> None:
    write(mini_site, BAD)
    done = run('-m', 'sphinx', '-q', '-b', 'html', str(mini_site), str(mini_site / 'out'))
    assert done.returncode != 0
    assert done.stderr.count('[s3.') == len(FAULTS)
    assert list((mini_site / 'out').glob('*.html')) == []


# -- our own command: nothing is published ------------------------------------------------------


def spoil_vocabulary(root: Path) -> str:
    """Take a label from a term; the words to look for in the output."""
    file = root / 'docs' / 'vocabulary.yaml'
    lines = file.read_text('utf-8').split('\n')
    number = next(n for n, line in enumerate(lines) if '{id: fardplan,' in line)
    lines[number] = '  - {id: fardplan, sv: Färdplan}'
    file.write_text('\n'.join(lines), 'utf-8')
    return (
        f'docs/vocabulary.yaml:{number + 1}:5: fel[vocabulary]: Ordlistan kan inte användas: varje rad ska ha just id'
    )


def spoil_body(root: Path) -> str:
    """Use a directive that does not exist."""
    file = root / 'docs' / 'themes' / 'varme.md'
    source = file.read_text('utf-8').rstrip('\n') + '\n\n:::{finnsinte}\n:::\n'
    file.write_text(source, 'utf-8')
    return f'docs/themes/varme.md:{source.count(chr(10)) - 1}:4: fel[unknown-directive]: '


def spoil_writing(root: Path) -> str:
    """Let something go wrong while pages are written."""
    file = root / 'conf.py'
    handler = 'lambda app, *rest: logging.getLogger("prov").warning("udda")'
    more = f'from sphinx.util import logging\n\ndef setup(app):\n    app.connect("html-page-context", {handler})\n'
    file.write_text(file.read_text('utf-8') + more, 'utf-8')
    return 'udda'


def spoil_case(root: Path) -> str:
    """Add a case full of faults."""
    write(root, BAD)
    return f'{WHERE}:4:10: fel[unknown-record]: Tema "vattn" finns inte.'


def spoil_encoding(root: Path) -> str:
    """Save a page as old Windows programs do."""
    file = root / 'docs' / 'themes' / 'varme.md'
    file.write_bytes(file.read_text('utf-8').encode('cp1252'))
    return 'docs/themes/varme.md:2:17: '


def spoil_settings(root: Path) -> str:
    """Leave ``conf.py`` unreadable."""
    (root / 'conf.py').write_text('project = \n', 'utf-8')
    return 'conf.py'


SPOILERS = [spoil_case, spoil_vocabulary, spoil_body, spoil_writing, spoil_encoding, spoil_settings]


@pytest.mark.parametrize('spoil', SPOILERS)
def test_failed_build_says_so_and_publishes_nothing(
    mini_site: Path, capfd: pytest.CaptureFixture[str], spoil: Callable[[Path], str]
) -> None:
    output = mini_site / '_build'
    words = spoil(mini_site)
    for _ in range(2):
        # the second run finds nothing new to read, and must not take that for a good sign
        assert build('html', mini_site, output) == 1
        printed = capfd.readouterr()
        assert words in plain(printed.err)
        assert printed.err.rstrip('\n').splitlines()[-1] == TEXTS['build_failed']
        assert 'Traceback' not in printed.out + printed.err
        assert not (output / 'html').exists()


@pytest.mark.parametrize('spoil', SPOILERS)
def test_failed_build_leaves_the_published_site_and_fixing_builds(
    mini_site: Path, capfd: pytest.CaptureFixture[str], spoil: Callable[[Path], str]
) -> None:
    output = mini_site / '_build'
    assert build('html', mini_site, output) == 0
    good = snapshot(output / 'html')
    kept = mini_site.with_name('kept')
    shutil.copytree(mini_site, kept, ignore=shutil.ignore_patterns('_build'))
    words = spoil(mini_site)
    for _ in range(2):
        capfd.readouterr()
        assert build('html', mini_site, output) == 1
        assert words in plain(capfd.readouterr().err)
        assert snapshot(output / 'html') == good
    assert sorted(path.name for path in output.iterdir()) == ['html', 'work']
    shutil.copytree(kept, mini_site, dirs_exist_ok=True)
    (mini_site / WHERE).unlink(missing_ok=True)
    assert build('html', mini_site, output) == 0
    assert contents(output / 'html') == good[0]


@pytest.mark.parametrize('jobs', ['1', '2'])
def test_command_ends_with_a_swedish_line_and_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str) -> None:
    monkeypatch.setenv('S3_JOBS', jobs)
    root = copy_mini(tmp_path / 'site')
    command = ('-m', 's3ext', 'build', 'html', '--root', str(root))
    good = run(*command)
    assert (good.returncode, good.stderr) == (0, '')
    page = os.path.relpath((root / '_build' / 'html' / 'index.html').resolve(), Path(__file__).parents[2])
    assert good.stdout.rstrip('\n').splitlines()[-1] == TEXTS['build_done'].format(path=page)
    before = snapshot(root / '_build' / 'html')
    write(root, BAD)
    bad = run(*command)
    assert bad.returncode == 1
    assert bad.stderr.count(': fel[') == len(FAULTS)
    assert bad.stderr.rstrip('\n').splitlines()[-1] == TEXTS['build_failed']
    assert 'Traceback' not in bad.stdout + bad.stderr
    assert snapshot(root / '_build' / 'html') == before
