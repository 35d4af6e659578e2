"""The page of the form: written from the schema, with the site's records to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils.utils.smartquotes import smartchars
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import admonitionlabels

from ..config.builders import is_web
from ..config.profiles import profile_of, texts_of
from ..config.settings import hosting
from ..core.outputs import Files
from ..core.schema.form import form_script, form_spec, import_script
from ..core.schema.guide import load_guide
from ..core.schema.records import records_of
from ..domain import s3_domain
from ..writing.outputs import EarlyOutput, OutputContext, add_output
from .scripts import FORM, FORM_VIEW, IMPORT, made_for, script
from .versions import with_version

#: boxes whose titles are Sphinx's own words
_BOXES = ('note', 'tip', 'important', 'warning')


def setup_form(app: Sphinx) -> None:
    """Register the page and the script with its data."""
    form = _Form('form', _files)
    app.connect('html-collect-pages', form.pages)
    add_output(app, 'form', form.data, lambda config: [data_file(config), import_file(config)])


class _Form(EarlyOutput):
    def pages(self, app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
        """The page of the form, which names its data by their version."""
        if is_web(app.builder) and not app.config.s3_original:
            yield _page(app.config, self.files(app, app.builder))

    def data(self, context: OutputContext) -> Files:
        """The script with what the form chooses from."""
        return self.take(context)


def data_file(config: Config) -> str:
    """The script with the data of the form."""
    return f'{profile_of(config).names.form}-data.js'


def import_file(config: Config) -> str:
    """The script with what the form needs when a text or a file is taken in."""
    return f'{profile_of(config).names.form}-import.js'


def _page(config: Config, files: Files) -> tuple[str, dict[str, Any], str]:
    """The page of the form, which loads the *files*."""
    profile = profile_of(config)
    form, names = load_guide(config.language, profile.texts).form, profile.names
    context = {'title': form['title'], 's3_form': form, 's3_mailbox': config.s3_mailbox}
    context |= {
        's3_form_script': f'_static/{FORM}',
        's3_form_view': FORM_VIEW,
        's3_form_data': with_version(data_file(config), files.get(data_file(config)) or b''),
        's3_form_import': with_version(IMPORT, script(IMPORT)),
        's3_form_import_data': with_version(import_file(config), files.get(import_file(config)) or b''),
        's3_contribute': names.contribute,
    }
    return names.form, context, 's3-form.html'


def _files(context: OutputContext) -> Files:
    """The script with what the form chooses from."""
    config, domain = context.config, s3_domain(context.env)
    if config.s3_original:  # whoever writes does so in the language of the site
        return {}
    guide = load_guide(config.language, profile_of(config).texts)
    spec = form_spec(guide, texts_of(config), domain.vocabulary, domain.permitted)
    spec['preview']['boxes'] = {name: str(admonitionlabels[name]) for name in _BOXES}
    spec['preview']['quotes'] = smartchars.quotes.get(config.language, '""\'\'')
    host = {**hosting(config).parameters(), 'mailbox': config.s3_mailbox}
    data = form_script(spec, records_of(context.site.catalog), host).encode()
    more = import_script(guide, texts_of(config), domain.vocabulary.kinds).encode()
    return {data_file(config): made_for(FORM, 'form') + data, import_file(config): more}
