"""Look up the words of the pages and of the interface in a Swedish dictionary: ``make spell``.

The dictionary is Debian's hunspell-sv, read by spylls. It lets words join freely, as Swedish does, so some mistakes
pass. What it does not know is either a mistake or belongs in the project's own list, one word a line.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spylls.hunspell import Dictionary

from s3ext.core import frontmatter
from s3ext.core.source import decode

ROOT = Path(__file__).parents[1]
DATA = ROOT / 'tests' / 'data' / 'spelling'
OWN_WORDS = DATA / 'words.txt'
#: header fields that hold ids, names or English
_NO_PROSE = {
    'id', 'sources', 'source', 'url', 'mailbox', 'unit', 'actors', 'national_actors', 'eu_actors', 'authority', 'en',
    'regions', 'themes', 'process', 'cases', 'related', 'pilots', 'adapted_from', 'obstacle', 'see_also', 'broader',
    'audience', 'level', 'kind', 'stage', 'category', 'helix', 'evidence', 'handled', 'effort', 'mode', 's3_link',
    'status', 'term_en', 'label_en', 'summary_en', 'nuts2', 'nuts3',
}  # fmt: skip
_WORD = re.compile(r'\w+(?:-\w+)*')
_FENCE = re.compile(r'^(```|~~~)')
_DIRECTIVE = re.compile(r'^\s*(:{3,}|:[\w-]+:)')
#: what is not read as text: code, roles, targets of links, footnotes, addresses
_MARKUP = re.compile(r'(?:\{[\w:-]+\})?(`+).*?\1|\]\([^)]*\)|\[\^[^\]]*\]|https?://\S+|<[^>]*>|\{\w+\}')


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Unknown:
    """A word that neither list holds, and where it first stands: ``path:line``."""

    path: str
    line: int
    word: str


def words_of_page(file: Path) -> Iterator[tuple[int, str]]:
    """Each word of the prose in a page with its line: the header's texts, then the body."""
    path = file.relative_to(ROOT).as_posix()
    text, _ = decode(file.read_bytes(), path)
    page, _ = frontmatter.split(text, path)
    if page.header is not None:
        raw, _ = frontmatter.read(page.header, path)
        for place, value in _texts(raw.value):
            if _NO_PROSE.isdisjoint(place):
                yield from ((raw.mark(place).line, word) for word in _words(value))
    fenced = False
    for number, line in enumerate(page.body.split('\n'), page.body_line):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and not _DIRECTIVE.match(line):
            yield from ((number, word) for word in _words(line))


def words_of_interface(file: Path) -> Iterator[tuple[int, str]]:
    """Each word that the product says in Swedish; the file is one, so the line is always 1."""
    for group in tomllib.loads(file.read_text('utf-8')).values():
        for text in group.values():
            yield from ((1, word) for word in _words(text))


def _texts(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*place, name))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _texts(inner, (*place, position))
    else:
        yield place, value


def _words(text: str) -> Iterator[str]:
    """The words of a line; a word of one letter or with a figure in it says nothing."""
    for match in _WORD.finditer(_MARKUP.sub(' ', text)):
        if any(len(part) > 1 and part.isalpha() for part in match[0].split('-')):
            yield match[0]


def own_words() -> list[str]:
    """The project's list, in the order of the file, whose lines with # say what kind of words follow."""
    lines = OWN_WORDS.read_text('utf-8').splitlines()
    return [line for line in lines if line and not line.startswith('#')]


def unknown_words(files: Iterable[Path]) -> tuple[list[Unknown], set[str]]:
    """The words of *files* that are neither in the dictionary nor in the project's list, each where it first stands.

    Also which words of the project's list were needed.
    """
    first: dict[str, Unknown] = {}
    for file in files:
        read = words_of_interface if file.suffix == '.toml' else words_of_page
        for line, word in read(file):
            if word not in first:
                first[word] = Unknown(path=file.relative_to(ROOT).as_posix(), line=line, word=word)
    dictionary = Dictionary.from_zip(DATA / 'sv_SE.zip')
    own = set(own_words())
    used: set[str] = set()
    found = [place for word, place in first.items() if not _is_known(word, dictionary, own, used)]
    return sorted(found), used


def _is_known(word: str, dictionary: Dictionary, own: Set[str], used: set[str]) -> bool:
    """Whether *word* is known as it stands, or all its parts between hyphens are; *used* takes what the list gave."""
    for form in (word, word.removesuffix('s')):  # the genitive of a name
        if form in own:
            used.add(form)
            return True
    if dictionary.lookup(word):
        return True
    parts = [part for part in word.split('-') if len(part) > 1 and part.isalpha()]
    return parts != [word] and all(_is_known(part, dictionary, own, used) for part in parts)


def site_files() -> list[Path]:
    """Everything that a reader can read."""
    pages = [ROOT / 'index.md', *ROOT.glob('docs/**/*.md'), *ROOT.glob('cases/**/*.md')]
    return [*sorted(pages), ROOT / 's3ext' / 'core' / 'texts' / 'sv.toml']


def main() -> int:
    """Print the unknown words; returns the exit code."""
    found, used = unknown_words(site_files())
    for place in found:
        print(f'{place.path}:{place.line}: okänt ord: {place.word}')
    needless = sorted(set(own_words()) - used)
    if needless:
        print(f'Behövs inte längre i {OWN_WORDS.relative_to(ROOT)}: {", ".join(needless)}')
    if found:
        print(f'{len(found)} okända ord. Rätta dem, eller skriv dem i {OWN_WORDS.relative_to(ROOT)}.')
    elif not needless:
        print('Inga okända ord.')
    return 1 if found or needless else 0


if __name__ == '__main__':
    sys.exit(main())
