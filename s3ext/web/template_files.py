"""The files that readers take along: made of pages when the site is built, and linked to from these pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from types import MappingProxyType
from urllib.parse import quote, urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.osutil import relative_uri

from ..config.builders import is_web
from ..config.profiles import profile_of
from ..core.digests import digest
from ..core.gate.allowed import TEMPLATE, holders
from ..core.model.catalog import Item
from ..core.model.kinds import id_of
from ..core.office.content import Document, Paragraph, Run
from ..core.outputs import Files
from ..domain import S3Domain, s3_domain
from ..nodes import s3_files
from ..reading.directives import TAKEN
from ..writing.downloads import FoundDownloads
from ..writing.outputs import OutputContext, add_output, output_context
from .template_content import TemplateContent

#: asks for the files of records, for what holds them too, such as kits: ``(app, items)`` to bytes by path
FILES_EVENT = 's3-template-files'
_OUTPUT = 'templates'
#: what each file was made from, for the next build
_MADE_FROM = '.s3-templates.json'
#: the distributions that make them: another version may write other bytes
_LIBRARIES = ('python-docx', 'openpyxl')


def setup_template_files(app: Sphinx) -> None:
    """Register the handlers, and the output in handbooks with pages to take something from."""
    app.add_event(FILES_EVENT)
    # when the profile is loaded
    app.connect('config-inited', _add, priority=420)


def _add(app: Sphinx, config: Config) -> None:
    """Register the links and the output, if the handbook has such pages."""
    profile = profile_of(config)
    if TEMPLATE not in holders(profile.kinds):
        return
    links, made = _Links(), _TemplateFiles()
    app.connect('env-updated', links.find)
    app.connect('doctree-resolved', links.add)
    app.connect(FILES_EVENT, made.of)
    add_output(app, _OUTPUT, made.files, [f'{profile.names.templates}/', _MADE_FROM])


def _word(document: Document) -> bytes:
    from ..core.office.word import word_file  # the library takes its time, and most builds change no template

    return word_file(document)


def _excel(document: Document) -> bytes:
    from ..core.office.excel import excel_file  # as above

    return excel_file(document)


_MAKERS: Mapping[str, Callable[[Document], bytes]] = MappingProxyType({'docx': _word, 'xlsx': _excel})


class _TemplateFiles:
    """The files of a build, each made once: kits hold them too, and are packed before pages are written."""

    def __init__(self) -> None:
        #: by path, the digest of what the file is made from, and its bytes
        self._made: dict[str, tuple[str, bytes]] = {}

    def files(self, context: OutputContext) -> Files:
        """The files of all pages to take something from; those of which nothing changed stay as they lie there."""
        files: dict[str, bytes | None] = {}
        made_from: dict[str, str] = {}
        for path, source, data in self._all(_items(s3_domain(context.env)), context):
            made_from[path], files[path] = source, data
        self._made.clear()
        if made_from:
            files[_MADE_FROM] = (json.dumps(made_from, indent=0, sort_keys=True) + '\n').encode()
        return files

    def of(self, app: Sphinx, items: Iterable[Item]) -> dict[str, bytes]:
        """The files of the *items* by their paths."""
        assert is_web(app.builder)
        context = output_context(app, app.builder, _OUTPUT)
        return {
            path: (context.outdir / path).read_bytes() if data is None else data
            for path, _, data in self._all(items, context)
        }

    def _all(self, items: Iterable[Item], context: OutputContext) -> Iterator[tuple[str, str, bytes | None]]:
        """The path of each file of *items*, the digest of what it is made from, and its bytes if they are new."""
        domain, before = s3_domain(context.env), _read(context)
        made_by = [sorted(context.env.version.items()), [version(name) for name in _LIBRARIES]]
        for item in items:
            document = _document(item, context, domain)
            for name in item.record.file_formats:
                path, source = template_path(item.id, name, context.config), digest(made_by, document)
                same = before.get(path) == source and path in context.written
                yield path, source, None if same else self._bytes(path, source, _MAKERS[name], document)

    def _bytes(self, path: str, source: str, maker: Callable[[Document], bytes], document: Document) -> bytes:
        known, data = self._made.get(path, ('', b''))
        if known != source:
            data = maker(document)
            self._made[path] = source, data
        return data


def _read(context: OutputContext) -> Mapping[str, str]:
    """What each file of the last build was made from, if that build was not cut short."""
    if _MADE_FROM not in context.written:
        return {}
    try:
        found = json.loads((context.outdir / _MADE_FROM).read_bytes())
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _items(domain: S3Domain) -> Iterator[Item]:
    """The records with something to take."""
    for kind in domain.kinds.listed:
        if domain.kinds.about(kind).to_take:
            yield from domain.catalog.of_type(kind)


def template_path(record_id: str, name: str, config: Config) -> str:
    """The address of the file of the kind *name* that is made of a record, from the root of the site."""
    return f'{profile_of(config).names.templates}/{record_id}.{name}'


def _document(item: Item, context: OutputContext, domain: S3Domain) -> Document:
    """What the page of *item* has to take, and where it comes from."""
    labels, base = domain.labels, context.base_url
    texts = labels.texts

    def address_of(docname: str) -> str:
        return urljoin(base, quote(context.url_for(docname))) if base else ''

    tree = context.env.get_doctree(item.docname)
    box = next((node for node in tree.findall(nodes.container) if TAKEN in node['classes']), nodes.container())
    origin = texts.sentence('template_from', project=context.config.project, title=item.title)
    foot = [Paragraph(runs=(Run(' '.join([origin, *item.record.origin(labels, item.title)])),))]
    if address := address_of(item.docname):
        before, _, after = texts['template_address'].partition('{address}')
        runs = (Run(before), Run(address, url=address), Run(after))
        foot.append(Paragraph(runs=tuple(run for run in runs if run.text)))
    country = labels.language.country
    return Document(
        title=item.title,
        parts=TemplateContent(domain, address_of).parts(box),
        foot=tuple(foot),
        language=f'{context.config.language}-{country}' if country else context.config.language,
        publisher=context.config.project,
        date=item.record.reviewed_on or item.record.added_on or '',
        about=texts['template_about'],
    )


class _Links(FoundDownloads):
    """The links from pages to their files."""

    def add(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Put the links of the page *docname* into its tree."""
        if not is_web(app.builder):
            return
        texts = s3_domain(app.env).labels.texts
        here = app.builder.get_target_uri(docname)
        for node in doctree.findall(s3_files):
            found = [
                (texts[f'template_{name}'], template_path(id_of(docname), name, app.config)) for name in node['formats']
            ]
            found += [(texts['template_pdf'], pdf.address) for pdf in self.about(docname)]
            node['links'] = tuple((words, relative_uri(here, path)) for words, path in found)
            node['words'] = texts['template_take']
