"""Write a preview in two rounds: first the pages that somebody waits for, and when that has been reported the others.

A title stands on dozens of pages. Whoever changes it looks at one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config

from .rebuild import forget


class OvertakenError(Exception):
    """Something has been saved while pages were written that nobody waits for; the next build writes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewers:
    """Those who wait for pages.

    ``wanted`` says which pages, by docname; ``show`` is called once with those of them that are new, when they lie
    there whole with their images; ``is_overtaken`` whether the rest may be left to the next build.
    """

    wanted: Callable[[], Set[str]]
    show: Callable[[Set[str]], None]
    is_overtaken: Callable[[], bool]


class TwoRounds(StandaloneHTMLBuilder):
    """Sphinx's builder of html, which knows who is looking."""

    #: nobody: all pages in one round
    viewers: Viewers | None = None

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the pages. Raises ``OvertakenError`` between two of them."""
        # whatever ends this build, the next one cannot take these pages for those of the build before
        forget(self.outdir, docnames)
        if self.viewers is None:
            super().write_documents(docnames)
            return
        first = docnames & self.viewers.wanted()
        if first:
            super().write_documents(first)
            self.copy_image_files()
            self.viewers.show(first)
        for docname in sorted(docnames - first):
            if self.viewers.is_overtaken():
                raise OvertakenError
            super().write_documents({docname})


def setup_two_rounds(app: Sphinx) -> None:
    """Let previews be written so."""
    app.connect('config-inited', _replace)


def _replace(app: Sphinx, config: Config) -> None:
    """Write previews in two rounds."""
    if config.s3_preview:
        app.add_builder(TwoRounds, override=True)
