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
from pathlib import Path
from socket import socket
from threading import Thread
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

from .core.messages import Texts
from .fault_box import FILES, LIST
from .policy import POLICY

HOST = '127.0.0.1'
#: all that is not a page of the site lies below this
_OWN = '/_s3'
#: tokens of pages that are not there: not yet, or not at all
_FIRST, _MISSING = 'first', 'missing'
#: how often, and with which pauses in seconds, is looked whether a build has ended
_TRIES, _PAUSE = 500, 0.02


@dataclass(slots=True)
class News:
    """What the browsers are told; written by the thread that builds, read by that of the server."""

    is_building: bool = True
    #: whether there has been a build that went well
    is_ready: bool = False
    failure: str = ''
    #: how many faults the site has, in words; '' without any
    totals: str = ''
    #: addresses of pages that have another now
    moved: dict[str, str] = field(default_factory=dict)


class _Pages(StaticFiles):
    """The files in *folder*; pages get the script, and one that is not there says so."""

    def __init__(self, folder: Path, news: News, texts: Texts) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self._news = news
        self._texts = texts

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file *path*, when no build is writing. Raises ``HTTPException`` if it is none and no page."""
        for _ in range(_TRIES if self._news.is_ready else 0):
            if not self._news.is_building:
                break
            await sleep(_PAUSE)
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or Path(path).suffix not in ('', '.html'):
                raise
            response = None
        if response is None or response.status_code == 404:
            return self._absent()
        if isinstance(response, FileResponse) and response.media_type == 'text/html':
            data = Path(response.path).read_bytes()
            response = HTMLResponse(data.replace(b'</head>', f'{self._script(_token(data))}</head>'.encode(), 1))
        response.headers['Cache-Control'] = 'no-cache'
        return response

    def token(self, address: str) -> str:
        """A text that is another when the page at *address*, a path with a leading slash, is another."""
        path = unquote(address).lstrip('/')
        full, status = self.lookup_path(f'{path}index.html' if path.endswith('/') or not path else path)
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


def application(folder: Path, news: News, texts: Texts) -> Starlette:
    """The server of the site in *folder*; only this machine is answered, under its own names."""
    pages = _Pages(folder, news, texts)

    async def status(request: Request) -> JSONResponse:
        address = request.query_params.get('page', '/')
        said: dict[str, Any] = {'building': news.is_building, 'moved': news.moved.get(unquote(address), '')}
        if not news.is_building:
            said |= {'token': pages.token(address), 'line': '', 'failure': None}
            if news.failure:
                more = texts['preview_failed_more'] if news.is_ready else ''
                said['failure'] = {'title': texts['preview_failed'], 'text': news.failure, 'more': more}
            elif news.totals:
                said |= {'line': texts['preview_total'].format(found=news.totals), 'all': texts['preview_all']}
                said['list'] = f'/{LIST}.html'
        return JSONResponse(said, headers={'Cache-Control': 'no-store'})

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
