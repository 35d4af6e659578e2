"""What the search costs in a large library: ``make bench-search-large``, some two minutes.

Asked for ``--pages N`` it makes a library of so many pages out of the handbook as it is built in ``_build``, without a
build of its own (``made_pages.py``); else it builds the handbook, and once more with a thousand cases made by rule.

Bytes: all that the first query loads for the search, with ten excerpts, each file compressed by itself.
Keystroke: from the input event until the frame is painted that has the hits for what has been typed: their titles and
facts, the card above them and the choices beside them, with all that is loaded for these. Not their excerpts, which
come when nothing is typed for a while. The processor of Chromium is throttled four times, and a letter is typed when
the answer to the one before it is seen, but never sooner than a quick typist would. And the longest task, in which the
page can answer nothing else.
Build: processor time for making pages ready and writing the index, of the handbook and with the pages added.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

from playwright.sync_api import Page, sync_playwright
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import docutils_namespace, patch_docutils

from s3ext.core.search.compounds import splitter
from s3ext.core.search.index import search_files
from s3ext.core.search.pages import pack, prepare, unpack
from s3ext.core.search.postings import as_json
from s3ext.domain import S3Domain, s3_domain
from s3ext.web.scripts import SEARCH, script
from s3ext.web.search import FOLDER, scripts
from tools.find_browser import ensure_browser

from .generate import Pages, write_cases
from .made_pages import large_library
from .search import load
from .sites import ROOT, copy_handbook

_BUILT = ROOT / '_build'
#: what is asked first: a word, a name, a question
_FIRST = ('energi', 'innovation', 'smart specialisering', 'hur finansierar vi en testbädd')
#: how many queries are typed, letter by letter
_TYPED = 30
#: how many pages are added to the handbook's own
_ADDED = 1000
_THROTTLED = 4
#: milliseconds from one letter to the next at least
_APART = 120
_TYPE = """async ([text, apart]) => {
    const page = document.querySelector('.s3-search-page');
    const field = page.querySelector('input[type=search]');
    const passed = (time) => new Promise((done) => setTimeout(done, time));
    const frame = () => new Promise((done) => requestAnimationFrame(() => {
        // a message comes when the frame has been laid out and painted
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage('');
    }));
    const shown = (wanted) => new Promise((done) => {
        const watch = new MutationObserver(() => page.dataset.s3Shown === wanted && (watch.disconnect(), done()));
        watch.observe(page, { attributeFilter: ['data-s3-shown'] });
    });
    const times = [];
    for (let end = 1; end <= text.length; end += 1) {
        field.value = text.slice(0, end);
        const answered = shown(field.value.trim());
        const begun = performance.now();
        field.dispatchEvent(new Event('input'));
        await answered;
        await frame();
        times.push(performance.now() - begun);
        await passed(Math.max(0, apart - times.at(-1)));
    }
    return times;
}"""
_WATCH = """() => {
    window.tasks = [];
    const note = (list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration));
    new PerformanceObserver(note).observe({ type: 'longtask' });
}"""


def first_query(page: Page, site: Path, query: str) -> dict[str, tuple[int, int]]:
    """What the search of *site* loads for a first *query* with ten excerpts: by kind the files and compressed bytes."""
    page.goto('about:blank')
    page.goto(f'{(site / "search.html").as_uri()}?q={quote(query)}')
    page.wait_for_function('() => document.querySelectorAll(".s3-hit-text").length === 10')
    urls: list[str] = page.evaluate('() => [...document.scripts].map((script) => script.src.split("?")[0])')
    files = [site / unquote(url.removeprefix(f'{site.as_uri()}/')) for url in urls if 'search' in url]
    sizes: defaultdict[str, list[int]] = defaultdict(list)
    for file in files:
        sizes[_kind(file, site)].append(_compressed(file.read_bytes()))
    return {kind: (len(of), sum(of)) for kind, of in sizes.items()}


def _compressed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def _kind(file: Path, site: Path) -> str:
    """What *file* of the search is: a script, the index, or a part of a kind."""
    return file.relative_to(site / FOLDER).parts[0] if file.is_relative_to(site / FOLDER) else 'scripts'


def keystrokes(page: Page, queries: list[str]) -> tuple[list[float], float]:
    """Milliseconds from each keystroke of *queries* to the list, on the open search page, and of the longest task."""
    page.context.new_cdp_session(page).send('Emulation.setCPUThrottlingRate', {'rate': _THROTTLED})
    page.evaluate(_WATCH)
    times = [time for query in queries for time in page.evaluate(_TYPE, [query, _APART])]
    return times, page.evaluate('() => Math.max(0, ...window.tasks)')


@contextmanager
def what_was_read(root: Path, output: Path) -> Iterator[tuple[S3Domain, Callable[[str], str]]]:
    """What the site at *root* is known to hold since it was built into *output*, and the addresses of its pages."""
    kept: BuildEnvironment = pickle.loads((output / 'work' / 'doctrees' / 'environment.pickle').read_bytes())
    # what Sphinx registers with docutils is for this app alone
    with tempfile.TemporaryDirectory() as work, patch_docutils(root), docutils_namespace():
        app = Sphinx(root, root, work, work, 'html', status=None, warning=None)
        domain = s3_domain(app.env)
        domain.data.update(kept.domaindata['s3'])
        app.env.titles.update(kept.titles)
        yield domain, app.builder.get_target_uri


def build_cost(root: Path) -> tuple[int, float]:
    """How many pages the site built in *root* has, and the processor seconds that the search takes of its build."""
    with what_was_read(root, root / '_build') as (domain, url_for):
        site = domain.site
        splitter.cache_clear()
        begun = time.process_time()
        pages = {name: unpack(packed) for name, packed in domain.texts.items()}
        texts = {name: pack(prepare(page.title, page.sections, domain.labels.language)) for name, page in pages.items()}
        search_files(texts, site, url_for)
        return len(texts), time.process_time() - begun


def build_both(folder: Path) -> None:
    """Build the handbook, and once more with cases made by rule, and measure both."""
    costs = []
    for count in (0, _ADDED):
        root = folder / str(count)
        copy_handbook(root)
        write_cases(root, count, Pages.of(root))
        subprocess.run((sys.executable, '-m', 's3ext', 'build', 'html'), cwd=root, check=True, capture_output=True)
        costs.append(build_cost(root))
        _browser(root / '_build' / 'html', costs[-1][0])
    for pages, seconds in costs:
        print(f'{pages} sidor: sökningen tar {seconds:.1f} s av bygget, {1000 * seconds / pages:.1f} ms per sida')


def make_large(folder: Path, count: int) -> None:
    """Write the search of a library of *count* pages beside what is built, and measure it."""
    shutil.copytree(_BUILT / 'html', folder / 'html', ignore=shutil.ignore_patterns(FOLDER))
    with what_was_read(ROOT, _BUILT) as (domain, url_for):
        texts, site = large_library(domain, count)
        begun = time.process_time()
        made = search_files(texts, site, url_for)
        print(f'{len(texts)} sidor: registret tar {time.process_time() - begun:.1f} s')
        files = {**scripts(made, domain.labels.language), f'_static/{SEARCH}': script(SEARCH)}
    for name, data in files.items():
        file = folder / 'html' / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data or b'')
    index = json.loads(made.index.partition('searchIndex=')[2].removesuffix(';\n'))
    _tell_index({name: part if isinstance(part, str) else as_json(part) for name, part in index.items()})
    _browser(folder / 'html', count)


def _tell_index(parts: dict[str, str]) -> None:
    """Print how large each part of what every query loads is."""
    for name, text in sorted(parts.items(), key=lambda one: -len(one[1])):
        print(f'  index.js, {name}: {len(text.encode())} byte, komprimerat {_compressed(text.encode())}')


def main(arguments: list[str] | None = None) -> int:
    """Build or make, measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog='bench.search_large', description='Mät sökningen i ett stort bibliotek.')
    parser.add_argument('--pages', type=int, metavar='ANTAL', help='så många sidor, utan att bygga dem')
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix='s3-bench-') as folder:
        if options.pages:
            make_large(Path(folder), options.pages)
        else:
            build_both(Path(folder))
    return 0


def _browser(site: Path, pages: int) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_browser(), args=['--no-sandbox', '--disable-gpu'])
        page = browser.new_page()
        for query in _FIRST:
            found = first_query(page, site, query)
            many, size = (sum(of) for of in zip(*found.values(), strict=True))
            each = ', '.join(f'{kind} {files} st {of / 1000:.0f} kB' for kind, (files, of) in sorted(found.items()))
            print(f'{pages} sidor: ”{query}” som första fråga {size / 1000:.0f} kB i {many} filer ({each})')
        queries = [query.text for query in load()[:: max(1, len(load()) // _TYPED)]]
        # what the first time loads is there the second
        for turn in ('första gången', 'andra gången'):
            times, longest = keystrokes(page, queries)
            print(
                f'{pages} sidor: {len(times)} tangenttryck, {turn}: median {statistics.median(times):.0f} ms, '
                f'95:e percentilen {statistics.quantiles(times, n=20)[-1]:.0f} ms, längst {max(times):.0f} ms; '
                f'längsta arbetet {longest:.0f} ms'
            )
        browser.close()


if __name__ == '__main__':
    sys.exit(main())
