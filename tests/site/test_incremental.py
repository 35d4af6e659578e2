"""Incremental builds: an edit rewrites exactly the pages that show what was edited, and nothing goes stale."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

import s3ext
from s3ext.core.search.index import search_files
from s3ext.core.search.parts import Limits
from tests.site.sitekit import (
    Built,
    build_clean,
    build_site,
    case_text,
    contents,
    copy_mini,
    differing,
    page_files,
    pages_gone,
    pages_written,
    search_index,
    stamps,
)

#: links to records, on pages that do not list them
LINKS = {
    'docs/handbook/analys.md': 'Läs [med egna ord](#ett-fall) och {s3:case}`också <ett-fall>`.',
    'docs/themes/index.md': 'Läs [med egna ord](../../cases/alfa/ett-fall.md).',
    'docs/themes/varme.md': 'Läs [](#ett-fall).',
    'docs/pilots/prov.md': 'Läs {s3:case}`tredje-fall`.',
    'docs/regions/alfa.md': 'Läs [](../../cases/orsa/tredje-fall.md).',
    'docs/regions/index.md': '## Fall\n\n:::{records} case\n:theme: varme\n:region: orsa\n:::',
}

ETT, ANNAT, TREDJE = 'cases/alfa/ett-fall', 'cases/alfa/annat-fall', 'cases/orsa/tredje-fall'
CASES, REGIONS, THEMES = 'docs/cases/index', 'docs/regions/index', 'docs/themes/index'
ALFA, ORSA, VATTEN, VARME = 'docs/regions/alfa', 'docs/regions/orsa', 'docs/themes/vatten', 'docs/themes/varme'
PILOT, ANALYS, FARDPLAN = 'docs/pilots/prov', 'docs/handbook/analys', 'docs/handbook/fardplan'
REGISTERS, GLOSSARY, OBSTACLE = 'docs/registers/index', 'docs/glossary', 'docs/obstacles/underlag'
WORKSHOP, METHOD = 'docs/workshops/verkstad', 'docs/methods/matning'
EVERY = frozenset(
    {
        'index', ETT, ANNAT, TREDJE, CASES, REGIONS, THEMES, ALFA, ORSA, VATTEN, VARME, PILOT, ANALYS, FARDPLAN,
        REGISTERS, GLOSSARY, OBSTACLE, WORKSHOP, METHOD,
    }
)  # fmt: skip
#: the pages that list ``ett-fall``; the front page's contents name one of them
LIST_ETT = frozenset({VATTEN, ALFA, ORSA, PILOT, FARDPLAN, CASES, 'index'})


@dataclass(frozen=True)
class Edit:
    """A change of the sources, the pages that must be written anew, and those that must go."""

    name: str
    make: Callable[[Path], None]
    written: Iterable[str]
    gone: Iterable[str] = ()


def swap(path: str, old: str, new: str) -> Callable[[Path], None]:
    """An edit that replaces *old*, which stands once in the file *path*."""

    def make(root: Path) -> None:
        file = root / path
        source = file.read_text('utf-8')
        assert source.count(old) == 1, f'{old!r} stands {source.count(old)} times in {path}'
        file.write_text(source.replace(old, new), 'utf-8')

    return make


def both(*edits: Callable[[Path], None]) -> Callable[[Path], None]:
    """Several edits as one."""

    def make(root: Path) -> None:
        for edit in edits:
            edit(root)

    return make


def add_case(root: Path) -> None:
    (root / 'cases' / 'alfa' / 'nytt.md').write_text(case_text('Nytt fall'), 'utf-8')


def remove(docname: str) -> Callable[[Path], None]:
    return lambda root: (root / f'{docname}.md').unlink()


def move_case(root: Path) -> None:
    source = root / f'{ANNAT}.md'
    source.rename(root / 'cases' / 'orsa' / 'annat-fall.md')
    swap('cases/orsa/annat-fall.md', 'regions: [alfa]', 'regions: [orsa]')(root)


EDITS = [
    Edit('nothing', lambda root: None, set()),
    Edit('touched', lambda root: (root / f'{ETT}.md').touch(), {ETT}),
    Edit('body', swap(f'{ETT}.md', 'Något gjordes.', 'Något helt annat gjordes.'), {ETT}),
    Edit('summary', swap(f'{ETT}.md', 'summary: Fallet ett-fall', 'summary: Detta fall'), {ETT, *LIST_ETT}),
    # the other case is like this one and says when it was
    Edit('period', swap(f'{ETT}.md', 'to: 2022}', 'to: 2023}'), {ETT, *LIST_ETT, ANNAT}),
    # the list to choose from knows its stage; the page above it in the contents follows
    Edit('stage', swap(f'{ETT}.md', 'stage: finished', 'stage: running'), {ETT, CASES, 'index'}),
    Edit(
        'retag',
        swap(f'{TREDJE}.md', 'themes: [varme]', 'themes: [vatten]'),
        # the index of themes shows counts; the index of regions has a list of cases on heat; the register counts
        # cases by theme; one case becomes like it, another is like it for another reason
        {TREDJE, VATTEN, VARME, THEMES, REGIONS, CASES, FARDPLAN, 'index', REGISTERS, ETT, ANNAT},
    ),
    Edit(
        'add',
        add_case,
        # the other region compares itself with the one that has a case more
        {'cases/alfa/nytt', VATTEN, ALFA, FARDPLAN, THEMES, REGIONS, CASES, 'index', ETT, ANNAT, REGISTERS, ORSA},
    ),
    Edit(
        'remove',
        both(
            remove(ANNAT),
            swap('docs/handbook/fardplan.md', ' och [det andra](#annat-fall)', ''),
            swap(f'{METHOD}.md', 'cases: [annat-fall]\n', ''),
        ),
        {
            VATTEN, VARME, ALFA, FARDPLAN, THEMES, REGIONS, CASES, 'index', ETT, METHOD, OBSTACLE, TREDJE, REGISTERS,
            ORSA,
        },
        {ANNAT},
    ),
    Edit(
        'retitle case',
        swap(f'{ETT}.md', '# Ett fall', '# Det första fallet'),
        # the neighbour's "previous" and the pages that link to it without words of their own
        {ETT, *LIST_ETT, ANNAT, VARME, REGISTERS, WORKSHOP},
    ),
    Edit(
        'retitle case linked by role and by file',
        swap(f'{TREDJE}.md', '# Zonen', '# Den tredje zonen'),
        {TREDJE, VARME, ORSA, FARDPLAN, CASES, REGIONS, 'index', PILOT, ALFA, REGISTERS, OBSTACLE, ANNAT},
    ),
    Edit(
        'retitle region',
        swap('docs/regions/orsa.md', '# Örsa', '# Nya Örsa'),
        {
            ORSA, REGIONS, CASES, 'index', VATTEN, VARME, ALFA, PILOT, FARDPLAN, ETT, TREDJE, REGISTERS, OBSTACLE,
            ANNAT,
        },
    ),
    Edit(
        'retitle index of regions',
        swap(f'{REGIONS}.md', '# Regioner', '# Län'),
        # the path to regions and their cases; the pages before and after it in the contents
        {REGIONS, 'index', ETT, ANNAT, TREDJE, ALFA, ORSA, THEMES, CASES},
    ),
    Edit(
        'retitle theme',
        swap('docs/themes/varme.md', '# Värme', '# Hetta'),
        # it now stands before the other theme, and cases name it among their facts
        {VARME, THEMES, CASES, 'index', FARDPLAN, ANNAT, TREDJE, REGISTERS},
    ),
    Edit(
        'retitle pilot',
        swap('docs/pilots/prov.md', '# Provpiloten', '# Försöket'),
        # its regions and its theme name it first
        {PILOT, ETT, CASES, REGISTERS, 'index', ALFA, ORSA, VATTEN},
    ),
    Edit('period of a pilot', swap(f'{PILOT}.md', 'from: 2020-03', 'from: 2020-04'), {PILOT, REGISTERS, 'index'}),
    Edit('obstacle handled', swap(f'{ANNAT}.md', 'handled: partly', "handled: 'yes'"), {ANNAT, OBSTACLE}),
    Edit(
        'how an obstacle was handled',
        swap(f'{TREDJE}.md', 'how: Man gav upp.', 'how: Man väntade.'),
        {TREDJE, OBSTACLE},
    ),
    # the cases that met it, among their facts and as the reason why they are alike; a region, by obstacle
    Edit(
        'retitle obstacle',
        swap(f'{OBSTACLE}.md', '# Tunt underlag', '# Svagt underlag'),
        {OBSTACLE, ANNAT, TREDJE, ORSA, CASES, 'index'},
    ),
    Edit(
        'workshop adds a case',
        swap(f'{WORKSHOP}.md', 'cases: [ett-fall]', 'cases: [ett-fall, tredje-fall]'),
        # the page of the obstacle that the case met names its tools
        {WORKSHOP, TREDJE, OBSTACLE},
    ),
    # the chapter names the workshops and methods of its step
    Edit('retitle workshop', swap(f'{WORKSHOP}.md', '# Verkstad', '# Halvdag'), {WORKSHOP, ETT, FARDPLAN}),
    Edit('part of an agenda', swap(f'{WORKSHOP}.md', 'part: Arbete', 'part: Övning'), {WORKSHOP}),
    Edit('retitle method', swap(f'{METHOD}.md', '# Mätning', '# Vägning'), {METHOD, ANNAT, OBSTACLE, FARDPLAN}),
    Edit('rename term', swap(f'{GLOSSARY}.md', 'term: kritisk massa', 'term: rätt storlek'), {GLOSSARY, OBSTACLE}),
    # whoever links to it does so with other words
    Edit('rename term linked with own words', swap(f'{GLOSSARY}.md', 'term: samsyn', 'term: enighet'), {GLOSSARY}),
    Edit(
        'priority of a region',
        swap(f'{ALFA}.md', '    themes: [vatten]', '    themes: [varme]'),
        # the other region has nothing in common with it any more; the index counts the regions of each theme, and the
        # themes name them first
        {ALFA, ORSA, THEMES, 'index', VATTEN, VARME},
    ),
    Edit('rename chapter', swap('docs/handbook/fardplan.md', '# Färdplan', '# Vägen'), {FARDPLAN, ANALYS}),
    Edit('reorder chapters', swap('docs/handbook/analys.md', 'order: 0', 'order: 2'), {FARDPLAN, ANALYS}),
    Edit(
        'move case',
        move_case,
        {
            'cases/orsa/annat-fall', ALFA, ORSA, REGIONS, CASES, 'index', VATTEN, VARME, FARDPLAN, ETT, TREDJE,
            REGISTERS, OBSTACLE, METHOD,
        },
        {ANNAT},
    ),
    Edit('label of a pilot', swap('docs/vocabulary.yaml', 'sv: Nationell pilot eller satsning', 'sv: Försök'), EVERY),
    Edit('label of a fact', swap('docs/vocabulary.yaml', 'sv: Avslutat', 'sv: Klart'), EVERY),
]  # fmt: skip
#: what reaches other pages in different ways; each is also tried with two processes and with two builders
SHARED = [
    edit
    for edit in EDITS
    if edit.name
    in {
        'body', 'summary', 'retag', 'remove', 'retitle case', 'retitle region', 'rename chapter', 'obstacle handled',
        'workshop adds a case', 'rename term', 'label of a fact',
    }
]  # fmt: skip


class Workshop:
    """A built site, given back to each test as it was, and where it was: environments name their folder."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / 'site'
        self._store = folder / 'store'
        self._fresh: dict[tuple[str, str], dict[str, bytes]] = {}
        copy_mini(self.root)
        for path, text in LINKS.items():
            file = self.root / path
            file.write_text(file.read_text('utf-8') + f'\n{text}\n', 'utf-8')
        for builder in ('html', 'dirhtml'):
            build_clean(self.root, builder, folder='_both')
        build_clean(self.root)
        shutil.copytree(self.root, self._store)

    def restore(self) -> None:
        """Undo what the last test did."""
        _sync(self._store, self.root)

    def fresh(self, builder: str = 'html', edit: Edit | None = None) -> dict[str, bytes]:
        """What a build from nothing makes of the sources of now; made once for each *edit*."""
        key = (builder, edit.name if edit else '')
        if edit is None or key not in self._fresh:
            self._fresh[key] = contents(build_clean(self.root, builder, folder='_fresh').out)
        return self._fresh[key]


def _sync(source: Path, target: Path) -> None:
    """Make *target* what *source* is; what was not written since is left alone."""
    wanted = {entry.name: entry for entry in os.scandir(source)}
    for found in list(os.scandir(target)):
        entry = wanted.get(found.name)
        if entry is not None and entry.is_dir() and found.is_dir():
            _sync(Path(entry), Path(found))
        elif entry is None or entry.is_dir() or found.is_dir() or not _same_file(entry, found):
            shutil.rmtree(found) if found.is_dir() else Path(found).unlink()
            continue
        del wanted[found.name]
    for entry in wanted.values():
        copy = shutil.copytree if entry.is_dir() else shutil.copy2
        copy(entry, target / entry.name)


def _same_file(one: os.DirEntry[str], other: os.DirEntry[str]) -> bool:
    states = one.stat(), other.stat()
    return len({(state.st_size, state.st_mtime_ns) for state in states}) == 1


@pytest.fixture(scope='module')
def _workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp('incremental'))


@pytest.fixture
def workshop(_workshop: Workshop) -> Workshop:
    """The built site, as it was before any edit."""
    _workshop.restore()
    return _workshop


def rebuild(root: Path, *, jobs: int = 1) -> tuple[Built, set[str], set[str]]:
    """Build again; the pages written and the pages gone."""
    out = root / '_build' / 'html'
    before = stamps(out)
    built = build_clean(root, jobs=jobs)
    after = stamps(out)
    return built, pages_written(before, after), pages_gone(before, after)


@pytest.mark.parametrize(
    ('edit', 'jobs'),
    [
        pytest.param(edit, jobs, id=f'{edit.name.replace(" ", "-")}-{jobs}')
        for edit in EDITS
        for jobs in ([1, 2] if edit in SHARED else [1])
    ],
)
def test_edit_rewrites_exactly_the_pages_it_reaches(workshop: Workshop, edit: Edit, jobs: int) -> None:
    edit.make(workshop.root)
    built, written, gone = rebuild(workshop.root, jobs=jobs)
    assert (written, gone) == (set(edit.written), set(edit.gone))
    assert differing(contents(built.out), workshop.fresh(edit=edit)) == []
    assert rebuild(workshop.root, jobs=jobs)[1:] == (set(), set())


@pytest.mark.parametrize('builders', [('html', 'dirhtml'), ('dirhtml', 'html')], ids='-'.join)
@pytest.mark.parametrize('edit', SHARED, ids=lambda edit: edit.name.replace(' ', '-'))
def test_two_builders_with_one_environment_keep_no_stale_page(
    workshop: Workshop, edit: Edit, builders: tuple[str, str]
) -> None:
    """The second builder finds every page read already, and must know itself what it has not written yet."""
    edit.make(workshop.root)
    for builder in builders:
        built = build_clean(workshop.root, builder, folder='_both')
        assert differing(contents(built.out), workshop.fresh(builder, edit)) == [], builder


def test_new_code_reaches_the_pages_of_the_second_builder(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an update the first builder reads every page anew; the second finds nothing to read."""
    monkeypatch.setattr(s3ext, '_code_version', lambda: 1)
    for builder in ('dirhtml', 'html'):
        out = workshop.root / '_both' / builder
        before = stamps(out)
        build_clean(workshop.root, builder, folder='_both')
        pages = {file.relative_to(out).as_posix() for file in page_files(out)}
        assert {path for path, time in stamps(out).items() if path in pages and time == before[path]} == set()
        assert differing(contents(out), workshop.fresh(builder)) == []


def test_edits_one_after_another_leave_what_a_fresh_build_makes(workshop: Workshop) -> None:
    names = ['retag', 'add', 'retitle region', 'rename chapter', 'move case', 'retitle case', 'label of a fact']
    for edit in [edit for edit in EDITS if edit.name in names]:
        edit.make(workshop.root)
        built, _, _ = rebuild(workshop.root)
    assert differing(contents(built.out), workshop.fresh()) == []


def test_edit_and_its_undoing_leave_what_was_there(workshop: Workshop) -> None:
    before = contents(workshop.root / '_build' / 'html')
    file = workshop.root / f'{ETT}.md'
    source = file.read_text('utf-8')
    file.write_text(source.replace('# Ett fall', '# Helt annat'), 'utf-8')
    rebuild(workshop.root)
    file.write_text(source, 'utf-8')
    built, _, _ = rebuild(workshop.root)
    assert differing(contents(built.out), before) == []


def test_lost_state_file_makes_every_page_new(workshop: Workshop) -> None:
    """Without knowing what the last build wrote, the only safe answer is: everything."""
    state = workshop.root / '_build' / 'html' / '.s3-state.json'
    for content in (None, 'not json', '[]'):
        state.unlink() if content is None else state.write_text(content, 'utf-8')
        assert rebuild(workshop.root)[1] == EVERY


def test_lost_texts_and_states_of_the_search_are_made_again(workshop: Workshop) -> None:
    """A state cut short, of another form or of other code is no state; a text that is gone is written again."""
    out = workshop.root / '_build' / 'html'
    before, state = contents(out), out / '.s3-search.json'
    made_by, usual, postings = json.loads(state.read_text('utf-8'))
    wrong = {docname: [*of[:1], 'Fel titel', *of[2:]] for docname, of in postings.items()}
    for content in ('', '[]', json.dumps([made_by, usual, {'index': []}]), json.dumps(['0', usual, wrong])):
        state.write_text(content, 'utf-8')
        assert differing(contents(rebuild(workshop.root)[0].out), before) == []
    (out / 's3-search' / 'pages' / f'{ETT}.js').unlink()
    assert differing(contents(rebuild(workshop.root)[0].out), before) == []
    # what the test goes by: a state that is right in form is believed
    made_by, usual, postings = json.loads(state.read_text('utf-8'))
    state.write_text(json.dumps([made_by, usual, wrong]), 'utf-8')
    rebuild(workshop.root)
    assert {page['title'] for page in search_index(out)['pages']} == {'Fel titel'}


def test_page_removed_that_nobody_lists_leaves_the_search(workshop: Workshop) -> None:
    page = workshop.root / 'docs' / 'ensam.md'
    page.write_text(
        '---\nsummary: En sida som ingen annan sida visar eller leder till.\n---\n\n# Ensamvargen\n', 'utf-8'
    )
    (workshop.root / 'index.md').touch()
    built = build_clean(workshop.root, suppress_warnings=['toc.not_included'])
    assert 'docs/ensam' in [page['doc'] for page in search_index(built.out)['pages']]
    assert (built.out / 's3-search' / 'pages' / 'docs' / 'ensam.js').exists()
    page.unlink()
    built = build_clean(workshop.root, suppress_warnings=['toc.not_included'])
    assert not (built.out / 'docs' / 'ensam.html').exists()
    assert 'ensam' not in str(search_index(built.out))
    assert not (built.out / 's3-search' / 'pages' / 'docs' / 'ensam.js').exists()


def test_pieces_of_the_search_are_what_a_fresh_build_makes(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the index in pieces: an unchanged piece keeps its time, one that is no longer of it goes."""
    limits = Limits(whole=2, known=2, words=5, piece=100, large_piece=100, rare_piece=100, records=2)
    monkeypatch.setattr('s3ext.web.search.search_files', partial(search_files, limits=limits))
    search = build_clean(workshop.root).out / 's3-search'
    before, first = stamps(search), search_index(search.parent)
    assert all(len(first['parts'][kind]) > 3 for kind in ('lists', 'records')) and first['parts']['rare']
    build_clean(workshop.root)
    assert stamps(search) == before
    page = workshop.root / 'docs' / 'themes' / 'vatten.md'
    text = page.read_text('utf-8')
    page.write_text(f'{text}\n{" ".join(f"{one}{other}xord" for one in "abdefg" for other in "aeiouy")}\n', 'utf-8')
    more = build_clean(workshop.root)
    assert len(search_index(more.out)['parts']['rare']) > len(first['parts']['rare'])
    page.write_text(text, 'utf-8')
    again = build_clean(workshop.root)
    assert {path.stem for path in (search / 'rare').iterdir()} == {*map(str, range(len(first['parts']['rare'])))}
    assert differing(contents(again.out), workshop.fresh()) == []
    monkeypatch.undo()
    whole = build_clean(workshop.root)
    assert not any((search / kind).exists() for kind in first['parts']) and 'lists' in search_index(whole.out)


def test_heading_linked_from_another_page_is_renamed_there(workshop: Workshop) -> None:
    theme = workshop.root / 'docs' / 'themes' / 'vatten.md'
    theme.write_text(theme.read_text('utf-8') + '\n(ett-avsnitt)=\n## Gamla rubriken\n\nText.\n', 'utf-8')
    chapter = workshop.root / 'docs' / 'handbook' / 'analys.md'
    chapter.write_text(chapter.read_text('utf-8') + '\nSe [](#ett-avsnitt).\n', 'utf-8')
    build_clean(workshop.root)
    swap('docs/themes/vatten.md', '## Gamla rubriken', '## Nya rubriken')(workshop.root)
    built, written, _ = rebuild(workshop.root)
    assert written == {VATTEN, ANALYS}
    assert differing(contents(built.out), workshop.fresh()) == []


def test_what_a_killed_build_left_beside_the_pages_is_not_believed(workshop: Workshop) -> None:
    """The record of what was written is taken away first and written last; without it nothing stays as it lies."""
    out = workshop.root / '_build' / 'html'
    before, record = contents(out), out / '.s3-outputs.json'
    text, stray = out / 's3-search' / 'pages' / f'{ETT}.js', out / 's3-search' / 'lists' / '7.js'
    for content in (None, '', '[]', '{"search": []}', '{"search": {"../index.md": "0"}}'):
        record.unlink() if content is None else record.write_text(content, 'utf-8')
        text.write_text('window.s3Sea', 'utf-8')
        stray.parent.mkdir(exist_ok=True)
        stray.write_text('of another time', 'utf-8')
        assert differing(contents(rebuild(workshop.root)[0].out), before) == []
        assert not stray.parent.exists()
    # what the test goes by: what the record holds is believed
    text.write_text('window.s3Sea', 'utf-8')
    rebuild(workshop.root)
    assert text.read_text('utf-8') == 'window.s3Sea'


def test_what_changed_beside_the_pages_is_written_and_the_rest_keeps_its_time(workshop: Workshop) -> None:
    out = workshop.root / '_build' / 'html'
    before = stamps(out)
    swap(f'{ETT}.md', 'Något gjordes.', 'Något helt annat gjordes.')(workshop.root)
    rebuild(workshop.root)
    after = stamps(out)
    beside = {path for path in after if path.endswith('.js') and not path.startswith('_static/')}
    written = {path for path in beside if after[path] != before.get(path)}
    assert written == {'s3-search/index.js', f's3-search/pages/{ETT}.js'}
    assert beside - written >= {'s3-search/language.js', 'bidra/formular-data.js'}


def test_a_build_that_cannot_write_beside_the_pages_leaves_no_record(workshop: Workshop) -> None:
    out = workshop.root / '_build' / 'html'
    before, record, data = contents(out), out / '.s3-outputs.json', out / 'bidra' / 'formular-data.js'
    data.unlink()
    data.mkdir()
    assert build_site(workshop.root).error
    assert not record.exists()
    data.rmdir()
    assert differing(contents(rebuild(workshop.root)[0].out), before) == []


def test_the_style_sheet_is_made_once_and_anew_when_it_is_spoiled(mini_site: Path) -> None:
    file = build_clean(mini_site).out / '_static' / 's3.css'
    made, at = file.read_bytes(), file.stat().st_mtime_ns
    build_clean(mini_site)
    assert file.stat().st_mtime_ns == at
    file.write_bytes(made[: len(made) // 2])
    build_clean(mini_site)
    assert file.read_bytes() == made
