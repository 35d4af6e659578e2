"""The views that a site adds to those of the product: modules that ``conf.py`` names, for check and build alike.

``check`` runs without Sphinx and so without ``conf.py``: it reads the one setting as it is written there, in quotes.
The build compares that with the value it got, so that both know the same views.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from ..core.gate.allowed import DIRECTIVES, INDEX_DIRECTIVES, kind_directives
from ..core.problems import Position, Problem, ProblemCode
from ..core.profile import Profile
from ..core.views import IN_TEXT, VIEWS, View, Views
from .conf_file import CONFIG
from .own_modules import importing_from

SETTING = 's3_views'
#: what a module holds: each view by the name of its directive
ATTRIBUTE = 'VIEWS'
_NAME = re.compile('[a-z][a-z0-9-]{0,40}')
#: the engine's own meaning of a directive's name
_TAKEN = frozenset({*DIRECTIVES, *INDEX_DIRECTIVES, *VIEWS, *IN_TEXT, 'status'})


def written_modules(root: Path) -> tuple[tuple[str, ...], list[Problem]]:
    """The modules that ``conf.py`` in *root* names, and what is wrong with how it does."""
    file = root / CONFIG
    try:
        tree = ast.parse(file.read_bytes()) if file.is_file() else ast.Module(body=[], type_ignores=[])
    except (SyntaxError, ValueError, OSError):
        return (), []  # a site without such a file can be checked; whoever builds hears of it
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == SETTING]
    if not uses:
        return (), []
    plain = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and _target(node) == SETTING
    ]
    try:
        names = ast.literal_eval(plain[0]) if len(plain) == len(uses) == 1 else None
    except ValueError:
        names = None
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        return (), [_problem('own_views_written', line=uses[0].lineno)]
    return tuple(names), []


def _target(node: ast.Assign | ast.AnnAssign) -> str:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return targets[0].id if len(targets) == 1 and isinstance(targets[0], ast.Name) else ''


def site_views(root: Path, profile: Profile) -> tuple[Views, list[Problem]]:
    """The views that pages of the site at *root* may show, and what is wrong with its own.

    Those of the engine come first, then those of the *profile*.
    """
    names, problems = written_modules(root)
    own: dict[str, View] = {}
    taken = {*_TAKEN, *profile.views, *kind_directives(profile.kinds)}
    for name in names:
        found, wrong = _views_of(name, root)
        problems += wrong
        for view, made in found.items():
            if view in own or view in taken:
                problems.append(_problem('own_views_taken', name, view))
            else:
                own[view] = made
    return MappingProxyType({**VIEWS, **profile.views, **own}), problems


def _views_of(name: str, root: Path) -> tuple[Mapping[str, View], list[Problem]]:
    """The views of the module *name*."""
    try:
        with importing_from(root):
            module = importlib.import_module(name)
    except Exception as error:  # whatever a site's own code raises
        return {}, [_problem('own_views_import', name, f'{type(error).__name__}: {error}')]
    views = getattr(module, ATTRIBUTE, None)
    if not isinstance(views, Mapping) or not all(isinstance(view, View) for view in views.values()):
        return {}, [_problem('own_views_none', name)]
    odd = [str(word) for word in _words(views) if not _NAME.fullmatch(str(word))]
    return ({}, [_problem('own_views_name', name, odd[0])]) if odd else (views, [])


def _words(views: Mapping[str, View]) -> Iterator[str]:
    for name, view in views.items():
        yield from (name, *view.options)


def _problem(cause: str, module: str = '', value: str = '', *, line: int = 1) -> Problem:
    return Problem.at(CONFIG, Position(line=line), ProblemCode.SITE_VIEWS, cause=cause, module=module, value=value)
