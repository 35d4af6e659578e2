"""The version of a static file in its address: a browser that keeps the file of yesterday asks for today's anew.

Sphinx does that for what it puts into the head of pages itself, which leaves out what our templates name, what our
scripts load and the typefaces that the style sheet names.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from ..core.digests import digest_of

_STATIC = '_static/'
#: so many characters of a digest tell the versions of one file apart
_LENGTH = 8


def version(data: bytes) -> str:
    """The version of a file that holds *data*, as it stands in addresses."""
    return digest_of(data)[:_LENGTH]


def with_version(address: str, data: bytes) -> str:
    """The *address* of a file that holds *data*, with its version."""
    return f'{address}?v={version(data)}'


def setup_versions(app: Sphinx) -> None:
    """Register the handlers; that of pages before Sphinx's own, which names the icon."""
    versions = _Versions()
    app.connect('write-started', versions.forget)
    app.connect('html-page-context', versions.add, priority=400)


class _Versions:
    """The versions of static files, each looked up once in a build."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def forget(self, app: Sphinx, builder: Builder) -> None:
        """The files may be others than in the last build of this process."""
        self._known.clear()

    def add(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
    ) -> None:
        """Let the templates name static files by address and version."""
        plain: Callable[..., str] = context['pathto']

        def pathto(otheruri: str, resource: bool = False, *rest: Any, **more: Any) -> str:
            address = plain(otheruri, resource, *rest, **more)
            return address + self._query(app, otheruri) if resource and otheruri.startswith(_STATIC) else address

        context['pathto'] = pathto
        context['s3_with_version'] = lambda name: name + self._query(app, f'{_STATIC}{name}')

    def _query(self, app: Sphinx, path: str) -> str:
        """What follows the address of the file at *path*; nothing if there is none."""
        if path not in self._known:
            file = Path(app.outdir, path)
            self._known[path] = with_version('', file.read_bytes()) if file.is_file() else ''
        return self._known[path]
