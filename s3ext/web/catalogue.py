"""The data behind the catalogue in the browser, beside the pages."""

from __future__ import annotations

from sphinx.application import Sphinx

from ..core.outputs import Files
from ..core.views.facets import catalogue_script
from ..writing.outputs import OutputContext, add_output

DATA = 's3-catalogue-data.js'


def setup_catalogue(app: Sphinx) -> None:
    """Register the output."""
    add_output(app, 'catalogue', _files, [DATA])


def _files(context: OutputContext) -> Files:
    """Every case with its values, every facet with its words."""
    return {DATA: catalogue_script(context.site, context.url_for).encode()}
