"""Addresses as a page may hold them: of the web or of a letter, without what a search page or a program put around."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from ..gate.addresses import host_cause
from ..gate.allowed import MAIL_ADDRESS, TELEPHONE, WEB_ADDRESS

#: what Google puts around every link of a document that it exports
_AROUND = re.compile(r'https?://(?:www\.)?google\.com/url\?', re.IGNORECASE)
#: characters that end an address in Markdown, and how addresses write them
_ENCODED = str.maketrans(
    {' ': '%20', '(': '%28', ')': '%29', '<': '%3C', '>': '%3E', '"': '%22', '\\': '%5C', '[': '%5B', ']': '%5D'}
)


def web_address(href: str) -> str:
    """The web address that *href* leads to, or '' if that is none which may stand in a page."""
    address = href.strip()
    if _AROUND.match(address):
        address = parse_qs(urlsplit(address).query).get('q', [''])[0]
    if address.lower().startswith('www.'):
        address = f'https://{address}'
    address = address.translate(_ENCODED)
    try:
        urlsplit(address)
    except ValueError:
        return ''
    return address if WEB_ADDRESS.fullmatch(address) and not host_cause(address) else ''


def link_address(href: str) -> str:
    """What a link in a text may lead to for *href*, or ''."""
    address = href.strip()
    if MAIL_ADDRESS.fullmatch(address) or TELEPHONE.fullmatch(address):
        return address
    return web_address(address)
