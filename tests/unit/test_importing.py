"""Documents as the parts of a page: what of them is taken and how, and that no page holds what the gate refuses."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s3ext.core.importing.clean_text import clean
from s3ext.core.importing.error import ImportRefusedError, UnfinishedError
from s3ext.core.importing.files import read_document
from s3ext.core.importing.headings import Outline, distance
from s3ext.core.importing.page import ImportedPage, page_of
from s3ext.core.model.outlines import Placeholders
from s3ext.core.page.body import read_body
from s3ext.core.page.markdown import markdown
from s3ext.core.page.source import Source
from s3ext.core.schema.guide import load_guide
from tests.kinds import KINDS, PERMITTED
from tests.texts import FILES
from tests.word import BAD, DOCUMENTS, STOPPED, office, write
from tests.word.texts import QUESTIONS

CASE = Outline.of('case', load_guide('sv', FILES), KINDS)
#: what is said of each file that is not taken in
CAUSES = {
    'avbruten.docx': 'import_broken',
    'bomb.docx': 'import_unpacked',
    'makron.docm': 'import_macros',
    'makron-med-fel-namn.docx': 'import_macros',
    'losenord.docx': 'import_locked',
    'stor.docx': 'import_large',
    'text.docx': 'import_other',
    'tom.docx': 'import_other',
    'kalkyl.docx': 'import_other',
    'utan-text.docx': 'import_broken',
    'entiteter.docx': 'import_doctype',
    'gammal.doc': 'import_old',
    'anteckning.txt': 'import_ending',
}


def imported(name: str) -> ImportedPage:
    document = read_document(DOCUMENTS[name](), name)
    return page_of(document.html, CASE, remarks=document.remarks)


def of_html(html: str, outline: Outline = CASE) -> ImportedPage:
    return page_of(html, outline)


def text_of(page: ImportedPage) -> str:
    heads = (f'## {section.heading}\n\n' if section.heading else '' for section in page.sections)
    return '\n\n'.join(head + section.markdown for head, section in zip(heads, page.sections, strict=True))


def codes(page: ImportedPage, group: str) -> set[str]:
    return {remark.code for remark in page.remarks if remark.group == group}


def body_of(html: str) -> str:
    """The Markdown that a paragraph or the like becomes."""
    return '\n\n'.join(section.markdown for section in of_html(html).sections)


def faults(body: str) -> list[str]:
    source = Source.of_file('cases/alfa/fall.md', f'# Rubrik\n\n{body}\n')
    found = read_body(source, markdown(), PERMITTED, Placeholders())
    return [f'{problem.code}: {problem.details}' for problem in found.problems if not problem.is_note]


# -- documents -----------------------------------------------------------------------------


@pytest.mark.parametrize('name', DOCUMENTS)
def test_no_page_of_a_document_is_refused(name: str) -> None:
    page = imported(name)
    assert page.title
    assert faults(text_of(page).replace('![](', '![Bild](')) == []
    assert {section.heading for section in page.sections} <= {*QUESTIONS, ''}


@pytest.mark.parametrize('name', DOCUMENTS)
def test_the_result_is_the_same_each_time_and_fits_into_json(name: str) -> None:
    page = imported(name)
    assert page == imported(name)
    assert json.loads(json.dumps(page.plain()))['title'] == page.title


def test_headings_by_their_names_go_to_the_questions() -> None:
    page = imported('vardagliga-rubriker.docx')
    assert [section.heading for section in page.sections] == [*QUESTIONS]
    assert page.title == 'Energi i fem kommuner'
    assert page.summary.startswith('Fem kommuner samlade')
    assert page.sections[0].markdown.startswith('Underlaget skrevs')
    assert 'Sammanfattning' not in text_of(page)


def test_bold_lines_become_headings_and_the_first_the_title() -> None:
    page = imported('feta-rubriker.docx')
    assert page.title == 'Skog och trä i samverkan'
    assert [section.heading for section in page.sections] == [*QUESTIONS]
    assert 'heading_faked' in codes(page, 'changed')
    assert 'look_underlined' in codes(page, 'left_out')


def test_other_headings_keep_their_order_and_skip_no_level() -> None:
    markdown_text = imported('innehallsforteckning.docx').sections[1].markdown
    assert [line for line in markdown_text.split('\n') if line.startswith('#')] == [
        '### Mötena',
        '#### Före mötet',
        '### Enkäten',
    ]
    assert codes(imported('innehallsforteckning.docx'), 'left_out') == {'contents'}


def test_lists_that_word_fakes() -> None:
    page = imported('skrivna-listor.docx')
    assert page.taken['lists'] == 3
    assert '- Kartläggning av företagen\n- Samtal med kommunerna\n- En gemensam bild\n- Ett beslut' in text_of(page)
    assert '1. Bjud in\n2. Lyssna\n3. Bestäm' in text_of(page)
    assert '1. Ett möte för alla\n2. Ett möte i varje kommun' in text_of(page)
    assert '– Det var då vi förstod' in text_of(page)
    assert '2024\\. Året' in text_of(page)


def test_levels_of_lists() -> None:
    assert '- Regionen höll i arbetet\n  - bjöd in\n    - med brev\n- Kommunerna' in text_of(
        imported('listor-i-nivaer.docx')
    )


def test_tables() -> None:
    page = imported('tabeller.docx')
    text = text_of(page)
    assert '| Kommun | Företag | Deltagare |\n|---|---|---|\n| Norr | 12 | 40 |\n| Norr | 7 |' in text
    assert '| Möten<br>och efterarbete | 12 |' in text
    assert 'Det viktigaste:\n\nFöretagen stannade kvar' in text
    assert codes(page, 'changed') == {'table_merged', 'table_head', 'table_flat'}


def test_notes_become_sources_each_once() -> None:
    page = imported('fotnoter.docx')
    assert [(source.id, source.url) for source in page.sources] == [
        ('example', 'https://www.example.org/strategi.pdf'),
        ('example-2', 'http://www.example.com/kluster/rapport_1'),
        ('not-1', ''),
        ('example-3', 'https://www.example.net/'),
    ]
    assert page.sources[0].title == 'Region Exempel, Strategi för smart specialisering (hämtad 2026-03-01)'
    assert 'nytt område[^example], och klustret fick tio medlemmar.[^example-2]' in text_of(page)
    assert 'nästa strategi.[^example][^not-1]' in text_of(page)
    assert 'note_same' in codes(page, 'changed')
    assert {'source', 'source_words'} <= codes(page, 'to_fill')


def test_sources_below_a_heading_or_behind_a_label_go_out_of_the_text() -> None:
    page = imported('kallforteckning.docx')
    assert [(source.id, source.url) for source in page.sources] == [
        ('example', 'https://www.example.org/strategi.pdf'),
        ('not-1', ''),
        ('example-2', 'https://www.example.net/arsbok'),
        ('not-2', ''),
        ('example-3', 'https://www.example.net/'),
        ('example-4', 'https://www.example.org/kommunen'),
        ('example-5', 'https://www.example.org/slut'),
    ]
    assert page.sources[1].title == 'Kommunen, Karta över vattnet 2024'
    text = text_of(page)
    assert 'nytt område.[^example]' in text
    assert '### Källförteckning\n\nFöljande har lästs under arbetet.\n\n### Till sist\n\nNu tar' in text
    assert not any(word in text for word in ('Länkar', 'Källa', 'Källor', 'årsbok', 'https:'))
    listed = [remark.value for remark in page.remarks if remark.code == 'sources_listed']
    assert listed == ['not-1', 'example-2', 'not-2', 'example-3', 'example-4', 'example-5']


def test_numbers_of_sources_in_the_text_become_notes() -> None:
    page = imported('numrerade-kallor.docx')
    assert [source.id for source in page.sources] == ['example', 'example-2', 'not-1', 'not-2']
    text = text_of(page)
    assert 'kajer[^example]. Det visste alla[^example-2][^not-1], också kommunerna[^example-2][^example]' in text
    assert '| 2024 | 3[^example] |' in text
    assert 'Referenser' not in text
    told = {code: [remark.value for remark in page.remarks if remark.code == code] for code in codes(page, 'changed')}
    assert told == {'sources_cited': ['example-2', 'example', 'not-1'], 'sources_listed': ['not-2']}


@pytest.mark.parametrize(
    ('html', 'text', 'titles'),
    [
        # items by their place in a numbered list, written or real; one that is not among them leaves all as it is
        ('<p>a [2]</p><h2>Källor</h2><p>1. Ett</p><p>2. Två</p>', 'a[^not-1]', ['Två', 'Ett']),
        ('<p>a [2]</p><h2>Källor</h2><ol start="2"><li>Ett</li></ol>', 'a[^not-1]', ['Ett']),
        ('<p>a [3] [1]</p><h2>Källor</h2><ol><li>Ett</li></ol>', 'a \\[3\\] \\[1\\]', ['Ett']),
        ('<p>a [3-1]</p><h2>Källor</h2><ol><li>Ett</li></ol>', 'a \\[3-1\\]', ['Ett']),
        ('<p>a [1]</p><h2>Källor</h2><ul><li>Ett</li></ul>', 'a \\[1\\]', ['Ett']),
        ('<p>a [1]</p><h2>Källor</h2><ol><li>Ett</li></ol><h2>Länkar</h2><ol><li>B</li></ol>',
         'a \\[1\\]', ['Ett', 'B']),
        ('<p>a<sup>[1]</sup></p><h2>NOTER</h2><p>[1] Ett</p>', 'a[^not-1]', ['Ett']),
        # headings: bold ones, one below the other, one above nothing, one that is a section's own
        ('<p>a</p><p><strong>Källor</strong></p><p>Ett</p>', 'a', ['Ett']),
        ('<p>a</p><h2>Källor</h2><h3>Tryckta källor</h3><p>Ett</p>', 'a', ['Ett']),
        ('<p>a</p><h2>Källor</h2>', 'a\n\n### Källor', []),
        ('<h1>Källor</h1><h2>Bakgrund</h2><p>a</p>', 'a', []),
        ('<p>a</p><h2>Källor till energi</h2><p>b</p>', 'a\n\n### Källor till energi\n\nb', []),
        # what is no source stays: a list within an item, a picture, a note, two links, a long text
        ('<p>a</p><h2>Källor</h2><ul><li>Ett</li><li>Två<ul><li>b</li></ul></li></ul>',
         'a\n\n### Källor\n\n- Två\n  - b', ['Ett']),
        ('<p>a</p><h2>Noter</h2><p>' + 'Lång text. ' * 30 + '</p>',
         'a\n\n### Noter\n\n' + ('Lång text. ' * 30).strip(), []),
        ('<p>Källa: <a href="https://a.se/">A</a> och <a href="https://b.se/">B</a></p>',
         'Källa: [A](https://a.se/) och [B](https://b.se/)', []),
        # labels
        ('<p>a</p><p><strong>Källor:</strong></p><ul><li>Ett</li><li>Två</li></ul><p>b</p>',
         'a\n\nb', ['Ett', 'Två']),
        ('<p>a</p><p>Källor:</p><p>Ett https://a.se/</p><p>b</p>', 'a\n\nb', ['Ett']),
        ('<p>Källor:</p><p>b</p>', 'Källor:\n\nb', []),
        ('<p>a</p><p>Källor: Ett https://a.se/<br>Två https://b.se/</p>', 'a', ['Ett', 'Två']),
        ('<p>a</p><p>Källa: Ett<br>https://a.se/</p>', 'a', ['Ett']),
        ('<p>Källan: en bäck</p><p>En källa: bäcken</p>', 'Källan: en bäck\n\nEn källa: bäcken', []),
    ],
)  # fmt: skip
def test_which_parts_of_a_text_are_sources(html: str, text: str, titles: list[str]) -> None:
    page = of_html(html)
    assert '\n\n'.join(section.markdown for section in page.sections) == text
    assert [source.title for source in page.sources] == titles
    assert not titles or 'heading_faked' not in codes(page, 'changed')
    assert not titles or 'list_faked' not in codes(page, 'changed')
    assert ('source_numbers' in codes(page, 'to_fill')) == ('\\[' in text)


def test_a_heading_of_sources_above_the_notes_that_word_keeps_goes() -> None:
    note = '<p>a<a href="#endnote-1">1</a></p><h2>Noter</h2><ol><li id="endnote-1">Ett</li></ol>'
    assert body_of(note) == 'a[^not-1]'


def test_what_an_export_lists_stays() -> None:
    page = of_html('<h1 class="title">T</h1><h1><a id="s3_header"></a>Fakta</h1><h1>Källor</h1><ul><li>Ett</li></ul>')
    assert page.sections[0].markdown == '## Källor\n\n- Ett'
    assert page.sources == ()


def test_pictures_and_what_is_left_out_of_them() -> None:
    page = imported('bilder.docx')
    assert [(picture.name, bool(picture.alt)) for picture in page.pictures] == [('1.png', True), ('2.png', False)]
    assert '![Karta över länet med fyra markerade orter](1.png)' in text_of(page)
    assert 'picture_kind' in codes(page, 'left_out')
    assert 'picture_text' in codes(page, 'to_fill')


def test_nothing_hidden_stays_and_no_sign_means_anything() -> None:
    page = imported('dolda-tecken.docx')
    assert page.title == 'Digitalisering i små företag'
    text = text_of(page)
    assert 'Företagen hade 250\u00a0000 kronor och 12\u00a0% av tiden; samverkans-avtal fanns.' in text
    assert '- Första punkten\n- Andra punkten med en pil → åt höger' in text
    assert '3 * 4 * 5, i filen avtal_2024_slutlig, och \\[inte bestämt\\] än' in text
    assert '\\# är ingen rubrik, \\<b> är ingen kod och \\{term} är ingen roll. 100 % av $ blev kvar.' in text


def test_links() -> None:
    page = imported('lankar.docx')
    assert '[regionen](https://www.example.org/textil?del=1&sida=2) och i avsnittet om resultat' in text_of(page)
    assert 'Se också https://www.example.org/mer_om_textil/ för mer.' in text_of(page)
    assert codes(page, 'left_out') == {'link'}


def test_what_our_own_export_wrote_comes_back() -> None:
    page = imported('tillbaka-fran-remiss.docx')
    assert page.sections[0].markdown == (
        '## Vad var frågan?\n\nKommunerna frågade efter ett gemensamt mål.[^exempel-strategi]\n\n'
        ':::{note}\nRutan står som den stod.\n:::\n\n### En underrubrik\n\n> Det sista stycket.'
    )


def test_a_google_document_as_a_page() -> None:
    page = imported('google-webbsida.zip')
    text = text_of(page)
    assert 'växte **snabbt** men sökte *lokaler*.[^example]' in text
    assert '- Tre lokaler\n  - en i centrum\n- Ett möte i månaden' in text
    assert '[Sidan](https://www.example.org/spel?a=1)' in text
    assert page.sources[0].url == 'https://www.example.org/lokaler'
    assert 'inget av detta' not in text


def test_a_document_of_libreoffice() -> None:
    text = text_of(imported('skog.odt'))
    assert 'Skogen **växte**, men *industrin* flyttade. CO{sub}`2` band den.[^example]' in text
    assert '- Första punkten\n  1. ett steg in\n- Andra punkten' in text
    assert '| År | Plantor |\n|---|---|\n| 2024 | 100 |\n| 2024 | 200 |' in text
    assert '> Skogen är till för alla.' in text
    assert '![En gran i snö](1.png)' in text


@pytest.mark.slow
@pytest.mark.skipif(not office.program(), reason='LibreOffice is not installed')
def test_documents_saved_by_libreoffice_say_the_same(tmp_path: Path) -> None:
    files = {file.name: file for file in write(tmp_path / 'files')}
    for name, ending in office.SAVED:
        saved = office.resaved(files[name], ending, tmp_path)
        document = read_document(saved.read_bytes(), saved.name)
        page, before = page_of(document.html, CASE), imported(name)
        assert faults(text_of(page)) == []
        assert (page.title, page.sources) == (before.title, before.sources)
        assert [section.heading for section in page.sections] == [section.heading for section in before.sections]


# -- what is not taken in ------------------------------------------------------------------


@pytest.mark.parametrize('name', BAD)
def test_a_file_that_may_not_be_read_has_a_reason(name: str) -> None:
    with pytest.raises(ImportRefusedError) as error:
        read_document(BAD[name](), name)
    assert error.value.cause == CAUSES[name]


@pytest.mark.parametrize('name', STOPPED)
def test_what_is_not_finished_is_listed_without_names(name: str) -> None:
    with pytest.raises(UnfinishedError) as error:
        read_document(STOPPED[name](), name)
    assert all(place.heading.startswith('Vad ') for place in error.value.places)
    assert 'Karin' not in str(error.value.places)
    assert 'Hur fort' not in str(error.value.places)


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ImportRefusedError) as error:
        of_html('<p>' + 'Ord. ' * 9_000 + '</p>')
    assert error.value.cause == 'import_long'


# -- rules ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('html', 'expected'),
    [
        ('<p>a<strong>b</strong>c</p>', 'a**b**c'),
        ('<p>Obs<strong>: viktigt. </strong>Nu</p>', 'Obs: **viktigt.** Nu'),
        ('<p><strong>Fet</strong><em>kursiv</em> text</p>', '**Fet**kursiv text'),
        ('<p>- Ensam</p>', '\\- Ensam'),
        ('<p>1. Ensam</p>', '1\\. Ensam'),
        ('<p>+ två\x0btre</p>', '\\+ två tre'),
        ('<p>:::{note}</p>', '\\:::\\{note}'),
        ('<p>(plats)=</p>', '\\(plats)='),
        ('<p>a<br>b</p>', 'a\\\nb'),
        ('<p><a href="javascript:alert(1)">ord</a></p>', 'ord'),
        ('<p><a href="https://evil.example/">www.bank.se</a></p>', 'www.bank.se'),
        ('<p><a href="https://a.example/x (y)">ord</a></p>', '[ord](https://a.example/x%20%28y%29)'),
        ('<p><a href="https://a.example/">https://a.example/</a></p>', 'https://a.example/'),
        ('<p>H<sub>2</sub>O, m<sup>2</sup></p>', 'H{sub}`2`O, m{sup}`2`'),
        ('<blockquote><p>ett</p><p>två</p></blockquote>', '> ett\n>\n> två'),
        ('<ol start="3"><li>c</li><li>d</li></ol>', '3. c\n4. d'),
        ('<p>• en</p><p>• två</p>', '- en\n- två'),
        ('<p>o\ten</p>', '- en'),
        ('<p>– Ja, sade hon.</p><p>– Nej, sade han.</p>', '– Ja, sade hon.\n\n– Nej, sade han.'),
        ('<p>– en</p><p>– två</p>', '- en\n- två'),
        ('<p>en<br>• två<br>• tre</p>', 'en\n\n- två\n- tre'),
        ('<p>TODO &amp;amp; `kod` $x$ ~~nej~~</p>', 'TODO \\&amp; \\`kod\\` \\$x$ \\~\\~nej\\~\\~'),
        ('<p>a_b _c_ 5 * 3 *d*</p>', 'a_b \\_c\\_ 5 * 3 \\*d\\*'),
        ('<script>x</script><p>ord</p>', 'ord'),
    ],
)
def test_a_piece_of_text(html: str, expected: str) -> None:
    assert body_of(html) == expected
    assert faults(expected) == []


def test_a_sign_that_is_escaped_begins_no_point() -> None:
    assert faults('- \\[\\]ord') == []
    assert faults('\\-en\\\n\\-två') == []
    assert faults('- []ord') != []
    assert faults('-en\n-två') != []


def test_a_section_that_begins_twice_goes_on() -> None:
    page = of_html('<h1>Bakgrund</h1><p>Ett.</p><h1>Resultat</h1><p>Två.</p><h1>Syfte</h1><p>Tre.</p>')
    assert text_of(page) == ('## Vad var frågan?\n\nEtt.\n\n### Syfte\n\nTre.\n\n## Vad kom ut av det?\n\nTvå.')


def test_headings_with_the_same_words_get_numbers() -> None:
    page = of_html('<h1>Bakgrund</h1><h2>Möten</h2><p>a</p><h1>Resultat</h1><h2>Möten</h2><p>b</p>')
    assert '### Möten\n' in text_of(page)
    assert '### Möten (2)\n' in text_of(page)


def test_a_summary_that_does_not_fit_stays_in_the_text() -> None:
    page = of_html('<h1>Titel</h1><h2>Sammanfattning</h2><p>Kort.</p><h2>Bakgrund</h2><p>a</p>')
    assert page.summary == ''
    assert '### Sammanfattning\n\nKort.' in text_of(page)
    assert 'summary_length' in codes(page, 'to_fill')


@pytest.mark.parametrize(
    ('words', 'place'),
    [
        ('VAD VAR FRÅGAN', 0), ('1. Vad var frågan?', 0), ('Vad var fragan', 0), ('Bakgrund och syfte', 0),
        ('Resultaten', 2), ('Slutsatser', 4), ('Mötena', None), ('Budget', None), ('2.1 Resultat', 2),
    ],
)  # fmt: skip
def test_which_section_a_heading_begins(words: str, place: int | None) -> None:
    found = CASE.find(words)
    assert (found[0] if found else None) == place


def test_letters_that_differ_are_counted() -> None:
    assert distance('resultat', 'resultaten', 2) == 2
    assert distance('abc', 'abc', 0) == 0
    assert distance('abc', 'xyzuv', 1) == 2


def test_letters_in_two_parts_and_of_odd_type() -> None:
    assert clean('a\u030a \ufb01n \u00ad') == ('å fin ', 1)


# -- whatever stands in a document ----------------------------------------------------------

WORDS = st.text(
    st.sampled_from('abc åÅ 12 .,:;!?()[]{}<>*_~`#$&^|\\/=+-–•·"\'%@\t\u00a0\u00ad\u200b'), min_size=1, max_size=30
)
INLINE = st.one_of(
    WORDS.map(escape),
    st.tuples(st.sampled_from(('strong', 'em', 'sub', 'sup', 'u')), WORDS).map(
        lambda pair: f'<{pair[0]}>{escape(pair[1])}</{pair[0]}>'
    ),
    st.tuples(
        st.sampled_from(('https://example.org/a_(b)', 'http://[', '#x', 'javascript:x', 'mailto:a@b.se')), WORDS
    ).map(lambda pair: f'<a href="{pair[0]}">{escape(pair[1])}</a>'),
    st.just('<br>'),
    st.just('<img src="1.png" alt="En bild [av] *ett* hus">'),
    st.sampled_from(('Källa: ', 'Källor:', '[1] ', ' [1, 2]', '1. ')),
    st.just('<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup>'),
)
PARAGRAPH = st.lists(INLINE, min_size=1, max_size=5).map(''.join)
BLOCK = st.recursive(
    st.tuples(st.sampled_from(('p', 'p', 'h1', 'h2', 'h4')), PARAGRAPH).map(
        lambda pair: f'<{pair[0]}>{pair[1]}</{pair[0]}>'
    )
    | st.just('<h2>Källor</h2>'),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(('ul', 'ol')), st.lists(inner, min_size=1, max_size=3)).map(
            lambda pair: f'<{pair[0]}>{"".join(f"<li>{item}</li>" for item in pair[1])}</{pair[0]}>'
        ),
        inner.map(lambda block: f'<blockquote>{block}</blockquote>'),
        st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3).map(
            lambda rows: (
                '<table>'
                + ''.join(f'<tr>{"".join(f"<td>{cell}</td>" for cell in row)}</tr>' for row in rows)
                + '</table>'
            )
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=4).map(''.join))
def test_no_document_becomes_what_the_gate_refuses(html: str) -> None:
    note = '<ol><li id="footnote-1"><p>Källa https://example.org/k</p></li></ol>'
    page = page_of(html + note, CASE)
    assert faults(text_of(page)) == []
