"""A builder for tests: writes the Typst code of the PDF and does not set it, which takes most of the time."""

from __future__ import annotations

from sphinx.application import Sphinx

from s3ext.pdf.builder import TypstPdfBuilder


class PdfSourceBuilder(TypstPdfBuilder):
    """The PDF builder without its last step."""

    name = 'pdfsource'

    def _compile(self) -> None:
        """Nothing."""


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(PdfSourceBuilder)
