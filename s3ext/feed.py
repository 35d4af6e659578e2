"""The feed of what is new at ``nytt.atom``, for a site that says where it is published (``html_baseurl``)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from .core.feed import feed
from .domain import s3_domain
from .publish import write_if_changed
from .rebuild import WEB

#: readers keep this address, so it does not change
FEED = 'nytt.atom'


def setup_feed(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect('html-page-context', _add_link)
    app.connect('build-finished', _write)


def _base(app: Sphinx) -> str:
    """The full address of the site, with a slash at its end; empty if it does not say where it is published."""
    base: str = app.config.html_baseurl
    return f'{base.rstrip("/")}/' if base else ''


def _add_link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let readers find the feed from every page; there is none where nobody knows the full addresses of pages."""
    context['s3_feed'] = FEED if _base(app) else ''


def _write(app: Sphinx, exception: Exception | None) -> None:
    """Write the feed after a build that went well, or take away that of a build before."""
    builder = app.builder
    if exception is not None or builder.name not in WEB or not isinstance(builder, StandaloneHTMLBuilder):
        return
    file, base = app.outdir / FEED, _base(app)
    if not base:
        file.unlink(missing_ok=True)
        return

    def url_for(docname: str) -> str:
        return urljoin(base, quote(builder.get_target_uri(docname)))

    site = s3_domain(app.env).site
    write_if_changed(file, feed(site, app.config.project, base, urljoin(base, FEED), url_for))
