"""What a build warns of, as annotations on a host's page of the change; see GitHub, "Workflow commands".

What is wrong with pages is annotated by ``check``, with line and column. This is for what nobody foresaw: a warning of
Sphinx or of a library, which would else stand in the log alone.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.logging import get_node_location

from ..core.report import annotation
from .library_messages import only_follows

#: the logger that all of Sphinx's are below
_SPHINX = 'sphinx'
#: the mark on a record that is written: Sphinx keeps some back for a while and then hands them out again
_DONE = 's3_annotated'


def setup_annotations(app: Sphinx) -> None:
    """Annotate warnings if ``s3_report`` asks for it."""
    app.connect('config-inited', _listen)
    app.connect('build-finished', _stop)


def _listen(app: Sphinx, config: object) -> None:
    """Write warnings as annotations from now on, with the setting."""
    if app.config.s3_report == 'github':
        logging.getLogger(_SPHINX).addHandler(_Annotations(app))


def _stop(app: Sphinx, exception: Exception | None) -> None:
    """Leave the log of Sphinx as it was."""
    logger = logging.getLogger(_SPHINX)
    for handler in [handler for handler in logger.handlers if isinstance(handler, _Annotations)]:
        logger.removeHandler(handler)


class _Annotations(logging.Handler):
    """Writes a workflow command for each warning that is none of our problems."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self._app, self._root = app, Path(app.srcdir)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; paths as they are in the repository."""
        if getattr(record, 'type', '') == 's3' or getattr(record, _DONE, False):
            return
        setattr(record, _DONE, True)
        if only_follows(self._app, record):
            return
        path, line = self._place(getattr(record, 'location', None))
        message = record.getMessage().replace(f'{self._root}/', '')
        sys.stdout.write(annotation('error', path, line, 1, 'sphinx', message) + '\n')

    def _place(self, location: object) -> tuple[str, int]:
        """File and line of what Sphinx calls a location: a docname with a line, a node, or ``file:line``."""
        if isinstance(location, tuple):
            docname, line = location
            return f'{docname}.md', int(line or 1)
        text = get_node_location(location) if isinstance(location, nodes.Node) else location
        path, _, line = str(text or '').partition(':')
        return path.removeprefix(f'{self._root}/'), int(line) if line.isdecimal() else 1
