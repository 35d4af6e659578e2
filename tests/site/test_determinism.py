"""The same sources give the same bytes: however many processes, whatever hash seed, wherever the folder is."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from s3ext.commands.build import build
from s3ext.core.outputs import RECORD_FILE
from s3ext.domain import s3_domain
from s3ext.writing.rebuild import STATE_FILE
from tests.site.sitekit import build_clean, contents, copy_mini, differing, pages_written, run, sphinx, stamps


@pytest.fixture(scope='module')
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mini site, built once as a whole."""
    root = copy_mini(tmp_path_factory.mktemp('determinism') / 'site')
    build_clean(root)
    return root


@pytest.fixture(scope='module')
def expected(site: Path) -> dict[str, bytes]:
    """What that first build made."""
    return contents(site / '_build' / 'html')


@pytest.mark.parametrize('jobs', [2, 3, 4])
def test_parallel_build_makes_the_same_bytes(site: Path, expected: dict[str, bytes], jobs: int) -> None:
    built = build_clean(site, jobs=jobs, folder=f'_jobs{jobs}')
    assert list(contents(built.out)) == list(expected)
    assert [path for path, data in contents(built.out).items() if data != expected[path]] == []


@pytest.mark.parametrize(('seed', 'jobs'), [('1', '1'), ('4711', '2')])
def test_other_hash_seed_and_other_folder_make_the_same_bytes(
    tmp_path: Path, expected: dict[str, bytes], seed: str, jobs: str
) -> None:
    root = copy_mini(tmp_path / 'elsewhere' / 'a longer name')
    done = run('-m', 'sphinx', '-W', '-j', jobs, '-b', 'html', '-d', 'd', str(root), 'out', cwd=tmp_path, seed=seed)
    assert (done.returncode, done.stderr) == (0, '')
    # the date of the buildinfo, the order of the inventory: nothing is left out
    found = contents(tmp_path / 'out')
    assert sorted(found.keys() ^ expected.keys()) == []
    assert [path for path in found if found[path] != expected[path]] == []


def test_second_build_writes_no_page_and_changes_no_byte(site: Path, expected: dict[str, bytes]) -> None:
    out = site / '_build' / 'html'
    for jobs in (1, 2):
        before = stamps(out)
        with sphinx(site, jobs=jobs) as app:
            app.build()
            assert '0 added, 0 changed, 0 removed' in app.status.getvalue()
            assert 'no targets are out of date' in app.status.getvalue()
        assert pages_written(before, stamps(out)) == set()
        assert list(contents(out).items()) == list(expected.items())


def test_facts_are_plain_values_that_pickle(site: Path) -> None:
    with sphinx(site) as app:
        domain = s3_domain(app.env)
        copy = pickle.loads(pickle.dumps(domain.data))
        assert copy == domain.data
        assert sorted(copy['entries']) == sorted(app.env.found_docs)
        assert sorted(copy['uses']) == sorted(copy['views']) == sorted(app.env.found_docs)
        # what is made of all pages together is not among them
        names = ['entries', 'facts', 'problems', 'shown', 'sources', 'terms', 'texts', 'uses', 'version', 'views']
        assert sorted(copy) == names


def test_facts_are_the_same_however_they_were_read(site: Path) -> None:
    data = []
    for jobs in (1, 3):
        with sphinx(site, jobs=jobs, folder=f'_facts{jobs}') as app:
            app.build()
            data.append({name: dict(sorted(facts.items())) for name, facts in s3_domain(app.env).data.items()
                         if isinstance(facts, dict)})  # fmt: skip
    assert data[0] == data[1]
    assert len(data[0]['entries']) == 19


def test_merging_takes_only_what_the_worker_was_given(site: Path) -> None:
    """A worker's copy holds all that was there before the fork, too, and must not bring it back."""
    with sphinx(site) as app:
        domain = s3_domain(app.env)
        other = pickle.loads(pickle.dumps(domain.data))
        domain.clear_doc('docs/themes/vatten')
        domain.clear_doc('docs/themes/varme')
        domain.merge_domaindata({'docs/themes/varme'}, other)
        for name in ('entries', 'problems', 'shown', 'uses', 'views'):
            assert set(domain.data[name]) == app.env.found_docs - {'docs/themes/vatten'}
            assert domain.data[name]['docs/themes/varme'] == other[name]['docs/themes/varme']
        assert [item.id for item in domain.catalog.of_type('theme')] == ['varme']


def test_published_site_holds_only_what_readers_need(mini_site: Path) -> None:
    output = mini_site / '_build'
    assert build('html', mini_site, output) == 0
    work, published = contents(output / 'work' / 'html'), contents(output / 'html')
    kept = ['.buildinfo', '.s3-data.json', RECORD_FILE, '.s3-search.json', STATE_FILE]
    assert differing(work, published) == kept
    hidden = [path for path in published if path.startswith('.') or 'doctree' in path or path.endswith('.pickle')]
    assert hidden == ['.nojekyll']  # which GitHub asks for
    assert list(output.iterdir()) != []
    times = stamps(output / 'html')
    assert build('html', mini_site, output) == 0
    assert contents(output / 'html') == published
    assert pages_written(times, stamps(output / 'html')) == set()


def test_a_second_site_of_the_process_has_texts_of_its_own(mini_site: Path, tmp_path: Path) -> None:
    """A program may build several; Sphinx itself keeps the texts of the first."""
    assert build('html', mini_site, mini_site / '_build') == 0
    texts = mini_site / 'locale' / 'sv' / 'LC_MESSAGES' / 'sphinx.po'
    texts.parent.mkdir(parents=True)
    texts.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Next topic"\nmsgstr "Härnäst"\n',
        'utf-8',
    )
    with (mini_site / 'conf.py').open('a', encoding='utf-8') as conf:
        conf.write("locale_dirs, html_sidebars = ['locale'], {'**': ['relations.html']}\n")
    assert build('html', mini_site, tmp_path / 'other') == 0
    assert 'Härnäst' in (tmp_path / 'other' / 'html' / 'index.html').read_text('utf-8')


def test_published_site_loses_what_the_work_folder_has_lost(mini_site: Path) -> None:
    output = mini_site / '_build'
    assert build('html', mini_site, output) == 0
    stray = output / 'html' / 'gammal.html'
    stray.write_text('', 'utf-8')
    (mini_site / 'cases' / 'orsa' / 'tredje-fall.md').unlink()
    assert build('html', mini_site, output) == 0
    assert not stray.exists()
    assert not (output / 'html' / 'cases' / 'orsa' / 'tredje-fall.html').exists()
    assert (output / 'html' / 'cases' / 'alfa' / 'ett-fall.html').exists()


def test_published_file_is_copied_anew_only_when_it_changed(mini_site: Path) -> None:
    output = mini_site / '_build'
    assert build('html', mini_site, output) == 0
    same, edited, spoilt = (output / 'html' / name for name in ('docs/glossary.html', 'index.html', '_static/s3.css'))
    before = {file: file.stat().st_ino for file in (same, edited)}
    style = spoilt.read_bytes()
    spoilt.write_text('someone edited this', 'utf-8')
    front = mini_site / 'index.md'
    front.write_text(front.read_text('utf-8') + '\nEn rad till.\n', 'utf-8')
    assert build('html', mini_site, output) == 0
    assert same.stat().st_ino == before[same]
    assert edited.stat().st_ino != before[edited]
    assert 'En rad till.' in edited.read_text('utf-8')
    assert spoilt.read_bytes() == style


def test_publishing_works_where_a_file_cannot_have_two_names(mini_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(f'{self} to {target}: not supported')

    output = mini_site / '_build'
    assert build('html', mini_site, output) == 0
    published = contents(output / 'html')
    monkeypatch.setattr(Path, 'hardlink_to', refuse)
    assert build('html', mini_site, output) == 0
    assert contents(output / 'html') == published
