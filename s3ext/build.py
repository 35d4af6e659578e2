"""Build the handbook: into a work folder first, and to its place only when everything went well."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from .core.messages import load_texts
from .limits import bounded

#: output name → Sphinx builder
BUILDERS = {'html': 'html', 'pdf': 'typstpdf'}
#: objects made before the first, second and third generation are searched; Python's own are 700, 10, 10
_THRESHOLDS = (10_000, 10, 10)
#: files for the next build only; they are not part of what is published
_PRIVATE = ('.s3-state.json', '.buildinfo', '.buildinfo.bak', '_sources', 'typst')


def build(name: str, root: Path, output: Path) -> int:
    """Build *name* ('html' or 'pdf') of the site at *root* into ``output/name``; returns an exit code.

    The work is done in ``output/work``. A build that fails, or that warns, leaves what stood in
    ``output/name`` as it was.
    """
    texts = load_texts('sv')
    work = output / 'work'
    try:
        with bounded():
            succeeded = run_sphinx(BUILDERS[name], root, work / name, work / 'doctrees')
    except (SphinxError, MemoryError) as error:
        print(f'\n{error or texts["limit_memory"]}', file=sys.stderr)
        succeeded = False
    if not succeeded:
        print(f'\n{texts["build_failed"]}', file=sys.stderr)
        return 1
    publish(work / name, output / name)
    result = output / name / ('index.html' if name == 'html' else 's3-handboken.pdf')
    print(f'\n{texts["build_done"].format(path=os.path.relpath(result))}')
    return 0


def run_sphinx(builder: str, root: Path, outdir: Path, doctreedir: Path) -> bool:
    """Run one Sphinx builder on the site at *root*; whether it ended without warnings. Raises ``SphinxError``."""
    with patch_docutils(root), docutils_namespace():
        app = Sphinx(
            srcdir=root,
            confdir=root,
            outdir=outdir,
            doctreedir=doctreedir,
            buildername=builder,
            # the streams of now, not those of the time when Sphinx was loaded
            status=sys.stdout,
            warning=sys.stderr,
            warningiserror=True,
            parallel=int(os.environ.get('S3_JOBS', '1')),
        )
        # Sphinx's last line names the work folder. The attribute is declared for classes only.
        app.builder.epilog = ''  # type: ignore[misc]
        succeeded = False
        try:
            with _rare_collection():
                app.build()
            succeeded = app.statuscode == 0
        finally:
            if not succeeded:
                # a warning about a page that has been read would not come again, and the next run would publish it
                (doctreedir / ENV_PICKLE_FILENAME).unlink(missing_ok=True)
        return succeeded


@contextmanager
def _rare_collection() -> Iterator[None]:
    """Look for garbage seldom: document trees are many objects that live long, and looking costs a tenth of a build."""
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def publish(stage: Path, target: Path) -> None:
    """Put a copy of *stage* in the place of *target* in one step; files keep their times."""
    new, old = target.with_name(f'{target.name}.new'), target.with_name(f'{target.name}.old')
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    shutil.copytree(stage, new, ignore=shutil.ignore_patterns(*_PRIVATE))
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
