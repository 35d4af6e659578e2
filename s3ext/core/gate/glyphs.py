"""Which characters the PDF's typefaces can draw, and what stands in it for the others.

The list ``glyphs.txt`` is read from the typefaces by ``tools/list_glyphs.py``: lines of hexadecimal numbers, and below
an empty line those that only upright letters have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import resources

from ..problems import Position, Problem, ProblemCode

#: what stands for a character without a shape
MISSING = '□'
#: what joins and varies emoji and has no shape of its own (Unicode Technical Standard 51)
_VARIES = '\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f'
_JOINER = '\u200d'
_JOINS = f'{_JOINER}{_VARIES}'


@cache
def _classes() -> tuple[str, str]:
    """The insides of two classes of a regular expression: what all faces draw, and what upright ones do."""
    data = resources.files(__package__).joinpath('glyphs.txt').read_text('utf-8')
    always, upright = ([line.partition('-') for line in part.split()] for part in data.split('\n\n'))
    return _ranges(always), _ranges(upright)


def _ranges(lines: list[tuple[str, str, str]]) -> str:
    return ''.join(f'\\U{int(first, 16):08x}-\\U{int(last or first, 16):08x}' for first, _, last in lines)


@cache
def _missing() -> re.Pattern[str]:
    """A character without a shape and what is joined to it: an emoji of several is shown as one."""
    known = ''.join(_classes())
    one = f'[^{known}\\s{_JOINS}]'
    return re.compile(f'{one}[{_VARIES}]*(?:{_JOINER}[^\\s{_JOINS}][{_VARIES}]*)*|[{_JOINS}]+')


@cache
def _any_missing() -> re.Pattern[str]:
    """One look for all: ordinary text passes here."""
    return re.compile(f'[^{"".join(_classes())}\\s]')


@cache
def _upright() -> re.Pattern[str]:
    return re.compile(f'([{_classes()[1]}]+)')


def printable(text: str) -> str:
    """*text* with what the typefaces lack replaced; what has no shape at all is left out."""
    return text if text.isascii() else _missing().sub(lambda match: shown(match[0]), text)


def shown(char: str) -> str:
    """What stands in the PDF for *char*, which the typefaces lack, and for what is joined to it."""
    if re.fullmatch(f'[{_JOINS}]+', char):
        return ''
    plain = unicodedata.normalize('NFKC', char)
    return plain if plain != char and plain.strip() and not _missing().search(plain) else MISSING


def pieces(text: str) -> list[str]:
    """*text* in pieces; every second one, beginning with the second, may not be slanted."""
    return [text] if text.isascii() else _upright().split(text)


def check_glyphs(text: str, path: str) -> list[Problem]:
    """A note for each character of the source *text* of *path* that the PDF lacks, at its first place."""
    if text.isascii() or not _any_missing().search(text):
        return []
    found: dict[str, Problem] = {}
    for number, line in enumerate(text.removeprefix('\ufeff').split('\n'), 1):
        if line.isascii() or line.startswith('%'):  # a comment is not printed
            continue
        for match in _missing().finditer(line):
            char = match[0]
            # control characters and those for private use are faults
            if char in found or unicodedata.category(char[0])[0] == 'C' or not (instead := shown(char)):
                continue
            mark = Position(line=number, column=match.start() + 1)
            found[char] = Problem.at(path, mark, ProblemCode.NO_GLYPH, value=char, shown=instead)
    return list(found.values())


def check_run(text: str, mark_at: Callable[[int], Position], path: str, source: str) -> list[Problem]:
    """The same for a piece of running *text* whose characters are written in another way in the *source*."""
    if text.isascii():
        return []
    found = ((match.start(), match[0]) for match in _missing().finditer(text))
    return [
        Problem.at(path, mark_at(start), ProblemCode.NO_GLYPH, value=char, shown=shown(char))
        for start, char in found
        if char not in source and shown(char)
    ]
