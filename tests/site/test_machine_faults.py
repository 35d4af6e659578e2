"""Faults of the machine: whatever happens, the published site is whole and the next build equals a fresh one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from s3ext.commands.build import build
from s3ext.monitor.lock import exclusive
from s3ext.pdf.batches import processes
from s3ext.reading.caches import MANIFEST
from tests.site.dying import KILLED, in_child
from tests.site.sitekit import ROOT, contents, copy_mini, differing, plain, run
from tests.site.test_caches import change_places, clear, cut_short, flip
from tests.texts import load_texts

pytestmark = pytest.mark.skipif(not hasattr(os, 'fork'), reason='the tests fork')
TEXTS = load_texts('sv')
PAGE, PICTURE = 'docs/themes/varme.md', 'docs/themes/punkt.svg'
LONG_AGO = 1_000_000_000
#: a picture of one red point, and one of the same size with a blue point
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="{}" d="M0 0h9v9z"/></svg>\n'
RED, BLUE = SVG.format('#f00000'), SVG.format('#0000f0')
FILES = {
    'stil/egen.css': 'p { color: red }\n',
    'mallar/s3-breadcrumbs.html': '<nav>Brödsmulor A</nav>\n',
    PICTURE: RED,
    'locale/sv/LC_MESSAGES/sphinx.po': (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Next topic"\nmsgstr "Härnäst A"\n'
    ),
}
#: settings of the site, and what a variable of the environment makes it do while it is built
CONF = """
import os, pathlib, time
html_static_path, html_css_files, templates_path, locale_dirs = ['stil'], ['egen.css'], ['mallar'], ['locale']
html_sidebars = {'**': ['s3-breadcrumbs.html', 'relations.html']}

def _change(app, *rest):
    if 'docs/themes/varme' in (app.env.current_document.docname, *rest[:1], *rest[1:2]):
        for name in ('docs/themes/varme.md', 'docs/themes/punkt.svg'):
            file = pathlib.Path(app.srcdir, name)
            file.write_text(file.read_text('utf-8').replace('AAAA', 'BBBB').replace('#f00000', '#0000f0'), 'utf-8')
            os.utime(file, (1000000000, 1000000000))

def _wait(app, env):
    pathlib.Path(os.environ['WAIT_FOR'] + '.here').touch()
    while not pathlib.Path(os.environ['WAIT_FOR']).exists():
        time.sleep(0.02)

def _crash(app, docname, source):
    if docname == os.environ['CRASH_AT']:
        raise ValueError('något\\ngick sönder')

def setup(app):
    if 'CHANGE_AT' in os.environ:
        app.connect(os.environ['CHANGE_AT'], _change, priority=0)
        app.connect(os.environ['CHANGE_AT'], _change, priority=1000)
    if 'WAIT_FOR' in os.environ:
        app.connect('env-updated', _wait)
    if 'CRASH_AT' in os.environ:
        app.connect('source-read', _crash)
"""


@pytest.fixture(scope='module')
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with a picture, a style sheet, a template and texts of its own, built: a copy to begin from."""
    root = copy_mini(tmp_path_factory.mktemp('machine') / 'site')
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, 'utf-8')
    with (root / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(CONF)
    with (root / PAGE).open('a', encoding='utf-8') as page:
        page.write('\n![En röd punkt](punkt.svg)\n\nOrdet är AAAA.\n')
    assert made(root)
    return Path(shutil.copytree(root, root.with_name('kept')))


@pytest.fixture
def site(built: Path) -> Path:
    """The same again, in the place where it was built."""
    root = built.with_name('site')
    shutil.rmtree(root)
    return Path(shutil.copytree(built, root))


@pytest.fixture(scope='module')
def other(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a first build makes of the site when the word on the page is another."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp('other') / 'site'))
    other_word(root)
    return fresh(root)


def made(root: Path, folder: str = '_build', name: str = 'html') -> bool:
    """Build in a process of its own, as Sphinx keeps checksums and texts from build to build; whether it went well."""
    if name == 'pdf':  # Typst's threads, started by another test, do not outlive a fork
        command = [sys.executable, '-m', 's3ext', 'pdf', '--root', str(root)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    return in_child(lambda: build(name, root, root / folder), root)[0] == 0


def published(root: Path) -> dict[str, bytes]:
    return contents(root / '_build' / 'html')


def fresh(root: Path) -> dict[str, bytes]:
    """What a first build makes of the same files."""
    shutil.rmtree(root / '_fresh', ignore_errors=True)
    assert made(root, '_fresh')
    return contents(root / '_fresh' / 'html')


def rebuilt(root: Path, expected: dict[str, bytes]) -> None:
    """Build again, and compare."""
    assert made(root)
    assert differing(published(root), expected) == []


def put(file: Path, text: str) -> None:
    """Put another text in the place of *file*, in a new file of long ago, as mv and cp -p do."""
    assert file.read_text('utf-8') != text
    part = file.with_name('part')
    part.write_text(text, 'utf-8')
    os.utime(part, (LONG_AGO, LONG_AGO))
    part.replace(file)


def other_words(file: Path, old: str, new: str) -> None:
    """Put other words of the same length into *file*, which keeps its size and time."""
    before, text = file.stat(), file.read_text('utf-8')
    assert old in text and len(old) == len(new)
    file.write_text(text.replace(old, new), 'utf-8')
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


# -- contents, not times ----------------------------------------------------------------------------


def other_word(root: Path) -> None:
    other_words(root / PAGE, 'AAAA', 'BBBB')


def older_page(root: Path) -> None:
    put(root / PAGE, (root / PAGE).read_text('utf-8').replace('Ordet är', 'Ordet var'))


def older_title(root: Path) -> None:
    """Seen on other pages, too."""
    file = root / 'cases' / 'alfa' / 'ett-fall.md'
    put(file, file.read_text('utf-8').replace('\n# ', '\n# Helt annat om '))


def other_picture(root: Path) -> None:
    other_words(root / PICTURE, '#f00000', '#0000f0')


def older_vocabulary(root: Path) -> None:
    file = root / 'docs' / 'vocabulary.yaml'
    put(file, file.read_text('utf-8').replace('sv: Avslutat', 'sv: Slutfört'))


def older_glossary(root: Path) -> None:
    file = root / 'docs' / 'glossary.md'
    put(file, file.read_text('utf-8').replace('term: ', 'term: Ny', 1))


def older_style(root: Path) -> None:
    put(root / 'stil' / 'egen.css', 'p { color: blue }\n')


def older_template(root: Path) -> None:
    put(root / 'mallar' / 's3-breadcrumbs.html', '<nav>Brödsmulor B</nav>\n')


def older_texts(root: Path) -> None:
    file = root / 'locale' / 'sv' / 'LC_MESSAGES' / 'sphinx.po'
    put(file, file.read_text('utf-8').replace('Härnäst A', 'Härnäst B'))


def older_settings(root: Path) -> None:
    put(root / 'conf.py', (root / 'conf.py').read_text('utf-8') + 'html_title = "Ett annat namn"\n')


#: changes of content, after which few pages are written, and of what surrounds it, which writes all
CHANGES = [
    ('1', [older_page, other_word, older_title, other_picture, older_glossary]),
    ('2', [older_page, other_word, other_picture, older_vocabulary]),
    ('1', [older_style, older_template, older_texts, older_settings]),
]  # fmt: skip


@pytest.mark.parametrize(('jobs', 'changes'), CHANGES)
def test_contents_decide_and_not_times(
    site: Path, monkeypatch: pytest.MonkeyPatch, jobs: str, changes: list[Callable[[Path], None]]
) -> None:
    monkeypatch.setenv('S3_JOBS', jobs)
    for change in changes:
        before = published(site)
        change(site)
        assert made(site)
        assert published(site) != before, change.__name__
    assert differing(published(site), fresh(site)) == []


def test_a_clock_that_goes_back_hides_nothing(site: Path, other: dict[str, bytes]) -> None:
    future = time.time() + 1_000_000
    before = published(site)
    for file in [*site.rglob('*.md'), *site.rglob('*.html'), *site.rglob('*.doctree')]:
        os.utime(file, (future, future))
    rebuilt(site, before)
    page = site / PAGE
    page.write_text(page.read_text('utf-8').replace('AAAA', 'BBBB'), 'utf-8')
    rebuilt(site, other)


def test_what_is_removed_is_published_no_more(site: Path) -> None:
    picture = next(name for name, data in published(site).items() if data == RED.encode())
    page = site / PAGE
    page.write_text(page.read_text('utf-8').replace('![En röd punkt](punkt.svg)', ''), 'utf-8')
    (site / 'docs' / 'themes' / 'punkt.svg').unlink()
    (site / 'cases' / 'orsa' / 'tredje-fall.md').unlink()
    assert made(site)
    found = published(site)
    assert not {picture, 'cases/orsa/tredje-fall.html'} & found.keys()
    assert RED.encode() not in found.values()
    (site / 'stil' / 'egen.css').rename(site / 'stil' / 'annan.css')
    conf = site / 'conf.py'
    conf.write_text(conf.read_text('utf-8').replace('egen.css', 'annan.css'), 'utf-8')
    rebuilt(site, fresh(site))
    assert '_static/egen.css' not in published(site)


@pytest.mark.parametrize('event', ['source-read', 'doctree-read', 'html-page-context'])
def test_a_file_changed_while_the_build_runs_is_read_by_the_next(
    site: Path, monkeypatch: pytest.MonkeyPatch, event: str
) -> None:
    page = site / PAGE
    monkeypatch.setenv('CHANGE_AT', event)
    page.write_text(f'{page.read_text("utf-8")}\nMer.\n', 'utf-8')
    assert made(site)
    monkeypatch.delenv('CHANGE_AT')
    assert 'BBBB' in page.read_text('utf-8') and (site / PICTURE).read_text('utf-8') == BLUE
    rebuilt(site, fresh(site))


# -- killed -----------------------------------------------------------------------------------------

#: how many times a build is killed, at points spread from its start to its end
KILLS = int(os.environ.get('S3_KILLS', '5'))


@pytest.mark.parametrize('jobs', ['1', '2'])
def test_killed_at_any_point_the_old_site_or_the_new_stands(
    site: Path, built: Path, other: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.setenv('S3_JOBS', jobs)
    output, old = site / '_build', published(site)
    other_word(site)
    code, changes = in_child(lambda: build('html', site, output), output)
    assert (code, published(site)) == (0, other)
    kills = KILLS if jobs == '1' else 2
    for number in range(kills):
        shutil.rmtree(output)
        shutil.copytree(built / '_build', output)
        last = 1 + number * (changes - 1) // (kills - 1)
        assert in_child(lambda: build('html', site, output), output, last)[0] == KILLED
        assert published(site) in (old, other)
        rebuilt(site, other)
        assert sorted(path.name for path in output.iterdir()) == ['html', 'work']


def test_a_failed_build_after_a_kill_between_two_renames_says_the_truth(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = published(site)
    (site / '_build' / 'html').rename(site / '_build' / 'html.old')
    (site / PAGE).write_text('# Utan huvud\n', 'utf-8')
    assert not made(site)
    assert TEXTS['build_failed'] in capfd.readouterr().err
    assert published(site) == before


@pytest.mark.skipif(sys.platform != 'linux', reason='the test looks into /proc')
def test_a_process_that_sets_pdfs_ends_with_a_build_that_is_killed() -> None:
    """It would write into the folder of the next build."""
    ends = os.pipe()

    def work() -> None:
        with processes(1) as pool:
            os.write(ends[1], b'%d' % pool.submit(os.getpid).result())
            pool.submit(time.sleep, 600).result()

    child = os.fork()
    if not child:
        work()
    worker = int(os.read(ends[0], 20))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for _ in range(3000):
        if is_gone(worker):
            return
        time.sleep(0.02)
    os.kill(worker, signal.SIGKILL)
    raise AssertionError('it goes on')


def is_gone(process: int) -> bool:
    try:
        state = Path(f'/proc/{process}/stat').read_text('utf-8').rpartition(')')[2].split()[0]
    except OSError:
        return True
    return state == 'Z'


@pytest.mark.slow
def test_a_change_that_the_pdf_has_read_reaches_the_web(site: Path, other: dict[str, bytes]) -> None:
    """Both builders share the pages that were read; each must know what it has written itself."""
    other_word(site)
    assert made(site, name='pdf')
    rebuilt(site, other)


# -- caches -----------------------------------------------------------------------------------------

DAMAGES: list[tuple[Callable[[Path], None], str]] = [
    (cut_short, 'doctrees/environment.pickle'),
    (change_places, 'doctrees/docs/themes/varme.doctree'),
    (flip, 'html/.s3-search.json'),
    (clear, MANIFEST),
]


def test_damaged_caches_are_thrown_away(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    expected = published(site)
    for damage, path in DAMAGES:
        damage(site / '_build' / 'work' / path)
        capfd.readouterr()
        rebuilt(site, expected)
        assert plain(capfd.readouterr().out).count(TEXTS['caches_dropped']) == 1, path
    # and what is as it was is used
    rebuilt(site, expected)
    assert TEXTS['caches_dropped'] not in plain(capfd.readouterr().out)


@pytest.mark.slow
def test_damaged_caches_of_pdfs_are_thrown_away(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1800000000')
    assert made(site, name='pdf')
    expected = contents(site / '_build' / 'pdf')
    for damage, pattern in ((flip, '*.pdf'), (cut_short, 'editions.json')):
        damage(next((site / '_build' / 'work' / 'pdf').glob(pattern)))
        assert made(site, name='pdf')
        assert differing(contents(site / '_build' / 'pdf'), expected) == []


# -- two builds at once -----------------------------------------------------------------------------


@pytest.fixture
def waiting(site: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A build of the site in a process of its own that stands still until ``go`` is there."""
    other_word(site)
    process = start(site, WAIT_FOR=str(tmp_path / 'go'))
    while not (tmp_path / 'go.here').exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    yield process
    process.kill()
    process.communicate()


def start(root: Path, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, '-m', 's3ext', 'build', 'html', '--root', str(root)],
        env={**os.environ, 'PYTHONPATH': str(ROOT), 'NO_COLOR': '1', **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding='utf-8',
        # shells start what runs in the background deaf to the keyboard
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def begins_with(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline().rstrip('\n')


def waits_for(root: Path, process: subprocess.Popen[str]) -> str:
    return TEXTS['build_waits'].format(path=os.path.relpath(root / '_build' / 'work'), process=process.pid)


def test_a_second_build_waits_for_the_first_and_is_right(
    site: Path, other: dict[str, bytes], tmp_path: Path, waiting: subprocess.Popen[str]
) -> None:
    second = start(site)
    assert begins_with(second) == waits_for(site, waiting)
    (tmp_path / 'go').touch()
    assert [(process.communicate()[1], process.returncode) for process in (waiting, second)] == [('', 0), ('', 0)]
    assert differing(published(site), other) == []


def test_a_killed_build_holds_up_nobody(site: Path, other: dict[str, bytes], waiting: subprocess.Popen[str]) -> None:
    second = start(site)
    assert begins_with(second) == waits_for(site, waiting)
    waiting.kill()
    assert (second.communicate()[1], second.returncode) == ('', 0)
    assert differing(published(site), other) == []


def test_interrupted_from_the_keyboard(site: Path, waiting: subprocess.Popen[str]) -> None:
    before = published(site)
    waiting.send_signal(signal.SIGINT)
    output = waiting.communicate()[1]
    assert (output.strip(), waiting.returncode) == (TEXTS['build_interrupted'], 130)
    assert published(site) == before


def test_a_worker_that_outlives_its_build_holds_the_lock(tmp_path: Path) -> None:
    """It may still write a page; the next build must not begin before it is done."""
    release, ready = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        with exclusive(tmp_path, TEXTS):
            if not os.fork():
                os.close(release[1])
                os.write(ready[1], b'.')
                os.read(release[0], 1)
                os._exit(0)
            time.sleep(60)
    os.read(ready[0], 1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    pipe = os.pipe()
    waiter = os.fork()
    if not waiter:
        with os.fdopen(pipe[1], 'w', buffering=1) as sys.stderr, exclusive(tmp_path, TEXTS):
            os._exit(0)
    os.close(pipe[1])
    assert os.read(pipe[0], 1)  # it says that it waits
    assert os.waitpid(waiter, os.WNOHANG) == (0, 0)
    os.write(release[1], b'.')
    assert os.waitpid(waiter, 0)[1] == 0


# -- the disk and the system ------------------------------------------------------------------------


def fails(root: Path, text: str, *before: str) -> str:
    """Build in a process of its own, after the statements *before*: it fails with *text*, and the site stands."""
    site = published(root)
    place = f'pathlib.Path({str(root)!r})'
    call = f'sys.exit(s3ext.commands.build.build("html", {place}, {place} / "_build"))'
    done = run('-c', '; '.join(['import pathlib, sys, s3ext.commands.build', *before, call]))
    output = plain(done.stderr)
    assert done.returncode == 1, output
    assert 'Traceback' not in output + done.stdout
    assert 'Errno' not in output
    first, last = [line for line in output.splitlines() if line.strip()]
    assert (TEXTS[text].partition('{')[0] in first, last) == (True, TEXTS['build_failed'])
    assert published(root) == site
    return first


@pytest.mark.parametrize('jobs', ['1', '2'])
def test_a_file_that_cannot_grow_ends_the_build_in_one_sentence(
    site: Path, other: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    pytest.importorskip('resource')
    monkeypatch.setenv('S3_JOBS', jobs)
    other_word(site)
    limit = 'import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))'
    assert '_build/work' in fails(site, 'failure_disk_full', limit)
    rebuilt(site, other)


@pytest.fixture
def own_disk(site: Path) -> Iterator[Path]:
    """The folder ``_build`` on a small disk of its own, with all that was there."""
    output = site / '_build'
    shutil.rmtree(output)
    output.mkdir()
    command = ['mount', '-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', str(output)]
    if sys.platform != 'linux' or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip('mounting a disk needs Linux and its administrator')
    try:
        assert made(site)
        yield output
    finally:
        subprocess.run(['umount', '-l', str(output)], check=True)


def test_a_full_disk(site: Path, own_disk: Path, other: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    other_word(site)
    filler = own_disk / 'filler'
    with filler.open('wb', buffering=0) as file:
        for size in (1 << 16, 1 << 9):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue
    for jobs in ('1', '2'):
        monkeypatch.setenv('S3_JOBS', jobs)
        assert '_build' in fails(site, 'failure_disk_full')
    filler.unlink()
    rebuilt(site, other)


def test_a_disk_that_is_read_only(site: Path, own_disk: Path, other: dict[str, bytes]) -> None:
    other_word(site)
    subprocess.run(['mount', '-o', 'remount,ro', str(own_disk)], check=True)
    assert '_build/work' in fails(site, 'failure_read_only')
    subprocess.run(['mount', '-o', 'remount,rw', str(own_disk)], check=True)
    rebuilt(site, other)


def test_a_folder_without_permission(site: Path, other: dict[str, bytes]) -> None:
    if not hasattr(os, 'geteuid') or not os.geteuid():
        pytest.skip('the administrator may write everywhere')
    other_word(site)
    (site / '_build' / 'work').chmod(0o500)
    try:
        assert '_build/work' in fails(site, 'failure_permission')
    finally:
        (site / '_build' / 'work').chmod(0o700)
    rebuilt(site, other)


def test_too_few_files_may_be_open(site: Path, other: dict[str, bytes]) -> None:
    pytest.importorskip('resource')
    other_word(site)
    free = 'import os, resource; number = os.dup(0); os.close(number)'
    fails(site, 'failure_files', free, 'resource.setrlimit(resource.RLIMIT_NOFILE, (number + 1, number + 1))')
    rebuilt(site, other)


@pytest.mark.parametrize('jobs', ['1', '2'])
def test_an_unexpected_error_names_the_page_and_hides_its_traceback(
    site: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.setenv('S3_JOBS', jobs)
    monkeypatch.setenv('CRASH_AT', PAGE.removesuffix('.md'))
    with (site / PAGE).open('a', encoding='utf-8') as page:
        page.write('\nMer.\n')
    output = fails(site, 'failure_unexpected')
    assert 'gick sönder' in output
    if jobs == '1':
        assert PAGE in output and 'ValueError: något gick sönder' in output
        monkeypatch.setenv('S3_TRACEBACK', '1')
        assert 'Traceback' in run('-m', 's3ext', 'build', 'html', '--root', str(site)).stderr


def test_a_check_of_links_that_is_stopped_says_why(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('CRASH_AT', PAGE.removesuffix('.md'))
    with (site / PAGE).open('a', encoding='utf-8') as page:
        page.write('\nMer.\n')
    # where the test runs there may be no network
    online = 'import s3ext.commands.linkcheck as links; links._online = lambda root: True; '
    call = ('-c', f'{online}from s3ext.__main__ import program; program()', 'linkcheck', '--root', str(site))
    done = run(*call)
    assert (done.returncode, done.stdout.count('gick sönder'), done.stderr.count('gick sönder')) == (1, 0, 1)
    assert 'Traceback' not in done.stderr
    monkeypatch.setenv('S3_TRACEBACK', '1')
    assert 'Traceback' in run(*call).stderr
