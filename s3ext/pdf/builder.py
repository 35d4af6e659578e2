"""The builder ``typstpdf``: every page as a Typst file, then all of them as one PDF."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import typst
from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.display import progress_message, status_iterator

from ..core.catalog import Catalog
from ..core.messages import Texts, load_texts
from .escape import string
from .order import Place, book_order
from .writer import PageWriter, WrittenPage

if TYPE_CHECKING:
    from docutils import nodes

logger = logging.getLogger(__name__)

PDF_NAME = 's3-handboken.pdf'
#: 2026-01-01T00:00:00Z, the date inside the PDF unless SOURCE_DATE_EPOCH says another: builds can be compared
DEFAULT_EPOCH = 1767225600

_HERE = Path(__file__).parent
_PAGE_FILE = re.compile(r'pages/(.+?)\.typ:\d+:\d+')
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


class PdfError(SphinxError):
    """The PDF could not be made; the one that was there before is untouched."""

    category = 'PDF'


class TypstPdfBuilder(Builder):
    """Writes the whole handbook as one PDF, anew each time: page numbers anywhere may change with any page."""

    name = 'typstpdf'
    format = 'typst'
    epilog = f'PDF:en finns i %(outdir)s/{PDF_NAME}.'
    # all pages end in one file, which one process sets
    allow_parallel = False
    supported_image_types: ClassVar[list[str]] = ['image/svg+xml', 'image/png', 'image/jpeg']

    def init(self) -> None:
        """Choose the folder of the Typst files and the language of what the book says by itself."""
        self.folder = Path(self.outdir) / 'typst'
        self.texts: Texts = load_texts(self.config.language)

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
        """Write all pages, whichever were asked for, and the PDF."""
        order = book_order(self.env.found_docs, self._catalog(), self.config.root_doc)
        names = [place.docname for place in order]
        message = self.texts['pdf_writing']
        pages = {
            docname: self._write_page(docname)
            for docname in status_iterator(names, message, 'darkgreen', len(names), self.config.verbosity)
        }
        if count := sum(page.faults for page in pages.values()):
            raise PdfError(self.texts['pdf_faults'].format(count=count))
        self._copy_images()
        self._write_book(order, pages)
        with progress_message(self.texts['pdf_setting']):
            self._compile()

    def _catalog(self) -> Catalog:
        # here, not above: the domain belongs to the part of the extension that registers this builder
        from ..domain import s3_domain

        return s3_domain(self.env).catalog

    def _write_page(self, docname: str) -> WrittenPage:
        self.phase = BuildPhase.RESOLVING
        doctree: nodes.document = self.env.get_doctree(docname)
        self.env.resolve_references(doctree, docname, self)
        self.post_process_images(doctree)
        self.phase = BuildPhase.WRITING
        page = PageWriter(docname, self.texts, self.images).write(doctree, self.env.titles[docname].astext())
        path = self.folder / 'pages' / f'{docname}.typ'
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.code, 'utf-8')
        return page

    def _copy_images(self) -> None:
        (self.folder / 'images').mkdir()
        for source, name in self.images.items():
            shutil.copyfile(self.srcdir / source, self.folder / 'images' / name)

    def _write_book(self, order: Iterable[Place], pages: Mapping[str, WrittenPage]) -> None:
        """The main file, and the data that joins the pages to each other."""
        places = link_places(pages)
        language, _, region = self.config.language.replace('-', '_').partition('_')
        data = {
            'title': self.config.project,
            'author': self.config.author,
            'language': language,
            'region': (region or {'sv': 'SE'}.get(language, '')).lower() or None,
            'words': {
                'subtitle': self.texts['pdf_subtitle'],
                'notice': self.texts['footer_editorial'],
                'contents': self.texts['pdf_contents'],
                'page': self.texts['pdf_page'],
            },
            'places': places,
            'labels': dict.fromkeys(sorted(set(places.values())), True),
        }
        (self.folder / 'book.json').write_text(json.dumps(data, ensure_ascii=False, indent=1), 'utf-8')
        chapters = [
            f'#{{\nset heading(offset: {place.depth})\ninclude {string(f"/pages/{place.docname}.typ")}\n}}'
            for place in order
        ]
        lines = ['#import "/template.typ" as s3', '#show: s3.look', '#s3.cover', '#s3.contents', *chapters, '']
        (self.folder / 'main.typ').write_text('\n'.join(lines), 'utf-8')

    def _compile(self) -> None:
        """Set the PDF in memory, and put it in place only when it is whole."""
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[_HERE / 'fonts'])
        compiler = typst.Compiler(root=self.folder, font_paths=fonts, sys_inputs={'book': '/book.json'})
        try:
            pdf, warnings = compiler.compile_with_warnings(
                input=self.folder / 'main.typ',
                format='pdf',
                pdf_standards=['ua-1'],
                timestamp=int(os.environ.get('SOURCE_DATE_EPOCH', DEFAULT_EPOCH)),
            )
        except typst.TypstError as error:
            raise PdfError(self._explain(error)) from error
        for warning in warnings:
            logger.warning('%s', warning.message, type='s3', subtype='pdf', location=_page_of(warning.diagnostic))
        assert isinstance(pdf, bytes)
        target = Path(self.outdir) / PDF_NAME
        part = target.with_suffix('.part')
        part.write_bytes(pdf)
        part.replace(target)

    def _explain(self, error: typst.TypstError) -> str:
        """What went wrong and on which page, for somebody who knows the handbook but not Typst."""
        docname, cause = _page_of(error.diagnostic), error.message
        if glyph := _NO_GLYPH.search(error.message):
            # Typst does not say where; a title is printed on many pages but written on one
            cause = self.texts['pdf_no_glyph'].format(char=glyph[1])
            docname = next((name for name in sorted(self.env.found_docs) if glyph[1] in self._source(name)), '')
        if docname in self.env.found_docs:
            page = self.env.doc2path(docname, base=False)
            return self.texts['pdf_failed_page'].format(page=page, cause=cause)
        return self.texts['pdf_failed'].format(cause=cause)

    def _source(self, docname: str) -> str:
        return self.env.doc2path(docname).read_text('utf-8', errors='replace')


def link_places(pages: Mapping[str, WrittenPage]) -> dict[str, str]:
    """For each name that some page links to, the label it leads to: the place, or else the page it would be on."""
    known = {name: label for page in pages.values() for name, label in page.places.items()}
    wanted = sorted({name for page in pages.values() for name in page.links})
    found = {name: known.get(name) or known.get(name.partition('::')[0]) for name in wanted}
    return {name: label for name, label in found.items() if label}


def _page_of(diagnostic: str) -> str:
    match = _PAGE_FILE.search(diagnostic)
    return match[1] if match else ''
