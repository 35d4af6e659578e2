"""Sphinx extension for handbooks of typed records: validates, indexes and publishes them.

The names in ``__all__`` are what a site's own extension may use; EXTENDING.md says what is promised of each.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from .core.blocks import Block, Heading, Items, Link, Para, Row, Rows, Table, Web
    from .core.outputs import Files
    from .core.views import Options, Site, View, ViewError
    from .core.views.base import row, selected
    from .outputs import OutputContext, OutputError, add_output

__all__ = [
    'Block',
    'Files',
    'Heading',
    'Items',
    'Link',
    'Options',
    'OutputContext',
    'OutputError',
    'Para',
    'Row',
    'Rows',
    'Site',
    'Table',
    'View',
    'ViewError',
    'Web',
    'add_output',
    'row',
    'selected',
    'setup',
]
_MODULES = MappingProxyType(
    {
        **dict.fromkeys(('Block', 'Heading', 'Items', 'Link', 'Para', 'Row', 'Rows', 'Table', 'Web'), '.core.blocks'),
        'Files': '.core.outputs',
        **dict.fromkeys(('Options', 'Site', 'View', 'ViewError'), '.core.views'),
        **dict.fromkeys(('row', 'selected'), '.core.views.base'),
        **dict.fromkeys(('OutputContext', 'OutputError', 'add_output'), '.outputs'),
    }
)


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: the check needs no Sphinx, the PDF's processes no catalogue."""
    if name not in _MODULES:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    return getattr(import_module(_MODULES[name], __name__), name)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parts of the extension."""
    # here, not above: the command line uses the core without Sphinx
    from .annotations import setup_annotations
    from .attachments import setup_attachments
    from .caches import setup_caches
    from .catalogue import setup_catalogue
    from .chrome import setup_chrome
    from .collect import setup_collect
    from .config import setup_config
    from .directives import setup_directives
    from .domain import setup_domain
    from .editions import setup_editions
    from .editor import setup_editor
    from .facts import setup_facts
    from .fault_box import setup_fault_box
    from .feed import setup_feed
    from .form import setup_form
    from .library_messages import setup_library_messages
    from .limits import setup_limits
    from .nodes import setup_nodes
    from .outputs import setup_outputs
    from .parser import setup_parser
    from .pdf import setup_pdf
    from .places import setup_places
    from .policy import setup_policy
    from .problem_lines import setup_problem_lines
    from .progress import setup_progress
    from .rebuild import setup_rebuild
    from .roles import setup_roles
    from .search import setup_search
    from .sources import setup_sources
    from .terms import setup_terms
    from .transforms import setup_transforms
    from .two_rounds import setup_two_rounds
    from .version import version
    from .ways import setup_ways

    for part in (
        setup_config,
        setup_outputs,
        setup_annotations,
        setup_library_messages,
        setup_caches,
        setup_limits,
        setup_nodes,
        setup_facts,
        setup_domain,
        setup_sources,
        setup_collect,
        setup_parser,
        setup_places,
        setup_directives,
        setup_roles,
        setup_transforms,
        setup_ways,
        setup_terms,
        setup_rebuild,
        setup_fault_box,
        setup_two_rounds,
        setup_catalogue,
        setup_feed,
        setup_form,
        setup_editor,
        setup_search,
        setup_chrome,
        setup_policy,
        setup_attachments,
        setup_pdf,
        setup_editions,
        setup_progress,
        setup_problem_lines,
    ):
        part(app)
    return {
        'version': version(),
        'env_version': _code_version(),
        'parallel_read_safe': True,
        'parallel_write_safe': True,
    }


def _code_version() -> int:
    """A number that changes with the extension's code and texts, so that a new version reads every page anew."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for file in (
        sorted(folder.rglob('*.py'))
        + sorted(folder.rglob('*.toml'))
        + sorted(folder.rglob('*.json'))
        + [folder / 'core' / 'glyphs.txt']
    ):
        digest.update(file.read_bytes())
    return int.from_bytes(digest.digest()[:6], 'big')
