"""Which changed files of a contribution are content, and what the others would change: for whoever looks through it.

A text and a change of the program can come in the same proposal. The content passes the gate; all else is read by
somebody who knows code before it runs anywhere.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container
from enum import StrEnum

from .tokens import FRONT_PAGE


class Area(StrEnum):
    """What a file changes. Each has a text ``area_…``."""

    CONTENT = 'content'
    #: the program, its settings, looks and dependencies
    CODE = 'code'
    #: what the host of the repository runs or allows
    HOST = 'host'
    #: what programs obey because a file of that name lies there
    OBEYED = 'obeyed'
    #: what a build makes and the next one reads: never in a repository
    BUILT = 'built'
    TESTS = 'tests'
    OTHER = 'other'


_HOST_FOLDERS = ('.github', '.gitlab', '.forgejo', '.gitea', '.ci', '.circleci', '.woodpecker')
_HOST_FILES = frozenset(
    {'.gitlab-ci.yml', '.travis.yml', '.pre-commit-config.yaml', 'renovate.json', 'codeowners', '.readthedocs.yaml'}
)
_CODE_FOLDERS = ('s3ext', 'tools', 'bench', 'locale', 'schema', 'templates', 'static', '_static', '_templates')
_CODE_FILES = frozenset(
    {'conf.py', 'makefile', 'pyproject.toml', 'setup.py', 'manifest.in', 'dockerfile', 'containerfile'}
)
_BUILT_FOLDERS = ('_build', '.venv', '.venv-bench', 'build', 'dist', '__pycache__')
_BUILT_ENDINGS = ('.pyc', '.pickle', '.doctree', '.mo', '.whl')
#: docutils, Python, pip, git, editors, test and type checkers read these without being told
_OBEYED_FILES = frozenset(
    {
        'docutils.conf',
        '.docutils',
        'sitecustomize.py',
        'usercustomize.py',
        'pip.conf',
        'pip.ini',
        'setup.cfg',
        'tox.ini',
    }
    | {'pytest.ini', 'conftest.py', 'mypy.ini', '.mypy.ini', 'ruff.toml', '.ruff.toml', 'babel.cfg', '.env', '.envrc'}
    | {'.gitattributes', '.gitmodules', '.gitconfig', '.mailmap', '.lfsconfig', '.editorconfig', '.python-version'}
    | {'pyvenv.cfg', '.npmrc', '.netrc', '.pypirc', 'uv.toml', '.tool-versions', 'typst.toml'}
)
_OBEYED_ENDINGS = ('.pth', '.code-workspace')
_OBEYED_FOLDERS = ('.vscode', '.idea', '.devcontainer', '.husky', '.git', '.claude', '.cursor')


def area_of(path: str, folders: Container[str]) -> Area:
    """What the file *path* changes, where content lies in *folders*. A path that leaves its folder is never content."""
    parts = path.split('/')
    name = parts[-1].lower()
    if posixpath.normpath(path) != path or path.startswith('/') or '..' in parts or '\\' in path:
        return Area.OTHER
    if any(part in _BUILT_FOLDERS for part in parts[:-1]) or name.endswith(_BUILT_ENDINGS):
        return Area.BUILT
    above = [part.lower() for part in parts[:-1]]
    if name in _OBEYED_FILES or name.endswith(_OBEYED_ENDINGS) or any(part in _OBEYED_FOLDERS for part in above):
        return Area.TESTS if parts[0] == 'tests' and name == 'conftest.py' else Area.OBEYED
    if parts[0].lower() in _HOST_FOLDERS or name in _HOST_FILES:
        return Area.HOST
    if path == FRONT_PAGE or (parts[0] in folders and len(parts) > 1):
        return Area.CONTENT
    if parts[0] == 'tests':
        return Area.TESTS
    if parts[0] in _CODE_FOLDERS or name in _CODE_FILES or name.endswith(('.lock', '.py', '.sh', '.mjs', '.js')):
        return Area.CODE
    return Area.OTHER
