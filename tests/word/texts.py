"""Documents of Word: headings, lists, tables, pictures, and what people fake of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.enum.text import WD_BREAK

from .docx_parts import add_emf, blank, field, link, merge_head, picture, png, saved, set_bookmark, text_box

QUESTIONS = (
    'Vad var frågan?',
    'Vad gjordes, och av vem?',
    'Vad kom ut av det?',
    'Vad var svårt?',
    'Vad kan du ta med dig?',
)
ANSWERS = (
    'Kommunerna i länet tappade unga vuxna, och näringslivet sökte folk med kunskap om vatten och energi.',
    'Regionen bjöd in kommuner, lärosäten och företag till fyra samtal om vad länet är bra på.',
    'Två kommuner och ett lärosäte arbetar vidare med vatten. Strategin fick ett nytt område.',
    'Företagen hade svårt att avsätta tid, och ingen ägde frågan mellan mötena.',
    'Börja med ett samtal om en fråga som alla känner igen, och bestäm vem som ringer efter mötet.',
)


def _titled() -> bytes:
    """A title, the five questions as headings of the first level, a subheading and a quotation."""
    document = blank()
    document.add_heading('Vatten som styrkeområde', 0)
    for question, answer in zip(QUESTIONS, ANSWERS, strict=True):
        document.add_heading(question, 1)
        document.add_paragraph(answer)
    document.add_heading('Det första samtalet', 2)
    document.add_paragraph('Det första samtalet handlade om en enda fråga.')
    document.add_paragraph('Vi visste inte att grannkommunen hade samma fråga.', style='Intense Quote')
    return saved(document)


def _everyday() -> bytes:
    """Everyday names of sections, and text before the first of them; the title is the first heading."""
    document = blank()
    document.add_heading('Energi i fem kommuner', 1)
    document.add_paragraph('Underlaget skrevs efter det sista mötet i projektet.')
    names = ('Bakgrund', 'Genomförande', 'Resultat', 'Svårigheter', 'Lärdomar')
    for name, answer in zip(names, ANSWERS, strict=True):
        document.add_heading(name, 2)
        document.add_paragraph(answer)
    document.add_heading('Sammanfattning', 2)
    document.add_paragraph('Fem kommuner samlade sin kunskap om energi och fick ett gemensamt område i strategin.')
    return saved(document)


def _bold() -> bytes:
    """No styles at all: a large title, bold lines in the place of headings, underlined words, colours."""
    document = blank()
    for line in ('Skog och trä i samverkan', *(part for pair in zip(QUESTIONS, ANSWERS, strict=True) for part in pair)):
        paragraph = document.add_paragraph()
        run: Any = paragraph.add_run(line)
        run.bold = line not in ANSWERS
    paragraph = document.add_paragraph('Mötena hölls i ')
    paragraph.add_run('Växjö').underline = True
    paragraph.add_run(' och på nätet, och alla fick ')
    paragraph.add_run('samma').italic = True
    paragraph.add_run(' underlag.')
    return saved(document)


def _faked() -> bytes:
    """Lists that are paragraphs with a sign and a tab, with numbers or with letters, one of them nested by indent."""
    document = blank()
    document.add_heading('Livsmedel från gård till grossist', 0)
    document.add_heading('Vad gjordes, och av vem?', 1)
    document.add_paragraph('Arbetet hade fyra delar:')
    for line in ('•\tKartläggning av företagen', '•\tSamtal med kommunerna', '·\tEn gemensam bild', '-\tEtt beslut'):
        document.add_paragraph(line)
    document.add_paragraph('Stegen togs i ordning:')
    for line in ('1.\tBjud in', '2.\tLyssna', '3.\tBestäm'):
        document.add_paragraph(line)
    document.add_paragraph('Två vägar prövades:')
    for line in ('a) Ett möte för alla', 'b) Ett möte i varje kommun'):
        document.add_paragraph(line)
    document.add_paragraph('– Det var då vi förstod, sade en av kommunerna.')
    document.add_paragraph('2024. Året då arbetet började, kom 15 företag.')
    return saved(document)


def _nested() -> bytes:
    """Word's own lists in three levels, numbers in points, and a paragraph that goes on with a point."""
    document = blank()
    document.add_heading('Turism i glesbygd', 0)
    document.add_heading('Vad gjordes, och av vem?', 1)
    levels = (
        ('Regionen höll i arbetet', 'List Bullet'),
        ('bjöd in', 'List Bullet 2'),
        ('med brev', 'List Bullet 3'),
        ('Kommunerna ställde upp med folk', 'List Bullet'),
    )
    for line, style in levels:
        document.add_paragraph(line, style=style)
    document.add_paragraph('Mellantext som skiljer listorna åt.')
    for line, style in (
        ('Fråga först', 'List Number'),
        ('alla på en gång', 'List Number 2'),
        ('Svara sedan', 'List Number'),
    ):
        document.add_paragraph(line, style=style)
    return saved(document)


def _merged() -> bytes:
    """Tables: merged cells without a marked head, one with a head, one of a single cell, line breaks in a cell."""
    document = blank()
    document.add_heading('Batterier och kompetens', 0)
    document.add_heading('Vad kom ut av det?', 1)
    table: Any = document.add_table(rows=4, cols=3)
    rows = (
        ('Kommun', 'Företag', 'Deltagare'),
        ('Norr', '12', '40'),
        ('', '7', '21 | varav 9 på distans'),
        ('Summa', '', '61'),
    )
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    document.add_paragraph('Så här fördelades tiden:')
    second: Any = document.add_table(rows=2, cols=2)
    for cell, word in zip(
        (*second.rows[0].cells, *second.rows[1].cells), ('Del', 'Timmar', 'Möten', '12'), strict=True
    ):
        cell.text = word
    second.cell(1, 0).add_paragraph('och efterarbete')
    merge_head(second)
    document.add_paragraph('Det viktigaste:')
    frame: Any = document.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = 'Företagen stannade kvar i samtalet när frågan var deras egen.'
    return saved(document)


def _pictures() -> bytes:
    """Pictures with and without an alternative text, and a drawing of a kind that no browser shows."""
    document = blank()
    document.add_heading('Rymd och satelliter', 0)
    document.add_heading('Vad gjordes, och av vem?', 1)
    document.add_paragraph('Deltagarna ritade en karta över vilka som gör vad.')
    picture(document, png(), 'Karta över länet med fyra markerade orter')
    document.add_paragraph('En andra bild togs på mötet.')
    picture(document, png(shade=200), '')
    add_emf(document, 'Diagram över satsade medel')
    document.add_paragraph('Bilderna ligger kvar hos regionen.')
    return saved(document)


def _boxes() -> bytes:
    """A text box, a header and a footer with page numbers, and an empty page between."""
    document = blank()
    document.add_heading('Hälsa och ny teknik', 0)
    document.add_heading('Vad var frågan?', 1)
    paragraph = document.add_paragraph('Vården behövde nya sätt att pröva teknik.')
    text_box(paragraph, ['Faktaruta: tre vårdcentraler var med.', 'De valdes av regionen.'])
    section = document.sections[0]
    section.header.paragraphs[0].text = 'Region Exempel – arbetsmaterial'
    field(section.footer.paragraphs[0], ' PAGE ', '1')
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_heading('Vad kom ut av det?', 1)
    document.add_paragraph('Tre vårdcentraler prövar utrustning åt företag.')
    return saved(document)


def _hidden() -> bytes:
    """Soft hyphens, zero width, no-break spaces and hyphens, letters in two parts, a sign of Word's own typeface."""
    document = blank()
    document.add_heading('Digital\u00adi\u00adsering i sma\u030a företag', 0)
    document.add_heading('Vad var\u00a0frågan?', 1)
    document.add_paragraph(
        'Före\u00adtagen\u200b hade 250\u00a0000 kronor\ufeff och 12\u00a0% av tiden; samverkans\u2011avtal\u00a0fanns.'
    )
    document.add_paragraph('\uf0b7\tFo\u0308rsta punkten')
    document.add_paragraph('\uf0b7\tAndra punkten med en pil \uf0e0 åt höger')
    document.add_paragraph('Priset skrevs som 3 * 4 * 5, i filen avtal_2024_slutlig, och [inte bestämt] än.')
    document.add_paragraph('# är ingen rubrik, <b> är ingen kod och {term} är ingen roll. 100 % av $ blev kvar.')
    return saved(document)


def _links() -> bytes:
    """Links to the web, to a letter, to a place in the file, to a file of somebody's own; bare addresses."""
    document = blank()
    document.add_heading('Cirkulär textil', 0)
    document.add_heading('Vad gjordes, och av vem?', 1)
    paragraph = document.add_paragraph('Arbetet beskrivs av ')
    link(paragraph, 'regionen', 'https://www.example.org/textil?del=1&sida=2')
    paragraph.add_run(' och i ')
    link(paragraph, 'avsnittet om resultat', anchor='resultat')
    paragraph.add_run('. Underlaget finns i ')
    link(paragraph, 'en mapp', 'file:///C:/Users/karin/textil.docx')
    paragraph.add_run('. Se också https://www.example.org/mer_om_textil/ för mer.')
    heading = document.add_heading('Vad kom ut av det?', 1)
    set_bookmark(heading.runs[0], 'resultat', 41)
    document.add_paragraph('Tre företag delar på en tvättanläggning.')
    return saved(document)


def _contents() -> bytes:
    """A table of contents that Word made, then a document with headings in four levels, one of them skipped."""
    document = blank()
    document.add_heading('Innovation i offentlig sektor', 0)
    style: Any = document.styles.add_style('toc 1', 1)
    style.base_style = document.styles['Normal']
    for number, words in enumerate(QUESTIONS, 1):
        paragraph = document.add_paragraph(style='toc 1')
        link(paragraph, f'{words}\t{number}', anchor=f'_Toc{number}')
    for question, answer in zip(QUESTIONS, ANSWERS, strict=True):
        document.add_heading(question, 1)
        document.add_paragraph(answer)
        if question == QUESTIONS[1]:
            document.add_heading('Mötena', 2)
            document.add_paragraph('Mötena hölls var sjätte vecka.')
            document.add_heading('Före mötet', 4)
            document.add_paragraph('Alla läste samma sida.')
            document.add_heading('Enkäten', 2)
            document.add_paragraph('Enkäten gick till 80 företag.')
    return saved(document)


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    'titel-och-rubriker.docx': _titled,
    'vardagliga-rubriker.docx': _everyday,
    'feta-rubriker.docx': _bold,
    'skrivna-listor.docx': _faked,
    'listor-i-nivaer.docx': _nested,
    'tabeller.docx': _merged,
    'bilder.docx': _pictures,
    'textrutor.docx': _boxes,
    'dolda-tecken.docx': _hidden,
    'lankar.docx': _links,
    'innehallsforteckning.docx': _contents,
}
