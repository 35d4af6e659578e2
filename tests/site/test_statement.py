"""The accessibility statement: every page leads to it, it holds names from the settings and what the law asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from s3ext.handbook.names import NAMES
from tests.site.sitekit import Page, build_clean, build_site, contents, copy_mini, differing, page_files, text
from tests.texts import load_texts

TEXTS = load_texts('sv')
STATEMENT = NAMES.statement
SOURCE = """# Redogörelse

{s3:setting}`publisher` svarar. Skriv till {s3:setting}`contact`. Klaga hos {s3:setting}`supervisor`.
"""
SETTINGS: dict[str, Any] = {
    's3_publisher': 'Verket <för> allt',
    's3_publisher_contact': 'mailto:verket@example.org',
    's3_supervisor': 'Tillsynen',
    's3_supervisor_url': 'https://example.org/klaga',
    'html_theme': 'pydata_sphinx_theme',
    'html_theme_options': {'footer_start': ['s3-footer.html'], 'footer_end': []},
    'suppress_warnings': ['toc.not_included'],
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_mini(tmp_path / 'site')


def write(root: Path) -> None:
    (root / f'{STATEMENT}.md').parent.mkdir()
    (root / f'{STATEMENT}.md').write_text(SOURCE, 'utf-8')


def test_settings_stand_in_the_text_and_reach_it_when_they_change(root: Path) -> None:
    write(root)
    page = build_clean(root, **SETTINGS).page(STATEMENT)
    paragraph = page.one('.s3-page > p')
    assert text(paragraph) == 'Verket <för> allt svarar. Skriv till verket@example.org. Klaga hos Tillsynen.'
    assert [unquote(str(link['href'])) for link in paragraph.select('a')] == [
        SETTINGS['s3_publisher_contact'],
        SETTINGS['s3_supervisor_url'],
    ]
    [contact] = page.all('footer .s3-footer a[href^="mailto:"]')
    assert text(contact) == 'verket@example.org'
    page = build_clean(root, **SETTINGS | {'s3_supervisor': 'Ett annat verk', 's3_publisher_contact': ''}).page(
        STATEMENT
    )
    assert page.all('footer a[href^="mailto:"]') == []
    assert text(page.one('.s3-page > p')).endswith(f'Skriv till {TEXTS["setting_none"]}. Klaga hos Ett annat verk.')


def test_every_page_leads_to_the_statement_as_soon_as_there_is_one(root: Path) -> None:
    before = build_clean(root, **SETTINGS)
    assert TEXTS['footer_accessibility'] not in before.page('cases/alfa/ett-fall').texts('footer a')
    write(root)
    built = build_clean(root, **SETTINGS)
    pages = page_files(built.out)
    assert len(pages) > 15
    for file in pages:
        page = Page(file)
        links = [link for link in page.all('footer a') if text(link) == TEXTS['footer_accessibility']]
        assert [page.target(link) for link in links] == [built.out / f'{STATEMENT}.html'], file
    fresh = build_clean(root, folder='_fresh', **SETTINGS)
    assert differing(contents(built.out), contents(fresh.out)) == []


@pytest.mark.parametrize(
    ('name', 'value'), [('s3_publisher_contact', 'javascript:alert(1)'), ('s3_supervisor_url', 'http://example.org')]
)
def test_unsafe_address_ends_the_build(root: Path, name: str, value: str) -> None:
    with pytest.raises(Exception, match=f'{name}: {value!r}'.replace('(', r'\(').replace(')', r'\)')):
        build_site(root, **SETTINGS | {name: value})


def test_unknown_name_is_reported(root: Path) -> None:
    write(root)
    (root / f'{STATEMENT}.md').write_text('# R\n\n{s3:setting}`agare`\n', 'utf-8')
    assert build_site(root, **SETTINGS).warnings == (
        f'{STATEMENT}.md:3:1: WARNING: Rollen går inte att visa: "agare" finns inte att välja på.'
        ' Här finns: publisher, contact, supervisor. [s3.bad-view]\n'
    )


def test_the_handbooks_statement_says_what_the_law_asks_for(handbook: Path) -> None:
    page = Page(handbook / f'{STATEMENT}.html')
    words = text(page.one('article'))
    assert 'delvis förenlig' in words
    assert {text(tag).removesuffix('#') for tag in page.all('h2')} >= {
        'Hur tillgänglig är handboken?',
        'Vad gör du om något inte går att använda?',
        'Rapportera ett problem',
        'Tillsyn',
        'Teknisk information',
        'Hur vi har prövat handboken',
    }
    assert {text(tag).removesuffix('#') for tag in page.all('h3')} >= {
        'Innehåll som inte är tillgängligt',
        'Oskäligt betungande anpassning',
        'Innehåll som inte omfattas av lagen',
    }
    assert page.one('#tillsyn a[href^="https://"]')
