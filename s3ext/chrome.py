"""What surrounds a page on the web: menu, breadcrumbs, neighbours, description. Given to our templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.config import Config

from .core.navigation import navigation, statement
from .domain import s3_domain
from .ways import page_links

_HERE = Path(__file__).parent


def setup_chrome(app: Sphinx) -> None:
    """Register our templates, style and the values they need."""
    app.connect('config-inited', _add_paths, priority=450)
    app.connect('html-page-context', _add_context)
    app.add_css_file('s3.css', priority=900)


def _add_paths(app: Sphinx, config: Config) -> None:
    config.templates_path = [*config.templates_path, str(_HERE / 'templates')]
    config.html_static_path = [*config.html_static_path, str(_HERE / 'static')]


def _add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    domain = s3_domain(app.env)
    around = navigation(pagename, domain.catalog, domain.titles)
    entry = domain.entries.get(pagename)
    context['s3_texts'] = domain.labels.texts.interface
    context['s3_menu'] = [
        {'docname': docname, 'label': label, 'here': _is_under(pagename, docname)}
        for docname, label in app.config.s3_menu
    ]
    context['s3_navigation'] = around
    context['s3_links'] = page_links(app, pagename, domain.labels.texts)
    context['s3_page_title'] = domain.titles.get(pagename) or Markup(context.get('title', '')).striptags()
    context['s3_page_type'] = entry.type.value if pagename != app.config.root_doc and entry else pagename
    context['s3_has_catalogue'] = any(key.kind == 'catalogue' for key in domain.views.get(pagename, ()))
    context['s3_statement'] = statement(domain.entries)
    context['s3_downloads'] = domain.downloads.get(pagename, ())
    generated = context.get('s3_form', {})
    context['s3_description'] = entry.record.summary if entry and entry.record else generated.get('summary')


def _is_under(pagename: str, docname: str) -> bool:
    """Whether *pagename* belongs to the menu entry that leads to *docname*."""
    folder, _, name = docname.rpartition('/')
    return pagename == docname or (name == 'index' and pagename.startswith(f'{folder}/'))
