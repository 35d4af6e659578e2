"""Where texts lie: the engine's in English, and over them those of a profile in its languages.

A text that a profile lacks in a language is its English one, or else the engine's. ``lacking`` names all of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

#: the language of the engine's own texts
ENGLISH = 'en'
#: what comes before the language in the names of the files: messages, words of fields, help and forms, new pages
PARTS = ('', 'fields-', 'guide-', 'outlines-')
_FOLDER = 'texts'

#: by table and name the texts of one file
Tables = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFiles:
    """The texts of a profile: the *package* in whose folder ``texts`` they lie, and their *languages*.

    The first language is that of a handbook, or a call of the program, that does not say which.
    """

    package: str
    languages: tuple[str, ...]

    @property
    def default(self) -> str:
        """The language where none is known."""
        return self.languages[0]

    def known(self, language: str) -> str:
        """*language*, if there are texts in it; else English or, where there is none, the first language."""
        return next(name for name in (language, ENGLISH, self.default) if name in self.languages)

    def path(self, part: str, language: str) -> str:
        """How messages name the file of a *part* (one of ``PARTS``) in *language*."""
        return f'{self.package.replace(".", "/")}/{_FOLDER}/{part}{language}.toml'


#: the engine's own
ENGINE = TextFiles(package='s3ext.core', languages=(ENGLISH,))


class Lacking(NamedTuple):
    """A text that a profile lacks: the *path* of the file in which it should stand, its table and its name."""

    path: str
    table: str
    name: str


def tables(part: str, language: str, files: TextFiles) -> Tables:
    """The texts of a *part* in *language*, each the nearest there is, in the order of the nearest file.

    What a name stands for is taken whole.
    """
    found: Tables = {}
    for layer in (_own(part, language, files), _own(part, ENGLISH, files), _own(part, ENGLISH, ENGINE)):
        for table, texts in layer.items():
            nearer = found.setdefault(table, {})
            nearer |= {name: text for name, text in texts.items() if name not in nearer}
    return found


def lacking(files: TextFiles) -> list[Lacking]:
    """Every text that is there in one language of the profile, or in the engine's, and not in another; sorted."""
    missing: list[Lacking] = []
    for part in PARTS:
        own = {language: _names(_own(part, language, files)) for language in files.languages}
        engine = _names(_own(part, ENGLISH, ENGINE))
        wanted = engine.union(*own.values())
        for language, names in own.items():
            there = names | engine if language == ENGLISH else names
            missing += [Lacking(files.path(part, language), *pair) for pair in wanted - there]
    return sorted(missing)


def _names(texts: Tables) -> set[tuple[str, str]]:
    return {(table, name) for table, found in texts.items() for name in found}


@cache
def _own(part: str, language: str, files: TextFiles) -> Tables:
    """What the file itself holds; nothing, if there is none."""
    if language not in files.languages:
        return {}
    file = resources.files(files.package).joinpath(_FOLDER, f'{part}{language}.toml')
    return dict(_tables(tomllib.loads(file.read_text('utf-8')))) if file.is_file() else {}


def _tables(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """*data* as tables of names; names outside any table stand in one without a name."""
    loose = {name: value for name, value in data.items() if not isinstance(value, dict)}
    if loose:
        yield '', loose
    yield from ((name, value) for name, value in data.items() if isinstance(value, dict))
