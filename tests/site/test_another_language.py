"""A site with a profile in another language: program, check, generated files and pages speak it, and no Swedish."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.unit.test_program import s3ext

NORWEGIAN = ROOT / 'tests' / 'roots' / 'klima' / 'klima' / 'texts'
HANDBOOK = ROOT / 's3ext' / 'handbook' / 'texts'
PROFILE = """
from dataclasses import replace

from s3ext.core.texts.files import TextFiles
from s3ext.handbook import PROFILE as HANDBOOK

PROFILE = replace(HANDBOOK, module=__name__, texts=TextFiles(package=__name__, languages=('nb', 'en')))
"""


@pytest.fixture
def norwegian(mini_site: Path) -> Path:
    """The small site with a profile of its own: Norwegian messages, and English words for the kinds of the handbook."""
    texts = mini_site / 'norsk' / 'texts'
    texts.mkdir(parents=True)
    (texts.parent / '__init__.py').write_text(PROFILE, 'utf-8')
    for name in ('nb.toml', 'guide-nb.toml'):
        shutil.copy(NORWEGIAN / name, texts)
    for file in HANDBOOK.glob('*en.toml'):
        shutil.copy(file, texts)
    conf = mini_site / 'conf.py'
    conf.write_text(
        conf.read_text('utf-8').replace("language = 'sv'", "language = 'nb'") + "s3_profile = 'norsk'\n", 'utf-8'
    )
    vocabulary = mini_site / 'docs' / 'vocabulary.yaml'
    vocabulary.write_text(vocabulary.read_text('utf-8').replace(' sv: ', ' nb: '), 'utf-8')
    return mini_site


@pytest.mark.slow
def test_the_program_speaks_the_languages_of_the_profile(norwegian: Path, tmp_path: Path) -> None:
    assert s3ext('--help', cwd=norwegian).stdout.startswith('Slik skriver du:')
    assert s3ext('--help', '--language', 'en', cwd=norwegian).stdout.startswith('How to write:')
    assert s3ext('check', cwd=norwegian).stdout.startswith('Ingen feil i ')
    output = s3ext('check', '--language', 'sv', cwd=norwegian, code=2).stderr
    assert '--language kan ikke være "sv". Her finnes: nb, en.' in output
    outside = tmp_path / 'utenfor'
    outside.mkdir()
    assert s3ext('check', '--language', 'nb', cwd=outside, code=2).stderr.startswith('--language kan inte vara "nb"')


@pytest.mark.slow
def test_every_text_that_a_language_lacks_is_reported_before_files_are_written(norwegian: Path) -> None:
    output = s3ext('schema', cwd=norwegian, code=1).stdout.splitlines()
    assert (
        'norsk/texts/nb.toml:1:1: feil[text-missing]: En tekst mangler: legg til linjen case_one under [interface], på '
        'språket til filen. Til da står det engelsk der.'
    ) in output
    assert {line.partition(':')[0] for line in output} == {
        f'norsk/texts/{part}{language}.toml'
        for part, languages in (('', 'nb en'), ('guide-', 'nb en'), ('fields-', 'nb'), ('outlines-', 'nb'))
        for language in languages.split()
    }
    assert not (norwegian / 'schema').exists()


@pytest.mark.slow
def test_pages_speak_the_language_of_the_profile(norwegian: Path) -> None:
    output = s3ext('build', 'html', cwd=norwegian).stdout
    assert output.rstrip().endswith('Ferdig. Resultatet ligger i _build/html/index.html')
    pages = {file.stem: file.read_text('utf-8') for file in (norwegian / '_build' / 'html').rglob('*.html')}
    assert all('lang="nb"' in page for page in pages.values())
    case = pages['ett-fall']
    assert 'aria-label="Brødsmulesti"' in case
    assert 'Skrevet av redaksjonen' in case
    assert not re.search('Huvudmeny|Länkstig|redaktionen ur|Källor', ''.join(pages.values()))


@pytest.mark.slow
@pytest.mark.parametrize(
    ('setting', 'expected'),
    [
        (
            "'saknas'",
            'conf.py: profilen saknas i s3_profile går inte att läsa in (ModuleNotFoundError: No module named ',
        ),
        ("'json'", 'conf.py: modulen json i s3_profile har ingen PROFILE, en s3ext.core.profile.Profile.'),
        ("'nor' + 'sk'", 'conf.py: skriv s3_profile som namnet på en modul inom citattecken'),
    ],
)
def test_a_profile_that_cannot_be_used(setting: str, expected: str, mini_site: Path) -> None:
    with (mini_site / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(f's3_profile = {setting}\n')
    assert s3ext('check', cwd=mini_site, code=2).stderr.startswith(expected)
    assert s3ext('--help', cwd=mini_site).stdout.startswith('Så skriver du:')
