"""What is new since a day: by region, days with many pages in one line, and the same in the browser for another day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.views import Site, ViewKey, show
from s3ext.core.views.blocks import Changes, Fold
from s3ext.core.views.news import MANY
from tests.scripts import run
from tests.unit.reading import facts, outline, sections, told_blocks

if TYPE_CHECKING:
    from collections.abc import Callable

TITLES = {
    'docs/regions/orsa': 'Örsa',
    'docs/regions/angby': 'Ängby',
    'docs/regions/alfa': 'Alfa',
    'docs/regions/asa': 'Åsa',
}
REGIONS: dict[str, dict[str, Any]] = {name: {} for name in TITLES}


def news(site: Site, since: str) -> Changes:
    found, _ = show(ViewKey.make('news', {'since': since, 'page': 'docs/registers/nytt'}), site)
    assert isinstance(found, Changes)
    return found


def case(added: str = '', reviewed: str = '', *regions: str) -> dict[str, Any]:
    days = {'added_on': added, 'reviewed_on': reviewed}
    return {'regions': list(regions), **{name: day for name, day in days.items() if day}}


def lines(found: Changes) -> list[str]:
    return [f'{line.text}: {line.docname}' if line.docname else line.text for line in found.lines]


@pytest.fixture
def planted(build: Callable[..., Site]) -> Site:
    return build(
        REGIONS
        | {
            'cases/orsa/fore': case('2026-02-28', '2026-02-28', 'orsa'),
            'cases/orsa/samma': case('2026-03-01', '2026-03-05', 'orsa'),
            'cases/orsa/efter': case('2026-04-01', '2026-04-01', 'orsa'),
            'cases/asa/nytt': case('2026-03-07', '', 'asa'),
            'cases/angby/nytt': case('2026-03-08', '', 'angby'),
            'cases/alfa/bada': case('2026-03-09', '', 'alfa', 'orsa'),
            'cases/nationellt/alla': case('2026-03-10', ''),
            'docs/regions/alfa': {'reviewed_on': '2026-03-01'},
            'docs/themes/tema': {'added_on': '2025-01-01', 'reviewed_on': '2026-05-01'},
            'docs/obstacles/hinder': {'reviewed_on': '2026-02-28'},
        },
        TITLES,
    )


def test_the_page_and_the_text_are_what_was_planted(planted: Site) -> None:
    found = news(planted, '2026-03-01')
    assert sections(found.blocks) == {
        'Alfa': ['alfa'],
        'Åsa': ['nytt'],
        'Ängby': ['nytt'],
        'Örsa': ['efter', 'samma'],
        'Flera regioner': ['bada'],
        'Handboken i övrigt': ['tema', 'alla'],
    }
    assert outline(found.blocks)[0] == '6 nya sidor och 2 genomgångna sidor sedan den 1 mars 2026'
    told = facts(found.blocks)
    assert told['efter'] == ('Fall', 'ny 1 april 2026')
    assert told['samma'] == ('Fall', 'ny 1 mars 2026')  # a new page is not told twice
    assert told['tema'] == ('Tema', 'genomgången 1 maj 2026')
    assert told['bada'] == ('Fall · Alfa, Örsa', 'ny 9 mars 2026')
    assert lines(found) == [
        'Nytt i handboken sedan den 1 mars 2026',
        *('', 'Alfa', '– Genomgången: Alfa (Region): docs/regions/alfa'),
        *('', 'Åsa', '– Ny: nytt (Fall): cases/asa/nytt'),
        *('', 'Ängby', '– Ny: nytt (Fall): cases/angby/nytt'),
        *('', 'Örsa', '– Ny: efter (Fall): cases/orsa/efter', '– Ny: samma (Fall): cases/orsa/samma'),
        *('', 'Flera regioner', '– Ny: bada (Fall): cases/alfa/bada'),
        *('', 'Handboken i övrigt', '– Genomgången: tema (Tema): docs/themes/tema'),
        '– Ny: alla (Fall): cases/nationellt/alla',
    ]


def test_nothing_since_then(planted: Site) -> None:
    found = news(planted, '2027-01-01')
    assert outline(found.blocks) == [
        '0 nya sidor och 0 genomgångna sidor sedan den 1 januari 2027',
        'Inget sedan dess.',
    ]
    assert lines(found) == ['Nytt i handboken sedan den 1 januari 2027', 'Inget sedan dess.']


@pytest.mark.parametrize(('number', 'is_many'), [(MANY, False), (MANY + 1, True)])
def test_many_pages_of_a_day_are_one_line(number: int, is_many: bool, build: Callable[..., Site]) -> None:
    many = {f'cases/orsa/fall-{n}': case('2026-03-01', '', 'orsa') for n in range(number)}
    others = {'cases/asa/eget': case('2026-03-02', '', 'asa')}
    found = news(build(REGIONS | many | others, TITLES), '2026-03-01')
    folds = [block.title for block in found.blocks if isinstance(block, Fold)]
    assert folds == ([f'{number} nya sidor den 1 mars 2026'] if is_many else [])
    # whatever is folded is there
    listed = sections(told_blocks(found))
    assert listed['Åsa'] == ['eget'] and len(listed['Örsa']) == number
    summed = [line for line in lines(found) if line.startswith(str(number))]
    assert summed == ([f'{number} nya sidor den 1 mars 2026: docs/registers/nytt'] if is_many else [])
    assert len([line for line in lines(found) if line.startswith('– Ny')]) == 1 + (0 if is_many else number)


def test_many_reviewed_pages_of_a_day_are_a_line_of_their_own(build: Callable[..., Site]) -> None:
    pages = {f'cases/orsa/a-{n}': case('2026-03-01', '', 'orsa') for n in range(MANY + 1)}
    pages |= {f'cases/orsa/b-{n}': case('2025-03-01', '2026-03-01', 'orsa') for n in range(MANY + 2)}
    found = news(build(REGIONS | pages, TITLES), '2026-03-01')
    assert [block.title for block in found.blocks if isinstance(block, Fold)] == [
        f'{MANY + 1} nya sidor den 1 mars 2026',
        f'{MANY + 2} genomgångna sidor den 1 mars 2026',
    ]


def rows_for_script(found: Changes) -> list[list[Any]]:
    return [
        [
            *(change.row.title.text, '', change.kind, change.row.title.docname),
            *(found.groups.index(change.group), change.added, change.reviewed),
        ]
        for change in found.changes
    ]


@pytest.mark.parametrize('day', ['2026-03-01', '2026-03-02', '2026-03-05', '2026-03-08', '2026-05-01', '2026-06-01'])
@pytest.mark.parametrize('many', [MANY, 0])
def test_the_browser_finds_the_same_for_a_later_day(
    day: str, many: int, planted: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page knows of all since the first of March; a later day is as if the page had been written for it."""
    monkeypatch.setattr('s3ext.core.views.news.MANY', many)
    first, later = news(planted, '2026-03-01'), news(planted, day)
    work = """(rows, day, many) => {
        const { groups, days } = S3.news.arrange(rows, day, many);
        const plain = (groups) => [...groups].map(([group, entries]) => [group, entries.map((entry) => entry.address)]);
        return [plain(groups), days.map(({ day, isNew, groups }) => [day, isNew, plain(groups)])];
    }"""
    groups, days = run(work, rows_for_script(first), day, many)

    def named(groups: list[Any]) -> dict[str, list[str]]:
        return {first.groups[group]: addresses for group, addresses in groups}

    flat = [block for block in later.blocks if not isinstance(block, Fold)]
    assert {name: len(found) for name, found in named(groups).items()} == {
        name: len(found) for name, found in sections(flat).items()
    }
    folds = [block for block in later.blocks if isinstance(block, Fold)]
    assert [sum(len(found) for _, found in groups) for *_, groups in days] == [
        sum(map(len, sections(fold.blocks).values())) for fold in folds
    ]
    told = [address for found in (groups, *(groups for *_, groups in days)) for _, found in found for address in found]
    assert sorted(told) == sorted(change.row.title.docname for change in later.changes)
