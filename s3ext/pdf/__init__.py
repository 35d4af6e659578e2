"""The handbook as one PDF: documents are written as Typst code and set by the ``typst`` package."""

from __future__ import annotations

from sphinx.application import Sphinx


def setup_pdf(app: Sphinx) -> None:
    """Register the builder ``typstpdf``."""
    # here, not above: a build of the web site does not need Typst
    from .builder import TypstPdfBuilder

    app.add_builder(TypstPdfBuilder)
