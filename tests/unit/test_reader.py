"""What a page says, each thing with its line and column: as MyST's tokens have it, in whatever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.slugs import github_slugify, unique_slug

from s3ext.core.page.anchors import Wanted, slug_of, slugs
from s3ext.core.page.body import read_body
from s3ext.core.page.facts import PageFacts
from s3ext.core.page.markdown import DISABLED, EXTENSIONS, markdown
from s3ext.core.page.positions import with_positions
from s3ext.core.page.source import Source
from s3ext.core.problems import Position
from s3ext.handbook.names import NAMES
from tests.kinds import PERMITTED

ROOT = Path(__file__).parents[2]
PAGE = 'docs/index.md'
#: how a block can stand in others
FRAMES = {
    'alone': '{}',
    'list': '- ett\n- {}',
    'ordered': '10. ett\n11. {}',
    'deep-list': '- a\n\n  1. b\n\n     - {}',
    'quote': '> {}',
    'quote-in-list': '- a\n\n  > > {}',
    'tab-in-list': '-\t{}',
    'directive': ':::{{note}}\n{}\n:::',
    'titled': ':::{{admonition}} Titel\n\n{}\n:::',
    'deep': '::::::{{note}}\n:::::{{tip}}\n::::{{warning}}\n:::{{important}}\n{}\n:::\n::::\n:::::\n::::::',
    'directive-in-list': '- a\n\n  ```{{note}}\n  {}\n  ```',
    'directive-in-quote': '> :::{{note}}\n> > {}\n> :::',
    'figure': ':::{{figure}} bild.png\n:alt: En bild\n\n{}\n:::',
    'definition': 'term\n: {}',
    'note': '[^a]: {}',
}


def facts(text: str) -> PageFacts:
    found = read_body(Source.of_file(PAGE, text), markdown(), PERMITTED).facts
    assert found is not None
    return found


def at(text: str, mark: Position) -> str:
    """What stands in *text* from *mark* on."""
    return text.split('\n')[mark.line - 1][mark.column - 1 :]


def framed(frame: str, line: str) -> str:
    return FRAMES[frame].format(line)


@pytest.mark.parametrize('frame', FRAMES)
@pytest.mark.parametrize('before', ['', 'ord **fet** `kod` \\* &amp; ', '*kursiv* [x](y.md) {abbr}`S3 (s)` '])
def test_everything_has_its_place_in_whatever_it_stands(frame: str, before: str) -> None:
    line = f'{before}xlänk [lord](zlink.md), ![bord](zbild.png)[^znot] {{s3:theme}}`zroll` <https://z.se> xslut'
    text = f'# Rubrik\n\n{framed(frame, line)}\n'
    found = facts(text)
    (link,) = [link for link in found.links if link.target == 'zlink.md']
    assert (at(text, link.mark)[:8], link.words) == ('zlink.md', 'lord')
    (image,) = [image for image in found.images if image.source == 'zbild.png']
    assert (at(text, image.mark)[:9], image.alt) == ('zbild.png', 'bord')
    (note,) = [note for note in found.notes if note.label == 'znot']
    assert at(text, note.mark).startswith('[^znot]')
    (role,) = [role for role in found.roles if role.content == 'zroll']
    assert at(text, role.mark).startswith('{s3:theme}')
    (bare,) = [link for link in found.links if link.target == 'https://z.se']
    assert at(text, bare.mark).startswith('https://z.se')
    for word in ('xlänk', 'xslut', 'lord', 'bord'):
        (run,) = [run for run in found.runs if word in run.text]
        assert at(text, run.mark_at(run.text.index(word))).startswith(word)


@pytest.mark.parametrize('frame', [name for name in FRAMES if name not in ('definition', 'note')])
@pytest.mark.parametrize('level', [2, 3])
def test_headings_and_directives_have_their_place(frame: str, level: int) -> None:
    text = f'# Rubrik\n\n{framed(frame, "#" * level + " *Under* rubrik ##")}\n'
    (heading,) = facts(text).headings[1:]
    assert at(text, heading.mark).startswith('#' * level + ' *Under*')
    assert (heading.level, heading.text, heading.slug) == (level, 'Under rubrik', 'under-rubrik')
    assert heading.nested == (frame != 'alone')
    text = f'# Rubrik\n\n{framed(frame, "```{toctree}")}'
    directive = facts(text).directives[-1]
    assert (directive.name, at(text, directive.mark)[:9]) == ('toctree', '{toctree}')


def test_cells_have_their_place() -> None:
    text = '> | a | [b](b.md) |\n> | - | :-: |\n> | a \\| [c](c.md) | a [d](d.md) |\n>  | | {s3:theme}`e` |\n'
    found = facts(text)
    assert [at(text, link.mark)[:4] for link in found.links] == ['b.md', 'c.md', 'd.md']
    assert at(text, found.roles[0].mark) == '{s3:theme}`e` |'
    assert [run.where for run in found.runs] == ['cell'] * len(found.runs)
    (table,) = found.tables
    assert (table.has_head, table.first_words, at(text, table.mark)[:5]) == (True, 'a b a | c a d e', '| a |')
    assert not facts('| | |\n| - | - |\n| a | b |\n').tables[0].has_head


def test_lines_of_a_paragraph_have_their_place() -> None:
    text = '> ett\n> två  \n>   tre [a](b.md)\nfyra {abbr}`S3\n(s)` fem\\\nsex [c\nd](e.md)\n'
    found = facts(text)
    assert [at(text, link.mark)[:4] for link in found.links] == ['b.md', 'e.md']
    assert [at(text, run.mark)[: len(run.text)] for run in found.runs] == [run.text for run in found.runs]
    assert [run.text.strip() for run in found.runs] == ['ett', 'två', 'tre', 'a', 'fyra', 'fem', 'sex', 'c', 'd']


def test_what_is_written_otherwise_than_it_reads_moves_no_place() -> None:
    text = 'a &lt;b&gt; \\[c] &shy;d **e** &auml;f'
    found = facts(text)
    assert [run.text for run in found.runs] == ['a <b> [c] \xadd ', 'e', ' äf']
    first = found.runs[0]
    for char, written in (
        ('a', 'a &lt;'),
        ('<', '&lt;'),
        ('b', 'b&gt;'),
        ('[', '\\[c'),
        ('c', 'c]'),
        ('\xad', '&shy;'),
    ):
        assert at(text, first.mark_at(first.text.index(char))).startswith(written)


@pytest.mark.parametrize(
    'text',
    [
        '% en kommentar med [^a]',
        'Skrivet \\[^a].',
        'Kod ``över\n[^a] två rader``.',
        '    indragen kod [^a]',
        '```\n[^a]\n```',
    ],
)
def test_what_only_looks_like_a_note_is_none(text: str) -> None:
    assert facts(f'# Rubrik\n\n{text}\n').notes == ()


@pytest.mark.parametrize(
    'title', ['#\tTitel', '  # Titel', '# Titel #', 'Titel\n=====', '# **Tit**el[^a]', '# {abbr}`Titel (t)`']
)
def test_a_title_is_one_however_it_is_written(title: str) -> None:
    assert facts(f'\n{title}\n\nText.\n').title == 'Titel'


def test_directives_tell_their_options_and_whether_they_end() -> None:
    text = '- a\n\n  :::{records} case\n  :theme: this\n  :filter: "a = b"\n  :::\n\n::::{note}\n:::{tip}\nText\n:::\n'
    records, note, tip = facts(text).directives
    assert (records.argument, records.closed, records.has_content) == ('case', True, False)
    assert [(name, value, at(text, mark)) for name, value, mark in records.options] == [
        ('theme', 'this', 'this'),
        ('filter', 'a = b', 'a = b"'),
    ]
    assert (note.closed, note.has_content, tip.closed, tip.parent) == (False, True, True, 'note')


def test_targets_on_a_line_of_their_own_have_their_place() -> None:
    text = '[a][b] och ![c][b]\n\n[b]: ../b.png\n'
    found = facts(text)
    assert [at(text, thing.mark) for thing in (found.links[0], found.images[0])] == ['../b.png', '../b.png']


def test_slugs_are_those_of_myst() -> None:
    titles = ['Bakgrund', 'Bakgrund', 'Å, ä & ö!', ' - ', '***', 'Bakgrund', 'S3 – 2.0', '', '']
    ours: list[Wanted] = []
    theirs: list[str] = []
    for title in titles:
        ours.append(Wanted(slug_of(title, NAMES.participants_sheet), nested=False, named=False))
        theirs.append(unique_slug(github_slugify(title), theirs) if github_slugify(title) else '')
    assert slugs(ours) == theirs


def test_a_heading_takes_no_address_of_the_theme() -> None:
    assert [heading.slug for heading in facts('# Search\n\n## Main content\n\n## Search\n').headings] == [
        'search-1',
        'main-content-1',
        'search-1-1',
    ]


def test_the_build_reads_the_same_facts() -> None:
    config = MdParserConfig(enable_extensions=set(EXTENSIONS), disable_syntax=list(DISABLED))
    for frame in FRAMES:
        text = f'# Rubrik\n\n{framed(frame, "ord [a](b.md) ![c](d.png)[^e]")}\n'
        myst = with_positions(create_md_parser(config, RendererHTML))
        assert read_body(Source.of_file(PAGE, text), myst, PERMITTED).facts == facts(text)


@pytest.mark.parametrize(
    ('text', 'address'),
    [
        ('Läs https://example.org/a.[^r] Mer', 'https://example.org/a'),
        ('www.example.org/b[^r][^q], mer', 'http://www.example.org/b'),
        ('(https://example.org/c)[^r]', 'https://example.org/c'),
        ('https://example.org/d_(e)[^r]', 'https://example.org/d_(e)'),
        ('”https://example.org/f” ord https://example.org/g”[^r]', 'https://example.org/g'),
    ],
)
def test_a_note_right_after_a_bare_address_is_a_note(text: str, address: str) -> None:
    found = facts(f'# Rubrik\n\n{text}\n')
    assert [link.target for link in found.links] == [address]
    assert [note.label for note in found.notes] == (['r', 'q'] if '[^q]' in text else ['r'])
    source = f'# Rubrik\n\n{text}\n'
    assert at(source, found.links[0].mark).startswith(address.removeprefix('http://'))
    assert at(source, found.notes[0].mark).startswith('[^r]')


@pytest.mark.parametrize(
    'text', ['Bara ord', 'Ord, ord. (ord)', 'a\\', '', 'Ord *ord* ord', 'Ord\nord', 'www.a.se', 'a & b']
)
def test_places_change_no_token(text: str) -> None:
    config = MdParserConfig(enable_extensions=set(EXTENSIONS), disable_syntax=list(DISABLED))
    plain, placed = (create_md_parser(config, RendererHTML) for _ in range(2))
    found = [
        [(child.type, child.content, child.level, child.nesting, child.markup) for child in token.children or ()]
        for parser in (plain, with_positions(placed))
        for token in parser.parse(f'{text}\n\n- {text}\n')
    ]
    half = len(found) // 2
    assert found[:half] == found[half:]
