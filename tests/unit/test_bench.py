"""The sites that are measured: copies with the extension inside, which must be all that it needs; and trips of ids."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.sites import copy_handbook
from bench.trips import MINI, UNIQUE, copy, follow, measure


@pytest.mark.slow
def test_the_extension_runs_from_a_copy(tmp_path: Path) -> None:
    copy_handbook(tmp_path / 'ours')
    done = subprocess.run(
        [sys.executable, '-m', 's3ext', '--version'], cwd=tmp_path / 'ours', capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b'')


def test_the_trip_of_an_id_is_every_module_that_is_handed_it() -> None:
    one: dict[str, Any] = {'__name__': 's3ext.one'}
    two: dict[str, Any] = {'__name__': 's3ext.two'}
    exec('def show(*parts): pass\ndef page(docname, *, text): pass', two)
    one |= two | {'__name__': 's3ext.one'}
    exec('def start(name):\n show(1, name)\n page("docs/" + name, text=None)\n page("", text=f"on {name}")', one)
    trips = follow(lambda: one['start']('energi'), 'energi')
    found = {form: trip.modules() for form, trip in trips.items()}
    assert found['id'] == {'s3ext.one': {'start': 1}, 's3ext.two': {'show': 1}}
    assert found['name']['s3ext.two'] == {'page': 1, 'show': 1}
    assert found['text']['s3ext.two'] == {'page': 2, 'show': 1}
    assert [trip.changes for trip in trips.values()] == [2, 2, 2]


def test_a_check_hands_the_id_of_a_page_from_its_file_to_the_catalogue(tmp_path: Path) -> None:
    copy(MINI, 'varme', tmp_path / 'site')
    assert (tmp_path / 'site' / 'docs' / 'themes' / f'{UNIQUE}.md').is_file()
    found = {form: trip.modules().keys() for form, trip in measure(tmp_path / 'site', 'check').items()}
    assert {'s3ext.core.gate.file_names', 's3ext.core.model.catalog'} <= found['id'] < found['name'] < found['text']
