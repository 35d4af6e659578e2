"""The scripts of the site: how they are written, and what they work out without a page."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from tests.scripts import FOLDERS, OWN, ROOT, run

MOST_IN_FILE, MOST_IN_FUNCTION = 400, 50
CONFIG = Path(__file__).parents[2] / 'tools' / 'javascript' / 'oxlint.json'
#: the parts of tree-sitter's grammar of JavaScript that have a body which runs
FUNCTIONS = {
    *('function_declaration', 'function_expression', 'generator_function_declaration', 'generator_function'),
    *('arrow_function', 'method_definition', 'class_static_block'),
}


def functions(source: str) -> Iterator[tuple[int, int]]:
    """First line and number of lines of each function in *source*, those within others too."""
    tree = Parser(Language(tree_sitter_javascript.language())).parse(source.encode())
    assert not tree.root_node.has_error, source
    waiting: list[Node] = [tree.root_node]
    while waiting:
        node = waiting.pop()
        if node.type in FUNCTIONS:
            yield node.start_point.row + 1, node.end_point.row - node.start_point.row + 1
        waiting += node.children


def too_long(source: str) -> list[tuple[int, int]]:
    """The functions of *source* with more lines than there may be."""
    return sorted(found for found in functions(source) if found[1] > MOST_IN_FUNCTION)


def test_a_long_function_is_found_wherever_it_stands() -> None:
    lines = '\n' * MOST_IN_FUNCTION
    for source in (
        f'function f() {{{lines}}}',
        f'{{ const f = async (a) => {{{lines}}}; }}',
        f'class A {{ static {{{lines}}} }}',
        f'class A {{ #f() {{{lines}}} }}',
        f'const a = {{ *f() {{{lines}}} }};',
        f'(() => {{{lines}}})();',
    ):
        assert too_long(source) == [(1, MOST_IN_FUNCTION + 1)], source
        assert too_long(source.replace(lines, lines[1:])) == []
    assert too_long(f'class A {{{lines} f() {{}} }}') == []  # as a class, or a block, may be long


@pytest.mark.parametrize('file', OWN, ids=lambda file: str(file.relative_to(ROOT)))
def test_files_and_functions_are_short(file: Path) -> None:
    source = file.read_text('utf-8')
    assert len(source.splitlines()) <= MOST_IN_FILE
    assert too_long(source) == []


def test_all_scripts_of_ours_are_looked_at() -> None:
    others = {
        'js-yaml.min.js',
        'mammoth.browser.min.js',
        'markdown-it.umd.min.js',
        'markdown-it-deflist.min.js',
    }
    found = {file.name for folder in FOLDERS for file in (ROOT / folder).rglob('*.js')}
    assert found - others == {file.name for file in OWN}


@pytest.mark.parametrize('file', OWN, ids=lambda file: str(file.relative_to(ROOT)))
def test_scripts_are_typed_and_strict(file: Path) -> None:
    source = file.read_text('utf-8')
    assert source.startswith('// @ts-check\n')
    assert '\n"use strict";\n' in source
    assert not re.search(r'@ts-(ignore|nocheck|expect-error)', source)


def test_the_scripts_put_one_name_into_a_page() -> None:
    assert run('() => globals') == ['S3']


def lint(*paths: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name('oxlint')), '--config', str(CONFIG), '--format', 'unix']
    return subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)


def test_the_linter_has_no_remark(tmp_path: Path) -> None:
    done = lint(*OWN)
    assert done.returncode == 0, done.stdout
    wrong = tmp_path / 'wrong.js'
    wrong.write_text('"use strict";\nlet a = 1;\nif (a == b) eval("a");\n', 'utf-8')
    output = lint(wrong).stdout
    assert all(rule in output for rule in ('prefer-const', 'eqeqeq', 'no-undef', 'no-eval')), output
