"""A handful of editions of a whole handbook: accessible, with right numbers, and all that the web pages say."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from bs4 import Tag

from s3ext.commands.build import build
from s3ext.pdf.typeset import MOST_SHORT
from tests.pdfkit import (
    bookmarks,
    check_contents,
    check_references,
    heads_of_tables,
    list_lengths,
    squeezed,
    statements,
    text_of,
)
from tests.site.sitekit import Page
from tests.texts import load_texts
from tools.check_pdf import check

REGION = 's3-region-gotland'
#: editions with cover and contents, and the page of the web that each is about
LONG = {
    REGION: 'docs/regions/gotland',
    's3-tema-arbetsliv-social': 'docs/themes/arbetsliv-social',
    's3-tema-energi': 'docs/themes/energi',
    's3-pilot-s3-tema-textil': 'docs/pilots/s3-tema-textil',
    's3-process-fardplan': 'docs/handbook/fardplan',
    's3-workshop-fardplansverkstad-ledare': 'docs/workshops/fardplansverkstad',
}
THEME = 's3-tema-energi'
#: of what an edition that prints pages in short may have
MOST_PAGES = 24
PARTICIPANTS = 's3-workshop-fardplansverkstad-deltagare'
#: the longest of all and two others
CASES = {
    's3-fall-jamtland-sexstegsprocess': 'cases/jamtland-harjedalen/jamtland-sexstegsprocess',
    's3-fall-nms-challenge-lab': 'cases/dalarna/nms-challenge-lab',
    's3-fall-vgr-smart-textiles': 'cases/vastra-gotaland/vgr-smart-textiles',
}
#: the size in points that all text of a case on paper has at least, but for the numbers of notes
SMALLEST = 8.5
NOTE = re.compile(r'(\[[\d, –]+\]\s*)+')


def sheets(sources: Path) -> list[str]:
    """The names of the sheets of all cases."""
    return [f's3-fall-{file.stem}' for file in sources.glob('cases/*/*.md') if file.stem != 'index']


@pytest.fixture(scope='module')
def pdfs(handbook: Path, sources: Path) -> Path:
    """The folder of the editions, made from the pages that were read for the web."""
    output = handbook.parent
    assert build('pdf', sources, output, [*LONG, PARTICIPANTS, *sheets(sources)]) == 0
    return output / 'pdf'


def words(pdfs: Path, name: str) -> str:
    return squeezed(text_of(pypdf.PdfReader(pdfs / f'{name}.pdf')))


def letters(pdf: Path) -> dict[str, float]:
    """The smallest size in points of each text of *pdf*, without the numbers of notes."""
    sizes: dict[str, float] = {}

    def keep(text: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        text = text.strip()
        if text and not NOTE.fullmatch(text):
            size = round(size * abs(outer[3] * inner[3]), 2)
            sizes[text] = min(sizes.get(text, size), size)

    for page in pypdf.PdfReader(pdf).pages:
        page.extract_text(visitor_text=keep)
    return sizes


def article(handbook: Path, docname: str, *without: str) -> Tag:
    page = Page(handbook / f'{docname}.html')
    found = page.one('article.bd-article')
    for selector in without:
        for part in found.select(selector):
            part.decompose()
    return found


def drop_names(page: Tag) -> None:
    """Take from *page* what it is found by on the web alone: on paper nobody finds it by the questions it answers."""
    questions = load_texts('sv').sheet_label('Asked', 'questions', many=True)
    names = {questions, 'Kallas också', 'Sammanfattning på engelska'}
    for term in page.select('dl.s3-facts > dt'):
        if term.get_text(strip=True) in names:
            definition = term.find_next_sibling('dd')
            assert isinstance(definition, Tag)
            definition.decompose()
            term.decompose()


def test_an_edition_in_short_says_the_summary_and_every_result_of_each_page(handbook: Path, pdfs: Path) -> None:
    """What it leaves out it says so of: the rest stands on the page."""
    texts = load_texts('sv')
    reader = pypdf.PdfReader(pdfs / f'{THEME}.pdf')
    printed = words(pdfs, THEME)
    assert squeezed(texts['pdf_brief_note']) in printed
    cases = [link['href'] for link in article(handbook, LONG[THEME]).select('.s3-record-title a[href*="/cases/"]')]
    assert len(cases) > 2
    for address in {str(case) for case in cases}:
        page = article(handbook, f'docs/themes/{address}'.removesuffix('.html'), '.headerlink')
        parts = page.select('h1, .s3-lead, .s3-results > li > p:first-child')
        assert len(parts) >= 2
        assert [part.get_text() for part in parts if squeezed(part.get_text()) not in printed] == []
    assert len(reader.pages) <= MOST_PAGES


def test_every_edition_is_accessible(pdfs: Path, sources: Path) -> None:
    files = sorted(pdfs.glob('*.pdf'))
    assert {file.stem for file in files} == {*LONG, PARTICIPANTS, *sheets(sources)}
    for file in files:
        assert list(check(file)) == [], file.name


@pytest.mark.parametrize('name', LONG)
def test_the_numbers_of_pages_are_right(pdfs: Path, name: str) -> None:
    reader = pypdf.PdfReader(pdfs / f'{name}.pdf')
    # what is seen at a glance has no contents
    assert check_contents(reader) >= (2 if len(reader.pages) > MOST_SHORT else 0)
    assert check_references(reader) >= 1


@pytest.mark.parametrize('name', [*LONG, PARTICIPANTS, *CASES])
def test_letters_and_quotes_can_be_read_back(pdfs: Path, name: str) -> None:
    text = text_of(pypdf.PdfReader(pdfs / f'{name}.pdf'))
    assert {*'åäö'} <= {*text}
    assert '"' not in text
    assert '\N{REPLACEMENT CHARACTER}' not in text


@pytest.mark.parametrize('name', LONG)
def test_an_edition_says_all_that_its_page_does(handbook: Path, pdfs: Path, name: str) -> None:
    """Lists of what follows are titles there: what they say of each stands where it is itself."""
    page = article(handbook, LONG[name])
    if name.endswith('-ledare'):
        drop_names(page)
    printed = words(pdfs, name)
    titles = {squeezed(title) for title, _ in bookmarks(pypdf.PdfReader(pdfs / f'{name}.pdf'))}
    for line in page.select('.s3-records > li'):
        title, meta = line.select_one('.s3-record-title'), line.select_one('.s3-record-meta')
        if title and meta and squeezed(title.get_text()) in titles:
            meta.decompose()
    # cases from regions like it by their obstacles, which stand in the list before that
    texts = load_texts('sv')
    for heading in page.select('h2, h3, h4'):
        if heading.get_text().startswith(texts['like_cases_by_obstacle']):
            for part in [heading, *heading.find_next_siblings()]:
                assert isinstance(part, Tag)
                part.decompose()
    stated = statements(page)
    assert len(stated) > 20
    sheets_of_paper = [squeezed(sheet.extract_text()) for sheet in pypdf.PdfReader(pdfs / f'{name}.pdf').pages]
    missing = [statement for statement in stated if squeezed(statement) not in printed]
    assert [statement for statement in missing if not goes_on(squeezed(statement), sheets_of_paper)] == []


def goes_on(words: str, sheets_of_paper: list[str]) -> bool:
    """Whether *words* begin on one of the sheets and end on the next: what stands at its head and foot is between."""
    return any(
        words[:at] in before and words[at:] in after
        for before, after in pairwise(sheets_of_paper)
        for at in range(1, len(words))
    )


@pytest.mark.parametrize('name', CASES)
def test_a_sheet_says_all_that_its_page_does(handbook: Path, pdfs: Path, name: str) -> None:
    page = article(handbook, CASES[name], '.s3-relations, .s3-head-figure')
    drop_names(page)
    stated = statements(page)
    assert len(stated) > 20
    printed = words(pdfs, name)
    assert [statement for statement in stated if squeezed(statement) not in printed] == []


def test_every_sheet_has_two_pages_at_most_and_letters_that_can_be_read(pdfs: Path, sources: Path) -> None:
    names = sheets(sources)
    assert len(names) > len(CASES)
    for name in names:
        file = pdfs / f'{name}.pdf'
        assert len(pypdf.PdfReader(file).pages) <= 2, name
        sizes = letters(file)
        assert len(sizes) > 20, name
        assert {text: size for text, size in sizes.items() if size < SMALLEST} == {}, name


def test_lists_have_the_members_of_those_on_the_web(handbook: Path, pdfs: Path) -> None:
    page = article(handbook, LONG[REGION])
    # the facts and what the page answers are lists of pairs
    lengths = [len(found.find_all(['li', 'dt'], recursive=False)) for found in page.select('ul, ol, dl')]
    assert len(lengths) >= 4
    assert list_lengths(pdfs / f'{REGION}.pdf')[: len(lengths)] == lengths


def test_tables_have_the_heads_of_those_on_the_web(handbook: Path, pdfs: Path) -> None:
    name = 's3-workshop-fardplansverkstad-ledare'
    tables = article(handbook, LONG[name]).select('table')
    heads = [(len(table.select('thead th')), len(table.select('tbody th'))) for table in tables]
    # the agenda, and what 20, 24, 30 or 40 need: tables and three things to print
    assert heads == [(4, 9), (5, 4)]
    assert heads_of_tables(pdfs / f'{name}.pdf')[:2] == heads
