"""What is written beside the pages: the data behind the catalogue."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from .core.facets import catalogue_script
from .domain import s3_domain
from .rebuild import WEB

DATA = 's3-catalogue-data.js'


def setup_publish(app: Sphinx) -> None:
    """Register the handler."""
    app.connect('build-finished', _write)


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Write the catalogue's data, after a build that went well."""
    builder = app.builder
    if exception is not None or builder.name not in WEB or not isinstance(builder, StandaloneHTMLBuilder):
        return
    script = catalogue_script(s3_domain(app.env).site, lambda docname: builder.get_target_uri(docname))
    write_if_changed(app.outdir / DATA, script)


def write_if_changed(file: Path, text: str) -> None:
    """A file that is not changed keeps its time."""
    if not file.is_file() or file.read_text('utf-8') != text:
        file.write_text(text, 'utf-8')
