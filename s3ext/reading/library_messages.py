"""What docutils, MyST and Sphinx say of a page, which writers need not understand: in our words, or not at all.

The checks of the core find what these would complain of. What they do not foresee comes as a fault of its own with the
place; where a page has faults, it only follows from them.
"""

from __future__ import annotations

import logging
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.logging import NAMESPACE, get_node_location, is_suppressed_warning

from ..config.profiles import texts_of
from ..core.problems import Position, Problem, ProblemCode
from ..domain import S3Domain

_PAGE = '.md'


def setup_library_messages(app: Sphinx) -> None:
    """Look at warnings before Sphinx counts and prints them."""
    for handler in logging.getLogger(NAMESPACE).handlers:
        if handler.level == logging.WARNING:
            handler.filters.insert(0, _Translator(app))


class _Translator(logging.Filter):
    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self._app = app

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to print *record*; one of another author about a page gets our words."""
        kind, part = getattr(record, 'type', ''), getattr(record, 'subtype', '')
        if kind == 's3' or (place := _place(self._app, record)) is None:
            return True
        if is_suppressed_warning(kind, part, self._app.config.suppress_warnings):
            return False
        if _refused(self._app):
            return False
        path, line = place
        problem = Problem.at(path, Position(line=line), ProblemCode.NOT_BUILT)
        record.msg, record.args = '%s', (texts_of(self._app.config).message(problem),)
        record.__dict__.update(type='s3', subtype=problem.code.value, location=problem.location)
        return True


def only_follows(app: Sphinx, record: logging.LogRecord) -> bool:
    """Whether *record* is about a page of a site whose faults have been reported: they are the cause."""
    return hasattr(app, 'env') and _place(app, record) is not None and _refused(app)


def _refused(app: Sphinx) -> bool:
    domain = app.env.domains[S3Domain.name]
    assert isinstance(domain, S3Domain)
    return domain.refused


def _place(app: Sphinx, record: logging.LogRecord) -> tuple[str, int] | None:
    """Path and line of the page that *record* is about, if it is about one."""
    location = getattr(record, 'location', None)
    if isinstance(location, nodes.Node):
        location = get_node_location(location)
    if isinstance(location, tuple):
        location = f'{location[0]}{_PAGE}:{location[1] or 1}' if location[0] else None
    if not isinstance(location, str):
        return None
    path, _, line = location.partition(f'{_PAGE}:') if _PAGE in location else (location, '', '')
    file = Path(app.srcdir, f'{path.removesuffix(_PAGE)}{_PAGE}')
    if not file.is_relative_to(app.srcdir) or not file.is_file():
        return None
    return file.relative_to(app.srcdir).as_posix(), int(line) if line.isdecimal() and int(line) else 1
