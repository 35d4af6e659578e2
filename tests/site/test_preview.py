"""The preview: what is saved is shown at once, faults leave the pages as they were, and nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from s3ext.serve import Preview

Edit = Callable[[Path, str, str], None]
CASE = 'cases/alfa/ett-fall'
OTHER = 'cases/alfa/annat-fall'


@pytest.fixture
def preview(mini_site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Preview]:
    made = Preview(mini_site, tmp_path / 'preview')
    assert made.build()
    yield made
    made.close()


def shown(preview: Preview, docname: str) -> str:
    return (preview.site / f'{docname}.html').read_text('utf-8')


def test_what_is_saved_is_shown(preview: Preview, edit: Edit) -> None:
    for number in range(3):
        file = preview.root / f'{CASE}.md'
        file.write_text(f'{file.read_text("utf-8")}\nTillägg {number}.\n', 'utf-8')
        assert preview.build()
        assert f'Tillägg {number}.' in shown(preview, CASE)


def test_a_fault_leaves_the_pages_and_is_forgotten_when_mended(
    preview: Preview, edit: Edit, capfd: pytest.CaptureFixture[str]
) -> None:
    edit(preview.root / f'{CASE}.md', 'stage: finished', 'stage: finishd')
    other = preview.root / f'{OTHER}.md'
    other.write_text(f'{other.read_text("utf-8")}\nTillägg.\n', 'utf-8')
    before = shown(preview, CASE), shown(preview, OTHER)
    assert not preview.build()
    assert 'Menade du "finished"?' in capfd.readouterr().err
    assert (shown(preview, CASE), shown(preview, OTHER)) == before
    edit(preview.root / f'{CASE}.md', 'stage: finishd', 'stage: running')
    assert preview.build()
    # the page without a fault was read by the build that failed, and is written all the same
    assert 'Tillägg.' in shown(preview, OTHER)
    assert shown(preview, CASE) != before[0]


def test_a_new_setting_needs_a_new_start(preview: Preview) -> None:
    conf = preview.root / 'conf.py'
    conf.write_text(f'{conf.read_text("utf-8")}html_title = "Ett annat namn"\n', 'utf-8')
    assert preview.build(anew=True)
    assert 'Ett annat namn' in shown(preview, CASE)
