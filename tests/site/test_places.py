"""Addresses of headings, what links to them, and files that come and go under a page that stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from s3ext.commands.project import read_content
from s3ext.core.problems import ProblemCode
from s3ext.writing.rebuild import ContentError
from tests.site.sitekit import build_clean, build_site, contents, copy_mini, differing, text

PAGE = 'docs/themes/vatten'
TWO = (
    '\n\n## Bakgrund\n\nEtt.\n\n## Bakgrund {#bakgrund-1}\n\nTvå, se [](#bakgrund-1) och [ord](vatten.md#bakgrund).\n\n'
    '## Search\n\nTre.\n'
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small site with a page that has headings of the same words."""
    root = copy_mini(tmp_path / 'site')
    file = root / f'{PAGE}.md'
    file.write_text(file.read_text('utf-8').rstrip('\n') + TWO, 'utf-8')
    return root


def test_a_note_above_moves_no_heading(root: Path) -> None:
    def addresses() -> list[str]:
        page = build_clean(root).page(PAGE)
        found = [str(heading.parent['id']) for heading in page.all('.s3-page section > h2') if heading.parent]
        links = [
            str(link['href']) for link in page.all(':is(section, .s3-page) > p a.internal') if '#' in str(link['href'])
        ]
        assert [text(link) for link in page.all('a[href="#bakgrund-1"]:not(.headerlink)')] == ['Bakgrund']
        assert {'#bakgrund-1', '#bakgrund'} <= {link.rpartition('/')[2].removeprefix('vatten.html') for link in links}
        return found

    before = addresses()
    assert {'bakgrund', 'bakgrund-1', 'search-1'} <= set(before)
    file = root / 'docs' / 'regions' / 'alfa.md'
    assert file.is_file()
    page = root / f'{PAGE}.md'
    source = page.read_text('utf-8')
    header = source.replace(
        '---\n\n#', 'sources:\n  - {id: x, publisher: Y, title: Z, url: "https://example.org"}\n---\n\n#', 1
    )
    assert header != source
    page.write_text(header.replace('\n\nEtt.', '\n\nEtt.[^x]'), 'utf-8')
    assert addresses() == [*before, 'kallor']
    fresh = build_clean(root, folder='_fresh')
    assert differing(contents(root / '_build' / 'html'), contents(fresh.out)) == []


def test_a_heading_with_the_same_words_above_takes_no_address(root: Path) -> None:
    """The new one has a name; the old one keeps both addresses that its words have made, and what leads to them."""
    page = root / f'{PAGE}.md'
    old = page.read_text('utf-8')
    page.write_text(f'{old}\n## Västra delen\n\nGammalt.\n', 'utf-8')

    def led_to(address: str) -> str:
        [place] = build_clean(root).page(PAGE).all(f'[id="{address}"]')
        section = place if place.name == 'section' else place.find_parent('section')
        assert section is not None
        return text(section)

    assert 'Gammalt.' in led_to('västra-delen') and 'Gammalt.' in led_to('vastra-delen')
    page.write_text(f'{old}\n## Västra delen {{#ny}}\n\nNytt.\n\n## Västra delen\n\nGammalt.\n', 'utf-8')
    assert 'Gammalt.' in led_to('västra-delen') and 'Gammalt.' in led_to('vastra-delen')
    assert 'Nytt.' in led_to('ny')
    again = build_site(root)
    assert differing(contents(again.out), contents(build_clean(root, folder='_fresh').out)) == []


def test_a_heading_with_another_name_keeps_its_old_ones(root: Path) -> None:
    """A place before the heading leads to it: so an address lives on when the words change."""
    page = root / f'{PAGE}.md'
    page.write_text(f'{page.read_text("utf-8")}\n(forra-rubriken)=\n\n## Nya ord\n\nSamma.\n', 'utf-8')
    built = build_clean(root).page(PAGE)
    for address in ('forra-rubriken', 'nya-ord'):
        assert len(built.all(f'[id="{address}"]')) == 1


def test_a_picture_that_goes_is_missed_and_one_that_comes_back_is_shown(root: Path) -> None:
    page = root / f'{PAGE}.md'
    page.write_text(page.read_text('utf-8') + '\n![En ruta](ruta.svg)\n', 'utf-8')
    picture = root / 'docs' / 'themes' / 'ruta.svg'
    shape = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    line = page.read_text('utf-8').split('\n').index('![En ruta](ruta.svg)') + 1
    missing = [(f'{PAGE}.md', line, 12, 'image-missing')]
    built = build_site(root)
    assert (built.faults, built.warnings.count('\n')) == (missing, 1)
    picture.write_text(shape, 'utf-8')
    assert build_clean(root).page(PAGE).all('img[alt="En ruta"]')
    picture.unlink()
    assert build_site(root).faults == missing
    picture.write_text(shape, 'utf-8')
    again = build_clean(root)
    fresh = build_clean(root, folder='_fresh')
    assert differing(contents(again.out), contents(fresh.out)) == []


def test_a_site_without_its_front_page_says_so(root: Path) -> None:
    (root / 'index.md').unlink()
    with pytest.raises(ContentError):
        build_site(root)
    assert [(problem.path, problem.code) for problem in read_content(root).problems] == [
        ('index.md', ProblemCode.PAGE_MISSING)
    ]


@pytest.mark.parametrize('jobs', [1, 2, 3])
def test_a_place_on_two_pages_is_reported_once_whoever_reads_them(tmp_path: Path, jobs: int) -> None:
    """Each process reads pages of its own and knows the places of no other."""
    root = copy_mini(tmp_path / 'site')

    def give_place(docname: str) -> int:
        file = root / f'{docname}.md'
        text = file.read_text('utf-8').rstrip('\n') + '\n\n(samma)=\n\n## Det gemensamma\n\nOrd.\n'
        file.write_text(text, 'utf-8')
        return text.split('\n').index('(samma)=') + 1

    first = give_place('docs/glossary')
    build_clean(root, jobs=jobs)
    second = give_place(PAGE)
    reported = [(f'{PAGE}.md', second, 2, 'duplicate-place')]
    for folder in ('_build', '_fresh'):
        built = build_site(root, jobs=jobs, folder=folder)
        assert (built.faults, built.warnings.count('\n')) == (reported, 1)
        assert f'docs/glossary.md:{first}' in built.warnings
    assert [
        (problem.path, problem.line, problem.column, problem.code) for problem in read_content(root).problems
    ] == reported
