"""Links to records: every way to write one, the inventory, and what happens to those that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from sphinx.util.inventory import InventoryFile

from tests.kinds import KINDS as OF_THE_HANDBOOK
from tests.site.sitekit import Built, build_clean, build_site, case_text, copy_mini, text
from tests.texts import load_texts

ETT, ALFA = 'cases/alfa/ett-fall.md', 'docs/regions/alfa.md'
ANALYS = 'docs/handbook/analys.md'
KINDS = ', '.join(OF_THE_HANDBOOK.listed)
CASE_FACETS = ', '.join(sorted(field.name for field in OF_THE_HANDBOOK.fields['case'].values() if field.is_facet))
LINKS = """
{s3:theme}`vatten`

{s3:theme}`egna ord <vatten>`

[](#vatten)

[mina ord](#vatten)

[](../themes/vatten.md)

[andra ord](../themes/vatten.md)

[](/docs/themes/vatten.md)

{s3:case}`annat-fall` {s3:pilot}`prov` {s3:region}`orsa` {s3:chapter}`analys`

[](#vatten "en titel")
"""


@pytest.fixture(scope='module')
def html(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The mini site with every kind of link on the chapter about analysis."""
    root = copy_mini(tmp_path_factory.mktemp('references') / 'site')
    chapter = root / 'docs' / 'handbook' / 'analys.md'
    chapter.write_text(chapter.read_text('utf-8') + LINKS, 'utf-8')
    return build_clean(root)


def add(root: Path, path: str, more: str) -> int:
    """Add *more* to the file *path*; the number of its first line."""
    file = root / path
    before = file.read_text('utf-8').rstrip('\n') + '\n\n'
    file.write_text(before + more + '\n', 'utf-8')
    return before.count('\n') + 1


def add_each(root: Path, path: str, parts: Iterable[str]) -> list[int]:
    """Add each of *parts* to the file *path*; the numbers of their first lines."""
    return [add(root, path, part) for part in parts]


# -- links that lead somewhere ------------------------------------------------------------


def test_every_way_to_link_leads_to_the_record(html: Built) -> None:
    page = html.page('docs/handbook/analys')
    links = [(text(link), page.target(link)) for link in page.all(':is(section, .s3-page) > p a.reference.internal')]
    theme = html.page('docs/themes/vatten').file
    assert links == [
        ('Vatten', theme),  # stands on the page from the beginning
        ('Vatten', theme),
        ('egna ord', theme),
        ('Vatten', theme),
        ('mina ord', theme),
        ('Vatten', theme),
        ('andra ord', theme),
        ('Vatten', theme),
        ('Ännu ett fall', html.page('cases/alfa/annat-fall').file),
        ('Provpiloten', html.page('docs/pilots/prov').file),
        ('Örsa', html.page('docs/regions/orsa').file),
        ('Analys', page.file),
        ('Vatten', theme),
    ]
    # words are words, in whatever way the link is written
    assert page.all(':is(section, .s3-page) > p a code') == []


def test_link_to_an_id_prefers_the_record_to_a_file_beside_the_page(tmp_path: Path) -> None:
    # on a theme page, [](#varme) could also mean the file varme.md in the same folder
    root = copy_mini(tmp_path / 'site')
    add(root, 'docs/themes/vatten.md', 'Se [](#varme).')
    page = build_clean(root).page('docs/themes/vatten')
    assert [text(link) for link in page.all('a.reference.internal[href="varme.html"]')] == ['Värme']


def test_link_to_a_heading_of_the_same_page_stays_a_link_to_it(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    add(root, 'docs/handbook/analys.md', '(har)=\n## Här är det\n\nSe [](#har) och [dit](#har).')
    page = build_clean(root).page('docs/handbook/analys')
    assert [text(link) for link in page.all('.s3-page section p a')] == ['Här är det', 'dit']
    assert {page.target(link) for link in page.all('.s3-page section p a')} == {page.file}


def test_inventory_holds_every_record(html: Built) -> None:
    inventory = InventoryFile.loads((html.out / 'objects.inv').read_bytes(), uri='').data
    found = {
        (kind, name): (item.uri, item.display_name)
        for kind, items in inventory.items()
        if kind.startswith('s3:')
        for name, item in items.items()
    }
    assert found == {
        ('s3:case', 'annat-fall'): ('cases/alfa/annat-fall.html', 'Ännu ett fall'),
        ('s3:case', 'ett-fall'): ('cases/alfa/ett-fall.html', 'Ett fall'),
        ('s3:case', 'tredje-fall'): ('cases/orsa/tredje-fall.html', 'Zonen'),
        ('s3:chapter', 'analys'): ('docs/handbook/analys.html', 'Analys'),
        ('s3:chapter', 'fardplan'): ('docs/handbook/fardplan.html', 'Färdplan'),
        ('s3:method', 'matning'): ('docs/methods/matning.html', 'Mätning'),
        ('s3:obstacle', 'underlag'): ('docs/obstacles/underlag.html', 'Tunt underlag'),
        ('s3:pilot', 'prov'): ('docs/pilots/prov.html', 'Provpiloten'),
        ('s3:region', 'alfa'): ('docs/regions/alfa.html', 'Alfa'),
        ('s3:region', 'orsa'): ('docs/regions/orsa.html', 'Örsa'),
        ('s3:theme', 'varme'): ('docs/themes/varme.html', 'Värme'),
        ('s3:theme', 'vatten'): ('docs/themes/vatten.html', 'Vatten'),
        ('s3:workshop', 'verkstad'): ('docs/workshops/verkstad.html', 'Verkstad'),
    }


def test_part_of_the_process_without_a_chapter_is_plain_text(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    case = case_text('Utan kapitel', process='fardplan, insatser-verktyg')
    (root / 'cases' / 'alfa' / 'utan-kapitel.md').write_text(case, 'utf-8')
    page = build_clean(root, nitpicky=True).page('cases/alfa/utan-kapitel')
    fact = page.facts()[load_texts('sv').sheet_label('Case', 'process', many=True)]
    assert text(fact) == 'Färdplan, Insatser och verktyg'
    assert [text(link) for link in fact.select('a')] == ['Färdplan']


# -- links that lead nowhere --------------------------------------------------------------


NOWHERE = [
    ('Se {s3:theme}`vattn`.', 'Tema "vattn" finns inte. Menade du "vatten"? [s3.unknown-record]'),
    ('Se {s3:theme}`så <varm>`.', 'Tema "varm" finns inte. Menade du "varme"? [s3.unknown-record]'),
    ('Se {s3:case}`vatten`.', 'Fall "vatten" finns inte. [s3.unknown-record]'),
    ('Se [](#ett-fal).', 'Länken går till "ett-fal", som inte finns. Menade du "ett-fall"? [s3.unknown-target]'),
    ('Se [så](#provv).', 'Länken går till "provv", som inte finns. Menade du "prov"? [s3.unknown-target]'),
    (
        'Se [](../themes/vattnen.md).',
        'Länken går till "../themes/vattnen.md", som inte finns. Menade du "vatten"? [s3.unknown-target]',
    ),
    (
        'Se {s3:term}`kritisk-masa`.',
        'Termen "kritisk-masa" finns inte. Menade du "kritisk-massa"? [s3.unknown-record]',
    ),
    ('Se [](#helt-annat).', 'Länken går till "helt-annat", som inte finns. [s3.unknown-target]'),
]


@pytest.mark.parametrize('jobs', [1, 2])
def test_each_link_to_nothing_is_one_located_problem(mini_site: Path, jobs: int) -> None:
    lines = add_each(mini_site, ANALYS, (f'Ett stycke före.\n\n{link}' for link, _ in NOWHERE))
    built = build_site(mini_site, jobs=jobs)
    expected = []
    for (link, message), line in zip(NOWHERE, lines, strict=True):
        column = link.index('{') + 1 if '{' in link else link.index('](') + 3
        expected.append(f'{ANALYS}:{line + 2}:{column}: WARNING: {message}')
    assert built.warnings.splitlines() == expected
    assert built.error.startswith(f'S3: {len(NOWHERE)} fel i innehållet.')


@pytest.mark.parametrize(
    ('path', 'old', 'new', 'place', 'message'),
    [
        (ETT, 'themes: [vatten]', 'themes: [vattn]', '4:10', 'Tema "vattn" finns inte. Menade du "vatten"?'),
        (ETT, '[alfa, orsa]', '[alfa, orse]', '3:17', 'Region "orse" finns inte. Menade du "orsa"?'),
        (ETT, 'pilots: [prov]', 'pilots: [prof]', '8:10', 'Pilot "prof" finns inte. Menade du "prov"?'),
        (ETT, 'pilots:', 'related: [helt-annat]\npilots:', '8:11', 'Fall "helt-annat" finns inte.'),
        (ALFA, 'themes: [vatten]', 'themes: [watten]', '13:14', 'Tema "watten" finns inte. Menade du "vatten"?'),
    ],
)
def test_unknown_record_in_a_header_is_one_located_problem(
    mini_site: Path, path: str, old: str, new: str, place: str, message: str
) -> None:
    file = mini_site / path
    source = file.read_text('utf-8')
    assert source.count(old) == 1
    file.write_text(source.replace(old, new), 'utf-8')
    assert build_site(mini_site).warnings == f'{path}:{place}: WARNING: {message} [s3.unknown-record]\n'


def test_reference_that_cannot_be_an_id_is_reported_once_with_the_one_that_is_meant(mini_site: Path) -> None:
    pilot = mini_site / 'docs' / 'pilots' / 'prov.md'
    pilot.write_text(pilot.read_text('utf-8').replace('themes: [vatten]', 'themes: [Värme]'), 'utf-8')
    built = build_site(mini_site)
    assert built.faults == [('docs/pilots/prov.md', 8, 10, 'unknown-record')]
    assert 'Menade du "varme"?' in built.warnings


def test_links_to_a_page_with_faults_are_right(mini_site: Path) -> None:
    add(mini_site, 'docs/handbook/analys.md', '{s3:theme}`varme` [](#varme) [](../themes/varme.md)')
    theme = mini_site / 'docs' / 'themes' / 'varme.md'
    theme.write_text(theme.read_text('utf-8').replace('label_en: Test varme\n', ''), 'utf-8')
    assert build_site(mini_site).faults == [('docs/themes/varme.md', 1, 1, 'field-missing')]


def test_each_of_several_broken_links_is_reported_in_file_and_line_order(mini_site: Path) -> None:
    last = add(mini_site, 'docs/handbook/fardplan.md', '[](#ett)\n\n{s3:pilot}`ett`')
    first = add(mini_site, 'docs/handbook/analys.md', '[](#tva)')
    for jobs in (1, 2):
        assert build_site(mini_site, jobs=jobs).faults == [
            ('docs/handbook/analys.md', first, 4, 'unknown-target'),
            ('docs/handbook/fardplan.md', last, 4, 'unknown-target'),
            ('docs/handbook/fardplan.md', last + 2, 1, 'unknown-record'),
        ]


# -- ids used twice --------------------------------------------------------------------------


@pytest.mark.parametrize('jobs', [1, 2])
@pytest.mark.parametrize('known', [None, 'cases/alfa/ett-fall.md', 'cases/orsa/ett-fall.md'])
def test_duplicate_id_is_reported_once_with_both_files(mini_site: Path, jobs: int, known: str | None) -> None:
    """Whichever of the two files is read first, or was there already, the message is the same."""
    files = {'cases/alfa/ett-fall.md': 'alfa, orsa', 'cases/orsa/ett-fall.md': 'orsa'}
    for path, regions in files.items():
        (mini_site / path).write_text(case_text('Dubblett', regions=regions), 'utf-8')
    if known:
        late = next(path for path in files if path != known)
        source = (mini_site / late).read_text('utf-8')
        (mini_site / late).unlink()
        build_clean(mini_site, jobs=jobs)
        (mini_site / late).write_text(source, 'utf-8')
    for _ in range(2):
        assert build_site(mini_site, jobs=jobs).warnings == (
            'cases/orsa/ett-fall.md:1:1: WARNING: Id "ett-fall" används redan av cases/alfa/ett-fall.md.'
            ' Byt filnamn på en av sidorna. [s3.duplicate-id]\n'
        )


def test_process_element_with_two_chapters_is_reported_once(mini_site: Path) -> None:
    chapter = mini_site / 'docs' / 'handbook' / 'fardplan.md'
    other = chapter.read_text('utf-8').replace('# Färdplan', '# Färdplan två')
    chapter.with_name('andra.md').write_text(other, 'utf-8')
    assert build_site(mini_site).warnings == (
        'docs/handbook/fardplan.md:1:1: WARNING: Processdelen "fardplan" har redan ett kapitel:'
        ' docs/handbook/andra.md. [s3.term-taken]\n'
    )


def place(text: str, line: int, message: str) -> str:
    """Line and column of the value that *message* names in *text*, which begins on *line*; else of the directive."""
    rows = text.split('\n')
    named = message.split('"')[1] if message.startswith('"') or 'väljas' in message or 'this' in message else ''
    for number, row in enumerate(rows):
        option, _, value = row.removeprefix(':').partition(': ')
        if row.startswith(':') and not row.startswith(':::'):
            if message.startswith('vid tecken') and option == 'filter':
                return f'{line + number}:{row.index(value) + 1}'
            if named and named in (option, value):
                return f'{line + number}:{row.index(value) + 1}'
    number = next(number for number, row in enumerate(rows) if '{' in row)
    return f'{line + number}:4'


# -- lists that cannot be shown ------------------------------------------------------------------


BAD_OPTIONS = [
    (
        'fall',
        f'"fall" finns inte att välja på. Här finns: {KINDS}.',
    ),
    (
        'case\n:group: regon',
        f'"regon" finns inte att välja på. Menade du "region"? Här finns: {CASE_FACETS}.',
    ),
    (
        'pilot\n:process: fardplan',
        '"process" finns inte att välja på. Här finns: kind, level, region, stage, status, theme.',
    ),
    ('case\n:theme: this', 'sidan är inte av slaget "theme", så "this" går inte att använda.'),
    ('case\n:process: this', 'sidan är inte av slaget "process", så "this" går inte att använda.'),
]


def bad_views(root: Path, views: dict[str, str]) -> list[str]:
    """Add *views*, each with what is wrong with it; the messages that a build must give."""
    lines = add_each(root, ANALYS, views)
    return [
        f'{ANALYS}:{place(view, line, message)}: WARNING: Direktivet går inte att visa: {message} [s3.bad-view]'
        for (view, message), line in zip(views.items(), lines, strict=True)
    ]


@pytest.mark.parametrize('jobs', [1, 2])
def test_each_list_with_bad_options_is_one_located_problem(mini_site: Path, jobs: int) -> None:
    views = {f'Ett stycke före.\n\n:::{{records}} {options}\n:::': message for options, message in BAD_OPTIONS}
    expected = bad_views(mini_site, views)
    assert build_site(mini_site, jobs=jobs).warnings.splitlines() == expected


BAD_VIEWS = [
    ('matrix} case\n:rows: theme', 'valet "columns" saknas.'),
    (
        'matrix} theme\n:rows: broader\n:columns: region',
        '"region" finns inte att välja på. Här finns: broader, status.',
    ),
    ('map} theme', '"theme" finns inte att välja på. Här finns: case, pilot.'),
    ('records} case\n:limit: 0', '"0" är inte ett helt tal över noll.'),
    ('records} case\n:style: fint', '"fint" finns inte att välja på. Här finns: list, cards, table, plain.'),
    ('records} case\n:sort: title upp', '"upp" finns inte att välja på. Här finns: asc, desc.'),
    ('records} case\n:filter: theme =', 'vid tecken 8 väntas ett värde.'),
    ('records} case\n:filter: (theme', 'vid tecken 7 väntas ")".'),
    (
        'records} case\n:filter: theme = vatten and not stage = finnished',
        (
            'vid tecken 32: "finnished" finns inte att välja på. Menade du "finished"?'
            ' Här finns: planned, running, finished, permanent, stopped, not-stated.'
        ),
    ),
    (
        'tools} case\n:filter: theme and helix in [public, staten]',
        'vid tecken 29: "staten" finns inte att välja på. Här finns: public, business, academia, civil.',
    ),
    (
        'records} pilot\n:stage: klart',
        '"klart" finns inte att välja på. Här finns: planned, running, finished, permanent, stopped, not-stated.',
    ),
    ('news}\n:since: i går', '"i går" är inte ett datum. Skriv år-månad-dag, till exempel 2026-11-24.'),
    ('related}', 'sidan är inte av slaget "case", så "this" går inte att använda.'),
    ('handled}', 'sidan är inte av slaget "obstacle", så "this" går inte att använda.'),
    ('peers}', 'sidan är inte av slaget "region", så "this" går inte att använda.'),
]


def test_each_view_that_cannot_be_shown_is_one_located_problem(mini_site: Path) -> None:
    expected = bad_views(mini_site, {f':::{{{directive}\n:::': message for directive, message in BAD_VIEWS})
    assert build_site(mini_site).warnings.splitlines() == expected


OF_NOTHING = [
    (':::{related}\n:id: ett-fal\n:::', 'unknown-record', 'Fall "ett-fal" finns inte. Menade du "ett-fall"?'),
    (':::{handled}\n:id: underlaget\n:::', 'unknown-record', 'Hinder "underlaget" finns inte.'),
    (':::{partners}\n:id: orse\n:::', 'unknown-record', 'Region "orse" finns inte. Menade du "orsa"?'),
    (':::{timeline}\n:region: orse\n:::', 'unknown-record', 'Region "orse" finns inte. Menade du "orsa"?'),
    (':::{completeness} pilot\n:id: prof\n:::', 'unknown-record', 'Pilot "prof" finns inte. Menade du "prov"?'),
    (':::{records} case\n:theme: vattn\n:::', 'unknown-record', 'Tema "vattn" finns inte. Menade du "vatten"?'),
    (':::{records} case\n:filter: theme = vattn\n:::', 'unknown-record', 'Menade du "vatten"?'),
    (':::{timeline}\n:filter: not region in [alfa, orse]\n:::', 'unknown-record', 'Menade du "orsa"?'),
    (':::{matrix} workshop\n:rows: theme\n:columns: case\n:filter: case = ett-fal\n:::', 'unknown-record', 'Fall'),
    (':::{records} case\n:process: fardplann\n:::', 'bad-view', '"fardplann" finns inte att välja på.'),
]


def test_each_list_of_what_does_not_exist_is_one_located_problem(mini_site: Path) -> None:
    starts = add_each(mini_site, ANALYS, (directive for directive, _, _ in OF_NOTHING))
    built = build_site(mini_site)
    messages = built.warnings.splitlines()
    for (directive, code, words), line, fault, message in zip(OF_NOTHING, starts, built.faults, messages, strict=True):
        # the value of the last option is what is wrong
        lines = directive.split('\n')
        _, at, column, found = fault
        assert (at, found) == (line + len(lines) - 2, code)
        assert lines[-2][column - 1 :] == lines[-2].split(': ', 1)[1]
        assert words in message


def test_list_can_name_records_and_be_limited_twice(mini_site: Path) -> None:
    add(mini_site, 'docs/handbook/analys.md', ':::{records} case\n:theme: varme\n:region: alfa\n:::')
    page = build_clean(mini_site).page('docs/handbook/analys')
    assert page.texts('.s3-record-title') == ['Ännu ett fall']
    assert page.texts('.s3-count') == ['1 fall']


def test_each_count_of_an_unknown_kind_is_one_located_problem(mini_site: Path) -> None:
    suggestions = {'fall': '', 'casse': ' Menade du "case"?', 'glossary': '', 'Case': ' Menade du "case"?'}
    lines = add_each(mini_site, ANALYS, (f'Före.\n\nDet finns {{s3:count}}`{kind}` fall.' for kind in suggestions))
    assert build_site(mini_site).warnings.splitlines() == [
        f'{ANALYS}:{line + 2}:11: WARNING: Rollen går inte att visa: "{kind}" finns inte att välja på.'
        f'{suggestion} Här finns: {KINDS}. [s3.bad-view]'
        for (kind, suggestion), line in zip(suggestions.items(), lines, strict=True)
    ]
