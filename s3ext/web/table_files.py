"""The tables that pages show, as files that readers take along."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

from ..config.profiles import profile_of
from ..core.outputs import Files
from ..core.views import show
from ..core.views.blocks import TableFile
from ..domain import s3_domain
from ..nodes import table_path
from ..writing.outputs import OutputContext, add_output


def setup_table_files(app: Sphinx) -> None:
    """Register the output."""
    add_output(app, 'tables', _files, _places)


def _places(config: Config) -> list[str]:
    return [f'{profile_of(config).names.tables}/']


def _files(context: OutputContext) -> Files:
    """The files of all views that pages show."""
    domain = s3_domain(context.env)
    views = domain.permitted.views
    keys = sorted({key for keys in domain.views.values() for key in keys})
    shown = (block for key in keys if key.kind in views and views[key.kind].files for block in show(key, context.site))
    return {table_path(file.name, context.config): file.text.encode() for file in shown if isinstance(file, TableFile)}
