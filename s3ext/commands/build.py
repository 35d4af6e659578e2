"""Build the handbook: into a work folder first, and to its place only when everything went well."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..config.conf_file import CONFIG, read_conf
from ..config.profiles import site_texts, written_profile
from ..core.report import report
from ..core.system_errors import INTERRUPTED, shown_path, wants_traceback
from ..core.texts.messages import Texts
from ..monitor.interruption import heeded
from ..monitor.limits import bounded
from ..monitor.lock import exclusive
from ..monitor.problem_lines import choose_colours
from ..monitor.progress import unannounced
from ..pdf.manifest import MANIFEST, read_manifest
from ..reading.caches import MANIFEST as CACHES
from .edition_state import forget, is_current, made_by, note
from .editions import EditionFolders, editions_of, faults_in, remove_others, write_sources
from .failures import MachineError, none_swallowed, page_of, sentence
from .garbage import rare_collection
from .locales import compile_locales
from .switch import publish, recover

#: output name → Sphinx builder
BUILDERS = {'html': 'html', 'site': 'html', 'pdf': 'typstpdf', 'preview': 'html', 'kits': 'html'}
#: those that come in every language of the site
WITH_EDITIONS = ('html', 'site')
#: the PDFs of a site, and of an edition (``s3_pdf``)
ALL, BOOK = 'all', 'book'
#: files for the next build only, as patterns; they are not part of what is published
_PRIVATE = (
    '.s3-*',
    '.buildinfo',
    '.buildinfo.bak',
    '_sources',
    'typst',
    MANIFEST,
)


def build(
    name: str,
    root: Path,
    output: Path,
    choices: Sequence[str] = ('book',),
    report: str = 'text',
    texts: Texts | None = None,
) -> int:
    """Build *name* of the site at *root* into ``output/name``; returns an exit code.

    *name* is 'html', 'pdf', 'site', 'preview' or 'kits'. *choices* say which PDFs (the setting ``s3_pdf``); a site has
    them all, links to them, and is for the public.
    *report* is how warnings of others are reported, 'text' or 'github'. *texts* say what happens, those of the site
    itself if there are none. The work is done in ``output/work``, by one build at a time. A build that fails, or that
    warns, leaves what stood in ``output/name`` as it was, and so does one that is killed: a switch that it left half
    done is put right by the next command.
    """
    texts = texts or site_texts(root)
    settings = {'s3_report': report}
    try:
        with exclusive(output / 'work', texts):
            for place in BUILDERS:
                recover(output / place)
            editions = editions_of(root, output) if name in WITH_EDITIONS else []
            with bounded(texts):
                succeeded = _work(name, root, output / 'work', choices, settings, texts) and all(
                    _work_on_edition(name, edition, made_by(output / 'work'), settings, texts) for edition in editions
                )
            if name in WITH_EDITIONS:
                remove_others(output, editions)
            if succeeded or name == 'preview':
                return _report(_publish(name, root, output, choices, editions), texts, succeeded=succeeded)
    except (SphinxError, OSError) as error:
        if wants_traceback():
            raise
        print(f'\n{sentence(error, texts, output)}', file=sys.stderr)
    except KeyboardInterrupt:
        print(f'\n{texts["build_interrupted"]}', file=sys.stderr)
        return INTERRUPTED
    print(f'\n{texts["build_failed"]}', file=sys.stderr)
    return 1


def _report(result: Path, texts: Texts, *, succeeded: bool) -> int:
    """Say where the *result* lies; returns an exit code. A preview is written with whatever faults it has."""
    path = shown_path(result)
    if succeeded:
        print(f'\n{texts["build_done"].format(path=path)}')
        return 0
    print(f'\n{texts["preview_written"].format(path=path)}', file=sys.stderr)
    return 1


def _work(
    name: str,
    root: Path,
    work: Path,
    choices: Sequence[str],
    settings: Mapping[str, object],
    texts: Texts,
    source: Path | None = None,
) -> bool:
    """Build *name* into its work folder; whether that went well. Raises ``SphinxError``."""
    if name == 'preview':  # with pages of its own: what has faults must not be taken for read by the other builds
        return run_sphinx(BUILDERS[name], root, work / name, 'html', {**settings, 's3_preview': True}, texts)
    if name == 'pdf':
        return run_sphinx(BUILDERS[name], root, work, name, {**settings, 's3_pdf': list(choices)}, texts)
    if name == 'html':
        return run_sphinx(BUILDERS[name], root, work, name, settings, texts, source)
    if name == 'kits':  # with pages of its own: those of a site lead to all PDFs, and to these alone here
        chosen = {**settings, 's3_pdf': list(choices)}
        return run_sphinx(BUILDERS['pdf'], root, work, 'pdf', chosen, texts) and run_sphinx(
            BUILDERS[name], root, work, name, {**settings, 's3_pdf_folder': str(work / 'pdf')}, texts
        )
    # what the public would miss is said before any PDF is set
    public = {**settings, 's3_public': True}
    printed = {**public, 's3_pdf': [BOOK] if source else [ALL]}
    return run_sphinx(BUILDERS['pdf'], root, work, 'pdf', printed, texts, source) and run_sphinx(
        BUILDERS['site'], root, work, 'site', {**public, 's3_pdf_folder': str(work / 'pdf')}, texts, source
    )


def _work_on_edition(
    name: str, folders: EditionFolders, surroundings: str, settings: Mapping[str, object], texts: Texts
) -> bool:
    """Build the edition of a further language, unless it would be the same; whether that went well.

    Raises ``SphinxError`` and ``OSError``.
    """
    if faults := faults_in(folders):
        print('\n'.join(report(faults, texts, 'text')), file=sys.stderr)
        return False
    made_of = (name, write_sources(folders, surroundings))
    if is_current(folders, made_of, surroundings):
        return True
    forget(folders)
    original = read_conf(folders.root / CONFIG).language
    overrides = {**settings, 'language': folders.language, 's3_original': original}
    print(f'\n{texts["edition_builds"].format(language=folders.language)}')
    if not _work(name, folders.root, folders.built, [BOOK], overrides, texts, folders.source):
        return False
    note(folders, made_of)
    return True


def _publish(
    name: str, root: Path, output: Path, choices: Sequence[str], editions: Sequence[EditionFolders] = ()
) -> Path:
    """Put what was built in its place; returns what to look at. Raises ``OSError``."""
    work = output / 'work'
    if name == 'pdf':
        return publish_pdfs(work / 'pdf', output / 'pdf', whole=list(choices) == ['all'])
    if name == 'kits':
        folder = work / name / written_profile(root, records=False).names.kits
        publish({'': folder}, output / name, (*_PRIVATE, 'index.html'))  # which leads on, on a site
        return output / name
    parts = {'': work / 'preview' / 'html' if name == 'preview' else work / name}
    for edition in editions:
        parts[edition.language] = edition.built / name
    if name == 'site':
        parts['pdf'] = work / 'pdf'
        parts |= {f'{edition.language}/pdf': edition.built / 'pdf' for edition in editions}
    publish(parts, output / name, _PRIVATE)
    return output / name / 'index.html'


def run_sphinx(
    builder: str,
    root: Path,
    work: Path,
    name: str,
    overrides: Mapping[str, object] | None = None,
    texts: Texts | None = None,
    source: Path | None = None,
) -> bool:
    """Run one Sphinx builder on the site at *root*; whether it ended without warnings. Raises ``SphinxError``.

    It works in ``work/name``, with the stored pages of all builders in ``work/doctrees``: see ``caches``.
    *overrides* are settings that come before those in ``conf.py``. Pages may lie in another folder, *source*.
    """
    texts = texts or site_texts(root)
    app: Sphinx | None = None
    try:
        with heeded() as end_if_interrupted, rare_collection(), patch_docutils(root), docutils_namespace():
            compile_locales(root / 'locale')
            with unannounced():
                app = _application(builder, root, work, name, overrides or {}, source or root)
            for event in ('env-merge-info', 'env-updated', 'write-started', 'build-finished'):
                app.connect(event, lambda *_: end_if_interrupted())
            with none_swallowed(texts, work / name):
                return _run(app, work)
    except SphinxError as error:
        message = sentence(error, texts, work / name, page_of(app))
        if wants_traceback() or message == str(error):
            raise
        raise MachineError(message) from error
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # what Typst calls a panic is no Exception
        if wants_traceback():
            raise
        raise MachineError(sentence(error, texts, work / name, page_of(app))) from error


def _application(
    builder: str, root: Path, work: Path, name: str, overrides: Mapping[str, object], source: Path
) -> Sphinx:
    choose_colours()
    translators.clear()  # Sphinx adds to what earlier builds of the process have loaded, of other sites too
    app = Sphinx(
        srcdir=source,
        confdir=root,
        outdir=work / name,
        doctreedir=work / 'doctrees',
        buildername=builder,
        confoverrides={**overrides, 's3_work': str(work)},
        # the streams of now, not those of the time when Sphinx was loaded
        status=sys.stdout,
        warning=sys.stderr,
        warningiserror=True,
        parallel=int(os.environ.get('S3_JOBS', '1')),
    )
    # Sphinx's last line names the work folder
    app.builder.epilog = ''  # type: ignore[misc]  # declared for classes alone, though read of the builder
    return app


def _run(app: Sphinx, work: Path) -> bool:
    """Build; whether there was no warning."""
    succeeded = False
    try:
        app.build()
        succeeded = app.statuscode == 0
    finally:
        if not succeeded:
            # a warning about a page that has been read would not come again, and the next run would publish it
            (work / CACHES).unlink(missing_ok=True)
    return succeeded


def publish_pdfs(stage: Path, target: Path, *, whole: bool) -> Path:
    """Put what the last build of *stage* was asked for in *target*; returns the file, or the folder of many.

    If that is the *whole* set it takes the place of the folder; else each file is put there in one step.
    """
    if whole:
        publish({'': stage}, target, _PRIVATE)
        return target
    names = read_manifest(stage).last
    target.mkdir(parents=True, exist_ok=True)
    for left in target.glob('*.part'):  # of a build that was killed
        left.unlink()
    for name in names:
        part = target / f'{name}.part'
        shutil.copyfile(stage / f'{name}.pdf', part)
        part.replace(target / f'{name}.pdf')
    return target / f'{names[0]}.pdf' if len(names) == 1 else target
