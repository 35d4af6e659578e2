"""A warning that nobody foresaw is annotated on the page of a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from s3ext.commands.build import build

WARN = """
from sphinx.util import logging


def setup(app):
    def warn(app, env):
        page = env.srcdir / 'index.md'
        logging.getLogger(__name__).warning('odd\\n::error::thing in %s', page, location=('index', 3))

    app.connect('env-updated', warn)
"""


@pytest.mark.parametrize('report', ['text', 'github'])
def test_warnings_of_others(mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], report: str) -> None:
    conf = mini_site / 'conf.py'
    conf.write_text(conf.read_text('utf-8') + WARN, 'utf-8')
    assert build('preview', mini_site, tmp_path / 'out', report=report) == 1
    lines = capsys.readouterr().out.splitlines()
    commands = [line for line in lines if line.startswith('::')]
    expected = '::error file=index.md,line=3,col=1,title=sphinx::odd%0A::error::thing in index.md'
    assert commands == ([expected] if report == 'github' else [])
    assert (tmp_path / 'out' / 'preview' / 'index.html').is_file()


def test_what_only_follows_from_a_fault_is_no_second_annotation(
    mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (mini_site / 'docs' / 'themes' / 'vatten.md').open('a', encoding='utf-8') as file:
        file.write('\n[borta](finns-inte.md) och [borta](#finns-inte)\n')
    assert build('preview', mini_site, tmp_path / 'out', report='github') == 1
    output = capsys.readouterr()
    assert output.err.count('fel[unknown-target]') == 2
    assert [line for line in output.out.splitlines() if line.startswith('::')] == []
