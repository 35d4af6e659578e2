"""The feed of what is new, for a site that says where it is published (``html_baseurl``)."""

from __future__ import annotations

from urllib.parse import quote, urljoin

from sphinx.application import Sphinx
from sphinx.config import Config

from ..config.profiles import profile_of
from ..core.outputs import Files
from ..core.views.feed import feed
from ..writing.outputs import OutputContext, add_output, base_url


def setup_feed(app: Sphinx) -> None:
    """Register the handler and the output."""
    app.connect('config-inited', _add_link, priority=420)
    add_output(app, 'feed', _files, lambda config: [profile_of(config).names.feed])


def _add_link(app: Sphinx, config: Config) -> None:
    """Let readers find the feed from every page; there is none where nobody knows the full addresses of pages."""
    file = profile_of(config).names.feed if base_url(config) else ''
    config.html_context = {**config.html_context, 's3_feed': file}


def _files(context: OutputContext) -> Files:
    """The feed, if the site says where it is published."""
    if not (base := context.base_url):
        return {}

    def url_for(docname: str) -> str:
        return urljoin(base, quote(context.url_for(docname)))

    file = profile_of(context.config).names.feed
    return {file: feed(context.site, context.config.project, base, urljoin(base, file), url_for).encode()}
