"""Typst code from values. Pages hold no markup, only calls with string literals, so text can never run as code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ..core.gate.glyphs import pieces, printable

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


def seen(text: str) -> str:
    """*text* that readers see, as a string literal: what the typefaces lack is replaced."""
    return string(printable(text))


def words(text: str) -> str:
    """Running text as a string literal: white space counts as one space, hard spaces stay."""
    return seen(_SPACES.sub(' ', text))


def running(text: str) -> str:
    """Running text as content, which may be slanted: characters that have no slanted shape stay upright."""
    parts = pieces(printable(_SPACES.sub(' ', text)))
    return join(
        call('s3.unslanted', string(part)) if place % 2 else string(part) for place, part in enumerate(parts) if part
    )


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
