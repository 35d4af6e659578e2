"""Old addresses: a page at each that leads to the new one, and the rules for hosts, which lead to files too."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from ..config.profiles import profile_of
from ..core.model.entries import Entry
from ..core.model.kinds import id_of
from ..core.model.moves import Moves
from ..core.outputs import Files, is_inside
from ..core.print.editions import edition_names
from ..core.redirects import HOST_FILES, Move, host_files, redirect_page
from ..domain import S3Domain, s3_domain
from ..writing.downloads import FOLDER as PDF_FOLDER
from ..writing.outputs import OutputContext, add_output
from .kits import kit_path
from .template_files import template_path

#: how the address of the page of a folder ends, which is that of the folder too
_INDEX = 'index.html'


def setup_moved(app: Sphinx) -> None:
    """Register the output."""
    add_output(app, 'moved', _files, list(HOST_FILES), lambda config: profile_of(config).names.folders)


def _files(context: OutputContext) -> Files:
    """A page at each old address that leads to the new one, and the rules for hosts; none without old addresses."""
    domain = s3_domain(context.env)
    moves, folders = Moves.of(domain.entries.values()), profile_of(context.config).names.folders
    pages = {
        file: _page(context, old, entry, domain).encode()
        for old, entry in sorted(moves.docnames.items())
        # a preview is made of pages with faults too
        if old.partition('/')[0] in folders and is_inside(file := context.file_for(old))
    }
    if context.config.s3_original:  # hosts look for their rules in the folder of the site alone
        return pages
    return {**pages, **host_files(_moves(context, moves, domain), context.base_url)}


def _page(context: OutputContext, old: str, entry: Entry, domain: S3Domain) -> str:
    """The page at the address *old*, which leads to that of *entry*."""
    texts, new = domain.labels.texts, context.url_for(entry.docname)
    address = relative_uri(context.url_for(old), new)
    return redirect_page(
        address,
        urljoin(context.base_url, new) if context.base_url else address,
        domain.titles.get(entry.docname, entry.docname),
        context.config.project,
        context.config.language,
        (texts['moved_title'], texts['moved_text']),
    )


def _moves(context: OutputContext, moves: Moves, domain: S3Domain) -> Iterator[Move]:
    """Every old address and where it leads: of pages, and of the files that are called as their records."""
    for old, entry in moves.docnames.items():
        new = context.url_for(entry.docname)
        yield Move(context.url_for(old), new)
        if context.url_for(old).endswith(f'/{_INDEX}'):
            yield Move(context.url_for(old).removesuffix(_INDEX), new)
        if (moves.ids.get((entry.type, id_of(old))), domain.catalog.get(entry.type, id_of(old))) == (entry, None):
            before, now = _files_of(entry, id_of(old), context), _files_of(entry, entry.id, context)
            yield from (Move(*pair) for pair in zip(before, now, strict=True))
    for entry in moves.withdrawn.values():
        yield from (Move(file, context.url_for(entry.docname)) for file in _files_of(entry, entry.id, context))


def _files_of(entry: Entry, record_id: str, context: OutputContext) -> list[str]:
    """The files beside the page of *entry* that are called *record_id*, as that of the record is or was."""
    names, kinds = profile_of(context.config).names, context.site.kinds
    about = kinds.about(entry.withdrawal.kind if entry.withdrawal else entry.type)
    if not about.edition or (entry.record and entry.record.stands_for(entry.id) not in ('', entry.id)):
        return []
    formats = entry.record.file_formats if entry.record else ()
    found = [template_path(record_id, name, context.config) for name in formats]
    if context.config.s3_pdf_folder:
        found += [f'{PDF_FOLDER}/{name}.pdf' for name in edition_names(about, record_id, names)]
        found += [kit_path(about, record_id, names)] if about.for_participants else []
    return found
