"""The page of the form: written from the schema, with the site's records to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from ..config.builders import WEB
from ..config.profiles import profile_of, texts_of
from ..config.settings import hosting
from ..core.outputs import Files
from ..core.schema.form import form_script, form_spec
from ..core.schema.guide import load_guide
from ..core.schema.records import records_of
from ..domain import s3_domain
from ..writing.outputs import OutputContext, add_output
from .scripts import FORM


def setup_form(app: Sphinx) -> None:
    """Register the page and the script with its data."""
    app.connect('html-collect-pages', _pages)
    add_output(app, 'form', _files, lambda config: [data_file(config)])


def data_file(config: Config) -> str:
    """The script with the data of the form."""
    return f'{profile_of(config).names.form}-data.js'


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page of the form."""
    if app.builder.name not in WEB or app.config.s3_original:
        return
    profile = profile_of(app.config)
    form, names = load_guide(app.config.language, profile.texts).form, profile.names
    context = {'title': form['title'], 's3_form': form, 's3_mailbox': app.config.s3_mailbox}
    context |= {
        's3_form_script': f'_static/{FORM}',
        's3_form_data': data_file(app.config),
        's3_contribute': names.contribute,
    }
    yield names.form, context, 's3-form.html'


def _files(context: OutputContext) -> Files:
    """The script with what the form chooses from."""
    config, domain = context.config, s3_domain(context.env)
    if config.s3_original:  # whoever writes does so in the language of the site
        return {}
    guide = load_guide(config.language, profile_of(config).texts)
    spec = form_spec(guide, texts_of(config), domain.vocabulary, domain.permitted)
    host = {**hosting(config).parameters(), 'mailbox': config.s3_mailbox}
    return {data_file(config): form_script(spec, records_of(context.site.catalog), host).encode()}
