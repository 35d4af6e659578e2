"""Sequences of edits, and the comparison of incremental builds with fresh ones after each of them."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests.site.edits import EDITS, break_or_fix, is_broken
from tests.site.sitekit import Built, build_site, contents, copy_mini

#: edits in one sequence, and sequences in each of the two tests: 40 edits in ``make test``, more in ``make bench``
LENGTH = 20
SEQUENCES = int(os.environ.get('S3_PROPERTY_SEQUENCES', '1'))
#: always the same: with others, the web build after each source of the PDF would read every page anew
_EXTENSIONS = ['myst_parser', 's3ext', 'tests.site.pdf_source']


def _sequence(number: int) -> list[tuple[str, int]]:
    dice = random.Random(number)
    return [(dice.choice(sorted(EDITS)), dice.randrange(10**6)) for _ in range(LENGTH)]


#: drawn by number: a drawn list would begin with the simplest one, the same edit twenty times
EDIT_LISTS = st.integers(min_value=0, max_value=2**32).map(_sequence)


#: every run makes the same sequences; which, the seed of each test says
RUN = settings(
    max_examples=SEQUENCES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def leaves_what_a_fresh_build_makes(edits: list[tuple[str, int]]) -> None:
    """Make the *edits* one after the other; after each compare a serial build with a fresh one.

    The parallel build comes after every second edit and the source of the PDF after every fourth: they see several at
    once.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = copy_mini(Path(folder) / 'site')
        for number, (name, dice) in enumerate(edits):
            if is_broken(site):
                name = break_or_fix.__name__  # one broken build is enough to see the next one right
            EDITS[name](site, random.Random(dice))
            jobs = {'_one': 1, '_two': 2} if number % 2 else {'_one': 1}
            _check(site, f'edit {number}: {edits[: number + 1]}', jobs, pdf=number % 4 == 3)


def _check(site: Path, context: str, jobs: dict[str, int], *, pdf: bool) -> None:
    """Compare what is built again and again in the folders of *jobs* with what is built once."""
    shutil.rmtree(site / '_fresh', ignore_errors=True)
    before = {folder: _output(site, folder) for folder in jobs}
    fresh = build_site(site, folder='_fresh', extensions=_EXTENSIONS)
    for folder, count in jobs.items():
        built = build_site(site, jobs=count, folder=folder, extensions=_EXTENSIONS)
        assert (built.warnings, built.error) == (fresh.warnings, fresh.error), context
        if fresh.error:
            assert is_broken(site), context + fresh.warnings
            assert _output(site, folder) == before[folder], context
        else:
            _same(fresh, built, context)
    if pdf and not fresh.error:
        _same(_pdf_source(site, '_fresh'), _pdf_source(site, '_one'), context)


def _pdf_source(site: Path, folder: str) -> Built:
    return build_site(site, 'pdfsource', folder=folder, extensions=_EXTENSIONS, s3_pdf=['all'])


def _output(site: Path, folder: str) -> dict[str, bytes]:
    return contents(site / folder / 'html')


def _same(one: Built, other: Built, context: str) -> None:
    expected, found = contents(one.out), contents(other.out)
    differing = sorted(path for path in expected.keys() | found.keys() if expected.get(path) != found.get(path))
    assert differing == [], context
