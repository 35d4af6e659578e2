"""What leads readers on from an address where nothing is: a page without a script."""

from __future__ import annotations

from html import escape

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


def redirect_page(address: str, canonical: str, title: str, site: str, language: str, words: tuple[str, str]) -> str:
    """A page that leads to *address*, relative to it, the page called *title*; *words* are its heading and its text.

    *canonical* is the address that search engines should know. Browsers that lead nobody on show the link.
    """
    heading, text = words
    found = {'address': address, 'canonical': canonical, 'title': title, 'site': site, 'language': language}
    found |= {'heading': heading, 'text': text, 'policy': _POLICY}
    return _PAGE.format(**{name: escape(value) for name, value in found.items()})
