"""Typst code from values. Pages hold no markup, only calls with string literals, so text can never run as code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: content that shows nothing
EMPTY = '[]'

_SPACES = re.compile(r'[ \t\r\n\f\v]+')
_ESCAPES = {'\\': '\\\\', '"': '\\"', '\n': '\\n', '\t': '\\t'}
#: control characters and lone surrogates: they have no shape, and PDF does not allow them in text
_DROPPED = {'Cc', 'Cs'}


def string(text: str) -> str:
    """*text* as a Typst string literal that means exactly that text, control characters left out."""
    escaped = (_ESCAPES.get(char) or ('' if unicodedata.category(char) in _DROPPED else char) for char in text)
    return f'"{"".join(escaped)}"'


def words(text: str) -> str:
    """Running text as a string literal: white space counts as one space, hard spaces stay."""
    return string(_SPACES.sub(' ', text))


def call(name: str, *args: str, **named: str) -> str:
    """A call of the Typst function *name*; every argument is Typst code already."""
    parts = [*args, *(f'{key.replace("_", "-")}: {value}' for key, value in named.items())]
    return f'{name}({", ".join(parts)})'


def join(parts: Iterable[str]) -> str:
    """One content value from the expressions *parts*; empty ones do not count."""
    found = [part for part in parts if part]
    if not found:
        return EMPTY
    if len(found) == 1:
        return found[0]
    return '{\n' + '\n'.join(found) + '\n}'
