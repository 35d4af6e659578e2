"""What is written beside the pages: the data behind the catalogue, and the search index without leftovers."""

from __future__ import annotations

import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from .core.facets import catalogue_script
from .domain import s3_domain
from .rebuild import WEB

DATA = 's3-catalogue-data.js'
_INDEX_START = 'Search.setIndex('


def setup_publish(app: Sphinx) -> None:
    """Register the handler."""
    app.connect('build-finished', _write)


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Write the catalogue's data and tidy the search index, after a build that went well."""
    builder = app.builder
    if exception is not None or builder.name not in WEB or not isinstance(builder, StandaloneHTMLBuilder):
        return
    script = catalogue_script(s3_domain(app.env).site, lambda docname: builder.get_target_uri(docname))
    write_if_changed(app.outdir / DATA, script)
    index = app.outdir / builder.searchindex_filename
    if index.is_file():
        write_if_changed(index, tidy_index(index.read_text('utf-8')))


def tidy_index(text: str) -> str:
    """Sphinx's search index *text* without the words that no page holds any more.

    After an incremental build Sphinx leaves them; with them it would differ from that of a fresh build.
    """
    if not (text.startswith(_INDEX_START) and text.endswith(')')):
        return text
    index = json.loads(text[len(_INDEX_START) : -1])
    for name in ('terms', 'titleterms'):
        index[name] = {word: pages for word, pages in index[name].items() if pages != []}
    return f'{_INDEX_START}{json.dumps(index, separators=(",", ":"), sort_keys=True)})'


def write_if_changed(file: Path, text: str) -> None:
    """A file that is not changed keeps its time."""
    if not file.is_file() or file.read_text('utf-8') != text:
        file.write_text(text, 'utf-8')
