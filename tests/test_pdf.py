"""The PDF of a whole site: what is in it, that builds agree, and that a build that fails leaves the old one."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest
from sphinx.testing.util import SphinxTestApp

from s3ext.pdf.builder import PdfError
from s3ext.rebuild import ContentError

PDF_NAME = 's3-handboken.pdf'

MakeApp = Callable[..., SphinxTestApp]
Edit = Callable[[Path, str, str], None]


@pytest.fixture(autouse=True)
def fixed_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date inside a PDF comes from the environment only where a test says so."""
    monkeypatch.delenv('SOURCE_DATE_EPOCH', raising=False)


@pytest.fixture
def make_pdf(make_app: MakeApp) -> Callable[[Path], Path]:
    """Build the PDF of a site; any warning fails the test."""

    def make(site: Path) -> Path:
        app = make_app('typstpdf', srcdir=site)
        app.build()
        assert app.statuscode == 0
        assert not app.warning.getvalue()
        app.cleanup()  # or the next build in the same test would register everything twice
        return Path(str(app.outdir)) / PDF_NAME

    return make


def text_of(reader: pypdf.PdfReader) -> str:
    """All text, with white space and the marks of broken words evened out."""
    text = ' '.join(page.extract_text() for page in reader.pages)
    return ' '.join(text.replace('\N{WORD JOINER}', '').split())


def as_list(value: Any) -> list[Any]:
    """The dictionaries of a value that may be one of them or an array."""
    value = value.get_object()
    return [item.get_object() for item in value] if isinstance(value, list) else [value]


def outline_titles(items: list[Any]) -> list[str]:
    """The titles of all bookmarks, depth first."""
    found: list[str] = []
    for item in items:
        found += outline_titles(item) if isinstance(item, list) else [item.title]
    return found


def test_the_pdf_holds_every_page_and_says_what_it_is(mini_site: Path, make_app: MakeApp) -> None:
    app = make_app('typstpdf', srcdir=mini_site)
    app.build()
    assert not app.warning.getvalue()
    reader = pypdf.PdfReader(Path(str(app.outdir)) / PDF_NAME)
    root: Any = reader.root_object
    text = text_of(reader)
    titles = {title.astext() for title in app.env.titles.values()}
    assert len(titles) == len(app.env.found_docs) >= 13

    assert root['/Lang'].lower() == 'sv-se'
    assert root['/MarkInfo']['/Marked']
    assert root['/ViewerPreferences']['/DisplayDocTitle']
    assert reader.metadata is not None
    assert reader.metadata.title == 'Prov'
    assert b'<pdfuaid:part>1</pdfuaid:part>' in root['/Metadata'].get_data()
    assert all(title in text for title in titles)
    assert titles <= set(outline_titles(reader.outline))
    assert '3 fall' in text  # lists are filled
    assert 'Innehåll' in text
    assert '[1] Region Alfa: Rapport om ett-fall, 2022.' in text
    assert 'Redaktionell text' in text


def test_every_link_leads_somewhere(mini_site: Path, make_pdf: Callable[[Path], Path]) -> None:
    reader = pypdf.PdfReader(make_pdf(mini_site))
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


def test_builds_agree_byte_for_byte(mini_site: Path, tmp_path: Path, make_pdf: Callable[[Path], Path]) -> None:
    other = tmp_path / 'somewhere' / 'else'
    shutil.copytree(mini_site, other)
    first = make_pdf(mini_site).read_bytes()
    assert make_pdf(other).read_bytes() == first
    assert make_pdf(mini_site).read_bytes() == first  # again, with the pages read already


def test_the_date_can_be_set(
    mini_site: Path, make_pdf: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def date() -> str:
        metadata = pypdf.PdfReader(make_pdf(mini_site)).metadata
        assert metadata is not None
        return f'{metadata.creation_date:%Y-%m-%d}'

    assert date() == f'{datetime.now(UTC):%Y-%m-%d}'
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '86400')
    assert date() == '1970-01-02'


def test_a_fault_names_the_page_and_leaves_the_old_pdf(
    mini_site: Path, make_app: MakeApp, make_pdf: Callable[[Path], Path], edit: Edit
) -> None:
    pdf = make_pdf(mini_site)
    before = pdf.read_bytes()
    edit(mini_site / 'docs' / 'themes' / 'vatten.md', '## Fall', 'Tecknet 漢.\n\n## Fall')
    with pytest.raises(PdfError, match=r'docs/themes/vatten\.md.*漢'):
        make_app('typstpdf', srcdir=mini_site).build()
    assert pdf.read_bytes() == before
    assert not list(pdf.parent.glob('*.part'))


@pytest.mark.parametrize(
    ('text', 'line', 'said'),
    [
        ('![](bild.svg)', 9, 'saknar alternativtext'),
        ('![  ](bild.svg)', 9, 'saknar alternativtext'),
        ('#### Djupt', 9, 'från nivå 1 till nivå 4. Skriv den med ##.'),
        ('| | |\n|---|---|\n| a | b |', 9, 'Tabellen som börjar med "a b" saknar rubrikrad'),
    ],
)
def test_what_some_readers_could_not_use_stops_the_build_with_its_place(
    mini_site: Path, make_app: MakeApp, edit: Edit, text: str, line: int, said: str
) -> None:
    (mini_site / 'docs' / 'themes' / 'bild.svg').write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    )
    edit(mini_site / 'docs' / 'themes' / 'vatten.md', '## Fall', f'{text}\n\n## Fall')
    app = make_app('typstpdf', srcdir=mini_site)
    with pytest.raises(ContentError):
        app.build()
    assert f'docs/themes/vatten.md:{line}:1: ' in app.warning.getvalue()
    assert said in app.warning.getvalue()
    assert not (Path(str(app.outdir)) / 'typst').exists()


def test_pictures_reach_the_pdf_with_their_words(mini_site: Path, make_pdf: Callable[[Path], Path], edit: Edit) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    (mini_site / 'docs' / 'themes' / 'bild.svg').write_text(svg)
    edit(mini_site / 'docs' / 'themes' / 'vatten.md', '## Fall', '![En svart ruta](bild.svg)\n\n## Fall')
    reader = pypdf.PdfReader(make_pdf(mini_site))
    size: Any = reader.trailer['/Size']
    objects: list[Any] = list(map(reader.get_object, range(1, size)))
    figures = [item for item in objects if isinstance(item, dict) and item.get('/S') == '/Figure']
    assert [item['/Alt'] for item in figures] == ['En svart ruta']


def test_views_reach_the_pdf_with_heads_of_tables(
    mini_site: Path, make_pdf: Callable[[Path], Path], edit: Edit
) -> None:
    views = """:::{matrix} case
:rows: theme
:columns: region
:all: yes
:::

:::{map} case
:::

:::{timeline}
:::

## Fall"""
    edit(mini_site / 'docs' / 'themes' / 'vatten.md', '## Fall', views)
    reader = pypdf.PdfReader(make_pdf(mini_site))
    text = text_of(reader)
    assert 'Antal fall efter tema och region' in text
    assert 'Antal fall i varje region Region Antal' in text
    assert text.count('· Pilot') == 2  # this time line, and that of the registers
    size: Any = reader.trailer['/Size']
    objects: list[Any] = list(map(reader.get_object, range(1, size)))
    heads = [item for item in objects if isinstance(item, dict) and item.get('/S') == '/TH']
    scopes = Counter(next(a['/Scope'] for a in as_list(item['/A']) if '/Scope' in a) for item in heads)
    # the map's, two matrices' of two regions, and the agenda's of the workshop
    assert scopes['/Column'] == 2 + 3 + 3 + 4
    # two regions; themes and obstacles
    assert scopes['/Row'] >= 2 + 2 + 1
    figures = [item for item in objects if isinstance(item, dict) and item.get('/S') == '/Figure']
    assert any(item['/Alt'].startswith('Antal fall i varje region.') for item in figures)  # the map
