"""Faults of the machine: whatever happens, the published site is whole and the next build equals a fresh one."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from s3ext.build import build
from s3ext.caches import MANIFEST
from s3ext.core.messages import load_texts
from s3ext.lock import exclusive
from tests.site.dying import KILLED, in_child
from tests.site.sitekit import ROOT, contents, copy_mini, differing, plain, run

TEXTS = load_texts('sv')
PAGE = 'docs/themes/varme.md'
LONG_AGO = 1_000_000_000
#: a picture of one red point, and one of the same size with a blue point
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="{}" d="M0 0h9v9z"/></svg>\n'
RED, BLUE = SVG.format('#f00000'), SVG.format('#0000f0')
STYLE = 'html_static_path = ["stil"]\nhtml_css_files = ["egen.css"]\ntemplates_path = ["mallar"]\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site with a picture, a style sheet, a template and texts of its own, built once."""
    root = copy_mini(tmp_path / 'site')
    for name, text in {
        'stil/egen.css': 'p { color: red }\n',
        'mallar/s3-breadcrumbs.html': '<nav>Brödsmulor A</nav>\n',
        'docs/themes/punkt.svg': RED,
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, 'utf-8')
    locale = root / 'locale' / 'sv' / 'LC_MESSAGES'
    locale.mkdir(parents=True)
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Next topic"\nmsgstr "Härnäst A"\n'
    (locale / 'sphinx.po').write_text(catalogue, 'utf-8')
    with (root / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(f'{STYLE}locale_dirs = [{str(root / "locale")!r}]\n')
        conf.write('html_sidebars = {"**": ["s3-breadcrumbs.html", "relations.html"]}\n')
    page = root / PAGE
    page.write_text(f'{page.read_text("utf-8")}\n![En röd punkt](punkt.svg)\n\nOrdet är AAAA.\n', 'utf-8')
    assert build('html', root, root / '_build') == 0
    return root


def published(root: Path) -> dict[str, bytes]:
    return contents(root / '_build' / 'html')


def fresh(root: Path) -> dict[str, bytes]:
    """What a first build makes of the same files."""
    shutil.rmtree(root / '_fresh', ignore_errors=True)
    assert build('html', root, root / '_fresh') == 0
    return contents(root / '_fresh' / 'html')


def rebuilt_as_fresh(root: Path) -> None:
    """Build again, and compare."""
    assert build('html', root, root / '_build') == 0
    assert differing(published(root), fresh(root)) == []


def put(file: Path, text: str) -> None:
    """Put another text in the place of *file*, in a new file of long ago, as mv and cp -p do."""
    part = file.with_name('part')
    part.write_text(text, 'utf-8')
    os.utime(part, (LONG_AGO, LONG_AGO))
    part.replace(file)


def exchange_words(file: Path, old: str, new: str) -> None:
    """Put other words of the same length into *file*, which keeps its size and time."""
    before, text = file.stat(), file.read_text('utf-8')
    assert old in text and len(old) == len(new)
    file.write_text(text.replace(old, new), 'utf-8')
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


# -- contents, not times ----------------------------------------------------------------------------


def older_page(root: Path) -> None:
    put(root / PAGE, (root / PAGE).read_text('utf-8').replace('AAAA', 'BBBB'))


def page_of_same_time(root: Path) -> None:
    exchange_words(root / PAGE, 'AAAA', 'BBBB')


def older_title(root: Path) -> None:
    """Seen on other pages, too."""
    file = root / 'cases' / 'alfa' / 'ett-fall.md'
    put(file, file.read_text('utf-8').replace('\n# ', '\n# Helt annat om '))


def picture_of_same_time(root: Path) -> None:
    exchange_words(root / 'docs' / 'themes' / 'punkt.svg', '#f00000', '#0000f0')


def older_vocabulary(root: Path) -> None:
    file = root / 'docs' / 'vocabulary.yaml'
    put(file, file.read_text('utf-8').replace('sv: Avslutat', 'sv: Slutfört'))
    assert 'Slutfört' in file.read_text('utf-8')


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


CHANGES = [
    older_page, page_of_same_time, older_title, picture_of_same_time, older_vocabulary, older_glossary, older_style,
    older_template, older_texts, older_settings,
]  # fmt: skip


def test_contents_decide_and_not_times(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, change in enumerate(CHANGES):
        monkeypatch.setenv('S3_JOBS', str(1 + number % 2))
        before = published(site)
        change(site)
        rebuilt_as_fresh(site)
        assert published(site) != before, change.__name__


def test_a_clock_that_goes_back_hides_nothing(site: Path) -> None:
    future = time.time() + 1_000_000
    for file in [*site.rglob('*.md'), *site.rglob('*.html'), *site.rglob('*.doctree')]:
        os.utime(file, (future, future))
    rebuilt_as_fresh(site)
    page = site / PAGE
    page.write_text(page.read_text('utf-8').replace('AAAA', 'BBBB'), 'utf-8')
    rebuilt_as_fresh(site)


def test_what_is_removed_is_published_no_more(site: Path) -> None:
    picture = next(name for name, data in published(site).items() if data == RED.encode())
    page = site / PAGE
    page.write_text(page.read_text('utf-8').replace('![En röd punkt](punkt.svg)', ''), 'utf-8')
    (site / 'docs' / 'themes' / 'punkt.svg').unlink()
    (site / 'cases' / 'orsa' / 'tredje-fall.md').unlink()
    (site / 'stil' / 'egen.css').rename(site / 'stil' / 'annan.css')
    conf = site / 'conf.py'
    conf.write_text(conf.read_text('utf-8').replace('egen.css', 'annan.css'), 'utf-8')
    rebuilt_as_fresh(site)
    found = published(site)
    assert not {picture, '_static/egen.css', 'cases/orsa/tredje-fall.html'} & found.keys()
    assert RED.encode() not in found.values()


#: what happens to a file as soon as the build has read or written the page; the file keeps an old time
DURING = """
def _change(app, *rest):
    import os, pathlib
    path = os.environ.get('CHANGED')
    if path and {page!r} in [part for part in rest if isinstance(part, str)]:
        file = pathlib.Path(app.srcdir, path)
        file.write_text(file.read_text('utf-8').replace('AAAA', 'BBBB').replace('#f00000', '#0000f0'), 'utf-8')
        os.utime(file, (1000000000, 1000000000))
def setup(app):
    app.connect({event!r}, _change, priority=1)
    app.connect({event!r}, _change, priority=999)
"""


@pytest.mark.parametrize('event', ['source-read', 'doctree-read', 'doctree-resolved', 'html-page-context'])
def test_a_file_changed_while_the_build_runs_is_read_by_the_next(
    site: Path, monkeypatch: pytest.MonkeyPatch, event: str
) -> None:
    page = PAGE.removesuffix('.md')
    with (site / 'conf.py').open('a', encoding='utf-8') as conf:
        # a handler of doctree-read is given no name
        conf.write(DURING.format(page=page, event=event).replace('in [part', 'in [app.env.current_document.docname, *[part')
                   .replace('isinstance(part, str)]', 'isinstance(part, str)]]'))  # fmt: skip
    assert build('html', site, site / '_build') == 0
    for changed in (PAGE, 'docs/themes/punkt.svg'):
        page_file = site / PAGE
        monkeypatch.setenv('CHANGED', changed)
        page_file.write_text(f'{page_file.read_text("utf-8")}\nMer.\n', 'utf-8')
        assert build('html', site, site / '_build') == 0
        monkeypatch.delenv('CHANGED')
        assert 'AAAA' not in page_file.read_text('utf-8')
        rebuilt_as_fresh(site)


# -- killed -----------------------------------------------------------------------------------------

#: how many times a build is killed, at points spread from its start to its end
KILLS = int(os.environ.get('S3_KILLS', '8'))


@pytest.mark.skipif(not hasattr(os, 'fork'), reason='the test forks')
def test_killed_at_any_point_the_old_site_or_the_new_stands(site: Path) -> None:
    output, old = site / '_build', published(site)
    kept = output.with_name('kept')
    shutil.copytree(output, kept)
    page_of_same_time(site)
    new = fresh(site)
    code, changes = in_child(lambda: build('html', site, output), output)
    assert (code, published(site)) == (0, new)
    for number in range(KILLS):
        shutil.rmtree(output)
        shutil.copytree(kept, output)
        last = 1 + number * (changes - 1) // (KILLS - 1)
        assert in_child(lambda: build('html', site, output), output, last)[0] == KILLED
        assert published(site) in (old, new)
        assert build('html', site, output) == 0
        assert differing(published(site), new) == [], last
        assert sorted(path.name for path in output.iterdir()) == ['html', 'work']


def test_a_failed_build_after_a_kill_between_two_renames_says_the_truth(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = published(site)
    (site / '_build' / 'html').rename(site / '_build' / 'html.old')
    (site / PAGE).write_text('# Utan huvud\n', 'utf-8')
    assert build('html', site, site / '_build') == 1
    assert TEXTS['build_failed'] in capfd.readouterr().err
    assert published(site) == before


# -- caches -----------------------------------------------------------------------------------------


def cut_short(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    before = file.stat()
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def clear(file: Path) -> None:
    file.write_bytes(b'')


def swap_with_another(file: Path) -> None:
    other = next(path for path in sorted(file.parent.glob(f'*{file.suffix}')) if path != file)
    mine, theirs = file.read_bytes(), other.read_bytes()
    file.write_bytes(theirs)
    other.write_bytes(mine)


def remove(file: Path) -> None:
    file.unlink()


def of_other_code(file: Path) -> None:
    kept = json.loads(file.read_text('utf-8'))
    file.write_text(json.dumps({**kept, 'made_by': 'other'}), 'utf-8')


DAMAGES: list[tuple[Callable[[Path], None], str]] = [
    (cut_short, 'doctrees/environment.pickle'),
    (flip, 'doctrees/environment.pickle'),
    (clear, 'doctrees/docs/themes/varme.doctree'),
    (swap_with_another, 'doctrees/docs/themes/varme.doctree'),
    (flip, 'html/.s3-state.json'),
    (flip, 'html/.s3-search.json'),
    (remove, 'html/.buildinfo'),
    (swap_with_another, 'html/docs/themes/varme.html'),
    (cut_short, 'html/s3-search/index.js'),
    (swap_with_another, 'html/s3-search/pages/docs/themes/varme.js'),
    (clear, MANIFEST),
    (flip, MANIFEST),
    (of_other_code, MANIFEST),
]


def test_damaged_caches_are_thrown_away(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    expected = published(site)
    for damage, path in DAMAGES:
        damage(site / '_build' / 'work' / path)
        capfd.readouterr()
        assert build('html', site, site / '_build') == 0
        said = plain(capfd.readouterr().out)
        assert said.count(TEXTS['caches_dropped']) == 1, path
        assert differing(published(site), expected) == [], path
    # and what is as it was is used
    assert build('html', site, site / '_build') == 0
    assert TEXTS['caches_dropped'] not in plain(capfd.readouterr().out)


@pytest.mark.slow
def test_damaged_caches_of_pdfs_are_thrown_away(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1700000000')
    assert build('pdf', site, site / '_build') == 0
    expected = contents(site / '_build' / 'pdf')
    for damage, path in ((flip, 'pdf/handbok.pdf'), (cut_short, 'pdf/editions.json')):
        file = site / '_build' / 'work' / path
        damage(file if file.exists() else next(file.parent.glob('*.pdf')))
        assert build('pdf', site, site / '_build') == 0
        assert differing(contents(site / '_build' / 'pdf'), expected) == []


# -- two builds at once -----------------------------------------------------------------------------

WAIT = """
def _wait(app, *rest):
    import os, pathlib, time
    flag = os.environ.get('WAIT_FOR')
    if flag:
        pathlib.Path(flag + '.here').touch()
        while not pathlib.Path(flag).exists():
            time.sleep(0.02)
def setup(app):
    app.connect('env-updated', _wait)
"""


@pytest.fixture
def waiting(site: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A build of the site in a process of its own that stands still until ``go`` is there."""
    with (site / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write(WAIT)
    page_of_same_time(site)
    process = start(site, WAIT_FOR=str(tmp_path / 'go'))
    while not (tmp_path / 'go.here').exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    yield process
    process.kill()
    process.communicate()


def start(root: Path, name: str = 'html', **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, '-m', 's3ext', 'build', name, '--root', str(root)],
        env={**os.environ, 'PYTHONPATH': str(ROOT), 'NO_COLOR': '1', **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding='utf-8',
    )


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline().rstrip('\n')


def waits_for(root: Path, process: subprocess.Popen[str]) -> str:
    return TEXTS['build_waits'].format(path=os.path.relpath(root / '_build' / 'work'), process=process.pid)


def test_a_second_build_waits_for_the_first_and_is_right(
    site: Path, tmp_path: Path, waiting: subprocess.Popen[str]
) -> None:
    second = start(site)
    assert first_line(second) == waits_for(site, waiting)
    (tmp_path / 'go').touch()
    assert [(process.communicate()[1], process.returncode) for process in (waiting, second)] == [('', 0), ('', 0)]
    assert differing(published(site), fresh(site)) == []


def test_a_killed_build_holds_up_nobody(site: Path, waiting: subprocess.Popen[str]) -> None:
    second = start(site)
    assert first_line(second) == waits_for(site, waiting)
    waiting.kill()
    assert (second.communicate()[1], second.returncode) == ('', 0)
    assert differing(published(site), fresh(site)) == []


def test_interrupted_from_the_keyboard(site: Path, waiting: subprocess.Popen[str]) -> None:
    before = published(site)
    waiting.send_signal(signal.SIGINT)
    said = waiting.communicate()[1]
    assert (said.strip(), waiting.returncode) == (TEXTS['build_interrupted'], 130)
    assert published(site) == before


@pytest.mark.skipif(not hasattr(os, 'fork'), reason='the test forks')
def test_a_worker_that_outlives_its_build_holds_the_lock(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
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
    waiter = os.fork()
    if not waiter:
        with exclusive(tmp_path, TEXTS):
            os._exit(0)
    time.sleep(0.3)
    assert os.waitpid(waiter, os.WNOHANG) == (0, 0)
    os.write(release[1], b'.')
    assert os.waitpid(waiter, 0)[1] == 0


# -- the disk and the system ------------------------------------------------------------------------


def fails(root: Path, *before: str, jobs: str = '1', text: str = '') -> str:
    """Build in a process of its own, after the statements *before*: it fails with *text*, and the site stands."""
    site = published(root)
    code = '; '.join(['import s3ext.build, s3ext.__main__ as command, sys', *before,
                      f'sys.exit(command.main(["build", "html", "--root", {str(root)!r}]))'])  # fmt: skip
    os.environ['S3_JOBS'] = jobs
    try:
        done = run('-c', code)
    finally:
        del os.environ['S3_JOBS']
    said = plain(done.stderr)
    assert done.returncode == 1, said
    assert 'Traceback' not in said + done.stdout
    assert 'Errno' not in said
    assert [line for line in said.splitlines() if line.strip()][1:] == [TEXTS['build_failed']], said
    assert text.partition('{')[0] in said
    assert published(root) == site
    return said


@pytest.mark.parametrize('jobs', ['1', '2'])
def test_a_file_that_cannot_grow_ends_the_build_in_one_sentence(site: Path, jobs: str) -> None:
    resource = pytest.importorskip('resource')
    assert resource
    page_of_same_time(site)
    limit = 'import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))'
    fails(site, limit, jobs=jobs, text=TEXTS['failure_disk_full'])
    rebuilt_as_fresh(site)


@pytest.fixture
def own_disk(site: Path) -> Iterator[Path]:
    """The folder ``_build`` on a small disk of its own; a built site is there."""
    output = site / '_build'
    shutil.rmtree(output)
    output.mkdir()
    if sys.platform != 'linux' or subprocess.run(
        ['mount', '-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', str(output)], capture_output=True, check=False
    ).returncode:
        pytest.skip('mounting a disk needs Linux and its administrator')
    try:
        assert build('html', site, output) == 0
        yield output
    finally:
        subprocess.run(['umount', '-l', str(output)], check=True)


def test_a_full_disk(site: Path, own_disk: Path) -> None:
    page_of_same_time(site)
    filler = own_disk / 'filler'
    with filler.open('wb', buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
    for jobs in ('1', '2'):
        said = fails(site, jobs=jobs, text=TEXTS['failure_disk_full'])
        assert '_build/work' in said
    filler.unlink()
    rebuilt_as_fresh(site)


def test_a_disk_that_is_read_only(site: Path, own_disk: Path) -> None:
    page_of_same_time(site)
    subprocess.run(['mount', '-o', 'remount,ro', str(own_disk)], check=True)
    assert '_build/work' in fails(site, text=TEXTS['failure_read_only'].partition('{')[0])
    subprocess.run(['mount', '-o', 'remount,rw', str(own_disk)], check=True)
    rebuilt_as_fresh(site)


def test_a_folder_without_permission(site: Path) -> None:
    if not hasattr(os, 'geteuid') or not os.geteuid():
        pytest.skip('the administrator may write everywhere')
    page_of_same_time(site)
    (site / '_build' / 'work').chmod(0o500)
    try:
        fails(site, text=TEXTS['failure_permission'])
    finally:
        (site / '_build' / 'work').chmod(0o700)
    rebuilt_as_fresh(site)


def test_too_few_files_may_be_open(site: Path) -> None:
    pytest.importorskip('resource')
    page_of_same_time(site)
    limit = 'import resource, os; n = os.open("/", 0); os.close(n); resource.setrlimit(resource.RLIMIT_NOFILE, (n, n))'
    fails(site, limit, text=TEXTS['failure_files'])
    rebuilt_as_fresh(site)


CRASH = """
def _crash(app, docname, source):
    if docname == {page!r}:
        raise ValueError('något\\ngick sönder')
def setup(app):
    app.connect('source-read', _crash)
"""


@pytest.mark.parametrize('jobs', ['1', '2'])
def test_an_unexpected_error_names_the_page_and_hides_its_traceback(
    site: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    conf = site / 'conf.py'
    kept = conf.read_text('utf-8')
    conf.write_text(kept + CRASH.format(page=PAGE.removesuffix('.md')), 'utf-8')
    said = fails(site, jobs=jobs, text=TEXTS['failure_unexpected'])
    assert 'gick sönder' in said
    if jobs == '1':
        assert PAGE in said and 'ValueError: något gick sönder' in said
    monkeypatch.setenv('S3_TRACEBACK', '1')
    assert 'Traceback' in run('-m', 's3ext', 'build', 'html', '--root', str(site)).stderr
    monkeypatch.delenv('S3_TRACEBACK')
    conf.write_text(kept, 'utf-8')
    rebuilt_as_fresh(site)
