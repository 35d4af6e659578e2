"""Typst code from text and nodes: nothing runs, everything is printed."""

from __future__ import annotations

import logging
import re
import shutil
from pathlib import Path

import pypdf
import pytest
from docutils import nodes
from pypdf.generic import ContentStream
from sphinx import addnodes
from sphinx.util.docutils import new_document

import s3ext.pdf
from s3ext.core.drawing.shapes import Drawing, Words
from s3ext.core.views.blocks import Block, Figure, Heading, Inline, Link, Mark, Para, Row, Rows, Table
from s3ext.nodes import mark_node, s3_letter, s3_letters, s3_task
from s3ext.pdf.edition import EditionWriter, link_places
from s3ext.pdf.escape import string, words
from s3ext.pdf.page import write_page
from s3ext.pdf.plan import Edition, Place, Plan
from s3ext.pdf.typeset import Job, set_pdf
from s3ext.pdf.writer import WrittenPage
from s3ext.render import render
from tests.texts import load_texts

#: whole files are made: some seconds together
pytestmark = pytest.mark.slow

PDF_FOLDER = Path(s3ext.pdf.__file__).parent
TEXTS = load_texts('sv')

#: columns of a table, what its cells hold, and whether that is too wide
WIDE = [(14, 'Samverkansplattform', 1), (14, 'Ort', 0), (4, 'Samverkansplattform', 0)]
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
    return write_page(document, docname, 'Sidans rubrik', TEXTS.interface, {})


def compile_pages(folder: Path, **pages: WrittenPage) -> str:
    """The text of a PDF with the pages, by docname; white space counts as one space."""
    text = ' '.join(sheet.extract_text() for sheet in compile_book(folder, **pages).pages)
    return ' '.join(text.replace('\N{WORD JOINER}', '').split())


def compile_book(folder: Path, **pages: WrittenPage) -> pypdf.PdfReader:
    """A PDF with the pages, by docname, after the cover and the contents."""
    shutil.copy(PDF_FOLDER / 'template.typ', folder / 'template.typ')
    (folder / 'pages').mkdir(exist_ok=True)
    for name, written in pages.items():
        (folder / 'pages' / f'{name}.typ').write_text(written.code, 'utf-8')
    edition = Edition(name='prov', title='Prov', places=tuple(Place(docname=name) for name in pages))
    plan = Plan(editions=(edition,), texts=TEXTS.interface)
    site = {'name': 'Prov', 'author': 'Vi', 'language': 'sv', 'region': 'se'}
    writer = EditionWriter(folder, plan, {(name, ''): written for name, written in pages.items()}, site)
    writer.write(edition)
    job = Job(
        folder=folder,
        main='editions/prov.typ',
        data='editions/prov.json',
        target=folder / 'prov.pdf',
        epoch=0,
        stubs=writer.stubs(edition),
    )
    set_pdf(job)
    return pypdf.PdfReader(folder / 'prov.pdf')


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
    written = write_page(document, 'sida', text, TEXTS.interface, {})
    assert squeezed(compile_pages(tmp_path, sida=written)).count(squeezed(text)) >= 3  # contents, header, heading


def test_words_in_english_are_marked_as_english(tmp_path: Path) -> None:
    """A screen reader says them right (PDF/UA-1, 7.2); the language of the rest is that of the document."""
    english = nodes.inline('', 'critical mass', classes=['language-en'])
    reader = compile_book(tmp_path, sida=page(nodes.paragraph('', 'Det kallas ', english, nodes.Text('.'))))
    marks = [
        operands[1]
        for sheet in reader.pages
        for operands, operator in ContentStream(sheet.get_contents(), reader).operations
        if operator == b'BDC'
    ]
    # without the country of the handbook
    assert [mark['/Lang'] for mark in marks if '/Lang' in mark] == ['en']


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
    text = squeezed(compile_pages(tmp_path, **pages))
    assert 'ett(s.4)två(s.4)tre(s.4)fyra' in text


def test_links_to_other_pages_have_page_numbers_and_words_of_the_glossary_have_none(tmp_path: Path) -> None:
    def link(*classes: str) -> nodes.reference:
        return nodes.reference('', 'Fallet', internal=True, refuri='b', classes=list(classes))

    row = nodes.list_item('', nodes.paragraph('', '', link(), classes=['s3-record-title']))
    listing = nodes.bullet_list('', row, classes=['s3-records'])
    here = nodes.reference('', 'Hit', internal=True, refid='a')
    words = [link(), nodes.Text(' i text. '), link('s3-term'), nodes.Text(' som ord. '), here, nodes.Text(' igen.')]
    pages = {'a': page(listing, nodes.paragraph('', '', *words), docname='a'), 'b': page(docname='b')}
    text = compile_pages(tmp_path, **pages).replace('\u00a0', ' ')
    assert text.count('Fallet (s. 4)') == 2
    assert 'Fallet (s. 4) i text. Fallet som ord. Hit igen.' in text


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


def test_a_plain_item_among_tasks_has_its_point(tmp_path: Path) -> None:
    def item(words: str, *classes: str) -> nodes.list_item:
        box = [s3_task(done=True, words='klar')] if classes else []
        return nodes.list_item('', nodes.paragraph('', '', *box, nodes.Text(words)), classes=list(classes))

    tasks = nodes.bullet_list('', item('ett', 'task-list-item'), classes=['contains-task-list'])
    mixed = nodes.bullet_list('', item('två', 'task-list-item'), item('tre'), classes=['contains-task-list'])
    text = compile_pages(tmp_path, sida=page(tasks, nodes.paragraph('', 'Sedan'), mixed))
    assert '•' not in text.partition('Sedan')[0]
    assert '• tre' in text


def test_a_mark_is_its_words_beside_a_drawing(tmp_path: Path) -> None:
    marks = [Mark(list='belägg', term='x', text=words, step=step) for words, step in (('Sett', 3), ('Okänt', None))]
    text = compile_pages(
        tmp_path, sida=page(nodes.paragraph('', 'Ja: ', mark_node(marks[0]), nodes.Text(', '), mark_node(marks[1])))
    )
    assert 'Ja: Sett, Okänt' in ' '.join(text.split())


def positions(sheet: pypdf.PageObject) -> dict[str, float]:
    """How far from the left, in points, each piece of text stands, by its first word; of a word the first place."""
    found: dict[str, float] = {}

    def keep(text: str, matrix: list[float], place: list[float], *_: object) -> None:
        if text.split():
            found.setdefault(text.split()[0], round(place[4] * matrix[0] + place[5] * matrix[2] + matrix[4], 1))

    sheet.extract_text(visitor_text=keep)
    return found


@pytest.mark.parametrize('kind', [nodes.bullet_list, nodes.enumerated_list])
def test_all_lines_of_a_task_stand_beside_its_box(tmp_path: Path, kind: type[nodes.Element]) -> None:
    """Its second line, its second paragraph and a list in it too; a plain item among tasks begins there as well."""

    def item(*blocks: nodes.Node, done: bool | None = None) -> nodes.list_item:
        box = [] if done is None else [s3_task(done=done, words='klar' if done else 'kvar')]
        long = nodes.Text('Första ' + 'ordet ' * 30)
        return nodes.list_item('', nodes.paragraph('', '', *box, long), *blocks)

    inner = nodes.bullet_list('', nodes.list_item('', nodes.paragraph('', 'Inre')))
    tasks = kind('', item(nodes.paragraph('', 'Andra stycket'), inner, done=True), item(done=False), item())
    book = compile_book(tmp_path, sida=page(tasks, nodes.paragraph('', 'Marginal')))
    [sheet] = [sheet for sheet in book.pages if 'Andra stycket' in sheet.extract_text()]
    found = positions(sheet)
    assert found['Första'] == found['ordet'] == found['Andra'] < found['Inre']
    assert found['Marginal'] + 8 < found['Första']
    marks = [word for word in sheet.extract_text().split() if word in ('•', '1.', '2.', '3.')]
    assert marks == ['•', '•' if kind is nodes.bullet_list else '3.']


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


def matrix_blocks(columns: int, rows: int = 3) -> list[nodes.Node]:
    """A table of numbers with links in its heads and cells, and the lists that the cells lead to."""
    number = Link(text='7', docname='', anchor='cell-1')
    heads = tuple((Link(text=f'Kolumn {at}', docname='b'),) for at in range(columns))
    body: tuple[tuple[tuple[Inline, ...], ...], ...] = tuple(
        ((Link(text=f'Rad {row}', docname='b'),), (number,), *((('saknas',),) * (columns - 1))) for row in range(rows)
    )
    table = Table(caption='Antal', head=(('Rad / Kolumn',), *heads), rows=body, style='matrix')
    blocks: list[Block] = [table]
    for at in range(1, 6):
        blocks.append(Heading(text=f'Grupp {at}', anchor=f'cell-{at}'))
        row = Row(title=Link(text=f'Fall {at}', docname='b'))
        blocks.append(Rows(rows=(row,), style='plain'))
    return resolved(blocks)


def resolved(blocks: list[Block]) -> list[nodes.Node]:
    """The nodes of *blocks*, with links as the builder sees them."""
    holder = nodes.section()
    holder += render(blocks, 'a')
    for link in list(holder.findall(addnodes.pending_xref)):
        uri = link['reftarget'] + (f'#{link["refanchor"]}' if link['refanchor'] else '')
        link.replace_self(nodes.reference('', link.astext(), internal=True, refuri=uri))
    found = list(holder.children)
    holder.clear()
    return found


def test_a_wide_table_gets_a_page_that_lies_down_and_keeps_its_introduction(tmp_path: Path) -> None:
    pages = {'a': page(nodes.paragraph('', 'Inledning.'), *matrix_blocks(21), docname='a'), 'b': page(docname='b')}
    book = compile_book(tmp_path, **pages)
    lying = [sheet for sheet in book.pages if sheet.mediabox.width > sheet.mediabox.height]
    assert len(lying) == 1
    text = squeezed(lying[0].extract_text())
    assert 'Sidansrubrik' in text
    assert 'Inledning.' in text
    assert all(f'Kolumn{at}' in text for at in range(21))
    # nothing is outside the paper
    spots: list[tuple[float, float]] = []

    def note(text: str, _user: object, place: list[float], *_: object) -> None:
        if text.strip():
            spots.append((place[4], place[5]))

    lying[0].extract_text(visitor_text=note)
    assert spots
    assert all(0 <= x <= 842 and 0 <= y <= 596 for x, y in spots)


def test_twenty_one_rows_fit_below_their_headings(tmp_path: Path) -> None:
    """As many as there are regions: two of them alone on another page are hard to read."""
    head: list[tuple[Inline, ...]] = [('Region',), *(('Interregional användning av regionala fonder',),) * 15]
    rows = tuple((('Regionen',), *((str(at),) for at in range(15))) for _ in range(21))
    table = resolved([Table(caption='Antal', head=tuple(head), rows=rows, style='matrix')])
    parts = [nodes.title('', 'Delen'), nodes.paragraph('', 'Inledning. ' * 20), *table]
    book = compile_book(tmp_path, a=page(nodes.section('', *parts, ids=['delen']), docname='a'), b=page(docname='b'))
    assert sum(sheet.mediabox.width > sheet.mediabox.height for sheet in book.pages) == 1


@pytest.mark.parametrize('opening', [False, True])
def test_a_wide_table_keeps_the_headings_and_paragraphs_of_its_section(opening: bool, tmp_path: Path) -> None:
    """No page holds a heading and a sentence alone, be it the title of the page that the section begins."""
    parts = [nodes.title('', 'Delen'), nodes.paragraph('', 'Inledning.'), *matrix_blocks(21)]
    before = [] if opening else [nodes.paragraph('', 'Först.')]
    book = compile_book(
        tmp_path, a=page(*before, nodes.section('', *parts, ids=['delen']), docname='a'), b=page(docname='b')
    )
    sheets = [
        (sheet.mediabox.width > sheet.mediabox.height, squeezed(sheet.extract_text())) for sheet in book.pages[2:]
    ]
    [lying] = [text for lies, text in sheets if lies]
    assert lying.index('Delen') < lying.index('Inledning.') < lying.index('Kolumn20')
    # the running head names it on every page
    assert (lying.count('Sidansrubrik') > 1) == opening
    assert sum('Inledning.' in text for _, text in sheets) == 1


def test_a_tall_table_takes_its_introduction_along_and_repeats_its_head(tmp_path: Path) -> None:
    pages = {'a': page(nodes.paragraph('', 'Inledning.'), *matrix_blocks(12, 60), docname='a'), 'b': page(docname='b')}
    sheets = [sheet for sheet in compile_book(tmp_path, **pages).pages if sheet.mediabox.width > sheet.mediabox.height]
    assert len(sheets) >= 2
    assert all('Kolumn11' in squeezed(sheet.extract_text()) for sheet in sheets)
    assert ['Inledning.' in sheet.extract_text() for sheet in sheets] == [True] + [False] * (len(sheets) - 1)


@pytest.mark.parametrize('columns', [4, 8])
def test_a_narrow_table_of_numbers_stays_upright(tmp_path: Path, columns: int) -> None:
    pages = {'a': page(*matrix_blocks(columns), docname='a'), 'b': page(docname='b')}
    book = compile_book(tmp_path, **pages)
    assert all(sheet.mediabox.width < sheet.mediabox.height for sheet in book.pages)
    assert 'Kolumn3' in squeezed(' '.join(sheet.extract_text() for sheet in book.pages))


def test_a_wide_table_in_a_box_does_not_break_the_page(tmp_path: Path) -> None:
    table = matrix_blocks(12)[0]
    pages = {'a': page(nodes.note('', table), docname='a'), 'b': page(docname='b')}
    assert all(sheet.mediabox.width < sheet.mediabox.height for sheet in compile_book(tmp_path, **pages).pages)


def test_numbers_lead_to_headings_and_heads_to_nothing(tmp_path: Path) -> None:
    written = page(*matrix_blocks(12), docname='a')
    head, _, rest = written.code.partition('"Kolumn 11"')
    assert 's3.to' not in head
    assert 's3.to("a::cell-1"' in rest
    assert 's3.subhead(2, "a::cell-1", "Grupp 1")' in rest
    assert 's3.subhead(2, "a::cell-5", "Grupp 5")' in rest
    assert link_places({'a': written})['a::cell-1'] == 'a::cell-1'
    text = compile_pages(tmp_path, a=written, b=page(docname='b')).replace('\u00a0', ' ')
    assert 'Fall 5 (s. 5)' in text  # after the cover, the contents, the table and the lists


def test_groups_of_plain_lists_are_set_in_columns_only_where_there_are_many() -> None:
    assert 's3.groups(' in page(*matrix_blocks(4)).code
    few: list[Block] = [Heading(text='Grupp'), Rows(rows=(Row(title=Link(text='Fall', docname='b')),), style='plain')]
    assert 's3.groups(' not in page(*resolved(few)).code
    assert 's3.titles(' in page(*resolved(few[1:])).code


def test_lists_of_records_and_notes_have_their_own_looks(tmp_path: Path) -> None:
    row = Row(title=Link(text='Fallet', docname='b'), meta=('2021–2027', 'Pilot'), text='Därför.')
    looks = {'list': 's3.records', 'cards': 's3.records', 'plain': 's3.titles'}
    for style, function in looks.items():
        written = page(*resolved([Rows(rows=(row,), style=style)]), docname='a')
        assert f'{function}(' in written.code
        text = compile_pages(tmp_path, a=written, b=page(docname='b')).replace('\u00a0', ' ')
        assert 'Fallet (s. 4)' in text
        assert '2021–2027 · Pilot' in text
        # a blank stands between the page and what follows
        assert '(s. 4) ' in text
        assert 'Därför.' in text
    for style in ('none', 'aside'):
        assert 's3.aside' in page(*resolved([Para(parts=('Inget.',), style=style)])).code


@pytest.mark.parametrize(('words', 'whole'), [('Kort.', True), ('Ett stycke som är långt. ' * 6, False)])
def test_a_small_table_stays_whole_and_one_of_long_cells_is_broken(words: str, whole: bool) -> None:
    """Else half a page is empty before ten rows that fill one."""
    rows = tuple((('Rad',), (words,), ('Slut.',)) for _ in range(10))
    table = Table(caption='Tabell', head=(('A',), ('B',), ('C',)), rows=rows)
    assert ('whole: true' in page(*resolved([table])).code) == whole


def test_a_source_says_on_paper_whose_site_it_is_on(tmp_path: Path) -> None:
    def note(number: str, text: str, address: str) -> nodes.footnote:
        link = nodes.reference('', text, refuri=address)
        return nodes.footnote('', nodes.label('', number), nodes.paragraph('', '', link), ids=[f'k{number}'])

    outside = nodes.paragraph('', '', nodes.reference('', 'Startsida', refuri='https://example.org/'))
    notes = [
        note('1', 'En rapport', 'https://www.example.org/a/b?c=1'),
        note('2', 'Se example.org', 'https://example.org/'),
        note('3', 'Brevet', 'mailto:namn@example.org'),
    ]
    text = compile_pages(tmp_path, sida=page(outside, *notes))
    assert 'En rapport (example.org)' in text
    assert text.count('(example.org)') == 1


@pytest.mark.parametrize(('columns', 'word', 'said'), WIDE)
def test_a_table_whose_words_run_into_each_other_is_reported_at_its_place(
    columns: int, word: str, said: int, caplog: pytest.LogCaptureFixture
) -> None:
    rows = tuple(tuple((f'{word}{at}',) for at in range(columns)) for _ in range(2))
    [node] = resolved([Table(caption='Tabell', head=rows[0], rows=rows[1:])])
    node.source, node.line = 'sida.md', 7
    for part in node.findall(nodes.table):
        part.source, part.line = 'sida.md', 7
    page(node)
    found = [record for record in caplog.records if 'får inte plats' in record.getMessage()]
    assert len(found) == said
    for record in found:
        assert '14 kolumner' in record.getMessage()
        # once Sphinx has set up its log, the place is in words
        place = record.location  # type: ignore[attr-defined]
        assert (place if isinstance(place, str) else f'{place.source}:{place.line}').endswith('sida.md:7')


def test_a_map_is_left_to_its_table(tmp_path: Path) -> None:
    table = Table(
        caption='Fall i varje region', head=(('Region',), ('Antal',)), rows=((('Alfa',), ('2',)),), style='map'
    )
    drawing = Drawing(size=(9, 9), parts=(), title='Karta', description='Var fallen finns', look='map')
    figure = Figure(drawing=drawing, beside=(Para(parts=('Så många',)),))
    text = compile_pages(tmp_path, sida=page(*resolved([figure, table])))
    assert 'Så många' in text
    assert 'Fall i varje region Region Antal Alfa 2' in text
    assert 'Karta' not in text


def test_words_of_a_drawing_in_a_cell_are_large_enough_to_read() -> None:
    """One that stretches is as wide as its cell, and shrinks with it."""
    axis = Drawing(size=(100, 24), parts=(Words(x=50, y=12, text='2025', look='tick'),), stretches=True)
    table = Table(caption='Tidslinje', head=(('Vad',), (axis,)), rows=((('Något',), ('2025',)),))
    figure = Figure(drawing=axis, beside=())
    widths = [
        int(re.findall(r'<svg[^>]* width=\\"(\d+)', page(*resolved([block])).code)[0]) for block in (table, figure)
    ]
    assert widths[0] <= 300 < widths[1]


def form(columns: int, rows: int) -> nodes.table:
    """A table to write in: the first column is filled."""
    table = nodes.table(classes=['s3-form-table'])
    group = nodes.tgroup('', *(nodes.colspec(colwidth=1) for _ in range(columns)), cols=columns)
    head = nodes.row('', *(nodes.entry('', nodes.paragraph('', f'Huvud{at}')) for at in range(columns)))
    group += nodes.thead('', head)
    body = nodes.tbody()
    for at in range(rows):
        filled = nodes.entry('', nodes.paragraph('', f'Rad{at}'))
        body += nodes.row('', filled, *(nodes.entry('', nodes.paragraph()) for _ in range(columns - 1)))
    group += body
    table += group
    return table


@pytest.mark.parametrize('rows', [3, 40])
def test_what_is_to_fill_in_and_wide_lies_down_with_the_headings_above_it(rows: int, tmp_path: Path) -> None:
    taken = nodes.container('', nodes.rubric('', 'Tabellen', **{'heading-level': 3}), form(8, rows))
    taken['classes'].append('s3-template')
    part = nodes.section('', nodes.title('', 'Bladet'), taken, nodes.paragraph('', 'Efteråt.'), ids=['bladet'])
    sheets = compile_book(tmp_path, sida=page(nodes.paragraph('', 'Inledning.'), part)).pages[2:]
    before, first, *_, last = [
        (sheet.mediabox.width > sheet.mediabox.height, squeezed(sheet.extract_text())) for sheet in sheets
    ]
    assert 'Bladet' not in before[1]
    assert first[0]
    assert first[1].index('Bladet') < first[1].index('Tabellen') < first[1].index('Huvud7') < first[1].index('Rad0')
    assert not last[0]
    assert 'Efteråt.' in last[1]


@pytest.mark.parametrize('lines', range(30, 56, 2))
def test_no_heading_stands_alone_before_what_is_to_fill_in(lines: int, tmp_path: Path) -> None:
    filler = [nodes.paragraph('', f'Rad före {at}.') for at in range(lines)]
    taken = nodes.container('', nodes.rubric('', 'Tabellen', **{'heading-level': 3}), form(4, 30))
    taken['classes'].append('s3-template')
    sheets = compile_book(tmp_path, sida=page(*filler, taken)).pages
    [holding] = [text for sheet in sheets if 'Tabellen' in (text := squeezed(sheet.extract_text()))]
    assert 'Rad0' in holding


def test_words_of_the_glossary_are_places_and_stay_on_one_page(tmp_path: Path) -> None:
    listing = nodes.definition_list(classes=['s3-terms'])
    for at in range(60):
        meaning = nodes.definition('', nodes.paragraph('', f'Betydelse {at}.'), nodes.paragraph('', f'Engelska {at}.'))
        see = nodes.reference('', 'annat ord', refid=f'term-{(at + 1) % 60}', internal=True)
        meaning += nodes.paragraph('', f'Slut {at}: ', see)
        listing += nodes.definition_list_item('', nodes.term('', f'ord {at}', ids=[f'term-{at}']), meaning)
    written = page(listing)
    assert link_places({'sida': written})['sida::term-7'] == 'sida::term-7'
    sheets = [sheet.extract_text() for sheet in compile_book(tmp_path, sida=written).pages]
    assert len(sheets) > 3
    for at in range(60):
        holding = [sheet for sheet in sheets if f'Betydelse {at}.' in sheet]
        assert len(holding) == 1
        assert f'ord {at}\n' in holding[0]
        assert f'Slut {at}:' in holding[0]


def test_letters_are_for_the_web() -> None:
    links, heading = s3_letters(letters=(('A', 'letter-a'),), words='Hoppa'), s3_letter(letter='A', place='letter-a')
    assert page(links, heading).code == page().code
