"""A page that goes out as a Word file and comes back says what it said: ``import(export(x)) = x``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from s3ext.__main__ import main
from s3ext.commands.export import page_bytes
from s3ext.commands.import_body import known_sources, with_body
from s3ext.commands.project import Content, check_text, read_content
from s3ext.core.importing.headings import Outline
from s3ext.core.importing.page import page_of
from s3ext.core.importing.word import read_word
from s3ext.core.model.entries import Entry
from s3ext.core.page.source import Source
from s3ext.core.page.validate import read_header
from s3ext.core.schema.guide import load_guide
from tests.round_trip import said

#: whole files are written and read
pytestmark = pytest.mark.slow

CASE = 'cases/alfa/annat-fall.md'


def came_back(root: Path, page: Entry, content: Content) -> str:
    """The source of *page* after it was exported and imported."""
    profile = content.profile
    document = read_word(page_bytes(root, page, content))
    kinds = profile.kinds
    guide = load_guide('sv', profile.texts)
    outline = Outline.of(page.type, guide, kinds) if page.type in kinds.skeletons else Outline()
    made = page_of(document.html, outline, None, known_sources(page.record), document.remarks)
    assert made.sources == () and made.remarks == (), page.path
    return with_body((root / page.path).read_text('utf-8'), made)


def parts(text: str, page: Entry, content: Content) -> tuple[str, str]:
    """The header of *text*, and its body with the header blanked."""
    body = read_header(Source.of_file(page.path, text), content.vocabulary).body.text
    return text[: text.index('\n---\n')], body


def is_same(root: Path, page: Entry, content: Content) -> bool:
    before = parts((root / page.path).read_text('utf-8'), page, content)
    after = parts(came_back(root, page, content), page, content)
    return before[0] == after[0] and said(before[1]) == said(after[1])


def with_header(content: Content, root: Path) -> Iterator[Entry]:
    """The pages that have one."""
    for entry in content.entries:
        if entry.record and (root / entry.path).read_text('utf-8').startswith('---\n'):
            yield entry


def test_every_case_of_the_library_comes_back_as_it_was(sources: Path) -> None:
    """And every sixth of the other pages, of all kinds: a file takes half a second."""
    content = read_content(sources)
    found = list(with_header(content, sources))
    cases = [page for page in found if page.type == 'case']
    assert len(cases) >= 20
    pages = [*cases, *[page for page in found if page.type != 'case'][::6]]
    assert len({page.type for page in pages}) > 6
    assert [page.path for page in pages if not is_same(sources, page, content)] == []
    case = next(page for page in pages if page.type == 'case')
    assert check_text(came_back(sources, case, content), case.path, content) == []


@pytest.mark.parametrize(
    'text',
    [
        '- a\n- b\n  - c\n    - d\n  - e\n\n1. f\n2. g',
        '> Citat\n>\n> i två stycken',
        '| A | B |\n|---|---|\n| x<br>y[^rapport] | **z** |\n|  | 1 \\| 2 |',
        'Rad\\\nnästa rad',
        '**Kort rad**',
        '**En mening.**[^rapport] **[Länk](#ett-fall), och mer.**',
        '*a **b** c* och ***d***',
        '[**fet länk**](https://example.org/a?b=c&d) och <https://example.org/>',
        '[](#ett-fall) {s3:case}`ett-fall` `kod` ~~bort~~ CO{sub}`2` [words]{lang=en} {ours}`vi *tror* det`',
        'Tecken: 5 \\* 3, a_b, \\[x], \\{y}, 1 < 2, &amp;amp; \\`z\\`',
        ':::{note}\nEn ruta.\n\n- med lista\n:::\n\n```python\nx = 1\n\n    y\n```\n\nOrd\n: Förklaring',
        '- [ ] att göra\n- [x] gjort\n\n3. tre\n4. fyra',
        '## Vad gjordes?\n\n### Djupare\n\n#### Djupast\n\n### Sammanfattning\n\nText.',
        '1\\. ingen lista\n\n– inte heller\n\n\\# ingen rubrik',
        'Ord.[^rapport][^rapport] Mer.[^rapport]',
    ],
)
def test_forms_of_text(mini_site: Path, text: str) -> None:
    file = mini_site / CASE
    source = file.read_text('utf-8').replace('Något gjordes.[^rapport]', f'Något gjordes.[^rapport]\n\n{text}\n\n')
    file.write_text(source, 'utf-8')
    content = read_content(mini_site)
    page = next(entry for entry in content.entries if entry.path == CASE)
    before, after = (parts(one, page, content)[1] for one in (source, came_back(mini_site, page, content)))
    assert said(after) == said(before)


def test_by_the_commands_with_what_somebody_wrote(
    mini_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, target = mini_site / CASE, tmp_path / 'ut.docx'
    before = file.read_text('utf-8')
    assert main(['export', '--root', str(mini_site), '--docx', 'annat-fall', '-o', str(target)]) == 0
    document = docx.Document(str(target))
    paragraph = next(p for p in document.paragraphs if p.text.startswith('Något gjordes.'))
    paragraph.insert_paragraph_before('Det här skrev någon i Word.')
    changed = io.BytesIO()
    document.save(changed)
    target.write_bytes(changed.getvalue())
    capsys.readouterr()
    assert main(['import', '--root', str(mini_site), str(target), '--into', CASE]) == 0
    after = file.read_text('utf-8')
    assert after.split('---\n')[1] == before.split('---\n')[1]
    wanted = before.replace('## Vad gjordes?\n\n', '## Vad gjordes?\n\nDet här skrev någon i Word.\n\n')
    content = read_content(mini_site)
    page = next(entry for entry in content.entries if entry.path == CASE)
    assert said(parts(after, page, content)[1]) == said(parts(wanted, page, content)[1])
