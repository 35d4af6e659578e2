"""Templates on built sites: the page, the files made of it, the links between them, and what stays when pages go."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest

from tests.klimakit import copy_klima, forget_profile
from tests.pdfkit import heads_of_tables, text_of
from tests.site.sitekit import (
    Built,
    Page,
    build_clean,
    build_site,
    contents,
    copy_mini,
    differing,
    pages_written,
    search_index,
    stamps,
    text,
)

PLACE = 'docs/templates/kort'
WORKSHOP = 'docs/workshops/verkstad.md'
BODY = """Inledningen står bara på sidan.

## Att ta med

:::{template}
### Först: "frågor"

Läs [](#vatten) och **fyll i** `allt`. Se [vår källa](https://example.org/rapport).[^rapport]

| Fråga | Svar |
|---|---|
| Vem *äger* det? | |
| Hur många? | 3 |

#### Sedan

1. Börja {s3:term}`samsyn`.
2. Sluta.

- [ ] Klart
:::
"""
#: a table with a cell to write in, of more columns than paper that stands has room for
WIDE = f'|{" Kolumn |" * 8}\n|{"---|" * 8}\n|{" x |" * 7} |\n'


def template(basis: str = 'editors', files: str = 'docx, xlsx', body: str = BODY) -> str:
    """The source of a page to take something from."""
    return f"""---
summary: Kortet är till för testerna av handboken och har en sammanfattning.
process: [fardplan]
audience: [officer]
files: [{files}]
basis: {basis}
reviewed_on: 2026-01-01
sources:
  - {{id: rapport, publisher: Region Alfa, title: En rapport, url: "https://example.org/rapport", year: 2022}}
---

# Ett kort

{body}"""


def write(root: Path, source: str | None, place: str = PLACE) -> None:
    """Write the page at *place*, or take it away."""
    file = root / f'{place}.md'
    file.parent.mkdir(parents=True, exist_ok=True)
    if source is None:
        file.unlink()
    else:
        file.write_text(source, 'utf-8')


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with a template that its workshop prints."""
    root = copy_mini(tmp_path / 'site')
    write(root, template())
    file = root / WORKSHOP
    printed = 'print_list:\n  - {template: kort, per_person: 6}\n  - {sheet: participants, per_person: 1}\n'
    file.write_text(file.read_text('utf-8').replace('cases: [', f'{printed}cases: [', 1), 'utf-8')
    return root


@pytest.fixture(scope='module')
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """The site, built once for those who only look at it."""
    root = copy_mini(tmp_path_factory.mktemp('templates') / 'site')
    write(root, template())
    write(
        root,
        template('source', 'docx').replace('# Ett kort', '# Två kort'),
        'docs/templates/annat',
    )
    return root, build_clean(root, html_baseurl='https://example.org/bok/')


def word(built: Built, name: str = 'kort') -> Any:
    return docx.Document(str(built.out / 'mallar' / f'{name}.docx'))


def excel(built: Built) -> openpyxl.Workbook:
    return openpyxl.load_workbook(built.out / 'mallar' / 'kort.xlsx')


def body_words(document: Any) -> list[str]:
    """The words of the body of a text document, in order, tables among the rest."""
    return ' '.join(part.text for part in document.element.body.iter() if part.tag.endswith('}t') and part.text).split()


def test_the_words_of_the_file_are_those_of_the_page(shared: tuple[Path, Built]) -> None:
    page = shared[1].page(PLACE)
    box = page.one('div.s3-template')
    for note in box.select('[role=doc-noteref], sup, a.headerlink, .s3-heard'):
        note.decompose()
    shown = box.get_text(' ').replace('¶', '').split()
    printed = body_words(word(shared[1]))
    start = printed.index('kort') + 1  # the title stands before
    assert [w for w in printed[start:] if w not in '☐'][: len(shown)] == shown
    assert 'Inledningen' not in printed
    # what follows is where it comes from
    assert printed[start + len(shown) + 1 :][:2] == ['Från', 'Prov:']


def test_headings_and_lists_are_real_and_quotes_are_those_of_the_page(shared: tuple[Path, Built]) -> None:
    found = [(p.style.name, p.text) for p in word(shared[1]).paragraphs]
    assert found[:2] == [('Heading 1', 'Ett kort'), ('Heading 2', 'Först: ”frågor”')]
    assert ('Heading 3', 'Sedan') in found
    assert ('List Number', 'Sluta.') in found
    assert ('List Bullet', '☐ Klart') in found
    assert {p.name for p in shared[1].page(PLACE).all('div.s3-template .rubric')} == {'h3', 'h4'}


def test_links_lead_to_the_site_and_beyond(shared: tuple[Path, Built]) -> None:
    found = {link.text: link.address for p in word(shared[1]).paragraphs for link in p.hyperlinks}
    assert found == {
        'Vatten': 'https://example.org/bok/docs/themes/vatten.html',
        'vår källa': 'https://example.org/rapport',
        'samsyn': 'https://example.org/bok/docs/glossary.html',
        'https://example.org/bok/docs/templates/kort.html': 'https://example.org/bok/docs/templates/kort.html',
    }


@pytest.mark.parametrize(
    ('name', 'words'),
    [
        ('kort', 'Från Prov: Ett kort. Mallen är redaktionens förslag. Den följer ingen enskild källa.'),
        ('annat', 'Från Prov: Två kort. Mallen följer Region Alfa: En rapport.'),
    ],
)
def test_the_foot_says_where_it_comes_from_and_whose_it_is(name: str, words: str, shared: tuple[Path, Built]) -> None:
    assert next(p.text for p in word(shared[1], name).paragraphs if p.style.name == 'Origin') == words


def test_many_sources_are_on_the_page_and_not_in_the_foot(site: Path) -> None:
    more = ''.join(f'  - {{id: r{at}, publisher: Utgivare {at}, title: Titel {at}, year: 2022}}\n' for at in range(3))
    notes = ' '.join(f'[^r{at}]' for at in range(3))
    source = template('source', 'docx').replace('---\n\n# Ett', f'{more}---\n\n# Ett')
    write(site, source.replace('Inledningen står bara på sidan.', f'Inledningen står bara på sidan.{notes}'))
    foot = next(p.text for p in word(build_clean(site)).paragraphs if p.style.name == 'Origin')
    assert foot == 'Från Prov: Ett kort. Källor: se sidan Ett kort i handboken.'


def test_the_page_says_whose_proposal_it_is(shared: tuple[Path, Built]) -> None:
    words = 'Mallen är redaktionens förslag. Den följer ingen enskild källa.'
    assert words in shared[1].page(PLACE).texts('p.s3-editorial')
    assert words not in shared[1].page('docs/templates/annat').texts('p.s3-editorial')


def test_the_workbook_has_the_table_of_the_page(shared: tuple[Path, Built]) -> None:
    book = excel(shared[1])
    assert book.sheetnames[-1] == 'Om mallen'
    assert list(book.worksheets[0].iter_rows(values_only=True)) == [
        ('Först: ”frågor”', None),  # no name of a sheet has a colon
        ('Läs Vatten och fyll i allt. Se vår källa.', None),
        ('Fråga', 'Svar'),
        ('Vem äger det?', None),
        ('Hur många?', 3),
    ]


def test_both_files_say_their_language(shared: tuple[Path, Built]) -> None:
    assert word(shared[1]).core_properties.language == excel(shared[1]).properties.language == 'sv-SE'


@pytest.mark.parametrize('builder', ['html', 'dirhtml'])
def test_the_page_links_to_its_files_above_what_they_hold(builder: str, site: Path) -> None:
    built = build_clean(site, builder)
    page = built.page(PLACE)
    links = page.all('nav.s3-files a')
    assert [text(link) for link in links] == ['Ladda ner som Word', 'Ladda ner som Excel']
    assert [page.target(link).name for link in links] == ['kort.docx', 'kort.xlsx']
    assert all(page.target(link).is_file() for link in links)
    box, nav = page.one('div.s3-template'), page.one('nav.s3-files')
    assert nav.find_next_sibling() == box


def test_only_the_files_that_it_asks_for(shared: tuple[Path, Built]) -> None:
    made = {file.name for file in (shared[1].out / 'mallar').iterdir()}
    assert made == {'kort.docx', 'kort.xlsx', 'annat.docx'}
    assert shared[1].page('docs/templates/annat').texts('nav.s3-files a') == ['Ladda ner som Word']


def test_chapter_and_workshop_show_it_and_it_shows_the_workshop(site: Path) -> None:
    chapter = next(p for p in (site / 'docs' / 'handbook').glob('*.md') if 'process: fardplan' in p.read_text('utf-8'))
    chapter.write_text(f'{chapter.read_text("utf-8")}\n:::{{records}} template\n:process: this\n:::\n', 'utf-8')
    built = build_clean(site)
    assert leads_to(built.page(f'docs/handbook/{chapter.stem}'), built, PLACE)
    assert leads_to(built.page(PLACE), built, 'docs/workshops/verkstad')
    printed = built.page('docs/workshops/verkstad').facts()['Skriv ut']
    assert [text(item) for item in printed.select('p')] == [
        '6 per person: Ett kort – 108 för 18 deltagare',
        '1 per person: bladet till deltagarna – 18 för 18 deltagare',
    ]
    assert leads_to(built.page('docs/workshops/verkstad'), built, PLACE)


def leads_to(page: Page, built: Built, docname: str) -> bool:
    """Whether a link on *page* leads to *docname*."""
    return any(page.target(link) == built.out / f'{docname}.html' for link in page.all('a.reference.internal'))


def test_the_search_knows_the_kind_and_the_words(shared: tuple[Path, Built]) -> None:
    index = search_index(shared[1].out)
    [found] = [page for page in index['pages'] if page['doc'] == PLACE]
    assert 'Ett kort' in str(found)


def test_incremental_and_parallel_are_fresh(site: Path, tmp_path: Path) -> None:
    build_clean(site)
    source = template(files='xlsx', body=BODY.replace('Sluta', 'Slut'))
    write(site, source)
    write(
        site,
        template().replace('# Ett', '# Nytt'),
        'docs/templates/nytt',
    )
    again = contents(build_clean(site).out / 'mallar')
    assert again.keys() == {'kort.xlsx', 'nytt.docx', 'nytt.xlsx'}
    for name, jobs in (('fresh', 1), ('parallel', 2)):
        copy = tmp_path / name
        shutil.copytree(site, copy, ignore=shutil.ignore_patterns('_build'))
        assert differing(again, contents(build_clean(copy, jobs=jobs).out / 'mallar')) == []


def test_what_did_not_change_is_not_made_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stamps(build_clean(site).out)
    for maker in ('word.word_file', 'excel.excel_file'):
        monkeypatch.setattr(f's3ext.core.office.{maker}', lambda document: pytest.fail('made again'))
    page = site / 'docs' / 'themes' / 'vatten.md'
    page.write_text(page.read_text('utf-8') + '\nMer text.\n', 'utf-8')
    after = stamps(build_clean(site).out)
    assert 'docs/themes/vatten' in pages_written(before, after)
    assert {path: stamp for path, stamp in after.items() if path.startswith('mallar/')} == {
        path: stamp for path, stamp in before.items() if path.startswith('mallar/')
    }


def test_a_title_that_the_file_shows_is_new_in_the_file(site: Path) -> None:
    build_clean(site)
    page = site / 'docs' / 'themes' / 'vatten.md'
    page.write_text(page.read_text('utf-8').replace('# Vatten', '# Allt vatten'), 'utf-8')
    built = build_clean(site)
    assert any('Läs Allt vatten och' in paragraph.text for paragraph in word(built).paragraphs)


def test_files_go_with_their_page_and_damaged_ones_come_back(site: Path) -> None:
    built = build_clean(site)
    file = built.out / 'mallar' / 'kort.docx'
    whole = file.read_bytes()
    file.unlink()
    build_clean(site)
    assert file.read_bytes() == whole
    write(site, None)
    workshop = site / WORKSHOP
    workshop.write_text(workshop.read_text('utf-8').replace('  - {template: kort, per_person: 6}\n', ''), 'utf-8')
    build_clean(site)
    assert not (built.out / 'mallar').exists()


def test_a_template_that_is_not_there_is_a_fault(site: Path) -> None:
    workshop = site / WORKSHOP
    workshop.write_text(workshop.read_text('utf-8').replace('template: kort', 'template: korten'), 'utf-8')
    [(path, _, _, code)] = build_site(site).faults
    assert (path, code) == (WORKSHOP, 'unknown-record')


def test_a_handbook_without_templates_has_no_files(tmp_path: Path) -> None:
    root = copy_klima(tmp_path / 'klima')
    built = build_clean(root)
    forget_profile()
    assert not (built.out / 'templates').exists()
    assert not (built.out / '.s3-templates.json').exists()


def test_the_days_and_the_script_stand_on_the_page_and_not_on_the_sheet(site: Path) -> None:
    file = site / WORKSHOP
    source = file.read_text('utf-8')
    first, last = 'part: Inledning, minutes: 15, mode: plenary', 'part: Avslutning, minutes: 20, mode: plenary'
    source = source.replace(first, f'{first}, say: Välkomna hit., hand_out: Korten., risk: Ingen hör.')
    file.write_text(source.replace(last, f'{last}, day: 2'), 'utf-8')
    page = build_clean(site).page('docs/workshops/verkstad')
    assert [text(caption) for caption in page.all('table.s3-table-agenda caption .caption-text')] == ['Dag 1', 'Dag 2']
    assert page.texts('table.s3-table-agenda tbody th') == [
        '0:00',
        '0:15',
        '0:00',
    ]
    script = page.one('dl.s3-script')
    assert [text(term) for term in script.select('dt')] == ['Dag 1, 0:00 Inledning (15 minuter)']
    assert [text(line) for line in script.select('dd p')] == [
        'Säg: Välkomna hit.',
        'Dela ut: Korten.',
        'Kan gå fel: Ingen hör.',
    ]
    assert 's3-leader' in script['class']
    assert 's3-leader' in page.one('.s3-script-title')['class']
    assert page.all('table.s3-table-agenda.s3-leader') == []


def test_the_pdf_holds_the_part_alone_with_room_to_write_and_the_page_links_to_it(site: Path) -> None:
    write(site, template(body=BODY.replace('\n:::', f'\n#### Bred\n\n{WIDE}:::')))
    pdfs = build_clean(site, 'typstpdf', s3_pdf=['s3-mall-kort']).out
    reader = pypdf.PdfReader(pdfs / 's3-mall-kort.pdf')
    words = text_of(reader)
    assert 'Ett kort' in words and 'Mallen är redaktionens förslag' in words and 'Vem äger det?' in words
    assert 'Inledningen' not in words
    # a table of many columns lies down; the source that the part cites follows
    assert [sheet.mediabox.width > sheet.mediabox.height for sheet in reader.pages] == [False, True, False]
    assert heads_of_tables(pdfs / 's3-mall-kort.pdf') == [(2, 0), (8, 0)]
    page = build_clean(site, s3_pdf_folder=str(pdfs)).page(PLACE)
    link = page.all('nav.s3-files a')[-1]
    assert (text(link), link['href']) == ('Ladda ner som PDF', '../../pdf/s3-mall-kort.pdf')


def test_the_title_shares_the_page_of_a_wide_table_that_comes_first(site: Path) -> None:
    write(site, template(body=f'[^rapport]\n\n## Att ta med\n\n:::{{template}}\n### Bred\n\n{WIDE}\nSist.\n:::\n'))
    pdfs = build_clean(site, 'typstpdf', s3_pdf=['s3-mall-kort']).out
    first, *others = pypdf.PdfReader(pdfs / 's3-mall-kort.pdf').pages
    assert first.mediabox.width > first.mediabox.height
    assert 'Ett kort' in first.extract_text() and 'Bred' in first.extract_text()
    assert 'Sist.' in ' '.join(sheet.extract_text() for sheet in others)


def test_one_wide_table_may_follow_another(site: Path) -> None:
    tables = f'### Bred\n\n{WIDE}\n### Till\n\n{WIDE}'
    write(site, template(body=f'[^rapport]\n\n## Att ta med\n\n:::{{template}}\n{tables}:::\n'))
    pdfs = build_clean(site, 'typstpdf', s3_pdf=['s3-mall-kort']).out
    lying = [sheet for sheet in pypdf.PdfReader(pdfs / 's3-mall-kort.pdf').pages if sheet.mediabox.width > 600]
    assert [word in sheet.extract_text() for sheet in lying for word in ('Bred', 'Till')] == [True, False, False, True]
