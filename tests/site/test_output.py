"""What is published: addresses on a list, no script, handler or style in any page, nothing of the builder's machine.

The pages are read with Python's own HTML parser, not through the product.
"""

from __future__ import annotations

import getpass
import os
import re
import shutil
import socket
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from s3ext.__main__ import main
from s3ext.web.csp import POLICY
from tests.site.sitekit import ROOT, Page, build_clean, copy_mini, plain, run, text

#: what may be followed from a page, and what may be loaded by it: files of the site
_FOLLOWED = re.compile(r'https?://[^\s<>"\\@]+|mailto:[\w.+-]+@[\w.-]+')
_LOADED = re.compile(r'(?![a-z][a-z0-9+.-]*:|//)[\w./?=&%#-]*', re.IGNORECASE)
_LOADING = {('script', 'src'), ('link', 'href'), ('img', 'src'), ('form', 'action'), ('use', 'href')}
_ADDRESSES = {'href', 'src', 'action', 'data', 'poster', 'srcset', 'formaction', 'xlink:href', 'background', 'ping'}
_ELEMENTS = set(
    # what the theme, Markdown and our own drawing make
    re.findall(
        r'\S+',
        """html head meta title link script noscript body header main footer nav article aside section div span p a
        h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup col thead tbody tr th td blockquote pre code em
        strong sup sub abbr hr br img figure figcaption button form input label select option dialog details summary
        svg g path circle line rect text textarea desc small time""",
    )
)
_VALUELESS = {'meta', 'link'}


class Reader(HTMLParser):
    """Notes what a page holds that it must not hold."""

    def __init__(self, file: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.policies: list[str] = []
        self.scripts_before_policy = self.scripts = 0
        self.refreshes = False
        self.titles = ''
        self._inside = ''
        self.feed(file.read_text('utf-8'))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        values = {name: value or '' for name, value in attrs}
        if tag not in _ELEMENTS:
            self.faults.append(f'<{tag}>')
        if tag == 'script':
            self.scripts += 1
            self.scripts_before_policy += not self.policies
            self._inside = 'data' if values.get('type') == 'application/ld+json' else tag
            if 'src' not in values and values.get('type') != 'application/ld+json':  # data, which no browser runs
                self.faults.append('<script> without src')
        if tag == 'meta' and 'http-equiv' in values:
            self.policies.append(values['content'])
            if values['http-equiv'] == 'refresh':
                self.refreshes = True
                self.policies.pop()
                address = values['content'].removeprefix('0; url=')
                if not _FOLLOWED.fullmatch(address) and not _LOADED.fullmatch(address):
                    self.faults.append(f'refreshes to {values["content"]}')
            elif values['http-equiv'] != 'Content-Security-Policy':
                self.faults.append(f'http-equiv={values["http-equiv"]}')
        for name, value in values.items():
            self._attribute(tag, name, value)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith('on') or name in ('style', 'srcdoc'):
            self.faults.append(f'<{tag} {name}>')
        elif (tag, name) in _LOADING:
            if not _LOADED.fullmatch(value):
                self.faults.append(f'loads {value}')
        elif name in _ADDRESSES and not (_LOADED.fullmatch(value) or _FOLLOWED.fullmatch(value)):
            self.faults.append(f'leads to {value}')

    def handle_endtag(self, tag: str) -> None:
        self._inside = ''

    def handle_data(self, data: str) -> None:
        if self._inside in ('script', 'style') and data.strip():
            self.faults.append(f'<{self._inside}> with text')


def faults(site: Path) -> Iterator[tuple[str, str]]:
    """Page and fault, of every page below *site*."""
    for file in sorted(site.rglob('*.html')):
        name = file.relative_to(site).as_posix()
        reader = Reader(file)
        # hosts show it in every folder: its addresses are absolute
        absolute = ('leads to /', 'loads /')
        yield from ((name, fault) for fault in reader.faults if name != '404.html' or not fault.startswith(absolute))
        # a page that only leads on may do less than others, and runs nothing
        expected = "default-src 'none'" if reader.refreshes and not reader.scripts else POLICY
        if reader.policies != [expected] or reader.scripts_before_policy:
            yield name, f'policy {reader.policies}'


def test_every_page_of_the_handbook_is_clean(handbook: Path) -> None:
    assert list(faults(handbook)) == []


def test_style_sheets_load_nothing_from_elsewhere(handbook: Path) -> None:
    address = re.compile(r'url\(\s*["\']?([a-z][a-z0-9+.-]*:|//)|@import\s+["\'](?:https?:|//)')
    for file in handbook.rglob('*.css'):
        assert set(address.findall(file.read_text('utf-8'))) <= {'data:'}, file


def test_nothing_of_the_builders_machine_is_published(handbook: Path) -> None:
    words = {str(ROOT), str(handbook.parent), str(Path.home()), socket.gethostname(), os.environ.get('PATH', '')}
    # names such as "root" are words of the content too
    words |= {name for name in (getpass.getuser(),) if len(name) > 6}
    words = {word for word in words if len(word) > 5}
    assert words
    for file in handbook.rglob('*'):
        if file.is_file():
            data = file.read_bytes()
            assert not [word for word in words if word.encode() in data], file


def test_only_known_kinds_of_files_are_published(handbook: Path) -> None:
    kinds = {file.suffix for file in handbook.rglob('*') if file.is_file() and file.name != '.nojekyll'}
    pictures = {'.svg', '.png', '.jpg', '.webp'}
    known = {
        '.html',
        '.css',
        '.js',
        '.woff2',
        '.ttf',
        '.inv',
        '.map',
        '.txt',
        '.json',
        '.xml',
        '.docx',
        '.xlsx',
        '.csv',
        '.sqlite',
    }
    assert kinds <= pictures | known


# -- signs that mean something in HTML -----------------------------------------------------------------

ODD = 'FoU < 3 % & "mål" <i>x</i>'
TITLE = f'Om {ODD}'
HEADER = f'{ODD} <script>alert(1)</script> i flera regioner'


@pytest.mark.slow
def test_beside_the_pdfs_nothing_is_published(mini_site: Path) -> None:
    """Neither the state of the build nor what it is made from: not in the folder of PDFs, and not in that of a site."""
    shutil.copyfile(ROOT / 'docs' / 'images' / 'handboken.png', mini_site / 'docs' / 'themes' / 'bild.png')
    with (mini_site / 'docs' / 'themes' / 'vatten.md').open('a', encoding='utf-8') as file:
        file.write('\n![En bild av en webbsida](bild.png)\n')
    with (mini_site / 'conf.py').open('a', encoding='utf-8') as file:
        file.write("\nhtml_baseurl = 'https://example.org/bok/'\ns3_publisher = 'Region Alfa'\n")
        file.write("s3_publisher_contact = 'mailto:handboken@example.org'\n")
    for command, folder in (['pdf', '--all'], 'pdf'), (['build', 'site'], 'site/pdf'):
        assert main([*command, '--root', str(mini_site)]) == 0
        published = [file.name for file in (mini_site / '_build' / folder).iterdir() if file.name != 'index.html']
        assert len(published) > 1
        assert [name for name in published if not name.endswith('.pdf')] == []


@pytest.fixture(scope='module')
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mini site in the handbook's look; titles and headers hold signs that mean something in HTML."""
    root = copy_mini(tmp_path_factory.mktemp('odd') / 'site')
    for path in ('docs/themes/vatten.md', 'docs/regions/alfa.md', 'cases/alfa/ett-fall.md', 'docs/handbook/analys.md'):
        file = root / path
        source = re.sub(r'^# .*$', f'# Om `{ODD}`', file.read_text('utf-8'), flags=re.MULTILINE)
        source = re.sub(r'^summary: .*$', f"summary: '{HEADER}'", source, flags=re.MULTILINE)
        file.write_text(source, 'utf-8')
    index = root / 'index.md'
    for name in ('about', 'pilots', 'handbook'):
        page = root / 'docs' / name / 'index.md'
        page.parent.mkdir(exist_ok=True)
        page.write_text(f'# Om `{ODD}`\n', 'utf-8')
    entries = '\n'.join(f'docs/{name}/index' for name in ('about', 'pilots', 'handbook', 'themes'))
    index.write_text(f'{index.read_text("utf-8")}\n```{{toctree}}\n{entries}\n```\n', 'utf-8')
    done = run('-m', 'sphinx', '-W', '-c', str(ROOT), '-b', 'html', str(root), str(root / 'out'))
    assert done.returncode == 0, plain(done.stderr)
    return root / 'out'


def test_odd_signs_make_no_elements(odd: Path) -> None:
    assert list(faults(odd)) == []
    for file in odd.rglob('*.html'):
        assert not Page(file).all('i:not([class])'), file


def test_odd_signs_are_shown_as_text_everywhere(odd: Path) -> None:
    case = Page(odd / 'cases' / 'alfa' / 'ett-fall.html')
    assert text(case.one('h1')) == TITLE
    assert text(case.one('head > title')).startswith(TITLE)
    assert case.one('meta[name=description]')['content'] == HEADER
    assert text(case.one('.s3-lead')).replace('”', '"') == HEADER  # running text has Swedish quotation marks
    assert TITLE in case.texts('.s3-breadcrumbs li')
    assert TITLE in case.texts('dl.s3-facts a')
    theme = Page(odd / 'docs' / 'themes' / 'vatten.html')
    assert TITLE in theme.texts('.s3-record-title')
    assert HEADER in [words.replace('”', '"') for words in theme.texts('.s3-record-summary')]
    front = Page(odd / 'index.html')
    assert TITLE in front.texts('.toctree-wrapper a')
    assert TITLE in Page(odd / 'docs' / 'handbook' / 'analys.html').texts('.s3-chapters a')


def test_examples_with_code_pass_the_last_look(mini_site: Path) -> None:
    page = mini_site / 'docs' / 'themes' / 'varme.md'
    example = '<script>x</script> <a href="javascript:x" onclick="y">{include}'
    page.write_text(f'{page.read_text("utf-8")}\n```html\n{example}\n```\n\nEller `{example}`.\n', 'utf-8')
    built = build_clean(mini_site).page('docs/themes/varme')
    assert example in built.texts('pre') + built.texts('code')


def test_a_page_with_an_element_of_its_own_ends_the_build(mini_site: Path) -> None:
    """The last look at a page, should something have passed all else."""
    conf = mini_site / 'conf.py'
    conf.write_text(
        conf.read_text('utf-8')
        + 'from docutils import nodes\n'
        + 'def _act(app, doctree, name): doctree += nodes.raw("", "<iframe></iframe>", format="html")\n'
        + 'def setup(app): app.connect("doctree-resolved", _act)\n',
        'utf-8',
    )
    with pytest.raises(AssertionError, match='<iframe'):
        build_clean(mini_site)
