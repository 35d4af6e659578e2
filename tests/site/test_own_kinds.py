"""A handbook with a profile of its own, with one kind of page that S3-handboken does not have: checked and built."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.sitekit import ROOT, build_clean, build_site, contents, differing, run
from tests.texts import load_texts

GARDEN = ROOT / 'tests' / 'roots' / 'garden'
ROSE, WILD = 'docs/plants/ros', 'docs/plants/vildros'


@pytest.fixture(autouse=True)
def _forget_the_profile() -> Iterator[None]:
    """Each test has a folder of its own, and Python keeps modules by name."""
    yield
    forget()


def forget() -> None:
    """Let Python load the profile anew."""
    for name in [name for name in sys.modules if name.partition('.')[0] == 'garden']:
        del sys.modules[name]


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """A copy of the handbook on plants."""
    return shutil.copytree(GARDEN, tmp_path / 'site', ignore=shutil.ignore_patterns('__pycache__'))


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text('utf-8')
    assert old in text
    file.write_text(text.replace(old, new), 'utf-8')


def check(root: Path, *more: str) -> tuple[int, str]:
    """What ``s3ext check`` says, in a process of its own."""
    done = run('-m', 's3ext', 'check', '--root', str(root), *more)
    return done.returncode, done.stdout + done.stderr


def test_the_handbook_is_right(garden: Path) -> None:
    assert check(garden) == (0, 'Inga fel i 4 sidor.\n')


def test_its_pages_need_no_summary_where_its_kind_asks_for_none(garden: Path) -> None:
    replace(garden / 'garden' / 'records.py', '    summary: Summary\n', '')
    rose = garden / f'{ROSE}.md'
    replace(rose, next(line for line in rose.read_text('utf-8').splitlines(keepends=True) if 'summary' in line), '')
    code, said = check(garden, '--notes')
    assert code == 0
    thin = [line.partition(':')[0] for line in said.splitlines() if '[thin-page]' in line]
    assert thin == [f'{ROSE}.md', f'{WILD}.md']


def test_its_pages_show_its_own_kind(garden: Path) -> None:
    built = build_clean(garden)
    front = built.page('index')
    assert 'Här finns 2 växter, bland dem Rosen.' in front.texts('p')
    assert 'Rose, Wild rose' in front.texts('p')
    assert built.page('docs/plants/index').texts('.s3-record-title') == ['Rosen', 'Vildrosen']
    wild = built.page(WILD)
    assert [str(link.get('href')) for link in wild.facts()['Överordnat tema'].select('a')] == ['ros.html']
    assert wild.texts('.s3-records .s3-record-title') == ['Vildrosen']
    assert 'Trädgårdslaget' in ' '.join(built.page(ROSE).texts('p'))
    assert '"broader"' in (built.out / 's3-search' / 'index.js').read_text('utf-8')


def test_it_is_printed(garden: Path) -> None:
    build_clean(garden, 'typstpdf', s3_pdf=['book'])
    printed = ''.join(file.read_text('utf-8') for file in sorted((garden / '_build' / 'typstpdf').rglob('*.typ')))
    assert 'Vildrosen sprider sig' in printed


def test_an_edit_of_the_profile_reads_every_page_anew(garden: Path) -> None:
    build_clean(garden)
    replace(garden / 'garden' / 'records.py', "', '.join(sorted(found))", "' och '.join(sorted(found))")
    forget()
    built = build_clean(garden)
    assert 'Rose och Wild rose' in built.page('index').texts('p')
    assert differing(contents(built.out), contents(build_clean(garden, folder='_fresh').out)) == []


def test_what_belongs_to_another_handbook_is_refused(garden: Path) -> None:
    page = garden / f'{ROSE}.md'
    page.write_text(f'{page.read_text("utf-8")}\n{{s3:case}}`ett`\n\n:::{{related}}\n:::\n', 'utf-8')
    code, output = check(garden)
    assert code == 1
    assert [word for word in ('unknown-role', 'unknown-directive') if f'[{word}]' in output] == [
        'unknown-role',
        'unknown-directive',
    ]
    assert {code for *_, code in build_site(garden).faults} == {'unknown-role', 'unknown-directive'}


@pytest.mark.parametrize(
    ('old', 'new', 'place', 'code'),
    [
        ('label_en: Wild rose', 'label_en: ros', (4, 10), 'self-reference'),  # a rule of its class
        ('label_en: Wild rose', 'label_en: Rose', (3, 11), 'duplicate-id'),  # a rule across its records
        ('broader: ros', 'broader: rosor', (4, 10), 'unknown-record'),
    ],
)
def test_its_rules_hold_in_check_and_build(garden: Path, old: str, new: str, place: tuple[int, int], code: str) -> None:
    replace(garden / f'{WILD}.md', old, new)
    assert f'{WILD}.md:{place[0]}:{place[1]}: fel[{code}]' in check(garden)[1]
    assert (f'{WILD}.md', *place, code) in build_site(garden).faults


@pytest.mark.parametrize('language', ['sv', 'en'])
@pytest.mark.parametrize(
    ('file', 'old', 'new', 'text', 'details'),
    [
        ('conf.py', "'garden'", "'gar' + 'den'", 'profile_written', {}),
        ('conf.py', "'garden'", "'jungle'", 'profile_failed', {'name': 'jungle', 'cause': 'No module named'}),
        ('garden/records.py', 'RECORDS =', 'OTHER =', 'profile_failed', {'name': 'garden', 'cause': 'ImportError'}),
        ('garden/records.py', 'Kinds((Theme,))', 'Kinds(())', 'profile_failed', {'cause': 'no kind is listed'}),
        ('garden/__init__.py', 'PROFILE =', 'OTHER =', 'profile_none', {'name': 'garden'}),
    ],
)
def test_a_profile_that_cannot_be_used_is_one_sentence(
    garden: Path, language: str, file: str, old: str, new: str, text: str, details: dict[str, str]
) -> None:
    replace(garden / file, old, new)
    replace(garden / 'conf.py', "language = 'sv'", f"language = '{language}'")
    sentence = load_texts(language)[text]
    code, output = check(garden)
    assert code == 2
    for part in (sentence.rpartition('}')[2], *details.values()):
        assert part in output
    assert output.count('\n') == 1
    done = run('-m', 'sphinx', '-q', '-b', 'html', str(garden), str(garden / '_build' / 'html'))
    assert sentence.rpartition('}')[2] in done.stderr
    assert 'Traceback (' not in done.stderr


def test_every_command_knows_the_kinds(garden: Path) -> None:
    """None that is begun from a skeleton, none with a PDF of its own, and forms for its fields."""
    for command in ('new', 'pdf'):
        done = run('-m', 's3ext', command, '--root', str(garden), '--help')
        assert (done.returncode, '--case' in done.stdout, '--region' in done.stdout) == (0, False, False)
    assert run('-m', 's3ext', 'new', '--root', str(garden), 'case').returncode == 2
    assert run('-m', 's3ext', 'schema', '--root', str(garden)).returncode == 0
    assert {file.name for file in (garden / 'schema').glob('*.schema.json')} == {
        'theme.schema.json',
        'page.schema.json',
    }
    assert 'broader' in (garden / 'docs' / 'contribute' / 'fields.md').read_text('utf-8')
    assert run('-m', 's3ext', 'schema', '--compare', '--root', str(garden)).returncode == 0
    assert check(garden)[0] == 0
