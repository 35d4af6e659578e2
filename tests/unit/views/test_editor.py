"""For the editor: completeness, white spots, reviews that are due, contacts that run out."""

from __future__ import annotations

import calendar
import datetime
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from s3ext.core.model.completeness import _says_something
from s3ext.core.model.declared import declared
from s3ext.core.model.due import due_on
from s3ext.core.model.header import Header
from s3ext.core.views import ViewError, ViewKey, show
from s3ext.core.views.blocks import Heading, Items, Missing, Table
from s3ext.core.views.editorial import check_pair
from s3ext.handbook.kinds.case import Transfer
from s3ext.handbook.kinds.parts import Aliases
from tests.kinds import KINDS
from tests.samples import invented
from tests.texts import load_texts
from tests.unit.reading import facts, ids, outline, rows_in, sections, table_in
from tests.unit.views.conftest import met, priority, result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from s3ext.core.views import Site
    from s3ext.core.views.blocks import Block, Inline

Headers = dict[str, dict[str, Any]]


def view(kind: str, site: Site, **options: str) -> tuple[Block, ...]:
    return show(ViewKey.make(kind, options), site)


def inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """What stands in the items of the lists among *blocks*."""
    for block in blocks:
        if isinstance(block, Items):
            yield from itertools.chain.from_iterable(block.items)


# --- completeness

#: each wanted field of a case, its Swedish name and a value
_WRITTEN: dict[str, tuple[str, Any]] = {
    'goal': ('mål', 'Rent vatten.'),
    'actors': ('aktörer', ['Alfa AB']),
    'funding': ('finansiering', [{'text': 'Regionen betalade.', 'source': ['rapport']}]),
    'results': ('resultat', [result('stated')]),
    'obstacles': ('hinder', [met('mandat', 'yes')]),
    'lessons': ('lärdomar', [{'text': 'Börja tidigt.', 'by': 'editors'}]),
    'transfer': ('överförbarhet', {'effort': 'low'}),
    'questions': ('frågor', ['Vem betalar?']),
    'helix': ('slags aktörer', ['public']),
    'ask': ('vem man kan fråga', {'role': 'Strateg', 'unit': 'Region Alfa', 'valid_until': '2027-01-31'}),
    'summary_en': ('sammanfattning på engelska', 'A summary that is long enough to pass in all of the tests.'),
}


ENGLISH = _WRITTEN['summary_en'][0]
REGION_LACKS = 'strategi, prioriterade områden, vem man kan fråga, struktur, folkmängd, program i regionalfonden'


def called(name: str) -> str:
    """What a field of cases is called within a sentence."""
    owner = next(field.owner for field in declared(KINDS.by_id['case']) if field.name == name)
    words = load_texts('sv').fields[owner][name]
    return words.get('noun') or words['label'][0].lower() + words['label'][1:]


#: and those that are new, with values that fit
WHOLE = {
    name: _WRITTEN.get(name) or (called(name), invented('case', _WRITTEN, {})[name]) for name in KINDS.wanted['case']
}


def test_what_is_asked_for_late_comes_last() -> None:
    assert [name for name in WHOLE if name in _WRITTEN] == list(_WRITTEN)


@pytest.mark.parametrize('lacking', [*[(name,) for name in WHOLE], (), tuple(WHOLE), ('goal', 'helix', 'ask')])
def test_what_an_entry_lacks(lacking: tuple[str, ...], build: Callable[..., Site]) -> None:
    site = build({'cases/nationellt/fall': {name: value for name, (_, value) in WHOLE.items() if name not in lacking}})
    [text] = outline(view('completeness', site, id='fall', type='case'))
    if lacking:
        assert text == f'Saknas ännu: {", ".join(WHOLE[name][0] for name in WHOLE if name in lacking)}.'
    else:
        assert text == 'Alla uppgifter vi önskar finns.'
    share = (len(WHOLE) - len(lacking)) * 100 // len(WHOLE)
    listed = ', '.join(WHOLE[name][0] for name in WHOLE if name in lacking) or '–'
    assert table_in(view('completeness', site)) == [
        ['Sida', 'Ifyllt', 'Saknar'],
        ['fall', f'{share}\N{NO-BREAK SPACE}%', listed],
    ]


def test_the_emptiest_first_and_then_by_title(headers: Headers, small: Callable[[], Site]) -> None:
    headers['cases/alfa/ett'] |= {'goal': 'Rent vatten.', 'actors': ['Alfa AB']}
    lines = table_in(view('completeness', small(), type='case'))[1:]
    assert [(title, share) for title, share, _ in lines] == [
        ('Brett fall', '0\N{NO-BREAK SPACE}%'),
        ('Zonen', '0\N{NO-BREAK SPACE}%'),
        ('Ännu ett fall', f'{100 // len(WHOLE)}\N{NO-BREAK SPACE}%'),
        ('Ett fall', f'{300 // len(WHOLE)}\N{NO-BREAK SPACE}%'),
    ]
    chosen = table_in(view('completeness', small(), type='case', filter='theme = vatten'))
    assert [line[0] for line in chosen[1:]] == ['Ännu ett fall', 'Ett fall']
    assert [line[0] for line in table_in(view('completeness', small(), region='orsa'))[1:]] == ['Zonen', 'Ett fall']


def test_completeness_of_the_other_kinds(small: Callable[[], Site]) -> None:
    for kind, first in {
        'pilot': [
            'Provpiloten',
            '33\N{NO-BREAK SPACE}%',
            f'nationella aktörer, vad piloten söker, vem man kan fråga, {ENGLISH}',
        ],
        'region': [
            'Ängby',
            '0\N{NO-BREAK SPACE}%',
            f'{REGION_LACKS}, {ENGLISH}',
        ],
        'theme': ['Vatten', '0\N{NO-BREAK SPACE}%', f'källor, {ENGLISH}'],
        'chapter': ['Kapitlet om färdplan', '0\N{NO-BREAK SPACE}%', f'källor, {ENGLISH}'],
        'obstacle': ['Oklart mandat', '33\N{NO-BREAK SPACE}%', f'hur hindret låter, {ENGLISH}'],
        'method': ['Att mäta', '25\N{NO-BREAK SPACE}%', f'arbetsinsats, data som behövs, {ENGLISH}'],
        'workshop': [
            'En dag',
            '14\N{NO-BREAK SPACE}%',
            f'material, utskriftslista, förberedelser, efterarbete, teman, {ENGLISH}',
        ],
    }.items():
        assert table_in(view('completeness', small(), type=kind))[1] == first
    assert outline(view('completeness', small(), region='angby')) == [
        'Handboken har inget här än, men det kan finnas ändå.'
    ]


# --- gaps


def test_white_spots(small: Callable[[], Site]) -> None:
    assert outline(view('gaps', small())) == [
        '# Teman utan fall',
        ['aska'],
        '# Teman som ingen region har valt, såvitt vi vet',
        ['varme', 'aska'],
        '# Regioner utan fall',
        ['angby'],
        '# Regioner som vi inte har sett i någon pilot',
        ['angby'],
        '# Delar av processen utan fall',
        [
            'Prioritering och vision',
            'Ägarskap och inkludering',
            'Transformativa mål',
            'Insatser och verktyg',
            'Återkoppling och utvärdering',
        ],
        '# Delar av processen utan workshop',
        [
            'Prioritering och vision',
            'Ägarskap och inkludering',
            'Transformativa mål',
            'Insatser och verktyg',
            'Roller och ansvar',
            'Återkoppling och utvärdering',
        ],
        '# Delar av processen utan metod',
        [
            'Prioritering och vision',
            'Ägarskap och inkludering',
            'Transformativa mål',
            'Insatser och verktyg',
            'Återkoppling och utvärdering',
        ],
    ]


def test_pilots_and_obstacles_without_cases(headers: Headers, small: Callable[[], Site]) -> None:
    headers['cases/nationellt/fyra']['pilots'] = []
    headers['cases/alfa/tva']['obstacles'] = []
    # a theme that is only deselected is a white spot
    headers['docs/regions/alfa']['priorities'] = [
        priority('vatten', kind='deselected', reason='Dyrt.', instead='Annat.')
    ]
    found = sections(view('gaps', small()))
    assert found['Piloter och partnerskap utan fall'] == ['prov']
    assert found['Hinder utan fall'] == ['mandat']
    assert found['Teman som ingen region har valt, såvitt vi vet'] == ['vatten', 'varme', 'aska']


def test_what_lacks_a_case_leads_to_the_form(headers: Headers, small: Callable[[], Site]) -> None:
    """Without a form it is a list as others; with one, each entry leads there with its own value."""
    headers['cases/nationellt/fyra']['pilots'] = []
    site = replace(small(), form='skriv/formular')
    assert sections(view('gaps', site)) != sections(view('gaps', small()))
    leads = [part for part in inlines(view('gaps', site)) if isinstance(part, Missing)]
    assert {(part.query, part.text, part.lead) for part in leads} >= {
        ('pilots=prov', '', '(skriv ett fall)'),
        ('themes=aska', '', '(skriv ett fall)'),
        ('process=prioritering-vision', '', '(skriv ett fall)'),
    }
    # only cases have a form
    headings = [block.text for block in view('gaps', site) if isinstance(block, Heading)]
    for heading, block in zip(headings, view('gaps', site)[1::2], strict=True):
        has_lead = any(isinstance(part, Missing) for part in inlines([block]))
        assert has_lead == heading.endswith('utan fall'), heading


def test_pairs_that_no_case_has(headers: Headers, small: Callable[[], Site]) -> None:
    site = replace(small(), form='skriv/formular')
    [table] = view('gaps', site, rows='theme', columns='region')
    assert isinstance(table, Table)
    cases = [header for name, header in headers.items() if name.startswith('cases/')]
    met = {(t, r) for case in cases for t in case.get('themes', ()) for r in case.get('regions', ())}
    themes, regions = (
        [name.rpartition('/')[2] for name in headers if name.startswith(f'docs/{folder}/')]
        for folder in ('themes', 'regions')
    )
    expected = {f'themes={theme}&regions={region}' for theme in themes for region in regions} - {
        f'themes={theme}&regions={region}' for theme, region in met
    }
    leads = [part for _, cell in table.rows for part in cell if isinstance(part, Missing)]
    assert len(leads) == len(expected)
    assert {part.query for part in leads} == expected
    # in other outputs, and without a form, the words alone
    assert all(part.text == part.lead and part.in_words for part in leads)
    [bare] = view('gaps', small(), rows='theme', columns='region')
    assert isinstance(bare, Table)
    assert {part.query for _, cell in bare.rows for part in cell if isinstance(part, Missing)} == {''}
    assert table_in([table])[:2] == [['Tema', 'Region där fall saknas'], ['Vatten', 'Ängby']]


def test_a_pair_needs_both_and_none_may_be_left(headers: Headers, small: Callable[[], Site]) -> None:
    headers['cases/alfa/allt'] = {'regions': ['alfa', 'orsa', 'angby'], 'themes': ['vatten', 'varme', 'aska']}
    assert outline(view('gaps', small(), rows='theme', columns='region')) == ['Inga vita fläckar.']
    for options in ({'rows': 'theme'}, {'columns': 'region'}, {'rows': 'theme', 'columns': 'period'}):
        with pytest.raises(ViewError):
            check_pair(options, KINDS)
    check_pair({}, KINDS)


def test_no_white_spots(build: Callable[..., Site], labels: Any) -> None:
    process = list(labels.vocabulary.ids('process'))
    site = build(
        {
            'docs/themes/t': {},
            'docs/regions/r': {'priorities': [priority('t')]},
            'docs/pilots/p': {'regions': ['r']},
            'docs/obstacles/o': {},
            'cases/r/c': {
                'regions': ['r'],
                'themes': ['t'],
                'pilots': ['p'],
                'obstacles': [met('o', 'no')],
                'process': process,
            },
            'docs/workshops/w': {'process': process},
            'docs/methods/m': {'process': process},
        }
    )
    assert outline(view('gaps', site)) == ['Inga vita fläckar.']


# --- reviews


@pytest.mark.parametrize(
    ('reviewed', 'months', 'due'),
    [
        ('2026-01-31', 1, '2026-02-28'),
        ('2024-01-31', 1, '2024-02-29'),
        ('2023-01-30', 13, '2024-02-29'),
        ('2024-02-29', 12, '2025-02-28'),
        ('2024-02-29', 48, '2028-02-29'),
        ('2026-08-31', 1, '2026-09-30'),
        ('2026-12-31', 2, '2027-02-28'),
        ('2026-12-01', 1, '2027-01-01'),
        ('2026-11-30', 1, '2026-12-30'),
        ('2026-01-15', 11, '2026-12-15'),
        ('2026-01-15', 12, '2027-01-15'),
        ('2026-10-31', 60, '2031-10-31'),
        ('1999-12-31', 2, '2000-02-29'),
        ('2099-12-31', 2, '2100-02-28'),
    ],
)
def test_the_day_of_the_next_review(reviewed: str, months: int, due: str) -> None:
    assert due_on(Header(reviewed_on=reviewed, review_every=months)) == due


def test_a_page_that_was_never_reviewed_is_never_due() -> None:
    assert due_on(Header()) is None
    assert due_on(Header(reviewed_on='2026-01-01')) == '2027-01-01'


def test_months_are_counted_one_by_one() -> None:
    days = [datetime.date(2023, 12, 25) + datetime.timedelta(days=n) for n in range(0, 800, 3)]
    for day, months in itertools.product(days, (1, 2, 5, 11, 12, 13, 23, 59, 60)):
        year, month = day.year, day.month
        for _ in range(months):
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        last = calendar.monthrange(year, month)[1]
        expected = f'{year}-{month:02}-{min(day.day, last):02}'
        assert due_on(Header(reviewed_on=day.isoformat(), review_every=months)) == expected


def test_reviews_that_are_due_longest_overdue_first(build: Callable[..., Site]) -> None:
    pages = {
        'cases/nationellt/i-dag': {'reviewed_on': '2026-05-31', 'review_every': '1'},
        'cases/nationellt/i-morgon': {'reviewed_on': '2026-06-01', 'review_every': '1'},
        'docs/themes/gammal': {'reviewed_on': '2020-01-01', 'review_every': '60'},
        'docs/regions/b': {'reviewed_on': '2025-01-01'},
        'docs/pilots/a': {'reviewed_on': '2025-01-01'},
        'docs/workshops/ny': {'reviewed_on': '2026-06-30'},
        'docs/methods/lange': {'reviewed_on': '2025-01-01', 'review_every': '18'},
        # no records, but pages that are reviewed like others
        'docs/glossary': {'reviewed_on': '2024-06-01'},
        'docs/om/index': {'reviewed_on': '2024-06-30', 'review_every': '24'},
        'docs/index': {'reviewed_on': '2024-06-30', 'review_every': '24'},
        'docs/om/utan-dag': {},
    }
    site = build(pages, today='2026-06-30')
    found = view('reviews', site)
    others = ['gammal', 'glossary', 'a', 'i-dag', 'index', 'index']
    assert sections(found) == {'b': ['b'], 'Handboken i övrigt': others}
    assert [row.title.docname for row in rows_in(found)][-2:] == ['docs/index', 'docs/om/index']
    assert facts(found) == {
        'glossary': ('Ordlista', 'skulle ha gåtts igenom 1 juni 2025'),
        'index': ('Sida', 'skulle ha gåtts igenom 30 juni 2026'),
        'gammal': ('Tema', 'skulle ha gåtts igenom 1 januari 2025'),
        'a': ('Pilot', 'skulle ha gåtts igenom 1 januari 2026'),
        'b': ('Region', 'skulle ha gåtts igenom 1 januari 2026'),
        'i-dag': ('Fall', 'skulle ha gåtts igenom 30 juni 2026'),
    }
    assert set(ids(view('reviews', build(pages, today='2026-07-01')))) == {*ids(found), 'i-morgon', 'lange'}
    assert outline(view('reviews', build(pages, today='2024-12-31'))) == ['Ingen sida har passerat sin granskningsdag.']


# --- contacts


def test_contacts_that_run_out_within_60_days(build: Callable[..., Site]) -> None:
    today = datetime.date(2027, 12, 20)

    def ask(days: int) -> dict[str, object]:
        until = (today + datetime.timedelta(days=days)).isoformat()
        return {'ask': {'role': 'Strateg', 'unit': f'Enhet {days}', 'valid_until': until}}

    site = build(
        {
            'cases/nationellt/sista': ask(60),
            'cases/nationellt/efter': ask(61),
            'docs/pilots/i-dag': ask(0),
            'docs/regions/slut': ask(-400),
            'docs/regions/igar': ask(-1),
            'docs/themes/utan': {},
            'cases/nationellt/utan': {},
        },
        today=today.isoformat(),
    )
    found = view('contacts', site)
    assert sections(found) == {'igar': ['igar'], 'slut': ['slut'], 'Handboken i övrigt': ['i-dag', 'sista']}
    assert facts(found)['sista'] == ('Strateg, Enhet 60', 'gäller till 18 februari 2028')
    assert facts(found)['igar'] == ('Strateg, Enhet -1', 'gick ut 19 december 2027')


def test_no_contact_runs_out_and_there_is_no_contact(headers: Headers, small: Callable[[], Site]) -> None:
    assert outline(view('contacts', small())) == ['Handboken har inga kontakter än, så ingen kan gå ut.']
    ask = {'role': 'Strateg', 'unit': 'Enhet', 'valid_until': '2031-01-01'}
    headers['cases/alfa/ett']['ask'] = ask
    assert outline(view('contacts', small())) == ['Ingen kontakt har gått ut eller går ut inom 60 dagar.']


def test_groups_without_anything_in_them_are_not_filled_in() -> None:
    for value in (Transfer(), Aliases()):
        assert not _says_something(value)
    for filled in (Transfer(keep='x'), Aliases(en=('x',))):
        assert _says_something(filled)
