"""The preview: a site with faults is written all the same, each page says what is wrong, nothing is forgotten."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence, Set
from pathlib import Path

import pytest

from s3ext.commands.build import build
from s3ext.commands.live_build import Built, Preview
from s3ext.handbook.names import NAMES
from s3ext.writing.two_rounds import Viewers
from tests.site.sitekit import Page, build_clean, build_site, case_text, contents, differing, forked, text
from tests.site.test_bad_input import BAD, FAULTS, WHERE
from tests.texts import load_texts

Edit = Callable[[Path, str, str], None]
TEXTS = load_texts('sv')
CASE = 'cases/alfa/ett-fall'
OTHER = 'cases/alfa/annat-fall'
#: pages that show the title of the case
THEME, PILOT = 'docs/themes/vatten', 'docs/pilots/prov'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def boxes(folder: Path, docname: str) -> list[str]:
    """What the box of the page *docname* says, one text for each fault."""
    return Page(folder / f'{docname}.html').texts('.s3-faults li')


# -- the command ----------------------------------------------------------------------------------


def test_a_site_without_faults_is_the_same_but_for_the_list(mini_site: Path) -> None:
    good = contents(build_clean(mini_site).out)
    seen = contents(build_clean(mini_site, folder='_preview', s3_preview=True).out)
    added = {'.s3-preview.json', 'fel.html', '_static/s3-preview.css', '_static/s3-live.js'}
    other = [path for path in differing(good, seen) if not path.startswith('.')]
    pages = [path for path in other if path not in added]
    # the style of the box is on every page, and that nobody should find it; nothing else differs
    assert all(path.endswith('.html') for path in pages)
    link = next(line for line in seen['index.html'].decode().splitlines() if 's3-preview.css' in line)
    more = ('s3-preview.css', '<meta name="robots" content="noindex"/>')
    for path in pages:
        kept, plain = (
            [line for line in found[path].decode().splitlines() if not any(part in line for part in more)]
            for found in (seen, good)
        )
        assert kept == plain, path
    assert link
    assert TEXTS['preview_none'] in seen['fel.html'].decode()


def test_a_build_for_publishing_leaves_nothing_of_a_preview(mini_site: Path) -> None:
    for builder in ('html', 'dirhtml'):
        seen = build_clean(mini_site, builder, s3_preview=True)
        added = {'.s3-preview.json', '_static/s3-preview.css', '_static/s3-live.js'}
        assert added | {'fel.html' if builder == 'html' else 'fel/index.html'} <= contents(seen.out).keys()
        good = build_clean(mini_site, builder)
        fresh = contents(build_clean(mini_site, builder, folder='_fresh').out)
        # Sphinx keeps its notes on the settings of before
        assert differing(contents(good.out), fresh) == ['.buildinfo.bak']


def test_every_fault_is_on_its_page_and_in_the_list(mini_site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (mini_site / WHERE).write_text(BAD, 'utf-8')
    output = mini_site / '_build'
    for _ in range(2):
        assert build('preview', mini_site, output) == 1
        assert capfd.readouterr().err.count(': fel[') == len(FAULTS)
        folder = output / 'preview'
        for docname in (WHERE.removesuffix('.md'), 'fel'):
            shown = boxes(folder, docname)
            assert len(shown) == len(FAULTS)
            for fault, (line, column, _, words) in zip(shown, FAULTS, strict=True):
                assert f'{WHERE}:{line}:{column}' in fault
                assert words in fault
        page = Page(folder / f'{WHERE.removesuffix(".md")}.html')
        assert 'Något gjordes.' in text(page.one('body'))
        assert page.all('h1')
        assert TEXTS.count('faults', len(FAULTS)) in text(Page(folder / 'index.html').one('.s3-faults'))
        assert Page(folder / f'{OTHER}.html').all('.s3-faults') == []
    (mini_site / WHERE).write_text(case_text('Ett dåligt fall'), 'utf-8')
    assert build('preview', mini_site, output) == 0
    assert Page(output / 'preview' / f'{WHERE.removesuffix(".md")}.html').all('.s3-faults') == []


def test_the_log_holds_nothing_beside_the_faults(mini_site: Path) -> None:
    with (mini_site / f'{OTHER}.md').open('a', encoding='utf-8') as file:
        file.write('\nSe [sidan](finns-inte.md), [rubriken](#finns-inte) och ![bilden](finns-inte.png).\n')
    built = build_site(mini_site, s3_preview=True)
    assert [code for *_, code in built.faults] == ['unknown-target', 'unknown-target', 'image-missing']
    assert built.warnings.count('WARNING') == 3


def test_two_processes_write_the_same(mini_site: Path) -> None:
    (mini_site / WHERE).write_text(BAD, 'utf-8')
    one = contents(build_site(mini_site, folder='_one', s3_preview=True).out)
    two = contents(build_site(mini_site, jobs=2, folder='_two', s3_preview=True).out)
    assert differing(one, two) == []


@pytest.mark.parametrize(
    'before',
    [
        '---\nsummary: Ett huvud utan slut\n# en förklaring\nstage: finished\n\n',
        'Text före huvudet.\n---\nsummary: Ett huvud\n',
        '\n---\nsummary: Ett huvud som inte står först\n---\n\n',
        '---\nsummary: [\n---\n\n',
        '---\n- inga fält\n---\n\n',
        '',
    ],
)
def test_a_page_without_a_usable_header_is_shown_with_its_body(mini_site: Path, before: str) -> None:
    (mini_site / WHERE).write_text(f'{before}# En rubrik\n\nEn text.\n', 'utf-8')
    built = build_site(mini_site, s3_preview=True)
    page = built.page(WHERE.removesuffix('.md'))
    assert boxes(built.out, WHERE.removesuffix('.md'))
    assert 'En rubrik' in page.texts('h1')
    assert 'En text.' in page.texts('p')


def test_a_page_in_another_encoding_is_shown_as_far_as_it_can_be_read(mini_site: Path) -> None:
    (mini_site / WHERE).write_bytes(case_text('Räksmörgås').encode('cp1252'))
    built = build_site(mini_site, s3_preview=True)
    assert 'bad-encoding' in {code for *_, code in built.faults}
    assert 'R�ksm�rg�s' in built.page(WHERE.removesuffix('.md')).texts('h1')
    assert any('UTF-8' in shown for shown in boxes(built.out, WHERE.removesuffix('.md')))


def test_files_that_must_not_be_read_are_left_out_and_reported(mini_site: Path, tmp_path: Path) -> None:
    secret = tmp_path / 'secret.md'
    secret.write_text(case_text('Qzxjkvw'), 'utf-8')
    folder = mini_site / 'cases' / 'alfa'
    (folder / 'lank.md').symlink_to(secret)
    (folder / 'lank.svg').symlink_to(secret)
    (folder / 'aktiv.svg').write_text(DRAWING.replace('<path', '<script>1</script><path'), 'utf-8')
    (folder / 'hel.svg').write_text(DRAWING, 'utf-8')
    images = '![En](lank.svg)\n\n![Två](aktiv.svg)\n\n![Tre](hel.svg)\n\nMer ![Fyra](aktiv.svg) text.'
    (mini_site / WHERE).write_text(case_text('Ett dåligt fall', body=images), 'utf-8')
    built = build_site(mini_site, s3_preview=True)
    assert b'qzxjkvw' not in b''.join(contents(built.out).values()).lower()
    assert not (built.out / 'cases/alfa/lank.html').exists()
    [shown] = (built.out / '_images').iterdir()
    assert shown.name.startswith('hel-')
    page = built.page(WHERE.removesuffix('.md'))
    assert len(page.all('article img, .body img, main img')) == 1
    assert len(page.all('.s3-fault-image')) == 3
    assert {Path(shown.split()[2].split(':')[0]).name for shown in boxes(built.out, 'fel')} == {
        'lank.md',
        'lank.svg',
        'aktiv.svg',
    }


def test_what_stands_in_a_message_is_text(mini_site: Path) -> None:
    bad = case_text('Ett dåligt fall').replace('stage: finished', 'stage: <img src=x onerror=alert(1)>')
    (mini_site / WHERE).write_text(bad, 'utf-8')
    built = build_site(mini_site, s3_preview=True)
    for name in (WHERE.removesuffix('.md'), 'fel'):
        assert built.page(name).all('.s3-faults img') == []
        assert any('<img src=x' in shown for shown in boxes(built.out, name))


# -- again and again ------------------------------------------------------------------------------


@pytest.fixture
def preview(mini_site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[Preview]:
    made = Preview(mini_site, tmp_path / 'preview', NAMES)
    assert made.build().failure == ''
    yield made
    made.close()


def shown(preview: Preview, docname: str) -> str:
    return (preview.site / f'{docname}.html').read_text('utf-8')


def not_as_fresh(preview: Preview) -> list[str]:
    """The files that differ from those of a fresh preview."""
    # in a process of its own: two Sphinx in one would share what docutils knows
    forked(lambda: build('preview', preview.root, preview.root / '_build'))
    differ = differing(contents(preview.site), contents(preview.root / '_build' / 'preview'))
    shutil.rmtree(preview.root / '_build')
    # files for the next build, and images of pages that are gone
    return [path for path in differ if not path.startswith(('.', '_images/'))]


class Looking:
    """Somebody who has *pages* open, and who saves again after *patience* pages that nobody waits for."""

    def __init__(self, preview: Preview, *pages: str, not_open: Sequence[str] = (), patience: int = 99) -> None:
        self._preview = preview
        self._pages = set(pages)
        self._patience = patience
        self._looked_at = (CASE, *pages, *not_open)
        #: what lay in the folder when the first pages were shown, by docname
        self.seen: dict[str, str] = {}
        self.new: set[str] = set()
        self.images: list[str] = []

    def build(self, *changed: str) -> Built:
        viewers = Viewers(wanted=lambda: self._pages, show=self._show, is_overtaken=self._is_overtaken)
        return self._preview.build([f'{docname}.md' for docname in changed], viewers)

    def _show(self, pages: Set[str]) -> None:
        self.new |= pages
        self.images = sorted(file.name for file in self._preview.site.glob('_images/*'))
        self.seen = {docname: shown(self._preview, docname) for docname in self._looked_at}

    def _is_overtaken(self) -> bool:
        self._patience -= 1
        return self._patience < 0


def test_what_is_saved_is_shown(preview: Preview) -> None:
    for number in range(3):
        file = preview.root / f'{CASE}.md'
        file.write_text(f'{file.read_text("utf-8")}\nTillägg {number}.\n', 'utf-8')
        assert not preview.build([f'{CASE}.md']).failure
        assert f'Tillägg {number}.' in shown(preview, CASE)


def test_after_any_changes_all_is_as_in_a_fresh_preview(preview: Preview, edit: Edit) -> None:
    """A fault comes, another page changes, the fault goes; a page goes, and comes back."""
    case, other = preview.root / f'{CASE}.md', preview.root / f'{OTHER}.md'
    kept = other.read_text('utf-8')
    steps: list[Callable[[], object]] = [
        lambda: edit(case, 'stage: finished', 'stage: finishd'),
        lambda: other.write_text(f'{kept}\nSe [](#ett-fall).\n', 'utf-8'),
        lambda: edit(case, 'stage: finishd', 'stage: running'),
        case.unlink,
        lambda: case.write_text(case_text('Ett fall'), 'utf-8'),
        lambda: other.write_text(kept, 'utf-8'),
    ]
    for number, step in enumerate(steps):
        step()
        assert not preview.build([f'{CASE}.md', f'{OTHER}.md']).failure
        assert not_as_fresh(preview) == [], number


def test_the_saved_page_and_the_open_ones_are_written_before_the_others(preview: Preview, edit: Edit) -> None:
    drawing = preview.root / 'cases/alfa/bild.svg'
    drawing.write_text(DRAWING, 'utf-8')
    edit(preview.root / f'{CASE}.md', '# Ett fall\n', '# Nytt namn\n\n![En trekant](bild.svg)\n')
    looking = Looking(preview, THEME, 'docs/glossary', not_open=[PILOT])
    assert not looking.build(CASE).failure
    # the glossary is as it was
    assert looking.new == {CASE, THEME}
    assert 'Nytt namn' in looking.seen[CASE]
    assert [image for image in looking.images if image in looking.seen[CASE]]
    assert 'Nytt namn' in looking.seen[THEME]
    assert 'Ett fall' in looking.seen[PILOT]
    assert 'Nytt namn' not in looking.seen[PILOT]
    assert 'Nytt namn' in shown(preview, PILOT)
    assert not_as_fresh(preview) == []


@pytest.mark.parametrize('patience', [0, 2])
def test_a_save_while_the_others_are_written_comes_before_them(preview: Preview, edit: Edit, patience: int) -> None:
    """The second save undoes the first: pages that were written between must be written again."""
    case = preview.root / f'{CASE}.md'
    edit(case, '# Ett fall', '# Nytt namn')
    edit(case, 'stage: finished', 'stage: finishd')
    assert Looking(preview, patience=patience).build(CASE).is_overtaken
    assert 'Nytt namn' in shown(preview, CASE)
    edit(case, '# Nytt namn', '# Ett fall')
    edit(case, 'stage: finishd', 'stage: finished')
    assert Looking(preview, patience=patience).build(CASE).is_overtaken
    assert not preview.build().failure
    assert not_as_fresh(preview) == []


def test_a_page_that_goes_while_the_others_are_written_is_gone(preview: Preview, edit: Edit) -> None:
    edit(preview.root / f'{CASE}.md', '# Ett fall', '# Nytt namn')
    assert Looking(preview, patience=0).build(CASE).is_overtaken
    (preview.root / f'{OTHER}.md').unlink()
    assert Looking(preview, patience=0).build(OTHER).is_overtaken
    assert not preview.build().failure
    assert not (preview.site / f'{OTHER}.html').exists()
    assert not_as_fresh(preview) == []


def test_a_page_that_is_renamed_while_the_others_are_written_has_moved(preview: Preview) -> None:
    """Even if it has come, or got its name, in a build that is overtaken."""
    names = [f'cases/alfa/{name}' for name in ('nytt', 'nyare', 'nyast')]
    files = [preview.root / f'{name}.md' for name in names]
    files[0].write_text(case_text('Ett nytt fall'), 'utf-8')
    assert Looking(preview, patience=0).build(names[0]).is_overtaken
    files[0].rename(files[1])
    built = Looking(preview, patience=0).build(*names[:2])
    assert (built.is_overtaken, built.moved) == (True, ((names[0], names[1]),))
    files[1].rename(files[2])
    assert preview.build([f'{name}.md' for name in names[1:]]).moved == ((names[1], names[2]),)


@pytest.mark.skipif(not Path('/dev/full').exists(), reason='needs a device that is full')
def test_a_fault_after_the_first_pages_is_reported_and_nothing_is_forgotten(preview: Preview, edit: Edit) -> None:
    edit(preview.root / f'{CASE}.md', '# Ett fall', '# Nytt namn')
    pilot = preview.site / f'{PILOT}.html'
    pilot.unlink()
    pilot.symlink_to('/dev/full')
    looking = Looking(preview)
    failure = looking.build(CASE).failure
    assert 'Nytt namn' in looking.seen[CASE]
    assert 'full' in failure
    assert 'Traceback' not in failure
    pilot.unlink()
    edit(preview.root / f'{CASE}.md', '# Nytt namn', '# Ett fall')
    assert not Looking(preview).build(CASE).failure
    assert not_as_fresh(preview) == []


def test_no_other_file_takes_the_place_of_a_picture(preview: Preview) -> None:
    """Sphinx looks for a file whose name has the language in it."""
    folder, case = preview.root / 'cases/alfa', preview.root / f'{CASE}.md'
    (folder / 'bild.svg').write_text(DRAWING, 'utf-8')
    case.write_text(case_text('Ett fall', body='![En trekant](bild.svg)'), 'utf-8')
    assert not preview.build([f'{CASE}.md', 'cases/alfa/bild.svg']).failure
    before = shown(preview, CASE)
    assert '_images/bild-' in before
    (folder / 'bild.sv.svg').write_text(DRAWING.replace('h9', 'h5'), 'utf-8')
    assert not preview.build(['cases/alfa/bild.sv.svg']).failure
    assert shown(preview, CASE) == before
    assert not_as_fresh(preview) == []
    assert 'cases/alfa/bild.sv.svg' in boxes(preview.site, 'fel')[0]


def test_a_failure_says_why_and_the_pages_stay(preview: Preview) -> None:
    lists = preview.root / 'docs' / 'vocabulary.yaml'
    kept, before = lists.read_text('utf-8'), shown(preview, CASE)
    lists.write_text(f'{kept}\nnej: [\n', 'utf-8')
    assert 'docs/vocabulary.yaml' in preview.build(['docs/vocabulary.yaml']).failure
    assert shown(preview, CASE) == before
    lists.write_text(kept, 'utf-8')
    assert not preview.build(['docs/vocabulary.yaml']).failure


def test_a_view_of_the_site_that_fails_is_named(preview: Preview, edit: Edit) -> None:
    view = "import s3ext\n\n\ndef fails(options, site):\n    raise ValueError('slut')\n\n\n"
    (preview.root / 'egna_vyer.py').write_text(f"{view}VIEWS = {{'egen': s3ext.View(build=fails)}}\n", 'utf-8')
    conf = preview.root / 'conf.py'
    conf.write_text(conf.read_text('utf-8') + "s3_views = ['egna_vyer']\n", 'utf-8')
    edit(preview.root / f'{CASE}.md', '# Ett fall', '# Ett fall\n\n:::{egen}\n:::\n')
    preview.close()
    failure = preview.build(['conf.py', f'{CASE}.md']).failure
    assert failure == TEXTS['own_view_failed'].format(view='egen: ValueError: slut')


def test_settings_that_do_not_run_are_reported_without_a_traceback(preview: Preview) -> None:
    conf = preview.root / 'conf.py'
    conf.write_text(conf.read_text('utf-8') + '1 / 0\n', 'utf-8')
    preview.close()
    failure = preview.build(['conf.py']).failure
    assert 'ZeroDivisionError' in failure
    assert 'Traceback' not in failure
