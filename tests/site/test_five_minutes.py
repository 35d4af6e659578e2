"""A handbook of one's own, by the very commands of the README: with the wheel, in folders with blanks and å."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from s3ext.__main__ import main
from s3ext.commands.starter import JOBS, starter_files
from s3ext.core.hosting import HOSTS
from s3ext.handbook.names import NAMES
from s3ext.handbook.starter import STARTER
from tests.site.sitekit import Page, page_files
from tests.systems import needs_limits, with_small_disk

ROOT = Path(__file__).parents[2]
README = (ROOT / 'README.md').read_text('utf-8')
NAME = 'Min handbok på prov'
#: what the wheel needs stands in the environment of the tests: nothing is fetched
INSTALLED = Path(sysconfig.get_paths()['purelib'])


def recipes(language: str) -> list[str]:
    """The blocks of commands in *language* that the README's section on one's own handbook holds."""
    section = README.partition('## A handbook of your own')[2].partition('\n## ')[0]
    return re.findall(rf'^```{language}\n(.*?)^```$', section, re.M | re.S)


def run(script: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the lines of *script* in *folder*, after the first of which the new environment sees what is installed."""
    first, _, rest = script.partition('\n')
    share = f'for place in .venv/lib/python*/site-packages; do echo "{INSTALLED}" > "$place/tests.pth"; done'
    kept = {name: value for name, value in os.environ.items() if name not in ('PYTHONPATH', 'VIRTUAL_ENV')}
    tools = os.pathsep.join((str(Path(sys.executable).parent), os.environ['PATH']))
    done = subprocess.run(
        ['sh', '-e', '-c', f'{first}\n{share}\n{rest}'],
        cwd=folder,
        env={**kept, 'PATH': tools, 'PYTHONUTF8': '1', **environment},
        capture_output=True,
        text=True,
        encoding='utf-8',
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope='module')
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made of a copy: its making leaves files beside the code."""
    copy = tmp_path_factory.mktemp('kod')
    for name in ('pyproject.toml', 'README.md'):
        shutil.copyfile(ROOT / name, copy / name)
    for name in ('s3ext', 'LICENSES'):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns('__pycache__', '*.mo'))
    shutil.copyfile(ROOT / 'REUSE.toml', copy / 'REUSE.toml')
    command = ['-m', 'pip', 'wheel', '--quiet', '--no-deps', '--no-index', '--no-build-isolation', '.']
    subprocess.run([sys.executable, *command], cwd=copy, check=True, env={**os.environ, 'PIP_FIND_LINKS': ''})
    [made] = copy.glob('*.whl')
    return made


@pytest.fixture
def folder(tmp_path: Path, wheel: Path) -> Path:
    """A new folder with the wheel in it, as the README has it."""
    made = tmp_path / 'Mina böcker å ett'
    made.mkdir()
    shutil.copy(wheel, made)
    return made


@pytest.mark.slow
@pytest.mark.skipif(os.name != 'posix', reason='the commands of a POSIX shell')
def test_the_recipe_for_macos_and_linux(folder: Path) -> None:
    done = run(recipes('sh')[0], folder, {'PIP_NO_INDEX': '1', 'PIP_NO_DEPS': '1'})
    assert 'Inga fel i 2 sidor.' in done.stdout
    assert done.stdout.endswith('Klart. Resultatet finns i _build/html/index.html\n')
    program = folder / '.venv' / 'bin' / 's3ext'
    asked = subprocess.run([program, '--version'], cwd=folder, capture_output=True, text=True, check=True)
    assert re.fullmatch(r's3ext [\d.]+\n', asked.stdout)
    page = Page(folder / NAME / '_build' / 'html' / 'index.html')
    assert NAME in page.one('title').text
    assert page.texts('main h1')[0].startswith('Min handbok')


@pytest.mark.slow
def test_what_a_check_of_its_own_installs_is_the_wheel_beside_it(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(['init', NAME]) == 0
    site = tmp_path / NAME
    assert 'Lägg wheel-filen i mappen' in ' '.join((site / 'README.md').read_text('utf-8').split())
    command = [sys.executable, '-m', 'pip', 'install', '--quiet', '--no-index', '--no-deps', '--target', '../ut']
    call = [*command, '-r', 'requirements.txt']
    # no registry is asked for the name: without the file nothing is installed
    assert subprocess.run(call, cwd=site, capture_output=True).returncode != 0
    shutil.copy(wheel, site)
    subprocess.run(call, cwd=site, check=True)
    assert (tmp_path / 'ut' / 's3ext' / '__main__.py').is_file()


@pytest.mark.slow
@pytest.mark.skipif(shutil.which('uv', path=str(Path(sys.executable).parent)) is None, reason='there is no uv')
def test_the_recipe_with_uv(folder: Path) -> None:
    settings = folder.parent / 'uv.toml'
    settings.write_text('[pip]\nno-deps = true\n', 'utf-8')
    rest = '\n'.join(recipes('sh')[0].splitlines()[2:])
    # never UV_PYTHON: it would be installed there
    offline = {'UV_OFFLINE': '1', 'UV_CONFIG_FILE': str(settings), 'UV_PYTHON_DOWNLOADS': 'never'}
    done = run(f'{recipes("sh")[1]}{rest}', folder, offline)
    assert 'Inga fel i 2 sidor.' in done.stdout


def test_the_recipe_for_windows_is_the_same() -> None:
    made = []
    for windows in recipes('powershell'):
        for theirs, ours in (('py -m', 'python3 -m'), ('.venv\\Scripts\\', '.venv/bin/')):
            windows = windows.replace(theirs, ours)
        made.append(re.sub(r'\(Get-Item (.*?)\)', r'\1', windows))
        assert '*' not in re.sub(r'\(Get-Item .*?\)', '', windows)  # PowerShell does not expand it for programs
    assert made == recipes('sh')


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new handbook."""
    monkeypatch.chdir(tmp_path)
    assert main(['init', NAME]) == 0
    return tmp_path / NAME


def dead_links(site: Path) -> set[tuple[str, str]]:
    """The links of all pages of *site* to files of it that are not there, by page."""
    pages = [Page(file) for file in page_files(site)]
    assert pages
    return {
        (page.file.relative_to(site).as_posix(), str(link['href']))
        for page in pages
        for link in page.all('a[href]')
        if not re.match(r'[a-z]+:|#', str(link['href'])) and not page.target(link).exists()
    }


def test_with_the_pages_of_its_schema_it_has_no_dead_link(starter: Path) -> None:
    assert main(['schema', '--root', str(starter)]) == 0
    help_page = (starter / 'docs' / 'contribute' / 'felmeddelanden.md').read_text('utf-8')
    assert 'tillatet.md' not in help_page
    assert main(['check', '--root', str(starter)]) == 0
    assert main(['build', 'html', '--root', str(starter)]) == 0
    assert dead_links(starter / '_build' / 'html') == set()


def test_what_its_schema_writes_needs_no_place_in_a_list(starter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(['schema', '--root', str(starter)]) == 0
    assert (starter / 'docs' / 'contribute' / 'felmeddelanden.md').is_file()
    (starter / 'docs' / 'contribute' / 'egen.md').write_text(
        '---\nsummary: En egen sida som ingen innehållslista leder till.\n---\n\n# Egen sida\n', 'utf-8'
    )
    capsys.readouterr()
    assert main(['check', '--root', str(starter), '--notes']) == 0
    output = capsys.readouterr().out
    assert [line.partition(':')[0] for line in output.splitlines() if 'innehållslista' in line] == [
        'docs/contribute/egen.md'
    ]


def test_a_new_page_names_the_page_for_writers_only_if_there_is_one(
    starter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = starter / 'docs' / 'contribute' / 'index.md'
    given = ['--title', 'Ett hinder', '--summary', 'En sammanfattning som är lång nog för att duga i listor.']
    given += ['--level', 'regional', '--owner', 'regionerna', '--written-by', 'redaktionen', '--publisher', 'Regionen']
    given += ['--source-title', 'Rapport', '--url', 'https://www.example.org/a']
    for text in ('', '# Bidra\n'):
        if text:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, 'utf-8')
            (starter / 'docs' / 'obstacles' / 'ett-hinder.md').unlink()
        capsys.readouterr()
        assert main(['new', 'obstacle', '--root', str(starter), *given]) == 0
        output = capsys.readouterr().out
        assert output.startswith('Skrev docs/obstacles/ett-hinder.md\n')
        assert ('docs/contribute/index.md' in output) == bool(text)


def test_a_folder_with_nothing_but_git_is_empty(tmp_path: Path) -> None:
    (tmp_path / '.git').mkdir()
    (tmp_path / '.git' / 'HEAD').write_text('ref: refs/heads/main\n', 'utf-8')
    assert main(['init', str(tmp_path)]) == 0
    assert (tmp_path / 'conf.py').is_file()
    assert main(['init', str(tmp_path)]) == 2


def test_its_readme_names_the_pdf_that_is_made(starter: Path) -> None:
    assert f'`_build/pdf/{NAMES.book}.pdf`' in (starter / 'README.md').read_text('utf-8')


def test_where_there_is_a_page_on_what_is_allowed_it_is_linked(starter: Path) -> None:
    page = starter / 'docs' / 'contribute' / 'tillatet.md'
    page.parent.mkdir(parents=True)
    page.write_text('---\nsummary: Det här är tillåtet på en sida i den här handboken.\n---\n\n# Tillåtet\n', 'utf-8')
    assert main(['schema', '--root', str(starter)]) == 0
    assert '[](tillatet.md)' in (page.parent / 'felmeddelanden.md').read_text('utf-8')


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    full, file = tmp_path / 'full', tmp_path / 'fil'
    full.mkdir()
    (full / 'mitt.txt').write_text('mitt', 'utf-8')
    file.write_text('mitt', 'utf-8')
    for place in (full, file):
        assert main(['init', str(place), '--language', 'sv']) == 2
        assert capsys.readouterr().err == f'{place} finns redan, och inget skrivs över. Välj en ny eller tom mapp.\n'
    assert [*full.iterdir()] == [full / 'mitt.txt']
    assert file.read_text('utf-8') == 'mitt'


@needs_limits
def test_of_a_handbook_that_does_not_fit_on_the_disk_nothing_is_left(tmp_path: Path) -> None:
    empty = tmp_path / 'tom'
    empty.mkdir()
    for place in (tmp_path / 'ny', empty):
        done = with_small_disk(['init', str(place), '--language', 'sv'], tmp_path, 500)
        assert (done.returncode, done.stdout) == (1, '')
        assert done.stderr.startswith('Disken är full')
        assert sorted(tmp_path.rglob('*')) == [empty]


@pytest.mark.parametrize('host', HOSTS)
def test_the_checks_of_a_host_are_those_of_the_product(host: str, tmp_path: Path) -> None:
    assert main(['init', str(tmp_path / 'bok'), '--host', host]) == 0
    written = {
        file.relative_to(tmp_path / 'bok').as_posix() for file in (tmp_path / 'bok').rglob('*') if file.is_file()
    }
    assert written & {path for files in JOBS.values() for path in files} == set(JOBS[host])
    assert f"s3_host = '{host}'" in (tmp_path / 'bok' / 'conf.py').read_text('utf-8')
    texts = {path: (tmp_path / 'bok' / path).read_text('utf-8') for path in JOBS[host]}
    assert 'content' in str(yaml.safe_load(next(iter(texts.values()))))
    assert any('S3_PUBLISH' in text and 's3ext build site' in text for text in texts.values())
    # the same actions and images, at the same commits, as the product's own
    for path, text in texts.items():
        used = re.findall(r'(?:uses|image): (\S+)', text)
        assert used
        assert set(used) <= set(re.findall(r'(?:uses|image): (\S+)', (ROOT / path).read_text('utf-8')))


def test_the_jobs_that_publish_are_those_of_the_product() -> None:
    """But for how the program is installed and called."""
    for host in ('github', 'forgejo'):
        texts = starter_files(STARTER, 'x', host)
        path = f'.{host}/workflows/publish.yml'
        ours, theirs = (yaml.safe_load(text)['jobs'] for text in ((ROOT / path).read_text('utf-8'), texts[path]))
        assert ours['publish'] == theirs['publish']
        for jobs in (ours, theirs):
            jobs['build']['steps'] = [step for step in jobs['build']['steps'] if 'run' not in step]
        assert ours['build'] == theirs['build']


def test_what_is_kept_twice_is_the_same() -> None:
    files = starter_files(STARTER, 'x', 'github')
    texts = 'locale/sv/LC_MESSAGES/sphinx.po'
    assert files[texts] == (ROOT / texts).read_text('utf-8')
    ours: dict[str, object] = {'__file__': str(ROOT / 'conf.py')}
    theirs: dict[str, object] = {'__file__': str(ROOT / 'conf.py')}
    exec((ROOT / 'conf.py').read_text('utf-8'), ours)
    exec(files['conf.py'], theirs)
    named = {name for name in ours if name.startswith(('html_', 'myst_', 'smartquotes'))} - {
        'html_favicon',
        'html_title',
    }
    assert {name for name in named if name not in theirs} == set()
    for name in named - {'html_theme_options'}:
        assert theirs[name] == ours[name], name
    assert {**theirs['html_theme_options'], 'logo': 0} == {**ours['html_theme_options'], 'logo': 0}  # type: ignore[dict-item]


@pytest.mark.parametrize('name', ["d'e", '{name}', 'a"b', 'å\u2028b'])
def test_a_name_of_any_kind(name: str, tmp_path: Path) -> None:
    assert main(['init', str(tmp_path / name)]) == 0
    assert main(['check', '--root', str(tmp_path / name)]) == 0
    settings: dict[str, object] = {'__file__': str(tmp_path / 'conf.py')}
    exec((tmp_path / name / 'conf.py').read_text('utf-8'), settings)
    assert settings['project'] == name.replace('\u2028', '\\u2028')
