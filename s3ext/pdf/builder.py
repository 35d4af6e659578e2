"""The builder ``typstpdf``: every page as a Typst file, then editions of them, each as one PDF."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import status_iterator

from .batches import press
from .edition import EditionWriter, PageKey, page_file
from .images import unreadable
from .manifest import Manifest, ManifestEntry, read_manifest, write_manifest
from .page import CHAPTER, write_page
from .plan import Edition, Plan
from .preflight import faults
from .typeset import Job, Typeset, TypesetError
from .writer import WrittenPage

if TYPE_CHECKING:
    from docutils import nodes

logger = logging.getLogger(__name__)

#: asked of extensions once all pages are read: the first to return a :class:`~.plan.Plan` decides what is printed
PLAN_EVENT = 'typstpdf-plan'
#: sent to extensions: what is done next, 'print' or 'set', how many of it there are, and what they are called
STAGE_EVENT = 'typstpdf-stage'

_HERE = Path(__file__).parent
_PAGE_FILE = re.compile(r'pages/(.+?)(?:\+[a-z]+)?\.typ:\d+:\d+')
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


class PdfError(SphinxError):
    """A PDF could not be made; those that were there before are untouched."""

    category = 'PDF'


class TypstPdfBuilder(Builder):
    """Writes pages as Typst files, anew each time, and sets the editions whose content has changed."""

    name = 'typstpdf'
    format = 'typst'
    epilog = 'The PDF files are in %(outdir)s.'
    # the pages end in the same files, which child processes set
    allow_parallel = False
    supported_image_types: ClassVar[list[str]] = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/webp']

    def init(self) -> None:
        """Choose the folder of the Typst files."""
        self.folder = Path(self.outdir) / 'typst'
        self._faults = 0
        self._unreadable: set[str] = set()

    def get_outdated_docs(self) -> Iterable[str]:
        """Every page."""
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The page's name: links are joined to places when all pages are written."""
        return docname

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """The same from everywhere: there is only one document."""
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Start from an empty folder, so that no page of an earlier build is left."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    def copy_assets(self) -> None:
        """Put the template beside the pages: Typst reads no file outside its folder."""
        shutil.copyfile(_HERE / 'template.typ', self.folder / 'template.typ')

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the pages of all editions, whichever were asked for, and the PDFs."""
        plan = self.events.emit_firstresult(PLAN_EVENT, self)
        if not isinstance(plan, Plan):
            raise PdfError(f'no extension answered the event {PLAN_EVENT!r} with a plan of what to print')
        files = {source: Path(self.srcdir) / source for source in sorted(self.env.images)}
        dead = unreadable(list(files.values()), Path(self.outdir))
        self._unreadable = {source for source, file in files.items() if file in dead}
        wanted = dict.fromkeys((place.docname, place.variant) for part in plan.editions for place in part.places)
        self.events.emit(STAGE_EVENT, 'print', len(wanted), 'pages')
        written = {
            key: self._write_page(key, plan)
            for key in status_iterator(
                wanted, plan.texts['pdf_writing'], 'darkgreen', len(wanted), self.config.verbosity, lambda key: key[0]
            )
        }
        if self._faults:
            raise PdfError(plan.texts['pdf_faults'].format(count=self._faults))
        self._copy_images()
        writer = EditionWriter(
            self.folder,
            plan,
            written,
            self._site(plan.country),
            address=self.config.html_baseurl,
            docnames=self.env.found_docs,
        )
        self._set_editions(plan, writer)

    def _write_page(self, key: PageKey, plan: Plan) -> WrittenPage:
        docname, variant = key
        self.phase = BuildPhase.RESOLVING
        doctree: nodes.document = self.env.get_doctree(docname)
        if variant:
            plan.variants[variant](doctree, docname)
        self.env.resolve_references(doctree, docname, self)
        self._faults += _report(doctree, plan.texts)
        self.post_process_images(doctree)
        self.phase = BuildPhase.WRITING
        title = self.env.titles[docname].astext()
        images = {source: name for source, name in self.images.items() if source not in self._unreadable}
        page = write_page(
            doctree,
            docname,
            title,
            plan.texts,
            images,
            plan.find_terms,
            terse=variant in plan.terse,
            frame=plan.frames.get(variant, CHAPTER),
        )
        path = self.folder / page_file(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.code, 'utf-8')
        return page

    def _copy_images(self) -> None:
        (self.folder / 'images').mkdir()
        for source, name in self.images.items():
            if source in self._unreadable:
                continue
            shutil.copyfile(self.srcdir / source, self.folder / 'images' / name)

    def _site(self, country: str) -> dict[str, Any]:
        language, _, region = self.config.language.replace('-', '_').partition('_')
        region = (region or country).lower()
        # Sphinx has words for an author that nobody names, in English
        named = self.config.author != Config.config_values['author'].default
        return {
            'name': self.config.project,
            'author': self.config.author if named else self.config.s3_publisher or self.config.project,
            'language': language,
            'region': region or None,
        }

    # -- editions -----------------------------------------------------------------------

    def _set_editions(self, plan: Plan, writer: EditionWriter) -> None:
        """Set the editions that are not as they were, and note what there is."""
        before = read_manifest(Path(self.outdir)).editions
        editions = [writer.printed(edition) for edition in plan.editions]
        digests, jobs = {}, {}
        shared = self._shared_digest()
        for edition in editions:
            digests[edition.name] = f'{writer.write(edition)}-{shared}'
            target = Path(self.outdir) / f'{edition.name}.pdf'
            old = before.get(edition.name)
            if old is None or old.digest != digests[edition.name] or not target.is_file():
                jobs[edition.name] = self._job(edition, writer, target)
        done = self._run(jobs, plan)
        now = {} if plan.complete else dict(before)
        for edition in editions:
            name, made = edition.name, done.get(edition.name)
            now[name] = ManifestEntry(
                title=edition.title,
                subtitle=edition.subtitle,
                docname=edition.docname,
                pages=made.pages if made else before[name].pages,
                size=made.size if made else before[name].size,
                digest=digests[name],
            )
        for name in before.keys() - now.keys():
            (Path(self.outdir) / f'{name}.pdf').unlink(missing_ok=True)
        asked = tuple(edition.name for edition in editions)
        write_manifest(Path(self.outdir), Manifest(editions=now, last=asked))

    def _job(self, edition: Edition, writer: EditionWriter, target: Path) -> Job:
        return Job(
            folder=self.folder,
            main=f'editions/{edition.name}.typ',
            data=f'editions/{edition.name}.json',
            target=target,
            epoch=int(build_time().timestamp()),
            stubs=writer.stubs(edition),
            most_pages=edition.most_pages,
            site_pages=len(edition.places),
            may_be_short=bool(edition.contents) and not edition.whole,
        )

    def _shared_digest(self) -> str:
        """What all PDFs depend on beside their pages: the template, the code, the pictures, and a date that is set."""
        digest = hashlib.sha256(os.environ.get('SOURCE_DATE_EPOCH', '').encode())
        files = [*sorted(_HERE.glob('*.py')), _HERE / 'template.typ', *sorted((self.folder / 'images').iterdir())]
        for file in files:
            digest.update(file.name.encode() + file.read_bytes())
        return digest.hexdigest()[:16]

    def _run(self, jobs: Mapping[str, Job], plan: Plan) -> dict[str, Typeset]:
        """Set the PDFs of *jobs*. Raises ``PdfError`` for the first that cannot be set."""
        done: dict[str, Typeset] = {}
        self.events.emit(STAGE_EVENT, 'set', len(jobs), 'editions')
        message, count = plan.texts['pdf_setting'], len(jobs)
        try:
            for name, made in status_iterator(
                press(jobs), message, 'darkgreen', count, self.config.verbosity, lambda pair: pair[0]
            ):
                done[name] = made
                for text, place in made.warnings:
                    logger.warning('%s', text, type='s3', subtype='pdf', location=_page_of(place))
        except TypesetError as error:
            raise PdfError(self._explain(error, plan.texts)) from error
        return done

    def _explain(self, error: TypesetError, texts: Mapping[str, str]) -> str:
        """What went wrong and on which page, for somebody who knows the handbook but not Typst."""
        docname, cause = _page_of(error.place), error.message
        if glyph := _NO_GLYPH.search(error.message):
            # Typst does not say where; a title is printed on many pages but written on one
            cause = texts['pdf_no_glyph'].format(char=glyph[1])
            docname = next((name for name in sorted(self.env.found_docs) if glyph[1] in self._source(name)), '')
        if docname in self.env.found_docs:
            page = self.env.doc2path(docname, base=False)
            return texts['pdf_failed_page'].format(page=page, cause=cause)
        return texts['pdf_failed'].format(cause=cause)

    def _source(self, docname: str) -> str:
        return self.env.doc2path(docname).read_text('utf-8', errors='replace')


def build_time() -> datetime:
    """The time inside the PDFs: that of ``SOURCE_DATE_EPOCH``, or else the beginning of today (UTC).

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    if epoch := os.environ.get('SOURCE_DATE_EPOCH'):
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _report(document: nodes.document, texts: Mapping[str, str]) -> int:
    """Report at their places the faults of *document* that no PDF may have; returns how many there are."""
    found = list(faults(document))
    for fault in found:
        text = texts['pdf_' + fault.kind.replace('-', '_')].format(name=fault.name)
        logger.warning('%s', text, location=fault.node, type='s3', subtype='pdf')
    return len(found)


def _page_of(place: str) -> str:
    match = _PAGE_FILE.search(place)
    return match[1] if match else ''
