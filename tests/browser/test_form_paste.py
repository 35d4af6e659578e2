"""Pasted text keeps its form: from Word, Google Docs and LibreOffice, and nothing hostile comes along."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.word import DOCUMENTS
from tools.find_browser import HELP_FIREFOX, find_firefox

from .conftest import Site, Visit
from .firefox import run_firefox
from .test_form import FORM, first_text

SAMPLES = Path(__file__).parents[1] / 'data' / 'clipboard'
#: gives an element what somebody pastes; whether the page leaves it to the browser
PASTE = """(area, [html, plain]) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', plain);
    area.focus();
    const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
    // Firefox gives an event that a script makes no data of its own
    Object.defineProperty(event, 'clipboardData', { value: data });
    return area.dispatchEvent(event);
}"""
TABLE = '| År | Försök |\n|---|---|\n| 2023 | 12 |'
LIST = '- Ett avtal för fem år\n  - med delad kostnad\n- En styrgrupp'
HEADING = '### Hur testbädden kom till'
TEXTS = {
    'word': (
        f'{HEADING}\n\nRegionen och tre kommuner enades om **en gemensam** testbädd.[^example] '
        'Tillväxten *var* snabb.\n\n'
        f'{LIST}\n\n| **År** | **Försök** |\n|---|---|\n| 2023 | 12 |\n\n'
        'Läs mer hos [regionen](https://www.example.org/vatten) och **fråga** dem.'
    ),
    'google': (
        f'{HEADING}\n\nRegionen enades om **en gemensam** *testbädd* för H{{sub}}`2`O. '
        f'Läs mer hos [regionen](https://www.example.org/vatten).\n\n{LIST}\n\n{TABLE}'
    ),
    'libreoffice': f'{HEADING}\n\nRegionen enades om **en gemensam** testbädd.[^example]\n\n{LIST}\n\n{TABLE}',
}


def paste(page: Page, name: str) -> bool:
    html = (SAMPLES / f'{name}.html').read_text('utf-8')
    left: bool = first_text(page).evaluate(PASTE, [html, 'Vanlig text'])
    return left


@pytest.mark.parametrize('name', TEXTS)
def test_what_is_pasted_keeps_its_form(visit: Visit, name: str) -> None:
    page = visit(FORM)
    assert not paste(page, name)
    expect(first_text(page)).to_have_value(TEXTS[name])
    report = page.locator('.s3-form-report')
    expect(report).to_contain_text('Texten är inklistrad. Togs med: 1 rubrik, 1 lista, 1 tabell')
    if '[^example]' in TEXTS[name]:
        source = page.locator('#s3-form .s3-form-row').filter(has=page.get_by_label('Utgivare *')).first
        expect(source.get_by_label('Källans titel *')).to_have_value('Region Exempel, Avtal om testbädd')
        expect(source.get_by_label('Webbadress', exact=True)).to_have_value('https://www.example.com/avtal.pdf')
    if name == 'word':
        expect(report).to_contain_text('bilder som inte följde med')


def test_a_paste_can_be_taken_back_and_the_caret_stands_after_it(visit: Visit) -> None:
    page = visit(FORM)
    area = first_text(page)
    area.fill('Före. Efter.')
    area.evaluate('area => area.setSelectionRange(6, 6)')
    area.evaluate(PASTE, ['<p>Ett <b>fett</b> ord. </p>', 'Ett fett ord.'])
    expect(area).to_have_value('Före. Ett **fett** ord.Efter.')
    assert area.evaluate('area => area.selectionStart') == len('Före. Ett **fett** ord.')
    page.keyboard.press('Control+z')
    expect(area).to_have_value('Före. Efter.')


def test_plain_text_is_pasted_as_everywhere(visit: Visit) -> None:
    page = visit(FORM)
    area = first_text(page)
    for html in ('', '<meta charset="utf-8"><div style="color: #abc">let a = 1;</div>'):
        assert area.evaluate(PASTE, [html, 'let a = 1;'])
    expect(page.locator('.s3-form-report')).to_have_count(0)


def test_the_same_note_is_one_source_however_often_it_is_pasted(visit: Visit) -> None:
    page = visit(FORM)
    paste(page, 'libreoffice')
    expect(page.locator('.s3-form-report')).to_be_visible()
    first_text(page).fill('')
    paste(page, 'word')
    expect(first_text(page)).to_have_value(TEXTS['word'])
    assert page.locator('#s3-file-case').input_value().count('id: example') == 1


def test_a_whole_document_is_put_under_its_questions(visit: Visit) -> None:
    page = visit(FORM)
    area = first_text(page)
    html = (
        '<h1>Delad testbädd</h1><h2>Bakgrund</h2><p>Vattnet räckte inte.</p>'
        '<h2>Resultat</h2><ul><li>En testbädd</li></ul><h2>Lärdomar</h2><p>Börja litet.</p>'
    )
    area.fill('Det här stod här.')
    area.evaluate(PASTE, [html, ''])
    expect(area).not_to_have_value('Det här stod här.')
    page.get_by_role('button', name='Fördela texten på frågorna').click()
    expect(area).to_have_value('Det här stod här.\n\nVattnet räckte inte.')
    form = page.locator('#s3-form')
    expect(form.get_by_label('Vad kom ut av det? *')).to_have_value('- En testbädd')
    expect(form.get_by_label('Vad kan du ta med dig? *')).to_have_value('Börja litet.')
    expect(form.get_by_label('Rubrik *').first).to_have_value('Delad testbädd')
    expect(page.locator('.s3-form-report')).to_be_focused()


def test_nothing_hostile_comes_along(visit: Visit) -> None:
    page = visit(FORM)  # which fails if anything is asked for from elsewhere
    paste(page, 'hostile')
    expect(page.locator('.s3-form-report')).to_be_visible()
    assert page.evaluate('window.ran') is None
    text = first_text(page).input_value()
    assert text == '### Fet text\n\nVanlig text här och där\n\n\\<script>window.ran = 9\\</script> och **slut**'


#: pastes, opens a Word file and makes a picture ready; then gives what came of it
IN_FIREFOX = """(async () => {
    const until = async (found) => {
        for (let turn = 0; turn < 400 && !found(); turn += 1) await new Promise((done) => setTimeout(done, 50));
        return found();
    };
    location.hash = '#s3-step-text';
    await until(() => document.querySelector('#s3-form textarea[rows="6"]')?.checkVisibility());
    const area = document.querySelector('#s3-form textarea[rows="6"]');
    (%s)(area, [%s, '']);
    await until(() => document.querySelector('.s3-form-report'));
    const pasted = area.value;
    document.execCommand('undo');
    const undone = area.value;
    await S3.loadScript('s3Mammoth');
    const file = new File([Uint8Array.from(atob(%s), (char) => char.charCodeAt(0))], 'bilder.docx');
    const given = new DataTransfer();
    given.items.add(file);
    const chooser = document.getElementById('s3-form-open');
    chooser.files = given.files;
    chooser.dispatchEvent(new Event('change'));
    await until(() => document.querySelector('.s3-form-thumbnail canvas'));
    return { pasted, undone, pictures: document.querySelectorAll('.s3-form-attached').length };
})()"""


def test_firefox_pastes_and_opens_as_well(site: Site, tmp_path: Path) -> None:
    firefox = find_firefox()
    if firefox is None:
        pytest.skip(HELP_FIREFOX)
    html = (SAMPLES / 'word.html').read_text('utf-8')
    document = b64encode(DOCUMENTS['bilder.docx']()).decode()
    with run_firefox(firefox, tmp_path / 'profile') as window:
        window.open(site.address(FORM))
        found = window.ask(IN_FIREFOX % (PASTE, json.dumps(html), json.dumps(document)))
        assert found['pasted'] == TEXTS['word']
        assert found['undone'] == ''
        assert found['pictures'] > 0
        assert [fault for fault in window.faults if 'favicon' not in fault] == []
