"""The views on a small site, in each output: what is written in the headers stands on the pages, both ways."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from bs4 import Tag

from s3ext.handbook.language import SWEDISH
from tests.site.sitekit import Built, Page, build_clean, contents, copy_mini, group, search_index, search_words, text
from tests.texts import load_texts

TEXTS = load_texts('sv')
CASES = TEXTS.sheet_label('Workshop', 'cases')
ETT, ANNAT, TREDJE = 'cases/alfa/ett-fall', 'cases/alfa/annat-fall', 'cases/orsa/tredje-fall'
OBSTACLE, WORKSHOP, METHOD = 'docs/obstacles/underlag', 'docs/workshops/verkstad', 'docs/methods/matning'
GLOSSARY, REGISTERS, ALFA, ORSA = 'docs/glossary', 'docs/registers/index', 'docs/regions/alfa', 'docs/regions/orsa'
#: views that the small site does not show by itself, and what else they need
MORE = """

## Frågor

:::{questions}
:::

## Bortval

:::{deselected}
:::

## Nytt

:::{news}
:since: 2026-02-01
:::

## Luckor

:::{gaps}
:::

## Kontakter

:::{contacts}
:::

## Fullständighet

:::{completeness} workshop
:::

## Karta

:::{map} pilot
:::

## Tabell

:::{records} case
:filter: region = orsa and not obstacle
:style: table
:sort: from desc, title
:::

## Urval

:::{records} case
:sort: title desc
:limit: 2
:style: plain
:::

## Per hinder

:::{records} case
:group: obstacle
:limit: 1
:::
"""


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with every view, a region that has chosen away something, and a stopped case."""
    root = copy_mini(tmp_path_factory.mktemp('views') / 'site')
    page = root / f'{REGISTERS}.md'
    page.write_text(page.read_text('utf-8') + MORE, 'utf-8')
    for path, old, new in (
        (
            ALFA,
            'reviewed_on',
            '  - {label: Kol, kind: deselected, reason: Slut., instead: Vatten kom., source: [plan]}\nreviewed_on',
        ),
        (
            TREDJE,
            'stage: finished',
            'stage: stopped\nreason: Dyrt.\ninstead: Något annat kom.\nquestions: ["Hur då?", "Ända dit?"]',
        ),
        (ANNAT, 'stage: finished', 'stage: finished\nadded_on: 2026-03-01\nquestions: ["Hur då?"]\nhelix: [public]'),
        (WORKSHOP, 'reviewed_on: 2026-01-01', 'reviewed_on: 2026-02-02'),
        (ETT, 'stage: finished', 'stage: finished\nask: {role: Strateg, unit: Region Alfa, valid_until: 2020-01-01}'),
    ):
        file = root / f'{path}.md'
        source = file.read_text('utf-8')
        assert source.count(old) == 1, (path, old)
        file.write_text(source.replace(old, new), 'utf-8')
    return root


@pytest.fixture(scope='module')
def html(site: Path) -> Built:
    """That site as web pages."""
    return build_clean(site)


def section(page: Page, name: str) -> Tag:
    """The section of *page* with the id *name*."""
    return page.one(f'section[id="{name}"]')


def rows(listing: Tag) -> list[tuple[str, str, str]]:
    """Title, short facts and text of each row in *listing*."""
    found = []
    for item in listing.select('ul.s3-records > li'):
        parts = (item.select_one(f'.s3-record-{name}') for name in ('title', 'meta', 'summary'))
        title, meta, summary = (text(part) if part else '' for part in parts)
        found.append((title, meta, summary))
    return found


def titles(items: list[Tag]) -> list[str]:
    return [text(link) for item in items for link in item.select('.s3-record-title a')]


# -- relations, both ways --------------------------------------------------------------------


def test_case_that_builds_on_another_names_it_and_is_named_by_it(html: Built) -> None:
    later, first = html.page(ANNAT), html.page(ETT)
    link = later.facts()[TEXTS.sheet_label('Case', 'adapted_from')].select('a')
    assert [later.target(one) for one in link] == [first.file]
    back = group(first, TEXTS.back_label('Case', 'adapted_from'), 'section.s3-relations')
    assert titles(back) == ['Ännu ett fall']
    assert first.target(back[0].select('a')[0]) == later.file
    assert group(later, TEXTS.back_label('Case', 'adapted_from'), 'section.s3-relations') == []


def test_case_names_the_workshops_and_methods_that_use_it(html: Built) -> None:
    for case, tool, heading, other in (
        (ETT, WORKSHOP, 'Workshop', 'Method'),
        (ANNAT, METHOD, 'Method', 'Workshop'),
    ):
        page, used = html.page(case), html.page(tool)
        links = [
            page.target(link) for item in group(page, TEXTS.back_label(heading, 'cases')) for link in item.select('a')
        ]
        assert links == [used.file]
        assert group(page, TEXTS.back_label(other, 'cases')) == []
        assert [used.target(link) for link in used.facts()[TEXTS.sheet_label('Workshop', 'cases')].select('a')] == [
            page.file
        ]


def test_alike_cases_stand_on_each_others_pages_with_the_reason(html: Built) -> None:
    changed = 'Det här ändrades: Här var två regioner med i stället för en.'
    water = 'Samma tema: Vatten. Samma del av processen: Färdplan.'
    heat = 'Samma hinder: Tunt underlag. Samma tema: Värme. Samma del av processen: Färdplan.'
    found = {}
    for docname in (ETT, ANNAT, TREDJE):
        listing = html.page(docname).all('section.s3-relations > ul')[0]
        found[docname] = [(text(item.select('a')[0]), text(item.select('p')[-1])) for item in listing.select('li')]
    assert found == {
        # a case that builds on it is named as such, and not again as one like it
        ETT: [('Ännu ett fall', f'Bygger vidare på: Ett fall. {changed}')],
        # most alike first
        ANNAT: [('Zonen', heat), ('Ett fall', water)],
        TREDJE: [('Ännu ett fall', heat)],
    }


def test_relations_stand_between_the_text_and_the_sources(html: Built) -> None:
    for docname in (ETT, ANNAT, TREDJE):
        assert html.page(docname).texts('h2')[-2:] == [TEXTS['related_heading'], TEXTS['sources']]


# -- obstacles, workshops, words ------------------------------------------------------------------


def test_obstacle_groups_its_cases_by_how_it_went(html: Built) -> None:
    page = html.page(OBSTACLE)
    listing = section(page, 'sa-gick-det')
    assert [text(tag) for tag in listing.select('.s3-figure-title, .s3-group')] == [
        'Så gick det med hindret (2 fall)', 'Något gjordes', 'Inte hanterat',
    ]  # fmt: skip
    assert rows(listing) == [
        ('Ännu ett fall', 'Närliggande fall · Alfa · 2020–2022', 'Man lånade av grannen.'),
        ('Zonen', 'Örsa · 2020–2022', 'Man gav upp.'),
    ]
    facts = html.page(ANNAT).facts()[TEXTS.sheet_label('Case', 'obstacles')]
    assert text(facts) == 'Tunt underlag (något gjordes): Man lånade av grannen.[1]'
    assert [html.page(ANNAT).target(link) for link in facts.select('a.internal')] == [page.file]


def test_obstacle_names_the_tools_of_its_cases(html: Built) -> None:
    page = html.page(OBSTACLE)
    assert titles(group(page, TEXTS['tools_method'])) == ['Mätning']
    assert group(page, TEXTS['tools_workshop']) == []


def test_agenda_adds_up(html: Built) -> None:
    page = html.page(WORKSHOP)
    table = page.one('table.s3-table-agenda')
    assert [[text(cell) for cell in row.select('th, td')] for row in table.select('tr')] == [
        ['Tid', 'Del', 'Minuter', 'Arbetssätt'],
        ['0:00', 'Inledning', '15', 'Alla tillsammans'],
        ['0:15', 'Arbete', '55', 'Vid borden'],
        ['1:10', 'Avslutning', '20', 'Alla tillsammans'],
    ]
    assert [len(row.select('th')) for row in table.select('tbody tr')] == [1, 1, 1]
    assert text(page.facts()[TEXTS.sheet_label('Workshop', 'duration')]) == '1 timme 30 minuter'
    assert text(page.facts()[TEXTS.sheet_label('Workshop', 'group_size')]) == '6–18 personer, 6 vid varje bord'


def test_words_are_places_that_links_lead_to(html: Built) -> None:
    glossary = html.page(GLOSSARY)
    assert glossary.texts('dl.s3-terms > dt') == ['kritisk massa', 'samsyn']
    assert [tag['id'] for tag in glossary.all('dl.s3-terms > dt')] == ['term-kritisk-massa', 'term-samsyn']
    first = glossary.one('dt[id=term-kritisk-massa] + dd')
    assert [text(paragraph) for paragraph in first.select('p')] == [
        'Tillräckligt många för att något ska få fäste.[1]',
        'På engelska: critical mass. Kallas också KM.',
        'Se även: samsyn',
    ]
    assert [link['href'] for link in first.select('a.internal')] == ['#term-samsyn']
    assert glossary.texts('[lang=en]') == ['critical mass', 'shared view']
    page = html.page(OBSTACLE)
    links = [(text(link), str(link['href']).partition('#')[2]) for link in page.all('a[href*="glossary.html"]')]
    assert links == [('kritisk massa', 'term-kritisk-massa'), ('mer', 'term-samsyn')]
    assert {page.target(link) for link in page.all('a[href*="glossary.html"]')} == {glossary.file}


def test_a_word_that_is_the_same_in_english_is_not_said_twice(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    file = root / f'{GLOSSARY}.md'
    written = file.read_text('utf-8').replace('term_en: shared view', 'term_en: Samsyn')
    file.write_text(written.replace('term_en: critical mass', 'term_en: kritisk massa'), 'utf-8')
    page = build_clean(root, 'html').page(GLOSSARY)
    assert page.texts('dt[id=term-samsyn] + dd p')[1:] == []
    assert page.texts('dt[id=term-kritisk-massa] + dd p')[1:] == ['Kallas också KM.', 'Se även: samsyn']
    assert not page.all('.s3-terms [lang=en]')


def test_many_words_stand_under_letters_that_one_can_jump_to(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    file = root / f'{GLOSSARY}.md'
    names = [f'{letter}{rest}' for letter in 'bcdefghij' for rest in ('ett', 'tva', 'tre', 'fyra')]
    names += ['åtta', 'ärlig', 'öppen', '112-nummer', 'alfa']
    more = ''.join(
        f'  - id: ord-{at}\n    term: {name}\n    term_en: word {at}\n    definition: Det betyder något.\n'
        f'    source: [lexikon]\n    category: grundbegrepp\n    short: []\n    forms: [{name}]\n'
        for at, name in enumerate(names)
    )
    file.write_text(file.read_text('utf-8').replace('terms:\n', f'terms:\n{more}', 1), 'utf-8')
    page = build_clean(root).page(GLOSSARY)
    letters = ['0–9', *'ABCDEFGHIJKSÅÄÖ']
    links = page.all('nav.s3-letters a')
    assert [text(link) for link in links] == page.texts('h2.s3-letter') == letters
    assert [str(link['href'])[1:] for link in links] == [str(tag['id']) for tag in page.all('h2.s3-letter')]
    heading = page.one('h2.s3-letter[id="letter-ä"] + dl.s3-terms')
    assert [text(term) for term in heading.select('dt')] == ['ärlig']
    assert len(page.all('dl.s3-terms > dt')) == len(names) + 2
    # each letter ends with a way back to all of them
    assert [str(link['href']) for link in page.all('dl.s3-terms + p.s3-back a')] == ['#letters'] * len(letters)
    assert page.one('nav.s3-letters')['id'] == 'letters'
    # the list beside the page stays short
    assert not {'A', 'Ö'} & set(page.texts('.page-toc a, .bd-sidebar-secondary a'))


def test_few_words_need_no_letters(html: Built) -> None:
    assert not html.page(GLOSSARY).all('.s3-letters, .s3-letter')


def test_words_are_in_no_list_of_records_but_in_the_search(html: Built) -> None:
    # the glossary explains every word, and would come first for all: it is found by its title and by the words' names
    assert SWEDISH.key('fäste') not in search_words(html.out, 'docs/glossary')
    index = search_index(html.out)
    place = [page['doc'] for page in index['pages']].index('docs/glossary')
    sets = zip(index['synonyms'], index['sets'].split(' '), strict=True)
    about = next(pages for names, pages in sets if SWEDISH.key('samsyn') in names)
    assert about and place in range(len(index['pages']))
    assert SWEDISH.key('samsyn') in search_words(html.out, OBSTACLE)
    for page in (html.page(name) for name in (REGISTERS, 'docs/cases/index', 'docs/themes/index')):
        assert page.all('a[href*="glossary"]') == []


# -- matrix and map ---------------------------------------------------------------------------------


def test_matrix_counts_and_leads_to_its_lists(html: Built) -> None:
    page = html.page(REGISTERS)
    table = page.one('table.s3-table-matrix')
    assert text(table.select('caption .caption-text')[0]) == 'Antal fall efter tema och region'
    cells = [[text(cell) for cell in row.select('th, td')] for row in table.select('tr')]
    assert cells == [['Tema / Region', 'Alfa', 'Örsa'], ['Vatten', '2', '1'], ['Värme', '1', '1']]
    assert [[cell.name for cell in row.select('th, td')] for row in table.select('tr')] == [
        ['th', 'th', 'th'],
        ['th', 'td', 'td'],
        ['th', 'td', 'td'],
    ]
    # a number leads to where all cases are chosen from, with both choices; below stand the cases of each row once
    assert [str(link['href']) for link in table.select('td a')] == [
        f'../cases/index.html?theme={theme}&region={region}'
        for theme, region in itertools.product(('vatten', 'varme'), ('alfa', 'orsa'))
    ]
    places = page.all('details.s3-fold .s3-group')
    assert {text(place): record_names(place) for place in places} == {
        'Vatten': ['Ett fall', 'Ännu ett fall'],
        'Värme': ['Zonen', 'Ännu ett fall'],
    }
    where = [text(tag) for tag in page.all('details.s3-fold .s3-record-meta')]
    assert where == ['Alfa, Örsa', 'Närliggande fall · Alfa', 'Örsa', 'Närliggande fall · Alfa']


def record_names(place: Tag) -> list[str]:
    """The titles of the list below the heading *place*."""
    below = place.find_next_sibling('ul')
    assert isinstance(below, Tag)
    return [text(title) for title in below.select('.s3-record-title')]


def places(listing: Tag) -> dict[str, list[str]]:
    """For each list below the table in *listing* its id, and the cases that it names."""
    return {str(place['id']): record_names(place) for place in listing.select('.s3-group')}


def test_views_that_name_their_places_alike_are_set_apart(mini_site: Path) -> None:
    page = mini_site / f'{REGISTERS}.md'
    table = ':::{matrix} case\n:rows: theme\n:columns: region\n'
    groups = ':::{records} case\n:group: theme\n:::\n'
    page.write_text(
        f'# Register\n\n## Antal fall efter tema och region\n\n{table}:::\n\n'
        f'## Två\n\n{table}:filter: theme = varme\n:::\n\n'
        f'## Tre\n\n{table}:::\n\n## Fyra\n\n{groups}\n{groups}',
        'utf-8',
    )
    site = build_clean(mini_site)
    built = site.page(REGISTERS)
    names = [str(tag['id']) for tag in built.all('[id]')]
    assert sorted(names) == sorted(set(names))
    first, second, third = (places(section(built, name)) for name in ('antal-fall-efter-tema-och-region', 'tva', 'tre'))
    # only what is taken is renamed, also where lists are folded
    assert first == {'case-theme-vatten': ['Ett fall', 'Ännu ett fall'], 'case-theme-varme': ['Zonen', 'Ännu ett fall']}
    assert second == {'case-theme-vatten-2': ['Ännu ett fall'], 'case-theme-varme-2': ['Zonen', 'Ännu ett fall']}
    assert third == {f'{name}-3': listed for name, listed in first.items()}
    assert list(places(section(built, 'fyra'))) == [
        'case-theme-vatten-4', 'case-theme-varme-4', 'case-theme-vatten-5', 'case-theme-varme-5',
    ]  # fmt: skip
    # a table whose choices the catalogue does not have leads to its own lists
    assert [str(link['href']) for link in section(built, 'tva').select('td a')] == [
        '#case-theme-vatten-2', '#case-theme-varme-2', '#case-theme-varme-2',
    ]  # fmt: skip
    # a change on another page writes this one again: it says what a fresh build says
    case = mini_site / f'{TREDJE}.md'
    case.write_text(case.read_text('utf-8').replace('regions: [orsa]', 'regions: [orsa, alfa]'), 'utf-8')
    build_clean(mini_site, jobs=2)
    assert contents(site.out) == contents(build_clean(mini_site, folder='_fresh').out)


def test_matrix_says_what_is_missing(mini_site: Path) -> None:
    page = mini_site / f'{REGISTERS}.md'
    lines = page.read_text('utf-8').replace(':columns: region', ':columns: region\n:filter: theme = varme\n:all: yes')
    page.write_text(lines, 'utf-8')
    table = build_clean(mini_site).page(REGISTERS).one('table.s3-table-matrix')
    missing = TEXTS['matrix_none']
    cells = [[text(cell) for cell in row.select('th, td')] for row in table.select('tbody tr')]
    # the case of two themes is counted for both
    assert cells == [['Vatten', '1', missing], ['Värme', '1', '1']]
    assert len(table.select('td a')) == 3


def test_map_names_what_it_counts(html: Built) -> None:
    page = html.page(REGISTERS)
    # only one of the two regions is a county of Sweden
    assert [text(title) for title in page.all('svg.s3-map a > title')] == ['Alfa: 1 pilot eller partnerskap']
    assert [page.target(link) for link in page.all('svg.s3-map a')] == [html.page(ALFA).file]
    table = page.one('table.s3-table-map')
    assert [[text(cell) for cell in row.select('th, td')] for row in table.select('tr')] == [
        ['Region', 'Antal'], ['Alfa', '1'], ['Örsa', '1'],
    ]  # fmt: skip


# -- registers ------------------------------------------------------------------------------------------


def test_timeline_tells_pilots_and_strategies(html: Built) -> None:
    table = section(html.page(REGISTERS), 'tidslinje').select('table.s3-table-timeline')[0]
    cells = [[text(cell) for cell in row.select('th, td')][:2] for row in table.select('tbody tr')]
    assert cells == [['Provpiloten', 'Pilot · mars 2020 – 2022']]


def test_questions_lead_to_the_cases_that_answer_them(html: Built) -> None:
    page = html.page(REGISTERS)
    items = section(page, 'fragor').select('ul > li')
    assert [text(item) for item in items] == ['Hur då? Zonen, Ännu ett fall (närliggande fall)', 'Ända dit? Zonen']
    assert [page.target(link) for link in items[0].select('a')] == [html.page(TREDJE).file, html.page(ANNAT).file]


def test_what_was_chosen_away_says_what_came_instead(html: Built) -> None:
    listing = section(html.page(REGISTERS), 'bortval')
    assert [text(tag) for tag in listing.select('.s3-group')] == [
        TEXTS['deselected_priorities'],
        TEXTS['deselected_cases'],
    ]
    assert rows(listing) == [
        ('Alfa', 'Kol', 'Skäl: Slut. I stället: Vatten kom.'),
        ('Zonen', 'Örsa · 2020–2022', 'Skäl: Dyrt. I stället: Något annat kom.'),
    ]


def test_news_tell_what_is_new_and_what_was_reviewed(html: Built) -> None:
    listing = section(html.page(REGISTERS), 'nytt')
    assert [text(tag) for tag in listing.select('.s3-group')] == ['Alfa', 'Handboken i övrigt']
    assert rows(listing) == [
        ('Ännu ett fall', 'Närliggande fall · Fall · ny 1 mars 2026', ''),
        ('Verkstad', 'Workshop · genomgången 2 februari 2026', ''),
    ]
    [field] = listing.select('textarea')
    assert field.text.strip().split('\n') == [
        'Nytt i handboken sedan den 1 februari 2026',
        '',
        'Alfa',
        f'– Ny: Ännu ett fall (Fall): {ANNAT}.html',
        '',
        'Handboken i övrigt',
        f'– Genomgången: Verkstad (Workshop): {WORKSHOP}.html',
    ]


def test_gaps_name_what_nothing_belongs_to(html: Built) -> None:
    listing = section(html.page(REGISTERS), 'luckor')
    found: dict[str, list[str]] = {}
    for tag in listing.select('.s3-group'):
        items = tag.find_next_sibling('ul')
        assert isinstance(items, Tag)
        found[text(tag)] = [text(item) for item in items.select('li')]
    others = [
        'Prioritering och vision', 'Ägarskap och inkludering', 'Transformativa mål', 'Insatser och verktyg',
        'Roller och ansvar', 'Återkoppling och utvärdering',
    ]  # fmt: skip
    assert found == {
        'Teman som ingen region har valt, såvitt vi vet': ['Värme'],
        'Delar av processen utan fall': [f'{name} (skriv ett fall)' for name in others],
        'Delar av processen utan workshop': others,
        'Delar av processen utan metod': others,
    }


def test_contact_that_has_run_out_is_reported(html: Built) -> None:
    listing = section(html.page(REGISTERS), 'kontakter')
    assert [(title, 'gick ut 1 januari 2020' in f'{meta} {more}') for title, meta, more in rows(listing)] == [
        ('Ett fall', True)
    ]


def test_completeness_is_a_table_of_shares(html: Built) -> None:
    table = section(html.page(REGISTERS), 'fullstandighet').select_one('table')
    assert table
    body = [[text(cell) for cell in row.select('th, td')] for row in table.select('tbody tr')]
    assert [row[0] for row in body] == ['Verkstad']
    assert 'material' in body[0][2]
    share = table.select('tbody tr td, tbody tr th')[1].get_text()
    assert share.strip().endswith('\N{NO-BREAK SPACE}%')


def test_records_are_filtered_sorted_cut_and_styled(html: Built) -> None:
    page = html.page(REGISTERS)
    table = section(page, 'tabell').select_one('table')
    assert table
    assert [[text(cell) for cell in row.select('th, td')][:2] for row in table.select('tr')] == [
        ['Sida', 'Fakta'],
        ['Ett fall', 'Alfa, Örsa · 2020–2022'],
    ]
    plain = section(page, 'urval')
    # the number tells how many there are, not how many are shown
    assert [text(tag) for tag in plain.select('.s3-count')] == ['3 fall']
    assert rows(plain) == [('Ännu ett fall', 'Närliggande fall', ''), ('Zonen', '', '')]
    grouped = section(page, 'per-hinder')
    assert [text(tag) for tag in grouped.select('.s3-group')] == ['Tunt underlag', TEXTS['without_group']]
    assert [title for title, _, _ in rows(grouped)] == ['Zonen', 'Ett fall']


def test_regions_are_compared(html: Built) -> None:
    page = html.page(ORSA)
    peers = section(page, 'regioner-som-var')
    reason = 'Från Alfa: kust. Samma hinder: Tunt underlag. Samma tema: Vatten.'
    assert rows(peers) == [('Ännu ett fall', 'Närliggande fall · Alfa · 2020–2022', reason)]
    [line] = peers.select('table.s3-table-peers tbody tr')
    assert [text(cell) for cell in line.select('th, td')] == [
        'Alfa',
        'Kust; samma tema: Vatten; samma hinder: Tunt underlag.',
        'Tillsammans i 1 pilot eller partnerskap',
    ]
    partners = section(page, 'mojliga-partner')
    # they are in a pilot together
    assert [text(tag) for tag in partners.select('.s3-none')] == [TEXTS['partners_none']]
    assert rows(partners) == []


# -- the day, and other outputs --------------------------------------------------------------------------


def test_page_is_rewritten_when_the_day_makes_it_say_something_else(
    mini_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = mini_site / f'{REGISTERS}.md'
    page.write_text(page.read_text('utf-8') + '\n## Att gå igenom\n\n:::{reviews}\n:::\n', 'utf-8')
    region = mini_site / f'{ALFA}.md'
    region.write_text(region.read_text('utf-8').replace('summary:', 'review_every: 3\nsummary:', 1), 'utf-8')
    shown = []
    # 2026-03-01, 2026-06-01, 2027-06-01
    for epoch in ('1772323200', '1780272000', '1811808000'):
        monkeypatch.setenv('SOURCE_DATE_EPOCH', epoch)
        listing = section(build_clean(mini_site).page(REGISTERS), 'att-ga-igenom')
        shown.append([title for title, _, _ in rows(listing)] or [text(tag) for tag in listing.select('p')])
    assert shown[:2] == [[TEXTS['reviews_none']], ['Alfa']]
    assert shown[2][0] == 'Alfa' and len(shown[2]) == 14 and 'Ordlista' in shown[2]


def test_views_are_in_text(site: Path) -> None:
    out = build_clean(site, 'text').out

    def lines(docname: str) -> str:
        return ' '.join((out / f'{docname}.txt').read_text('utf-8').split())

    relations = lines(ANNAT).partition(TEXTS['related_heading'])[2]
    places = [relations.index(words) for words in ('Zonen', 'Samma hinder: Tunt underlag.', 'Ett fall', 'Mätning')]
    assert places == sorted(places)
    # the bar says the numbers first
    obstacle = lines(OBSTACLE).partition('Inte hanterat: 1')[2]
    places = [obstacle.index(words) for words in ('Något gjordes', 'Ännu ett fall', 'Inte hanterat', 'gav')]
    assert places == sorted(places)
    workshop = lines(WORKSHOP)
    assert '0:15' in workshop and '1:10' in workshop and 'Vid borden' in workshop
    assert 'kritisk massa' in lines(GLOSSARY) and 'På engelska: shared view.' in lines(GLOSSARY)
    register = lines(REGISTERS)
    for words in ('Antal fall efter tema och region', 'Zonen Örsa', 'Pilot · mars 2020 – 2022'):
        assert words in register, words
    # the map is a picture; its table says the same
    assert 'Antal piloter och partnerskap i varje region' in register and '<svg' not in register
    case_list = lines('docs/cases/index')
    assert [title in case_list for title in ('Ett fall', 'Zonen', 'Ännu ett fall')] == [True] * 3
