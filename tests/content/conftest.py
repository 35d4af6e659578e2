"""The real handbook in the place of the library of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from s3ext.build import build
from tests.conftest import ROOT


@pytest.fixture(scope='session')
def sources() -> Path:
    """The folder of the real handbook."""
    return ROOT


@pytest.fixture(scope='session')
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real handbook built once for the web; the folder that holds its ``index.html``."""
    output = tmp_path_factory.mktemp('handbook')
    assert build('html', ROOT, output) == 0
    return output / 'html'
