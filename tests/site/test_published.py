"""A handbook as it is published: every promise to readers kept on every page.

Here the library of the tests; ``tests/content`` asks some of it of the real one.
"""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import Tag
from bs4.element import PreformattedString

from s3ext.commands.editions import languages
from s3ext.core.model.vocabulary import Vocabulary, parse
from s3ext.web.versions import version
from tests.kinds import KINDS
from tests.site.sitekit import ROOT, Page, contents, header, page_files, text
from tests.texts import LANGUAGES

TEXTS: dict[str, str] = tomllib.loads((ROOT / 's3ext' / 'handbook' / 'texts' / 'sv.toml').read_text('utf-8'))[
    'interface'
]
#: what stands around the article and comes from the theme, from Sphinx or from ``conf.py``
THEME_TEXTS = {
    'S3-handboken', 'Processen', 'Teman', 'Piloter', 'Regioner', 'Alla fall', 'Om', 'Hoppa till innehållet',
    'På den här sidan', 'Sök', 'Sök i handboken', 'Färgläge', 'Ljust', 'Mörkt', 'Enligt systemet', 'Meny',
    'Varning om versionen',
}  # fmt: skip
#: pages without a source: the search, and the form for a new case
GENERATED = {'search', 'bidra/formular'}
_CSS_URL = re.compile(r'url\(\s*["\']?([^"\')]+)|@import\s+["\']([^"\']+)')


@pytest.fixture(scope='module')
def pages(handbook: Path, parsed: Callable[[Path], Page]) -> dict[str, Page]:
    """Every page of the handbook by docname, parsed; not those of its editions in further languages."""
    others = set(languages(ROOT))
    files = [file for file in page_files(handbook) if file.relative_to(handbook).parts[0] not in others]
    return {file.relative_to(handbook).with_suffix('').as_posix(): parsed(file.resolve()) for file in files}


@pytest.fixture(scope='module')
def terms(sources: Path) -> Vocabulary:
    """The closed lists of the handbook."""
    return parse((sources / 'docs' / 'vocabulary.yaml').read_text('utf-8'), 'vocabulary.yaml', KINDS, LANGUAGES)[0]


@pytest.fixture(scope='module')
def records(pages: dict[str, Page]) -> dict[str, Page]:
    """The pages of records."""
    return {docname: page for docname, page in pages.items() if KINDS.type_of(docname) != 'page'}


def of_type(pages: dict[str, Page], kind: str) -> dict[str, Page]:
    return {docname: page for docname, page in pages.items() if KINDS.type_of(docname) is kind}


def straight(words: str) -> str:
    """*words* with quotation marks and apostrophes as they are written."""
    return words.translate(str.maketrans('”’', '"\''))


def targets(page: Page, selector: str) -> set[Path]:
    return {page.target(link) for link in page.all(selector)}


# -- what is there -------------------------------------------------------------------------


def test_every_source_is_a_page(pages: dict[str, Page], sources: Path) -> None:
    """The fixture has built it with warnings as errors; here: nothing was left out."""
    expected = {
        file.relative_to(sources).with_suffix('').as_posix()
        for pattern in ('index.md', 'docs/**/*.md', 'cases/**/*.md')
        for file in sources.glob(pattern)
    }
    assert set(pages) == expected | GENERATED


def test_regions_list_the_cases_that_name_them(records: dict[str, Page]) -> None:
    naming: dict[Path, set[Path]] = {}
    for page in of_type(records, 'case').values():
        facts = page.facts()
        # the case names the region among its facts: owned or shared
        for link in (facts.get('Region') or facts['Regioner']).select('a'):
            naming.setdefault(page.target(link), set()).add(page.file)
    regions = of_type(records, 'region').values()
    assert {region.file: targets(region, '#fall-fran-regionen .s3-record-title a') for region in regions} == {
        region.file: naming.get(region.file, set()) for region in regions
    }


def test_every_element_of_the_process_has_a_chapter(records: dict[str, Page], terms: Vocabulary) -> None:
    chapters = {docname.rpartition('/')[2] for docname in of_type(records, 'chapter')}
    elements = terms.ids('process')
    assert elements
    assert set(elements) <= chapters


def test_every_process_chapter_and_theme_lists_its_cases(records: dict[str, Page], terms: Vocabulary) -> None:
    lists = [*of_type(records, 'theme').values()]
    lists += [page for docname, page in records.items() if docname.rpartition('/')[2] in terms.ids('process')]
    for page in lists:
        assert page.all('.s3-records-list, .s3-none'), page.file
        for counted in page.texts('.s3-count'):
            assert int(counted.split()[0]) > 0
    listed = set().union(*(targets(page, '.s3-records-list .s3-record-title a') for page in lists))
    assert {page.file for page in of_type(records, 'case').values()} <= listed


def test_index_pages_list_all_of_their_kind(pages: dict[str, Page], records: dict[str, Page]) -> None:
    for folder, kind in (
        ('cases', 'case'),
        ('themes', 'theme'),
        ('pilots', 'pilot'),
        ('regions', 'region'),
        ('handbook', 'chapter'),
        ('obstacles', 'obstacle'),
        ('methods', 'method'),
        ('workshops', 'workshop'),
    ):
        style = 'list' if folder in ('themes', 'regions', 'handbook') else 'catalogue'
        listed = [pages[f'docs/{folder}/index'].target(link)
                  for link in pages[f'docs/{folder}/index'].all(f'.s3-records-{style} .s3-record-title a')]  # fmt: skip
        expected = {page.file for page in of_type(records, kind).values()}
        assert set(listed) == expected and len(listed) == len(expected), folder


# -- how we know ------------------------------------------------------------------------------


def test_every_record_says_whose_text_it_is(records: dict[str, Page]) -> None:
    shown = {name: (page.texts('.s3-draft'), page.texts('.s3-editorial')[0]) for name, page in records.items()}
    assert [name for name, (_, words) in shown.items() if not words.startswith('Skriven av ')] == []
    assert [
        name for name, (draft, words) in shown.items() if ('Genomgången av redaktionen' in words) == bool(draft)
    ] == []


def test_every_source_of_a_header_is_printed(records: dict[str, Page], sources: Path) -> None:
    """In the order of the text, each once."""
    for docname, page in records.items():
        titles = [' '.join(source['title'].split()) for source in header(sources / f'{docname}.md').get('sources', [])]
        notes = [text(note) for note in page.all('.s3-sources [role=doc-footnote]')]
        assert len(notes) == len(titles), docname
        assert all(any(straight(title) in straight(note) for note in notes) for title in titles), docname


def test_every_footnote_leads_to_its_source_and_back(records: dict[str, Page]) -> None:
    for docname, page in records.items():
        notes = {f'#{note["id"]}': note for note in page.all('.s3-sources [role=doc-footnote]')}
        for note in notes.values():
            for link in note.select('a.reference.external'):
                assert str(link['href']).startswith(('https://', 'http://')), docname
        cited = {str(link['href']): link for link in page.all('a[role=doc-noteref]')}
        assert cited.keys() == notes.keys(), docname
        backlinks = {str(link['href']) for note in notes.values() for link in note.select('a[role=doc-backlink]')}
        assert backlinks == {f'#{link["id"]}' for link in page.all('a[role=doc-noteref]')}, docname


def test_every_result_says_how_it_is_known(records: dict[str, Page], terms: Vocabulary) -> None:
    kinds = {terms.label('evidence', term, 'sv') for term in terms.ids('evidence')}
    results = [(docname, item) for docname, page in records.items() for item in page.all('.s3-results > li')]
    assert results
    for docname, item in results:
        assert {text(kind) for kind in item.select('.s3-mark-words')} & kinds, docname
        assert item.select('a[role=doc-noteref]'), docname


# -- every page ------------------------------------------------------------------------------------


def test_every_page_has_language_title_and_one_heading(pages: dict[str, Page]) -> None:
    titles: dict[str, str] = {}
    for docname, page in pages.items():
        assert page.one('html')['lang'] == 'sv', docname
        heading = text(page.one('h1'))
        title = text(page.one('head > title'))
        assert title == ('S3-handboken' if docname == 'index' else f'{heading} – S3-handboken')
        assert titles.setdefault(title, docname) == docname
        assert len(page.all('main')) == 1


def test_headings_skip_no_level(pages: dict[str, Page]) -> None:
    for docname, page in pages.items():
        levels = [int(tag.name[1]) for tag in page.all('article :is(h1, h2, h3, h4, h5, h6)')]
        assert [after for before, after in zip([0, *levels], levels, strict=False) if after > before + 1] == [], docname


def test_summary_is_the_description(pages: dict[str, Page], records: dict[str, Page], sources: Path) -> None:
    for docname in pages.keys() - GENERATED:
        source = (sources / f'{docname}.md').read_text('utf-8')
        found = [str(tag['content']) for tag in pages[docname].all('meta[name=description]')]
        assert len(found) == bool(re.search(r'^summary:', source, re.M)), docname
        assert all(40 <= len(description) <= 300 for description in found), docname
    assert all(page.texts('.s3-lead') == [str(page.one('meta[name=description]')['content'])]
               for page in records.values())  # fmt: skip


#: by element the attribute whose address a browser fetches without being asked to
_FETCHED = {
    'script': 'src', 'link': 'href', 'img': 'src', 'source': 'srcset', 'iframe': 'src', 'object': 'data',
    'video': 'src', 'audio': 'src', 'use': 'href', 'form': 'action',
}  # fmt: skip


def addresses(page: Page) -> Iterator[tuple[Tag, str]]:
    """Everything that a browser fetches for *page* without being asked to."""
    for tag in page.soup.find_all(list(_FETCHED)):
        yield tag, str(tag.get(_FETCHED[tag.name], ''))


def test_nothing_is_fetched_from_another_host(handbook: Path, pages: dict[str, Page]) -> None:
    for docname, page in pages.items():
        for tag, address in addresses(page):
            parts = urlsplit(address)
            assert not parts.netloc and parts.scheme in ('', 'data'), f'{docname}: {tag}'
        styles = ' '.join(
            [str(tag.string) for tag in page.soup.find_all('style')]
            + [str(tag['style']) for tag in page.soup.find_all(style=True)]
        )
        assert not _CSS_URL.search(styles), docname
    for file in handbook.rglob('*.css'):
        for match in _CSS_URL.finditer(file.read_text('utf-8')):
            parts = urlsplit(match[1] or match[2])
            assert not parts.netloc and parts.scheme in ('', 'data'), f'{file.name}: {match[0][:80]}'


def test_no_element_runs_script_by_itself(pages: dict[str, Page]) -> None:
    for docname, page in pages.items():
        for tag in page.soup.find_all(True):
            for name, value in tag.attrs.items():
                assert not name.lower().startswith('on'), f'{docname}: {name}'
                assert not str(value).strip().lower().startswith('javascript:'), f'{docname}: {value}'


def test_every_link_inside_the_handbook_leads_somewhere(handbook: Path, pages: dict[str, Page]) -> None:
    by_file = {page.file.resolve(): page for page in pages.values()}

    @cache
    def anchors(file: Path) -> set[str]:
        return {str(tag['id']) for tag in by_file[file].soup.find_all(id=True)}

    root = handbook.resolve()

    @cache
    def leads_inside(target: Path) -> bool:
        return target.is_file() and target.is_relative_to(root)

    count = 0
    for docname, page in pages.items():
        for link in page.soup.find_all(['a', 'link'], href=True):
            href = str(link['href'])
            parts = urlsplit(href)
            if parts.scheme or parts.netloc:
                assert parts.scheme in ('https', 'http', 'mailto'), f'{docname}: {href}'
                continue
            target = page.target(link) if parts.path else page.file
            assert leads_inside(target), f'{docname}: {href}'
            if parts.fragment:
                assert unquote(parts.fragment) in anchors(target), f'{docname}: {href}'
            count += 1
    assert count


def test_ids_are_unique_on_a_page(pages: dict[str, Page]) -> None:
    for docname, page in pages.items():
        ids = [str(tag['id']) for tag in page.all('article [id]')]
        assert sorted({found for found in ids if ids.count(found) > 1}) == [], docname


def test_no_file_names_the_machine_it_was_built_on(handbook: Path, sources: Path) -> None:
    needles = {str(path).encode() for path in (ROOT, sources, handbook.parent, Path.home())}
    files = contents(handbook)
    assert files
    for path, data in files.items():
        assert [needle for needle in needles if needle in data] == [], path


def test_nothing_private_is_published(handbook: Path) -> None:
    assert [path for path in contents(handbook) if path.rpartition('/')[2].startswith('.') or path.endswith('.md')] == [
        '.nojekyll'
    ]


# -- Swedish ---------------------------------------------------------------------------------------


def chrome(page: Page) -> Iterator[str]:
    """Every text a reader meets outside the article: visible, read aloud, or in a tooltip."""
    # by identity: comparing two elements compares all that is in them
    skipped = {id(node) for tag in page.all('article, script, style, template') for node in (tag, *tag.descendants)}
    for piece in page.one('body').find_all(string=True):
        if id(piece) not in skipped and not isinstance(piece, PreformattedString) and piece.strip():
            yield ' '.join(piece.split())
    for tag in page.all('*'):
        if id(tag) not in skipped:
            for name in ('title', 'aria-label', 'placeholder', 'alt', 'value', 'data-bs-title'):
                if tag.get(name):
                    yield str(tag[name])


def test_everything_around_the_article_is_ours_and_swedish(pages: dict[str, Page]) -> None:
    titles = {text(page.one('h1')) for page in pages.values()}
    patterns = [
        re.compile(re.escape(words).replace(r'\{group\}', '.+')) for words in TEXTS.values() if '{group}' in words
    ]
    patterns.append(re.compile(r'Byggd \d+ \w+ \d{4}, version [\d.]+\.'))
    allowed = THEME_TEXTS | titles | set(TEXTS.values())
    for docname, page in pages.items():
        # the list of what is on the page
        headings = set(page.texts('article :is(h1, h2, h3, h4)'))
        strange = {
            words
            for words in chrome(page)
            if words not in allowed | headings and not any(pattern.fullmatch(words) for pattern in patterns)
        }
        assert strange == set(), docname


def test_signs_in_the_article_speak_swedish(pages: dict[str, Page]) -> None:
    """Tooltips and names inside the article are made by Sphinx, not by authors."""
    found = {
        str(tag[name])
        for page in pages.values()
        for name in ('title', 'aria-label', 'placeholder')
        for tag in page.all(f'article [{name}]')
    }
    assert found <= {
        'Länk till den här rubriken',
        'Länk till den här tabellen',
        'Sök i handboken',
        TEXTS['search_registers'],
        TEXTS['participants_label'],
        TEXTS['template_take'],
        TEXTS['glossary_letters'],
        TEXTS['questions_parts'],
        TEXTS['planner_label'],
        *(TEXTS[name] for name in ('catalogue_find', 'catalogue_filter', 'find_filter')),
    }


def test_the_menu_beside_a_page_names_its_headings(pages: dict[str, Page]) -> None:
    """In order, each at its depth and in its words; the front page and a page without headings have none."""
    with_menu = 0
    for docname, page in pages.items():
        headings = []
        for section in page.all('article .s3-page section[id]'):
            heading = section.find(re.compile(r'h[2-6]'), recursive=False)
            assert isinstance(heading, Tag), docname
            headings.append((f'#{section["id"]}', text(heading), f'toc-h{heading.name[1]}'))
        menu = page.all('nav#pst-page-toc-nav')
        if docname == 'index' or not headings:
            assert not menu, docname
            continue
        with_menu += 1
        found = [
            (str(link['href']), text(link), item['class'][0])
            for link in menu[0].select('li > a')
            if (item := link.parent)
        ]
        assert found == headings, docname
        name = page.one(f'#{menu[0]["aria-labelledby"]}')
        assert text(name) == 'På den här sidan'
    assert with_menu


def test_addresses_of_styles_and_scripts_carry_the_sums_of_their_files(pages: dict[str, Page], handbook: Path) -> None:
    """A reader's browser keeps a file until its address changes: an old sum would leave an old style in use."""
    seen: set[tuple[Path, int]] = set()
    for docname, page in pages.items():
        for tag in page.all('link[rel=stylesheet][href*="?v="], script[src*="?v="]'):
            address, _, checksum = str(tag.get('href') or tag.get('src')).partition('?v=')
            file = (page.file.parent / address).resolve()
            if file.name == 'pygments.css':
                continue  # the theme writes it anew when all pages have been written
            sphinx = f'{zlib.crc32(file.read_bytes().replace(bytes([13]), b"")):08x}'
            assert checksum in (sphinx, version(file.read_bytes())), docname
            seen.add((file.relative_to(handbook.resolve()), docname.count('/')))
    assert {depth for file, depth in seen if file.name == 's3.css'} >= {0, 2}
    assert len({file for file, _ in seen}) > 1


def test_no_sentence_ends_twice(pages: dict[str, Page]) -> None:
    """A title or a name that asks, or ends in a stop of its own, meets no full stop of ours after it."""
    for docname, page in pages.items():
        for block in page.all('article :is(p, li, dd)'):
            found = re.search(r'.{0,40}[?!]\.(?!\.)', text(block))
            assert found is None or block.find(['code', 'pre']), (docname, found and found[0])
