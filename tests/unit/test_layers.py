"""The border of the pure core: what it may import, and that every module stands alone."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Set
from functools import cache
from pathlib import Path

import pytest

import s3ext.core
from tests.kinds import KINDS

CORE = Path(s3ext.core.__file__).parent
ROOT = CORE.parents[1]
#: every module of the core by its name below ``s3ext.core``: 'query', 'views', 'views.base' …
MODULES = {
    '.'.join(file.relative_to(CORE).with_suffix('').parts).removesuffix('.__init__'): file
    for file in sorted(CORE.rglob('*.py'))
    if file != CORE / '__init__.py'
}
#: what must not come along with the core
FOREIGN = ('sphinx', 'docutils', 'myst_parser')


def foreign_after(code: str) -> set[str]:
    """The top packages of *FOREIGN* that a new process has loaded after running *code*."""
    program = f'{code}\nimport sys\nsys.stdout.write(" ".join(sys.modules))'
    done = subprocess.run(
        [sys.executable, '-c', program], capture_output=True, text=True, encoding='utf-8', check=True, cwd=ROOT
    )
    return {name.partition('.')[0] for name in done.stdout.split()} & set(FOREIGN)


@cache
def parsed(file: Path) -> ast.Module:
    """The code in *file*, which no test changes, parsed once."""
    return ast.parse(file.read_text('utf-8'))


@cache
def imports(module: str) -> list[ast.Import | ast.ImportFrom]:
    """Every import statement of a module of the core, those inside functions and type blocks too."""
    return [node for node in ast.walk(parsed(MODULES[module])) if isinstance(node, ast.Import | ast.ImportFrom)]


def package(module: str) -> tuple[str, ...]:
    """The names of the package, below ``s3ext.core``, that the relative imports of *module* start from."""
    names = tuple(module.split('.'))
    return names if MODULES[module].stem == '__init__' else names[:-1]


def test_the_core_is_found() -> None:
    assert {
        'page.frontmatter',
        'model.kinds',
        'model.values',
        'page.validate',
        'model.catalog',
        'views.query',
        'views',
        'views.base',
    } <= set(MODULES)


def test_no_module_needs_sphinx() -> None:
    """All at once: as no module imports another in a ring, each can be loaded first."""
    names = ', '.join(f's3ext.core.{module}' for module in MODULES)
    assert foreign_after(f'import {names}') == set()


def foreign_named(nodes: list[ast.Import | ast.ImportFrom]) -> set[str]:
    """The packages of *FOREIGN* that import statements name."""
    named = {
        name.partition('.')[0]
        for node in nodes
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [str(node.module)])
    }
    return named & set(FOREIGN)


def test_no_module_names_sphinx() -> None:
    """Not inside functions either."""
    naming = {module: foreign_named(imports(module)) for module in MODULES}
    assert {module: named for module, named in naming.items() if named} == {}


@pytest.mark.slow
def test_the_probe_sees_sphinx() -> None:
    assert foreign_after('import s3ext.domain') >= {'sphinx', 'docutils'}


@pytest.mark.slow
def test_the_check_needs_no_sphinx() -> None:
    check = "with contextlib.redirect_stdout(sys.stderr):\n    assert main(['check']) == 0"
    assert foreign_after(f'import contextlib, sys\nfrom s3ext.__main__ import main\n{check}') == set()


def leads_out(node: ast.Import | ast.ImportFrom, module: str) -> bool:
    """Whether an import of *module* names something of ours outside the core, or by its full name."""
    if isinstance(node, ast.ImportFrom):
        return node.level > 1 + len(package(module)) or (not node.level and str(node.module).startswith('s3ext'))
    return any(alias.name.startswith('s3ext') for alias in node.names)


def test_nothing_from_above_the_core() -> None:
    found = {module: [ast.unparse(node) for node in imports(module) if leads_out(node, module)] for module in MODULES}
    assert {module: named for module, named in found.items() if named} == {}


def long_parts(source: str, tree: ast.Module | None = None) -> list[str]:
    """The functions in *source*, parsed to *tree*, that are too long, and 'module' if that is."""
    found = [
        node.name
        for node in ast.walk(tree or ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    ]
    return found + (['module'] if source.count('\n') >= 400 else [])


def test_modules_and_functions_stay_small() -> None:
    """All of ours, not only the core."""
    folder = CORE.parent
    files = sorted(folder.rglob('*.py'))
    assert len(files) > len(MODULES) > 10
    found = {file.relative_to(folder).as_posix(): long_parts(file.read_text('utf-8'), parsed(file)) for file in files}
    assert {path: parts for path, parts in found.items() if parts} == {}


def test_what_is_long_is_seen() -> None:
    lines = '    x = 1\n' * 50
    assert long_parts(f'def a():\n{lines}async def b():\n{lines}def c():\n    x = 1\n') == ['a', 'b']
    assert long_parts('x = 1\n' * 400) == ['module']


#: what still knows regions and cases
_NAME_KINDS: set[str] = set()


def product_files() -> dict[str, ast.Module]:
    """The code of every module of ours by its path."""
    files = sorted(CORE.parent.rglob('*.py'))
    return {file.relative_to(CORE.parent).as_posix(): parsed(file) for file in files}


def kinds_named(tree: ast.Module) -> list[str]:
    """Where code names a kind: by its id where a kind is asked for, or by its class."""
    ids = {cls.about.id for cls in KINDS.classes}
    classes = {cls.__name__ for cls in KINDS.classes}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in classes:
            found.append(node.id)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asks = node.func.attr in ('of_type', 'select', 'get', 'place', 'about') and node.args
            found += [ast.unparse(node)] if asks and is_kind(node.args[0], ids) else []
        elif isinstance(node, ast.keyword) and node.arg in ('type', 'page', 'kind'):
            found += [ast.unparse(node)] if is_kind(node.value, ids) else []
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            sides += [item for side in sides if isinstance(side, ast.Tuple | ast.List | ast.Set) for item in side.elts]
            found += [ast.unparse(node)] if any(is_kind(side, ids) for side in sides) else []
    return found


def is_kind(node: ast.expr, ids: Set[str]) -> bool:
    """Whether *node* is the id of a kind, written out."""
    return isinstance(node, ast.Constant) and node.value in ids


def test_kinds_are_named_in_the_handbook_alone() -> None:
    """Everything else asks the class: a kind must not be forgotten in a table, and other handbooks have others."""
    naming = {path: kinds_named(tree) for path, tree in product_files().items() if not path.startswith('handbook/')}
    assert {path: named for path, named in naming.items() if named and path not in _NAME_KINDS} == {}


def test_a_kind_that_is_named_is_seen() -> None:
    code = "f(x.of_type('case'), View(type='pilot'))\nif a == 'theme' or b in ('region',) or isinstance(r, Case): ...\n"
    assert len(kinds_named(ast.parse(code))) == 5


def test_nobody_imports_the_handbook_and_it_imports_the_core_alone() -> None:
    for path, tree in product_files().items():
        inside = path.startswith('handbook/')
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert not any(alias.name.startswith('s3ext') for alias in node.names), path
            elif isinstance(node, ast.ImportFrom):
                named = '.'.join(filter(None, (node.module, *(alias.name for alias in node.names))))
                assert node.level or not named.startswith('s3ext'), path
                if not inside:
                    assert not (node.level and 'handbook' in named.split('.')), path
                elif node.level == len(Path(path).parts):  # from the package above the handbook
                    assert str(node.module).partition('.')[0] == 'core', path


def test_a_pdf_is_set_without_sphinx() -> None:
    assert foreign_after('import s3ext.pdf.typeset') == set()
