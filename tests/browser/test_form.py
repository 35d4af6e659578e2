"""The form for a new case: told what is wrong while writing, and the files that come out build without faults."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from s3ext.content import read_content
from s3ext.core.model import Case, RecordType
from tests.conftest import ROOT

from .conftest import Visit

FORM = 'bidra/formular.html'
SUMMARY = 'Tre kommuner och ett lärosäte i Skåne delar en testbädd för vattenrening i stället för att bygga var sin.'


def fill_case(page: Page) -> None:
    """A whole case, written as a person would: some values are right only at the second attempt."""
    form = page.locator('#s3-form')
    form.get_by_label('Rubrik *').first.fill('Skåne: "delad" testbädd, för vatten & luft')
    form.get_by_label('Sammanfattning *').first.fill(SUMMARY)
    form.get_by_label('Regioner 1 *').first.select_option('skane')
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
