"""What hosts are told: how long files can be kept, what pages may do; what search engines and finders of faults read.

Pages state their policy themselves (``web.csp``). The host says it too, as it can say more: who may show a page in a
frame. What has its version in its address is kept, all else is asked for anew each time.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import chain
from types import MappingProxyType
from xml.etree import ElementTree

from .addresses import full_address, is_at_root, path_of

#: the folders whose files pages only ask for with a version (``web.versions``), and how long each can be kept: the data
#: of the search for a day, as a server in the midst of an update could give the old ones for the new address
VERSIONED = MappingProxyType({'_static': 'public, max-age=31536000, immutable', 's3-search': 'public, max-age=86400'})
_ASK = 'no-cache'
_SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9'
#: the file that says where faults in security are reported, and for how many days what it says holds
SECURITY, _DAYS = '.well-known/security.txt', 360


def headers(policy: str) -> dict[str, str]:
    """What a host sends along with every file; *policy* is that of pages, '' if some have another."""
    return {
        'Content-Security-Policy': '; '.join(filter(None, (policy, "frame-ancestors 'self'"))),
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'strict-origin-when-cross-origin',
    }


def netlify(policy: str) -> str:
    """The file ``_headers``. The rules of a file do not meet in a header: hosts would join what both say.

    https://docs.netlify.com/manage/routing/headers/, https://developers.cloudflare.com/pages/configuration/headers/;
    both have pages asked for anew by themselves.
    """
    lines = ['/*', *(f'  {name}: {value}' for name, value in headers(policy).items())]
    for folder, keep in VERSIONED.items():
        lines += [f'/{folder}/*', f'  Cache-Control: {keep}']
    return '\n'.join(lines) + '\n'


def apache(policy: str, base: str) -> str:
    """The file ``.htaccess``: https://httpd.apache.org/docs/2.4/mod/mod_headers.html."""
    kept = (
        (
            f'  <If "%{{REQUEST_URI}} =~ m#/{folder}/# && %{{QUERY_STRING}} =~ /(^|&)v=/">',
            f'    Header set Cache-Control "{keep}"',
            '  </If>',
        )
        for folder, keep in VERSIONED.items()
    )
    return '\n'.join(
        (
            f'ErrorDocument 404 {path_of(base)}404.html',
            'AddDefaultCharset utf-8',
            '<IfModule mod_headers.c>',
            *(f'  Header always set {name} "{value}"' for name, value in headers(policy).items()),
            f'  Header set Cache-Control "{_ASK}"',
            *chain.from_iterable(kept),
            '</IfModule>',
            '',
        )
    )


def nginx(policy: str) -> str:
    """What the block ``http`` of nginx includes: https://nginx.org/en/docs/http/ngx_http_headers_module.html."""
    return '\n'.join(
        (
            '# What nginx sends along with each file, for the block "http". Written by tools/write_reference.py.',
            'map "$uri?$args" $s3_cache {',
            f'  default "{_ASK}";',
            *(f'  "~/{folder}/.*[?&]v=" "{keep}";' for folder, keep in VERSIONED.items()),
            '}',
            *(f'add_header {name} "{value}" always;' for name, value in headers(policy).items()),
            'add_header Cache-Control $s3_cache;',
            '',
        )
    )


def sitemap(pages: Iterable[tuple[str, str]]) -> bytes:
    """The map of *pages*, each with its full address and the day it was last changed, '' if nobody knows.

    https://www.sitemaps.org/protocol.html
    """
    root = ElementTree.Element('urlset', {'xmlns': _SITEMAP})
    for address, day in pages:
        entry = ElementTree.SubElement(root, 'url')
        ElementTree.SubElement(entry, 'loc').text = address
        if day:
            ElementTree.SubElement(entry, 'lastmod').text = day
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'.encode()


def robots(base: str, languages: Iterable[str] = ()) -> str:
    """What programs that look through the site at *base* are told (RFC 9309): all of it, but not each search.

    Its editions in further *languages* have maps of their own.
    """
    above = path_of(base)
    lines = [
        *(() if is_at_root(base) else (_only_at_root('robots.txt', base),)),
        'User-agent: *',
        f'Disallow: {above}search.html?',
        'Allow: /' if is_at_root(base) else f'Allow: {above}',
        *(
            f'Sitemap: {full_address(base, f"{folder}sitemap.xml")}'
            for folder in ('', *(f'{code}/' for code in languages))
        ),
    ]
    return '\n'.join(lines) + '\n'


def security(contact: str, today: str, languages: str, base: str) -> str:
    """Where faults in security are reported (RFC 9116); for a year from *today*, so that nobody trusts an old site."""
    expires = datetime.date.fromisoformat(today) + datetime.timedelta(_DAYS)
    lines = [
        *(() if is_at_root(base) else (_only_at_root(SECURITY, base),)),
        f'Contact: {contact}',
        f'Expires: {expires.isoformat()}T00:00:00Z',
        f'Preferred-Languages: {languages}',
        *((f'Canonical: {full_address(base, SECURITY)}',) if is_at_root(base) else ()),
    ]
    return '\n'.join(lines) + '\n'


def _only_at_root(name: str, base: str) -> str:
    return f'# Programs look for this at the root of the host alone, not in {path_of(base)}: put it into /{name} there.'
