"""What may stand in a page's body: everything on the lists passes, and nothing else, with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.options import options_to_items

from s3ext.core.gate import allowed
from s3ext.core.page import frontmatter
from s3ext.core.page.body import read_body
from s3ext.core.page.directive_text import split_directive
from s3ext.core.page.markdown import DISABLED, EXTENSIONS, extend, markdown
from s3ext.core.page.positions import with_positions
from s3ext.core.page.source import Source
from s3ext.core.problems import Problem, ProblemCode
from tests.gatekit import gate_problems, gate_problems_of
from tests.kinds import PERMITTED
from tests.library import LIBRARY

ROOT = Path(__file__).parents[2]
FILES = sorted(LIBRARY.rglob('*.md'))
PAGE = 'cases/alfa/fall.md'
INDEX = 'docs/themes/index.md'
C = ProblemCode

GOOD = """
# Rubrik med *kursiv*, **fetstil** och `kod`

Ett stycke med [länk](#id), [sida](../../docs/themes/energi.md), [rubrik](annat.md#del), <https://example.org/a?b=c>
och [brev](mailto:utgivare@example.org?subject=Nytt%20fall).[^rapport][^1] [Växeln](tel:+46-8-00),
https://example.org/a. www.example.org, ~~struket~~,
[mappen](../../docs/themes/#del), [grannen](./annat.md)
Mindre än: 3 < 4, FoU < 3 % och Q&A. {s3:theme}`energi`,
{s3:case}`ord <fall>`, CO{sub}`2` och {abbr}`S3 (smart specialisering)`.

- punkt
  1. ett

- [ ] att göra
- [x] klart

> [!CAUTION]
> Se upp.

> citat

term
: förklaring

| a | b |
| - | - |
| 1<br>och 1 | 2 |

% en kommentar

<!-- en till -->

> <!-- och
> en -->

## Rubrik {#egen-plats}

(mal)=

![En karta](bilder/karta.png)

:::{figure} bilder/karta.png
:alt: En karta
:width: 61%

Bildtext med [länk](#id).
:::

:::{note}
En ruta med :::{tip} i texten.
:::

::::{admonition} Egen *rubrik*
:::{tip} Först på raden
och mer.
:::
::::

:::{records} case
:theme: this
:filter: "stage = finished"
:::

```
[^inte] <script>alert</script> {include}`x` [x](javascript:y)
```

```mermaid
graph TD
```

~~~markdown
:::{include} /etc/hostname
:::
~~~

    <iframe src="x">
"""


def check(text: str, path: str = PAGE) -> list[Problem]:
    return gate_problems(text, path)


def codes(text: str, path: str = PAGE) -> list[tuple[int, str]]:
    return [(problem.line, problem.code.value) for problem in check(text, path)]


def test_what_is_allowed_passes() -> None:
    assert check(GOOD) == []


def test_a_whole_library_passes() -> None:
    for file in FILES:
        path = file.relative_to(LIBRARY).as_posix()
        page, _ = frontmatter.split(Source.of_file(path, file.read_text('utf-8')))
        assert gate_problems_of(page, path) == []


#: text of a page, the place of the only fault in it, and its code
FAULTS: list[tuple[str, int, int, ProblemCode]] = [
    # directives that are not listed, at any depth and in any writing
    (':::{include} annan.md\n:::', 1, 4, C.UNKNOWN_DIRECTIVE),
    ('```{literalinclude} annan.md\n```', 1, 4, C.UNKNOWN_DIRECTIVE),
    ('~~~{raw} html\nx\n~~~', 1, 4, C.UNKNOWN_DIRECTIVE),
    ('```{eval-rst}\nx\n```', 1, 4, C.UNKNOWN_DIRECTIVE),
    ('``` {csv-table} rubrik\n```', 1, 5, C.UNKNOWN_DIRECTIVE),
    ('```{code-block} python\n```', 1, 4, C.UNKNOWN_DIRECTIVE),
    ('```{math}\nx\n```', 1, 4, C.UNKNOWN_DIRECTIVE),
    (':::{meta}\n:::', 1, 4, C.UNKNOWN_DIRECTIVE),
    (':::{nott}\nx\n:::', 1, 4, C.UNKNOWN_DIRECTIVE),
    (':::klass\nx\n:::', 1, 4, C.UNKNOWN_DIRECTIVE),
    ('- punkt\n\n  > :::{include} annan.md\n  > :::', 3, 8, C.UNKNOWN_DIRECTIVE),
    ('::::{note}\n\n:::{include} annan.md\n:::\n::::', 3, 4, C.UNKNOWN_DIRECTIVE),
    ('::::{note}\n:::{include} annan.md\n:::\n::::', 2, 4, C.UNKNOWN_DIRECTIVE),
    (':::{toctree}\nannan\n:::', 1, 4, C.UNKNOWN_DIRECTIVE),
    # what directives take
    (':::{note}\n:class: x\n\ntext\n:::', 2, 2, C.BAD_DIRECTIVE),
    (':::{records} case theme\n:::', 1, 14, C.BAD_DIRECTIVE),
    (':::{reviews}\n:filter: x\n:::', 2, 1, C.BAD_DIRECTIVE),
    (':::{records} case\n:them: this\n:::', 2, 2, C.BAD_DIRECTIVE),
    (':::{records} case\n---\ntheme: this\n---\n:::', 2, 1, C.BAD_DIRECTIVE),
    (':::{records} case\n:theme: |\n:::', 2, 1, C.BAD_DIRECTIVE),
    (':::{records} case\n:theme: a\n:theme: b\n:::', 3, 1, C.BAD_DIRECTIVE),
    (f':::{{records}} case\n:filter: {"a" * 301}\n:::', 2, 10, C.BAD_DIRECTIVE),
    (':::{records} case\ntext\n:::', 2, 1, C.BAD_DIRECTIVE),
    (':::{results}\n\n\ntext\n:::', 4, 1, C.BAD_DIRECTIVE),
    (':::{results} text\n:::', 1, 14, C.BAD_DIRECTIVE),
    (':::{admonition}\ntext\n:::', 1, 5, C.BAD_DIRECTIVE),
    (':::{figure} a.png\n:width: 0%\n:::', 2, 9, C.BAD_DIRECTIVE),
    (':::{figure} a.png\n:width: 101%\n:::', 2, 9, C.BAD_DIRECTIVE),
    (':::{figure} a.png\n:width: 33.3%\n:::', 2, 9, C.BAD_DIRECTIVE),
    (':::{figure} a.png\n:target: https://example.org\n:::', 2, 2, C.BAD_DIRECTIVE),
    # roles
    ('Se {raw}`x`.', 1, 4, C.UNKNOWN_ROLE),
    ('Se\n{download}`x`.', 2, 1, C.UNKNOWN_ROLE),
    ('Se {eval}`x`.', 1, 4, C.UNKNOWN_ROLE),
    ('# Om {math}`x`', 1, 6, C.UNKNOWN_ROLE),
    ('| a |\n| - |\n| {raw}`x` |', 3, 3, C.UNKNOWN_ROLE),
    (f'{{abbr}}`{"a" * 201}`', 1, 1, C.TOO_MUCH),
    (f'{{ours}}`{"a" * 601}`', 1, 1, C.TOO_MUCH),
    (':::{unknown}\n:::', 1, 4, C.BAD_DIRECTIVE),
    # targets
    ('[x](ftp://example.org/)', 1, 5, C.BAD_LINK),
    ('[x](path:annan.txt)', 1, 5, C.BAD_LINK),
    ('[x](project:annan.md)', 1, 5, C.BAD_LINK),
    ('[x](inv:#a)', 1, 5, C.BAD_LINK),
    ('[x](annan.txt)', 1, 5, C.BAD_LINK),
    ('[x](../../conf.py)', 1, 5, C.BAD_LINK),
    ('[x](../../README.md)', 1, 5, C.BAD_LINK),
    ('[x](../../../docs/index.md)', 1, 5, C.BAD_LINK),
    ('[x](//example.org/)', 1, 5, C.BAD_LINK),
    ('[x](https://example.org@example.com/)', 1, 5, C.BAD_LINK),
    ('[x](https://)', 1, 5, C.BAD_LINK),
    ('<sms:123>', 1, 2, C.BAD_LINK),
    ('[x](tel:07-ring)', 1, 5, C.BAD_LINK),
    ('[x](mailto:a@example.org?subject=a%0Abcc:b)', 1, 5, C.BAD_LINK),
    ('[x](mailto:a@example.org?bcc=b@example.org)', 1, 5, C.BAD_LINK),
    ('[x][a]\n\n[a]: path:annan.txt', 3, 6, C.BAD_LINK),
    (':::{note}\n[x][a]\n:::\n\n[a]: path:annan.txt', 5, 6, C.BAD_LINK),
    ('::::{admonition} [x](path:a.txt)\ntext\n::::', 1, 22, C.BAD_LINK),
    ('(Mål)=\n', 1, 2, C.BAD_LINK),
    # pictures
    ('![x](https://example.org/a.png)', 1, 6, C.BAD_IMAGE),
    ('![x](data:image/png;base64,AA)', 1, 6, C.BAD_IMAGE),
    ('![x](../../../a.png)', 1, 6, C.BAD_IMAGE),
    ('![x](../../s3ext/web/static/favicon.svg)', 1, 6, C.BAD_IMAGE),
    ('![x](*.png)', 1, 6, C.BAD_IMAGE),
    ('[![x](//example.org/a.png)](#id)', 1, 7, C.BAD_IMAGE),
    (':::{image} https://example.org/a.png\n:::', 1, 12, C.BAD_IMAGE),
    (':::{figure} ../../../a.png\n:::', 1, 13, C.BAD_IMAGE),
    # HTML, and what the site does not use
    ('# Rad<br>rad', 1, 6, C.RAW_HTML),
    ('Text\n\n<div class="x">text', 3, 1, C.RAW_HTML),
    ('<!-- kommentar', 1, 1, C.RAW_HTML),
    ('<!-- kommentar --> och text', 1, 1, C.RAW_HTML),
    ('+++\n', 1, 1, C.UNKNOWN_MARKUP),
    # sizes
    ('a' * 5_001, 1, 1, C.TOO_MUCH),
    ('ord\n' * 10_001, 1, 1, C.TOO_MUCH),
    ('```\n' + 'ord ord\n' * 2_600 + '```', 1, 1, C.TOO_MUCH),
    ('|a|b|\n|-|-|\n' + '|c|d|\n' * 500, 502, 1, C.TOO_MUCH),
    (''.join(f'{":" * (9 - n)}{{note}}\n' for n in range(5)), 5, 1, C.TOO_MUCH),
]


@pytest.mark.parametrize(('text', 'line', 'column', 'code'), FAULTS)
def test_anything_else_is_refused_in_its_place(text: str, line: int, column: int, code: ProblemCode) -> None:
    found = check(text)
    assert [(problem.line, problem.column, problem.code) for problem in found] == [(line, column, code)]


def test_every_fault_of_a_body_is_reported_in_one_run() -> None:
    text = 'Se {raw}`x`.\n\n:::{include} a\n:::\n\n[x](path:y) <u>fet</u>\n'
    assert codes(text) == [(1, 'unknown-role'), (3, 'unknown-directive'), (6, 'bad-link'), (6, 'raw-html')]


def test_index_pages_may_lead_to_others() -> None:
    text = ':::{toctree}\n:maxdepth: 1\n\nenergi\n../methods/index\n:::\n'
    assert check(text, INDEX) == []
    assert codes(text.replace('energi', 'https://example.org'), INDEX) == [(4, 'bad-directive')]
    cards = (
        '::::{grid} 1 2 3 3\n:gutter: 3\n\n:::{grid-item-card} Tema\n:link: docs/x\n:link-type: doc\nText.\n:::\n::::\n'
    )
    assert check(cards, 'index.md') == []
    assert codes(cards.replace('docs/x', 'javascript:x'), 'index.md') == [(5, 'bad-directive')]


def test_the_nearest_name_is_suggested() -> None:
    (problem,) = check(':::{recrds} case\n:::')
    assert dict(problem.details)['nearest'] == 'records'


# -- the same text means the same to the gate and to MyST ------------------------------------------


def myst(text: str) -> list[Token]:
    """What MyST makes of *text* with the handbook's settings."""
    config = MdParserConfig(enable_extensions=set(EXTENSIONS), disable_syntax=list(DISABLED))
    return with_positions(extend(create_md_parser(config, RendererHTML))).parse(text)


def test_our_parser_gives_the_tokens_of_myst() -> None:
    texts = [GOOD, *(text for text, *_ in FAULTS), *(file.read_text('utf-8') for file in FILES[::10])]
    for text in texts:
        assert markdown().parse(text) == myst(text)


def test_the_settings_are_those_of_the_handbook() -> None:
    conf = (ROOT / 'conf.py').read_text('utf-8')
    assert f'myst_enable_extensions = {list(EXTENSIONS)!r}' in conf
    assert f'myst_disable_syntax = {list(DISABLED)!r}' in conf


@pytest.mark.parametrize(
    'block',
    [
        ':a: b\n:c: d e',
        ':a: "b: c"',
        ":a: 'b # c'",
        ':a:',
        ':a: b  ',
        '  :a: b',
        ':a-b: [c]',
        ':a: b: c',
        ':a: -',
        ':a: b#c',
        ':a: http://x',
        ':a: å',
        ':a: {b}',
        ':a: b "c"',
    ],
)
def test_options_are_read_as_myst_reads_them(block: str) -> None:
    text = split_directive(f'{block}\n\nInnehåll.\n', has_options=True)
    assert text.unreadable is None
    expected, state = options_to_items('\n'.join(line.lstrip()[1:] for line in block.split('\n')))
    assert [(name, value) for name, value, _ in text.options] == expected
    assert not state.has_comments
    assert (text.body, text.body_line) == (('Innehåll.',), block.count('\n') + 3)


@pytest.mark.parametrize('more', [0, 1])
def test_a_page_shows_a_bounded_number_of_lists(more: int) -> None:
    views = ':::{matrix} case\n:rows: theme\n:columns: region\n:::\n\n' * (allowed.MAX_VIEWS + more)
    body = read_body(Source.of_file('docs/a.md', f'# Rubrik\n\n{views}'), markdown(), PERMITTED)
    found = [dict(problem.details)['cause'] for problem in body.problems if problem.code is ProblemCode.TOO_MUCH]
    assert found == ['limit_views'] * more


@pytest.mark.parametrize(
    'lines',
    [
        lambda depth: ['> ' * depth + 'Ord'],
        lambda depth: [f'{"  " * level}- Ord {level}' for level in range((depth + 1) // 2)],
    ],
    ids=['quotation', 'list'],
)
def test_blocks_so_deep_that_the_parser_drops_them_are_a_fault(lines: Callable[[int], list[str]]) -> None:
    parser = markdown()
    assert parser.options['maxNesting'] == allowed.MAX_BLOCK_DEPTH
    for depth in (allowed.MAX_BLOCK_DEPTH - 1, allowed.MAX_BLOCK_DEPTH, allowed.MAX_BLOCK_DEPTH + 9):
        text = lines(depth)
        is_lost = text[-1].strip(' >-') not in parser.render('\n'.join(text))
        found = read_body(Source.of_file('docs/a.md', '# Rubrik\n\n' + '\n'.join(text)), markdown(), PERMITTED).problems
        causes = [dict(problem.details)['cause'] for problem in found if problem.code is ProblemCode.TOO_MUCH]
        assert causes == ['limit_nested'] * is_lost, depth


# -- the page for contributors ------------------------------------------------------------------------


def test_the_lists_are_documented() -> None:
    text = (ROOT / 'docs' / 'contribute' / 'tillatet.md').read_text('utf-8')
    words = set(re.findall(r'`([a-z0-9:-]+)`', text))
    assert words >= {
        *allowed.DIRECTIVES,
        *allowed.INDEX_DIRECTIVES,
        *allowed.ROLES,
        *allowed.SPOKEN,
        *allowed.kind_directives(PERMITTED.kinds),
    }
    languages = re.search(r'skriva språket: ([^.]+)\.', text)
    assert languages
    assert set(re.findall(r'[a-z]+', languages[1])) - {'eller'} == set(allowed.LANGUAGES.values())
    assert all(f'`<{tag}>`' in text for tag in allowed.CONTAINERS)
    assert {kind for tag, kind in allowed.FORMATS.items() if f'`<{tag}>`' in text} == {*allowed.FORMATS.values()}
    for limit in (allowed.MAX_CHARACTERS, allowed.MAX_LINE, allowed.MAX_CODE, allowed.MAX_CELLS, allowed.MAX_VIEWS):
        assert re.search(rf'\b{limit:,}\b'.replace(',', ' '), text), limit
