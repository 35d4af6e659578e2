"""Sources without an address, with pages, and parts of other sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.commands.project import read_content
from s3ext.core.model.labels import source_pages
from s3ext.core.model.parts import Source
from s3ext.core.model.vocabulary import Vocabulary
from s3ext.core.page.validate import validate
from s3ext.core.problems import Code, ProblemCode
from s3ext.core.views import Site
from s3ext.core.views.registers import sources
from s3ext.handbook.kinds.case import Case
from tests.texts import load_texts
from tests.unit.reading import outline
from tests.unit.test_validate import CASE, PAGES

C = ProblemCode
REPORT = '  - {id: rapport, publisher: Region Alfa, title: Rapport, url: "https://example.org/rapport", year: 2022}\n'
PART = '  - {id: sidan-14, part_of: rapport, pages: 14}\n'


def page(*more: str) -> str:
    """The case with *more* sources, each cited in the text."""
    ids = [line.split('id: ')[1].split(',')[0] for line in more]
    cited = ''.join(f' Mer.[^{source_id}]' for source_id in ids)
    return PAGES[CASE].replace(REPORT, REPORT + ''.join(more)).replace('Text.[^rapport]', f'Text.[^rapport]{cited}')


@pytest.fixture
def read(vocabulary: Vocabulary) -> Callable[[str], tuple[tuple[Source, ...], list[tuple[int, Code]]]]:
    def read(source: str) -> tuple[tuple[Source, ...], list[tuple[int, Code]]]:
        entry, _, problems = validate(source, CASE, f'{CASE}.md', vocabulary)
        found = entry.record.sources if isinstance(entry.record, Case) else ()
        return found, [(problem.line, problem.code) for problem in problems]

    return read


Read = Callable[[str], tuple[tuple[Source, ...], list[tuple[int, Code]]]]


def test_a_source_says_where_it_is_kept(read: Read) -> None:
    line = '  - {id: intervju, publisher: Region Alfa, title: Intervju med ledaren, held_by: Region Alfas diarium}\n'
    found, problems = read(page(line))
    assert problems == []
    assert (found[1].url, found[1].held_by) == (None, 'Region Alfas diarium')


def test_a_source_of_which_nobody_says_where_it_is_gets_a_note(
    mini_site: Path, edit: Callable[[Path, str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    file = mini_site / 'cases' / 'alfa' / 'ett-fall.md'
    text = file.read_text('utf-8')
    start = text.index('  - {id: rapport') if '  - {id: rapport' in text else text.index('  - id: rapport')
    line = '  - {id: intervju, publisher: Alfa, title: Intervju med processledaren den 2 november 2023}\n'
    file.write_text((text[:start] + line + text[start:]).rstrip() + '\n\nMer.[^intervju]\n', 'utf-8')
    assert [problem.code for problem in read_content(mini_site).problems] == [C.SOURCE_PLACE]
    assert main(['check', '--root', str(mini_site)]) == 0
    assert 'påpekande[source-place]' in capsys.readouterr().out


@pytest.mark.parametrize(
    ('title', 'language', 'codes'),
    [
        ('Report on the region', '', [C.SOURCE_LANGUAGE]),
        ('Report on the region', ', language: en', []),
        ('Report on the region', ', language: eng', [C.BAD_VALUE]),
        ('Rapport om regionen', '', []),
        # a name in another language stands in many titles
        ('Örebro blir ny nod i AI Innovation of Sweden', '', []),
    ],
)
def test_a_title_in_another_language_says_so(read: Read, title: str, language: str, codes: list[Code]) -> None:
    line = f'  - {{id: rep, publisher: Alfa, title: {title}{language}, url: "https://example.org/rep"}}\n'
    found, problems = read(page(line))
    assert [code for _, code in problems] == codes
    if language == ', language: en':
        assert found[1].language == 'en'


def test_a_part_has_the_rest_from_the_whole(read: Read) -> None:
    for source in (page(PART), page().replace(REPORT, PART + REPORT).replace('Text.', 'Text.[^sidan-14] ')):
        found, problems = read(source)
        assert problems == []
        by_id = {source.id: source for source in found}
        whole, part = by_id['rapport'], by_id['sidan-14']
        assert (part.publisher, part.title, part.url, part.year) == (
            whole.publisher,
            whole.title,
            whole.url,
            whole.year,
        )
        assert (whole.pages, part.pages) == (None, '14')


def test_the_whole_need_not_be_cited_itself(read: Read) -> None:
    source = page(PART, PART.replace('sidan-14', 'sidan-20').replace('14', '20'))
    source = source.replace('Text.[^rapport]', 'Text.').replace('source: [rapport]', 'source: [sidan-14]')
    assert read(source)[1] == []


def test_what_a_part_has_from_the_whole_is_reported_once(read: Read) -> None:
    wrong = page(PART).replace('title: Rapport', 'title: "–"').replace('year: 2022', 'year: 22')
    assert {code for _, code in read(wrong)[1]} == {C.FIELD_EMPTY, C.BAD_VALUE}
    assert [line for line, _ in read(wrong)[1]] == [13, 13]


@pytest.mark.parametrize('whole', ['rapprt', 'sidan-14'])
def test_a_part_of_what_is_not_there(whole: str, read: Read) -> None:
    found, problems = read(page(PART.replace('part_of: rapport', f'part_of: {whole}')))
    assert found == ()
    assert {line for line, _ in problems} == {14}


@pytest.mark.parametrize(('pages', 'printed'), [('14', 's. 14'), ('12–14, 20', 's. 12–14, 20'), ('kap. 3', 'kap. 3')])
def test_pages_in_print(pages: str, printed: str) -> None:
    source = Source(id='a', publisher='B', title='C', pages=pages)
    assert source_pages(source, load_texts('sv')) == printed


def test_the_register_of_sources_names_a_report_and_a_page_once(build: Callable[..., Site]) -> None:
    whole = {'id': 'rapport', 'publisher': 'Alfa', 'title': 'Rapport', 'url': 'https://example.org/r'}
    parts = [{'id': f'del-{n}', 'part_of': 'rapport', 'pages': str(n)} for n in (1, 2)]
    spoken = {'id': 'samtal', 'publisher': 'Alfa', 'title': 'Samtal', 'held_by': 'Alfa'}
    results = [{'claim': 'Bra.', 'evidence': 'stated', 'source': ['del-1', 'del-2', 'samtal']}]
    site = build({'cases/nationellt/fall': {'sources': [whole, *parts, spoken], 'results': results}}, {})
    assert outline(sources({'of': 'case'}, site))[1:] == ['# Alfa', [['Rapport – fall', 'Samtal – fall']]] or outline(
        sources({'of': 'case'}, site)
    )[1:] == ['# Alfa', ['Rapport – fall', 'Samtal – fall']]
