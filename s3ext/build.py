"""Build the handbook: into a work folder first, and to its place only when everything went well."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from .core.messages import load_texts
from .garbage import rare_collection
from .limits import bounded
from .pdf.manifest import MANIFEST, read_manifest

#: output name → Sphinx builder
BUILDERS = {'html': 'html', 'site': 'html', 'pdf': 'typstpdf'}
#: files for the next build only; they are not part of what is published
_PRIVATE = ('.s3-state.json', '.s3-search.json', '.buildinfo', '.buildinfo.bak', '_sources', 'typst', MANIFEST)


def build(name: str, root: Path, output: Path, choices: Sequence[str] = ('book',)) -> int:
    """Build *name* ('html', 'pdf' or 'site') of the site at *root* into ``output/name``; returns an exit code.

    *choices* say which PDFs (the setting ``s3_pdf``); a site has them all, and links to them. The work is done in
    ``output/work``. A build that fails, or that warns, leaves what stood in ``output/name`` as it was.
    """
    texts = load_texts('sv')
    work = output / 'work'
    try:
        with bounded():
            if name == 'site':
                succeeded = _work('pdf', root, work, {'s3_pdf': ['all']})
                succeeded = succeeded and _work('site', root, work, {'s3_pdf_folder': str(work / 'pdf')})
            else:
                succeeded = _work(name, root, work, {'s3_pdf': list(choices)} if name == 'pdf' else {})
    except (SphinxError, MemoryError) as error:
        print(f'\n{error or texts["limit_memory"]}', file=sys.stderr)
        succeeded = False
    if not succeeded:
        print(f'\n{texts["build_failed"]}', file=sys.stderr)
        return 1
    if name == 'pdf':
        result = publish_pdfs(work / 'pdf', output / 'pdf', whole=list(choices) == ['all'])
    else:
        publish(work / name, output / name)
        if name == 'site':
            publish(work / 'pdf', output / name / 'pdf')
        result = output / name / 'index.html'
    print(f'\n{texts["build_done"].format(path=os.path.relpath(result))}')
    return 0


def _work(name: str, root: Path, work: Path, overrides: Mapping[str, object]) -> bool:
    """Build *name* into its work folder; whether that went well. Raises ``SphinxError``."""
    return run_sphinx(BUILDERS[name], root, work / name, work / 'doctrees', overrides)


def run_sphinx(
    builder: str, root: Path, outdir: Path, doctreedir: Path, overrides: Mapping[str, object] | None = None
) -> bool:
    """Run one Sphinx builder on the site at *root*; whether it ended without warnings. Raises ``SphinxError``.

    *overrides* are settings that come before those in ``conf.py``.
    """
    with rare_collection(), patch_docutils(root), docutils_namespace():
        app = Sphinx(
            srcdir=root,
            confdir=root,
            outdir=outdir,
            doctreedir=doctreedir,
            buildername=builder,
            confoverrides=dict(overrides or {}),
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
            app.build()
            succeeded = app.statuscode == 0
        finally:
            if not succeeded:
                # a warning about a page that has been read would not come again, and the next run would publish it
                (doctreedir / ENV_PICKLE_FILENAME).unlink(missing_ok=True)
        return succeeded


def publish(stage: Path, target: Path) -> None:
    """Put a copy of *stage* in the place of *target* in one step; files keep their times.

    A file that is as it was is not copied again: both folders name it until the old one goes.
    """
    new, old = target.with_name(f'{target.name}.new'), target.with_name(f'{target.name}.old')
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)

    def copy(source: str, destination: str) -> None:
        published = target / Path(source).relative_to(stage)
        if not _same_file(Path(source), published) or not _link(published, Path(destination)):
            shutil.copy2(source, destination)

    shutil.copytree(stage, new, ignore=shutil.ignore_patterns(*_PRIVATE), copy_function=copy)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _same_file(one: Path, other: Path) -> bool:
    """Whether *other* is an earlier copy of *one* as it is now."""
    try:
        now, then = one.stat(), other.stat()
    except OSError:
        return False
    return (now.st_mtime_ns, now.st_size) == (then.st_mtime_ns, then.st_size)


def _link(existing: Path, new: Path) -> bool:
    """Give the file *existing* a second name; whether the file system can."""
    try:
        new.hardlink_to(existing)
    except OSError:
        return False
    return True


def publish_pdfs(stage: Path, target: Path, *, whole: bool) -> Path:
    """Put what the last build of *stage* was asked for in *target*; returns the file, or the folder of many.

    If that is the *whole* set it takes the place of the folder; else each file is put there in one step.
    """
    if whole:
        publish(stage, target)
        return target
    names = read_manifest(stage).last
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        part = target / f'{name}.part'
        shutil.copyfile(stage / f'{name}.pdf', part)
        part.replace(target / f'{name}.pdf')
    return target / f'{names[0]}.pdf' if len(names) == 1 else target
