"""The feed of what is new, for a site that says where it is published (``html_baseurl``)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urljoin

from docutils import nodes
from sphinx.application import Sphinx

from ..config.profiles import profile_of
from ..core.outputs import Files
from ..core.views.feed import feed
from ..writing.outputs import OutputContext, add_output, base_url


def setup_feed(app: Sphinx) -> None:
    """Register the handler and the output."""
    app.connect('html-page-context', _add_link)
    add_output(app, 'feed', _files, lambda config: [profile_of(config).names.feed])


def _add_link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let readers find the feed from every page; there is none where nobody knows the full addresses of pages."""
    context['s3_feed'] = profile_of(app.config).names.feed if base_url(app.config) else ''


def _files(context: OutputContext) -> Files:
    """The feed, if the site says where it is published."""
    if not (base := context.base_url):
        return {}

    def url_for(docname: str) -> str:
        return urljoin(base, quote(context.url_for(docname)))

    file = profile_of(context.config).names.feed
    return {file: feed(context.site, context.config.project, base, urljoin(base, file), url_for).encode()}
