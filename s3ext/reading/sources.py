"""What each page was read from, by content: a file's time says little, and the next build must see every change.

The digest of a page is that of the text that was read, not of a file looked at before or after. Those of pictures and
other files that it depends on are taken before they are used, so that a change while the build runs is seen next time.
"""

from __future__ import annotations

import os
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..config.profiles import vocabulary_of
from ..core.digests import digest, digest_of
from ..domain import S3Domain, s3_domain

#: a page's text, and the files it depends on
Source = tuple[str, tuple[tuple[str, str], ...]]


def setup_sources(app: Sphinx) -> None:
    """Register the handlers."""
    files = _Files()
    # before anybody changes the text, and after everybody has said what the page depends on
    app.connect('source-read', _on_source_read, priority=1)
    app.connect('doctree-read', files.on_doctree_read, priority=950)
    app.connect('env-get-outdated', files.outdated)


def _on_source_read(app: Sphinx, docname: str, source: list[str]) -> None:
    """Store a digest of the text that the page is read from."""
    s3_domain(app.env).data['sources'][docname] = (digest(source[0]), ())


class _Files:
    """The files that pages depend on, each looked at once in a build, before the first page that shows it."""

    def __init__(self) -> None:
        self._digests: dict[Path, str] = {}

    def outdated(
        self, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
    ) -> list[str]:
        """The pages that Sphinx, which looks at times, takes for unchanged and that are not."""
        domain = s3_domain(env)
        # kept from the last build where one process builds again and again
        self._digests.clear()
        for name in ('vocabulary', 'labels'):
            vars(domain).pop(name, None)
        return [name for name in sorted(env.found_docs - added - changed) if not self._is_as_read(name, domain)]

    def on_doctree_read(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note what the page depends on."""
        docname = app.env.current_document.docname
        domain = s3_domain(app.env)
        text, _ = domain.data['sources'].get(docname, ('', ()))
        domain.data['sources'][docname] = (text, self._of_page(domain, docname))

    def _is_as_read(self, docname: str, domain: S3Domain) -> bool:
        source: Source = domain.data['sources'].get(docname, ('', ()))
        try:
            text = domain.env.doc2path(docname).read_text(domain.env.config.source_encoding)
        except (OSError, ValueError):
            return False  # what is wrong is reported when the page is read
        return source == (digest(text), self._of_page(domain, docname))

    def _of_page(self, domain: S3Domain, docname: str) -> tuple[tuple[str, str], ...]:
        """The files that the page depends on, from the root of the site, each with a digest of its content."""
        root = domain.env.srcdir
        # wherever the folder of the site lies, the same names
        paths = sorted({os.path.relpath(root / name, root) for name in domain.env.dependencies.get(docname, ())})
        return tuple((Path(path).as_posix(), self._of_file(Path(path), domain)) for path in paths)

    def _of_file(self, name: Path, domain: S3Domain) -> str:
        if name not in self._digests:
            self._digests[name] = _content(domain.env.srcdir / name, domain)
        return self._digests[name]


def _content(path: Path, domain: S3Domain) -> str:
    if path == domain.env.srcdir / vocabulary_of(domain.env.config):
        return digest(domain.vocabulary)  # what was read, once, for all pages
    try:
        return digest_of(path.read_bytes())
    except OSError:
        return ''
