"""All that a workshop needs in one file: its PDFs, its templates, its cases, and a page of its own. Works from disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from ..config.builders import is_web
from ..config.profiles import profile_of
from ..core.fixed_names import FixedNames
from ..core.model.catalog import Item
from ..core.model.kind import Kind
from ..core.office.content import Document, Paragraph, Run
from ..core.office.package import packed
from ..core.office.run_sheet import run_sheet
from ..core.outputs import Files
from ..core.print.kits import kit_owners, needed
from ..core.views.amounts import Amounts
from ..core.views.blocks import Script, Table
from ..core.views.kit_html import SCRIPTS, STYLE, Kit, KitFile, kit_page
from ..domain import s3_domain
from ..nodes import s3_downloads
from ..writing.downloads import FOLDER as PDF_FOLDER
from ..writing.downloads import Download, downloads
from ..writing.outputs import OutputContext, add_output, base_url
from .styles import FOLDER as STYLES
from .template_files import FILES_EVENT

_HERE = Path(__file__).parent
#: what a header shows in a text, by heading
Sections = tuple[tuple[str, tuple[Table | Amounts | Script, ...]], ...]
#: the page of a kit
PAGE = 'index.html'


def setup_kits(app: Sphinx) -> None:
    """Register the handlers and the output, for sites that are built with their PDFs."""
    kits = _Kits()
    app.connect('env-updated', kits.find)
    app.connect('doctree-resolved', kits.put)
    add_output(app, 'kits', kits.files, _places)


def _places(config: Config) -> list[str]:
    return [f'{profile_of(config).names.kits}/']


class _Kits:
    """The kits of a build: packed before any page is written, as the pages say how large they are."""

    def __init__(self) -> None:
        self._made: Mapping[str, bytes] = {}
        self._links: Mapping[str, Download] = {}

    def find(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Pack the kits; returns the pages of those that are not what the last build left."""
        self._made, self._links = {}, {}
        builder = app.builder
        if not is_web(builder) or not env.config.s3_pdf_folder:
            return []
        packer = _Packer(app, builder)
        made: dict[str, bytes] = {}
        for item, files in packer.kits():
            path = packer.path(item)
            made[path] = packed({f'{Path(path).stem}/{name}': data for name, data in files.items()})
            self._links = {
                **self._links,
                item.docname: packer.link(path, len(files) - len(packer.static), len(made[path])),
            }
        self._made = made
        return [name for name, link in self._links.items() if not _lies_there(builder.outdir, link, made)]

    def put(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Add the kit of the page *docname* to the links of its PDFs."""
        if docname in self._links and is_web(app.builder):
            link, here = self._links[docname], app.builder.get_target_uri(docname)
            for node in doctree.findall(s3_downloads):
                node['links'] = (*node.get('links', ()), (link.label, link.amount, relative_uri(here, link.address)))

    def files(self, context: OutputContext) -> Files:
        """The kits by their paths."""
        return self._made


def _lies_there(outdir: Path, link: Download, made: Mapping[str, bytes]) -> bool:
    file = Path(outdir) / link.address
    return file.is_file() and file.read_bytes() == made[link.address]


def kit_path(about: Kind, record_id: str, names: FixedNames) -> str:
    """The address of the kit of a record with *about* it, from the root of the site."""
    return f'{names.kits}/{names.edition}-{about.edition}-{record_id}.zip'


class _Packer:
    """Gathers the files of each kit."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        self._app, self._domain = app, s3_domain(app.env)
        self._address_of = builder.get_target_uri
        self._names = profile_of(app.config).names
        self._pdfs = downloads(self._domain)
        self._folder = Path(app.config.s3_pdf_folder)
        #: what the page of a kit loads, which nobody opens
        self.static = {
            STYLE: b''.join(file.read_bytes() for file in (_HERE / 'kit_static' / 'kit.css', STYLES / 'workshop.css')),
            **{path: (_HERE / 'static' / Path(path).name).read_bytes() for path in SCRIPTS},
        }

    def path(self, item: Item) -> str:
        """The address of the kit of *item*, from the root of the site."""
        return kit_path(item.record.about, item.id, self._names)

    def link(self, path: str, files: int, size: int) -> Download:
        """The link to the kit at *path*."""
        texts, language = self._domain.labels.texts, self._domain.labels.language
        many = texts.count('kit_file', files)
        amount = texts['kit_amount'].format(files=many, size=language.size(size))
        return Download(address=path, label=texts['kit'], amount=amount)

    def kits(self) -> Iterator[tuple[Item, dict[str, bytes]]]:
        """Each record that needs a kit, with the files of it, the page first; none without its own PDFs."""
        for item in kit_owners(self._domain.catalog):
            if self._pdfs.get(item.docname):
                yield item, self._files(item)

    def _files(self, item: Item) -> dict[str, bytes]:
        found = [entry for record in (item, *needed(item, self._domain.catalog)) for entry in self._of(record, item)]
        by_docname = {docname: file.path for docname, file, _ in reversed(found)}

        def place(kind: str, record_id: str) -> tuple[str, str]:
            named = self._domain.catalog.get(kind, record_id)
            return (by_docname.get(named.docname, ''), named.title) if named else ('', record_id)

        page = kit_page(self._kit(item, tuple(file for _, file, _ in found)), place)
        return {PAGE: page.encode(), **{file.path: data for _, file, data in found}, **self.static}

    def _of(self, record: Item, owner: Item) -> Iterator[tuple[str, KitFile, bytes]]:
        """The files about *record*: its docname, what each is, and its bytes. Those of the *owner* lie at the top."""
        texts = self._domain.labels.texts
        folder = '' if record is owner else f'{record.record.about.edition}/'
        for pdf in self._pdfs.get(record.docname, ()):
            file = self._folder / pdf.address.removeprefix(f'{PDF_FOLDER}/')
            if file.is_file():
                title = pdf.label if record is owner else record.title
                yield (
                    record.docname,
                    KitFile(path=folder + file.name, title=title, amount=pdf.amount),
                    file.read_bytes(),
                )
        if record is owner and (sections := self._sections(owner)):
            yield record.docname, *self._run_sheet(owner, sections)
        if record.record.about.to_take:
            for path, data in self._app.emit_firstresult(FILES_EVENT, [record]).items():
                name = Path(path).name
                amount = texts[f'kit_{name.rpartition(".")[2]}']
                yield record.docname, KitFile(path=folder + name, title=record.title, amount=amount), data

    def _run_sheet(self, item: Item, sections: Sections) -> tuple[KitFile, bytes]:
        """The programme with times on the clock, which whoever leads can change."""
        from ..core.office.word import word_file  # the library takes its time, and most builds change no kit

        labels, config = self._domain.labels, self._app.config
        texts, country = labels.texts, labels.language.country

        def title(kind: str, record_id: str) -> str:
            named = self._domain.catalog.get(kind, record_id)
            return named.title if named else record_id

        words = texts['sheet_title'].format(title=item.title)
        document = Document(
            title=words,
            parts=run_sheet((block for _, blocks in sections for block in blocks), title, texts),
            foot=(Paragraph(runs=(Run(texts['kit_from'].format(project=config.project)),)),),
            language=f'{config.language}-{country}' if country else config.language,
            publisher=config.project,
            date=item.record.reviewed_on or item.record.added_on or '',
            about=texts['template_about'],
        )
        path = f'{texts["sheet_file"]}.docx'
        return KitFile(path=path, title=texts['sheet_label'], amount=texts['kit_docx']), word_file(document)

    def _sections(self, item: Item) -> Sections:
        """What the header of *item* shows in its text, by heading, as far as the page of a kit has it."""
        labels = self._domain.labels
        sections = []
        for name, shown in self._domain.kinds.in_text[item.type].items():
            blocks = getattr(item.record, shown.by)(labels)
            kept = blocks if isinstance(blocks, tuple) else (blocks,)
            heading = labels.texts.sheet_label(type(item.record).__name__, name)
            sections.append((heading, tuple(block for block in kept if isinstance(block, Table | Amounts | Script))))
        return tuple(section for section in sections if section[1])

    def _kit(self, item: Item, files: tuple[KitFile, ...]) -> Kit:
        config = self._app.config
        texts, base = self._domain.labels.texts, base_url(config)
        return Kit(
            title=item.title,
            summary=item.record.summary or '',
            language=config.language,
            files=files,
            sections=self._sections(item),
            origin=texts['kit_from'].format(project=config.project),
            address=urljoin(base, quote(self._address_of(item.docname))) if base else '',
            texts={name: texts[name] for name in ('kit_hint', 'kit_files', 'kit_page')},
        )
