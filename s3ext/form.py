"""The form page at ``bidra/formular.html``: written from the schema, with the site's records to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from .config import hosting
from .core.messages import load_texts
from .core.schema.form import form_script, form_spec
from .core.schema.guide import load_guide
from .core.schema.records import records_of
from .domain import s3_domain
from .publish import write_if_changed
from .rebuild import WEB

#: the page's address is given out, so it does not change
PAGE = 'bidra/formular'
DATA = 'bidra/formular-data.js'


def setup_form(app: Sphinx) -> None:
    """Register the page and the script with its data."""
    app.connect('html-collect-pages', _pages)
    app.connect('build-finished', _write_data)


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if app.builder.name not in WEB:
        return
    form = load_guide(app.config.language).form
    context = {'title': form['title'], 's3_form': form, 's3_mailbox': app.config.s3_mailbox}
    yield PAGE, context, 's3-form.html'


def _write_data(app: Sphinx, exception: Exception | None) -> None:
    """Write what the form chooses from, after a build that went well."""
    builder = app.builder
    if exception is not None or builder.name not in WEB or not isinstance(builder, StandaloneHTMLBuilder):
        return
    domain = s3_domain(app.env)
    language = app.config.language
    spec = form_spec(load_guide(language), load_texts(language), domain.vocabulary)
    host = {**hosting(app.config).parameters(), 'mailbox': app.config.s3_mailbox}
    (app.outdir / DATA).parent.mkdir(exist_ok=True)
    write_if_changed(app.outdir / DATA, form_script(spec, records_of(domain.catalog), host))
