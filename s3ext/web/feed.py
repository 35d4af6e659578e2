"""The feeds of what is new, for a site that says where it is published (``html_baseurl``): of all, of single pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urljoin

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.osutil import relative_uri

from ..config.profiles import profile_of
from ..core.model.catalog import Item
from ..core.outputs import Files
from ..core.views.feed import feed, feed_items, has_feed, own_items
from ..domain import s3_domain
from ..writing.outputs import OutputContext, add_output, base_url


def setup_feed(app: Sphinx) -> None:
    """Register the handlers and the output."""
    app.connect('config-inited', _add_link, priority=420)
    # after the links at the foot of the page
    app.connect('html-page-context', _add_own_link, priority=600)
    add_output(app, 'feed', _files, _places)


def _places(config: Config) -> list[str]:
    names = profile_of(config).names
    return [names.feed, f'{names.feeds}/']


def _add_link(app: Sphinx, config: Config) -> None:
    """Let readers find the feed from every page; there is none where nobody knows the full addresses of pages."""
    file = profile_of(config).names.feed if base_url(config) else ''
    config.html_context = {**config.html_context, 's3_feed': file, 's3_own_feed': None}


def _add_own_link(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let readers find the feed of the page, if it has one: in its head for programs, and in words at its foot."""
    if not context.get('s3_feed'):
        return
    site = s3_domain(app.env).site
    item = site.catalog.at(pagename)
    if item is None or not has_feed(item, site):
        return
    title = site.labels.texts['feed_own'].format(title=item.title)
    file = _file(item, app.config)
    context['s3_own_feed'] = {'title': title, 'file': file}
    address = relative_uri(app.builder.get_target_uri(pagename), file)
    context['s3_links'] = [*context['s3_links'], {'label': site.labels.texts['feed_follow'], 'url': address}]


def _file(item: Item, config: Config) -> str:
    return f'{profile_of(config).names.feeds}/{item.id}.atom'


def _files(context: OutputContext) -> Files:
    """The feeds, if the site says where it is published."""
    return dict(_written(context.base_url, context)) if context.base_url else {}


def _written(base: str, context: OutputContext) -> Iterator[tuple[str, bytes]]:
    config, site = context.config, context.site

    def url_for(docname: str) -> str:
        return urljoin(base, quote(context.url_for(docname)))

    def written(items: list[Item], title: str, home: str, file: str) -> tuple[str, bytes]:
        return file, feed(items, site, title, home, urljoin(base, file), url_for).encode()

    yield written(feed_items(site), config.project, base, profile_of(config).names.feed)
    for item in feed_items(site):
        if has_feed(item, site):
            title = site.labels.texts['feed_own'].format(title=item.title)
            yield written(own_items(item, site), title, url_for(item.docname), _file(item, config))
