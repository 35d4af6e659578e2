"""The style sheet: parts by subject, joined in one order, after what pages need of the theme's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pydata_sphinx_theme
import pytest
import tinycss2
from fontTools.ttLib import TTFont

from s3ext.web.assets import MORE_CLASSES
from s3ext.web.styles import FOLDER, MORE_PARTS, PARTS, style_sheet
from s3ext.web.trim import KEPT, Setting, is_dropped, joined, read_style, read_trimmed

FONTS = FOLDER.parent / 'static' / 'fonts'
#: lines; more than that is about more than one subject
MOST = 400
THEME = Path(pydata_sphinx_theme.__file__).parent / 'theme' / 'pydata_sphinx_theme' / 'static' / 'styles'


def small(sheet: str) -> str:
    """What is left of *sheet*."""
    return joined([read_trimmed(sheet).rules])


def test_every_part_has_its_place_in_the_order() -> None:
    assert len(PARTS) == len(set(PARTS))
    assert {file.name for file in FOLDER.iterdir()} == {f'{part}.css' for part in (*PARTS, *MORE_PARTS)}


@pytest.mark.parametrize('part', [*PARTS, *MORE_PARTS])
def test_a_part_is_short_and_can_be_read(part: str) -> None:
    text = (FOLDER / f'{part}.css').read_text('utf-8')
    assert text.strip()
    assert text.count('\n') <= MOST
    assert [rule for rule in tinycss2.parse_stylesheet(text) if rule.type == 'error'] == []


def test_the_style_sheet_holds_the_parts_in_order() -> None:
    sheet = re.sub(r'\?v=\w+', '', style_sheet())
    first = [joined([read_style((FOLDER / f'{part}.css').read_text('utf-8'))]).split('\n')[0] for part in PARTS]
    places = [sheet.index(line) for line in first]
    assert places == sorted(places)


def selectors(rules: Iterable[Any]) -> Iterator[str]:
    """Every selector in *rules*, those in media too."""
    for rule in rules:
        if rule.type == 'qualified-rule':
            prelude = tinycss2.serialize(rule.prelude)
            yield from (prelude,) if ':is(' in prelude else prelude.split(',')
        elif rule.type == 'at-rule' and rule.content is not None and rule.lower_at_keyword == 'media':
            yield from selectors(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))


@pytest.mark.parametrize('part', MORE_PARTS)
def test_a_rule_for_few_pages_is_about_what_they_are_known_by(part: str) -> None:
    text = (FOLDER / f'{part}.css').read_text('utf-8')
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    assert [each for each in selectors(rules) if not any(f'.{name}' in each for name in MORE_CLASSES)] == []


@pytest.mark.parametrize(
    ('before', 'after'),
    [
        ('a { color: red; }  /* why */ b { margin: 0 1px }', 'a{color:red;}\nb{margin:0 1px;}\n'),
        ('@charset "utf-8"; a { color: RED !important }', 'a{color:RED!important;}\n'),
        # of several selectors, those that find something
        ('.btn, a, .card-body p, p .badge { top: 0 }', 'a{top:0;}\n'),
        ('.btn-primary:hover { top: 0 }', ''),
        ('#pst-back-to-top, #pst-x { top: 0 } .sd-btn { color: var(--sd-color-info) }', '#pst-x{top:0;}\n'),
        ('html { --sd-color-info: x; --sd-color-card-text: x }', 'html{--sd-color-card-text:x;}\n'),
        ('[data-bs-theme="dark"] { top: 0 }', ''),
        ('.card { --bs-card-gap: 1px } a { top: 0 }', 'a{top:0;}\n'),
        # names that only begin alike
        ('.cards, .formula, .rowing { top: 0 }', '.cards,.formula,.rowing{top:0;}\n'),
        ('.align-left, .align-self-end { top: 0 }', '.align-left{top:0;}\n'),
        # not what something is not, or has
        ('a:not(.btn) { top: 0 } p:has(.badge) { top: 0 }', 'a:not(.btn){top:0;}\np:has(.badge){top:0;}\n'),
        (':is(.btn, a) b { top: 0 } :is(.btn, .badge) b { top: 0 }', ':is(.btn, a) b{top:0;}\n'),
        ('[class*=" fa-"], [class*=" x-"] { top: 0 }', '[class*=" x-"]{top:0;}\n'),
        # letters of a typeface that is gone
        ('@font-face { font-family: "Font Awesome 7 Free"; src: url(a.woff2) }', ''),
        ('p::before { content: var(--pst-icon-bell); left: 0 } p { left: 0 }', 'p{left:0;}\n'),
        ('p { font: var(--fa-font-solid) } html { --fa-font-solid: x }', ''),
        # widths in the reader's letters
        ('@media (min-width: 960px) and (max-width: 1023.98px) { a { top: 0 } }', None),
        ('@media print { .btn { top: 0 } }', ''),
        # movements and inner properties that nothing asks for
        (
            '@keyframes a { from { top: 0 } } b { animation: 1s a }',
            '@keyframes a{from{top:0;}\n}\nb{animation:1s a;}\n',
        ),
        ('@keyframes a { from { top: 0 } }', ''),
        (
            'html { --bs-a: 1px; --bs-b: var(--bs-a); --bs-c: 1px; --pst-d: 1px } p { top: calc(2 * var(--bs-b)) }',
            'html{--bs-a:1px;--bs-b:var(--bs-a);--pst-d:1px;}\np{top:calc(2 * var(--bs-b));}\n',
        ),
        ('html { --bs-a: var(--bs-b); --bs-b: var(--bs-a) }', ''),
        # what is newer than we are stays
        ('@layer a { p { top: 0 } } p { & b { top: 0 } }', '@layer a{p{top:0;}\n}\np{& b{top:0;}\n}\n'),
    ],
)
def test_what_is_left_of_a_style_sheet(before: str, after: str | None) -> None:
    if after is None:
        after = '@media (min-width: 60em) and (max-width: 63.99875em){a{top:0;}\n}\n'
    assert small(before) == after


def test_notices_of_licences_stay() -> None:
    assert read_trimmed('/*! Bootstrap, MIT */ a { top: 0 } /* a remark */').notices == '/*! Bootstrap, MIT */\n'


def test_the_theme_is_small_and_keeps_what_it_does() -> None:
    sheet = (THEME / 'pydata-sphinx-theme.css').read_text('utf-8')
    left = style_sheet([sheet])
    assert left == style_sheet([sheet])
    assert 'Licensed under MIT' in left.split('\n.')[0]
    assert len(left) < 0.4 * len(sheet)
    assert 'font-family:"Font Awesome' not in left
    for kept in (
        '.bd-sidebar-primary{',
        '.admonition{',
        '.d-none{display:none!important;}',
        '#pst-primary-sidebar-modal',
    ):
        assert kept in left, kept


def test_kept_names_are_exceptions() -> None:
    assert not any(map(is_dropped, KEPT))
    assert all(is_dropped(f'{name}-other') for name in KEPT)


def test_characters_are_asked_of_the_typefaces_that_have_them() -> None:
    """A browser that asks a typeface in vain fetches the next one too; one that asks none has only the reader's own."""
    asked: dict[str, set[int]] = {}
    for rule in read_style((FOLDER / 'fonts.css').read_text('utf-8')):
        says = {one.name: one.value for one in rule.inside or () if isinstance(one, Setting)}
        if 'unicode-range' in says:
            (name,) = re.findall(r'url\("fonts/([\w-]+)\.woff2"\)', says['src'])
            asked.setdefault(name, set()).update(_codes(says['unicode-range']))
    assert {file.stem for file in FONTS.iterdir()} == asked.keys()
    for name, codes in asked.items():
        has = TTFont(FONTS / f'{name}.woff2').getBestCmap().keys()
        rest = asked.get(f'{name}-More', set())
        assert has <= codes, name
        # punctuation may be missing from all
        assert {code for code in codes & rest if code < 0x250} <= has, name


def _codes(ranges: str) -> Iterator[int]:
    for one in ranges.split(','):
        first, _, last = one.strip().removeprefix('U+').partition('-')
        yield from range(int(first, 16), int(last or first, 16) + 1)
