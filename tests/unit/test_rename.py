"""``s3ext rename``: the file, its old addresses and all that refers to it change together, or nothing does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.commands.project import read_content

ROOT = Path(__file__).parents[2]
CASE, THEME = 'cases/alfa/annat-fall.md', 'docs/themes/vatten.md'
SHAPE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
LINKS = (
    'Se [](#annat-fall), {s3:case}`ord <annat-fall>`, [x](../../cases/alfa/annat-fall.md#vad-gjordes) och\n'
    '{s3:case}`annat-fall`.\n\n'
    ':::{records} case\n:filter: adapted_from = annat-fall or obstacle = underlag\n:::\n'
)


def contents(root: Path) -> dict[str, bytes]:
    """Every file of the site."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob('*') if path.is_file()}


def lines_changed(before: dict[str, bytes], after: dict[str, bytes], moved: dict[str, str]) -> dict[str, list[str]]:
    """By file, the lines that only the later has; files *moved* are compared with what they were."""
    found: dict[str, list[str]] = {}
    for path, data in after.items():
        old = {new: name for name, new in moved.items()}.get(path, path)
        own = before[old].decode().splitlines(keepends=True)
        new = [line for line in data.decode().splitlines(keepends=True) if line not in own]
        found |= {path: new} if new or path != old else {}
    return found


@pytest.fixture
def root(mini_site: Path) -> Path:
    """A small site where a case is referred to in every way that there is."""
    with (mini_site / THEME).open('a', encoding='utf-8') as file:
        file.write(f'\n{LINKS}')
    return mini_site


def rename(root: Path, *arguments: str) -> int:
    return main(['rename', '--root', str(root), *arguments])


def is_right(root: Path) -> bool:
    return not [problem for problem in read_content(root).problems if not problem.is_note]


def test_a_new_id_is_written_everywhere(root: Path) -> None:
    before = contents(root)
    command = [sys.executable, '-m', 's3ext', 'rename', '--root', str(root), 'annat-fall', 'nytt-fall']
    result = subprocess.run(command, cwd=ROOT, capture_output=True, encoding='utf-8', check=False)
    assert (result.returncode, result.stderr) == (0, '')
    assert result.stdout == (
        'Flyttade cases/alfa/annat-fall.md till cases/alfa/nytt-fall.md.\n'
        'Ändrade hänvisningar: docs/handbook/fardplan.md\n'
        'Ändrade hänvisningar: docs/methods/matning.md\n'
        'Ändrade hänvisningar: docs/themes/vatten.md\n'
    )
    assert lines_changed(before, contents(root), {CASE: 'cases/alfa/nytt-fall.md'}) == {
        'cases/alfa/nytt-fall.md': ['former_ids: [annat-fall]\n'],
        'docs/handbook/fardplan.md': ['Se [](#ett-fall) och [det andra](#nytt-fall).\n'],
        'docs/methods/matning.md': ['cases: [nytt-fall]\n'],
        THEME: [line.replace('annat-fall', 'nytt-fall') for line in LINKS.splitlines(keepends=True) if 'annat' in line],
    }
    assert is_right(root)


def test_there_and_back_again(root: Path) -> None:
    before = contents(root)
    assert rename(root, 'annat-fall', 'nytt-fall') == rename(root, 'nytt-fall', 'annat-fall') == 0
    found = lines_changed(before, contents(root), {})
    assert found == {CASE: ['former_ids: [nytt-fall]\n']}
    assert rename(root, CASE, 'tredje-namnet') == 0
    assert 'former_ids: [nytt-fall, annat-fall]\n' in (root / 'cases/alfa/tredje-namnet.md').read_text('utf-8')
    assert is_right(root)


@pytest.mark.parametrize(
    ('written', 'after'),
    [
        ('former_ids: [forr]  # se beslutet\n', 'former_ids: [forr, annat-fall]  # se beslutet\n'),
        (
            'former_ids:\n  # de äldsta\n  - forr\n',
            'former_ids:\n  # de äldsta\n  - forr\n  - annat-fall\n',
        ),
        ('former_ids:\n  - forr\n', 'former_ids: [forr, annat-fall]\n'),
        ('# en rad om inget\n', '# en rad om inget\n'),
    ],
)
def test_remarks_in_the_header_stay(root: Path, written: str, after: str) -> None:
    file = root / CASE
    text = file.read_text('utf-8').replace('---\n', f'---\n{written}', 1)
    file.write_text(text.replace('\n', '\r\n'), 'utf-8', newline='')
    assert rename(root, 'annat-fall', 'nytt-fall') == 0
    data = (root / 'cases/alfa/nytt-fall.md').read_bytes().decode()
    assert data.count('\r\n') == data.count('\n')
    assert after in data.replace('\r\n', '\n')
    assert is_right(root)


def with_plain_page(root: Path, folder: str) -> None:
    """Put the page ``om`` without a header into *folder*, and into the list of its index."""
    (root / folder / 'om.md').write_text('# Om\n\nSe [sidan själv](om.md).\n', 'utf-8')
    index = root / folder / 'index.md'
    index.write_text(index.read_text('utf-8') + '\n```{toctree}\nom\n```\n', 'utf-8')


def test_a_page_without_a_header_gets_one(root: Path) -> None:
    with_plain_page(root, 'docs/registers')
    assert is_right(root)
    assert rename(root, 'om', 'om-register') == 0
    moved = (root / 'docs/registers/om-register.md').read_text('utf-8')
    assert moved == '---\nformer_ids: [om]\n---\n\n# Om\n\nSe [sidan själv](om-register.md).\n'
    assert '```{toctree}\nom-register\n```' in (root / 'docs/registers/index.md').read_text('utf-8')
    assert is_right(root)


def test_an_id_of_two_pages_must_be_a_path(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_plain_page(root, 'docs/registers')
    with_plain_page(root, 'docs/cases')
    assert rename(root, 'om', 'om-register') == 1
    assert 'Flera sidor heter "om": docs/cases/om.md, docs/registers/om.md.' in capsys.readouterr().err


def test_what_lies_in_another_folder_leads_where_it_led(root: Path) -> None:
    case = root / CASE
    (root / 'cases/alfa/karta.svg').write_text(SHAPE, 'utf-8')
    (root / 'cases/alfa/delad.svg').write_text(SHAPE, 'utf-8')
    other = root / 'cases/alfa/ett-fall.md'
    other.write_text(other.read_text('utf-8') + '\n![En ruta](delad.svg)\n', 'utf-8')
    text = case.read_text('utf-8').replace('regions: [alfa]', 'regions: [orsa]')
    body = 'Se [ett](ett-fall.md#vad-gjordes) och [teman](../../docs/themes/).\n'
    case.write_text(f'{text}\n{body}\n![En karta](karta.svg)\n\n![En ruta](delad.svg)\n', 'utf-8')
    assert rename(root, 'annat-fall', 'cases/orsa/annat-fall') == 0
    moved = (root / 'cases/orsa/annat-fall.md').read_text('utf-8')
    assert 'former_ids: [cases/alfa/annat-fall]\n' in moved
    assert 'Se [ett](../alfa/ett-fall.md#vad-gjordes) och [teman](../../docs/themes/).\n' in moved
    assert '![En karta](karta.svg)' in moved and '![En ruta](../alfa/delad.svg)' in moved
    assert (root / 'cases/orsa/karta.svg').is_file() and not (root / 'cases/alfa/karta.svg').exists()
    assert (root / 'cases/alfa/delad.svg').is_file()
    assert '[x](../../cases/orsa/annat-fall.md#vad-gjordes)' in (root / THEME).read_text('utf-8')
    assert is_right(root)


def test_a_region_takes_its_cases_along(root: Path) -> None:
    assert rename(root, 'alfa', 'beta') == 0
    assert not (root / 'cases/alfa').exists()
    for name in ('annat-fall', 'ett-fall'):
        text = (root / f'cases/beta/{name}.md').read_text('utf-8')
        assert f'former_ids: [cases/alfa/{name}]\n' in text and 'regions: [beta' in text
    assert is_right(root)


def test_a_dry_run_shows_it_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(root)
    assert rename(root, 'annat-fall', 'nytt-fall', '--dry-run') == 0
    shown = capsys.readouterr().out
    assert contents(root) == before
    assert '-cases: [annat-fall]\n+cases: [nytt-fall]\n' in shown and '+former_ids: [annat-fall]\n' in shown
    assert 'skulle flytta till cases/alfa/nytt-fall.md. Inget är skrivet.' in shown


@pytest.mark.parametrize(
    ('old', 'new', 'said'),
    [
        ('anat-fall', 'nytt', 'Det finns ingen sida "anat-fall". Menade du "annat-fall"?'),
        ('annat-fall', 'ett-fall', '"ett-fall" används redan av cases/alfa/ett-fall.md.'),
        ('annat-fall', 'cases/alfa/tredje-fall', 'används redan av cases/orsa/tredje-fall.md.'),
        ('annat-fall', 'vatten', '"vatten" används redan av docs/themes/vatten.md.'),
        ('annat-fall', 'Nytt fall', '"Nytt fall" duger inte.'),
        ('annat-fall', 'con', '"con" duger inte.'),
        ('annat-fall', '../annat', '"../annat" duger inte.'),
        ('annat-fall', 'docs/themes/annat', 'Sådana sidor ligger inte i docs/themes/.'),
        ('annat-fall', 'annat-fall', 'cases/alfa/annat-fall.md heter redan så.'),
        ('annat-fall', 'forr', '"forr" är en gammal adress till cases/alfa/ett-fall.md.'),
        ('annat-fall', 'cases/orsa/annat-fall', 'Då blir det 1 fel i innehållet, som raderna ovanför säger.'),
        ('index', 'nytt', 'index.md måste heta som den gör'),
        ('docs/cases/index', 'docs/cases/alla', 'docs/cases/index.md måste heta som den gör'),
        ('docs/glossary.md', 'ordbok', 'docs/glossary.md måste heta som den gör'),
    ],
)
def test_what_cannot_be_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    other = root / 'cases/alfa/ett-fall.md'
    other.write_text(other.read_text('utf-8').replace('---\n', '---\nformer_ids: [forr]\n', 1), 'utf-8')
    before = contents(root)
    assert rename(root, old, new) == 1
    error = capsys.readouterr().err
    assert said in error and 'Inget är ändrat.' in error
    assert contents(root) == before


def test_a_page_of_the_menu_is_named_with_its_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    conf = (root / 'conf.py').read_text('utf-8').replace("'docs/themes/index'", "'docs/themes/varme'")
    (root / 'conf.py').write_text(conf, 'utf-8')
    assert rename(root, 'varme', 'hetta') == 1
    line = conf.split('\n').index("s3_menu = [('docs/themes/varme', 'Teman')]") + 1
    assert f'docs/themes/varme.md nämns i conf.py, rad {line}.' in capsys.readouterr().err


@pytest.mark.parametrize('at', range(1, 5))
def test_a_full_disk_leaves_all_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], at: int
) -> None:
    before, done = contents(root), 0

    def fail(part: Path, target: Path) -> Path:
        nonlocal done
        done += 1
        if done == at:
            raise OSError(28, 'No space left on device')
        return whole(part, target)

    whole = Path.replace
    monkeypatch.setattr(Path, 'replace', fail)
    assert rename(root, 'annat-fall', 'nytt-fall') == 1
    assert 'Filerna gick inte att skriva (No space left on device). Inget är ändrat.' in capsys.readouterr().err
    assert contents(root) == before
