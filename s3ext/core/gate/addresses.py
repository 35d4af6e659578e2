"""Web addresses whose host only looks right, and links whose words show another host than they lead to.

Unicode Technical Report 36, section 2 (visual spoofing); RFC 3492 and 5891 for names in ``xn--``.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: words that are nothing but an address: with a scheme or ``www.``, or a name that ends as those here usually do
_SHOWN = re.compile(
    r'(?:(?:https?://|www\.)(?:[^\s/?#@]*@)?(?P<full>[^\s/?#@:]+)|(?P<bare>[\w-]+(?:\.[\w-]+)*\.'
    r'(?:se|nu|eu|org|com|net|info|int|gov|no|dk|fi|is|de|fr|uk)))(?::\d+)?(?:[/?#]\S*)?[.,;:]?',
    re.IGNORECASE,
)
_MAIL = re.compile(r'[\w.+-]+@(?P<host>[\w-]+(?:\.[\w-]+)+)[.,;:]?')
#: a last part that makes browsers read the whole host as a number: 127.1, 2130706433, 0x7f.1 (WHATWG URL, 3.5)
_NUMBER = re.compile(r'\d+|0x[0-9a-f]*')
#: letters of host names beside a–z: those of western Europe, without some that look like others
_FIRST_LATIN, _LAST_LATIN = '\u00df', '\u017e'
_LOOKALIKES = '\u0131\u0138\u0149'
#: of a part of a host name (RFC 1035)
_LONGEST_PART = 63


def host_cause(address: str) -> str:
    """The name of the text that says why the host of *address* deceives; '' if it does not.

    A host is a name of two parts or more in Latin letters. Numbers hide whose it is, and other letters look like those
    of another name.
    """
    host = host_of(address)
    parts = host.split('.')
    if ':' in host or _NUMBER.fullmatch(parts[-1]):
        return 'address_number'
    if not all(0 < len(part) <= _LONGEST_PART for part in parts):
        return 'address_host'
    readable = _readable(host).split('.')
    if not all(part and all(map(_is_of_host, part)) for part in readable):
        return 'address_letters'
    return '' if len(parts) > 1 else 'address_host'


def _is_of_host(char: str) -> bool:
    is_latin = _FIRST_LATIN <= char <= _LAST_LATIN and char.isalpha() and char not in _LOOKALIKES
    return (char.isascii() and (char.isalnum() or char == '-')) or is_latin


def host_of(address: str) -> str:
    """The host in *address* in small letters, without port; '' if there is none or it cannot be read."""
    try:
        return (urlsplit(address).hostname or '').rstrip('.')
    except ValueError:
        return ''


def shown_host(words: str) -> str:
    """The host that the *words* of a link show, if they are nothing but an address; else ''."""
    text = words.strip().strip('<>()')
    if match := _MAIL.fullmatch(text) or _SHOWN.fullmatch(text):
        found = match.groupdict()
        host = found.get('host') or found.get('full') or found.get('bare') or ''
        return host.lower().rstrip('.').removeprefix('www.')
    return ''


def leads_elsewhere(words: str, target: str) -> bool:
    """Whether *words* show a host that *target*, a web or mail address, does not lead to."""
    shown = shown_host(words)
    if not shown:
        return False
    address = target.partition(':')[2].partition('?')[0]
    host = address.rpartition('@')[2].lower() if target.lower().startswith('mailto:') else host_of(target)
    wanted, real = _readable(shown) or shown, (_readable(host) or host).removeprefix('www.')
    return real != wanted and not real.endswith(f'.{wanted}')


def _readable(host: str) -> str:
    """*host* with its parts in ``xn--`` as the letters they stand for; '' if they stand for none."""
    try:
        parts = [
            part[4:].encode('ascii').decode('punycode') if part.startswith('xn--') else part for part in host.split('.')
        ]
    except UnicodeError:
        return ''
    return '.'.join(parts).lower()
