"""Documents of Word with notes, and those that are not finished: tracked changes, comments."""

from __future__ import annotations

from collections.abc import Callable

from docx.enum.style import WD_STYLE_TYPE

from .docx_parts import add_notes, blank, changed, link, merge_head, refer, saved, set_bookmark

REPORT = 'Region Exempel, Strategi för smart specialisering, https://www.example.org/strategi.pdf (hämtad 2026-03-01).'
STUDY = 'Linköpings universitet: Så växte vattenklustret. http://www.example.com/kluster/rapport_1'
WORDS = 'Uppgiften kommer från samtalen och finns inte i någon handling.'


def _footnotes() -> bytes:
    """Footnotes: the same twice, one address in two notes, one without an address, one beside a link."""
    document = blank()
    document.add_heading('Vattenklustret växer', 0)
    document.add_heading('Vad kom ut av det?', 1)
    first = document.add_paragraph('Strategin fick ett nytt område')
    refer(first, 1)
    first.add_run(', och klustret fick tio medlemmar.')
    refer(first, 2)
    second = document.add_paragraph('Området står kvar i nästa strategi.')
    refer(second, 3)
    refer(second, 4)
    third = document.add_paragraph('Se ')
    link(third, 'klustrets sida', 'https://www.example.net/')
    third.add_run(', som också räknar upp medlemmarna.')
    refer(third, 5)
    add_notes(document, {1: REPORT, 2: STUDY, 3: REPORT, 4: WORDS, 5: 'Se https://www.example.net/ och där Medlemmar.'})
    return saved(document)


def _endnotes() -> bytes:
    """Endnotes and a footnote, and one of them in a table."""
    document = blank()
    document.add_heading('Vind till havs', 0)
    document.add_heading('Vad kom ut av det?', 1)
    paragraph = document.add_paragraph('Hamnen byggdes ut.')
    refer(paragraph, 1, 'endnote')
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip((*table.rows[0].cells, *table.rows[1].cells), ('År', 'Kajer', '2024', '3'), strict=True):
        cell.text = words
    merge_head(table)
    refer(table.cell(1, 1).paragraphs[0], 1)
    add_notes(document, {1: STUDY}, 'endnote')
    add_notes(document, {1: 'Hamnen, Årsredovisning 2024, www.example.org/hamn.'})
    return saved(document)


def _listed() -> bytes:
    """Sources below headings of their own, one of them a note of the text too; and behind labels in the text."""
    document = blank()
    document.add_heading('Vattenklustret växer', 0)
    document.add_heading('Vad kom ut av det?', 1)
    paragraph = document.add_paragraph('Strategin fick ett nytt område.')
    refer(paragraph, 1)
    caption = document.add_paragraph()
    caption.add_run('Källa').italic = True
    caption.add_run(': Kommunen, Karta över vattnet 2024')
    document.add_heading('Vad var svårt?', 1)
    document.add_paragraph('Ingen ägde frågan mellan mötena.')
    document.add_heading('Källförteckning', 1)
    document.add_paragraph('Följande har lästs under arbetet.')
    document.add_paragraph(REPORT, style='List Bullet')
    linked = document.add_paragraph(style='List Bullet')
    link(linked, 'Klustrets årsbok', 'https://www.example.net/arsbok')
    linked.add_run(', Linköpings universitet 2023')
    document.add_paragraph('Samtal med tre kommuner, våren 2024', style='List Bullet')
    document.add_heading('Länkar', 1)
    document.add_paragraph('Klustret: https://www.example.net/; kommunen: https://www.example.org/kommunen')
    document.add_heading('Till sist', 1)
    document.add_paragraph('Nu tar klustret över.')
    document.add_paragraph('Källor: Region Exempel, Slutrapport, https://www.example.org/slut.')
    add_notes(document, {1: REPORT})
    return saved(document)


def _numbered() -> bytes:
    """A numbered list of sources that the text cites by number, alone, in pairs and in a range, also in a table."""
    document = blank()
    document.add_heading('Vind till havs', 0)
    document.add_heading('Vad var frågan?', 1)
    document.add_paragraph('Hamnen behövde fler kajer [2]. Det visste alla [1, 3], också kommunerna [1–3].')
    document.add_heading('Vad kom ut av det?', 1)
    table = document.add_table(rows=2, cols=2)
    cells = ('År', 'Kajer', '2024', '3 [2]')
    for cell, words in zip((*table.rows[0].cells, *table.rows[1].cells), cells, strict=True):
        cell.text = words
    merge_head(table)
    document.add_heading('Referenser:', 1)
    for line in (
        '[1]\tLinköpings universitet: Så växte hamnen. http://www.example.com/hamn',
        '[2] Hamnen, Årsredovisning 2024, www.example.org/hamn.',
        '[3] Uppgift från hamnen',
        '[4] Region Exempel, Strategi',
    ):
        document.add_paragraph(line)
    return saved(document)


def _exported() -> bytes:
    """What our own export writes: bookmarks around notes, facts in a section of their own, Markdown word for word."""
    document = blank()
    document.styles.add_style('S3 Markdown', WD_STYLE_TYPE.PARAGRAPH)
    document.add_heading('Fallet som var ute på remiss', 0)
    heading = document.add_heading('Uppgifter', 1)
    set_bookmark(heading.runs[0], 's3_header', 90)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = 'Skede', 'Pågår'
    document.add_heading('Vad var frågan?', 1)
    paragraph = document.add_paragraph('Kommunerna frågade efter ett gemensamt mål.')
    refer(paragraph, 1, bookmark='s3_exempel_strategi')
    document.add_paragraph(':::{note}\nRutan står som den stod.\n:::', style='S3 Markdown')
    document.add_heading('En underrubrik', 2)
    document.add_paragraph('Det sista stycket.', style='Quote')
    add_notes(document, {1: REPORT})
    return saved(document)


def _tracked() -> bytes:
    """Changes by two, one below a heading."""
    document = blank()
    document.add_heading('Fordon och el', 0)
    document.add_heading('Vad var frågan?', 1)
    paragraph = document.add_paragraph('Företagen sökte ')
    changed(paragraph, 'del', 'personal')
    changed(paragraph, 'ins', 'kompetens')
    paragraph.add_run(' i hela länet.')
    return saved(document)


def _commented() -> bytes:
    """Comments on words of two sections."""
    document = blank()
    document.add_heading('Fordon och el', 0)
    document.add_heading('Vad kom ut av det?', 1)
    paragraph = document.add_paragraph('Tre företag anställde.')
    document.add_comment(paragraph.runs, text='Stämmer siffran?', author='Karin Exempelsson', initials='KE')
    return saved(document)


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    'fotnoter.docx': _footnotes,
    'slutnoter.docx': _endnotes,
    'kallforteckning.docx': _listed,
    'numrerade-kallor.docx': _numbered,
    'tillbaka-fran-remiss.docx': _exported,
}
STOPPED: dict[str, Callable[[], bytes]] = {'andringar.docx': _tracked, 'kommentarer.docx': _commented}
