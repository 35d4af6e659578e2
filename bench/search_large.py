"""What the search costs with a thousand more pages: ``make bench-search-large``, some two minutes.

Bytes: all that the first query loads for the search, with ten excerpts, each file compressed by itself.
Keystroke: from an input event to the list, with the processor of Chromium throttled four times; and the longest task,
in which the page can answer nothing else.
Build: processor time for making pages ready and writing the index, of the handbook and with the pages added.
"""

from __future__ import annotations

import gzip
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import docutils_namespace, patch_docutils

from s3ext.core.search.compounds import splitter
from s3ext.core.search.index import search_files
from s3ext.core.search.pages import pack, prepare, unpack
from s3ext.domain import S3Domain, s3_domain
from tools.find_browser import ensure_browser

from .generate import Pages, write_cases
from .search import load
from .sites import copy_handbook

#: how many queries are typed, letter by letter
_TYPED = 30
#: how many pages are added to the handbook's own
_ADDED = 1000
_THROTTLED = 4
_TYPE = """async (text) => {
    const page = document.querySelector('.s3-search-page');
    const field = page.querySelector('input[type=search]');
    const times = [];
    for (let end = 1; end <= text.length; end += 1) {
        field.value = text.slice(0, end);
        const begun = performance.now();
        field.dispatchEvent(new Event('input'));
        while (page.dataset.s3Shown !== field.value.trim()) await new Promise((done) => setTimeout(done, 1));
        times.push(performance.now() - begun);
        await new Promise((done) => requestAnimationFrame(done));
    }
    return times;
}"""
_WATCH = """() => {
    window.tasks = [];
    const note = (list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration));
    new PerformanceObserver(note).observe({ type: 'longtask' });
}"""


def first_query(page: Page, site: Path) -> int:
    """The compressed bytes of what the search of *site* loads for a first query with ten excerpts."""
    page.goto(f'{(site / "search.html").as_uri()}?q=energi')
    page.wait_for_function('() => document.querySelectorAll(".s3-hit-text").length === 10')
    urls: list[str] = page.evaluate('() => [...document.scripts].map((script) => script.src.split("?")[0])')
    files = [site / url.removeprefix(f'{site.as_uri()}/') for url in urls if 'search/' in url]
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)


def keystrokes(page: Page, queries: list[str]) -> tuple[list[float], float]:
    """Milliseconds from each keystroke of *queries* to the list, on the open search page, and of the longest task."""
    page.context.new_cdp_session(page).send('Emulation.setCPUThrottlingRate', {'rate': _THROTTLED})
    page.evaluate(_WATCH)
    times = [time for query in queries for time in page.evaluate(_TYPE, query)]
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


def main() -> int:
    """Build, measure and print; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix='s3-bench-') as folder:
        costs = []
        for count in (0, _ADDED):
            root = Path(folder) / str(count)
            copy_handbook(root)
            write_cases(root, count, Pages.of(root))
            subprocess.run((sys.executable, '-m', 's3ext', 'build', 'html'), cwd=root, check=True, capture_output=True)
            costs.append(build_cost(root))
            _browser(root / '_build' / 'html', costs[-1][0])
        for pages, seconds in costs:
            print(f'{pages} sidor: sökningen tar {seconds:.1f} s av bygget, {1000 * seconds / pages:.1f} ms per sida')
    return 0


def _browser(site: Path, pages: int) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_browser(), args=['--no-sandbox', '--disable-gpu'])
        page = browser.new_page()
        print(f'{pages} sidor: första frågan med tio utdrag {first_query(page, site) / 1000:.0f} kB')
        times, longest = keystrokes(page, [query.text for query in load()[:: max(1, len(load()) // _TYPED)]])
        print(
            f'{pages} sidor: {len(times)} tangenttryck, median {statistics.median(times):.0f} ms, '
            f'95:e percentilen {statistics.quantiles(times, n=20)[-1]:.0f} ms, längst {max(times):.0f} ms; '
            f'längsta arbetet {longest:.0f} ms'
        )
        browser.close()


if __name__ == '__main__':
    sys.exit(main())
