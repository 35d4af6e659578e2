"""The PDFs that a page on the web links to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..core.print.editions import file_name
from ..domain import S3Domain, s3_domain
from ..pdf.manifest import read_manifest

#: the folder of the PDFs on the web site
FOLDER = 'pdf'


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A PDF about a page: its address from the site's root, what it is, and how much."""

    address: str
    label: str
    amount: str


def downloads(domain: S3Domain) -> dict[str, tuple[Download, ...]]:
    """By docname the PDFs in the folder that the setting ``s3_pdf_folder`` names; none without one."""
    folder: str = domain.env.config.s3_pdf_folder
    if not folder:
        return {}
    texts, language = domain.labels.texts, domain.labels.language
    books = {domain.profile.names.book: texts['download_book']}
    if domain.labels.origin:
        books = {file_name(texts['twin_book']): texts['twin_book']}
    found: dict[str, list[Download]] = {}
    for name, made in sorted(read_manifest(Path(folder)).editions.items()):
        if made.docname:
            size = language.size(made.size)
            amount = texts['download_amount'].format(pages=texts.count('printed_pages', made.pages), size=size)
            label = books.get(name, made.subtitle)
            download = Download(address=f'{FOLDER}/{name}.pdf', label=label, amount=amount)
            found.setdefault(made.docname, []).append(download)
    return {docname: tuple(items) for docname, items in found.items()}


class FoundDownloads:
    """The PDFs that pages on the web link to, looked up once in each build for all of them."""

    def __init__(self) -> None:
        self._found: Mapping[str, tuple[Download, ...]] = {}

    def find(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Look up the PDFs that pages link to, before any page is written and workers are forked."""
        self._found = downloads(s3_domain(env))

    def about(self, docname: str) -> tuple[Download, ...]:
        """Those about the page *docname*."""
        return self._found.get(docname, ())
