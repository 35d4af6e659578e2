"""What a first visit to each page of the real handbook costs, by the files that a browser asks for without being asked.

``tests/browser/test_weight.py`` counts what a browser really fetches, on the pages of the tests, which do not grow.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
import tinycss2

from tests.site.sitekit import page_files

#: bytes as a server sends them
MOST_BYTES = 100_000
#: of these, what the head of a page says of itself where the site has an address (``tests/site/test_on_the_web.py``)
HEAD_BYTES = 600
#: pages that are heavier, and how heavy they may become: the glossary in two languages, and the form
HEAVIER = {'en/docs/glossary.html': 101_000, 'bidra/formular.html': 100_400}
#: by element, the attribute with the address of what belongs to the page; of links, those of these kinds
ADDRESSES = {'link': 'href', 'script': 'src', 'img': 'src'}
LINKED = {'stylesheet', 'icon'}
#: elements whose letters are slanted
SLANTED = {'em', 'i', 'cite', 'dfn', 'var', 'address'}
#: code in colours, whose remarks are slanted, has a style sheet of its own
CODE = 'pygments.css'


class Face(NamedTuple):
    """A typeface's file with some of its characters."""

    file: Path
    is_slanted: bool
    weights: str
    characters: frozenset[int]


class Reader(HTMLParser):
    """What a page asks for, from its own folder, and the characters that it shows; the slanted ones by themselves."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.characters: set[int] = set()
        self.slanted: set[int] = set()
        self._within = ''
        self._depth = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or '' for name, value in attrs}
        self._within = tag if tag in {'script', 'noscript'} else self._within
        self._depth += tag in SLANTED
        address = found.get(ADDRESSES.get(tag, ''), '')
        is_wanted = self._within != 'noscript' and (tag != 'link' or found.get('rel') in LINKED)
        if address and is_wanted and not address.startswith('data:'):
            self.addresses.add(unquote(urlsplit(address).path))

    def handle_endtag(self, tag: str) -> None:
        self._within = '' if tag == self._within else self._within
        self._depth -= tag in SLANTED

    def handle_data(self, data: str) -> None:
        if not self._within:
            (self.slanted if self._depth else self.characters).update(map(ord, data))


@cache
def weight(file: Path) -> int:
    """The bytes of *file* as a server sends them."""
    return len(gzip.compress(file.read_bytes(), 6, mtime=0))


@cache
def faces(sheet: Path) -> tuple[Face, ...]:
    """The typefaces that *sheet* names, those first that a browser asks first: the last of them."""
    found = []
    for rule in tinycss2.parse_stylesheet(sheet.read_text('utf-8'), skip_comments=True, skip_whitespace=True):
        if rule.type == 'at-rule' and rule.at_keyword == 'font-face':
            inside = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            says = {one.name: one.value for one in inside}
            ranges = [token for token in says.get('unicode-range', ()) if token.type == 'unicode-range']
            held = frozenset(code for one in ranges for code in range(one.start, one.end + 1))
            is_slanted = 'italic' in tinycss2.serialize(says.get('font-style', ()))
            weights = tinycss2.serialize(says.get('font-weight', ()))
            # those of the reader's own have names alone
            urls = (one.arguments[0].value for one in says['src'] if one.type == 'function' and one.name == 'url')
            found += [Face(sheet.parent / urlsplit(url).path, is_slanted, weights, held) for url in urls]
    return tuple(reversed(found))


def typefaces(sheet: Path, reader: Reader) -> Iterator[Path]:
    """The files that hold what *reader* has seen, in every weight: the style decides which of them is asked for."""
    left: dict[tuple[bool, str], set[int]] = {}
    for face in faces(sheet):
        shown = reader.slanted if face.is_slanted else reader.characters
        wanted = left.setdefault((face.is_slanted, face.weights), set(shown))
        if wanted & face.characters:
            wanted -= face.characters
            yield face.file


def first_visit(page: Path) -> set[Path]:
    """The files that a browser fetches for *page* before anybody has done anything."""
    reader = Reader(page.read_text('utf-8'))
    files = {page, *((page.parent / address).resolve() for address in reader.addresses)}
    if any(file.name == CODE for file in files):
        reader.slanted |= reader.characters
    return files.union(*(typefaces(file, reader) for file in files if file.name == 's3.css'))


@pytest.fixture(scope='module')
def visits(handbook: Path) -> dict[str, set[Path]]:
    """By page, what is fetched for it."""
    files = [file.resolve() for file in page_files(handbook)]
    return {file.relative_to(handbook.resolve()).as_posix(): first_visit(file) for file in files}


def test_a_page_brings_its_style_and_its_typeface(visits: dict[str, set[Path]]) -> None:
    for page, files in visits.items():
        assert all(file.is_file() for file in files), page
        assert {'.html', '.css', '.js', '.woff2'} <= {file.suffix for file in files}, page


def test_no_first_visit_is_heavy(visits: dict[str, set[Path]]) -> None:
    weights = {page: sum(map(weight, files)) for page, files in visits.items()}
    over = {page: found for page, found in weights.items() if found > HEAVIER.get(page, MOST_BYTES - HEAD_BYTES)}
    assert over == {}
