"""The form is accessible in the states that files bring: what became of a document, pictures, and how to send it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.word import DOCUMENTS, STOPPED

from .conftest import Visit
from .test_accessibility import Note, Scheme, check
from .test_form import FORM, LAST, TEXT, first_text, go
from .test_form_files import add, png, ready
from .test_form_import import open_file


@pytest.mark.parametrize(('width', 'scheme'), [(1440, 'light'), (390, 'dark')])
def test_files_leave_the_form_accessible(visit: Visit, record_property: Note, width: int, scheme: Scheme) -> None:
    page = visit(FORM, width=width, scheme=scheme)
    stopped = next(name for name in STOPPED if name.endswith('.docx'))
    open_file(page, stopped, STOPPED[stopped]())
    expect(page.locator('.s3-form-report li').first).to_be_visible()
    check(page, record_property)
    open_file(page, 'bilder.docx', DOCUMENTS['bilder.docx']())
    expect(page.locator('.s3-form-attached').first).to_be_attached()
    go(page, TEXT)
    check(page, record_property)


@pytest.mark.parametrize(('width', 'scheme'), [(1440, 'dark'), (390, 'light')])
def test_what_is_ready_to_send_is_accessible(visit: Visit, record_property: Note, width: int, scheme: Scheme) -> None:
    page = visit(FORM, width=width, scheme=scheme)
    ready(page)
    add(page, 'bild', 'karta.png', png())
    check(page, record_property)  # the description is still to be written
    page.get_by_label('Vad bilden visar *').fill('Karta')
    assert first_text(page).input_value()
    go(page, LAST)
    check(page, record_property)
