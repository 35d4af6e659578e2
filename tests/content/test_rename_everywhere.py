"""``s3ext rename`` in a copy of the real handbook, the edition in English with it."""

from __future__ import annotations

import shutil
from pathlib import Path

from s3ext.__main__ import main
from s3ext.commands.project import read_content

_READ = ('docs', 'cases', 'en', 'conf.py', 'index.md')


def test_a_page_that_pages_in_english_refer_to_gets_another_name(sources: Path, tmp_path: Path) -> None:
    root = tmp_path / 'site'
    root.mkdir()
    for name in _READ:
        copy = shutil.copytree if (sources / name).is_dir() else shutil.copyfile
        copy(sources / name, root / name)
    ids = {entry.id: entry for entry in read_content(root).entries if entry.record}
    texts = {file: file.read_text('utf-8') for file in sorted((root / 'en').rglob('*.md'))}
    referred = [name for name in ids if any(f'(#{name})' in text for text in texts.values())]
    assert referred
    referred = referred[:: len(referred) - 1]  # each takes seconds
    for name in referred:
        assert main(['rename', '--root', str(root), name, f'{name}-2']) == 0
    assert main(['check', '--root', str(root)]) == 0
    left = [file for file in texts for name in referred if f'(#{name})' in file.read_text('utf-8')]
    assert left == []
