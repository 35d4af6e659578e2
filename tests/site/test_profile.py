"""A site's own profile governs check and build alike; one that cannot be loaded is said in a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.commands.project import read_content
from s3ext.core.problems import Code, ProblemCode
from tests.site.sitekit import build_clean, build_site

SWEDISH = 'Hon har 640823-3234 och 08-123 45 67.'
SILENT = """
from s3ext.core.fixed_names import FixedNames
from s3ext.core.profile import Profile
from s3ext.handbook import PROFILE as HANDBOOK

PROFILE = Profile(
    module=__name__,
    texts=HANDBOOK.texts,
    load=HANDBOOK.load,
    names=FixedNames(
        folders=('docs', 'cases'),
        contribute='docs/about/bidra',
        statement='docs/about/erklaering',
        form='skriv/skjema',
        editor='rediger',
        feed='siste-nytt.atom',
        problems='alle-feil',
        participants_sheet='s3-blad',
    ),
)
"""


def give_profile(root: Path, name: str, code: str | None = None) -> None:
    """Let the site at *root* have the profile *name*, with this *code* beside its ``conf.py``."""
    with (root / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(f's3_profile = {name!r}\n')
    if code is not None:
        (root / f'{name}.py').write_text(code, 'utf-8')


def codes(root: Path) -> list[Code]:
    return [problem.code for problem in read_content(root).problems]


def test_check_and_build_ask_the_profile(mini_site: Path) -> None:
    page = mini_site / 'docs' / 'themes' / 'vatten.md'
    page.write_text(page.read_text('utf-8') + f'\n{SWEDISH} Ring +47 22 12 34 56.\n', 'utf-8')
    assert codes(mini_site) == [ProblemCode.PERSONAL_DATA] * 2
    give_profile(mini_site, 'silent_profile', SILENT)
    assert codes(mini_site) == [ProblemCode.PERSONAL_DATA]
    found = build_site(mini_site).faults
    assert [(code, column) for _, _, column, code in found] == [('personal-data', len(SWEDISH) + 7)]


@pytest.mark.parametrize('builder', ['html', 'typstpdf'])
def test_the_map_is_the_profiles(builder: str, mini_site: Path) -> None:
    page = mini_site / 'docs' / 'themes' / 'vatten.md'
    page.write_text(page.read_text('utf-8') + '\n```{map}\n```\n', 'utf-8')
    built = build_clean(mini_site, builder)
    assert maps_in(built.out) == 1
    give_profile(mini_site, 'silent_profile', SILENT)
    built = build_clean(mini_site, builder)
    assert maps_in(built.out) == 0
    if builder == 'html':  # the table says the same
        assert built.page('docs/themes/vatten').all('table.s3-table-map')


def test_addresses_are_the_profiles(mini_site: Path) -> None:
    give_profile(mini_site, 'silent_profile', SILENT)
    pages = {'docs/about/bidra': '# Skriv\n', 'docs/about/erklaering': '# Tillgänglighet\n'}
    for docname, text in pages.items():
        file = mini_site / f'{docname}.md'
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, 'utf-8')
    here = 'https://example.org/'
    with (mini_site / 'index.md').open('a', encoding='utf-8') as front:
        front.write('\n```{toctree}\n:hidden:\n\n' + '\n'.join(pages) + '\n```\n')
    built = build_clean(mini_site, html_baseurl=here, s3_repository=f'{here}a/b', s3_editor=True)
    form = built.page('skriv/skjema')
    assert 'skjema-data.js' in [str(script['src']).partition('?')[0] for script in form.all('script[src]')]
    assert (built.out / 'skriv' / 'skjema-data.js').is_file()
    assert built.page('docs/about/bidra').file in [form.target(link) for link in form.all('a[href]')]
    assert all((built.out / path).is_file() for path in ('rediger/index.html', 'siste-nytt.atom'))
    swedish = ('bidra', 'redigera', 'nytt.atom', 'fel.html')
    assert not [name for name in swedish if (built.out / name).exists()]


def test_a_preview_lists_problems_where_the_profile_says(mini_site: Path) -> None:
    give_profile(mini_site, 'silent_profile', SILENT)
    page = mini_site / 'docs' / 'themes' / 'vatten.md'
    page.write_text(page.read_text('utf-8') + '\n# Ännu en titel\n', 'utf-8')
    out = build_site(mini_site, s3_preview=True).out
    assert (out / 'alle-feil.html').is_file() and not (out / 'fel.html').exists()


def test_only_the_folders_of_the_profile_hold_content(mini_site: Path) -> None:
    # a process loads a module once: another content, another name
    give_profile(mini_site, 'narrow_profile', SILENT.replace("('docs', 'cases')", "('docs',)"))
    assert {entry.path.partition('/')[0] for entry in read_content(mini_site).entries} == {'docs', 'index.md'}


def maps_in(folder: Path) -> int:
    """How many pages below *folder* hold a map."""
    files = [file for ending in ('html', 'typ') for file in folder.rglob(f'*.{ending}')]
    return sum(bool(re.search(r's3-map\\?"', file.read_text('utf-8'))) for file in files)


@pytest.mark.parametrize(
    ('name', 'code', 'cause'),
    [
        ('no_such_profile', None, 'no_such_profile'),
        ('empty_profile', '', 'PROFILE'),
        ('broken_profile', '1 / 0\n', 'ZeroDivisionError'),
    ],
)
def test_a_profile_that_cannot_be_loaded(
    name: str, code: str | None, cause: str, mini_site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    give_profile(mini_site, name, code)
    assert main(['check', '--root', str(mini_site)]) == 2
    output = capsys.readouterr().err
    assert 'conf.py' in output and cause in output and 'Traceback' not in output
