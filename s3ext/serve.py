"""Live preview: build, serve on this machine only, build again and reload the browser when a file is saved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import uvicorn
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_autobuild.server import RebuildServer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from .build import build
from .core.messages import load_texts

HOST = '127.0.0.1'


def serve(root: Path, output: Path, port: int) -> int:
    """Serve the site at *root* until interrupted; returns an exit code.

    The parts of sphinx-autobuild are used instead of its command, so that a fault in a page is shown
    as our message and the last good site stays.
    """
    texts = load_texts('sv')
    rebuild = partial(_rebuild, root=root, output=output)
    rebuild()
    site = output / 'html'
    site.mkdir(parents=True, exist_ok=True)
    watched = [root / name for name in ('index.md', 'docs', 'cases', 'conf.py', 's3ext', 'locale')]
    watcher = RebuildServer(watched, IgnoreFilter(['__pycache__'], [r'\.mo$']), rebuild)
    app = Starlette(
        routes=[
            WebSocketRoute('/websocket-reload', watcher),
            Mount('/', app=StaticFiles(directory=site, html=True, check_dir=False)),
        ],
        middleware=[Middleware(JavascriptInjectorMiddleware, ws_url=f'{HOST}:{port}')],
        lifespan=watcher.lifespan,
    )
    print(texts['serving'].format(url=f'http://{HOST}:{port}/'))
    uvicorn.run(app, host=HOST, port=port, log_level='warning')
    return 0


def _rebuild(*, root: Path, output: Path, changed_paths: Sequence[Path] = ()) -> None:
    build('html', root, output)
