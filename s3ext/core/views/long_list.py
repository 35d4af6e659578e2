"""A long list in parts: on the web, links to each above it, and a way back at the end of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..texts.messages import Texts
from .blocks import Back, Block, Jumps

#: over what begins with no letter
NO_LETTER = '0–9'
#: fewer entries than this are seen at a glance
FEW = 40


class ListPart(NamedTuple):
    """A part of a long list: what it is called, the anchor of its first heading, and its blocks."""

    name: str
    anchor: str
    blocks: tuple[Block, ...]


def place_of(letter: str) -> str:
    """*letter*, or what stands over what begins with none, as the end of a name of a place."""
    return '0-9' if letter == NO_LETTER else letter.lower()


def in_parts(parts: Sequence[ListPart], anchor: str, label: str, texts: Texts) -> Iterator[Block]:
    """The blocks of all *parts*, with links to each at *anchor*, which *label* names."""
    yield Jumps(anchor=anchor, label=label, parts=tuple((part.name, part.anchor) for part in parts))
    for part in parts:
        yield from part.blocks
        yield Back(text=texts['list_back'], anchor=anchor)
