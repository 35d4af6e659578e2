"""The choices that stored forms offer: compared with the stored forms by the product, with the content by a note."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.commands.project import read_content
from s3ext.commands.schema import write_schema
from s3ext.core.problems import ProblemCode
from s3ext.core.schema.choices import CHOICES, check_choices, choices_text, read_choices
from s3ext.core.schema.records import records_of
from s3ext.handbook.names import NAMES
from tests.kinds import KINDS
from tests.texts import LANGUAGES

THEME = 'docs/themes/vatten.md'


@pytest.fixture
def stored(mini_site: Path) -> Path:
    """The small site with its forms written."""
    write_schema(mini_site)
    return mini_site


def notes(root: Path) -> list[tuple[str, str]]:
    content = read_content(root)
    found = check_choices(
        (root / CHOICES).read_text('utf-8'), content.vocabulary, content.catalog, NAMES.vocabulary, LANGUAGES
    )
    assert {problem.code for problem in found} <= {ProblemCode.OLD_CHOICES}
    return [(problem.path, dict(problem.details)['value']) for problem in found]


def test_choices_come_back_as_they_were(mini_site: Path) -> None:
    content = read_content(mini_site)
    text = choices_text(content.vocabulary, records_of(content.catalog))
    vocabulary, records = read_choices(text, KINDS, LANGUAGES)
    assert vocabulary == content.vocabulary
    assert choices_text(vocabulary, records) == text


@pytest.mark.parametrize('text', ['', '[]', '{}', '{"lists": {"stage": [["a"]]}, "records": {}}', 'null'])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_choices(text, KINDS, LANGUAGES)


def test_a_new_theme_and_a_new_word_are_notes(stored: Path, edit: Callable[[Path, str, str], None]) -> None:
    assert notes(stored) == []
    new = (stored / THEME).read_text('utf-8').replace('# Vatten', '# Vind').replace('Temat Vatten', 'Temat Vind')
    (stored / 'docs' / 'themes' / 'vind.md').write_text(new, 'utf-8')
    edit(stored / THEME, '# Vatten', '# Rent vatten')
    last = re.findall(r'^(\w+):', (stored / NAMES.vocabulary).read_text('utf-8'), re.M)[-1]
    with (stored / NAMES.vocabulary).open('a', encoding='utf-8') as file:
        file.write('  - {id: SE99, sv: Nordpolen, en: North Pole}\n')
    assert notes(stored) == [(THEME, 'vatten'), ('docs/themes/vind.md', 'vind'), (NAMES.vocabulary, last)]
    (stored / 'docs' / 'themes' / 'varme.md').unlink()
    assert (NAMES.vocabulary, 'varme') in notes(stored)


@pytest.mark.slow
def test_the_check_passes_and_says_who_does_what(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = (stored / THEME).read_text('utf-8').replace('# Vatten', '# Vind')
    (stored / 'docs' / 'themes' / 'vind.md').write_text(new, 'utf-8')
    assert main(['check', '--root', str(stored), '--notes', str(stored / 'docs/themes/vind.md')]) == 0
    found = [line for line in capsys.readouterr().out.splitlines() if '[old-choices]' in line]
    assert len(found) == 1
    assert found[0].startswith('docs/themes/vind.md:1:1: påpekande[old-choices]: ')
    assert 'python -m s3ext schema' in found[0] and 'Du behöver inte göra något.' in found[0]


@pytest.mark.slow
def test_a_damaged_file_of_choices_is_reported(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (stored / CHOICES).write_text('{', 'utf-8')
    assert main(['check', '--root', str(stored), '--notes', str(stored / THEME)]) == 0
    assert f'{CHOICES} stämmer inte med schemat' in capsys.readouterr().err
