"""Maps of areas (``core/drawing/areas.py``), large and small, and the shapes of the handbook's."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from s3ext import handbook
from s3ext.core.drawing.areas import FONT_SIZE, CountedArea, count_map, lit_map, ranges, steps
from s3ext.core.drawing.svg import is_safe_href, print_svg, web_svg
from s3ext.handbook.areas import MAP

SVG = '{http://www.w3.org/2000/svg}'
CODES = [f'{number:02}' for number in (1, *range(3, 11), *range(12, 15), *range(17, 26))]
NAMES = {code: f'Västra Göta & land {code}' for code in CODES}
HREFS = {code: f'../../chapters/regions/vastra-gotalandsregionen-{code}.html#fall' for code in CODES}
COUNTS = {code: 3 * number for number, code in enumerate(CODES)}

WORDS = ('fall', 'fall')


def draw(
    counts: dict[str, int] | None = None,
    names: dict[str, str] | None = None,
    hrefs: dict[str, str] | None = None,
    title: str = 'Fall per län',
    description: str = 'Karta över Sveriges 21 län. Samma tal står i tabellen.',
    words: tuple[str, str] = WORDS,
) -> str:
    counts, names = COUNTS if counts is None else counts, NAMES if names is None else names
    hrefs = HREFS if hrefs is None else hrefs
    areas = [
        CountedArea(code=code, name=names.get(code, code), page=code, count=counts.get(code, 0))
        for code in dict.fromkeys([*counts, *names, *hrefs])
    ]
    drawing = count_map(MAP, areas, title=title, description=description, words=words)
    return web_svg(drawing, lambda page: hrefs.get(page, ''))


def parse(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def printed(root: ElementTree.Element) -> list[str | None]:
    return [text.text for text in root.iter(f'{SVG}text')]


def named(parent: ElementTree.Element) -> str | None:
    return parent.findtext(f'{SVG}title')


# --- the shapes ------------------------------------------------------------------------------------------------------


def test_the_shapes_are_the_21_counties() -> None:
    assert list(MAP.areas) == CODES
    assert 'SCB' in MAP.source
    assert 'CC0' in MAP.source


@pytest.mark.parametrize('code', CODES)
def test_a_shape_is_closed_and_inside_the_drawing(code: str) -> None:
    area = MAP.areas[code]
    assert re.fullmatch(r'(M\d+ \d+l-?\d+([ -]\d+)+z)+', area.path)
    width, height = MAP.size
    for outline in area.path.split('z')[:-1]:
        start, ways = outline.removeprefix('M').split('l')
        x, y = map(int, start.split())
        numbers = [int(number) for number in re.findall(r'-?\d+', ways)]
        assert len(numbers) % 2 == 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            assert 0 <= x <= width
            assert 0 <= y <= height


def test_no_two_numbers_collide() -> None:
    labels = [area.label for area in MAP.areas.values()]
    close = [
        (one, other)
        for number, one in enumerate(labels)
        for other in labels[number + 1 :]
        if abs(one[0] - other[0]) < 2 * FONT_SIZE and abs(one[1] - other[1]) < FONT_SIZE
    ]
    assert close == []


def test_the_file_is_small() -> None:
    path = Path(handbook.__file__).with_name('map_shapes.json')
    assert path.stat().st_size < 14_000
    assert json.loads(path.read_text(encoding='utf-8'))['viewbox'] == list(MAP.size)


# --- the drawing -----------------------------------------------------------------------------------------------------


def test_every_area_is_a_named_link_with_its_number() -> None:
    root = parse(draw())
    links = list(root.iter(f'{SVG}a'))
    assert [link.get('href') for link in links] == list(HREFS.values())
    assert [named(link) for link in links] == [f'{NAMES[code]}: {COUNTS[code]} fall' for code in CODES]
    assert all(len(link.findall(f'{SVG}path')) == 1 for link in links)
    assert len(list(root.iter(f'{SVG}path'))) == len(CODES)
    assert printed(root) == [str(COUNTS[code]) for code in CODES]
    assert printed(root)[0] == '0'


def test_title_and_description_name_the_map() -> None:
    root = parse(draw())
    texts = {element.get('id'): element.text for element in root}
    assert [texts[key] for key in root.get('aria-labelledby', '').split()] == [
        'Fall per län',
        'Karta över Sveriges 21 län. Samma tal står i tabellen.',
    ]


def test_links_stay_in_reach_of_assistive_technology() -> None:
    root = parse(draw())
    assert root.get('role') == 'group'
    hidden = [element for element in root.iter() if element.get('aria-hidden') == 'true']
    assert [text.text for text in hidden[0].iter(f'{SVG}text')] == printed(root)
    assert not list(hidden[0].iter(f'{SVG}a'))


def test_a_map_without_links_is_an_image() -> None:
    root = parse(draw(hrefs={}))
    assert root.get('role') == 'img'
    assert not list(root.iter(f'{SVG}a'))
    assert len(list(root.iter(f'{SVG}path'))) == len(CODES)


def test_what_is_missing() -> None:
    root = parse(draw(counts={'12': 4, '99': 7}, names={'12': 'Skåne'}, hrefs={'12': 'skane.html', '99': 'x.html'}))
    assert [named(link) for link in root.iter(f'{SVG}a')] == ['Skåne: 4 fall']
    assert [named(group) for group in root.findall(f'{SVG}g')][:1] == ['01: 0 fall']
    assert sorted(number or '' for number in printed(root)) == ['0'] * 20 + ['4']


def test_the_wording_of_a_count_can_be_given() -> None:
    text = draw({'12': 1}, {'12': 'Skåne'}, {}, words=('case', 'cases'))
    assert '<title class="nohighlight">Skåne: 1 case</title>' in text
    assert '<title class="nohighlight">25: 0 cases</title>' in text


def test_classes_and_no_colours() -> None:
    text = draw()
    assert set(re.findall(r'class="s3-d-area-(\d)"', text)) == set('01234')
    assert not re.search(r'style|fill|stroke|#[0-9a-f]{3}|<script|\son\w+=', text)


def test_the_size() -> None:
    assert len(draw().encode()) < 16_000


def test_the_same_text_for_the_same_arguments() -> None:
    backwards = {code: COUNTS[code] for code in reversed(CODES)}
    assert draw() == draw() == draw(counts=backwards)


def test_the_ids_in_a_map_are_those_of_its_place() -> None:
    """So that the same map may stand twice on a page."""
    drawing = lit_map(MAP, {'12': 'Skåne'}, title='På kartan', description='Är med.')
    for place in ('d-1', 'd-1-2'):
        text = web_svg(drawing, lambda page: '', place)
        assert re.findall(r' id="([^"]+)"', text) == [f'{place}-t', f'{place}-d']
        assert f'aria-labelledby="{place}-t {place}-d"' in text


# --- hostile input ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    'text', ['</title><script>alert(1)</script>', '"><a href="x">', "' onload='x", '&lt;b&gt; &', ']]>', 'å\u2028{}']
)
def test_texts_are_escaped(text: str) -> None:
    root = parse(draw({}, {'12': text}, {'12': 'skane.html'}, title=text, description=text))
    assert [named(link) for link in root.iter(f'{SVG}a')] == [f'{text}: 0 fall']
    assert [element.text for element in root[:2]] == [text, text]
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags == {'svg', 'title', 'desc', 'a', 'g', 'path', 'text'}


@pytest.mark.parametrize('text', ['a\x00b', 'a\x1bb', 'a\ufffeb', 'a\ud800b'])
def test_characters_that_xml_cannot_hold_are_replaced(text: str) -> None:
    root = parse(draw({}, {'12': text}, {'12': 'skane.html'}, title=text, description=text))
    assert [named(link) for link in root.iter(f'{SVG}a')] == ['a\ufffdb: 0 fall']


@pytest.mark.parametrize(
    'href',
    [
        'skane.html',
        '../regioner/skåne.html#fall',
        '/handbok/skane.html?a=1&b="<2>"',
        '#skane',
        '?region=12',
        'https://example.org/',
        'HTTP://example.org/a:b',
    ],
)
def test_harmless_addresses(href: str) -> None:
    assert is_safe_href(href)
    links = list(parse(draw(hrefs={'12': href})).iter(f'{SVG}a'))
    assert [link.get('href') for link in links] == [href]


@pytest.mark.parametrize(
    'href',
    [
        '',
        'javascript:alert(1)',
        'JavaScript:alert(1)',
        ' javascript:alert(1)',
        'java\tscript:alert(1)',
        'java\nscript:alert(1)',
        '\x01javascript:alert(1)',
        'data:text/html,x',
        'vbscript:x',
        'file:///etc/passwd',
        'mailto:a@example.org',
        '//example.org/',
        '///example.org/',
        '/\\example.org/',
        '\\\\example.org\\',
        'http:example.org',
        'https:///example.org',
        'https://[example.org',
    ],
)
def test_other_addresses_are_no_links(href: str) -> None:
    assert not is_safe_href(href)
    root = parse(draw(hrefs={'12': href}))
    assert not list(root.iter(f'{SVG}a'))
    assert len(list(root.iter(f'{SVG}path'))) == len(CODES)


# --- a small map -----------------------------------------------------------------------------------------------------


def lit(names: dict[str, str]) -> str:
    return web_svg(lit_map(MAP, names, title='På kartan', description='Är med.'), lambda page: 'x.html')


def test_what_is_meant_stands_out_by_its_name() -> None:
    root = parse(lit({'12': 'Skåne', '09': 'Gotland', '99': 'Ingenstans'}))
    shown = {named(group): [path.get('class') for path in group] for group in root.findall(f'{SVG}g')}
    assert {name: classes[1:] for name, classes in shown.items()} == {'Gotland': ['s3-d-lit'], 'Skåne': ['s3-d-lit']}
    assert [path.get('class') for path in root.findall(f'{SVG}path')] == ['s3-d-land']
    assert root.get('role') == 'img'
    assert not printed(root)


@pytest.mark.parametrize('code', CODES)
def test_every_area_is_seen_on_a_small_map(code: str) -> None:
    outlines, (width, height) = MAP.coarse
    numbers = [int(number) for number in re.findall(r'-?\d+', outlines[code])]
    assert len(numbers) >= 6
    assert abs(width / height - MAP.size[0] / MAP.size[1]) < 0.01


def test_neighbours_still_share_their_border() -> None:
    """No gap is wider than the rounding: every point of a coarse outline lies beside one of the exact outline."""
    outlines, (_, height) = MAP.coarse
    factor = MAP.size[1] / height
    for code, outline in outlines.items():
        exact = {(x / factor, y / factor) for x, y in corners(MAP.areas[code].path)}
        for x, y in corners(outline):
            assert min(abs(x - a) + abs(y - b) for a, b in exact) <= 1.01, code


def corners(path: str) -> list[tuple[int, int]]:
    found = []
    for ring in path.split('z')[:-1]:
        x, y, *ways = (int(number) for number in re.findall(r'-?\d+', ring))
        found.append((x, y))
        for dx, dy in zip(ways[::2], ways[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


def test_a_small_map_weighs_little() -> None:
    text = lit({code: NAMES[code] for code in CODES[::3]})
    assert len(gzip.compress(text.encode())) < 1_900


def test_the_pdf_has_fixed_colours_and_no_links() -> None:
    text = print_svg(lit_map(MAP, {'12': 'Skåne'}, title='På kartan', description='Är med.'))
    assert re.findall(r'<style>(.*?)</style>', text)
    assert '<a ' not in text
    assert 'var(' not in text


# --- the steps -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('counts', 'expected'),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([5], [1]),
        ([0, 1], [0, 1]),
        ([7, 7, 7], [1, 1, 1]),
        ([1, 2], [1, 3]),
        ([4, 3, 2, 1, 0], [4, 3, 2, 1, 0]),
        ([0, 1, 1, 1, 90], [0, 1, 1, 1, 4]),
        ([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 2, 2, 3, 3, 4, 4]),
    ],
)
def test_steps(counts: list[int], expected: list[int]) -> None:
    assert list(steps(dict(zip(CODES, counts, strict=False))).values()) == expected


def test_steps_rise_with_the_counts() -> None:
    counts = dict(zip(CODES, [0, 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 0], strict=True))
    ranked = steps(counts)
    pairs = sorted((counts[code], ranked[code]) for code in CODES)
    assert [step for _, step in pairs] == sorted(step for _, step in pairs)
    assert {step for count, step in pairs if count == 0} == {0}
    assert {step for count, step in pairs if count} == {1, 2, 3, 4}
    assert steps(dict(reversed(counts.items()))) == ranked


@pytest.mark.parametrize(
    ('counts', 'expected'),
    [
        ([], ()),
        ([0, 0], ((0, 0, 0),)),
        ([4, 3, 2, 1, 0], ((0, 0, 0), (1, 1, 1), (2, 2, 2), (3, 3, 3), (4, 4, 4))),
        ([0, 1, 1, 1, 90], ((0, 0, 0), (1, 1, 1), (4, 90, 90))),
        ([1, 2, 3, 4, 5, 6, 7, 8], ((1, 1, 2), (2, 3, 4), (3, 5, 6), (4, 7, 8))),
    ],
)
def test_what_the_shades_stand_for(counts: list[int], expected: tuple[tuple[int, int, int], ...]) -> None:
    assert ranges(counts) == expected
