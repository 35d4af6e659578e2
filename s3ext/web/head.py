"""What the head of a page says to other programs: its full address, how it looks where it is shared, its subject.

Nothing of it without ``html_baseurl``. No extension for it: sphinxext-opengraph reads each page once more for a
description that our records have, and draws one picture a page.
"""

from __future__ import annotations

from typing import Any

from babel.core import get_global
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from ..config.builders import is_web
from ..config.clock import today
from ..config.profiles import texts_of
from ..config.version import version
from ..core.publish.addresses import full_address
from ..core.publish.linked_data import Publisher, data_block, page_data, site_data, trail_data
from ..domain import S3Domain, s3_domain
from ..writing.outputs import base_url
from .not_found import PAGE as NOT_FOUND
from .share_cards import SIZE, card_of

#: pages that are no answer to anything that somebody searches elsewhere
_HIDDEN = ('search', NOT_FOUND)


def setup_head(app: Sphinx) -> None:
    """Register the handler, after the one that gives templates the title and the path of the page."""
    app.connect('html-page-context', _add, priority=650)


def publisher(config: Config) -> Publisher:
    """Who answers for the site."""
    licence = texts_of(config)['footer_licence_address']
    return Publisher(config.s3_publisher, config.s3_publisher_contact, licence)


def _add(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the template what stands in the head; on the front page also when the site was built, for its foot."""
    config, domain = app.config, s3_domain(app.env)
    context['s3_hidden'] = pagename in _HIDDEN or config.s3_preview
    context['s3_publisher'] = config.s3_publisher
    if pagename == config.root_doc:
        day = domain.labels.date(today())
        context['s3_built'] = domain.labels.texts['footer_built'].format(date=day, version=version())
    base = base_url(config)
    if not base or not is_web(app.builder) or context['s3_hidden']:
        context['pageurl'] = None
        return
    address = full_address(base, app.builder.get_target_uri(pagename))
    context['pageurl'] = address
    context['s3_graph'] = _graph(pagename, address, context, config, domain)
    context['s3_linked_data'] = _linked_data(app, pagename, context, base, domain)


def _graph(
    pagename: str, address: str, context: dict[str, Any], config: Config, domain: S3Domain
) -> list[tuple[str, object]]:
    """How the page is shown where it is shared: https://ogp.me/."""
    entry = domain.entries.get(pagename)
    is_front = pagename == config.root_doc
    kind = entry.type if entry and not is_front and entry.type in domain.kinds.listed else ''
    found = [
        ('og:type', 'website' if is_front or not kind else 'article'),
        ('og:site_name', config.project),
        ('og:title', config.project if is_front else context['s3_page_title']),
        ('og:description', context.get('s3_description')),
        ('og:url', address),
        ('og:locale', _locale(config.language)),
        ('og:image', full_address(base_url(config), card_of(kind, config))),
        ('og:image:width', SIZE[0]),
        ('og:image:height', SIZE[1]),
        ('og:image:alt', ' – '.join(filter(None, (config.project, kind and texts_of(config)[kind])))),
    ]
    return [(name, value) for name, value in found if value]


def _locale(language: str) -> str:
    """*language* with the country where most people speak it, as ``sv_SE``; '' if nobody knows."""
    likely = get_global('likely_subtags').get(language, '').split('_')
    return f'{likely[0]}_{likely[-1]}' if len(likely) > 1 else ''


def _linked_data(app: Sphinx, pagename: str, context: dict[str, Any], base: str, domain: S3Domain) -> str:
    """What the page is about, for programs: https://schema.org/."""
    config, who, title = app.config, publisher(app.config), str(context['s3_page_title'])

    def url_for(docname: str) -> str:
        return full_address(base, app.builder.get_target_uri(docname))

    if pagename == config.root_doc:
        return data_block(site_data(config.project, base, config.language, context.get('s3_description') or '', who))
    above = [(link.title, url_for(link.docname)) for link in context['s3_navigation'].path]
    entry = domain.entries.get(pagename)
    things = [page_data(entry, title, domain.site, config.language, who, url_for)] if entry else []
    if above:  # what lies right below the front page says so by its address
        things.append(trail_data([(config.project, base), *above, (title, url_for(pagename))]))
    return data_block(*things) if things else ''
