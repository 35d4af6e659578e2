"""The PDF of a whole site: what is in it, that builds agree, and that a build that fails leaves the old one."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from sphinx.testing.util import SphinxTestApp

from s3ext.config.profiles import profile_of
from s3ext.core.print.editions import is_in_book
from s3ext.domain import s3_domain
from s3ext.pdf import builder
from s3ext.pdf.builder import PdfError
from s3ext.pdf.check import faults
from s3ext.pdf.tagging import elements
from s3ext.pdf.typeset import Typeset, TypesetError
from s3ext.writing.rebuild import ContentError
from tests.pdfkit import bookmarks, check_contents, check_references, contents, heads_of_tables, text_of
from tests.site.sitekit import copy_mini, sphinx

PDF_NAME = 's3-handboken.pdf'
VIEWS = """![En svart ruta](bild.svg)

:::{matrix} case
:rows: theme
:columns: region
:all: yes
:::

:::{map} case
:::

:::{timeline}
:::"""

MakeApp = Callable[..., SphinxTestApp]
Edit = Callable[[Path, str, str], None]


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A site, the PDF that was made of it, and the title of each of its pages that are in it."""

    site: Path
    pdf: Path
    titles: tuple[str, ...]

    def reader(self) -> pypdf.PdfReader:
        """The PDF, opened."""
        return pypdf.PdfReader(self.pdf)


def make(site: Path) -> Whole:
    """Build the PDF of a site; any warning fails the test."""
    with sphinx(site, 'typstpdf') as app:
        app.build()
        assert app.statuscode == 0
        assert not app.warning.getvalue()
        catalog, names = s3_domain(app.env).catalog, profile_of(app.config).names
        printed = [docname for docname in app.env.found_docs if is_in_book(docname, catalog, names)]
        assert app.env.found_docs - {*printed} == {'index', 'docs/cases/index'}
        titles = tuple(app.env.titles[docname].astext() for docname in printed)
        assert len(titles) >= 13
        return Whole(site=site, pdf=Path(app.outdir) / PDF_NAME, titles=titles)


@pytest.fixture(autouse=True)
def fixed_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date inside a PDF comes from the environment only where a test says so."""
    monkeypatch.delenv('SOURCE_DATE_EPOCH', raising=False)


@pytest.fixture(scope='module')
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The small site and its PDF. Tests that change it copy it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv('SOURCE_DATE_EPOCH', raising=False)
        return make(copy_mini(tmp_path_factory.mktemp('pdf') / 'site'))


@pytest.fixture(scope='module')
def shown(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The small site with a picture and views on the page of a theme, and its PDF."""
    site = copy_mini(tmp_path_factory.mktemp('pdf') / 'site')
    (site / 'docs' / 'themes' / 'bild.svg').write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    page = site / 'docs' / 'themes' / 'vatten.md'
    page.write_text(page.read_text('utf-8').replace('## Fall', f'{VIEWS}\n\n## Fall'), 'utf-8')
    return make(site)


def elements_of(pdf: Path, kind: str) -> Iterator[pikepdf.Object]:
    """The structure elements of *kind* in the file *pdf*."""
    with pikepdf.open(pdf) as document:
        yield from elements(document, kind)


def test_the_pdf_holds_every_page_and_says_what_it_is(whole: Whole) -> None:
    reader = whole.reader()
    root: Any = reader.root_object
    text = text_of(reader)

    assert root['/Lang'].lower() == 'sv-se'
    assert root['/MarkInfo']['/Marked']
    assert root['/ViewerPreferences']['/DisplayDocTitle']
    assert reader.metadata is not None
    assert reader.metadata.title == 'Prov'
    assert b'<pdfuaid:part>1</pdfuaid:part>' in root['/Metadata'].get_data()
    assert not Counter(whole.titles) - Counter(title for title, _ in bookmarks(reader))
    assert '3 fall' in text  # lists are filled
    assert '[1] Region Alfa: Rapport om ett-fall (example.org), 2022.' in text
    assert 'Skriven av redaktionen ur offentliga källor. Ingen region har godkänt texten.' in text


def test_the_contents_name_every_page_and_nothing_else(whole: Whole) -> None:
    reader = whole.reader()
    entries = contents(reader)
    assert Counter(title for title, _ in entries) == Counter([*whole.titles, 'Sakregister'])  # the index
    assert check_contents(reader) == len(entries)
    assert check_references(reader) >= 10


def test_every_link_leads_somewhere(whole: Whole) -> None:
    reader = whole.reader()
    names = reader.named_destinations
    links: list[Any] = [
        note.get_object()
        for page in reader.pages
        for note in page.get('/Annots', [])
        if note.get_object()['/Subtype'] == '/Link'
    ]
    inside = [link for link in links if '/A' not in link or link['/A']['/S'] == '/GoTo']
    assert len(inside) >= 30
    for link in inside:
        target = link['/Dest'] if '/Dest' in link else link['/A']['/D']
        assert target in names if isinstance(target, str) else target[0].get_object()['/Type'] == '/Page'
    assert all(link['/Contents'].strip() for link in links)


def test_builds_agree_byte_for_byte(whole: Whole, tmp_path: Path) -> None:
    made = make(copy_mini(tmp_path / 'somewhere' / 'else'))
    assert made.pdf.read_bytes() == whole.pdf.read_bytes()
    made.pdf.unlink()  # or it would not be set again
    assert make(made.site).pdf.read_bytes() == whole.pdf.read_bytes()  # with the pages read already


def test_the_date_can_be_set(whole: Whole, mini_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def date(made: Whole) -> datetime:
        metadata = made.reader().metadata
        assert metadata is not None and metadata.creation_date is not None
        return metadata.creation_date

    assert timedelta() <= datetime.now(UTC) - date(whole) < timedelta(days=2)
    assert (date(whole).hour, date(whole).minute) == (0, 0)
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1893542400')
    assert f'{date(make(mini_site)):%Y-%m-%d}' == '2030-01-02'


def test_a_fault_names_the_page_and_leaves_the_old_pdf(
    whole: Whole, tmp_path: Path, make_app: MakeApp, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / 'site'
    shutil.copytree(whole.site, site)
    pdf = site / whole.pdf.relative_to(whole.site)
    edit(site / 'docs' / 'themes' / 'vatten.md', '## Fall', 'Nytt.\n\n## Fall')

    def fail(_jobs: object) -> Iterator[tuple[str, Typeset]]:
        raise TypesetError('trasigt', 'error: trasigt\n  pages/docs/themes/vatten.typ:3:0')
        yield

    # no text is known that Typst cannot set
    monkeypatch.setattr(builder, 'press', fail)
    with pytest.raises(PdfError, match=r'docs/themes/vatten\.md.*trasigt'):
        make_app('typstpdf', srcdir=site).build()
    assert pdf.read_bytes() == whole.pdf.read_bytes()
    assert not list(pdf.parent.glob('*.part'))


def test_characters_without_a_shape_are_replaced_and_the_rest_is_set(
    mini_site: Path, make_app: MakeApp, edit: Edit
) -> None:
    page = mini_site / 'docs' / 'themes' / 'vatten.md'
    edit(page, '# Vatten', '# Vatten 😀')
    edit(page, '## Fall', 'Tecknet 漢, *klart ✓*, **☐**, Δ och `kod 👩‍💻 ✗`.\n\n## Fall 🚀')
    app = make_app('typstpdf', srcdir=mini_site)
    app.build()
    assert app.warning.getvalue() == ''
    assert 'Tecknet 漢 finns inte i PDF:ens typsnitt' in app.status.getvalue()
    pdf = next(Path(str(app.outdir)).glob('*.pdf'))
    assert faults(pdf, 'sv') == []
    text = ' '.join(text_of(pypdf.PdfReader(pdf)).split())
    assert 'Tecknet □, klart ✓, ☐, Δ och kod □ ✗.' in text


@pytest.mark.parametrize(
    ('text', 'message'),
    [
        ('![](bild.svg)', 'saknar alternativtext'),
        ('![  ](bild.svg)', 'saknar alternativtext'),
        ('| | |\n|---|---|\n| a | b |', 'Tabellen som börjar med "a b" saknar rubrikrad'),
    ],
)
def test_what_some_readers_could_not_use_stops_the_build_with_its_place(
    mini_site: Path, make_app: MakeApp, edit: Edit, text: str, message: str
) -> None:
    (mini_site / 'docs' / 'themes' / 'bild.svg').write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    )
    page = mini_site / 'docs' / 'themes' / 'vatten.md'
    line = page.read_text('utf-8').splitlines().index('## Fall') + 1
    edit(page, '## Fall', f'{text}\n\n## Fall')
    app = make_app('typstpdf', srcdir=mini_site)
    with pytest.raises(ContentError):
        app.build()
    assert f'docs/themes/vatten.md:{line}:' in app.warning.getvalue()
    assert message in app.warning.getvalue()
    assert not (Path(str(app.outdir)) / 'typst').exists()


def test_pictures_reach_the_pdf_with_their_words(shown: Whole) -> None:
    words = [str(item['/Alt']) for item in elements_of(shown.pdf, '/Figure')]
    assert 'En svart ruta' in words
    assert sum(each.startswith('Antal fall i varje region.') for each in words) == 1  # the map
    assert not any(each.startswith('På kartan: ') for each in words)  # small ones lead around on the web
    assert all(words)


def test_views_reach_the_pdf(shown: Whole) -> None:
    text = text_of(shown.reader())
    assert 'Antal fall efter tema och region' in text
    assert 'Antal fall i varje region Region Antal' in text
    assert text.count('Pilot ·') == 2  # this time line, and that of the registers


def test_tables_reach_the_pdf_with_their_heads(shown: Whole) -> None:
    # columns and rows: themes by regions, the map, the time line, the agenda of the workshop and what it needs by how
    # many they are, and the registers
    assert heads_of_tables(shown.pdf) == [(3, 2), (2, 2), (3, 1), (4, 3), (6, 1), (3, 2), (3, 1)]


def test_the_check_sees_heads_of_rows_that_are_none(shown: Whole, tmp_path: Path) -> None:
    assert faults(shown.pdf, 'sv') == []
    broken = tmp_path / 'broken.pdf'
    with pikepdf.open(shown.pdf) as document:
        for cell in elements(document, '/TH'):
            for entry in cell['/A']:
                if entry.get('/Scope') == '/Row':
                    del entry['/Scope']
                    cell['/S'] = pikepdf.Name('/TD')
        document.save(broken)
    assert faults(broken, 'sv') == ['a table whose rows begin with what looks like heads and is none'] * 7
