"""The page that hosts show at an address where nothing is, in whatever folder: all its addresses are absolute.

They follow from ``html_baseurl``; without it they hold at the root of a host. sphinx-notfound-page does the same by a
setting of its own, a second place for the address, and knows nothing of our menus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..config.builders import is_web
from ..config.profiles import texts_of
from ..core.publish.addresses import path_of
from ..writing.outputs import base_url

#: hosts look for this name
PAGE = '404'


def setup_not_found(app: Sphinx) -> None:
    """Register the page and what makes its addresses absolute: before Sphinx's own handlers, and after all."""
    app.connect('html-collect-pages', _page)
    app.connect('html-page-context', _begin, priority=390)
    app.connect('html-page-context', _end, priority=850)


def _page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page itself."""
    if is_web(app.builder):
        yield PAGE, {'title': texts_of(app.config)['not_found']}, 's3-not-found.html'


def _begin(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Let templates get absolute addresses."""
    if pagename == PAGE:
        home = path_of(base_url(app.config))
        context['pathto'] = _absolute(context['pathto'], home)
        context['content_root'] = home


def _end(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """The same for the tags that Sphinx makes, and nothing that is about a page."""
    if pagename != PAGE:
        return
    home = path_of(base_url(app.config))
    for name in ('css_tag', 'js_tag'):
        context[name] = _absolute_tag(context[name], home)
    context |= {'s3_links': {}, 's3_downloads': (), 'next': None, 'prev': None}


def _absolute(plain: Callable[..., str], home: str) -> Callable[..., str]:
    def pathto(otheruri: str, resource: bool = False, *rest: Any, **more: Any) -> str:
        address = plain(otheruri, resource, *rest, **more)
        # of itself Sphinx says '#'
        return address if '://' in address or address.startswith('#') else home + address

    return pathto


def _absolute_tag(make: Callable[[object], str], home: str) -> Callable[[object], str]:
    def tag(asset: object) -> str:
        return make(asset).replace('"_static/', f'"{home}_static/')

    return tag
