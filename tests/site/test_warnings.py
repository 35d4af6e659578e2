"""The site builds without using anything that Sphinx, docutils or Python will take away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.sitekit import ROOT, copy_mini, plain, run

#: MyST resolves links such as ``[](#id)`` by what Sphinx will remove in version 11
STRICT = (
    '-W', 'error::DeprecationWarning',
    '-W', 'error::PendingDeprecationWarning',
    '-W', "ignore:'myst_parser:PendingDeprecationWarning",
)  # fmt: skip


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'text', 'singlehtml'])
def test_build_uses_nothing_deprecated(tmp_path: Path, builder: str) -> None:
    root = copy_mini(tmp_path / 'site')
    done = run(*STRICT, '-m', 'sphinx', '-W', '-n', '-j', '2', '-b', builder, str(root), str(tmp_path / 'out'))
    assert (done.returncode, plain(done.stderr)) == (0, '')


def test_handbook_settings_use_nothing_deprecated(tmp_path: Path) -> None:
    """The settings of the real handbook, with its theme and templates, on the content of the mini site."""
    root = copy_mini(tmp_path / 'site')
    index = root / 'index.md'
    menu = [('docs/about/index', 'Om'), ('docs/pilots/index', 'Piloter'), ('docs/handbook/index', 'Processen')]
    for docname, title in menu:
        file = root / f'{docname}.md'
        file.parent.mkdir(exist_ok=True)
        file.write_text(f'# {title}\n', 'utf-8')
    entries = '\n'.join(docname for docname, _ in menu)
    index.write_text(f'{index.read_text("utf-8")}\n```{{toctree}}\n{entries}\n```\n', 'utf-8')
    done = run(
        *STRICT, '-m', 'sphinx', '-W', '-n', '-j', '2', '-c', str(ROOT), '-b', 'html', str(root), str(tmp_path / 'out')
    )  # fmt: skip
    assert (done.returncode, plain(done.stderr)) == (0, '')
    assert 'bd-article' in (tmp_path / 'out' / 'index.html').read_text('utf-8')  # a class of the theme


def test_check_uses_nothing_deprecated(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    done = run(*STRICT, '-m', 's3ext', 'check', '--root', str(root))
    assert (done.returncode, done.stderr) == (0, '')
