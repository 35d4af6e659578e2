"""The form for a new case: told what is wrong while writing, and the files that come out build without faults."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from s3ext.commands.build import build
from s3ext.commands.project import read_content
from s3ext.core.schema.questions import slug
from s3ext.handbook.kinds.case import Case
from tests.library import copy_library

from .conftest import WIDE, Site, Visit
from .keys import frame
from .test_accessibility import Note, Scheme, check

FORM = 'bidra/formular.html'
UNUSED = (
    'Källa 1: Ingen fotnot leder hit. Ställ markören i texten efter det som källan säger, och tryck på källans namn. '
    'Eller ta bort källan.'
)
TITLE = 'Texten har en rubrik med ett ensamt nummertecken. Skriv ## i stället: sidan har redan en rubrik.'
ADDRESS = '"www.example.org" är inte en webbadress. Skriv hela adressen, till exempel https://www.tillvaxtverket.se/.'
ABOUT, TEXT, SOURCES = 'Om fallet', 'Texten', 'Källorna'
MORE, NEW, LAST = 'Mer om fallet', 'Nytt i handboken', 'Läs och lämna in'
STEPS = (ABOUT, TEXT, SOURCES, MORE, NEW, LAST)
NONE = 'Inget är kvar att rätta. Länkar, bilder och listor i texten prövas först när filen lämnas in.'
SUMMARY = 'Tre kommuner och ett lärosäte i Skåne delar en testbädd för vattenrening i stället för att bygga var sin.'


def go(page: Page, name: str) -> None:
    """Go to the step *name*, unless it is shown."""
    link = page.locator('.s3-form-steps a').filter(has=page.get_by_text(name, exact=True))
    if link.get_attribute('aria-current') is None:
        link.click()
    expect(page.locator('.s3-form-step:visible > h2')).to_contain_text(name)


def fill_case(page: Page) -> None:
    """A whole case, written as a person would: some values are right only at the second attempt."""
    form = page.locator('#s3-form')
    go(page, ABOUT)
    form.get_by_label('Rubrik *').first.fill('Skåne: "delad" testbädd, för vatten & luft')
    form.get_by_label('Sammanfattning *').first.fill(SUMMARY)
    form.get_by_label('Vem skriver? *').select_option('skane')
    form.get_by_label('Region 1').first.select_option('skane')
    form.get_by_role('checkbox', name='Energi och energisystem').first.check()
    form.get_by_role('checkbox', name='Färdplan').first.check()
    form.get_by_label('Från', exact=True).first.fill('2023')
    form.get_by_label('Till', exact=True).first.fill('2025-06')
    form.get_by_label('Läge *').first.select_option('finished')
    form.get_by_label('Koppling till S3 *').first.select_option('namns')
    go(page, SOURCES)
    source = form.locator('.s3-form-row').filter(has=page.get_by_label('Utgivare *')).first
    source.get_by_label('Utgivare *').fill('Region Skåne')
    source.get_by_label('Källans titel *').fill('Årsrapport: testbäddar – "2024"')
    source.get_by_label('Webbadress', exact=True).fill('https://www.example.org/rapport?år=2024#a')
    go(page, TEXT)
    for heading in ('Vad var frågan?', 'Vad gjordes, och av vem?', 'Vad kom ut av det?', 'Vad var svårt?',
                    'Vad kan du ta med dig?'):  # fmt: skip
        form.get_by_label(f'{heading} *').fill(f'Text om *{heading.lower()}*\n\n- en punkt\n- en till')


def faults(page: Page) -> list[str]:
    return page.locator('#s3-form-left a').all_text_contents()


def download(page: Page, kind: str, folder: Path) -> Path:
    """Take the file of *kind* and put it in its folder of the site at *folder*."""
    go(page, LAST)
    part = page.locator('.s3-form-files section').filter(has=page.locator(f'#s3-file-{kind}'))
    page.locator('.s3-form-files > details').evaluate('part => { part.open = true; }')
    with page.expect_download() as found:
        part.locator('.s3-form-actions button').first.click()
    target = folder / part.locator('label code').inner_text()
    assert found.value.suggested_filename == target.name
    target.parent.mkdir(parents=True, exist_ok=True)
    found.value.save_as(target)
    return target


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the library that the form was built in."""
    return copy_library(tmp_path / 'library')


@pytest.mark.parametrize('from_disk', [False, True])
def test_a_case_from_the_form_is_free_of_faults(visit: Visit, library: Path, from_disk: bool) -> None:
    page = visit(FORM, from_disk=from_disk)
    fill_case(page)
    assert faults(page) == [UNUSED]
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').first.click()
    expect(page.locator('.s3-form-status')).to_have_text(NONE)
    file = download(page, 'case', library)
    assert file.relative_to(library).as_posix() == 'cases/skane/skane-delad-testbadd-for-vatten-luft.md'
    content = read_content(library)
    assert [problem for problem in content.problems if not problem.is_note] == []
    item = content.catalog.get('case', file.stem)
    assert item is not None and isinstance(item.record, Case)
    assert item.title == 'Skåne: "delad" testbädd, för vatten & luft'
    assert (item.record.summary, item.record.regions, item.record.stage) == (SUMMARY, ('skane',), 'finished')
    assert item.record.sources[0].title == 'Årsrapport: testbäddar – "2024"'
    # it says who wrote it, and nothing of what only editors can say
    assert item.record.written_by == 'skane'
    assert (item.record.reviewed_on, item.record.approved, item.record.is_draft) == (None, None, True)


def test_the_form_asks_who_writes(visit: Visit) -> None:
    page = visit(FORM)
    who = page.get_by_label('Vem skriver? *')
    expect(who).to_have_count(1)
    offered = who.locator('option').all_text_contents()
    assert offered[:3] == ['Välj …', 'redaktionen', 'en annan organisation'] and 'Skåne' in offered
    fill_case(page)
    go(page, ABOUT)
    who.select_option('')
    assert 'Vem skriver?: Fyll i det här.' in faults(page)
    for name in ('Genomgånget av redaktionen', 'Godkänd'):
        expect(page.locator('#s3-form').get_by_label(name, exact=True)).to_have_count(0)


def fill_more(page: Page) -> None:
    """A new pilot and a new obstacle, which the case names, and results."""
    form = page.locator('#s3-form')
    go(page, MORE)
    form.locator('summary').filter(has_text='Resultat').click()
    form.get_by_role('button', name='Lägg till: Resultat').click()
    result = form.locator('.s3-form-row').filter(has=page.get_by_label('Så vet vi det *'))
    result.get_by_label('Resultat *').fill('Utsläppen: ned 3 % – "enligt regionen"')
    result.get_by_label('Så vet vi det *').select_option('own_follow_up')
    result.get_by_role('checkbox').check()
    form.locator('summary').filter(has_text='Lärdomar').click()
    form.get_by_role('button', name='Lägg till: Lärdom').click()
    lesson = form.locator('.s3-form-row').filter(has=page.get_by_label('Vem säger det *'))
    lesson.get_by_label('Lärdom *').fill('Mät först.')
    lesson.get_by_label('Vem säger det *').select_option('editors')
    go(page, NEW)
    for kind, label, title in (
        ('pilot', 'Fallet hör till en pilot', 'Ny pilot för vatten'),
        ('obstacle', 'Fallet mötte ett hinder', 'Ont om vatten'),
    ):
        form.get_by_label(label).check()
        part = form.locator('.s3-form-new').filter(
            has=page.get_by_text({'pilot': 'Den nya piloten', 'obstacle': 'Det nya hindret'}[kind], exact=True)
        )
        part.get_by_label('Rubrik *').fill(title)
        part.get_by_label('Sammanfattning *').fill(f'{title}: en sammanfattning som är lång nog för att duga i listor.')
        part.get_by_label('Utgivare *').fill('Region Skåne')
        part.get_by_label('Källans titel *').fill('Årsrapport')
        part.get_by_label('Webbadress', exact=True).fill('https://www.example.org/')
        for area in part.locator('textarea[rows="6"]').all():
            area.fill('Text.[^region-skane]')
    pilot, obstacle = form.locator('.s3-form-new').nth(0), form.locator('.s3-form-new').nth(1)
    pilot.get_by_label('Slag *').select_option('peer-review')
    pilot.get_by_label('Nivå *').select_option('within_region')
    pilot.get_by_label('Från', exact=True).fill('2024')
    pilot.get_by_label('Läge *').select_option('running')
    obstacle.get_by_label('Regionalt').check()
    obstacle.get_by_label('Vem kan undanröja det').fill('regionerna\nlärosäten')
    go(page, MORE)
    form.locator('summary').filter(has_text='Hinder').first.click()
    form.get_by_role('button', name='Lägg till: Hinder').click()
    met = form.locator('.s3-form-row').filter(has=page.get_by_label('Hur det gick *'))
    met.get_by_label('Hinder *').select_option('ont-om-vatten')
    met.get_by_label('Hur det gick *').select_option('no')
    met.get_by_label('Hur det märktes *').fill('Inget gjordes.')
    met.get_by_role('checkbox').check()


def test_a_case_with_a_new_pilot_and_a_new_obstacle_builds(
    visit: Visit, library: Path, mini_site: Path, tmp_path: Path
) -> None:
    page = visit(FORM)
    fill_case(page)
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').first.click()
    fill_more(page)
    assert faults(page) == []
    case, pilot, obstacle = (download(page, kind, library) for kind in ('case', 'pilot', 'obstacle'))
    content = read_content(library)
    assert [problem for problem in content.problems if not problem.is_note] == []
    item = content.catalog.get('case', case.stem)
    assert item is not None and isinstance(item.record, Case)
    assert item.record.pilots == (pilot.stem,) == ('ny-pilot-for-vatten',)
    for kind, file in (('case', case), ('pilot', pilot), ('obstacle', obstacle)):
        found = content.catalog.get(kind, file.stem)
        assert found is not None and (found.record.written_by, found.record.is_draft) == ('skane', True)
    assert [met.obstacle for met in item.record.obstacles] == [obstacle.stem] == ['ont-om-vatten']
    assert [result.claim for result in item.record.results] == ['Utsläppen: ned 3 % – "enligt regionen"']
    assert [(lesson.text, lesson.by, lesson.source) for lesson in item.record.lessons] == [
        ('Mät först.', 'editors', None)
    ]
    # a build of the three in a small site: what they name of the handbook is taken out
    for file in (case, pilot, obstacle):
        target = mini_site / file.relative_to(library)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text('utf-8').replace('[skane]', '[alfa]').replace('[energi]', '[vatten]')
        text = text.replace('written_by: skane', 'written_by: alfa')
        (mini_site / 'cases' / 'alfa' / file.name if file is case else target).write_text(text, 'utf-8')
    assert build('html', mini_site, tmp_path / 'out') == 0
    built = (tmp_path / 'out' / 'html' / 'cases' / 'alfa' / f'{case.stem}.html').read_text('utf-8')
    assert 'Utsläppen: ned 3 % – ' in built


def test_faults_are_reported_beside_the_field_and_lead_to_it(visit: Visit) -> None:
    page = visit(FORM)
    fill_case(page)
    go(page, ABOUT)
    summary = page.get_by_label('Sammanfattning *').first
    summary.fill('kort')
    expect(page.locator('.s3-form-fault:visible')).to_have_text(['Texten är för kort: 4 tecken. Skriv minst 40.'])
    expect(summary).to_have_attribute('aria-invalid', 'true')
    page.get_by_label('Till', exact=True).first.fill('2020')
    page.get_by_label('Läge *').first.select_option('stopped')
    go(page, SOURCES)
    page.get_by_label('Webbadress', exact=True).first.fill('www.example.org')
    go(page, TEXT)
    page.locator('#s3-form').get_by_label('Vad var svårt? *').fill('# Rubrik\n\nText.[^region-skåne]')
    assert faults(page) == [
        'Sammanfattning: Texten är för kort: 4 tecken. Skriv minst 40.',
        'Till: Perioden slutar (2020) innan den börjar (2023). Byt plats på dem eller rätta året.',
        'Varför det avbröts: Fyll i det här.',
        'I stället kom: Fyll i det här.',
        f'Vad var svårt?: {TITLE}',
        UNUSED,
        f'Källa 1: Webbadress: {ADDRESS}',
    ]
    go(page, LAST)
    page.locator('.s3-form-files .s3-form-main').first.click()  # nothing is taken while something is wrong
    expect(page.locator('#s3-form-left')).to_be_focused()
    page.locator('#s3-form-left a').filter(has_text='I stället kom').click()
    expect(page.get_by_label('I stället kom')).to_be_focused()


def first_text(page: Page) -> Locator:
    """The first text of the page, in the step that holds it."""
    go(page, TEXT)
    return page.locator('#s3-form').get_by_label('Vad var frågan? *')


#: what the check refuses in a text, and words of what the form says of it
REFUSED = [
    ('Eﬀekten och ﬁnansieringen', 'liknar det bara en vanlig bokstav'),
    ('Skåne р\u0430ypal', 'liknar det bara en vanlig bokstav'),
    ('\uf0b7 Ett\n\uf0b7 Två', 'ett tecken som inte går att använda'),
    ('<u>Viktigt</u> och <br> ny rad', '<u> visas inte på sidan'),
    ('<section>', '<section> visas inte på sidan'),
    ('Skriv {namn}`x`', '”namn” finns inte'),
    (':::\nText', '":::" hänger i luften. Raden avslutar ingen ruta'),
    (':::{note}\nText', '":::{note}" hänger i luften. Rutan avslutas inte'),
    (':::{note}\n```\n:::\n```\n:::', 'hänger i luften. Exemplet avslutas inte'),
    ('```\nkod', '"```" hänger i luften. Exemplet avslutas inte'),
    ('Se [a] (https://example.org/).', 'Ta bort mellanslaget före parentesen: [a](https://example.org/)'),
    (':::note\nText\n:::', '":::note" blir inte det som det liknar. Skriv :::{note}'),
    ('Text.[^a, b]', 'Skriv en not i taget: [^a][^b]'),
    ('Det är **viktigt **att.', 'Ta bort mellanslaget innanför stjärnorna: **viktigt** '),
    (':::{nota}\nText\n:::', '”nota” är ingen ruta'),
    ('Ord ' * 1300, 'raden är längre än'),
    ('[^rapport]: En text', 'Skriv inte fotnotens text i rutan'),
]
ACCEPTED = ['`<b>` och `{namn}`', '```\n<b>\n:::\n```', '::::{note}\n```\n:::\n```\n::::', 'a < b > c']


def test_what_the_check_refuses_in_a_text_is_reported_in_the_form_and_nothing_else(visit: Visit, library: Path) -> None:
    page = visit(FORM)
    fill_case(page)
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').last.click()
    expect(page.locator('.s3-form-status')).to_have_text(NONE)
    folder = library / 'cases' / 'skane'
    for number, (text, words) in enumerate(REFUSED):
        first_text(page).fill(text)
        [found] = faults(page)
        assert words in found, text
        (folder / f'fel-{number}.md').write_text(page.locator('#s3-file-case').input_value(), 'utf-8')
    for number, text in enumerate(ACCEPTED):
        first_text(page).fill(text)
        assert faults(page) == [], text
        (folder / f'ratt-{number}.md').write_text(page.locator('#s3-file-case').input_value(), 'utf-8')
    # and the check agrees which of the files cannot be used
    refused = {Path(problem.path).stem for problem in read_content(library).problems if not problem.is_note}
    assert refused == {f'fel-{number}' for number in range(len(REFUSED))}


def test_what_an_editor_should_look_at_is_a_note_and_the_file_can_be_taken(
    visit: Visit, library: Path, tmp_path: Path
) -> None:
    page = visit(FORM)
    fill_case(page)
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').last.click()
    text = first_text(page)
    text.fill('[caption id="a"]')
    text.blur()
    [message] = faults(page)
    assert message.startswith('Vad var frågan?: Påpekande: "[caption id="a"]" kommer från ett annat verktyg')
    assert 'En ruta skriver du så här: :::{note}, texten' in message
    expect(page.locator('.s3-form-noted:visible')).to_have_text([message.removeprefix('Vad var frågan?: ')])
    expect(text).not_to_have_attribute('aria-invalid', 'true')
    expect(page.locator('.s3-form-status')).to_have_text(
        f'{NONE} Formuläret har 1 påpekande. Det hindrar inte att filen lämnas in.'
    )
    file = library / 'cases' / 'skane' / 'provfall.md'
    file.write_text(download(page, 'case', tmp_path).read_text('utf-8'), 'utf-8')
    found = [problem for problem in read_content(library).problems if problem.path.endswith('provfall.md')]
    assert [(problem.code, problem.is_note) for problem in found] == [('leftover', True)]


def test_characters_without_width_leave_no_blank(visit: Visit) -> None:
    page = visit(FORM)
    page.get_by_label('Rubrik *').first.fill('Kompe\u00adtens\u200bförsörjning')
    go(page, TEXT)
    first_text(page).fill('tillväxt\u00adpolitiken och ett\u200b\ufeff tecken,\tsedan')
    text = page.locator('#s3-file-case').input_value()
    assert 'tillväxtpolitiken och ett tecken, sedan' in text
    assert '\n# Kompetensförsörjning\n' in text
    assert page.get_by_label('Sidans webbadress *').first.input_value() == 'kompetensforsorjning'


def test_the_form_and_the_command_give_a_page_the_same_name(visit: Visit) -> None:
    page = visit(FORM)
    for title in (
        'Västra Götalands väg',
        'Øresund & æter: é, ü!',
        'Testfall tre – en mycket lång rubrik om hur regionens cirkulära bygde växte fram',
        'x' * 80,
        '2024',
        '–',
        'Ord ' * 40,
    ):
        page.get_by_label('Rubrik *').first.fill(title)
        made = page.get_by_label('Sidans webbadress *').first.input_value()
        assert made == slug(title)
        assert len(made) <= 60


def test_a_draft_outlives_the_window(visit: Visit) -> None:
    page = visit(FORM)
    fill_case(page)
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').first.click()
    fill_more(page)
    before = [page.locator(f'#s3-file-{kind}').input_value() for kind in ('case', 'pilot', 'obstacle')]
    page.reload()
    assert 'Skåne' not in page.locator('#s3-file-case').input_value()
    expect(page.locator('.s3-form-draft')).to_contain_text('Här finns ett utkast från ')
    # what is written before somebody has chosen does not take the draft's place
    go(page, ABOUT)
    page.get_by_label('Rubrik *').first.fill('Något annat')
    page.reload()
    page.get_by_role('button', name='Fortsätt på utkastet').click()
    assert page.url.endswith('#s3-step-more')  # where it was left
    assert [page.locator(f'#s3-file-{kind}').input_value() for kind in ('case', 'pilot', 'obstacle')] == before
    assert faults(page) == []
    page.reload()
    page.get_by_role('button', name='Kasta utkastet').click()
    expect(page.locator('.s3-form-draft')).to_have_text('Utkastet är kastat.')
    page.reload()
    expect(page.locator('.s3-form-draft')).to_have_count(0)


def test_a_file_from_the_form_can_be_opened_in_it_again(visit: Visit, library: Path) -> None:
    page = visit(FORM)
    fill_case(page)
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').first.click()
    first_text(page).fill('Text.[^region-skane]\n\n## En egen rubrik\n\n- punkt')
    go(page, MORE)
    page.locator('#s3-form summary').filter(has_text='Resultat').click()
    page.get_by_role('button', name='Lägg till: Resultat').click()
    result = page.locator('.s3-form-row').filter(has=page.get_by_label('Så vet vi det *'))
    result.get_by_label('Resultat *').fill('Utsläppen: ned 3 %')
    result.get_by_label('Så vet vi det *').select_option('stated')
    result.get_by_role('checkbox').check()
    file = download(page, 'case', library)
    other = visit(FORM)
    other.locator('#s3-form-open').set_input_files(file)
    expect(other.get_by_text(f'{file.name} är öppnad.')).to_be_visible()
    assert other.locator('#s3-file-case').input_value() == file.read_text('utf-8')


def test_a_file_that_does_not_fit_is_reported(visit: Visit, tmp_path: Path) -> None:
    page = visit(FORM)
    for text, words in (
        ('# Bara text\n', 'Filen har inget huvud'),
        ('---\nsummary: a: b: c\n---\n', 'Filens rad 2 går inte att läsa'),
        ('---\nlabel_en: Energy\n---\n', 'ser inte ut att vara en fallbeskrivning'),
        ('---\nstage: running\neget: x\n---\n# Ett\n', 'följer inte med: eget.'),
    ):
        (tmp_path / 'fil.md').write_text(text, 'utf-8')
        page.locator('#s3-form-open').set_input_files(tmp_path / 'fil.md')
        expect(page.get_by_text(words)).to_be_visible()


def test_files_that_belong_together_come_as_one(visit: Visit, library: Path) -> None:
    page = visit(FORM)
    fill_case(page)
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').first.click()
    together = page.locator('.s3-form-send .s3-form-main')
    expect(together).to_have_text('Hämta skane-delad-testbadd-for-vatten-luft.md')
    fill_more(page)
    go(page, LAST)
    with page.expect_download() as found:
        together.click()
    assert found.value.suggested_filename == 'skane-delad-testbadd-for-vatten-luft.zip'
    with zipfile.ZipFile(found.value.path()) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            'cases/skane/skane-delad-testbadd-for-vatten-luft.md',
            'docs/pilots/ny-pilot-for-vatten.md',
            'docs/obstacles/ont-om-vatten.md',
        ]
        archive.extractall(library)
    assert [problem for problem in read_content(library).problems if not problem.is_note] == []


def test_the_host_gets_the_file_when_it_is_right_and_the_text_when_it_is_long(visit: Visit, site: Site) -> None:
    page = visit('index.html', own=True)
    data = (site.folder / 'bidra' / 'formular-data.js').read_text('utf-8')
    new = 'https://git.example.org/x/new/main/{folder}'
    host = f'"host": {{"new": "{new}", "upload": "", "name": "filename", "text": "value"'
    named = re.sub(r'"host": \{"new": "[^"]*", "upload": "[^"]*", "name": "[^"]*", "text": "[^"]*"', host, data)
    page.route('**/formular-data.js*', lambda route: route.fulfill(body=named, content_type='text/javascript'))
    page.goto(site.address(FORM))
    link = page.get_by_role('link', name='Lägg till filen i handboken')
    expect(link).to_have_count(0)  # nothing with faults is sent on
    fill_case(page)
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').last.click()
    go(page, LAST)
    query = parse_qs(urlsplit(link.get_attribute('href') or '').query)
    assert query['value'] == [page.locator('#s3-file-case').input_value()]
    go(page, TEXT)
    first_text(page).fill('Ett långt stycke. ' * 250)
    go(page, LAST)
    assert set(parse_qs(urlsplit(link.get_attribute('href') or '').query)) == {'filename'}
    page.context.grant_permissions(['clipboard-read', 'clipboard-write'])
    with page.context.expect_page() as opened:
        link.click()
    opened.value.close()
    assert page.evaluate('navigator.clipboard.readText()') == page.locator('#s3-file-case').input_value()


@pytest.mark.parametrize(('width', 'scheme'), [(WIDE, 'light'), (390, 'dark')])
def test_accessible(visit: Visit, record_property: Note, width: int, scheme: Scheme) -> None:
    page = visit(FORM, width=width, scheme=scheme)
    check(page, record_property)
    fill_case(page)
    fill_more(page)
    go(page, ABOUT)
    page.get_by_label('Sammanfattning *').first.fill('kort')
    page.evaluate("document.querySelectorAll('#s3-form details').forEach((part) => (part.open = true))")
    check(page, record_property)
    assert page.evaluate('document.documentElement.scrollWidth <= innerWidth')


def test_by_keyboard(visit: Visit) -> None:
    page = visit(FORM)
    title = page.get_by_label('Rubrik *').first
    title.focus()
    page.keyboard.type('Ett fall')
    expect(page.locator('.s3-form-id code').first).to_have_text('ett-fall')
    add = page.get_by_role('button', name='Lägg till: Region')
    add.focus()
    page.keyboard.press('Enter')
    second = page.get_by_label('Region 2')
    expect(second).to_be_focused()
    assert frame(page) >= 2
    page.keyboard.press('Tab')
    page.keyboard.press('Enter')  # takes the row away again, and the focus is not lost
    expect(second).to_have_count(0)
    expect(page.get_by_label('Region 1').first).to_be_focused()


def test_without_script_other_ways_are_shown(visit: Visit) -> None:
    page = visit(FORM, script=False)
    expect(page.locator('noscript p.s3-editorial')).to_be_visible()
    expect(page.get_by_role('link', name='Andra sätt att bidra')).to_be_visible()
