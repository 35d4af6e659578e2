"""A handful of editions of a whole handbook: accessible, with right numbers, and all that the web pages say."""

from __future__ import annotations

import re
from pathlib import Path

import pypdf
import pytest
from bs4 import Tag

from s3ext.commands.build import build
from tests.pdfkit import check_contents, check_references, heads_of_tables, list_lengths, squeezed, statements, text_of
from tests.site.sitekit import Page
from tests.texts import load_texts
from tools.check_pdf import check

REGION = 's3-region-gotland'
#: editions with cover and contents, and the page of the web that each is about
LONG = {
    REGION: 'docs/regions/gotland',
    's3-tema-arbetsliv-social': 'docs/themes/arbetsliv-social',
    's3-pilot-s3-tema-textil': 'docs/pilots/s3-tema-textil',
    's3-process-fardplan': 'docs/handbook/fardplan',
    's3-workshop-fardplansverkstad-ledare': 'docs/workshops/fardplansverkstad',
}
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


def test_every_edition_is_accessible(pdfs: Path, sources: Path) -> None:
    files = sorted(pdfs.glob('*.pdf'))
    assert {file.stem for file in files} == {*LONG, PARTICIPANTS, *sheets(sources)}
    for file in files:
        assert list(check(file)) == [], file.name


@pytest.mark.parametrize('name', LONG)
def test_the_numbers_of_pages_are_right(pdfs: Path, name: str) -> None:
    reader = pypdf.PdfReader(pdfs / f'{name}.pdf')
    assert check_contents(reader) >= 2
    assert check_references(reader) >= 1


@pytest.mark.parametrize('name', [*LONG, PARTICIPANTS, *CASES])
def test_letters_and_quotes_can_be_read_back(pdfs: Path, name: str) -> None:
    text = text_of(pypdf.PdfReader(pdfs / f'{name}.pdf'))
    assert {*'åäö'} <= {*text}
    assert '"' not in text
    assert '\N{REPLACEMENT CHARACTER}' not in text


@pytest.mark.parametrize('name', LONG)
def test_an_edition_says_all_that_its_page_does(handbook: Path, pdfs: Path, name: str) -> None:
    stated = statements(article(handbook, LONG[name]))
    assert len(stated) > 20
    printed = words(pdfs, name)
    assert [statement for statement in stated if squeezed(statement) not in printed] == []


@pytest.mark.parametrize('name', CASES)
def test_a_sheet_says_all_that_its_page_does(handbook: Path, pdfs: Path, name: str) -> None:
    # on paper nobody finds the page by the questions that it answers
    questions = load_texts('sv').sheet_label('Asked', 'questions', many=True)
    page = article(handbook, CASES[name], '.s3-relations, .s3-head-figure')
    for term in page.select('dl.s3-facts > dt'):
        if term.get_text(strip=True) == questions:
            definition = term.find_next_sibling('dd')
            assert isinstance(definition, Tag)
            definition.decompose()
            term.decompose()
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
