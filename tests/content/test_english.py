"""The English edition of the real handbook: every record is in it, and what is Swedish says that it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Comment, Tag

from s3ext.commands.project import Content, read_content
from s3ext.core.model.header import PLAIN
from s3ext.core.twins.derive import has_twin
from s3ext.handbook.language.english import ENGLISH
from tests.klimakit import ENGINE, texts_in, words_of
from tests.scripts import run
from tests.site.sitekit import StandingPage, page_files

_WORD = re.compile(r'[^\W\d_]+')
_SWEDISH = set('åäöÅÄÖ')
#: shorter words are words of both languages
_LEAST = 4


@pytest.fixture(scope='module')
def content(sources: Path) -> Content:
    return read_content(sources)


@pytest.fixture(scope='module')
def english(handbook: Path) -> dict[str, StandingPage]:
    """Every page of the edition."""
    folder = handbook / 'en'
    return {
        file.relative_to(folder).as_posix().removesuffix('.html'): StandingPage(file) for file in page_files(folder)
    }


def said(node: Tag, in_swedish: bool = False) -> Iterator[tuple[str, bool]]:
    """Every text in *node*, those of attributes that are read out too, and whether it is marked as Swedish."""
    here = in_swedish if 'lang' not in node.attrs else node['lang'] == 'sv'
    for name in ('aria-label', 'title', 'alt', 'placeholder', 'content'):
        if isinstance(value := node.attrs.get(name), str) and node.name != 'meta':
            yield value, here
    for child in node.children:
        if isinstance(child, Tag):
            if child.name not in ('script', 'style'):
                yield from said(child, here)
        elif not isinstance(child, Comment):
            yield str(child), here


def bare(soup: BeautifulSoup) -> Iterator[str]:
    """The texts of a page that are not marked as Swedish."""
    root = soup.html
    assert root is not None
    assert root['lang'] == 'en'
    return (text for text, swedish in said(root) if not swedish)


def test_most_records_have_a_title_and_a_summary_in_english(content: Content) -> None:
    """One that lacks them, as a first contribution may, is in the Swedish handbook alone."""
    records = [entry.record for entry in content.entries if entry.record and entry.type in content.catalog.kinds.listed]
    assert sum(has_twin(record, 'en') for record in records) > 0.9 * len(records)


def test_every_record_and_every_written_page_is_in_the_edition(
    content: Content, english: dict[str, StandingPage], sources: Path
) -> None:
    twins = {entry.docname for entry in content.entries if entry.record and has_twin(entry.record, 'en')}
    written = {
        file.relative_to(sources / 'en').as_posix().removesuffix('.md') for file in (sources / 'en').rglob('*.md')
    }
    assert twins | written == english.keys() - {'search', 'genindex'}
    assert len(twins) > len(written) > 10


def test_no_two_pages_of_a_kind_have_one_title(content: Content, english: dict[str, StandingPage]) -> None:
    titles: dict[tuple[str, str], list[str]] = {}
    for docname, page in english.items():
        kind = content.catalog.kinds.type_of(docname)
        if kind != PLAIN:
            titles.setdefault((kind, page.texts('h1')[0]), []).append(docname)
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}
    assert [title for _, title in titles if title[:1].islower()] == []


def names_in(content: Content) -> set[str]:
    """The words of names, and of what is written in English: in these, letters of Swedish are right."""
    found: set[str] = set()
    for entry in content.entries:
        record = entry.record
        if record is None:
            continue
        aliases = getattr(record, 'aliases', None)
        texts = [getattr(record, name, None) or '' for name in ('title_en', 'summary_en', 'label_en')]
        texts += [term.term_en for term in record.defines]
        texts += [*getattr(record, 'places', ()), *(aliases.en + aliases.short if aliases else ())]
        for text in texts:
            found.update(_WORD.findall(text))
    return found


def test_what_is_swedish_is_marked(content: Content, english: dict[str, StandingPage], sources: Path) -> None:
    known = names_in(content)
    for file in (sources / 'en').rglob('*.md'):
        body = re.sub(r'(?s)\A---\n.*?\n---\n', '', file.read_text('utf-8'))
        known.update(_WORD.findall(body))
    found = {
        (docname, word)
        for docname, page in english.items()
        for text in bare(page.soup)
        for word in _WORD.findall(text)
        if _SWEDISH & set(word) and word not in known
    }
    assert found == set()


def interface(language: str, sources: Path) -> list[str]:
    """What the product says in *language*, with the labels of fields and of closed lists."""
    found: list[str] = []
    folder = sources / 's3ext' / 'handbook' / 'texts'

    def gather(value: object) -> None:
        if isinstance(value, str):
            found.append(re.sub(r'\{[^{}]*\}', ' ', value))
        elif isinstance(value, dict):
            for inner in value.values():
                gather(inner)

    for name in (f'{language}.toml', f'fields-{language}.toml'):
        data = tomllib.loads((folder / name).read_text('utf-8'))
        gather({table: inner for table, inner in data.items() if table != 'problem'})
    return found


def test_no_word_of_the_interface_is_swedish(content: Content, english: dict[str, StandingPage], sources: Path) -> None:
    written = [re.sub(r'(?s)\A---\n.*?\n---\n', '', file.read_text('utf-8')) for file in (sources / 'en').rglob('*.md')]
    headers = [
        text
        for entry in content.entries
        if (record := entry.record)
        for text in (getattr(record, 'title_en', '') or '', getattr(record, 'summary_en', '') or '')
    ]
    others = words_of([*interface('en', sources), *written, *headers, *texts_in(ENGINE)])
    names = {word.casefold() for word in names_in(content)}
    swedish = {word for word in words_of(interface('sv', sources)) if len(word) >= _LEAST} - others - names
    assert {'hinder', 'inte'} & swedish
    found = {
        (docname, word)
        for docname, page in english.items()
        for text in bare(page.soup)
        for word in words_of([text])
        if word in swedish
    }
    assert found == set()


def test_every_link_of_the_edition_leads_somewhere(english: dict[str, StandingPage]) -> None:
    broken = {
        (docname, str(link['href']))
        for docname, page in english.items()
        for link in page.all('a[href], link[href]')
        if not re.match(r'https?:|mailto:|#', str(link['href'])) and not page.target(link).exists()
    }
    assert broken == set()


def test_the_page_on_open_data_leads_to_the_data_of_the_site(english: dict[str, StandingPage], handbook: Path) -> None:
    page = english['docs/about/oppna-data']
    files = {page.target(link).relative_to(handbook.resolve()).as_posix() for link in page.all('a[download]')}
    assert {'data/data.json', 'data/data.sqlite', 'data/sv/case.csv', 'data/en/claims.csv'} <= files
    assert not (handbook / 'en' / 'data').exists()
    cells = {text.strip() for text in page.texts('td')}
    assert {'Everything, JSON', 'Region', 'Every result with its evidence and sources'} <= cells
    front = english['index']
    assert page.file.resolve() in {front.target(link) for link in front.all('footer a')}


def test_every_page_of_the_edition_and_its_twin_know_each_other(
    english: dict[str, StandingPage], handbook: Path
) -> None:
    for docname, page in english.items():
        own = handbook / f'{docname}.html'
        ways = {str(tag['hreflang']): page.target(tag) for tag in page.all('link[rel=alternate][hreflang]')}
        if own.exists() and docname != 'search':
            assert ways == {'sv': own.resolve(), 'en': page.file.resolve(), 'x-default': page.file.resolve()}, docname
            back = [StandingPage(own).target(link) for link in StandingPage(own).all('a.s3-twin')]
            assert set(back) == {page.file.resolve()}, docname
        assert page.all('a.s3-twin[lang=sv][hreflang=sv]'), docname


def test_stems_are_the_same_in_the_browser(content: Content) -> None:
    texts = [
        getattr(entry.record, name, '') or ''
        for entry in content.entries
        if entry.record
        for name in ('title_en', 'summary_en')
    ]
    words = sorted({word.casefold() for text in texts for word in re.findall(r"[\w']+", text)} - {''})
    assert len(words) > 1_000
    theirs = run('(words) => words.map((word) => S3.words.key(word))', words, language=ENGLISH)
    assert [
        (word, ours, their)
        for word, ours, their in zip(words, map(ENGLISH.key, words), theirs, strict=True)
        if ours != their
    ] == []
