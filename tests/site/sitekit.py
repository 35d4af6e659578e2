"""Tools of the site tests: build a site for real, look at its pages, compare its files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from types import CodeType
from typing import Any
from urllib.parse import unquote

import yaml
from bs4 import BeautifulSoup, Tag
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sphinx.application import builtin_extensions
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxError
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.locale import translators
from sphinx.testing.util import SphinxTestApp
from sphinx.util.docutils import patch_docutils

import s3ext
from s3ext.handbook.language import SWEDISH
from tests.library import VOCABULARY

ROOT = Path(__file__).parents[2]
MINI = ROOT / 'tests' / 'roots' / 'mini'
#: what every build loads beside the extensions that Sphinx always has
_LOADED = (
    *(f's3ext.{part}' for part in s3ext._PARTS),
    's3ext.commands.build',
    's3ext.handbook.records',
    's3ext.handbook.views',
    'docutils.writers.html5_polyglot',
    'myst_parser.parsers.sphinx_',
    'myst_parser.sphinx_ext.main',
)
_ESCAPE = re.compile(r'\x1b\[[0-9;]*m')
_LOCATED = re.compile(r'^(?P<path>[^\s:]+):(?P<line>\d+):(?P<column>\d+): \w+: .* \[s3\.(?P<code>[a-z-]+)\]$', re.M)


@dataclass(frozen=True, kw_only=True)
class Built:
    """What one build left: its folder, its warnings, and the error that ended it, if one did."""

    out: Path
    warnings: str
    error: str

    @property
    def faults(self) -> list[tuple[str, int, int, str]]:
        """Our located messages, in order: path, line, column, code."""
        return [
            (match['path'], int(match['line']), int(match['column']), match['code'])
            for match in _LOCATED.finditer(self.warnings)
        ]

    def page(self, docname: str) -> Page:
        """The page of *docname*, parsed."""
        file = self.out / f'{docname}.html'
        if not file.is_file():
            file = self.out / docname / 'index.html'
        return Page(file)


class Page:
    """One page of a built site."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._folder = file.parent.resolve()
        self.soup = BeautifulSoup(file.read_text('utf-8'), 'html.parser')

    def all(self, selector: str) -> list[Tag]:
        """The elements that match *selector*, in order."""
        return list(self.soup.select(selector))

    def one(self, selector: str) -> Tag:
        """The only element that matches *selector*."""
        found = self.all(selector)
        assert len(found) == 1, f'{selector!r} stands {len(found)} times on {self.file.name}'
        return found[0]

    def texts(self, selector: str) -> list[str]:
        """The text of each element that matches *selector*."""
        return [text(tag) for tag in self.all(selector)]

    def target(self, link: Tag) -> Path:
        """The file that *link* leads to, resolved from this page."""
        path = unquote(str(link['href']).partition('#')[0].partition('?')[0])
        # a built site holds no symbolic links: only where it lies is looked up, not each of ten thousand addresses
        return Path(os.path.normpath(self._folder / path)) if path else self.file

    def facts(self) -> dict[str, Tag]:
        """The fact sheet: the definition of each term."""
        found = {}
        for term in self.all('dl.s3-facts > dt'):
            definition = term.find_next_sibling('dd')
            assert isinstance(definition, Tag)
            found[text(term)] = definition
        return found


class StandingPage(Page):
    """A page that no test changes: what a selector finds is looked up once."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._found: dict[str, list[Tag]] = {}

    def all(self, selector: str) -> list[Tag]:
        """The elements that match *selector*, in order."""
        if selector not in self._found:
            self._found[selector] = super().all(selector)
        return list(self._found[selector])


def text(tag: Tag) -> str:
    """The text of *tag* on one line, without the sign that links to a heading."""
    return ' '.join(tag.get_text().split()).removesuffix('#').removesuffix('¶').rstrip()


def copy_mini(target: Path) -> Path:
    """A whole small site at *target*."""
    shutil.copytree(MINI, target)
    shutil.copy2(VOCABULARY, target / 'docs' / 'vocabulary.yaml')
    return target


class _Compiled(BytecodeCache):
    """The templates that builds of this process have compiled: a third of the time of a build that writes one page."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._known[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


@contextmanager
def sphinx(
    root: Path, builder: str = 'html', *, jobs: int = 1, folder: str = '_build', **settings: Any
) -> Iterator[SphinxTestApp]:
    """A Sphinx application for the site at *root*; cleans up what Sphinx leaves in the process."""
    translators.clear()  # Sphinx adds to what earlier builds of the process have loaded
    with patch_docutils(root):  # as every build by a command: docutils warns of languages that it does not know
        app = SphinxTestApp(builder, srcdir=root, builddir=root / folder, parallel=jobs, confoverrides=settings)
        if isinstance(app.builder, StandaloneHTMLBuilder) and isinstance(app.builder.templates, BuiltinTemplateLoader):
            app.builder.templates.environment.bytecode_cache = _COMPILED
        try:
            yield app
        finally:
            app.cleanup()


def build_site(root: Path, builder: str = 'html', *, jobs: int = 1, folder: str = '_build', **settings: Any) -> Built:
    """Build the site at *root* into ``folder/builder``; further calls build incrementally."""
    with sphinx(root, builder, jobs=jobs, folder=folder, **settings) as app:
        error = ''
        try:
            app.build()
        except SphinxError as raised:
            error = f'{raised.category}: {raised}'
        return Built(out=Path(app.outdir), warnings=plain(app.warning.getvalue()), error=error)


def build_clean(root: Path, builder: str = 'html', *, jobs: int = 1, folder: str = '_build', **settings: Any) -> Built:
    """Like ``build_site``, of a site without faults: any warning fails the test."""
    built = build_site(root, builder, jobs=jobs, folder=folder, **settings)
    assert not built.warnings and not built.error, built.warnings + built.error
    return built


def plain(output: str) -> str:
    """*output* without colours."""
    return _ESCAPE.sub('', output)


def run(*command: str, cwd: Path = ROOT, seed: str = '0', path: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run ``python`` with *command* in a process of its own that finds the ``s3ext`` in the folder *path*."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env={**os.environ, 'PYTHONPATH': str(path), 'PYTHONHASHSEED': seed, 'NO_COLOR': '1'},
        capture_output=True,
        encoding='utf-8',
        check=False,
    )


@cache
def load_builder() -> None:
    """Import here what a build imports, or each forked process would do it anew: more than half of its time."""
    for name in (*builtin_extensions, *_LOADED):
        import_module(name)


def forked(work: Callable[[], int]) -> tuple[int, str]:
    """Do *work* in a process of its own, which knows what is imported here: its exit code, and what it printed.

    For what is asked many times of a command whose real start another test proves.
    """
    load_builder()
    with tempfile.TemporaryFile('w+', encoding='utf-8') as printed:
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if not child:
            code = 1
            try:
                with redirect_stdout(printed), redirect_stderr(printed):
                    translators.clear()
                    code = work()
                    printed.flush()
            finally:
                os._exit(code)
        status = os.waitpid(child, 0)[1]
        printed.seek(0)
        return os.waitstatus_to_exitcode(status), printed.read()


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file under *folder*, by relative path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in _files(folder)}


def stamps(folder: Path) -> dict[str, int]:
    """When every file under *folder* was last written, in nanoseconds, by relative path."""
    return {file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in _files(folder)}


def pages_written(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """The docnames whose page (builder ``html``) is new or was written again between two ``stamps``."""
    return {path.removesuffix('.html') for path in after if after[path] != before.get(path) and _is_page(path)}


def pages_gone(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """The docnames whose page (builder ``html``) was there and is there no more."""
    return {path.removesuffix('.html') for path in before.keys() - after.keys() if _is_page(path)}


def page_files(folder: Path) -> list[Path]:
    """The pages of the site in *folder*: not those that only lead on, nor what hosts show where nothing is."""
    files = (file for file in sorted(folder.rglob('*.html')) if '_static' not in file.parts and file.name != '404.html')
    return [file for file in files if 'http-equiv="refresh"' not in file.read_text('utf-8')]


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob('*') if file.is_file())


def _is_page(path: str) -> bool:
    # those of folders of others, which only lead on, have no source
    leads_on = path == 'docs/index.html' or (path.startswith('cases/') and path.endswith('/index.html'))
    return not leads_on and path.endswith('.html') and (path == 'index.html' or path.startswith(('docs/', 'cases/')))


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The paths that only one of two ``contents`` has, or whose bytes differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def search_index(folder: Path) -> dict[str, Any]:
    """The search index of the site in *folder*; ``pages`` has what it says of each page, wherever that is."""
    script = (folder / 's3-search' / 'index.js').read_text('utf-8')
    index: dict[str, Any] = json.loads(script.partition('searchIndex=')[2].removesuffix(';\n'))
    parts = range(len(index.get('parts', {}).get('records', ())))
    records = index.get('records') or [one for number in parts for one in search_part(folder, f'records/{number}')]
    columns = [[[ord(letter) - ord('0') for letter in of] for of in column.split(' ')] for column in index['values']]
    helps = set(accumulate((int(step, 36) for step in index['help'].split()), initial=-1))
    index['pages'] = [
        record | {'values': list(values), 'help': place in helps}
        for place, (record, *values) in enumerate(zip(records, *columns, strict=True))
    ]
    return index


def search_part(folder: Path, name: str) -> Any:
    """What is in a part of the index."""
    script = (folder / 's3-search' / f'{name}.js').read_text('utf-8')
    kind, number, _, part = json.loads('[' + script.removeprefix('S3.searchPart(').removesuffix(');\n') + ']')
    assert f'{kind}/{number}' == name
    return part


def unpacked_words(packed: str) -> list[str]:
    """The words of the index, without their stems."""
    words: list[str] = []
    for shared, rest in re.findall('([A-Z])([^A-Z,]*)(?:,[^A-Z]*)?', packed):
        words.append((words[-1] if words else '')[: ord(shared) - ord('A')] + rest)
    return words


def search_words(folder: Path, docname: str) -> set[str]:
    """The keys under which the search of the site in *folder* finds the page *docname*."""
    index = search_index(folder)
    place = [page['doc'] for page in index['pages']].index(docname)
    parts = range(len(index.get('parts', {}).get('lists', ())))
    lists = [search_part(folder, f'lists/{number}') for number in parts] or [index['lists']]
    found = set()
    for word, packed in zip(unpacked_words(index['words']), ' '.join(lists).split(' '), strict=True):
        page = -1
        for step, _ in re.findall('([0-9a-z]*)([A-Z])', packed):
            page += int(step, 36) if step else 1
            if page == place:
                found.add(SWEDISH.key(word))
    return found


def case_text(
    title: str,
    *,
    regions: str = 'alfa',
    themes: str = 'vatten',
    process: str = 'fardplan',
    period: str = '{from: 2020, to: 2022}',
    more: str = '',
    body: str = '',
) -> str:
    """The source of a case without faults; lists are given as in the header, without brackets."""
    return f"""---
summary: Fallet handlar om {title} och finns bara till för testerna av handboken.
regions: [{regions}]
themes: [{themes}]
process: [{process}]
period: {period}
stage: finished
s3_link: namns
{more}reviewed_on: 2026-01-01
sources:
  - {{id: rapport, publisher: Region Alfa, title: En rapport, url: "https://example.org/rapport", year: 2022}}
---

# {title}

Något gjordes.[^rapport]

{body}
"""


def header(file: Path) -> dict[str, Any]:
    """The header of the page *file*, every value as it is written: read without the product's reader."""
    found: dict[str, Any] = yaml.load(file.read_text('utf-8').split('\n---\n')[0], yaml.CBaseLoader) or {}
    return found


def headers(root: Path, folder: str) -> dict[str, dict[str, Any]]:
    """The headers of all records in *folder* of the site at *root*, by id."""
    files = sorted(file for file in (root / folder).rglob('*.md') if file.stem != 'index')
    return {file.stem: header(file) for file in files}


def title_of(file: Path) -> str:
    """The title in the source *file*; in a header such a line is a remark."""
    found = re.search(r'^# (.+)$', re.sub(r'\A---\n.*?^---$', '', file.read_text('utf-8'), flags=re.M | re.S), re.M)
    assert found, file
    return found[1]


def group(page: Page, heading: str, within: str = '.s3-page') -> list[Tag]:
    """The rows of the list under the *heading* that a view on *page* writes."""
    for tag in page.all(f'{within} .s3-group'):
        if text(tag) == heading:
            listing = tag.find_next_sibling()
            assert isinstance(listing, Tag) and listing.name == 'ul', heading
            return list(listing.select(':scope > li'))
    return []


#: where nobody is led: what pages load, what search keeps, what programs ask for
_FOR_PROGRAMS = {'_static', '_images', '_downloads', '_sources', 's3-search', '.well-known'}


def bare_folders(out: Path) -> list[str]:
    """The folders in *out* that a reader can cut an address back to, and that have no page."""
    found = [folder for folder in (out, *out.rglob('*')) if folder.is_dir() and not (folder / 'index.html').is_file()]
    places = [folder.relative_to(out) for folder in found]
    return sorted(place.as_posix() for place in places if not _FOR_PROGRAMS & set(place.parts))
