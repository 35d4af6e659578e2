"""Which pictures Typst can read: one that it cannot would end the whole book, and is replaced by its words."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import typst

#: beside the PDFs, by a name that is never published
_STATE = '.s3-images.json'


def unreadable(files: Sequence[Path], outdir: Path) -> set[Path]:
    """Those of *files* that Typst cannot print. Its message on each is kept in *outdir* by content."""
    state = outdir / _STATE
    known = _load(state)
    digests = {file: _digest(file) for file in files}
    new = {digest: file for file, digest in digests.items() if digest not in known}
    if new:
        # a process of its own: Typst keeps every picture in memory
        with ProcessPoolExecutor(1, mp_context=get_context('spawn')) as pool:
            answers = pool.submit(_try, list(new.values())).result()
        known.update(zip(new, answers, strict=True))
    now = {digest: known[digest] for digest in sorted(set(digests.values()))}
    outdir.mkdir(parents=True, exist_ok=True)
    state.write_text(json.dumps(now, indent=0), 'utf-8')
    return {file for file, digest in digests.items() if not now[digest]}


def _digest(file: Path) -> str:
    """What a file is, as Typst sees it: content and kind; '' for one that is not there."""
    try:
        return hashlib.sha256(file.suffix.encode() + file.read_bytes()).hexdigest()
    except OSError:
        return ''


def _load(state: Path) -> dict[str, bool]:
    """The answers so far; none if they cannot be read. What is not there can never be printed."""
    try:
        found = json.loads(state.read_text('utf-8'))
    except (OSError, ValueError):
        found = {}
    known = {name: value for name, value in found.items() if isinstance(value, bool)} if isinstance(found, dict) else {}
    return {**known, '': False}


def _try(files: Sequence[Path]) -> list[bool]:
    """Whether each of *files* can be printed; all at once, and one by one if that fails."""
    with tempfile.TemporaryDirectory() as folder:
        if _prints(files, Path(folder)):
            return [True] * len(files)
        return [_prints([file], Path(folder)) for file in files]


def _prints(files: Sequence[Path], folder: Path) -> bool:
    lines = ['#set document(title: "x")', '#set page(width: 100mm, height: 100mm)']
    for number, file in enumerate(files):
        shutil.copyfile(file, folder / f'{number}{file.suffix}')
        lines.append(f'#image("{number}{file.suffix}", alt: "x", width: 50mm)')
    main = folder / 'main.typ'
    main.write_text('\n'.join(lines), 'utf-8')
    try:
        typst.Compiler(main, root=folder).compile(format='pdf', pdf_standards=['ua-1'])
    except typst.TypstError:
        return False
    return True
