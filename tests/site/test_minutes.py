"""``s3:minutes``: how long pages take to read, from the words of the pages as they are now."""

from __future__ import annotations

from pathlib import Path

import pytest

from s3ext.core.problems import ProblemCode
from tests.site.sitekit import build_clean, build_site, copy_mini

PAGE, OTHER = 'docs/registers/index', 'cases/alfa/ett-fall'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The smallest site, with a page that says how long others take."""
    root = copy_mini(tmp_path / 'site')
    file = root / f'{PAGE}.md'
    file.write_text(file.read_text('utf-8') + '\nEn tar {s3:minutes}`ett-fall`, båda {s3:minutes}`ett-fall vatten`.\n')
    return root


def numbers(root: Path, folder: str = '_build') -> list[str]:
    page = build_clean(root, folder=folder).page(PAGE)
    [said] = [found for found in page.texts('p') if found.startswith('En tar ')]
    return said.removeprefix('En tar ').removesuffix('.').split(', båda ')


def test_minutes_follow_the_words_of_the_pages(root: Path) -> None:
    assert numbers(root) == ['1 minut', '2 minuter']
    other = root / f'{OTHER}.md'
    written = other.read_text('utf-8')
    # the words of a page, no headings counted twice and none of its header: 200 a minute
    other.write_text(written + '\n' + 'Ord. ' * 600 + '\n', 'utf-8')
    assert numbers(root) == numbers(root, '_fresh') == ['3 minuter', '4 minuter']
    other.write_text(written, 'utf-8')
    assert numbers(root) == ['1 minut', '2 minuter']


def test_a_page_that_is_not_there_is_a_fault(root: Path) -> None:
    file = root / f'{PAGE}.md'
    file.write_text(file.read_text('utf-8').replace('`ett-fall vatten`', '`ett-fall vaten`'), 'utf-8')
    built = build_site(root)
    assert [fault[3] for fault in built.faults] == [ProblemCode.UNKNOWN_TARGET]
    assert 'vatten' in built.warnings
