"""The Swedish overlay for the interface strings of Sphinx and the theme (``locale/sv``)."""

from __future__ import annotations

import ast
import io
import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from jinja2.ext import babel_extract
from sphinx.util.i18n import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog

CATALOGUES = Path(__file__).parents[2] / 'locale' / 'sv' / 'LC_MESSAGES'
PO = CATALOGUES / 'sphinx.po'
JS = CATALOGUES / 'sphinx.js'

#: Same word in both languages, or only placeholders and signs.
SAME_IN_SWEDISH = frozenset({'%(filename)s &#8212; %(docstitle)s', '&#169; %(copyright_prefix)s %(copyright)s.'})

#: The parts of Sphinx whose strings a reader of the handbook can meet.
READER_MODULES = (
    'builders/html/__init__.py',
    'config.py',
    'directives/other.py',
    'domains/changeset.py',
    'domains/std/__init__.py',
    'environment/adapters/indexentries.py',
    'ext/mathjax.py',
    'locale/__init__.py',
    'writers/html5.py',
)
#: Warnings that Sphinx marks as interface text; they end up on the console only.
CONSOLE_ONLY = re.compile(r'source encodings|glossary terms? |glossary seems')
#: Names and signs that need no Swedish word.
READER_SAME = frozenset({'%s %s'})


def package_root(name: str) -> Path:
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


SPHINX = package_root('sphinx')
THEME = package_root('pydata_sphinx_theme')
THEME_TEMPLATES = sorted((THEME / 'theme').rglob('*.html'))
BASIC_TEMPLATES = sorted(path for path in (SPHINX / 'themes' / 'basic').rglob('*') if path.suffix in {'.html', '.xml'})
SCRIPTS = sorted(
    path
    for root in (SPHINX / 'themes' / 'basic' / 'static', SPHINX / 'themes' / 'classic' / 'static', THEME / 'theme')
    for pattern in ('*.js', '*.js.jinja')
    for path in root.rglob(pattern)
)


def read_catalogue(path: Path) -> Catalog:
    with path.open('rb') as file:
        return read_po(file, locale='sv', abort_invalid=True)


def strings(catalogue: Catalog) -> dict[str, str]:
    """The translated messages; those without a translation are left out."""
    return {cast('str', m.id): cast('str', m.string) for m in catalogue if m.id and m.string and not m.fuzzy}


def template_strings(paths: list[Path]) -> set[str]:
    """Every string that the templates mark for translation, as jinja2 sees them."""
    found: set[str] = set()
    for path in paths:
        source = io.BytesIO(path.read_bytes())
        # silent is on by default: a template that cannot be read would pass unseen
        for _, _, message, _ in babel_extract(source, ('_', 'gettext', 'ngettext'), (), {'silent': 'false'}):
            parts = (message,) if isinstance(message, str) else message or ()
            found.update(part for part in parts if part)
    return found


def python_strings(path: Path) -> Iterator[str]:
    """The constant arguments of ``_()`` in a module; ``__()`` is for the console."""
    for node in ast.walk(ast.parse(path.read_text(encoding='utf-8'))):
        match node:
            case ast.Call(func=ast.Name(id='_'), args=[ast.Constant(value=str(text)), *_]):
                yield text


def script_strings(source: str) -> tuple[set[str], set[str]]:
    """The strings that a script looks up: singular only, and those with a plural."""
    literal = r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    # an underscore in a longer name or a method definition is not a look-up
    single = re.findall(rf'(?<![\w$.])(?:_|(?:[\w$]+\.)*gettext)\(\s*{literal}', source)
    plural = re.findall(rf'(?<![\w$])(?:[\w$]+\.)*ngettext\(\s*{literal}', source)
    return {ast.literal_eval(text) for text in single}, {ast.literal_eval(text) for text in plural}


def js_code() -> str:
    """``sphinx.js`` without its comments."""
    return re.sub(r'/\*.*?\*/', '', JS.read_text(encoding='utf-8'), flags=re.DOTALL)


def js_messages() -> dict[str, str | list[str]]:
    """The table in ``sphinx.js``; it is kept as plain JSON so that it can be read here."""
    found = re.search(r'Object\.assign\(Documentation\.TRANSLATIONS, (\{.*?\n\})\);', js_code(), flags=re.DOTALL)
    assert found is not None
    return cast('dict[str, str | list[str]]', json.loads(found[1]))


@pytest.fixture(scope='module')
def overlay() -> Catalog:
    return read_catalogue(PO)


@pytest.fixture(scope='module')
def ours(overlay: Catalog) -> dict[str, str]:
    return strings(overlay)


@pytest.fixture(scope='module')
def merged(ours: dict[str, str]) -> dict[str, str]:
    """What a page gets: our string, else that of Sphinx."""
    return strings(read_catalogue(SPHINX / 'locale' / 'sv' / 'LC_MESSAGES' / 'sphinx.po')) | ours


# --- sphinx.po -------------------------------------------------------------------------------------------------------


def test_header(overlay: Catalog) -> None:
    assert str(overlay.locale) == 'sv'
    assert overlay.plural_forms == 'nplurals=2; plural=(n != 1);'
    assert 'Language: sv\\n' in PO.read_text(encoding='utf-8')


def test_every_entry_is_translated(overlay: Catalog, ours: dict[str, str]) -> None:
    entries = [message for message in overlay if message.id]
    assert [m.id for m in entries if not m.string or m.fuzzy] == []
    assert [m.id for m in entries if m.context] == []
    assert len(entries) == len(ours)
    assert not overlay.obsolete


def test_no_entry_is_given_twice() -> None:
    ids = re.findall(r'^msgid (.*(?:\n".*)*)', PO.read_text(encoding='utf-8'), flags=re.MULTILINE)
    assert len(ids) == len(set(ids))


def test_placeholders_and_markup_are_kept(ours: dict[str, str]) -> None:
    # the parts of a date pattern change places
    pieces = re.compile(r'%\(\w+\)s|%s|%d|</?\w+[^>]*>|&#?\w+;|<<|>>')
    wrong = {k: v for k, v in ours.items() if k != '%b %d, %Y' and pieces.findall(k) != pieces.findall(v)}
    assert wrong == {}
    edges = {k: v for k, v in ours.items() if (k[0].isspace(), k[-1].isspace()) != (v[0].isspace(), v[-1].isspace())}
    assert edges == {}


def test_the_theme_is_found() -> None:
    assert len(THEME_TEMPLATES) > 20
    assert {'Skip to main content', 'Color mode', 'Edit'} <= template_strings(THEME_TEMPLATES)


def test_every_theme_string_is_translated(ours: dict[str, str]) -> None:
    wanted = template_strings(THEME_TEMPLATES) | set(python_strings(THEME / 'toctree.py')) | {'More'}
    assert wanted - ours.keys() == set()
    assert {k for k in wanted if ours[k] == k} == set()


def test_every_basic_template_string_is_translated(ours: dict[str, str]) -> None:
    wanted = template_strings(BASIC_TEMPLATES)
    assert 'Search within %(docstitle)s' in wanted
    assert wanted - ours.keys() == set()
    assert {k for k in wanted if ours[k] == k} <= SAME_IN_SWEDISH


@pytest.mark.parametrize('module', READER_MODULES)
def test_every_reader_string_of_sphinx_is_translated(module: str, merged: dict[str, str]) -> None:
    wanted = {text for text in python_strings(SPHINX / module) if not CONSOLE_ONLY.search(text)}
    assert wanted
    assert wanted - merged.keys() == set()
    assert {k for k in wanted if merged[k] == k} <= READER_SAME


@pytest.mark.parametrize(
    ('text', 'swedish'),
    [
        ('Link to this table', 'Länk till den här tabellen'),  # not a table to sit at
        ('Link to this term', 'Länk till det här begreppet'),  # not a school term
        ('Go', 'Sök'),
        ('property', 'egenskap'),
        ('Skip to main content', 'Hoppa till innehållet'),
        ('Back to top', 'Till toppen'),
    ],
)
def test_gettext_gives_the_swedish_text(overlay: Catalog, text: str, swedish: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, overlay)
    compiled.seek(0)
    assert Translations(compiled).gettext(text) == swedish


def test_date_pattern(ours: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv('SOURCE_DATE_EPOCH', '1793707200')  # 3 November 2026, 12.00 UTC
    assert format_date(ours['%b %d, %Y'], language='sv') == '3 november 2026'


# --- sphinx.js -------------------------------------------------------------------------------------------------------


def test_script_strings_are_found() -> None:
    single, plural = script_strings(''.join(path.read_text(encoding='utf-8') for path in SCRIPTS))
    assert {'Searching', ', in ', 'Hide Search Matches', 'Search Results'} <= single
    assert any(text.startswith('Your search did not match') for text in single)
    assert plural == {'Search finished, found one page matching the search query.'}


@pytest.mark.parametrize('script', SCRIPTS, ids=lambda path: path.name)
def test_every_script_string_is_translated(script: Path) -> None:
    messages = js_messages()
    single, plural = script_strings(script.read_text(encoding='utf-8'))
    assert single - {k for k, v in messages.items() if isinstance(v, str) and v and v != k} == set()
    assert plural - {k for k, v in messages.items() if isinstance(v, list) and len(v) == 2 and all(v)} == set()


def test_the_plural_keeps_its_placeholder() -> None:
    forms = js_messages()['Search finished, found one page matching the search query.']
    assert isinstance(forms, list)
    one, many = forms
    assert '${resultCount}' not in one
    assert many.count('${resultCount}') == 1


def test_no_code_from_text() -> None:
    code = js_code()
    assert not re.search(r'\bFunction\b|\beval\b|setTimeout|addTranslations|plural_expr', code)
    assert 'PLURAL_EXPR = (n) => (n === 1 ? 0 : 1)' in code
