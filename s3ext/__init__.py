"""Sphinx extension for handbooks of typed records: validates, indexes and publishes them.

The names in ``__all__`` are what a site's own extension may use; EXTENDING.md says what is promised of each.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from .core.drawing.shapes import Drawing
    from .core.outputs import Files
    from .core.views import Options, Site, View, ViewError
    from .core.views.base import row, selected
    from .core.views.blocks import (
        Back,
        Block,
        Change,
        Changes,
        Choices,
        Columns,
        Facet,
        Figure,
        Findable,
        Finder,
        Fold,
        Heading,
        Items,
        Jumps,
        Link,
        Missing,
        Para,
        PasteLine,
        Row,
        Rows,
        Table,
        TableFile,
        Web,
    )
    from .writing.outputs import OutputContext, OutputError, add_output

__all__ = [
    'Back',
    'Block',
    'Change',
    'Changes',
    'Choices',
    'Columns',
    'Drawing',
    'Facet',
    'Figure',
    'Files',
    'Findable',
    'Finder',
    'Fold',
    'Heading',
    'Items',
    'Jumps',
    'Link',
    'Missing',
    'Options',
    'OutputContext',
    'OutputError',
    'Para',
    'PasteLine',
    'Row',
    'Rows',
    'Site',
    'Table',
    'TableFile',
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
        **dict.fromkeys(
            (
                *('Back', 'Block', 'Change', 'Changes', 'Choices', 'Columns', 'Facet', 'Figure', 'Findable', 'Finder'),
                *('Fold', 'Heading', 'Items', 'Jumps', 'Link', 'Missing', 'Para', 'PasteLine', 'Row', 'Rows', 'Table'),
                *('TableFile', 'Web'),
            ),
            '.core.views.blocks',
        ),
        'Drawing': '.core.drawing.shapes',
        'Files': '.core.outputs',
        **dict.fromkeys(('Options', 'Site', 'View', 'ViewError'), '.core.views'),
        **dict.fromkeys(('row', 'selected'), '.core.views.base'),
        **dict.fromkeys(('OutputContext', 'OutputError', 'add_output'), '.writing.outputs'),
    }
)
#: the parts of the extension, in order: ``setup_settings`` of ``config.settings``, and so on. They are loaded only when
#: Sphinx asks for them: the command line uses the core without Sphinx.
_PARTS = (
    'config.settings',
    'writing.outputs',
    'reading.annotations',
    'reading.library_messages',
    'reading.caches',
    'monitor.limits',
    'nodes',
    'reading.fact_sheet',
    'domain',
    'reading.sources',
    'reading.collect',
    'reading.parser',
    'reading.places',
    'reading.directives',
    'reading.roles',
    'reading.transforms',
    'writing.placeholders',
    'web.contribute',
    'reading.glossary_links',
    'writing.rebuild',
    'web.fault_box',
    'writing.two_rounds',
    'web.scripts',
    'web.feed',
    'web.news',
    'web.own_record',
    'web.form',
    'web.cms',
    'web.search',
    'web.versions',
    'web.twins',
    'web.page_context',
    'web.not_found',
    'web.head',
    'web.styles',
    'web.assets',
    'web.csp',
    'web.grids',
    'web.structure',
    'web.footnotes',
    'reading.attachments',
    'web.attachments',
    'web.template_files',
    'web.table_files',
    'web.data',
    'web.kits',
    'web.moved',
    'web.share_cards',
    'web.publish',
    'pdf',
    'writing.pdf_plan',
    'monitor.progress',
    'monitor.problem_lines',
)


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for: the check needs no Sphinx, the PDF's processes no catalogue."""
    if name not in _MODULES:
        raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
    return getattr(import_module(_MODULES[name], __name__), name)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parts of the extension."""
    from .config.version import version

    for name in _PARTS:
        getattr(import_module(f'.{name}', __name__), f'setup_{name.rpartition(".")[2]}')(app)
    return {
        'version': version(),
        'env_version': _code_version(),
        'parallel_read_safe': True,
        'parallel_write_safe': True,
    }


@cache
def _code_version() -> int:
    """A number that changes with the extension's code and texts, so that a new version reads every page anew.

    Once a process: it goes on with the code that it has loaded.
    """
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for file in (
        sorted(folder.rglob('*.py'))
        + sorted(folder.rglob('*.toml'))
        + sorted(folder.rglob('*.json'))
        + [folder / 'core' / 'gate' / 'glyphs.txt']
    ):
        digest.update(file.read_bytes())
    return int.from_bytes(digest.digest()[:6], 'big')
