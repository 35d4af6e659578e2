"""SVG pictures: as drawing programs write them, accepted or cleaned; as attackers write them, refused."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import pytest
import typst

from s3ext import pdf
from s3ext.__main__ import main
from s3ext.core.gate.files import check_files
from s3ext.core.gate.svg import MAX_ELEMENTS, check_svg
from s3ext.core.gate.svg_clean import clean_svg
from s3ext.core.gate.svg_lists import ATTRIBUTES, ELEMENTS
from s3ext.core.gate.svg_tree import SvgError
from s3ext.handbook.names import NAMES
from tests.texts import load_texts
from tests.unit.file_samples import raster, svg

LATIN = '<?xml version="1.0" encoding="ISO-8859-1"?>'
RECT = '<rect width="9" height="9"/>'
#: the typefaces of the PDF, none of the machine
FONTS = typst.Fonts(include_system_fonts=False, font_paths=[Path(pdf.__file__).parent / 'fonts'])
DTD = '"-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'


#: entities that grow without end
LAUGHS = ''.join('<!ENTITY a{} "{}">'.format(number, f'&a{number - 1};' * 10) for number in range(1, 10))


def fault(data: bytes) -> tuple[str, str]:
    """Cause and value of what is wrong with a picture, or empty texts."""
    try:
        check_svg(data)
    except SvgError as error:
        return error.cause, error.value
    return '', ''


#: by program, as each writes the things that the others do not
ACCEPTED = {
    'doctype': svg(before=f'<?xml version="1.0" standalone="no"?>\n<!DOCTYPE svg PUBLIC {DTD}>\n'),
    'comment': svg('<!-- Generator: Ritprogram 25 -->' + RECT),
    'figma': svg(
        '<g clip-path="url(#clip0_1:2)" filter="url(#f0_d)"><path d="M0 0h9v9z" fill="url(#paint0_linear)"/></g>'
        '<defs><clipPath id="clip0_1:2"><rect width="9" height="9"/></clipPath><linearGradient id="paint0_linear" '
        'gradientUnits="userSpaceOnUse"><stop stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient>'
        '<filter id="f0_d" x="0" y="0" width="9" height="9" filterUnits="userSpaceOnUse" '
        'color-interpolation-filters="sRGB"><feFlood flood-opacity="0" result="a"/><feColorMatrix in="SourceAlpha" '
        'type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" result="h"/><feOffset dy="4"/>'
        '<feGaussianBlur stdDeviation="2"/><feBlend in2="a" result="s"/></filter></defs>',
        ' fill="none"',
    ),
    'docs': svg(
        '<clipPath id="p.0"><path d="m0 0l9 0l0 9l-9 0z"/></clipPath><g clip-path="url(#p.0)"/>', ' version="1.1"'
    ),
    'illustrator': svg(
        '<defs><style>.cls-1,.cls-2{fill:none;stroke:#000;}\n.cls-2{fill:url(#g);font-family:Arial, Arial;}'
        '/* slut */</style><linearGradient id="g" xlink:href="#h"/><linearGradient id="h"/></defs>'
        '<title>Karta</title><g id="Lager_1" data-name="Lager 1"><rect class="cls-1" width="9" height="9"/></g>',
        ' xmlns:xlink="http://www.w3.org/1999/xlink" style="enable-background:new 0 0 9 9;" xml:space="preserve"',
    ),
    'style': svg('<rect style="fill:#fff;fill-opacity:.5;stroke:rgb(0, 0, 0);font:bold 12px \'Arial\'" width="9"/>'),
    'quotes': svg('<clipPath id="a"/><g clip-path="url( \'#a\' )" style="mask: url(&quot;#m&quot;) !important"/>'),
    'text': svg('<text x="1" y="9" xml:space="preserve"><tspan font-size="8">Å → 5 % – ”hej”</tspan></text>'),
    'aria': svg('<title id="t">x</title>' + RECT, ' role="img" aria-labelledby="t" focusable="false"'),
    'units': svg(RECT, ' viewBox="0,0,9,9" preserveAspectRatio="xMidYMid meet"'),
    'use': svg('<g id="a"/><use href="#a"/><symbol id="s" viewBox="0 0 1 1"/><use href="#s" x="1"/>'),
    'many': svg(RECT * 15_000),
}
SODIPODI = 'http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd'
INKSCAPE = f' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="{SODIPODI}"'
#: with what the first fault names, as it stands in the file
CLEANED = {
    'inkscape': (
        svg(
            '<sodipodi:namedview id="v" pagecolor="#fff"><inkscape:grid id="g"/></sodipodi:namedview>'
            f'<metadata><rdf:RDF xmlns:rdf="r">Anna</rdf:RDF></metadata><g inkscape:label="Lager 1">{RECT}</g>',
            f'{INKSCAPE} inkscape:version="1.3" sodipodi:docname="/hem/anna/karta.svg"',
        ),
        'inkscape:version',
    ),
    'inkscape-style': (svg('<text y="9" style="fill:#000;-inkscape-font-specification:Arial">x</text>'), '-inkscape'),
    'illustrator-entities': (
        svg(RECT, ' xmlns:x="&ns;"', '<!DOCTYPE svg [<!ENTITY ns "http://ns.adobe.com/Extensibility/1.0/">]>'),
        '<!DOCTYPE svg […]>',
    ),
    'switch': (
        svg(f'<switch><foreignObject requiredExtensions="x"/><g>{RECT}</g></switch>'),
        '<switch>',
    ),
    'sketch': (svg(f'<g xmlns:sketch="http://x" sketch:type="MSPage">{RECT}</g>'), 'sketch:type'),
    'instruction': (svg(before='<?xpacket begin="x"?>'), '<?xpacket?>'),
    'namespace': (svg().replace(b' xmlns="http://www.w3.org/2000/svg"', b''), ''),
    'latin': (
        svg('<title>\xe5</title>' + RECT, '', '<?xml version="1.0" encoding="ISO-8859-1"?>').decode().encode('latin-1'),
        '',
    ),
    'link': (svg(f'<a href="https://example.org/">{RECT}</a>'), '<a>'),
    'script': (svg(f'<script>alert(1)</script>{RECT}'), '<script>'),
    'event': (svg(RECT, ' onload="x()"'), 'onload'),
    'animation': (svg('<rect width="9" height="9"><animate attributeName="x"/></rect>'), '<animate>'),
    'import': (svg(f'<style>@import "https://example.org/x.css"; .a{{fill:red}}</style>{RECT}'), '@import'),
    'font-face': (svg(f'<style>@font-face{{src:url(data:x)}} .a{{fill:red}}</style>{RECT}'), '@font-face'),
    'hover': (svg(f'<style>.a:hover{{fill:red}} .a{{fill:blue}}</style>{RECT}'), '.a:hover'),
    'address': (svg(f'<use href="https://example.org/#a"/>{RECT}'), 'href="https://example.org/#a"'),
    'attribute': (svg('<rect width="9" height="9" fill="url( https://example.org/ )"/>'), 'fill="url('),
}


@pytest.mark.parametrize('name', ACCEPTED)
def test_harmless_pictures_are_accepted_as_they_are(name: str) -> None:
    assert fault(ACCEPTED[name]) == ('', '')
    assert clean_svg(ACCEPTED[name]) == ACCEPTED[name]


@pytest.mark.parametrize('name', CLEANED)
def test_what_a_picture_does_not_need_is_named_and_taken_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    data, value = CLEANED[name]
    file = tmp_path / 'docs' / 'a.svg'
    file.parent.mkdir()
    file.write_bytes(data)
    (problem,) = check_files(tmp_path, NAMES)
    assert dict(problem.details)['value'].startswith(value)
    assert 'python -m s3ext images docs/a.svg' in load_texts('sv').message(problem)
    assert main(['images', str(file)]) == 0
    assert check_files(tmp_path, NAMES) == []
    clean = file.read_text('utf-8')
    assert '<rect' in clean or '<text' in clean
    assert not re.search(r'script|onload|https?://(?!www\.w3\.org/2000/svg)|@|anna|Anna|ENTITY|animate', clean)


@pytest.mark.slow
@pytest.mark.parametrize('name', [*ACCEPTED, *CLEANED])
def test_accepted_pictures_can_be_set(tmp_path: Path, name: str) -> None:
    data = ACCEPTED[name] if name in ACCEPTED else clean_svg(CLEANED[name][0])
    (tmp_path / 'a.svg').write_bytes(data)
    (tmp_path / 'a.typ').write_text('#set document(title: "x")\n#image("a.svg", alt: "x")', 'utf-8')
    assert typst.compile(tmp_path / 'a.typ', root=tmp_path, pdf_standards=['ua-1'], font_paths=FONTS)


@cache
def shown_characters() -> tuple[str, ...]:
    """Those of the common blocks that a picture may show."""
    return tuple(chr(number) for number in range(0x21, 0x2600) if fault(svg(f'<text>&#{number};</text>')) == ('', ''))


@pytest.mark.slow
@pytest.mark.parametrize('family', ['', 'Public Sans', 'Arial', 'DejaVu Sans Mono', 'Libertinus Serif'])
@pytest.mark.parametrize('style', ['', 'font-weight:bold', 'font-style:italic', 'font-weight:bold;font-style:italic'])
def test_every_character_that_a_picture_may_show_can_be_set(tmp_path: Path, family: str, style: str) -> None:
    shown = list(shown_characters())
    assert len(shown) > 400
    random.Random(f'{family} {style}').shuffle(shown)
    text = ''.join(f'&#{ord(char)};' for char in shown)
    (tmp_path / 'a.svg').write_bytes(svg(f'<text y="9" font-family="{family}" style="{style}">{text}</text>'))
    (tmp_path / 'a.typ').write_text('#set document(title: "x")\n#image("a.svg", alt: "x")', 'utf-8')
    assert typst.compile(tmp_path / 'a.typ', root=tmp_path, pdf_standards=['ua-1'], font_paths=FONTS)


def test_other_characters_are_reported_where_they_would_be_set() -> None:
    assert fault(svg('<text>Hej 😀</text>')) == ('svg_glyph', '😀')
    assert fault(svg('<title>漢字 😀</title>')) == ('', '')


def test_cleaning_keeps_what_is_shown() -> None:
    clean = clean_svg(CLEANED['inkscape'][0]).decode()
    assert clean == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g><rect width="9" height="9"/></g></svg>\n'
    )
    styled = svg(
        '<metadata/><style>.a, b > .c { fill: red; x: y }</style><text style="a:b; fill:red">&lt;&amp;"</text>'
    )
    assert (
        clean_svg(styled)
        .decode()
        .endswith('><style>.a, b &gt; .c {fill: red}</style><text style="fill: red">&lt;&amp;"</text></svg>\n')
    )


@pytest.mark.parametrize(
    ('inside', 'cause'),
    [
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">text</p></foreignObject>', 'svg_foreign'),
        ('<switch><foreignObject>text</foreignObject></switch>', 'svg_foreign'),
        ('<image href="data:image/png;base64,AAAA"/>', 'svg_image'),
        ('<image href="https://example.org/x.png"/>', 'svg_image'),
        ('<filter id="a"><feImage href="https://example.org/x.png"/></filter>', 'svg_active'),
        ('<filter id="a"><feTurbulence numOctaves="9999"/></filter>', 'svg_active'),
        ('<g>' * 100 + '</g>' * 100, 'svg_large'),
        pytest.param(RECT * (MAX_ELEMENTS + 1), 'svg_large', marks=pytest.mark.slow),
        ('<path d="M0 0 L1e30 1"/>', 'svg_number'),
        ('<g transform="scale(1e300)"/>', 'svg_number'),
        ('<rect style="stroke-width:99999999999"/>', 'svg_number'),
    ],
)
def test_what_cannot_be_cleaned_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], inside: str, cause: str
) -> None:
    (tmp_path / 'docs').mkdir()
    file = tmp_path / 'docs' / 'a.svg'
    file.write_bytes(svg(f'<metadata/>{inside}'))
    (problem,) = check_files(tmp_path, NAMES)
    assert dict(problem.details)['cause'] == cause
    assert 's3ext images' not in load_texts('sv').message(problem)
    assert main(['images', str(file)]) == 2
    assert file.read_bytes() == svg(f'<metadata/>{inside}')
    assert 'Traceback' not in capsys.readouterr().out


@pytest.mark.parametrize(
    'attributes',
    ['width="0" height="9"', 'width="9" height="-1"', 'viewBox="0 0 0 9"', 'viewBox="0 0 1e-9 9"', 'viewBox="x"'],
)
def test_a_picture_without_area(attributes: str) -> None:
    data = svg().replace(b'width="9" height="9"', attributes.encode(), 1)
    assert fault(data) == ('svg_empty', '')


#: ways in which CSS names an address or says that it does (CSS Syntax Module Level 3)
SPELLINGS = [
    'url(https://example.org/x)',
    'URL( "https://example.org/x" )',
    "url('//example.org/x')",
    r'\75rl(https://example.org/x)',
    r'\000075 rl(https://example.org/x)',
    r'u\72l(https://example.org/x)',
    'url(https://example.org/x',
    'url(/**/https://example.org/x)',
    'u/**/rl(https://example.org/x)',
    'src("https://example.org/x")',
    'image("https://example.org/x")',
    'image-set("https://example.org/x" 1x)',
    'cross-fade(url(https://example.org/x), red)',
    'url(data:image/svg+xml,x)',
    'url(#a) url(https://example.org/x)',
    'url(#a)url(x)',
    'url(x#a)',
    'url("#a" "x")',
    'var(--x)',
    'attr(href)',
    'expression(alert(1))',
    'red; background: url(https://example.org/x)',
    'red}@import "https://example.org/x";a{fill:red',
]
PLACES = ['<rect fill="{}"/>', '<rect style="fill:{}"/>', '<style>rect{{fill:{}}}</style>', '<g mask="{}"/>']
PLACES += [
    '<style><![CDATA[ .a {{ mask: {} }} ]]></style>',
    '<rect style="{}"/>',
    '<style>{}</style>',
    '<rect cursor="{}"/>',
]


@pytest.mark.parametrize('place', PLACES)
@pytest.mark.parametrize('spelling', SPELLINGS)
def test_no_spelling_of_an_address_gets_through_or_survives_cleaning(place: str, spelling: str) -> None:
    quoted = spelling if 'CDATA' in place else spelling.replace('&', '&amp;').replace('"', '&quot;')
    data = svg(f'{place.format(quoted)}{RECT}')
    assert fault(data)[0] in ('svg_style', 'svg_address', 'svg_active')
    clean = clean_svg(data).decode().removeprefix('<svg xmlns="http://www.w3.org/2000/svg"')
    assert not re.search(r'example\.org|data:|\\|@|var\(|attr\(|expression', clean)


def nested(kind: str, depth: int, width: int) -> bytes:
    """Parts that use the next part so many times: as uses, markers, patterns, masks, clips or filters."""
    parts = []
    for number in range(depth):
        name, following = f'id="p{number}"', f'#p{number + 1}'
        match kind:
            case 'use':
                parts.append(f'<g {name}>{f"<use href={following!r}/>" * width}</g>')
            case 'marker':
                points = ' L1 1' * width
                parts.append(f'<marker {name}><path marker-mid="url({following})" d="M0 0{points}"/></marker>')
            case 'inherited':
                points = f'<path d="M0 0{" L1 1" * width}"/>'
                parts.append(f'<marker {name}><g style="marker:url({following})">{points}</g></marker>')
            case 'sheet':
                parts.append(f'<style>.c{number}{{fill:url({following})}}</style>')
                shape = f'<rect class="c{number}"/>'
                parts.append(f'<pattern {name}>{shape * width}</pattern>')
            case _:
                shape = f'<rect {_use(kind)}="url({following})"/>'
                parts.append(f'<{kind} {name}>{shape * width}</{kind}>')
    start = {'use': '<use href="#p0"/>', 'marker': '<path marker-end="url(#p0)" d="M0 0L1 1"/>'}
    shown = start.get(kind, f'<path style="{_use(kind)}:url(#p0)" d="M0 0L1 1"/>')
    return svg(f'<defs>{"".join(parts)}<g id="p{depth}">{RECT}</g></defs>{shown}')


def _use(kind: str) -> str:
    return {'pattern': 'fill', 'clipPath': 'clip-path', 'inherited': 'marker', 'sheet': 'fill'}.get(kind, kind)


KINDS = ['use', 'marker', 'inherited', 'pattern', 'mask', 'clipPath', 'sheet']


@pytest.mark.parametrize('kind', KINDS)
def test_parts_within_parts_are_counted_as_often_as_they_are_drawn(kind: str) -> None:
    assert fault(nested(kind, 2, 3)) == ('', '')
    assert fault(nested(kind, 12, 10))[0] == 'svg_large'
    assert fault(nested(kind, 2, 2_000))[0] == 'svg_large'


def test_one_shape_of_very_many_points() -> None:
    assert fault(svg(f'<path d="M0 0{" L9 9" * 20_000}"/>')) == ('', '')
    assert fault(svg(f'<path d="M0 0{" L9 9" * 40_000}"/>'))[0] == 'svg_large'


#: values that attributes hardly ever have, and some that they have
VALUES = [
    '0',
    '1',
    '-1',
    '1e-7',
    '9999999',
    '1e5 1e5',
    '50%',
    'none',
    '',
    'nan',
    'inf',
    'url(#a)',
    'url(#b)',
    'red',
    '#12',
]
VALUES += [
    'M0 0',
    'M0 0L1e7 1e7',
    'scale(0)',
    'matrix(0 0 0 0 0 0)',
    'rotate(1e6)',
    '0 0',
    '1,2,3',
    'auto',
    'x',
    'M',
    '1em',
]


def random_picture(luck: random.Random) -> bytes:
    """A picture of any elements within each other, with any attributes of any values."""
    tags = sorted(ELEMENTS - {'style', 'svg'})
    names = sorted(ATTRIBUTES - {'style', 'href', 'id', 'font'})

    def element(depth: int) -> str:
        tag = luck.choice(tags)
        pairs = {luck.choice(names): luck.choice(VALUES) for _ in range(luck.randrange(5))}
        pairs |= luck.choice([{'id': luck.choice('abcd')}, {'href': luck.choice(['#a', '#c'])}, {}, {}])
        inside = ''.join(element(depth + 1) for _ in range(luck.randrange(4))) if depth < 3 else ''
        written = ' '.join(f'{name}="{value}"' for name, value in pairs.items())
        return f'<{tag} {written}>{"Text" if tag in ("text", "tspan") else ""}{inside}</{tag}>'

    return svg(''.join(element(0) for _ in range(4)), f' viewBox="0 0 {luck.choice(["9 9", "1e6 1", "0.1 9"])}"')


@pytest.mark.slow
@pytest.mark.parametrize('part', range(4))
def test_whatever_is_accepted_can_be_set(tmp_path: Path, part: int) -> None:
    (tmp_path / 'a.typ').write_text('#set document(title: "x")\n#image("a.svg", alt: "x")', 'utf-8')
    luck = random.Random(part)
    accepted = 0
    for _ in range(400):
        data = random_picture(luck)
        if fault(data) == ('', ''):
            accepted += 1
            (tmp_path / 'a.svg').write_bytes(data)
            assert typst.compile(tmp_path / 'a.typ', root=tmp_path, pdf_standards=['ua-1'], font_paths=FONTS)
    assert accepted > 20


@pytest.mark.parametrize('style', ['opacity:.9', 'mix-blend-mode:multiply', 'isolation:isolate'])
def test_layers_are_counted(style: str) -> None:
    group = f'<g style="{style}">{RECT}</g>'
    assert fault(svg(group * 250)) == ('', '')
    assert fault(svg(group * 350))[0] == 'svg_large'
    ruled = f'<style>.a{{{style}}}</style>' + f'<g class="a">{RECT}</g>' * 350
    assert fault(svg(ruled))[0] == 'svg_large'


@pytest.mark.parametrize('value', ['blur(300px)', 'drop-shadow(9px 9px 300px red)', 'brightness(2)'])
def test_filters_stand_in_the_picture_where_they_are_counted(value: str) -> None:
    assert fault(svg(f'<g style="filter:{value}"/>'))[0] == 'svg_style'


@pytest.mark.parametrize('kind', KINDS)
def test_a_part_that_uses_itself_is_refused(kind: str) -> None:
    ring = nested(kind, 3, 1).replace(b'#p3', b'#p1')
    assert fault(ring)[0] == 'svg_ring'


def test_a_long_chain_of_parts_ends_with_a_message() -> None:
    assert fault(nested('use', 3_000, 1))[0] in ('svg_ring', 'svg_large')


@pytest.mark.parametrize(
    'data',
    [
        b'',
        b'<svg',
        svg() + b'x',
        svg(before='<?xml version="1.0" encoding="UTF-7"?>'),
        svg(before='<?xml version="1.0" encoding="x-finns-inte"?>'),
        svg('<text>&a9;</text>', '', '<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaaaa">' + LAUGHS + ']>'),
        svg('<style>' + '/*' * 100_000 + '</style>'),
        svg('<style>' + '@a' * 100_000 + '</style>'),
        svg('<style>' + '{' * 100_000 + '</style>'),
        svg('<style>' + 'a{' * 50_000 + '}' * 50_000 + '</style>'),
        svg('<rect style="' + 'url(' * 50_000 + '"/>'),
        svg('<rect fill="' + 'url(#' * 50_000 + '"/>'),
        svg('<path d="' + '1e' * 100_000 + '"/>'),
        svg('<rect id="' + 'a' * 200_000 + '" class="' + 'b ' * 100_000 + '"/>'),
        svg(raster('png').hex()),
    ],
    ids=range(15),
)
def test_odd_files_end_soon_with_an_answer(data: bytes) -> None:
    fault(data)
    try:
        clean_svg(data)
    except SvgError as error:
        assert error.cause in load_texts('sv').interface
