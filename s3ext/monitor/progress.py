"""What a build of our commands says while it works: one moving line at a terminal, a few lines in a log.

Sphinx tells of each page and of much that only its developers need. Its log stays the source; a filter takes from it
what people wait for, and lets through only what is meant for them.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from ..config.profiles import texts_for_authors
from ..core.texts.messages import Texts

#: the beginning of the names of loggers whose news is for developers: Sphinx's own, and those of the parts we use
_CHATTER = ('sphinx.sphinx', 'sphinx.myst_parser', 'sphinx.pydata_sphinx_theme')
#: the end of what ``sphinx.util.display.status_iterator`` logs before each thing
_STEP = re.compile(r'\[ *(\d+)%\] $')
_STEPS = 'sphinx.sphinx.util.display'
_LINKS = 'sphinx.sphinx.builders.linkcheck'
#: columns of a terminal that nobody has to fill: some go to a new line after the last one
_MARGIN = 1


def setup_progress(app: Sphinx) -> None:
    """Register the handlers, for builds of our commands: other builds keep Sphinx's log."""
    if not app.config.s3_work:
        return
    texts = texts_for_authors(app.config)
    progress = Progress(texts, sys.stdout)
    for handler in logging.getLogger('sphinx').handlers:
        handler.addFilter(progress)

    def read(app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
        progress.begin('read', len(docnames), 'pages')

    def write(app: Sphinx, builder: Builder) -> None:
        if builder.name == 'linkcheck':
            progress.begin('links')
        elif builder.format == 'html':
            progress.begin('write')

    app.connect('env-before-read-docs', read, priority=999)
    app.connect('write-started', write, priority=999)
    app.connect('build-finished', lambda *_: progress.end(), priority=1)
    app.connect('typstpdf-stage', lambda app, stage, count, what: progress.begin(stage, count, what))


@contextmanager
def unannounced() -> Iterator[None]:
    """Begin a build without what Sphinx says of itself before any extension is loaded."""
    logger = logging.getLogger('sphinx.sphinx.application')

    def quiet(record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING

    logger.addFilter(quiet)
    try:
        yield
    finally:
        logger.removeFilter(quiet)


class Progress(logging.Filter):
    """The stage that a build is in, and how far it has come: shown on *stream*."""

    def __init__(self, texts: Texts, stream: TextIO) -> None:
        """Show nothing yet."""
        super().__init__()
        self._texts, self._stream = texts, stream
        self._moves = stream.isatty() and os.environ.get('TERM') != 'dumb'
        self._stage, self._count, self._total = '', 0, ''
        self._done = 0
        self._shown = ''
        self._last: logging.LogRecord | None = None

    def begin(self, stage: str, count: int = 0, what: str = '') -> None:
        """A new *stage*, the name of a text without ``progress_``, with *count* things called *what*; 0 if unknown."""
        self.end()
        if what and not count:
            return
        self._stage, self._count, self._done = stage, count, 0
        self._total = self._texts.count(what, count) if what else ''
        text = f'{self._texts[f"progress_{stage}"].format(total=self._total)} …'
        if self._moves:
            self._show(text)
        else:
            print(text, file=self._stream, flush=True)

    def end(self) -> None:
        """The stage is over."""
        self._stage = ''
        self.clear()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether *record* is for people. Called once for each of Sphinx's handlers."""
        if record.levelno >= logging.WARNING or not record.name.startswith(_CHATTER):
            self.clear()
            return True
        if record is not self._last and self._stage and self._moves:
            self._follow(record)
        self._last = record
        return False

    def clear(self) -> None:
        """Take the moving line away: something else is to be printed."""
        if self._shown:
            self._stream.write(f'\r{" " * len(self._shown)}\r')
            self._stream.flush()
            self._shown = ''

    def _follow(self, record: logging.LogRecord) -> None:
        if self._stage == 'links':
            if record.name == _LINKS and not getattr(record, 'nonl', False):
                self._done += 1
                self._show(self._texts['progress_links_left'].format(done=self._done))
        elif record.name == _STEPS and (step := _STEP.search(str(record.msg))):
            percent = int(step[1])
            if percent < self._done:  # another list of things, such as the images
                return
            self._done = percent
            left = round(self._count * (100 - percent) / 100) if self._count else 100 - percent
            self._show(self._texts[f'progress_{self._stage}_left'].format(total=self._total, left=left))

    def _show(self, text: str) -> None:
        text = text[: max(shutil.get_terminal_size().columns - _MARGIN, 0)]
        # no control sequences: old consoles show them
        self._stream.write(f'\r{text}{" " * (len(self._shown) - len(text))}')
        self._stream.flush()
        self._shown = text
