"""The choice of a record as one's own: where its control stands, and the data that it loads once one is chosen."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from ..config.profiles import profile_of
from ..core.outputs import Files
from ..core.views import ViewKey, Views
from ..core.views.own_record import own_script
from ..domain import S3Domain, s3_domain
from ..writing.outputs import OutputContext, add_output
from .scripts import OWN, made_for

DATA = 's3-own-data.js'


def setup_own_record(app: Sphinx) -> None:
    """Register the handler and the output."""
    app.connect('html-page-context', _add_control)
    add_output(app, 'own-record', _files, _places)


def _places(config: Config) -> list[str]:
    return [DATA]


def _files(context: OutputContext) -> Files:
    """What is like what; nothing in a handbook that does not say."""
    make = profile_of(context.config).records.alike
    data = make and own_script(context.site, make(context.site), context.url_for).encode()
    return {DATA: made_for(OWN, 'own') + data} if data else {}


def _add_control(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the template the place of the control: none, or the id of the page's own record, which may be empty."""
    context['s3_own'] = None
    profile = profile_of(app.config)
    if profile.records.alike is None:
        return
    domain = s3_domain(app.env)
    kind = profile.kinds.organisations
    entry = domain.entries.get(pagename)
    if entry and entry.type == kind:
        context['s3_own'] = entry.id
    elif pagename in (app.config.root_doc, f'{profile.kinds.folders[kind]}/index') or _lists_main(pagename, domain):
        context['s3_own'] = ''


def _lists_main(pagename: str, domain: S3Domain) -> bool:
    """Whether the page has a list of records of the main kind."""
    main = domain.kinds.main
    return any(_is_listing(key, main, domain.profile.views) for key in domain.views.get(pagename, ()))


def _is_listing(key: ViewKey, main: str, views: Views) -> bool:
    """Whether the view shows records of the kind *main*: lists of any kind do unless they name another."""
    if key.kind in views:
        return views[key.kind].type == main
    return key.kind in ('catalogue', 'records') and dict(key.options).get('type', main) == main
