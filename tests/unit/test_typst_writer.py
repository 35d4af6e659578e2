"""Typst code from text and nodes: nothing runs, everything is printed; and the order of the book."""

from __future__ import annotations

import io
import json
import logging
import shutil
from pathlib import Path

import pypdf
import pytest
import typst
from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import new_document

import s3ext.pdf
from s3ext.core.catalog import Catalog
from s3ext.core.messages import load_texts
from s3ext.core.validate import Entry, validate
from s3ext.core.vocabulary import parse
from s3ext.pdf.builder import link_places
from s3ext.pdf.escape import string, words
from s3ext.pdf.order import Place, book_order
from s3ext.pdf.writer import PageWriter, WrittenPage

ROOT = Path(__file__).parents[2]
MINI = ROOT / 'tests' / 'roots' / 'mini'
PDF_FOLDER = Path(s3ext.pdf.__file__).parent
TEXTS = load_texts('sv')

HOSTILE = [
    '#read("/etc/passwd")',
    '#{ panic("kod") }',
    '$x^2$ och $ y $',
    '*fet* _kursiv_ `kod`',
    '@hänvisning <etikett> //kommentar /* mer */',
    r'\ \\ \n \u{41} \"',
    '"); panic("ut ur strängen"); ("',
    '= Rubrik - punkt + nummer / term: x ~ -- --- ...',
    '[klammer] {bok} (parentes) ; :',
    'https://exempel.se/#a',
]


def page(*children: nodes.Node, docname: str = 'sida') -> WrittenPage:
    """A page with a heading and *children*, written."""
    document = new_document('sida.md')
    section = nodes.section('', nodes.title('', 'Sidans rubrik'), ids=['sidans-rubrik'])
    section.extend(children)
    document += section
    return PageWriter(docname, TEXTS, {}).write(document, 'Sidans rubrik')


def compile_pages(folder: Path, **pages: WrittenPage) -> str:
    """The text of a PDF with the pages, by docname; white space counts as one space."""
    shutil.copy(PDF_FOLDER / 'template.typ', folder / 'template.typ')
    places = link_places(pages)
    words_ = {'subtitle': 'Under', 'notice': 'Om', 'contents': 'Innehåll', 'page': 's.'}
    book = {'title': 'Prov', 'author': 'Vi', 'language': 'sv', 'region': 'se', 'words': words_, 'places': places}
    book['labels'] = dict.fromkeys(places.values(), True)
    (folder / 'book.json').write_text(json.dumps(book), 'utf-8')
    lines = ['#import "/template.typ" as s3', '#show: s3.look', '#s3.contents']
    for name, written in pages.items():
        (folder / f'{name}.typ').write_text(written.code, 'utf-8')
        lines.append(f'#include "/{name}.typ"')
    (folder / 'main.typ').write_text('\n'.join(lines), 'utf-8')
    compiler = typst.Compiler(
        root=folder,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[PDF_FOLDER / 'fonts']),
        sys_inputs={'book': '/book.json'},
    )
    pdf = compiler.compile(input=folder / 'main.typ', format='pdf', pdf_standards=['ua-1'], timestamp=0)
    assert isinstance(pdf, bytes)
    text = ' '.join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return ' '.join(text.replace('\N{WORD JOINER}', '').split())


def squeezed(text: str) -> str:
    """*text* without white space and hyphens: lines may break anywhere."""
    return ''.join(text.split()).replace('-', '').replace('\N{SOFT HYPHEN}', '')


# -- text -------------------------------------------------------------------------------


@pytest.mark.parametrize('text', HOSTILE)
def test_text_is_printed_and_never_run(tmp_path: Path, text: str) -> None:
    link = nodes.reference('', text, internal=True, refuri=f'annan#{text}')
    away = nodes.reference('', text, refuri=f'https://exempel.se/{text}')
    written = page(
        nodes.paragraph('', text),
        nodes.paragraph('', '', nodes.strong('', text), nodes.literal('', text), link, away),
        nodes.literal_block('', text),
        nodes.rubric('', text),
        nodes.definition_list(
            '', nodes.definition_list_item('', nodes.term('', text), nodes.definition('', nodes.paragraph('', text)))
        ),
    )
    found = squeezed(compile_pages(tmp_path, sida=written))
    assert found.count(squeezed(text)) == 9


def test_hostile_titles_and_names(tmp_path: Path) -> None:
    text = '"#panic("x") $a$ <b> @c \\'
    document = new_document('sida.md')
    link = nodes.paragraph('', '', nodes.reference('', 'hit', refid='"); panic("'))
    document += nodes.section('', nodes.title('', text), link, ids=['"); panic("'])
    written = PageWriter('sida', TEXTS, {}).write(document, text)
    assert squeezed(compile_pages(tmp_path, sida=written)).count(squeezed(text)) >= 3  # contents, header, heading


def test_string_drops_what_has_no_shape() -> None:
    assert string('a\0b\x1b\x85c\ud800d') == '"abcd"'
    assert string('a"\\\n\t') == '"a\\"\\\\\\n\\t"'


def test_words_fold_white_space_but_keep_hard_spaces() -> None:
    assert words('a\n  b\u00a0c') == '"a b\u00a0c"'


def test_only_safe_addresses_become_links() -> None:
    for address in ('javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'http://[bad'):
        assert 's3.away' not in page(nodes.paragraph('', '', nodes.reference('', 'text', refuri=address))).code


# -- nodes ------------------------------------------------------------------------------


def test_links_lead_to_places_of_other_pages_or_to_the_page_itself(tmp_path: Path) -> None:
    target = nodes.paragraph('', 'målet', ids=['mal', 'mal-igen'])
    links = [
        nodes.reference('', name, internal=True, refuri=uri)
        for name, uri in [('ett', 'b#mal'), ('två', 'b#mal-igen'), ('tre', 'b#okänt'), ('fyra', 'saknas')]
    ]
    pages = {'a': page(nodes.paragraph('', '', *links), docname='a'), 'b': page(target, docname='b')}
    assert link_places(pages) == {'b::mal': 'b::mal', 'b::mal-igen': 'b::mal', 'b::okänt': 'b'}
    assert 'etttvåtrefyra' in squeezed(compile_pages(tmp_path, **pages))


def test_record_titles_have_page_numbers_and_other_links_have_none(tmp_path: Path) -> None:
    def link() -> nodes.reference:
        return nodes.reference('', 'Fallet', internal=True, refuri='b')

    row = nodes.list_item('', nodes.paragraph('', '', link(), classes=['s3-record-title']))
    listing = nodes.bullet_list('', row, classes=['s3-records'])
    pages = {'a': page(listing, nodes.paragraph('', '', link(), nodes.Text(' i text.')), docname='a')}
    pages['b'] = page(docname='b')
    text = compile_pages(tmp_path, **pages)
    assert 'Fallet (s. 3)' in text.replace('\u00a0', ' ')
    assert 'Fallet i text.' in text


def test_footnotes_are_a_numbered_list_that_the_marks_lead_to(tmp_path: Path) -> None:
    mark = nodes.footnote_reference('', '1', refid='kalla')
    note = nodes.footnote('', nodes.label('', '1'), nodes.paragraph('', 'Verket: Rapport.'), ids=['kalla'])
    sources = nodes.section('', nodes.title('', 'Källor'), note, ids=['kallor'], classes=['s3-sources'])
    written = page(nodes.paragraph('', 'Så är det.', mark), sources)
    assert written.links == {'sida::kalla'}
    assert written.places['sida::kalla'] == 'sida::kalla'
    text = compile_pages(tmp_path, sida=written)
    assert 'Så är det.[1]' in text
    assert '[1] Verket: Rapport.' in text


def test_a_card_prints_its_link_once_and_goes_if_its_page_is_missing(tmp_path: Path) -> None:
    def card(title: str, uri: str) -> nodes.container:
        head = nodes.container('', nodes.paragraph('', title), design_component='card-title')
        cover = nodes.reference('', f'{title} igen', internal=True, refuri=uri, classes=['sd-hide-link-text'])
        return nodes.container('', head, nodes.paragraph('', '', cover), design_component='card')

    text = compile_pages(tmp_path, sida=page(card('Teman', 'sida'), card('Sök', 'search')))
    assert 'Teman' in text
    assert 'igen' not in text
    assert 'Sök' not in text


def test_a_section_that_only_holds_a_menu_is_left_out(tmp_path: Path) -> None:
    menu = nodes.section('', nodes.title('', 'Läs mer'), nodes.compound('', addnodes.toctree()), ids=['las-mer'])
    link = nodes.paragraph('', '', nodes.reference('', 'dit', refid='las-mer'))
    text = compile_pages(tmp_path, sida=page(link, menu))
    assert 'dit' in text
    assert 'Läs mer' not in text


def test_headings_in_lists_never_skip_a_level(tmp_path: Path) -> None:
    deep = nodes.rubric('', 'Djup rubrik')
    deep['heading-level'] = 4
    assert 'Djup rubrik' in compile_pages(tmp_path, sida=page(deep))  # PDF/UA refuses a skipped level


def test_unknown_nodes_warn_and_print_their_text(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    class Oddity(nodes.General, nodes.Element):
        """A node that nobody knows."""

    # once an application has run, Sphinx keeps its messages from the handler that pytest sets up
    logger = logging.getLogger('sphinx.s3ext.pdf.writer')
    logger.addHandler(caplog.handler)
    try:
        written = page(Oddity('', nodes.paragraph('', 'text i okänd nod')))
    finally:
        logger.removeHandler(caplog.handler)
    assert 'text i okänd nod' in compile_pages(tmp_path, sida=written)
    assert 'Oddity' in caplog.text


def test_a_picture_without_words_is_a_fault() -> None:
    assert page(nodes.image(uri='bild.svg')).faults == 1
    assert page(nodes.image(uri='bild.svg', alt='  ')).faults == 1


# -- order ------------------------------------------------------------------------------


def entries() -> list[Entry]:
    """What the pages of the small test site say, and a case of the whole country."""
    vocabulary, _ = parse((ROOT / 'docs' / 'vocabulary.yaml').read_text('utf-8'), 'vocabulary.yaml')
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
    return book_order([entry.docname for entry in found], Catalog(found, {}))


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
        ('docs/cases/index', 0),
        ('ovrigt', 0),
        ('docs/contribute/index', 0),
        ('docs/contribute/skriv', 1),
    ]


def test_pages_without_records_come_last_whatever_the_order_they_are_given_in() -> None:
    names = ['z', 'a', 'index', 'cases/x/trasig']
    expected = ['index', 'a', 'z', 'cases/x/trasig']
    for given in (names, names[::-1]):
        assert [place.docname for place in book_order(given, Catalog([], {}))] == expected
