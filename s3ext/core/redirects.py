"""What leads readers from an old address to the new one: a page without a script, and rules for common web servers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote, urlsplit

#: it runs nothing and loads nothing
_POLICY = "default-src 'none'"
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <meta http-equiv="refresh" content="0; url={address}">
    <link rel="canonical" href="{canonical}">
    <title>{heading} – {site}</title>
  </head>
  <body>
    <main>
      <h1>{heading}</h1>
      <p>{text} <a href="{address}">{title}</a></p>
    </main>
  </body>
</html>
"""


class Move(NamedTuple):
    """An ``old`` address and the ``new`` one, both relative to the front page."""

    old: str
    new: str


def redirect_page(address: str, canonical: str, title: str, site: str, language: str, words: tuple[str, str]) -> str:
    """A page that leads to *address*, relative to it, the page called *title*; *words* are its heading and its text.

    *canonical* is the address that search engines should know. Browsers that lead nobody on show the link.
    """
    heading, text = words
    found = {'address': address, 'canonical': canonical, 'title': title, 'site': site, 'language': language}
    found |= {'heading': heading, 'text': text, 'policy': _POLICY}
    return _PAGE.format(**{name: escape(value) for name, value in found.items()})


def _netlify(old: str, new: str) -> str:
    """https://docs.netlify.com/routing/redirects/ – Cloudflare Pages and GitLab Pages read it too."""
    return f'{old} {new} 301'


def _nginx(old: str, new: str) -> str:
    """https://nginx.org/en/docs/http/ngx_http_map_module.html: a line of a ``map`` of ``$uri``."""
    return f'{old} {new};'


def _apache(old: str, new: str) -> str:
    """https://httpd.apache.org/docs/2.4/mod/mod_alias.html: ``Redirect`` would take more than one page."""
    return f'RedirectMatch 301 "^{old.replace(".", "[.]")}$" "{new}"'


#: by the name of the file what it says of each move
HOST_FILES: MappingProxyType[str, Callable[[str, str], str]] = MappingProxyType(
    {'_redirects': _netlify, '_redirects-nginx.map': _nginx, '_redirects-apache.conf': _apache}
)


def host_files(moves: Iterable[Move], base: str) -> dict[str, bytes]:
    """The rules of all *moves* for each kind of host; none without any. *base* is the address of the site, or ''."""
    above = urlsplit(base).path if base else '/'
    pairs = sorted({(quote(above + move.old), quote(above + move.new)) for move in moves})
    return {
        name: ''.join(f'{rule(old, new)}\n' for old, new in pairs).encode()
        for name, rule in HOST_FILES.items()
        if pairs
    }
