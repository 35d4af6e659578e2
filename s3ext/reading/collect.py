"""Reading a page: its header becomes a record before Markdown sees it, and the rest goes on without the header."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..config.profiles import vocabulary_of
from ..core.model.header import PLAIN
from ..core.page.source import Source
from ..core.page.validate import read_header
from ..domain import s3_domain


def setup_collect(app: Sphinx) -> None:
    """Register the handlers of the read phase."""
    app.connect('source-read', _on_source_read)
    app.connect('env-before-read-docs', _load_vocabulary)
    app.connect('doctree-read', _on_doctree_read)


def _load_vocabulary(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the vocabulary before workers are forked, so that a fault in it ends the build once, early."""
    assert s3_domain(env).vocabulary


def _on_source_read(app: Sphinx, docname: str, source: list[str]) -> None:
    """Store the facts of a page, and blank its header.

    The header is data of ours, not Markdown's: MyST would flatten it, let it switch on extensions for
    the page, and let docutils print keys of some languages. Line numbers stay as in the file.
    """
    env = app.env
    domain = s3_domain(env)
    path = env.doc2path(docname, base=False).as_posix()
    header = read_header(Source(docname=docname, path=path, text=source[0]), domain.vocabulary)
    domain.note_header(header)
    env.note_dependency(app.srcdir / vocabulary_of(app.config))
    source[0] = header.body.text


def _on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Store what the page shows of others.

    Records stand in no toctree: index pages and search lead to them.
    """
    docname = app.env.current_document.docname
    domain = s3_domain(app.env)
    domain.note_tree(docname, doctree)
    if domain.entries[docname].type != PLAIN or domain.entries[docname].withdrawal:
        app.env.metadata[docname]['orphan'] = True
