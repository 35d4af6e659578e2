"""Which of Sphinx's builders make the web site."""

from __future__ import annotations

from typing import TypeGuard

from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

#: the builders that write one file for each page; others derive from them, put all in one file and carry what lies
#: beside it
WEB = ('html', 'dirhtml')


def is_web(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Whether *builder* writes the web site, page by page."""
    return builder.name in WEB and isinstance(builder, StandaloneHTMLBuilder)
