"""Scripts that pages load as one file: each file more is one more thing to wait for.

The parts stand in ``static/``. When the site is built they are joined in order and written without spaces and remarks,
by ``rjsmin``, but for the remarks that licences ask for.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import rjsmin
from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..config.builders import is_web
from .versions import version

#: what every page has, the form, what a list to choose from needs, the search, what is new, one's own; static files
PAGE, FORM, CATALOGUE, SEARCH = 's3-page-all.js', 's3-form-all.js', 's3-catalogue-all.js', 's3-search-all.js'
NEWS, OWN, FORM_VIEW = 's3-news-all.js', 's3-own-all.js', 's3-form-view-all.js'
#: what the form loads when somebody pastes text with a form of its own, or opens a Word file
IMPORT = 's3-import-all.js'
_STATIC = Path(__file__).parent / 'static'
#: what stands in a script for its own version
_OWN_VERSION = '"s3-version"'
#: what each is made of; the first begins with a "use strict" that holds for all, the last begins its work
PARTS = MappingProxyType(
    {
        PAGE: ('s3-page.js',),
        NEWS: ('s3-dom.js', 's3-news.js'),
        OWN: ('s3-dom.js', 's3-own.js'),
        FORM_VIEW: ('s3-form-render.js', 's3-form-drawn.js'),
        FORM: (
            's3-dom.js',
            's3-form-load.js',
            's3-form-markdown.js',
            's3-form-tags.js',
            's3-form-text.js',
            's3-form-values.js',
            's3-form-yaml.js',
            's3-form-bundle.js',
            's3-form-places.js',
            's3-form-controls.js',
            's3-form-groups.js',
            's3-form-store.js',
            's3-form-attached.js',
            's3-form-paste.js',
            's3-form-page.js',
            's3-form-send.js',
            's3-form-files.js',
            's3-form-draft.js',
            's3-form-open.js',
            's3-form-link.js',
            's3-form-steps.js',
            's3-form-left.js',
            's3-form-preview.js',
            's3-form.js',
        ),
        IMPORT: (
            's3-form-archive.js',
            's3-form-material.js',
            's3-form-picture.js',
            's3-import-html.js',
            's3-import-text.js',
            's3-import-shapes.js',
            's3-import-notes.js',
            's3-import-listed.js',
            's3-import-markdown.js',
            's3-import-page.js',
            's3-import-foreign.js',
            's3-import-docx.js',
            's3-import-report.js',
            's3-import-form.js',
        ),
        CATALOGUE: ('s3-dom.js', 's3-finder.js', 's3-selection.js', 's3-catalogue.js'),
        SEARCH: (
            's3-dom.js',
            's3-finder.js',
            'search/s3-words.js',
            'search/s3-pages.js',
            'search/s3-vocabulary.js',
            'search/s3-lists.js',
            'search/s3-query.js',
            'search/s3-reading.js',
            'search/s3-sentences.js',
            'search/s3-tally.js',
            'search/s3-engine.js',
            'search/s3-parts.js',
            'search/s3-excerpts.js',
            'search/s3-card.js',
            'search/s3-hits.js',
            'search/s3-search.js',
        ),
    }
)


def setup_scripts(app: Sphinx) -> None:
    """Register what writes them."""
    app.connect('write-started', _write)


def script(name: str) -> bytes:
    """The script *name*, one of ``PARTS``."""
    text = _joined(name)
    return text.replace(_OWN_VERSION, f'"{version(text.encode())}"').encode()


def made_for(name: str, what: str) -> bytes:
    """What stands first in the data *what* of the script *name*: the version that they are made for.

    A browser or a server between can mix files of two days; the script then reads nothing, and says so.
    """
    return f'(window.S3??={{}}).{what}Made="{version(_joined(name).encode())}";\n'.encode()


def _joined(name: str) -> str:
    text = '\n'.join((_STATIC / part).read_text('utf-8') for part in PARTS[name])
    return f'{rjsmin.jsmin(text, keep_bang_comments=True)}\n'


def _write(app: Sphinx, builder: Builder) -> None:
    """Put the scripts beside the static files of the pages."""
    if is_web(builder):
        folder = Path(builder.outdir) / '_static'
        folder.mkdir(parents=True, exist_ok=True)
        for name in PARTS:
            (folder / name).write_bytes(script(name))
