"""The written documentation names everything that exists: fields, problem codes, make targets."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import ClassVar, get_origin, get_type_hints

import pytest

from s3ext.core.model.header import Header
from tests.kinds import KINDS, VIEWS

ROOT = Path(__file__).parents[2]
#: fields whose written name is not a Python name
WRITTEN = {'start': 'from', 'end': 'to', 'use': 'for'}
#: what developers read first
GUIDES = ('README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'changelog.d/README.md')


@pytest.mark.parametrize('record', [*KINDS.by_id.values(), *KINDS.parts])
def test_every_field_is_documented(record: type[Header]) -> None:
    text = (ROOT / 'docs' / 'contribute' / 'falt.md').read_text('utf-8')
    hints = get_type_hints(record)
    for field in fields(record):
        if get_origin(hints[field.name]) is not ClassVar:
            assert f'`{WRITTEN.get(field.name, field.name)}`' in text


def test_every_view_and_the_fields_of_every_kind_are_documented() -> None:
    text = (ROOT / 'docs' / 'contribute' / 'listor.md').read_text('utf-8')
    # two directives write the options of a view and the fields of a kind, so that these cannot be forgotten
    options = set(re.findall(r'^:::\{options\} ([\w-]+)$', text, re.MULTILINE))
    assert options <= VIEWS.keys()
    for name, view in VIEWS.items():
        assert name in options or not (view.options or view.facets or view.page), name
        assert re.search(rf'\b{name}\b', text), name
    assert set(re.findall(r'^:::\{fields\} (\w+)$', text, re.MULTILINE)) == set(KINDS.fields)


def test_the_readme_names_the_two_commands_and_ci_runs_one_of_them() -> None:
    readme = (ROOT / 'README.md').read_text('utf-8')
    assert {'make html', 'make test'} <= set(re.findall(r'make [a-z]+', readme))
    assert (ROOT / '.ci' / 'run').read_text('utf-8').splitlines()[-1] == 'exec make test'


@pytest.mark.parametrize('name', GUIDES)
def test_what_the_guides_tell_people_to_run_exists(name: str) -> None:
    """Targets of make, tools in .venv, our commands and the files they are given."""
    text = (ROOT / name).read_text('utf-8')
    targets = set(re.findall(r'^([a-z-]+):', (ROOT / 'Makefile').read_text('utf-8'), re.MULTILINE))
    assert set(re.findall(r'\bmake ((?!PYTHON)[a-z]+(?:-[a-z]+)*)(?=[\s`.,:;)])', code_of(text))) <= targets
    tools = {Path(found).name for found in re.findall(r'\.venv/bin/([a-z0-9_-]+)', text)} - {'python', 's3ext'}
    wanted = tomllib.loads((ROOT / 'pyproject.toml').read_text('utf-8'))['project']['optional-dependencies']['dev']
    assert tools <= {re.split(r'[^\w-]', need)[0] for need in wanted}
    for found in re.findall(r'(?:tests|tools)/[\w/]+\.(?:py|mjs)', text):
        assert (ROOT / found).is_file(), found
    for command in set(re.findall(r'python -m s3ext ([a-z]+)', text)):
        asked = [sys.executable, '-m', 's3ext', command, '--help']
        assert subprocess.run(asked, cwd=ROOT, capture_output=True, check=False).returncode == 0, command


def code_of(text: str) -> str:
    """What stands as code in the Markdown *text*."""
    return '\n'.join(re.findall(r'```\w*\n.*?```|`[^`\n]+`', text, re.DOTALL))


@pytest.mark.parametrize('name', GUIDES)
def test_what_the_guides_link_to_exists(name: str) -> None:
    for target in re.findall(r'\]\((?!https?:)([^)#]+)', (ROOT / name).read_text('utf-8')):
        assert (ROOT / name).parent.joinpath(target).exists(), target


def test_make_help_lists_every_public_target() -> None:
    makefile = (ROOT / 'Makefile').read_text('utf-8')
    listed = re.findall(r'^([a-z-]+):.*## ', makefile, re.MULTILINE)
    targets = [
        'help',
        'html',
        'pdf',
        'pdf-editions',
        'site',
        'kits',
        'check-pdf',
        'serve',
        'check',
        'content',
        'spell',
        'test',
        'types',
        'check-html',
        'bench',
        'bench-search',
        'bench-search-large',
    ]
    assert listed == [*targets, 'linkcheck', 'clean']


def test_the_lock_files_agree_and_name_no_address() -> None:
    site, dev = ((ROOT / f'requirements{kind}.lock').read_text('utf-8') for kind in ('', '-dev'))
    pins = set(re.findall(r'^[\w.-]+==[^\s;\\]+', site, re.MULTILINE))
    assert pins
    assert pins <= set(re.findall(r'^[\w.-]+==[^\s;\\]+', dev, re.MULTILINE))
    assert '://' not in site + dev
