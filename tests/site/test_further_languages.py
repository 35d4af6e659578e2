"""An edition in a further language: of a small site, by the real program."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.site.sitekit import StandingPage, bare_folders, contents, copy_mini, differing, page_files, plain, run, text
from tests.unit.file_samples import office

#: a theme, regions, a case and a pilot say what they are about in English; one case has no title in English
ENGLISH = {
    'docs/themes/vatten': ('', 'The theme of water gathers trials for the tests alone.'),
    'docs/regions/alfa': ('Alfa', 'The region of Alfa is there for the tests and on no map.'),
    'docs/regions/orsa': ('Orsa', 'The region of Orsa is there for the tests and on no map.'),
    'docs/pilots/prov': ('The trial pilot', 'The pilot joins two regions that are there for the tests.'),
    'docs/obstacles/underlag': ('No basis: nobody has "measured"', 'The obstacle is there for the tests alone.'),
    'cases/alfa/ett-fall': ('A case of water', 'The case is about water and is there for the tests.'),
    'docs/glossary': ('Glossary', 'The words are there for the tests alone, in two languages.'),
    'cases/orsa/tredje-fall': ('A third case', 'The third case is there for the tests alone, and in Orsa.'),
}
SETTINGS = """
s3_languages = {'en': {'project': 'Trial', 's3_menu': [('docs/themes/index', 'Themes')]}}
html_sidebars = {'**': ['s3-twins.html', 's3-menu.html', 's3-contribute.html']}
"""
PAGES = {
    'index': (
        '# Front\n\n```{toctree}\ndocs/themes/index\ndocs/about/only-here\ndocs/registers/belagg\n'
        'docs/registers/kallor\ndocs/registers/valja-bort\n```\n'
    ),
    'docs/themes/index': '# Themes\n\n:::{records} theme\n:::\n',
    'docs/registers/belagg': '# Evidence\n\n:::{claims}\n:::\n',
    'docs/registers/kallor': '# Sources\n\n:::{sources} case\n:::\n',
    'docs/registers/valja-bort': '# Daring to deselect\n\n:::{deselected}\n:::\n\n:::{former}\n:::\n',
    'docs/about/only-here': '# Only here\n\nSee [](#ett-fall) and [](../themes/index.md).\n',
}
#: what the region says of another area, in Swedish
DESELECTED = (
    '  - {label: Nya kvarnar, kind: deselected, reason: Vattnet räckte inte., instead: Gamla kvarnar lagades., '
    'source: [plan]}'
)
BUILD = ('-m', 's3ext', 'build', 'html')


def add(file: Path, line: str) -> None:
    """Put *line* into the header of *file*, as its second."""
    before, after = file.read_text('utf-8').split('\n', 1)
    file.write_text(f'{before}\n{line}\n{after}', 'utf-8')


def make_site(root: Path) -> Path:
    copy_mini(root)
    with (root / 'conf.py').open('a', encoding='utf-8') as file:
        file.write(SETTINGS)
    for docname, (title, summary) in ENGLISH.items():
        source = root / f'{docname}.md'
        add(source, f'summary_en: {summary}')
        if title:
            add(source, f"title_en: '{title}'")
    region = root / 'docs' / 'regions' / 'alfa.md'
    before, after = region.read_text('utf-8').split('reviewed_on:', 1)
    region.write_text(f'{before}{DESELECTED}\nreviewed_on:{after}', 'utf-8')
    for docname, body in PAGES.items():
        page = root / 'en' / f'{docname}.md'
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f'---\nsummary: A page that is there for the tests of the edition.\n---\n\n{body}', 'utf-8')
    return root


def build(root: Path) -> str:
    """Build the site; what was said."""
    done = run(*BUILD, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return plain(done.stdout)


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an edition in English, built once."""
    root = make_site(tmp_path_factory.mktemp('further') / 'site')
    build(root)
    return root


def page(site: Path, docname: str) -> StandingPage:
    return StandingPage(site / '_build' / 'html' / f'{docname}.html')


def test_an_edition_has_the_twins_and_what_is_written_for_it(site: Path) -> None:
    built = site / '_build' / 'html' / 'en'
    found = {file.relative_to(built).as_posix().removesuffix('.html') for file in page_files(built)}
    assert found - {'search', 'genindex'} == {*ENGLISH, *PAGES}


def test_a_twin_says_what_its_header_says_in_the_language(site: Path) -> None:
    twin = page(site, 'en/cases/alfa/ett-fall')
    assert (twin.texts('h1'), twin.one('html')['lang']) == (['A case of water'], 'en')
    assert 'The case is about water and is there for the tests.' in text(twin.one('.s3-lead'))
    facts = {name: text(value) for name, value in twin.facts().items()}
    assert (facts['Regions'], facts['Theme'], facts['Stage']) == ('Alfa, Orsa', 'Test vatten', 'Finished')
    # a result is prose; how it is known is not
    assert 'Vattnet' not in text(twin.one('body'))
    assert 'Stated' in text(twin.one('.s3-answer'))


def test_what_is_quoted_is_marked_as_being_in_the_language_of_the_site(site: Path) -> None:
    twin = page(site, 'en/docs/regions/alfa')
    for words in ('Rent vatten', 'Gamla kvarnar', 'planen från 2010', 'Region Alfa', 'Plan för Alfa'):
        marked = [text(tag) for tag in twin.all('[lang=sv]')]
        assert words in marked, words
    assert 'Ingår nu' not in text(twin.one('body'))
    assert not twin.all('[lang=sv] [lang=en]')
    assert not page(site, 'docs/regions/alfa').all('[lang=sv]:not(html)')


def test_a_twin_leads_to_the_full_text_and_to_what_belongs_to_it(site: Path) -> None:
    twin = page(site, 'en/docs/themes/vatten')
    link = twin.one('.s3-original a')
    assert (text(link), link['lang'], link['hreflang']) == ('Vatten', 'sv', 'sv')
    assert twin.target(link) == page(site, 'docs/themes/vatten').file.resolve()
    assert 'A case of water' in text(twin.one('.s3-page') if twin.all('.s3-page') else twin.one('body'))
    assert 'Ännu ett fall' not in text(twin.one('body'))


@pytest.mark.parametrize('docname', ['index', 'docs/themes/index', 'cases/alfa/ett-fall', 'docs/regions/alfa'])
def test_a_page_and_its_twin_lead_to_each_other(docname: str, site: Path) -> None:
    own, twin = page(site, docname), page(site, f'en/{docname}')
    for here, there, code, words in ((own, twin, 'en', 'In English'), (twin, own, 'sv', 'På svenska')):
        link = here.one('a.s3-twin')
        assert (here.target(link), text(link)) == (there.file.resolve(), words)
        assert (link['lang'], link['hreflang']) == (code, code)
        ways = {str(tag['hreflang']): here.target(tag) for tag in here.all('link[rel=alternate][hreflang]')}
        files = {'sv': own.file.resolve(), 'en': twin.file.resolve()}
        assert ways == {**files, 'x-default': files['en']}


@pytest.mark.parametrize(
    ('docname', 'front'), [('cases/alfa/annat-fall', 'en/index'), ('en/docs/about/only-here', 'index')]
)
def test_a_page_without_a_twin_leads_to_the_front_page(docname: str, front: str, site: Path) -> None:
    here = page(site, docname)
    assert here.target(here.one('a.s3-twin')) == page(site, front).file.resolve()
    assert not here.all('link[rel=alternate][hreflang]')


def test_an_edition_has_its_own_settings_and_nothing_to_write_with(site: Path) -> None:
    twin = page(site, 'en/docs/themes/index')
    assert twin.texts('.s3-menu a') == ['Themes']
    assert 'Trial' in text(twin.one('title'))
    assert not twin.all('.s3-contribute')
    assert page(site, 'docs/themes/index').all('.s3-contribute')
    assert not list((site / '_build' / 'html' / 'en').rglob('*formular*'))


def test_the_glossary_has_its_words_in_the_language_and_marks_the_others(site: Path) -> None:
    glossary = page(site, 'en/docs/glossary')
    assert glossary.texts('.s3-terms > dt') == ['critical mass', 'shared view']
    _, definition = glossary.all('.s3-terms > dd')
    assert [text(tag) for tag in definition.select('[lang=sv]')] == [
        'Att de som är med ser saken på samma sätt.',
        'samsyn',
    ]
    assert 'In Swedish: samsyn.' in text(definition)
    mass, _ = glossary.all('.s3-terms > dd')
    assert 'KM' in [text(tag) for tag in mass.select('[lang=sv]')]
    assert text(mass).endswith('See also: shared view')
    # what finds the words in texts is of the other language
    assert not page(site, 'en/docs/about/only-here').all('.s3-term')
    assert page(site, 'docs/glossary').texts('.s3-terms > dt') == ['kritisk massa', 'samsyn']


def test_registers_mark_what_is_in_the_language_of_the_site(site: Path) -> None:
    evidence = page(site, 'en/docs/registers/belagg')
    row = next(row for row in evidence.all('li[data-s3-values]') if 'Vattnet' in text(row))
    assert [text(tag) for tag in row.select('[lang=sv]')] == [
        'Vattnet blev renare.',
        'Region Alfa',
        'Rapport om ett-fall, 2022',
    ]
    link = row.select_one('a')
    assert link is not None
    assert (text(link), evidence.target(link)) == (
        'A case of water',
        page(site, 'en/cases/alfa/ett-fall').file.resolve(),
    )
    assert '#' not in str(link['href'])  # the twin does not list its results
    sources = page(site, 'en/docs/registers/kallor')
    assert 'Region Alfa' in [text(tag) for tag in sources.all('.s3-group [lang=sv]')]
    assert 'Rapport om ett-fall' in [text(tag) for tag in sources.all('a[lang=sv]')]
    deselected = page(site, 'en/docs/registers/valja-bort')
    row = next(row for row in deselected.all('li') if 'Nya kvarnar' in text(row))
    assert [text(tag) for tag in row.select('[lang=sv]')] == [
        'Nya kvarnar',
        'Vattnet räckte inte.',
        'Gamla kvarnar lagades.',
    ]
    assert 'Reason: Vattnet räckte inte. Instead: Gamla kvarnar lagades.' in text(row)
    assert {'Gamla kvarnar', 'planen från 2010'} <= {text(tag) for tag in deselected.all('table [lang=sv]')}
    assert 'See the Swedish page' not in text(deselected.one('body'))


def test_search_of_an_edition_knows_its_language(site: Path) -> None:
    script = (site / '_build' / 'html' / 'en' / 's3-search' / 'language.js').read_text('utf-8')
    assert 'EnglishStemmer' in script
    assert 'EnglishStemmer' not in (site / '_build' / 'html' / 's3-search' / 'language.js').read_text('utf-8')


def test_addresses_for_machines_are_whole_where_the_site_says_where_it_is(tmp_path: Path) -> None:
    root = make_site(tmp_path / 'site')
    with (root / 'conf.py').open('a', encoding='utf-8') as file:
        file.write("html_baseurl = 'https://example.org/s3/'\n")
    build(root)
    for docname in ('cases/alfa/ett-fall', 'en/cases/alfa/ett-fall'):
        ways = {str(tag['hreflang']): tag['href'] for tag in page(root, docname).all('link[rel=alternate][hreflang]')}
        assert ways['sv'] == 'https://example.org/s3/cases/alfa/ett-fall.html'
        assert ways['en'] == ways['x-default'] == 'https://example.org/s3/en/cases/alfa/ett-fall.html'
    canonical = page(root, 'en/cases/alfa/ett-fall').one('link[rel=canonical]')
    assert canonical['href'] == 'https://example.org/s3/en/cases/alfa/ett-fall.html'


def test_after_edits_an_edition_is_as_if_built_anew_and_is_left_alone_otherwise(tmp_path: Path) -> None:
    root = make_site(tmp_path / 'site')
    assert 'Upplaga: en' in build(root)
    assert 'Upplaga: en' not in build(root)
    case, other = root / 'cases' / 'alfa' / 'ett-fall.md', root / 'cases' / 'alfa' / 'annat-fall.md'
    case.write_text(case.read_text('utf-8').replace('Något gjordes', 'Mycket gjordes'), 'utf-8')
    assert 'Upplaga: en' not in build(root)  # no word of a text is in the edition
    add(other, 'title_en: Another case of water')  # it has had a summary
    (root / 'en' / 'docs' / 'themes' / 'index.md').unlink()
    (root / 'en' / 'index.md').write_text(
        '---\nsummary: A front page that has been changed for the tests.\n---\n\n# New\n'
    )
    case.write_text(re.sub('title_en: .*\n', '', case.read_text('utf-8')), 'utf-8')
    only = root / 'en' / 'docs' / 'about' / 'only-here.md'
    only.write_text('# Only here\n\nSee [](#annat-fall).\n', 'utf-8')
    assert 'Upplaga: en' in build(root)
    fresh = tmp_path / 'fresh'
    shutil.copytree(root, fresh / 'site', ignore=shutil.ignore_patterns('_build'))
    build(fresh / 'site')
    one, two = (contents(place / '_build' / 'html') for place in (root, fresh / 'site'))
    assert differing(one, two) == []
    assert 'en/cases/alfa/annat-fall.html' in one
    assert 'en/cases/alfa/ett-fall.html' not in one
    assert (
        page(root, 'cases/alfa/annat-fall').target(page(root, 'cases/alfa/annat-fall').one('a.s3-twin')).parts[-4]
        == 'en'
    )


def test_a_title_is_text_whatever_stands_in_it(tmp_path: Path) -> None:
    root = make_site(tmp_path / 'site')
    title = '[a](javascript:alert(1)) <b>_b_</b> {s3:count}`case` # $c$ *d* [^e] &amp; "f" | ~~g~~ https://example.org'
    case = root / 'cases' / 'alfa' / 'ett-fall.md'
    case.write_text(re.sub("title_en: '.*'", f"title_en: '{title}'", case.read_text('utf-8')), 'utf-8')
    assert run('-m', 's3ext', 'check', cwd=root).returncode == 0
    build(root)
    heading = page(root, 'en/cases/alfa/ett-fall').one('h1')
    assert text(heading).replace('“', '"').replace('”', '"') == title
    assert {tag.name for tag in heading.find_all(True)} <= {'a'}


@pytest.mark.skipif(not hasattr(os, 'symlink'), reason='the test makes links')
@pytest.mark.parametrize('name', ['docs/about/linked.md', 'docs/linked', 'docs'])
def test_links_to_other_places_are_not_followed(name: str, tmp_path: Path) -> None:
    root = make_site(tmp_path / 'site')
    secret = tmp_path / 'secret'
    secret.mkdir()
    (secret / 'page.md').write_text('# A secret\n', 'utf-8')
    link = root / 'en' / name
    if link.exists():
        shutil.rmtree(link)
    link.symlink_to(secret / 'page.md' if name.endswith('.md') else secret)
    for command in (BUILD, ('-m', 's3ext', 'check')):
        done = run(*command, cwd=root)
        assert (done.returncode, f'en/{name}' in plain(done.stdout + done.stderr)) == (1, True)
    assert not [file for file in (root / '_build').rglob('*') if file.is_file() and b'A secret' in file.read_bytes()]


def test_a_fault_in_an_edition_stops_the_build_at_the_file_that_people_edit(tmp_path: Path) -> None:
    root = make_site(tmp_path / 'site')
    build(root)
    before = contents(root / '_build' / 'html')
    (root / 'en' / 'index.md').write_text('# Front\n\nSee [](#finns-inte).\n', 'utf-8')
    for command in (BUILD, ('-m', 's3ext', 'check')):
        done = run(*command, cwd=root)
        assert done.returncode == 1
        assert 'en/index.md:3:' in plain(done.stdout + done.stderr)
        assert 'finns-inte' in done.stdout + done.stderr
    assert contents(root / '_build' / 'html') == before


def test_the_check_knows_which_pages_an_edition_has(tmp_path: Path) -> None:
    root = make_site(tmp_path / 'site')
    assert run('-m', 's3ext', 'check', cwd=root).returncode == 0
    front = root / 'en' / 'index.md'
    front.write_text('# Front\n\nSee [](#annat-fall) and [](#ett-fall).\n', 'utf-8')
    done = run('-m', 's3ext', 'check', cwd=root)
    assert done.stdout.count('en/index.md') == 1
    assert 'annat-fall' in done.stdout  # it has no title in English
    front.unlink()
    assert 'en/index.md' in run('-m', 's3ext', 'check', cwd=root).stdout


def test_material_of_a_page_of_an_edition_is_described_in_its_language(tmp_path: Path) -> None:
    root = make_site(tmp_path / 'site')
    (root / 'en/docs/about/form.docx').write_bytes(office('docx'))
    with (root / 'en/docs/about/only-here.md').open('a', encoding='utf-8') as file:
        file.write('\n[The form](form.docx)\n')
    build(root)
    there = page(root, 'en/docs/about/only-here')
    link = there.one('a.s3-material')
    assert link.get_text() == 'The form (docx, 1 kB)'
    assert there.target(link).read_bytes() == (root / 'en/docs/about/form.docx').read_bytes()


def test_the_check_looks_at_what_headers_of_the_edition_refer_to(tmp_path: Path) -> None:
    root = make_site(tmp_path / 'site')
    case = root / 'cases' / 'alfa' / 'ett-fall.md'
    written = root / 'en' / 'cases' / 'alfa' / 'ett-fall.md'
    written.parent.mkdir(parents=True)
    written.write_text(case.read_text('utf-8').replace('[vatten]', '[vattnet]'), 'utf-8')
    taken = root / 'en' / 'docs' / 'themes' / 'alfa.md'
    taken.write_text((root / 'docs' / 'themes' / 'vatten.md').read_text('utf-8'), 'utf-8')
    line = case.read_text('utf-8').split('\n').index('themes: [vatten]') + 1
    done = run('-m', 's3ext', 'check', cwd=root)
    assert done.returncode == 1
    said = plain(done.stdout)
    assert f'en/cases/alfa/ett-fall.md:{line}:10: ' in said
    assert '"vattnet"' in said
    assert 'Menade du "vatten"?' in said
    # of a page and a twin with one id, the page is to be changed
    assert 'en/docs/themes/alfa.md:1:1: ' in said
    assert 'docs/regions/alfa.md' in said
    assert '\ndocs/regions/alfa.md:' not in said
    built = plain((broken := run(*BUILD, cwd=root)).stdout + broken.stderr)
    assert (broken.returncode, f'en/cases/alfa/ett-fall.md:{line}:10' in built) == (1, True)


def test_an_edition_that_is_no_longer_wanted_goes(tmp_path: Path) -> None:
    root = make_site(tmp_path / 'site')
    build(root)
    conf = root / 'conf.py'
    conf.write_text(re.sub('s3_languages = .*\n', '', conf.read_text('utf-8')), 'utf-8')
    build(root)
    assert not [path.name for path in (root / '_build').iterdir() if path.name == 'work-en']
    assert not (root / '_build' / 'html' / 'en').exists()
    assert not page(root, 'cases/alfa/ett-fall').all('a.s3-twin')


def test_a_site_has_the_short_book_of_each_edition(tmp_path: Path) -> None:
    root = make_site(tmp_path / 'site')
    with (root / 'conf.py').open('a', encoding='utf-8') as file:
        file.write("html_sidebars['**'].append('s3-downloads.html')\n")
        file.write("html_baseurl = 'https://example.org/s3/'\ns3_publisher_contact = 'mailto:s3@example.org'\n")
        file.write("s3_publisher = 'Region Alfa'\n")
    done = run('-m', 's3ext', 'build', 'site', cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    built = root / '_build' / 'site' / 'en'
    assert [file.name for file in (built / 'pdf').glob('*.pdf')] == ['s3-in-sweden.pdf']
    reader = PdfReader(built / 'pdf' / 's3-in-sweden.pdf')
    assert str(reader.root_object['/Lang']).startswith('en')
    printed = ' '.join(' '.join(page.extract_text().split()) for page in reader.pages)
    # what is written for the edition, and the regions; not the pages of cases, which have a list in the real one
    for words in ('Only here', 'The region of Orsa is there', 'Rent vatten'):
        assert words in printed, words
    assert 'The case is about water' not in printed
    front = StandingPage(built / 'index.html')
    links = [front.target(link) for link in front.all('a[href$=".pdf"]')]
    assert links == [(built / 'pdf' / 's3-in-sweden.pdf').resolve()]
    assert (root / '_build' / 'site' / 'pdf' / 's3-handboken.pdf').is_file()
    assert bare_folders(root / '_build' / 'site') == []
    for folder in (root / '_build' / 'site', built):
        led = StandingPage(folder / 'pdf' / 'index.html')
        assert led.target(led.one('a')) == (folder / 'index.html').resolve()


def test_what_is_no_language_is_no_setting(tmp_path: Path) -> None:
    root = copy_mini(tmp_path / 'site')
    with (root / 'conf.py').open('a', encoding='utf-8') as file:
        file.write("s3_languages = {'../en': {}}\n")
    done = run(*BUILD, cwd=root)
    assert done.returncode == 1
    assert "s3_languages: '../en'" in done.stderr
    assert not (root / '_build' / 'html').exists()
