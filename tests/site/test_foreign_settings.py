"""Settings of the libraries below us that lie beside the content are not obeyed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.site.sitekit import ROOT, contents, copy_mini, differing

#: changes how lists and headings are written, stops the build at a remark, and writes a file where it says
SETTINGS = """
[general]
record_dependencies: {written}
halt_level: 1
report_level: 1
language_code: de
smart_quotes: yes
generator: yes
title: Annan
doctitle_xform: yes
id_prefix: annan-
[html writers]
compact_lists: no
initial_header_level: 4
table_style: borderless
[html5 writer]
embed_stylesheet: yes
"""


def build_in(root: Path) -> tuple[int, dict[str, bytes]]:
    """Build the site from its own folder; exit code and files."""
    done = subprocess.run(
        [sys.executable, '-m', 's3ext', 'build', 'html'],
        cwd=root,
        env={**os.environ, 'PYTHONPATH': str(ROOT), 'NO_COLOR': '1'},
        capture_output=True,
        check=False,
    )
    return done.returncode, contents(root / '_build' / 'html')


def test_settings_of_docutils_are_not_obeyed(tmp_path: Path) -> None:
    plain, other = copy_mini(tmp_path / 'a' / 'site'), copy_mini(tmp_path / 'b' / 'site')
    written = tmp_path / 'skrivet.txt'
    (other / 'docutils.conf').write_text(SETTINGS.format(written=written), 'utf-8')
    code, expected = build_in(plain)
    assert code == 0
    code, found = build_in(other)
    assert code == 0
    assert differing(expected, found) == []
    assert not written.exists()
