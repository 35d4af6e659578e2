"""The live preview as somebody who writes meets it: the real command, real saves, a real browser."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from queue import Empty, Queue
from statistics import median
from threading import Thread
from time import perf_counter, sleep

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from s3ext.web.csp import POLICY
from tests.conftest import ROOT, copy_mini
from tests.site.sitekit import case_text, contents, differing, run
from tests.texts import load_texts

TEXTS = load_texts('sv')
CASE = 'cases/alfa/ett-fall'
#: seconds to wait for what should come in one; the machine may have much else to do
LONG = 60
expect.set_options(timeout=LONG * 1000)
_URL = re.compile(r'http://127\.0\.0\.1:\d+')

Edit = Callable[[Path, str, str], None]


class Server:
    """``s3ext serve`` in a process of its own, and the lines that it prints."""

    def __init__(self, root: Path, port: int = 0) -> None:
        self.root = root
        self.lines: Queue[str] = Queue()
        self.output: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, '-m', 's3ext', 'serve', '--root', str(root), '--port', str(port)],
            cwd=ROOT,
            env={**os.environ, 'PYTHONPATH': str(ROOT), 'NO_COLOR': '1'},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding='utf-8',
            # shells start what runs in the background deaf to the keyboard
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()
        self.url = ''

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip('\n'))

    def wait_for(self, words: str) -> str:
        """The next line with *words* in it."""
        while True:
            try:
                self.output.append(self.lines.get(timeout=LONG))
            except Empty:
                pytest.fail(f'{words!r} is not among: {self.output}')
            if words in self.output[-1]:
                return self.output[-1]

    def wait_until_ready(self) -> None:
        """Wait until the site is built and has an address."""
        found = _URL.search(self.wait_for('127.0.0.1'))
        assert found
        self.url = found[0]

    def fetch(self, docname: str) -> str:
        """The page *docname*, asked for as no browser does: to the server it is not open."""
        with closing(HTTPConnection(self.url.removeprefix('http://'))) as connection:
            connection.request('GET', f'/{docname}.html')
            return connection.getresponse().read().decode('utf-8')

    def interrupt(self) -> int:
        """Press Ctrl+C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=LONG)
        self._thread.join()
        return code

    def check_output(self) -> None:
        """Nothing that it has printed may be a traceback."""
        while not self.lines.empty():
            self.output.append(self.lines.get())
        if any('Traceback' in line for line in self.output):
            pytest.fail('\n'.join(self.output))

    def close(self) -> None:
        """End it, however it is."""
        self.process.kill()
        self.process.wait()
        self._thread.join()
        assert self.process.stdout
        self.process.stdout.close()


@dataclass
class Preview:
    """A running preview: its site, its address, and windows that keep what goes wrong in them."""

    server: Server
    context: BrowserContext
    faults: list[str]

    @property
    def root(self) -> Path:
        return self.server.root

    @property
    def url(self) -> str:
        return self.server.url

    def open(self, docname: str) -> Page:
        """A new tab at the page *docname*."""
        page = self.context.new_page()
        page.on('console', lambda message: self._keep(message.type, message.text))
        page.on('pageerror', lambda error: self.faults.append(str(error)))
        page.goto(f'{self.url}/{docname}.html')
        return page

    def _keep(self, kind: str, text: str) -> None:
        # that a page is not there is what some tests are about
        if kind in ('error', 'warning') and 'status of 404' not in text and 'ERR_CONNECTION' not in text:
            self.faults.append(text)

    def write(self, docname: str, text: str) -> None:
        (self.root / f'{docname}.md').write_text(text, 'utf-8')

    def append(self, docname: str, text: str) -> None:
        self.write(docname, self.source(docname) + text)

    def source(self, docname: str) -> str:
        return (self.root / f'{docname}.md').read_text('utf-8')


#: a theme and texts whose pages keep to the policy, as those of the handbook do
THEME = f"""
locale_dirs = [{str(ROOT / 'locale')!r}]
html_theme = 'pydata_sphinx_theme'
html_theme_options = {{'navbar_persistent': [], 'back_to_top_button': False}}
"""
#: the page that tells whether the server shows what was put back
MARKED = 'docs/handbook/analys.md'
#: while a file of this name lies in the site, one of its pages is not written
HOLD = 'hold'
HELD = f"""
from pathlib import Path
from time import sleep

s3_page_seconds = {LONG}

def _wait(app, pagename, *_):
    while pagename == 'docs/pilots/prov' and Path(app.srcdir, {HOLD!r}).exists():
        sleep(0.05)

def setup(app):
    app.connect('html-page-context', _wait)
"""


@contextmanager
def running(site: Path) -> Iterator[Server]:
    """A preview of the copy *site*, which ends by Ctrl+C."""
    conf = site / 'conf.py'
    conf.write_text(conf.read_text('utf-8') + THEME + HELD, 'utf-8')
    server = Server(site)
    try:
        server.wait_until_ready()
        yield server
        assert server.interrupt() == 0
        server.check_output()
    finally:
        server.close()


@contextmanager
def shown(server: Server, browser: Browser) -> Iterator[Preview]:
    """Windows at *server*; when they are closed, nothing may have gone wrong in them or in it."""
    context = browser.new_context(viewport={'width': 1000, 'height': 600}, locale='sv-SE')
    context.set_default_timeout(LONG * 1000)
    found = Preview(server, context, [])
    try:
        yield found
    finally:
        context.close()
    assert found.faults == []
    server.check_output()


@dataclass
class Original:
    """The files of a site as they were, and how often they have been put back."""

    files: dict[str, bytes]
    times: int = 0

    def put_back(self, server: Server) -> None:
        """Make the site of *server* what it was, and wait until it shows that.

        Only that of one page: a mark at its end, saved last, tells which of its states the server shows. It lies
        below ``docs`` as those that follow the front page see nothing of what lies deeper.
        """
        now = sources(server.root)
        if now == self.files:
            return
        for path in now.keys() - self.files.keys():
            (server.root / path).unlink()
        for path, data in self.files.items():
            if now.get(path) != data:
                (server.root / path).write_bytes(data)
        self.times += 1
        mark = f'Tillbaka, gång {self.times}.'
        self.files[MARKED] = self.files[MARKED].partition(b'\nTillbaka')[0] + f'\n{mark}\n'.encode()
        (server.root / MARKED).write_bytes(self.files[MARKED])
        for _ in range(LONG * 20):
            if mark in server.fetch(MARKED.removesuffix('.md')):
                return
            sleep(0.05)
        pytest.fail(f'The server does not show {mark!r}: {server.output}')


def sources(root: Path) -> dict[str, bytes]:
    """The bytes of every file of the site at *root* but for what is built."""
    parts = [part for part in root.iterdir() if part.name != '_build']
    found = {part.name: part.read_bytes() for part in parts if part.is_file()}
    for part in parts:
        found |= {f'{part.name}/{path}': data for path, data in contents(part).items()}
    return found


@pytest.fixture(scope='module')
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One preview for all tests that let it run."""
    with running(copy_mini(tmp_path_factory.mktemp('preview') / 'site')) as server:
        yield server


@pytest.fixture(scope='module')
def original(server: Server) -> Original:
    return Original(sources(server.root))


@pytest.fixture
def preview(server: Server, original: Original, browser: Browser) -> Iterator[Preview]:
    """The preview that the tests share; they may change anything in its site but ``conf.py``."""
    try:
        with shown(server, browser) as preview:
            yield preview
    finally:
        original.put_back(server)


@pytest.fixture
def own_preview(mini_site: Path, browser: Browser) -> Iterator[Preview]:
    """A preview of a test's own, for what ends its process."""
    with running(mini_site) as server, shown(server, browser) as preview:
        yield preview


def see(page: Page, words: str) -> None:
    expect(page.locator('body')).to_contain_text(words)


def see_no_more(page: Page, words: str) -> None:
    expect(page.locator('body')).not_to_contain_text(words)


#: the number of the first paragraph that one sees: pixels move when letters come
FIRST_SEEN = "() => [...document.querySelectorAll('article p')].findIndex((one) => one.getBoundingClientRect().top > 0)"


def not_as_fresh(preview: Preview, fresh: Path) -> list[str]:
    """The files that differ from those of a preview that is built once, of a copy in the folder *fresh*."""
    shutil.copytree(preview.root, fresh, ignore=shutil.ignore_patterns('_build'))
    run('-m', 's3ext', 'build', 'preview', '--root', str(fresh))
    built = fresh / '_build' / 'preview'
    assert built.is_dir()
    differ = differing(contents(preview.root / '_build' / 'serve' / 'html'), contents(built))
    return [path for path in differ if not path.startswith('.')]  # files for the next build


@contextmanager
def used(server: Server, what: str) -> Iterator[None]:
    """Print what passes until *what* is seen: time, and that of the server's processor where the system tells it."""

    def processor() -> float:
        file = Path(f'/proc/{server.process.pid}/stat')
        if not file.exists():
            return float('nan')
        user, system = file.read_text().rpartition(')')[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf('SC_CLK_TCK')

    start, cpu = perf_counter(), processor()
    yield
    print(f'{what!r} seen after {perf_counter() - start:.2f} s; processor {processor() - cpu:.2f} s')  # noqa: T201


def stays_at(page: Page, place: int) -> None:
    """Wait until paragraph *place*, or one beside it, is the first that one sees.

    Asked from here, as the policy lets no text be run in the page.
    """
    for _ in range(LONG * 10):
        if abs(page.evaluate(FIRST_SEEN) - place) <= 1:
            return
        page.wait_for_timeout(100)
    pytest.fail(f'{page.evaluate(FIRST_SEEN)} is not {place}')


def test_what_is_saved_is_seen_and_the_page_stays_where_it_was(preview: Preview) -> None:
    preview.append(CASE, '\nEtt långt stycke.\n' * 80)
    page = preview.open(CASE)
    see(page, 'Ett långt stycke.')
    page.evaluate("() => scrollTo({ top: 1200, behavior: 'instant' })")
    page.evaluate('() => document.fonts.ready.then(() => true)')
    place = page.evaluate(FIRST_SEEN)
    assert place > 9
    for number in range(3):
        preview.append(CASE, f'\nTillägg {number}.\n')
        see(page, f'Tillägg {number}.')
        stays_at(page, place)


@pytest.mark.parametrize('words', ['# Ett fall', 'summary: Fallet ett-fall'])
def test_other_pages_follow_and_all_is_as_built_anew(preview: Preview, edit: Edit, words: str, tmp_path: Path) -> None:
    """A title and a summary stand on other pages too; of those one is open and one is not."""
    page, theme = preview.open(CASE), preview.open('docs/themes/vatten')
    with used(preview.server, words):
        edit(preview.root / f'{CASE}.md', words, f'{words} Nymärkt')
        see(page, 'Nymärkt')
    see(theme, 'Nymärkt')
    see(preview.open('docs/cases/index'), 'Nymärkt')
    assert not_as_fresh(preview, tmp_path / 'fresh') == []


def test_a_page_is_seen_before_the_others_are_written(preview: Preview, edit: Edit, tmp_path: Path) -> None:
    """And what is saved then is seen too; the others are written after it."""
    file = preview.root / f'{CASE}.md'
    page, theme = preview.open(CASE), preview.open('docs/themes/vatten')
    (preview.root / HOLD).touch()
    edit(file, '# Ett fall', '# Första namnet')
    for tab in (page, theme):
        see(tab, 'Första namnet')
    assert 'Första namnet' not in (preview.root / '_build/serve/html/docs/pilots/prov.html').read_text('utf-8')
    edit(file, '# Första namnet', '# Andra namnet')
    (preview.root / HOLD).unlink()
    for tab in (page, theme, preview.open('docs/pilots/prov')):
        see(tab, 'Andra namnet')
    assert not_as_fresh(preview, tmp_path / 'fresh') == []


def test_every_tab_follows_and_only_pages_that_changed_are_loaded_anew(preview: Preview) -> None:
    """More tabs than a browser has connections to one server."""
    tabs = [preview.open(CASE) for _ in range(7)]
    other = preview.open('docs/themes/varme')
    other.evaluate('() => { window.stillHere = true; }')
    preview.append(CASE, '\nSyns överallt.\n')
    for tab in tabs:
        see(tab, 'Syns överallt.')
    assert other.evaluate('() => window.stillHere')


def test_saves_in_quick_succession_and_during_a_build_are_seen(preview: Preview) -> None:
    page = preview.open(CASE)
    before = preview.source(CASE)
    for number in range(12):
        preview.write(CASE, f'{before}\nVersion {number}.\n')
        page.wait_for_timeout(70)
    see(page, 'Version 11.')
    see_no_more(page, 'Version 10.')


def test_a_file_that_an_editor_puts_in_place_is_seen_though_it_is_older(preview: Preview) -> None:
    page = preview.open(CASE)
    for number in range(2):
        file = preview.root / f'{CASE}.md'
        written = file.with_name('.ett-fall.md.new')
        written.write_text(f'{preview.source(CASE)}\nOmdöpt {number}.\n', 'utf-8')
        os.utime(written, (1_700_000_000, 1_700_000_000))
        written.replace(file)
        see(page, f'Omdöpt {number}.')


def test_a_page_that_goes_is_reported_and_comes_back(preview: Preview) -> None:
    preview.write('cases/alfa/tillfalle', case_text('Ett tillfälligt fall'))
    page = preview.open('cases/alfa/tillfalle')
    see(page, 'Ett tillfälligt fall')
    (preview.root / 'cases/alfa/tillfalle.md').unlink()
    see(page, TEXTS['preview_missing'])
    answer = preview.context.request.get(page.url)
    assert answer.status == 404
    assert 'lang="sv"' in answer.text()
    preview.write('cases/alfa/tillfalle', case_text('Ett fall som är tillbaka'))
    see(page, 'Ett fall som är tillbaka')


def test_a_page_that_is_renamed_is_followed(preview: Preview) -> None:
    preview.write('cases/alfa/ett-namn', case_text('Ett tillfälligt fall'))
    page = preview.open('cases/alfa/ett-namn')
    see(page, 'Ett tillfälligt fall')
    (preview.root / 'cases/alfa/ett-namn.md').rename(preview.root / 'cases/alfa/annat-namn.md')
    page.wait_for_url('**/cases/alfa/annat-namn.html')
    see(page, 'Ett tillfälligt fall')
    # what comes to the old address is a page of its own
    preview.write('cases/alfa/ett-namn', case_text('Ett nytt fall'))
    other = preview.open('cases/alfa/ett-namn')
    see(other, 'Ett nytt fall')
    preview.append('cases/alfa/ett-namn', '\nMed mer text.\n')
    see(other, 'Med mer text.')


def test_a_fault_is_shown_on_the_page_and_goes_when_fixed(preview: Preview, edit: Edit) -> None:
    page, theme = preview.open(CASE), preview.open('docs/themes/vatten')
    file = preview.root / f'{CASE}.md'
    edit(file, 'stage: finished', 'stage: finishd')
    line = next(n for n, text in enumerate(preview.source(CASE).split('\n'), 1) if 'finishd' in text)
    box = page.locator('.s3-faults')
    expect(box).to_contain_text('Menade du "finished"?')
    expect(box).to_contain_text(f'{CASE}.md:{line}:8')
    # the text of the page is still there, and new text too
    preview.append(CASE, '\nNy text trots felet.\n')
    see(page, 'Ny text trots felet.')
    expect(box).to_be_visible()
    # another page says that there is a fault somewhere, and where
    theme.get_by_role('status').get_by_role('link').click()
    expect(theme.locator('.s3-faults')).to_contain_text('Menade du "finished"?')
    edit(file, 'stage: finishd', 'stage: finished')
    expect(box).to_have_count(0)
    expect(theme.locator('.s3-faults')).to_have_count(0)
    see(theme, TEXTS['preview_none'])


def test_a_fault_that_another_file_makes_is_shown_and_goes(preview: Preview) -> None:
    preview.append(CASE, '\nSe [](#annat-fall).\n')
    page = preview.open(CASE)
    see(page, 'Se ')
    other = preview.root / 'cases/alfa/annat-fall.md'
    kept = other.read_text('utf-8')
    other.unlink()
    expect(page.locator('.s3-faults')).to_contain_text('annat-fall')
    other.write_text(kept, 'utf-8')
    expect(page.locator('.s3-faults')).to_have_count(0)


def test_pages_stay_when_nothing_can_be_built(preview: Preview) -> None:
    page = preview.open(CASE)
    words = page.locator('.s3-lead').inner_text()
    lists = preview.root / 'docs/vocabulary.yaml'
    kept = lists.read_text('utf-8')
    lists.write_text(f'{kept}\nnej: [\n', 'utf-8')
    box = page.locator('.s3-faults')
    expect(box).to_contain_text(TEXTS['preview_failed'])
    expect(box).to_contain_text('docs/vocabulary.yaml')
    see(page, words)
    lists.write_text(kept, 'utf-8')
    expect(box).to_have_count(0)
    preview.append(CASE, '\nDet går igen.\n')
    see(page, 'Det går igen.')


def test_a_change_of_the_settings_starts_anew(own_preview: Preview) -> None:
    page = own_preview.open(CASE)
    conf = own_preview.root / 'conf.py'
    kept = conf.read_text('utf-8')
    conf.write_text(f'{kept}project = (\n', 'utf-8')
    expect(page.locator('.s3-faults')).to_contain_text('conf.py:')
    new = conf.with_name('conf.py.new')
    new.write_text(f'{kept}html_title = "Ett annat namn"\n', 'utf-8')
    new.replace(conf)
    expect(page).to_have_title(re.compile('Ett annat namn'))
    own_preview.append(CASE, '\nOch följer med.\n')
    see(page, 'Och följer med.')


def test_an_image_with_a_fault_is_left_out_until_it_is_fixed(preview: Preview) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    image = preview.root / 'cases/alfa/bild.svg'
    image.write_text(drawing.replace('<path', '<script>1</script><path'), 'utf-8')
    preview.append(CASE, '\n![En trekant](bild.svg)\n')
    page = preview.open(CASE)
    expect(page.locator('.s3-faults')).to_contain_text('cases/alfa/bild.svg')
    expect(page.locator('img[alt="En trekant"]')).to_have_count(0)
    image.write_text(drawing, 'utf-8')
    expect(page.locator('img[alt="En trekant"]')).to_be_visible()
    expect(page.locator('.s3-faults')).to_have_count(0)


def test_the_policy_of_the_pages_stays(preview: Preview) -> None:
    """That nothing breaks it, the console would tell; the fixture looks at that."""
    page = preview.open(CASE)
    policy = page.locator('meta[http-equiv="Content-Security-Policy"]')
    expect(policy).to_have_attribute('content', POLICY)
    preview.append(CASE, '\nSyns.\n')
    see(page, 'Syns.')
    assert all(script.get_attribute('src') for script in page.locator('script').all())
    assert preview.context.request.get(page.url, headers={'Host': 'elsewhere.example'}).status == 400


def test_a_connection_that_is_kept_is_no_slower_than_new_ones(preview: Preview) -> None:
    """An answer that is sent in pieces must not wait for the browser's receipt of the first; a page is thirty files."""
    host = preview.url.removeprefix('http://')
    kept = HTTPConnection(host)
    again, new = [], []

    def fetch(connection: HTTPConnection) -> float:
        start = perf_counter()
        connection.request('GET', f'/{CASE}.html')
        assert connection.getresponse().read()
        return perf_counter() - start

    for _ in range(24):  # in turn, as what else the machine does comes and goes
        again.append(fetch(kept))
        with closing(HTTPConnection(host)) as connection:
            new.append(fetch(connection))
    kept.close()
    assert median(again[2:]) < 2 * median(new), (again, new)


def test_a_port_that_is_taken_is_reported_before_anything_is_built(mini_site: Path) -> None:
    with socket.create_server(('127.0.0.1', 0)) as taken:
        port = taken.getsockname()[1]
        server = Server(mini_site, port)
        try:
            assert server.process.wait(timeout=LONG) == 2
            assert str(port) in server.wait_for('--port')
        finally:
            server.close()
    assert not (mini_site / '_build').exists()


def test_the_preview_says_where_editions_are_built(mini_site: Path) -> None:
    with (mini_site / 'conf.py').open('a', encoding='utf-8') as file:
        file.write("\ns3_languages = {'en': {'project': 'Trial'}}\n")
    with closing(Server(mini_site)) as server:
        server.wait_until_ready()
        said = server.wait_for('andra språk')
        assert '(en)' in said and str(Path('_build', 'html', 'en')) in said
        server.check_output()
