"""An officer's pull request, played on a copy of the repository: right additions are green, notes say the rest.

Runs what CI runs for content: ``s3ext check --format github``, and ``pytest tests/content``, which builds the web site.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.library import ROOT
from tests.site.sitekit import run

pytestmark = pytest.mark.slow

#: a word and a name that no list can know
COMPANY, WORD = 'Xyzzqi Kvarnkraft AB', 'återvattningssamverkanslyft'
SUMMARY = f'{COMPANY} och regionen prövade tillsammans ett nytt sätt att dela på vatten mellan byar.'
SOURCE = ('--publisher', COMPANY, '--source-title', 'Rapport om vatten', '--url', 'https://www.example.org/rapport')
SECOND = '  - {id: bilaga, publisher: Xyzzqi, title: Bilaga till rapporten, url: "https://www.example.org/bilaga"}\n'
BODY = f"""# Delat vatten

## Vad var frågan?

Byarna hade olika mycket vatten.[^xyzzqi-kvarnkraft-ab] De ville dela på det.[^bilaga]

## Vad gjordes, och av vem?

{COMPANY} byggde en ledning, och regionen betalade hälften.[^bilaga] Arbetet kallades {WORD}.[^bilaga]
Läs om [](#nytt-tema) och [piloten](#ny-pilot).

## Vad kom ut av det?

Alla byar har vatten.[^xyzzqi-kvarnkraft-ab]

## Vad var svårt?

Det tog tid att komma överens.[^bilaga]

## Vad kan du ta med dig?

Börja med att mäta.[^bilaga]
"""
THEME = """---
summary: Temat samlar det som rör delat vatten, och finns för att prova ett nytt tema.
label_en: Shared water
aliases: {sv: [delat vatten], en: [shared water], short: []}
reviewed_on: 2026-01-01
---

# Ett nytt tema

Hit hör arbeten om vatten.

## Fall

:::{records} case
:theme: this
:::
"""


@pytest.fixture(scope='module')
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the files that are, or could be, in version control."""
    listed = subprocess.run(
        ['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
        cwd=ROOT, capture_output=True, encoding='utf-8', check=False,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip('Handboken ligger inte i Git här.')
    target = tmp_path_factory.mktemp('copy')
    for name in filter(None, listed.stdout.split('\0')):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    return target


def s3ext(repository: Path, *command: str) -> tuple[int, str]:
    done = run('-m', 's3ext', *command, cwd=repository, path=repository)
    return done.returncode, done.stdout + done.stderr


def first_id(folder: Path) -> str:
    return min(file.stem for file in folder.glob('*.md') if file.stem != 'index')


def mentions(repository: Path, record_id: str) -> list[Path]:
    """The pages that name a record."""
    name = re.compile(rf'(?<![\w-]){re.escape(record_id)}(?![\w-])')
    files = [repository / 'index.md', *(repository / 'docs').rglob('*.md'), *(repository / 'cases').rglob('*.md')]
    return [file for file in files if file.stem != record_id and name.search(file.read_text('utf-8'))]


@pytest.fixture(scope='module')
def contribution(repository: Path) -> Path:
    """The copy with a new theme, pilot and case, and a new term of a closed list; gives the file of the case."""
    (repository / 'docs' / 'themes' / 'nytt-tema.md').write_text(THEME, 'utf-8')
    vocabulary = repository / 'docs' / 'vocabulary.yaml'
    text = re.sub(
        r'^(audience:.*\n)',
        r'\1  - {id: ny-grupp, sv: Ny grupp, en: New group}\n',
        vocabulary.read_text('utf-8'),
        flags=re.M,
    )
    vocabulary.write_text(text, 'utf-8')
    region = first_id(repository / 'docs' / 'regions')
    of_region = ('--regions', region, '--written-by', region)
    process = re.findall(r'^process:.*\n\s+- \{?id: ([\w-]+)', text, re.M)[0]
    code, output = s3ext(
        repository, 'new', 'pilot', '--title', 'Ny pilot', '--summary', SUMMARY, '--kind', 'peer-review', '--level',
        'within_region', '--from', '2024', '--stage', 'running', *of_region, '--themes', 'nytt-tema', *SOURCE,
    )  # fmt: skip
    assert code == 0, output
    code, output = s3ext(
        repository, 'new', 'case', '--title', 'Delat vatten', '--summary', SUMMARY, *of_region, '--themes', 'nytt-tema',
        '--process', process, '--from', '2024', '--stage', 'running', '--s3-link', 'redaktionell', *SOURCE,
    )  # fmt: skip
    assert code == 0, output
    pilot, case = repository / 'docs/pilots/ny-pilot.md', repository / f'cases/{region}/delat-vatten.md'
    write_body(pilot, '# Ny pilot\n\nPiloten prövar delat vatten.[^xyzzqi-kvarnkraft-ab]\n')
    write_body(case, BODY, SECOND)
    return case


def write_body(file: Path, body: str, sources: str = '') -> None:
    """Put *body* in the place of the skeleton's, and more *sources* below those that are there."""
    header = file.read_text('utf-8').split('\n---\n')[0]
    if sources:
        first = re.search(r'^sources:\n((?:  .*\n)+)', header, re.M)
        assert first
        header = header[: first.end()] + sources + header[first.end() :]
    file.write_text(f'{header}\n---\n\n{body}', 'utf-8')


def names_related(page: Path, case: str) -> bool:
    """Whether the header of *page* names *case* as related, in a list of either form."""
    header = yaml.load(page.read_text('utf-8').split('\n---\n')[0], yaml.CBaseLoader)
    return isinstance(header, dict) and case in header.get('related', [])


@pytest.fixture
def referred_to(repository: Path, contribution: Path) -> Iterator[tuple[str, list[Path]]]:
    """Take away a case that headers of other cases name, for the time of a test: its id, and the pages."""
    for file in sorted((repository / 'cases').rglob('*.md')):
        named = [page for page in mentions(repository, file.stem) if names_related(page, file.stem)]
        if named:
            text = file.read_text('utf-8')
            file.unlink()
            yield file.stem, named
            file.write_text(text, 'utf-8')
            return
    pytest.skip('Inget fall nämns av ett annat.')


def test_what_referred_to_a_missing_case_is_reported(repository: Path, referred_to: tuple[str, list[Path]]) -> None:
    case, pages = referred_to
    code, output = s3ext(repository, 'check', '--format', 'github', '--no-notes')
    assert code == 1
    for page in pages:
        assert re.search(
            rf'^::error file={page.relative_to(repository).as_posix()},line=\d+,.*"{case}" finns inte', output, re.M
        ), page


def test_additions_and_a_removal_are_green_and_notes_say_the_rest(repository: Path, contribution: Path) -> None:
    """The notes are in Swedish, with file and line."""
    for file in sorted((repository / 'cases').rglob('*.md')):
        if file != contribution and not mentions(repository, file.stem):
            file.unlink()
            break
    code, output = s3ext(repository, 'check', '--format', 'github')
    assert code == 0, output
    place = contribution.relative_to(repository).as_posix()
    lines = contribution.read_text('utf-8').split('\n')
    word = next(number for number, line in enumerate(lines, 1) if WORD in line)
    name = next(number for number, line in enumerate(lines, 1) if line.startswith('summary: '))
    assert (
        f'::notice file={place},line={name},col=10,title=påpekande[unknown-word]::Ordet "Xyzzqi" finns inte' in output
    )
    column = lines[word - 1].index(WORD) + 1
    assert f'::notice file={place},line={word},col={column},title=påpekande[unknown-word]::Ordet "{WORD}"' in output
    for path in ('docs/themes/nytt-tema.md', 'docs/vocabulary.yaml'):
        assert f'::notice file={path},line=1,col=1,title=påpekande[old-choices]::Formulärens val är äldre' in output
    assert '::error' not in output and '::warning' not in output
    tests = run('-m', 'pytest', '-q', '-n', '0', 'tests/content', cwd=repository, path=repository)
    assert tests.returncode == 0, tests.stdout[-3000:]
    assert ' skipped' not in tests.stdout


#: where the content of the real handbook may be read
READERS = ('tests/content/', 'tests/test_contribution.py')
#: what makes up the content: pages, closed lists, words. The pages that the product writes are its own
CONTENT = re.compile(
    r"""ROOT\s*/\s*['"](?:docs|cases|index\.md)['"](?!\s*/\s*['"](?:contribute|images)['"])|ROOT\.r?glob\("""
    r"""|(?:read_content|check_files|schema_files|write_schema)\(ROOT\b|build\([^)]*\bROOT\b"""
)


def test_no_test_of_the_product_reads_the_content() -> None:
    found = []
    for file in sorted((ROOT / 'tests').rglob('*.py')):
        path = file.relative_to(ROOT).as_posix()
        if not path.startswith(READERS):
            found += [f'{path}: {match[0]}' for match in CONTENT.finditer(file.read_text('utf-8'))]
    assert found == []
