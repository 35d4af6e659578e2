"""The form reads documents as the import does: both make the same page of the same document."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from s3ext.core.importing.error import UnfinishedError
from s3ext.core.importing.headings import Outline
from s3ext.core.importing.page import page_of
from s3ext.core.importing.word import read_word
from s3ext.core.schema.guide import load_guide
from s3ext.core.texts.messages import load_texts
from s3ext.handbook import PROFILE
from tests.word import BAD, DOCUMENTS, STOPPED

from .conftest import Visit
from .test_form import FORM, first_text

#: reads a document as the form does, and gives all that it finds
READ = """async ([text, names]) => {
    await S3.loadImport();
    await S3.loadScript('s3Mammoth');
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    const { root, pictures, remarks, places } = await S3.importDocx.readDocx(bytes, S3.formData);
    if (places) return { places };
    const page = S3.importPage.pageOf(root, { outline: S3.formData.import_outlines.case, names, remarks }, S3.formData);
    return { ...page, kept: Object.fromEntries([...pictures].map(([name, blob]) => [name, blob.size])) };
}"""
WORD = [name for name in DOCUMENTS if name.endswith('.docx')]


@pytest.fixture(scope='module')
def outline() -> Outline:
    """That of a case, in Swedish."""
    return Outline.of('case', load_guide('sv', PROFILE.texts), PROFILE.kinds)


@pytest.mark.parametrize('name', WORD)
def test_a_word_file_becomes_the_same_in_the_form_and_in_the_import(visit: Visit, outline: Outline, name: str) -> None:
    data = DOCUMENTS[name]()
    document = read_word(data)
    names = {source: f'ett-fall-{number}.png' for number, source in enumerate(document.pictures)}
    page = page_of(document.html, outline, names, remarks=document.remarks)
    wanted = json.loads(json.dumps(page.plain()))
    found = visit(FORM).evaluate(READ, [b64encode(data).decode(), names])
    for part in ('title', 'summary', 'sections', 'sources', 'pictures', 'taken', 'remarks'):
        assert found[part] == wanted[part], part
    assert found['kept'] == {name: len(data) for name, data in document.pictures.items()}


def open_file(page: Page, name: str, data: bytes) -> None:
    file = FilePayload(name=name, mimeType='application/octet-stream', buffer=data)
    page.locator('#s3-form-open').set_input_files(file)


@pytest.mark.parametrize('from_disk', [False, True])
def test_a_word_file_fills_the_form_and_can_be_put_away_again(visit: Visit, from_disk: bool) -> None:
    page = visit(FORM, from_disk=from_disk)
    form = page.locator('#s3-form')
    form.get_by_label('Rubrik *').first.fill('Det jag hade skrivit')
    form.get_by_label('Vem skriver? *').select_option('skane')
    first_text(page).fill('Min text.')
    open_file(page, 'vardagliga-rubriker.docx', DOCUMENTS['vardagliga-rubriker.docx']())
    report = page.locator('.s3-form-report')
    expect(report).to_be_focused()
    expect(report).to_contain_text('vardagliga-rubriker.docx är öppnad. Togs med:')
    expect(first_text(page)).not_to_have_value('Min text.')
    assert first_text(page).input_value()
    expect(form.get_by_label('Vem skriver? *')).to_have_value('skane')
    page.get_by_role('button', name='Tillbaka till det som stod här förut').click()
    expect(first_text(page)).to_have_value('Min text.')
    expect(form.get_by_label('Rubrik *').first).to_have_value('Det jag hade skrivit')


def test_pictures_of_a_word_file_come_along(visit: Visit, tmp_path: Path) -> None:
    page = visit(FORM)
    open_file(page, 'bilder.docx', DOCUMENTS['bilder.docx']())
    expect(page.locator('.s3-form-report')).to_be_visible()
    shown = page.locator('.s3-form-attached')
    assert shown.count() > 0
    assert '[bild 1]' in ''.join(area.input_value() for area in page.locator('#s3-form textarea[rows="6"]').all())
    assert '-1.png)' in page.locator('#s3-file-case').input_value()


@pytest.mark.parametrize('name', [name for name in STOPPED if name.endswith('.docx')])
def test_changes_and_comments_stop_it_without_names(visit: Visit, name: str) -> None:
    page = visit(FORM)
    first_text(page).fill('Min text.')
    data = STOPPED[name]()
    with pytest.raises(UnfinishedError) as stopped:
        read_word(data)
    open_file(page, name, data)
    report = page.locator('.s3-form-report')
    expect(report).to_contain_text(f'{name} har spårade ändringar eller kommentarer.')
    listed = report.locator('li').all_text_contents()
    texts = load_texts('sv', PROFILE.texts)
    wanted = []
    for place in stopped.value.places:
        words = {'value': place.words or '…', 'heading': place.heading}
        under = texts['import_under'].format(**words) if place.heading else ''
        wanted.append(texts[f'import_{place.cause}'].format(**words) + under)
    assert sorted(listed) == sorted(wanted)
    expect(first_text(page)).to_have_value('Min text.')


@pytest.mark.parametrize('name', BAD)
def test_what_is_no_document_is_refused_in_one_sentence(visit: Visit, name: str) -> None:
    page = visit(FORM)
    first_text(page).fill('Min text.')
    open_file(page, name, BAD[name]())
    status = page.locator('#s3-form-open ~ [role=status]')
    expect(status).to_have_text(re.compile(r'inte in: .* Det du har skrivit är kvar\.|kan inte läsas här|inget huvud'))
    expect(first_text(page)).to_have_value('Min text.')
    expect(page.locator('.s3-form-report')).to_have_count(0)
