"""The server behind the live preview: the built pages, each with a script that asks whether it is still the newest.

It asks instead of being told, as a browser keeps no more than six connections to a server: six tabs that wait for
news would leave none for pages.
"""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from mimetypes import guess_type
from pathlib import Path, PurePath
from socket import socket
from stat import S_ISDIR
from threading import Thread
from time import monotonic
from typing import Any
from urllib.parse import unquote

import uvicorn
from markupsafe import escape
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ..core.texts.messages import Texts
from ..web.attachments import PLACES
from ..web.csp import POLICY
from ..web.fault_box import FILES

HOST = '127.0.0.1'
#: all that is not a page of the site lies below this
_OWN = '/_s3'
#: tokens of pages that are not there: not yet, or not at all
_FIRST, _MISSING = 'first', 'missing'
#: what does not change while this process runs, though each build writes it anew
_STATIC = '_static/'
#: after how many seconds without a question a page is no longer taken to be open; a browser asks each quarter
_SILENCE = 2
#: how many seconds pass before it is asked again whether a page can be shown
_PAUSE = 0.02


@dataclass(slots=True)
class News:
    """What the browsers get; written by the thread that builds, read by that of the server."""

    is_building: bool = True
    #: whether there has been a build that went well
    is_ready: bool = False
    failure: str = ''
    #: how many faults the site has, in words; '' without any
    totals: str = ''
    #: addresses of pages that have another now
    moved: dict[str, str] = field(default_factory=dict)
    #: while a build is writing: the pages that are done, as paths from the root of the site
    ready: frozenset[str] = frozenset()
    #: when each page was last asked about by a browser that shows it, by the same paths
    asked: dict[str, float] = field(default_factory=dict)

    def is_open(self, path: str) -> bool:
        """Whether what lies at *path* can be shown: no build is writing, or it has been there already."""
        return not self.is_building or path in self.ready or bool(self.ready and path.startswith(PLACES))

    def open_pages(self) -> set[str]:
        """The docnames of the pages that browsers show now."""
        since = monotonic() - _SILENCE
        for path in [path for path, asked in list(self.asked.items()) if asked < since]:
            self.asked.pop(path, None)
        return {path.removesuffix('.html') for path in list(self.asked)}


class _Pages(StaticFiles):
    """The files in *folder*; pages get the script, and one that is not there says so."""

    def __init__(self, folder: Path, news: News, texts: Texts) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self._news = news
        self._texts = texts
        #: style sheets and scripts, read when no build was writing, by path from the root of the site
        self._static: dict[str, bytes] = {}

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file *path*, when it can be shown. Raises ``HTTPException`` if it is none and no page."""
        name = self.full_name(path)
        if self._news.is_building and name in self._static:
            return Response(self._static[name], media_type=guess_type(name)[0], headers={'Cache-Control': 'no-cache'})
        while self._news.is_ready and not self._news.is_open(name):
            await sleep(_PAUSE)
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or Path(path).suffix not in ('', '.html'):
                raise
            response = None
        if response is None or response.status_code == 404:
            return self._absent()
        if name.startswith(_STATIC) and not self._news.is_building and name not in self._static:
            self._static[name] = Path(self.lookup_path(name)[0]).read_bytes()
        if isinstance(response, FileResponse) and response.media_type == 'text/html':
            data = Path(response.path).read_bytes()
            response = HTMLResponse(data.replace(b'</head>', f'{self._script(_token(data))}</head>'.encode(), 1))
        response.headers['Cache-Control'] = 'no-cache'
        return response

    def full_name(self, path: str) -> str:
        """*path* from the root of the site, with slashes; of a folder, that of its page."""
        name = PurePath(path).as_posix()
        status = self.lookup_path(path)[1]
        is_folder = status is not None and S_ISDIR(status.st_mode)
        return (PurePath(name) / 'index.html').as_posix() if is_folder else name

    def token(self, name: str) -> str:
        """A text that is another when the page at *name*, a path from the root of the site, is another."""
        full, status = self.lookup_path(name)
        if status is None:
            return _MISSING if self._news.is_ready else _FIRST
        try:
            data = Path(full).read_bytes()
        except OSError:
            return _MISSING
        return _token(data)

    def _absent(self) -> Response:
        """The page that stands for one that is not there."""
        ready = self._news.is_ready
        title, text = ('preview_missing', 'preview_missing_more') if ready else ('preview_first', 'preview_first_more')
        page = f"""<!DOCTYPE html>
<html lang="{self._texts.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(self._texts[title])}</title>
<link rel="stylesheet" href="{_OWN}/files/s3-preview.css">
{self._script(_MISSING if ready else _FIRST)}
</head>
<body class="s3-absent">
<main>
<h1>{escape(self._texts[title])}</h1>
<p>{escape(self._texts[text])}</p>
<p><a href="/">{escape(self._texts['preview_front'])}</a></p>
</main>
</body>
</html>
"""
        return HTMLResponse(page, 404 if ready else 503, headers={'Cache-Control': 'no-cache'})

    def _script(self, token: str) -> str:
        lost = escape(self._texts['preview_lost'])
        return f'<script defer src="{_OWN}/files/s3-live.js" data-token="{token}" data-lost="{lost}"></script>\n'


def _token(data: bytes) -> str:
    return blake2b(data, digest_size=12).hexdigest()


def application(folder: Path, news: News, texts: Texts, problems: str) -> Starlette:
    """The server of the site in *folder*, with a page of its *problems*; it answers this machine alone."""
    pages = _Pages(folder, news, texts)

    async def status(request: Request) -> JSONResponse:
        address = request.query_params.get('page', '/')
        name = pages.full_name(unquote(address).lstrip('/'))
        news.asked[name] = monotonic()
        is_open = news.is_open(name)
        answer: dict[str, Any] = {'building': not is_open, 'moved': ''}
        if is_open:
            answer |= {'token': pages.token(name), 'line': '', 'failure': None}
            if answer['token'] == _MISSING:  # else it is another page, at an address that was free
                answer['moved'] = news.moved.get(unquote(address), '')
            if news.failure:
                more = texts['preview_failed_more'] if news.is_ready else ''
                answer['failure'] = {'title': texts['preview_failed'], 'text': news.failure, 'more': more}
            elif news.totals:
                answer |= {'line': texts['preview_total'].format(found=news.totals), 'all': texts['preview_all']}
                answer['list'] = f'/{problems}.html'
        return JSONResponse(answer, headers={'Cache-Control': 'no-store'})

    return Starlette(
        routes=[
            Route(f'{_OWN}/status', status),
            Mount(f'{_OWN}/files', app=StaticFiles(directory=FILES)),
            Mount('/', app=pages),
        ],
        # no other site can read pages by a name that it lets point here
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, 'localhost'])],
    )


@contextmanager
def running(app: Starlette, listener: socket) -> Iterator[None]:
    """Answer what comes to *listener*, in a thread beside what follows."""
    config = uvicorn.Config(app, log_level='warning', access_log=False, lifespan='off', timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={'sockets': [listener]}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=5)
        listener.close()
