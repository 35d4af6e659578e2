"""What is known of a page: who wrote it, who approved it, whether the editors have reviewed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.model.catalog import Catalog, check_entries
from s3ext.core.model.status import author_marks, draft_mark, draft_statement, joint_statement, statement
from s3ext.core.page.validate import validate
from s3ext.core.problems import Code, Problem, ProblemCode
from s3ext.core.views import Site, ViewKey, show
from tests.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.model.vocabulary import Vocabulary

CASE = 'cases/orsa/fall'
APPROVED = {'by': 'orsa', 'unit': 'enheten för regional utveckling', 'date': '2026-12-03'}
DRAFT = {'reviewed_on': None}
BY_REGION = {'written_by': 'orsa'}
#: a theme may do without sources: nothing follows one then
ALONE = 'Skriven av redaktionen. Ingen region har godkänt texten. Genomgången av redaktionen 1 januari 2026.'
WRITTEN = 'Skriven av redaktionen ur offentliga källor. Ingen region har godkänt texten.'
UTKAST = 'Utkast – inte genomgånget av redaktionen.'
#: what a header says beside the least: what the page says of a draft, the statement, and what lists say
STATEMENTS: list[tuple[dict[str, Any], str, str, list[str]]] = [
    ({}, '', f'{WRITTEN} Genomgången av redaktionen 24 november 2026.', []),
    ({'written_by': 'redaktionen'}, '', f'{WRITTEN} Genomgången av redaktionen 24 november 2026.', []),
    (DRAFT, UTKAST, WRITTEN, ['Utkast']),
    (
        DRAFT | BY_REGION,
        UTKAST,
        'Skriven av Region Örsa. Inget godkännande är antecknat.',
        ['Utkast', 'Skriven av Region Örsa'],
    ),
    (
        BY_REGION,
        '',
        'Skriven av Region Örsa. Inget godkännande är antecknat. Genomgången av redaktionen 24 november 2026.',
        ['Skriven av Region Örsa'],
    ),
    (
        {'approved': APPROVED},
        '',
        (
            'Skriven av redaktionen ur offentliga källor. Godkänd av Region Örsa (enheten för regional utveckling) '
            '3 december 2026. Genomgången av redaktionen 24 november 2026.'
        ),
        ['Godkänd av Region Örsa'],
    ),
    (
        DRAFT | {'written_by': 'annan', 'approved': APPROVED},
        UTKAST,
        'Skriven av en annan organisation. Godkänd av Region Örsa (enheten för regional utveckling) 3 december 2026.',
        ['Utkast', 'Skriven av en annan organisation', 'Godkänd av Region Örsa'],
    ),
]


def with_status(more: dict[str, Any]) -> dict[str, Any]:
    """Header fields: *more* beside a review; those that are None are left out."""
    return {'reviewed_on': '2026-11-24'} | more


@pytest.fixture
def site_of(build: Callable[..., Site]) -> Callable[..., Site]:
    """Makes a site of a region and of cases with the given fields; None takes a field away."""

    def made(*cases: dict[str, Any]) -> Site:
        headers: dict[str, dict[str, Any]] = {'docs/regions/orsa': {'authority': 'Region Örsa'}}
        headers |= {f'{CASE}{n}': {'regions': ['orsa']} | with_status(more) for n, more in enumerate(cases)}
        return build(headers)

    return made


@pytest.mark.parametrize(('more', 'draft', 'expected', 'listed'), STATEMENTS)
def test_a_page_says_what_is_known_of_it(
    more: dict[str, Any], draft: str, expected: str, listed: list[str], site_of: Callable[..., Site]
) -> None:
    site = site_of(more)
    item = site.catalog.get('case', 'fall0')
    assert item is not None
    assert draft_statement(item.record, site.labels) == draft
    assert statement(item.record, site.catalog, site.labels) == expected
    marks = [*draft_mark(item.record, site.labels), *author_marks(item.record, site.catalog, site.labels)]
    assert marks == listed
    shown = show(ViewKey.make('status', {'page': f'{CASE}0'}), site)
    assert [(getattr(block, 'style', ''), ''.join(getattr(block, 'parts', ()))) for block in shown] == [
        ('editorial', expected)
    ]
    # that it is a draft stands above its summary; alone in an edition it says both
    assert joint_statement([item.record], site.catalog, site.labels) == f'{draft} {expected}'.strip()


@pytest.mark.parametrize(
    ('pages', 'expected'),
    [
        ([{}, {}], 'Skrivna av redaktionen ur offentliga källor. Ingen region har godkänt texterna.'),
        (
            [{}, DRAFT, DRAFT],
            (
                'Skrivna av redaktionen ur offentliga källor. Ingen region har godkänt texterna. '
                '2 av 3 sidor är utkast som redaktionen inte har gått igenom.'
            ),
        ),
        (
            [{}, {'approved': APPROVED}],
            (
                'Skrivna av redaktionen ur offentliga källor. '
                '1 av 2 sidor är godkänd av en region eller annan organisation.'
            ),
        ),
        (
            [{}, DRAFT | BY_REGION, BY_REGION | {'approved': APPROVED}],
            (
                '2 av 3 sidor är skrivna av andra än redaktionen. '
                '1 av 3 sidor är godkänd av en region eller annan organisation. '
                '1 av 3 sidor är ett utkast som redaktionen inte har gått igenom.'
            ),
        ),
    ],
)
def test_an_edition_counts(pages: list[dict[str, Any]], expected: str, site_of: Callable[..., Site]) -> None:
    site = site_of(*pages)
    records = [item.record for item in site.catalog.of_type('case')]
    assert joint_statement(records, site.catalog, site.labels) == expected


@pytest.mark.parametrize(
    ('cases', 'expected'),
    [
        (0, 'Skrivna av redaktionen. Ingen region har godkänt texterna.'),
        (1, 'Skrivna av redaktionen. Ingen region har godkänt texterna. 1 av 3 sidor bygger på offentliga källor.'),
        (2, 'Skrivna av redaktionen. Ingen region har godkänt texterna. 2 av 4 sidor bygger på offentliga källor.'),
    ],
)
def test_what_has_no_sources_is_not_said_to_come_from_any(
    cases: int, expected: str, build: Callable[..., Site]
) -> None:
    headers: dict[str, dict[str, Any]] = {f'docs/themes/{name}': {} for name in ('skog', 'vatten')}
    site = build(headers | {f'cases/nationellt/fall{n}': {} for n in range(cases)})
    themes = [item.record for item in site.catalog.of_type('theme')]
    assert [statement(theme, site.catalog, site.labels) for theme in themes] == [ALONE, ALONE]
    records = [*themes, *(item.record for item in site.catalog.of_type('case'))]
    assert joint_statement(records, site.catalog, site.labels) == expected


def test_lists_can_be_limited_by_status(site_of: Callable[..., Site]) -> None:
    site = site_of({}, DRAFT | BY_REGION, {'approved': APPROVED})
    for text, ids in {
        'status = draft': ['fall1'],
        'status = reviewed': ['fall0', 'fall2'],
        'status = approved': ['fall2'],
        'written_by = orsa': ['fall1'],
        'written_by = redaktionen': ['fall0', 'fall2'],
    }.items():
        [_, rows] = show(ViewKey.make('records', {'filter': text}), site)
        assert [row.title.docname.rpartition('/')[2] for row in getattr(rows, 'rows', ())] == ids, text
    [_, rows] = show(ViewKey.make('records', {'style': 'plain', 'status': 'draft'}), site)
    assert [row.meta for row in getattr(rows, 'rows', ())] == [('Utkast',)]


def test_registers_mark_drafts_where_they_only_name_pages(site_of: Callable[..., Site]) -> None:
    asked = {'questions': ['Hur gör man?']}
    site = site_of(DRAFT | asked, asked)

    def words(kind: str) -> str:
        parts = [
            part
            for block in show(ViewKey.make(kind, {}), site)
            for item in getattr(block, 'items', ())
            for part in item
        ]
        return ''.join(part if isinstance(part, str) else part.text for part in parts)

    assert words('questions') == 'Hur gör man? fall0 (utkast), fall1'
    assert words('sources').endswith('fall0 (utkast); fall1')
    [table] = show(ViewKey.make('completeness', {}), site)
    cells = [row[0] for row in getattr(table, 'rows', ())]
    assert sorted(''.join(part if isinstance(part, str) else part.text for part in cell) for cell in cells) == [
        'fall0 (utkast)',
        'fall1',
    ]


def test_drafts_wait_for_review_longest_first(site_of: Callable[..., Site]) -> None:
    site = site_of(DRAFT | {'added_on': '2026-06-02'}, DRAFT | BY_REGION | {'added_on': '2026-06-01'}, {}, DRAFT)
    heading, drafts, due_heading, due = show(ViewKey.make('reviews', {}), site)
    assert getattr(heading, 'text', '') == 'Utkast att gå igenom'
    assert [(row.title.docname[-1], row.meta) for row in getattr(drafts, 'rows', ())] == [
        ('1', ('Fall', 'tillkom 1 juni 2026', 'Skriven av Region Örsa')),
        ('0', ('Fall', 'tillkom 2 juni 2026', 'Skriven av redaktionen')),
        ('3', ('Fall', 'Skriven av redaktionen')),
    ]
    assert (getattr(due_heading, 'text', ''), getattr(due, 'style', '')) == ('Sidor att gå igenom på nytt', 'none')


# -- faults ------------------------------------------------------------------------------------

HEADER = """---
summary: En sammanfattning som är lång nog för att duga i alla prov.
regions: [orsa, alfa]
themes: []
process: []
period: {from: 2020}
stage: running
s3_link: namns
written_by: orsa
approved: {by: orsa, unit: enheten, date: 2026-06-15}
reviewed_on: 2026-06-15
sources:
  - {id: rapport, publisher: Region Alfa, title: Rapport, url: "https://example.org/"}
---

# Fallet

Något.[^rapport]
"""
REGION = """---
summary: En sammanfattning som är lång nog för att duga i alla prov.
authority: Region Örsa
county: Örsa län
county_code: "01"
nuts3: SE110
nuts2: SE11
written_by: orsa
approved: {by: orsa, unit: enheten, date: 2026-06-15}
sources:
  - {id: rapport, publisher: Region Alfa, title: Rapport, url: "https://example.org/"}
---

# Örsa

Något.[^rapport]
"""


def problems_of(vocabulary: Vocabulary, today: str, **pages: str) -> list[Problem]:
    docnames = {'case': CASE, 'region': 'docs/regions/orsa', 'other': 'docs/regions/alfa'}
    found: list[Problem] = []
    entries = []
    for name, text in pages.items():
        entry, _, problems = validate(text, docnames[name], f'{docnames[name]}.md', vocabulary)
        entries.append(entry)
        found += problems
    return sorted(found + check_entries(entries, Catalog(entries, {}, KINDS), today))


OTHER = REGION.replace('written_by: orsa\napproved: {by: orsa, unit: enheten, date: 2026-06-15}\n', '').replace(
    'county_code: "01"', 'county_code: "02"'
)


def faults_of(vocabulary: Vocabulary, today: str = '2026-06-15', **pages: str) -> list[tuple[int, int, Code]]:
    found = problems_of(vocabulary, today, **{'case': HEADER, 'region': REGION, 'other': OTHER, **pages})
    return [(problem.line, problem.column, problem.code) for problem in found]


def test_right_statuses_have_no_faults(vocabulary: Vocabulary) -> None:
    assert faults_of(vocabulary) == []  # a region may write and approve its own page
    assert faults_of(vocabulary, case=HEADER.replace('written_by: orsa', 'written_by: annan')) == []


def test_a_day_ahead_is_a_fault_at_its_place(vocabulary: Vocabulary) -> None:
    future = ProblemCode.FUTURE_DATE
    assert faults_of(vocabulary, '2026-06-14', region=OTHER.replace('"02"', '"01"')) == [
        (10, 43, future),
        (11, 14, future),
    ]
    ahead = HEADER.replace('reviewed_on: 2026-06-15', 'reviewed_on: 2026-06-16')
    [problem] = problems_of(vocabulary, '2026-06-15', case=ahead, region=REGION, other=OTHER)
    assert problem.details == (('field', 'reviewed_on'), ('value', '2026-06-16'), ('today', '2026-06-15'))
    # what is no day is one fault, not two
    broken = HEADER.replace('reviewed_on: 2026-06-15', 'reviewed_on: 2027-13-01')
    assert faults_of(vocabulary, case=broken) == [(11, 14, ProblemCode.BAD_DATE)]


@pytest.mark.parametrize(
    ('name', 'by', 'cause', 'allowed'),
    [
        ('case', 'redaktionen', 'approver_editors', ''),
        ('case', 'norr', 'approver_elsewhere', 'orsa, alfa'),
        ('region', 'alfa', 'approver_own', 'orsa'),
    ],
)
def test_who_cannot_have_approved_a_page(name: str, by: str, cause: str, allowed: str, vocabulary: Vocabulary) -> None:
    pages = {'case': HEADER, 'region': REGION, 'other': OTHER}
    pages[name] = pages[name].replace('by: orsa,', f'by: {by},')
    problem = next(p for p in problems_of(vocabulary, '2026-06-15', **pages) if p.code is ProblemCode.WRONG_APPROVER)
    assert (problem.line, problem.column) == (10 if name == 'case' else 9, 16)
    details = dict(problem.details)
    assert (details['value'], details['cause'], details.get('allowed', '')) == (by, cause, allowed)


@pytest.mark.parametrize(('written', 'meant'), [('orssa', 'orsa'), ('redaktion', 'redaktionen'), ('tjohej', '')])
def test_an_author_that_is_not_known(written: str, meant: str, vocabulary: Vocabulary) -> None:
    case = HEADER.replace('written_by: orsa', f'written_by: {written}')
    [problem] = problems_of(vocabulary, '2026-06-15', case=case, region=REGION, other=OTHER)
    assert (problem.line, problem.column, problem.code) == (9, 13, ProblemCode.UNKNOWN_RECORD)
    assert dict(problem.details) == {'kind': 'region', 'value': written, 'nearest': meant}
