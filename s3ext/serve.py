"""Live preview: build, serve on this machine only, build again and reload the browser when a file is saved.

Sphinx stays loaded between two builds, with all pages in memory: a saved case is then visible in well
under a second, where a new start would first read the environment and copy the site.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import ExitStack
from pathlib import Path

import uvicorn
import watchfiles
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_autobuild.server import RebuildServer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from .core.messages import load_texts

HOST = '127.0.0.1'
#: what a page is made of besides content; a change needs a new start of Sphinx
_CODE = ('conf.py', 's3ext', 'locale')


class Preview:
    """The site at *root* built into ``output/html``, again and again. Not for publishing: a page may have warnings.

    Its folder is its own, so that a warning shown here is shown by the real build too.
    """

    def __init__(self, root: Path, output: Path) -> None:
        """Build nothing yet."""
        self.root = root
        self.output = output
        self._app: Sphinx | None = None
        self._stack = ExitStack()

    @property
    def site(self) -> Path:
        """The folder with the pages."""
        return self.output / 'html'

    def build(self, *, anew: bool = False) -> bool:
        """Write what has changed, with *anew* after a new start of Sphinx; whether it went well.

        Faults are printed, and the pages stay as they were.
        """
        if anew:
            self.close()
        try:
            self._started().build()
        except SphinxError as error:
            print(f'\n{error}', file=sys.stderr)
            return False
        except Exception:
            self.close()  # what is in memory may be half done
            raise
        return True

    def close(self) -> None:
        """Forget what is in memory."""
        self._app = None
        self._stack.close()

    def _started(self) -> Sphinx:
        if self._app is None:
            self._stack.enter_context(patch_docutils(self.root))
            self._stack.enter_context(docutils_namespace())
            self._app = Sphinx(
                srcdir=self.root,
                confdir=self.root,
                outdir=self.site,
                doctreedir=self.output / 'doctrees',
                buildername='html',
                status=None,
                warning=sys.stderr,
            )
        return self._app


class _Watcher(RebuildServer):  # type: ignore[misc]  # sphinx-autobuild has no types
    """Builds in a thread beside the server; sphinx-autobuild's own starts a new process each time."""

    def __init__(self, paths: list[Path], preview: Preview) -> None:
        super().__init__(paths, IgnoreFilter(['__pycache__'], [r'\.mo$', r'~$', r'/\.']), preview.build)
        self._preview = preview

    async def watch(self) -> None:
        """Build after every change, and tell the browsers when it went well."""
        code = tuple(str(self._preview.root / name) for name in _CODE)
        async for changes in watchfiles.awatch(*self.paths, watch_filter=lambda _, path: not self.ignore(path)):
            anew = any(path.startswith(code) for _, path in changes)
            if await asyncio.to_thread(self._preview.build, anew=anew):
                self.flag.set()


def serve(root: Path, output: Path, port: int) -> int:
    """Serve the site at *root* until interrupted; returns an exit code.

    The parts of sphinx-autobuild are used instead of its command, so that a fault in a page is shown
    as our message and the last good site stays.
    """
    texts = load_texts('sv')
    preview = Preview(root, output / 'preview')
    print(texts['serve_first'])
    preview.build()
    preview.site.mkdir(parents=True, exist_ok=True)
    paths = [root / name for name in ('index.md', 'docs', 'cases', *_CODE) if (root / name).exists()]
    watcher = _Watcher(paths, preview)
    app = Starlette(
        routes=[
            WebSocketRoute('/websocket-reload', watcher),
            Mount('/', app=StaticFiles(directory=preview.site, html=True, check_dir=False)),
        ],
        middleware=[Middleware(JavascriptInjectorMiddleware, ws_url=f'{HOST}:{port}')],
        lifespan=watcher.lifespan,
    )
    print(texts['serving'].format(url=f'http://{HOST}:{port}/'))
    uvicorn.run(app, host=HOST, port=port, log_level='warning')
    preview.close()
    return 0
