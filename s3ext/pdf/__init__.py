"""The handbook as one PDF: documents are written as Typst code and set by the ``typst`` package."""

from __future__ import annotations

from sphinx.application import Sphinx

from .builder import TypstPdfBuilder


def setup_pdf(app: Sphinx) -> None:
    """Register the builder ``typstpdf``."""
    app.add_builder(TypstPdfBuilder)
