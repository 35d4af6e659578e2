"""ARCHITECTURE.md: its words stand in order and lead to files, its picture shows the rooms."""

from __future__ import annotations

import re
from dataclasses import fields
from fnmatch import fnmatch
from pathlib import Path

from s3ext.core.profile import Profile

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


def test_every_module_has_its_place_in_the_tables() -> None:
    """By its name, by a pattern or by its room; and nothing stands there that is gone."""
    named = re.findall(r'^\| (`[^|]+) \|', section('Where things are'), re.M)
    places = [place for cell in named for place in re.findall(r'`([^`]+)`', cell)]
    modules = [path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob('*.py') if path.name != '__init__.py']
    # `core/page/` stands for those in it; `alt_text.py` after a longer path is short for a neighbour's
    patterns = [f'{place}*' if place.endswith('/') else f'*{place}' for place in places]
    assert [module for module in modules if not any(fnmatch(module, pattern) for pattern in patterns)] == []
    paths = [path.relative_to(PACKAGE).as_posix() + '/' * path.is_dir() for path in PACKAGE.rglob('*')]
    assert [pattern for pattern in patterns if not any(fnmatch(path, pattern) for path in paths)] == []


def test_every_field_of_a_profile_is_explained() -> None:
    rows = re.findall(r'^\| `(\w+)` \|', section("A handbook's profile"), re.M)
    said = section("A handbook's profile").partition('| field |')[0]
    assert {*rows, 'module', 'texts', 'load'} == {field.name for field in fields(Profile)}
    assert all(f'`{name}`' in said for name in ('texts', 'load'))
