"""The views of a whole library hold what the pages say, worked out from their headers alone."""

from __future__ import annotations

import datetime
import itertools
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.views import Site, ViewKey, count, show
from s3ext.core.views.blocks import Changes, Heading, Items, Link, Rows, Table
from s3ext.handbook.areas import MAP
from tests.kinds import KINDS, VIEWS
from tests.unit.reading import (
    FOLDERS,
    Written,
    facts,
    id_in,
    ids,
    outline,
    rows_in,
    sections,
    table_in,
    told_blocks,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from s3ext.core.views.blocks import Block


Pages = dict[str, dict[str, Written]]


def view(kind: str, site: Site, **options: str) -> tuple[Block, ...]:
    return show(ViewKey.make(kind, options), site)


def chosen_themes(region: Written) -> set[str]:
    """The themes of what a region has not deselected."""
    kept = [priority for priority in region.list('priorities') if priority.get('kind') != 'deselected']
    return {theme for priority in kept for theme in priority.get('themes', [])}


#: how it went with an obstacle
HANDLED = {
    'yes': 'Hanterat',
    'partly': 'Något gjordes',
    'no': 'Inte hanterat',
    'not-stated': 'Framgår inte av källorna',
}
#: kinds of evidence, the strongest first
EVIDENCE = ('independent', 'own_follow_up', 'stated', 'expected')
#: the values of a facet of a case, as they are written; kinds of evidence the strongest first
CASE_VALUES: dict[str, Any] = {
    'region': lambda case: case.list('regions'),
    'theme': lambda case: case.list('themes'),
    'pilot': lambda case: case.list('pilots'),
    'process': lambda case: case.list('process'),
    'obstacle': lambda case: [met['obstacle'] for met in case.list('obstacles')],
    'handled': lambda case: [met['handled'] for met in case.list('obstacles')],
    'stage': lambda case: [case.header['stage']],
    'evidence': lambda case: sorted((result['evidence'] for result in case.list('results')), key=EVIDENCE.index),
    's3_link': lambda case: [case.header['s3_link']],
    'helix': lambda case: case.list('helix'),
}


@pytest.mark.slow
def test_every_view_can_be_shown_for_every_page(pages: Pages, library_site: Site) -> None:
    for kind, made in VIEWS.items():
        for page_id in pages[made.page] if made.page else ['']:
            options = {'id': page_id, 'rows': 'theme', 'columns': 'region', 'since': '2026-01-01'}
            assert isinstance(view(kind, library_site, **options), tuple)


@pytest.mark.parametrize('facet', CASE_VALUES)
def test_cases_of_each_value(facet: str, pages: Pages, library_site: Site) -> None:
    expected: dict[str, set[str]] = {}
    for case in pages['case'].values():
        for value in CASE_VALUES[facet](case):
            expected.setdefault(value, set()).add(case.id)
    for value, found in expected.items():
        assert set(ids(view('records', library_site, **{facet: value}))) == found
        assert set(ids(view('records', library_site, filter=f'{facet} = {value}'))) == found
        assert count({facet: value}, library_site) == len(found)
        without = set(pages['case']) - found
        assert set(ids(view('records', library_site, filter=f'not {facet} = {value}'))) == without
    # each case once, under the value that it says first
    first: dict[str, set[str]] = {}
    for case in pages['case'].values():
        first.setdefault(next(iter(CASE_VALUES[facet](case)), '-'), set()).add(case.id)
    grouped = view('records', library_site, group=facet)
    anchors = [block.anchor for block in grouped if isinstance(block, Heading)]
    assert set(anchors) == {f'case-{facet}-{value}'.replace('_', '-') for value in first}
    listed = [ids([block]) for block in grouped if isinstance(block, Rows)]
    assert sorted(page for found in listed for page in found) == sorted(pages['case'])
    assert Counter(map(frozenset, listed)) == Counter(map(frozenset, first.values()))


def test_filters_are_set_arithmetic(pages: Pages, library_site: Site) -> None:
    cases = pages['case'].values()
    finished = {case.id for case in cases if case.header['stage'] == 'finished'}
    roadmap = {case.id for case in cases if 'fardplan' in case.list('process')}
    known = {case.id for case in cases if {'independent', 'own_follow_up'} & set(CASE_VALUES['evidence'](case))}
    late = {case.id for case in cases if case.header['period'].get('from', '')[:4] >= '2020'}
    everything = set(pages['case'])
    assert finished
    assert roadmap
    assert known
    assert late
    for text, expected in {
        'stage = finished and process = fardplan': finished & roadmap,
        'stage = finished or process = fardplan and from >= 2020': finished | roadmap & late,
        '(stage = finished or process = fardplan) and from >= 2020': (finished | roadmap) & late,
        'not (stage = finished or evidence in [independent, own_follow_up])': everything - finished - known,
        'not stage = finished and not process = fardplan': everything - finished - roadmap,
        'stage != finished and evidence in [own_follow_up, independent]': known - finished,
    }.items():
        assert set(ids(view('records', library_site, filter=text))) == expected, text


@pytest.mark.parametrize(('rows', 'columns'), list(itertools.combinations(CASE_VALUES, 2)))
def test_matrices(rows: str, columns: str, pages: Pages, library_site: Site) -> None:
    expected: dict[str, set[str]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for case in pages['case'].values():
        for row, column in set(itertools.product(CASE_VALUES[rows](case), CASE_VALUES[columns](case))):
            anchor = f'case-{rows}-{row}'.replace('_', '-')
            expected.setdefault(anchor, set()).add(case.id)
            counts[anchor, column] += 1
    found = view('matrix', library_site, rows=rows, columns=columns, page='docs/sida')
    lists = {
        heading.anchor: set(ids([listed]))
        for heading, listed in itertools.pairwise(found)
        if isinstance(heading, Heading)
    }
    assert lists == expected
    cells = [cell[0] for block in found if isinstance(block, Table) for line in block.rows for cell in line[1:] if cell]
    linked = sorted((cell.anchor, cell.text, cell.docname) for cell in cells if isinstance(cell, Link))
    assert linked == sorted((anchor, str(number), 'docs/sida') for (anchor, _), number in counts.items())


def test_the_map_counts_as_the_pages_do(pages: Pages, library_site: Site) -> None:
    for kind in ('case', 'pilot'):
        numbers = Counter(region for page in pages[kind].values() for region in page.list('regions'))
        figure, table = view('map', replace(library_site, map=MAP), type=kind)
        [drawn] = outline([figure])
        counted = dict(title.split(': ', 1) for title in drawn)
        assert {name: int(number.split()[0]) for name, number in counted.items() if not name.isdecimal()} == {
            region.title: numbers[region.id] for region in pages['region'].values()
        }
        assert {line[0]: int(line[1]) for line in table_in([table])[1:]} == {
            region.title: numbers[region.id] for region in pages['region'].values()
        }


def test_obstacles_and_how_each_case_handled_them(pages: Pages, library_site: Site) -> None:
    for obstacle in pages['obstacle']:
        expected: dict[str, set[str]] = {}
        for case in pages['case'].values():
            for met in case.list('obstacles'):
                if met['obstacle'] == obstacle:
                    label = HANDLED[met['handled']]
                    expected.setdefault(label, set()).add(case.id)
        found = sections(view('handled', library_site, id=obstacle))
        assert {heading: set(listed) for heading, listed in found.items()} == expected


def test_links_both_ways(pages: Pages, library_site: Site) -> None:
    entered = {
        (page.docname, other)
        for kind, names in (
            ('case', ('adapted_from', 'related')),
            ('workshop', ('cases',)),
            ('method', ('cases',)),
            ('template', ('cases',)),
        )
        for page in pages[kind].values()
        for name in names
        for other in page.list(name)
    }
    assert entered
    found = {
        (row.title.docname, case) for case in pages['case'] for row in rows_in(view('backlinks', library_site, id=case))
    }
    assert found == entered


def test_tools_for_each_obstacle(pages: Pages, library_site: Site) -> None:
    for obstacle in pages['obstacle']:
        cases = {case.id for case in pages['case'].values() if obstacle in CASE_VALUES['obstacle'](case)}
        expected = {
            page.id
            for kind in ('workshop', 'method', 'template')
            for page in pages[kind].values()
            if cases & set(page.list('cases'))
        }
        assert set(ids(view('tools', library_site, obstacle=obstacle))) == expected


def test_related_cases_share_enough(pages: Pages, library_site: Site) -> None:
    weights = {'obstacle': 4, 'pilot': 3, 'theme': 2, 'process': 1}
    common = Counter(
        (name, value) for case in pages['case'].values() for name in weights for value in set(CASE_VALUES[name](case))
    )
    for case in pages['case'].values():
        scores: dict[str, int] = {}
        for other in pages['case'].values():
            naming = {*other.list('related'), *other.list('adapted_from')}
            if other.id != case.id and other.id not in case.list('related') and case.id not in naming:
                shared = [
                    (name, value)
                    for name in weights
                    for value in set(CASE_VALUES[name](case)) & set(CASE_VALUES[name](other))
                    if common[name, value] <= 200
                ]
                score = sum(weights[name] for name, _ in shared)
                if score >= 3:
                    scores[other.id] = score
        found = ids(view('related', library_site, id=case.id))
        assert [scores[other] for other in found] == sorted(scores.values(), reverse=True)[:5]
        assert len(set(found)) == len(found)


def test_peers_and_partners(pages: Pages, library_site: Site) -> None:
    regions = pages['region']
    sizes = ['under-150', '150-300', '300-500', 'over-500']
    together = {
        pair for pilot in pages['pilot'].values() for pair in itertools.product(pilot.list('regions'), repeat=2)
    }
    met = {
        name: {
            obstacle
            for case in pages['case'].values()
            if name in case.list('regions')
            for obstacle in CASE_VALUES['obstacle'](case)
        }
        for name in regions
    }

    def frame(one: Written, other: Written) -> int:
        bands = [each.header['population']['band'] for each in (one, other) if 'population' in each.header]
        apart = abs(sizes.index(bands[0]) - sizes.index(bands[1])) if len(bands) == 2 else 2
        return max(0, 2 - apart) + len(set(one.list('structure')) & set(other.list('structure')))

    def shared(one: Written, other: Written) -> int:
        return len(chosen_themes(one) & chosen_themes(other)) + len(met[one.id] & met[other.id])

    for region in regions.values():
        others = [other for other in regions.values() if other.id != region.id]
        scores = {other.id: (frame(region, other), shared(region, other)) for other in others if frame(region, other)}
        peers = heads(view('peers', library_site, id=region.id, limit='99'))
        assert set(peers) == scores.keys()
        assert [scores[other] for other in peers] == sorted(scores.values(), reverse=True)
        partners = heads(view('partners', library_site, id=region.id))
        assert set(partners) == {
            other.id
            for other in others
            if chosen_themes(region) & chosen_themes(other) and (region.id, other.id) not in together
        }
        cases = ids(view('like-cases', library_site, id=region.id, limit='999'))
        near = set(peers[:5])
        assert len(set(cases)) == len(cases)
        assert set(cases) == {
            case.id
            for case in pages['case'].values()
            if near & set(case.list('regions')) and region.id not in case.list('regions')
        }


def heads(blocks: tuple[Block, ...]) -> list[str]:
    """The ids of the records that the rows of the first table are about; none without a table."""
    table = next((block for block in blocks if isinstance(block, Table)), None)
    links = [next(part for part in row[0] if isinstance(part, Link)) for row in table.rows] if table else []
    return [id_in(link) for link in links]


def test_the_time_line(pages: Pages, library_site: Site) -> None:
    starts: list[str] = []
    undated = []
    for page in (*pages['pilot'].values(), *pages['region'].values()):
        holder = page.header if page.kind == 'pilot' else page.header.get('strategy', {})
        if 'period' in holder:
            start = holder['period'].get('from')
            starts.append(start) if start else undated.append(page.id)
    found = view('timeline', library_site)
    [table] = [block for block in found if isinstance(block, Table)]
    assert len(table.rows) == len(starts)
    years = [re.findall(r'\d{4}', words(time))[0] for _, time, _ in table.rows]
    assert years == sorted(start[:4] for start in starts)
    assert Counter(ids(found)) == Counter(undated)


def test_questions_and_who_answers_them(pages: Pages, library_site: Site) -> None:
    answers: dict[str, set[str]] = {}
    for page in (page for kind in pages.values() for page in kind.values()):
        for question in page.list('questions'):
            answers.setdefault(question, set()).add(page.id)
    found = {}
    for block in view('questions', library_site):
        if isinstance(block, Items):
            for question, *links in block.items:
                found[words([question]).strip()] = {id_in(link) for link in links if isinstance(link, Link)}
    assert found == answers


def why(what: Mapping[str, Any]) -> str:
    return f'Skäl: {what["reason"]} I stället: {what["instead"]}'


def test_what_was_deselected(pages: Pages, library_site: Site) -> None:
    priorities = [
        (region.title, priority['label'], why(priority))
        for region in pages['region'].values()
        for priority in region.list('priorities')
        if priority.get('kind') == 'deselected'
    ]
    stopped = [(case.title, why(case.header)) for case in pages['case'].values() if case.header['stage'] == 'stopped']
    rows = rows_in(view('deselected', library_site))
    assert Counter((row.title.text, row.meta[0], row.text) for row in rows[: len(priorities)]) == Counter(priorities)
    assert Counter((row.title.text, row.text) for row in rows[len(priorities) :]) == Counter(stopped)


def test_news(pages: Pages, library_site: Site) -> None:
    listed = [page for found in pages.values() for page in found.values()]
    for since in ('2026-01-01', '2026-11-20', '2026-11-24', '2030-01-01'):
        added = {page.docname for page in listed if page.header.get('added_on', '') >= since}
        seen = {page.docname for page in listed if page.header.get('reviewed_on', '') >= since} - added
        found, _ = view('news', library_site, since=since)
        assert isinstance(found, Changes)
        told = [row.title.docname for row in rows_in(told_blocks(found))]
        assert sorted(told) == sorted(change.row.title.docname for change in found.changes) == sorted(added | seen)
        assert {change.row.title.docname for change in found.changes if change.is_new} == added


@pytest.mark.parametrize(
    'kind', [kind for kind, wanted in KINDS.wanted.items() if wanted and kind in {'case', *FOLDERS.values()}]
)
def test_completeness(kind: str, pages: Pages, library_site: Site) -> None:
    wanted = KINDS.wanted[kind]
    lines = table_in(view('completeness', library_site, type=kind))[1:]
    assert Counter((line[0].removesuffix(' (närliggande fall)'), line[1]) for line in lines) == Counter(
        (page.title, f'{100 * sum(bool(page.header.get(name)) for name in wanted) // len(wanted)}\N{NO-BREAK SPACE}%')
        for page in pages[kind].values()
    )
    shares = [int(line[1].split()[0]) for line in lines]
    assert shares == sorted(shares)


def test_white_spots(pages: Pages, library_site: Site) -> None:
    cases, pilots = pages['case'].values(), pages['pilot'].values()
    themes = set().union(*(CASE_VALUES['theme'](case) for case in cases))
    expected = {
        'Teman utan fall': pages['theme'].keys() - themes,
        'Teman som ingen region har valt, såvitt vi vet': pages['theme'].keys()
        - set().union(*(chosen_themes(region) for region in pages['region'].values())),
        'Regioner utan fall': pages['region'].keys() - {region for case in cases for region in case.list('regions')},
        'Regioner som vi inte har sett i någon pilot': pages['region'].keys()
        - {region for pilot in pilots for region in pilot.list('regions')},
        'Piloter och partnerskap utan fall': pages['pilot'].keys()
        - {pilot for case in cases for pilot in case.list('pilots')},
        'Hinder utan fall': pages['obstacle'].keys() - set().union(*(CASE_VALUES['obstacle'](case) for case in cases)),
    }
    found = sections(view('gaps', library_site))
    assert {heading: set(listed) for heading, listed in found.items()} == {
        heading: missing for heading, missing in expected.items() if missing
    }
    lists = [len(block.items) for block in view('gaps', library_site) if isinstance(block, Items)]
    process = library_site.labels.vocabulary.ids('process')
    numbers = [
        len(process) - len({element for page in pages[kind].values() for element in page.list('process')})
        for kind in ('case', 'workshop', 'method')
    ]
    assert lists == [number for number in numbers if number]


def test_reviews_and_contacts(pages: Pages, library_site: Site) -> None:
    today = datetime.date.fromisoformat(library_site.today)
    soon = today + datetime.timedelta(days=60)
    due, ending = set(), set()
    for page in (page for found in pages.values() for page in found.values()):
        if 'reviewed_on' in page.header:
            day = datetime.date.fromisoformat(page.header['reviewed_on'])
            months = day.month - 1 + int(page.header.get('review_every', 12))
            month = (day.year + months // 12, months % 12 + 1)
            if month < (today.year, today.month) or (month == (today.year, today.month) and day.day <= today.day):
                due.add(page.docname)
        if 'ask' in page.header and datetime.date.fromisoformat(page.header['ask']['valid_until']) <= soon:
            ending.add(page.docname)
    assert {row.title.docname for row in rows_in(view('reviews', library_site))} == due
    assert {row.title.docname for row in rows_in(view('contacts', library_site))} == ending
    assert facts(view('catalogue', library_site)).keys() == pages['case'].keys()
