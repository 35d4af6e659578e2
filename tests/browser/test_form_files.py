"""Pictures and attachments in the form: clean, named after the page, kept with the draft, and sent as one file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import docx
import pytest
from PIL import Image, PngImagePlugin
from playwright.sync_api import FilePayload, Page, expect

from s3ext.commands.project import read_content
from s3ext.core.gate.images import is_bare, size_of
from tests.library import copy_library

from .conftest import Site, Visit
from .test_form import FORM, LAST, NONE, TEXT, faults, fill_case, fill_more, first_text, go

NAME = 'skane-delad-testbadd-for-vatten-luft'


def png() -> bytes:
    """A picture that says who made it."""
    about = PngImagePlugin.PngInfo()
    about.add_text('Author', 'NAMN')
    made = io.BytesIO()
    Image.new('RGB', (300, 200), (10, 90, 120)).save(made, 'PNG', pnginfo=about)
    return made.getvalue()


def photo() -> bytes:
    """A large picture of a telephone, which says where it was taken and how to turn it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = 'KAMERA'
    made = io.BytesIO()
    Image.effect_noise((4200, 3000), 90).convert('RGB').save(made, 'JPEG', quality=90, exif=exif)
    return made.getvalue()


def document(author: str = 'NAMN') -> bytes:
    made = io.BytesIO()
    written = docx.Document()
    written.add_paragraph('En mall.')
    written.core_properties.author = author
    written.save(made)
    return made.getvalue()


def add(page: Page, what: str, name: str, data: bytes) -> None:
    """Add a file to the first text, at its end."""
    area = first_text(page)
    area.evaluate('area => area.setSelectionRange(area.value.length, area.value.length)')
    with page.expect_file_chooser() as chooser:
        page.get_by_role('button', name=f'Lägg till en {what} (Vad var frågan?)').click()
    chooser.value.set_files(FilePayload(name=name, mimeType='application/octet-stream', buffer=data))


def take(page: Page, library: Path) -> list[str]:
    """Take all as one file and unpack it in the *library*; the names of what it holds."""
    go(page, LAST)
    with page.expect_download() as found:
        page.locator('.s3-form-send .s3-form-main').click()
    assert found.value.suggested_filename == f'{NAME}.zip'
    with zipfile.ZipFile(found.value.path()) as archive:
        assert archive.testzip() is None
        archive.extractall(library)
        return archive.namelist()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the library that the form was built in."""
    return copy_library(tmp_path / 'library')


def ready(page: Page) -> None:
    fill_case(page)
    page.get_by_role('button', name='Infoga fotnot: Region Skåne').first.click()
    expect(page.locator('.s3-form-status')).to_have_text(NONE)


def test_a_case_with_pictures_attachments_and_new_pages_is_one_file_without_faults(visit: Visit, library: Path) -> None:
    page = visit(FORM)
    ready(page)
    fill_more(page)
    add(page, 'bild', 'Kartan.PNG', png())
    expect(page.get_by_label('Vad bilden visar *')).to_be_focused()
    assert faults(page) == ['Bild 1: Vad bilden visar: Fyll i det här.']
    page.keyboard.type('Karta över de tre [kommunerna]')
    page.get_by_label('Bildtext').fill('Källa: Region Skåne, 2024.')
    add(page, 'bild', 'telefon.jpg', photo())
    expect(page.locator('.s3-form-attached')).to_have_count(2)
    page.get_by_label('Vad bilden visar *').last.fill('Testbädden sedd från vattnet')
    add(page, 'bilaga', 'Mall.docx', document())
    page.get_by_label('Vad bilagan är *').fill('Mall för avtal')
    assert faults(page) == []
    names = take(page, library)
    assert names == [
        f'cases/skane/{NAME}.md',
        f'cases/skane/{NAME}-1.png',
        f'cases/skane/{NAME}-2.jpg',
        f'cases/skane/{NAME}-3.docx',
        'docs/pilots/ny-pilot-for-vatten.md',
        'docs/obstacles/ont-om-vatten.md',
    ]
    wrong = [problem for problem in read_content(library).problems if not problem.is_note]
    assert '\n'.join(f'{problem.path}: {problem.code.value} {dict(problem.details)}' for problem in wrong) == ''
    text = (library / names[0]).read_text('utf-8')
    assert (
        f':::{{figure}} {NAME}-1.png\n:alt: Karta över de tre [kommunerna]\n\nKälla: Region Skåne, 2024.\n:::' in text
    )
    assert f'![Testbädden sedd från vattnet]({NAME}-2.jpg)' in text
    assert f'[Mall för avtal]({NAME}-3.docx)' in text
    clean, turned = ((library / name).read_bytes() for name in names[1:3])
    assert is_bare(clean) and size_of(clean) == (300, 200) and b'NAMN' not in clean
    assert is_bare(turned) and len(turned) <= 1_000_000 and size_of(turned)[0] < size_of(turned)[1]
    with zipfile.ZipFile(library / names[3]) as office:
        assert b'NAMN' not in b''.join(office.read(name) for name in office.namelist())


def test_what_cannot_go_along_is_told_in_one_sentence(visit: Visit) -> None:
    page = visit(FORM)
    broken = b'\x89PNG\r\n\x1a\n' + bytes(40)
    for what, name, data, words in (
        ('bild', 'bild.png', b'<svg xmlns="http://www.w3.org/2000/svg"/>', 'ingen bild som går att använda'),
        ('bild', 'bild.png', broken, 'Bilden går inte att läsa'),
        ('bilaga', 'mall.docx', b'MZ' + bytes(200), 'Filen är trasig'),
        ('bilaga', 'mall.xlsx', document(''), 'inte av det slag som namnet säger'),
        ('bilaga', 'mall.pdf', b'GIF89a', 'inte av det slag som namnet säger'),
        ('bilaga', 'mall.docx', b'\xd0\xcf\x11\xe0' + bytes(600), 'Filen är av ett äldre slag'),
        ('bilaga', 'mall.csv', b'a;b\n' * 1_000_000, 'får vara högst 3000 kB'),
    ):
        add(page, what, name, data)
        expect(page.locator('.s3-form-adder [role=status]').first).to_contain_text(words)
    expect(page.locator('.s3-form-attached')).to_have_count(0)


def test_pictures_are_kept_with_the_draft(visit: Visit, library: Path) -> None:
    page = visit(FORM, own=True)
    ready(page)
    add(page, 'bild', 'karta.png', png())
    page.get_by_label('Vad bilden visar *').fill('Karta')
    expect(page.locator('.s3-form-thumbnail canvas')).to_be_visible()
    page.reload()
    page.get_by_role('button', name='Fortsätt på utkastet').click()
    expect(page.locator('.s3-form-thumbnail canvas')).to_be_visible()
    assert faults(page) == []
    assert take(page, library)[1:] == [f'cases/skane/{NAME}-1.png']
    assert size_of((library / f'cases/skane/{NAME}-1.png').read_bytes()) == (300, 200)
    go(page, TEXT)
    page.get_by_role('button', name='Ta bort: Bild 1').click()
    assert '[bild 1]' not in first_text(page).input_value()
    expect(page.locator('.s3-form-send .s3-form-main')).to_have_text(f'Hämta {NAME}.md')


def with_host(page: Page, site: Site, **host: str) -> None:
    """Open the form of a site that has another *host* or mailbox."""
    data = (site.folder / 'bidra' / 'formular-data.js').read_text('utf-8')
    for name, value in host.items():
        at = data.index(f'"{name}": "', data.rindex('"host": {')) + len(f'"{name}": "')
        data = data[:at] + value + data[data.index('"', at) :]
    page.route('**/formular-data.js*', lambda route: route.fulfill(body=data, content_type='text/javascript'))
    page.goto(site.address(FORM))


def test_there_is_one_way_to_send_it(visit: Visit, site: Site) -> None:
    page = visit('index.html', own=True)
    steps = page.locator('.s3-form-send ol li')
    page.goto(site.address(FORM))
    expect(steps).to_have_text(['När inget är kvar att rätta står det här hur du lämnar in filen.'])
    with_host(page, site, mailbox='', new='', upload='')
    ready(page)
    expect(steps.first).to_have_text(f'Hämta {NAME}.md med knappen.')
    expect(steps.last).to_contain_text('lägg den i mappen cases/skane')
    with_host(page, site, mailbox='redaktionen@example.org')
    page.get_by_role('button', name='Kasta utkastet').click()
    ready(page)
    go(page, LAST)
    link = page.get_by_role('link', name='Skriv till redaktionen@example.org')
    address = urlsplit(link.get_attribute('href') or '')
    assert address.path == 'redaktionen@example.org'
    assert f'Filen {NAME}.md är bifogad.' in parse_qs(address.query)['body'][0]
    new, upload = (f'https://git.example.org/x/{part}/main/{{folder}}' for part in ('new', 'upload'))
    with_host(page, site, mailbox='', upload=upload, new=new)
    page.get_by_role('button', name='Kasta utkastet').click()
    ready(page)
    fill_more(page)
    links = page.locator('.s3-form-send ol a')
    expect(links).to_have_text(
        [f'Lägg till filer i mappen {name}' for name in ('cases/skane', 'docs/pilots', 'docs/obstacles')]
    )
    assert links.first.get_attribute('href') == 'https://git.example.org/x/upload/main/cases/skane'
