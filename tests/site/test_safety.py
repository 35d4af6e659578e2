"""What pages must not do, tried on whole builds: each layer on its own, and what is left in the output."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.languages import en
from docutils.utils import new_document

from s3ext.commands.build import build
from s3ext.core.gate.allowed import DIRECTIVES, INDEX_DIRECTIVES, Content, kind_directives
from tests.kinds import PERMITTED
from tests.site.sitekit import ROOT, build_site, copy_mini, plain, run, sphinx
from tests.texts import load_texts

WHERE = 'docs/themes/varme.md'
TEXTS = load_texts('sv')
#: the directives of the handbook that are no views
EVERY = {**DIRECTIVES, **INDEX_DIRECTIVES, **kind_directives(PERMITTED.kinds)}


@pytest.fixture(scope='module')
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, type[Directive]]]:
    """Every listed directive as the handbook's extensions define it."""
    root = copy_mini(tmp_path_factory.mktemp('known') / 'site')
    language: Any = en
    with sphinx(root, extensions=['myst_parser', 'sphinx_design', 's3ext']):
        document = new_document('x')
        found = {}
        for name in EVERY:
            made, _ = directives.directive(name, language, document)
            assert made is not None, name
            found[name] = made
        yield found


def test_the_gate_takes_directives_apart_as_they_are_defined(known: dict[str, type[Directive]]) -> None:
    for name, rule in EVERY.items():
        made = known[name]
        assert rule.reads_options == bool(made.option_spec), name
        assert set(rule.options) <= set(made.option_spec or {}), name
        assert (rule.argument is None) == (made.required_arguments + made.optional_arguments == 0), name
        assert rule.required == bool(made.required_arguments), name
        assert made.has_content or rule.content is Content.NONE, name


def append(root: Path, text: str) -> int:
    """Add *text* to a page; the number of its first line."""
    file = root / WHERE
    source = file.read_text('utf-8').rstrip('\n') + '\n\n'
    file.write_text(f'{source}{text}\n', 'utf-8')
    return source.count('\n') + 1


@pytest.mark.parametrize('jobs', [1, 2])
def test_what_is_refused_is_never_carried_out(mini_site: Path, jobs: int) -> None:
    """A directive that would read a file beside the site is told in its place, with the faults after it."""
    secret = mini_site.with_name('hemligt.txt')
    secret.write_text('hemligt', 'utf-8')
    line = append(mini_site, f'Före.\n\n:::{{literalinclude}} {secret}\n:::\n\n{{raw}}`x`\n\n[x](#finns-inte)')
    built = build_site(mini_site, jobs=jobs)
    assert built.faults == [
        (WHERE, line + 2, 4, 'unknown-directive'),
        (WHERE, line + 5, 1, 'unknown-role'),
        (WHERE, line + 7, 5, 'unknown-target'),
    ]
    assert not any(b'hemligt' in file.read_bytes() for file in (mini_site / '_build').rglob('*') if file.is_file())


def test_the_check_tells_the_same_without_a_build(mini_site: Path) -> None:
    line = append(mini_site, '::::{note}\n:::{include} a\n:::\n::::')
    done = run('-m', 's3ext', 'check', '--root', str(mini_site))
    assert done.returncode == 1
    assert done.stdout.startswith(f'{WHERE}:{line + 1}:4: fel[unknown-directive]: ')
    assert build_site(mini_site).faults == [(WHERE, line + 1, 4, 'unknown-directive')]


def test_a_page_has_no_settings_of_its_own(mini_site: Path) -> None:
    file = mini_site / WHERE
    file.write_text(file.read_text('utf-8').replace('---\n', '---\nmyst: {enable_extensions: [substitution]}\n', 1))
    assert [code for *_, code in build_site(mini_site).faults] == ['unknown-field']


def test_links_and_odd_files_end_the_build_before_anything_is_read(mini_site: Path) -> None:
    (mini_site / 'docs' / 'themes' / 'ut.md').symlink_to(ROOT / 'README.md')
    (mini_site / 'docs' / 'mapp').symlink_to('/')
    (mini_site / 'docs' / 'themes' / 'Stor Bokstav.md').write_text('# x\n', 'utf-8')
    built = build_site_or_fail(mini_site)
    assert built == [
        ('docs/mapp', 'bad-file'),
        ('docs/themes/Stor Bokstav.md', 'bad-file'),
        ('docs/themes/ut.md', 'bad-file'),
    ]


def build_site_or_fail(root: Path) -> list[tuple[str, str]]:
    """Path and code of each fault that ends a build of its own process."""
    done = run('-m', 's3ext', 'build', 'html', '--root', str(root))
    assert done.returncode == 1
    assert 'Traceback' not in done.stderr
    assert not (root / '_build' / 'html').exists()
    lines = [line for line in done.stderr.splitlines() if ': fel[' in line]
    return [(line.partition(':')[0], line.partition(': fel[')[2].partition(']')[0]) for line in lines]


def test_roles_exist(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    with sphinx(root) as app:
        assert {f's3:{name}' for name in app.env.domains['s3'].roles} == {
            name for name in PERMITTED.roles if ':' in name
        }


# -- the process ------------------------------------------------------------------------------------


def misbehave(root: Path, code: str, event: str = 'source-read', **settings: int) -> None:
    """Let the settings of the site do *code* when a certain page is read or written; *name* is the page."""
    lines = [f'{name} = {value}' for name, value in settings.items()]
    lines += ['def _act(app, *rest):', '    name = next(part for part in rest if isinstance(part, str))', f'    {code}']
    lines += ['def setup(app):', f'    app.connect({event!r}, _act)', '']
    conf = root / 'conf.py'
    conf.write_text(conf.read_text('utf-8') + '\n'.join(lines), 'utf-8')


def ended(root: Path, capfd: pytest.CaptureFixture[str]) -> str:
    """What a build says that ends without having published anything."""
    assert build('html', root, root / '_build') == 1
    output = plain(capfd.readouterr().err)
    assert 'Traceback' not in output
    assert not (root / '_build' / 'html').exists()
    return output


@pytest.mark.parametrize(('event', 'jobs'), [('source-read', '1'), ('source-read', '2'), ('doctree-resolved', '1')])
def test_a_page_that_never_ends_ends_the_build_with_its_name(
    mini_site: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, event: str, jobs: str
) -> None:
    monkeypatch.setenv('S3_JOBS', jobs)
    loop = "while name == 'docs/themes/varme': pass"
    misbehave(mini_site, loop, event, s3_page_seconds=1)
    output = ended(mini_site, capfd)
    assert TEXTS['limit_time'].format(page=WHERE, seconds='1') in output


def test_a_page_that_takes_all_memory_ends_the_build(mini_site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = mini_site / WHERE
    page.write_text(page.read_text('utf-8') + '\n:::{note}\nText.\n:::\n', 'utf-8')
    (mini_site / 'conf.py').write_text(
        (mini_site / 'conf.py').read_text('utf-8')
        + 'from docutils.parsers.rst import Directive\n'
        + 'class Note(Directive):\n    has_content = True\n    def run(self): return [b"x" * (64 << 30)]\n'
        + 'def setup(app): app.add_directive("note", Note, override=True)\n',
        'utf-8',
    )
    assert TEXTS['limit_memory_page'].format(page=WHERE) in ended(mini_site, capfd)
    resource = pytest.importorskip('resource')
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.getrlimit(resource.RLIMIT_AS)[1]


def test_the_build_reaches_nobody(mini_site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(('127.0.0.1', 0)) as server:
        address = server.getsockname()
        misbehave(mini_site, f"__import__('socket').create_connection({address!r})")
        assert TEXTS['limit_network'] in ended(mini_site, capfd)
        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()
        # afterwards the network is there again
        socket.create_connection(address).close()
        server.accept()[0].close()
