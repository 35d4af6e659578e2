"""The handbook on a local server, one browser for all tests, and pages that report what goes wrong in them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal, Protocol

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from bench.search_large import what_was_read
from s3ext.core.search.index import search_files
from s3ext.core.search.parts import Limits
from s3ext.core.search.postings import NOTHING_KEPT
from s3ext.web.search import scripts
from tests.shared import once
from tools.find_browser import HELP, find_browser

#: what a careful server sends along: nothing from elsewhere, no code from text. The pages say the same themselves.
POLICY = '; '.join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

#: what keeps Chromium from talking to anyone on its own
FLAGS = (
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
)

#: a script for a page: leave nothing in its storage, nor let it put anything there before it is left
FORGET = """() => {
    Storage.prototype.setItem = () => {};
    localStorage.clear();
    sessionStorage.clear();
}"""
WIDE = 1440
#: milliseconds that nobody waits in vain, however much else the machine has to do
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
#: a folder with a space and an å in its name
STICK = 'På en sticka'
#: what axe calls its advice beyond WCAG, and we the property of a test that has some
ADVICE = 'best-practice'


class Handler(SimpleHTTPRequestHandler):
    """Files with a strict policy, without a log."""

    protocol_version = 'HTTP/1.1'

    def end_headers(self) -> None:
        """Add the policy to every answer."""
        self.send_header('Content-Security-Policy', POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass
class Site:
    """The built handbook: its folder, and its address on the local server."""

    folder: Path
    url: str

    def address(self, path: str, *, from_disk: bool = False) -> str:
        """The address of the page *path*, on the server or on the disk."""
        return f'{self.folder.as_uri()}/{path}' if from_disk else f'{self.url}/{path}'


@dataclass
class Log:
    """What a page asked for, and what went wrong on it."""

    script: bool
    home: str = ''
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def begin(self, home: str) -> None:
        """Forget what there was; from now on nothing may be asked for but what lies below *home*."""
        self.home, self.requests, self.faults = home, [], []

    def follow(self, page: Page) -> None:
        """Listen to *page* from now on."""
        page.on('request', self._request)
        page.on('requestfailed', self._failed)
        page.on('response', self._response)
        page.on('console', self._console)
        page.on('pageerror', lambda error: self.faults.append(f'script: {error}'))

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((f'{self.home}/', 'data:')):
            self.faults.append(f'elsewhere: {request.url}')

    def _failed(self, request: Request) -> None:
        if request.failure == 'net::ERR_ABORTED':
            return  # the browser itself let go of it: the page was left or closed before its icon had come
        # without script, the browser refuses the scripts that a page wants to have loaded early
        if self.script or request.resource_type != 'script':
            self.faults.append(f'failed: {request.url} {request.failure}')

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f'{response.status}: {response.url}')

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {'error', 'warning'}:
            self.faults.append(f'console: {message.text} ({message.location.get("url")})')


@dataclass
class Window:
    """A window of the browser, with a log of what passes in it; it keeps nothing for the next test."""

    page: Page
    log: Log

    def clear(self) -> None:
        """Leave no other window, nothing that is stored, and no page."""
        for other in self.page.context.pages:
            if other != self.page:
                other.close()
        self.page.evaluate(FORGET)
        self.page.goto('about:blank')
        self.page.emulate_media(media='null')


class Windows:
    """The windows that tests use one after another: a page in a new one takes more than twice the work.

    Each has its own cookies, storage and history.
    """

    def __init__(self, browser: Browser) -> None:
        """Open none yet."""
        self._browser = browser
        #: by whether scripts run in them, and whether they show pages from the disk, which another process does
        self._free: dict[tuple[bool, bool], list[Window]] = {}

    def take(self, *, script: bool, from_disk: bool) -> Window:
        """One that nobody uses."""
        free = self._free.get((script, from_disk))
        return free.pop() if free else self.open(script=script)

    def open(self, *, script: bool) -> Window:
        """A new one."""
        context = self._browser.new_context(
            java_script_enabled=script,
            locale='sv-SE',
            # nothing is measured while it moves
            reduced_motion='reduce',
        )
        context.set_default_timeout(PATIENCE)
        window = Window(context.new_page(), Log(script))
        window.log.follow(window.page)
        return window

    def give_back(self, window: Window, *, from_disk: bool) -> None:
        """Let another test have *window*."""
        window.clear()
        self._free.setdefault((window.log.script, from_disk), []).append(window)


class Visit(Protocol):
    """Open a page, of the handbook or of the site *of*, in a window that nobody else uses; when the test ends, nothing
    may have gone wrong in it.

    With *own* the window is new, and no other test gets it: for what takes the place of files, or asks for rights.
    """

    def __call__(
        self,
        path: str,
        *,
        width: int = WIDE,
        scheme: Literal['light', 'dark'] = 'light',
        script: bool = True,
        from_disk: bool = False,
        of: Site | None = None,
        own: bool = False,
    ) -> Page: ...


#: an index in one file, and one in pieces that finds the same
WHOLE = Limits(whole=1_000_000, known=1_000_000)
PIECES = Limits(whole=0, known=0, words=1_000_000, large_piece=4_000, records=16, spread=1_000_000)


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """The site in *folder* on a server of its own."""
    server = ThreadingHTTPServer(('127.0.0.1', 0), partial(Handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(folder, f'http://127.0.0.1:{server.server_port}')
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope='session')
def site(handbook: Path) -> Iterator[Site]:
    """The handbook on a server of its own."""
    with served(handbook) as site:
        yield site


def with_search(sources: Path, handbook: Path, folder: Path, limits: Limits) -> None:
    """The built *handbook* of *sources* once more in *folder*, its search index made with other *limits*."""
    shutil.copytree(handbook, folder, copy_function=os.link)
    shutil.rmtree(folder / 's3-search')
    with what_was_read(sources, handbook.parent) as (domain, url_for):
        files = search_files(domain.texts, domain.site, url_for, NOTHING_KEPT, limits=limits)
    for path, data in scripts(files, domain.labels.language).items():
        assert data is not None
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.fixture(scope='session')
def whole(sources: Path, handbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The handbook with a search index in one file, however many its pages, in a folder with a space and an å."""
    folder = once(tmp_path_factory, 'whole', lambda at: with_search(sources, handbook, at / STICK, WHOLE))
    with served(folder / STICK) as site:
        yield site


@pytest.fixture(scope='session')
def in_pieces(sources: Path, handbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same with a search index in many small pieces, as that of a large library, but that no word is rare."""
    folder = once(tmp_path_factory, 'pieces', lambda at: with_search(sources, handbook, at / STICK, PIECES))
    with served(folder / STICK) as site:
        yield site


@pytest.fixture(scope='package')
def browser() -> Iterator[Browser]:
    """One Chromium; it ends with this folder, as playwright's event loop would be in the way of other tests."""
    path = find_browser()
    assert path, HELP
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope='package')
def windows(browser: Browser) -> Windows:
    """The windows of the browser that tests use one after another."""
    return Windows(browser)


@pytest.fixture
def visit(windows: Windows, site: Site) -> Iterator[Visit]:
    """Open pages; see :class:`Visit`."""
    shared: list[tuple[Window, bool]] = []
    owned: list[Window] = []

    def open_page(
        path: str,
        *,
        width: int = WIDE,
        scheme: Literal['light', 'dark'] = 'light',
        script: bool = True,
        from_disk: bool = False,
        of: Site | None = None,
        own: bool = False,
    ) -> Page:
        home = of or site
        if own:
            window = windows.open(script=script)
            owned.append(window)
        else:
            window = windows.take(script=script, from_disk=from_disk)
            shared.append((window, from_disk))
        window.log.begin(home.folder.as_uri() if from_disk else home.url)
        window.page.set_viewport_size({'width': width, 'height': 900})
        window.page.emulate_media(color_scheme=scheme)
        window.page.goto(home.address(path, from_disk=from_disk))
        return window.page

    yield open_page
    logs = [window.log for window in (*owned, *(window for window, _ in shared))]
    for window in owned:
        window.page.context.close()
    for window, from_disk in shared:
        windows.give_back(window, from_disk=from_disk)
    assert all(log.requests for log in logs)
    assert [fault for log in logs for fault in log.faults] == []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Pass on what axe advises beyond the law; no test fails for it."""
    lines = {
        f'{report.nodeid}{text}'
        for report in terminalreporter.getreports('passed')
        for name, text in report.user_properties
        if name == ADVICE
    }
    if lines:
        terminalreporter.section('axe: best practice')
        terminalreporter.line('\n'.join(sorted(lines)))
