"""The ways between a page and its twins in the site's other editions: a link that is seen, and those for machines."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx

from ..config.profiles import profile_of
from ..core.texts.messages import load_texts
from ..domain import s3_domain
from ..nodes import twin_address
from ..reading.twins import twins_of
from ..writing.outputs import base_url

#: whoever reads none of the languages, by a rule of search engines
#: (https://developers.google.com/search/docs/specialty/international/localized-versions)
_ANYBODY, _ENGLISH = 'x-default', 'en'
#: every edition has one
SEARCH_PAGE = 'search'


class Way(NamedTuple):
    """A link to a twin: its language, its address, and words in that language."""

    language: str
    url: str
    words: str


def setup_twins(app: Sphinx) -> None:
    """Register the handler."""
    app.connect('html-page-context', _add_ways)


def _add_ways(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates the links from the page to its twins; what is no page of its own has those of the front page.

    Machines are told of all editions of the page, itself among them.
    """
    config, domain = app.config, s3_domain(app.env)
    files = profile_of(config).texts
    languages = twins_of(pagename, domain)
    page = pagename if languages or pagename == SEARCH_PAGE else config.root_doc
    context['s3_twins'] = [
        Way(code, twin_address(app.builder, pagename, page, code), load_texts(code, files)['twin_link'])
        for code in languages or twins_of(config.root_doc, domain)
    ]
    own = app.builder.get_target_uri(pagename)
    found = {code: twin_address(app.builder, pagename, pagename, code) for code in languages}
    if found:
        found[config.language] = own.rpartition('/')[2] or './'
        found[_ANYBODY] = found.get(_ENGLISH) or found[config.s3_original or config.language]
    here = urljoin(base_url(config), own)
    context['s3_alternates'] = [
        (code, urljoin(here, address) if base_url(config) else address) for code, address in sorted(found.items())
    ]
