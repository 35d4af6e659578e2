"""What a page puts into the search index is kept while nothing that it follows from has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from s3ext.core.search.index import SearchFiles, search_files
from s3ext.core.search.pages import LINK_END, LINK_START, Packed, PageText, Section, pack, prepare, unpack
from s3ext.core.search.postings import NOTHING_KEPT, Kept, Postings, as_json
from s3ext.core.views import Site
from s3ext.handbook.language import SWEDISH
from tests.unit.conftest import LEAST

CASE, OTHER, THEME, GLOSSARY = 'cases/nationellt/ett', 'cases/nationellt/tva', 'docs/themes/vatten', 'docs/glossary'
TITLES = {CASE: 'Ett fall', OTHER: 'Andra fallet', THEME: 'Vatten', GLOSSARY: 'Ordlista'}
TERM: dict[str, Any] = LEAST['glossary']['terms'][0]
TEXTS = {
    CASE: 'Färdplanen för vätgas kom till i en upptäckt av företagen.',
    OTHER: f'Hamnar som i {LINK_START}ett{LINK_END}. Hamnen är klar, och regionen delar kostnaden.',
    THEME: 'Om vattnet, som alla delar.',
    GLOSSARY: 'Smart specialisering: så kallas det.',
}


HEADERS: dict[str, dict[str, object]] = {
    CASE: {'themes': ['vatten']},
    OTHER: {},
    THEME: {},
    GLOSSARY: {'terms': [TERM]},
}

#: makes a site of headers by docname and titles
Build = Callable[..., Site]


@pytest.fixture
def site(build: Build) -> Site:
    return build(HEADERS, TITLES)


def page(title: str, text: str) -> PageText:
    return prepare(title, [Section(anchor='', heading='Om det', text=text)], SWEDISH)


def packed(texts: Mapping[str, str] = TEXTS) -> dict[str, Packed]:
    return {docname: pack(page(TITLES.get(docname, docname), text)) for docname, text in texts.items()}


def written(pages: Mapping[str, Packed], site: Site, kept: Kept = NOTHING_KEPT) -> SearchFiles:
    return search_files(pages, site, lambda docname: f'{docname}.html', kept)


def through_a_file(kept: Kept) -> Kept:
    """*kept* as the next build reads it."""
    usual, found = json.loads(as_json(kept))
    return Kept(usual=usual, postings={docname: Postings(*of) for docname, of in found.items()})


def test_page_comes_back_as_it_was_packed() -> None:
    whole = page('Vätgashamnen', 'Innovationsupphandling av ”vätgas” i hamn.')
    assert whole.compounds and whole.forms and unpack(pack(whole)) == whole


def test_what_has_not_changed_is_not_prepared_again(site: Site) -> None:
    first = written(packed(), site)
    assert first.texts.keys() == TEXTS.keys()
    second = written(packed(), site, through_a_file(first.kept))
    assert second.texts == {}
    assert second.index == first.index


def test_edited_page_alone_is_prepared_again(site: Site) -> None:
    first = written(packed(), site)
    pages = packed(TEXTS | {OTHER: TEXTS[OTHER].replace('kostnaden', 'räkningen')})
    second, fresh = written(pages, site, through_a_file(first.kept)), written(pages, site)
    assert second.texts.keys() == {OTHER}
    assert second.index == fresh.index != first.index
    assert as_json(second.kept) == as_json(fresh.kept)


def test_much_longer_text_moves_the_weights_of_all(site: Site) -> None:
    first = written(packed(), site)
    pages = packed(TEXTS | {OTHER: ' '.join(f'Mening {number} om hamnar.' for number in range(400))})
    second, fresh = written(pages, site, through_a_file(first.kept)), written(pages, site)
    assert second.kept.usual == fresh.kept.usual != first.kept.usual
    assert second.kept.postings[CASE].levels != first.kept.postings[CASE].levels
    assert second.index == fresh.index


@pytest.mark.parametrize('change', ['title', 'title of a case', 'summary', 'facet', 'name', 'gone', 'added'])
def test_what_a_page_shows_of_others_follows_them(change: str, build: Build) -> None:
    first = written(packed(), build(HEADERS, TITLES))
    texts, titles, headers = dict(TEXTS), dict(TITLES), dict(HEADERS)
    if change == 'title':
        titles[THEME] = 'Hav och sjöar'
    elif change == 'title of a case':
        titles[CASE] = 'Ett annat namn'
    elif change == 'summary':
        headers[OTHER] = {'summary': 'En helt annan sammanfattning som handlar om rymdfart.'}
    elif change == 'facet':
        headers[OTHER] = {'themes': ['vatten']}
    elif change == 'name':
        headers[GLOSSARY] = {'terms': [TERM | {'short': ['hamn']}]}
    elif change == 'gone':
        del texts[OTHER], headers[OTHER]
    else:
        texts['cases/nationellt/tre'], headers['cases/nationellt/tre'] = 'Ett tredje om rymden.', {}
    site = build(headers, titles)
    second, fresh = written(packed(texts), site, through_a_file(first.kept)), written(packed(texts), site)
    assert second.index == fresh.index != first.index
    assert {**first.texts, **second.texts}.items() >= fresh.texts.items()


def test_page_without_a_word_is_no_fault(site: Site) -> None:
    pages = packed() | {'docs/tom': pack(prepare('–', [Section(anchor='', heading='', text='')], SWEDISH))}
    index = json.loads(written(pages, site).index.removeprefix('(window.S3??={}).searchIndex=').removesuffix(';\n'))
    assert [entry['doc'] for entry in index['records']] == sorted(pages)
