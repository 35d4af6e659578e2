"""The form for a new case: told what is wrong while writing, and the files that come out build without faults."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from s3ext.build import build
from s3ext.content import read_content
from s3ext.core.model import Case, RecordType
from tests.conftest import ROOT

from .conftest import WIDE, Visit
from .keys import frame
from .test_accessibility import Note, Scheme, check

FORM = 'bidra/formular.html'
SUMMARY = 'Tre kommuner och ett lärosäte i Skåne delar en testbädd för vattenrening i stället för att bygga var sin.'


def fill_case(page: Page) -> None:
    """A whole case, written as a person would: some values are right only at the second attempt."""
    form = page.locator('#s3-form')
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
    source = form.locator('.s3-form-row').filter(has=page.get_by_label('Utgivare *')).first
    source.get_by_label('Utgivare *').fill('Region Skåne')
    source.get_by_label('Källans titel *').fill('Årsrapport: testbäddar – "2024"')
    source.get_by_label('Webbadress *').fill('https://www.example.org/rapport?år=2024#a')
    for heading in ('Vad var frågan?', 'Vad gjordes, och av vem?', 'Vad kom ut av det?', 'Vad var svårt?',
                    'Vad kan du ta med dig?'):  # fmt: skip
        form.get_by_label(f'{heading} *').fill(f'Text om *{heading.lower()}*\n\n- en punkt\n- en till')


def faults(page: Page) -> list[str]:
    return page.locator('#s3-form-left a').all_text_contents()


def download(page: Page, kind: str, folder: Path) -> Path:
    """Take the file of *kind* and put it in its folder of the site at *folder*."""
    part = page.locator('.s3-form-files section').filter(has=page.locator(f'#s3-file-{kind}'))
    with page.expect_download() as found:
        part.locator('.s3-form-main').click()
    target = folder / part.locator('label code').inner_text()
    assert found.value.suggested_filename == target.name
    target.parent.mkdir(parents=True, exist_ok=True)
    found.value.save_as(target)
    return target


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the handbook's content."""
    for name in ('docs', 'cases'):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / 'index.md', tmp_path)
    return tmp_path


@pytest.mark.parametrize('from_disk', [False, True])
def test_a_case_from_the_form_is_free_of_faults(visit: Visit, library: Path, from_disk: bool) -> None:
    page = visit(FORM, from_disk=from_disk)
    fill_case(page)
    assert faults(page) == [
        'Källan "region-skane" används inte. Hänvisa till den med [^region-skane], eller ta bort den.'
    ]
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').first.click()
    expect(page.locator('.s3-form-status')).to_have_text('Inga fel. Filen är klar.')
    file = download(page, 'case', library)
    assert file.relative_to(library).as_posix() == 'cases/skane/skane-delad-testbadd-for-vatten-luft.md'
    content = read_content(library)
    assert content.problems == ()
    item = content.catalog.get(RecordType.CASE, file.stem)
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
    who.select_option('')
    assert 'Fyll i fältet "Vem skriver?".' in faults(page)
    for name in ('Genomgången', 'Godkänd'):
        expect(page.locator('#s3-form').get_by_label(name, exact=True)).to_have_count(0)


def fill_more(page: Page) -> None:
    """A new pilot and a new obstacle, which the case names, and results."""
    form = page.locator('#s3-form')
    form.locator('summary').filter(has_text='Resultat').click()
    form.get_by_role('button', name='Lägg till: Resultat').click()
    result = form.locator('.s3-form-row').filter(has=page.get_by_label('Så vet vi det *'))
    result.get_by_label('Resultat *').fill('Utsläppen: ned 3 % – "enligt regionen"')
    result.get_by_label('Så vet vi det *').select_option('own_follow_up')
    result.get_by_role('checkbox').check()
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
        part.get_by_label('Webbadress *').fill('https://www.example.org/')
        for area in part.locator('textarea[rows="6"]').all():
            area.fill('Text.[^region-skane]')
    pilot, obstacle = form.locator('.s3-form-new').nth(0), form.locator('.s3-form-new').nth(1)
    pilot.get_by_label('Slag *').select_option('peer-review')
    pilot.get_by_label('Nivå *').select_option('within_region')
    pilot.get_by_label('Från', exact=True).fill('2024')
    pilot.get_by_label('Läge *').select_option('running')
    obstacle.get_by_label('Regionalt').check()
    obstacle.get_by_label('Vem kan undanröja det').fill('regionerna\nlärosäten')
    form.locator('summary').filter(has_text='Hinder').first.click()
    form.get_by_role('button', name='Lägg till: Hinder').click()
    met = form.locator('.s3-form-row').filter(has=page.get_by_label('Hur det gick *'))
    met.get_by_label('Hinder *').select_option('ont-om-vatten')
    met.get_by_label('Hur det gick *').select_option('no')
    met.get_by_label('Hur man gjorde *').fill('Inget gjordes.')
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
    assert content.problems == ()
    item = content.catalog.get(RecordType.CASE, case.stem)
    assert item is not None and isinstance(item.record, Case)
    assert item.record.pilots == (pilot.stem,) == ('ny-pilot-for-vatten',)
    for kind, file in ((RecordType.CASE, case), (RecordType.PILOT, pilot), (RecordType.OBSTACLE, obstacle)):
        found = content.catalog.get(kind, file.stem)
        assert found is not None and (found.record.written_by, found.record.is_draft) == ('skane', True)
    assert [met.obstacle for met in item.record.obstacles] == [obstacle.stem] == ['ont-om-vatten']
    assert [result.claim for result in item.record.results] == ['Utsläppen: ned 3 % – "enligt regionen"']
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


def test_faults_are_told_beside_the_field_and_lead_to_it(visit: Visit) -> None:
    page = visit(FORM)
    fill_case(page)
    summary = page.get_by_label('Sammanfattning *').first
    summary.fill('kort')
    expect(page.locator('.s3-form-fault:visible')).to_have_text(
        ['Fältet "Sammanfattning" är för kort: 4 tecken. Skriv minst 40.']
    )
    expect(summary).to_have_attribute('aria-invalid', 'true')
    page.get_by_label('Till', exact=True).first.fill('2020')
    page.get_by_label('Webbadress *').first.fill('www.example.org')
    page.get_by_label('Läge *').first.select_option('stopped')
    page.locator('#s3-form').get_by_label('Vad var svårt? *').fill('# Rubrik\n\nText.[^region-skåne]')
    assert faults(page) == [
        'Fältet "Sammanfattning" är för kort: 4 tecken. Skriv minst 40.',
        'Perioden slutar (2020) innan den börjar (2023). Byt plats på dem eller rätta året.',
        'Källan "region-skane" används inte. Hänvisa till den med [^region-skane], eller ta bort den.',
        '"www.example.org" är inte en webbadress. Skriv hela adressen, till exempel https://www.tillvaxtverket.se/.',
        'Fyll i fältet "I stället kom".',
        'Sidan har flera rubriker på högsta nivån. Använd ## för rubrikerna inne i texten.',
    ]
    page.locator('.s3-form-main').first.click()  # nothing is taken while something is wrong
    expect(page.locator('#s3-form-left')).to_be_focused()
    page.locator('#s3-form-left a').filter(has_text='I stället kom').click()
    expect(page.get_by_label('I stället kom')).to_be_focused()


@pytest.mark.parametrize(('width', 'scheme'), [(WIDE, 'light'), (390, 'dark')])
def test_accessible(visit: Visit, record_property: Note, width: int, scheme: Scheme) -> None:
    page = visit(FORM, width=width, scheme=scheme)
    check(page, record_property)
    fill_case(page)
    fill_more(page)
    page.get_by_label('Sammanfattning *').first.fill('kort')
    page.evaluate("document.querySelectorAll('#s3-form details').forEach((part) => (part.open = true))")
    check(page, record_property)
    assert page.evaluate('document.documentElement.scrollWidth <= innerWidth')


def test_by_keyboard(visit: Visit) -> None:
    page = visit(FORM)
    title = page.get_by_label('Rubrik *').first
    title.focus()
    page.keyboard.type('Ett fall')
    page.keyboard.press('Tab')
    assert page.evaluate('document.activeElement.value') == 'ett-fall'
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
