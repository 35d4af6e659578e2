"""Check and build know the same: what one refuses the other refuses in the same place, and what passes builds clean."""

from __future__ import annotations

import json
import shutil
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest

from s3ext.core.page.markdown import DISABLED, EXTENSIONS
from tests.corpus import pages
from tests.site.sitekit import Built, build_clean, build_site, copy_mini, run

HERE = Path(__file__).parent
CONF = f"""
extensions = ['myst_parser', 'sphinx_design', 's3ext']
myst_enable_extensions = {list(EXTENSIONS)!r}
myst_disable_syntax = {list(DISABLED)!r}
"""
Faults = set[tuple[str, str, int, int]]
Texts = list[tuple[str, str]]
#: sites that the faulty pages are divided among, so that none has more faults than are written out
SITES = 4


def corpus(root: Path, texts: Iterable[tuple[str, str]], cases: Iterable[tuple[str, str]], written: Path) -> Path:
    """A small site with *texts* as plain pages, *cases*, and the files of the folder *written*, at their paths."""
    copy_mini(root)
    with (root / 'conf.py').open('a', encoding='utf-8') as file:
        file.write(CONF)
    about = root / 'docs' / 'about'
    about.mkdir()
    (about / 'bild.png').write_bytes(_picture())
    names = []
    for name, text in texts:
        (about / f'{name}.md').write_text(text, 'utf-8')
        names.append(name)
    for name, text in cases:
        (root / 'cases' / 'alfa' / f'{name}.md').write_text(text, 'utf-8')
    shutil.copytree(written, root, dirs_exist_ok=True)
    names += [file.stem for file in (written / 'docs' / 'about').glob('*.md') if file.stem not in names]
    (about / 'index.md').write_text('# Om\n\n```{toctree}\n' + '\n'.join(names) + '\n```\n', 'utf-8')
    front = root / 'index.md'
    front.write_text(front.read_text('utf-8').replace('docs/themes/index\n', 'docs/about/index\ndocs/themes/index\n'))
    return root


def _picture() -> bytes:
    """A picture of one grey point (PNG, ISO/IEC 15948)."""
    parts = [
        (b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 0, 0, 0, 0)),
        (b'IDAT', zlib.compress(b'\0\x80')),
        (b'IEND', b''),
    ]
    chunks = (
        struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data)) for name, data in parts
    )
    return b'\x89PNG\r\n\x1a\n' + b''.join(chunks)


def checked(root: Path, severity: str = 'error') -> Faults:
    done = run('-m', 's3ext', 'check', '--format', 'json', cwd=root)
    assert not done.stderr.startswith('Traceback')
    report = json.loads(done.stdout)
    found = report['problems']
    assert 'left_out' not in report, 'more faults than are written out'
    return {
        (fault['path'], fault['code'], fault['line'], fault['column'])
        for fault in found
        if fault['severity'] == severity
    }


def reported(built: Built) -> Faults:
    """What a build reports; nothing else may stand among its warnings."""
    lines = [line for line in built.warnings.split('\n') if line]
    assert len(lines) == len(built.faults), [line for line in lines if '[s3.' not in line]
    return {(path, code, line, column) for path, line, column, code in built.faults}


@pytest.fixture(scope='module', params=range(SITES))
def faulty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of faulty pages: one part of them."""
    texts, cases = _part(request.param)
    return corpus(tmp_path_factory.mktemp('faulty') / 'site', texts, cases, HERE / 'faulty')


def _part(number: int) -> tuple[Texts, Texts]:
    """The plain pages and the cases of the site *number*."""
    texts = [*pages.made(pages.FAULTY), *pages.several()]
    return texts[number::SITES], [*pages.spoilt()][number::SITES]


@pytest.fixture(scope='module')
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of right pages, odd ones among them."""
    return corpus(
        tmp_path_factory.mktemp('right') / 'site',
        [*pages.made(pages.RIGHT), *pages.made(pages.NOTED)],
        (),
        HERE / 'right',
    )


def test_check_finds_what_the_build_finds(faulty: Path) -> None:
    found = checked(faulty)
    assert len({path for path, *_ in found}) >= 50
    for builder in ('html', 'typstpdf'):
        built = build_site(faulty, builder)
        assert reported(built) == found, builder
        assert built.error.startswith('S3: ')


def test_every_faulty_page_has_a_fault(faulty: Path, request: pytest.FixtureRequest) -> None:
    paths = {path for path, *_ in checked(faulty)}
    texts, cases = _part(request.node.callspec.params['faulty'])
    names = {f'docs/about/{name}.md' for name, _ in texts} | {f'cases/alfa/{name}.md' for name, _ in cases}
    assert names - paths == set()


def test_what_check_passes_builds_without_a_word(right: Path) -> None:
    assert checked(right) == set()
    noted = {path for path, code, *_ in checked(right, 'note') if code == 'leftover'}
    assert noted == {f'docs/about/{name}.md' for name, _ in pages.made(pages.NOTED)}
    for builder in ('html', 'typstpdf'):
        build_clean(right, builder)


def test_what_no_check_foresees_is_a_fault_with_its_place_in_our_words(tmp_path: Path) -> None:
    root = corpus(tmp_path / 'site', [('sida', '# Sida\n\nOrd.\n')], (), HERE / 'right')
    extension = (
        "def setup(app):\n    app.connect('doctree-read', lambda app, tree: tree.reporter.warning('Odd', line=3))\n"
    )
    (root / 'odd.py').write_text(extension, 'utf-8')
    conf = root / 'conf.py'
    more = '\nimport sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parent))\n'
    more += "extensions += ['odd']\n"
    conf.write_text(conf.read_text('utf-8') + more, 'utf-8')
    built = build_site(root)
    assert reported(built)
    assert ('docs/about/sida.md', 'not-built', 3, 1) in reported(built)
    assert 'Odd' not in built.warnings
