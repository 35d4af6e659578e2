"""Try the addresses of the sources. Says "not checked" where there is no internet, instead of "all broken"."""

from __future__ import annotations

import json
import socket
import sys
from collections import Counter
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from sphinx.errors import SphinxError

from ..core.system_errors import NOT_NOW, wants_traceback
from ..core.texts.messages import Texts
from ..monitor.lock import exclusive
from .build import run_sphinx
from .failures import sentence
from .project import read_content

#: answers that say nothing about the page: many agencies turn robots away
_TURNED_AWAY = (401, 403, 405, 406, 429, 503)
#: hosts to try before every address is called broken
_PROBES = 5
_PORTS = MappingProxyType({'http': 80, 'https': 443})


def linkcheck(root: Path, work: Path, texts: Texts) -> int:
    """Try every outside address of the site at *root*; exit code 1 if one does not answer, 75 without internet.

    ``work/linkcheck/output.json`` holds Sphinx's answer for each address.
    """
    outdir = work / 'linkcheck'
    if not _online(root):
        print(texts['links_offline'], file=sys.stderr)
        return NOT_NOW
    try:
        with exclusive(work, texts):
            run_sphinx('linkcheck', root, work, 'linkcheck', texts=texts)
    except (SphinxError, OSError) as error:
        if wants_traceback():
            raise
        print(sentence(error, texts, outdir), file=sys.stderr)
        return 1
    verdicts: Counter[str] = Counter()
    for line in (outdir / 'output.json').read_text('utf-8').splitlines():
        answer = json.loads(line)
        verdict = _verdict(answer)
        verdicts[verdict] += 1
        if verdict == 'broken':
            print(texts['links_broken'].format(url=answer['uri'], cause=_cause(str(answer['info']), texts)))
    print(texts['links_done'].format(**{name: verdicts[name] for name in ('working', 'broken', 'unknown')}))
    return 1 if verdicts['broken'] else 0


def _verdict(answer: dict[str, str | int]) -> str:
    """'working', 'broken' or 'unknown' for one line of Sphinx's answer."""
    if answer['status'] in ('working', 'redirected'):
        return 'working'
    if answer['status'] == 'broken' and not any(f'{code} ' in str(answer['info']) for code in _TURNED_AWAY):
        return 'broken'
    return 'unknown'


def _cause(info: str, texts: Texts) -> str:
    """Why an address is broken, in our words: Sphinx and its libraries say it in English."""
    code = info.partition(' ')[0]
    if code.isdecimal():
        return texts['links_status'].format(code=code)
    return texts['links_anchor' if info.startswith('Anchor ') else 'links_silent']


def _online(root: Path) -> bool:
    """Whether any of the first few hosts that the sources name can be found, or the proxy through which they are.

    Where they name none, there is nothing that could not be tried.
    """
    proxies = getproxies()
    servers: dict[tuple[str, int], None] = {}
    for entry in read_content(root).entries:
        for source in entry.record.sources if entry.record else ():
            address = urlsplit(source.url or '')
            if proxy := '' if proxy_bypass(address.hostname or '') else proxies.get(address.scheme, ''):
                address = urlsplit(proxy if '://' in proxy else f'http://{proxy}')
            if address.hostname:
                servers.setdefault((address.hostname, address.port or _PORTS.get(address.scheme, 443)))
    for server in list(servers)[:_PROBES]:
        try:
            socket.create_connection(server, timeout=5).close()
        except OSError:
            continue
        return True
    return not servers
