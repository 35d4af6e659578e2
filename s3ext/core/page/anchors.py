"""The addresses of the headings of a page: none moves because of what stands above it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from typing import NamedTuple

from .reserved import is_reserved

#: as MyST makes it (``myst_parser.slugs.github_slugify``, tested)
_NOT_IN_SLUGS = re.compile(r'[^\w\u4e00-\u9fff\- ]')


class Wanted(NamedTuple):
    """The address ``base`` of a heading by its words; whether it is ``nested`` in something, or ``named``."""

    base: str
    nested: bool
    named: bool


def slug_of(title: str, sheet: str) -> str:
    """The address of a heading with the words *title*, if no other has it; '' if it can have none.

    None that the surroundings of a page use, such as *sheet*.
    """
    made = _NOT_IN_SLUGS.sub('', title.lower().replace(' ', '-'))
    return f'{made}-1' if is_reserved(made, sheet) else made


def same(base: str) -> str:
    """What the addresses have in common that only differ in marks on letters, which docutils leaves out."""
    bare = unicodedata.normalize('NFKD', base).encode('ascii', 'ignore').decode('ascii')
    return '-'.join(re.findall('[a-z0-9]+', bare)) or base


def slugs(headings: Sequence[Wanted]) -> list[str]:
    """The address of each of the *headings* of a page; '' for one that has none but its name.

    Of headings with the same words one has them for its address: that without a name which stands in nothing else. Two
    of these are a fault. Those in what readers take along may be the same, and are numbered.
    """
    found = [''] * len(headings)
    owners = {key: places[0] for key, places in _by_words(headings).items()}
    taken = set[str]()
    numbered = [place for place, heading in enumerate(headings) if heading.base and not heading.named]
    numbered += [place for place in owners.values() if headings[place].named]
    for place in sorted(numbered, key=lambda place: (place not in owners.values(), headings[place].nested, place)):
        found[place] = _free(headings[place].base, taken)
        taken.add(found[place])
    return found


def repeated(headings: Sequence[Wanted]) -> list[tuple[int, int]]:
    """The headings that stand in nothing else and have no name, and the words of one before: their places, and its."""
    return [
        (place, places[0])
        for places in _by_words(headings).values()
        for place in places[1:]
        if not headings[place].nested and not headings[place].named
    ]


def _by_words(headings: Sequence[Wanted]) -> dict[str, list[int]]:
    """By words the places of headings with them, that which they are the address of first."""
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        if heading.base:
            found.setdefault(same(heading.base), []).append(place)
    alone = {key for key, places in found.items() if sum(not headings[place].nested for place in places) == 1}
    ordered = {
        key: sorted(places, key=lambda place: (headings[place].nested, headings[place].named, place))
        for key, places in found.items()
    }
    return {key: places for key, places in ordered.items() if key in alone or not headings[places[0]].named}


def _free(base: str, taken: Container[str]) -> str:
    """*base*, numbered as MyST does it if it is among *taken*."""
    number, unique = 1, base
    while unique in taken:
        unique = f'{base}-{number}'
        number += 1
    return unique
