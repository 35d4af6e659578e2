"""ARCHITECTURE.md: its words stand in order and lead to files, its picture shows the rooms."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / 's3ext'
TEXT = (ROOT / 'ARCHITECTURE.md').read_text('utf-8')


def section(heading: str) -> str:
    return TEXT.partition(f'\n## {heading}\n')[2].partition('\n## ')[0]


def packages(folder: Path) -> set[str]:
    """The folders in *folder* that hold modules of ours."""
    found = {path.parent.name for path in folder.glob('*/*.py')}
    return found - {'starter'}


def test_the_words_stand_in_order_each_in_one_line() -> None:
    rows = re.findall(r'^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$', section('Words'), re.M)
    words = [word for word, _, _ in rows if word != 'word']
    assert len(words) > 20
    # in the order of a dictionary: blanks and marks do not count
    assert words == sorted(words, key=lambda word: re.sub(r'\W', '', word).lower())


def test_every_word_says_where_it_lives() -> None:
    rows = re.findall(r'^\| ([^|]+) \| [^|]+ \| ([^|]+) \|$', section('Words'), re.M)
    for word, places in rows[1:]:
        paths = re.findall(r'`([^`]+)`', places)
        assert paths, word
        assert [path for path in paths if not (PACKAGE / path).exists()] == [], word


def test_the_picture_shows_the_rooms() -> None:
    picture = section('Rooms').partition('```text\n')[2].partition('```')[0]
    assert sorted(re.findall(r'\b([a-z]+)/', picture)) == sorted(packages(PACKAGE) | packages(PACKAGE / 'core'))


def test_the_picture_is_whole() -> None:
    """The lines of its boxes end in one column."""
    lines = section('Rooms').partition('```text\n')[2].partition('```')[0].splitlines()
    assert len({len(line) for line in lines if line[-1] in '│┐┘' and re.search('[a-z─]', line)}) == 1
