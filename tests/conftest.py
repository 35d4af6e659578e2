"""Fixtures that several kinds of tests share."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.klimakit import build_klima
from tests.library import VOCABULARY, copy_library
from tests.shared import build_web, once
from tests.site.sitekit import Page, StandingPage

pytest_plugins = (
    'sphinx.testing.fixtures',
    # loaded before any build: else its texts stay in the language of the first build of the process
    'sphinx.domains.python',
)

ROOT = Path(__file__).parents[1]
#: files that take longest, the longest first, or one process would be left alone with one of them at the end
LONG = (
    'test_contribution.py',
    'test_incremental.py',
    'test_machine_faults.py',
    'test_published.py',
    'test_serve.py',
    'test_progress.py',
    'test_preview.py',
    'test_second_handbook.py',
    'test_print.py',
    'test_form.py',
    'test_property_one.py',
    'test_property_two.py',
    'test_accessibility.py',
    'test_search.py',
    'test_extension.py',
    'test_catalogue.py',
    'test_bad_input.py',
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let what tests compare with be written anew."""
    parser.addoption('--write-golden', action='store_true', help='write the files in tests/site/golden anew')


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


def pytest_collection_finish() -> None:
    """Let the collector of garbage leave alone what stays to the end: modules, and thousands of tests.

    A tenth of the time of a test that builds a site went into looking through it again and again.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope='session')
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the handbook that ``handbook`` is built from: the library of the tests, not the real one."""
    return once(tmp_path_factory, 'library', copy_library)


@pytest.fixture(scope='session')
def handbook(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole handbook built once for the web; the folder that holds its ``index.html``."""
    return once(tmp_path_factory, 'handbook', lambda output: build_web(sources, output)) / 'html'


@pytest.fixture(scope='session')
def klima_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The second handbook, built and printed once, in a folder of its own."""
    return once(tmp_path_factory, 'klima', build_klima)


@pytest.fixture(scope='session')
def parsed() -> Callable[[Path], Page]:
    """Give the page in a file that does not change any more, parsed once."""
    return cache(StandingPage)


def copy_mini(target: Path) -> Path:
    """A fresh copy of the smallest whole site at *target*, which must not exist."""
    shutil.copytree(Path(__file__).parent / 'roots' / 'mini', target)
    shutil.copy(VOCABULARY, target / 'docs' / 'vocabulary.yaml')
    return target


@pytest.fixture
def mini_site(tmp_path: Path) -> Path:
    """A fresh copy of the smallest whole site: two regions, two themes, a pilot, two chapters, three cases."""
    return copy_mini(tmp_path / 'site')


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Replace one piece of text in a file; fails if it is not there exactly once."""

    def replace(file: Path, old: str, new: str) -> None:
        text = file.read_text('utf-8')
        assert text.count(old) == 1, f'{old!r} stands {text.count(old)} times in {file.name}'
        file.write_text(text.replace(old, new), 'utf-8', newline='\n')

    return replace
