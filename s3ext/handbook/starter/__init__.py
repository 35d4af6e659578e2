"""A new handbook like this one."""

from __future__ import annotations

from importlib import resources
from types import MappingProxyType

from ...core.starter import Starter

STARTER = Starter(
    folder=resources.files(__package__),
    files=MappingProxyType(
        {
            'conf.py': 'conf.py.in',
            'README.md': 'README.md.in',
            'requirements.txt': 'requirements.txt.in',
            '.gitignore': 'gitignore',
            'index.md': 'index.md',
            'docs/vocabulary.yaml': 'docs/vocabulary.yaml',
            'docs/themes/exempel.md': 'docs/themes/exempel.md',
            'locale/sv/LC_MESSAGES/sphinx.po': 'locale/sv/LC_MESSAGES/sphinx.po',
        }
    ),
)
