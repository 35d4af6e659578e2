"""Fixtures that several kinds of tests share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from s3ext.build import build
from tests.library import VOCABULARY, copy_library
from tests.site.sitekit import Page

pytest_plugins = (
    'sphinx.testing.fixtures',
    # loaded before any build: else its texts stay in the language of the first build of the process
    'sphinx.domains.python',
)

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope='session')
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the handbook that ``handbook`` is built from: the library of the tests, not the real one."""
    return copy_library(tmp_path_factory.mktemp('library') / 'site')


@pytest.fixture(scope='session')
def handbook(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole handbook built once for the web; the folder that holds its ``index.html``."""
    output = tmp_path_factory.mktemp('handbook')
    assert build('html', sources, output) == 0
    return output / 'html'


@pytest.fixture(scope='session')
def parsed() -> Callable[[Path], Page]:
    """Give the page in a file that does not change any more, parsed once."""
    return cache(Page)


@pytest.fixture
def mini_site(tmp_path: Path) -> Path:
    """A fresh copy of the smallest whole site: two regions, two themes, a pilot, two chapters, three cases."""
    target = tmp_path / 'site'
    shutil.copytree(Path(__file__).parent / 'roots' / 'mini', target)
    shutil.copy(VOCABULARY, target / 'docs' / 'vocabulary.yaml')
    return target


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Replace one piece of text in a file; fails if it is not there exactly once."""

    def replace(file: Path, old: str, new: str) -> None:
        text = file.read_text('utf-8')
        assert text.count(old) == 1, f'{old!r} stands {text.count(old)} times in {file.name}'
        file.write_text(text.replace(old, new), 'utf-8')

    return replace
