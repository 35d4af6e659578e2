"""Editions of a whole site: what each holds, that its numbers are right, and that only what changed is made again."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

from s3ext.core.print.editions import MOST_WORDS
from s3ext.pdf.manifest import read_manifest
from s3ext.pdf.typeset import FEWEST_INDEXED, MOST_SHORT
from s3ext.writing.pdf_plan import ChoiceError
from tests.pdfkit import check_contents, check_references
from tests.site.sitekit import build_clean, contents
from tools.check_pdf import check

MakeApp = Callable[..., SphinxTestApp]
Edit = Callable[[Path, str, str], None]
CASES = {'annat-fall', 'ett-fall', 'tredje-fall'}
NUMBER = re.compile(r'\(s\.\s(\d+)\)')


def make(site: Path, *choices: str, **settings: Any) -> Path:
    """Build what *choices* ask for; any warning fails the test. Returns the folder of PDFs."""
    return build_clean(site, 'typstpdf', s3_pdf=list(choices), **settings).out


@pytest.fixture(scope='module')
def all_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with all its editions; the site's folder. Tests that change it copy it."""
    root = Path(__file__).parent
    site = tmp_path_factory.mktemp('editions') / 'site'
    shutil.copytree(root / 'roots' / 'mini', site)
    shutil.copy(root.parent / 'docs' / 'vocabulary.yaml', site / 'docs' / 'vocabulary.yaml')
    make(site, 'all')
    return site


def folder(site: Path) -> Path:
    return site / '_build' / 'typstpdf'


def text_of(reader: pypdf.PdfReader) -> str:
    text = ' '.join(page.extract_text() for page in reader.pages)
    return ' '.join(text.replace('\N{WORD JOINER}', '').split())


def bookmarks(reader: pypdf.PdfReader, items: list[Any] | None = None) -> dict[str, int]:
    """The page of each bookmark by its title; the first of several of the same title."""
    found: dict[str, int] = {}
    for item in reader.outline if items is None else items:
        if isinstance(item, list):
            found = {**bookmarks(reader, item), **found}
        else:
            number = reader.get_destination_page_number(item)
            assert number is not None
            found.setdefault(str(item.title), number + 1)
    return found


def test_every_kind_of_edition_is_made(all_made: Path) -> None:
    names = {file.stem for file in folder(all_made).glob('*.pdf')}
    assert names == {
        's3-handboken',
        's3-region-alfa', 's3-region-orsa', 's3-tema-varme', 's3-tema-vatten', 's3-pilot-prov',
        's3-process-fardplan',
        's3-workshop-verkstad-ledare', 's3-workshop-verkstad-deltagare',
        *(f's3-fall-{case}' for case in CASES),
    }  # fmt: skip
    manifest = read_manifest(folder(all_made))
    assert set(manifest.editions) == names
    for name, made in manifest.editions.items():
        file = folder(all_made) / f'{name}.pdf'
        assert (made.pages, made.size) == (len(pypdf.PdfReader(file).pages), file.stat().st_size)


def test_every_edition_is_accessible(all_made: Path) -> None:
    for file in sorted(folder(all_made).glob('*.pdf')):
        assert list(check(file)) == [], file.name


def test_a_region_holds_its_pilots_and_cases_and_says_what_it_is(all_made: Path) -> None:
    reader = pypdf.PdfReader(folder(all_made) / 's3-region-alfa.pdf')
    text = text_of(reader)
    assert reader.metadata is not None
    assert reader.metadata.title in bookmarks(reader)
    cover = ' '.join(reader.pages[0].extract_text().split())
    assert 'Regionen med sina piloter och fall' in cover
    assert 'Skrivna av redaktionen ur offentliga källor. Ingen region har godkänt texterna' in cover
    assert 'Filen skapad' in cover
    # what is seen at a glance needs neither
    assert len(reader.pages) <= MOST_SHORT
    assert 'Sakregister' not in bookmarks(reader)
    assert 'Innehåll' not in text.replace('Innehåll 2 fall', '')


def with_words(page: Path, words: int) -> None:
    """Put a section of so many *words* at the end of *page*."""
    lines = '\n\n'.join('Ordentligt. ' * 50 for _ in range(words // 50 + 1))
    page.write_text(page.read_text('utf-8') + f'\n## Mer om det\n\n{lines}\n', 'utf-8')


def test_a_long_edition_has_contents_and_an_index(mini_site: Path) -> None:
    with_words(mini_site / 'docs' / 'regions' / 'alfa.md', 3_200)
    reader = pypdf.PdfReader(make(mini_site, 's3-region-alfa') / 's3-region-alfa.pdf')
    assert len(reader.pages) > MOST_SHORT
    assert ('Sakregister' in bookmarks(reader)) == (len(reader.pages) > FEWEST_INDEXED)
    assert check_contents(reader) >= 2
    assert check_references(reader) >= 1


def test_many_words_are_printed_in_short(mini_site: Path, edit: Edit) -> None:
    """Of a page in short: title, summary, answer with all results and how they are known, and the sources of that."""
    case = mini_site / 'cases' / 'alfa' / 'ett-fall.md'
    edit(case, 'Vattnet blev renare.', 'Vattnet blev klart.')
    edit(
        case,
        'evidence: stated, source: [rapport]}',
        'evidence: stated, source: [rapport]}\n  - {claim: Fisken kom åter., evidence: document, source: [bok]}',
    )
    edit(
        case,
        'sources:',
        'sources:\n  - {id: annat, publisher: Kommunen, title: En lista, url: "https://example.org/lista"}\n'
        '  - {id: bok, publisher: Högskolan, title: En bok, url: "https://example.org/bok"}',
    )
    edit(case, 'Något gjordes.', 'Något gjordes.[^annat]')
    whole = text_of(pypdf.PdfReader(make(mini_site, 's3-region-alfa', folder='_one') / 's3-region-alfa.pdf'))
    assert 'Något gjordes.' in whole
    assert 'I korthet' not in whole
    with_words(case, MOST_WORDS)
    address = 'https://s3.exempel.se/'
    out = make(mini_site, 's3-region-alfa', folder='_two', html_baseurl=address)
    file = out / 's3-region-alfa.pdf'
    assert list(check(file)) == []
    reader = pypdf.PdfReader(file)
    short = text_of(reader)
    assert 'I korthet' in short and 'Resten står på sidan i handboken.' in short
    for words in ('Fallet ett-fall handlar om vatten', 'Vattnet blev klart.', 'Fisken kom åter.'):
        assert short.count(words) == 1, words
    for words in ('Något gjordes.', 'Ordentligt.', 'En lista', 'och 1 till'):
        assert words not in short, words
    assert f'Hela sidan: {address}cases/alfa/ett-fall.html' in short
    # the sources cited, numbered in the order in which they are
    part = short[short.index('Fallet ett-fall handlar') :]
    cited = re.findall(r'(klart|åter)\. ?\[(\d)\]', part)
    assert cited == [('klart', '1'), ('åter', '2')]
    assert part.index('[1] Region Alfa') < part.index('[2] Högskolan')


def test_lists_of_what_follows_are_titles_alone(mini_site: Path) -> None:
    """Each record is told once: its summary stands where it is, not in the list on the page that comes first."""
    text = text_of(pypdf.PdfReader(make(mini_site, 's3-tema-vatten') / 's3-tema-vatten.pdf'))
    assert text.count('Fallet ett-fall handlar om vatten och finns bara till för testerna.') == 1
    assert re.search(r'Ett fall \(s\. \d+\)', text)


def test_the_notes_of_a_glossary_with_few_words_are_numbered_from_one(mini_site: Path, edit: Edit) -> None:
    glossary = mini_site / 'docs' / 'glossary.md'
    term = (
        '  - {{id: ord{0}, term: bokstav{0}, term_en: letter, definition: Det är så., source: [k{0}], '
        'category: process, short: []}}\n'
    )
    source = '  - {{id: k{0}, publisher: Källa {0}, title: Bok, url: "https://example.org/{0}"}}\n'
    edit(glossary, 'terms:\n', 'terms:\n' + ''.join(map(term.format, 'abcde')))
    edit(glossary, 'sources:\n', 'sources:\n' + ''.join(map(source.format, 'abcde')))
    case = mini_site / 'cases' / 'orsa' / 'tredje-fall.md'
    case.write_text(case.read_text('utf-8') + '\nEn bokstavc och en bokstave.\n', 'utf-8')
    text = text_of(pypdf.PdfReader(make(mini_site, 'case=tredje-fall') / 's3-urval-tredje-fall.pdf'))
    part = text[text.index('Ordlista Två ord') :]
    assert re.findall(r'Det är så\. ?\[(\d)\]', part) == ['1', '2']
    assert re.findall(r'\[(\d)\] Källa (\w)', part) == [('1', 'c'), ('2', 'e')]


def test_a_leader_begins_with_the_run_sheet(all_made: Path) -> None:
    file = folder(all_made) / 's3-workshop-verkstad-ledare.pdf'
    reader = pypdf.PdfReader(file)
    first = ' '.join(reader.pages[0].extract_text().split())
    assert 'Till dig som leder workshoppen' in first
    assert 'Inledning' in first
    text = text_of(reader)
    places = [text.index(words) for words in ('Inledning', 'För vem', 'Rita vägen', 'Släpp in alla', 'I korthet')]
    assert places == sorted(places)
    assert 'Ordlista' not in bookmarks(reader)
    assert list(check(file)) == []


def test_a_filter_chooses_what_a_pdf_holds(mini_site: Path) -> None:
    """OR inside a field, AND between; in the order of lists, with a name that says what was chosen."""
    chosen = 'filter=(theme in [vatten, varme] and region = alfa)'
    out = make(mini_site, chosen, 'title=Vårt urval')
    (name,) = read_manifest(out).last
    assert name == 's3-urval-vatten-varme-alfa'
    reader = pypdf.PdfReader(out / f'{name}.pdf')
    titles = [str(item.title) for item in reader.outline if not isinstance(item, list)]
    assert [title for title in titles if title in ('Ett fall', 'Zonen', 'Ännu ett fall')] == [
        'Ett fall',
        'Ännu ett fall',
    ]
    assert reader.metadata is not None and reader.metadata.title == 'Vårt urval'
    pilots = make(mini_site, 'type=pilot', 'filter=id = prov', folder='_pilots')
    assert read_manifest(pilots).last == ('s3-urval-prov',)


@pytest.mark.parametrize(
    ('chosen', 'message'),
    [
        ('theme = vaten', r'theme "vaten" finns inte\. Menade du "vatten"'),
        ('tema = vatten', r'vid tecken 1: fältet "tema" finns inte\.'),
        ('stage = klar', r'vid tecken 9: "klar" finns inte att välja på'),
        ('theme = vatten and', r'Filtret går inte att använda'),
        ('id = ett-fal', r'id "ett-fal" finns inte\. Menade du "ett-fall"'),
        ('theme = vatten and stage = started', r'Inget passar filtret|"started" finns inte'),
    ],
)
def test_a_filter_that_cannot_be_used_says_why(mini_site: Path, make_app: MakeApp, chosen: str, message: str) -> None:
    app = make_app('typstpdf', srcdir=mini_site, confoverrides={'s3_pdf': [f'filter={chosen}']})
    with pytest.raises(ChoiceError, match=message):
        app.build()


@pytest.mark.parametrize('name', ['s3-handboken', 's3-region-alfa', 's3-tema-vatten'])
def test_the_numbers_in_contents_and_references_are_those_of_the_pages(all_made: Path, name: str) -> None:
    reader = pypdf.PdfReader(folder(all_made) / f'{name}.pdf')
    pages, text = bookmarks(reader), text_of(reader)
    for title, number in pages.items():
        if f'{title} .' in text or f'{title}.' in text:
            assert re.search(rf'{re.escape(title)}[ .]+{number}\b', text), title
    referred = [
        (title, int(number[1]))
        for title in pages
        for number in re.finditer(rf'{re.escape(title)} {NUMBER.pattern}', text)
    ]
    assert referred
    assert all(pages[title] == number for title, number in referred)


def test_participants_do_not_get_what_is_for_the_leader(all_made: Path) -> None:
    leader, participant = (
        text_of(pypdf.PdfReader(folder(all_made) / f's3-workshop-verkstad-{who}.pdf'))
        for who in ('ledare', 'deltagare')
    )
    assert 'Skriv ut' in leader or 'Antal personer' in leader
    assert 'Antal personer' not in participant
    assert len(participant) < len(leader)


@pytest.mark.parametrize('case', sorted(CASES))
def test_a_sheet_has_two_pages_at_most_and_says_all_that_its_page_does(all_made: Path, case: str) -> None:
    reader = pypdf.PdfReader(folder(all_made) / f's3-fall-{case}.pdf')
    assert len(reader.pages) <= 2
    # the web has links instead of the names of hosts
    said = text_of(reader).replace('\N{SOFT HYPHEN}', '').replace(' (example.org)', '')
    squeezed = ''.join(said.split()).replace('-', '')
    site = all_made
    html = build_clean(site, 'html', folder='_web').out if not (site / '_web').exists() else site / '_web' / 'html'
    page = BeautifulSoup(next(html.glob(f'cases/*/{case}.html')).read_text('utf-8'), 'html.parser')
    body = page.select_one('[role=main], .body')
    assert body is not None
    for part in body.select('.s3-relations, .s3-head-figure, .headerlink, nav, style'):
        part.decompose()
    # nobody finds a sheet of paper by its names
    for name in body.select('.s3-facts > dt'):
        if name.get_text(strip=True) in {'Kallas också', 'Sammanfattning på engelska'}:
            names = name.find_next_sibling('dd')
            assert names is not None
            names.decompose()
            name.decompose()
    statements = [part.get_text() for part in body.select('p, h1, h2, dt') if not part.select('[role=doc-footnote]')]
    assert len(statements) > 10
    for statement in statements:
        wanted = ''.join(re.sub(r'\[\d+\]', '', statement).split()).replace('-', '')
        assert wanted in re.sub(r'\[\d+\]', '', squeezed), statement


def test_a_sheet_answers_first_and_tells_cost_and_contact(mini_site: Path, edit: Edit) -> None:
    case = mini_site / 'cases' / 'orsa' / 'tredje-fall.md'
    known = (
        'ask: {role: Strategen, unit: Enheten, valid_until: 2099-01-01, mailbox: s3@orsa.example}\n'
        'funding:\n  - {text: Byn gav två miljoner kronor., source: [rapport]}\n'
    )
    edit(case, 'reviewed_on', f'{known}reviewed_on')
    reader = pypdf.PdfReader(make(mini_site, 's3-fall-tredje-fall') / 's3-fall-tredje-fall.pdf')
    text = text_of(reader)
    words = ('Vad kom ut', 'Byn gav två miljoner kronor.', 'Strategen, Enheten', 's3@orsa.example', 'Källor')
    assert [text.index(one) for one in words] == sorted(text.index(one) for one in words)
    assert len(reader.pages) <= 2


def test_only_editions_whose_content_changed_are_made_again(all_made: Path, tmp_path: Path, edit: Edit) -> None:
    site = tmp_path / 'site'
    shutil.copytree(all_made, site)
    before = {file.name: file.stat().st_mtime_ns for file in folder(site).glob('*.pdf')}
    make(site, 'all')
    assert {file.name: file.stat().st_mtime_ns for file in folder(site).glob('*.pdf')} == before
    case = next(site.glob('cases/orsa/tredje-fall.md'))
    case.write_text(case.read_text('utf-8') + '\nEn ny mening om ingenting.\n', 'utf-8')
    make(site, 'all')
    after = {file.name: file.stat().st_mtime_ns for file in folder(site).glob('*.pdf')}
    changed = {name for name in before if after[name] != before[name]}
    assert {'s3-handboken.pdf', 's3-fall-tredje-fall.pdf', 's3-region-orsa.pdf'} <= changed
    assert 's3-fall-ett-fall.pdf' not in changed
    assert 's3-workshop-verkstad-deltagare.pdf' not in changed


def test_a_pilot_holds_all_that_is_known_of_it(mini_site: Path, edit: Edit) -> None:
    """Planted: two cases of the pilot, one with an obstacle and a contact; of the pilot itself nobody knows one."""
    edit(mini_site / 'cases' / 'alfa' / 'annat-fall.md', 'pilots: []', 'pilots: [prov]')
    ask = 'ask: {role: Strategen, unit: Enheten, valid_until: 2099-01-01, mailbox: s3@alfa.example}\n'
    edit(mini_site / 'cases' / 'alfa' / 'annat-fall.md', 'reviewed_on', f'{ask}reviewed_on')
    reader = pypdf.PdfReader(make(mini_site, 'all') / 's3-pilot-prov.pdf')
    text = text_of(reader)
    titles = [item['/Title'] for item in flat(reader.outline)]
    assert [titles.count(case) for case in ('Ett fall', 'Ännu ett fall', 'Zonen')] == [1, 1, 0]
    for words in ('Alfa, Örsa', 'Tunt underlag', 'Man lånade av grannen.', 'Strategen, Enheten', 's3@alfa.example'):
        assert words in text, words
    assert 'Framgår inte av källorna Vem man kan fråga' in text
    pages = bookmarks(reader)
    for case in ('Ett fall', 'Ännu ett fall'):
        numbers = {int(number[1]) for number in re.finditer(rf'{case} {NUMBER.pattern}', text)}
        assert numbers == {pages[case]}, case


def flat(items: list[Any]) -> list[Any]:
    """The bookmarks in *items*, at any depth."""
    return [one for item in items for one in (flat(item) if isinstance(item, list) else [item])]


def test_a_collection_has_its_own_title(mini_site: Path) -> None:
    out = make(mini_site, 'region=alfa', 'case=tredje-fall', 'title=Till nämnden')
    assert read_manifest(out).last == ('s3-urval-alfa-tredje-fall',)
    reader = pypdf.PdfReader(out / 's3-urval-alfa-tredje-fall.pdf')
    assert reader.metadata is not None
    assert reader.metadata.title == 'Till nämnden'
    assert 'Ett urval ur S3-handboken' in text_of(reader)


def test_an_edition_that_uses_no_word_of_the_glossary_has_no_page_of_them(mini_site: Path) -> None:
    def pages(**settings: str) -> dict[str, int]:
        return bookmarks(pypdf.PdfReader(make(mini_site, 'case=tredje-fall', **settings) / 's3-urval-tredje-fall.pdf'))

    assert 'Ordlista' not in pages(folder='without')
    with (mini_site / 'cases' / 'orsa' / 'tredje-fall.md').open('a', encoding='utf-8') as file:
        file.write('\nDet gav samsyn.\n')
    assert 'Ordlista' in pages(folder='with')


def test_what_does_not_exist_cannot_be_chosen(mini_site: Path, make_app: MakeApp) -> None:
    app = make_app('typstpdf', srcdir=mini_site, confoverrides={'s3_pdf': ['region=alva']})
    with pytest.raises(ChoiceError, match=r'region "alva" finns inte\. Menade du "alfa"'):
        app.build()


def test_a_large_handbook_comes_in_volumes(mini_site: Path) -> None:
    out = make(mini_site, 'book', s3_pdf_most_pages=5)
    names = {file.stem for file in out.glob('*.pdf')}
    assert names == {'s3-handboken', 's3-handboken-alfa', 's3-handboken-orsa'}


def test_links_out_of_an_edition_lead_to_the_web_site_where_it_has_an_address(mini_site: Path) -> None:
    def addresses(folder: str, **settings: str) -> set[str]:
        reader = pypdf.PdfReader(make(mini_site, 'case=ett-fall', folder=folder, **settings) / 's3-urval-ett-fall.pdf')
        notes = [note.get_object() for page in reader.pages for note in page.get('/Annots', [])]
        return {note['/A']['/URI'] for note in notes if note.get('/A', {}).get('/S') == '/URI'}

    without = addresses('_one')
    assert not [address for address in without if 'regions/alfa' in address]
    assert 'https://s3.exempel.se/docs/regions/alfa.html' in addresses('_two', html_baseurl='https://s3.exempel.se/')


def test_pages_on_the_web_link_to_their_pdfs_only_where_there_are_any(all_made: Path, tmp_path: Path) -> None:
    site = tmp_path / 'site'
    shutil.copytree(all_made, site)
    plain = contents(build_clean(site, folder='_plain').out)
    linked = build_clean(
        site, folder='_web', s3_pdf_folder=str(folder(site)), html_sidebars={'**': ['s3-downloads.html']}
    )
    page = BeautifulSoup((linked.out / 'docs/workshops/verkstad.html').read_text('utf-8'), 'html.parser')
    links = {link['href']: link.get_text(' ', strip=True) for link in page.select('.s3-downloads a')}
    # beside the kit, which holds them
    assert links.pop('../../paket/s3-workshop-verkstad.zip')
    assert set(links) == {f'../../pdf/s3-workshop-verkstad-{who}.pdf' for who in ('ledare', 'deltagare')}
    assert all(re.search(r'\(PDF, \d+ sid(a|or), \d+\N{NO-BREAK SPACE}kB\)$', text) for text in links.values())
    # the same folder once more without PDFs: the links go, and nothing differs from a fresh build
    again = contents(build_clean(site, folder='_web').out)
    assert {name: again[name] for name in plain} == plain
