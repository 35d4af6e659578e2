"""The open data of the site: all files in a folder of their own, made anew only when a record has changed."""

from __future__ import annotations

import json
import sqlite3
from typing import Any
from urllib.parse import quote, urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from ..config.profiles import profile_of
from ..core.data.catalogue import SCHEMA_ORG
from ..core.data.export import Export
from ..core.data.files import data_files
from ..core.digests import digest
from ..core.outputs import Files
from ..core.views.navigation import data_page
from ..domain import s3_domain
from ..writing.outputs import OutputContext, add_output, base_url

#: what the files of the last build were made of, a digest, and which there were
STATE_FILE = '.s3-data.json'


def setup_data(app: Sphinx) -> None:
    """Register the output, and what leads programs from the page about the data to its description."""
    add_output(app, 'data', _files, _places)
    app.connect('html-page-context', _add_words)


def _places(config: Config) -> list[str]:
    return [f'{profile_of(config).names.data}/', STATE_FILE]


def _add_words(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let programs find the description of the data from the page about them."""
    told = base_url(app.config) and pagename == profile_of(app.config).names.data_page
    # an edition in a further language lies in a folder of the site
    above = '../' if app.config.s3_original else ''
    context['s3_data_words'] = f'{above}{profile_of(app.config).names.data}/{SCHEMA_ORG}' if told else ''


def _files(context: OutputContext) -> Files:
    """The files; those that lie there if they were made of the same."""
    if context.config.s3_original:  # they hold both languages, and lie beside the site itself
        return {}
    made_of = _made_of(context)
    folder = profile_of(context.config).names.data
    if (kept := _kept(context, made_of)) <= context.written and kept:
        return dict.fromkeys(kept)
    config, base = context.config, context.base_url
    page = data_page(context.env.found_docs, profile_of(config).names)

    def url_for(docname: str) -> str:
        return quote(context.url_for(docname))

    export = Export(
        catalog=context.site.catalog,
        labels=context.site.labels,
        title=config.project,
        base=base,
        url_for=url_for,
        publisher=config.s3_publisher,
        contact=config.s3_publisher_contact,
    )
    described = urljoin(base, url_for(page)) if page else base
    found = data_files(export, f'{base}{folder}/', described)
    files = {f'{folder}/{path}': data for path, data in found.items()}
    return files | {STATE_FILE: json.dumps([made_of, [*files, STATE_FILE]]).encode()}


def _made_of(context: OutputContext) -> str:
    """A digest of all that the files follow from: what pages show of each other, settings, code, words, lists."""
    domain, config = s3_domain(context.env), context.config
    return digest(
        sorted(domain.shown.items()),
        domain.vocabulary,
        sorted(context.env.version.items()),
        (config.s3_surroundings, sqlite3.sqlite_version, config.project, config.language),
        (context.base_url, config.s3_publisher, config.s3_publisher_contact),
        data_page(context.env.found_docs, profile_of(config).names),
        context.url_for('a/b'),
    )


def _kept(context: OutputContext, made_of: str) -> frozenset[str]:
    """The files of the last build, if they were made of the same; else none."""
    try:
        before, files = json.loads((context.outdir / STATE_FILE).read_text('utf-8'))
        return frozenset(files) if before == made_of else frozenset()
    except (OSError, ValueError, TypeError):
        return frozenset()
