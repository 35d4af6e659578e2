"""The order of the book."""

from __future__ import annotations

from pathlib import Path

from s3ext.core.model.catalog import Catalog
from s3ext.core.model.entries import Entry
from s3ext.core.model.vocabulary import parse
from s3ext.core.page.validate import validate
from s3ext.core.print.book import Place, book_order
from s3ext.core.print.editions import is_in_book
from s3ext.handbook.names import NAMES
from tests.kinds import KINDS
from tests.library import LIBRARY, VOCABULARY
from tests.texts import LANGUAGES

MINI = Path(__file__).parents[1] / 'roots' / 'mini'


def entries() -> list[Entry]:
    """What the pages of the small test site say, and a case of the whole country."""
    vocabulary, _ = parse(VOCABULARY.read_text('utf-8'), 'vocabulary.yaml', KINDS, LANGUAGES)
    sources = {
        file.relative_to(MINI).with_suffix('').as_posix(): file.read_text('utf-8') for file in MINI.rglob('*.md')
    }
    third = sources['cases/orsa/tredje-fall']
    sources['cases/nationellt/rikets-fall'] = third.replace('regions: [orsa]', 'regions: []')
    sources['docs/about/lasanvisning'] = sources['docs/handbook/index'] = '# Text\n'
    sources['docs/contribute/skriv'] = sources['docs/contribute/index'] = sources['ovrigt'] = '# Text\n'
    return [validate(text, docname, f'{docname}.md', vocabulary)[0] for docname, text in sources.items()]


def order() -> tuple[Place, ...]:
    found = entries()
    return book_order([entry.docname for entry in found], Catalog(found, {}, KINDS), NAMES)


def test_every_page_is_in_the_book_once() -> None:
    found = [place.docname for place in order()]
    assert sorted(found) == sorted(entry.docname for entry in entries())


def test_order_and_depth() -> None:
    assert [(place.docname, place.depth) for place in order()] == [
        ('index', 0),
        ('docs/about/lasanvisning', 0),
        ('docs/handbook/index', 0),
        ('docs/handbook/analys', 1),
        ('docs/handbook/fardplan', 1),
        ('docs/themes/index', 0),
        ('docs/themes/varme', 1),
        ('docs/themes/vatten', 1),
        ('docs/pilots/prov', 0),  # the small site has no page on all pilots
        ('docs/regions/index', 0),
        ('docs/regions/alfa', 1),
        ('cases/alfa/annat-fall', 2),
        ('cases/alfa/ett-fall', 2),
        ('docs/regions/orsa', 1),
        ('cases/orsa/tredje-fall', 2),
        ('cases/nationellt/rikets-fall', 1),
        ('docs/obstacles/underlag', 0),
        ('docs/workshops/verkstad', 0),
        ('docs/methods/matning', 0),
        ('docs/cases/index', 0),
        ('docs/registers/index', 0),
        ('docs/glossary', 0),
        ('ovrigt', 0),
        ('docs/contribute/index', 0),
        ('docs/contribute/skriv', 1),
    ]


def test_the_book_is_for_readers() -> None:
    found = entries()
    catalog = Catalog(found, {}, KINDS)
    out = {entry.docname for entry in found if not is_in_book(entry.docname, catalog, NAMES)}
    assert out == {'index', 'docs/cases/index', 'docs/contribute/index', 'docs/contribute/skriv'}
    assert not is_in_book('docs/registers/nytt', catalog, NAMES)
    assert is_in_book('docs/registers/nytt-som-ar-kvar', catalog, NAMES)  # no name of a folder


def test_the_summary_comes_first() -> None:
    names = ['index', 'docs/about/index', 'docs/about/a', NAMES.summary]
    assert [place.docname for place in book_order(names, Catalog([], {}, KINDS), NAMES)] == [
        'index', NAMES.summary, 'docs/about/index', 'docs/about/a',
    ]  # fmt: skip


def test_parts_after_the_regions() -> None:
    names = [
        'docs/contribute/index', 'docs/glossary', 'docs/registers/karta', 'docs/registers/index', 'docs/cases/index',
        'docs/methods/en-metod', 'docs/methods/index', 'docs/workshops/index', 'docs/workshops/en',
        'docs/obstacles/brist', 'docs/obstacles/index', 'docs/regions/index', 'cases/nationellt/fall',
    ]  # fmt: skip
    text = (MINI / 'cases' / 'orsa' / 'tredje-fall.md').read_text('utf-8').replace('regions: [orsa]', 'regions: []')
    vocabulary, _ = parse(VOCABULARY.read_text('utf-8'), 'vocabulary.yaml', KINDS, LANGUAGES)
    case, _, _ = validate(text, 'cases/nationellt/fall', 'cases/nationellt/fall.md', vocabulary)
    assert [(place.docname, place.depth) for place in book_order(names, Catalog([case], {}, KINDS), NAMES)] == [
        ('docs/regions/index', 0),
        ('cases/nationellt/fall', 1),
        ('docs/obstacles/index', 0),
        ('docs/obstacles/brist', 1),
        ('docs/workshops/index', 0),
        ('docs/workshops/en', 1),
        ('docs/methods/index', 0),
        ('docs/methods/en-metod', 1),
        ('docs/cases/index', 0),
        ('docs/registers/index', 0),
        ('docs/registers/karta', 1),
        ('docs/glossary', 0),
        ('docs/contribute/index', 0),
    ]


def test_a_whole_library_is_in_the_book_once() -> None:
    files = [LIBRARY / 'index.md', *(LIBRARY / 'docs').rglob('*.md'), *(LIBRARY / 'cases').rglob('*.md')]
    sources = {file.relative_to(LIBRARY).with_suffix('').as_posix(): file.read_text('utf-8') for file in files}
    vocabulary, _ = parse(VOCABULARY.read_text('utf-8'), 'vocabulary.yaml', KINDS, LANGUAGES)
    found = [validate(text, docname, f'{docname}.md', vocabulary)[0] for docname, text in sources.items()]
    book = [place.docname for place in book_order(sources, Catalog(found, {}, KINDS), NAMES)]
    assert sorted(book) == sorted(sources)
    starts = [f'docs/{part}/index' for part in ('regions', 'obstacles', 'workshops', 'methods', 'cases', 'registers')]
    at = [book.index(docname) for docname in starts]
    assert at == sorted(at)


def test_pages_without_records_come_last_whatever_the_order_they_are_given_in() -> None:
    names = ['z', 'a', 'index', 'cases/x/trasig']
    expected = ['index', 'a', 'z', 'cases/x/trasig']
    for given in (names, names[::-1]):
        assert [place.docname for place in book_order(given, Catalog([], {}, KINDS), NAMES)] == expected
