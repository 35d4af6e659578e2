"""MyST's parser with our gate between its tokens and what they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docutils import nodes
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx

from ..config.profiles import profile_of, texts_of
from ..core.model.outlines import placeholders
from ..core.page.anchors import slug_of
from ..core.page.body import read_body
from ..core.page.facts import Heading
from ..core.page.markdown import extend
from ..core.page.positions import with_positions
from ..core.page.reader import ANCHORS
from ..core.page.source import Source
from ..domain import s3_domain
from ..monitor.limits import LimitError
from .markdown_nodes import Renderer


class GatedParser(MystParser):
    """Reads a page in MyST, and runs nothing that ``core.gate.tokens`` refuses.

    A page has no settings of its own: its header is data of ours and gone by now.
    """

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Read *inputstring* into *document*; what is refused becomes problems, and the rest of the page is read.

        Raises ``LimitError`` with the name of the page when that takes all memory.
        """
        env = document.settings.env
        docname = env.current_document.docname
        source = Source(docname=docname, path=env.doc2path(docname, base=False).as_posix(), text=inputstring)
        try:
            self._parse(source, document)
        except (MemoryError, RecursionError):
            raise LimitError(texts_of(env.config)['limit_memory_page'].format(page=source.path)) from None

    def _parse(self, source: Source, document: nodes.document) -> None:
        env = document.settings.env
        # headings have addresses that do not depend on the settings of the site, so that a check knows them
        names = profile_of(env.config).names
        addresses = _Addresses(names.participants_sheet)
        settings = replace(env.myst_config, heading_anchors=ANCHORS, heading_slug_func=addresses.next)
        parser = with_positions(extend(create_md_parser(settings, Renderer)))
        parser.options['document'] = document
        domain = s3_domain(env)
        samples = placeholders(profile_of(env.config).texts)
        body = read_body(source, parser, domain.permitted, samples)
        domain.note_body(source.docname, body)
        addresses.expect(body.facts.headings if body.facts else ())
        entry = domain.entries.get(source.docname)
        tokens = body.title if entry and entry.withdrawal else body.allowed
        parser.renderer.render(tokens, parser.options, body.env)


class _Addresses:
    """The addresses of the headings of a page, for MyST, which asks for them in order and would number them anew."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._left: dict[str, list[str]] = {}

    def expect(self, headings: Sequence[Heading]) -> None:
        """What has been read of the page."""
        for heading in reversed(headings):
            self._left.setdefault(heading.base, []).append(heading.slug)

    def next(self, title: str) -> str:
        """The address of the next heading with the words *title*; '' for none but its name."""
        base = slug_of(title, self._sheet)
        left = self._left.get(base)
        return left.pop() if left else base


def _allow_no_insertion(app: Sphinx) -> None:
    """Switch off in docutils what the gate refuses already: reading other files, and text passed on as it is."""
    app.env.settings['file_insertion_enabled'] = False
    app.env.settings['raw_enabled'] = False
    # a docutils.conf beside the content, in the folder of now or at home could write files and change pages
    app.env.settings['_disable_config'] = True


def setup_parser(app: Sphinx) -> None:
    """Put our parser in the place of MyST's; fails if MyST is not loaded before."""
    app.add_source_parser(GatedParser, override=True)
    app.connect('builder-inited', _allow_no_insertion)
