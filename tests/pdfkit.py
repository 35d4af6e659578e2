"""Tools of the PDF tests: read a PDF back, and compare its words with those of a page on the web."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
from bs4 import BeautifulSoup, Tag

from s3ext.pdf.tagging import children, elements

#: a reference to a page, as it stands in the text
NUMBER = re.compile(r'\(s\.\s+(\d+)\)')
_ENTRY = re.compile(r'(.+?)(?: \.)+ (\d+)')
#: the greatest margin above and below the text of a page, in points
_MARGIN = 57
_NOTE = re.compile(r'\[[\d,\s–-]+\]|\(s\.\s*\d+\)|\([a-zåäö\d.\s-]+\.\s?[a-z]{2,}\)')
#: elements of a web page that hold a statement each, unless one of them is inside
_STATEMENTS = 'p, li, dt, dd, td, th, h1, h2, h3, h4, caption, figcaption'
#: what a web page has for its own use
_WEB_ONLY = '.headerlink, nav, style, script, button, .s3-switch, .d-print-none, [role=doc-noteref]'


def text_of(reader: pypdf.PdfReader) -> str:
    """All text, with white space and the marks of broken words evened out."""
    text = ' '.join(page.extract_text() for page in reader.pages)
    return ' '.join(text.replace('\N{WORD JOINER}', '').split())


def squeezed(text: str) -> str:
    """*text* without what differs between a page on paper and on the web: spaces, broken words, numbers of notes."""
    bare = re.sub('[\N{SOFT HYPHEN}\N{WORD JOINER}-]', '', text)
    return ''.join(_NOTE.sub('', bare).split())


def bookmarks(reader: pypdf.PdfReader) -> list[tuple[str, int]]:
    """The title and page of each bookmark, in order."""

    def walk(items: list[Any]) -> Iterator[tuple[str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item)
                continue
            number = reader.get_destination_page_number(item)
            assert number is not None
            yield str(item.title), number + 1

    return list(walk(reader.outline))


def contents(reader: pypdf.PdfReader) -> list[tuple[str, int]]:
    """The title and page number of each entry of the contents, as they are printed on the pages after the cover.

    The back of the cover of a book says who answers for it.
    """
    found: list[tuple[str, int]] = []
    for page in reader.pages[1:]:
        lines = page.extract_text().splitlines()
        if not lines[0].startswith('Innehåll'):
            if not found:
                continue
            break
        text = ' '.join(lines[1:-1]).removeprefix('Innehåll ').replace('\N{WORD JOINER}', '')
        assert _ENTRY.sub('', text).strip() == ''
        found += [(title.strip(), int(number)) for title, number in _ENTRY.findall(text)]
    return found


def check_contents(reader: pypdf.PdfReader) -> int:
    """Assert that each entry of the contents leads to the page where its title is; returns how many there are."""
    real = iter(bookmarks(reader))
    entries = contents(reader)
    for title, number in entries:
        # in the order of the bookmarks, none twice
        assert any((squeezed(title), number) == (squeezed(name), page) for name, page in real), (title, number)
        assert squeezed(title) in squeezed(reader.pages[number - 1].extract_text()), title
    return len(entries)


def check_references(reader: pypdf.PdfReader, ordinary: Collection[str] = ()) -> int:
    """Assert that each "(s. N)" is right; returns how many there are.

    On its page there is a link to page N, and where the words before it are a title, that is on page N; but for titles
    that are *ordinary* words, such as names of places, which may lead to other pages too.
    """
    loose = set(map(squeezed, ordinary))
    titles: dict[str, set[int]] = {}
    for name, page in bookmarks(reader):
        titles.setdefault(squeezed(name), set()).add(page)
    count = 0
    before_it: Counter[int] = Counter()
    for sheet in reader.pages:
        text = sheet.extract_text()
        numbers = Counter(int(number) for number in NUMBER.findall(text))
        # the words of a link may end a page, and their number begin the next
        here = Counter(_targets(reader, sheet))
        assert not numbers - (here + before_it), sheet.page_number
        before_it = here
        count += numbers.total()
        for found in NUMBER.finditer(text):
            before = squeezed(text[: found.start()])
            named = [
                pages
                for title, pages in titles.items()
                if len(title) > 12 and title not in loose and before.endswith(title)
            ]
            assert not named or any(int(found[1]) in pages for pages in named), text[: found.end()][-90:]
    return count


def _targets(reader: pypdf.PdfReader, sheet: pypdf.PageObject) -> Iterator[int]:
    """The page that each link on *sheet* leads to, inside the file."""
    numbers = {page.indirect_reference: at for at, page in enumerate(reader.pages, 1)}
    names = reader.named_destinations
    for note in sheet.get('/Annots', []):
        link: Any = note.get_object()
        target = link.get('/Dest') or link.get('/A', {}).get('/D')
        if target is not None:
            yield numbers[(names[target].dest_array if isinstance(target, str) else target.get_object())[0]]


def fills(reader: pypdf.PdfReader) -> list[float]:
    """How far down each page text reaches, as a share of the height of its text area: the mean of its two halves."""
    found = []
    for page in reader.pages:
        box = page.mediabox
        lowest = [float(box.height) - _MARGIN] * 2

        def note(text: str, outer: list[float], inner: list[float], _font: object, _size: float) -> None:
            x, y = inner[4] * outer[0] + outer[4], inner[5] * outer[3] + outer[5]
            if text.strip() and y > _MARGIN:
                half = int(x > float(box.width) / 2)  # noqa: B023 - called before the next page
                lowest[half] = min(lowest[half], y)  # noqa: B023

        page.extract_text(visitor_text=note)
        area = float(box.height) - 2 * _MARGIN
        found.append(sum(1 - max(y - _MARGIN, 0) / area for y in lowest) / 2)
    return found


def heads_of_tables(pdf: Path) -> list[tuple[int, int]]:
    """For each table of the file *pdf*, how many cells are heads of columns and how many of rows."""
    found = []
    with pikepdf.open(pdf) as document:
        for table in elements(document, '/Table'):
            scopes = Counter(
                str(entry['/Scope'])
                for part in children(table)
                for row in ([part] if part['/S'] == '/TR' else children(part))
                for cell in children(row)
                if cell['/S'] == '/TH'
                for entry in cell['/A']
                if '/Scope' in entry
            )
            found.append((scopes['/Column'], scopes['/Row']))
    return found


def list_lengths(pdf: Path) -> list[int]:
    """The number of items of each list of the file *pdf*, in reading order."""
    with pikepdf.open(pdf) as document:
        return [sum(item['/S'] == '/LI' for item in children(found)) for found in elements(document, '/L')]


def statements(article: Tag) -> list[str]:
    """What each paragraph, item, cell and heading of a page on the web says."""
    copy = BeautifulSoup(str(article), 'html.parser')
    for part in copy.select(_WEB_ONLY):
        part.decompose()
    leaves = [tag for tag in copy.select(_STATEMENTS) if not tag.select_one(_STATEMENTS)]
    return [' '.join(text.split()) for tag in leaves if (text := tag.get_text()).strip()]
