"""What pages load, and what of the theme is published: no more than pages use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from s3ext.web.trim import is_dropped
from tests.site.sitekit import Page, page_files, text

Parsed = Callable[[Path], Page]


def test_no_page_has_a_class_whose_rules_are_dropped(handbook: Path, parsed: Parsed) -> None:
    """Of the theme's style sheet only what no page holds may be left out."""
    elements = (element for file in handbook.rglob('*.html') for element in parsed(file).all('[class]'))
    seen = {name for element in elements for name in element['class']}
    assert len(seen) > 100
    assert sorted(filter(is_dropped, seen)) == []


def test_pages_load_the_style_of_code_and_cards_only_with_some(handbook: Path, parsed: Parsed) -> None:
    found: dict[tuple[str, bool], set[bool]] = {}
    for file in handbook.rglob('*.html'):
        page = parsed(file)
        for name, element in (('pygments.css', '.highlight'), ('sphinx-design.min.css', '[class*="sd-"]')):
            loads = bool(page.all(f'link[rel=stylesheet][href*="{name}"]'))
            found.setdefault((name, loads), set()).add(bool(page.all(element)))
    assert found == {
        ('pygments.css', True): {True},
        ('pygments.css', False): {False},
        ('sphinx-design.min.css', True): {True},
        ('sphinx-design.min.css', False): {False},
    }


def test_a_page_says_how_wide_it_is_once(handbook: Path, parsed: Parsed) -> None:
    assert {len(parsed(file).all('meta[name=viewport]')) for file in handbook.rglob('*.html')} == {1}


def test_nothing_of_the_theme_is_published_that_no_page_loads(handbook: Path) -> None:
    files = {file.relative_to(handbook / '_static').as_posix() for file in (handbook / '_static').rglob('*')}
    assert not files & {'webpack-macros.html', 'scripts', 'styles', 'vendor'}
    assert not [name for name in files if name.endswith('.map')]
    assert not files & {'basic.css', 'plus.png', 's3-dom.js', 'search/s3-words.js'}
    assert {'s3.css', 's3-search-all.js', 'search/s3-start.js'} <= files


def test_the_menu_marks_where_one_is(handbook: Path, parsed: Parsed) -> None:
    """Also on pages in the folders of others, and in the part of the menu that is folded."""
    case = page_files(handbook / 'cases')[0]
    form = handbook / 'bidra' / 'formular.html'
    for file, entry in [
        (case, 'Alla fall'),
        (form, 'Bidra'),
        (handbook / 'docs' / 'methods' / 'funktionsanalys.html', 'Metoder'),
        (handbook / 'docs' / 'glossary.html', 'Ordlista'),
    ]:
        marked = parsed(file).all('.bd-header .s3-menu a[aria-current]')
        assert list(map(text, marked)) == [entry], file
    folded = parsed(form).one('.bd-header .s3-menu li:has(> details)')
    assert 'current' in folded['class']
