"""Every number and list of a handbook against the headers of its pages, read without the product's reader.

Here for the library of the tests; ``tests/content`` asks the same of the real one. So nothing is said of any number.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
import yaml
from bs4 import Tag

from tests.site.sitekit import Page, group, headers, text, title_of
from tests.texts import load_texts

TEXTS = load_texts('sv')
FOLDERS = {
    'case': 'cases',
    'pilot': 'docs/pilots',
    'region': 'docs/regions',
    'theme': 'docs/themes',
    'obstacle': 'docs/obstacles',
    'method': 'docs/methods',
    'workshop': 'docs/workshops',
    'template': 'docs/templates',
}
#: å, ä and ö come last, in this order; signs and case count for nothing
_ALPHABET = 'abcdefghijklmnopqrstuvwxyzåäö'
Record = dict[str, Any]
Values = Callable[[Record], list[str]]


class Library:
    """A handbook's sources, read without the product's reader, beside the pages built from them."""

    def __init__(self, root: Path, pages: Path, parsed: Callable[[Path], Page]) -> None:
        self.root = root
        self.pages = pages
        self.records = {kind: headers(root, folder) for kind, folder in FOLDERS.items()}
        vocabulary = (root / 'docs' / 'vocabulary.yaml').read_text('utf-8')
        self.terms: dict[str, list[dict[str, str]]] = yaml.load(vocabulary, yaml.CBaseLoader)
        self._parsed = parsed

    def open(self, docname: str) -> Page:
        """The page of a docname."""
        return self._parsed(self.pages.resolve() / f'{docname}.html')

    def title_at(self, page: Page, link: Tag) -> str:
        """The heading of the page that *link* on *page* leads to."""
        return text(self._parsed(page.target(link).resolve()).one('h1'))

    def label(self, kind: str, value: str) -> str:
        """How a value of *kind* reads: the title of its page, or its word in the vocabulary."""
        if kind in FOLDERS:
            return title_of(self.file(kind, value))
        return next(term['sv'] for term in self.terms[kind] if term['id'] == value)

    def file(self, kind: str, record_id: str) -> Path:
        """The source of a record."""
        return next((self.root / FOLDERS[kind]).rglob(f'{record_id}.md'))

    def with_view(self, name: str) -> list[str]:
        """The docnames of the pages that show the view *name*."""
        files = sorted((self.root / 'docs').rglob('*.md'))
        docnames = [file.relative_to(self.root).with_suffix('').as_posix() for file in files]
        # the pages on contributing show how lists are written: their examples are of parts of the handbook
        return [
            docname for docname in docnames if not docname.startswith('docs/contribute/') and self.views(docname, name)
        ]

    def showing(self, name: str) -> Page:
        """The first page that shows the view *name*; a handbook without one has nothing to compare."""
        docnames = self.with_view(name)
        if not docnames:
            pytest.skip(f'{name}: visas inte')
        return self.open(docnames[0])

    def views(self, docname: str, name: str) -> list[tuple[str, dict[str, str]]]:
        """The argument and the options of each view *name* in the source of a page, outside examples in code."""
        source = re.sub(r'^(`{3,})[^`]*^\1', '', (self.root / f'{docname}.md').read_text('utf-8'), flags=re.M)
        found = re.findall(rf'^:::\{{{name}\}} *(.*)\n((?::[\w-]+: .*\n)*)', source, re.M)
        return [(argument, dict(re.findall(r'^:([\w-]+): (.*)$', options, re.M))) for argument, options in found]

    def page_of(self, kind: str, record_id: str) -> Page:
        """The page of a record."""
        return self.open(self.file(kind, record_id).relative_to(self.root).with_suffix('').as_posix())


@pytest.fixture(scope='module')
def library(sources: Path, handbook: Path, parsed: Callable[[Path], Page]) -> Library:
    """The handbook of the fixtures ``sources`` and ``handbook``."""
    return Library(sources, handbook, parsed)


def ids(page: Page, items: list[Tag]) -> list[str]:
    """The ids of the records that the rows *items* lead to."""
    return [page.target(link).stem for item in items for link in item.select('.s3-record-title a')]


def listed(words: list[str]) -> str:
    """The words in a row; a title may hold a comma itself."""
    return ('; ' if any(',' in word for word in words) else ', ').join(words)


# -- matrices and map ----------------------------------------------------------------------------


def themes_of_region(record: Record) -> list[str]:
    chosen = [p for p in record.get('priorities', []) if p.get('kind') != 'deselected']
    return list(dict.fromkeys(theme for priority in chosen for theme in priority.get('themes', [])))


def obstacles_of_case(record: Record) -> list[str]:
    return list(dict.fromkeys(met['obstacle'] for met in record.get('obstacles', [])))


#: by kind of record and field: what the values are (a kind, or a list of the vocabulary), and how to read them
VALUES: dict[tuple[str, str], tuple[str, Values]] = {
    ('case', 'theme'): ('theme', lambda r: list(r['themes'])),
    ('case', 'region'): ('region', lambda r: list(r['regions'])),
    ('case', 'obstacle'): ('obstacle', obstacles_of_case),
    ('case', 'process'): ('process', lambda r: list(r['process'])),
    ('case', 'pilot'): ('pilot', lambda r: list(r.get('pilots', []))),
    ('pilot', 'region'): ('region', lambda r: list(r['regions'])),
    ('pilot', 'kind'): ('pilot_kind', lambda r: [r['kind']]),
    ('obstacle', 'process'): ('process', lambda r: list(r.get('process', []))),
    ('obstacle', 'level'): ('obstacle_level', lambda r: list(r['level'])),
}


def test_matrices_tell_what_the_headers_say(library: Library) -> None:
    looked_at = 0
    for docname in library.with_view('matrix'):
        for number, (kind, options) in enumerate(library.views(docname, 'matrix')):
            known = (kind, options['rows']) in VALUES and (kind, options['columns']) in VALUES
            if known and options.keys() <= {'rows', 'columns', 'all'}:
                check_matrix(library, docname, number, kind, options)
                looked_at += 1
    assert looked_at


def check_matrix(library: Library, docname: str, number: int, kind: str, options: dict[str, str]) -> None:
    """The table with that *number* on its page, and the lists below it, against the headers."""
    row_kind, row_values = VALUES[kind, options['rows']]
    column_kind, column_values = VALUES[kind, options['columns']]
    every = options.get('all') == 'yes'
    expected: dict[tuple[str, str], set[str]] = {}
    for record_id, record in library.records[kind].items():
        for row in row_values(record):
            for column in column_values(record):
                place = library.label(row_kind, row), library.label(column_kind, column)
                expected.setdefault(place, set()).add(record_id)
    page = library.open(docname)
    table = page.all('table.s3-table-matrix')[number]
    head = [text(cell) for cell in table.select('thead th')]
    assert table.select('thead td') == []
    counted: dict[tuple[str, str], int] = {}
    seen = []
    for line in table.select('tbody tr'):
        cells = line.select('th, td')
        assert [cell.name for cell in cells] == ['th', *['td'] * (len(head) - 1)]
        name = text(cells[0])
        seen.append(name)
        for column, cell in zip(head[1:], cells[1:], strict=True):
            links = cell.select('a')
            address, _, query = str(links[0]['href']).partition('?') if links else ('', '', '')
            if query:  # leads to where all of the kind are chosen from, or to the form
                (_, one), (_, other) = parse_qsl(query)
                assert (library.label(row_kind, one), library.label(column_kind, other)) == (name, column)
                assert not address or page.target(links[0]).is_file()
            elif links:
                assert text(page.one(f'[id="{address.removeprefix("#")}"]')) == name
            if not links or links[0].select('.s3-missing'):
                assert text(cell).startswith(TEXTS['matrix_none'])
            else:
                counted[name, column] = int(text(cell))
    assert counted == {cell: len(records) for cell, records in expected.items()}
    # below stand the records of each row, each once
    of_rows: dict[str, set[str]] = {}
    for (name, _column), records in expected.items():
        of_rows.setdefault(name, set()).update(records)
    below = [tag for tag in table.find_all_next(class_='s3-group') if tag.find_previous('table') is table]
    found = {}
    for heading in below[: len(of_rows)]:
        listing = heading.find_next_sibling()
        assert isinstance(listing, Tag)
        found[text(heading)] = ids(page, list(listing.select(':scope > li')))
    assert {name: sorted(records) for name, records in of_rows.items()} == {
        name: sorted(records) for name, records in found.items()
    }
    if every:
        assert sorted(seen) == sorted(library.label(row_kind, value) for value in library.records[row_kind])
        assert sorted(head[1:]) == sorted(library.label(column_kind, value) for value in library.records[column_kind])
    else:
        assert set(seen) == {row for row, _ in expected}
        assert set(head[1:]) == {column for _, column in expected}
    # what stands for a page leads to it
    for selector, of in (('tbody th', row_kind), ('thead th:not(:first-child)', column_kind)):
        for cell in table.select(selector):
            assert len(cell.select('a')) == (of in FOLDERS or of == 'process')
            assert all(library.title_at(page, link) == text(cell) for link in cell.select('a') if of in FOLDERS)


def test_map_and_its_table_tell_what_the_headers_say(library: Library) -> None:
    page = library.showing('map')
    expected = {
        region: sum(region in case['regions'] for case in library.records['case'].values())
        for region in library.records['region']
    }
    links = page.all('svg.s3-map a')
    assert len(links) == len(expected)
    drawn = {}
    for link in links:
        target = page.target(link)
        assert target.is_file() and target.is_relative_to(library.pages.resolve())
        name, _, number = text(link.select('title')[0]).rpartition(': ')
        assert name == library.label('region', target.stem)
        drawn[target.stem] = number
    assert drawn == {region: f'{number} fall' for region, number in expected.items()}
    # the printed numbers are in the order of the county codes, as the areas are
    codes = [library.records['region'][page.target(link).stem]['county_code'] for link in links]
    assert codes == sorted(codes)
    assert page.texts('svg.s3-map text') == [str(expected[page.target(link).stem]) for link in links]
    table = page.one('table.s3-table-map')
    shown = {}
    for line in table.select('tbody tr'):
        heading, number_cell = line.select('th, td')
        assert heading.name == 'th'
        shown[page.target(heading.select('a')[0]).stem] = int(text(number_cell))
    assert shown == expected


# -- relations -------------------------------------------------------------------------------------


def test_cases_and_those_who_name_them_know_each_other(library: Library) -> None:
    namers = [
        ('case', 'adapted_from', ('Case', 'adapted_from')),
        ('case', 'related', ('Case', 'related')),
        ('workshop', 'cases', ('Workshop', 'cases')),
        ('method', 'cases', ('Method', 'cases')),
        ('template', 'cases', ('Template', 'cases')),
    ]
    pairs = 0
    for case_id in library.records['case']:
        page = library.page_of('case', case_id)
        assert len(page.all('section.s3-relations')) == 1
        for kind, field, fact in namers:
            expected = {other for other, record in library.records[kind].items() if case_id in record.get(field, [])}
            found = ids(page, group(page, TEXTS.back_label(*fact), 'section.s3-relations'))
            assert len(found) == len(expected) and set(found) == expected, (case_id, fact)
            for other in expected:
                there = library.page_of(kind, other)
                facts = there.facts()
                shown = [
                    facts[name] for many in (True, False) if (name := TEXTS.sheet_label(*fact, many=many)) in facts
                ]
                targets = {there.target(link) for link in shown[0].select('a')}
                assert page.file.resolve() in targets, (case_id, other)
                pairs += 1
    assert pairs


WEIGHTS: dict[str, tuple[int, Values]] = {
    'obstacle': (4, obstacles_of_case),
    'pilot': (3, lambda r: list(r.get('pilots', []))),
    'theme': (2, lambda r: list(r['themes'])),
    'process': (1, lambda r: list(r['process'])),
}


def test_alike_cases_share_most_and_say_what(library: Library) -> None:
    for case_id, record in library.records['case'].items():
        scores = {
            other: sum(weight * len(set(values(record)) & set(values(theirs))) for weight, values in WEIGHTS.values())
            for other, theirs in library.records['case'].items()
            # those that name the case stand below, as what leads to it
            if other not in {case_id, *record.get('related', [])}
            and case_id not in [*theirs.get('related', []), *theirs.get('adapted_from', [])]
        }
        best = sorted((score for score in scores.values() if score >= 3), reverse=True)[:5]
        page = library.page_of('case', case_id)
        section = page.one('section.s3-relations')
        listing = section.find('h2')
        assert isinstance(listing, Tag)
        after = listing.find_next_sibling()
        assert isinstance(after, Tag)
        items = list(after.select(':scope > li')) if after.name == 'ul' else []
        found = ids(page, items)
        assert [scores[other] for other in found] == best, case_id
        for other, item in zip(found, items, strict=True):
            reason = text(item.select('.s3-record-summary')[0])
            parts = []
            for name, (_, values) in WEIGHTS.items():
                shared = [v for v in values(record) if v in values(library.records['case'][other])]
                if shared:
                    words = listed([library.label(name, value) for value in shared])
                    # a title that asks ends the sentence itself
                    parts.append(TEXTS[f'same_{name}'].format(values=words).replace('?.', '?'))
            assert reason == ' '.join(parts), (case_id, other)


def test_regions_are_compared_by_size_structure_and_what_they_share(library: Library) -> None:
    regions, sizes = library.records['region'], [term['id'] for term in library.terms['population']]
    together: dict[str, set[str]] = {region: set() for region in regions}
    for pilot in library.records['pilot'].values():
        for region in pilot['regions']:
            together[region].update(pilot['regions'])
    met: dict[str, set[str]] = {region: set() for region in regions}
    for case in library.records['case'].values():
        for region in case['regions']:
            met[region].update(one['obstacle'] for one in case.get('obstacles', []))

    def score(one: str, other: str) -> tuple[int, int]:
        bands = [regions[name]['population']['band'] for name in (one, other) if 'population' in regions[name]]
        apart = abs(sizes.index(bands[0]) - sizes.index(bands[1])) if len(bands) == 2 else 2
        structure = set(regions[one].get('structure', [])) & set(regions[other].get('structure', []))
        themes = set(themes_of_region(regions[one])) & set(themes_of_region(regions[other]))
        return max(0, 2 - apart) + len(structure), len(themes) + len(met[one] & met[other])

    for region, record in regions.items():
        page = library.page_of('region', region)
        scores = {other: score(region, other) for other in regions if other != region and score(region, other)[0]}
        peers = _in_rows(page, 'table.s3-table-peers')
        assert [scores[other] for other in peers] == sorted(scores.values(), reverse=True)[:5], region
        shared = {
            other: {library.label('theme', theme) for theme in themes_of_region(record)}
            & {library.label('theme', theme) for theme in themes_of_region(theirs)}
            for other, theirs in regions.items()
            if other != region and other not in together[region]
        }
        partners = _in_rows(page, 'table.s3-table-partners')
        assert {other: len(themes) for other, themes in shared.items() if themes} == {
            other: sum(theme in words for theme in shared[other]) for other, words in partners.items()
        }, region


def _in_rows(page: Page, table: str) -> dict[str, str]:
    """The second cell of each row of *table* by the name of the page that the first one leads to; none without it."""
    rows = page.all(f'{table} tbody tr')
    return {page.target(row.select('a')[0]).stem: text(row.select('th, td')[1]) for row in rows}


# -- obstacles, workshops, words --------------------------------------------------------------------


def test_obstacle_pages_group_the_cases_by_how_it_went(library: Library) -> None:
    met_by_any = 0
    for obstacle in library.records['obstacle']:
        page = library.page_of('obstacle', obstacle)
        expected: dict[str, dict[str, str]] = {}
        for case_id, case in library.records['case'].items():
            for met in case.get('obstacles', []):
                if met['obstacle'] == obstacle:
                    expected.setdefault(library.label('handled', met['handled']), {})[case_id] = met['how']
        words = [term['sv'] for term in library.terms['handled']]
        found: dict[str, dict[str, str]] = {}
        for word in words:
            items = group(page, word)
            if items:
                summaries = [text(item.select('.s3-record-summary')[0]) for item in items]
                found[word] = dict(zip(ids(page, items), summaries, strict=True))
        assert found == {word: {k: ' '.join(v.split()) for k, v in cases.items()} for word, cases in expected.items()}
        headings = [heading for heading in page.texts('.s3-group') if heading in words]
        assert headings == [word for word in words if word in expected], obstacle
        met_by_any += len(expected)
    assert met_by_any


def test_agendas_add_up(library: Library) -> None:
    assert library.records['workshop']
    for workshop, record in library.records['workshop'].items():
        days: dict[str, list[Record]] = {}
        for part in record['agenda']:
            days.setdefault(part.get('day', '1'), []).append(part)
        page = library.page_of('workshop', workshop)
        tables = page.all('table.s3-table-agenda')
        bars = page.all('svg.s3-stack')
        for bar, parts in zip(bars, days.values(), strict=True):
            minutes_of_day = [int(part['minutes']) for part in parts]
            widths = [share(box, 'width') for box in bar.select('rect')]
            assert widths == pytest.approx([100 * each / sum(minutes_of_day) for each in minutes_of_day], abs=0.01)
        together = 0
        for table, parts in zip(tables, days.values(), strict=True):
            body = [[text(cell) for cell in line.select('th, td')] for line in table.select('tbody tr')]
            assert [line[1:] for line in body] == [
                [' '.join(part['part'].split()), part['minutes'], library.label('mode', part['mode'])] for part in parts
            ]
            elapsed = 0
            for clock, _, minutes, _ in body:
                hours, past = clock.split(':')
                assert (int(hours) * 60 + int(past), len(past)) == (elapsed, 2), workshop
                elapsed += int(minutes)
            together += elapsed
        assert together == int(record['duration']), workshop


def test_words_are_places_in_swedish_order(library: Library) -> None:
    source = (library.root / 'docs' / 'glossary.md').read_text('utf-8')
    terms = yaml.load(source.split('\n---\n')[0], yaml.CBaseLoader)['terms']
    page = library.open('docs/glossary')
    names = {str(tag['id']): tag for tag in page.all('dl.s3-terms > dt')}
    found = {name: text(tag) for name, tag in names.items()}
    assert found == {f'term-{term["id"]}': term['term'] for term in terms}
    # ordinary words only: how signs and digits are sorted is tested where the order is made
    ordinary = [word.lower() for word in found.values() if re.fullmatch('[a-zåäöA-ZÅÄÖ]+', word)]
    assert ordinary
    assert ordinary == sorted(ordinary, key=lambda word: [_ALPHABET.index(char) for char in word])
    for term in terms:
        meaning = names[f'term-{term["id"]}'].find_next_sibling()
        assert isinstance(meaning, Tag) and meaning.name == 'dd', term['id']
        # a word that is the same in English is not said twice
        english = [plain(text(words)) for words in meaning.select('[lang=en]')]
        same = term['term_en'].casefold() == term['term'].casefold()
        assert english == ([] if same else [plain(term['term_en'])]), term['id']
        links = [str(link['href']) for link in meaning.select('a.internal')]
        assert links == [f'#term-{other}' for other in term.get('see_also', [])], term['id']


def test_links_to_words_lead_to_them(library: Library) -> None:
    links = set()
    for file in (library.root / 'docs').rglob('*.md'):
        source = re.sub(r'``.*?``', '', file.read_text('utf-8'))
        for match in re.finditer(r'\{s3:term\}`(?:[^`<]*<)?([a-z0-9-]+)>?`', source):
            links.add((file.relative_to(library.root).with_suffix('').as_posix(), match[1]))
    assert links
    for docname, term in links:
        assert library.open(docname).all(f'a[href$="glossary.html#term-{term}"]'), (docname, term)


# -- registers ----------------------------------------------------------------------------------------


def test_every_question_leads_to_the_pages_that_answer_it(library: Library) -> None:
    expected: dict[str, set[str]] = {}
    chapters = headers(library.root, 'docs/handbook')
    for records in (*library.records.values(), chapters):
        for record_id, record in records.items():
            for question in record.get('questions', []):
                expected.setdefault(question, set()).add(record_id)
    page = library.showing('questions')
    found = {}
    for item in page.all('article :is(section, .s3-page) > ul > li'):
        links = item.select('a')
        question = text(item).partition('?')[0] + '?'
        found[question] = {page.target(link).stem for link in links}
    assert found == expected
    assert found


def test_timeline_runs_from_the_first_beginning(library: Library) -> None:
    page = library.showing('timeline')
    starts = {pilot: record['period'].get('from') for pilot, record in library.records['pilot'].items()}
    for region, record in library.records['region'].items():
        if (record.get('strategy') or {}).get('period'):
            starts[region] = record['strategy']['period'].get('from')
    rows = page.all('table.s3-table-timeline tbody tr')
    dated = [page.target(row.select('a')[0]).stem for row in rows]
    assert set(dated) == {record for record, start in starts.items() if start}
    assert [str(starts[record]) for record in dated] == sorted(str(starts[record]) for record in dated)
    undated = ids(page, group(page, TEXTS['timeline_undated']))
    assert set(undated) == {record for record, start in starts.items() if not start}
    # a bar begins where its row says, on one scale for all
    places = [share(row.select('rect')[0], 'x') for row in rows]
    assert places == sorted(places)
    assert len({row.select('line[class=s3-d-now]')[0]['x1'] for row in rows}) == 1


def test_strategies_that_have_run_out_are_marked(library: Library) -> None:
    page = library.showing('timeline')
    for row in page.all('table.s3-table-timeline tbody tr'):
        shown = page.target(row.select('a')[0]).stem
        strategy = library.records['region'].get(shown, {}).get('strategy') or {}
        looks = {shape['class'][0] for shape in row.select('rect')}
        assert ('s3-d-bar-ended' in looks) == (TEXTS['timeline_ended'] in text(row)), shown
        if 's3-d-bar-ended' in looks:
            assert strategy['period']['to'][:4] <= str(datetime.date.today().year)


def share(shape: Tag, name: str) -> float:
    """A length of a drawing that stretches, in hundredths."""
    return float(str(shape[name]).removesuffix('%'))


def drawn_shares(svg: Tag) -> dict[str, int]:
    """What a bar says by its parts; as wide, side by side, as their numbers are large."""
    groups = svg.select(':scope > g')
    shares = {}
    start = 0.0
    for group_ in groups:
        name, _, number = text(group_.select('title')[0]).rpartition(': ')
        box = group_.select('rect')[0]
        assert share(box, 'x') == pytest.approx(start, abs=0.05)
        start += share(box, 'width')
        shares[name] = int(number)
    total = sum(shares.values())
    for group_, amount in zip(groups, shares.values(), strict=True):
        assert share(group_.select('rect')[0], 'width') == pytest.approx(100 * amount / total, abs=0.05)
    return shares


def test_bars_of_evidence_and_of_obstacles_tell_what_the_headers_say(library: Library) -> None:
    for kind, place in (('theme', 'evidence'), ('obstacle', 'handled')):
        for record in library.records[kind]:
            found: dict[str, int] = {}
            for case in library.records['case'].values():
                if kind == 'theme':
                    met = case.get('results') or [] if record in case['themes'] else []
                else:
                    met = [each for each in case.get('obstacles') or [] if each['obstacle'] == record]
                for each in met:
                    name = library.label(place, each[place])
                    found[name] = found.get(name, 0) + 1
            page = library.page_of(kind, record)
            bars = page.all('svg.s3-stack')
            if bars:
                assert drawn_shares(bars[0]) == found, record
                listed = page.texts('.s3-figure-stack .s3-legend li')
                assert {item.rpartition(': ')[0]: int(item.rpartition(': ')[2]) for item in listed} == found
            else:
                assert not found or not library.views(page_docname(library, kind, record), place), record


def page_docname(library: Library, kind: str, record: str) -> str:
    return library.file(kind, record).relative_to(library.root).with_suffix('').as_posix()


def test_small_maps_light_the_regions_of_the_headers(library: Library) -> None:
    regions = library.records['region']
    shown = 0
    for kind in ('case', 'pilot', 'theme', 'region'):
        for record_id, record in library.records[kind].items():
            if kind == 'theme':
                meant = {region for region, of in regions.items() if record_id in themes_of_region(of)}
            else:
                meant = {record_id} if kind == 'region' else {*record['regions']} & regions.keys()
            page = library.page_of(kind, record_id)
            lit = page.texts('svg.s3-locator > g > title')
            assert sorted(lit) == sorted(library.label('region', region) for region in meant), record_id
            assert len(page.all('svg.s3-locator .s3-d-lit')) == len(lit)
            shown += bool(lit)
    assert shown


def test_every_cell_of_the_choices_tells_what_the_headers_say(library: Library) -> None:
    page = library.showing('choices')
    signs = {'strength': 'sign', 'emerging': 'sign-open', 'precondition': 'rect', 'deselected': 'line', '': 'half'}
    order = [*(term['id'] for term in library.terms['priority_kind'] if term['id'] != 'deselected'), '', 'deselected']
    table = page.one('table.s3-table-signs')
    columns = [page.target(link).stem for link in table.select('thead a')]
    assert sorted(columns) == sorted(library.records['region'])
    rows = table.select('tbody tr')
    assert sorted(page.target(row.select('th a')[0]).stem for row in rows) == sorted(library.records['theme'])
    for row in rows:
        theme = page.target(row.select('th a')[0]).stem
        *cells, total = row.select('td')
        chosen = 0
        for region, cell in zip(columns, cells, strict=True):
            priorities = library.records['region'][region].get('priorities') or []
            kinds = [each.get('kind') or '' for each in priorities if theme in (each.get('themes') or [])]
            chosen += any(kind != 'deselected' for kind in kinds)
            words = text(cell.select('svg > title')[0])
            if not priorities:
                assert words == TEXTS['choices_unknown']
            elif not kinds:
                assert words == TEXTS['choices_none']
            else:
                first = min(kinds, key=order.index)
                label = library.label('priority_kind', first) if first else TEXTS['choices_no_kind']
                assert words.startswith(f'{label}: ')
                drawn = [(shape.name, shape['class'][0]) for shape in cell.select('circle, rect, line, path')]
                assert drawn == SHAPES[signs[first]], (theme, region)
        assert int(text(total)) == chosen, theme


#: what each sign is drawn with
SHAPES = {
    'sign': [('circle', 's3-d-sign')],
    'sign-open': [('circle', 's3-d-sign-open')],
    'rect': [('rect', 's3-d-sign-open')],
    'line': [('line', 's3-d-sign-line')] * 2,
    'half': [('circle', 's3-d-sign-open'), ('path', 's3-d-sign')],
}


def test_white_spots_are_those_of_the_headers(library: Library) -> None:
    page = library.showing('gaps')
    cases, regions = library.records['case'].values(), library.records['region'].values()
    used = {
        'gap_theme_case': ('theme', {theme for case in cases for theme in case['themes']}),
        'gap_theme_region': ('theme', {theme for region in regions for theme in themes_of_region(region)}),
        'gap_region_case': ('region', {region for case in cases for region in case['regions']}),
        'gap_region_pilot': (
            'region',
            {region for pilot in library.records['pilot'].values() for region in pilot['regions']},
        ),
        'gap_pilot_case': ('pilot', {pilot for case in cases for pilot in case.get('pilots', [])}),
        'gap_obstacle_case': ('obstacle', {obstacle for case in cases for obstacle in obstacles_of_case(case)}),
    }
    for heading, (kind, known) in used.items():
        items = [item.select('a') for item in group(page, TEXTS[heading])]
        assert {page.target(links[0]).stem for links in items} == library.records[kind].keys() - known, heading
        # what lacks a case leads to the form, with itself filled in
        for links in items if heading.endswith('_case') else ():
            assert parse_qsl(str(links[1]['href']).partition('?')[2])[0][1] == page.target(links[0]).stem


def test_news_are_those_of_the_headers(library: Library) -> None:
    page = library.showing('news')
    since = library.views(library.with_view('news')[0], 'news')[0][1]['since']
    added = {
        record_id
        for records in library.records.values()
        for record_id, record in records.items()
        if max(record.get('added_on', ''), record.get('reviewed_on', '')) >= since
    }
    found = [page.target(link).stem for link in page.all('.s3-news-list .s3-record-title a')]
    chapters = {file.stem for file in (library.root / 'docs' / 'handbook').glob('*.md')}
    assert set(found) - chapters == added - chapters
    assert len(set(found)) == len(found)


def test_completeness_lists_every_entry_the_emptiest_first(library: Library) -> None:
    page = library.showing('completeness')
    tables = [table for table in page.all('table') if TEXTS['column_complete'] in text(table)]
    kinds = [kind for kind, _ in library.views(library.with_view('completeness')[0], 'completeness')]
    for kind, table in zip(kinds, tables, strict=True):
        if kind not in FOLDERS:
            continue
        links = [page.target(link).stem for link in table.select('tbody th a')]
        assert sorted(links) == sorted(library.records[kind])
        shares = [int(text(line.select('td')[0]).split()[0]) for line in table.select('tbody tr')]
        assert shares == sorted(shares) and shares[-1] <= 100


# -- facts --------------------------------------------------------------------------------------------


#: what a header says for the search alone, or for the edition in English
NOT_PRINTED = {'aliases', 'title_en'}


def texts_in(value: Any, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each text of a header with the names of the fields around it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner, (*place, name))
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner, place)
    else:
        yield place, ' '.join(value.split())


def plain(words: str) -> str:
    """*words* with straight quotation marks and without spaces, which a page may set in another way."""
    return ''.join(words.translate(str.maketrans('”’\u2011', '"\'-')).split())


def test_every_text_of_a_header_is_printed(library: Library) -> None:
    """Whole sentences and names; ids and words of the vocabulary are printed as something else."""
    missing = []
    for kind, records in library.records.items():
        for record_id, record in records.items():
            printed = plain(text(library.page_of(kind, record_id).one('article')))
            missing += [
                (record_id, '.'.join(place), value)
                for place, value in texts_in(record)
                if place[0] not in NOT_PRINTED and ' ' in value and plain(value) not in printed
            ]
    assert missing == []
