"""The version, which stands in one place: pyproject.toml."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

#: the name of the distribution, as in pyproject.toml
_NAME = 's3-handboken'


def version() -> str:
    """The version of the code that runs: from pyproject.toml in a checkout, from its wheel's metadata elsewhere.

    A checkout comes first: an older wheel may be installed in the same environment. Raises
    ``importlib.metadata.PackageNotFoundError`` for a copy of the folder that is neither.
    """
    file = Path(__file__).parents[2] / 'pyproject.toml'
    if file.is_file():
        project = tomllib.loads(file.read_text('utf-8')).get('project', {})
        if project.get('name') == _NAME:
            return str(project['version'])
    return metadata.version(_NAME)
