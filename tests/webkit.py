"""A small site in the handbook's look that says where it is published, and a server that heeds its rules for hosts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from tests.library import ROOT
from tests.site.sitekit import copy_mini

#: the folder of the server that the site lies in
PREFIX = '/bok'
CONTACT = 'mailto:handboken@example.org'


def public_site(target: Path, base: str) -> Path:
    """The small site at *target*, to be published at *base*."""
    copy_mini(target)
    settings = f"\nhtml_baseurl = '{base}'\ns3_publisher = 'Region Alfa'\ns3_publisher_contact = '{CONTACT}'\n"
    one = '\n# its pages are in one language\ns3_languages = {}\n'
    (target / 'conf.py').write_text((ROOT / 'conf.py').read_text('utf-8') + one + settings, 'utf-8')
    icon = 's3ext/web/static/favicon.svg'
    (target / icon).parent.mkdir(parents=True)
    shutil.copyfile(ROOT / icon, target / icon)
    return target


def rules(file: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """What ``_headers`` says: patterns of paths, and the headers of each."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in file.read_text('utf-8').splitlines():
        if line.startswith(' '):
            name, _, value = line.strip().partition(': ')
            found[-1][1].append((name, value))
        else:
            found.append((line, []))
    return found


class Host(ThreadingHTTPServer):
    """A host as the usual ones: it serves one folder below ``PREFIX``, by the rules that lie there.

    ``folder`` can be exchanged while it serves. ``stale`` has by the beginning of a path another folder that answers,
    as a cache between does. ``asked`` are the paths that were asked for, with their queries.
    """

    def __init__(self, folder: Path) -> None:
        """Serve *folder*."""
        super().__init__(('127.0.0.1', 0), Visitor)
        self.folder = folder
        self.stale: dict[str, Path] = {}
        self.asked: list[str] = []

    @property
    def home(self) -> str:
        """The address of the site."""
        return f'http://127.0.0.1:{self.server_port}{PREFIX}/'


class Visitor(SimpleHTTPRequestHandler):
    """Answers one request."""

    protocol_version = 'HTTP/1.1'
    server: Host

    def do_GET(self) -> None:
        """Answer with the file, or with the page for what is not there."""
        self.server.asked.append(self.path)
        path = urlsplit(self.path).path
        inside = path.removeprefix(f'{PREFIX}/') if path.startswith(f'{PREFIX}/') else None
        folder = next(
            (self.server.stale[start] for start in self.server.stale if (inside or '').startswith(start)), None
        )
        file = (folder or self.server.folder) / (inside or '-')
        if file.is_dir() and path.endswith('/'):
            file /= 'index.html'
        found = inside is not None and file.is_file()
        data = (file if found else self.server.folder / '404.html').read_bytes()
        self.send_response(200 if found else 404)
        self.send_header('Content-Type', self.guess_type(str(file)) if found else 'text/html')
        self.send_header('Content-Length', str(len(data)))
        for name, value in self._headers(inside or ''):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _headers(self, inside: str) -> Iterator[tuple[str, str]]:
        found = [
            pair
            for pattern, all in rules(self.server.folder / '_headers')
            if fnmatchcase(f'/{inside}', pattern)
            for pair in all
        ]
        names = [name for name, _ in found]
        assert len(names) == len(set(names)), 'hosts join what two rules say of one header'
        yield from found
        if 'Cache-Control' not in names:
            yield 'Cache-Control', 'public, max-age=0, must-revalidate'  # as those hosts do unasked

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """*folder* on a host of its own."""
    host = Host(folder)
    thread = Thread(target=partial(host.serve_forever, poll_interval=0.05), daemon=True)
    thread.start()
    try:
        yield host
    finally:
        host.shutdown()
        host.server_close()
        thread.join()
