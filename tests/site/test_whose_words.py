"""Whose words are whose, on the web and on paper: lessons, our own reading, what no source says, adjacent cases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from s3ext.commands.build import build
from tests.pdfkit import squeezed, text_of
from tests.site.sitekit import Built, build_clean, case_text, copy_mini, text

CASE = 'cases/alfa/annat-fall'
TELLING = 'cases/alfa/berattar'
#: a case of which everything leads to the adjacent one
BODY = """\
Se {s3:case}`annat-fall`, [](#annat-fall), [det](#annat-fall), [](annat-fall.md) och [](#ett-fall).

{ours}`Vi tror att "det" gick (för) fort, och
att färdplanen saknades.`
"""


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_mini(tmp_path_factory.mktemp('whose') / 'site')
    more = 'related: [annat-fall]\n'
    (root / f'{TELLING}.md').write_text(case_text('Som berättar', more=more, body=BODY), 'utf-8')
    return root


@pytest.fixture(scope='module')
def html(site: Path) -> Built:
    return build_clean(site)


@pytest.fixture(scope='module')
def paper(site: Path, html: Built) -> Callable[[str], str]:
    """The words of the PDF of a case, without spaces."""
    folder = site / '_build'
    assert build('pdf', site, folder, ['s3-fall-annat-fall', 's3-fall-berattar']) == 0

    def words(name: str) -> str:
        return squeezed(text_of(pypdf.PdfReader(folder / 'pdf' / f's3-fall-{name}.pdf')))

    return words


def test_lessons_say_whose_they_are(html: Built) -> None:
    lists = html.page(CASE).all('.s3-points-list')
    assert [[text(part) for part in found.select('h3, li, p')] for found in lists] == [
        ['Källan säger', 'Börja med att mäta.[1]', 'Börja med att mäta.[1]'],
        ['Vårt råd', 'Bestäm först vem som ska mäta.', 'Bestäm först vem som ska mäta.'],
        [
            'Vårt råd till den som vill göra likadant',
            *['Det här behöver finnas: Någon som har tid att mäta.'] * 2,
            *['Behåll: Mätningen.'] * 2,
        ],
    ]
    assert ['s3-points-ours' in found['class'] for found in lists] == [False, True, True]
    # what stands there is not on the sheet as well
    assert not {'Förutsättningar', 'Behåll'} & html.page(CASE).facts().keys()


def test_what_no_source_says_stands_in_a_box_with_its_heading(html: Built) -> None:
    box = html.page(CASE).one('.s3-unknown')
    assert [text(part) for part in box.select('.admonition-title, li')] == [
        'Det här säger källorna inte',
        'Vad det kostade.',
    ]


def test_our_reading_is_marked_and_is_text_like_any_other(html: Built) -> None:
    mark = html.page(TELLING).one('.s3-ours')
    assert text(mark) == 'Vår tolkning: Vi tror att ”det” gick (för) fort, och att färdplanen saknades.'
    assert text(mark.select('.s3-ours-mark')[0]) == 'Vår tolkning:'


def test_every_link_to_an_adjacent_case_says_so_once(html: Built) -> None:
    page = html.page(TELLING)
    first = page.all(':is(section, .s3-page) > p')[-2]
    assert text(first) == (
        'Se Ännu ett fall (närliggande fall), Ännu ett fall (närliggande fall), det (närliggande fall), '
        'Ännu ett fall (närliggande fall) och Ett fall.'
    )
    assert text(page.facts()['Se även']) == 'Ännu ett fall (närliggande fall)'
    # its own page has the long remark, and the lists of others the short one
    assert not html.page(CASE).all('.s3-remark')
    assert 'Närliggande fall · ' in ' '.join(html.page('docs/themes/varme').texts('.s3-record-meta'))


def test_a_source_says_when_it_was_read(html: Built) -> None:
    assert html.page(CASE).texts('.s3-sources p') == [
        'Region Alfa: Rapport om annat-fall, 2022, läst 29 november 2025.'
    ]


def test_former_areas_of_a_region_are_our_comparison(html: Built) -> None:
    facts = html.page('docs/regions/alfa').facts()
    assert text(facts['Länets struktur']) == 'Kust, Glest befolkat'
    former = facts['Fanns i en äldre strategi, finns inte i den senaste (vår jämförelse)']
    assert text(former) == 'Gamla kvarnar (senast i planen från 2010)[1] – Ingår nu i Rent vatten.'


def test_paper_says_the_same(paper: Callable[[str], str]) -> None:
    case, telling = paper('annat-fall'), paper('berattar')
    for words in (
        'Källan säger • Börja med att mäta.[1]',
        'Vårt råd • Bestäm först vem som ska mäta.',
        'Det här behöver finnas: Någon som har tid att mäta.',
        'Det här säger källorna inte • Vad det kostade.',
        'Vår tolkning: Utan grannen hade det inte gått.',
        'läst 29 november 2025.',
    ):
        assert squeezed(words) in case, words
    # what only finds the page
    assert squeezed('Vattenfallet, AF') not in case
    assert telling.count(squeezed('(närliggande fall)')) == 5
    assert squeezed('Vår tolkning: Vi tror att ”det” gick (för) fort, och att färdplanen saknades.') in telling


def test_a_page_that_links_to_a_case_follows_its_mark(tmp_path: Path, edit: Callable[[Path, str, str], None]) -> None:
    root, method = copy_mini(tmp_path / 'site'), 'docs/methods/ny'
    # a page without any list, which would be written again for that
    source = (root / 'docs' / 'methods' / 'matning.md').read_text('utf-8').replace('cases: [annat-fall]\n', '')
    (root / f'{method}.md').write_text(f'{source}\nSe {{s3:case}}`annat-fall`.\n', 'utf-8')
    assert build_clean(root).page(method).texts('.s3-remark') == ['(närliggande fall)']
    edit(root / f'{CASE}.md', 's3_link: redaktionell', 's3_link: namns')
    assert build_clean(root).page(method).texts('.s3-remark') == []
