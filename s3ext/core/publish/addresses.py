"""Full addresses of pages. All of them follow from that of the site, and there are none without it."""

from __future__ import annotations

from urllib.parse import quote, urljoin, urlsplit

#: the page that a folder shows; of the site itself it is left out of the address
_INDEX = 'index.html'


def full_address(base: str, uri: str) -> str:
    """The address of what lies at *uri*, relative to the front page, on the site at *base*; that of the site for it."""
    return urljoin(base, quote('' if uri == _INDEX else uri))


def path_of(base: str) -> str:
    """The path of the site at *base* on its host, with a slash at both ends; the root if nobody has said where."""
    return quote(urlsplit(base).path, safe='/%') or '/'


def is_at_root(base: str) -> bool:
    """Whether the site is all of its host: some files are only looked for there."""
    return path_of(base) == '/'
