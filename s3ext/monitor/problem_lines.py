"""What a build of our commands prints of a problem: the same line as ``check``, ``path:line:column: error[code]: …``.

Sphinx writes its own word before a warning, in English, and colours it. It stays with warnings of others.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.console import coloron, nocolor
from sphinx.util.logging import NAMESPACE

from ..config.profiles import texts_for_authors
from ..core.texts.messages import Texts


def setup_problem_lines(app: Sphinx) -> None:
    """Write problems as lines of ``check``, for builds of our commands: other builds keep Sphinx's log."""
    if not app.config.s3_work:
        return
    texts = texts_for_authors(app.config)
    for handler in logging.getLogger(NAMESPACE).handlers:
        handler.setFormatter(ProblemLines(texts, Path(app.srcdir), handler.formatter or logging.Formatter()))


def choose_colours() -> None:
    """Colours for people only: at a terminal, where nobody has asked for none (https://no-color.org)."""
    if sys.stderr.isatty() and not os.environ.get('NO_COLOR') and os.environ.get('TERM') != 'dumb':
        coloron()
    else:
        nocolor()


class ProblemLines(logging.Formatter):
    """Writes our problems in our way, and all else in the *usual* way."""

    def __init__(self, texts: Texts, root: Path, usual: logging.Formatter) -> None:
        """*root* is the folder that paths are relative to."""
        super().__init__()
        self._texts, self._root, self._usual = texts, root, usual

    def format(self, record: logging.LogRecord) -> str:
        """One line. Sphinx has made a text of the place by now, and may have put its name of the code at the end."""
        if getattr(record, 'type', '') != 's3':
            return self._usual.format(record)
        code = getattr(record, 'subtype', '')
        # the message alone: Sphinx's class of records puts the place and its own word before it
        message = logging.LogRecord.getMessage(record).removesuffix(f' [s3.{code}]')
        place = str(getattr(record, 'location', None) or '').removeprefix(f'{self._root}{os.sep}').removesuffix(':')
        word = self._texts['error' if record.levelno >= logging.WARNING else 'note']
        return f'{place}: {word}[{code}]: {message}' if place else f'{word}[{code}]: {message}'
