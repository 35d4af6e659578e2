"""A page made of a document, once somebody has filled in what it lacks: the site is built without a fault."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.core.texts.files import ENGLISH
from tests.site.sitekit import build_clean, copy_mini
from tests.texts import load_outlines
from tests.word import DOCUMENTS

#: what somebody writes in the place of what is empty
FILLED = {
    'summary:': 'summary: Fyra kommuner byggde ett gemensamt underlag om vatten och höll fast vid det.',
    'process: []': 'process: [fardplan]',
    '  from:': '  from: 2024',
    '  to:\n': '',
    '  note:\n': '',
    'stage:': 'stage: running',
    's3_link:': 's3_link: namns',
    'written_by:': 'written_by: alfa',
    '    publisher:': '    publisher: Region Alfa',
    '![](': '![En karta med två orter](',
}


def filled(text: str) -> str:
    head, end, body = text.partition('\n---\n')
    head = '\n'.join(line for line in head.split('\n') if not line.startswith('#')) + '\n'
    for empty, words in FILLED.items():
        head = head.replace(f'\n{empty}\n' if not empty.endswith('\n') else empty, f'\n{words}\n' if words else '')
        body = body.replace(empty, words) if empty.startswith('!') else body
    for sentence in (text for language in ('sv', ENGLISH) for _, text in load_outlines(language).outline('case')):
        body = body.replace(sentence, 'Det har vi svarat på i samtalen.')
    return head.rstrip('\n') + end + body


@pytest.mark.parametrize('name', ['fotnoter.docx', 'skog.odt'])
def test_a_page_of_a_document_can_be_built(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, 'stdin', io.StringIO())
    site = copy_mini(tmp_path / 'site')
    before = {*site.rglob('*.md')}
    file = tmp_path / name
    file.write_bytes(DOCUMENTS[name]())
    assert main(['import', str(file), '--root', str(site), '--region', 'alfa']) == 1
    (page,) = {*site.rglob('*.md')} - before
    page.write_text(filled(page.read_text('utf-8')), 'utf-8')
    assert main(['check', str(page), '--root', str(site)]) == 0
    built = build_clean(site)
    html = (built.out / page.relative_to(site).with_suffix('.html')).read_text('utf-8')
    assert 'Region Alfa' in html
    assert 'Vad kom ut av det?' in html
