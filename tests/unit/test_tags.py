"""Harmless tags of HTML become what Markdown has for them; all others, and all without a partner, stay faults."""

from __future__ import annotations

import re

import pytest
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from s3ext.core.gate import allowed
from s3ext.core.page.body import read_body
from s3ext.core.page.facts import PageFacts
from s3ext.core.page.fixes import fix
from s3ext.core.page.markdown import markdown
from s3ext.core.page.source import Source
from s3ext.core.page.tag_pairs import TAG
from s3ext.core.problems import Code, Problem, ProblemCode, primary
from tests.costs import times
from tests.kinds import PERMITTED

C = ProblemCode
PATH = 'docs/about/x.md'


class Renderer(RendererHTML):
    """HTML of the tokens: a tag that was read shows nothing."""

    def s3_tag(self, _tokens: list[Token], _place: int, _options: OptionsDict, _env: EnvType) -> str:
        return ''


def html(text: str) -> str:
    parser, env = markdown(), dict[str, object]()
    made = Renderer().render(parser.parse(text, env), parser.options, env)
    return re.sub(r'\n+', '\n', made).strip()


def problems(text: str) -> list[Problem]:
    return sorted(primary(read_body(Source.of_file(PATH, text), markdown(), PERMITTED).problems))


def found(text: str) -> list[tuple[int, int, Code]]:
    return [(problem.line, problem.column, problem.code) for problem in problems(text)]


def facts(text: str) -> PageFacts:
    read = read_body(Source.of_file(PATH, text), markdown(), PERMITTED).facts
    assert read is not None
    return read


def tags_in(text: str) -> list[Token]:
    tokens = markdown().parse(text, {})
    return [token for token in tokens + [c for t in tokens for c in t.children or ()] if token.type == TAG]


FORMATS = [
    ('a <b>x *y* z</b> <STRONG>å</Strong>', '<p>a <strong>x <em>y</em> z</strong> <strong>å</strong></p>'),
    ('<i>a</i> <em class="x">b</em> **<i>c</i>**', '<p><em>a</em> <em>b</em> <strong><em>c</em></strong></p>'),
    ('H<sub>2</sub>O <sup>*x*</sup>', '<p>H<sub>2</sub>O <sup><em>x</em></sup></p>'),
    ('<del>a</del> <s>b</s>', '<p><s>a</s> <s>b</s></p>'),
    ('<code>&lt;b&gt; a_b_c</code> <kbd>Ctrl</kbd>', '<p><code>&lt;b&gt; a_b_c</code> <code>Ctrl</code></p>'),
    ('<b>två\nrader</b>', '<p><strong>två\nrader</strong></p>'),
    ('`<b>x</b>` \\<b>', '<p><code>&lt;b&gt;x&lt;/b&gt;</code> &lt;b&gt;</p>'),
    ('    <b>x</b>', '<pre><code>&lt;b&gt;x&lt;/b&gt;\n</code></pre>'),
    (
        '<a href="https://example.org/?a=1&amp;b=å">x</a>',
        '<p><a href="https://example.org/?a=1&amp;b=%C3%A5">x</a></p>',
    ),
    (
        "<a class=x href='#mal' target=_blank rel=noopener>x <b>y</b></a>",
        '<p><a href="#mal">x <strong>y</strong></a></p>',
    ),
    (
        '<a href="https://a.se/?ar=1&region=2&sect=3&amp;x=&copy;">x</a>',
        '<p><a href="https://a.se/?ar=1&amp;region=2&amp;sect=3&amp;x=%C2%A9">x</a></p>',
    ),
    ('<a href="../themes/">x</a>', '<p><a href="../themes/index.md">x</a></p>'),
    ('<a href="https://a.se">https://a.se</a>', '<p><a href="https://a.se">https://a.se</a></p>'),
    ('<img src="b.png" alt="En &quot;bild&quot;" width=50/>', '<p><img src="b.png" alt="En &quot;bild&quot;" /></p>'),
    ('<a href="#x"><img alt="En" src=b.png></a>', '<p><a href="#x"><img src="b.png" alt="En" /></a></p>'),
]


@pytest.mark.parametrize(('text', 'wanted'), FORMATS)
def test_tags_that_format_become_what_markdown_has(text: str, wanted: str) -> None:
    assert html(text) == wanted
    assert C.RAW_HTML not in [code for _, _, code in found(text)]
    assert tags_in(text) == []


ROW = '<tbody>\n<tr>\n<td>x | <br />\ny</td>\n</tr>\n</tbody>'
CONTAINERS: list[tuple[str, str, list[tuple[int, int]] | None]] = [
    ('<div class="a">\n\nText *x*.\n\n</div>', '<p>Text <em>x</em>.</p>', [(1, 1)]),
    ('<DIV>\nText\n</Div>', '<p>Text</p>', [(1, 1)]),
    ('text\n<div>\n---\n</div>', '<p>text</p>\n<hr />', [(2, 1)]),
    ('<div>\n    <p>ett</p>\n    <p>två</p>\n</div>', '<p>ett</p>\n<p>två</p>', [(1, 1), (2, 5), (3, 5)]),
    ('<div>\n    ett\n</div>', '<p>ett</p>', [(1, 1)]),
    ('<div>\n\n    ett\n\n</div>', '<pre><code>ett\n</code></pre>', [(1, 1)]),
    ('<p>ett</p><p>två</p>', '<p>ett<br />\ntvå</p>', [(1, 1), (1, 11)]),
    ('text <div>x</div> mer', '<p>text <br />\nx<br />\n mer</p>', [(1, 6)]),
    ('<div><div># Rubrik</div></div>', '<h1>Rubrik</h1>', None),
    ('<center>![b](b.png)</center>', '<p><img src="b.png" alt="b" /></p>', [(1, 1)]),
    ('> <div>\n> x\n> </div>', '<blockquote>\n<p>x</p>\n</blockquote>', [(1, 3)]),
    ('# A <span id="x">b</span>', '<h1>A b</h1>', [(1, 5)]),
    ('<span>a</span> <font color="red">b</font>', '<p>a b</p>', [(1, 1), (1, 16)]),
    ('<div></div>\n\n<span></span>\n\nefter', '<p>efter</p>', [(1, 1), (3, 1)]),
    (
        '| a |\n| - |\n| x \\| <div align="center">y</div> |',
        f'<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n{ROW}\n</table>',
        [(3, 8)],
    ),
]


@pytest.mark.parametrize(('text', 'wanted', 'places'), CONTAINERS)
def test_containers_vanish_with_one_note_each(text: str, wanted: str, places: list[tuple[int, int]] | None) -> None:
    assert html(text) == wanted
    if places is None:  # a group that begins outside a heading does not end in it
        assert (1, 1, C.RAW_HTML) in found(text)
    else:
        assert [place for place in found(text) if place[2] is C.RAW_HTML] == []
        assert [(line, column) for line, column, code in found(text) if code is C.ODD_TEXT] == places


#: text, and the places of the one fault of each slip
FAULTS = [
    ('<b>öppen', [(1, 1)]),
    ('stängd</b>', [(1, 7)]),
    ('Ord</b> här.\n\nOrd</b> där.', [(1, 4), (3, 4)]),
    ('# Rad <p>ett', [(1, 7)]),
    ('<b></b> x <b> </b>', [(1, 1), (1, 11)]),
    ('<b><i>x</b></i>', [(1, 4)]),
    ('<b>ett\n\ntvå</b>', [(1, 1)]),
    ('<code>*x*</code>', [(1, 1)]),
    ('<b onclick="x()">x</b>', [(1, 1)]),
    ('<b class="a>b">x</b>', [(1, 1)]),
    ('<b class="a" onclick=x>x</b>', [(1, 1)]),
    ('<b class="a"onclick=x>x</b>', [(1, 1)]),
    ('<b/onclick=x>x</b>', [(1, 1)]),
    ('<b\nonclick="x">x</b>', [(1, 1)]),
    ('text <img\nsrc=x onerror=y>', [(1, 6)]),
    ('<b style="x">x</b>', [(1, 1)]),
    ('<b src="x">x</b>', [(1, 1)]),
    ('<div href="x">x</div>', [(1, 1)]),
    ('<div/>', [(1, 1)]),
    ('<a>x</a>', [(1, 1)]),
    ('<a name="x"></a>', [(1, 1)]),
    ('<a href="#x" href="#y">x</a>', [(1, 1)]),
    ('<a href="#x" onmouseover="y">x</a>', [(1, 1)]),
    ('<a href="#x"><a href="#y">x</a></a>', [(1, 1)]),
    ('<a href="#x">x [y](#z)</a>', [(1, 1)]),
    ('<a href="#x">x <https://example.org></a>', [(1, 1)]),
    ('[x <a href="#y">y</a>](#z)', [(1, 4)]),
    ('<img alt="x">', [(1, 1)]),
    ('<img src="b.png" alt="x" srcset="y">', [(1, 1)]),
    ('<img src="b.png" alt="x" onerror="y">', [(1, 1)]),
    ('![a <b>x</b>](b.png)', [(1, 5)]),
    ('<div>\n\nx', [(1, 1)]),
    ('x\n\n</div>', [(3, 1)]),
    ('- <div>ett\n- två</div>', [(1, 3)]),
    ('<div>\n\n:::{note}\nx\n</div>\n:::', [(1, 1)]),
    ('| <b>a | b</b> |\n| - | - |\n| 1 | 2 |', [(1, 3)]),
    ('# Rad <p>ett</p> till', [(1, 7)]),
    ('<div><script>x</script></div>', [(1, 6)]),
    ('<section>\n\nx\n\n</section>', [(1, 1)]),
    *(
        (f'<{tag}>x</{tag}>', [(1, 1)])
        for tag in ('u', 'table', 'ul', 'li', 'h1', 'h6', 'details', 'pre', 'iframe', 'svg')
    ),
]


#: faults that the form leaves to the check
UNSEEN = [
    ('*a <b>x* y</b>', [(1, 4)]),
    ('**a <span>x** y</span>', [(1, 5)]),
    ('<ſpan>x</ſpan>', [(1, 1)]),
]


@pytest.mark.parametrize(('text', 'places'), [*FAULTS, *UNSEEN])
def test_what_is_not_harmless_is_one_fault_in_its_place(text: str, places: list[tuple[int, int]]) -> None:
    assert [(line, column) for line, column, code in found(text) if code is C.RAW_HTML] == places


@pytest.mark.parametrize(
    ('address', 'code'),
    [
        ('javascript:alert(1)', C.BAD_LINK),
        ('java&#115;cript:alert(1)', C.BAD_LINK),
        ('&#x6a;avascript&colon;alert(1)', C.BAD_LINK),
        ('JaVaScRiPt:alert(1)', C.BAD_LINK),
        (' javascript:alert(1)', C.BAD_LINK),
        ('data:text/html,x', C.BAD_LINK),
        ('vbscript:x', C.BAD_LINK),
        ('file:///etc/passwd', C.BAD_LINK),
        ('//example.org', C.BAD_LINK),
        ('https://user:word@example.org', C.BAD_LINK),
        ('../../../etc/passwd.md', C.BAD_LINK),
        ('', C.BAD_LINK),
        ('https://xn--e1awd7f.com', C.DECEPTIVE_LINK),
        ('https://2130706433/', C.DECEPTIVE_LINK),
    ],
)
def test_the_address_of_a_link_passes_the_gate_of_all_links(address: str, code: ProblemCode) -> None:
    assert code in [code for _, _, code in found(f'Se <a href="{address}">ord</a>.')]


def test_a_link_that_shows_another_host_deceives() -> None:
    assert (1, 13, C.DECEPTIVE_LINK) in found('Se <a href="https://example.org">www.example.com</a>.')


def test_pictures_pass_the_gate_of_all_pictures() -> None:
    assert [code for _, _, code in found('<img src="https://example.org/b.png" alt="En bild">')] == [C.BAD_IMAGE]
    assert [code for _, _, code in found('<img src="../../../b.png" alt="En bild">')] == [C.BAD_IMAGE]
    (image,) = facts('Se <img alt="En bild" src="b.png">.').images
    assert (image.source, image.alt, image.mark) == ('b.png', 'En bild', (1, 28))


def test_a_page_says_its_words_without_tags() -> None:
    read = facts('# Titel <b>fet</b> <span>ord</span>\n\nH<sub>2</sub>O <a href="#x">dit <i>bort</i></a>\n')
    assert read.title == 'Titel fet ord'
    assert [heading.slug for heading in read.headings] == ['titel-fet-ord']
    assert [(link.target, link.words, link.bare) for link in read.links] == [('#x', 'dit bort', False)]
    assert ''.join(run.text for run in read.runs) == 'Titel fet ordH2O dit bort'
    assert [run.mark for run in read.runs if run.text == 'bort'] == [(3, 36)]
    (run,) = [
        run for run in facts('<div>\n\n> <p>Ett <img alt="Två" src="b.png"></p>\n\n</div>').runs if run.text == 'Två'
    ]
    assert run.mark == (3, 20)


def test_what_shows_nothing_parts_no_words() -> None:
    (run,) = facts('Skriv till anna.<span></span>berg<span class="x">@example.org</span>.').runs
    assert run.text == 'Skriv till anna.berg@example.org.'
    assert [run.mark_at(position) for position in (0, 15, 16, 20)] == [(1, 1), (1, 16), (1, 30), (1, 50)]


def test_the_place_of_a_tag_in_a_box_and_a_list() -> None:
    text = ':::{note}\n- ett\n\n  <div><p>två</p>\n  </div>\n:::\n'
    assert found(text) == [(4, 3, C.ODD_TEXT), (4, 8, C.ODD_TEXT)]


FIXES = [
    ('<div class="a">\n\nText.\n\n</div>', '\n\nText.\n\n'),
    ('Ord <span>ord</span>, ord.', 'Ord ord, ord.'),
    ('<div><p>ord</p></div>', 'ord'),
    ('> <div>\n> ord\n> </div>', '> \n> ord\n> '),
    # read in another way without it
    ('<div>\n    ord\n</div>', None),
    ('<p>ett</p><p>två</p>', None),
    ('<span>- ord</span>', None),
    ('<span></span>', None),
    ('- <div>\n\n  ord\n\n  </div>', None),
    ('ord*<span>ord</span>*', None),
    ('ord <span>*ord*</span>', None),
    ('https<span>://example.org</span>', None),
    ('ord\n<p>ord</p>', None),
    ('   <p> ord</p>', None),
]


@pytest.mark.parametrize(('text', 'wanted'), FIXES)
def test_a_tag_is_taken_away_if_the_text_is_read_as_before(text: str, wanted: str | None) -> None:
    fixed = fix(text, problems)
    assert fixed == (text if wanted is None else wanted)
    if wanted is not None:
        assert html(fixed) == html(text)
        assert found(fixed) == []


@pytest.mark.parametrize('seed', range(12))
def test_no_fix_changes_what_a_page_shows(seed: int) -> None:
    parts = ['<div>', '</div>', '<span class="a">', '</span>', '<p>', '</p>', '\n', '\n\n', ' ', 'ord', '*', '- ', '> ']
    parts += ['https://', 'www.', 'a.se']
    parts += [
        '1. ',
        '    ',
        '.',
        '[x](#y)',
        '`k`',
        '<b>',
        '</b>',
        '# ',
        '| a |',
        '\n| - |\n',
        '<a href="#x">',
        '</a>',
        '&amp',
    ]
    number = seed + 1
    for _ in range(40):
        text = ''
        for _ in range(14):
            number = (number * 1103515245 + 12345) % 2**31
            text += parts[(number >> 8) % len(parts)]
        fixed = fix(text, problems)
        before, after = shown(text), shown(fixed)
        if any(not problem.is_note for problem in problems(text)):  # where a tag without a partner breaks the line
            before, after = before.replace('<br/>', ''), after.replace('<br/>', '')
        assert after == before, text


def shown(text: str) -> str:
    """What *text* shows, but for faulty tags, blanks, and whether lists are loose."""
    made = re.sub(r'</?p>|&lt;.*?&gt;', ' ', html(text))
    return ''.join(made.split())


#: times the cost of as much ordinary text; what looks at the rest of the page from each tag takes thousands
MOST = 200


@pytest.mark.parametrize(
    'text',
    [
        '<b>' * 1600,
        '</b>' * 1200,
        '<b><i>' * 800,
        '<b>x' * 600 + '</b>' * 600,
        '<div>' * 900,
        '<div>' * 450 + 'x' + '</div>' * 400,
        '\n'.join(['<div>'] * 3000),
        '\n'.join(['<div>'] * 1500 + ['</div>'] * 1500),
        'x' + '<div>' * 450 + '</p>' * 400,
        '<b class=a ' * 400,
        '<b ' + 'class ' * 800,
        '<b ' + 'class' + '=' * 4000,
        '<b class="' * 450,
        '<a href="#x">' * 350,
        '<img src=x alt=' * 300,
        '<span>' * 400 + 'x' + '</span>' * 300,
        '<p' + ' ' * 4900,
        '<b>*' * 1200,
        '`k`' + ('<*a*' * 1200 + '\n') * 7,
        '`k`' + ('< `a` ' * 800 + '\n') * 8,
        '<a href="#x">www.a.se ' * 220,
    ],
)
def test_hostile_tags_take_no_time(text: str) -> None:
    parser = markdown()
    tokens = parser.parse(text, {})
    plain = 'Ett vanligt stycke med text.\n\n' * (len(text) // 31)
    assert (
        times(
            lambda: read_body(Source.of_file(PATH, text), parser, PERMITTED),
            lambda: read_body(Source.of_file(PATH, plain), parser, PERMITTED),
            MOST,
        )
        < MOST
    )
    deep = most = 0
    for token in (child for block in tokens for child in block.children or ()):
        deep += token.nesting
        most = max(most, deep)
    assert most <= allowed.MAX_TAG_DEPTH + 20


def test_formats_stand_in_each_other_down_to_a_depth() -> None:
    tags = ['b', 'i', 'b', 'i', 'b', 'i', 'b', 'i', 'sub']
    text = ''.join(f'<{tag}>' for tag in tags) + 'x' + ''.join(f'</{tag}>' for tag in reversed(tags))
    assert found(text) == [(1, 25, C.RAW_HTML)]
