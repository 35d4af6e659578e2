"""What stands on the pages: fact sheets, results, sources, and the lists of records."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import Tag
from sphinx import addnodes

from s3ext.core.views import ViewKey
from s3ext.handbook.language import SWEDISH
from s3ext.nodes import s3_rows, s3_view
from tests.site.sitekit import Built, Page, build_clean, case_text, copy_mini, run, search_words, sphinx, text
from tests.texts import load_texts

TEXTS = load_texts('sv')
WRITTEN = 'Skriven av redaktionen ur offentliga källor. Ingen region har godkänt texten.'
EDITORIAL = f'{WRITTEN} Genomgången av redaktionen 1 januari 2026.'
EDITORIAL_LINK = TEXTS['editorial_link']
REVIEWED = TEXTS.sheet_label('Header', 'reviewed_on')
#: what the last fact is called, which names all that the sources do not say
NOT_STATED = 'Framgår inte av källorna'
RICH = """---
summary: Ett rikt fall med allt som ett fall kan ha, till för testerna av handboken.
regions: [orsa, alfa]
themes: [varme, vatten]
process: [fardplan, transformativa-mal]
period: {from: 2020-03, to: 2022-11-24, note: Slutet är osäkert.}
stage: stopped
pilots: [prov]
s3_link: redaktionell
actors: [Länsstyrelsen, Högskolan]
related: [ett-fall]
reason: Det nya kostade för mycket.
instead: Regionerna lagade det gamla.
funding:
  - {text: Staten betalade hälften., source: [tredje]}
results:
  - {claim: Vattnet blev renare., evidence: independent, source: [forsta, andra]}
  - {claim: Det blir varmare., evidence: expected, source: [forsta]}
reviewed_on: 2026-11-24
sources:
  - {id: andra, publisher: Verket, title: Andra, url: "https://example.org/andra"}
  - {id: forsta, publisher: Verket, title: Första, language: en, url: "https://example.org/forsta", year: 2021}
  - {id: tredje, publisher: Verket, title: Tredje, url: "https://example.org/tredje", year: 2019}
---

# Åker & `<äng>`

## Vad gjordes?

Först detta.[^forsta] Sedan mer.[^forsta]

## Vad kom ut av det?

:::{results}
:::
"""
#: written after the mini site's own cases, in another order than the lists must have
ADDED = {
    'ovning': ('Övning', 'varme'),
    'zebra': ('Zebra', 'varme'),
    'angen': ('Ängen', 'varme'),
    'wide': ('Wide', 'varme'),
    'vax': ('Växt 10', 'varme'),
    'vax-nio': ('Växt 9', 'varme'),
}


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mini site with a case that has everything, more cases, and a theme and a region without any."""
    root = copy_mini(tmp_path_factory.mktemp('pages') / 'site')
    (root / 'cases' / 'orsa' / 'rikt.md').write_text(RICH, 'utf-8')
    for name, (title, themes) in ADDED.items():
        (root / 'cases' / 'alfa' / f'{name}.md').write_text(case_text(title, themes=themes), 'utf-8')
    national = case_text('Riket', regions='', themes='', period='{note: Ingen vet när.}')
    (root / 'cases' / 'nationellt').mkdir()
    (root / 'cases' / 'nationellt' / 'riket.md').write_text(national, 'utf-8')
    theme = (root / 'docs' / 'themes' / 'varme.md').read_text('utf-8')
    empty = theme.replace('# Värme', '# Tomt').replace('Temat Värme', 'Temat Tomt')
    (root / 'docs' / 'themes' / 'tomt.md').write_text(empty, 'utf-8')
    index = root / 'docs' / 'themes' / 'index.md'
    more = (
        '\nDet finns {s3:count}`theme` teman och {s3:count}`pilot` pilot.\n\n:::{records} pilot\n:theme: vatten\n:::\n'
    )
    index.write_text(index.read_text('utf-8') + more, 'utf-8')
    return root


@pytest.fixture(scope='module')
def html(site: Path) -> Built:
    """The site as web pages."""
    return build_clean(site)


@pytest.fixture(scope='module')
def rich(html: Built) -> Page:
    """The page of the case that has everything."""
    return html.page('cases/orsa/rikt')


def listed(page: Page, selector: str = 'ul.s3-records') -> list[list[str]]:
    """The titles in each list on *page*, in order."""
    return [[text(link) for link in listing.select('.s3-record-title a')] for listing in page.all(selector)]


def row(page: Page, title: str) -> tuple[str, str, Path]:
    """The short facts, the summary and the page of the record called *title* in a list on *page*."""
    for item in page.all('ul.s3-records > li'):
        link = item.select_one('.s3-record-title a')
        if link is not None and text(link) == title:
            meta, summary = (item.select_one(f'.s3-record-{name}') for name in ('meta', 'summary'))
            return text(meta) if meta else '', text(summary) if summary else '', page.target(link)
    raise AssertionError(f'{title!r} is in no list of {page.file.name}')


# -- the page of a case ---------------------------------------------------------------


@pytest.mark.parametrize(
    ('fact', 'words', 'docnames'),
    [
        ('Regioner', 'Örsa, Alfa', ['docs/regions/orsa', 'docs/regions/alfa']),
        ('Teman', 'Värme, Vatten', ['docs/themes/varme', 'docs/themes/vatten']),
        ('Pilot', 'Provpiloten', ['docs/pilots/prov']),
        ('Delar av processen', 'Färdplan, Transformativa mål', ['docs/handbook/fardplan']),
        ('Se även', 'Ett fall', ['cases/alfa/ett-fall']),
    ],
)
def test_fact_sheet_links_to_the_records_of_a_case(
    rich: Page, html: Built, fact: str, words: str, docnames: list[str]
) -> None:
    definition = rich.facts()[fact]
    assert text(definition) == words
    assert [rich.target(link) for link in definition.select('a')] == [html.page(name).file for name in docnames]


def test_fact_sheet_says_when_and_who_in_swedish(rich: Page) -> None:
    facts = {name: text(definition) for name, definition in rich.facts().items()}
    assert list(facts) == [
        'Regioner', 'Teman', 'Period', 'Läge', 'Varför det avbröts', 'I stället kom', 'Finansiering', 'Aktörer',
        'Pilot', 'Delar av processen', 'Se även', REVIEWED, NOT_STATED,
    ]  # fmt: skip
    assert facts[NOT_STATED] == 'Vem man kan fråga'
    assert facts['Period'] == 'Mars 2020 – 24 november 2022 Slutet är osäkert.'
    assert facts['Läge'] == 'Avbrutet'
    assert facts['Aktörer'] == 'Länsstyrelsen, Högskolan'
    assert facts[REVIEWED] == '24 november 2026'


def test_fact_sheet_leaves_out_what_a_case_does_not_have(html: Built) -> None:
    facts = html.page('cases/nationellt/riket').facts()
    assert list(facts) == ['Region', 'Period', 'Läge', 'Del av processen', REVIEWED, NOT_STATED]
    assert text(facts[NOT_STATED]) == 'Vem man kan fråga'
    assert text(facts['Region']) == 'Hela landet'
    assert text(facts['Period']) == 'Ingen vet när.'


def test_the_answer_stands_under_the_lead_and_the_status_below_it(rich: Page) -> None:
    title = rich.one('h1')
    following = [tag for tag in title.find_next_siblings() if tag.name != 'section']
    classes = [str(cls) for tag in following for cls in tag.get_attribute_list('class')]
    order = ['s3-lead', 's3-answer', 's3-editorial', 's3-editorial']
    figures = ['s3-figure', 's3-figure-locator', 's3-head-figure']
    assert [cls for cls in classes if cls.startswith('s3-')] == [*order, *figures, 's3-facts-box']
    assert text(following[0]) == 'Ett rikt fall med allt som ett fall kan ha, till för testerna av handboken.'


def test_editorial_link_is_reported_and_a_named_one_is_not(html: Built) -> None:
    assert html.page('cases/orsa/rikt').texts('.s3-editorial') == [
        f'{WRITTEN} Genomgången av redaktionen 24 november 2026.',
        EDITORIAL_LINK,
    ]
    assert html.page('cases/alfa/annat-fall').texts('.s3-editorial') == [EDITORIAL, EDITORIAL_LINK]
    assert html.page('cases/alfa/ett-fall').texts('.s3-editorial') == [EDITORIAL]


def test_results_name_their_evidence_and_cite_their_sources(rich: Page) -> None:
    results = rich.all('ul.s3-results > li')
    assert [text(result.select('p')[0]) for result in results] == [
        'Vattnet blev renare.[1][2]',
        'Det blir varmare.[1]',
    ]
    marks = [result.select('p.s3-evidence .s3-mark')[0] for result in results]
    assert [mark['class'] for mark in marks] == [['s3-mark', 's3-mark-4'], ['s3-mark', 's3-mark-0']]
    # the drawing says what the words say, to those who see it
    assert [len(mark.select('.s3-steps[aria-hidden=true] > span')) for mark in marks] == [4, 4]
    assert rich.texts('.s3-evidence') == ['Så vet vi det: Oberoende utvärderat', 'Så vet vi det: Förväntat']


def test_sources_stand_last_in_the_order_of_first_citation(rich: Page) -> None:
    section = rich.one('section.s3-sources')
    assert section.find_next_sibling('section') is None
    assert text(section.select('h2')[0]) == 'Källor'
    sources = [
        (text(note.select('span')[0]), text(note.select('p')[0])) for note in section.select('[role=doc-footnote]')
    ]
    # the answer is read first, then the fact sheet and the text; the header has another order
    assert sources == [
        ('[1]', 'Verket: Första, 2021.'),
        ('[2]', 'Verket: Andra.'),
        ('[3]', 'Verket: Tredje, 2019.'),
    ]
    assert [link['href'] for link in section.select('a.reference.external')] == [
        'https://example.org/forsta',
        'https://example.org/andra',
        'https://example.org/tredje',
    ]
    assert [(link['lang'], text(link)) for link in section.select('[lang]')] == [('en', 'Första')]


def test_words_in_another_language_say_so(mini_site: Path) -> None:
    words = 'Vi kallar det [critical *mass*]{lang=en}, inte [kritische Masse]{lang="de"}.'
    page = mini_site / 'docs' / 'handbook' / 'analys.md'
    page.write_text(f'{page.read_text("utf-8")}\n\n## Om [mass]{{lang=en}}\n\n{words}\n', 'utf-8')
    built = build_clean(mini_site).page('docs/handbook/analys')
    spoken = [(tag['lang'], text(tag)) for tag in built.all('section [lang]')]
    assert {('en', 'mass'), ('en', 'critical mass'), ('de', 'kritische Masse')} <= set(spoken)
    article = text(built.one('#om-mass'))
    assert 'Vi kallar det critical mass, inte kritische Masse.' in article
    assert 'lang=' not in article
    # and nothing but a known code does anything
    page.write_text(page.read_text('utf-8').replace('lang=en', 'lang=en onclick=alert(1)', 1), 'utf-8')
    done = run('-m', 's3ext', '--root', str(mini_site), 'check')
    assert done.returncode == 1
    assert '{lang=en onclick=alert(1)}' in done.stdout + done.stderr


@pytest.mark.parametrize('docname', ['cases/orsa/rikt', 'cases/alfa/ett-fall', 'docs/regions/alfa', 'docs/pilots/prov'])
def test_footnotes_lead_to_their_source_and_back(html: Built, docname: str) -> None:
    page = html.page(docname)
    citations = page.all('a[role=doc-noteref]')
    assert citations
    numbers: dict[str, str] = {}
    for citation in citations:
        note = page.one(f'[role=doc-footnote][id="{str(citation["href"]).removeprefix("#")}"]')
        assert text(note.select('span')[0]) == text(citation)
        assert f'#{citation["id"]}' in [link['href'] for link in note.select('a[role=doc-backlink]')]
        numbers.setdefault(text(citation), str(note['id']))
    assert list(numbers) == [f'[{number}]' for number in range(1, len(page.all('[role=doc-footnote]')) + 1)]


def test_title_with_signs_is_shown_as_written(rich: Page, html: Built) -> None:
    title = 'Åker & <äng>'
    assert text(rich.one('h1')) == title
    assert text(rich.one('head > title')) == f'{title} – {text(html.page("index").one("head > title"))}'
    assert rich.texts('.s3-breadcrumbs li')[-1] == title
    assert title in [found for titles in listed(html.page('docs/themes/varme')) for found in titles]


def test_heading_with_the_name_of_a_source_takes_nothing_from_it(mini_site: Path) -> None:
    body = '## Rapport\n\nText.\n\n## Källor\n\nMer text, se [](#ett-fall).[^rapport]'
    (mini_site / 'cases' / 'alfa' / 'namne.md').write_text(case_text('Namne', body=body), 'utf-8')
    page = build_clean(mini_site).page('cases/alfa/namne')
    assert page.texts('h2') == ['Rapport', 'Källor', 'Liknande fall', 'Källor']
    note = page.one('.s3-sources [role=doc-footnote]')
    assert [link['href'] for link in page.all('a[role=doc-noteref]')] == [f'#{note["id"]}'] * 2
    ids = [str(tag['id']) for tag in page.all('[id]')]
    assert len(ids) == len(set(ids))


# -- the pages of the other records -----------------------------------------------------


def test_pilot_region_and_theme_have_their_facts(html: Built) -> None:
    pilot = {name: text(value) for name, value in html.page('docs/pilots/prov').facts().items()}
    assert pilot == {
        'Slag': 'Nationell pilot eller satsning',
        'Nivå': 'Mellan regioner',
        'Period': 'Mars 2020 – 2022',
        'Läge': 'Avslutat',
        'Regioner': 'Alfa, Örsa',
        'Tema': 'Vatten',
        REVIEWED: '1 januari 2026',
        NOT_STATED: 'Vem man kan fråga',
    }
    region = {name: text(value) for name, value in html.page('docs/regions/orsa').facts().items()}
    assert region['Län'] == 'Örsa län (länskod 02)'
    assert region['Statistisk indelning'] == 'Stockholm (SE11), SE121'
    assert region['Strategi'] == 'Vi har inte hittat någon strategi'
    assert region['Prioriterade områden'] == 'Rent vatten[1] – tema: Vatten'
    theme = html.page('docs/themes/vatten')
    assert text(theme.facts()['Namn på engelska']) == 'Test vatten'
    assert [tag.name for tag in theme.all('[lang=en]')] == ['span']
    # a chapter without sources is not said to come from any
    assert html.page('docs/handbook/fardplan').texts('.s3-editorial') == [
        EDITORIAL.replace(' ur offentliga källor', '')
    ]


# -- lists ------------------------------------------------------------------------------

VARME = ['Växt 9', 'Växt 10', 'Wide', 'Zebra', 'Zonen', 'Åker & <äng>', 'Ängen', 'Ännu ett fall', 'Övning']


def test_theme_page_lists_its_cases_in_swedish_order(html: Built) -> None:
    page = html.page('docs/themes/varme')
    assert page.texts('.s3-count') == ['9 fall']
    assert listed(page) == [VARME]


def test_pilot_and_region_pages_list_their_cases(html: Built) -> None:
    pilot = html.page('docs/pilots/prov')
    assert (pilot.texts('.s3-count'), listed(pilot)) == (['2 fall'], [['Ett fall', 'Åker & <äng>']])
    region = html.page('docs/regions/orsa')
    assert (region.texts('.s3-count'), listed(region, '#orsa > ul.s3-records')) == (
        ['3 fall'],
        [['Ett fall', 'Zonen', 'Åker & <äng>']],
    )


def test_rows_tell_region_period_and_summary(html: Built) -> None:
    page = html.page('docs/themes/varme')
    meta, summary, target = row(page, 'Åker & <äng>')
    # the editors put it here
    assert meta == 'Närliggande fall · Örsa, Alfa · mars 2020 – 24 november 2022'
    assert summary == 'Ett rikt fall med allt som ett fall kan ha, till för testerna av handboken.'
    assert target == html.page('cases/orsa/rikt').file
    assert row(page, 'Zonen')[0] == 'Örsa · 2020–2022'
    assert row(html.page('docs/cases/index'), 'Riket')[0] == 'Hela landet · tid framgår inte'


def test_chapter_groups_its_cases_by_theme(html: Built) -> None:
    page = html.page('docs/handbook/fardplan')
    # a case of two themes stands once, under the theme that it names first
    assert page.texts('.s3-count') == ['11 fall']
    assert page.texts('.s3-group') == ['Vatten', 'Värme', 'Övriga']
    first = [title for title in VARME if title != 'Ännu ett fall']
    assert listed(page) == [['Ett fall', 'Ännu ett fall'], first, ['Riket']]
    assert row(page, 'Ännu ett fall')[0].endswith(' · även Värme')
    assert row(page, 'Åker & <äng>')[0].endswith(' · även Vatten')


def test_index_of_cases_lists_them_all_and_groups_them_by_region(html: Built) -> None:
    page = html.page('docs/cases/index')
    assert page.texts('.s3-count') == ['11 fall', '11 fall']
    assert page.texts('.s3-group') == ['Alfa', 'Örsa', 'Övriga']
    every = ['Ett fall', 'Riket', *VARME[:5], 'Åker & <äng>', 'Ängen', 'Ännu ett fall', 'Övning']
    assert listed(page, 'ul.s3-records-catalogue') == [every]
    assert listed(page)[2:] == [['Zonen', 'Åker & <äng>'], ['Riket']]


def test_index_pages_list_their_records_with_counts(html: Built) -> None:
    themes = html.page('docs/themes/index')
    assert row(themes, 'Vatten')[0] == '2 regioner · 1 pilot eller partnerskap · 3 fall'
    assert row(themes, 'Tomt')[0] == '0 fall'
    assert listed(themes) == [['Tomt', 'Vatten', 'Värme'], ['Provpiloten']]
    assert row(themes, 'Provpiloten')[0] == 'Nationell pilot eller satsning · mars 2020 – 2022 · 2 regioner'
    assert themes.texts('.s3-count') == ['3 teman', '1 pilot eller partnerskap']
    regions = html.page('docs/regions/index')
    assert listed(regions) == [['Alfa', 'Örsa']]
    assert row(regions, 'Alfa')[0] == '1 pilot eller partnerskap · 9 fall'


def test_counts_stand_in_the_text(html: Built) -> None:
    assert html.page('index').texts('.s3-number') == ['11']
    assert html.page('docs/themes/index').texts('.s3-number') == ['3', '1']


def test_empty_list_says_so(html: Built) -> None:
    page = html.page('docs/themes/tomt')
    assert page.texts('.s3-page section .s3-none') == ['Handboken har inget här än, men det kan finnas ändå.']
    assert page.all('.s3-records') == page.all('.s3-count') == []


def test_group_headings_follow_the_heading_above_them(html: Built) -> None:
    for docname in ('docs/cases/index', 'docs/handbook/fardplan', 'docs/registers/index', 'docs/obstacles/underlag'):
        levels = [int(tag.name[1]) for tag in html.page(docname).all('h1, h2, h3, h4, .s3-group')]
        assert [after for before, after in pairwise(levels) if after > before + 1] == []


# -- around a page ----------------------------------------------------------------------


def test_path_and_neighbours_come_from_the_records(html: Built) -> None:
    page = html.page('cases/alfa/zebra')
    assert page.texts('.s3-breadcrumbs li') == ['Start', 'Regioner', 'Alfa', 'Zebra']
    assert [page.target(link) for link in page.all('.s3-breadcrumbs a')] == [
        html.page(name).file for name in ('index', 'docs/regions/index', 'docs/regions/alfa')
    ]
    assert page.one('.s3-neighbours')['aria-label'] == 'Fler fall från Alfa'
    assert page.texts('.s3-neighbours a') == ['Föregående fall Wide', 'Nästa fall Ängen']
    assert [page.target(link).stem for link in page.all('.s3-neighbours a')] == ['wide', 'angen']


def test_first_and_last_case_have_one_neighbour(html: Built) -> None:
    # the first region of a case is the one whose cases are its neighbours
    assert html.page('cases/alfa/ett-fall').texts('.s3-neighbours a') == ['Nästa fall Växt 9']
    assert html.page('cases/alfa/ovning').texts('.s3-neighbours a') == ['Föregående fall Ännu ett fall']
    assert html.page('cases/nationellt/riket').all('.s3-neighbours') == []
    assert html.page('cases/nationellt/riket').texts('.s3-breadcrumbs li') == ['Start', 'Alla fall', 'Riket']


def test_chapters_stand_beside_each_chapter(html: Built) -> None:
    page = html.page('docs/handbook/analys')
    assert page.texts('.s3-chapters li') == ['Analys', 'Färdplan']
    assert [text(link) for link in page.all('.s3-chapters a[aria-current=page]')] == ['Analys']
    assert html.page('docs/themes/vatten').all('.s3-chapters li') == []


def test_summary_is_the_description_of_a_page(rich: Page, html: Built) -> None:
    summary = 'Ett rikt fall med allt som ett fall kan ha, till för testerna av handboken.'
    assert rich.one('meta[name=description]')['content'] == summary
    assert html.page('docs/cases/index').all('meta[name=description]') == []
    assert rich.one('body')['data-s3-page'] == 'case'


# -- the same lists elsewhere --------------------------------------------------------------


def test_words_of_headers_are_in_the_search(html: Built) -> None:
    """What a record says in its header is found there; what a list shows is found on the pages that it lists."""
    assert SWEDISH.key('högskolan') in search_words(html.out, 'cases/orsa/rikt')
    assert SWEDISH.key('högskolan') not in search_words(html.out, 'docs/themes/varme')
    assert not (html.out / 'searchindex.js').exists()
    assert not list(html.out.rglob('searchtools.js')) + list(html.out.rglob('language_data.js'))


def test_lists_are_in_text(site: Path) -> None:
    text_pages = build_clean(site, 'text').out
    theme = (text_pages / 'docs' / 'themes' / 'varme.txt').read_text('utf-8')
    places = [theme.index(title) for title in VARME]
    assert places == sorted(places)
    assert '9 fall' in theme and 'Örsa · 2020–2022' in theme
    case = (text_pages / 'cases' / 'orsa' / 'rikt.txt').read_text('utf-8')
    assert EDITORIAL_LINK in ' '.join(case.split()) and 'Så vet vi det: Förväntat' in case


def test_lists_are_on_the_single_page(site: Path) -> None:
    # only what the front page's contents reach is on it: the four index pages
    page = build_clean(site, 'singlehtml').page('index')
    assert page.texts('.s3-group') == [
        'Alfa', 'Örsa', 'Övriga', 'Vatten', 'Värme',
    ]  # fmt: skip
    assert [len(titles) for titles in listed(page)] == [3, 1, 2, 11, 8, 2, 1, 3, 9]
    assert listed(page)[0] == ['Tomt', 'Vatten', 'Värme']
    assert listed(page)[6] == ['Riket']
    # the numbers of the matrix lead to the lists of their rows on this page
    for link in page.all('table.s3-table-matrix td a'):
        heading = page.one(f'[id="{str(link["href"]).removeprefix("#")}"]')
        listing = heading.find_next_sibling('ul')
        assert isinstance(listing, Tag)
        assert len(listing.select('.s3-record-title a')) >= int(text(link))


def test_no_placeholder_reaches_a_writer(site: Path) -> None:
    with sphinx(site) as app:
        tree = app.env.get_doctree('docs/themes/varme')
        keys = [node['key'] for node in tree.findall(s3_view)]
        assert [key for key in keys if ViewKey.parse(key).kind != 'named'] == [
            str(ViewKey.make('status', {'page': 'docs/themes/varme'})),
            str(ViewKey.make('where', {'type': 'theme', 'id': 'varme', 'theme': 'varme'})),
            str(ViewKey.make('records', {'type': 'case', 'theme': 'varme'})),
        ]
        resolved = app.env.get_and_resolve_doctree('docs/themes/varme', app.builder, tags=app.tags)
        assert list(resolved.findall(addnodes.pending_xref)) == []
        assert list(resolved.findall(s3_view)) == []
        assert len(list(resolved.findall(s3_rows))) == 1
        # the stored tree is as it was: nothing is written back
        assert list(app.env.get_doctree('docs/themes/varme').findall(s3_rows)) == []


def test_straight_quotation_marks_become_swedish_ones(mini_site: Path) -> None:
    """Wherever the only one of a page stands, in the text or in the header; code is left alone."""
    file = mini_site / 'cases' / 'alfa' / 'ett-fall.md'
    source = file.read_text('utf-8')
    file.write_text(source.replace('Något gjordes.', 'Något "gjordes" och `"kod"`.'), 'utf-8')
    other = mini_site / 'cases' / 'alfa' / 'annat-fall.md'
    header = other.read_text('utf-8')
    summary = next(line for line in header.splitlines() if line.startswith('summary: '))
    other.write_text(header.replace(summary, 'summary: Fallet kallas "det andra fallet" i alla testerna.'), 'utf-8')
    built = build_clean(mini_site)
    assert 'Något ”gjordes” och "kod".' in text(built.page('cases/alfa/ett-fall').soup)
    assert built.page('cases/alfa/annat-fall').texts('p.s3-lead') == [
        'Fallet kallas ”det andra fallet” i alla testerna.'
    ]


def test_a_full_stop_after_a_title_that_asks_goes(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    case = root / 'cases/alfa/ett-fall.md'
    case.write_text(case.read_text('utf-8').replace('# Ett fall', '# Vem betalar?'), 'utf-8')
    file = root / 'docs/registers/index.md'
    links = (
        '[](#ett-fall).',
        '[](../../cases/alfa/ett-fall.md).',
        '[Vem?](#ett-fall).',
        '[](#vatten).',
        '[](#ett-fall)...',
    )
    more = '\n' + ' '.join(f'Se {link}' for link in links) + '\n'
    file.write_text(file.read_text('utf-8') + more, 'utf-8')
    paragraphs = build_clean(root).page('docs/registers/index').all('p')
    [sentence] = [text(one) for one in paragraphs if text(one).startswith('Se ')]
    assert sentence == 'Se Vem betalar? Se Vem betalar? Se Vem? Se Vatten. Se Vem betalar?...'
