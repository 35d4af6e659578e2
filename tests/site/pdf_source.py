"""A builder for tests: writes the Typst code of the PDF and does not set it, which takes most of the time."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from s3ext.pdf.builder import TypstPdfBuilder
from s3ext.pdf.plan import Plan
from s3ext.pdf.typeset import Job, Typeset


class PdfSourceBuilder(TypstPdfBuilder):
    """The PDF builder without its last step."""

    name = 'pdfsource'

    def _run(self, jobs: Mapping[str, Job], plan: Plan) -> dict[str, Typeset]:
        """Nothing is set."""
        return {name: Typeset(pages=1, size=1) for name in jobs}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the builder."""
    app.add_builder(PdfSourceBuilder)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
