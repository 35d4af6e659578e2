"""Words of the glossary in the pages' texts: links where they first occur, and never stale."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.site.sitekit import (
    Built,
    Page,
    build_clean,
    contents,
    copy_mini,
    differing,
    header,
    pages_written,
    stamps,
    text,
)

CHAPTER, THEME, CASE = 'docs/handbook/analys', 'docs/themes/varme', 'cases/alfa/ett-fall'
GLOSSARY, OBSTACLE = 'docs/glossary', 'docs/obstacles/underlag'
MANY = """
## Om samsyn

Se [samsyn](#ett-fall), `samsyn` och ![En bild av samsyn](bild.svg).

| Samsyn | Annat |
|---|---|
| Ord | Bara samsynens form. |

> Samsyn **och samsyn** igen, och *kritisk
> massa* två gånger: kritisk massa, KM.

```
samsyn
```
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Bild</title></svg>'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_mini(tmp_path / 'site')
    add(root, CHAPTER, MANY)
    add(root, THEME, 'Här talar alla om samsyn.\n')
    add(root, CASE, 'Där fanns ingen enighet.\n')
    add(root, GLOSSARY, 'Ordlistan talar om samsyn.\n')
    (root / 'docs' / 'handbook' / 'bild.svg').write_text(SVG, 'utf-8')
    return root


def add(root: Path, docname: str, more: str) -> None:
    file = root / f'{docname}.md'
    file.write_text(f'{file.read_text("utf-8")}\n{more}', 'utf-8')


def swap(root: Path, old: str, new: str) -> None:
    file = root / f'{GLOSSARY}.md'
    source = file.read_text('utf-8')
    assert source.count(old) == 1
    file.write_text(source.replace(old, new), 'utf-8')


def words(built: Built, docname: str) -> list[tuple[str, str]]:
    page = built.page(docname)
    links = page.all('a.s3-term')
    assert all(page.target(link) == built.out / f'{GLOSSARY}.html' for link in links)
    return [(text(link), str(link['href']).partition('#')[2]) for link in links]


def test_first_mention_in_running_text_is_a_link_and_no_other(root: Path) -> None:
    built = build_clean(root)
    assert words(built, CHAPTER) == [('samsynens', 'term-samsyn'), ('kritisk massa', 'term-kritisk-massa')]
    page = built.page(CHAPTER)
    assert [link.find_parent(['td', 'em', 'th']).name for link in page.all('a.s3-term')] == ['td', 'em']  # type: ignore[union-attr]  # else the test fails
    quote = page.one('blockquote')
    assert text(quote) == 'Samsyn och samsyn igen, och kritisk massa två gånger: kritisk massa, KM.'
    assert words(built, THEME) == [('samsyn', 'term-samsyn')]
    assert words(built, CASE) == []
    assert words(built, GLOSSARY) == []
    ids = {tag['id'] for tag in built.page(GLOSSARY).all('[id]')}
    assert {'term-samsyn', 'term-kritisk-massa'} <= ids


@pytest.mark.parametrize(
    ('old', 'new', 'written', 'jobs'),
    [
        ('term: samsyn', 'term: enighet', {GLOSSARY, CHAPTER, THEME, CASE}, 1),
        ('term: samsyn', 'term: enighet', {GLOSSARY, CHAPTER, THEME, CASE}, 2),
        ('definition: Att de som', 'definition: Att alla som', {GLOSSARY}, 1),
        ('    short: [KM]', '    short: [KM]\n    forms: [ingen enighet]', {GLOSSARY, CHAPTER, CASE, OBSTACLE}, 2),
        ('id: kritisk-massa', 'id: massa', {GLOSSARY, CHAPTER, OBSTACLE}, 1),
    ],
    ids=['rename', 'rename-parallel', 'define', 'forms-parallel', 'id'],
)
def test_changed_words_rewrite_the_pages_that_have_them(
    root: Path, old: str, new: str, written: set[str], jobs: int
) -> None:
    obstacle = root / f'{OBSTACLE}.md'
    source = obstacle.read_text('utf-8')
    obstacle.write_text(source.replace('{s3:term}`kritisk-massa`', 'kritisk massa'), 'utf-8')
    before = stamps(build_clean(root, jobs=jobs).out)
    swap(root, old, new)
    built = build_clean(root, jobs=jobs)
    assert pages_written(before, stamps(built.out)) == written
    fresh = build_clean(root, jobs=jobs, folder='_fresh')
    assert differing(contents(built.out), contents(fresh.out)) == []
    assert pages_written(stamps(built.out), stamps(build_clean(root, jobs=jobs).out)) == set()


def test_word_that_comes_back_is_linked_again(root: Path) -> None:
    build_clean(root)
    swap(root, 'term: samsyn', 'term: annat')
    assert words(build_clean(root), THEME) == []
    swap(root, 'term: annat', 'term: samsyn')
    assert words(build_clean(root), THEME) == [('samsyn', 'term-samsyn')]


def test_words_lead_to_the_glossary_in_the_pdf(root: Path) -> None:
    """As text that looks like the text around it."""
    out = build_clean(root, 'typstpdf').out
    code = (out / 'typst' / 'pages' / f'{THEME}+book.typ').read_text('utf-8')
    assert re.findall(r's3\.go\("([^"]+)"', code) == [f'{GLOSSARY}::term-samsyn']
    told = json.loads(next(out.glob('typst/editions/*.places.json')).read_text('utf-8'))
    assert f'{GLOSSARY}::term-samsyn' in told['spots']


def test_a_leaflet_links_the_words_that_it_has_and_no_others(root: Path) -> None:
    """It lacks parts of its page: counted with these, the places of the words would be those of other words."""
    file = root / 'docs' / 'workshops' / 'verkstad.md'
    source = file.read_text('utf-8')
    source = source.replace('Så gör man.', 'Så gör man med kritisk massa.').replace(
        'Släpp in alla i samtalet.', 'Släpp in alla.\n\nSök samsyn i samtalet.\n\nOch så vidare.'
    )
    file.write_text(source.replace('Rita vägen.', 'Rita vägen till en samsyn för alla.\n\nHär är ett stycke.'), 'utf-8')
    out = build_clean(root, 'typstpdf', s3_pdf=['s3-workshop-verkstad-deltagare']).out
    code = (out / 'typst' / 'pages' / 'docs' / 'workshops' / 'verkstad+participant.typ').read_text('utf-8')
    found = re.findall(r's3\.go\("docs/glossary::([^"]+)", "?(?:\[)?([^")\]]+)', code)
    assert found == [('term-samsyn', 'samsyn')], code


def test_a_handbook_links_its_words_quietly(handbook: Path, sources: Path) -> None:
    terms = {term['id'] for term in header(sources / 'docs' / 'glossary.md')['terms']}
    linked: set[str] = set()
    for file in sorted(handbook.rglob('*.html')):
        if '_static' in file.parts:
            continue
        page = Page(file)
        here = [str(link['href']).partition('#term-')[2] for link in page.all('a.s3-term')]
        assert len(here) == len(set(here)) <= 25, file
        assert set(here) <= terms
        assert not page.all('a a, :is(h1, h2, h3, th, dt, .s3-facts, .s3-records, .sd-card) a.s3-term'), file
        linked.update(here)
    assert linked
