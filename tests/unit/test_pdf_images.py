"""A picture that Typst cannot read is found before it could stop the book."""

from __future__ import annotations

import json
from pathlib import Path

from s3ext.pdf.images import unreadable
from tests.unit.file_samples import raster


def test_what_cannot_be_read_is_found_among_what_can(tmp_path: Path) -> None:
    whole, cut, drawing, ring, gone = (tmp_path / name for name in ('a.png', 'b.png', 'c.svg', 'd.svg', 'e.png'))
    whole.write_bytes(raster('png'))
    cut.write_bytes(raster('png')[:-30])
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9"/></svg>', 'utf-8')
    ring.write_text('<svg xmlns="http://www.w3.org/2000/svg"><path', 'utf-8')
    files = [whole, cut, drawing, ring, gone]
    assert unreadable(files, tmp_path / 'out') == {cut, ring, gone}
    kept = json.loads((tmp_path / 'out' / '.s3-images.json').read_text('utf-8'))
    assert sorted(kept.values()) == [False, False, False, True, True]
    cut.write_bytes(raster('png'))
    assert unreadable(files, tmp_path / 'out') == {ring, gone}
    (tmp_path / 'out' / '.s3-images.json').write_text('[trasig', 'utf-8')
    assert unreadable(files, tmp_path / 'out') == {ring, gone}
