"""The book of a whole handbook: for readers, filled, accessible, and with right numbers."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pikepdf
import pypdf
import pytest

from s3ext.commands.build import build
from s3ext.pdf.tagging import children, elements
from tests.pdfkit import bookmarks, check_contents, check_references, fills, squeezed
from tests.site.sitekit import Page
from tools.check_pdf import check

UNPRINTED = ('docs/contribute/index', 'docs/registers/redaktionen', 'docs/registers/nytt', 'docs/cases/index')


@pytest.fixture(scope='module')
def pdf(handbook: Path, sources: Path) -> Path:
    """The book, made from the pages that were read for the web."""
    assert build('pdf', sources, handbook.parent, ['book']) == 0
    return handbook.parent / 'pdf' / 's3-handboken.pdf'


@pytest.fixture(scope='module')
def reader(pdf: Path) -> pypdf.PdfReader:
    """The book, opened."""
    return pypdf.PdfReader(pdf)


def title_of(handbook: Path, docname: str) -> str:
    """The title of a page on the web."""
    return Page(handbook / f'{docname}.html').one('h1').get_text().rstrip('#¶')


def test_it_is_accessible(pdf: Path) -> None:
    assert list(check(pdf)) == []


def test_its_numbers_are_right(reader: pypdf.PdfReader, handbook: Path, sources: Path) -> None:
    files = [file for kind in ('regions', 'pilots') for file in sources.glob(f'docs/{kind}/*.md')]
    names = [title_of(handbook, file.relative_to(sources).with_suffix('').as_posix()) for file in files]
    assert check_contents(reader) > 50
    assert check_references(reader, names) > 100


def test_it_has_a_page_for_readers_once_and_none_for_editors(
    reader: pypdf.PdfReader, handbook: Path, sources: Path
) -> None:
    titles = Counter(squeezed(title) for title, _ in bookmarks(reader))
    for file in sources.glob('cases/*/*.md'):
        name = file.relative_to(sources).with_suffix('').as_posix()
        assert titles[squeezed(title_of(handbook, name))] == 1, name
    for name in UNPRINTED:
        assert titles[squeezed(title_of(handbook, name))] == 0, name


def test_its_pages_are_filled(reader: pypdf.PdfReader) -> None:
    # between the contents and the index
    inner = fills(reader)[5:-1]
    assert sum(inner) / len(inner) > 0.8
    # parts of a single page, of which the small library has a few, are as full as what they hold
    assert sum(fill < 0.2 for fill in inner) / len(inner) < 0.03


def test_bookmarks_are_open_and_facts_are_pairs(pdf: Path) -> None:
    with pikepdf.open(pdf) as document:
        assert document.Root['/PageMode'] == '/UseOutlines'
        items = [
            item
            for item in elements(document, '/LI')
            if [str(part['/S']) for part in children(item)] == ['/Lbl', '/LBody']
        ]
        assert len(items) > 500


def test_words_are_broken_with_three_letters_left_and_titles_never(reader: pypdf.PdfReader) -> None:
    text = '\n'.join(page.extract_text() for page in reader.pages)
    broken = re.findall(r'[a-zåäö][\N{SOFT HYPHEN}-]\s?\n([a-zåäö]+)', text)
    assert len(broken) > 20
    # but for a word that a link or a note cuts in two
    assert sum(len(rest) < 3 for rest in broken) / len(broken) < 0.01


def test_the_index_says_what_kind_of_pages_are_meant(reader: pypdf.PdfReader) -> None:
    first = dict(bookmarks(reader))['Sakregister']
    text = ' '.join(' '.join(page.extract_text() for page in reader.pages[first - 1 :]).split())
    assert re.search(r'fall \d+', text)
    assert re.search(r'\d+–\d+', text)
    assert re.search(r', se \w', text)


def test_the_back_of_the_cover_says_who_answers(reader: pypdf.PdfReader) -> None:
    text = ' '.join(reader.pages[1].extract_text().split())
    for words in ('Utgivare', 'CC BY 4.0', 'Version', 'Filen skapad', 'Så anger du källan'):
        assert words in text
