"""``s3ext rename`` and ``check --fix`` reach the pages that are written for an edition in a further language."""

from __future__ import annotations

from pathlib import Path

import pytest

from s3ext.__main__ import main
from tests.test_editions import Edit

HEADER = '---\nsummary: A page that is there for the tests of the edition.\n---\n\n'
THEME, ABOUT = 'en/docs/themes/index.md', 'en/docs/about/only-here.md'


@pytest.fixture
def root(mini_site: Path) -> Path:
    """A small site whose edition refers to a theme in every way that there is."""
    with (mini_site / 'conf.py').open('a', encoding='utf-8') as file:
        file.write("\ns3_languages = {'en': {'project': 'Trial'}}\n")
    theme = mini_site / 'docs/themes/vatten.md'
    english = 'title_en: A thing\nsummary_en: A thing that is there for the tests alone.\n'
    theme.write_text(theme.read_text('utf-8').replace('---\n', f'---\n{english}', 1), 'utf-8')
    pages = {
        'en/index.md': '# Front\n\n```{toctree}\ndocs/themes/index\ndocs/about/only-here\n```\n',
        THEME: '# Themes\n\nSee [one](vatten.md) and [another](../about/only-here.md).\n',
        ABOUT: (
            '# Only here\n\nSee [](#vatten), {s3:theme}`words <vatten>`, [x](../themes/vatten.md).\n\n'
            ':::{records} case\n:filter: theme = vatten\n:::\n'
        ),
    }
    for path, body in pages.items():
        page = mini_site / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f'{HEADER}{body}', 'utf-8', newline='\r\n' if path == THEME else '\n')
    assert command(mini_site, 'check') == 0
    return mini_site


def command(root: Path, name: str, *arguments: str) -> int:
    return main([name, '--root', str(root), *arguments])


def test_a_new_id_is_written_in_the_edition_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(root, 'rename', 'vatten', 'water', '--dry-run') == 0
    assert '-See [one](vatten.md)' in capsys.readouterr().out
    assert 'vatten.md' in (root / THEME).read_text('utf-8')
    assert command(root, 'rename', 'vatten', 'water') == 0
    assert f'Ändrade hänvisningar: {ABOUT}\nÄndrade hänvisningar: {THEME}\n' in capsys.readouterr().out
    data = (root / THEME).read_bytes()
    assert data.count(b'\r\n') == data.count(b'\n') and b'[one](water.md)' in data
    text = (root / ABOUT).read_text('utf-8')
    assert 'See [](#water), {s3:theme}`words <water>`, [x](../themes/water.md).' in text
    assert ':filter: theme = water\n' in text
    assert command(root, 'check') == 0


def test_a_page_that_is_written_in_the_language_moves_with_the_site_s(root: Path) -> None:
    own = root / 'en/docs/themes/vatten.md'
    header = HEADER.replace('---\n\n', 'label_en: Water\n---\n\n')
    own.write_text(f'{header}# Water\n\nSee [itself](vatten.md) and [](../about/only-here.md).\n', 'utf-8')
    assert command(root, 'rename', 'vatten', 'water') == 0
    assert not own.exists()
    assert own.with_name('water.md').read_text('utf-8') == (
        '---\nsummary: A page that is there for the tests of the edition.\nlabel_en: Water\n'
        'former_ids: [vatten]\n---\n\n# Water\n\nSee [itself](water.md) and [](../about/only-here.md).\n'
    )
    assert '[one](water.md)' in (root / THEME).read_text('utf-8')
    assert command(root, 'check') == 0


def test_a_page_of_the_edition_is_not_written_over(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ('vatten', 'water'):
        (root / f'en/docs/themes/{name}.md').write_text(f'{HEADER}# {name}\n', 'utf-8')
    assert command(root, 'rename', 'vatten', 'water') == 1
    assert '"water" används redan av en/docs/themes/water.md. Inget är ändrat.' in capsys.readouterr().err
    assert (root / 'docs/themes/vatten.md').is_file()


def test_a_fault_that_the_edition_would_have_is_one(root: Path, capsys: pytest.CaptureFixture[str], edit: Edit) -> None:
    edit(root / ABOUT, '# Only here\n', '(water)=\n# Only here\n')
    before = (root / ABOUT).read_bytes()
    assert command(root, 'rename', 'vatten', 'water') == 1
    assert ABOUT in capsys.readouterr().out
    assert (root / ABOUT).read_bytes() == before and (root / 'docs/themes/vatten.md').is_file()


def test_check_fixes_pages_of_the_edition(root: Path, capsys: pytest.CaptureFixture[str], edit: Edit) -> None:
    edit(root / 'docs/themes/vatten.md', '---\ntitle_en', '---\nformer_ids: [aqua]\ntitle_en')
    edit(root / ABOUT, '[](#vatten)', '[](#aqua)')
    edit(root / ABOUT, '(../themes/vatten.md)', '(../themes/aqua.md)')
    assert command(root, 'check') == 1
    capsys.readouterr()
    assert command(root, 'check', '--fix', str(root / 'docs')) == 0  # of what was asked for, all is right
    assert '[](#aqua)' in (root / ABOUT).read_text('utf-8')
    assert command(root, 'check', '--fix') == 0
    assert f'--- {ABOUT}' in capsys.readouterr().out
    assert 'See [](#vatten), {s3:theme}`words <vatten>`, [x](../themes/vatten.md).' in (root / ABOUT).read_text('utf-8')
