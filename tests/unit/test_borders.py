"""The rooms of the house: which there are, what each may import, and that nothing imports in a circle.

Imports are read from the code: those inside functions and for types alone count too.
"""

from __future__ import annotations

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import s3ext

HOUSE = Path(s3ext.__file__).parent
#: each room may import those before it
FLOORS = (
    'core',
    'config',
    'monitor',
    'nodes',
    'render',
    'pdf',
    'domain',
    'reading',
    'writing',
    'web',
    'commands',
)
#: rooms that may import fewer
ONLY = {'config': {'core'}, 'pdf': {'core'}, 'handbook': {'core'}}
#: the extension, the program, and what handbooks import: nobody here imports them
ENTRIES = {'s3ext', 's3ext.__main__', 's3ext.api'}
#: what the PDF's processes and pages know nothing of, not even through others
RECORDS = ('s3ext.core.model', 's3ext.core.views', 's3ext.core.data', 's3ext.domain', 's3ext.handbook')
#: what the open data know nothing of: how pages look, are searched and printed
PAGES = ('s3ext.core.views', 's3ext.core.drawing', 's3ext.core.search', 's3ext.core.print', 's3ext.render')


def module_of(file: Path) -> str:
    """The name of the module in *file*: ``s3ext.core.views`` for its ``__init__.py``."""
    parts = file.relative_to(HOUSE.parent).with_suffix('').parts
    return '.'.join(parts[:-1] if parts[-1] == '__init__' else parts)


FILES = {module_of(file): file for file in sorted(HOUSE.rglob('*.py'))}


def imported(module: str, tree: ast.Module, is_package: bool = False) -> set[str]:
    """The modules of ours that the code *tree* of *module* imports."""
    home = module.split('.') if is_package else module.split('.')[:-1]
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = home[: len(home) - node.level + 1] if node.level else []
            base = '.'.join((*above, *([node.module] if node.module else [])))
            names = {f'{base}.{alias.name}' for alias in node.names}
            found |= (names & FILES.keys()) | ({base} if names - FILES.keys() else set())
    return {name for name in found if name.partition('.')[0] == 's3ext'} - {module}


@cache
def trees() -> dict[str, ast.Module]:
    """The code of every module of ours, parsed once, and only where these tests run."""
    return {module: ast.parse(file.read_text('utf-8')) for module, file in FILES.items()}


@cache
def graph() -> dict[str, set[str]]:
    """What every module of ours imports of ours."""
    return {module: imported(module, tree, FILES[module].stem == '__init__') for module, tree in trees().items()}


def room(module: str) -> str:
    """The room of a module: ``core`` for ``s3ext.core.views``, ``domain`` for ``s3ext.domain``; '' for an entry."""
    return '' if module in ENTRIES else module.split('.')[1]


def forbidden(module: str, target: str) -> bool:
    """Whether *module* must not import *target*."""
    here, there = room(module), room(target)
    if here == there or not here:
        return False
    if here in ONLY:
        return there not in ONLY[here]
    return there not in FLOORS or FLOORS.index(there) > FLOORS.index(here)


def reached(module: str) -> set[str]:
    """All that *module* imports, and that these import …"""
    found: set[str] = set()
    todo = [module]
    while todo:
        for target in graph().get(todo.pop(), set()) - found:
            found.add(target)
            todo.append(target)
    return found


def test_there_are_no_other_rooms() -> None:
    assert {room(module) for module in FILES} - {''} == {*FLOORS, 'handbook'}
    assert len(FLOORS) + 1 <= 12  # nobody keeps more in mind


def test_no_folder_of_the_house_is_without_a_room() -> None:
    """Style, scripts and the like lie in the room that they are for."""
    folders = {path.name for path in HOUSE.iterdir() if path.is_dir() and path.name != '__pycache__'}
    assert folders - {*FLOORS, 'handbook'} == set()


def test_no_arrow_leads_up() -> None:
    assert [
        (module, target) for module in FILES for target in sorted(graph()[module]) if forbidden(module, target)
    ] == []


def test_nobody_imports_the_entries() -> None:
    assert {module: targets & ENTRIES for module, targets in graph().items() if targets & ENTRIES} == {}


def test_the_extension_holds_no_command() -> None:
    assert not [part for part in s3ext._PARTS if room(f's3ext.{part}') == 'commands']


def test_the_handbook_is_named_once_and_imported_by_nobody() -> None:
    """It comes through the setting, whose default is the one place that names it."""
    naming = {
        module
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith('s3ext.handbook')
    }
    assert naming == {'s3ext.config.conf_file'}
    importing = {module for module, targets in graph().items() if any(room(t) == 'handbook' for t in targets)}
    assert {module for module in importing if room(module) != 'handbook'} == set()


def test_the_pdf_knows_nothing_of_records() -> None:
    for module in FILES:
        if room(module) == 'pdf':
            assert [target for target in sorted(reached(module)) if target.startswith(RECORDS)] == [], module


def test_the_data_know_nothing_of_pages() -> None:
    for module in FILES:
        if module.startswith('s3ext.core.data'):
            assert [target for target in sorted(reached(module)) if target.startswith(PAGES)] == [], module


def test_nothing_imports_in_a_circle() -> None:
    """A module loads the packages around what it imports, too, if it is not in them itself."""
    with_packages = {
        module: {
            package
            for target in targets
            for package in _with_packages(target)
            if not f'{module}.'.startswith(f'{package}.')
        }
        for module, targets in graph().items()
        if module not in ENTRIES
    }
    assert with_packages['s3ext.core.views.base'] >= {'s3ext.core.views.query', 's3ext.core.model.catalog'}
    assert 's3ext.core.views' in with_packages['s3ext.reading.directives']
    try:
        order = set(TopologicalSorter(with_packages).static_order())
    except CycleError as error:
        pytest.fail(' > '.join(error.args[1]))
    assert order >= with_packages.keys()


def _with_packages(module: str) -> list[str]:
    parts = module.split('.')
    return ['.'.join(parts[:count]) for count in range(2, len(parts) + 1)]


@pytest.mark.parametrize(
    ('module', 'code'),
    [
        ('s3ext.core.page.reader', 'from ...domain import S3Domain'),
        ('s3ext.core.problems', 'def later():\n    from ..handbook import PROFILE'),
        ('s3ext.handbook', 'from ..config import clock'),
        ('s3ext.web.form', 'from ..commands.build import build'),
        ('s3ext.reading.caches', 'from ..writing.rebuild import digest'),
        ('s3ext.pdf.page', 'import s3ext.nodes'),
        ('s3ext.commands.build', 'import s3ext.handbook'),
        ('s3ext.domain.catalogue', 'from .. import commands'),
    ],
)
def test_what_leads_up_is_seen(module: str, code: str) -> None:
    found = imported(module, ast.parse(code), FILES[module].stem == '__init__')
    assert found and all(forbidden(module, target) for target in found)
