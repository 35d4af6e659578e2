"""What a page says, made ready for the index: a function of one page, kept with what else is known of the page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from ..digests import digest_of
from ..language import Language
from .compounds import splitter
from .words import plain, words

#: what stands around the id of a record whose title is filled in later: two characters that no text holds
LINK_START, LINK_END = '\ue000', '\ue001'
#: what stands between these in the place of an id where a language begins, before its code, and where it ends
_LANGUAGE = '\ue002'
_LANGUAGE_ENDS = f'{LINK_START}{_LANGUAGE}{LINK_END}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page with its heading: ``anchor`` is empty for what stands before the first heading."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A page made ready: its sections as text, and the shortest form of each key.

    ``unmarked`` has the keys of words that are typed without their marks, each with the word's own, if that has other
    letters. ``compounds`` maps a long word to the keys of its parts; ``runs`` holds the keys of each text in order, one
    text for title, heading or body. In them the names of things are looked for.
    """

    title: str
    sections: tuple[Section, ...]
    forms: Mapping[str, str]
    unmarked: tuple[tuple[str, str], ...]
    compounds: Mapping[str, tuple[str, ...]]
    runs: tuple[tuple[str, str], ...]

    def keys(self, field: str) -> Counter[str]:
        """How often each key stands in *field*: title, heading or text."""
        return Counter(chain.from_iterable(run.split(' ') for name, run in self.runs if name == field))

    def title_parts(self, language: Language) -> frozenset[str]:
        """The keys of the parts of the compounds in the title."""
        titles = self.keys('title')
        in_title = (parts for word, parts in self.compounds.items() if language.key(word) in titles)
        return frozenset(chain.from_iterable(in_title))


class Packed(NamedTuple):
    """A page made ready, as bytes: every build loads all pages, and seldom needs more than the digest."""

    digest: str
    data: bytes


def pack(page: PageText) -> Packed:
    """*page* as bytes."""
    sections = [[section.anchor, section.heading, section.text] for section in page.sections]
    text = json.dumps([page.title, sections, page.forms, page.unmarked, page.compounds, page.runs], ensure_ascii=False)
    data = text.encode()
    return Packed(digest_of(data), data)


def unpack(packed: Packed) -> PageText:
    """The page that *packed* holds."""
    title, sections, forms, unmarked, compounds, runs = json.loads(packed.data)
    return PageText(
        title=title,
        sections=tuple(Section(anchor=anchor, heading=heading, text=text) for anchor, heading, text in sections),
        forms=forms,
        unmarked=tuple((bare, key) for bare, key in unmarked),
        compounds={word: tuple(parts) for word, parts in compounds.items()},
        runs=tuple((name, run) for name, run in runs),
    )


def without_links(text: str) -> Iterator[str]:
    """The pieces of *text* between the links whose titles are filled in later."""
    for piece in text.split(LINK_START):
        yield piece.rpartition(LINK_END)[2]


class Stretch(NamedTuple):
    """A part of a text in another language than the page, from ``start`` up to ``end`` as JavaScript counts."""

    start: int
    end: int
    language: str


def in_language(text: str, language: str) -> str:
    """*text* marked as being in another *language* than the page."""
    return f'{LINK_START}{_LANGUAGE}{language}{LINK_END}{text}{_LANGUAGE_ENDS}'


def ends_with(text: str, ends: tuple[str, ...]) -> bool:
    """Whether the words of *text* end with one of *ends*, in whatever language the last of them are."""
    return text.removesuffix(_LANGUAGE_ENDS).endswith(ends)


def with_titles(text: str, titles: Mapping[str, str]) -> tuple[str, list[Stretch]]:
    """*text* with the title of each record it links to, and what of it is in other languages.

    An unknown id stands for itself.
    """
    first, *rest = text.split(LINK_START)
    pieces, at = [first], _size(first)
    stretches: list[Stretch] = []
    for piece in rest:
        target, _, after = piece.partition(LINK_END)
        if not target.startswith(_LANGUAGE):
            pieces.append(title := titles.get(target, target))
            at += _size(title)
        elif language := target.removeprefix(_LANGUAGE):
            stretches.append(Stretch(at, at + _size(after), language))
        pieces.append(after)
        at += _size(after)
    return ''.join(pieces), stretches


def _size(text: str) -> int:
    """How many characters JavaScript counts in *text*."""
    return len(text.encode('utf-16-le')) // 2


def prepare(title: str, sections: Iterable[Section], language: Language) -> PageText:
    """The page called *title* with its *sections*, in *language*, made ready for the index."""
    key, parts_of = language.key, splitter(language).parts
    parts = tuple(
        Section(anchor=section.anchor, heading=plain(section.heading), text=plain(section.text)) for section in sections
    )
    title = plain(title)
    texts = {
        'title': [title],
        'heading': [section.heading for section in parts if section.heading],
        'text': [piece for section in parts for piece in without_links(section.text)],
    }
    fields = {name: [[word for word, _, _ in words(text)] for text in of] for name, of in texts.items()}
    # each word once: a page says most of its words many times
    every = sorted(set(chain.from_iterable(chain.from_iterable(fields.values()))))
    keys = {word: key(word) for word in every}
    return PageText(
        title=title,
        sections=parts,
        forms=shortest_forms(keys),
        unmarked=unmarked_keys(every, language),
        compounds={word: split for word in every if (split := parts_of(word))},
        runs=tuple(
            (name, ' '.join(map(keys.__getitem__, run))) for name, runs in fields.items() for run in runs if run
        ),
    )


def shortest_forms(keys: Mapping[str, str]) -> dict[str, str]:
    """The shortest word of each key, by the keys in order; *keys* has those of all words."""
    forms: dict[str, str] = {}
    for word in sorted(keys, key=lambda word: (len(word), word)):
        forms.setdefault(keys[word], word)
    return dict(sorted(forms.items()))


def unmarked_keys(every: Iterable[str], language: Language) -> tuple[tuple[str, str], ...]:
    """The keys of the words *every* without their marks, each with the word's own key, where that has other letters."""
    keys = {(language.bare_key(word), language.key(word)) for word in every if not word.isascii()}
    return tuple(sorted((bare, key) for bare, key in keys if bare != language.fold(key)))
