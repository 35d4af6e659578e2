"""The files for the host: workflows that a stranger's change cannot misuse, and one place that names the host."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from sphinx.errors import ConfigError

from s3ext.config.settings import hosting, read_config
from s3ext.core.hosting import HOSTS, MAX_ADDRESS, Hosting
from tests.systems import needs_make, needs_shell

ROOT = Path(__file__).parents[2]
CHECKS = [ROOT / host / 'workflows' / 'check.yml' for host in ('.github', '.forgejo')]
WORKFLOWS = sorted(file for check in CHECKS for file in check.parent.glob('*.yml'))
PLACE = 'https://git.example.org/region/s3'


def workflow(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(file.read_text('utf-8'), yaml.CBaseLoader)
    return found


def run(command: list[str], **how: Any) -> str:
    """What *command* prints; it must succeed."""
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding='utf-8', check=False, **how)
    assert done.returncode == 0, done.stdout
    return str(done.stdout)


def pinned(step: dict[str, Any]) -> bool:
    """Whether the action of *step* is fixed to a commit and takes no credentials along."""
    kept = 'checkout' not in step['uses'] or step['with']['persist-credentials'] == 'false'
    return kept and bool(re.fullmatch(r'(?:https://data\.forgejo\.org/)?[\w.-]+/[\w.-]+@[0-9a-f]{40}', step['uses']))


@pytest.mark.parametrize('file', WORKFLOWS, ids=lambda file: f'{file.parts[-3]}/{file.name}')
def test_a_workflow_runs_only_what_is_pinned_and_no_words_of_others(file: Path) -> None:
    found = workflow(file)
    assert set(found['on']) <= {'pull_request', 'push', 'schedule', 'workflow_dispatch'}
    assert found['permissions'] == {'contents': 'read'}
    for job in found['jobs'].values():
        assert int(job['timeout-minutes']) <= 60
        # what somebody wrote (a title, a branch's name) never becomes part of a command
        assert all(pinned(step) if 'uses' in step else '${{' not in step['run'] for step in job['steps'])


def test_a_job_that_can_write_runs_no_package_and_is_started_by_no_stranger() -> None:
    for file in WORKFLOWS:
        found = workflow(file)
        for job in found['jobs'].values():
            if 'permissions' in job:
                # only those who may push make a tag, or change the main branch
                by_push = found['on'].get('push') in ({'tags': ['v*']}, {'branches': ['main']})
                assert set(found['on']) <= {'schedule', 'workflow_dispatch'} | ({'push'} if by_push else set())
                assert not re.search(
                    r'make|python|pip|\.ci/run', ' '.join(step.get('run', '') for step in job['steps'])
                )


@pytest.mark.parametrize('file', CHECKS, ids=lambda file: file.parts[-3])
def test_the_workflow_runs_what_everybody_runs(file: Path) -> None:
    jobs = workflow(file)['jobs']
    runs = [step['run'] for job in jobs.values() for step in job['steps'] if 'run' in step]
    assert {'.ci/run', 'make content', '.venv/bin/python -m s3ext check --format github'} <= set(runs)
    # the preview is kept whatever the steps before it say
    kept = [step for step in jobs['preview']['steps'] if 'upload-artifact' in step.get('uses', '')]
    assert kept[0]['if'] in ('${{ !cancelled() }}', '${{ always() }}')


def test_all_hosts_have_the_same_jobs() -> None:
    github, forgejo = (set(workflow(file)['jobs']) for file in CHECKS)
    github.remove('systems')  # the others have no runners with Windows and macOS, or not all of them
    gitlab = {name for name in workflow(ROOT / '.gitlab-ci.yml') if not name.startswith('.')}
    assert github == forgejo
    assert github - {'scope'} == gitlab - {'workflow', 'default', 'variables', 'update', 'pages'}


def test_every_python_and_sphinx_is_tried_once_on_each_host() -> None:
    settings = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))['project']
    promised = {text.rpartition(' ')[2] for text in settings['classifiers'] if re.search(r'Python :: 3\.\d', text)}
    pairs = [
        [
            (pair['python'], pair['sphinx'])
            for pair in workflow(file)['jobs']['versions']['strategy']['matrix']['include']
        ]
        for file in CHECKS
    ]
    matrix = workflow(ROOT / '.gitlab-ci.yml')['versions']['parallel']['matrix']
    pairs.append([(pair['WITH_PYTHON'], pair['SPHINX']) for pair in matrix])
    assert pairs[0] == pairs[1] == pairs[2]
    assert {python for python, _ in pairs[0]} | {'3.11'} == promised
    assert [sphinx for _, sphinx in pairs[0]] == ['9.0', '9.1', 'newest']


@needs_make
def test_a_version_is_chosen_by_name_or_is_the_newest() -> None:
    for sphinx, wanted in (('9.1', '"sphinx==9.1.*"'), ('newest', '"sphinx"')):
        command = ['make', '-n', '-o', '.venv/venv.ok', 'test-versions', 'WITH_PYTHON=3.12', f'SPHINX={sphinx}']
        shown = subprocess.run(command, cwd=ROOT, capture_output=True, encoding='utf-8', check=True).stdout
        assert wanted in shown
        assert '--python "3.12" .venv-versions' in shown
        assert "python -m pytest -q -n 2 --dist loadfile -m 'not slow' tests/unit tests/site" in shown


def test_windows_and_macos_check_and_run_the_unit_tests() -> None:
    job = workflow(CHECKS[0])['jobs']['systems']
    assert [name.partition('-')[0] for name in job['strategy']['matrix']['system']] == ['windows', 'macos']
    assert [step['run'] for step in job['steps'] if 'run' in step] == [
        'python -m pip install --quiet --require-hashes -r requirements-dev.lock',
        'python -m s3ext check',
        'python -m pytest -n 2 --dist loadfile -m "not slow" tests/unit',
    ]


@needs_make
def test_a_release_is_made_by_the_command_that_everybody_has() -> None:
    jobs = workflow(ROOT / '.github' / 'workflows' / 'release.yml')['jobs']
    assert [step['run'] for step in jobs['build']['steps'] if 'run' in step] == ['make release']
    assert 'cache' not in str(jobs['build'])
    shown = subprocess.run(
        ['make', '-n', '-o', '.venv/dev.ok', '-o', '.venv/site.ok', 'release'],
        cwd=ROOT,
        capture_output=True,
        encoding='utf-8',
        check=True,
    )
    assert 'tools/make_release.py _build/site dist --tag "$TAG"' in shown.stdout


def test_a_site_is_published_by_the_command_that_everybody_has_and_only_when_that_is_chosen() -> None:
    for host in ('.github', '.forgejo'):
        found = workflow(ROOT / host / 'workflows' / 'publish.yml')
        build, publish = found['jobs']['build'], found['jobs']['publish']
        assert set(found['on']) == {'push', 'workflow_dispatch'}
        assert build['if'] == "${{ vars.S3_PUBLISH == 'yes' }}"
        assert [step['run'] for step in build['steps'] if 'run' in step][-1] == 'make site'
        kept = build['steps'][-1]['with']
        assert (kept['path'], kept['include-hidden-files']) == ('_build/site', 'true')  # with security.txt
        assert 'permissions' not in build and publish['needs'] == 'build'
    job = workflow(ROOT / '.gitlab-ci.yml')['pages']
    assert job['rules'][-1] == {'if': '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $S3_PUBLISH == "yes"'}
    assert (job['script'], job['artifacts']['paths']) == (['make site', 'mv _build/site public'], ['public'])


@needs_shell
def test_a_branch_for_pages_holds_what_was_built_last_and_no_past(tmp_path: Path) -> None:
    """The step of the workflow itself, for a repository in a folder."""
    (step,) = (
        step for step in workflow(ROOT / '.forgejo/workflows/publish.yml')['jobs']['publish']['steps'] if 'run' in step
    )
    place = tmp_path / 'plats.git'
    run(['git', 'init', '--quiet', '--bare', str(place)])
    for names in (['gammal.html'], ['index.html', 'cases/å.html', '.well-known/security.txt', '.nojekyll']):
        folder = tmp_path / names[0]
        for name in names:
            (folder / 'site' / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / 'site' / name).write_text(name, 'utf-8')
        given = os.environ | {'TOKEN': 'hemligt', 'PLACE': str(place.with_suffix(''))}
        said = run(['sh', '-ec', step['run']], cwd=folder, env=given, stderr=subprocess.STDOUT)
        assert 'hemligt' not in said
        git = ['git', '-c', 'core.quotePath=false', '-C', str(place)]
        assert run([*git, 'ls-tree', '-r', '--name-only', 'pages']).splitlines() == sorted(names)
        assert run([*git, 'rev-list', '--count', 'pages']).strip() == '1'


@pytest.mark.slow
@pytest.mark.parametrize(
    ('schema', 'files'),
    [
        ('vendor.github-workflows', WORKFLOWS),
        ('vendor.dependabot', [ROOT / '.github' / 'dependabot.yml']),
        ('vendor.gitlab-ci', [ROOT / '.gitlab-ci.yml']),
    ],
)
def test_the_files_follow_the_published_schemas_of_the_hosts(schema: str, files: list[Path]) -> None:
    command = [sys.executable, '-m', 'check_jsonschema', '--builtin-schema', schema]
    command += ['--data-transform', 'gitlab-ci'] if schema.endswith('gitlab-ci') else []
    result = subprocess.run([*command, *map(str, files)], capture_output=True, encoding='utf-8', check=False)
    assert result.returncode == 0, result.stdout


def test_an_auditor_of_workflows_finds_nothing() -> None:
    auditor = shutil.which('zizmor', path=Path(sys.executable).parent)
    assert auditor
    result = subprocess.run(
        [auditor, '--offline', ROOT / '.github'], capture_output=True, encoding='utf-8', check=False
    )
    assert result.returncode == 0, result.stdout


@needs_make
def test_locks_are_written_by_a_fixed_version_and_can_be_renewed() -> None:
    shown = [
        subprocess.run(
            ['make', '-n', '-o', '.venv/dev.ok', target], cwd=ROOT, capture_output=True, encoding='utf-8', check=True
        )
        for target in ('lock', 'lock-upgrade')
    ]
    kept, renewed = (result.stdout for result in shown)
    assert re.search(r'install --quiet --quiet --disable-pip-version-check "uv==[\d.]+"', kept)
    assert renewed.count('--upgrade') == renewed.count('pip compile') == kept.count('pip compile') == 3
    assert '--upgrade' not in kept


def test_the_check_list_of_a_pull_request() -> None:
    text = (ROOT / '.github' / 'PULL_REQUEST_TEMPLATE.md').read_text('utf-8')
    assert len(re.findall(r'^- \[ \] ', text, re.M)) == 5


def test_every_folder_has_an_owner_and_every_owner_a_folder() -> None:
    lines = (ROOT / '.github' / 'CODEOWNERS').read_text('utf-8').splitlines()
    rules = [line.split() for line in lines if line and not line.startswith('#')]
    assert rules[0][0] == '*'
    assert all((ROOT / path.strip('/')).exists() for path, *_ in rules[1:])
    assert all(owner.startswith('@') for _, *owners in rules for owner in owners)


def test_only_the_settings_name_a_repository() -> None:
    """Neither the theme nor the core has a repository built in, and publiccode.yml says the same as the settings."""
    where = hosting(read_config(ROOT)).repository
    url = yaml.safe_load((ROOT / 'publiccode.yml').read_text('utf-8'))['url']
    assert url == where if where else urlsplit(url).hostname == 'example.org'
    baked = re.compile(r'https://(?:github|gitlab|codeberg)\.[a-z]+/')
    for folder in ('web/templates', 'web/static', 'core'):
        for file in (ROOT / 's3ext' / folder).rglob('*'):
            # others' files name their own
            if file.suffix in {'.html', '.js', '.py', '.css', '.toml'} and file.parent.name != 'form-vendor':
                assert not baked.search(file.read_text('utf-8')), file


def test_addresses_of_github() -> None:
    place = Hosting(repository=PLACE + '/', host='github', branch='utv', issue_form='.github/ISSUE_TEMPLATE/fall.yml')
    assert place.edit('cases/skane/å b.md') == f'{PLACE}/edit/utv/cases/skane/%C3%A5%20b.md'
    new = urlsplit(place.new('cases/skane', 'ett-fall.md', '---\na: "b & c"\n'))
    assert new.path == '/region/s3/new/utv/cases/skane'
    assert parse_qs(new.query) == {'filename': ['ett-fall.md'], 'value': ['---\na: "b & c"\n']}
    assert place.issue() == f'{PLACE}/issues/new?template=fall.yml'
    assert Hosting(repository=PLACE).issue() == f'{PLACE}/issues/new'


def test_a_text_too_long_for_an_address_is_left_to_be_pasted() -> None:
    place = Hosting(repository=PLACE)
    assert parse_qs(urlsplit(place.new('cases', 'a.md', 'x' * MAX_ADDRESS)).query) == {'filename': ['a.md']}


@pytest.mark.parametrize('host', HOSTS)
def test_every_host_has_its_addresses_and_none_without_a_repository(host: str) -> None:
    place = Hosting(repository=PLACE, host=host)
    for address in (place.edit('a.md'), place.new('cases', 'a.md'), place.issue(), place.parameters()['new']):
        assert address.startswith(f'{PLACE}/')
    nowhere = Hosting(host=host)
    assert {nowhere.edit('a.md'), nowhere.new('cases', 'a.md'), nowhere.issue(), nowhere.parameters()['new']} == {''}


@pytest.mark.parametrize(
    ('line', 'message'),
    [("s3_host = 'svn'", 's3_host'), ("s3_repository = 'git@x:y'", 's3_repository'), ('s3_editor = True', 's3_editor')],
)
def test_settings_that_cannot_be_used(line: str, message: str, mini_site: Path, tmp_path: Path) -> None:
    from s3ext.commands.build import run_sphinx

    conf = mini_site / 'conf.py'
    conf.write_text(f'{conf.read_text("utf-8")}{line}\n', 'utf-8')
    with pytest.raises(ConfigError, match=message):
        run_sphinx('html', mini_site, tmp_path / 'work', 'html')
