"""The second handbook (``tests/roots/klima``): a copy of it, what readers see of it, and words it must not have."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Comment, Doctype, Tag

from s3ext.core.gate.allowed import DIRECTIVES
from s3ext.core.problems import ProblemCode
from tests.site.sitekit import ROOT, build_clean

KLIMA = ROOT / 'tests' / 'roots' / 'klima'
#: texts of the first handbook, and of the engine itself
FIRST, ENGINE = ROOT / 's3ext' / 'handbook' / 'texts', ROOT / 's3ext' / 'core' / 'texts'
#: what the first handbook is about
ITS_MATTER = frozenset(
    {'s3', 'smart', 'specialisering', 'region', 'regionen', 'regioner', 'pilot', 'piloter', 'workshop', 'län'}
)
#: what people who use a screen reader or a mouse get to know beside the text
_ATTRIBUTES = ('alt', 'aria-label', 'title', 'placeholder', 'content', 'data-label')
_NAME = re.compile(r'^([a-z][\w-]*) ?=', re.M)
_WORD = re.compile(r'[^\W\d_]{2,}')
#: names in texts that stand for something else, and words of files and programs: `…`, {name}, --option, file.md
_NO_WORDS = re.compile(
    r'\{\w*\}|[\w.]+@[\w.]+|`[^`]*`|https?://\S+|--[\w-]+|[\w/<>.-]*[\w>]\.(?:md|py|yml|yaml|json|toml|txt)\b'
)


def copy_klima(target: Path) -> Path:
    """The whole handbook at *target*."""
    return shutil.copytree(KLIMA, target, ignore=shutil.ignore_patterns('__pycache__', '_build'))


def build_klima(root: Path) -> None:
    """The handbook at *root*, built for the web and printed whole."""
    copy_klima(root)
    build_clean(root, html_baseurl='https://example.org/klima/')
    build_clean(root, 'typstpdf', s3_pdf=['all'])
    forget_profile()


def forget_profile() -> None:
    """Let Python load the profile anew: each copy of the handbook has one of the same name."""
    for name in [name for name in sys.modules if name.partition('.')[0] == 'klima']:
        del sys.modules[name]


def words(text: str) -> set[str]:
    """The words of *text* in small letters, without names that no reader takes for words."""
    return {word.lower() for word in _WORD.findall(_NO_WORDS.sub(' ', text))}


def all_strings(value: Any) -> Iterator[str]:
    """Every text in *value*, which comes from JSON, YAML or TOML; no keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in all_strings(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in all_strings(inner))


def texts_in(folder: Path) -> list[str]:
    """Every text in the TOML files of *folder*."""
    tables = (tomllib.loads(file.read_text('utf-8')) for file in sorted(folder.glob('*.toml')))
    return [text for table in tables for text in all_strings(table)]


def words_of(texts: Iterable[str]) -> set[str]:
    """The words of all *texts*."""
    return set().union(*map(words, texts))


@cache
def own_words() -> frozenset[str]:
    """Every word that the second handbook holds itself: in its texts, content and lists."""
    files = [file for file in sorted(KLIMA.rglob('*')) if file.suffix in ('.md', '.yaml')]
    return frozenset(words_of((*texts_in(KLIMA / 'klima' / 'texts'), *(file.read_text('utf-8') for file in files))))


@cache
def _theirs() -> frozenset[str]:
    """The words of the first handbook's texts, of the engine's own, and of what Sphinx and the theme print on pages."""
    return frozenset(words_of((*texts_in(FIRST), *texts_in(ENGINE), *_sphinx())) | ITS_MATTER)


def _sphinx() -> Iterator[str]:
    for package, part in (('sphinx', 'themes/'), ('pydata_sphinx_theme', '')):
        spec = find_spec(package)
        assert spec is not None and spec.origin is not None
        with (Path(spec.origin).parent / 'locale' / 'sphinx.pot').open('rb') as file:
            for message in read_po(file):
                if any(part in place for place, _ in message.locations):
                    yield from [message.id] if isinstance(message.id, str) else message.id


@cache
def names_of_the_engine() -> frozenset[str]:
    """Words that stand as names in messages and pages on writing: of fields, directives, commands, options, codes."""
    found = {name for file in ENGINE.glob('*.toml') for name in _NAME.findall(file.read_text('utf-8'))}
    found |= {*DIRECTIVES, *(code.value for code in ProblemCode)}
    found |= {'markdown', 'example', 'main', 'python', 's3ext', 'id'}
    return frozenset(part for name in found for part in re.split(r'[\W_\d]+', name))


def foreign(found: set[str], *, names: bool = False) -> set[str]:
    """Those of the words *found* that are Swedish, English or of the first handbook, and not of this one as well.

    With *names* those are right too that people write as they are.
    """
    odd = {word for word in found if set(word) & set('äö')}
    return ((found & _theirs()) | odd) - own_words() - (names_of_the_engine() if names else frozenset())


def seen(page: BeautifulSoup) -> list[str]:
    """What readers of *page* get to see or hear: each piece of text and each attribute that is read out."""
    copy = BeautifulSoup(str(page), 'html.parser')
    for part in copy.select('script, style, template, code, pre, kbd, [lang=en], a[href^="mailto:"]'):
        part.decompose()
    found = [str(text) for text in copy.find_all(string=True) if not isinstance(text, Comment | Doctype)]
    for tag in copy.find_all(True):
        assert isinstance(tag, Tag)
        if tag.name != 'meta' or tag.get('name') == 'description':
            found += [str(tag[name]) for name in _ATTRIBUTES if tag.has_attr(name)]
    return [' '.join(text.split()) for text in found if text.strip()]


def from_script(file: Path) -> Any:
    """The data in a script of the site, ``(window.S3??={}).name={…};``."""
    return json.JSONDecoder().raw_decode(re.split(r'\)\.\w+=(?=[{\[])', file.read_text('utf-8'), maxsplit=1)[1])[0]
