"""Whole builds of odd pages: each ends with faults or with a clean site, and writes nowhere but in its output."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.odd_pages import odd_body
from tests.site.sitekit import build_site, copy_mini, stamps
from tests.site.test_output import faults

#: how many builds of forty pages; ``make bench`` does more
BUILDS = int(os.environ.get('S3_FUZZ_BUILDS', '3'))
_PAGES = 40


@pytest.mark.parametrize('seed', range(BUILDS))
def test_odd_pages_build_clean_or_not_at_all(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    root = copy_mini(tmp_path / 'site')
    (tmp_path / 'bild.png').write_text('utanför', 'utf-8')
    for number in range(_PAGES):
        page = root / 'docs' / 'about' / f'sida-{number}.md'
        page.parent.mkdir(exist_ok=True)
        page.write_text(f'# Sida {number}\n\n{odd_body(dice)}\n', 'utf-8', newline='')
    before = stamps(tmp_path)
    # first with all pages, then with those that passed the gate
    for _ in range(3):
        built = build_site(root)
        written = {path for path, stamp in stamps(tmp_path).items() if before.get(path) != stamp}
        assert all(path.startswith('site/_build/') for path in written)
        assert not any('utanför'.encode() in file.read_bytes() for file in built.out.rglob('*') if file.is_file())
        if not built.error:
            found = {fault for page, fault in faults(built.out) if page.startswith(('docs/', 'cases/'))}
            assert found <= {'<li style>'}  # from Sphinx's plain theme, which this small site has
            return
        assert built.error.startswith('S3: ')
        for path in {path for path, *_ in built.faults}:
            (root / path).unlink()
        before = stamps(tmp_path)
    pytest.fail(built.error)
