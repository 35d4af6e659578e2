"""Golden fact sheets: what stands on the sheet of every kind, line by line, with all fields filled and with the least.

Each line is ``name: value | value``. A link is ``[kind:id]`` or ``[kind:id words]``, a note ``^source``, English
``<en words>``, an address for mail ``<mailbox>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from s3ext.core.model.fact_sheet import record_facts
from s3ext.core.model.sheet import Address, Foreign, Lasting, Mailbox, Note, RecordLink, as_of
from tests.fact_samples import WRITTEN
from tests.kinds import KINDS
from tests.unit.conftest import LEAST
from tests.unit.test_model import DOCNAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from s3ext.core.model.entries import Entry
    from s3ext.core.model.labels import Labels

SHEETS = {
    'case': (
        'Regioner: [region:region-ett], [region:region-tva]\n'
        'Teman: [theme:tema-ett], [theme:tema-tva]\n'
        'Period: Januari 2011 – 2013 | Tiden är osäker.\n'
        'Läge: Avbrutet\n'
        'Varför det avbröts: Därför blev det så.\n'
        'I stället kom: Detta blev det.\n'
        'Finansiering: Pengar ett.^kalla-a^kalla-b | Pengar två.^kalla-b\n'
        'Omfattning: Så stort var det.^kalla-a\n'
        'Arbetsinsats: Måttlig\n'
        'Kostnad: 10–50 miljoner kronor\n'
        'Vem man kan fråga: Samordnaren för nät, Enheten för nät (gäller till 6 maj 2031) <nat@example.org>\n'
        'Aktörer: Aktör ett, Aktör två\n'
        'Piloter: [pilot:pilot-ett] | [pilot:pilot-tva]\n'
        'Delar av processen: [process:fardplan Färdplan], [process:roller-ansvar Roller och ansvar]\n'
        'Nivå: Över nationsgränsen\n'
        'Mål: Målet med fallet.\n'
        'Hinder: [obstacle:hinder-ett] (något gjordes): Så gick det.^kalla-d'
        ' | [obstacle:hinder-tva] (inte hanterat): Så gick det inte.^kalla-a\n'
        'Slags aktörer: Näringsliv, Civilsamhälle\n'
        'Hållbarhet (redaktionens bedömning): Miljömässig, Ekonomisk\n'
        'Bygger på: [case:fall-ett] | [case:fall-tva]\n'
        'Ändrat mot förlagan: Detta gjordes annorlunda.\n'
        'Se även: [case:fall-tre] | [case:fall-fyra]\n'
        'Frågor som sidan svarar på: Första frågan? | Andra frågan?\n'
        'Kallas också: Svenskt namn ett, Svenskt namn två, SNE, SNT\n'
        'Sammanfattning på engelska: <en This English summary of fallet is long enough to pass every test.>\n'
        'Genomgånget av redaktionen: 3 februari 2024\n'
    ),
    'theme': (
        'Namn på engelska: <en The theme>\n'
        'Överordnat tema: [theme:tema-ett]\n'
        'Frågor som sidan svarar på: Första frågan? | Andra frågan?\n'
        'Kallas också: Svenskt namn ett, Svenskt namn två, SNE, SNT\n'
        'Sammanfattning på engelska: <en This English summary of temat is long enough to pass every test.>\n'
        'Genomgånget av redaktionen: 3 februari 2024\n'
    ),
    'pilot': (
        'Regioner: [region:region-ett], [region:region-tva]\n'
        'Teman: [theme:tema-ett], [theme:tema-tva]\n'
        'Period: 2014 – maj 2016 | Slutet är osäkert.\n'
        'Läge: Pågår\n'
        'Söker: Fler regioner söks.\n'
        'Vem man kan fråga: Samordnaren för nät, Enheten för nät (gäller till 6 maj 2031) <nat@example.org>\n'
        'Slag: EU-pilot\n'
        'Nivå: Mellan regioner\n'
        'Nationella aktörer: Myndighet ett, Myndighet två\n'
        'Europeiska aktörer: Byrå ett, Byrå två\n'
        'Frågor som sidan svarar på: Första frågan? | Andra frågan?\n'
        'Kallas också: Svenskt namn ett, Svenskt namn två, SNE, SNT\n'
        'Sammanfattning på engelska: <en This English summary of piloten is long enough to pass every test.>\n'
        'Genomgånget av redaktionen: 3 februari 2024\n'
    ),
    'region': (
        'Prioriterade områden: Område ett (bortvalt) – skäl: Det var för dyrt.'
        ' – i stället kom: Något annat blev det.^kalla-b^kalla-c'
        ' – tema: [theme:tema-ett], [theme:tema-tva] | Område två^kalla-c\n'
        'Strategi: Strategins titel^kalla-a^kalla-b\n'
        'Slags dokument: Program eller handlingsplan\n'
        'Strategin gäller: 2017 – juli 2019 | Strategins tid är osäker.\n'
        'Beslutad: 12 november 2016\n'
        'Läge för strategin: Perioden har gått ut; ingen efterföljare har vi sett\n'
        'Senast sedd i en daterad källa: augusti 2020\n'
        'Program i regionalfonden: Västsverige^kalla-b^kalla-c\n'
        'Vem man kan fråga: Samordnaren för nät, Enheten för nät (gäller till 6 maj 2031) <nat@example.org>\n'
        'Ansvarig: Region Norr\n'
        'Län: Skåne län (länskod 12)\n'
        'Statistisk indelning: Sydsverige (SE22), SE224\n'
        'Länets struktur: Kust, Industri\n'
        'Folkmängd: 300 000–500 000 invånare^kalla-a\n'
        'Grannregioner: [region:region-ett], [region:region-tva]\n'
        'Fanns i en äldre strategi, finns inte i den senaste (vår jämförelse): Område noll (senast i planen från 2012)'
        '^kalla-a – Ingår i område två. | Område minus ett^kalla-b\n'
        'Orter och landskap: Ort ett, Landskap två\n'
        'Kallas också: Svenskt namn ett, Svenskt namn två, SNE, SNT\n'
        'Sammanfattning på engelska: <en This English summary of regionen is long enough to pass every test.>\n'
        'Genomgånget av redaktionen: 3 februari 2024\n'
    ),
    'chapter': (
        'Frågor som sidan svarar på: Första frågan? | Andra frågan?\n'
        'Kallas också: Svenskt namn ett, Svenskt namn två, SNE, SNT\n'
        'Sammanfattning på engelska: <en This English summary of kapitlet is long enough to pass every test.>\n'
    ),
    'obstacle': (
        'Så låter det: ”Så låter det ett” | ”Så låter det två”\n'
        'Nivå: Lokalt, EU\n'
        'Vem kan undanröja det: Ägare ett | Ägare två\n'
        'Delar av processen: [process:fardplan Färdplan], [process:roller-ansvar Roller och ansvar]\n'
        'Så låter det också: ”Så låter det tre”\n'
        'Kallas också: Svenskt namn ett, Svenskt namn två, SNE, SNT\n'
        'Sammanfattning på engelska: <en This English summary of hindret is long enough to pass every test.>\n'
        'Genomgånget av redaktionen: 3 februari 2024\n'
    ),
    'method': (
        'Arbetsinsats: Stor\n'
        'Data som behövs: Siffror om allt.\n'
        'Delar av processen: [process:fardplan Färdplan], [process:roller-ansvar Roller och ansvar]\n'
        'Fall: [case:fall-ett] | [case:fall-tva]\n'
        'Frågor som sidan svarar på: Första frågan? | Andra frågan?\n'
        'Kallas också: Svenskt namn ett, Svenskt namn två, SNE, SNT\n'
        'Sammanfattning på engelska: <en This English summary of metoden is long enough to pass every test.>\n'
        'Genomgånget av redaktionen: 3 februari 2024\n'
    ),
    'workshop': (
        'Tid: 2 dagar, 1 timme 35 minuter\n'
        'Antal personer: 7–23 personer, 4 vid varje bord\n'
        'För vem: Handläggare, Kluster och företag\n'
        'Delar av processen: [process:fardplan Färdplan], [process:roller-ansvar Roller och ansvar]\n'
        'Teman: [theme:tema-ett], [theme:tema-tva]\n'
        'Material: Material ett | Material två\n'
        'Skriv ut: 3 per person: [template:mall-ett] – 69 för 23 deltagare'
        ' | 5 per bord: bladet till deltagarna – 30 för 23 deltagare'
        ' | 2 per grupp: Utskrift tre (ert eget underlag) – 12 för 23 deltagare'
        ' | 9 exemplar: Utskrift fyra (ert eget underlag)\n'
        'Före: Före ett | Före två\n'
        'Efter: Efter ett | Efter två\n'
        'Fall: [case:fall-ett] | [case:fall-tva]\n'
        'Frågor som sidan svarar på: Första frågan? | Andra frågan?\n'
        'Kallas också: Svenskt namn ett, Svenskt namn två, SNE, SNT\n'
        'Sammanfattning på engelska: <en This English summary of workshoppen is long enough to pass every test.>\n'
        'Genomgånget av redaktionen: 3 februari 2024\n'
    ),
    'template': (
        'Underlag: Redaktionens förslag\n'
        'Används i: Workshoppar\n'
        'För vem: Handläggare, Kluster och företag\n'
        'Delar av processen: [process:fardplan Färdplan], [process:roller-ansvar Roller och ansvar]\n'
        'Filer: Word, Excel\n'
        'Passar också i: [workshop:workshop-ett]\n'
        'Metoder: [method:metod-ett] | [method:metod-tva]\n'
        'Fall: [case:fall-ett] | [case:fall-tva]\n'
        'Kallas också: Svenskt namn ett, Svenskt namn två, SNE, SNT\n'
        'Sammanfattning på engelska: <en This English summary of mallen is long enough to pass every test.>\n'
        'Genomgånget av redaktionen: 3 februari 2024\n'
    ),
    'glossary': (
        'Kallas också: Svenskt namn ett, Svenskt namn två, SNE, SNT\n'
        'Sammanfattning på engelska: <en This English summary of ordlistan is long enough to pass every test.>\n'
    ),
    'page': '',
}
#: the same with nothing but what each kind must say
SMALLEST = {
    'case': (
        'Region: Hela landet\nPeriod: 2020–2022\nLäge: Avslutat\n'
        'Genomgånget av redaktionen: 1 januari 2026\nFramgår inte av källorna: Vem man kan fråga\n'
    ),
    'theme': ('Namn på engelska: <en Theme>\nGenomgånget av redaktionen: 1 januari 2026\n'),
    'pilot': (
        'Period: 2020–2022\n'
        'Läge: Avslutat\n'
        'Slag: Nationell pilot eller satsning\n'
        'Nivå: Nationellt\n'
        'Genomgånget av redaktionen: 1 januari 2026\n'
        'Framgår inte av källorna: Regioner, Vem man kan fråga\n'
    ),
    'region': (
        'Prioriterade områden: Vi har inte hittat några beslutade prioriteringar\n'
        'Strategi: Vi har inte hittat någon strategi\n'
        'Ansvarig: Region Alfa\n'
        'Län: Alfa län (länskod 01)\n'
        'Statistisk indelning: Stockholm (SE11), SE110\n'
        'Genomgånget av redaktionen: 1 januari 2026\n'
        'Framgår inte av källorna: Program i regionalfonden, Vem man kan fråga, Folkmängd, Grannregioner\n'
    ),
    'chapter': '',
    'obstacle': ('Nivå: Regionalt\nVem kan undanröja det: Regeringen\nGenomgånget av redaktionen: 1 januari 2026\n'),
    'method': ('Genomgånget av redaktionen: 1 januari 2026\n'),
    'workshop': (
        'Tid: 1 timme 30 minuter\n'
        'Antal personer: 8–20 personer\n'
        'För vem: Handläggare\n'
        'Genomgånget av redaktionen: 1 januari 2026\n'
    ),
    'glossary': '',
    'page': '',
}


#: contacts of the samples hold
TODAY = '2026-01-01'


def shown(part: Lasting) -> str:
    match part:
        case RecordLink(kind=kind, target=target, text=words):
            return f'[{kind}:{target} {words}]' if words else f'[{kind}:{target}]'
        case Note(source=source):
            return f'^{source}'
        case Foreign(text=words):
            return f'<en {words}>'
        case Mailbox(address=address):
            return f'<{address}>'
        case Address(text=words, url=url):
            return f'[{url} {words}]'
    return part


def sheet(entry: Entry, labels: Labels) -> str:
    """The sheet of the record of *entry* as text."""
    assert entry.record is not None
    lines = [
        f'{fact.name}: {" | ".join("".join(map(shown, as_of(value, TODAY))) for value in fact.values)}\n'
        for fact in record_facts(entry.record, labels)
    ]
    return ''.join(lines)


@pytest.mark.parametrize('kind', SHEETS)
def test_what_people_ask_or_say_finds_the_page(kind: str, make: Callable[..., Entry]) -> None:
    written = WRITTEN[kind]
    record = make('cases/region-ett/fall' if kind == 'case' else DOCNAMES[kind], **written).record
    assert record is not None
    # all that is said of an obstacle, also what does not stand at the top of its sheet
    assert [*record.sentences()] == (written.get('questions') or written.get('heard_as') or [])


@pytest.mark.parametrize('kind', SHEETS)
def test_the_sheet_of_a_record_with_every_field(kind: str, make: Callable[..., Entry], labels: Labels) -> None:
    docname = 'cases/region-ett/fall' if kind == 'case' else DOCNAMES[kind]
    assert sheet(make(docname, **WRITTEN[kind]), labels) == SHEETS[kind]


@pytest.mark.parametrize('kind', SMALLEST)
def test_the_sheet_of_a_record_with_the_least(kind: str, make: Callable[..., Entry], labels: Labels) -> None:
    assert sheet(make(DOCNAMES[kind], **LEAST[kind]), labels) == SMALLEST[kind]


NOT_FOUND, WHOM = 'Framgår inte av källorna', 'Vem man kan fråga'
#: what the sheet says where less, or something else, is known: docname, the fields, and the lines that are told
VARIANTS: list[tuple[str, dict[str, object], list[str]]] = [
    ('cases/nationellt/fall', {'reviewed_on': None}, ['Genomgånget av redaktionen: Nej, sidan är ett utkast']),
    ('cases/region-ett/fall', {'regions': ['region-ett']}, ['Region: [region:region-ett]']),
    ('cases/nationellt/fall', {'period': {'from': '2019'}}, ['Period: Från 2019']),
    ('cases/nationellt/fall', {'period': {'to': '2019-05-06'}}, ['Period: Till 6 maj 2019']),
    ('cases/nationellt/fall', {'period': {'note': 'Okänd tid.'}}, ['Period: Okänd tid.']),
    # with lessons it stands after them, in the text
    (
        'cases/nationellt/fall',
        {'transfer': {'needs': 'Tid.', 'keep': 'Allt.'}},
        ['Förutsättningar: Tid.', 'Behåll: Allt.'],
    ),
    (
        'cases/nationellt/fall',
        {'transfer': {'needs': 'Tid.', 'keep': 'Allt.'}, 'lessons': [{'text': 'Mät.', 'by': 'editors'}]},
        [],
    ),
    ('cases/nationellt/fall', {'transfer': {'effort': 'low'}}, ['Arbetsinsats: Liten']),
    (
        'cases/nationellt/fall',
        {'ask': {'role': 'Roll', 'unit': 'Enhet', 'valid_until': '2030-01-02'}},
        ['Vem man kan fråga: Roll, Enhet (gäller till 2 januari 2030)'],
    ),
    # what a list of terms calls not stated stands with what is left out
    ('cases/nationellt/fall', {'stage': 'not-stated'}, [f'{NOT_FOUND}: Läge, Vem man kan fråga']),
    (
        'docs/pilots/pilot',
        {'regions': ['region-ett']},
        ['Region: [region:region-ett]', f'{NOT_FOUND}: {WHOM}'],
    ),
    ('docs/themes/tema', {'aliases': {'sv': [], 'en': ['Only English'], 'short': []}}, []),
    ('docs/themes/tema', {'aliases': {'sv': [], 'en': [], 'short': ['KORT']}}, ['Kallas också: KORT']),
    ('docs/obstacles/hinder', {'aliases': {'sv': ['Namn'], 'en': [], 'short': []}}, ['Kallas också: Namn']),
    (
        'docs/regions/region',
        {'strategy': {'title': 'Titel', 'source': ['rapport']}},
        [
            'Strategi: Titel^rapport',
            'Senast sedd i en daterad källa: Källorna är odaterade',
            f'{NOT_FOUND}: Strategin gäller, Beslutad, Program i regionalfonden, {WHOM}, Folkmängd, Grannregioner',
        ],
    ),
    (
        'docs/regions/region',
        {'priorities': [{'label': 'Område', 'source': ['rapport'], 'themes': ['tema-ett']}]},
        ['Prioriterade områden: Område^rapport – tema: [theme:tema-ett]'],
    ),
]


@pytest.mark.parametrize(('docname', 'fields', 'lines'), VARIANTS)
def test_what_the_sheet_says_of_less(
    docname: str, fields: dict[str, object], lines: list[str], make: Callable[..., Entry], labels: Labels
) -> None:
    """The lines that the fields add to, or change on, the smallest sheet of the kind."""
    smallest = SMALLEST[KINDS.type_of(docname)].splitlines()
    assert [line for line in sheet(make(docname, **fields), labels).splitlines() if line not in smallest] == lines
