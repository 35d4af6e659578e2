"""The real handbook in the place of the library of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.shared import build_web, once


@pytest.fixture(scope='session')
def sources() -> Path:
    """The folder of the real handbook."""
    return ROOT


@pytest.fixture(scope='session')
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real handbook built once for the web; the folder that holds its ``index.html``."""
    return once(tmp_path_factory, 'real', lambda output: build_web(ROOT, output)) / 'html'
