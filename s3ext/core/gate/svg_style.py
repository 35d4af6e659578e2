"""The little of CSS that a picture may use: lists of plain properties, and rules by name, class and id.

What CSS can spell in two ways is not read: with escapes, at-rules and comments inside values ``url()`` and ``@import``
have many faces (CSS Syntax Module Level 3, 4.3.7), and a reader that does not know them all is deceived.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .svg_lists import PROPERTIES

#: an address as CSS writes it, of a part of the same picture
_OWN = re.compile(r'url\(\s*(["\']?)#([^\s"\'()<>\\]{1,120})\1\s*\)', re.IGNORECASE)
#: what may follow a property: words, numbers, colours, functions of numbers, names in quotes; no escape, no at-rule
_VALUE = re.compile(r'[\w\s.,%#+*/!()\'"-]{1,4000}')
_FUNCTION_NAMES = """
rgb rgba hsl hsla matrix translate translatex translatey scale scalex scaley rotate skewx skewy calc
"""
#: functions that draw nothing else and load nothing
_FUNCTIONS = frozenset(_FUNCTION_NAMES.split())
_FUNCTION = re.compile(r'([\w-]*)\s*\(')
_SELECTOR = re.compile(r'[\w\s.#*>+~-]{1,300}')
_BRACE = re.compile(r'[{};]')
_IMPORTANT = re.compile(r'\s*!\s*important\s*$', re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A property and its value; ``written`` is how they stand in the style."""

    name: str
    value: str
    written: str

    @property
    def is_plain(self) -> bool:
        """Whether the property is on the list and its value draws and does nothing else."""
        return self.name in PROPERTIES and is_plain(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The declarations for the elements that *selector* names; ``is_plain`` for selectors of names, classes and ids."""

    selector: str
    declarations: tuple[Declaration, ...]

    @property
    def is_plain(self) -> bool:
        """Whether the selector consists of names, classes, ids and the space between them."""
        return all(_SELECTOR.fullmatch(part.strip()) for part in self.selector.split(','))

    def matches(self, tag: str, classes: frozenset[str], name: str) -> bool:
        """Whether the rule may hold for such an element; what stands before the last part is passed over."""
        return any(
            _may_match(part.split()[-1], tag, classes, name) for part in self.selector.split(',') if part.strip()
        )


def own_parts(value: str) -> tuple[str, ...]:
    """The ids of the parts of the same picture that *value* names with ``url(#id)``."""
    return tuple(match[2] for match in _OWN.finditer(value))


def is_plain(value: str) -> bool:
    """Whether *value*, of a property or an attribute, names no address but parts of the same picture."""
    rest = _OWN.sub(' ', value)
    if not rest.strip():
        return True
    return bool(_VALUE.fullmatch(rest)) and all(
        name.lower() in _FUNCTIONS or not name for name in _FUNCTION.findall(rest)
    )


def declarations(style: str) -> Iterator[Declaration]:
    """What stands between semicolons in *style*, comments aside."""
    for piece in _without_comments(style).split(';'):
        if piece.strip():
            name, _, value = piece.partition(':')
            value = _IMPORTANT.sub('', value)
            yield Declaration(name=name.strip().lower(), value=value.strip(), written=' '.join(piece.split()))


def rules(style: str) -> tuple[list[Rule], str]:
    """The rules of the style sheet *style*, and the first thing in it that is none, such as an at-rule, or ''."""
    text = _without_comments(style).replace('<!--', ' ').replace('-->', ' ')
    found: list[Rule] = []
    left = opened = ''
    depth = start = 0
    for brace in _BRACE.finditer(text):
        piece, start = text[start : brace.start()], brace.end()
        if brace[0] == '{':
            depth += 1
            opened = piece.strip() if depth == 1 else opened
            left = left or (piece.strip() if depth > 1 else '')
        elif brace[0] == '}':
            if depth == 1 and opened.startswith('@'):
                left = left or opened
            elif depth == 1:
                block = text[text.rindex('{', 0, brace.start()) + 1 : brace.start()]
                found.append(Rule(selector=' '.join(opened.split()), declarations=tuple(declarations(block))))
            depth = max(depth - 1, 0)
        elif depth == 0:
            left = left or piece.strip()
    return found, ' '.join((left or text[start:]).split())


def _without_comments(text: str) -> str:
    """*text* with a space for each comment; one that is not closed goes on to the end."""
    first, *others = text.split('/*')
    return first + ''.join(' ' + other.partition('*/')[2] for other in others)


def _may_match(last: str, tag: str, classes: frozenset[str], name: str) -> bool:
    named = set(re.findall(r'\.([\w-]+)', last))
    if named:
        return named <= classes
    if ids := re.findall(r'#([\w-]+)', last):
        return name in ids
    return last in ('*', tag)
