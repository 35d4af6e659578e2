"""The ledger of results: counted by theme and kind of evidence, each with its sources, and the same as a file."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.model.claim_places import claim_places
from s3ext.core.office.csv_file import csv_text
from s3ext.core.views import ViewKey, show
from s3ext.core.views.blocks import Choices, Missing, Rows, Table, TableFile, Web
from s3ext.core.views.table_file import words_of
from tests.unit.reading import outline, rows_in, table_in, words
from tests.unit.views.conftest import result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from s3ext.core.views import Site
    from s3ext.core.views.blocks import Block
    from tests.unit.reading import Written

Headers = dict[str, dict[str, Any]]


def claims(site: Site) -> tuple[Block, ...]:
    return show(ViewKey.make('claims', {'page': 'docs/registers/belagg'}), site)


def cells(text: str) -> list[list[str]]:
    """The table in a file as a spreadsheet would read it."""
    assert text.startswith('\ufeff')
    return list(csv.reader(StringIO(text[1:], newline=''), delimiter=';'))


def file_in(blocks: tuple[Block, ...]) -> TableFile:
    return next(block for block in blocks if isinstance(block, TableFile))


def written(pages: dict[str, dict[str, Written]]) -> Iterator[tuple[Written, dict[str, Any]]]:
    """Each result of the library with its case, as the header has it."""
    for case in pages['case'].values():
        for one in case.list('results'):
            yield case, one


def test_the_table_counts_the_headers(pages: dict[str, dict[str, Written]], library_site: Site) -> None:
    terms = library_site.labels.vocabulary.ids('evidence')
    counted: Counter[tuple[str, str]] = Counter()
    for case, one in written(pages):
        for theme in case.list('themes'):
            counted[pages['theme'][theme].title, one['evidence']] += 1
        counted['Alla resultat', one['evidence']] += 1
    _, *rows = table_in(claims(library_site))
    found = {(row[0], term): cell for row in rows for term, cell in zip(terms, row[1:], strict=True)}
    assert {place: int(cell) for place, cell in found.items() if cell.isdecimal()} == counted
    assert sum(counted.values()) > 0


def test_every_result_is_a_row_and_a_line_of_the_file(pages: dict[str, dict[str, Written]], library_site: Site) -> None:
    found = claims(library_site)
    expected = sorted((case.title, one['claim'], one['evidence']) for case, one in written(pages))
    rows = rows_in(found)
    assert sorted((row.title.text, row.text, row.marks[0].term) for row in rows) == expected
    head, *lines = cells(file_in(found).text)
    assert [(line[4], line[0], line[1]) for line in lines] == [
        (row.title.text, row.text, row.marks[0].text) for row in rows
    ]
    assert {len(line) for line in lines} == {len(head)}


def test_each_row_leads_to_its_sources(pages: dict[str, dict[str, Written]], library_site: Site) -> None:
    addresses: dict[tuple[str, str], set[str]] = {}
    for case, one in written(pages):
        by_id = {source['id']: source for source in case.list('sources')}
        cited = [by_id[name] for name in one['source']]
        addresses[case.title, one['claim']] = {
            url for source in cited if (url := source.get('url') or by_id.get(source.get('part_of'), {}).get('url'))
        }
    for row in rows_in(claims(library_site)):
        leads = {part.url for part in row.foot if isinstance(part, Web)}
        assert leads == addresses[row.title.text, ''.join(map(words_of, row.texts))]


def test_a_number_leads_to_the_choices_and_without_them_to_the_first_row(small: Callable[[], Site]) -> None:
    found = claims(small())
    table = next(block for block in found if isinstance(block, Table))
    rows = {words(row[0]): [cell[0] for cell in row[1:]] for row in table.rows}
    assert list(rows) == ['Vatten', 'Alla resultat']
    number = rows['Vatten'][0]
    assert isinstance(number, Choices)
    assert (number.text, number.docname) == ('1', 'docs/registers/belagg')
    assert number.query == 'theme=vatten&evidence=independent'
    anchors = [row.anchor for row in rows_in(found)]
    assert number.instead.anchor == anchors[0]
    assert len(set(anchors)) == len(anchors)
    assert isinstance(rows['Vatten'][1], Missing)


def test_the_best_known_stand_first_and_can_be_chosen(small: Callable[[], Site], headers: Headers) -> None:
    headers['cases/orsa/tre']['results'] = [result('expected'), result('independent')]
    listing = next(block for block in claims(small()) if isinstance(block, Rows))
    # all of them say the same, so the second of a page is numbered
    first, second = claim_places(['Vattnet blev renare.'] * 2)
    assert [(row.title.text, row.title.anchor, row.marks[0].term) for row in listing.rows] == [
        ('Ett fall', second, 'independent'),
        ('Zonen', second, 'independent'),
        ('Ett fall', first, 'stated'),
        ('Zonen', first, 'expected'),
    ]
    assert listing.finder is not None
    assert [facet.name for facet in listing.finder.facets] == ['evidence', 'theme', 'region']
    facets = listing.finder.facets
    chosen = [
        [facet.values[place][0] for facet, places in zip(facets, found.values, strict=True) for place in places]
        for found in listing.finder.found
    ]
    assert chosen[0] == ['independent', 'vatten', 'alfa', 'orsa']
    assert chosen[3] == ['expected', 'varme', 'orsa']


def test_without_results(small: Callable[[], Site], headers: Headers) -> None:
    del headers['cases/alfa/ett']['results']
    assert outline(claims(small())) == ['Inget fall i handboken säger ännu vad som kom ut av det.']


@pytest.mark.parametrize('cell', ['=1+1', '+46 8 123', '-2', '@sum', '\tx', '\rx', '=HYPERLINK("http://x")'])
def test_no_cell_becomes_a_formula(cell: str) -> None:
    [[_], [found]] = cells(csv_text(('Namn',), [(cell,)]))
    assert found[0] not in '=+-@\t\r'


@pytest.mark.parametrize('cell', ['a;b', 'säger "nej"', 'å, ä', '', '1 - 2'])
def test_a_cell_is_read_as_it_was(cell: str) -> None:
    assert cells(csv_text(('Namn', 'Mer'), [(cell, 'x')]))[1] == [cell, 'x']


def test_a_cell_has_no_lines() -> None:
    assert cells(csv_text(('Namn',), [('en\ntvå\r\ntre',)]))[1] == ['en två tre']
