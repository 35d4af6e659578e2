"""No list names a record twice, on the web and in the PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import Tag

from tests.site.sitekit import Page

#: in Typst's source: where a section begins or a list of titles, and a record in a list, by the name of its page
_IN_SOURCE = re.compile(r's3\.(?:(?P<start>head|titles)\(|(?:record-title|title-line)\(.*?, "(?P<page>[^"]+)"\))')


def lists(page: Page) -> Iterator[tuple[str, list[str]]]:
    """The lists of records on *page*: the heading of the section that each is in, and the addresses in it.

    Groups in a section are one list. What is folded below a table is a list for each of its rows.
    """
    found: dict[int, tuple[str, list[str]]] = {}
    for listing in page.all('article ul.s3-records'):
        around = listing if listing.find_parent(class_='s3-fold') else listing.find_parent(['section', 'article'])
        assert isinstance(around, Tag)
        heading = around.find(re.compile('h[1-6]'))
        name = heading.get_text() if heading else ''
        links = [str(link['href']) for link in listing.select('.s3-record-title a')]
        found.setdefault(id(around), (name, []))[1].extend(links)
    yield from found.values()


def repeated(page: Page) -> list[tuple[str, str]]:
    return [
        (name, address)
        for name, addresses in lists(page)
        for address, number in Counter(addresses).items()
        if number > 1
    ]


@pytest.mark.parametrize('built', ['handbook', 'klima'])
def test_no_list_on_the_web_names_a_record_twice(
    built: str, request: pytest.FixtureRequest, parsed: Callable[[Path], Page]
) -> None:
    folder: Path
    if built == 'handbook':
        folder = request.getfixturevalue('handbook')
    else:
        folder = request.getfixturevalue('klima_built') / '_build' / 'html'
    pages = sorted(folder.rglob('*.html'))
    # each page that lists records in groups is looked at
    assert sum(1 for file in pages if next(lists(parsed(file)), None)) > 5
    assert {file.relative_to(folder).as_posix(): found for file in pages if (found := repeated(parsed(file)))} == {}


def test_no_list_in_the_pdf_names_a_record_twice(klima_built: Path) -> None:
    folder = klima_built / '_build' / 'typstpdf' / 'typst' / 'pages'
    found: dict[tuple[str, int], Counter[str]] = {}
    for file in sorted(folder.rglob('*.typ')):
        number = 0
        for match in _IN_SOURCE.finditer(file.read_text('utf-8')):
            number += bool(match['start'])
            if match['page']:
                found.setdefault((file.name, number), Counter())[match['page']] += 1
    assert len(found) > 5
    assert {place: pages for place, pages in found.items() if max(pages.values()) > 1} == {}
