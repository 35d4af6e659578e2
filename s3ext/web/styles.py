"""The one style sheet of the pages, ``s3.css``: the parts in ``styles/``, each about one subject, joined in order."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

#: the file that pages load, in the folder of static files
NAME = 's3.css'
FOLDER = Path(__file__).parent / 'styles'
#: in this order: of two rules that say the same of a thing, the later one holds
PARTS = (
    'fonts',
    'base',
    'colours',
    'header',
    'place',
    'record',
    'lists',
    'origin',
    'sources',
    'front',
    'foot',
    'search',
    'map',
    'tables',
    'finder',
    'glossary',
    'workshop',
    'template',
    'contribute',
    'text',
    'downloads',
    'print',
    'print_colours',
)


def setup_styles(app: Sphinx) -> None:
    """Register the style sheet and what writes it."""
    app.add_css_file(NAME, priority=900)
    # before any page: Sphinx puts the checksum of the file into its address
    app.connect('write-started', _write)


def style_sheet() -> str:
    """The parts as one style sheet."""
    return '\n'.join((FOLDER / f'{part}.css').read_text('utf-8') for part in PARTS)


def _write(app: Sphinx, builder: Builder) -> None:
    """Put the style sheet beside the static files of the pages."""
    if isinstance(builder, StandaloneHTMLBuilder):
        folder = Path(builder.outdir) / '_static'
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NAME).write_bytes(style_sheet().encode())
