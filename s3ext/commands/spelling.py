"""Words that neither the dictionary of the language nor the handbook's own list knows: ``check --notes``.

The dictionary is one of hunspell, read by spylls, which only those who check have (the extra ``dev``). It may let words
join freely, so that some mistakes pass. What it does not know is misspelt, a name or a new word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache
from pathlib import Path

from ..core.model.annotations import NotProse
from ..core.model.declared import declared
from ..core.model.kinds import Kinds
from ..core.model.values import is_text
from ..core.page import frontmatter
from ..core.page.facts import PageFacts
from ..core.page.source import Source, decode, read_source
from ..core.problems import Position, Problem, ProblemCode
from ..core.suggest import nearest
from .project import Content

_WORD = re.compile(r'\w+(?:-\w+)*')
_ADDRESS = re.compile(r'https?://\S+|\S+@\S+')
#: how much longer or shorter a suggestion may be
_MOST_APART = 2

Lookup = Callable[[str], bool]


class DictionaryError(Exception):
    """There is nothing to read the dictionary with."""


def check_words(root: Path, content: Content) -> list[Problem]:
    """A note for each word of the pages under *root* that no list knows, once a page. Raises ``DictionaryError``."""
    language = content.catalog.language
    if language.dictionary is None:
        return []
    lookup = dictionary(language.dictionary)
    own, problems = own_words(root, content.profile.names.words)
    silent = no_prose(content.profile.kinds)
    pages = {
        entry.path: list(words_of_page(root, entry.path, content.facts[entry.docname], silent))
        for entry in content.entries
        if entry.docname in content.facts
    }
    known: dict[str, bool] = {}
    for word in (word for words in pages.values() for _, word in words):
        if word not in known:
            known[word] = is_known(word, lookup, own, language.genitive)
    right = {word for word, is_right in known.items() if is_right}
    for path, words in pages.items():
        first: dict[str, Position] = {}
        for mark, word in words:
            if not known[word]:
                first.setdefault(word, mark)
        for word, mark in first.items():
            alike = [other for other in right if _may_mean(word, other)]
            details = {'value': word, 'nearest': nearest(word, alike) or ''}
            problems.append(Problem.at(path, mark, ProblemCode.UNKNOWN_WORD, **details))
    return problems


def _may_mean(word: str, other: str) -> bool:
    return other[0].lower() == word[0].lower() and abs(len(other) - len(word)) <= _MOST_APART


@cache
def dictionary(file: Path) -> Lookup:
    """Whether the dictionary in *file* knows a word. Raises ``DictionaryError``."""
    try:
        from spylls.hunspell import Dictionary
    except ImportError as error:
        raise DictionaryError from error
    lookup: Lookup = Dictionary.from_zip(file).lookup
    return cache(lookup)


def no_prose(kinds: Kinds) -> frozenset[str]:
    """The fields of headers that hold ids, names or English, by name at any depth."""
    return frozenset(
        field.name
        for cls in (*kinds.by_id.values(), *kinds.parts)
        for field in declared(cls)
        if field.find(NotProse) or not (field.part or is_text((*field.marks, *field.item_marks)))
    )


def own_words(root: Path, path: str) -> tuple[frozenset[str], list[Problem]]:
    """The handbook's own list, the file *path*, and a fault if it is not UTF-8; nothing if there is no such file.

    It holds one word a line; lines with # say what kind of words follow. Idle ones may stand.
    """
    if not (root / path).is_file():
        return frozenset(), []
    text, problems = read_source(root / path, path)
    words = frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith('#'))
    # whatever else is wrong with the file has been reported with those of the other files
    return words, [problem for problem in problems if problem.code is ProblemCode.BAD_ENCODING]


def is_known(word: str, lookup: Lookup, own: Set[str], genitive: str) -> bool:
    """Whether *word* is known as it stands or without *genitive*, or all its parts between hyphens are."""
    if word in own or word.removesuffix(genitive) in own or lookup(word):
        return True
    parts = [part for part in word.split('-') if len(part) > 1 and part.isalpha()]
    return parts != [word] and all(is_known(part, lookup, own, genitive) for part in parts)


def words_of_page(root: Path, path: str, facts: PageFacts, silent: Set[str]) -> Iterator[tuple[Position, str]]:
    """Each word of the prose in the page *path* with its place: the header's texts, then the body."""
    text, _ = decode((root / path).read_bytes(), path)
    page, _ = frontmatter.split(Source.of_file(path, text))
    if page.header is not None:
        lines = text.split('\n')
        raw, _ = frontmatter.read(page.header, path)
        for where, value in raw.leaves:
            if silent.isdisjoint(where):
                for _, word in words_of(value):
                    yield _place(lines, raw.position(where), word), word
    for run in (run for run in facts.runs if not run.is_foreign):
        for position, word in words_of(run.text):
            yield run.mark_at(position), word
    for image in facts.images:
        yield from ((image.mark, word) for _, word in words_of(image.alt))


def _place(lines: list[str], mark: Position, word: str) -> Position:
    """Where *word* stands in the value that begins at *mark*, which may go on for some lines."""
    start = mark.column - 1
    for number in range(mark.line, min(mark.line + 20, len(lines) + 1)):
        found = lines[number - 1].find(word, start)
        if found >= 0:
            return Position(line=number, column=found + 1)
        start = 0
    return mark


def words_of(text: str) -> Iterable[tuple[int, str]]:
    """The words of *text* and their positions; a word of one letter or with a figure in it says nothing."""
    plain = _ADDRESS.sub(lambda match: ' ' * len(match[0]), text)
    for match in _WORD.finditer(plain):
        if any(len(part) > 1 and part.isalpha() for part in match[0].split('-')):
            yield match.start(), match[0]
